"""A summary in Markdown, for the page of a job or a comment on a pull request.

All that drafts say stands in code spans, where nothing is a link, an image or the name of a person. GitHub takes 65,536
characters for a comment; the worst findings come first, and what is left out is counted.
"""

from __future__ import annotations

from linklint.notes import safe
from linklint.patterns import pattern
from linklint.report.order import one_per_rule, worst_first

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from linklint.model import Diagnostic
    from linklint.rule_help import RuleHelp
    from linklint.summary import Summary

_MOST = 50_000
"""Characters of findings; rules and headings come to it."""
_TICKS = pattern(r"`+")
_SURROGATE = pattern(r"[\ud800-\udfff]")


def render(diagnostics: Sequence[Diagnostic], summary: Summary, colour: bool) -> str:
    shown = _shown(diagnostics)
    first, *others = summary.as_text().split("\n")
    parts = [["## linklint", "", first], [f"- {line}" for line in others], [_finding(each) for each in shown]]
    if len(shown) < len(diagnostics):
        parts.append([f"{len(diagnostics) - len(shown)} more are not shown here."])
    if shown:
        parts += [["### Rules"], [_rule(summary.help_on(each)) for each in one_per_rule(shown)]]
    return "\n".join("".join(f"{line}\n" for line in lines) for lines in parts if lines)


def _shown(diagnostics: Sequence[Diagnostic]) -> list[Diagnostic]:
    shown, left = [], _MOST
    for each in worst_first(diagnostics):
        left -= len(_finding(each))
        if left < 0:
            break
        shown.append(each)
    return shown


def _finding(diagnostic: Diagnostic) -> str:
    start = diagnostic.place.start
    where = _code(f"{diagnostic.path}:{start.line}:{start.column}")
    said = "".join(f"\n  - {_code(line)}" for line in diagnostic.evidence)
    return f"- **{diagnostic.level}** {where} {_code(diagnostic.message)} ({diagnostic.rule}){said}"


def _rule(rule: RuleHelp) -> str:
    name = f"[{rule.id}]({rule.page})" if rule.page else rule.id
    return f"- {name}: {rule.what}"


def _code(text: str) -> str:
    kept = _SURROGATE.sub("\ufffd", safe(text))
    fence = "`" * (1 + max(map(len, _TICKS.findall(kept)), default=0))
    gap = " " if "`" in kept else ""
    return f"{fence}{gap}{kept}{gap}{fence}"
