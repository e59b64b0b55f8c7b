"""Where in a text the next of some needles stands."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

_NOWHERE = 1 << 62


class Upcoming:
    """Each needle is searched for once between two hits, so asking at rising positions takes linear time in all."""

    __slots__ = ("nearest", "needles", "next_ones", "text")

    def __init__(self, text: str, needles: Sequence[str]) -> None:
        self.text, self.needles = text, needles
        self.next_ones = [-1] * len(needles)
        self.nearest = -1 if needles else _NOWHERE

    def __call__(self, position: int) -> int:
        """The offset of the nearest one from here on; beyond every text where there is none."""
        if self.nearest >= position:
            return self.nearest
        for index, needle in enumerate(self.needles):
            if self.next_ones[index] < position:
                found = self.text.find(needle, position)
                self.next_ones[index] = found if found >= 0 else _NOWHERE
        self.nearest = min(self.next_ones)
        return self.nearest
