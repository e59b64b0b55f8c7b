"""What linklint tells beside its findings, on stderr."""

from __future__ import annotations

import re
import sys

from linklint.patterns import pattern

_CONTROL = pattern(r"[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\u2028\u2029]")
_COMMAND = pattern(
    # .NET, in which runners are written, does not see what has no width
    r"#(?=[\xad\u034f\u180b-\u180f\u200b-\u200d\u2060-\u2065\u206a-\u206f\ufe00-\ufe0f\ufeff]*#[^\s#\[]*\[)"
)


def safe(text: str) -> str:
    """Control characters, and those that turn the writing direction, as `\\x1b`: what a draft or a file name says moves no
    cursor of a terminal. So is what build servers take for a command wherever in a line of their log it stands: `##[`,
    `##vso[`, `##teamcity[`."""
    if text.count("#") > 1:
        text = _COMMAND.sub(_escaped, text)
    return text if text.isprintable() else _CONTROL.sub(_escaped, text)


def line_start(path: str) -> str:
    """A path as the first of a line, where GitHub takes `::` for a command."""
    return safe(f"./{path}" if "::" in path.partition("/")[0] else path)


def _escaped(found: re.Match[str]) -> str:
    return f"\\x{ord(found.group()):02x}"


def note(what: str) -> None:
    """One line on stderr."""
    if sys.stderr:
        print(f"linklint: {safe(what)}", file=sys.stderr)
