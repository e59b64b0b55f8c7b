"""`linklint check --online` against hosts on this machine: how fast, how right, and how polite.

    python -m tests.benchmarks.online [RUNS]

Bounds of the project: 500 URLs on 20 hosts of 50 ms, with 15 that must wait two seconds, in 4.0 s (median), all that is dead found,
nothing else called dead, nobody asked before the time that it names; a second run in 0.6 s with the same findings; 5,000 URLs
on 200 hosts, half of them slow, in 1.3x what the limits per host allow; two runs at once that lose and double no row.
"""

from __future__ import annotations

import asyncio
import math
import os
import re
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

from linklint.model import Online

PORT = 8930
KINDS = {
    "fine": 350, "gone": 25, "lost": 10, "badhead": 25, "moved": 35, "movedaway": 10, "circle": 5, "wait": 15, "busy": 5,
    "wall": 5, "other": 5, "hiccup": 5, "broken": 5,
}  # fmt: skip
DEAD = ("gone", "lost", "movedaway", "circle", "broken")
PAUSE = 2.0
"""Seconds that `wait` asks for."""
SLOW = 2.0
PAGE = (
    b"<!doctype html><html><head><title>Tables</title></head><body><h1 id=a>Tables</h1><p>By trade.</p></body></html>"
)


class Hosts:
    """Servers at 127.0.0.1 and the addresses behind it, in a thread of their own."""

    def __init__(self, count: int, latency: float, slow: float) -> None:
        self.count, self.latency, self.slow = count, latency, slow
        self.forget()
        self._ready = threading.Event()
        threading.Thread(target=lambda: asyncio.run(self._serve()), daemon=True).start()
        self._ready.wait()

    def forget(self) -> None:
        self.asked, self.early, self.most = 0, 0, 0
        self._seen: dict[str, tuple[int, float]] = {}
        self._now: dict[int, int] = {}

    def url(self, host: int, path: str) -> str:
        return f"http://127.0.{host // 100}.{host % 100 + 1}:{PORT}/{path}"

    async def _serve(self) -> None:
        for host in range(self.count):
            address = self.url(host, "").split("/")[2].partition(":")[0]
            await asyncio.start_server(lambda r, w, host=host: self._talk(r, w, host), address, PORT, backlog=500)  # type: ignore[misc]
        self._ready.set()
        await asyncio.Event().wait()

    async def _talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, host: int) -> None:
        try:
            while True:
                method, path, _ = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split(" ", 2)
                self._now[host] = self._now.get(host, 0) + 1
                self.most = max(self.most, self._now[host])
                await asyncio.sleep(self.slow if host % 2 else self.latency)
                self._now[host] -= 1
                status, more = self._answer(method, f"{host}{path}", path)
                head = f"HTTP/1.1 {status} X\r\nContent-Type: text/html\r\nContent-Length: {len(PAGE)}\r\n{more}\r\n"
                writer.write(head.encode() + (b"" if method == "HEAD" else PAGE))
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            writer.close()

    def _answer(self, method: str, key: str, path: str) -> tuple[int, str]:
        self.asked += 1
        now = time.monotonic()
        times, first = self._seen.get(key, (0, now))
        self._seen[key] = times + 1, first
        kind, number = path[1:].split("/")
        if kind == "wait" and now - first < PAUSE:
            self.early += times > 0
            return 429, f"Retry-After: {PAUSE:.0f}\r\n"
        if times == 0 and kind in ("busy", "hiccup"):
            return (429 if kind == "busy" else 503), ""
        ways = {"moved": f"/fine/t{number}", "movedaway": "/gone/t", "circle": path}
        if kind in ways:
            return 301, f"Location: {ways[kind]}\r\n"
        if kind == "badhead" and method == "HEAD":
            return 405, ""
        return {"gone": 404, "lost": 410, "wall": 403, "other": 999, "broken": 500}.get(kind, 200), ""


def drafts(folder: Path, urls: list[str], count: int) -> None:
    for number in range(count):
        lines = [
            f"In paragraph {at} stands [a link {number} {at}]({url}).\n" for at, url in enumerate(urls[number::count])
        ]
        (folder / f"{number:03}.md").write_text("\n".join(lines), encoding="utf-8")


def command(folder: Path) -> list[str]:
    flags = ["--online", "--allow-private", "--isolated", "--ignore", "localhost-link,ip-literal-host,duplicate-link"]
    return [sys.executable, "-m", "linklint", "check", *flags, "--output-format", "concise", str(folder)]


def run(folder: Path, cache: Path) -> tuple[float, float, str]:
    """Seconds, seconds of processor, findings."""
    before = os.times()
    started = time.monotonic()
    environment = {**os.environ, "LINKLINT_CACHE_DIR": str(cache), "NO_PROXY": "*"}
    done = subprocess.run(command(folder), capture_output=True, text=True, env=environment)
    behind = os.times()
    spent = behind.children_user + behind.children_system - before.children_user - before.children_system
    return time.monotonic() - started, spent, done.stdout


def right(found: str) -> str:
    flagged = set(re.findall(r'"(http://127\.[^"]+)" leads nowhere', found))
    dead = sum(count for kind, count in KINDS.items() if kind in DEAD)
    true = sum(url.split("/")[3] in DEAD for url in flagged)
    moved = len(re.findall(r"\[moved-permanently\]", found))
    return f"{true} of {dead} dead, {len(flagged) - true} false, {moved} told as moved"


def usual(elsewhere: Path, runs: int) -> None:
    hosts = Hosts(20, 0.05, 0.05)
    urls = [f"{kind}/{number}" for kind, count in KINDS.items() for number in range(count)]
    drafts(elsewhere, [hosts.url(at % 20, path) for at, path in enumerate(urls)], 20)
    first, second = [], []
    for number in range(runs):
        hosts.forget()
        cache = elsewhere / f"cache{number}"
        took = run(elsewhere, cache)
        again = run(elsewhere, cache)
        first.append(took[0])
        second.append(again[0])
        same = "the same" if again[2] == took[2] else "OTHER FINDINGS"
        print(
            f"500 URLs: {took[0]:.2f} s ({took[1]:.2f} s CPU), {right(took[2])}, {hosts.asked} requests, at most",
            end=" ",
        )
        print(f"{hosts.most} at once, {hosts.early} early; again {again[0]:.2f} s ({again[1]:.2f} s CPU), {same}")
    print(f"median {statistics.median(first):.2f} s, again {statistics.median(second):.2f} s")


def many(elsewhere: Path) -> None:
    global PORT
    PORT += 1
    hosts = Hosts(200, 0.05, SLOW)
    drafts(elsewhere, [hosts.url(at % 200, f"fine/{at}") for at in range(5000)], 200)
    floor = math.ceil(25 / Online().concurrency) * SLOW
    took = run(elsewhere, elsewhere / "cache")
    print(
        f"5,000 URLs: {took[0]:.1f} s ({took[1]:.1f} s CPU), {took[0] / floor:.2f}x the {floor:.1f} s that hosts allow"
    )
    cache = elsewhere / "shared"
    together = [threading.Thread(target=run, args=(elsewhere, cache)) for _ in range(2)]
    for each in together:
        each.start()
    for each in together:
        each.join()
    with sqlite3.connect(cache / "pages-1.sqlite") as store:
        rows, urls = store.execute("SELECT count(*), count(DISTINCT url) FROM pages").fetchone()
    print(f"two runs at once: {rows} rows of {urls} URLs")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as place:
        usual(Path(place), int(sys.argv[1]) if len(sys.argv) > 1 else 5)
    with tempfile.TemporaryDirectory() as place:
        many(Path(place))
