"""How long drafts made to be slow take to read, at 100 kB and at 1 MB, each in a process of its own.

    python -m tests.benchmarks.pathological [WORD IN THE NAME]

Bounds of the project: 3 s for 1 MB, and time that grows at most as the size does.
"""

from __future__ import annotations

import gc
import multiprocessing
import sys
import time

from linklint.cli import GARBAGE
from linklint.model import Config
from linklint.parse import parse
from tests.parse.shapes import endings, shapes

SMALL, LARGE = 100_000, 1_000_000
MOST_SECONDS = 3.0
MOST_GROWTH = 15.0
"""Ten times the size may take a little more than ten times as long: caches get cold, and clocks are coarse."""
TOO_SHORT = 0.1
"""Seconds for 1 MB below which growth says nothing."""
PATIENCE = 60.0


def measure(text: str, ending: str, answers: multiprocessing.SimpleQueue[float]) -> None:
    gc.set_threshold(GARBAGE)
    config = Config()
    parse(f"warm.{ending}", "[a](u) <a href=x>y</a>", config)
    start = time.process_time()
    parse(f"draft.{ending}", text, config)
    answers.put(time.process_time() - start)


def seconds(text: str, ending: str) -> float:
    context = multiprocessing.get_context("fork")
    answers: multiprocessing.SimpleQueue[float] = context.SimpleQueue()
    process = context.Process(target=measure, args=(text, ending, answers))
    process.start()
    process.join(PATIENCE)
    if process.is_alive():
        process.kill()
        return float("inf")
    return answers.get()


def main(word: str = "") -> int:
    large = shapes(LARGE)
    wrong = 0
    slowest: list[tuple[float, float, str]] = []
    for name, small in shapes(SMALL).items():
        for ending in endings(small):
            if word not in f"{name} in {ending}":
                continue
            short, long = seconds(small, ending), seconds(large[name], ending)
            growth = long / max(short, 0.001)
            is_wrong = long > MOST_SECONDS or (growth > MOST_GROWTH and long > TOO_SHORT)
            wrong += is_wrong
            slowest.append((long, growth, f"{name} in {ending}"))
            if is_wrong:
                print(f"{short:7.2f} s {long:7.2f} s {growth:6.1f}x  {name} in {ending}", flush=True)
    print(f"{len(slowest)} shapes, {wrong} beyond the bounds; the slowest:")
    for long, growth, name in sorted(slowest, reverse=True)[:12]:
        print(f"{long:7.2f} s {growth:6.1f}x  {name}")
    return int(wrong > 0)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
