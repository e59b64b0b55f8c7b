"""What fixes make of the drafts of a run: all that have something to fix are judged and fixed in rounds, and then written."""

from __future__ import annotations

from linklint import files
from linklint.files import decode
from linklint.fixes import Rounds, is_any, is_safe
from linklint.record import record, replace

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from linklint.files import Raw
    from linklint.model import Fix
    from linklint.runs.outcome import Outcome
    from linklint.runs.run import Run, Watch
    from linklint.scope import Scope

_MARK = b"\xef\xbb\xbf"
"""The byte order mark, which is no part of a draft's text."""


@record
class Fixed:
    """A draft before and after its fixes. `count` findings were fixed; without any, it is as it was."""

    before: bytes
    after: bytes
    count: int
    first: Outcome
    """Of the draft before."""
    last: Outcome
    """Of the draft after."""
    why_not: str = ""
    """Why it could not be written."""

    @property
    def has_changed(self) -> bool:
        return self.before != self.after

    @property
    def outcome(self) -> Outcome:
        """Of the draft as it now lies on disk."""
        if not self.why_not:
            return self.last
        return replace(self.first, notes=(*self.first.notes, f"{self.first.path}: not written: {self.why_not}"))


class _UnderRepair:
    """A draft that is read once; from then on only what is made of it is judged."""

    def __init__(self, raw: Raw, is_wanted: Callable[[Fix], bool]) -> None:
        self.before = self.raw = raw
        self.outcomes: list[Outcome] = []
        self.rounds = Rounds(decode(raw.path, raw.content, raw.size).text, is_wanted)
        self._mark = _MARK if raw.content.startswith(_MARK) else b""

    def go_on(self, outcome: Outcome) -> bool:
        """Whether there is something new to judge."""
        self.outcomes.append(outcome)
        before = self.rounds.text
        if not self.rounds.go_on(outcome.diagnostics):
            return False
        content = self._mark + self.rounds.text.encode()
        self.raw = replace(self.raw, content=content, size=len(content), scope=self._scope(before))
        return True

    def _scope(self, before: str) -> Scope | None:
        if self.raw.scope is None:
            return None
        from linklint.scope import moved

        return moved(self.raw.scope, before, self.rounds.edits)

    def fixed(self) -> Fixed:
        first, last = self.outcomes[0], self.outcomes[-1]
        if self.rounds.trouble:
            last = replace(last, notes=(*last.notes, f"{last.path}: {self.rounds.trouble}"))
        return Fixed(self.before.content, self.raw.content, self.rounds.fixed, first, last)


def fixed(
    run: Run, outcomes: Sequence[Outcome], read: Callable[[str], Raw], with_unsafe: bool, watched: Watch
) -> list[Fixed]:
    """Each draft with what fixes make of it, in the order of the outcomes. Nothing is written. What is fixed is read anew and
    judged anew: it may have changed since it was judged. Raises LinklintError."""
    is_wanted = is_any if with_unsafe else is_safe
    drafts = {
        outcome.path: _UnderRepair(read(outcome.path), is_wanted)
        for outcome in outcomes
        if any(each.fix and is_wanted(each.fix) for each in outcome.diagnostics)
    }
    unsettled = list(drafts)
    while unsettled:
        judged = run.outcomes(unsettled, lambda path: drafts[path].raw, watched)
        unsettled = [outcome.path for outcome in judged if drafts[outcome.path].go_on(outcome)]
    return [
        drafts[outcome.path].fixed() if outcome.path in drafts else Fixed(b"", b"", 0, outcome, outcome)
        for outcome in outcomes
    ]


def written(drafts: Sequence[Fixed]) -> Iterator[Fixed]:
    """Writes them in place. One that cannot be written is as it was before, and the others are written all the same."""
    for each in drafts:
        why_not = files.rewrite(each.first.path, each.before, each.after) if each.has_changed else ""
        yield replace(each, count=0, why_not=why_not) if why_not else each
