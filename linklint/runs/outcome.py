"""What there is to tell of one draft when it has been judged: now, by a worker, or in an earlier run."""

from __future__ import annotations

from linklint.record import record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from linklint.model import Diagnostic


@record
class Outcome:
    path: str
    key: str = ""
    """Under which it is kept; empty where it is not."""
    links: int = 0
    diagnostics: tuple[Diagnostic, ...] = ()
    lacks: tuple[tuple[str, str], ...] = ()
    """Rules that could not judge the draft, and why."""
    notes: tuple[str, ...] = ()
    """For stderr."""
    probed: Mapping[str, int] = {}
    """What it depends on, as `Facts` has it."""
    drafts: int = 1
    """0 where the file was not even opened."""
    left_out: int = 0
    """Findings that are not told."""
    gone: int = 0
    """Places of findings that were known and are no more."""
    unsure: tuple[tuple[str, str], ...] = ()
    """URLs of which it could not be told whether they are alive, each with its cause, as `Page` has it."""
    index: Sequence[Any] = ()
    """What rules about the whole site ask of the draft, as `link_index` has it; empty where only drafts are judged."""


def as_text(outcome: Outcome) -> str:
    """One line of ASCII: the number of links, and behind it, where there is more to tell, that as JSON."""
    from linklint.runs.outcome_json import dump

    more = dump(outcome)
    return f"{outcome.links} {more}" if more else str(outcome.links)


def from_text(path: str, key: str, text: str) -> Outcome:
    """Raises ValueError for what no `as_text` has written."""
    links, _, more = text.partition(" ")
    if not more:
        return Outcome(path, key, int(links))
    from linklint.runs.outcome_json import load

    return load(path, key, int(links), more)
