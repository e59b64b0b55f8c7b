"""Packs from a mirror: a folder, or a place on the web, that holds them as they lie in a data folder.

Rows of a mirror are read and judged like those of a source; licence and attribution are never the mirror's to tell. Only the
user names a mirror, on the command line or in the environment, and no configuration of a project does.
"""

from __future__ import annotations

import os

from linklint import urls
from linklint.errors import LinklintError
from linklint.facts.data_packs import pack_store
from linklint.facts.data_packs.pack_formats import PackError, packed
from linklint.facts.data_packs.pack_store import META, ROWS, read_meta
from linklint.facts.data_packs.packs import parse_current
from linklint.facts.data_packs.saving import SECONDS, SMALL, Wanted, save
from linklint.facts.online import web
from linklint.facts.online.reach import Reach
from linklint.patterns import pattern

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from linklint.facts.data_packs.pack_sources import Listed
    from linklint.facts.data_packs.pack_store import Meta
    from linklint.facts.online.web import Bounds

_DATE = pattern(r"[12]\d{3}-\d\d-\d\d")


def mirrored(
    mirror: str, listed: Listed, sha256: str, new: str, reach: Reach, progress: Callable[[int], None]
) -> tuple[Meta, str]:
    """The version that is live there, or the one of that SHA-256, and the day on which its source was last asked."""
    place = _Mirror(mirror, listed.name, reach, progress)
    version, checked = sha256[:12], ""
    if not version:
        text = place.text("current", os.path.join(new, "mirrored"))
        current = parse_current(listed.name, text)
        if not current:
            raise PackError(f"{place.name('current')}: names no version of {listed.name}")
        version, checked = current.version, current.checked
    place.copy(f"{version}/{META}", os.path.join(new, "told"), SMALL)
    told = read_meta(os.path.join(new, "told"))
    source = next((each for each in listed.sources if each.name == told.source), None)
    if not source or not _DATE.fullmatch(told.date):
        raise PackError(f"{place.name(version)}: not a version of {listed.name}")
    raw = os.path.join(new, "raw")
    place.copy(f"{version}/{ROWS}", raw, web.Bounds(source.most_unpacked, source.most_unpacked, SECONDS))
    with open(raw, "rb") as file:
        count, found = pack_store.write_rows(os.path.join(new, ROWS), packed(file), listed)
    if found != told.sha256:
        raise PackError(f"{place.name(version)}: its rows are not those that it promises")
    for name in ("told", "raw"):
        os.unlink(os.path.join(new, name))
    return pack_store.meta_of(listed, source, place.name(version), told.date, count, found), checked or told.date


class _Mirror:
    def __init__(self, mirror: str, pack: str, reach: Reach, progress: Callable[[int], None]) -> None:
        self._root, self._pack, self._progress = mirror.rstrip("/"), pack, progress
        self._is_web = "://" in mirror
        self._reach = reach if reach.is_loopback else Reach(private_host=urls.parse(mirror).host)

    def name(self, part: str) -> str:
        return f"{self._root}/{self._pack}/{part}"

    def copy(self, part: str, path: str, bounds: Bounds) -> None:
        if self._is_web:
            save(Wanted(self.name(part), bounds), path, self._reach, self._progress)
            return
        try:
            with open(self.name(part), "rb") as source, open(path, "wb") as file:
                while piece := source.read(1_000_000):
                    file.write(piece)
                    if file.tell() > bounds.unpacked:
                        raise PackError(f"{self.name(part)}: more than {bounds.unpacked / 1e6:.0f} MB")
        except OSError as error:
            raise LinklintError(f"{self.name(part)}: {error.strerror or error}") from error

    def text(self, part: str, path: str) -> str:
        self.copy(part, path, SMALL)
        with open(path, encoding="utf-8", errors="replace") as file:
            found = file.read()
        os.unlink(path)
        return found
