"""Fetches from the web: the only door to httpx, and the only async code.

HTTPS alone, to public addresses alone. A host is looked up once, all its addresses are judged, and the connection is made to
the address that was judged, while TLS still asks for the host. Redirects are followed here, and each is judged like the first
URL. What is received, what it unpacks to, and how long all of it takes are bounded.

With a proxy in the environment (`HTTPS_PROXY`, `ALL_PROXY`, `NO_PROXY`), names are looked up by the proxy, and what it
connects to is the proxy's affair: then names are judged, and addresses only where they stand in the URL.
"""

from __future__ import annotations

from linklint import __version__, hosts, urls
from linklint.errors import LinklintError
from linklint.facts.unpacking import Gunzip, UnpackError
from linklint.patterns import pattern
from linklint.record import record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    import httpx

    from linklint.facts.addresses import Address

    Take = Callable[[bytes], bool]
    """Is given a body piece by piece; true when it has had enough."""

MOST_REDIRECTS = 5
PATIENCE = 15.0
"""Seconds to wait for a connection, and for each next piece."""
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_PORTS = {"https": "443", "http": "80"}
_AGENT = f"linklint/{__version__} (a linter for links)"
_CONTROL = pattern(r"[\x00-\x20\x7f\\]")


class WebError(LinklintError):
    """Nothing was fetched, or not all of it; says of which URL and why."""


@record
class Bounds:
    received: int
    """Bytes of a body as it is sent."""
    unpacked: int
    """Bytes of it without its content coding."""
    seconds: float
    """From the first look-up to the last byte, redirects included."""


@record
class Reach:
    """Where fetching may lead; nothing in a configuration says so."""

    private_host: str = ""
    """A host that may have an address in somebody's own network, because the user has named it."""
    is_loopback: bool = False
    """For tests: to this machine and nowhere else, over HTTP too, to any port."""


PUBLIC = Reach()


@record
class Answer:
    """What came back at last. Names of headers are in lower case."""

    url: str
    status: int
    headers: Mapping[str, str]


@record
class _Place:
    """A URL that may be asked."""

    url: str
    scheme: str
    host: str
    port: str
    rest: str
    """Path and query."""

    @property
    def name(self) -> str:
        """The host without the brackets of an address."""
        return self.host.strip("[]")

    @property
    def authority(self) -> str:
        return self.host if self.port == _PORTS[self.scheme] else f"{self.host}:{self.port}"

    def at(self, address: str) -> str:
        """The same URL, asked of one address."""
        return f"{self.scheme}://{f'[{address}]' if ':' in address else address}:{self.port}{self.rest}"


def get(
    url: str, take: Take, bounds: Bounds, headers: Mapping[str, str] | None = None, reach: Reach = PUBLIC
) -> Answer:
    """`take` is given the body of a 200 alone. Raises WebError."""
    import asyncio

    try:
        return asyncio.run(asyncio.wait_for(fetch(url, take, bounds, headers or {}, reach), bounds.seconds))
    except asyncio.TimeoutError as error:
        raise WebError(f"{url}: not finished within {bounds.seconds:.0f} seconds") from error


async def fetch(url: str, take: Take, bounds: Bounds, headers: Mapping[str, str], reach: Reach) -> Answer:
    """Without a bound on its time, which is its caller's to keep. Raises WebError."""
    for _ in range(MOST_REDIRECTS + 1):
        answer = await _visit(_place(url, reach), take, bounds, headers, reach)
        if answer.status not in _REDIRECTS or not answer.headers.get("location"):
            return answer
        url = _next(answer)
    raise WebError(f"{url}: more than {MOST_REDIRECTS} redirects")


def _place(url: str, reach: Reach) -> _Place:
    target = urls.parse(url)
    port = target.port or _PORTS.get(target.scheme, "")
    if target.form != "absolute" or not target.host or target.userinfo or _CONTROL.search(url):
        raise WebError(f"{url}: no URL to fetch from")
    if not reach.is_loopback and target.scheme != "https":
        raise WebError(f"{url}: only https is fetched")
    if not reach.is_loopback and port != _PORTS[target.scheme] and target.host != reach.private_host:
        raise WebError(f"{url}: only the usual port is fetched from")
    rest = (target.path or "/") + (f"?{target.query}" if target.query else "")
    return _Place(url, target.scheme, target.host, port, rest)


def _next(answer: Answer) -> str:
    from urllib.parse import urljoin

    try:
        url = urljoin(answer.url, answer.headers["location"])
    except ValueError as error:
        raise WebError(f"{answer.url}: redirects to no URL") from error
    if answer.url.startswith("https:") and not url.lower().startswith("https:"):
        raise WebError(f"{answer.url}: redirects to {url}, away from https")
    return url


async def _visit(place: _Place, take: Take, bounds: Bounds, headers: Mapping[str, str], reach: Reach) -> Answer:
    """One request, by way of the first address that answers."""
    import httpx

    proxy = _proxy(place, reach)
    try:
        if proxy:
            return await _ask(place, place.at(place.name), proxy, take, bounds, headers)
        *others, last = [place.at(str(address)) for address in await _addresses(place, reach)]
        for pinned in others:
            try:
                return await _ask(place, pinned, None, take, bounds, headers)
            except (httpx.ConnectError, httpx.ConnectTimeout):
                continue
        return await _ask(place, last, None, take, bounds, headers)
    except (httpx.HTTPError, httpx.InvalidURL, ImportError, ValueError, UnpackError) as error:
        raise WebError(f"{place.url}: {str(error) or _WORDS.get(type(error).__name__, 'no connection')}") from error


_WORDS = {
    "ConnectTimeout": "no connection in time",
    "ReadTimeout": f"silent for {PATIENCE:.0f} seconds",
    "ReadError": "the connection broke",
}
"""For errors of httpx that say nothing."""


def _proxy(place: _Place, reach: Reach) -> str:
    """The proxy that the environment names for a host, whose name is then all that can be judged."""
    from urllib.request import getproxies, proxy_bypass

    from linklint.facts.addresses import is_local_name

    proxies = {} if reach.is_loopback else getproxies()
    proxy = proxies.get(place.scheme) or proxies.get("all") or ""
    if not proxy or proxy_bypass(place.host):
        return ""
    if hosts.is_address(place.host):
        _judge(place, [_address(place.name)], reach)
    elif is_local_name(place.host) and place.host != reach.private_host:
        raise WebError(f"{place.url}: {place.host} is no public name")
    return proxy if "://" in proxy else f"http://{proxy}"


async def _addresses(place: _Place, reach: Reach) -> Sequence[Address]:
    """All addresses of a host; one that may not be asked spoils them all."""
    import asyncio
    import socket

    try:
        loop = asyncio.get_running_loop()
        found = await loop.getaddrinfo(place.name, int(place.port), type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise WebError(f"{place.url}: {place.host} is not known") from error
    addresses = list(dict.fromkeys(_address(str(each[4][0])) for each in found))
    _judge(place, addresses, reach)
    return addresses


def _address(written: str) -> Address:
    from ipaddress import ip_address

    return ip_address(written)


def _judge(place: _Place, addresses: Sequence[Address], reach: Reach) -> None:
    from linklint.facts.addresses import is_own_network, is_public

    for address in addresses:
        if reach.is_loopback:
            may = address.is_loopback
        else:
            may = is_public(address) or (place.host == reach.private_host and is_own_network(address))
        if not may:
            raise WebError(f"{place.url}: {place.host} is at {address}, which is no public address")
    if not addresses:
        raise WebError(f"{place.url}: {place.host} has no address")


async def _ask(
    place: _Place, pinned: str, proxy: str | None, take: Take, bounds: Bounds, headers: Mapping[str, str]
) -> Answer:
    """A connection of its own: what is kept open for one host must not serve another at the same address."""
    import httpx

    told = {"Host": place.authority, "User-Agent": _AGENT, "Accept-Encoding": "gzip", **headers}
    transport = httpx.AsyncHTTPTransport(proxy=proxy)
    async with httpx.AsyncClient(transport=transport, trust_env=False, timeout=PATIENCE) as client:
        request = client.build_request("GET", pinned, headers=told, extensions={"sni_hostname": place.name})
        response = await client.send(request, stream=True)
        try:
            if response.status_code == 200:
                await _read(response, take, bounds)
        finally:
            await response.aclose()
    return Answer(place.url, response.status_code, {name.lower(): value for name, value in response.headers.items()})


async def _read(response: httpx.Response, take: Take, bounds: Bounds) -> None:
    coding = response.headers.get("content-encoding", "identity").strip().lower()
    if coding not in ("identity", "gzip"):
        raise UnpackError(f'sent as "{coding}", which was not asked for')
    gunzip = Gunzip(bounds.unpacked) if coding == "gzip" else None
    received = 0
    async for chunk in response.aiter_raw():
        received += len(chunk)
        if received > bounds.received:
            raise UnpackError(f"more than {bounds.received / 1e6:.0f} MB")
        for piece in gunzip.feed(chunk) if gunzip else (chunk,):
            if take(piece):
                return
    if gunzip:
        gunzip.close()
