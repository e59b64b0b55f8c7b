"""Data packs that tests hold in memory, with the codes and the first source of the real ones."""

from __future__ import annotations

from collections.abc import Mapping

from linklint.facts.data_packs.pack_sources import PACKS


class SmallPack:
    def __init__(self, name: str, rows: Mapping[str, str], date: str = "2026-11-01") -> None:
        self.source, self.codes, self.date, self._rows = PACKS[name].sources[0].name, PACKS[name].codes, date, rows
        self.is_stale = False

    def find(self, key: str, /) -> str | None:
        return self._rows.get(key)
