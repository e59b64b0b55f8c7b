"""Lists whose items hold nothing but plain paragraphs and such lists again, read without a parser."""

from __future__ import annotations

from linklint.model import Span
from linklint.parse.content import TRIMMED, Block, LineOffsets, Verbatim
from linklint.parse.line_starts import ITEM, ITEM_LINE, LIST_MARK, MORE_LINE

TYPE_CHECKING = False
if TYPE_CHECKING:
    from linklint.parse.content import Offsets, Structure
    from linklint.parse.upcoming import Upcoming

_DEEPEST = 12


def read(text: str, start: int, end: int, trigger: Upcoming, structure: Structure) -> int:
    """Reads lists from `start` on, at most to `end`. Returns the offset behind them, or 0 where a line is anything else
    than plain; then the structure is left as it was."""
    reader = _Reader(text, start, end)
    behind = reader.read()
    if not behind:
        return 0
    for span, pieces in reader.paragraphs:
        if text[pieces[0][0]].isspace() and not text[pieces[0][0] : pieces[-1][1]].strip(TRIMMED):
            continue
        structure.prose.append(span)
        if trigger(pieces[0][0], pieces[-1][1]):
            content, offsets = joined(text, pieces)
            structure.blocks.append(Block("inline", content, offsets, span, "list"))
    return behind


def joined(text: str, pieces: list[tuple[int, int]]) -> tuple[str, Offsets]:
    """The content of a paragraph whose lines are these pieces of the text."""
    if len(pieces) == 1:
        start, end = pieces[0]
        return text[start:end].rstrip(TRIMMED), Verbatim(start)
    offsets, position = LineOffsets(), 0
    for start, end in pieces:
        offsets.add(position, start)
        position += end - start + 1
    return "\n".join(text[start:end] for start, end in pieces).rstrip(TRIMMED), offsets


class _Reader:
    """Goes line by line. A step answers whether the line is plain."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self.text, self.position, self.end = text, start, end
        self.columns: list[int] = []
        """Of the open items, where their contents start."""
        self.paragraphs: list[tuple[Span, list[tuple[int, int]]]] = []
        """With the pieces of the text that are their lines."""
        self.lines: list[tuple[int, int]] = []
        """Of the open paragraph."""
        self.first = 0
        """Where the first line of the open paragraph starts, with its mark."""
        self.is_behind_blank = False

    def read(self) -> int:
        text = self.text
        while self.position < self.end:
            line_end = text.find("\n", self.position)
            if line_end < 0:
                line_end = len(text)
            if item := ITEM.match(text, self.position, line_end + 1):
                indent, mark_end, after = item.end(1) - self.position, item.end(2), item.end()
                if not self._item(indent, text[item.start(2) : mark_end], after, line_end):
                    return 0
            elif not text[self.position : line_end].strip(" \t"):
                self._close()
                self.is_behind_blank = True
            elif not self._text(line_end):
                return 0
            elif not self.columns:
                break
            self.position = line_end + 1
        self._close()
        return self.position

    def _item(self, indent: int, mark: str, text_start: int, line_end: int) -> bool:
        columns = self.columns
        if columns and indent < columns[-1]:
            outer = columns[-2] if len(columns) > 1 else 0
            if not self.is_behind_blank and indent - outer >= 4:
                return False
            while columns and indent < columns[-1]:
                columns.pop()
        elif (
            columns
            and not self.is_behind_blank
            and (indent - columns[-1] >= 4 or mark not in ("-", "+", "*", "1.", "1)"))
        ):
            return False  # it goes on with the paragraph
        if indent - (columns[-1] if columns else 0) >= 4 or len(columns) > _DEEPEST:
            return False
        self._close()
        columns.append(text_start - self.position)
        self._open(text_start, line_end)
        return True

    def _text(self, line_end: int) -> bool:
        """A line of text. Where it ends all items no item is open behind it."""
        text, position, columns = self.text, self.position, self.columns
        start = position
        while text[start] == " ":
            start += 1
        if (
            text[start] == "\t"
            or LIST_MARK.match(text, start, line_end + 1)
            or not MORE_LINE.match(text, start, line_end + 1)
        ):
            return False
        if not self.is_behind_blank:
            self.lines.append((min(start, position + columns[-1]), line_end))
            return True
        while columns and start - position < columns[-1]:
            columns.pop()
        if not columns:
            return True
        if start - position - columns[-1] >= 4 or not ITEM_LINE.match(text, start, line_end + 1):
            return False
        self._open(start, line_end)
        return True

    def _open(self, start: int, line_end: int) -> None:
        self.first, self.lines, self.is_behind_blank = self.position, [(start, line_end)], False

    def _close(self) -> None:
        if self.lines:
            self.paragraphs.append((Span(self.first, self.lines[-1][1]), self.lines))
            self.lines = []
