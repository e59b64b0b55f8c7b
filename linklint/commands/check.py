"""Judge the links of drafts, and fix them: Markdown, MDX and HTML files, folders of them, or one draft on stdin."""

from __future__ import annotations

import os
import sys

from linklint import reports
from linklint.arguments import INTERRUPTED, add_online, day, online, wants_colour
from linklint.errors import LinklintError
from linklint.notes import note
from linklint.record import record
from linklint.reports import FORMATS

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from typing import TextIO

    from linklint.config import Finder
    from linklint.files import Raw
    from linklint.model import Diagnostic
    from linklint.runs.fixing import Fixed
    from linklint.runs.outcome import Outcome
    from linklint.runs.run import Run
    from linklint.summary import Summary

HELP = "judge the links of drafts"
EPILOG = """\
examples:
  linklint check                                every draft below this folder
  linklint check content/ --preset seo          with the rules of another preset
  linklint check a.md --select anchor-generic   one rule alone
  linklint check content/ --report sarif=a.sarif findings on the terminal, and in a file for programs
  linklint check content/ --diff                what --fix would change
  linklint check content/ --fix                 fix what can be fixed safely, and show what is left
  linklint check --site                         and what only all drafts together tell
  linklint check --new-since origin/main        only what the change on this branch brings
  linklint check --online                       the pages that links lead to are asked for too
  linklint check --stdin-filename a.md - < a.md a draft that an editor holds; with --fix it is printed fixed

A fix is safe where readers and crawlers get what the draft evidently means; an unsafe one is for you to look at, and is made
with --unsafe-fixes alone. Nothing changes outside of the places that findings name.

exit codes: 0 nothing at or above --fail-on, 1 findings, 2 misuse, a wrong configuration or a draft that could not be written;
with --fix those findings count that are left, and --diff ends with 1 where something would change
"""
_FORMATS_HELP = f"how findings are shown: {', '.join(FORMATS)} (default: full)"
_FAIL_ON = ("error", "warning", "info", "never")


@record
class Arguments:
    """What `linklint check` was asked to do, as written."""

    paths: Sequence[str] = ()
    output_format: str = "full"
    report: Sequence[str] = ()
    select: str = ""
    ignore: str = ""
    preset: str = ""
    fail_on: str = "warning"
    config: str = ""
    isolated: bool = False
    stdin_filename: str = ""
    force_exclude: bool = False
    no_cache: bool = False
    jobs: int = 0
    today: str = ""
    color: str = "auto"
    fix: bool = False
    unsafe_fixes: bool = False
    diff: bool = False
    new_since: str = ""
    patch: str = ""
    baseline: str = ""
    online: bool = False
    refresh: bool = False
    allow_private: bool = False
    site: bool = False


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "paths", nargs="*", metavar="PATH", help="drafts and folders; - for stdin (default: this folder)"
    )
    parser.add_argument("--fix", action="store_true", help="fix what can be fixed safely; show what is left")
    parser.add_argument("--unsafe-fixes", action="store_true", help="with --fix or --diff: make the unsafe fixes too")
    parser.add_argument("--diff", action="store_true", help="print what --fix would change, and write nothing")
    parser.add_argument(
        "--new-since",
        metavar="REV",
        help="only what has come since HEAD parted from REV; auto: as CI or pre-commit says",
    )
    parser.add_argument(
        "--patch", metavar="FILE", help="only what stands on lines that a unified diff adds; - for stdin"
    )
    parser.add_argument(
        "--site", action="store_true", help="judge the drafts among the paths together, too: name all that the site has"
    )
    parser.add_argument("--baseline", metavar="FILE", help="leave out what this file knows; see linklint baseline")
    add_online(parser)
    parser.add_argument("--output-format", choices=FORMATS, metavar="FORMAT", help=_FORMATS_HELP)
    parser.add_argument(
        "--report", action="append", metavar="FORMAT=FILE", help="write findings to a file too; may be repeated"
    )
    parser.add_argument("--select", metavar="RULE[,RULE]", help="run these rules and no others")
    parser.add_argument("--ignore", metavar="RULE[,RULE]", help="leave these rules out")
    parser.add_argument("--preset", metavar="P", help="the rules to start from: recommended, seo, docs, a11y, …")
    parser.add_argument("--fail-on", choices=_FAIL_ON, help="exit 1 from this level on (default: warning)")
    parser.add_argument("--config", metavar="FILE", help="this configuration, for every draft")
    parser.add_argument("--isolated", action="store_true", help="no configuration files")
    parser.add_argument("--stdin-filename", metavar="NAME", help="what the draft on stdin is called")
    parser.add_argument("--force-exclude", action="store_true", help="exclude holds for drafts that are named, too")
    parser.add_argument("--no-cache", action="store_true", help="judge every draft anew, and keep nothing")
    parser.add_argument("--jobs", type=int, metavar="N", help="judge in N processes (default: as many as pay)")
    parser.add_argument("--today", metavar="YYYY-MM-DD", help="the day on which dates are judged")
    parser.add_argument(
        "--color",
        choices=("auto", "always", "never"),
        help="auto: on a terminal, unless NO_COLOR is set",
    )


def run(args: Arguments) -> int:
    from linklint.runs.run import Asked, Run

    if args.isolated and args.config:
        raise LinklintError("--isolated and --config exclude each other")
    if args.unsafe_fixes and not (args.fix or args.diff):
        raise LinklintError("--unsafe-fixes goes with --fix or --diff")
    if args.new_since and args.patch:
        raise LinklintError("--new-since and --patch exclude each other")
    if args.patch == "-" and "-" in args.paths:
        raise LinklintError("stdin holds one thing: a draft or a patch")
    if args.site and "-" in args.paths:
        raise LinklintError("--site judges all drafts of a site; stdin holds one")
    if args.report and args.diff:
        raise LinklintError("--diff tells no findings for --report to write")
    reports.asked(args.report, args.paths)
    if args.select and not args.site:
        _note_unasked(args.select)
    this_run = Run(
        Asked(args.config, args.isolated, args.preset, args.select, args.ignore, day(args.today), args.site),
        has_cache=not args.no_cache,
        jobs=_jobs(args.jobs, args.site),
        pages=online(args.online, args.refresh, args.allow_private, not args.no_cache),
    )
    paths, read = _drafts(args, this_run.finder)
    if not paths:
        this_run.judge().rules(os.path.join(args.paths[0] if args.paths else ".", "draft.md"))
        note("no drafts among the paths")
    outcomes = this_run.surveyed(paths, read, _progress) if args.site else None
    if args.new_since or args.patch or args.baseline:
        paths, read = _narrowed(args, this_run, paths, read)
        outcomes = None
    if outcomes is None:
        outcomes = this_run.outcomes(paths, read, _progress)
    if args.fix or args.diff:
        from linklint.runs import fixing

        drafts = fixing.fixed(this_run, outcomes, read, args.unsafe_fixes, _progress)
        code = _tell_changes(args, drafts) if args.diff else _fix(args, this_run, drafts, read)
    else:
        code = _tell(args, this_run, outcomes)
    return INTERRUPTED if this_run.pages and this_run.pages.is_interrupted else code


def _note_unasked(select: str) -> None:
    """Rules that are selected and cannot speak."""
    from linklint.arguments import names
    from linklint.rulebook import rule_files

    of_sites = {file.id for file in rule_files() if "site" in file.texts("needs")}
    for name in names(select):
        if name in of_sites:
            note(f"{name} judges all drafts together, with --site alone")


def _narrowed(
    args: Arguments, this_run: Run, paths: Sequence[str], read: Callable[[str], Raw]
) -> tuple[Sequence[str], Callable[[str], Raw]]:
    """The drafts of which anything is told, and what says so when they are read."""
    from linklint.runs import news

    is_stdin = "-" in args.paths
    named = [_stdin_name(args)] if is_stdin else args.paths or ["."]
    asked = news.Asked(named, paths, read, is_stdin)
    left, narrowed = news.narrowed(args.new_since, args.patch, args.baseline, this_run, asked, _progress)
    if paths and not left:
        note("no draft among the paths has changed")
    return left, narrowed


def _summary(args: Arguments, finder: Finder | None = None) -> Summary:
    from linklint.summary import Summary

    summary = Summary(finder)
    summary.left_out_as = "outside of the patch" if args.patch else ""
    summary.baseline = args.baseline if not (args.patch or args.new_since) else ""
    return summary


def _tell(args: Arguments, this_run: Run, outcomes: Sequence[Outcome], fixed: int = 0, to: TextIO | None = None) -> int:
    """Findings go to stdout, where nothing else is said."""
    summary = _summary(args, this_run.finder)
    summary.fixed = fixed
    diagnostics: list[Diagnostic] = []
    for outcome in this_run.survey.collapsed(outcomes) if this_run.survey else outcomes:
        for what in outcome.notes:
            note(what)
        diagnostics += outcome.diagnostics
        summary.add(outcome)
    reports.write(reports.asked(args.report), diagnostics, summary)
    to = to or sys.stdout
    to.write(reports.render(args.output_format, diagnostics, summary, wants_colour(args.color)))
    to.flush()
    print(summary.as_text(), file=sys.stderr)
    return int(_fails(diagnostics, args.fail_on))


def _fix(args: Arguments, this_run: Run, drafts: Sequence[Fixed], read: Callable[[str], Raw]) -> int:
    """A draft on stdin is printed, fixed or as it is, so that its findings must go elsewhere."""
    from linklint.runs import fixing

    if "-" in args.paths:
        _print(next((each.after for each in drafts if each.has_changed), read(_stdin_name(args)).content))
        _pass_on_the_rest()
        return _tell(args, this_run, [each.last for each in drafts], sum(each.count for each in drafts), sys.stderr)
    written = list(fixing.written(drafts))
    code = _tell(args, this_run, [each.outcome for each in written], sum(each.count for each in written))
    return 2 if any(each.why_not for each in written) else code


def _tell_changes(args: Arguments, drafts: Iterable[Fixed]) -> int:
    from linklint.report import diff

    summary = _summary(args)
    colour = wants_colour(args.color)
    for each in drafts:
        for what in each.last.notes:
            note(what)
        summary.add(each.last)
        summary.fixed += each.count
        changes = diff.diff(each.last.path, each.before.decode(), each.after.decode())
        if colour or sys.stdout.isatty():
            changes = diff.shown(changes, colour)
        _print(changes.encode("utf-8", "surrogateescape"))
    print(summary.as_text("would be fixed"), file=sys.stderr)
    return int(summary.fixed > 0)


def _print(content: bytes) -> None:
    """As it is, line ends too."""
    sys.stdout.buffer.write(content)
    sys.stdout.buffer.flush()


def _pass_on_the_rest() -> None:
    """Of a draft that is too large to be read whole: who asked for it fixed shall not lose it."""
    while more := sys.stdin.buffer.read(1_000_000):
        _print(more)


def _drafts(args: Arguments, finder: Finder) -> tuple[Sequence[str], Callable[[str], Raw]]:
    """The paths of drafts, in order, and what reads them."""
    from linklint import files

    paths = args.paths or ["."]
    if "-" not in paths:
        from linklint import walk

        if args.stdin_filename:
            raise LinklintError("--stdin-filename goes with - as the path")
        return list(walk.find(paths, finder.excludes, args.force_exclude)), files.Reader()
    if len(paths) > 1:
        raise LinklintError("- stands for one draft on stdin; name no other paths beside it")
    if sys.stdin is None:
        raise LinklintError("there is no stdin to read a draft from")
    name = _stdin_name(args)
    content = sys.stdin.buffer.read(files.LARGEST_DRAFT + 1)
    is_out = args.force_exclude and finder.excludes(name)
    return [] if is_out else [name], files.Reader(files.Raw(name, content, len(content)))


def _stdin_name(args: Arguments) -> str:
    from linklint.files import shown

    return shown(args.stdin_filename or "stdin.md")


def _progress(outcomes: Iterable[Outcome], count: int) -> Iterator[Outcome]:
    """Counts on a terminal while many drafts are judged."""
    shows = count > 200 and sys.stderr.isatty() and not os.environ.get("PRE_COMMIT")
    for number, outcome in enumerate(outcomes):
        if shows and number % 50 == 0:
            print(f"\rchecking {number} of {count} drafts", end="", file=sys.stderr, flush=True)
        yield outcome
    if shows:
        print("\r\x1b[K", end="", file=sys.stderr)


def _fails(diagnostics: Sequence[Diagnostic], fail_on: str) -> bool:
    from linklint.model import LEVELS

    return fail_on != "never" and any(LEVELS.index(each.level) >= LEVELS.index(fail_on) for each in diagnostics)


def _jobs(wish: int, is_site: bool) -> int:
    """Batches of pre-commit run side by side already; of a site there is one."""
    if wish < 0:
        raise LinklintError(f"--jobs wants a number of processes, not {wish}")
    return wish or (1 if os.environ.get("PRE_COMMIT") and not is_site else 0)
