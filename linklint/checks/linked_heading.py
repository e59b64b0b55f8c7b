"""Links in headings, but on pages whose headings are an index: most of one level are links."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter

from linklint import wording
from linklint.conditions import read_selection
from linklint.model import Hit
from linklint.record import record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from linklint.conditions import Selection
    from linklint.model import Draft, Facts, Heading, Link
    from linklint.options import Given

WORDS: tuple[str, ...] = ()
"""What its messages may say beside the words of the link."""


@record
class Options:
    selection: Selection
    index_share: float
    """Of the headings of one level. Where more hold a link, they are an index."""
    index_size: int
    """Fewer headings with a link are none."""

    @classmethod
    def read(cls, given: Given) -> Options:
        return cls(read_selection(given), given.number("index_share", 0.5), given.whole("index_size", 3))


def check(draft: Draft, facts: Facts, options: Options) -> Iterator[Hit]:
    links = [link for link in draft.links if link.context == "heading"]
    links = list(options.selection.among(links, facts)) if links else []
    if not links:
        return
    headings = sorted(draft.headings, key=lambda heading: heading.span.start)
    found = [(link, heading) for link in links if (heading := _heading_of(link, headings))]
    linked = Counter(level for level, _ in {(heading.level, heading.span) for _, heading in found})
    total = Counter(heading.level for heading in headings)
    for link, heading in found:
        many = linked[heading.level]
        if many < options.index_size or many <= options.index_share * total[heading.level]:
            yield Hit(link.span, wording.of_link(link), link)


def _heading_of(link: Link, headings: Sequence[Heading]) -> Heading | None:
    place = bisect_right(headings, link.span.start, key=lambda heading: heading.span.start) - 1
    return headings[place] if place >= 0 and link.span.start < headings[place].span.end else None
