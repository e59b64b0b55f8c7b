"""Links whose anchor text and URL say different things."""

from __future__ import annotations

from linklint import wording
from linklint.model import Hit
from linklint.options import NoOptions

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from linklint.model import Draft, Facts


WORDS: tuple[str, ...] = ("anchor_words", "url_words")
"""What its messages may say beside the words of the link."""

_MOST_WORDS = 4


Options = NoOptions


def check(draft: Draft, facts: Facts, options: NoOptions) -> Iterator[Hit]:
    for link in draft.links:
        if words := facts.at_odds(link):
            anchor, path = (", ".join(each[:_MOST_WORDS]) for each in words)
            yield Hit(link.span, {**wording.of_link(link), "anchor_words": anchor, "url_words": path}, link)
