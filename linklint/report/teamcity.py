"""Service messages of TeamCity: rules as types of inspections, findings as inspections. They have no columns, so that the
messages name them, in code points."""

from __future__ import annotations

from linklint.notes import safe
from linklint.patterns import pattern
from linklint.report.order import one_per_rule, worst_first

TYPE_CHECKING = False
if TYPE_CHECKING:
    import re
    from collections.abc import Sequence

    from linklint.model import Diagnostic
    from linklint.rule_help import RuleHelp
    from linklint.summary import Summary

_LONGEST = 4000
"""Code points of a description or a message."""
_LEVELS = {"error": "ERROR", "warning": "WARNING", "info": "INFO"}
_MARK = pattern(r"[|'\[\]]|[^ -~]")


def render(diagnostics: Sequence[Diagnostic], summary: Summary, colour: bool) -> str:
    types = [_type(summary.help_on(each)) for each in one_per_rule(diagnostics)]
    return "".join(f"{each}\n" for each in (*types, *map(_inspection, worst_first(diagnostics))))


def _type(rule: RuleHelp) -> str:
    about = "; ".join((f"{rule.what}. {rule.why}", *rule.see))
    return _message("inspectionType", id=rule.id, name=rule.id, category="linklint", description=about)


def _inspection(diagnostic: Diagnostic) -> str:
    start = diagnostic.place.start
    return _message(
        "inspection",
        typeId=diagnostic.rule,
        message=f"{diagnostic.message[:_LONGEST]} (column {start.column})",
        file=diagnostic.path,
        line=str(start.line),
        SEVERITY=_LEVELS[diagnostic.level],
    )


def _message(kind: str, **attributes: str) -> str:
    written = "".join(f" {key}='{_MARK.sub(_escaped, safe(value[:_LONGEST]))}'" for key, value in attributes.items())
    return f"##teamcity[{kind}{written}]"


def _escaped(found: re.Match[str]) -> str:
    character = found.group()
    if character.isascii():
        return f"|{character}"
    units = ("\ufffd" if "\ud800" <= character <= "\udfff" else character).encode("utf-16-be").hex()
    return "".join(f"|0x{units[at : at + 4]}" for at in range(0, len(units), 4))
