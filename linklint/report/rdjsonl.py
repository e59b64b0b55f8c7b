"""Reviewdog Diagnostic Format, one finding a line."""

from __future__ import annotations

from linklint.report.json_text import dumped
from linklint.report.rdjson import finding

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from linklint.model import Diagnostic
    from linklint.summary import Summary


def render(diagnostics: Iterable[Diagnostic], summary: Summary, colour: bool) -> str:
    return "".join(f"{dumped(finding(each, summary.help_on(each)))}\n" for each in diagnostics)
