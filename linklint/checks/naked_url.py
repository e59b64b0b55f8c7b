"""Links in running text whose anchor text is a long address.

Addresses that are meant to be seen are let pass: a host alone, one that opens or closes its paragraph or stands in parentheses,
one that is named as an address or an example, several in one paragraph, and whatever stands below a heading such as References.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter

from linklint import wording
from linklint.conditions import read_selection
from linklint.model import Hit, Span
from linklint.patterns import pattern
from linklint.record import record
from linklint.words import normal_form, split

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from linklint.conditions import Selection
    from linklint.model import Draft, Facts, Heading, Link
    from linklint.options import Given

WORDS: tuple[str, ...] = ()
"""What its messages may say beside the words of the link."""

_LONG = pattern(r"https?://[^\s/?#]+/[^\s?#]*[^\s/?#]", re.I)
_BREAK = pattern(r"[.!?。！？]\s+(?=\S)|[。！？]|\n[ \t]*(?=[•►*~+-])|<(?:br|p|li|td)\b[^>]*>|(?:\\|  )\n|[{}>]")
"""Where running text begins anew: a sentence, a line that looks like an item, a tag, what a template writes."""
_QUOTE = pattern(r"[「\"'“‘`=<\[]$")
_MARKUP = " \t\r\n*_~"
_TEMPLATE = pattern(r"\{\{|\{%")
_FOR_PROGRAMS = pattern(r"\.(?:atom|css|csv|git|gz|js|json|mjs|rss|xml|ya?ml|zip)$|\byour-|\{", re.I)
_CODE = pattern(r"`|<code\b")
_ELSEWHERE = pattern(r"\]\([^()\s]*\)|\b(?:https?:|www\.)\S+")
_NEAR = 300
"""Code points on either side that are looked at."""


@record
class Options:
    selection: Selection
    fewest_words: int
    """Words that the sentence has beside the address; fewer are a label."""
    introductions: frozenset[str]
    """Words shortly before an address of which the sentence speaks as such: `endpoint`, `such`."""
    reference_headings: frozenset[str]
    """In normal form."""

    @classmethod
    def read(cls, given: Given) -> Options:
        headings = frozenset(map(normal_form, given.texts("reference_headings")))
        introductions = frozenset(map(normal_form, given.texts("introductions")))
        return cls(read_selection(given), given.whole("fewest_words", 5), introductions, headings)


def check(draft: Draft, facts: Facts, options: Options) -> Iterator[Hit]:
    long = [link for link in draft.links if link.text[:4].lower() == "http" and _is_long(link.text)]
    if not long:
        return
    in_block = Counter(link.block for link in long)
    references = list(_references(draft, options))
    for link in options.selection.among(long, facts):
        before = bisect_right(references, link.span.start, key=lambda section: section.start)
        is_reference = before and link.span.start < references[before - 1].end
        if in_block[link.block] == 1 and not is_reference and _is_in_prose(draft.text, link, options):
            yield Hit(link.span, wording.of_link(link), link)


def _is_long(text: str) -> bool:
    return text.isascii() and len(text.split()) == 1 and bool(_LONG.match(text.strip()))


def _references(draft: Draft, options: Options) -> Iterator[Span]:
    """Sections whose heading is one of references, with those below them."""
    opened: Heading | None = None
    for heading in draft.headings:
        if opened and heading.level <= opened.level:
            yield Span(opened.span.start, heading.span.start)
            opened = None
        if not opened and normal_form(heading.text) in options.reference_headings:
            opened = heading
    if opened:
        yield Span(opened.span.start, len(draft.text))


def _is_in_prose(text: str, link: Link, options: Options) -> bool:
    """It stands within a sentence, and the sentence does not speak of it as an address."""
    start, end = link.span.start, link.span.end
    before = text[max(link.block.start, start - _NEAR) : start]
    after = text[end : min(link.block.end, end + _NEAR)]
    if not after.strip(_MARKUP) or _QUOTE.search(before) or before.rfind("(") > before.rfind(")"):
        return False
    if (
        _TEMPLATE.search(before)
        or _TEMPLATE.search(after)
        or _CODE.search(text, link.text_span.start, link.text_span.end)
    ):
        return False
    words = split(_ELSEWHERE.sub(" ", _BREAK.split(before)[-1]))
    if not words or not options.introductions.isdisjoint(words[-3:]) or _FOR_PROGRAMS.search(link.text):
        return False
    return len(words) + len(split(_ELSEWHERE.sub(" ", _BREAK.split(after, 1)[0]))) >= options.fewest_words
