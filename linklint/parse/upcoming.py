"""Where in a text the next of some marks stands."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    import re
    from collections.abc import Sequence

_NOWHERE = 1 << 62


class Upcoming:
    """Each mark is searched for once between two hits, so asking at rising positions takes linear time in all."""

    __slots__ = ("marks", "nearest", "next_ones", "text")

    def __init__(self, text: str, marks: Sequence[re.Pattern[str]]) -> None:
        self.text, self.marks = text, marks
        self.next_ones = [-1] * len(marks)
        self.nearest = -1

    def __call__(self, position: int) -> int:
        """The offset of the nearest one from here on; beyond every text where there is none."""
        if self.nearest >= position:
            return self.nearest
        for index, at in enumerate(self.next_ones):
            if at < position:
                found = self.marks[index].search(self.text, position)
                self.next_ones[index] = found.start() if found else _NOWHERE
        self.nearest = min(self.next_ones)
        return self.nearest
