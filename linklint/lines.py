"""Offsets into a draft as lines and columns, and back."""

from __future__ import annotations

from bisect import bisect_right

from linklint.model import Place, Position, Span
from linklint.patterns import pattern

_LINE_END = pattern(r"\r\n?|\n")  # the line ends of CommonMark, HTML and LSP; str.splitlines() knows more


class Lines:
    """The lines of a text. Building one walks the text once."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.starts = [0]
        self.ends: list[int] = []
        """Without the line end."""
        for found in _LINE_END.finditer(text):
            self.ends.append(found.start())
            self.starts.append(found.end())
        self.ends.append(len(text))
        self._shown: dict[int, str] = {}

    def position(self, offset: int) -> Position:
        line = bisect_right(self.starts, offset) - 1
        return Position(line + 1, offset - self.starts[line] + 1)

    def line(self, number: int) -> str:
        """The text of a line, counted from 1, without its line end."""
        return self.text[self.starts[number - 1] : self.ends[number - 1]]

    def line_span(self, number: int) -> Span:
        return Span(self.starts[number - 1], self.ends[number - 1])

    def place(self, span: Span, url: str = "", text: str = "") -> Place:
        start, end = self.position(span.start), self.position(span.end)
        for number in (start.line, end.line):
            if number not in self._shown:
                self._shown[number] = self.line(number)  # one text for all places of a line
        return Place(span, start, end, self._shown[start.line], self._shown[end.line], url, text)
