"""What would change in a draft, as a unified diff that `git apply` and `patch -p1` take."""

from __future__ import annotations

from linklint.patterns import pattern
from linklint.record import record
from linklint.report.plain import expanded, styled

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_CONTEXT = 3
"""Lines around a change that are shown."""
_AHEAD = 20
"""Lines, of both sides together, within which they are to meet again behind a change."""
_LINE = pattern(r"[^\n]*\n|[^\n]+")  # git's lines end here and nowhere else
_QUOTED = pattern(r'[\x00-\x1f\x7f"\\]')
_STYLES = {"+": "added", "-": "removed", "@": "hunk"}


@record
class _Change:
    """Lines of before become lines of after; counted from 0, ends exclusive."""

    old_start: int
    old_end: int
    new_start: int
    new_end: int


def diff(path: str, before: str, after: str) -> str:
    """Exact, line ends included; empty where nothing changes. Takes time in proportion to the draft."""
    old, new = _LINE.findall(before), _LINE.findall(after)
    hunks = [_hunk(changes, old, new) for changes in _neighbours(_changes(old, new))]
    if not hunks:
        return ""
    return f"--- {_name('a/' + path)}\n+++ {_name('b/' + path)}\n" + "".join(hunks)


def shown(text: str, colour: bool) -> str:
    """A diff for a terminal: nothing that a draft says moves the cursor."""
    return "".join(f"{_shown(line, colour)}\n" for line in text.split("\n")[:-1])


def _shown(line: str, colour: bool) -> str:
    style = "bold" if line.startswith(("--- ", "+++ ")) else _STYLES.get(line[:1], "")
    text = expanded(line.removesuffix("\r"))
    return styled(text, style, colour and bool(style))


def _changes(old: Sequence[str], new: Sequence[str]) -> Iterator[_Change]:
    i = j = 0
    while i < len(old) or j < len(new):
        old_start, new_start = i, j
        while (i < len(old) or j < len(new)) and not _meet(old, new, i, j):
            gone, come = _passed(old, new, i, j)
            i, j = min(i + gone, len(old)), min(j + come, len(new))
        if (i, j) != (old_start, new_start):
            yield _Change(old_start, i, new_start, j)
        while _meet(old, new, i, j):
            i, j = i + 1, j + 1


def _meet(old: Sequence[str], new: Sequence[str], i: int, j: int) -> bool:
    return i < len(old) and j < len(new) and old[i] == new[j]


def _passed(old: Sequence[str], new: Sequence[str], i: int, j: int) -> tuple[int, int]:
    """How many lines of each side to pass over until they meet: as few as can be. One of each where they do not soon."""
    for both in range(1, _AHEAD + 1):
        for gone in range(both + 1):
            if _meet(old, new, i + gone, j + both - gone):
                return gone, both - gone
    return 1, 1


def _neighbours(changes: Iterable[_Change]) -> list[list[_Change]]:
    """Changes whose contexts touch stand in one hunk."""
    hunks: list[list[_Change]] = []
    for change in changes:
        if hunks and change.old_start - hunks[-1][-1].old_end <= 2 * _CONTEXT:
            hunks[-1].append(change)
        else:
            hunks.append([change])
    return hunks


def _hunk(changes: Sequence[_Change], old: Sequence[str], new: Sequence[str]) -> str:
    before = min(_CONTEXT, changes[0].old_start)
    behind = min(_CONTEXT, len(old) - changes[-1].old_end)
    start, end = changes[0].old_start - before, changes[-1].old_end + behind
    old_range = _range(start, end)
    new_range = _range(changes[0].new_start - before, changes[-1].new_end + behind)
    lines = [f"@@ -{old_range} +{new_range} @@\n"]
    for change in changes:
        lines += _marked(" ", old[start : change.old_start])
        lines += _marked("-", old[change.old_start : change.old_end])
        lines += _marked("+", new[change.new_start : change.new_end])
        start = change.old_end
    return "".join([*lines, *_marked(" ", old[start:end])])


def _range(start: int, end: int) -> str:
    return f"{start + 1 if end > start else start},{end - start}"


def _marked(mark: str, lines: Iterable[str]) -> Iterator[str]:
    for line in lines:
        yield f"{mark}{line}" if line.endswith("\n") else f"{mark}{line}\n\\ No newline at end of file\n"


def _name(path: str) -> str:
    """As git writes it: quoted where it must be, and with a tab behind a name that has blanks."""
    if not _QUOTED.search(path):
        return f"{path}\t" if " " in path else path
    return '"' + _QUOTED.sub(lambda found: f"\\{ord(found.group()):03o}", path) + '"'
