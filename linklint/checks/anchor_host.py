"""Anchor texts that are an address, of another place than the one they lead to."""

from __future__ import annotations

import re

from linklint import urls, wording
from linklint.model import Hit
from linklint.patterns import pattern
from linklint.record import record
from linklint.words import distance

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from linklint.model import Draft, Facts, Link
    from linklint.options import Given

WORDS: tuple[str, ...] = ("named",)
"""What its messages may say beside the words of the link."""

_ADDRESS = pattern(r"(?:https?://|(?=www\.))([^\s/?#]+)", re.I)
_HOST = pattern(r"(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?\.)+[A-Za-z][A-Za-z0-9-]+", re.I)
_SHORTEST_NAME = 6
"""Shorter names are one or two letters apart by chance."""


@record
class Options:
    aliases: tuple[frozenset[str], ...]
    """Sets of domains that stand for each other."""
    carriers: frozenset[str]
    """Labels of targets that lead elsewhere by design; other rules speak about them."""
    max_distance: int

    @classmethod
    def read(cls, given: Given) -> Options:
        aliases = tuple(frozenset(line.split()) for line in given.texts("aliases"))
        return cls(aliases, frozenset(given.texts("carriers")), given.whole("max_distance", 2))


def check(draft: Draft, facts: Facts, options: Options) -> Iterator[Hit]:
    for link in draft.links:
        if "." not in link.text and ":" not in link.text:
            continue  # no address
        if link.target is None or not link.target.is_web or link.syntax in ("bare", "autolink"):
            continue
        if not options.carriers.isdisjoint(facts.labels.get(link.url, frozenset())):
            continue
        named = _named_host(link, options)
        if named and not _carries(link, named):
            yield Hit(link.span, {**wording.of_link(link), "named": named}, link)


def _named_host(link: Link, options: Options) -> str:
    """The host that the text names, where it is another than the target's."""
    assert link.target
    domain = urls.registrable_domain(link.target.host)
    if found := _ADDRESS.match(link.text):
        host = urls.parse("http://" + found.group(1).rstrip(".,;:…")).host
        named = urls.registrable_domain(host)
        is_other = bool(urls.public_suffix(host)) and named != domain
        return host if is_other and not any({named, domain} <= group for group in options.aliases) else ""
    if _HOST.fullmatch(link.text):
        host = link.text.lower()
        named, target = _name(urls.registrable_domain(host)), _name(domain)
        is_near = urls.public_suffix(host) and min(len(named), len(target)) >= _SHORTEST_NAME
        return host if is_near and 0 < distance(named, target, options.max_distance) <= options.max_distance else ""
    return ""


def _name(domain: str) -> str:
    return domain.partition(".")[0]


def _carries(link: Link, named: str) -> bool:
    """The target holds the named address in its path or query, as archives and caches do."""
    assert link.target
    domain = urls.registrable_domain(named)
    return domain in (link.target.path + "?" + link.target.query).lower()
