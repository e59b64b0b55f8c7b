"""SARIF 2.1.0, as GitHub code scanning takes it. Columns count code points.

GitHub marks a pull request only where all lines of a region have changed, so a region is one line; where the place has more,
`contextRegion` is all of it. It takes 25,000 results and shows the 5,000 worst.
"""

from __future__ import annotations

from linklint import __version__
from linklint.fingerprints import fingerprint
from linklint.patterns import pattern
from linklint.report.json_text import dumped
from linklint.report.order import one_per_rule, worst_first
from linklint.rule_help import HOME

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from linklint.model import Diagnostic, Fix, Place
    from linklint.rule_help import RuleHelp
    from linklint.summary import Summary

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_MOST_RESULTS = 25_000
_MOST_PLACES = 1_000
"""Of one result."""
_LONGEST = 1_024
"""Characters of a description."""
_NO_BYTE = pattern(r"[\ud800-\udc7f\udd00-\udfff]")
"""Half characters that stand for no byte of a file name."""
_LEVELS = {"error": "error", "warning": "warning", "info": "note"}
_SEVERITIES = {"error": "error", "warning": "warning", "info": "recommendation"}


def render(diagnostics: Sequence[Diagnostic], summary: Summary, colour: bool) -> str:
    found = worst_first(diagnostics)[:_MOST_RESULTS]
    rules = [summary.help_on(each) for each in one_per_rule(found)]
    numbers = {rule.id: number for number, rule in enumerate(rules)}
    run: dict[str, object] = {
        "tool": {"driver": _driver(rules)},
        "automationDetails": {"id": "linklint/"},
        "columnKind": "unicodeCodePoints",
        "results": [_result(each, numbers) for each in found],
        "properties": {**summary.by_level, "notShown": len(diagnostics) - len(found)},
    }
    return dumped({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2) + "\n"


def _driver(rules: Sequence[RuleHelp]) -> dict[str, object]:
    return {
        "name": "linklint",
        "version": __version__,
        "semanticVersion": __version__,
        "informationUri": HOME,
        "rules": [_rule(rule) for rule in rules],
    }


def _rule(rule: RuleHelp) -> dict[str, object]:
    """`precision` and `problem.severity` decide which GitHub shows first."""
    told: dict[str, object] = {
        "id": rule.id,
        "shortDescription": {"text": rule.what[:_LONGEST]},
        "fullDescription": {"text": (rule.why or rule.what)[:_LONGEST]},
        "help": {"text": _help(rule), "markdown": _help(rule)},
        "defaultConfiguration": {"level": _LEVELS[rule.level]},
        "properties": {"tags": [rule.group], "precision": "high", "problem.severity": _SEVERITIES[rule.level]},
    }
    return told | {"helpUri": rule.page} if rule.page else told


def _help(rule: RuleHelp) -> str:
    see = "\n".join(f"- {each}" for each in rule.see)
    return "\n\n".join(part for part in (f"{rule.what}. {rule.why}", see, f"linklint explain {rule.id}") if part)


def _result(diagnostic: Diagnostic, numbers: Mapping[str, int]) -> dict[str, object]:
    mark = fingerprint(diagnostic)
    result: dict[str, object] = {
        "ruleId": diagnostic.rule,
        "ruleIndex": numbers[diagnostic.rule],
        "level": _LEVELS[diagnostic.level],
        "message": {"text": _said(diagnostic)},
        "locations": [{"physicalLocation": _location(diagnostic.path, diagnostic.place)}],
        "partialFingerprints": {"primaryLocationLineHash": mark, "linklint/v1": mark},
    }
    if diagnostic.also:
        result["relatedLocations"] = [
            {"physicalLocation": _location(place.path or diagnostic.path, place), "message": {"text": "also here"}}
            for place in diagnostic.also[: _MOST_PLACES - 1]
        ]
    if diagnostic.fix:
        result["fixes"] = [_fix(diagnostic.path, diagnostic.fix, diagnostic.fix_places)]
    return result


def _said(diagnostic: Diagnostic) -> str:
    """Without links of the draft's making: `[a](b)` is one in SARIF too."""
    said = "\n".join((diagnostic.message, *diagnostic.evidence))
    return said.replace("\\", "\\\\").replace("[", "\\[") if "](" in said else said


def _location(path: str, place: Place) -> dict[str, object]:
    whole, artifact = _region(place), {"uri": _uri(path)}
    if place.end.line == place.start.line:
        return {"artifactLocation": artifact, "region": whole}
    line = whole | {"endLine": place.start.line, "endColumn": len(place.line_text) + 1}
    return {"artifactLocation": artifact, "region": line, "contextRegion": whole}


def _region(place: Place) -> dict[str, int]:
    start, end = place.start, place.end
    return {"startLine": start.line, "startColumn": start.column, "endLine": end.line, "endColumn": end.column}


def _uri(path: str) -> str:
    from urllib.parse import quote

    octets = _NO_BYTE.sub("\ufffd", path).encode("utf-8", "surrogateescape")
    return ("file://" if path.startswith("/") else "") + quote(octets)


def _fix(path: str, fix: Fix, places: Sequence[Place]) -> dict[str, object]:
    replacements = [
        {"deletedRegion": _region(place), "insertedContent": {"text": edit.text}}
        for edit, place in zip(fix.edits, places, strict=True)
    ]
    return {
        "description": {"text": "a safe fix" if fix.is_safe else "a fix to look at before it is taken"},
        "artifactChanges": [{"artifactLocation": {"uri": _uri(path)}, "replacements": replacements}],
    }
