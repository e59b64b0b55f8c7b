"""Tokens of `rel` behind a link that nobody reads: as its title, as a class, or in an attribute list that is text."""

from __future__ import annotations

import re

from linklint import wording
from linklint.model import Edit, Fix, Hit, Span
from linklint.patterns import pattern
from linklint.record import record
from linklint.repairs import add_rel

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from linklint.model import Draft, Facts, Link
    from linklint.options import Given

WORDS: tuple[str, ...] = ("written", "because")
"""What its messages may say beside the words of the link."""

_BEHIND = ("inline", "reference")
_LIST = pattern(r"\{:?[ \t]*[^{}\r\n]{1,400}\}")
_REL_IN_LIST = pattern(r"(?<![\w.#-])rel=(?:\"[^\"{}]*\"|'[^'{}]*'|[^\s\"'{}]+)")
_CLASS = pattern(r"\"[^\"]*\"|'[^']*'|(?<=[\s{:])\.([a-z]+)(?=[\s}])", re.I)
"""A quoted value holds none."""
_TITLE_BEHIND = pattern(r"[ \t]+(?:\"[^\"\r\n]*\"|'[^'\r\n]*'|\([^()\r\n]*\))[ \t]*(?=\)$)")
_NAME = pattern(r"^rel\s*=\s*")


@record
class Options:
    tokens: frozenset[str]

    @classmethod
    def read(cls, given: Given) -> Options:
        return cls(frozenset(given.texts("tokens")))


def check(draft: Draft, facts: Facts, options: Options) -> Iterator[Hit]:
    for link in draft.links:
        title = link.title or (link.attributes["title"].value if "title" in link.attributes else "")
        if title and (tokens := _tokens(title, options)):
            yield _of_title(draft, link, title, tokens)
        elif link.syntax in _BEHIND and draft.text.startswith("{", link.span.end):
            yield from _behind(draft, link, options)


def _tokens(title: str, options: Options) -> list[str]:
    """`nofollow`, or `rel="nofollow noopener"`; nothing where the title says anything else."""
    tokens = _NAME.sub("", title.strip().lower()).strip("\"'").replace(",", " ").split()
    return tokens if options.tokens.issuperset(tokens) else []


def _of_title(draft: Draft, link: Link, title: str, tokens: list[str]) -> Hit:
    written = link.attributes.get("title")
    fix, span = None, written.span if written else link.span
    if written:
        if "rel" not in link.attributes:
            fix = Fix((Edit(written.span, f'rel="{" ".join(tokens)}"'),), is_safe=False)
    elif found := _TITLE_BEHIND.search(draft.text, link.text_span.end, link.span.end):
        span = Span(found.start() + 1, found.end())
        if edit := add_rel(draft, link, tokens):
            fix = Fix((Edit(Span(found.start(), found.end()), ""), edit), is_safe=False)
    words = {"written": wording.clipped(title), "because": "a title is shown to readers, and crawlers ignore it"}
    return Hit(span, {**wording.of_link(link), **words}, link, fix)


def _behind(draft: Draft, link: Link, options: Options) -> Iterator[Hit]:
    found = _LIST.match(draft.text, link.span.end)
    if not found:
        return
    words = wording.of_link(link)
    if draft.attribute_list == "" and _REL_IN_LIST.search(found.group()):
        because = (
            "attribute lists are code in MDX" if draft.format == "mdx" else "this dialect reads no attribute lists"
        )
        said = {"written": wording.clipped(found.group()), "because": because}
        yield Hit(Span(*found.span()), {**words, **said}, link)
        return
    for name in _CLASS.finditer(draft.text, *found.span()):
        if name[1] and name[1].lower() in options.tokens:
            said = {"written": name.group(), "because": "a class is no rel"}
            is_right = draft.attribute_list and "rel" not in link.attributes
            edit = Edit(Span(*name.span()), f'rel="{name[1].lower()}"') if is_right else None
            yield Hit(Span(*name.span()), {**words, **said}, link, Fix((edit,), is_safe=False) if edit else None)
