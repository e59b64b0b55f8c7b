"""Data packs that the user has pulled, looked up: hosts or DOIs with a code each.

    pack = packs.load("rank", config.today)
    if pack and (code := pack.find("bls.gov")):
        says = f"{pack.codes[code]} ({pack.source}, {pack.date})"

A pack that is not there, or that is a feed gone stale, is None: absent evidence, and no error. Files are mapped, not read.
"""

from __future__ import annotations

import os
from functools import lru_cache

from linklint import user_folders
from linklint.facts.data_packs.pack_sources import FEED_DAYS, LIST_DAYS, PACKS
from linklint.patterns import pattern
from linklint.record import record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from mmap import mmap

    from linklint.facts.data_packs.pack_sources import Source

_SEARCHED = 2000
"""Octets of rows."""
_CURRENT = pattern(r"([0-9a-f]{12})\t(\d{4}-\d\d-\d\d)\t(\d{4}-\d\d-\d\d)\t([^\t\n]+)\n")


@record
class Current:
    """Which version of a pack is live. Written to the file `current` in its folder."""

    version: str
    date: str
    """The day of its content."""
    checked: str
    """The last day on which its source had nothing newer."""
    source: str

    def as_text(self) -> str:
        return f"{self.version}\t{self.date}\t{self.checked}\t{self.source}\n"


class Pack:
    def __init__(self, name: str, current: Current, content: mmap, today: str) -> None:
        self.name, self.date, self.source = name, current.date, current.source
        self.version = current.version
        self.is_stale = is_stale(name, current, today)
        self._content = content
        self._last: tuple[str, str | None] = ("", None)
        """The key that was last asked for, with its code: several rungs ask for one host in turn."""

    @property
    def codes(self) -> Mapping[str, str]:
        """What each code says."""
        return PACKS[self.name].codes

    @property
    def licence(self) -> str:
        return self._origin.licence

    @property
    def attribution(self) -> str:
        return self._origin.attribution

    def find(self, key: str) -> str | None:
        """The code of a key: exactly this host or DOI, in lower case, hosts in punycode and without `www.`."""
        asked, code = self._last
        if key != asked:
            code = find(self._content, key)
            self._last = key, code
        return code

    @property
    def _origin(self) -> Source:
        return next(source for source in PACKS[self.name].sources if source.name == self.source)


def folder(name: str = "") -> str:
    """Where packs lie, or one of them; empty where there is no such place."""
    place = user_folders.data()
    return os.path.join(place, "packs", name) if place else ""


@lru_cache(maxsize=32)
def load(name: str, today: str) -> Pack | None:
    """A pack as it is on that day, YYYY-MM-DD; opened once a process."""
    place = folder(name)
    current = read_current(place)
    if not current or (PACKS[name].is_feed and is_stale(name, current, today)):
        return None
    content = opened(os.path.join(place, current.version, "data.tsv"))
    return Pack(name, current, content, today) if content is not None else None


def stamp() -> tuple[str, ...]:
    """Changes when any pack does."""
    return tuple(f"{name}\t{current.as_text()}" for name in PACKS if (current := read_current(folder(name))))


def read_current(place: str) -> Current | None:
    """Of a pack's folder; None where nothing valid is live."""
    try:
        with open(os.path.join(place, "current"), encoding="utf-8") as file:
            return parse_current(os.path.basename(place), file.read(1000)) if place else None
    except (OSError, ValueError):
        return None


def parse_current(name: str, text: str) -> Current | None:
    found = _CURRENT.fullmatch(text)
    current = Current(*found.groups()) if found else None
    return current if current and current.source in {source.name for source in PACKS[name].sources} else None


def is_stale(name: str, current: Current, today: str) -> bool:
    """A list ages from the day on which its source was last asked, a feed from that of its content: one that has not changed
    for two weeks is dead. Where no day is told, nothing is stale."""
    if not today:
        return False
    if PACKS[name].is_feed:
        return _days(today) - _days(current.date) > FEED_DAYS
    return _days(today) - _days(current.checked) > LIST_DAYS


def _days(date: str) -> int:
    """Between two dates, as a difference. Importing `datetime` takes longer than opening a pack."""
    year, month, day = int(date[:4]), int(date[5:7]), int(date[8:10])
    if month < 3:
        year, month = year - 1, month + 12
    return 365 * year + year // 4 - year // 100 + year // 400 + (153 * month - 457) // 5 + day


def opened(path: str) -> mmap | None:
    """A pack's rows; None where they cannot be mapped."""
    import mmap

    try:
        with open(path, "rb") as file:
            return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    except (OSError, ValueError):
        return None


def find(content: mmap, key: str) -> str | None:
    """By halves: rows are sorted by their bytes, and a tab comes before all that a key may hold. The last few are searched
    as they stand, which takes less time than to halve them."""
    try:
        wanted = key.encode("ascii") + b"\t"
    except UnicodeEncodeError:
        return None
    if "\t" in key:
        return None
    low, high = 0, len(content)
    while high - low > _SEARCHED:
        start = content.rfind(b"\n", low, (low + high) // 2) + 1 or low
        end = content.find(b"\n", start)
        row = content[start : end if end >= 0 else len(content)]
        if row.startswith(wanted):
            low, high = start, start + len(row)
            break
        if row < wanted:
            low = start + len(row) + 1
        else:
            high = start
    _, is_there, behind = (b"\n" + content[low:high]).partition(b"\n" + wanted)
    return behind.partition(b"\n")[0].decode("ascii", "replace") if is_there else None
