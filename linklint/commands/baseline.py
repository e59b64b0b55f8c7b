"""Keep the findings that a team lives with for now in a file, which `linklint check --baseline FILE` leaves out.

It has one entry a line, sorted and without line numbers: moved lines change nothing in it, and branches merge.
"""

from __future__ import annotations

import os
import sys
from collections import Counter

from linklint.baselines import NAME
from linklint.notes import note
from linklint.record import record

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Mapping, Set

    from linklint.baselines import Entry
    from linklint.runs.outcome import Outcome

    Alike = tuple[str, ...]

HELP = "keep known findings in a file"
EPILOG = """\
examples:
  linklint baseline write                      what there is to find now is known from now on
  linklint check --baseline linklint-baseline.jsonl
  linklint baseline prune                      take out what is no more; nothing is added
  linklint baseline show                       what is known, and what of it is no more

Entries of drafts and rules that the command line leaves out stay as they are.
"""
_ACTIONS = ("write", "prune", "show")


@record
class Arguments:
    """What `linklint baseline` was asked to do, as written."""

    action: str
    paths: tuple[str, ...] = ()
    baseline: str = NAME
    config: str = ""
    isolated: bool = False
    preset: str = ""
    select: str = ""
    ignore: str = ""
    jobs: int = 0
    no_cache: bool = False
    site: bool = False


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("action", choices=_ACTIONS, help="what to do")
    parser.add_argument("paths", nargs="*", metavar="PATH", help="drafts and folders (default: this folder)")
    parser.add_argument("--baseline", metavar="FILE", help=f"the file (default: {NAME})")
    parser.add_argument("--config", metavar="FILE", help="this configuration, for every draft")
    parser.add_argument("--isolated", action="store_true", help="no configuration files")
    parser.add_argument("--preset", metavar="P", help="the rules to start from")
    parser.add_argument("--select", metavar="RULE[,RULE]", help="these rules and no others")
    parser.add_argument("--ignore", metavar="RULE[,RULE]", help="leave these rules out")
    parser.add_argument("--site", action="store_true", help="what only all drafts together tell is known, too")
    parser.add_argument("--no-cache", action="store_true", help="judge every draft anew, and keep nothing")
    parser.add_argument("--jobs", type=int, metavar="N", help="judge in N processes (default: as many as pay)")


def run(args: Arguments) -> int:
    from linklint import baselines

    known = Counter[baselines.Entry]()
    if args.action != "write" or os.path.exists(args.baseline):
        known = baselines.read(args.baseline)
    outcomes = _outcomes(args)
    found = _found(outcomes)
    left = _left(args, known, {os.path.abspath(each.path) for each in outcomes}, found)
    if args.action == "show":
        return _show(known, left)
    if args.action == "write":
        others = {each: count for each, count in left.items() if _alike(each) not in found}
        left = Counter({**others, **dict(found.values())})
    _write(args.baseline, left)
    return 0


def _outcomes(args: Arguments) -> list[Outcome]:
    import time

    from linklint import walk
    from linklint.errors import LinklintError
    from linklint.files import Reader
    from linklint.runs.run import Asked, Run

    if args.isolated and args.config:
        raise LinklintError("--isolated and --config exclude each other")
    asked = Asked(
        args.config, args.isolated, args.preset, args.select, args.ignore, time.strftime("%Y-%m-%d"), args.site
    )
    this_run = Run(asked, not args.no_cache, args.jobs)
    paths = list(walk.find(args.paths or ["."], this_run.finder.excludes))
    if not paths:
        this_run.judge().rules("draft.md")
        note("no drafts among the paths")
    judged = this_run.surveyed if args.site else this_run.outcomes
    outcomes = judged(paths, Reader(), lambda passing, count: passing)
    for what in (what for outcome in outcomes for what in outcome.notes):
        note(what)
    return outcomes


def _found(outcomes: Iterable[Outcome]) -> dict[Alike, tuple[Entry, int]]:
    """What there is to find, counted."""
    from linklint.baselines import Entry

    spoken = {
        (outcome.path, each.rule, place.span): Entry(outcome.path, each.rule, place.url, " ".join(place.text.split()))
        for outcome in outcomes
        for each in outcome.diagnostics
        for place in (each.place, *each.also)
    }
    found: dict[Alike, tuple[Entry, int]] = {}
    for entry in spoken.values():
        first, count = found.get(_alike(entry), (entry, 0))
        found[_alike(entry)] = first, count + 1
    return found


def _alike(entry: Entry) -> Alike:
    return os.path.abspath(entry.path), *entry.likeness()


def _left(
    args: Arguments, known: Mapping[Entry, int], judged: Set[str], found: Mapping[Alike, tuple[Entry, int]]
) -> Counter[Entry]:
    """What is known and still there, as far as it was looked at."""
    from linklint.arguments import names

    select, ignore = names(args.select), names(args.ignore)
    there = {alike: count for alike, (_, count) in found.items()}
    left: Counter[Entry] = Counter()
    for entry, count in known.items():
        is_left_out = entry.rule in ignore or (select and entry.rule not in select)
        if is_left_out or (os.path.abspath(entry.path) not in judged and os.path.lexists(entry.path)):
            left[entry] = count
        else:
            left[entry] = min(count, there.get(_alike(entry), 0))
            there[_alike(entry)] = there.get(_alike(entry), 0) - left[entry]
    return left


def _write(path: str, entries: Mapping[Entry, int]) -> None:
    from linklint.baselines import written
    from linklint.files import write_atomically

    write_atomically(path, written(entries, path).encode("ascii"))
    sys.stdout.write(f"{path}: {_counted(entries)}\n")


def _show(known: Mapping[Entry, int], left: Mapping[Entry, int]) -> int:
    from linklint.notes import safe

    for entry in sorted(known, key=lambda each: (each.path, each.rule, each.url, each.text)):
        said = " ".join(filter(None, (f'"{entry.text}"' if entry.text else "", entry.url)))
        times = f" ({known[entry]} times)" if known[entry] > 1 else ""
        gone = known[entry] - left[entry]
        state = "" if not gone else " (no more)" if gone == known[entry] else f" ({gone} of them no more)"
        sys.stdout.write(safe(f"{entry.path}: {entry.rule}: {said}{times}{state}") + "\n")
    gone = sum(known.values()) - sum(left.values())
    more = f"; {gone} no more: linklint baseline prune takes them out" if gone else ""
    print(_counted(known) + more, file=sys.stderr)
    return 0


def _counted(entries: Mapping[Entry, int]) -> str:
    count = sum(entries.values())
    drafts = len({entry.path for entry, times in entries.items() if times})
    return f"{count} finding{'' if count == 1 else 's'} in {drafts} draft{'' if drafts == 1 else 's'}"
