"""Tokens in `rel` that are a known token with a slip of the hand, or another name for one."""

from __future__ import annotations

import re

from linklint import wording
from linklint.model import Fix, Hit, Span
from linklint.patterns import pattern
from linklint.record import record
from linklint.repairs import rel_edit
from linklint.words import distance

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from linklint.model import Draft, Facts
    from linklint.options import Given

WORDS: tuple[str, ...] = ("token", "repair")
"""What its messages may say beside the words of the link."""

_TOKEN = pattern(r"\bno[\s_-]+(?:follow|opener|referr?er)\b|[^\s,]+", re.I)
_LONGEST = 20


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
        start = rel.value_span.start
        written = draft.text[start : rel.value_span.end]
        meant = [(found, _meant(found.group().lower(), options)) for found in _TOKEN.finditer(written)]
        slips = [(found, word) for found, word in meant if word is not None]
        if not slips:
            continue
        span = Span(start + slips[0][0].start(), start + slips[-1][0].end())
        right = list(dict.fromkeys(word for _, word in slips if word))
        kept = dict.fromkeys(found.group() if word is None else word for found, word in meant)
        words = {
            **wording.of_link(link),
            "token": wording.clipped(draft.text[span.start : span.end]),
            "repair": f'write "{" ".join(right)}"' if right else "leave it out: links are followed without it",
        }
        edit = rel_edit(draft.text, rel, " ".join(filter(None, kept)))
        yield Hit(span, words, link, Fix((edit,), is_safe=True) if edit else None)


def _meant(token: str, options: Options) -> str | None:
    """The token that is meant, empty for one that means nothing; None for one that is right or is no slip of ours."""
    token = "-".join(re.split(r"[\s_]+", token))
    if token in options.meant:
        return options.meant[token]
    if token in options.tokens or token in options.known or not 3 <= len(token) <= _LONGEST:
        return None
    for candidate in options.tokens:
        most = options.most_edits if len(candidate) > 5 else 1
        if distance(token, candidate, most) <= most:
            return candidate
    return None
