"""The link profile of a site in numbers: where its links lead, what they say, and which pages they pass by."""

from __future__ import annotations

from collections import Counter

from linklint import urls
from linklint.link_index import entropy
from linklint.record import record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from linklint.link_index import Index, IndexedLink, Managed

QUALIFIERS = ("sponsored", "ugc", "nofollow")
"""Tokens of rel that say how far a link is vouched for, the most telling first."""
PLAIN, UNKNOWN = "followed", "unknown"
"""A link that has none of them, and one whose rel a template writes."""


@record
class DomainCount:
    domain: str
    links: int
    drafts: int
    tier: str
    """Of the host that is linked most often there."""


@record
class PageCount:
    path: str
    drafts: int
    """That link there."""


@record
class ManagedPage:
    page: str
    keyphrases: tuple[str, ...]
    links: int
    drafts: int
    anchors: Mapping[str, int]
    """By class of the text with regard to this page."""
    texts: Mapping[str, int]
    """Drafts by anchor text, the most frequent first."""
    entropy: float


@record
class Profile:
    """Links in landmarks are not counted but for what they link to, and boilerplate is counted once. Mappings and lists
    begin with the most frequent."""

    drafts: int
    links: int
    outbound: int
    internal: int
    tiers: Mapping[str, int]
    """Of outbound links, as far as rules have asked for them."""
    rel: Mapping[str, int]
    """Of outbound links."""
    labels: Mapping[str, int]
    anchors: Mapping[str, int]
    """Of outbound links, by class of the text."""
    internal_anchors: Mapping[str, int]
    domains: tuple[DomainCount, ...]
    managed: tuple[ManagedPage, ...]
    linked: tuple[PageCount, ...]
    """Drafts that others link to."""
    orphans: tuple[str, ...]
    without_sources: tuple[str, ...]
    """Drafts that are pages and have no outbound link."""


def profile(index: Index, orphans: Iterable[str]) -> Profile:
    links = [(path, link) for path, link in index.links() if link.standing != "page"]
    outbound = [(path, link) for path, link in links if link.internal is False]
    internal = [link for _, link in links if link.internal]
    sources = {draft.path for draft in index.drafts if any(_is_source(link) for link in draft.links)}
    known = {draft.path for draft in index.drafts}
    return Profile(
        drafts=len(index.drafts),
        links=len(links),
        outbound=len(outbound),
        internal=len(internal),
        tiers=_counted(link.tier for _, link in outbound if link.tier),
        rel=_counted(_rel(link) for _, link in outbound),
        labels=_counted(label for _, link in links for label in link.labels.split()),
        anchors=_counted(link.anchor for _, link in outbound),
        internal_anchors=_counted(link.anchor for link in internal),
        domains=tuple(_domains(outbound)),
        managed=tuple(map(_managed, index.managed)),
        linked=tuple(
            sorted(
                (PageCount(path, index.linking[path]) for path in known & index.linking.keys()),
                key=lambda each: (-each.drafts, each.path),
            )
        ),
        orphans=tuple(sorted(orphans)),
        without_sources=tuple(sorted(known - sources - index.unpublished)),
    )


def _counted(values: Iterable[str]) -> dict[str, int]:
    counts = Counter(values)
    return {value: counts[value] for value in sorted(counts, key=lambda value: (-counts[value], value))}


def _is_source(link: IndexedLink) -> bool:
    return link.internal is False and link.standing != "page"


def _rel(link: IndexedLink) -> str:
    if link.rel is None:
        return UNKNOWN
    return next((token for token in QUALIFIERS if token in link.tokens), PLAIN)


def _domains(outbound: Sequence[tuple[str, IndexedLink]]) -> list[DomainCount]:
    links: Counter[str] = Counter()
    drafts: dict[str, set[str]] = {}
    tiers: dict[str, Counter[str]] = {}
    for path, link in outbound:
        domain = urls.registrable_domain(urls.parse(link.url).host)
        links[domain] += 1
        drafts.setdefault(domain, set()).add(path)
        tiers.setdefault(domain, Counter())[link.tier] += 1
    found = (
        DomainCount(
            domain,
            links[domain],
            len(drafts[domain]),
            min(tiers[domain], key=lambda tier: (-tiers[domain][tier], tier)),
        )
        for domain in links
        if domain
    )
    return sorted(found, key=lambda each: (-each.links, each.domain))


def _managed(page: Managed) -> ManagedPage:
    texts = _counted(form for _, form in dict.fromkeys((use.path, use.link.form) for use in page.uses))
    return ManagedPage(
        page.name,
        page.keyphrases,
        len(page.uses),
        len({use.path for use in page.uses}),
        _counted(use.anchor for use in page.uses),
        texts,
        round(entropy(texts.values()), 2),
    )
