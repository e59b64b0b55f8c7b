"""Drafts with outbound links of which nothing says what they are about."""

from __future__ import annotations

from linklint import wording
from linklint.model import Hit
from linklint.record import record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from linklint.model import Draft, Facts
    from linklint.options import Given


WORDS: tuple[str, ...] = ("count",)
"""What its messages may say beside the words of the link."""


@record
class Options:
    fewest: int
    """Outbound links."""
    fragments: frozenset[str]
    """Folders of what is only a part of a page."""

    @classmethod
    def read(cls, given: Given) -> Options:
        return cls(given.whole("min_links", 1), frozenset(given.texts("fragments")))


def check(draft: Draft, facts: Facts, options: Options) -> Iterator[Hit]:
    if facts.names_topic or _is_fragment(draft.path, options.fragments):
        return
    links = [link for link in draft.links if link.internal is False]
    if len(links) >= max(options.fewest, 1):
        yield Hit(links[0].span, {**wording.of_link(links[0]), "count": str(len(links))}, links[0])


def _is_fragment(path: str, folders: frozenset[str]) -> bool:
    *above, name = path.replace("\\", "/").split("/")
    return name.startswith("_") or not folders.isdisjoint(above)
