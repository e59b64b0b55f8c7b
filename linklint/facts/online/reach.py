"""Which URLs may be asked for, and at which addresses their hosts may be.

A host is looked up once, and all its addresses are judged: one that may not be asked spoils them all. What is judged here is
what is connected to.
"""

from __future__ import annotations

from linklint import hosts, urls
from linklint.errors import LinklintError
from linklint.facts.online.addresses import is_local_name, is_own_network, is_public
from linklint.patterns import pattern
from linklint.record import record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from concurrent.futures import Executor

    from linklint.facts.online.addresses import Address

_PORTS = {"https": "443", "http": "80"}
LONGEST = 4000
"""Characters of a URL. Pages may be led to by many, and each is kept."""
_NO_URL = pattern(r"[\x00-\x1f\x7f\\]")
_WRITTEN = "%/:=&?~+!$,;'@()*[]|^"
"""Beside letters and digits, what browsers leave as it is in paths and queries."""


class WebError(LinklintError):
    """Nothing was fetched, or not all of it; says of which URL and why."""

    def __init__(self, url: str, why: str, cause: str = "network", tls: str = "") -> None:
        super().__init__(f"{url}: {why}")
        self.why, self.cause, self.tls = why, cause, tls
        """`cause` and `tls` are those of `Page`."""


@record
class Reach:
    """Where fetching may lead; nothing in a configuration says so."""

    has_http: bool = False
    """Links over http are asked too; data comes over https alone."""
    private_host: str = ""
    """A host that may have an address in somebody's own network, because the user has named it."""
    is_private: bool = False
    """The user's own networks and this machine, at any port, because the user has said so."""
    is_loopback: bool = False
    """For tests: to this machine and nowhere else, over HTTP too, to any port."""


PUBLIC = Reach()


@record
class Place:
    """A URL that may be asked."""

    url: str
    scheme: str
    host: str
    port: str
    rest: str
    """Path and query, as they are sent."""

    @property
    def name(self) -> str:
        """The host without the brackets of an address."""
        return self.host.strip("[]")

    @property
    def authority(self) -> str:
        return self.host if self.port == _PORTS[self.scheme] else f"{self.host}:{self.port}"

    def at(self, end: str) -> str:
        """The same URL, asked of one address or name."""
        return f"{self.scheme}://{f'[{end}]' if ':' in end else end}:{self.port}{self.rest}"

    @property
    def door(self) -> tuple[str, str, str]:
        """What connections are shared by."""
        return self.scheme, self.host, self.port


def place(url: str, reach: Reach) -> Place:
    """Raises WebError."""
    if len(url) > LONGEST:
        raise WebError(url[:100], f"a URL of more than {LONGEST:,} characters", "unasked")
    target = urls.parse(url)
    port = target.port.lstrip("0") or _PORTS.get(target.scheme, "")
    if target.form != "absolute" or not target.host or target.userinfo or _NO_URL.search(url):
        raise WebError(url, "no URL to fetch from", "unasked")
    if target.scheme != "https" and not (reach.has_http or reach.is_loopback):
        raise WebError(url, "only https is fetched", "unasked")
    if port != _PORTS[target.scheme] and not (_is_free(reach) or target.host == reach.private_host):
        raise WebError(url, "only the usual port is fetched from", "unasked")
    rest = (target.path or "/") + (f"?{target.query}" if target.query else "")
    return Place(url, target.scheme, target.host, port, _sent(rest))


def _is_free(reach: Reach) -> bool:
    return reach.is_loopback or reach.is_private


def _sent(rest: str) -> str:
    if rest.isascii() and rest.isalnum():
        return rest
    from urllib.parse import quote

    return quote(rest, _WRITTEN, errors="replace")


def proxy(asked: Place, reach: Reach) -> str:
    """The proxy that the environment names for a host, whose name is then all that can be judged. Raises WebError."""
    from urllib.request import getproxies, proxy_bypass

    if reach.is_loopback:
        return ""
    proxies = getproxies()
    found = proxies.get(asked.scheme) or proxies.get("all") or ""
    if not found or proxy_bypass(f"{asked.name}:{asked.port}"):
        return ""
    if hosts.is_address(asked.host):
        judge(asked, [_address(asked.name)], reach)
    elif is_local_name(asked.host) and asked.host != reach.private_host and not reach.is_private:
        raise WebError(asked.url, f"{asked.host} is no public name", "unasked")
    return found if "://" in found else f"http://{found}"


async def addresses(asked: Place, reach: Reach, executor: Executor | None = None) -> Sequence[Address]:
    """All addresses of a host. Raises WebError."""
    if hosts.is_address(asked.host):
        found = [_address(asked.name)]
    else:
        found = await _looked_up(asked, executor)
    judge(asked, found, reach)
    return found


async def _looked_up(asked: Place, executor: Executor | None) -> list[Address]:
    import asyncio
    import socket
    from functools import partial

    look_up = partial(socket.getaddrinfo, asked.name, int(asked.port), type=socket.SOCK_STREAM)
    try:
        found = await asyncio.get_running_loop().run_in_executor(executor, look_up)
    except UnicodeError as error:
        raise WebError(asked.url, f"{asked.host} is no name that can be looked up", "unasked") from error
    except OSError as error:
        there_is_none = {socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME)}
        if isinstance(error, socket.gaierror) and error.errno in there_is_none:
            raise WebError(asked.url, f"{asked.host} is not known: there is no such host", "host") from error
        raise WebError(asked.url, f"{asked.host} is not known: its name cannot be looked up now") from error
    return list(dict.fromkeys(_address(str(each[4][0])) for each in found))


def _address(written: str) -> Address:
    from ipaddress import ip_address

    return ip_address(written.partition("%")[0])


def judge(asked: Place, found: Sequence[Address], reach: Reach) -> None:
    """Raises WebError."""
    for address in found:
        if not _may_be(address, asked, reach):
            raise WebError(asked.url, f"{asked.host} is at {address}, which is no public address", "unasked")
    if not found:
        raise WebError(asked.url, f"{asked.host} has no address")


def _may_be(address: Address, asked: Place, reach: Reach) -> bool:
    if reach.is_loopback:
        return address.is_loopback
    if is_public(address) or (reach.is_private and address.is_loopback):
        return True
    return (reach.is_private or asked.host == reach.private_host) and is_own_network(address)
