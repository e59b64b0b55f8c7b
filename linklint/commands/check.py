"""Judge the links of drafts: Markdown, MDX and HTML files, folders of them, or one draft on stdin."""

from __future__ import annotations

import os
import sys

from linklint.errors import LinklintError
from linklint.notes import note
from linklint.record import record

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterator, Sequence
    from typing import TypeVar

    from linklint.config import Finder
    from linklint.files import Source
    from linklint.model import Diagnostic
    from linklint.summary import Summary

    T = TypeVar("T")

HELP = "judge the links of drafts"
EPILOG = """\
examples:
  linklint check                                every draft below this folder
  linklint check content/ --preset seo          with the rules of another preset
  linklint check a.md --select anchor-generic   one rule alone
  linklint check --stdin-filename a.md - < a.md a draft that an editor holds

exit codes: 0 nothing at or above --fail-on, 1 findings, 2 misuse or a wrong configuration
"""
FORMATS = ("full", "concise", "json")
_FAIL_ON = ("error", "warning", "info", "never")


@record
class Arguments:
    """What `linklint check` was asked to do, as written."""

    paths: Sequence[str] = ()
    output_format: str = "full"
    select: str = ""
    ignore: str = ""
    preset: str = ""
    fail_on: str = "warning"
    config: str = ""
    isolated: bool = False
    stdin_filename: str = ""
    force_exclude: bool = False
    today: str = ""
    color: str = "auto"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "paths", nargs="*", metavar="PATH", help="drafts and folders; - for stdin (default: this folder)"
    )
    parser.add_argument("--output-format", choices=FORMATS, help="how findings are shown (default: full)")
    parser.add_argument("--select", metavar="RULE[,RULE]", help="run these rules and no others")
    parser.add_argument("--ignore", metavar="RULE[,RULE]", help="leave these rules out")
    parser.add_argument("--preset", metavar="P", help="the rules to start from: recommended, seo, docs, a11y, …")
    parser.add_argument("--fail-on", choices=_FAIL_ON, help="exit 1 from this level on (default: warning)")
    parser.add_argument("--config", metavar="FILE", help="this configuration, for every draft")
    parser.add_argument("--isolated", action="store_true", help="no configuration files")
    parser.add_argument("--stdin-filename", metavar="NAME", help="what the draft on stdin is called")
    parser.add_argument("--force-exclude", action="store_true", help="exclude holds for drafts that are named, too")
    parser.add_argument("--today", metavar="YYYY-MM-DD", help="the day on which dates are judged")
    parser.add_argument(
        "--color",
        choices=("auto", "always", "never"),
        help="auto: on a terminal, unless NO_COLOR is set",
    )


def run(args: Arguments) -> int:
    from linklint.config import Finder
    from linklint.judge import Judge
    from linklint.summary import Summary

    if args.isolated and args.config:
        raise LinklintError("--isolated and --config exclude each other")
    finder = Finder(args.config, args.isolated, args.preset, _day(args.today))
    judge = Judge(finder, _names(args.select), _names(args.ignore))
    summary = Summary()
    diagnostics: list[Diagnostic] = []
    sources = list(_sources(args, finder))
    for read in _progress(sources):
        outcome = judge(read())
        for what in outcome.notes:
            note(what)
        diagnostics += outcome.diagnostics
        summary.add(outcome)
    if not sources:
        judge.rules(os.path.join(args.paths[0] if args.paths else ".", "draft.md"))
        note("no drafts among the paths")
    sys.stdout.write(_render(args.output_format, diagnostics, summary, _colour(args.color)))
    sys.stdout.flush()
    print(summary.as_text(), file=sys.stderr)
    return int(_fails(diagnostics, args.fail_on))


def _sources(args: Arguments, finder: Finder) -> Iterator[Callable[[], Source]]:
    """Readers of drafts, in order of their paths: a file is read when its turn comes."""
    from functools import partial

    from linklint import files, walk

    paths = args.paths or ["."]
    if "-" in paths:
        if len(paths) > 1:
            raise LinklintError("- stands for one draft on stdin; name no other paths beside it")
        name = args.stdin_filename or "stdin.md"
        if not (args.force_exclude and finder.excludes(name)):
            if sys.stdin is None:
                raise LinklintError("there is no stdin to read a draft from")
            content = sys.stdin.buffer.read(files.LARGEST_DRAFT + 1)
            yield partial(files.decode, files.shown(name), content)
        return
    if args.stdin_filename:
        raise LinklintError("--stdin-filename goes with - as the path")
    for path in walk.find(paths, finder.excludes, args.force_exclude):
        yield partial(files.read, path)


def _progress(sources: Sequence[T]) -> Iterator[T]:
    """Counts on a terminal while many drafts are checked."""
    shows = len(sources) > 200 and sys.stderr.isatty() and not os.environ.get("PRE_COMMIT")
    for number, source in enumerate(sources):
        if shows and number % 50 == 0:
            print(f"\rchecking {number} of {len(sources)} drafts", end="", file=sys.stderr, flush=True)
        yield source
    if shows:
        print("\r\x1b[K", end="", file=sys.stderr)


def _render(name: str, diagnostics: Sequence[Diagnostic], summary: Summary, colour: bool) -> str:
    from importlib import import_module

    text: str = import_module(f"linklint.report.{name}").render(diagnostics, summary, colour)
    return text


def _fails(diagnostics: Sequence[Diagnostic], fail_on: str) -> bool:
    from linklint.model import LEVELS

    return fail_on != "never" and any(LEVELS.index(each.level) >= LEVELS.index(fail_on) for each in diagnostics)


def _names(listed: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in listed.split(",") if name.strip())


def _day(day: str) -> str:
    if day:
        import time

        try:
            return time.strftime("%Y-%m-%d", time.strptime(day, "%Y-%m-%d"))
        except ValueError as error:
            raise LinklintError(f'--today wants a date such as 2027-01-31, not "{day}"') from error
    return day


def _colour(wish: str) -> bool:
    if wish == "auto":
        return sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    return wish == "always"
