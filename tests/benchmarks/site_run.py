"""What a run over a whole site costs, on drafts that are made of those of a folder: `python -m tests.benchmarks.site_run FOLDER`.

    python -m tests.benchmarks.site_run FOLDER [DRAFTS] [RUNS]

Bounds of the project, on 10,000 drafts: a cold site run takes 1.3x of a run draft by draft, one after a change 0.1x; 400 MB. CPU
of all processes, minimum of interleaved runs; memory of the largest process.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

from linklint.parse import FORMATS
from tests.benchmarks.cold_start import ENVIRONMENT, linklint


def fill(site: Path, source: Path, count: int) -> None:
    """As many drafts as asked for, in copies of the folder, each under a name of its own; links stay within their copy."""
    drafts = sorted(path for path in source.rglob("*") if path.suffix.lower() in FORMATS and path.is_file())
    for number in range(count):
        round_, path = number // len(drafts), drafts[number % len(drafts)]
        copy = site / f"copy-{round_:03}" / path.relative_to(source)
        copy.parent.mkdir(parents=True, exist_ok=True)
        text = path.read_bytes()
        copy.write_bytes(text + f"\nCopy {round_} of this page.\n".encode())


def ran(site: Path, *words: str) -> tuple[float, int]:
    """Seconds of CPU, and bytes of the largest process."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [*linklint(), "check", "--isolated", "--output-format", "concise", *words]
    process = subprocess.Popen(command, cwd=site, env=ENVIRONMENT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, _, used = os.wait4(process.pid, 0)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return seconds, used.ru_maxrss * 1024


def main(source: Path, count: int, runs: int) -> None:
    with tempfile.TemporaryDirectory() as elsewhere:
        ENVIRONMENT["LINKLINT_CACHE_DIR"] = str(Path(elsewhere, "cache"))
        site = Path(elsewhere, "site")
        fill(site, source, count)
        ran(site, "--site")
        changed = next(path for path in sorted(site.rglob("*")) if path.suffix.lower() in FORMATS)
        best: dict[str, tuple[float, int]] = {}
        for number in range(runs):
            changed.write_text(f"Draft {number} has [one link](https://a.example/{number}).\n", encoding="utf-8")
            for name, words in {
                "after a change": ["--site"],
                "nothing changed": ["--site"],
                "cold": ["--site", "--no-cache"],
                "draft by draft": ["--no-cache"],
            }.items():
                seconds, size = ran(site, *words)
                least, most = best.get(name, (seconds, size))
                best[name] = min(least, seconds), max(most, size)
    whole = best["draft by draft"][0]
    for name, (seconds, size) in best.items():
        print(f"{name:16} {seconds:7.2f} s  {seconds / whole:5.2f}x  {size / 1e6:.0f} MB")


if __name__ == "__main__":
    given = sys.argv[2:]
    main(Path(sys.argv[1]), int(given[0]) if given else 10_000, int(given[1]) if given[1:] else 2)
