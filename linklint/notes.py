"""What linklint tells beside its findings, on stderr."""

from __future__ import annotations

import re
import sys

from linklint.patterns import pattern

_CONTROL = pattern(r"[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\u2028\u2029]")


def safe(text: str) -> str:
    """Control characters, and those that turn the writing direction, as `\\x1b`: what a draft or a file name says moves no
    cursor of a terminal."""
    return text if text.isprintable() else _CONTROL.sub(_escaped, text)


def _escaped(found: re.Match[str]) -> str:
    return f"\\x{ord(found.group()):02x}"


def note(what: str) -> None:
    """One line on stderr."""
    if sys.stderr:
        print(f"linklint: {safe(what)}", file=sys.stderr)
