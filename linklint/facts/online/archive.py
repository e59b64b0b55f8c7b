"""Whether an archive has a copy of what is dead: a hint, so that nothing waits for it long and no failure is told."""

from __future__ import annotations

import asyncio
import json

from linklint import hosts, urls
from linklint.facts.online import reach as reaching
from linklint.facts.online.addresses import is_local_name
from linklint.facts.online.reach import WebError
from linklint.facts.online.web import Bounds
from linklint.patterns import pattern

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from linklint.facts.online.web import Answer, Take, Web

ENDPOINT = "https://archive.org/wayback/available?url="
MOST = 30
"""Copies that are asked for in one run."""
_SECONDS = 10.0
"""For all of them."""
_AT_ONCE = 2
_BOUNDS = Bounds(100_000, 100_000)
_COPY = pattern(r"https?://web\.archive\.org/web/\d{4,14}(?:[a-z]{2}_)?/\S{1,2000}")


def may_ask(url: str) -> bool:
    """What only the user's own network knows is nobody else's business."""
    target = urls.parse(url)
    return not (hosts.is_address(target.host) or is_local_name(target.host) or target.query)


async def copies(dead: Sequence[str], web: Web, headers: Mapping[str, str]) -> Mapping[str, str]:
    """Of those URLs that have one."""
    found: dict[str, str] = {}
    turns = asyncio.Semaphore(_AT_ONCE)

    async def ask(url: str) -> None:
        async with turns:
            if copy := await _copy(url, web, headers):
                found[url] = copy

    asked = [url for url in dead if may_ask(url)][:MOST]
    if asked:
        _, late = await asyncio.wait([asyncio.ensure_future(ask(url)) for url in asked], timeout=_SECONDS)
        for each in late:
            each.cancel()
    return found


async def _copy(url: str, web: Web, headers: Mapping[str, str]) -> str:
    from urllib.parse import quote

    body = bytearray()

    def take(piece: bytes) -> bool:
        body.extend(piece)
        return False

    def read(answer: Answer) -> Take | None:
        return take if answer.status == 200 else None

    try:
        asked = reaching.place(ENDPOINT + quote(url, safe=""), web.reach)
        await web.ask("GET", asked, headers, read, _BOUNDS)
        closest = json.loads(body)["archived_snapshots"]["closest"]
        copy = str(closest["url"]) if closest["available"] else ""
    except (WebError, ValueError, KeyError, TypeError):
        return ""
    return copy.replace("http://", "https://", 1) if _COPY.fullmatch(copy) else ""
