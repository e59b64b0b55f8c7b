"""Links to addresses of the own site that only send the reader on to another."""

from __future__ import annotations

from linklint import urls, wording
from linklint.model import Destination, Edit, Fix, Hit
from linklint.record import record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from linklint.model import Draft, Facts, Link
    from linklint.options import Given

WORDS: tuple[str, ...] = ("new",)
"""What its messages may say beside the words of the link."""


@record
class Options:
    @classmethod
    def read(cls, given: Given) -> Options:
        return cls()


def check(draft: Draft, facts: Facts, options: Options) -> Iterator[Hit]:
    for link in draft.links:
        there = facts.destinations.get(link.url)
        if isinstance(there, Destination) and there.moved_to:
            words = {**wording.of_link(link), "new": wording.clipped(there.moved_to, 100)}
            yield Hit(link.span if link.definition_span else link.url_span, words, link, _fix(draft, link, there))


def _fix(draft: Draft, link: Link, there: Destination) -> Fix | None:
    """The new address with the query and the fragment of the old one, absolute where that was. None where the new address is
    no page of the site, or where the draft writes the old one otherwise, with escapes or entities."""
    target = link.target
    if target is None or not there.route or draft.text[link.url_span.start : link.url_span.end] != link.url:
        return None
    if any(mark in there.moved_to for mark in " ()<>\"'{}|\\") or urls.parse(there.moved_to).form != "relative":
        return None
    before = link.url[: link.url.find(target.path)] if target.is_web and target.path else ""
    if target.is_web and not before:
        return None
    query = f"?{target.query}" if target.query else ""
    fragment = f"#{target.fragment}" if target.fragment and "#" not in there.moved_to else ""
    return Fix((Edit(link.url_span, f"{before}{there.moved_to}{query}{fragment}"),), is_safe=True)
