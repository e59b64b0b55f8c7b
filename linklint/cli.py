"""Arguments in, exit code out."""

from __future__ import annotations

import argparse
import os
import sys

from linklint import __version__
from linklint.commands import check, explain, rules
from linklint.errors import LinklintError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

_COMMANDS = {"check": check, "explain": explain, "rules": rules}
_EXITS = "exit codes: 0 nothing to report, 1 findings, 2 misuse or a wrong configuration"


def main(argv: Sequence[str] | None = None) -> int:
    """Runs a command. Findings go to stdout, everything else to stderr."""
    parser = _parser()
    args = parser.parse_args(argv)
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    try:
        code: int = _COMMANDS[args.command].run(args)
        sys.stdout.flush()
        return code
    except LinklintError as error:
        print(f"linklint: {error}", file=sys.stderr)
        return 2
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except KeyboardInterrupt:
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="linklint", description="The linter for the links in a draft.", epilog=_EXITS, allow_abbrev=False
    )
    parser.add_argument("--version", action="version", version=f"linklint {__version__}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, command in _COMMANDS.items():
        command.add_arguments(
            commands.add_parser(
                name,
                help=command.HELP,
                description=command.__doc__,
                epilog=command.EPILOG,
                formatter_class=argparse.RawDescriptionHelpFormatter,
                allow_abbrev=False,
            )
        )
    return parser
