"""What MDX adds to Markdown: imports, exports and `{expressions}`, hidden at equal length; `{/* comments */}` found."""

from __future__ import annotations

import re
from bisect import bisect_right

from linklint.model import Span
from linklint.parse.templates import MASK, blank, hide
from linklint.patterns import pattern

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

_ESM = pattern(r"(?:\A|(?<=[\r\n]))(?:import|export)\s[^\r\n]*(?:(?:\r\n?|\n)(?![ \t]*[\r\n])[^\r\n]*)*")
"""To the next blank line."""
_TEXT_BEFORE = pattern(r"\S[ \t]*(?:\r\n?|\n)\Z")
"""On the line above."""
_LONGEST_BLANK_LINE = 200
_FENCE = pattern(r"[ \t>]*(?:[-+*][ \t]+|\d+[.)][ \t]+)*(`{3,}|~{3,})")
_BACKTICKS = pattern(r"`+")
_BRACE = pattern(r"\\.|[{}]", re.S)
_COMMENT = pattern(r"\{\s*/\*.*?\*/\s*\}", re.S)
_BLANK_LINE = pattern(r"\n *\n")
_GAP = r"(?:\s|(?<=[\r\n])[ \t]*>)"
"""Between the parts of a tag: blanks, and the mark of a quote in which the tag goes on."""
_HIDDEN = rf"(?=({MASK}+(?:[\r\n]+{MASK}+)*))\1"
"""An expression, over as many lines as it has: taken whole or not at all, or a tag that never ends takes for ever."""
_TAG_OVER_LINES = pattern(
    rf"<[A-Za-z][\w.:-]{{0,100}}(?=[\s>/])(?=[^<>\"']*[\r\n\"'])"
    rf"(?:{_GAP}+[\w.:{MASK}-]+(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|{_HIDDEN}))?)*{_GAP}*/?>"
)
_BREAK = pattern(r"[\r\n](?:[ \t]*>(?=[\s\S]))*")
_QUOTED_BREAK = pattern(r"[\r\n][ \t]*>(?=[\s\S])")
_QUOTE = pattern(r"[^\r\n]*>")
_NAME_WITH_DOTS = pattern(r"</?[A-Za-z][\w-]{0,100}[.:][\w.:-]{1,100}(?=[\s/>])")
_LINE = pattern(r"[^\n]*(?:\n|\Z)")
_LONGEST_CODE_SPAN = 5000


def mask(text: str) -> tuple[str, list[Span]]:
    """The text with expressions and ESM hidden and each tag on one line, and where its comments stand. Linear in the
    length of the text."""
    code = _code_spans(text.replace("\r\n", " \n").replace("\r", "\n"))
    starts = [start for start, _ in code]

    def is_code(offset: int) -> bool:
        before = bisect_right(starts, offset) - 1
        return before >= 0 and code[before][1] > offset

    def is_module_code(offset: int) -> bool:
        """Not inside of code, and not in the middle of a paragraph."""
        return not is_code(offset) and not _TEXT_BEFORE.search(text, max(offset - _LONGEST_BLANK_LINE, 0), offset)

    text = _ESM.sub(lambda found: blank(found.group()) if is_module_code(found.start()) else found.group(), text)
    text, comments = _hide_expressions(text, is_code) if "{" in text else (text, [])

    def outside_code(change: Callable[[re.Match[str]], str]) -> Callable[[re.Match[str]], str]:
        return lambda found: found.group() if is_code(found.start()) else change(found)

    text = _TAG_OVER_LINES.sub(outside_code(_on_one_line), text)
    return _NAME_WITH_DOTS.sub(outside_code(_as_in_html), text), comments


def _on_one_line(tag: re.Match[str]) -> str:
    """A line of a tag may start with anything; to Markdown it must not look like a quote or a list."""
    written, text = tag.group(), tag.string
    if _QUOTED_BREAK.search(written):
        line = text.rfind("\n", 0, tag.start()) + 1
        line = text.rfind("\r", line, tag.start()) + 1 or line
        if not _QUOTE.match(text, line, tag.start()):
            return written
    return _BREAK.sub(lambda found: " " * len(found.group()), written)


def _as_in_html(name: re.Match[str]) -> str:
    """`<Ui.Card` is no tag to Markdown."""
    return name.group().replace(".", "-").replace(":", "-")


def _hide_expressions(text: str, is_code: Callable[[int], bool]) -> tuple[str, list[Span]]:
    parts: list[str] = []
    comments: list[Span] = []
    last = 0
    for start, end in _outermost_braces(text, is_code):
        parts += text[last:start], hide(text[start:end])
        last = end
        if _COMMENT.fullmatch(text, start, end):
            comments.append(Span(start, end))
    return "".join(parts) + text[last:], comments


def _outermost_braces(text: str, is_code: Callable[[int], bool]) -> list[tuple[int, int]]:
    open_at: list[int] = []
    pairs: list[tuple[int, int]] = []
    for found in _BRACE.finditer(text):
        mark = found.group()
        if len(mark) > 1 or is_code(found.start()):
            continue
        if mark == "{":
            open_at.append(found.start())
        elif open_at:
            start = open_at.pop()
            while pairs and pairs[-1][0] > start:
                pairs.pop()
            pairs.append((start, found.end()))
    return pairs


def _code_spans(text: str) -> list[tuple[int, int]]:
    """Fenced blocks and code spans, sorted and disjoint."""
    fences = _fences(text) if "```" in text or "~~~" in text else []
    starts = [start for start, _ in fences]
    runs = [
        (found.start(), found.end())
        for found in _BACKTICKS.finditer(text)
        if not ((before := bisect_right(starts, found.start()) - 1) >= 0 and fences[before][1] > found.start())
    ]
    closing: dict[int, int] = {}
    partner: list[int | None] = [None] * len(runs)
    for index in range(len(runs) - 1, -1, -1):
        length = runs[index][1] - runs[index][0]
        partner[index] = closing.get(length)
        closing[length] = index
    spans = list(fences)
    index = 0
    while index < len(runs):
        other = partner[index]
        if other is not None and _is_code_span(text, runs[index][0], runs[other][1]):
            spans.append((runs[index][0], runs[other][1]))
            index = other
        index += 1
    return sorted(spans)


def _is_code_span(text: str, start: int, end: int) -> bool:
    return end - start < _LONGEST_CODE_SPAN and not _BLANK_LINE.search(text, start, end)


def _fences(text: str) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    fence, start = "", 0
    for line in _LINE.finditer(text):
        found = _FENCE.match(line.group())
        if not fence:
            if found and not (found.group(1)[0] == "`" and "`" in line.group()[found.end() :]):
                fence, start = found.group(1), line.start()
        elif found and found.group(1).startswith(fence) and not line.group()[found.end() :].strip():
            spans.append((start, line.end()))
            fence = ""
    if fence:
        spans.append((start, len(text)))
    return spans
