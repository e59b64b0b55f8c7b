"""Explain a rule: why it asks, on whose authority, its options, good and bad drafts, and how to silence it."""

from __future__ import annotations

import sys

from linklint.record import record

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse

HELP = "explain a rule"
EPILOG = """\
example:
  linklint explain anchor-generic
"""


@record
class Arguments:
    """What `linklint explain` was asked to do."""

    rule: str
    config: str = ""
    isolated: bool = False


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("rule", metavar="RULE", help="a rule's id, as it stands behind a finding")
    parser.add_argument("--config", metavar="FILE", help="a configuration, for house rules")
    parser.add_argument("--isolated", action="store_true", help="no configuration files")


def run(args: Arguments) -> int:
    from linklint import rule_pages, rulebook
    from linklint.config import Finder
    from linklint.errors import LinklintError, unknown

    config = Finder(args.config, args.isolated).config_for("draft.md")
    files = {file.id: file for file in rulebook.all_files(config)}
    if args.rule not in files:
        raise LinklintError(unknown("rule", args.rule, files))
    sys.stdout.write(rule_pages.page(files[args.rule]))
    return 0
