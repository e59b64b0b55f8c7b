"""Show which settings hold for a draft and where each of them is said, or print the JSON Schema of configurations."""

from __future__ import annotations

import os
import sys

from linklint.errors import LinklintError
from linklint.record import record

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from linklint.config import Finder
    from linklint.origins import Value

HELP = "show which settings hold for a draft, or the schema of all"
EPILOG = """\
examples:
  linklint config show content/pay.md              each value behind the place that says so
  linklint config schema > linklint.schema.json    for editors that complete and check YAML by it

Options of rules are shown where a configuration gives some; linklint explain RULE has the others. What a file excludes and what
its overrides name is relative to its own folder.
"""


@record
class Arguments:
    """What `linklint config` was asked to do."""

    action: str
    path: str = ""
    json: bool = False
    preset: str = ""
    config: str = ""
    isolated: bool = False


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("action", choices=("show", "schema"), help="what to do")
    parser.add_argument("path", nargs="?", metavar="FILE", help="a draft, or a folder of drafts")
    parser.add_argument("--json", action="store_true", help="as JSON, for scripts")
    parser.add_argument("--preset", metavar="P", help="as with this preset on the command line of check")
    parser.add_argument("--config", metavar="FILE", help="this configuration, for every draft")
    parser.add_argument("--isolated", action="store_true", help="no configuration files")


def run(args: Arguments) -> int:
    return _show(args) if args.action == "show" else _schema()


def _schema() -> int:
    import json

    from linklint.config_schema import schema

    sys.stdout.write(json.dumps(schema(), indent=1, ensure_ascii=False) + "\n")
    return 0


def _show(args: Arguments) -> int:
    from linklint.config import Finder
    from linklint.origins import values

    if args.isolated and args.config:
        raise LinklintError("--isolated and --config exclude each other")
    if not args.path:
        raise LinklintError("config show wants a draft: linklint config show content/pay.md")
    if not os.path.exists(args.path):
        raise LinklintError(f"{args.path}: there is no such file or folder")
    path = os.path.join(args.path, "draft.md") if os.path.isdir(args.path) else args.path
    finder = Finder(args.config, args.isolated, args.preset)
    found = list(values(finder, path))
    sys.stdout.write(_as_json(finder, path, found) if args.json else _as_text(finder, path, found))
    return 0


def _as_text(finder: Finder, path: str, found: Sequence[Value]) -> str:
    from linklint.notes import safe

    lines = [f"{path} is left out by exclude"] if finder.excludes(path) else []
    width = max(len(each.origin) for each in found)
    lines += [f"{each.origin.ljust(width)}  {each.key}: {_shown(each.value)}" for each in found]
    return "".join(safe(line) + "\n" for line in lines)


def _shown(value: object) -> str:
    import json

    return value if value and isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _as_json(finder: Finder, path: str, found: Sequence[Value]) -> str:
    import json

    from linklint.files import shown

    whole = {
        "path": shown(path),
        "files": [shown(part) for file in finder.holding(path).files for part in finder.parts(file)],
        "excluded": finder.excludes(path),
        "settings": [{"key": each.key, "value": each.value, "origin": each.origin} for each in found],
    }
    return json.dumps(whole, indent=2, ensure_ascii=False) + "\n"
