"""Links over http. Where the pages were asked for, only those of which https has answered the same are meant, and then it is
safe to write it."""

from __future__ import annotations

from linklint import wording
from linklint.conditions import read_selection
from linklint.model import Hit
from linklint.record import record, replace
from linklint.repairs import read_repair

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from linklint.conditions import Selection
    from linklint.model import Draft, Facts, Link, Span
    from linklint.options import Given
    from linklint.repairs import Repair

WORDS: tuple[str, ...] = ("instead",)
"""What its messages may say beside the words of the link."""


@record
class Options:
    selection: Selection
    repair: Repair | None

    @classmethod
    def read(cls, given: Given) -> Options:
        return cls(read_selection(given), read_repair(given))


def check(draft: Draft, facts: Facts, options: Options) -> Iterator[Hit]:
    for link in options.selection.among(draft.links, facts):
        page = facts.pages.get(link.url)
        if page and not page.https:
            continue
        instead = "https answers the same there" if page else "write https where it answers there"
        words = {**wording.of_link(link), "instead": instead}
        fix = options.repair.fix(draft, link) if options.repair else None
        yield Hit(_place(link), words, link, replace(fix, is_safe=True) if fix and page else fix)


def _place(link: Link) -> Span:
    return link.span if link.definition_span else link.url_span
