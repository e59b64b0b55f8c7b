"""Links that users wrote: those in elements that hold comments, or all of a draft that a user wrote."""

from __future__ import annotations

from linklint import wording
from linklint.conditions import read_selection
from linklint.model import Hit
from linklint.record import record
from linklint.repairs import read_repair

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from linklint.conditions import Selection
    from linklint.model import Draft, Facts, Link, Span
    from linklint.options import Given
    from linklint.repairs import Repair

WORDS: tuple[str, ...] = ()
"""What its messages may say beside the words of the link."""


@record
class Options:
    containers: tuple[str, ...]
    """Classes and ids of elements."""
    whole_draft: bool
    """For overrides, which know the paths of such drafts."""
    selection: Selection
    repair: Repair | None

    @classmethod
    def read(cls, given: Given) -> Options:
        return cls(
            given.texts("containers"), bool(given.truth("whole_draft")), read_selection(given), read_repair(given)
        )


def check(draft: Draft, facts: Facts, options: Options) -> Iterator[Hit]:
    if not options.containers and not options.whole_draft:
        return
    links = options.selection.among(draft.links, facts)
    if links and not options.whole_draft:
        links = list(_inside(links, draft.elements(options.containers)))
    for link in links:
        yield Hit(link.span, wording.of_link(link), link, options.repair.fix(draft, link) if options.repair else None)


def _inside(links: Iterable[Link], elements: Sequence[Span]) -> Iterator[Link]:
    """Elements come in order of their starts; they may nest."""
    number = end = 0
    for link in sorted(links, key=lambda each: each.span.start):
        while number < len(elements) and elements[number].start <= link.span.start:
            end = max(end, elements[number].end)
            number += 1
        if link.span.start < end:
            yield link
