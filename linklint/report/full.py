"""For people: each finding with its source line, carets under the exact place, and the evidence."""

from __future__ import annotations

from linklint.notes import line_start, safe
from linklint.report.plain import expanded, fixable, styled, width

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from linklint.model import Diagnostic, Place
    from linklint.summary import Summary

_WIDEST = 100
"""Code points of a source line that are shown; drafts have paragraphs in one line."""
_MOST_PLACES = 5


def render(diagnostics: Iterable[Diagnostic], summary: Summary, colour: bool) -> str:
    return "".join("\n".join(_block(each, colour)) + "\n\n" for each in diagnostics)


def _block(diagnostic: Diagnostic, colour: bool) -> Iterator[str]:
    start = diagnostic.place.start
    where = styled(f"{line_start(diagnostic.path)}:{start.line}:{start.column}", "bold", colour)
    level = styled(diagnostic.level, diagnostic.level, colour)
    name = styled(f"[{diagnostic.rule}]{fixable(diagnostic)}", "dim", colour)
    yield f"{where}: {level}: {safe(diagnostic.message)} {name}"
    yield from _excerpt(diagnostic.place, diagnostic.level, colour)
    for line in diagnostic.evidence:
        yield f"  = {safe(line)}"
    if diagnostic.also:
        shown = ", ".join(map(_where, diagnostic.also[:_MOST_PLACES]))
        more = len(diagnostic.also) - _MOST_PLACES
        yield f"  = also at {shown}" + (f" and {more} more" if more > 0 else "")


def _where(place: Place) -> str:
    head = f"{safe(place.path)}:" if place.path else ""
    return f"{head}{place.start.line}:{place.start.column}"


def _excerpt(place: Place, level: str, colour: bool) -> Iterator[str]:
    """The source line, or the part of it that holds the place, with carets below."""
    number = str(place.start.line)
    line, start = place.line_text, place.start.column - 1
    end = place.end.column - 1 if place.end.line == place.start.line else len(line)
    left = 0 if len(line) <= _WIDEST or end <= _WIDEST else max(0, min(start - 30, end - _WIDEST))
    right = min(len(line), left + _WIDEST)
    before, marked, behind = line[left:start], line[start : min(end, right)], line[min(end, right) : right]
    head = "…" if left else ""
    tail = "…" if right < len(line) else ""
    gutter = " " * len(number)
    yield f"{gutter} |"
    yield f"{number} | {head}{expanded(before)}{expanded(marked)}{expanded(behind)}{tail}"
    carets = "^" * max(1, width(expanded(marked)))
    yield f"{gutter} | {' ' * (len(head) + width(expanded(before)))}{styled(carets, level, colour)}"
