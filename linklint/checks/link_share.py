"""Drafts in which too large a share of the links is of one sort: one finding, at the first, that stands for all."""

from __future__ import annotations

from linklint import wording
from linklint.conditions import read_condition, read_header, read_selection
from linklint.model import Hit
from linklint.record import record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from linklint.conditions import Condition, Header, Selection
    from linklint.model import Draft, Facts
    from linklint.options import Given


WORDS: tuple[str, ...] = ("count", "total")
"""What its messages may say beside the words of the link."""


@record
class Options:
    counted: Selection
    """The links that the share is taken of."""
    sort: Condition
    fewest: int
    """Links that must be counted before a share means anything."""
    share: float
    """From 0 to 1; a draft at or above it is reported."""
    header: Header

    @classmethod
    def read(cls, given: Given) -> Options:
        return cls(
            read_selection(given),
            read_condition(given, "are"),
            given.whole("fewest", 2),
            given.number("share", 1.0),
            read_header(given),
        )


def check(draft: Draft, facts: Facts, options: Options) -> Iterator[Hit]:
    if not options.header.fits(draft):
        return
    counted = options.counted.among(draft.links, facts)
    hits = [link for link in counted if all(claim(link, facts) is True for claim in options.sort)]
    if len(counted) < options.fewest or len(hits) < max(1, options.share * len(counted)):
        return
    words = {**wording.of_link(hits[0]), "count": str(len(hits)), "total": str(len(counted))}
    yield Hit(hits[0].span, words, hits[0], also=tuple(hits[1:]))
