"""What became of the pages that drafts link to: known from before as long as that holds, asked for otherwise."""

from __future__ import annotations

import os
import time

from linklint import globs, hosts, urls
from linklint.errors import LinklintError
from linklint.facts.online.pages_cache import Kept
from linklint.model import LANDMARKS, Online
from linklint.patterns import pattern
from linklint.record import record, replace

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Set

    from linklint.facts.online.pages_cache import PagesCache
    from linklint.model import Config, Draft, Page, Target

    Watch = Callable[[int, int], None]
    """Is told how many of how many URLs have been asked."""

HEADERS = "LINKLINT_HEADERS"
"""The variable that holds further headers: a line each, `wiki.acme.example Authorization: Bearer …`."""
ALLOW_PRIVATE = "LINKLINT_ALLOW_PRIVATE"
HOUR, DAY = 3600, 86_400
_LIVES = {"alive": DAY, "dead": 12 * HOUR, "unsure": HOUR}
"""Seconds for which a verdict holds."""
_PASSING = HOUR
"""The same for a death that may pass."""
_EXTRA = ("aiolimiter", "h2", "truststore")
_RESERVED_ENDS = (".example", ".test", ".invalid", ".onion", ".i2p", ".alt")
_RESERVED = ("example.com", "example.net", "example.org")
_LONGEST = 2000
"""Characters of a URL. Servers take few that are longer."""
_HEADER = pattern(r"(?!(?i:host|connection|content-length|transfer-encoding)$)[\w!#$%&'*+.^`|~-]+")
"""What may be the name of a further one."""
_SURELY_THERE = "a.root-servers.net"
_OF_NETWORK = frozenset({"network", "host", "timeout"})


@record
class Wish:
    """A URL, whole and without fragment, and what is to be known of it."""

    url: str
    has_content: bool = False
    """What its HTML says."""
    has_https: bool = False
    """Whether https answers the same."""


def wanted(draft: Draft, config: Config, is_private: bool) -> Iterator[tuple[str, str]]:
    """The links that lead to the web, as written, each with the URL that is asked for. `is_private` lets the user's own
    networks be asked."""
    for link in draft.links:
        url = _asked(link.target, is_private) if link.target and link.context not in LANDMARKS else ""
        if url and not _fits(url, config.online.ignore):
            yield link.url, url


def _asked(target: Target, is_private: bool) -> str:
    """Empty for what is never asked for."""
    host = target.host
    if not target.is_web or target.userinfo or _is_reserved(host):
        return ""
    if not is_private and not hosts.is_address(host) and (hosts.is_loopback(host) or hosts.is_private(host)):
        return ""
    port = f":{target.port}" if target.port else ""
    query = f"?{target.query}" if target.query else ""
    url = f"{target.scheme or 'https'}://{host}{port}{target.path or '/'}{query}"
    return url if len(url) <= _LONGEST else ""


def _is_reserved(host: str) -> bool:
    return host.endswith(_RESERVED_ENDS) or any(urls.matches(host, f"*.{name}") for name in _RESERVED)


def _fits(url: str, patterns: Iterable[str]) -> bool:
    address = url.partition("://")[2]
    return any(globs.fits_name(address, pattern.partition("://")[2] or pattern) for pattern in patterns)


class Pages:
    """Those of one run."""

    def __init__(
        self,
        cache: PagesCache | None = None,
        is_private: bool = False,
        is_refreshed: bool = False,
        watch: Watch = lambda asked, whole: None,
    ) -> None:
        """`is_refreshed` asks for what is known too. Raises LinklintError where something is not installed."""
        self.is_private = is_private or os.environ.get(ALLOW_PRIVATE, "") not in ("", "0")
        self.is_interrupted = False
        self._cache, self._is_refreshed, self._watch = cache, is_refreshed, watch
        self._headers = _headers(os.environ.get(HEADERS, ""))
        self._known: dict[str, Kept] = {}
        self._notes: dict[str, None] = {}
        _check_extra()

    def learn(self, wishes: Iterable[tuple[Wish, Online]]) -> None:
        """Asks for what is not known."""
        merged: dict[str, Wish] = {}
        manners: dict[Online, None] = {}
        for wish, online in wishes:
            merged[wish.url] = _both(merged.get(wish.url), wish)
            manners[online] = None
        self._recall(merged)
        missing = [wish for wish in merged.values() if not _tells(self._known.get(wish.url), wish)]
        if missing and not self.is_interrupted:
            self._keep(self._visit(missing, _careful(manners)))

    def of(self, draft: Draft, config: Config) -> Mapping[str, Page]:
        """By URL as written."""
        found = {}
        for written, url in wanted(draft, config, self.is_private):
            if kept := self._known.get(url):
                found[written] = _dated(kept, config.online.confirm_after * DAY)
        return found

    def notes(self) -> list[str]:
        """What is to be told of the run, each once."""
        told, self._notes = list(self._notes), {}
        return told

    def _recall(self, wishes: Mapping[str, Wish]) -> None:
        if self._cache and not self._is_refreshed:
            names = {self._name(url): url for url in wishes if url not in self._known}
            now = time.time()
            for name, kept in self._cache.get(names).items():
                if 0 <= now - kept.asked < _life(kept.page):
                    self._known[names[name]] = kept

    def _name(self, url: str) -> str:
        """In the cache. What was asked for in the user's own network is told to none who may not ask there."""
        return f"private {url}" if self.is_private else url

    def _visit(self, missing: list[Wish], online: Online) -> dict[Wish, Page]:
        from linklint.facts.online import visits
        from linklint.facts.online.reach import Reach

        found: dict[Wish, Page] = {}

        def told(wish: Wish, page: Page) -> None:
            found[wish] = page
            self._watch(len(found), len(missing))

        reach = Reach(has_http=True, is_private=self.is_private)
        try:
            done = visits.visit(missing, visits.Manners(reach, online, self._headers), told)
        except KeyboardInterrupt:
            self.is_interrupted = True
            self._note(f"interrupted: {len(found)} of {len(missing)} URLs were asked, the others are not judged")
            return found
        if done.is_late:
            self._note(
                f"{len(found)} of {len(missing)} URLs were asked in {online.minutes:g} minutes; the others are not judged"
            )
        if done.has_proxy:
            self._note("behind a proxy: hosts are judged by their names, and what the proxy connects to is its affair")
        if _is_offline(found.values()):
            self._note("there is no network: nothing was asked, and links are judged as without --online")
            return {}
        return found

    def _note(self, what: str) -> None:
        self._notes[what] = None

    def _keep(self, found: Mapping[Wish, Page]) -> None:
        now = int(time.time())
        fresh = {}
        for wish, page in found.items():
            kept = Kept(page, now, now if page.verdict == "dead" else 0, wish.has_content, wish.has_https)
            self._known[wish.url] = kept
            if page.cause != "unasked":
                fresh[self._name(wish.url)] = wish.url, kept
        if self._cache:
            self._cache.put((name, kept) for name, (_, kept) in fresh.items())
            dead = [name for name, (_, kept) in fresh.items() if kept.failing]
            for name, kept in self._cache.get(dead).items():  # which knows since when
                self._known[fresh[name][0]] = replace(fresh[name][1], failing=kept.failing or now)


def _check_extra() -> None:
    from importlib.util import find_spec

    if not all(map(find_spec, _EXTRA)):
        raise LinklintError("--online needs more than is installed: pip install 'linklint[online]'")


def _headers(told: str) -> Mapping[str, Mapping[str, str]]:
    """By host. Raises LinklintError, which shows nothing of what is told."""
    found: dict[str, dict[str, str]] = {}
    for number, line in enumerate(filter(str.strip, told.splitlines()), 1):
        host, _, header = line.strip().partition(" ")
        name, colon, value = header.partition(":")
        is_header = colon and _HEADER.fullmatch(name.strip()) and header.isascii() and header.isprintable()
        if not is_header or not host or ":" in host.rpartition("]")[2]:
            raise LinklintError(f"{HEADERS}: line {number} is not of the form `wiki.acme.example Authorization: …`")
        found.setdefault(host.lower(), {})[name.strip().title()] = value.strip()
    return found


def _both(before: Wish | None, wish: Wish) -> Wish:
    if before is None:
        return wish
    return Wish(wish.url, before.has_content or wish.has_content, before.has_https or wish.has_https)


def _careful(manners: Iterable[Online]) -> Online:
    """What pleases every configuration of a run."""
    all_ = list(manners)
    return Online(
        timeout=max(each.timeout for each in all_),
        concurrency=min(each.concurrency for each in all_),
        per_second=min(each.per_second for each in all_),
        minutes=max(each.minutes for each in all_),
        archive=all(each.archive for each in all_),
    )


def _tells(kept: Kept | None, wish: Wish) -> bool:
    """Whether what is known answers all that is to be known."""
    if kept is None:
        return False
    has_all = kept.has_content >= wish.has_content and kept.has_https >= wish.has_https
    return has_all or kept.page.verdict != "alive"


def _life(page: Page) -> int:
    return _LIVES[page.verdict] if page.is_settled else _PASSING


def _dated(kept: Kept, confirm_after: float) -> Page:
    if kept.page.verdict != "dead":
        return kept.page
    failing = kept.failing or kept.asked
    since = time.strftime("%Y-%m-%d", time.gmtime(failing))
    is_settled = kept.page.is_settled or kept.asked - failing >= confirm_after
    return replace(kept.page, is_settled=is_settled, since=since)


def _is_offline(pages: Iterable[Page]) -> bool:
    """Nobody has answered, and that is not the fault of hosts that do not exist."""
    causes: Set[str] = set()
    for page in pages:
        if page.status or page.hops or page.cause not in (*_OF_NETWORK, "unasked"):
            return False
        causes = {*causes, page.cause}
    if not causes & _OF_NETWORK:
        return False
    return "network" in causes or not _is_there(_SURELY_THERE)


def _is_there(host: str) -> bool:
    import socket

    try:
        return bool(socket.getaddrinfo(host, 443))
    except OSError:
        return False
