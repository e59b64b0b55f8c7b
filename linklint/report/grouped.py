"""For people: the findings of each draft below its path, one line each."""

from __future__ import annotations

from linklint.notes import line_start, safe
from linklint.report.order import by_path
from linklint.report.plain import fixable, styled

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from linklint.model import Diagnostic
    from linklint.summary import Summary


def render(diagnostics: Iterable[Diagnostic], summary: Summary, colour: bool) -> str:
    return "".join("\n".join(_block(path, found, colour)) + "\n\n" for path, found in by_path(diagnostics))


def _block(path: str, found: Sequence[Diagnostic], colour: bool) -> Iterator[str]:
    yield styled(line_start(path), "bold", colour)
    places = [f"{each.place.start.line}:{each.place.start.column}" for each in found]
    width, level_width = max(map(len, places)), max(len(each.level) for each in found)
    for place, each in zip(places, found, strict=True):
        level = styled(each.level.ljust(level_width), each.level, colour)
        name = styled(f"[{each.rule}]{fixable(each)}", "dim", colour)
        yield f"  {place.rjust(width)}  {level}  {safe(each.message)} {name}"
