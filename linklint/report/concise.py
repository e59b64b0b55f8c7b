"""One line a finding: `path:line:column: level: message [rule]`."""

from __future__ import annotations

from linklint.notes import line_start, safe

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from linklint.model import Diagnostic
    from linklint.summary import Summary


def render(diagnostics: Iterable[Diagnostic], summary: Summary, colour: bool) -> str:
    return "".join(f"{line(each)}\n" for each in diagnostics)


def line(diagnostic: Diagnostic) -> str:
    start = diagnostic.place.start
    where = f"{line_start(diagnostic.path)}:{start.line}:{start.column}"
    return f"{where}: {diagnostic.level}: {safe(diagnostic.message)} [{diagnostic.rule}]"
