"""Where in a text the next of some marks stands."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    import re
    from collections.abc import Sequence

_NOWHERE = 1 << 62


class Upcoming:
    """Each mark is searched for once between two hits, so asking for ranges that rise takes linear time in all."""

    __slots__ = ("marks", "nearest", "next_ones", "text")

    def __init__(self, text: str, marks: Sequence[str | re.Pattern[str]]) -> None:
        """The marks that are met most often first: where one is found the others are not looked for."""
        self.text, self.marks = text, marks
        self.next_ones = [-1] * len(marks)
        self.nearest = -1
        """None stands before it, as far as is known."""

    def __call__(self, start: int, end: int) -> bool:
        """Whether one starts in this range. None of those behind may start before it."""
        if self.nearest >= end:
            return False
        for index, at in enumerate(self.next_ones):
            if at < start:
                at = self.next_ones[index] = self._next(self.marks[index], start)
            if at < end:
                return True
        self.nearest = min(self.next_ones)
        return False

    def _next(self, mark: str | re.Pattern[str], start: int) -> int:
        if isinstance(mark, str):
            at = self.text.find(mark, start)
            return at if at >= 0 else _NOWHERE
        found = mark.search(self.text, start)
        return found.start() if found else _NOWHERE
