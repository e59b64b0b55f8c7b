"""Parts of a draft that were not read: one finding that says why, at the first of them."""

from __future__ import annotations

from linklint.model import Hit
from linklint.options import NoOptions

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from linklint.model import Draft, Facts

WORDS: tuple[str, ...] = ("why",)
"""What its messages may say beside the words of the link."""


Options = NoOptions


def check(draft: Draft, facts: Facts, options: NoOptions) -> Iterator[Hit]:
    for part in draft.unread:
        if not part.is_slip:
            yield Hit(part.span, {"why": part.why})
