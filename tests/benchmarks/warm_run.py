"""CPU of `linklint check` where nothing has changed since the last run: one page, and a folder of drafts.

    python -m tests.benchmarks.warm_run FOLDER [RUNS]

Bounds of the project: 3x a bare Python for a page; for a folder, above the start of Python, 0.05x of what markdown-it-py takes
to parse the Markdown drafts in it. Minimum of interleaved runs, with a cache of its own.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

from markdown_it import MarkdownIt

from tests.benchmarks.cold_start import ENVIRONMENT, cpu_seconds, linklint, markdown_page


def parse_seconds(folder: Path) -> float:
    texts = [path.read_text(encoding="utf-8", errors="replace") for path in sorted(folder.rglob("*.md"))]
    parser = MarkdownIt("commonmark").enable("table")
    start = time.process_time()
    for text in texts:
        parser.parse(text)
    return time.process_time() - start


def main(folder: Path, runs: int) -> None:
    with tempfile.TemporaryDirectory() as elsewhere:
        ENVIRONMENT["LINKLINT_CACHE_DIR"] = str(Path(elsewhere, "cache"))
        page = Path(elsewhere, "page.md")
        page.write_text(markdown_page(), encoding="utf-8")
        commands = {
            "bare Python": [sys.executable, "-c", "pass"],
            "a page, cold": [*linklint(), "check", "--no-cache", str(page)],
            "a page, warm": [*linklint(), "check", str(page)],
            "a folder, cold": [*linklint(), "check", "--no-cache", "--isolated", str(folder)],
            "a folder, warm": [*linklint(), "check", "--isolated", str(folder)],
        }
        best = dict.fromkeys([*commands, "parsing"], 99.0)
        for command in commands.values():
            cpu_seconds(command)
        for _ in range(runs):
            for name, command in commands.items():
                best[name] = min(best[name], cpu_seconds(command))
            best["parsing"] = min(best["parsing"], parse_seconds(folder))
    bare = best["bare Python"]
    for name, seconds in best.items():
        above = f"{(seconds - bare) / best['parsing']:6.3f}x of parsing" if "folder" in name else ""
        print(f"{name:16} {seconds * 1000:7.1f} ms  {seconds / bare:6.2f}x bare Python {above}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 5)
