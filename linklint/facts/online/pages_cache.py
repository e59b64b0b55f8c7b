"""What became of URLs, kept in one SQLite file of the user's cache folder, which several processes may use at once."""

from __future__ import annotations

import json
import os

from linklint.model import Content, Hop, Page
from linklint.record import record
from linklint.sqlite_file import MOST_KEYS, SUM, SqliteFile, checksum, used_bytes

TYPE_CHECKING = False
if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable
    from typing import Any

BOUND = 64_000_000
"""In bytes. Beyond it, what was asked the longest time ago is dropped."""
_LARGEST = 1_000_000
"""Of one page."""
_NAME = "pages-1.sqlite"
"""The number is that of the table's shape."""
_PATIENCE = 5.0
"""Seconds to wait for another process."""
_TABLE = """
CREATE TABLE IF NOT EXISTS pages (
    url TEXT PRIMARY KEY, asked INTEGER, failing INTEGER, has_content INTEGER, has_https INTEGER, verdict TEXT, page TEXT
) WITHOUT ROWID
"""
_UPSERT = """
INSERT INTO pages VALUES (?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (url) DO UPDATE SET
    failing = CASE excluded.verdict
        WHEN 'alive' THEN 0
        WHEN 'dead' THEN CASE WHEN pages.failing > 0 THEN min(pages.failing, excluded.failing) ELSE excluded.failing END
        ELSE pages.failing END,
    asked = excluded.asked, has_content = excluded.has_content, has_https = excluded.has_https,
    verdict = excluded.verdict, page = excluded.page
WHERE excluded.asked >= pages.asked OR pages.asked > excluded.asked + 86400
"""
"""The later one counts, unless it is of a day to come: then a clock was wrong."""


@record
class Kept:
    """A page, and when it was seen so. Times are seconds since 1970."""

    page: Page
    asked: int
    failing: int = 0
    """Since when it has been seen dead whenever that could be told; 0 where it was alive."""
    has_content: bool = False
    """It was asked for what its HTML says."""
    has_https: bool = False
    """It was asked whether https answers the same."""


class PagesCache(SqliteFile):
    def __init__(self, folder: str) -> None:
        super().__init__(os.path.join(folder, _NAME), "-wal", "-shm")

    def get(self, urls: Iterable[str]) -> dict[str, Kept]:
        wanted = list(urls)
        return self.ask(lambda store: _get(store, wanted), _PATIENCE) or {} if wanted else {}

    def put(self, pages: Iterable[tuple[str, Kept]]) -> None:
        rows = [row for url, kept in pages if (row := _row(url, kept))]
        if not rows:
            return
        self.tell(lambda store: _put(store, rows), _PATIENCE)


def _get(store: sqlite3.Connection, urls: list[str]) -> dict[str, Kept]:
    found = {}
    for start in range(0, len(urls), MOST_KEYS):
        some = urls[start : start + MOST_KEYS]
        asked = f"SELECT * FROM pages WHERE url IN ({','.join('?' * len(some))})"
        for row in store.execute(asked, some):
            if kept := _kept(*row[1:]):
                found[row[0]] = kept
    return found


def _put(store: sqlite3.Connection, rows: list[tuple[object, ...]]) -> None:
    store.execute("PRAGMA journal_mode = WAL")
    store.execute("PRAGMA synchronous = NORMAL")
    store.execute("BEGIN IMMEDIATE")
    store.execute(_TABLE)
    store.executemany(_UPSERT, rows)
    while used_bytes(store) > BOUND:
        store.execute(
            "DELETE FROM pages WHERE url IN (SELECT url FROM pages ORDER BY asked LIMIT 1 + (SELECT count(*) FROM pages) / 4)"
        )
    store.execute("COMMIT")


def _row(url: str, kept: Kept) -> tuple[object, ...] | None:
    text = _text(kept.page)
    if len(text) > _LARGEST:
        return None
    verdict = kept.page.verdict
    return url, kept.asked, kept.failing, kept.has_content, kept.has_https, verdict, checksum(text) + text


def _kept(asked: Any, failing: Any, has_content: Any, has_https: Any, verdict: Any, text: Any) -> Kept | None:
    """None for what was damaged."""
    try:
        if text[:SUM] != checksum(text[SUM:]):
            return None
        return Kept(_page(json.loads(text[SUM:])), int(asked), int(failing), bool(has_content), bool(has_https))
    except (TypeError, ValueError, IndexError):
        return None


def _text(page: Page) -> str:
    content = page.content
    told = content and [
        *(content.title, content.description, content.language, sorted(content.robots)),
        *(None if content.ids is None else sorted(content.ids), content.refresh, content.sample),
    ]
    hops = [[hop.status, hop.url] for hop in page.hops]
    values = [page.verdict, page.says, page.cause, page.is_settled, page.status, hops, page.url, told]
    return json.dumps([*values, page.tls, page.https, page.archived], separators=(",", ":"))


def _page(values: list[Any]) -> Page:
    verdict, says, cause, is_settled, status, hops, url, told, tls, https, archived = values
    content = None
    if told:
        title, description, language, robots, ids, refresh, sample = told
        known = None if ids is None else frozenset(ids)
        content = Content(title, description, language, frozenset(robots), known, refresh, sample)
    followed = tuple(Hop(*hop) for hop in hops)
    return Page(verdict, says, cause, is_settled, status, followed, url, content, tls, https, archived)
