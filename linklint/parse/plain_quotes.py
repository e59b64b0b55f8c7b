"""Block quotes that hold nothing but plain paragraphs, read without a parser."""

from __future__ import annotations

from linklint.model import Span
from linklint.parse.content import Block
from linklint.parse.line_starts import PARAGRAPH_IN_A_QUOTE, PLAIN_QUOTE
from linklint.parse.plain_lists import joined

TYPE_CHECKING = False
if TYPE_CHECKING:
    from linklint.parse.content import Structure
    from linklint.parse.upcoming import Upcoming


def read(text: str, start: int, trigger: Upcoming, structure: Structure) -> int:
    """Reads the quote that starts here. Returns the offset behind it, or 0 where it holds anything else than plain
    paragraphs; then the structure is left as it was."""
    quote = PLAIN_QUOTE.match(text, start)
    if not quote or text.find("]:", start, quote.end()) >= 0:
        return 0
    for paragraph in PARAGRAPH_IN_A_QUOTE.finditer(text, start, quote.end()):
        span = Span(*paragraph.span())
        structure.prose.append(span)
        if trigger(span.start, span.end):
            content, offsets = joined(text, _pieces(text, span))
            structure.blocks.append(Block("inline", content, offsets, span, "quote"))
    return quote.end()


def _pieces(text: str, span: Span) -> list[tuple[int, int]]:
    """The lines of a paragraph without their marks."""
    pieces, start = [], span.start
    for line in text[span.start : span.end].split("\n"):
        end = start + len(line)
        pieces.append((start + 1 + line.startswith(" ", 1), end))
        start = end + 1
    return pieces
