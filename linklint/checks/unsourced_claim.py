"""Sentences that state what was counted or found out, with no link or footnote near them."""

from __future__ import annotations

from linklint.conditions import read_header
from linklint.model import Hit
from linklint.record import record
from linklint.wording import clipped
from linklint.words import split

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from linklint.conditions import Header
    from linklint.model import Draft, Facts
    from linklint.options import Given

WORDS: tuple[str, ...] = ("phrase",)
"""What its messages may say beside the words of the link."""


@record
class Options:
    window: int
    """Sentences before and behind that may hold the source."""
    reports: frozenset[str]
    """Words in titles of drafts that report what their writers counted themselves."""
    header: Header

    @classmethod
    def read(cls, given: Given) -> Options:
        reports = frozenset(word.lower() for word in given.texts("reports"))
        return cls(given.whole("window", 1), reports, read_header(given))


def check(draft: Draft, facts: Facts, options: Options) -> Iterator[Hit]:
    if not facts.claims or not options.header.fits(draft) or not options.reports.isdisjoint(split(draft.title)):
        return
    for claim in facts.claims.found:
        if claim.nearest is None or claim.nearest > options.window:
            phrase = draft.text[claim.phrase.start : claim.phrase.end]
            yield Hit(claim.phrase, {"phrase": clipped(phrase)})
