"""Logging commands of Azure Pipelines: errors and warnings are issues at their places; it knows no milder level, so that what
is below stands in the log alone. Columns count code points."""

from __future__ import annotations

from linklint.notes import safe
from linklint.report import concise
from linklint.report.order import worst_first

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from linklint.model import Diagnostic
    from linklint.summary import Summary

_TYPES = frozenset({"error", "warning"})
_IN_DATA = {ord("%"): "%AZP25"}
_IN_PROPERTY = {**_IN_DATA, ord(";"): "%3B", ord("]"): "%5D"}


def render(diagnostics: Iterable[Diagnostic], summary: Summary, colour: bool) -> str:
    return "".join(f"{_line(each)}\n" for each in worst_first(diagnostics))


def _line(diagnostic: Diagnostic) -> str:
    said = concise.line(diagnostic)
    if diagnostic.level not in _TYPES:
        return said
    start = diagnostic.place.start
    properties = {
        "type": diagnostic.level,
        "sourcepath": diagnostic.path,
        "linenumber": start.line,
        "columnnumber": start.column,
        "code": diagnostic.rule,
    }
    written = "".join(f"{name}={_escaped(str(value), _IN_PROPERTY)};" for name, value in properties.items())
    return f"##vso[task.logissue {written}]{_escaped(said, _IN_DATA)}"


def _escaped(text: str, marks: Mapping[int, str]) -> str:
    return safe(text).translate(marks)
