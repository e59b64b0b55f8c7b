"""List the rules: id, level, state, and what each asks."""

from __future__ import annotations

import sys

from linklint.record import record

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse

HELP = "list the rules"
EPILOG = """\
examples:
  linklint rules                    what runs here, with this folder's configuration
  linklint rules --preset strict    what another preset switches on
"""


@record
class Arguments:
    """What `linklint rules` was asked to do."""

    preset: str = ""
    config: str = ""
    isolated: bool = False
    output_format: str = "text"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--preset", metavar="P", help="show the states of this preset")
    parser.add_argument("--config", metavar="FILE", help="this configuration")
    parser.add_argument("--isolated", action="store_true", help="no configuration files")
    parser.add_argument(
        "--output-format",
        choices=("text", "json", "markdown"),
        help="how they are shown (default: text)",
    )


def run(args: Arguments) -> int:
    from linklint import rule_pages, rulebook
    from linklint.config import Finder

    config = Finder(args.config, args.isolated, args.preset).config_for("draft.md")
    files = rulebook.all_files(config)
    rulebook.load(config)
    if args.output_format == "markdown":
        sys.stdout.write(rule_pages.readme(files))
        return 0
    levels = rulebook.preset_levels(config.preset, files)
    levels |= {name: setting.level for name, setting in config.rules.items() if setting.level}
    sys.stdout.write(rule_pages.listing(files, levels, as_json=args.output_format == "json"))
    return 0
