"""Which drafts of a site link where: what is boilerplate, which drafts are linked, what managed pages are called."""

from __future__ import annotations

from collections import Counter

from linklint import urls
from linklint.facts import anchors
from linklint.link_index import Index, Managed, Use
from linklint.model import Destination
from linklint.record import record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence, Set

    from linklint.facts.site.routes import Answer
    from linklint.facts.site.site import Site
    from linklint.link_index import IndexedDraft, IndexedLink
    from linklint.model import ManagedPage, Target


REPEATED = 0.3
"""The part of all drafts that must have a link word for word for it to be boilerplate."""
_FEWEST = 5
"""Drafts without which nothing is."""
_SETTLED = frozenset({"image", "empty", "naked", "generic", "branded"})
"""Classes of anchor texts that no keyphrase changes."""


@record
class Own:
    """What a configuration says of the own site."""

    hosts: tuple[str, ...] = ()
    managed: tuple[ManagedPage, ...] = ()


@record
class _Page:
    """A managed page before its links are known."""

    name: str
    keyphrases: tuple[str, ...]
    title: str
    read: anchors.Page


class Ways:
    """Where the links of drafts lead within the site. Each URL of a draft is asked for once."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self.in_menus = site.in_menus
        self._hosts = tuple(host for routes in site.parts for host in routes.part.hosts)
        self._targets: dict[str, Target] = {}
        self._within: dict[str, Mapping[str, Answer]] = {}

    def weigh(self, drafts: Iterable[IndexedDraft]) -> None:
        """Before anything is asked, as `Site.weigh` has it."""
        self._site.weigh(
            (draft.path, self._target(link.url)) for draft in drafts for link in draft.links if self._is_near(link)
        )

    def within(self, draft: IndexedDraft) -> Mapping[str, Answer]:
        """By URL as written, for those that may stay on the site: None for what leads elsewhere, or is unknown."""
        if draft.path not in self._within:
            self._within[draft.path] = {
                url: self._site.destination(draft.path, self._target(url))
                for url in dict.fromkeys(link.url for link in draft.links if self._is_near(link))
            }
        return self._within[draft.path]

    def is_page(self, path: str) -> bool:
        found = self._site.page(path)
        return found is not None and not found.why_not

    def of_url(self, url: str, path: str = "") -> Answer:
        """Of a URL in a draft, or in none."""
        return self._site.destination(path, self._target(url))

    def _is_near(self, link: IndexedLink) -> bool:
        """The hosts of its settings are the site's own, too."""
        return may_stay(link) or (bool(self._hosts) and any(host in link.url for host in self._hosts))

    def _target(self, url: str) -> Target:
        """Kept, as a site has more URLs than `urls.parse` remembers."""
        if url not in self._targets:
            self._targets[url] = urls.parse(url)
        return self._targets[url]


def may_stay(link: IndexedLink) -> bool:
    """On the site, by what is written: templates write the site's own address, mostly."""
    return bool(link.internal) or "{" in link.url


def index(drafts: Sequence[IndexedDraft], ways: Ways, own: Own) -> Index:
    """`drafts` are in the order of their paths."""
    plain = Index(tuple(drafts), repeated=frozenset(_repeated(drafts)))
    pages = dict(_pages(drafts, ways, own))
    is_abroad = any("." in page.name.partition("/")[0] for page in pages.values())
    brands = frozenset(urls.registrable_domain(host.removeprefix("*.")).partition(".")[0] for host in own.hosts)
    linking: dict[str, set[str]] = {}
    uses: dict[str, list[Use]] = {}
    within = {draft.path: ways.within(draft) for draft in drafts}
    for path, link in plain.links():
        key = _path(within[path].get(link.url))
        if not key and pages and (link.internal or is_abroad):
            key = _address(link.url, own.hosts)
        if key == path or not key:
            continue
        linking.setdefault(key, set()).add(path)
        if key in pages and not link.standing:
            uses.setdefault(key, []).append(Use(path, link, _anchor(link, pages[key].read, brands)))
    managed = (Managed(page.name, page.keyphrases, page.title, tuple(uses.get(key, ()))) for key, page in pages.items())
    return Index(
        plain.drafts,
        tuple(sorted(managed, key=lambda each: each.name)),
        {key: len(paths) for key, paths in sorted(linking.items())},
        frozenset(draft.path for draft in drafts if not ways.is_page(draft.path)),
        plain.repeated,
        ways.in_menus,
    )


def _repeated(drafts: Sequence[IndexedDraft]) -> Iterator[int]:
    counts = Counter(block for draft in drafts for block in {link.block for link in draft.links})
    fewest = max(_FEWEST, REPEATED * len(drafts))
    return (block for block, count in counts.items() if count > fewest)


def _path(answer: Answer) -> str:
    return answer.path if isinstance(answer, Destination) else ""


def _pages(drafts: Sequence[IndexedDraft], ways: Ways, own: Own) -> Iterator[tuple[str, _Page]]:
    """What the configuration says of a draft counts more than what its header says."""
    titles = {draft.path: draft.title for draft in drafts}
    for draft in drafts:
        if draft.keyphrases:
            yield draft.path, _page(draft.path, draft.keyphrases, draft.title)
    for entry in own.managed:
        key = _path(ways.of_url(entry.url)) or _address(entry.url, own.hosts)
        yield key, _page(entry.url, entry.keyphrases, entry.title or titles.get(key, ""))


def _page(name: str, keyphrases: tuple[str, ...], title: str) -> _Page:
    return _Page(name, keyphrases, title, anchors.page(keyphrases, title))


def _address(url: str, hosts: tuple[str, ...]) -> str:
    """One name for all URLs of a page; on an own host without that."""
    target = urls.parse(url)
    address = urls.page(target)
    is_own = target.is_web and urls.is_internal(target, hosts)
    return " " + address.partition(" ")[2] if is_own else address


def _anchor(link: IndexedLink, page: anchors.Page, brands: Set[str]) -> str:
    if link.anchor in _SETTLED:
        return link.anchor
    return "branded" if link.form in brands else anchors.towards(link.form, page)
