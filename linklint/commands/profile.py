"""Show the link profile of a site: where its links lead and how far one may lean on that, what their anchor texts and rel say,
which pages are linked most and least, and which not at all.

Nothing here is judged. Links in menus, footers and the like count for nothing but the pages that they lead to, and what most
drafts have word for word counts once. Lists are cut on the terminal; JSON has all.
"""

from __future__ import annotations

import os
import sys

from linklint.arguments import day, wants_colour
from linklint.errors import LinklintError
from linklint.notes import note
from linklint.record import record

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from linklint.profiles import Profile
    from linklint.runs.run import Run

HELP = "show the link profile of a site"
EPILOG = """\
examples:
  linklint profile                              the site below this folder
  linklint profile content/ --most 30           longer lists
  linklint profile --output-format json > profile.json
  linklint profile --output-format json | jq -r '.orphans[]'
  linklint profile --output-format json | jq '.managed[] | {page, drafts, anchors, entropy}'

  outbound links by tier    how far one may lean on their hosts; linklint why HOST tells of one
  outbound links by rel     what a crawler reads: sponsored, ugc and nofollow, in this order; followed without them
  anchor texts              naked for addresses, generic for "click here" and its like, branded for the target's own name
  managed pages             those with a keyphrase, in their header or under `managed` in the configuration: which anchor
                            texts lead there, and how evenly they are spread (entropy, from 0 for one to 1)

exit codes: 0 shown, 2 misuse or a wrong configuration
"""
FORMATS = ("table", "json")
_WIDTH = 100
"""Columns where no terminal shows it."""
_NARROWEST = 60


@record
class Arguments:
    """What `linklint profile` was asked to do, as written."""

    paths: Sequence[str] = ()
    output_format: str = "table"
    most: int = 10
    config: str = ""
    isolated: bool = False
    preset: str = ""
    force_exclude: bool = False
    no_cache: bool = False
    jobs: int = 0
    today: str = ""
    color: str = "auto"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("paths", nargs="*", metavar="PATH", help="drafts and folders (default: this folder)")
    parser.add_argument("--output-format", choices=FORMATS, help="how it is shown (default: table)")
    parser.add_argument("--most", type=int, metavar="N", help="lines of a list on the terminal (default: 10)")
    parser.add_argument("--config", metavar="FILE", help="this configuration, for every draft")
    parser.add_argument("--isolated", action="store_true", help="no configuration files")
    parser.add_argument("--preset", metavar="P", help="the rules to start from")
    parser.add_argument("--force-exclude", action="store_true", help="exclude holds for drafts that are named, too")
    parser.add_argument("--no-cache", action="store_true", help="read every draft anew, and keep nothing")
    parser.add_argument("--jobs", type=int, metavar="N", help="read in N processes (default: as many as pay)")
    parser.add_argument("--today", metavar="YYYY-MM-DD", help="the day on which dates are judged")
    parser.add_argument(
        "--color", choices=("auto", "always", "never"), help="auto: on a terminal, unless NO_COLOR is set"
    )


def run(args: Arguments) -> int:
    from linklint.listing import profile as listing
    from linklint.runs.run import Asked, Run

    if args.isolated and args.config:
        raise LinklintError("--isolated and --config exclude each other")
    if "-" in args.paths:
        raise LinklintError("a profile is that of a site; stdin holds one draft")
    if args.jobs < 0 or args.most < 0:
        raise LinklintError("--jobs and --most want a number, 0 or more")
    asked = Asked(args.config, args.isolated, args.preset, today=day(args.today), site=True)
    found = _profile(args, Run(asked, not args.no_cache, args.jobs))
    if args.output_format == "json":
        sys.stdout.write(listing.as_json(found))
    else:
        sys.stdout.writelines(listing.render(found, _width(), args.most, wants_colour(args.color)))
    return 0


def _profile(args: Arguments, this_run: Run) -> Profile:
    from linklint import profiles, walk
    from linklint.files import Reader
    from linklint.runs import survey

    paths = list(walk.find(args.paths or ["."], this_run.finder.excludes, args.force_exclude))
    if not paths:
        note("no drafts among the paths")
    outcomes = this_run.outcomes(paths, Reader(), lambda passing, count: passing)
    for outcome in outcomes:
        if not outcome.drafts:
            for what in outcome.notes:
                note(what)
    index = survey.survey(this_run, outcomes).index
    return profiles.profile(index, survey.told_by("orphan-draft", this_run, index))


def _width() -> int:
    return max(_NARROWEST, (sys.stdout.isatty() and os.get_terminal_size(sys.stdout.fileno()).columns) or _WIDTH)
