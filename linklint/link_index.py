"""The links of all drafts of a site, as rules about the whole site see them: of each draft so little that it is easily kept."""

from __future__ import annotations

from math import isfinite, log

from linklint.model import BESIDE_THE_TEXT, LANDMARKS
from linklint.record import record
from linklint.words import normal_form

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from typing import Any

    from linklint.model import Draft, Facts, Link

_MOST_VALUES, _DEEPEST = 2000, 6
"""Of a header."""
LONGEST = 200
"""Code points of an anchor text."""
_OF_THE_DRAFT = frozenset({"exact", "title", "partial"})
"""Classes of anchor texts that speak of the draft that the link stands in, and not of its target."""


@record
class IndexedLink:
    """The order of the fields is that of the rows in which links are kept."""

    url: str
    text: str
    """As a reader sees it, cut where it is long."""
    anchor: str
    """`image`, `empty`, `naked`, `generic`, `branded` or `descriptive`."""
    rel: str | None
    """What a crawler will read, tokens in order; None where a template writes it."""
    internal: bool | None
    standing: str
    """`page` in a landmark, `beside` the text where no reader meets it, `alone` where nothing but links is in its block;
    empty within sentences."""
    labels: str
    tier: str
    """Of its host, as far as rules have asked for it."""
    block: int
    """A checksum of the paragraph, heading, item or cell that it stands in."""

    @property
    def form(self) -> str:
        return normal_form(self.text)

    @property
    def tokens(self) -> frozenset[str]:
        return frozenset((self.rel or "").split())


@record
class IndexedDraft:
    path: str
    note: Sequence[Any]
    """What its header says of the page, as `facts.page_notes` keeps it."""
    keyphrases: tuple[str, ...]
    links: tuple[IndexedLink, ...]

    @property
    def title(self) -> str:
        return str(self.note[0])

    @property
    def is_dated(self) -> bool:
        """Its header has a date: it is listed with others like it."""
        return self.note[1].get("date") is not None


@record
class Use:
    """A link to a managed target. `anchor` is the class of its text with regard to that target."""

    path: str
    link: IndexedLink
    anchor: str


@record
class Managed:
    """A page that wants to be found for something, and the links to it that stand in sentences."""

    name: str
    """Its URL as the configuration has it, or the path of the draft."""
    keyphrases: tuple[str, ...]
    title: str
    uses: tuple[Use, ...]


@record
class Index:
    drafts: tuple[IndexedDraft, ...]
    """By path."""
    managed: tuple[Managed, ...] = ()
    linking: Mapping[str, int] = {}
    """How many other drafts link to a draft, by its path; those are missing to which none does."""
    unpublished: frozenset[str] = frozenset()
    """Drafts that are no pages of the site, by path."""
    repeated: frozenset[int] = frozenset()
    """Boilerplate: checksums of blocks with links that many drafts have word for word."""

    in_menus: Callable[[], frozenset[str]] = frozenset
    """Drafts that menus of the site name, by path; read when it is asked for."""

    def links(self) -> Iterator[tuple[str, IndexedLink]]:
        """Path and link. What is boilerplate comes once."""
        told: set[tuple[int, str]] = set()
        for draft in self.drafts:
            for link in draft.links:
                if link.block in self.repeated:
                    if (link.block, link.url) in told:
                        continue
                    told.add((link.block, link.url))
                yield draft.path, link


def entropy(counts: Iterable[int]) -> float:
    """Normalised: from 0, where there is but one thing, to 1, where all are as frequent."""
    found = [count for count in counts if count]
    total = sum(found)
    if len(found) < 2:
        return 0.0
    return -sum(count / total * log(count / total) for count in found) / log(len(found))


def rows(draft: Draft, facts: Facts, note: Sequence[object], keyphrases: Iterable[str]) -> list[object]:
    """A draft in a form that JSON takes. Wants labels and anchors among the facts."""
    blocks: dict[tuple[int, int], int] = {}
    return [_plain(note), list(keyphrases), [_row(draft, link, facts, blocks) for link in draft.links]]


def _plain(note: Sequence[object]) -> object:
    """As much of it as JSON has words for: a header may hold dates, sets, or itself."""
    left = _MOST_VALUES

    def plain(value: object, depth: int = 0) -> object:
        nonlocal left
        left -= 1
        if left < 0 or depth > _DEEPEST:
            return None
        if isinstance(value, dict):
            return {str(key): plain(each, depth + 1) for key, each in value.items() if left > 0}
        if isinstance(value, (list, tuple)):
            return [plain(each, depth + 1) for each in value if left > 0]
        if isinstance(value, float) and not isfinite(value):
            return None
        return value if value is None or isinstance(value, (str, int, float)) else str(value)

    return plain(note)


def _row(draft: Draft, link: Link, facts: Facts, blocks: dict[tuple[int, int], int]) -> list[object]:
    anchor = facts.anchors.class_of(link) if facts.anchors else ""
    rating = facts.ratings.get(link.url)
    rel = link.effective_rel
    return [
        link.url,
        link.text[:LONGEST],
        "descriptive" if anchor in _OF_THE_DRAFT else anchor,
        None if rel is None else " ".join(sorted(rel)) if rel else "",
        link.internal,
        _standing(link),
        " ".join(sorted(labels)) if (labels := facts.labels.get(link.url)) else "",
        rating.tier if rating else "",
        _checksum(draft.text, link, blocks),
    ]


def _standing(link: Link) -> str:
    if link.context in LANDMARKS:
        return "page"
    if link.syntax in BESIDE_THE_TEXT or link.context == "front-matter":
        return "beside"
    return "alone" if link.stands_alone else ""


def _checksum(text: str, link: Link, known: dict[tuple[int, int], int]) -> int:
    from zlib import crc32

    place = link.block.start, link.block.end
    if place not in known:
        known[place] = crc32(text[place[0] : place[1]].encode("utf-8", "surrogatepass"))
    return known[place]


def read(path: str, row: Sequence[Any]) -> IndexedDraft:
    """What `rows` has written."""
    note, keyphrases, links = row
    return IndexedDraft(path, note, tuple(keyphrases), tuple(IndexedLink(*each) for each in links))
