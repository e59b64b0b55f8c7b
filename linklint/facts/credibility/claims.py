"""Sentences that state what was counted or found out: those that readers want to see a source for."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache
from itertools import pairwise

from linklint.facts import lists
from linklint.model import Claim, Claims, Span
from linklint.patterns import pattern
from linklint.record import record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from linklint.model import Draft, Link

_INLINE_TAG = (
    r"</?(?:a|abbr|b|bdi|cite|code|data|del|dfn|em|i|ins|kbd|mark|q|s|samp|small|span|strong|sub|sup|time|u|var|wbr)"
    r"\b[^<>]{0,2000}>"
)
_BETWEEN = pattern(rf"(?:\s|{_INLINE_TAG})*", re.I)
_UNSEEN = pattern(
    r"<[^<>\n]{1,2000}>|`[^`\n]+`|!?\]\([^()\s]*\)|https?://\S+|\{[{%][^{}%\n]*[%}]\}"
    r"|^[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]|^[ \t]*>",
    re.M,
)
_SENTENCE_END = pattern(
    r"(?<=[.!?…])[\"'”’»)\]*_]{0,9}\s+(?=[^\sa-zà-ÿ])|(?<=[。！？])|\n[ \t]*(?=\n|[-*+>][ \t]|\d{1,9}[.)][ \t])"
)
_NOT_PROSE = pattern(r"[ \t]*(?:>|\[\^|\||#|\{[:%]|<t[dh]\b)", re.I)
_CELL_BEFORE = pattern(r"(?:\||<t[dh]\b[^<>]{0,500}>)[ \t]*$", re.I)
_FOOTNOTE = pattern(
    r"\[\^[^\]\s]+\]|\[@[^\]\s]+|\[\d{1,3}\]|\((?:[A-Z][^()]{1,60},? )(?:19|20)\d\d[a-z]?\)|<ref\b|\{%-? *cite|\\cite"
)
_SIGN = (
    r"(?<![\w.,])(?!(?:0|100)(?:[.,]0+)?[ \u00a0\u202f]?[%p％])(?:\d{1,3}(?:[.,]\d)?[-–])?"
    r"\d{1,3}(?:[.,]\d{1,4})?[ \u00a0\u202f]?"
)
"""A number before the word or the sign for percent, but for none and all."""
_NUMBER = pattern(r"(?<![\w.,])(?!(?:19|20)\d\d\b)\d{2,}|\d[.,]\d|\b\d [mb]illi", re.I)
_FEWEST_WORDS = 4
_REACH, _WORDS_BEFORE, _WORDS_BEHIND = 200, 3, 5
"""How near to a percentage what is counted stands; the reach is in code points."""
_NEVER = r"(?!)"
_KINDS = ("telling", "named", "percent", "counted", "own", "open")


@record
class _Phrases:
    telling: re.Pattern[str]
    named: re.Pattern[str]
    percentage: re.Pattern[str]
    counted: re.Pattern[str]
    own: re.Pattern[str]
    open: re.Pattern[str]


def find(draft: Draft) -> Claims:
    """The claims of a draft, in its own language. Headings, cells, quotes and footnotes make none."""
    phrases = _phrases(draft.language)
    if not any(each.search(draft.text) for each in (phrases.telling, phrases.named, phrases.percentage)):
        return Claims((), {})
    links = sorted(draft.links, key=lambda link: link.span.start)
    starts = [link.span.start for link in links]
    found: list[Claim] = []
    by_link: dict[Span, Claim] = {}
    for block in _blocks(draft):
        inside = links[bisect_right(starts, block.start - 1) : bisect_right(starts, block.end - 1)]
        for claim, its_links in _claims(draft.text, block, inside, phrases):
            found.append(claim)
            by_link |= {link.span: claim for link in its_links}
    return Claims(tuple(found), by_link)


def _blocks(draft: Draft) -> Iterator[Span]:
    """Paragraphs and items; in HTML the pieces of text between inline tags are one."""
    headings = {heading.span.start for heading in draft.headings}
    pieces: list[Span] = []
    for span in draft.prose:
        if pieces and _BETWEEN.fullmatch(draft.text, pieces[-1].end, span.start) and draft.format == "html":
            pieces[-1] = Span(pieces[-1].start, span.end)
        else:
            pieces.append(span)
    for span in pieces:
        is_cell = _CELL_BEFORE.search(draft.text, max(0, span.start - 500), span.start)
        if span.start not in headings and not is_cell and not _NOT_PROSE.match(draft.text, span.start):
            yield span


def _claims(text: str, block: Span, links: Sequence[Link], phrases: _Phrases) -> Iterator[tuple[Claim, Sequence[Link]]]:
    visible = _visible(text, block, links)
    ends = [0, *(found.end() for found in _SENTENCE_END.finditer(visible)), len(visible)]
    sentences = [(start, end) for start, end in pairwise(ends) if visible[start:end].strip()]
    if not sentences:
        return
    firsts = [start for start, _ in sentences]
    standing: list[list[Link]] = [[] for _ in sentences]
    for link in links:
        standing[max(0, bisect_right(firsts, link.text_span.start - block.start) - 1)].append(link)
    sourced = [
        bool(inside) or bool(_FOOTNOTE.search(text, block.start + start, block.start + end))
        for inside, (start, end) in zip(standing, sentences, strict=True)
    ]
    nearest = _distances(sourced)
    for number, (start, end) in enumerate(sentences):
        told = _telling(visible[start:end], phrases)
        if told:
            span = Span(block.start + start, block.start + end)
            phrase = Span(span.start + told[0], span.start + told[1])
            outbound = sum(link.internal is False for link in standing[number])
            has_number = bool(_NUMBER.search(visible, start, end))
            yield Claim(span, phrase, has_number, outbound, nearest[number]), standing[number]


def _visible(text: str, block: Span, links: Sequence[Link]) -> str:
    """The block with what no reader sees blanked, every place kept."""
    parts: list[str] = []
    at = block.start
    for link in links:
        for start, end in ((link.span.start, link.text_span.start), (link.text_span.end, link.span.end)):
            if at <= start < end <= block.end:
                parts += text[at:start], " " * (end - start)
                at = end
    parts.append(text[at : block.end])
    return _UNSEEN.sub(lambda found: " " * len(found.group()), "".join(parts))


def _distances(sourced: Sequence[bool]) -> list[int | None]:
    """Of each sentence to the nearest that has a source."""
    found: list[int | None] = [0 if each else None for each in sourced]
    for order in (range(1, len(found)), range(len(found) - 2, -1, -1)):
        for number in order:
            beside = found[number - order.step]
            here = found[number]
            if beside is not None and (here is None or beside + 1 < here):
                found[number] = beside + 1
    return found


def _telling(sentence: str, phrases: _Phrases) -> tuple[int, int] | None:
    """Where a sentence tells that it is a claim."""
    if phrases.own.search(sentence) or sentence.rstrip().endswith("?"):
        return None
    found = phrases.telling.search(sentence) or phrases.named.search(sentence) or _counted(sentence, phrases)
    has_blanks = sentence.isascii() or len(sentence.split()) >= _FEWEST_WORDS
    return found.span() if found and (not has_blanks or len(sentence.split()) >= _FEWEST_WORDS) else None


def _counted(sentence: str, phrases: _Phrases) -> re.Match[str] | None:
    """A percentage beside what is counted."""
    if phrases.open.search(sentence):
        return None
    for found in phrases.percentage.finditer(sentence):
        behind = sentence[found.end() : found.end() + _REACH].split()[:_WORDS_BEHIND]
        before = sentence[max(0, found.start() - _REACH) : found.start()].split()[-_WORDS_BEFORE:]
        if phrases.counted.search(" ".join(behind)) or phrases.counted.search(" ".join(before)):
            return found
    return None


@lru_cache(maxsize=16)
def _phrases(language: str) -> _Phrases:
    listed: dict[str, list[str]] = {kind: [] for kind in _KINDS}
    for phrase, rows in lists.load("claim-phrases").items():
        for row in rows.split("\n"):
            its_language, kind = row.split("\t")
            if its_language == (language or "en"):
                listed[kind].append(_as_pattern(phrase))
    either = {kind: "|".join(sorted(written, key=len, reverse=True)) or _NEVER for kind, written in listed.items()}
    return _Phrases(
        re.compile(either["telling"], re.I),
        re.compile(f"(?i:{either['named']})" + r"(?=\s+(?:the )?[A-ZÀ-Þ][a-zß-ÿ])"),
        re.compile(f"{_SIGN}(?:[%％]|{either['percent']})|百分之\\s?\\d", re.I),
        re.compile(either["counted"], re.I),
        re.compile(either["own"], re.I),
        re.compile(either["open"], re.I),
    )


def _as_pattern(phrase: str) -> str:
    words = r"\s+".join(re.escape(word).replace(r"\*", r"\w*") for word in phrase.split())
    return rf"\b{words}\b" if phrase[0] < "\u2e80" else words
