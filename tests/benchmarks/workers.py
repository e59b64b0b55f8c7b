"""Wall time of a cold `linklint check` by number of workers, and the memory of its largest process: best of interleaved runs.

    python -m tests.benchmarks.workers FOLDER [RUNS]

Bounds of the project: two workers are 1.6x as fast as one on 2,000 drafts; 150 MB. It wants a machine with nothing else to do.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time

from tests.benchmarks.cold_start import ENVIRONMENT, linklint


def ran(command: list[str]) -> tuple[float, int]:
    """Seconds, and bytes of the process itself."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=ENVIRONMENT)
    _, _, used = os.wait4(process.pid, 0)
    return time.perf_counter() - start, used.ru_maxrss * 1024


def main(folder: str, runs: int) -> None:
    best: dict[int, tuple[float, int]] = {}
    for _ in range(runs):
        for jobs in (1, 2):
            seconds, size = ran([*linklint(), "check", "--no-cache", "--isolated", "--jobs", str(jobs), folder])
            least, most = best.get(jobs, (seconds, size))
            best[jobs] = min(least, seconds), max(most, size)
    for jobs, (seconds, size) in best.items():
        print(f"{jobs} workers {seconds:6.2f} s  {best[1][0] / seconds:4.2f}x  {size / 1e6:.0f} MB")


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 3)
