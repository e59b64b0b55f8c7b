"""Checkstyle XML, which many build servers and reviewers read. Columns count code points."""

from __future__ import annotations

from linklint.report.order import by_path
from linklint.report.xml_text import HEAD, element

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from linklint.model import Diagnostic
    from linklint.summary import Summary


def render(diagnostics: Iterable[Diagnostic], summary: Summary, colour: bool) -> str:
    files = [element("file", {"name": path}, ["\n", *map(_error, found)]) for path, found in by_path(diagnostics)]
    return HEAD + element("checkstyle", {"version": "4.3"}, ["\n", *files])


def _error(diagnostic: Diagnostic) -> str:
    start = diagnostic.place.start
    return element(
        "error",
        {
            "line": start.line,
            "column": start.column,
            "severity": diagnostic.level,
            "message": diagnostic.message,
            "source": f"linklint.{diagnostic.rule}",
        },
    )
