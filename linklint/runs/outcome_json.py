"""Outcomes as JSON and back, without loss. Lists in the order of the records' fields: most of it is read again and again."""

from __future__ import annotations

import json

from linklint.model import LEVELS, Diagnostic, Edit, Fix, Place, Position, Span
from linklint.runs.outcome import Outcome

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any


def dump(outcome: Outcome) -> str:
    """Empty where nothing is to be told but the number of links."""
    places = [place for each in outcome.diagnostics for place in (each.place, *each.also, *each.fix_places)]
    lines = {place.start.line: place.line_text for place in places}
    told = {
        "diagnostics": [_diagnostic(each) for each in outcome.diagnostics],
        "lines": lines | {place.end.line: place.end_line_text for place in places},
        "lacks": outcome.lacks,
        "notes": outcome.notes,
        "probed": outcome.probed,
        "unread": not outcome.drafts,
        "left_out": outcome.left_out,
        "gone": outcome.gone,
        "unsure": outcome.unsure,
        "index": outcome.index,
    }
    told = {name: value for name, value in told.items() if value}
    return json.dumps(told, separators=(",", ":")) if told else ""


def _diagnostic(each: Diagnostic) -> list[object]:
    fix = each.fix and [[[edit.span.start, edit.span.end, edit.text] for edit in each.fix.edits], each.fix.is_safe]
    also, fix_places = ([_place(place) for place in places] for places in (each.also, each.fix_places))
    return [
        each.rule,
        each.level,
        each.message,
        _place(each.place),
        each.url,
        each.text,
        each.evidence,
        also,
        fix,
        fix_places,
        each.nth,
    ]


def _place(place: Place) -> list[object]:
    start, end = place.start, place.end
    numbers = place.span.start, place.span.end, start.line, start.column, end.line, end.column
    return [*numbers, place.url, place.text]


def load(path: str, key: str, links: int, text: str) -> Outcome:
    """Raises ValueError for what no `dump` has written."""
    try:
        told = json.loads(text)
        lines = told.get("lines", {})
        return Outcome(
            path,
            key,
            links,
            tuple(_read_diagnostic(path, each, lines) for each in told.get("diagnostics", ())),
            tuple((rule, why) for rule, why in told.get("lacks", ())),
            tuple(told.get("notes", ())),
            told.get("probed", {}),
            drafts=0 if told.get("unread") else 1,
            left_out=told.get("left_out", 0),
            gone=told.get("gone", 0),
            unsure=tuple((url, cause) for url, cause in told.get("unsure", ())),
            index=told.get("index", ()),
        )
    except (AttributeError, KeyError, TypeError, RecursionError) as error:
        raise ValueError(text[:40]) from error


def _read_diagnostic(path: str, values: list[Any], lines: Mapping[str, str]) -> Diagnostic:
    rule, level, message, place, url, text, evidence, also, fix, fix_places, nth = values
    if level not in LEVELS:
        raise ValueError(level)
    return Diagnostic(
        path=path,
        rule=rule,
        level=level,
        message=message,
        place=_read_place(place, lines),
        url=url,
        text=text,
        evidence=tuple(evidence),
        also=tuple(_read_place(each, lines) for each in also),
        fix=fix and Fix(tuple(Edit(Span(start, end), new) for start, end, new in fix[0]), fix[1]),
        fix_places=tuple(_read_place(each, lines) for each in fix_places),
        nth=nth,
    )


def _read_place(values: list[Any], lines: Mapping[str, str]) -> Place:
    start, end, line, column, end_line, end_column, url, text = values
    return Place(
        Span(start, end),
        Position(line, column),
        Position(end_line, end_column),
        lines[str(line)],
        lines[str(end_line)],
        url,
        text,
    )
