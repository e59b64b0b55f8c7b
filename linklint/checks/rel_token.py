"""Tokens in `rel` that are a known token with a slip of the hand, or another name for one."""

from __future__ import annotations

from linklint import wording
from linklint.model import Edit, Fix, Hit, Span
from linklint.patterns import pattern
from linklint.record import record
from linklint.words import distance

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from linklint.model import Draft, Facts, Link
    from linklint.options import Given

_TOKEN = pattern(r"[^\s,]+")


@record
class Options:
    tokens: tuple[str, ...]
    """The tokens that may be meant."""
    known: frozenset[str]
    """Other tokens that are right as they are."""
    meant: Mapping[str, str]
    """Other names and what they mean; empty for a token that has no meaning and can go."""
    most_edits: int

    @classmethod
    def read(cls, given: Given) -> Options:
        return cls(
            given.texts("tokens"),
            frozenset(given.texts("known")),
            given.text_by_name("meant"),
            given.whole("most_edits", 2),
        )


def check(draft: Draft, facts: Facts, options: Options) -> Iterator[Hit]:
    for link in draft.links:
        rel = link.attributes.get("rel")
        if link.rel is None or rel is None or rel.value_span is None:
            continue
        written = draft.text[rel.value_span.start : rel.value_span.end]
        for found in _TOKEN.finditer(written):
            meant = _meant(found.group().lower(), options)
            if meant is None:
                continue
            start = rel.value_span.start + found.start()
            span = Span(start, start + len(found.group()))
            words = {**wording.of_link(link), "token": found.group(), "meant": meant}
            words["repair"] = f'write "{meant}"' if meant else "leave it out: links are followed without it"
            yield Hit(span, words, link, _fix(link, draft.text, span, meant))


def _meant(token: str, options: Options) -> str | None:
    if token in options.meant:
        return options.meant[token]
    if token in options.tokens or token in options.known or len(token) < 3:
        return None
    for candidate in options.tokens:
        most = options.most_edits if len(candidate) > 5 else 1
        if distance(token, candidate, most) <= most:
            return candidate
    return None


def _fix(link: Link, text: str, span: Span, meant: str) -> Fix:
    """A token that means something is replaced; one that means nothing goes, with the blank beside it, and the whole
    attribute with the last token."""
    rel = link.attributes["rel"]
    assert rel.value_span
    if meant and meant not in (link.rel or ()):
        return Fix((Edit(span, meant),), is_safe=True)
    if len(link.rel or ()) == 1:
        start = rel.span.start
        while text[start - 1] in " \t":
            start -= 1
        return Fix((Edit(Span(start, rel.span.end), ""),), is_safe=True)
    start, end = span.start, span.end
    while end < rel.value_span.end and text[end] in " \t":
        end += 1
    if end == rel.value_span.end:
        while start > rel.value_span.start and text[start - 1] in " \t":
            start -= 1
    return Fix((Edit(Span(start, end), ""),), is_safe=True)
