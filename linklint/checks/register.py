"""Links to what a register names: the site's own disavow file, or works that were retracted."""

from __future__ import annotations

from linklint import wording
from linklint.conditions import read_selection
from linklint.model import Hit
from linklint.record import record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from linklint.conditions import Selection
    from linklint.model import Draft, Entry, Facts
    from linklint.options import Given

WORDS: tuple[str, ...] = ("because", "source")
"""What its messages may say beside the words of the link."""

_REGISTERS = ("disavow", "retractions")


@record
class Options:
    register: str
    categories: tuple[str, ...]
    """Of its entries; none given is all."""
    selection: Selection

    @classmethod
    def read(cls, given: Given) -> Options:
        return cls(given.choice("register", _REGISTERS), given.texts("categories"), read_selection(given))


def check(draft: Draft, facts: Facts, options: Options) -> Iterator[Hit]:
    entries = facts.entries.get(options.register)
    if not entries:
        return
    for link in options.selection.among(draft.links, facts):
        entry = entries.get(link.url)
        if entry and (not options.categories or entry.category in options.categories):
            words = {**wording.of_link(link), "because": wording.because(entry), "source": entry.source}
            yield Hit(link.span, words, link, evidence=tuple(_evidence(entry)))


def _evidence(entry: Entry) -> Iterator[str]:
    yield wording.as_line(entry)
    if entry.dispute:
        yield f"to dispute it: {entry.dispute}"
