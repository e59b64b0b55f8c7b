"""Promised: a pack of a million rows opens within 2 ms of CPU time, and answers within 30 microseconds.

python -m tests.benchmarks.packs
"""

from __future__ import annotations

import os
import random
import tempfile
from time import process_time

from linklint.facts.data_packs import packs
from linklint.facts.data_packs.pack_sources import PACKS
from linklint.facts.data_packs.pack_store import Shelf, meta_of, write_rows

ROWS, ASKED, RUNS = 1_000_000, 2000, 7


def names(count: int) -> list[str]:
    chosen = random.Random(7)
    return [f"{chosen.randrange(36**7):x}-{number % 97}.example" for number in range(count)]


def make(keys: list[str]) -> float:
    """Sorts, writes and installs a pack; the CPU time of that in seconds."""
    listed = PACKS["rank"]
    shelf = Shelf(listed)
    started = process_time()
    with shelf.locked() as new:
        count, sha256 = write_rows(f"{new}/data.tsv", ((key, "3456"[len(key) % 4]) for key in keys), listed)
        shelf.install(new, meta_of(listed, listed.sources[0], "", "2026-11-01", count, sha256), "2026-11-01")
    return process_time() - started


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        os.environ["LINKLINT_DATA_DIR"] = folder
        keys = names(ROWS)
        print(f"made     {make(keys):8.2f} s for {ROWS:,} rows, {Shelf(PACKS['rank']).size() / 1e6:.1f} MB")
        chosen = random.Random(8)
        asked = [chosen.choice(keys) if number % 2 else f"no{number}.example" for number in range(ASKED)]
        opening, answering = [], []
        for _ in range(RUNS):
            packs.load.cache_clear()
            started = process_time()
            pack = packs.load("rank", "2026-11-02")
            assert pack
            assert pack.find("no.example") is None
            opening.append(process_time() - started)
            started = process_time()
            found = sum(pack.find(key) is not None for key in asked)
            answering.append((process_time() - started) / ASKED)
            assert found == ASKED // 2
        print(f"opened   {min(opening) * 1e3:8.3f} ms, first {opening[0] * 1e3:.3f} (promised: 2)")
        print(f"answered {min(answering) * 1e6:8.1f} µs (promised: 30)")


if __name__ == "__main__":
    main()
