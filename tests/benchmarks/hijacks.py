"""How many pages that changed hands are told, and how many ordinary ones are told wrongly: `python -m tests.benchmarks.hijacks`.

Rules were set by the first half, every other page, and are shown by both.
"""

from __future__ import annotations

from linklint.model import Diagnostic
from tests.hijacks.world import Case, cases, found

LEAST_RECALL, MOST_FALSE = 0.9, 2
HALVES = {"first half": slice(0, None, 2), "second half": slice(1, None, 2), "all": slice(None)}


def row(name: str, half: slice) -> tuple[str, list[tuple[Case, tuple[Diagnostic, ...]]]]:
    hijacked = [(case, found(case)) for case in cases("hijacked")[half]]
    ordinary = [(case, found(case)) for case in cases("ordinary")[half]]
    told, wrong = sum(bool(each) for _, each in hijacked), sum(bool(each) for _, each in ordinary)
    line = (
        f"{name:<12} told {told:>2} of {len(hijacked)} ({told / len(hijacked):.0%}), false {wrong} of {len(ordinary)}"
    )
    missed = [(case, each) for case, each in hijacked if not each]
    return line, missed + [(case, each) for case, each in ordinary if each]


def main() -> None:
    print(f"promised: {LEAST_RECALL:.0%} told, {MOST_FALSE} false at most")
    for name, half in HALVES.items():
        line, mistakes = row(name, half)
        print(line)
    for case, each in mistakes:
        print(f"  {case.id}: {', '.join(one.rule for one in each) or 'missed'}")


if __name__ == "__main__":
    main()
