"""Blanks and final punctuation inside of anchor texts, moved out by the fix.

A full stop or a colon stays where the anchor begins a sentence, or where it may belong to an abbreviation or a number.
"""

from __future__ import annotations

import re

from linklint import wording
from linklint.conditions import read_selection
from linklint.model import Edit, Fix, Hit, Span
from linklint.patterns import pattern
from linklint.record import record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from linklint.conditions import Selection
    from linklint.model import Draft, Facts, Link
    from linklint.options import Given

WORDS: tuple[str, ...] = ("edge",)
"""What its messages may say beside the words of the link."""

_BLANKS = " \t"
_MARKS = ",;:.、，；：。"
_CLOSING_MARKS = ".。:："
"""Anchors that begin a sentence or a line may end it."""
_KEPT = pattern(
    r"(?:[\\.,;:!?…].|\);|:[\w+-]{1,40}:|&#?\w{1,32};|\b\w{1,2}\.|\.\w{1,9}\.|\d\.|\b(?:"
    r"apr|approx|aug|bros|bzw|corp|dec|dept|eds?|etc|feb|fig|gov|inc|jan|jul|jun|llc|ltd|mar|mrs|nos|nov|oct|pct|prof"
    r"|rep|resp|sen|sept?|univ|usw|vols?)\.)$",
    re.I,
)
"""Ends that are no punctuation of the sentence around: escapes, entities, emoji, code, ellipses, abbreviations, numbers."""
_SENTENCE_START = pattern(r"(?:^|[.!?:。！？…][^\w\s]*\s)[^\w.!?:]*$")
_SENTENCE_INSIDE = pattern(r"[.!?]\s")
_TARGETS = pattern(r"\]\([^()\s]*\)|\]\[[^\[\]]*\]|\[")
_NEAR = 250
"""Code points before a link that are looked at."""
_OPENING, _CLOSING = "([{\"'“‘«「（", ")]}\"'”’»」）.,;:!?、，。"
_EMPHASIS = "*_~{"
"""Beside the link these may stop meaning what they mean."""
_BRACKET, _TAG = pattern(r"[\[\]]"), pattern(r"<(?:a\b|https?:)", re.I)
"""Half of a link of the other kind, perhaps."""
_WITH_EDGES = ("inline", "html", "reference")


@record
class Options:
    selection: Selection

    @classmethod
    def read(cls, given: Given) -> Options:
        return cls(read_selection(given))


def check(draft: Draft, facts: Facts, options: Options) -> Iterator[Hit]:
    for link in draft.links:
        if link.syntax not in _WITH_EDGES or link.images:
            continue
        raw = draft.text[link.text_span.start : link.text_span.end]
        if raw[:1] in _BLANKS or raw[-1:] in _BLANKS + _MARKS:
            hit = _hit(draft.text, link, raw)
            if hit and options.selection.among([link], facts):
                yield hit


def _hit(text: str, link: Link, raw: str) -> Hit | None:
    inner = raw.strip(_BLANKS)
    is_crossed = _TAG.search(inner) if link.syntax != "html" else _BRACKET.search(inner)
    if (
        not inner
        or inner != raw.strip()
        or inner[0] in "^!"
        or inner[-1] == "\\"
        or is_crossed
        or not _has_label_of_its_own(text, link)
    ):
        return None
    lead, trail = raw[: raw.index(inner)], raw[raw.index(inner) + len(inner) :]
    start, end = link.span.start, link.span.end
    before, after = text[max(link.block.start, start - _NEAR) : start], text[end : end + 2]
    mark = inner[-1] if inner[-1] in _MARKS and not _keeps(inner, before, after) else ""
    if not (lead or trail or mark) or before[-1:] in tuple(_EMPHASIS) or after[:1] in tuple(_EMPHASIS):
        return None
    start, end = link.text_span.start, link.text_span.end
    out_before = " " if lead and before and not before[-1].isspace() and before[-1] not in _OPENING else ""
    out_after = mark + (" " if trail and after and not after[0].isspace() and after[0] not in _CLOSING else "")
    edits = (
        Edit(Span(link.span.start, link.span.start), out_before),
        Edit(Span(start, start + len(lead)), ""),
        Edit(Span(end - len(trail) - len(mark), end), ""),
        Edit(Span(link.span.end, link.span.end), out_after),
    )
    fix = Fix(tuple(edit for edit in edits if edit.text or edit.span.start < edit.span.end), True)
    return Hit(link.span, {**wording.of_link(link), "edge": f'"{mark}"' if mark else "a blank"}, link, fix)


def _has_label_of_its_own(text: str, link: Link) -> bool:
    """The anchor text of other references is their label too."""
    return link.syntax != "reference" or text[link.text_span.end : link.span.end].strip("[] \t\r\n") != ""


def _keeps(inner: str, before: str, after: str) -> bool:
    """The mark belongs to the anchor."""
    if len(inner) == 1 or _KEPT.search(inner[-42:]) or after[:1] in tuple(_MARKS):
        return True
    if inner[-1] not in _CLOSING_MARKS:
        return False
    begins = _SENTENCE_START.search(_TARGETS.sub("", before))
    return bool(begins or _SENTENCE_INSIDE.search(inner)) or after.strip()[:1].islower()
