"""Take over the settings of lychee, markdown-link-check or markdownlint, as far as they mean something here."""

from __future__ import annotations

import os
import sys

from linklint.errors import LinklintError
from linklint.record import record

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse

    from linklint.importing.carried import Carried

HELP = "take over the settings of another linter"
EPILOG = """\
examples:
  linklint import lychee.toml                  print them as YAML for .linklint.yaml
  linklint import .markdownlint.json --write   write them there; what stands there already stays

It reads lychee.toml, the JSON of markdown-link-check, and the JSON, JSONC or YAML of markdownlint and markdownlint-cli2. What
has no place here is named on stderr, with the reason.
"""


@record
class Arguments:
    """What `linklint import` was asked to do."""

    path: str
    write: bool = False


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("path", metavar="FILE", help="lychee.toml, .markdown-link-check.json, .markdownlint.json, …")
    parser.add_argument("--write", action="store_true", help="write into the .linklint.yaml beside that file")


def run(args: Arguments) -> int:
    from linklint.importing import settings_file
    from linklint.notes import note
    from linklint.yaml_edits import rendered

    carried = settings_file.read(args.path)
    if not carried.settings:
        note(f"{carried.source}: nothing to take over")
    elif args.write:
        _write(args.path, carried)
    else:
        sys.stdout.write("\n".join(rendered(carried.settings)) + "\n")
    for each in carried.left:
        note(f"{carried.source}: left out: {each}")
    return 0


def _write(path: str, carried: Carried) -> None:
    """Raises LinklintError where the configuration is written in a way that takes no lines more."""
    from linklint import yaml_edits, yaml_text
    from linklint.config import NAMES, configuration_in
    from linklint.files import shown, write_atomically
    from linklint.notes import note

    folder = os.path.dirname(os.path.abspath(path))
    there = configuration_in(folder)
    target = os.path.realpath(there or os.path.join(folder, NAMES[0]))
    if target.endswith(".toml"):
        raise LinklintError(
            f"{shown(target)}: only YAML is written to; linklint import {shown(path)} prints what to add"
        )
    text = ""
    if there:
        with open(target, encoding="utf-8", newline="") as file:
            text = file.read()
    try:
        after = yaml_edits.with_added(text, carried.settings)
    except yaml_text.MarkedError as error:
        raise LinklintError(f"{shown(target)}: {error.what}") from error
    if after is None:
        raise LinklintError(
            f"{shown(target)}: takes no lines more as it is written; linklint import without --write prints them"
        )
    write_atomically(target, after.encode())
    for key in yaml_edits.kept(yaml_text.load(text) if text else {}, carried.settings):
        note(f"{shown(target)}: {key}: stays as it is")
    sys.stdout.write(f"{'nothing new for' if after == text else 'wrote'} {shown(target)}\n")
