"""Links to addresses of the own site that only send the reader on to another, where that is not what the address is for."""

from __future__ import annotations

from linklint import globs, urls, wording
from linklint.model import Destination, Edit, Fix, Hit
from linklint.record import record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from linklint.model import Draft, Facts, Link
    from linklint.options import Given

WORDS: tuple[str, ...] = ("new",)
"""What its messages may say beside the words of the link. `path` is the URL where a template writes it."""

_CHANGING = frozenset(
    {
        "beta", "current", "dev", "download", "downloads", "edge", "install", "latest", "lts", "main", "next", "nightly",
        "recent", "stable", "today",
    }
)  # fmt: skip
"""Steps of addresses that stay as they are while what is there changes."""


@record
class Options:
    ignore: tuple[str, ...]
    """Globs of paths, as written in the draft, that are meant to redirect."""

    @classmethod
    def read(cls, given: Given) -> Options:
        return cls(given.texts("ignore"))


def check(draft: Draft, facts: Facts, options: Options) -> Iterator[Hit]:
    for link in draft.links:
        there = facts.destinations.get(link.url)
        if not isinstance(there, Destination) or not there.moved_to:
            continue
        path = link.target.path if link.target else link.url
        if not _is_meant(path, there, facts.labels.get(link.url)) and not globs.matches_any(
            path.strip("/"), options.ignore
        ):
            words = {**wording.of_link(link), "path": wording.clipped(path, 100)}
            words["new"] = wording.clipped(there.moved_to, 100)
            yield Hit(link.span if link.definition_span else link.url_span, words, link, _fix(draft, link, there))


def _is_meant(path: str, there: Destination, labels: frozenset[str] | None) -> bool:
    """It stands for an address that may change: on another host, of a version, or of the first page in a folder."""
    if "cloaked" in (labels or ()) or not there.route:
        return True
    old = path.strip("/").lower().removesuffix("/index.html").split("/")
    return not _CHANGING.isdisjoint(old) or there.moved_to.strip("/").lower().startswith("/".join(old) + "/")


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
