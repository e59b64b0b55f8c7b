"""The block level of Markdown: which content stands where. The only door to markdown-it-py, which judges the structure.

A block's content is a string of lines that each end some source line, so its places follow from the source alone: no
inner state of the parser is needed, and every line is checked while it is mapped.
"""

from __future__ import annotations

from bisect import bisect_right
from functools import lru_cache

from linklint.model import Span
from linklint.parse.inlines import Definition, destination, normal_label, skip_spaces, title
from linklint.patterns import pattern
from linklint.record import record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.token import Token

    from linklint.lines import Lines

_TRIMMED = "\t\n\v\f\r \u00a0\u1680\u2028\u2029\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))
"""What markdown-it-py trims from a block's content (`MD_TRIM_CHARS`)."""
_UNESCAPED_PIPE = pattern(r"(?<!\\)\|")
_ESCAPED_PIPE = pattern(r"\\\|")
_ROW_PREFIX = pattern(r"[\s>]*(?:(?:[-+*]|\d{1,9}[.)]|\[\^[^\]]+\]:)[\s>]+)*")
_FOOTNOTE = pattern(r"\[\^[^\]\s]+\]:")
_CONTEXTS = {
    "heading": "heading",
    "blockquote": "quote",
    "list_item": "list",
    "table": "table",
    "footnote": "footnote",
}
_DEEPEST = 50


class Offsets:
    """Offsets of a block's content -> offsets of the file."""

    __slots__ = ("content_starts", "file_starts", "holes", "is_verified")

    def __init__(self) -> None:
        self.content_starts: list[int] = []
        self.file_starts: list[int] = []
        self.holes: list[int] = []
        """Where a character of the file is missing in the content: the backslash of `\\|` in a table."""
        self.is_verified = True

    def add(self, content_start: int, file_start: int) -> None:
        self.content_starts.append(content_start)
        self.file_starts.append(file_start)

    def __call__(self, offset: int) -> int:
        line = bisect_right(self.content_starts, offset) - 1
        return self.file_starts[line] + offset - self.content_starts[line] + bisect_right(self.holes, offset)

    def span(self, start: int, end: int) -> Span:
        """The end is mapped from the last character inside, so that it never runs into the next line's indent."""
        return Span(self(start), self(end - 1) + 1 if end > start else self(start))


@record
class Block:
    kind: str
    """`inline` for content of inlines, `html` for an HTML block."""
    content: str
    offsets: Offsets
    span: Span
    """From its first source line to its last."""
    context: str
    level: int = 0
    """Of a heading."""


@record
class Structure:
    blocks: list[Block]
    definitions: list[tuple[str, Definition]]
    """With their normalised labels, in order; repeated ones too."""
    is_too_deep: bool
    """Containers nest beyond what the parser follows: what stands inside was not read."""


def read(text: str, lines: Lines, is_mdx: bool) -> Structure:
    """The blocks of a masked text. `lines` are those of the file, which has the same length."""
    normal = text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text
    if "\0" in normal:
        normal = normal.replace("\0", "\ufffd")
    source = [text[start:end] for start, end in zip(lines.starts, lines.ends, strict=True)]
    parser = _parser(is_mdx)
    tokens: list[Token] = []
    environment: dict[str, object] = {"definition_lines": [], "deepest": 0}
    parser.block.parse(normal, parser, environment, tokens)
    definitions = [_definition(normal, rows, lines) for rows in environment["definition_lines"]]  # type: ignore[attr-defined]
    return Structure(
        list(_blocks(tokens, source, lines)), definitions, any(token.level >= _DEEPEST - 1 for token in tokens)
    )


def _blocks(tokens: Sequence[Token], source: Sequence[str], lines: Lines) -> Iterator[Block]:
    contexts: list[str] = []
    level = 0
    cells: list[Token] = []
    for token in tokens:
        name = token.type.rpartition("_")[0]
        if token.nesting == 1:
            if name in _CONTEXTS:
                contexts.append(_CONTEXTS[name])
            if name == "heading":
                level = int(token.tag[1:])
            elif name == "tr":
                cells = []
        elif token.nesting == -1:
            if name in _CONTEXTS:
                contexts.pop()
            if name == "tr" and token.type == "tr_close" and cells:
                yield from _row(cells, source, lines)
        elif token.type == "inline" and token.map:
            if "table" in contexts:
                cells.append(token)
            elif token.content:
                context = _context(contexts)
                heading = level if context == "heading" else 0
                yield _block("inline", token, source, lines, context, heading)
        elif token.type == "html_block":
            yield _block("html", token, source, lines, _context(contexts), 0)


def _context(contexts: Sequence[str]) -> str:
    return "heading" if "heading" in contexts else contexts[-1] if contexts else "paragraph"


def _block(kind: str, token: Token, source: Sequence[str], lines: Lines, context: str, level: int) -> Block:
    assert token.map
    first, behind = token.map
    last = min(behind, len(source)) - 1
    span = Span(lines.starts[first], lines.ends[max(first, last)])
    offsets = _line_offsets(token.content, first, last + 1, source, lines)
    return Block(kind, token.content, offsets, span, context, level)


def _line_offsets(content: str, first: int, behind: int, source: Sequence[str], lines: Lines) -> Offsets:
    """`first` and `behind`: the source lines that the parser counts to the block."""
    offsets = Offsets()
    position = 0
    parts = content.split("\n")
    for index, line in enumerate(parts):
        number = first + index
        if number >= len(source):
            break
        is_last = index == len(parts) - 1
        column = _column(source[number].replace("\0", "\ufffd"), line, is_last)
        while column is None and not index and behind - first > len(parts):
            # The parser trims a first line of nothing but exotic blanks away, and keeps it in its line count.
            first, number = first + 1, number + 1
            column = _column(source[number].replace("\0", "\ufffd"), line, is_last)
        if column is None:
            offsets.is_verified = False
            column = 0
        offsets.add(position, lines.starts[number] + column)
        position += len(line) + 1
    return offsets


def _column(written: str, line: str, is_last: bool) -> int | None:
    """Where a content line starts in its source line, of which it is a suffix: but for blanks at the end of a block, for
    the closing marks of a heading, and for a tab that the parser expanded. The column is below zero where the expanded
    blanks are longer than what stands before the text: what follows them is what must be in place."""
    if written.endswith(line):
        return len(written) - len(line)
    trimmed = written.rstrip(_TRIMMED)
    if is_last and trimmed.endswith(line):
        return len(trimmed) - len(line)
    if is_last and (heading := trimmed.rstrip("#").rstrip(_TRIMMED)).endswith(line):
        return len(heading) - len(line)
    core = line.lstrip(" \t")
    for whole in (written, trimmed) if is_last else (written,):
        if whole.endswith(core):
            return len(whole) - len(line)
    return None


def _row(cells: Sequence[Token], source: Sequence[str], lines: Lines) -> Iterator[Block]:
    """The cells of a table row. In their content `\\|` has become `|`."""
    assert cells[0].map
    number = cells[0].map[0]
    base, line = lines.starts[number], source[number].replace("\0", "\ufffd").rstrip(_TRIMMED)
    cuts = [found.start() for found in _UNESCAPED_PIPE.finditer(line)]
    spans = list(zip([0] + [cut + 1 for cut in cuts], [*cuts, len(line)], strict=True))
    prefix = _ROW_PREFIX.match(line)
    skipped = int(bool(cuts) and prefix is not None and prefix.end() >= cuts[0])
    if not _fit(cells, line, spans[skipped:]):
        skipped = 1 - skipped  # what looks like the mark of a list is the first cell
    for cell, (start, end) in zip(cells, spans[skipped:], strict=False):
        if not cell.content:
            continue
        raw = line[start:end].rstrip(_TRIMMED)
        offsets = Offsets()
        offsets.is_verified = _fit([cell], line, [(start, end)])
        inner = max(len(raw) - len(cell.content) - raw.count("\\|"), 0)
        offsets.add(0, base + start + inner)
        offsets.holes = [found.start() - at for at, found in enumerate(_ESCAPED_PIPE.finditer(raw[inner:]))]
        yield Block("inline", cell.content, offsets, Span(base + start, base + end), "table")


def _fit(cells: Sequence[Token], line: str, spans: Sequence[tuple[int, int]]) -> bool:
    """Whether the cells' contents end what stands at these places of the row."""
    return all(
        line[start:end].rstrip(_TRIMMED).replace("\\|", "|").endswith(cell.content)
        for cell, (start, end) in zip(cells, spans, strict=False)
    )


def _definition(normal: str, rows: Sequence[tuple[int, int, int, int]], lines: Lines) -> tuple[str, Definition]:
    """`rows`: per line its start and end in the normalised text, its number, and the column at which it starts."""
    offsets, text = Offsets(), ""
    for start, end, number, column in rows:
        offsets.add(len(text), lines.starts[number] + column)
        text += normal[start:end] + "\n"
    closing = 1
    while text[closing] != "]":
        closing += 2 if text[closing] == "\\" else 1
    target = destination(text, skip_spaces(text, closing + 2))
    assert target is not None
    name = title(text, skip_spaces(text, target.after))
    whole = offsets.span(0, len(text.rstrip()))
    place = offsets.span(target.start, target.end)
    label = normal_label(text[1:closing])
    return label, Definition(target.url, name[0] if name else "", whole.start, whole.end, place.start, place.end)


@lru_cache(maxsize=2)
def _parser(is_mdx: bool) -> MarkdownIt:
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"maxNesting": _DEEPEST}).enable("table")
    parser.validateLink = lambda url: True  # type: ignore[method-assign]  # unsafe schemes are for rules to judge
    parser.normalizeLink = lambda url: url  # type: ignore[method-assign]
    parser.block.ruler.at("reference", _reference, {"alt": []})
    parser.block.ruler.before("reference", "footnote", _footnote, {"alt": ["paragraph", "reference"]})
    if is_mdx:
        parser.block.ruler.disable(["code", "html_block"])
    return parser


def _reference(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """The stock rule, which also notes the lines that it took."""
    from markdown_it.rules_block import reference

    if not reference(state, start, end, silent):
        return False
    if not silent:
        rows = []
        for number in range(start, state.line):
            begin = state.bMarks[number] + state.tShift[number]
            rows.append((begin, state.eMarks[number], number, begin - _line_start(state.src, begin)))
        state.env["definition_lines"].append(rows)
    return True


def _line_start(text: str, offset: int) -> int:
    return text.rfind("\n", 0, offset) + 1


def _footnote(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """`[^1]:` opens a container with an indent of four columns; to CommonMark it would be a definition or code."""
    if state.is_code_block(start):
        return False
    mark = _FOOTNOTE.match(state.src, state.bMarks[start] + state.tShift[start], state.eMarks[start])
    if not mark:
        return False
    if silent:
        return True
    saved = (state.bMarks[start], state.tShift[start], state.sCount[start], state.blkIndent, state.parentType)
    text_start = mark.end()
    while text_start < state.eMarks[start] and state.src[text_start] in " \t":
        text_start += 1
    state.push("footnote_open", "", 1)
    state.bMarks[start], state.tShift[start] = mark.end(), text_start - mark.end()
    state.blkIndent += 4
    state.sCount[start] = state.blkIndent
    state.parentType = "footnote"
    state.md.block.tokenize(state, start, end)
    state.bMarks[start], state.tShift[start], state.sCount[start], state.blkIndent, state.parentType = saved
    state.push("footnote_close", "", -1)
    state.line = max(state.line, start + 1)
    return True
