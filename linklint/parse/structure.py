"""The block level of a Markdown draft.

What the first characters of its lines decide is read here: plain paragraphs, headings, fences, HTML blocks, definitions on
one line and plain lists. Everything else goes to markdown-it-py's rules, one block of the root at a time, in a window of
lines that ends where no container can go on: before a line that starts in column 0 behind a blank line. Most drafts need
no such window, and never import that package.
"""

from __future__ import annotations

import re
from functools import lru_cache

from linklint.model import Span
from linklint.parse import line_starts, plain_lists
from linklint.parse.content import TRIMMED, Block, Structure, Verbatim
from linklint.parse.inlines import Definition, normal_label
from linklint.parse.upcoming import Upcoming
from linklint.patterns import pattern

TYPE_CHECKING = False
if TYPE_CHECKING:
    from linklint.parse.blocks import Window
    from linklint.parse.dialects import Dialect

_TRIGGERS = ("]", "<", pattern("://"), "@", pattern(r"ww\."), pattern(r"WW\."))
"""What every link holds, and every tag (see `inlines.has_trigger`). Beyond ASCII, `re` finds more than one letter faster
than `str.find` does."""
_UNCERTAIN = " #["
"""What a line may start with that is a paragraph only after a second look."""
_MARKS_OF_BLOCKS = "#`~<[-*_ \t"


def normalise(text: str) -> str:
    """Line ends as line feeds and no NUL, at the same length."""
    if "\r" in text:
        text = text.replace("\r\n", " \n").replace("\r", "\n")
    return text.replace("\0", "\ufffd") if "\0" in text else text


def read(text: str, dialect: Dialect) -> Structure:
    """The blocks of a normalised text whose front matter is blank and whose templates are hidden."""
    if dialect.is_mdx:
        return read_by_rules(text, dialect)
    try:
        return _Walk(text, dialect).read()
    except _Unproven:
        return read_by_rules(text, dialect)


def read_by_rules(text: str, dialect: Dialect) -> Structure:
    """The same, all of it by markdown-it-py's rules."""
    from linklint.parse import blocks

    structure = Structure()
    blocks.Window(text, 0, len(text), blocks.engine_for(dialect)).read_all(structure)
    return structure


class _Unproven(Exception):
    """The version of markdown-it-py is none that is known to agree with what is read without it."""


class _Walk:
    """Reads block after block of the root. Whenever one begins, no container is open."""

    def __init__(self, text: str, dialect: Dialect) -> None:
        self.text, self.dialect = text, dialect
        last = len(text.rstrip(" \t"))
        self.end = last if text.endswith("\n", 0, last) else len(text)
        """Blanks behind the last line end are no line."""
        self.structure = Structure()
        self.trigger = Upcoming(text, _TRIGGERS)
        self.window: Window | None = None
        self.window_end = -1
        self.is_window_mere_text = False
        self.doubtful_to = 0
        """Up to here no line is taken for a plain paragraph, so that none is looked at again and again."""

    def read(self) -> Structure:
        text, position, size, trigger = self.text, 0, self.end, self.trigger
        whole_paragraph, prose = line_starts.WHOLE_PARAGRAPH.match, self.structure.prose
        while position < size:
            mark = text[position]
            if mark == "\n":
                position += 1
                continue
            if mark == "#" and (heading := line_starts.PLAIN_HEADING.match(text, position)):
                self._add(position, heading.end(2), *heading.span(2), len(heading[1]))
                position = heading.end()
                continue
            if mark in " \t" and (blank := line_starts.BLANK_LINES.match(text, position)):
                position = blank.end()
                continue
            if mark in _UNCERTAIN or position < self.doubtful_to or not (found := whole_paragraph(text, position)):
                position = self._plain(position) or self._by_rules(position)
                continue
            end = found.end(1)
            if trigger.nearest < end and trigger(position, end):
                self._add(position, end, position, end, 0)
            elif not mark.isspace() or text[position:end].strip(TRIMMED):
                prose.append(Span(position, end))
            position = found.end()
        return self.structure

    def _plain(self, start: int) -> int:
        """Reads a block that its first characters decide. Returns the offset behind it, or 0 where they do not."""
        text, at = self.text, start
        while at < start + 3 and text[at] == " ":
            at += 1
        mark = text[at]
        if mark not in _MARKS_OF_BLOCKS:
            return 0 if mark == ">" else self._paragraph(start)
        if self._may_be_header(start):
            return 0
        match mark:
            case "#":
                behind = self._heading(start)
            case "`" | "~":
                behind = self._fence(start)
            case "<":
                behind = self._html(start, at)
            case "[":
                behind = self._definition(start)
            case "-" | "*" | "_":
                behind = self._skip(line_starts.RULE, start)
            case _:
                behind = self._skip(line_starts.CODE, start)
        return behind or self._paragraph(start)

    def _may_be_header(self, start: int) -> bool:
        """Whether the line may be the header of a table, which may look like anything."""
        line_end = self.text.find("\n", start)
        if line_end < 0 or self.text.find("|", start, line_end) < 0:
            return False
        return bool(line_starts.DELIMITER_ROW.match(self.text, line_end))

    def _skip(self, block: re.Pattern[str], start: int) -> int:
        found = block.match(self.text, start)
        return found.end() if found else 0

    def _paragraph(self, start: int) -> int:
        if start < self.doubtful_to or line_starts.FIRST_ITEM.match(self.text, start):
            return 0
        found = line_starts.PARAGRAPH.match(self.text, start)
        if not found or (self.dialect.has_indented_blocks and line_starts.INDENTED_BLOCK.match(self.text, start)):
            return 0
        text, end = self.text, found.end()
        level = 0
        behind = end
        if not line_starts.INTERRUPTION.match(text, end):
            underline = line_starts.UNDERLINE.match(text, end)
            if not underline or text.find("|", text.rfind("\n", start, end) + 1 or start, end) >= 0:
                return self._doubt(end)
            level, behind = (1 if underline.group(1) else 2), underline.end()
        if text.startswith("[", found.end(1)) and text.find("]:", start, end) >= 0:
            return self._doubt(end)
        if level or self.trigger(start, end):
            self._add(start, end, start, end, level)
        elif not text[start].isspace() or text[start:end].strip(TRIMMED):
            self.structure.prose.append(Span(start, end))
        return behind + 1

    def _doubt(self, end: int) -> int:
        """What looks like a paragraph up to there may be something else: a table, or definitions."""
        self.doubtful_to = end
        return 0

    def _add(self, start: int, end: int, content_start: int, content_end: int, level: int) -> None:
        """A block of text on the lines from `start` to `end`."""
        raw = self.text[content_start:content_end]
        content = raw.lstrip(TRIMMED)
        offsets = Verbatim(content_end - len(content))
        content = content.rstrip(TRIMMED)
        if not content:
            return
        span = Span(start, end)
        self.structure.prose.append(span)
        context = "heading" if level else "paragraph"
        self.structure.blocks.append(Block("inline", content, offsets, span, context, level))

    def _heading(self, start: int) -> int:
        found = line_starts.HEADING.match(self.text, start)
        if not found:
            return 0
        body = found.group(2).rstrip(" \t")
        before_marks = body.rstrip("#")
        if before_marks[-1:] in (" ", "\t"):
            body = before_marks
        self._add(start, found.end(), found.start(2), found.start(2) + len(body), len(found.group(1)))
        return found.end() + 1

    def _fence(self, start: int) -> int:
        found = line_starts.FENCE.match(self.text, start)
        if not found:
            return 0
        run = found.group(1) or found.group(2)
        closing = _closing_fence(run[0], len(run)).search(self.text, found.end())
        return closing.end() + 1 if closing else len(self.text)

    def _definition(self, start: int) -> int:
        found = line_starts.DEFINITION.match(self.text, start)
        label = normal_label(found.group(2)) if found else ""
        if not found or not label:
            return 0
        title = found.group(4) or found.group(5) or found.group(6) or ""
        definition = Definition(found.group(3), title, *found.span(1), *found.span(3))
        self.structure.definitions.append((label, definition))
        return found.end()

    def _html(self, start: int, tag: int) -> int:
        text = self.text
        line_end = text.find("\n", tag)
        line_end = len(text) if line_end < 0 else line_end
        line = text[tag:line_end]
        if self.dialect.has_markdown_in_html and line_starts.TEXT_BEHIND_COMMENT.match(text, tag):
            return 0
        for opening, closing in line_starts.HTML_BLOCKS:
            if opening.match(line):
                end = self._end_of_html(tag, line_end, closing)
                block = Block("html", text[start:end], Verbatim(start), Span(start, _line_end(text, end)), "paragraph")
                self.structure.blocks.append(block)
                return end
        return 0

    def _end_of_html(self, tag: int, line_end: int, closing: re.Pattern[str] | None) -> int:
        text = self.text
        if closing is None:
            found = line_starts.END_OF_HTML.search(text, line_end)
            return min(found.start() + 1, self.end) if found else self.end
        found = closing.search(text, tag)
        end = text.find("\n", found.end()) if found else -1
        return end + 1 if end >= 0 else self.end

    def _by_rules(self, start: int) -> int:
        """Reads a block with the stock rules, or without them where it holds neither a link nor a heading."""
        goes_on = self.window_end < len(self.text) and line_starts.GOES_ON.match(self.text, start)
        if goes_on or start >= self.window_end:
            restart = None if goes_on else line_starts.RESTART.search(self.text, start)
            self.window, self.window_end = None, restart.end() if restart else len(self.text)
            self.is_window_mere_text = self._is_mere_text(start, self.window_end)
        end = self.window_end
        if self.is_window_mere_text:
            self.structure.skipped.append(Span(start, _line_end(self.text, end)))
            return end
        if self.window is None and (behind := self._plain_container(start, end)):
            return behind
        if self.window is None:
            self.window = self._open_window(start, end)
        return self.window.read_one(start, self.structure)

    def _plain_container(self, start: int, end: int) -> int:
        """Reads a list or a quote that holds nothing but plain paragraphs."""
        if self.text[start] == ">":
            from linklint.parse import plain_quotes

            return plain_quotes.read(self.text, start, self.trigger, self.structure)
        if line_starts.FIRST_ITEM.match(self.text, start):
            return plain_lists.read(self.text, start, end, self.trigger, self.structure)
        return 0

    def _is_mere_text(self, start: int, end: int) -> bool:
        return (
            not self.trigger(start, end)
            and all(self.text.find(mark, start, end) < 0 for mark in ("#", "```", "~~~"))
            and not line_starts.ANY_UNDERLINE.search(self.text, start, end)
        )

    def _open_window(self, start: int, end: int) -> Window:
        from linklint.parse import blocks

        if not blocks.is_proven():
            raise _Unproven
        return blocks.Window(self.text, start, end, blocks.engine_for(self.dialect))


def _line_end(text: str, end: int) -> int:
    """Without the line end that a piece of text may close with."""
    return end - 1 if text.endswith("\n", 0, end) else end


@lru_cache(maxsize=64)
def _closing_fence(mark: str, length: int) -> re.Pattern[str]:
    return re.compile(rf"\n {{0,3}}{re.escape(mark)}{{{length},}}[ \t]*(?=\n|\Z)")
