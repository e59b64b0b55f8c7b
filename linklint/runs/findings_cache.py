"""Texts by key, in one SQLite file of the user's cache folder."""

from __future__ import annotations

import os
import time

from linklint.sqlite_file import MOST_KEYS, SUM, SqliteFile, checksum, try_to, used_bytes

TYPE_CHECKING = False
if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Mapping

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


class FindingsCache(SqliteFile):
    def __init__(self, folder: str) -> None:
        super().__init__(os.path.join(folder, _NAME), "-journal")

    def get(self, keys: Iterable[str]) -> dict[str, str]:
        """The texts of those keys that have one."""
        wanted = list(keys)
        return self.ask(lambda store: _get(store, wanted), _PATIENCE) or {} if wanted else {}

    def put(self, texts: Mapping[str, str]) -> None:
        now = int(time.time())
        rows = [(key, now, checksum(text) + text) for key, text in texts.items() if len(text) <= _LARGEST]
        self.tell(lambda store: _put(store, rows), _PATIENCE)


def _get(store: sqlite3.Connection, keys: list[str]) -> dict[str, str]:
    now = int(time.time())
    found: dict[str, str] = {}
    stale: list[str] = []
    for start in range(0, len(keys), MOST_KEYS):
        some = keys[start : start + MOST_KEYS]
        marks = ",".join("?" * len(some))
        for key, used, text in store.execute(f"SELECT key, used, text FROM texts WHERE key IN ({marks})", some):
            if text[:SUM] != checksum(text[SUM:]):
                continue  # the file was damaged, and SQLite does not look
            found[key] = text[SUM:]
            if abs(now - used) > _DAY:
                stale.append(key)
    if stale:
        try_to(lambda: _note_use(store, stale, now))  # what was found is found all the same
    return found


def _note_use(store: sqlite3.Connection, keys: list[str], now: int) -> None:
    store.execute("PRAGMA synchronous = OFF")
    store.execute("BEGIN IMMEDIATE")
    store.executemany("UPDATE texts SET used = ? WHERE key = ?", [(now, key) for key in keys])
    store.execute("COMMIT")


def _put(store: sqlite3.Connection, rows: list[tuple[str, int, str]]) -> None:
    store.execute("PRAGMA synchronous = OFF")  # a file that a power cut has torn is replaced
    store.execute("BEGIN IMMEDIATE")
    store.execute("CREATE TABLE IF NOT EXISTS texts (key TEXT PRIMARY KEY, used INTEGER, text TEXT) WITHOUT ROWID")
    store.executemany("INSERT OR REPLACE INTO texts VALUES (?, ?, ?)", rows)
    while used_bytes(store) > BOUND:
        store.execute(
            "DELETE FROM texts WHERE key IN (SELECT key FROM texts ORDER BY used LIMIT 1 + (SELECT count(*) FROM texts) / 4)"
        )
    store.execute("COMMIT")
