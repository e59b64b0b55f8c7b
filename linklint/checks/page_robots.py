"""Pages that ask crawlers to follow none of their links: one finding, where the page says so."""

from __future__ import annotations

from linklint import wording
from linklint.model import Hit
from linklint.options import NoOptions

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from linklint.model import Draft, Facts

WORDS: tuple[str, ...] = ("written",)
"""What its messages may say beside the words of the link."""


Options = NoOptions


def check(draft: Draft, facts: Facts, options: NoOptions) -> Iterator[Hit]:
    if span := draft.nofollow:
        written = wording.clipped(draft.text[span.start : span.end])
        yield Hit(span, {"written": written})
