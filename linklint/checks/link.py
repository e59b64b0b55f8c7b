"""Links that fit a rule's `where` and not its `unless`. Most rules are of this kind."""

from __future__ import annotations

from linklint import wording
from linklint.conditions import read_header, read_selection
from linklint.model import Hit, Span
from linklint.record import record
from linklint.repairs import read_repair

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from linklint.conditions import Header, Selection
    from linklint.model import Draft, Facts, Link
    from linklint.options import Given
    from linklint.repairs import Repair

WORDS: tuple[str, ...] = ("because",)
"""What its messages may say beside the words of the link."""

_PLACES = ("link", "text", "url", "rel")


@record
class Options:
    selection: Selection
    place: str
    """What the finding points at: the whole `link`, or its `text`, `url` or `rel` where that is written."""
    repair: Repair | None
    header: Header
    allow_paths: tuple[str, ...]
    """Beginnings of paths that are left alone."""
    is_by_tier: bool
    """It asks how the host is rated, so that the rating belongs to its findings."""

    @classmethod
    def read(cls, given: Given) -> Options:
        return cls(
            read_selection(given),
            given.choice("place", _PLACES, "link"),
            read_repair(given),
            read_header(given),
            given.texts("allow_paths"),
            any("tier" in given.mapping(key) for key in ("where", "unless")),
        )


def check(draft: Draft, facts: Facts, options: Options) -> Iterator[Hit]:
    if not options.header.fits(draft):
        return
    for link in options.selection.among(draft.links, facts):
        if link.target and link.target.path.startswith(options.allow_paths):
            continue
        rating = facts.ratings.get(link.url) if options.is_by_tier else None
        words = wording.of_link(link)
        if rating:
            words["because"] = wording.of_tier(rating, words["host"])
        yield Hit(
            _place(link, options.place),
            words,
            link,
            options.repair.fix(draft, link) if options.repair else None,
            evidence=wording.of_rating(rating, words["host"]) if rating else (),
        )


def _place(link: Link, place: str) -> Span:
    """Reference links are reported at the use, so their URL counts as the whole link."""
    if place == "rel" and "rel" in link.attributes:
        return link.attributes["rel"].span
    if place == "url" and link.definition_span is None:
        return link.url_span
    if place == "text" and link.text_span.end > link.text_span.start:
        return link.text_span
    return link.span
