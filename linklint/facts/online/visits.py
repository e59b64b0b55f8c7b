"""Asks for many pages, each once, and again where that may change the verdict: politely, host by host.

A host has few connections at a time and a pace. What may pass is asked again behind everything else of its host, and not
before it says; nothing is called dead that was not dead twice.
"""

from __future__ import annotations

import asyncio
import time

from aiolimiter import AsyncLimiter

from linklint import __version__
from linklint.facts.online import reach as reaching
from linklint.facts.online import verdicts
from linklint.facts.online.reach import WebError
from linklint.facts.online.verdicts import Visit
from linklint.facts.online.web import Bounds, Web, leads_to
from linklint.model import Hop
from linklint.record import record, replace

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Iterable, Mapping, Sequence

    from linklint.facts.online.pages import Wish
    from linklint.facts.online.reach import Place, Reach
    from linklint.facts.online.web import Answer, Take
    from linklint.model import Online, Page

MOST_REDIRECTS = 20
"""As browsers follow."""
MOST_AT_ONCE = 400
"""Requests to all hosts together."""
_MOST_OF_PAGE = 512_000
"""Bytes."""
_MOST_OF_ERROR = 60_000
_MOST_IN_HAND = 48_000_000
"""Bytes of all pages that are being read. Beyond it, their beginnings must do."""
_MOST_SILENCES = 4
"""In a row, after which a host is left alone."""
_MOST_COOKIES = 20
_LOOKING_UP = 24
"""Names at once; some take long."""
_HEADERS = {
    "User-Agent": f"Mozilla/5.0 (compatible; linklint/{__version__}; a linter for links)",
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
    "Accept-Language": "en-US,en;q=0.9,*;q=0.5",
}
_BUSY = frozenset({429, 503})
_FILES = (
    *(".7z", ".avi", ".bz2", ".csv", ".deb", ".dmg", ".doc", ".docx", ".epub", ".exe", ".gif", ".gz", ".iso", ".jpeg"),
    *(".jpg", ".json", ".mov", ".mp3", ".mp4", ".odt", ".ogg", ".pdf", ".png", ".ppt", ".pptx", ".rar", ".rpm", ".svg"),
    *(".tar", ".tgz", ".txt", ".wav", ".webm", ".webp", ".whl", ".xls", ".xlsx", ".xml", ".xz", ".zip"),
)
"""Ends of paths that promise no page."""


@record
class Manners:
    """How hosts are asked."""

    reach: Reach
    online: Online
    headers: Mapping[str, Mapping[str, str]] = {}
    """Further ones, by host; the user's environment holds them."""


@record
class Done:
    """How the asking went."""

    has_proxy: bool = False
    """A proxy stood between."""
    is_late: bool = False
    """There was no time for all."""


def visit(wishes: Iterable[Wish], manners: Manners, told: Callable[[Wish, Page], None]) -> Done:
    """Tells what became of each as soon as it is known; of what is dead once more when an archive has a copy."""
    return asyncio.run(_visit(list(wishes), manners, told))


async def _visit(wishes: Sequence[Wish], manners: Manners, told: Callable[[Wish, Page], None]) -> Done:
    from concurrent.futures import ThreadPoolExecutor

    executor = ThreadPoolExecutor(_LOOKING_UP)
    web = Web(manners.reach, manners.online.concurrency, executor, patience=None)
    asyncio.get_running_loop().set_exception_handler(
        lambda loop, context: None
    )  # broken connections are told as verdicts
    visits = _Visits(web, manners, told)
    try:
        await asyncio.wait_for(visits.all(wishes), manners.online.minutes * 60)
        await visits.ask_archive()
        return Done(web.has_proxy)
    except asyncio.TimeoutError:
        return Done(web.has_proxy, is_late=True)
    finally:
        executor.shutdown(wait=False, cancel_futures=True)  # a name that is never found must not hold the run up
        await web.close()


class _Host:
    """What one host is asked at a time, and when."""

    def __init__(self, online: Online) -> None:
        self.slots = asyncio.Semaphore(online.concurrency)
        self.pace = AsyncLimiter(max(1.0, online.per_second), max(1.0, 1 / online.per_second))
        self.rests_until = 0.0
        self.refusals = self.silences = 0
        self.is_closed = False
        """It rests for longer than a run would wait."""

    async def turn(self) -> None:
        while not self.is_closed and (pause := self.rests_until - asyncio.get_running_loop().time()) > 0:
            await asyncio.sleep(pause)
        if not self.is_closed:
            await self.pace.acquire()

    def has_answered(self, answer: Answer) -> None:
        """Who is asked for less twice in a row asks for less of everything."""
        self.silences = 0
        self.refusals = self.refusals + 1 if answer.status == 429 else 0
        if self.refusals > 1:
            pause = max(1.0, verdicts.told_to_wait(answer, time.time()))
            self.rests_until = asyncio.get_running_loop().time() + pause
            self.is_closed = pause > verdicts.LONGEST_WAIT


@record
class _Left:
    """What is to be asked again."""

    wish: Wish
    page: Page
    due: float
    tries: int
    deaths: int


class _Visits:
    def __init__(self, web: Web, manners: Manners, told: Callable[[Wish, Page], None]) -> None:
        self._web, self._manners, self._told = web, manners, told
        self._all = asyncio.Semaphore(MOST_AT_ONCE)
        self._hosts: dict[str, _Host] = {}
        self._dead: dict[str, tuple[Wish, Page]] = {}
        self._room = _Room()
        self._ends = asyncio.get_running_loop().time() + manners.online.minutes * 60

    async def all(self, wishes: Iterable[Wish]) -> None:
        by_host: dict[str, list[Wish]] = {}
        for wish in wishes:
            try:
                by_host.setdefault(reaching.place(wish.url, self._web.reach).authority, []).append(wish)
            except WebError as error:
                self._told(wish, verdicts.page(Visit(wish.url, fault=error)))
        await asyncio.gather(*map(self._ask_host, by_host.values()))

    async def _ask_host(self, wishes: Iterable[Wish]) -> None:
        first = await asyncio.gather(*map(self._first, wishes))
        await asyncio.gather(*(self._again(left) for left in first if left))

    async def _first(self, wish: Wish) -> _Left | None:
        by_head = not wish.has_content or wish.url.partition("?")[0].lower().endswith(_FILES)
        tried = await self._follow(wish.url, "HEAD" if by_head else "GET")
        if by_head and tried.answer and tried.answer.status >= 400 and tried.answer.status not in _BUSY:
            tried = await self._follow(wish.url, "GET")
        return await self._judged(wish, tried, 1, 0)

    async def _again(self, left: _Left | None) -> None:
        loop = asyncio.get_running_loop()
        while left:
            await asyncio.sleep(max(0.0, left.due - loop.time()))
            tried = await self._follow(left.wish.url, "GET")
            left = await self._judged(left.wish, tried, left.tries + 1, left.deaths)

    async def _judged(self, wish: Wish, tried: Visit, tries: int, deaths: int) -> _Left | None:
        """What is left to do; where nothing is, the page is told."""
        page = verdicts.page(tried)
        deaths += page.verdict == "dead"
        pause = None if deaths > 1 else verdicts.wait(page, tries, tried.answer, time.time())
        due = asyncio.get_running_loop().time() + (pause or 0)
        if pause is not None and (page.verdict == "dead" or due < self._ends):
            return _Left(wish, page, due, tries, deaths)
        if page.verdict == "dead" and deaths < 2:
            page = replace(
                page, verdict="unsure", cause="network", is_settled=True, says=f"{page.says}, but not each time"
            )
        if wish.has_https and page.verdict == "alive" and wish.url.startswith("http:"):
            page = replace(page, https=await self._https(wish, page))
        if page.verdict == "dead" and page.cause in verdicts.PERMANENT:
            self._dead[wish.url] = wish, page
        self._told(wish, page)
        return None

    async def ask_archive(self) -> None:
        if self._manners.online.archive and self._dead:
            from linklint.facts.online import archive

            for url, copy in (await archive.copies(list(self._dead), self._web, _HEADERS)).items():
                wish, page = self._dead[url]
                self._told(wish, replace(page, archived=copy))

    async def _https(self, wish: Wish, page: Page) -> str:
        url = "https:" + wish.url.removeprefix("http:")
        if page.url == url:
            return url
        other = verdicts.page(await self._follow(url, "GET" if page.content else "HEAD"))
        return url if verdicts.same(page, other) else ""

    async def _follow(self, url: str, method: str) -> Visit:
        """With the cookies that a host sets on the way, which go back to it alone."""
        hops: list[Hop] = []
        cookies: dict[tuple[str, str, str], dict[str, str]] = {}
        seen = set()
        budget = _Budget(self._manners.online.timeout)
        try:
            while True:
                asked = reaching.place(url, self._web.reach)
                jar = cookies.setdefault(asked.door, {})
                state = (verdicts.bare(url), tuple(sorted(jar.items())))
                if state in seen:
                    raise WebError(url, "redirects to itself for ever", "loop")
                seen.add(state)
                answer, body = await self._exchange(asked, method, jar, budget)
                to = leads_to(answer)
                if not to:
                    return Visit(url, tuple(hops), answer, bytes(body.content), body.is_whole)
                _take_cookies(answer, jar)
                hops.append(Hop(answer.status, to))
                if len(hops) > MOST_REDIRECTS:
                    cause = "wall" if any(cookies.values()) else "loop"
                    raise WebError(url, f"more than {MOST_REDIRECTS} redirects", cause)
                url = to
        except WebError as error:
            return Visit(url, tuple(hops), fault=error)

    async def _exchange(
        self, asked: Place, method: str, jar: Mapping[str, str], budget: _Budget
    ) -> tuple[Answer, _Body]:
        """Raises WebError."""
        host = self._hosts.get(asked.authority)
        if host is None:
            host = self._hosts[asked.authority] = _Host(self._manners.online)
        body = _Body(self._room)
        async with host.slots:
            if host.silences >= _MOST_SILENCES:
                raise WebError(asked.url, f"{asked.host} was silent {_MOST_SILENCES} times before", "timeout")
            await host.turn()
            if host.is_closed:
                raise WebError(asked.url, f"{asked.host} wants to be left alone for a while", "limit")
            async with self._all:
                try:
                    await budget.spend(
                        self._web.ask(method, asked, self._headers(asked, jar), body, _BOUNDS), asked.url
                    )
                    body.is_whole = not body.has_enough
                except WebError as error:
                    if body.answer is None:
                        host.silences += error.cause == "timeout"
                        raise
                finally:
                    self._room.held -= len(body.content)
        assert body.answer
        host.has_answered(body.answer)
        return body.answer, body

    def _headers(self, asked: Place, jar: Mapping[str, str]) -> Mapping[str, str]:
        """What the user gives for a host travels over https alone, or in the user's own network."""
        headers = dict(_HEADERS)
        if jar:
            headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in jar.items())
        if asked.scheme == "https" or self._web.reach.is_private:
            headers |= self._manners.headers.get(asked.host, {})
        return headers


_BOUNDS = Bounds(received=2 * _MOST_OF_PAGE, unpacked=2 * _MOST_OF_PAGE)


class _Budget:
    """Seconds that one try may take, waiting for its turns left out."""

    def __init__(self, seconds: float) -> None:
        self._left = self._whole = seconds

    async def spend(self, asking: Coroutine[object, object, object], url: str) -> None:
        """Raises WebError."""
        started = time.monotonic()
        try:
            await asyncio.wait_for(asking, max(self._left, 0.1))
        except asyncio.TimeoutError as error:
            raise WebError(url, f"no answer within {self._whole:.0f} seconds", "timeout") from error
        finally:
            self._left -= time.monotonic() - started


class _Room:
    """What all bodies that are being read take."""

    held = 0


class _Body:
    """As much of an answer as is wanted: the beginning of HTML."""

    def __init__(self, room: _Room) -> None:
        self._room = room
        self.answer: Answer | None = None
        self.content = bytearray()
        self.is_whole = self.has_enough = False
        self._most = 0

    def __call__(self, answer: Answer) -> Take | None:
        self.answer = answer
        kind = answer.headers.get("content-type", "text/html").lower()
        if "html" not in kind or 300 <= answer.status < 400:
            return None
        self._most = _MOST_OF_PAGE if answer.status < 300 else _MOST_OF_ERROR
        return self._take

    def _take(self, piece: bytes) -> bool:
        self.content += piece
        self._room.held += len(piece)
        self.has_enough = len(self.content) >= self._most or self._room.held > _MOST_IN_HAND
        return self.has_enough


def _take_cookies(answer: Answer, jar: dict[str, str]) -> None:
    for each in answer.cookies:
        name, is_pair, value = each.partition(";")[0].strip().partition("=")
        if is_pair and len(jar) < _MOST_COOKIES and len(each) < 4096 and each.isascii() and each.isprintable():
            jar[name.strip()] = value.strip()
