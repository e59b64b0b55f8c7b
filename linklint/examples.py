"""The good and bad drafts in rule files: what must be reported stands between « and »."""

from __future__ import annotations

from linklint.model import Span
from linklint.record import record

OPEN, CLOSE = "«", "»"


@record
class Marked:
    """A draft without its marks, and the places that they showed."""

    text: str
    spans: tuple[Span, ...]


def unmarked(text: str) -> Marked:
    """Marks may nest. Raises ValueError where one is left open."""
    plain: list[str] = []
    opened: list[int] = []
    spans: list[Span] = []
    for character in text:
        if character == OPEN:
            opened.append(len(plain))
        elif character == CLOSE:
            if not opened:
                raise ValueError(f"{CLOSE} closes nothing")
            spans.append(Span(opened.pop(), len(plain)))
        else:
            plain.append(character)
    if opened:
        raise ValueError(f"{OPEN} is never closed")
    return Marked("".join(plain), tuple(sorted(spans, key=lambda span: (span.start, span.end))))
