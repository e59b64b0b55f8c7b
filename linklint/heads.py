"""Where a finding stands that is about a draft as a whole."""

from __future__ import annotations

from linklint.model import Span
from linklint.words import count

TYPE_CHECKING = False
if TYPE_CHECKING:
    from linklint.model import Draft


def head(draft: Draft) -> Span:
    """The title, or the first line of the reading text where none is written in it."""
    for heading in draft.headings:
        if heading.level == 1:
            return heading.span
    for span in draft.prose:
        for line in map(str.strip, draft.text[span.start : span.end].splitlines()):
            if count(line) and not line.startswith("{"):
                start = draft.text.index(line, span.start)
                return Span(start, start + len(line))
    return draft.links[0].span if draft.links else Span(0, 0)
