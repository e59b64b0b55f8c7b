"""Workflow commands of GitHub: each finding is an annotation at its place, and a line of the log that names it.

GitHub shows ten annotations of a level and step, so the worst come first. Columns count code points; GitHub takes none for a
place of several lines.
"""

from __future__ import annotations

from linklint.notes import safe
from linklint.report import concise
from linklint.report.order import worst_first

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from linklint.model import Diagnostic, Place
    from linklint.summary import Summary

_COMMANDS = {"error": "error", "warning": "warning", "info": "notice"}
_SHOWN = 10
_IN_DATA = {ord("%"): "%25"}
_IN_PROPERTY = {**_IN_DATA, ord(":"): "%3A", ord(","): "%2C"}


def render(diagnostics: Iterable[Diagnostic], summary: Summary, colour: bool) -> str:
    lines = "".join(f"{_command(each)}\n" for each in worst_first(diagnostics))
    return lines + _cut(summary)


def _command(diagnostic: Diagnostic) -> str:
    properties = {"file": diagnostic.path, **_place(diagnostic.place), "title": f"linklint ({diagnostic.rule})"}
    written = ",".join(f"{name}={_escaped(str(value), _IN_PROPERTY)}" for name, value in properties.items())
    said = "%0A".join(_escaped(line, _IN_DATA) for line in (concise.line(diagnostic), *diagnostic.evidence))
    return f"::{_COMMANDS[diagnostic.level]} {written}::{said}"


def _place(place: Place) -> dict[str, int]:
    lines = {"line": place.start.line, "endLine": place.end.line}
    if place.end.line > place.start.line:
        return lines
    return lines | {"col": place.start.column, "endColumn": place.end.column}


def _escaped(text: str, marks: Mapping[int, str]) -> str:
    return safe(text).translate(marks)


def _cut(summary: Summary) -> str:
    many = [f"{count} of level {level}" for level, count in summary.by_level.items() if count > _SHOWN]
    if not many:
        return ""
    return f"GitHub shows {_SHOWN} annotations of a level; all findings stand above: {', '.join(many)}\n"
