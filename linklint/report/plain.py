"""Styles, widths and words on a terminal, so that carets stand where the eye sees the place."""

from __future__ import annotations

from linklint.notes import safe

TYPE_CHECKING = False
if TYPE_CHECKING:
    from linklint.model import Diagnostic

_TAB = "    "

STYLES = {
    "error": "31;1",
    "warning": "33;1",
    "info": "36;1",
    "bold": "1",
    "dim": "2",
    "added": "32",
    "removed": "31",
    "hunk": "36",
}


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


def fixable(diagnostic: Diagnostic) -> str:
    """What stands behind a finding."""
    if not diagnostic.fix:
        return ""
    return " (fixable)" if diagnostic.fix.is_safe else " (fixable with --unsafe-fixes)"
