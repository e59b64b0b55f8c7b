"""The relevance of a draft's links for people: below what the draft is about a line a link, most off-topic first."""

from __future__ import annotations

from linklint.lines import Lines
from linklint.notes import safe

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from linklint.facts.relevance.weighing import Weighed
    from linklint.listing.entry import Row
    from linklint.model import Draft

_MOST = 40
_NOTHING = "-"


def render(draft: Draft, weighed: Sequence[Weighed], topics: Sequence[str]) -> Iterator[str]:
    yield safe(f"{draft.path}: about {', '.join(topics) or _NOTHING}") + "\n"
    rows = [("place", "score", "link", "not in the draft", "in the draft")]
    lines = Lines(draft.text)
    for each in weighed:
        place = lines.position(each.link.span.start)
        score = _NOTHING if each.score is None else f"{each.score:+.1f}"
        missing = f"not judged: {each.why_not}" if each.why_not else ", ".join(each.missing) or _NOTHING
        host = each.link.target.host if each.link.target else ""
        text = f"{_cut(' '.join(each.link.text.split()))} ({host})"
        rows.append((f"{place.line}:{place.column}", score, text, missing, ", ".join(each.matched) or _NOTHING))
    widths = [max(len(row[at]) for row in rows) for at in range(4)]
    for row in rows:
        yield (
            safe("  " + "  ".join([*(cell.ljust(wide) for cell, wide in zip(row, widths, strict=False)), row[4]]))
            + "\n"
        )


def row(draft: Draft, each: Weighed) -> Row:
    place = Lines(draft.text).position(each.link.span.start)
    return {
        "url": each.link.url,
        "text": each.link.text,
        "line": place.line,
        "column": place.column,
        "score": each.score,
        "in_draft": list(each.matched),
        "not_in_draft": list(each.missing),
        "why_not_judged": each.why_not,
    }


def _cut(text: str) -> str:
    return text if len(text) <= _MOST else text[: _MOST - 1] + "…"
