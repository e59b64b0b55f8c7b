"""CPU of starting up and rating 200 hosts, above that of a bare Python: minimum of interleaved runs.

    python -m tests.benchmarks.credibility [RUNS]

Promised: at most 30 ms. Packs of the user are looked up too, where there are any.
"""

from __future__ import annotations

import os
import sys

from tests.benchmarks.cold_start import cpu_seconds

HOSTS = 200
PROMISED = 0.030
CODE = f"""
import gc
gc.set_threshold(100_000)
from linklint import urls
from linklint.facts.credibility import sources
from linklint.facts.credibility.ratings import rate
from linklint.model import Config
config = Config(today="2026-11-22")
known = sources.of(config)
endings = ("gov", "ac.uk", "github.io", "com", "co.jp", "medium.com", "wikipedia.org", "europa.eu")
for number in range({HOSTS}):
    rate(urls.parse(f"https://www.host{{number}}.{{endings[number % 8]}}/page/{{number}}"), config, known)
"""


def main(runs: int) -> None:
    commands = {"bare Python": [sys.executable, "-c", "pass"], f"{HOSTS} hosts rated": [sys.executable, "-c", CODE]}
    commands["one, as linklint why"] = [sys.executable, "-m", "linklint", "why", "--isolated", "bls.gov"]
    os.environ.setdefault("PYTHONPATH", os.getcwd())
    best = dict.fromkeys(commands, 9.9)
    for command in commands.values():
        cpu_seconds(command)
    for _ in range(runs):
        for name, command in commands.items():
            best[name] = min(best[name], cpu_seconds(command))
    for name, seconds in best.items():
        above = seconds - best["bare Python"]
        print(f"{name:20} {seconds * 1000:6.1f} ms  {above * 1000:+6.1f} ms (promised: {PROMISED * 1000:.0f})")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 15)
