"""What was meant as a link and is none: pairs of brackets that make no link, in shapes that hardly anything else has.

Brackets are common in text: notes, citations, tasks, code in prose. So what stands for the destination must look like one,
and where it is a label, the text and the label must be words.
"""

from __future__ import annotations

from linklint.model import Slip
from linklint.parse.templates import MASK
from linklint.patterns import pattern
from linklint.record import record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from linklint.parse.content import Offsets
    from linklint.parse.inlines import Inlines

_FILE = r"(?:mdx?|markdown|html?|pdf|php|aspx?|docx?|xlsx?|pptx?|zip|png|jpe?g|gif|svg|txt|csv|ya?ml|json)"
_ADDRESS = pattern(
    r"(?i:https?|ftp):/{1,2}[^\s/]|mailto:[^\s@]+@|www\.\w|(?:\.\.?)?/(?:[\w~][\w~.#?/-]|\Z)|#[^\W\d][\w-]+"
    rf"|[^\s/:(\"'][^:\"'\n]{{0,200}}\.{_FILE}(?=[#?][\w=-]|\Z)"
)
"""How what can only be a destination begins. `#123` is an issue, `and/or` are words."""
_OTHER_USE = pattern(r"\s*\Z|[xX]\Z|[\^\[]|!(?!\[)")
"""Texts in brackets that are boxes of tasks, footnotes, kinds of notes or wiki links."""
_CITATION = pattern(r"-?[@^]")
_WORD = pattern(r"[^\W\d_]{2}")
_CLASS = pattern(r"(?:\\?.-\\?.)+|\^.*", 16)
"""Of characters, in a regular expression."""
_NAME_IN_CODE = pattern(r"\w+(?:(?:\.|::)[A-Za-z_]\w*)+(?:\(\))?")
"""Tools that document code find these in other pages."""
_URL = r"<[^<>\n]{0,1000}>|[^\s()<>\uff08\uff09]{0,1000}(?:\([^\s()<>]{0,1000}\)[^\s()<>]{0,1000}){0,9}"
_TITLE = r"(?:[ \t]+(?:\"[^\"\n]{0,300}\"|'[^'\n]{0,300}'))?"
_SPACED = pattern(rf"[ \t\u00a0]{{0,9}}\n?[ \t]{{0,9}}\([ \t]*(?=[^\s)])((?:{_URL}){_TITLE})[ \t]*\)")
_WIDE = pattern(rf"\uff08[ \t]*({_URL})[ \t]*[)\uff09]|\([ \t]*([^\s()<>\uff08\uff09]{{1,1000}})\uff09")
_INSIDE = pattern(r"\(((?:[^()\[\]]|\([^()\[\]]{0,300}\)){1,600})\)")
_UNCLOSED = pattern(r"\([ \t]*<?([^\s()\[\]<>]{1,1000}(?:\([^\s()\[\]]{0,1000}\)[^\s()\[\]]{0,1000}){0,9})")
_LABEL = pattern(r"[^\[\]\\]{1,300}")
_LONGEST_TEXT = 300
_CLOSING_MARKS = ".,:;!?*_'\"”’"
"""Of a sentence, rather than of the URL at its end."""
_NOWHERE = (1 << 62, 1 << 62)
_CODE_TAG = pattern(r"<(/?)(?:code|pre|kbd|samp|var|math|a)(?![\w-])", 2)


@record
class _Shape:
    """Offsets in a block's content: of the whole, of its text, of its destination."""

    kind: str
    whole: tuple[int, int]
    text: tuple[int, int]
    url: tuple[int, int]


def find(content: str, found: Inlines, offsets: Offsets) -> Iterator[Slip]:
    """In order and disjoint. `found` is what the content of a block holds."""
    closings, code = dict(found.left_over), iter(_code(content, found.tags))
    code_start, code_end = next(code, _NOWHERE)
    behind = 0
    for start, end in sorted(found.left_over):
        while code_end <= start:
            code_start, code_end = next(code, _NOWHERE)
        if start < behind or code_start < start:
            continue
        shape = _shape(content, start, end, closings)
        if shape and shape.whole[0] >= behind:
            behind = shape.whole[1]
            yield Slip(shape.kind, *(offsets.span(*each) for each in (shape.whole, shape.text, shape.url)))


def _code(content: str, tags: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Where elements of code, and links in HTML, stand."""
    spans: list[tuple[int, int]] = []
    opened = -1
    for start, end in tags:
        if found := _CODE_TAG.match(content, start, end):
            if not found.group(1):
                opened = start if opened < 0 else opened
            elif opened >= 0:
                spans.append((opened, end))
                opened = -1
    return spans


def _shape(content: str, start: int, end: int, closings: Mapping[int, int]) -> _Shape | None:
    """The slip that the pair of brackets at `start` and `end` is part of."""
    before, following = content[start - 1 : start], content[end + 1 : end + 2]
    if before == ")":
        return _reversed(content, start, end)
    if before == "]" or (before.isascii() and before.isalnum()) or _OTHER_USE.match(content, start + 1, end):
        return None
    match following:
        case "(":
            return _inline(content, start, end)
        case "[":
            return _reference(content, start, end, closings)
        case " " | "\t" | "\n" | "\u00a0" | "\uff08":
            return _apart(content, start, end, following)
    return None


def _is_address(url: str) -> bool:
    return bool(_ADDRESS.match(url)) and MASK not in url


def _reversed(content: str, start: int, end: int) -> _Shape | None:
    opening = content.rfind("(", max(0, start - _LONGEST_TEXT), start)
    text, url = content[opening + 1 : start - 1], content[start + 1 : end]
    if opening < 0 or not _WORD.search(text) or not text.isprintable() or not set(text).isdisjoint("()[]<>"):
        return None
    if not _is_address(url) or not url.isprintable() or " " in url:
        return None
    return _Shape("reversed", (opening, end + 1), (opening + 1, start - 1), (start + 1, end))


def _apart(content: str, start: int, end: int, following: str) -> _Shape | None:
    is_wide = following == "\uff08"
    found = (_WIDE if is_wide else _SPACED).match(content, end + 1)
    if not found or not _is_address(found.group(1).strip("<>")):
        return None
    return _Shape("wide" if is_wide else "spaced", (start, found.end()), (start + 1, end), found.span(1))


def _inline(content: str, start: int, end: int) -> _Shape | None:
    if (wide := _WIDE.match(content, end + 1)) and _is_address(wide.group(2)):
        return _Shape("wide", (start, wide.end()), (start + 1, end), wide.span(2))
    closed = _INSIDE.match(content, end + 1)
    found = closed or _UNCLOSED.match(content, end + 1)
    if not found:
        return None
    url = found.group(1).strip(" \t\n<>") if closed else found.group(1).rstrip(_CLOSING_MARKS)
    if not _is_address(url):
        return None
    url_start = content.index(url, found.start(1))
    url_end = url_start + len(url)
    kind = "blanks" if any(each.isspace() for each in url) else "unclosed"
    return _Shape(kind, (start, closed.end() if closed else url_end), (start + 1, end), (url_start, url_end))


def _reference(content: str, start: int, end: int, closings: Mapping[int, int]) -> _Shape | None:
    label_end = closings.get(end + 1, -1)
    text, label = content[start + 1 : end], content[end + 2 : label_end]
    if label_end < 0 or not _LABEL.fullmatch(label) or MASK in label:
        return None
    kind = "bracketed" if _is_address(label) and " " not in label else "undefined"
    if kind == "undefined" and not _refers(text, label, content[label_end + 1 : label_end + 2]):
        return None
    return _Shape(kind, (start, label_end + 1), (start + 1, end), (end + 2, label_end))


def _refers(text: str, label: str, following: str) -> bool:
    """Whether these are words and their label, rather than indices, classes of characters, citations or names in code."""
    if not _WORD.search(text) or _CITATION.match(text) or _CITATION.match(label) or _OTHER_USE.match(label):
        return False
    is_code = _CLASS.fullmatch(text) or _CLASS.fullmatch(label) or _NAME_IN_CODE.fullmatch(label)
    return not is_code and following not in ("[", "(", "]")
