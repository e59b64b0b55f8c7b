"""Asks one place of the web for one thing: the only door to httpx.

Its transports are what is used of it: they keep connections and speak HTTP, and know no redirects, cookies or environment.
URLs name addresses that `reach` has judged, while `Host` and TLS ask for the host; connections are kept for the place that
they were made for. What is received, what it unpacks to, and how long all of it takes are bounded.

With a proxy in the environment (`HTTPS_PROXY`, `ALL_PROXY`, `NO_PROXY`), names are looked up by the proxy, and what it
connects to is the proxy's affair: then names are judged, and addresses only where they stand in the URL.
"""

from __future__ import annotations

from linklint import __version__
from linklint.errors import LinklintError
from linklint.facts.online import reach as reaching
from linklint.facts.online.reach import PUBLIC, WebError
from linklint.facts.online.unpacking import Gunzip, UnpackError
from linklint.record import record

TYPE_CHECKING = False
if TYPE_CHECKING:
    import asyncio
    from collections.abc import Callable, Mapping, Sequence
    from concurrent.futures import Executor
    from ssl import SSLContext
    from typing import TypeAlias

    import httpx

    from linklint.facts.online.addresses import Address
    from linklint.facts.online.reach import Place, Reach

    Take: TypeAlias = Callable[[bytes], bool]
    """Is given a body piece by piece; true when it has had enough."""
    Reader: TypeAlias = Callable[["Answer"], Take | None]
    """Is given what came before the body; says what takes the body, or nothing where none is wanted."""

MOST_REDIRECTS = 5
PATIENCE = 15.0
"""Seconds that downloads wait for a connection, and for each next piece."""
REDIRECTS = frozenset({301, 302, 303, 307, 308})
_AGENT = f"linklint/{__version__} (a linter for links)"
_SMALL = 16_384
"""Bytes of a body that nobody wants and that is read all the same, so that the connection can go on."""
_MOST_DOORS = 256
"""Places whose connections are kept though nothing is asked there."""
_FRESH = 0.4
"""Seconds for which a host that was not found is not looked up again."""
_FIRST_OF_MANY = 4.0
"""Seconds to wait for one address where there are others."""
_MOST_WORDS = 200
"""Characters that are told of what went wrong: they may be a stranger's."""
_MOST_ADDRESSES = 8
"""Of one host, that are tried."""


@record
class Bounds:
    received: int
    """Bytes of a body as it is sent."""
    unpacked: int
    """Bytes of it without its content coding."""
    seconds: float = 0
    """From the first look-up to the last byte, redirects included; it is for who asks to keep."""


@record
class Answer:
    """What came back. Names of headers are in lower case."""

    url: str
    status: int
    headers: Mapping[str, str]
    cookies: tuple[str, ...] = ()
    """As they are set."""
    is_by_proxy: bool = False


def get(
    url: str, take: Take, bounds: Bounds, headers: Mapping[str, str] | None = None, reach: Reach = PUBLIC
) -> Answer:
    """Downloads: over https alone, with redirects. `take` is given the body of a 200 alone. Raises WebError."""
    import asyncio

    try:
        return asyncio.run(asyncio.wait_for(_get(url, take, bounds, headers or {}, reach), bounds.seconds))
    except asyncio.TimeoutError as error:
        raise WebError(url, f"not finished within {bounds.seconds:.0f} seconds", "timeout") from error


async def _get(url: str, take: Take, bounds: Bounds, headers: Mapping[str, str], reach: Reach) -> Answer:
    web = Web(reach)
    try:
        for _ in range(MOST_REDIRECTS + 1):
            asked = reaching.place(url, reach)
            answer = await web.ask("GET", asked, headers, lambda answer: take if answer.status == 200 else None, bounds)
            to = leads_to(answer)
            if not to:
                return answer
            if url.startswith("https:") and not to.lower().startswith("https:"):
                raise WebError(url, f"redirects to {to}, away from https")
            url = to
        raise WebError(url, f"more than {MOST_REDIRECTS} redirects")
    finally:
        await web.close()


def leads_to(answer: Answer) -> str:
    """Where an answer redirects to, whole; empty where it does not. Raises WebError."""
    from urllib.parse import urljoin

    to = answer.headers.get("location", "").strip()
    if answer.status not in REDIRECTS or not to:
        return ""
    if len(to) > reaching.LONGEST:
        raise WebError(answer.url, f"redirects to a URL of more than {reaching.LONGEST:,} characters")
    try:
        return urljoin(answer.url, to)
    except ValueError as error:
        raise WebError(answer.url, f"redirects to no URL: {error}") from error


class Web:
    """Connections, for one event loop."""

    def __init__(
        self,
        reach: Reach = PUBLIC,
        connections: int = 1,
        executor: Executor | None = None,
        patience: float | None = PATIENCE,
    ) -> None:
        """`connections` is how many are made to one place; `executor` is where names are looked up. Without `patience` it is
        for who asks to say when it has lasted long enough."""
        self.reach, self._patience = reach, patience
        self._connections, self._executor = connections, executor
        self._doors: dict[tuple[str, str, str], _Door] = {}
        self._tls: SSLContext | None = None

    async def ask(self, method: str, asked: Place, headers: Mapping[str, str], read: Reader, bounds: Bounds) -> Answer:
        """One request, no redirects. Raises WebError; when the body is at fault `read` has seen the answer."""
        door = await self._door(asked)
        door.busy += 1
        try:
            response = await door.send(method, asked, headers, self._patience)
            return await _answered(response, method, asked.url, read, bounds, bool(door.proxy))
        except UnpackError as error:
            raise WebError(asked.url, str(error)) from error
        except LinklintError:
            raise
        except Exception as error:  # what strangers send must not end a run, wherever it is stumbled over
            raise _fault(asked.url, error) from error
        finally:
            door.busy -= 1

    async def _door(self, asked: Place) -> _Door:
        """The one that was used last stands last."""
        door = self._doors.pop(asked.door, None) or _Door(self)
        self._doors[asked.door] = door
        if len(self._doors) > _MOST_DOORS:
            for key in [key for key, each in self._doors.items() if not each.busy and each is not door][:1]:
                await self._doors.pop(key).close()
        return door

    @property
    def has_proxy(self) -> bool:
        return any(door.proxy for door in self._doors.values())

    async def close(self) -> None:
        for door in self._doors.values():
            await door.close()

    def new_transport(self, proxy: str) -> httpx.AsyncHTTPTransport:
        """Raises ImportError or ValueError where a kind of proxy wants what is not installed, or nobody speaks it."""
        import httpx

        by = httpx.Proxy(proxy, ssl_context=self.tls if proxy.startswith("https:") else None) if proxy else None
        limits = httpx.Limits(max_connections=self._connections)
        return httpx.AsyncHTTPTransport(self.tls, trust_env=False, http2=_has_http2(), limits=limits, proxy=by)

    @property
    def tls(self) -> SSLContext:
        """Believes whom the operating system believes, a company's own authority too, and whom browsers do."""
        if self._tls is None:
            self._tls = _tls_context()
        return self._tls

    async def look_up(self, asked: Place) -> Sequence[Address]:
        return await reaching.addresses(asked, self.reach, self._executor)


class _Door:
    """The way to one place: its connections, which serve no other, not even at the same address."""

    def __init__(self, web: Web) -> None:
        self._web, self.busy, self.proxy = web, 0, ""
        self._ends: list[str] = []
        """Addresses, the one that answered last first; a proxy is told the name."""
        self._opening: asyncio.Task[httpx.AsyncHTTPTransport] | None = None
        self._until = 0.0

    async def send(
        self, method: str, asked: Place, headers: Mapping[str, str], patience: float | None
    ) -> httpx.Response:
        """To the first address that can be connected to. Raises what httpx raises, and WebError."""
        import httpx

        transport = await self._transport(asked)
        *others, last = self._ends
        for end in others:
            try:
                request = _request(method, asked, end, headers, patience, _FIRST_OF_MANY)
                response = await transport.handle_async_request(request)
            except (httpx.ConnectError, httpx.ConnectTimeout) as error:
                if _fault(asked.url, error).cause == "tls":
                    raise
            else:
                self._ends.remove(end)
                self._ends.insert(0, end)
                return response
        return await transport.handle_async_request(_request(method, asked, last, headers, patience, patience))

    async def _transport(self, asked: Place) -> httpx.AsyncHTTPTransport:
        """The host is looked up by the first who comes; the others wait. Raises WebError."""
        import asyncio

        task, now = self._opening, asyncio.get_running_loop().time()
        if task is None or (task.done() and (task.cancelled() or task.exception()) and now > self._until):
            task = self._opening = asyncio.ensure_future(self._open(asked))
            task.add_done_callback(self._opened)
        return await asyncio.shield(task)

    def _opened(self, task: asyncio.Task[httpx.AsyncHTTPTransport]) -> None:
        if not task.cancelled() and task.exception():
            self._until = task.get_loop().time() + _FRESH

    async def _open(self, asked: Place) -> httpx.AsyncHTTPTransport:
        self.proxy = reaching.proxy(asked, self._web.reach)
        found = [asked.name] if self.proxy else [str(each) for each in await self._web.look_up(asked)]
        self._ends = found[:_MOST_ADDRESSES]
        return self._web.new_transport(self.proxy)

    async def close(self) -> None:
        if self._opening and self._opening.done() and not (self._opening.cancelled() or self._opening.exception()):
            await self._opening.result().aclose()
        elif self._opening:
            self._opening.cancel()


def _has_http2() -> bool:
    from importlib.util import find_spec

    return find_spec("h2") is not None


def _tls_context() -> SSLContext:
    import ssl

    import certifi

    try:
        import truststore
    except ImportError:
        context = ssl.create_default_context()
    else:
        context = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.load_verify_locations(certifi.where())
    return context


def _request(
    method: str, asked: Place, end: str, headers: Mapping[str, str], patience: float | None, connecting: float | None
) -> httpx.Request:
    import httpx

    told = {"Host": asked.authority, "User-Agent": _AGENT, "Accept-Encoding": "gzip", **headers}
    fields = [(name.encode("latin-1"), value.encode("latin-1")) for name, value in told.items()]
    waits = {**dict.fromkeys(("read", "write", "pool"), patience), "connect": connecting}
    return httpx.Request(
        method, asked.at(end), headers=fields, extensions={"timeout": waits, "sni_hostname": asked.name}
    )


async def _answered(
    response: httpx.Response, method: str, url: str, read: Reader, bounds: Bounds, is_by_proxy: bool
) -> Answer:
    try:
        answer = _answer(url, response, is_by_proxy)
        if take := read(answer):
            await _read(response, answer, take, bounds)
        elif method != "HEAD" and _is_small(answer):
            async for _ in response.aiter_raw():
                pass
    finally:
        await response.aclose()
    return answer


def _answer(url: str, response: httpx.Response, is_by_proxy: bool) -> Answer:
    headers: dict[str, str] = {}
    cookies = []
    for raw_name, raw_value in response.headers.raw:
        name, value = raw_name.decode("latin-1").lower(), _text(raw_value)
        if name == "set-cookie":
            cookies.append(value)
        else:
            headers[name] = f"{headers[name]}, {value}" if name in headers and name != "location" else value
    return Answer(url, response.status_code, headers, tuple(cookies), is_by_proxy)


def _is_small(answer: Answer) -> bool:
    length = answer.headers.get("content-length", "")
    return length.isascii() and length.isdigit() and len(length) < 7 and int(length) <= _SMALL


def _text(raw: bytes) -> str:
    try:
        return raw.decode()
    except UnicodeDecodeError:
        return raw.decode("latin-1")


async def _read(response: httpx.Response, answer: Answer, take: Take, bounds: Bounds) -> None:
    coding = answer.headers.get("content-encoding", "identity").strip().lower()
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


_WORDS = {
    "ConnectTimeout": "no connection in time",
    "ReadTimeout": f"silent for {PATIENCE:.0f} seconds",
}
"""For errors that say nothing."""


def _fault(url: str, error: Exception) -> WebError:
    import ssl

    import httpx

    causes = _chain(error)
    said = next(filter(None, map(str, reversed(causes))), "")  # what happened first says it best
    why = said.partition("\n")[0][:_MOST_WORDS] or _WORDS.get(type(error).__name__, "no connection")
    for each in causes:
        if isinstance(each, ssl.SSLCertVerificationError):
            return WebError(url, why, "tls", _of_certificate(each))
        if isinstance(each, ssl.SSLError) and not isinstance(each, (ssl.SSLEOFError, ssl.SSLZeroReturnError)):
            return WebError(url, f"no TLS that can be spoken: {why}", "tls")
        if isinstance(each, ConnectionRefusedError):
            return WebError(url, "the connection was refused", "refused")
    return WebError(url, why, "timeout" if isinstance(error, httpx.TimeoutException) else "network")


def _chain(error: BaseException | None) -> Sequence[BaseException]:
    found: list[BaseException] = []
    while error is not None and error not in found:
        found.append(error)
        error = error.__cause__ or error.__context__
    return found


_CERTIFICATES = {
    9: "is not valid yet",
    10: "has expired",
    18: "is signed by itself",
    19: "is signed by an authority that nobody knows",
    20: "is signed by an authority that nobody knows",
    21: "is signed by an authority that nobody knows",
    23: "was revoked",
    62: "is for another host",
}
"""By OpenSSL's codes of X509_V_ERR."""


def _of_certificate(error: object) -> str:
    code, says = getattr(error, "verify_code", 0), getattr(error, "verify_message", "")
    return "the certificate " + _CERTIFICATES.get(code, f"is not accepted: {says}" if says else "is not accepted")
