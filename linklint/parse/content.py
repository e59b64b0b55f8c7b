"""What the blocks of Markdown hold, and where it stands in the file.

A block's content is a string of lines that each end some source line, so its places follow from the source alone: no
inner state of the parser is needed, and every line is checked while it is mapped.
"""

from __future__ import annotations

from bisect import bisect_right

from linklint.model import Span
from linklint.patterns import pattern
from linklint.record import record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Protocol

    from linklint.parse.inlines import Definition

    class Offsets(Protocol):
        """Offsets of a block's content -> offsets of the file."""

        def __call__(self, offset: int) -> int: ...

        def span(self, start: int, end: int) -> Span:
            """The end is mapped from the last character inside, so that it never runs into the next line's indent."""


TRIMMED = "\t\n\v\f\r \u00a0\u1680\u2028\u2029\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))
"""What markdown-it-py trims from a block's content (`MD_TRIM_CHARS`)."""
_UNESCAPED_PIPE = pattern(r"(?<!\\)\|")
_ESCAPED_PIPE = pattern(r"\\\|")
_ROW_PREFIX = pattern(r"[\s>]*(?:(?:[-+*]|\d{1,9}[.)]|\[\^[^\]]+\]:)[\s>]+)*")


class Verbatim:
    """Of content that stands in the file as it is."""

    __slots__ = ("base",)

    def __init__(self, base: int) -> None:
        self.base = base

    def __call__(self, offset: int) -> int:
        return self.base + offset

    def span(self, start: int, end: int) -> Span:
        return Span(self.base + start, self.base + end)


class LineOffsets:
    """Of content whose lines have lost their indents or marks."""

    __slots__ = ("content_starts", "file_starts", "holes")

    def __init__(self) -> None:
        self.content_starts: list[int] = []
        self.file_starts: list[int] = []
        self.holes: list[int] = []
        """Where a character of the file is missing in the content: the backslash of `\\|` in a table."""

    def add(self, content_start: int, file_start: int) -> None:
        self.content_starts.append(content_start)
        self.file_starts.append(file_start)

    def __call__(self, offset: int) -> int:
        line = bisect_right(self.content_starts, offset) - 1
        return self.file_starts[line] + offset - self.content_starts[line] + bisect_right(self.holes, offset)

    def span(self, start: int, end: int) -> Span:
        return Span(self(start), self(end - 1) + 1 if end > start else self(start))


@record
class Block:
    kind: str
    """`inline` for content of inlines, `html` for an HTML block."""
    content: str
    offsets: Offsets | None
    """None where its lines could not be found again in the file."""
    span: Span
    """From its first source line to its last."""
    context: str
    level: int = 0
    """Of a heading."""


class Structure:
    """The block level of a draft, as it is read."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        """In order. Blocks of text in which no link can be are left out, headings never."""
        self.prose: list[Span] = []
        """Where the blocks of text stand."""
        self.skipped: list[Span] = []
        """Text that was not divided into blocks because it holds neither links nor headings."""
        self.definitions: list[tuple[str, Definition]] = []
        """With their normalised labels, in order; repeated ones too."""
        self.too_deep: list[Span] = []
        """Containers nest beyond what the parser follows: what stands inside was not read."""
        self.too_long: list[Span] = []
        """Tables with more rows than are read."""


class SourceLines:
    """The lines of a text, or of a window of it, by number."""

    __slots__ = ("ends", "starts", "text")

    def __init__(self, text: str, starts: Sequence[int], ends: Sequence[int]) -> None:
        self.text, self.starts, self.ends = text, starts, ends

    def __len__(self) -> int:
        return len(self.starts)

    def __getitem__(self, number: int) -> str:
        return self.text[self.starts[number] : self.ends[number]]

    def span(self, first: int, behind: int) -> Span:
        return Span(self.starts[first], self.ends[max(first, min(behind, len(self)) - 1)])

    def offsets(self, content: str, first: int, behind: int) -> Offsets | None:
        """Where the lines of a block's content stand. `first` and `behind`: the lines that the parser counts to it."""
        start = self.starts[first]
        after = start + len(content)
        if self.text.startswith(content, start) and not self.text[after : self.ends[behind - 1]].strip(TRIMMED):
            return Verbatim(start)
        offsets = LineOffsets()
        position = 0
        parts = content.split("\n")
        for index, line in enumerate(parts):
            number = first + index
            if number >= len(self):
                break
            is_last = index == len(parts) - 1
            column = _column(self[number], line, is_last)
            while column is None and not index and behind - first > len(parts):
                # The parser trims a first line of nothing but exotic blanks away, and keeps it in its line count.
                first, number = first + 1, number + 1
                column = _column(self[number], line, is_last)
            if column is None:
                return None
            offsets.add(position, self.starts[number] + column)
            position += len(line) + 1
        return offsets

    def cells(self, contents: Sequence[str], number: int) -> list[tuple[Span, Offsets | None, str]]:
        """Where the cells of a table row stand, with what they hold, empty ones left out. In their contents `\\|` has become
        `|`."""
        base, line = self.starts[number], self[number].rstrip(TRIMMED)
        cuts = [found.start() for found in _UNESCAPED_PIPE.finditer(line)]
        places = list(zip([0] + [cut + 1 for cut in cuts], [*cuts, len(line)], strict=True))
        prefix = _ROW_PREFIX.match(line)
        skipped = int(bool(cuts) and prefix is not None and prefix.end() >= cuts[0])
        if not _fit(contents, line, places[skipped:]):
            skipped = 1 - skipped  # what looks like the mark of a list is the first cell
        return [
            (Span(base + start, base + end), _cell_offsets(cell, line, start, end, base), cell)
            for cell, (start, end) in zip(contents, places[skipped:], strict=False)
            if cell
        ]


def _column(written: str, line: str, is_last: bool) -> int | None:
    """Where a content line starts in its source line, of which it is a suffix: but for blanks at the end of a block, for
    the closing marks of a heading, and for a tab that the parser expanded. The column is below zero where the expanded
    blanks are longer than what stands before the text: what follows them is what must be in place."""
    if written.endswith(line):
        return len(written) - len(line)
    trimmed = written.rstrip(TRIMMED)
    if is_last and trimmed.endswith(line):
        return len(trimmed) - len(line)
    if is_last and (heading := trimmed.rstrip("#").rstrip(TRIMMED)).endswith(line):
        return len(heading) - len(line)
    core = line.lstrip(" \t")
    for whole in (written, trimmed) if is_last else (written,):
        if whole.endswith(core):
            return len(whole) - len(line)
    return None


def _fit(contents: Sequence[str], line: str, places: Sequence[tuple[int, int]]) -> bool:
    """Whether the cells' contents end what stands at these places of the row."""
    return all(
        line[start:end].rstrip(TRIMMED).replace("\\|", "|").endswith(content)
        for content, (start, end) in zip(contents, places, strict=False)
    )


def _cell_offsets(content: str, line: str, start: int, end: int, base: int) -> Offsets | None:
    if not _fit([content], line, [(start, end)]):
        return None
    raw = line[start:end].rstrip(TRIMMED)
    inner = max(len(raw) - len(content) - raw.count("\\|"), 0)
    offsets = LineOffsets()
    offsets.add(0, base + start + inner)
    offsets.holes = [found.start() - at for at, found in enumerate(_ESCAPED_PIPE.finditer(raw[inner:]))]
    return offsets
