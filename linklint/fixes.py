"""Fixes applied to the text of a draft: those that can go together, round by round, until nothing is left to fix."""

from __future__ import annotations

from bisect import bisect_left

from linklint.files import LARGEST_DRAFT

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from linklint.model import Diagnostic, Edit, Fix

MOST_ROUNDS = 10
"""Fixes that touch each other, or that follow from one another, take a round each."""


def is_safe(fix: Fix) -> bool:
    return fix.is_safe


def is_any(fix: Fix) -> bool:
    return True


def edited(text: str, edits: Iterable[Edit]) -> str:
    """The text with its edits, which may touch but not overlap. Nothing outside of their spans changes."""
    pieces, end = [], 0
    for edit in sorted(edits, key=lambda edit: (edit.span.start, edit.span.end)):
        pieces += [text[end : edit.span.start], edit.text]
        end = edit.span.end
    return "".join([*pieces, text[end:]])


def compatible(found: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Those whose fixes can be applied together, in order of place: the first wins. A fix is taken whole or not at all, and
    not where it touches another: which of two insertions at one place comes first is for the next round to tell."""
    taken: list[tuple[int, int]] = []
    chosen = []
    for _, each in sorted(_by_place(found), key=lambda pair: pair[0]):
        if each.fix and not any(_touches(edit, taken) for edit in each.fix.edits):
            chosen.append(each)
            for edit in each.fix.edits:
                span = edit.span.start, edit.span.end
                taken.insert(bisect_left(taken, span), span)
    return chosen


def _by_place(found: Iterable[Diagnostic]) -> Iterable[tuple[tuple[int, int, str], Diagnostic]]:
    for each in found:
        if each.fix and each.fix.edits and _is_utf8(each.fix):
            first = each.fix.edits[0].span
            yield (first.start, first.end, each.rule), each


def _is_utf8(fix: Fix) -> bool:
    """What a draft writes in escapes may be half a character."""
    return not any("\ud800" <= character <= "\udfff" for edit in fix.edits for character in edit.text)


def _touches(edit: Edit, taken: list[tuple[int, int]]) -> bool:
    """`taken` is sorted, and its spans overlap nowhere."""
    place = bisect_left(taken, (edit.span.start, edit.span.end))
    return (place > 0 and taken[place - 1][1] >= edit.span.start) or (
        place < len(taken) and taken[place][0] <= edit.span.end
    )


class Rounds:
    """A draft under repair: its text is judged, what can be fixed together is fixed, and the new text is judged again.

    It ends where nothing is left to fix, after a bound of rounds, and where fixes lead in a circle: then with the text that
    came back, so that to fix it once more changes nothing.
    """

    def __init__(self, text: str, is_wanted: Callable[[Fix], bool] = is_safe) -> None:
        self.text = text
        self.fixed = 0
        """Findings."""
        self.trouble = ""
        """Why it ended before everything was fixed."""
        self.edits: tuple[Edit, ...] = ()
        """Those of the last round."""
        self._is_wanted = is_wanted
        self._seen = {text: 0}

    def go_on(self, found: Iterable[Diagnostic]) -> bool:
        """Takes the findings in `text`. Whether there is a new text now, which must be judged."""
        chosen = compatible(each for each in found if each.fix and self._is_wanted(each.fix))
        if self.trouble or not chosen:
            return False
        self.edits = tuple(edit for each in chosen if each.fix for edit in each.fix.edits)
        text = edited(self.text, self.edits)
        why = self._why_not(text)
        if why:
            self.trouble = f"{why} ({', '.join(sorted({each.rule for each in chosen}))})"
        if why and text not in self._seen:
            return False
        self.fixed = self._seen.setdefault(text, self.fixed + len(chosen))
        self.text = text
        return True

    def _why_not(self, text: str) -> str:
        """Why a new text, if it is one, is not to be fixed any further."""
        if text in self._seen:
            return "fixes lead back to where they began"
        if len(self._seen) > MOST_ROUNDS:
            return f"not all is fixed after {MOST_ROUNDS} rounds"
        if len(text.encode("utf-8", "surrogatepass")) > LARGEST_DRAFT:
            return "fixes would make it too large to be checked"
        return ""
