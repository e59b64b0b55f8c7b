"""Arguments in, exit code out."""

from __future__ import annotations

import gc
import os
import sys
from importlib import import_module

from linklint import __version__
from linklint.errors import LinklintError
from linklint.notes import note

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

_COMMANDS = (
    *("check", "explain", "rules", "links", "why", "baseline"),
    *("profile", "config", "init", "import", "cache", "data"),
)
_PLAIN_FLAGS = {"--force-exclude": "force_exclude", "--isolated": "isolated", "--no-cache": "no_cache"}
"""Of `check`: flags without a value, and its arguments that they are."""
GARBAGE = 1_000_000
"""Objects between two collections. A page makes fewer, and spends a tenth of its time on the usual 700; those of a whole site
are needed to the end."""
_EXITS = "exit codes: 0 nothing to report, 1 findings, 2 misuse or a wrong configuration"


def main(argv: Sequence[str] | None = None) -> int:
    """Runs a command; findings go to stdout, everything else to stderr. Without `argv` it is the program, and does not
    return: taking Python down in order would cost a sixth of a cold run."""
    if argv is not None:
        return _run(argv)
    gc.set_threshold(GARBAGE)
    code = _run(sys.argv[1:])
    sys.stderr.flush()
    os._exit(code)


def _run(given: Sequence[str]) -> int:
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:  # closed by the shell
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115
        getattr(sys, name).reconfigure(errors="backslashreplace")
    command, arguments = _asked(given)
    module = import_module(f"linklint.commands.{command}")
    try:
        code: int = module.run(module.Arguments(**arguments))
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


def _asked(given: Sequence[str]) -> tuple[str, dict[str, object]]:
    """The command and what it was given. `check` with nothing but paths and plain flags, which is most calls, needs no
    parser."""
    flags = {word for word in given if word.startswith("-")}
    if given[:1] == ["check"] and flags <= _PLAIN_FLAGS.keys():
        paths = [word for word in given[1:] if word not in flags]
        return "check", {"paths": paths, **{_PLAIN_FLAGS[flag]: True for flag in flags}}
    arguments = vars(_parser(given).parse_args(given))
    return arguments.pop("command"), arguments


def _leave_stdout() -> None:
    """Nothing more is written there, not even by the interpreter on its way out."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError:
        return  # it is no file of the operating system's


def _parser(argv: Sequence[str]) -> argparse.ArgumentParser:
    import argparse

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
        command = import_module(f"linklint.commands.{name}")
        command.add_arguments(
            commands.add_parser(
                name,
                help=command.HELP,
                description=command.__doc__,
                epilog=command.EPILOG,
                formatter_class=_formatter,
                argument_default=argparse.SUPPRESS,  # the defaults are those of the command's Arguments
                allow_abbrev=False,
            )
        )
    return parser


def _formatter(prog: str) -> argparse.HelpFormatter:
    """Given no width, argparse imports shutil, and with it all archive formats, to measure the terminal."""
    import argparse

    try:
        width = os.get_terminal_size().columns
    except OSError:
        width = 100
    return argparse.RawDescriptionHelpFormatter(prog, width=min(width, 120) - 2)
