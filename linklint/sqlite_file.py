"""The only door to SQLite: a file of a cache, visited for one question at a time. Whatever is wrong with that file or its
folder, it is a cache: there is no answer, and nobody is told."""

from __future__ import annotations

import os

TYPE_CHECKING = False
if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable
    from typing import TypeVar

    T = TypeVar("T")

MOST_KEYS = 900
"""In one question; SQLite takes 999 parameters, newer ones more."""
SUM = 8
"""Characters of a checksum. A file may be damaged where SQLite does not look, so that each text begins with one."""


class SqliteFile:
    """Nothing is open between two visits, nor when workers are forked."""

    def __init__(self, path: str, *beside: str) -> None:
        """`beside` are the endings of the files that SQLite lays beside it."""
        self.path = path
        self._files = (*(path + ending for ending in beside), path)
        """Those first: left behind, they would be taken for those of the next file."""

    def size(self) -> int:
        """In bytes."""
        return sum(os.path.getsize(path) for path in self._files if os.path.exists(path))

    def clear(self) -> None:
        """Raises OSError."""
        for path in self._files:
            if os.path.exists(path):
                os.unlink(path)

    def ask(self, question: Callable[[sqlite3.Connection], T], patience: float) -> T | None:
        """None where there is no such file, too. `patience` is how many seconds to wait for another process."""
        return self._visit(question, patience) if os.path.exists(self.path) else None

    def tell(self, change: Callable[[sqlite3.Connection], None], patience: float) -> None:
        try:
            os.makedirs(os.path.dirname(self.path), mode=0o700, exist_ok=True)
        except OSError:
            return
        self._visit(change, patience)

    def _visit(self, question: Callable[[sqlite3.Connection], T], patience: float) -> T | None:
        try:
            import sqlite3
        except ImportError:
            return None
        try:
            store = sqlite3.connect(self.path, timeout=patience, isolation_level=None)
            try:
                return question(store)
            finally:
                store.close()
        except sqlite3.OperationalError:  # locked, full, not to be written or opened
            return None
        except sqlite3.DatabaseError:
            self._drop()
            return None

    def _drop(self) -> None:
        try:
            self.clear()
        except OSError:
            return


def try_to(change: Callable[[], None]) -> None:
    """Where another process is in the way, the change is not made."""
    import sqlite3

    try:
        change()
    except sqlite3.OperationalError:
        return


def used_bytes(store: sqlite3.Connection) -> int:
    pages, free, size = (
        store.execute(f"PRAGMA {name}").fetchone()[0] for name in ("page_count", "freelist_count", "page_size")
    )
    return int(pages - free) * int(size)


def checksum(text: str) -> str:
    from zlib import crc32

    return f"{crc32(text.encode('utf-8', 'surrogatepass')):0{SUM}x}"
