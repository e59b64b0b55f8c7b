"""Findings for programs, one a line, with the keys that `json` gives them."""

from __future__ import annotations

from linklint.report.json import finding
from linklint.report.json_text import dumped

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from linklint.model import Diagnostic
    from linklint.summary import Summary


def render(diagnostics: Iterable[Diagnostic], summary: Summary, colour: bool) -> str:
    return "".join(f"{dumped(finding(each))}\n" for each in diagnostics)
