"""Links that a slip of the hand keeps from being links: brackets, parentheses or blanks where Markdown wants none."""

from __future__ import annotations

from linklint import wording
from linklint.model import Edit, Fix, Hit, Span
from linklint.options import NoOptions

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from linklint.model import Draft, Facts, Slip

WORDS: tuple[str, ...] = ("fault", "meant")
"""What its messages may say beside the words of the link."""

_FAULTS = {
    "spaced": "a blank parts [text] from (url)",
    "wide": "a full-width parenthesis is text",
    "reversed": "its parentheses and brackets are swapped",
    "bracketed": "its URL stands in brackets instead of parentheses",
    "blanks": "blanks stand in its URL",
    "unclosed": "no parenthesis closes behind its URL",
}
_LINE_ENDS = frozenset("\r\n")
_OF_A_TITLE = frozenset("<>\"'“”‘’„«»`\\")
"""What tells that a title was to follow the URL, or that somebody escaped its blanks."""
_TWO_LINES, _ONE_LINE = "its URL runs over two lines", "the whole URL on one line"
_WITH_TITLE = '[text](url "title"), or the URL between < and >'


Options = NoOptions


def check(draft: Draft, facts: Facts, options: NoOptions) -> Iterator[Hit]:
    for slip in draft.slips:
        if slip.kind in _FAULTS:
            meant = _meant(draft, slip)
            runs_on = slip.kind == "blanks" and _runs_on(_cut(draft, slip.url_span))
            words = {
                "fault": _TWO_LINES if runs_on else _FAULTS[slip.kind],
                "meant": wording.clipped("".join(meant), 200) if meant else _ONE_LINE if runs_on else _WITH_TITLE,
                "text": wording.clipped(_cut(draft, slip.text_span)),
                "url": wording.clipped(_cut(draft, slip.url_span), 100),
            }
            yield Hit(slip.span, words, fix=_fix(draft, slip, meant) if meant else None)


def _runs_on(url: str) -> bool:
    return not _LINE_ENDS.isdisjoint(url) and _OF_A_TITLE.isdisjoint(url)


def _cut(draft: Draft, span: Span) -> str:
    return draft.text[span.start : span.end]


def _meant(draft: Draft, slip: Slip) -> tuple[str, ...]:
    """The link in five parts, of which the second and the fourth stand in the draft; nothing where it cannot be told."""
    text, url = _cut(draft, slip.text_span), _cut(draft, slip.url_span)
    if slip.kind != "blanks":
        return "[", text, "](", url, ")"
    return ("[", text, "](<", url, ">)") if (_OF_A_TITLE | _LINE_ENDS).isdisjoint(url) else ()


def _fix(draft: Draft, slip: Slip, meant: tuple[str, ...]) -> Fix:
    text, url = slip.text_span, slip.url_span
    gaps = (Span(slip.span.start, text.start), Span(text.end, url.start), Span(url.end, slip.span.end))
    edits = (Edit(gap, part) for gap, part in zip(gaps, meant[::2], strict=True) if _cut(draft, gap) != part)
    return Fix(tuple(edits), is_safe=False)
