"""Text that is safe on a terminal: what a draft says can move no cursor, and carets stand where the eye sees the place."""

from __future__ import annotations

from linklint.patterns import pattern

_CONTROL = pattern(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\u2028\u2029]|\n")
_TAB = "    "

STYLES = {"error": "31;1", "warning": "33;1", "info": "36;1", "bold": "1", "dim": "2"}


def safe(text: str) -> str:
    """Control characters, and those that turn the writing direction, as `\\x1b`."""
    return _CONTROL.sub(lambda found: f"\\x{ord(found.group()):02x}", text) if _CONTROL.search(text) else text


def styled(text: str, style: str, colour: bool) -> str:
    return f"\x1b[{STYLES[style]}m{text}\x1b[0m" if colour else text


def width(text: str) -> int:
    """Columns that a text takes on a terminal, tabs being four."""
    if text.isascii():
        return len(text) + 3 * text.count("\t")
    import unicodedata

    columns = 0
    for character in text:
        if character == "\t":
            columns += 4
        elif unicodedata.east_asian_width(character) in "WF":
            columns += 2
        elif not unicodedata.combining(character) and unicodedata.category(character) != "Cf":
            columns += 1
    return columns


def expanded(text: str) -> str:
    return safe(text.replace("\t", _TAB))
