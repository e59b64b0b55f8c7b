"""Links to pages that are gone. What may pass and was seen once weighs less; what could not be told weighs nothing."""

from __future__ import annotations

from linklint import wording
from linklint.conditions import read_selection
from linklint.model import Hit
from linklint.record import record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from linklint.conditions import Selection
    from linklint.model import Draft, Facts, Page
    from linklint.options import Given

WORDS: tuple[str, ...] = ("because",)
"""What its messages may say beside the words of the link."""

_MOST_HOPS = 5
"""That are told."""


@record
class Options:
    selection: Selection

    @classmethod
    def read(cls, given: Given) -> Options:
        return cls(read_selection(given))


def check(draft: Draft, facts: Facts, options: Options) -> Iterator[Hit]:
    dead = [link for link in draft.links if link.url in facts.pages and facts.pages[link.url].verdict == "dead"]
    for link in options.selection.among(dead, facts):
        page = facts.pages[link.url]
        because = wording.clipped(page.says, 200) + ("" if page.is_settled else ", which may pass")
        words = {**wording.of_link(link), "because": because}
        yield Hit(link.span, words, link, evidence=tuple(_evidence(page)), level=None if page.is_settled else "info")


def _evidence(page: Page) -> Iterator[str]:
    for hop in page.hops[:_MOST_HOPS]:
        yield f"redirected by {hop.status} to {wording.clipped(hop.url, 200)}"
    if page.since:
        yield f"first seen dead on {page.since}"
    if page.archived:
        yield f"a copy: {page.archived}"
