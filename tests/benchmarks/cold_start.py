"""CPU of a cold `linklint check` on one page, as a multiple of a bare Python: minimum of interleaved runs.

    python -m tests.benchmarks.cold_start [RUNS]

Bounds of the project: 5x for an ordinary page, and 9x for one that needs the rules of markdown-it-py.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

SENTENCE = (
    "The office publishes what a trade pays, by region and by year, and the [tables of {year}](https://www.bls.gov/ooh/{year}/) "
    "are what our calculator is built on; [a union's survey of wages](https://union.example/wage-survey-{year}) says more, and "
    "the method is in the [handbook](/handbook/{year}).\n\n"
)
HEADER = "---\ntitle: What a trade pays\ndate: 2026-02-01\ntags: [pay, labour]\n---\n\n# What a trade pays\n\n"


TABLE = "\n\n| trade | source |\n|---|---|\n| plumber | [the tables](https://www.bls.gov/ooh/) |\n"
"""Read by the rules of markdown-it-py."""


def markdown_page() -> str:
    """8 kB with front matter, headings and a list."""
    body = "".join(
        f"## The year {year}\n\n{SENTENCE.format(year=year)}- one\n- [two](/two/{year})\n\n"
        for year in range(1990, 2018)
    )
    return (HEADER + body)[:8000]


def html_page() -> str:
    items = "".join(
        f'<p>The <a href="https://www.bls.gov/ooh/{year}/">tables of {year}</a> and the <a href="/{year}">method</a>, a '
        f'<a href="https://union.example/wage-survey-{year}">survey of wages</a> by the union says more.</p>\n'
        for year in range(1960, 2026)
    )
    return f"<!doctype html><html lang=en><title>What a trade pays</title><body><h1>Pay</h1>\n{items}"[:8000]


ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
"""With that variable Python would compile every module of a checkout in every run."""


def linklint() -> list[str]:
    script = os.path.join(os.path.dirname(sys.executable), "linklint")
    return [script] if os.path.exists(script) else [sys.executable, "-m", "linklint"]


def cpu_seconds(command: list[str]) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False, env=ENVIRONMENT)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main(runs: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        texts = {"Markdown": markdown_page(), "table": markdown_page() + TABLE, "HTML": html_page()}
        pages = {kind: Path(folder, f"{kind}.html" if kind == "HTML" else f"{kind}.md") for kind in texts}
        for kind, page in pages.items():
            page.write_text(texts[kind], encoding="utf-8")
        commands = {"bare Python": [sys.executable, "-c", "pass"]}
        commands |= {f"check, {kind}": [*linklint(), "check", "--no-cache", str(path)] for kind, path in pages.items()}
        best = dict.fromkeys(commands, 9.9)
        for command in commands.values():  # once unmeasured, so that modules are compiled and files in memory
            cpu_seconds(command)
        for _ in range(runs):
            for name, command in commands.items():
                best[name] = min(best[name], cpu_seconds(command))
        for name, seconds in best.items():
            print(f"{name:16} {seconds * 1000:6.1f} ms  {seconds / best['bare Python']:4.2f}x")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 15)
