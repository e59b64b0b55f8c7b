"""Arguments in, exit code out."""

from __future__ import annotations

import argparse
import gc
import os
import sys
from importlib import import_module

from linklint import __version__
from linklint.errors import LinklintError
from linklint.notes import note

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import ModuleType

_COMMANDS = ("check", "explain", "rules")
_GARBAGE = 100_000
"""Objects between two collections. A page makes fewer, and spends a tenth of its time on the usual 700."""
_EXITS = "exit codes: 0 nothing to report, 1 findings, 2 misuse or a wrong configuration"


def main(argv: Sequence[str] | None = None) -> int:
    """Runs a command, without `argv` as the program. Findings go to stdout, everything else to stderr."""
    if argv is not None:
        return _run(argv)
    gc.set_threshold(_GARBAGE)
    code = _run(sys.argv[1:])
    gc.freeze()  # what is left at the end of the process need not be searched for garbage: a tenth of a cold run
    return code


def _run(given: Sequence[str]) -> int:
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:  # closed by the shell
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115
        getattr(sys, name).reconfigure(errors="backslashreplace")
    args = _parser(given).parse_args(given)
    try:
        code: int = _module(args.command).run(args)
        sys.stdout.flush()
        return code
    except LinklintError as error:
        note(str(error))
        return 2
    except BrokenPipeError:
        _leave_stdout()
        return 1
    except OSError as error:
        note(f"{error.filename or 'output'}: {error.strerror or error}")
        _leave_stdout()
        return 2
    except KeyboardInterrupt:
        return 130


def _leave_stdout() -> None:
    """Nothing more is written there, not even by the interpreter on its way out."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError:
        return  # it is no file of the operating system's


def _parser(argv: Sequence[str]) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="linklint",
        description="The linter for the links in a draft.",
        epilog=_EXITS,
        formatter_class=_formatter,
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"linklint {__version__}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND", prog="linklint")
    # The other commands need no parser where one is named.
    for name in argv[:1] if argv and argv[0] in _COMMANDS else _COMMANDS:
        command = _module(name)
        command.add_arguments(
            commands.add_parser(
                name,
                help=command.HELP,
                description=command.__doc__,
                epilog=command.EPILOG,
                formatter_class=_formatter,
                allow_abbrev=False,
            )
        )
    return parser


def _module(command: str) -> ModuleType:
    return import_module(f"linklint.commands.{command}")


def _formatter(prog: str) -> argparse.HelpFormatter:
    """Given no width, argparse imports shutil, and with it all archive formats, to measure the terminal."""
    try:
        width = os.get_terminal_size().columns
    except OSError:
        width = 100
    return argparse.RawDescriptionHelpFormatter(prog, width=min(width, 120) - 2)
