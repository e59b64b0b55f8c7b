"""Show where findings and pages are kept between runs and how much room they take, or forget them.

`linklint check` judges only what changed: drafts, settings, rules and the day are part of what is kept. With --online it asks
only for pages of which it does not know, and keeps since when they fail. $LINKLINT_CACHE_DIR names another folder; in the
project itself nothing is kept.
"""

from __future__ import annotations

import sys

from linklint.record import record

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse

HELP = "show or clear the cache of findings and pages"
EPILOG = """\
examples:
  linklint cache          its place and size
  linklint cache clear    forget everything
"""


@record
class Arguments:
    """What `linklint cache` was asked to do."""

    action: str = "show"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "action", nargs="?", default="show", choices=("show", "clear"), help="what to do (default: show)"
    )


def run(args: Arguments) -> int:
    from linklint import user_folders
    from linklint.facts.online import pages_cache
    from linklint.runs import findings_cache

    folder = user_folders.cache()
    if not folder:
        sys.stdout.write("no cache: its folder would lie in the project\n")
        return 0
    findings, pages = findings_cache.FindingsCache(folder), pages_cache.PagesCache(folder)
    if args.action == "clear":
        findings.clear()
        pages.clear()
    for cache, bound in ((findings, findings_cache.BOUND), (pages, pages_cache.BOUND)):
        sys.stdout.write(f"{cache.path}: {cache.size() / 1e6:.1f} MB of at most {bound // 1_000_000} MB\n")
    return 0
