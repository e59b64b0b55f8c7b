"""Texts by key, in one SQLite file of the user's cache folder. Whatever is wrong with that file or its folder, it is a cache:
nothing is found in it, and nobody is told."""

from __future__ import annotations

import os
import time

TYPE_CHECKING = False
if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable, Mapping
    from typing import TypeVar

    T = TypeVar("T")

BOUND = 64_000_000
"""In bytes. Beyond it, what was not used for the longest time is dropped."""
_LARGEST = 1_000_000
"""Of one text. A draft with more to tell is judged again."""
_NAME = "findings-2.sqlite"
"""The number is that of the table's shape."""
_PATIENCE = 2.0
"""Seconds to wait for another process."""
_DAY = 86_400
"""Seconds within which a further use is not noted: reading would always be writing."""
_SUM = 8
"""Characters of the checksum that each text begins with."""
_MOST_KEYS = 900
"""In one question; SQLite takes 999 parameters, newer ones more."""


class FindingsCache:
    """Each call is one short visit: nothing is open between two of them, nor when workers are forked."""

    def __init__(self, folder: str) -> None:
        self.path = os.path.join(folder, _NAME)

    def get(self, keys: Iterable[str]) -> dict[str, str]:
        """The texts of those keys that have one."""
        wanted = list(keys)
        return self._visit(lambda store: _get(store, wanted)) or {} if wanted and os.path.exists(self.path) else {}

    def put(self, texts: Mapping[str, str]) -> None:
        now = int(time.time())
        rows = [(key, now, _sum(text) + text) for key, text in texts.items() if len(text) <= _LARGEST]
        try:
            os.makedirs(os.path.dirname(self.path), mode=0o700, exist_ok=True)
        except OSError:
            return
        self._visit(lambda store: _put(store, rows))

    def size(self) -> int:
        """In bytes."""
        return sum(os.path.getsize(path) for path in self._files() if os.path.exists(path))

    def clear(self) -> None:
        """Raises OSError."""
        for path in self._files():
            if os.path.exists(path):
                os.unlink(path)

    def _files(self) -> tuple[str, ...]:
        """The journal first: left behind, it would be taken for that of the next file."""
        return f"{self.path}-journal", self.path

    def _visit(self, question: Callable[[sqlite3.Connection], T]) -> T | None:
        try:
            import sqlite3
        except ImportError:
            return None
        try:
            store = sqlite3.connect(self.path, timeout=_PATIENCE, isolation_level=None)
            try:
                return question(store)
            finally:
                store.close()
        except sqlite3.OperationalError:  # locked, full, not to be written or opened
            return None
        except sqlite3.DatabaseError:
            self._replace()
            return None

    def _replace(self) -> None:
        try:
            self.clear()
        except OSError:
            return


def _get(store: sqlite3.Connection, keys: list[str]) -> dict[str, str]:
    now = int(time.time())
    found: dict[str, str] = {}
    stale: list[str] = []
    for start in range(0, len(keys), _MOST_KEYS):
        some = keys[start : start + _MOST_KEYS]
        marks = ",".join("?" * len(some))
        for key, used, text in store.execute(f"SELECT key, used, text FROM texts WHERE key IN ({marks})", some):
            if text[:_SUM] != _sum(text[_SUM:]):
                continue  # the file was damaged, and SQLite does not look
            found[key] = text[_SUM:]
            if abs(now - used) > _DAY:
                stale.append(key)
    if stale:
        _note_use(store, stale, now)
    return found


def _sum(text: str) -> str:
    from zlib import crc32

    return f"{crc32(text.encode('utf-8', 'surrogatepass')):0{_SUM}x}"


def _note_use(store: sqlite3.Connection, keys: list[str], now: int) -> None:
    import sqlite3

    try:
        store.execute("PRAGMA synchronous = OFF")
        store.execute("BEGIN IMMEDIATE")
        store.executemany("UPDATE texts SET used = ? WHERE key = ?", [(now, key) for key in keys])
        store.execute("COMMIT")
    except sqlite3.OperationalError:
        return  # it was found all the same


def _put(store: sqlite3.Connection, rows: list[tuple[str, int, str]]) -> None:
    store.execute("PRAGMA synchronous = OFF")  # a file that a power cut has torn is replaced
    store.execute("BEGIN IMMEDIATE")
    store.execute("CREATE TABLE IF NOT EXISTS texts (key TEXT PRIMARY KEY, used INTEGER, text TEXT) WITHOUT ROWID")
    store.executemany("INSERT OR REPLACE INTO texts VALUES (?, ?, ?)", rows)
    while _used_bytes(store) > BOUND:
        store.execute(
            "DELETE FROM texts WHERE key IN (SELECT key FROM texts ORDER BY used LIMIT 1 + (SELECT count(*) FROM texts) / 4)"
        )
    store.execute("COMMIT")


def _used_bytes(store: sqlite3.Connection) -> int:
    pages, free, size = (
        store.execute(f"PRAGMA {name}").fetchone()[0] for name in ("page_count", "freelist_count", "page_size")
    )
    return int(pages - free) * int(size)
