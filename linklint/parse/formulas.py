"""Formulas between dollar signs: `$f[x](y)$` is no link. Their brackets are hidden at equal length; prices, and dollar signs
in code, tags and URLs, are no formulas."""

from __future__ import annotations

import re
from bisect import bisect_right

from linklint.parse import bare_urls, inlines
from linklint.parse.templates import MASK
from linklint.patterns import pattern

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from linklint.parse.inlines import Found

_LINE = pattern(r"([^\r\n]*)(?:\r\n?|\n|\Z)")
_FENCE = pattern(r"[ \t>]*(?:(?:[-+*]|\d{1,9}[.)])[ \t]+)*(`{3,}|~{3,})")
_DOLLARS = pattern(r"\\.|\$\$?", re.S)
_BRACKETS = pattern(r"[\[\]<>]")
_ADDRESS = pattern(rf"[:/.#?${MASK}]")
"""What a destination holds that is one, unlike the argument of a function."""


def mask(text: str, dollars: str) -> str:
    """`dollars` is what encloses formulas: `$$`, or `$` for both. A formula ends in its own paragraph; one between single
    signs has no blank inside of them and no digit behind (pandoc, tex_math_dollars)."""
    parts: list[str] = []
    last = 0
    for start, end in _paragraphs(text):
        for opening, closing in _formulas(text[start:end], dollars):
            parts += text[last : start + opening], _BRACKETS.sub(MASK, text[start + opening : start + closing])
            last = start + closing
    return "".join((*parts, text[last:])) if parts else text


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Runs of lines outside of fences, without blank ones."""
    start, fence = -1, ""
    for line in _LINE.finditer(text):
        found = _FENCE.match(line.group(1))
        is_end = bool(found) or not line.group(1).strip(" \t>") or not line.group()
        if is_end and start >= 0:
            yield start, line.start()
            start = -1
        elif not is_end and not fence and start < 0:
            start = line.start()
        if found and not fence:
            fence = found.group(1)
        elif found and found.group(1).startswith(fence):
            fence = ""


def _formulas(paragraph: str, dollars: str) -> Iterator[tuple[int, int]]:
    first, behind = paragraph.find(dollars), paragraph.rfind(dollars)
    if first == behind or not _BRACKETS.search(paragraph, first, behind):
        return
    walls = _walls(paragraph)
    starts = [start for start, _ in walls]

    def is_free(start: int, end: int) -> bool:
        before = bisect_right(starts, end - 1) - 1
        return before < 0 or walls[before][1] <= start

    opened: re.Match[str] | None = None
    for sign in _DOLLARS.finditer(paragraph):
        if sign.group()[0] == "\\" or not is_free(*sign.span()):
            continue
        if opened and _closes(sign, opened):
            if is_free(opened.start(), sign.end()):
                yield opened.start(), sign.end()
            opened = None
        elif not opened or opened.group() == "$":
            opened = sign if _opens(sign, dollars) else None


def _opens(sign: re.Match[str], dollars: str) -> bool:
    return sign.group() == "$$" or (dollars == "$" and not sign.string[sign.end() : sign.end() + 1].isspace())


def _closes(sign: re.Match[str], opened: re.Match[str]) -> bool:
    if sign.group() != opened.group():
        return False
    return sign.group() == "$$" or not (
        sign.string[sign.start() - 1].isspace() or sign.string[sign.end() : sign.end() + 1].isdecimal()
    )


def _walls(paragraph: str) -> list[tuple[int, int]]:
    """What is no part of a formula: code, tags, URLs, and where links that are plainly links begin and end."""
    found = inlines.read(paragraph, {})
    links = [*found.links, *bare_urls.find(paragraph, found)]
    return sorted([*found.code, *found.tags, *(edge for link in links for edge in _edges(link))])


def _edges(link: Found) -> Sequence[tuple[int, int]]:
    if link.syntax in ("autolink", "bare"):
        return ((link.start, link.end),)
    return ((link.start, link.text_start), (link.text_end, link.end)) if _ADDRESS.search(link.url) else ()
