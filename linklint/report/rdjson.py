"""Reviewdog Diagnostic Format: findings with suggestions. Columns count bytes of UTF-8, ends are exclusive."""

from __future__ import annotations

from linklint import columns
from linklint.report.json_text import dumped

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from linklint.model import Diagnostic, Place
    from linklint.rule_help import RuleHelp
    from linklint.summary import Summary

_SEVERITIES = {"error": "ERROR", "warning": "WARNING", "info": "INFO"}
SOURCE = {"name": "linklint"}


def render(diagnostics: Iterable[Diagnostic], summary: Summary, colour: bool) -> str:
    found = [finding(each, summary.help_on(each)) for each in diagnostics]
    return dumped({"source": SOURCE, "diagnostics": found}, indent=2) + "\n"


def finding(diagnostic: Diagnostic, rule: RuleHelp) -> dict[str, object]:
    told: dict[str, object] = {
        "message": "\n".join((diagnostic.message, *diagnostic.evidence)),
        "location": {"path": diagnostic.path, "range": _range(diagnostic.place)},
        "severity": _SEVERITIES[diagnostic.level],
        "source": SOURCE,
        "code": {"value": rule.id, **({"url": rule.page} if rule.page else {})},
        "suggestions": [*_suggestions(diagnostic)],
    }
    if diagnostic.also:
        told["related_locations"] = [
            {"message": "also here", "location": {"path": place.path or diagnostic.path, "range": _range(place)}}
            for place in diagnostic.also
        ]
    return told


def _range(place: Place) -> dict[str, dict[str, int]]:
    start, end = place.start, place.end
    return {
        "start": {"line": start.line, "column": columns.utf8(place.line_text, start.column)},
        "end": {"line": end.line, "column": columns.utf8(place.end_line_text, end.column)},
    }


def _suggestions(diagnostic: Diagnostic) -> Iterator[dict[str, object]]:
    """What the fix makes of the line of the finding, in one piece: who takes a suggestion takes no other, and half a fix is
    none. What it does elsewhere belongs to the finding's further places."""
    edits = [*zip(diagnostic.fix.edits, diagnostic.fix_places, strict=True)] if diagnostic.fix else []
    line = diagnostic.place.start.line
    here = [(edit, place) for edit, place in edits if place.start.line == place.end.line == line]
    if not here or (len(here) < len(edits) and not diagnostic.also):
        return
    (_, first), (_, last) = here[0], here[-1]
    text, at = "", first.start.column
    for edit, place in here:
        text += first.line_text[at - 1 : place.start.column - 1] + edit.text
        at = place.end.column
    span = {"start": _range(first)["start"], "end": _range(last)["end"]}
    yield {"range": span, "text": text}
