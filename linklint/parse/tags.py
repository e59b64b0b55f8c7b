"""HTML tags and comments with the exact places of attributes and values, read as the WHATWG tokenizer reads them."""

from __future__ import annotations

import re

from linklint.model import Attribute, Span
from linklint.parse.templates import MASK
from linklint.patterns import pattern
from linklint.record import record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import TypeAlias

    Mark: TypeAlias = "Tag | Comment"

_BLANK = " \t\n\r\f"
_QUOTED = r"\"[^\"]*\"|'[^']*'"
_UNQUOTED = rf"[^{_BLANK}>\"'][^{_BLANK}>]*"
_TAG_NAME = rf"[a-zA-Z][^{_BLANK}/>]*"
_ATTRIBUTE_NAME = rf"[^{_BLANK}/>][^{_BLANK}/>=]*"
_BEHIND_VALUES = _BLANK + "\"'"
_LETTER = pattern(r"[a-zA-Z]")
_NAME = pattern(rf"[^{_BLANK}/>]+")
_MARK = pattern(
    rf"<(?:({_TAG_NAME})(?:[{_BLANK}/]+[^{_BLANK}/>=]+"
    rf"(?:[{_BLANK}]*=[{_BLANK}]*(?:{_QUOTED}|{_UNQUOTED}(?=[{_BLANK}>])))?){{0,50}}[{_BLANK}/]*>"
    rf"|/({_TAG_NAME})[{_BLANK}]*>|(?=[a-zA-Z/!?]))"
)
"""A start tag or an end tag as most are written, or the place where something else may begin. An attribute matches in one
way only, so a tag that is no such tag costs no more than its length."""
_STEP = pattern(rf"[{_BLANK}/]*{_ATTRIBUTE_NAME}([{_BLANK}]*=[{_BLANK}]*(?:{_QUOTED}|{_UNQUOTED}|(?=>)))?")
_ATTRIBUTE = pattern(rf"[{_BLANK}/]*({_ATTRIBUTE_NAME})(?:[{_BLANK}]*=[{_BLANK}]*({_QUOTED}|{_UNQUOTED}|))?")
"""In a tag that is known to end."""
_VALUE_SIGN = pattern(rf"[{_BLANK}]*=")
_TAG_END = pattern(rf"[{_BLANK}/]*>")
_COMMENT_END = pattern(r"--!?>")
_SCRIPT_MARK = pattern(rf"<!--|-->|<(/?)(?ai:script)(?=[{_BLANK}/>])")
_RAW_TEXT = {
    name: pattern(rf"</(?ai:{name})(?=[{_BLANK}/>])")
    for name in ("script", "style", "xmp", "iframe", "noembed", "noframes", "textarea", "title")
}
"""Elements whose content is text up to their closing tag."""
_FOREIGN = frozenset({"svg", "math"})
_TURNS = frozenset(_RAW_TEXT) | _FOREIGN | {"plaintext", "image"}
"""Elements behind whose start tag the text is read in another way."""
_REFERENCE = pattern(r"&(?:#(?:([0-9]+)|[xX]([0-9a-fA-F]+));?|([A-Za-z][A-Za-z0-9]*;?))")
_COMMON = {"amp;": "&", "lt;": "<", "gt;": ">", "quot;": '"', "nbsp;": "\xa0"}
"""Names for which the list of all 2,231 is not needed."""
_LONGEST_BARE_NAME = 6
"""Of the names of characters that need no semicolon."""
_MOST_NAMES, _LONGEST_NAME = 1000, 30
_MOST_DIGITS = 7
"""No character has a number of more, leading zeros aside."""
_BREAKOUT = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "dl", "dt", "dd", "p", "div", "pre", "hr"})
_BREAKOUT |= {"b", "big", "code", "em", "i", "nobr", "ruby", "s", "small", "span", "strong", "strike", "sub", "sup"}
_BREAKOUT |= {"tt", "u", "var", "blockquote", "body", "br", "center", "embed", "head", "img", "listing", "menu"}
_BREAKOUT |= {"meta", "table"}
"""Start tags that end SVG and MathML."""
_HTML_ONLY = _BREAKOUT | {"a", "article", "aside", "button", "footer", "form", "header", "html", "main", "nav"}
_HTML_ONLY |= {"section", "td", "th", "tr"}
"""End tags that belong to an element around SVG or MathML where none of this name is open inside."""
_HTML_INSIDE = frozenset({"foreignobject", "desc", "title", "mi", "mo", "mn", "ms", "mtext"})
"""Elements of SVG and MathML that hold HTML."""
_NO_ATTRIBUTES: Mapping[str, Attribute] = {}


class Tag:
    """A start tag or an end tag. Attributes are read when somebody asks for them."""

    __slots__ = ("_attributes", "_text", "_unread", "end", "is_closing", "name", "start")

    def __init__(
        self,
        name: str,
        start: int,
        end: int,
        attributes: Mapping[str, Attribute] | None,
        is_closing: bool,
        text: str = "",
        unread: int = 0,
    ) -> None:
        """`attributes` is None for those that stand in `text` from `unread` on."""
        self.name = name
        self.start = start
        self.end = end
        self.is_closing = is_closing
        self._attributes = attributes
        self._text = text
        self._unread = unread

    def mentions(self, words: re.Pattern[str]) -> bool:
        """Whether its attributes may hold one of these words. Costs less than to read them."""
        return self._attributes is not None or bool(words.search(self._text, self._unread, self.end))

    @property
    def attributes(self) -> Mapping[str, Attribute]:
        if self._attributes is None:
            self._attributes = _attributes(self._text, self._unread, self.end)
        return self._attributes


@record
class Comment:
    """A comment, a declaration, or what browsers take for a comment."""

    start: int
    end: int
    name = ""
    is_closing = False
    attributes = _NO_ATTRIBUTES

    def mentions(self, words: re.Pattern[str]) -> bool:
        return False


def decode(written: str) -> str:
    """An attribute's value as browsers read it: line ends and NUL made one kind, character references resolved, but for
    those like the `&reg` of `?a=1&region=2`."""
    if "\r" in written:
        written = written.replace("\r\n", "\n").replace("\r", "\n")
    if "\0" in written:
        written = written.replace("\0", "\ufffd")
    return _resolved(written, _in_value) if "&" in written else written


def decode_text(text: str) -> str:
    """Character references of a text, where `&copy2026` begins with a sign, as in browsers. NUL is nothing there."""
    if "\0" in text:
        text = text.replace("\0", "")
    return _resolved(text, _in_text) if "&" in text else text


def _resolved(written: str, character: Callable[[re.Match[str]], str]) -> str:
    if written.count("&amp;") == written.count("&"):
        return written.replace("&amp;", "&")
    return _REFERENCE.sub(character, written)


def _in_value(found: re.Match[str]) -> str:
    name = found[3]
    if not name:
        return _numbered(found)
    if name[-1] != ";" and found.string.startswith("=", found.end()):
        return found[0]
    return _COMMON.get(name) or _named(name) or found[0]


def _in_text(found: re.Match[str]) -> str:
    name = found[3]
    if not name:
        return _numbered(found)
    shown = _COMMON.get(name) or _named(name)
    for length in range(min(len(name) - 1, _LONGEST_BARE_NAME), 1, -1) if not shown else ():
        if shown := _named(name[:length]):
            return shown + name[length:]
    return shown or found[0]


def _named(name: str) -> str:
    from html.entities import html5

    return html5.get(name, "")


def _numbered(found: re.Match[str]) -> str:
    """The character of a number, as the tokenizer maps numbers that have none."""
    digits, base = (found[1], 10) if found[1] else (found[2], 16)
    if len(digits) > _MOST_DIGITS:
        digits = digits.lstrip("0") or "0"
    number = int(digits, base) if len(digits) <= _MOST_DIGITS else 0
    if 0xA0 <= number < 0xD800:
        return chr(number)
    if 0x80 <= number < 0xA0:
        return bytes([number]).decode("cp1252", "ignore") or chr(number)
    return chr(number) if 0 < number < 0xD800 or 0xE000 <= number < 0x110000 else "\ufffd"


def _attributes(text: str, start: int, end: int) -> dict[str, Attribute]:
    """The attributes of a tag that ends at `end`. A repeated attribute is ignored, as in browsers."""
    attributes: dict[str, Attribute] = {}
    for found in _ATTRIBUTE.finditer(text, start, end - 1):
        name, raw = _NAMES[found[1]], found[2]
        if name in attributes:
            continue
        name_start, name_end = found.span(1)
        if raw is None:
            attributes[name] = Attribute(name, "", Span(name_start, name_end), None, MASK in name)
            continue
        value_start, value_end = found.span(2)
        span = Span(name_start, value_end)
        if raw and raw[0] in "\"'":
            value_start, value_end, raw = value_start + 1, value_end - 1, raw[1:-1]
        attributes[name] = Attribute(name, decode(raw), span, Span(value_start, value_end), MASK in raw)
    return attributes


class _Names(dict[str, str]):
    """Names in lower case, by how they are written. Those that are long, or too many, are not kept."""

    def __missing__(self, written: str) -> str:
        name = _lower(written)
        if len(self) < _MOST_NAMES and len(written) < _LONGEST_NAME:
            self[written] = name
        return name


def _lower(name: str) -> str:
    return name.lower() if name.isascii() else "".join(mark.lower() if mark.isascii() else mark for mark in name)


_NAMES = _Names()


def read_tag(text: str, start: int, limit: int) -> Tag | None:
    """The tag whose `<` is at `start`, or None where the text ends inside it."""
    is_closing = text[start + 1] == "/"
    name = _NAME.match(text, start + 1 + is_closing, limit)
    if not name:
        return None
    position = name.end()
    while not (end := _TAG_END.match(text, position, limit)):
        found = _STEP.match(text, position, limit)
        if not found or (found[1] is None and _VALUE_SIGN.match(text, found.end(), limit)):
            return None  # the text or a quote does not end
        position = found.end()
    return Tag(_NAMES[name.group()], start, end.end(), None, is_closing, text, name.end())


def scan(text: str, start: int = 0, limit: int | None = None) -> list[Mark]:
    """Tags and comments in order. What stands inside script, style and their like is skipped. Linear time."""
    limit = len(text) if limit is None else limit
    foreign, names = _Foreign(), _NAMES
    opened = foreign.open
    marks: list[Mark] = []
    position = start
    while True:
        for found in _MARK.finditer(text, position, limit):
            start, end = found.span()
            mark: Mark
            if name := found[2]:
                mark = Tag(names[name], start, end, _NO_ATTRIBUTES, True)
            elif written := found[1]:
                name = names[written]
                mark = Tag(name, start, end, None, False, text, start + 1 + len(name))
            elif other := _other(text, start, limit, foreign):
                mark, name, end = other, other.name, other.end
            else:
                return marks
            marks.append(mark)
            if opened or name in _TURNS:
                end = _behind(text, mark, limit, foreign)
            if end != found.end():
                position = end
                break
        else:
            return marks


def _other(text: str, start: int, limit: int, foreign: _Foreign) -> Mark | None:
    """What begins at a `<` and is no tag as most are written; None where the text ends in a tag."""
    if text.startswith("<!--", start):
        return Comment(start, _comment_end(text, start, limit))
    if text[start + 1] in "!?" or (text[start + 1] == "/" and not _LETTER.match(text, start + 2, limit)):
        return Comment(start, _declaration_end(text, start, limit, foreign.is_markup))
    return read_tag(text, start, limit)


def _comment_end(text: str, start: int, limit: int) -> int:
    if text.startswith((">", "->"), start + 4, limit):
        return text.index(">", start) + 1
    end = _COMMENT_END.search(text, start + 4, limit)
    return end.end() if end else limit


def _declaration_end(text: str, start: int, limit: int, is_foreign: bool) -> int:
    close = ">"
    if is_foreign and text.startswith("<![CDATA[", start):
        close = "]]>"
    elif text.startswith(("<?php", "<?="), start):
        close = "?>"  # what stands behind an open one is PHP to the end of the file
    end = text.find(close, start, limit)
    return limit if end < 0 else end + len(close)


def _behind(text: str, mark: Mark, limit: int, foreign: _Foreign) -> int:
    """Where tags and comments can come again behind a mark."""
    if isinstance(mark, Comment):
        return mark.end
    if foreign.takes(mark, text) or mark.is_closing or mark.name not in _TURNS:
        return mark.end
    if mark.name == "image":
        mark.name = "img"
        return mark.end
    closing = _RAW_TEXT[mark.name].search(text, mark.end, limit) if mark.name in _RAW_TEXT else None
    if mark.name == "script" and text.find("<!--", mark.end, closing.start() if closing else limit) >= 0:
        return _script_end(text, mark.end, limit)
    return closing.start() if closing else limit


def _script_end(text: str, start: int, limit: int) -> int:
    """Of a script that holds `<!--`: a `<script>` behind that needs a closing tag of its own ("script data double escaped")."""
    is_escaped = is_doubled = False
    while found := _SCRIPT_MARK.search(text, start, limit):
        start = found.end()
        if found.group() == "<!--":
            is_escaped, start = True, found.start() + 2  # its dashes may be those of `-->`
        elif found.group() == "-->":
            is_escaped = is_doubled = False
        elif not found[1]:
            is_doubled = is_escaped
        elif not is_doubled:
            return found.start()
        else:
            is_doubled = False
    return limit


class _Foreign:
    """The open elements from an `<svg>` or `<math>` on: inside them there is CDATA, and no element holds raw text."""

    __slots__ = ("count", "open")

    def __init__(self) -> None:
        self.open: list[tuple[str, bool]] = []
        """Names, and whether what stands inside is SVG or MathML rather than HTML."""
        self.count: dict[str, int] = {}

    @property
    def is_markup(self) -> bool:
        return bool(self.open) and self.open[-1][1]

    def takes(self, tag: Tag, text: str) -> bool:
        """Whether a tag is one of SVG or MathML."""
        if tag.is_closing:
            return self._close(tag.name)
        if self.is_markup and _breaks_out(tag):
            self._leave()
        if not self.is_markup and tag.name not in _FOREIGN:
            return False
        if not _is_childless(tag, text):
            self.open.append((tag.name, tag.name not in _HTML_INSIDE and not _holds_html(tag)))
            self.count[tag.name] = self.count.get(tag.name, 0) + 1
        return True

    def _close(self, name: str) -> bool:
        if not self.count.get(name):
            if name in _HTML_ONLY:
                self._leave()
            return False
        while self._pop() != name:
            pass
        return True

    def _leave(self) -> None:
        while self.is_markup:
            self._pop()

    def _pop(self) -> str:
        name, _ = self.open.pop()
        self.count[name] -= 1
        return name


def _breaks_out(tag: Tag) -> bool:
    return tag.name in _BREAKOUT or (
        tag.name == "font" and not tag.attributes.keys().isdisjoint(("color", "face", "size"))
    )


def _holds_html(tag: Tag) -> bool:
    encoding = tag.attributes.get("encoding") if tag.name == "annotation-xml" else None
    return encoding is not None and encoding.value.lower() in ("text/html", "application/xhtml+xml")


def _is_childless(tag: Tag, text: str) -> bool:
    """Ends in `/>`, and the slash is no part of a value."""
    end = tag.end - 1
    if text[end - 1] != "/" or text[end - 2] in _BEHIND_VALUES:
        return text[end - 1] == "/"
    return not any(attribute.value_span and attribute.value_span.end == end for attribute in tag.attributes.values())
