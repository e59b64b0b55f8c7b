"""CPU of reading drafts and of judging them, as multiples of the bare `MarkdownIt('commonmark').enable('table').parse`
over the same Markdown drafts, in one process: minimum of interleaved rounds. Garbage is collected as the program has it.

    python tests/benchmarks/parsing.py FOLDER [ROUNDS]

Bounds of the project: 0.30x for reading, 0.50x for a whole run with all default rules but those of relevance, and 0.25x
on top for these. Also told: peak memory, and how many drafts need markdown-it-py at all.
"""

from __future__ import annotations

import gc
import resource
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from markdown_it import MarkdownIt

from linklint import lint, rulebook
from linklint.cli import GARBAGE
from linklint.facts import gather
from linklint.model import Config, Draft, Rule
from linklint.parse import blocks, parse
from linklint.urls import parse as parse_url

Texts = list[tuple[str, str]]
CONFIG = Config(dialect="auto", today="2026-01-01")


def texts_below(folder: str) -> Texts:
    paths = sorted(path for path in Path(folder).rglob("*") if path.suffix in (".md", ".markdown") and path.is_file())
    return [(str(path), path.read_bytes().decode("utf-8", "replace").removeprefix("\ufeff")) for path in paths]


def bare(texts: Texts) -> None:
    parser = MarkdownIt("commonmark").enable("table")
    for _, text in texts:
        parser.parse(text)


def read(texts: Texts) -> None:
    for draft in drafts(texts):
        del draft


def judge(texts: Texts, rules: tuple[Rule, ...]) -> None:
    needs = lint.needs_of(rules)
    for draft in drafts(texts):
        lint.examine(draft, rules, gather(draft, needs, CONFIG))


def drafts(texts: Texts) -> Iterator[Draft]:
    parse_url.cache_clear()
    for path, text in texts:
        yield parse(path, text, CONFIG)


def seconds(work: Callable[[], object], garbage: int) -> float:
    gc.set_threshold(garbage)
    start = time.process_time()
    work()
    return time.process_time() - start


def with_rules_of_markdown_it(texts: Texts) -> int:
    """Drafts of which a part went to the stock rules."""
    found = 0
    opened = blocks.Window.__init__
    windows: list[object] = []

    def noted(self: blocks.Window, text: str, start: int, end: int, engine: blocks.Engine) -> None:
        windows.append(self)
        opened(self, text, start, end, engine)

    blocks.Window.__init__ = noted  # type: ignore[method-assign]
    for path, text in texts:
        windows.clear()
        parse(path, text, CONFIG)
        found += bool(windows)
    blocks.Window.__init__ = opened  # type: ignore[method-assign]
    return found


def main(folder: str, rounds: int) -> int:
    texts = texts_below(folder)
    rules = rulebook.load(CONFIG)
    others = tuple(rule for rule in rules if rule.group != "relevance")
    steps: dict[str, Callable[[], object]] = {
        "bare": lambda: bare(texts),
        "reading": lambda: read(texts),
        "without relevance": lambda: judge(texts, others),
        "whole": lambda: judge(texts, rules),
    }
    best = dict.fromkeys(steps, float("inf"))
    usual = gc.get_threshold()[0]
    for _ in range(rounds):
        for name, work in steps.items():
            best[name] = min(best[name], seconds(work, usual if name == "bare" else GARBAGE))
    unit = best["bare"]
    print(f"{len(texts)} drafts, {sum(len(text) for _, text in texts) / 1e6:.1f} million characters; bare {unit:.2f} s")
    ratios = {name: taken / unit for name, taken in best.items()}
    ratios["relevance"] = ratios["whole"] - ratios["without relevance"]
    bounds = {"reading": 0.30, "without relevance": 0.50, "relevance": 0.25}
    for name, bound in bounds.items():
        print(f"{name:20} {ratios[name]:5.2f}x   bound {bound:.2f}x")
    print(f"{with_rules_of_markdown_it(texts)} drafts need the rules of markdown-it-py")
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")
    return int(any(ratios[name] > bound for name, bound in bounds.items()))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 5))
