"""What there is to tell of one draft when it has been judged."""

from __future__ import annotations

from linklint.record import record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from linklint.model import Diagnostic


@record
class Outcome:
    path: str
    links: int = 0
    diagnostics: tuple[Diagnostic, ...] = ()
    lacks: tuple[tuple[str, str], ...] = ()
    """Rules that could not judge the draft, and why."""
    notes: tuple[str, ...] = ()
    """For stderr."""
    drafts: int = 1
    """0 where the file was not even opened."""
