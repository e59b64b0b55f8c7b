"""Links to pages that readers do not see yet, or no more: drafts, and what is dated in the future."""

from __future__ import annotations

import os

from linklint import wording
from linklint.model import Destination, Hit
from linklint.record import record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from linklint.model import Draft, Facts
    from linklint.options import Given

WORDS: tuple[str, ...] = ("page", "because")
"""What its messages may say beside the words of the link."""

_DATES = ("publishdate", "publishDate", "date")
_LAST_DATES = ("expirydate", "expiryDate")


@record
class Options:
    @classmethod
    def read(cls, given: Given) -> Options:
        return cls()


def check(draft: Draft, facts: Facts, options: Options) -> Iterator[Hit]:
    """A draft that nobody sees yet may lead to others that are published with it."""
    if not any(isinstance(there, Destination) and there.why_not for there in facts.destinations.values()):
        return
    if _is_unseen(draft, facts.today):
        return
    for link in draft.links:
        there = facts.destinations.get(link.url)
        if isinstance(there, Destination) and there.why_not and not there.is_own:
            page = wording.clipped(there.title or os.path.basename(there.path))
            words = {**wording.of_link(link), "page": page, "because": wording.clipped(there.why_not)}
            yield Hit(link.span, words, link)


def _is_unseen(draft: Draft, today: str) -> bool:
    header = draft.front_matter
    if header.get("draft") is True or header.get("published") is False or "_drafts" in draft.path.split("/"):
        return True
    if any(isinstance(value := header.get(name), str) and value[:10] > today for name in _DATES):
        return True
    return any(isinstance(value := header.get(name), str) and value[:10] <= today for name in _LAST_DATES)
