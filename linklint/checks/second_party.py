"""Links of drafts that somebody else paid for or wrote, as their headers tell: those to that party, where it is known."""

from __future__ import annotations

from linklint import urls, wording
from linklint.conditions import read_header, read_selection, text_is_url
from linklint.model import Hit
from linklint.record import record
from linklint.repairs import read_repair
from linklint.words import normal_form, split

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from linklint.conditions import Header, Selection
    from linklint.model import Draft, Facts, Link
    from linklint.options import Given
    from linklint.repairs import Repair

    Place = tuple[str, str]

WORDS: tuple[str, ...] = ()
"""What its messages may say beside the words of the link."""

_DEPTH = 3
_SHORTEST_NAME = 3
_FEWEST_WORDS = 2
"""Of an anchor text that is made of keywords."""


@record
class Options:
    header: Header
    hosts: tuple[str, ...]
    """Of the party, beside those that the header names."""
    host_keys: tuple[str, ...]
    """Of the header: their values hold the party's addresses."""
    name_keys: tuple[str, ...]
    """Of the header: their values name the party."""
    anyone: bool
    """Where no host is known, links to all hosts are meant."""
    keywords_only: bool
    """Only anchor texts that are neither a name of the party, nor an address, nor one of `plain`."""
    plain: frozenset[str]
    selection: Selection
    repair: Repair | None

    @classmethod
    def read(cls, given: Given) -> Options:
        return cls(
            read_header(given),
            given.hosts("hosts"),
            given.texts("host_keys"),
            given.texts("name_keys"),
            bool(given.truth("anyone")),
            bool(given.truth("keywords_only")),
            frozenset(map(normal_form, given.texts("plain"))),
            read_selection(given),
            read_repair(given),
        )


def check(draft: Draft, facts: Facts, options: Options) -> Iterator[Hit]:
    if not options.header.only_in or not options.header.fits(draft):
        return
    places = [(host, "") for host in options.hosts] + _places(draft, options.host_keys)
    if not places and not options.anyone:
        return
    names = [normal_form(name) for name in _texts(draft, options.name_keys)] if options.keywords_only else []
    for link in options.selection.among(draft.links, facts):
        if places and not _leads_to(link, facts, places):
            continue
        if options.keywords_only and not _is_keywords(link, names, options.plain):
            continue
        fix = options.repair.fix(draft, link) if options.repair else None
        yield Hit(link.span, wording.of_link(link), link, fix)


def _texts(draft: Draft, keys: Iterable[str]) -> Iterator[str]:
    for key in keys:
        yield from _leaves(draft.front_matter.get(key), _DEPTH)


def _leaves(value: object, depth: int) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif depth and isinstance(value, (list, dict)):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _leaves(each, depth - 1)


def _places(draft: Draft, keys: Iterable[str]) -> list[Place]:
    """The hosts that the header names, as they are or in a URL, with the URL's path."""
    places = []
    for text in _texts(draft, keys):
        written = text.strip()
        is_host = "." in written and not any(mark in written for mark in " /@")
        target = urls.parse("https://" + written if is_host else written)
        if target.is_web and (not is_host or urls.public_suffix(target.host)):
            places.append(("*." + target.host.removeprefix("www."), target.path.rstrip("/")))
    return places


def _leads_to(link: Link, facts: Facts, places: Iterable[Place]) -> bool:
    """On a platform the path tells whose page it is."""
    if link.target is None:
        return False
    is_shared = "platform" in facts.labels.get(link.url, ())
    path = link.target.path
    return any(
        urls.matches(link.target.host, host) and (not is_shared or path == own or path.startswith(own + "/"))
        for host, own in places
    )


def _is_keywords(link: Link, names: Iterable[str], plain: frozenset[str]) -> bool:
    text = normal_form(link.text)
    if len(split(text)) < _FEWEST_WORDS or text in plain or text_is_url(link):
        return False
    return not any(name and (name in text or text in name) for name in names) and not _is_brand(link)


def _is_brand(link: Link) -> bool:
    """The host's own name is in the anchor text, or the text is a part of that name."""
    assert link.target
    name = urls.registrable_domain(link.target.host).partition(".")[0].replace("-", "")
    text = "".join(split(link.text))
    return len(name) >= _SHORTEST_NAME and (name in text or text in name)
