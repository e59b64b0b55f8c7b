"""Drafts, or blocks of them, in which the number of links, or their number for so many words, lies within given bounds."""

from __future__ import annotations

from collections import Counter

from linklint.conditions import read_selection
from linklint.heads import head
from linklint.model import Hit, Span
from linklint.record import record
from linklint.words import count

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from linklint.conditions import Selection
    from linklint.model import Draft, Facts
    from linklint.options import Given

WORDS: tuple[str, ...] = ("count", "words")
"""What its messages may say; no words of a link."""

_MOST = 1_000_000_000
"""More links, or words, than any draft has."""


@record
class Options:
    selection: Selection
    per: str
    """`draft`, or `block` for each paragraph, heading, item or cell that has links."""
    fewest: int
    most: int
    """Links, both included."""
    fewest_words: int
    most_words: int
    """Words of the reading text, both included."""
    per_100_words: float
    """Links for a hundred words, at least."""

    @classmethod
    def read(cls, given: Given) -> Options:
        return cls(
            read_selection(given),
            given.choice("per", ("draft", "block"), "draft"),
            given.whole("fewest", 0),
            given.whole("most", _MOST),
            given.whole("fewest_words", 0),
            given.whole("most_words", _MOST),
            given.number("per_100_words", 0),
        )


def check(draft: Draft, facts: Facts, options: Options) -> Iterator[Hit]:
    """Its findings have no link: they stand at the block, or at the title of the draft. Links that may be meant count
    where too many of them would exempt the draft."""
    sure = options.selection.among(draft.links, facts)
    if options.per == "block":
        for block, links in Counter(link.block for link in sure).items():
            yield from _hits(draft, links, block, (block,), options)
    elif options.most == _MOST or len(options.selection.possibly_among(draft.links, facts)) <= options.most:
        yield from _hits(draft, len(sure), None, draft.prose, options)


def _hits(draft: Draft, links: int, place: Span | None, prose: Iterable[Span], options: Options) -> Iterator[Hit]:
    if not options.fewest <= links <= options.most:
        return
    words = sum(count(draft.text[span.start : span.end]) for span in prose)
    if options.fewest_words <= words <= options.most_words and links * 100 >= options.per_100_words * words:
        yield Hit(place or head(draft), {"count": str(links), "words": str(words)})
