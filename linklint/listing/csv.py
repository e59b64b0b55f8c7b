"""Rows as CSV (RFC 4180), for spreadsheets, which must find nothing in them to run."""

from __future__ import annotations

import csv
import io

from linklint.notes import safe

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from linklint.listing.entry import Row

_FORMULA_STARTS = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
"""What spreadsheets take for a formula, full-width forms too (OWASP, CSV injection)."""


def render(columns: Sequence[str], rows: Iterable[Row]) -> Iterator[str]:
    """One record a row. The header comes with the first, so that a mistake that shows before it leaves nothing behind."""
    header = _record(columns)
    for row in rows:
        yield header + _record([_cell(row[column]) for column in columns])
        header = ""
    yield header


def _record(cells: Sequence[str]) -> str:
    written = io.StringIO(newline="")
    csv.writer(written).writerow(cells)
    return written.getvalue()


def _cell(value: object) -> str:
    """Nothing for None, lists with blanks. A text that a spreadsheet would take for a formula begins with `'`, as in the
    spreadsheet itself; control characters are written out."""
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case tuple():
            return " ".join(value)
    text = safe(str(value))
    return "'" + text if text.startswith(_FORMULA_STARTS) else text
