"""Links to hosts that the team lists, or to targets that bear a label that it lists. Silent where it lists none."""

from __future__ import annotations

from linklint import urls, wording
from linklint.conditions import CHOICES, read_selection
from linklint.model import Hit
from linklint.record import record
from linklint.repairs import read_repair

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from linklint.conditions import Selection
    from linklint.model import Draft, Facts, Link
    from linklint.options import Given
    from linklint.repairs import Repair

WORDS: tuple[str, ...] = ("listed",)
"""What its messages may say beside the words of the link."""


@record
class Options:
    hosts: tuple[str, ...]
    """`*.acme.example` covers sub-hosts."""
    labels: tuple[str, ...]
    selection: Selection
    """Of the links that are judged."""
    repair: Repair | None

    @classmethod
    def read(cls, given: Given) -> Options:
        hosts, labels = given.hosts("hosts"), given.choices("labels", CHOICES["label"])
        return cls(hosts, labels, read_selection(given), read_repair(given))


def check(draft: Draft, facts: Facts, options: Options) -> Iterator[Hit]:
    if not options.hosts and not options.labels:
        return
    for link in options.selection.among(draft.links, facts):
        if listed := _listed(link, facts, options):
            fix = options.repair.fix(draft, link) if options.repair else None
            yield Hit(link.span, {**wording.of_link(link), "listed": listed}, link, fix)


def _listed(link: Link, facts: Facts, options: Options) -> str:
    """The entry that covers the link, or nothing."""
    host = link.target.host if link.target else ""
    labels = facts.labels.get(link.url, frozenset())
    by_host = (entry for entry in options.hosts if host and urls.matches(host, entry))
    by_label = (entry for entry in options.labels if entry in labels)
    return next(by_host, "") or next(by_label, "")
