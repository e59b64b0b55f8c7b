"""Packs as they lie on disk: each version whole in a folder of its own, one of them live, the one before it kept. Whatever ends
a pull, what was live before stays live."""

from __future__ import annotations

import hashlib
import os
import shutil
from contextlib import contextmanager

from linklint import __version__
from linklint.errors import LinklintError
from linklint.facts.data_packs import packs
from linklint.facts.data_packs.pack_formats import PackError
from linklint.facts.data_packs.packs import Current
from linklint.patterns import pattern
from linklint.record import fields, record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from linklint.facts.data_packs.pack_sources import Listed, Source

ROWS, META = "data.tsv", "meta.json"
_KEY = pattern(rb"[!-~]{1,1000}")
_VERSION = pattern(r"[0-9a-f]{12}")
_SHA256 = pattern(r"[0-9a-f]{64}")
_NEW = "new"
_MOST_META = 100_000


@record
class Meta:
    """What is known of a version, as `meta.json` has it."""

    name: str
    source: str
    url: str
    """Where it was found; the licence is that of the source."""
    date: str
    licence: str
    attribution: str
    rows: int
    sha256: str
    """Of its rows."""
    etag: str = ""
    last_modified: str = ""
    tool: str = f"linklint {__version__}"

    @property
    def version(self) -> str:
        return self.sha256[:12]

    def as_text(self) -> str:
        import json

        return json.dumps({name: getattr(self, name) for name in fields(self)}, indent=1, ensure_ascii=False) + "\n"


def read_meta(path: str) -> Meta:
    """Raises PackError."""
    import json

    try:
        with open(path, encoding="utf-8") as file:
            told = json.loads(file.read(_MOST_META))
        meta = Meta(**told)
        wrong = [name for name in fields(meta) if type(getattr(meta, name)) is not (int if name == "rows" else str)]
    except (OSError, ValueError, TypeError, RecursionError) as error:
        raise PackError(f"{path}: cannot be read") from error
    if wrong or not _SHA256.fullmatch(meta.sha256):
        raise PackError(f"{path}: not what linklint writes")
    return meta


class Shelf:
    """The folder of one pack."""

    def __init__(self, listed: Listed) -> None:
        self._listed = listed
        self.path = packs.folder(listed.name)
        if not self.path:
            raise LinklintError("no packs: their folder would lie in the project; set LINKLINT_DATA_DIR")

    @contextmanager
    def locked(self, busy: str = "") -> Iterator[str]:
        """A folder for the making of a new version, while no other process makes one. What a killed one has left there is
        thrown away. `busy` is told where another process must be waited for."""
        os.makedirs(self.path, mode=0o700, exist_ok=True)
        with open(os.path.join(self.path, "lock"), "a+b") as lock:
            _take(lock.fileno(), busy)
            new = os.path.join(self.path, _NEW)
            shutil.rmtree(new, ignore_errors=True)
            os.mkdir(new, mode=0o700)
            try:
                yield new
            finally:
                shutil.rmtree(new, ignore_errors=True)

    def current(self) -> Current | None:
        return packs.read_current(self.path)

    def live(self) -> Meta | None:
        """None where there is none, or none that is whole."""
        current = self.current()
        return self._meta(current.version) if current else None

    def previous(self) -> Meta | None:
        current = self.current()
        others = [each for each in self._versions() if not current or each != current.version]
        return self._meta(others[0]) if others else None

    def size(self) -> int:
        """Of the live rows, in bytes."""
        current = self.current()
        return os.path.getsize(os.path.join(self.path, current.version, ROWS)) if current else 0

    def is_intact(self) -> bool:
        """Whether the live rows are those that were pulled."""
        meta = self.live()
        return bool(meta) and meta is not None and _sum(os.path.join(self.path, meta.version, ROWS)) == meta.sha256

    def install(self, new: str, meta: Meta, today: str) -> None:
        """Makes the version in a folder the live one, and forgets all others but the one that was live before."""
        _write(os.path.join(new, META), meta.as_text())
        before = self.current()
        place = os.path.join(self.path, meta.version)
        shutil.rmtree(place, ignore_errors=True)
        os.rename(new, place)
        self.point(meta, today)
        keep = {meta.version, before.version if before else ""}
        for version in self._versions():
            if version not in keep:
                shutil.rmtree(os.path.join(self.path, version), ignore_errors=True)

    def point(self, meta: Meta, checked: str) -> None:
        """Makes a version that is here the live one, as it was found on that day to be the newest."""
        beside = os.path.join(self.path, "current.tmp")
        _write(beside, Current(meta.version, meta.date, checked, meta.source).as_text())
        os.replace(beside, os.path.join(self.path, "current"))
        _sync_folder(self.path)

    def remove(self) -> bool:
        """Whether there was anything."""
        if not os.path.isdir(self.path):
            return False
        with self.locked():
            had = self.current() is not None
            if os.path.exists(os.path.join(self.path, "current")):
                os.unlink(os.path.join(self.path, "current"))
            for version in self._versions():
                shutil.rmtree(os.path.join(self.path, version))
        return had

    def _versions(self) -> list[str]:
        names = os.listdir(self.path) if os.path.isdir(self.path) else []
        return sorted(name for name in names if _VERSION.fullmatch(name))

    def _meta(self, version: str) -> Meta | None:
        folder = os.path.join(self.path, version)
        try:
            meta = read_meta(os.path.join(folder, META))
        except PackError:
            return None
        return meta if meta.version == version and os.path.isfile(os.path.join(folder, ROWS)) else None


def write_rows(path: str, rows: Iterable[tuple[str, str]], listed: Listed) -> tuple[int, str]:
    """Sorts them, leaves out what is no key, and writes the first of each. Their number, and the SHA-256 of the file. Raises
    PackError for a code that the pack has not."""
    codes = {code.encode(): code for code in listed.codes}
    only = next(iter(listed.codes))
    lines: list[bytes] = []
    for key, code in rows:
        told = (code or only).encode()
        if told not in codes:
            raise PackError(f'no code "{code}" in {listed.name}')
        written = key.encode("ascii", "ignore")
        if len(written) == len(key) and _KEY.fullmatch(written):
            lines.append(written + b"\t" + told + b"\n")
        if len(lines) > 2 * listed.most:
            raise PackError(f"more than {listed.most:,} rows")
    lines.sort()
    return _write_lines(path, lines)


def _write_lines(path: str, lines: Iterable[bytes]) -> tuple[int, str]:
    count, last, hashed = 0, b"", hashlib.sha256()
    with open(path, "wb") as file:
        for line in lines:
            key = line[: line.index(b"\t")]
            if key != last:
                file.write(line)
                hashed.update(line)
                count, last = count + 1, key
        file.flush()
        os.fsync(file.fileno())
    return count, hashed.hexdigest()


def validate(path: str, meta: Meta, listed: Listed, before: Meta | None, is_forced: bool) -> None:
    """Raises PackError where a version is not believed: too few or too many rows, less than half or more than twice as many as
    the one before, or without what every version has."""
    if not listed.fewest <= meta.rows <= listed.most:
        raise PackError(f"{meta.rows:,} rows, where {listed.fewest:,} to {listed.most:,} were expected")
    if before and not is_forced and not before.rows <= 2 * meta.rows <= 4 * before.rows:
        raise PackError(f"{meta.rows:,} rows after {before.rows:,}; take it all the same with --force")
    content = packs.opened(path)
    for key in listed.sentinels:
        if content is None or packs.find(content, key) is None:
            raise PackError(f"{key} is not in it, so it is not what it should be")


def meta_of(listed: Listed, source: Source, url: str, date: str, count: int, sha256: str, **known: str) -> Meta:
    return Meta(listed.name, source.name, url, date, source.licence, source.attribution, count, sha256, **known)


def _sum(path: str) -> str:
    hashed = hashlib.sha256()
    try:
        with open(path, "rb") as file:
            while piece := file.read(1_000_000):
                hashed.update(piece)
    except OSError:
        return ""
    return hashed.hexdigest()


def _write(path: str, text: str) -> None:
    with open(path, "w", encoding="utf-8", newline="\n") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())


def _sync_folder(path: str) -> None:
    if os.name == "nt":
        return
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _take(descriptor: int, busy: str) -> None:
    """The system gives a lock back when its process ends, however it ends."""
    import sys

    if sys.platform == "win32":
        import msvcrt

        msvcrt.locking(descriptor, msvcrt.LK_LOCK, 1)
        return
    import fcntl

    from linklint.notes import note

    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        if busy:
            note(busy)
        fcntl.flock(descriptor, fcntl.LOCK_EX)
