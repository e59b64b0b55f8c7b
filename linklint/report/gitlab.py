"""Code quality report of GitLab: what a merge request brings anew is told by its fingerprints. Columns count code points."""

from __future__ import annotations

from linklint.fingerprints import fingerprint
from linklint.report.json_text import dumped

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from linklint.model import Diagnostic, Place
    from linklint.rule_help import RuleHelp
    from linklint.summary import Summary

_SEVERITIES = {"error": "major", "warning": "minor", "info": "info"}


def render(diagnostics: Iterable[Diagnostic], summary: Summary, colour: bool) -> str:
    return dumped([_issue(each, summary.help_on(each)) for each in diagnostics], indent=2) + "\n"


def _issue(diagnostic: Diagnostic, rule: RuleHelp) -> dict[str, object]:
    return {
        "type": "issue",
        "check_name": diagnostic.rule,
        "description": "\n".join((diagnostic.message, *diagnostic.evidence)),
        "content": {"body": "\n\n".join((f"{rule.what}. {rule.why}", *rule.see))},
        "categories": ["Style"],
        "severity": _SEVERITIES[diagnostic.level],
        "fingerprint": fingerprint(diagnostic),
        "location": {"path": diagnostic.path, **_range(diagnostic.place)},
        "other_locations": [{"path": place.path or diagnostic.path, **_range(place)} for place in diagnostic.also],
    }


def _range(place: Place) -> dict[str, object]:
    start, end = place.start, place.end
    return {
        "lines": {"begin": start.line, "end": end.line},
        "positions": {
            "begin": {"line": start.line, "column": start.column},
            "end": {"line": end.line, "column": end.column},
        },
    }
