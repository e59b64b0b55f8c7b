"""The block rules of markdown-it-py, on a state that keeps nothing but what links need. The only door to that package.

The rules are its own functions and judge the structure; only what drives them is ours. A rule is asked where the first
character of a line is one that it may accept, tokens that nobody reads are not made, and any window of a text can be read
in place. This depends on the signatures of the rules and of their state, not on what they decide.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import lru_cache
from itertools import zip_longest

from markdown_it import MarkdownIt
from markdown_it import __version__ as version
from markdown_it.rules_block import StateBlock, html_block, reference, table

from linklint.model import Span
from linklint.parse.content import TRIMMED, Block, LineOffsets, SourceLines
from linklint.parse.inlines import Definition, destination, has_trigger, normal_label, skip_spaces, title
from linklint.parse.line_starts import ENDS_WITH_ITS_TAG, TEXT_BEHIND_COMMENT
from linklint.parse.templates import MARKDOWN_TAG
from linklint.patterns import pattern

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from typing import Any

    from linklint.parse.content import Structure
    from linklint.parse.dialects import Dialect

    Rule = Callable[[StateBlock, int, int, bool], bool]

PROVEN = ("4.3.",)
"""Versions whose rules have been held against what `structure` reads without them."""
_FOOTNOTE = pattern(r"\[\^[^\]\s]+\]:")
_INDENTED_BLOCK = pattern(r"(?:!!!|\?\?\?\+?|===[!+]?)[ \t]+[\w\"']")
_UNDERLINE = pattern(r"(?:-+|=+)[ \t]*")
_FIRST_CHARACTERS = {
    "fence": "`~",
    "blockquote": ">",
    "hr": "*-_",
    "list": "*-+0123456789",
    "footnote": "[",
    "indented_block": "!?=",
    "reference": "[",
    "html_block": "<",
    "heading": "#",
}
"""Where a rule may accept a line: each looks at its first character and leaves."""
_CONTEXTS = {
    "heading_open": "heading",
    "blockquote_open": "quote",
    "list_item_open": "list",
    "table_open": "table",
    "footnote_open": "footnote",
}
_CLOSINGS = {name.replace("_open", "_close") for name in _CONTEXTS}
DEEPEST = 50
_MOST_ROWS = 5000
"""Of a table. A row costs the stock rule 0.1 ms."""

_MOST_LINES = 1000
"""Of a definition."""


def is_proven() -> bool:
    """Whether this version of markdown-it-py is known to agree with what is read without it."""
    return version.startswith(PROVEN)


class _Unread:
    """Takes what rules write to tokens of which nothing is read."""


_UNREAD = _Unread()


class _Content:
    """A token that holds text: a block of inlines, or of HTML."""

    def __init__(self, kind: str, context: str, level: int) -> None:
        self.kind, self.context, self.level = kind, context, level
        self.content = ""
        self.map = (0, 0)


class Window(StateBlock):
    """The lines of `text[start:end]`, read in place: all offsets are those of the whole text."""

    def __init__(self, text: str, start: int, end: int, engine: Engine) -> None:
        self.src, self.md, self.env, self.tokens = text, engine.parser, new_notes(), []
        self.contents: list[_Content] = []
        self.contexts: list[str] = []
        self.heading = 0
        self._mark_lines(text, start, end)
        self.lines = SourceLines(text, self.bMarks[:-1], self.eMarks[:-1])
        self._code_enabled = engine.reads_code
        self.result, self.ddIndent = "", -1
        self._enter_root()

    def _mark_lines(self, text: str, start: int, end: int) -> None:
        part = text[start:end]
        lines = part.split("\n")
        if not lines[-1].strip(" \t"):
            lines.pop()  # as upstream: what follows the last line end is a line only if it is not blank
        self.bMarks, self.eMarks = [], []
        position = start
        for line in lines:
            self.bMarks.append(position)
            position += len(line)
            self.eMarks.append(position)
            position += 1
        self.tShift = [len(line) - len(line.lstrip(" \t")) if line[:1] in " \t" else 0 for line in lines]
        self.sCount = self.tShift[:]
        if "\t" in part:
            for number, line in enumerate(lines):
                indent = line[: self.tShift[number]]
                if "\t" in indent:
                    self.sCount[number] = len(indent.expandtabs(4))
        self.lineMax = len(lines)
        self.bMarks.append(end)
        self.eMarks.append(end)
        self.tShift.append(0)
        self.sCount.append(0)
        self.bsCount = [0] * len(self.bMarks)

    def _enter_root(self) -> None:
        self.level = self.blkIndent = self.line = 0
        self.listIndent, self.parentType, self.tight = -1, "root", False

    def push(self, ttype: str, tag: str, nesting: int) -> Any:
        if nesting < 0:
            self.level -= 1
            if ttype in _CLOSINGS:
                self.contexts.pop()
        elif nesting > 0:
            self.level += 1
            if ttype in _CONTEXTS:
                self.contexts.append(_CONTEXTS[ttype])
                if ttype == "heading_open":
                    self.heading = int(tag[1:])
        elif ttype in ("inline", "html_block"):
            return self._content("html" if ttype == "html_block" else "inline")
        return _UNREAD

    def _content(self, kind: str) -> _Content:
        contexts = self.contexts
        context = "heading" if "heading" in contexts else contexts[-1] if contexts else "paragraph"
        made = _Content(kind, context, self.heading if context == "heading" else 0)
        self.contents.append(made)
        return made

    def read_one(self, start: int, structure: Structure) -> int:
        """Reads the block of the root that starts at this offset, and returns the offset behind it."""
        self._enter_root()
        self.line = line = bisect_left(self.lines.starts, start)
        self.md.block.read_block(self, line, self.lineMax)  # type: ignore[attr-defined]
        self._hand_over(structure)
        return self.bMarks[self.line]

    def read_all(self, structure: Structure) -> None:
        self.md.block.tokenize(self, 0, self.lineMax)
        self._hand_over(structure)

    def _hand_over(self, structure: Structure) -> None:
        hand_over(self.contents, self.env, self.lines, structure)
        self.contents, self.env = [], new_notes()


def new_notes() -> dict[str, Any]:
    """What rules write down beside tokens, as the environment of a parse."""
    return {"definition_rows": [], "too_deep": [], "too_long": []}


def hand_over(contents: Sequence[Any], notes: Mapping[str, Any], lines: SourceLines, structure: Structure) -> None:
    """Puts contents, which have a kind, a context, a level, a map of lines and a text, into the structure as blocks."""
    structure.definitions += (_definition(lines.text, rows) for rows in notes["definition_rows"])
    structure.too_deep += (lines.span(line, line + 1) for line in notes["too_deep"])
    structure.too_long += (lines.span(line, line + 1) for line in notes["too_long"])
    row: list[str] = []
    for content, following in zip_longest(contents, contents[1:]):
        first, behind = content.map
        if content.context != "table":
            if content.content:
                _place(content, lines.span(first, behind), lines, structure)
            continue
        row.append(content.content)
        if following is None or following.context != "table" or following.map[0] != first:
            for span, offsets, cell in lines.cells(row, first):
                structure.prose.append(span)
                if has_trigger(cell):
                    structure.blocks.append(Block("inline", cell, offsets, span, "table"))
            row = []


def _place(content: Any, span: Span, lines: SourceLines, structure: Structure) -> None:
    if content.kind == "inline":
        structure.prose.append(span)
        if not content.level and not has_trigger(content.content):
            return
    offsets = lines.offsets(content.content, *content.map)
    structure.blocks.append(Block(content.kind, content.content, offsets, span, content.context, content.level))


class Engine:
    """Stands where `MarkdownIt.block` does: the stock rules of containers call `tokenize` and ask the `ruler`."""

    def __init__(self, dialect: Dialect) -> None:
        self.parser = parser = make_parser(dialect)
        self.ruler = parser.block.ruler
        self.reads_code = not dialect.is_mdx
        active = [rule for rule in self.ruler.__rules__ if rule.enabled]
        self.starting: dict[str, list[Rule]] = {}
        self.interrupting: dict[str, list[Rule]] = {}
        for rule in active:
            for character in _FIRST_CHARACTERS.get(rule.name, ""):
                self.starting.setdefault(character, []).append(rule.fn)
                if "paragraph" in rule.alt:
                    self.interrupting.setdefault(character, []).append(rule.fn)
        named = {rule.name: rule.fn for rule in active}
        self.table, self.code = named["table"], named.get("code")
        parser.block = self  # type: ignore[assignment]

    def tokenize(self, state: Window, line: int, end: int) -> None:
        """The contract of `ParserBlock.tokenize`."""
        has_blank_lines = False
        while line < end:
            state.line = line = state.skipEmptyLines(line)
            if line >= end or state.sCount[line] < state.blkIndent:
                break
            if state.level >= DEEPEST:
                state.env["too_deep"].append(line)
                state.line = end
                break
            self.read_block(state, line, end)
            state.tight = not has_blank_lines
            line = state.line
            if line - 1 < end and state.isEmpty(line - 1):
                has_blank_lines = True
            if line < end and state.isEmpty(line):
                has_blank_lines = True
                line += 1
                state.line = line

    def read_block(self, state: Window, line: int, end: int) -> None:
        if self._may_be_table(state, line, end) and self.table(state, line, end, False):
            return
        if self.code and state.is_code_block(line):
            self.code(state, line, end, False)
            return
        for rule in self.starting.get(state.src[state.bMarks[line] + state.tShift[line]], ()):
            if rule(state, line, end, False):
                return
        self._read_text(state, line, end)

    def _may_be_table(self, state: Window, line: int, end: int) -> bool:
        """Whether the next line starts like the delimiter row of a table."""
        if line + 1 >= end:
            return False
        start = state.bMarks[line + 1] + state.tShift[line + 1]
        return state.src[start : start + 1] in ("|", "-", ":")

    def _read_text(self, state: Window, start: int, end: int) -> None:
        """A paragraph or a setext heading: upstream has two rules that walk the same lines."""
        outer, state.parentType = state.parentType, "paragraph"
        line, underline = self._end_of_text(state, start, end)
        content = state.getLines(start, line, state.blkIndent, False).strip(TRIMMED)
        if underline:
            state.push("heading_open", "h1" if underline == "=" else "h2", 1)
        token = state.push("inline", "", 0)
        token.content, token.map = content, (start, line)
        if underline:
            state.push("heading_close", "", -1)
        state.line = line + bool(underline)
        state.parentType = outer

    def _end_of_text(self, state: Window, start: int, end: int) -> tuple[int, str]:
        """The line that the text ends before, and the mark of the underline that stands there."""
        line, last = start + 1, state.lineMax
        while line < last and not state.isEmpty(line):
            indent = state.sCount[line] - state.blkIndent
            if indent > 3 and self.code:
                line += 1
                continue
            at, line_end = state.bMarks[line] + state.tShift[line], state.eMarks[line]
            mark = state.src[at]
            if mark in "-=" and indent >= 0 and line < end and _UNDERLINE.fullmatch(state.src, at, line_end):
                return line, mark
            # Below zero: a lazy line of a quote, which that rule has seen already.
            if state.sCount[line] >= 0 and self._interrupts(state, line, mark, last):
                break
            line += 1
        return line, ""

    def _interrupts(self, state: Window, line: int, mark: str, last: int) -> bool:
        if any(rule(state, line, last, True) for rule in self.interrupting.get(mark, ())):
            return True
        return self._may_be_table(state, line, last) and self.table(state, line, last, True)


@lru_cache(maxsize=4)
def engine_for(dialect: Dialect) -> Engine:
    return Engine(dialect)


def make_parser(dialect: Dialect) -> MarkdownIt:
    """The stock parser with the block rules of a dialect. Only its block level is used."""
    parser = MarkdownIt("commonmark", {"maxNesting": DEEPEST}).enable("table")
    parser.validateLink = lambda url: True  # type: ignore[method-assign]  # unsafe schemes are for rules to judge
    parser.normalizeLink = lambda url: url  # type: ignore[method-assign]
    ruler = parser.block.ruler
    ruler.at("table", _table, {"alt": ["paragraph", "reference"]})
    ruler.at("reference", _reference, {"alt": []})
    ruler.before("reference", "footnote", _footnote, {"alt": ["paragraph", "reference"]})
    if dialect.has_indented_blocks:
        ruler.before("reference", "indented_block", _indented_block, {"alt": []})
    if dialect.has_markdown_in_html:
        ruler.at("html_block", _html_block, {"alt": ["paragraph", "reference", "blockquote"]})
    if dialect.is_mdx:
        ruler.disable(["code", "html_block"])
    return parser


def _table(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """The stock rule for as many rows as are read."""
    behind = min(end, start + 2 + _MOST_ROWS)
    if not table(state, start, behind, silent):
        return False
    if not silent and behind < end and state.line == behind and not state.isEmpty(behind):
        state.env["too_long"].append(behind)
    return True


def _html_block(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """The stock rule, up to a tag between which Markdown is read; a comment before text belongs to the text."""
    text_start = state.bMarks[start] + state.tShift[start]
    if TEXT_BEHIND_COMMENT.match(state.src, text_start):
        return False
    if not silent and MARKDOWN_TAG in state.src and not ENDS_WITH_ITS_TAG.match(state.src, text_start):
        behind = start + 1
        while behind < end and not state.isEmpty(behind):
            if state.src.startswith(MARKDOWN_TAG, state.bMarks[behind] + state.tShift[behind]):
                return html_block(state, start, behind, silent)
            behind += 1
    return html_block(state, start, end, silent)


def _reference(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """The stock rule, which also notes the lines that it took. It adds line to line, so it is given so many of them."""
    last, state.lineMax = state.lineMax, min(state.lineMax, start + _MOST_LINES)
    is_definition = reference(state, start, end, silent)
    state.lineMax = last
    if not is_definition:
        return False
    if not silent:
        rows = [(state.bMarks[line] + state.tShift[line], state.eMarks[line]) for line in range(start, state.line)]
        state.env["definition_rows"].append(rows)
    return True


def _footnote(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """`[^1]:` opens a container with an indent of four columns; to CommonMark it would be a definition or code."""
    if state.is_code_block(start):
        return False
    mark = _FOOTNOTE.match(state.src, state.bMarks[start] + state.tShift[start], state.eMarks[start])
    if not mark:
        return False
    if silent:
        return True
    saved = (state.bMarks[start], state.tShift[start], state.sCount[start])
    text_start = mark.end()
    while text_start < state.eMarks[start] and state.src[text_start] in " \t":
        text_start += 1
    state.bMarks[start], state.tShift[start] = mark.end(), text_start - mark.end()
    state.sCount[start] = state.blkIndent + 4
    _read_indented(state, "footnote", start, start, end)
    state.bMarks[start], state.tShift[start], state.sCount[start] = saved
    return True


def _indented_block(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """`!!! note`, `??? note` and `=== "tab"` hold what is indented by four columns below them."""
    if state.is_code_block(start):
        return False
    if not _INDENTED_BLOCK.match(state.src, state.bMarks[start] + state.tShift[start], state.eMarks[start]):
        return False
    if not silent:
        _read_indented(state, "indented_block", start, start + 1, end)
    return True


def _read_indented(state: StateBlock, name: str, start: int, first: int, end: int) -> None:
    """Reads from line `first` what stands in a container that starts at line `start`."""
    saved = state.blkIndent, state.parentType
    state.push(name + "_open", "", 1)
    state.blkIndent += 4
    state.parentType = name
    state.md.block.tokenize(state, first, end)
    state.blkIndent, state.parentType = saved
    state.push(name + "_close", "", -1)
    state.line = max(state.line, start + 1)


def _definition(text: str, rows: Sequence[tuple[int, int]]) -> tuple[str, Definition]:
    """`rows`: of each line, where its text starts and ends."""
    offsets, content = LineOffsets(), ""
    for start, end in rows:
        offsets.add(len(content), start)
        content += text[start:end] + "\n"
    closing = 1
    while content[closing] != "]":
        closing += 2 if content[closing] == "\\" else 1
    target = destination(content, skip_spaces(content, closing + 2))
    assert target is not None
    name = title(content, skip_spaces(content, target.after))
    whole = offsets.span(0, len(content.rstrip()))
    place = offsets.span(target.start, target.end)
    label = normal_label(content[1:closing])
    return label, Definition(target.url, name[0] if name else "", whole.start, whole.end, place.start, place.end)
