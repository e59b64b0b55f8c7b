"""Links for people: below the name of each draft one line a link, cut to the width of the terminal."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate

from linklint.notes import safe
from linklint.report.plain import expanded, styled, width

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from linklint.listing.entry import Entry, Row

_GAP = "  "
_NARROWEST = 60
"""Columns that a table takes on any terminal."""


def render(drafts: Iterable[Sequence[Entry]], columns: int, colour: bool) -> Iterator[str]:
    """A block for each draft that has links."""
    for entries in drafts:
        if entries:
            yield _block(entries, max(columns, _NARROWEST), colour)


def counts(rows: Iterable[Row], columns: int) -> Iterator[str]:
    """A number and what it counts, a line each: `-` for what is not there or unknown."""
    for count, value in (row.values() for row in rows):
        shown = "-" if value is None else str(value) or '""'
        yield f"{count:>6}{_GAP}{cut(shown, max(columns, _NARROWEST) - 8)}\n"


def _block(entries: Sequence[Entry], columns: int, colour: bool) -> str:
    """Texts and marks take a third of the room at most; URLs take what is left, and in rows without marks their room."""
    places = [f"{entry.line}:{entry.column}" for entry in entries]
    place, kind = max(map(len, places)), max(len(entry.kind) for entry in entries)
    room = columns - place - kind - 4 * len(_GAP)
    texts = [cut(entry.text, room // 3) for entry in entries]
    marks = [cut(_marks(entry), room // 3) for entry in entries]
    text = max(map(width, texts))
    whole = room - text
    short = whole - max(map(width, marks)) - len(_GAP)
    lines = [styled(safe(entries[0].path), "bold", colour)]
    for entry, where, shown, mark in zip(entries, places, texts, marks, strict=True):
        head = styled(f"{where:>{place}}{_GAP}{entry.kind:<{kind}}", "dim", colour)
        url = _padded(cut(entry.url, short), short) + _GAP + mark if mark else cut(entry.url, whole)
        lines.append(f"{_GAP}{head}{_GAP}{_padded(shown, text)}{_GAP}{url}".rstrip())
    return "\n".join(lines) + "\n\n"


def _marks(entry: Entry) -> str:
    """What is special about a link: that it is not sure to be alive, its labels, and its rel, `?` where a template writes
    it."""
    verdict = [f"{entry.verdict}: {entry.why}"] if entry.verdict in ("dead", "unsure") else []
    rel = "?" if entry.rel is None else " ".join(entry.rel.split())
    return " ".join([*verdict, *entry.labels, *([f"rel={rel}"] if rel else [])])


def cut(text: str, most: int) -> str:
    """At most so many columns of a text, with an ellipsis for the rest."""
    start = expanded(text[: 4 * most])
    if len(text) <= 4 * most and width(start) <= most:
        return start
    return start[: bisect_right(list(accumulate(map(width, start))), most - 1)] + "…"


def _padded(text: str, columns: int) -> str:
    return text + " " * (columns - width(text))
