"""Findings and summary for programs. Keys stay; new ones may join."""

from __future__ import annotations

from linklint.fingerprints import fingerprint
from linklint.report.json_text import dumped

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from linklint.model import Diagnostic, Fix, Place
    from linklint.summary import Summary


def render(diagnostics: Iterable[Diagnostic], summary: Summary, colour: bool) -> str:
    found = [finding(each) for each in diagnostics]
    counts = {
        "drafts": summary.drafts,
        "links": summary.links,
        **summary.by_level,
        "fixable": summary.fixable,
        "fixable_unsafe": summary.fixable_unsafe,
        "fixed": summary.fixed,
        "left_out": summary.left_out,
        "unsure": len(summary.unsure),
        "without_facts": {
            rule: dict(sorted(reasons.items())) for rule, reasons in sorted(summary.without_facts.items())
        },
    }
    return dumped({"findings": found, "summary": counts}, indent=2) + "\n"


def finding(diagnostic: Diagnostic) -> dict[str, object]:
    return {
        "path": diagnostic.path,
        **_place(diagnostic.place),
        "rule": diagnostic.rule,
        "level": diagnostic.level,
        "message": diagnostic.message,
        "url": diagnostic.url,
        "text": diagnostic.text,
        "evidence": list(diagnostic.evidence),
        "also": [{"path": place.path or diagnostic.path, **_place(place)} for place in diagnostic.also],
        "fix": _fix(diagnostic.fix),
        "fingerprint": fingerprint(diagnostic),
    }


def _place(place: Place) -> dict[str, int]:
    return {
        "line": place.start.line,
        "column": place.start.column,
        "end_line": place.end.line,
        "end_column": place.end.column,
        "offset": place.span.start,
        "end_offset": place.span.end,
    }


def _fix(fix: Fix | None) -> dict[str, object] | None:
    if fix is None:
        return None
    edits = [{"offset": edit.span.start, "end_offset": edit.span.end, "text": edit.text} for edit in fix.edits]
    return {"safe": fix.is_safe, "edits": edits}
