"""HTML tags and comments with the exact places of attributes and values, read as the WHATWG tokenizer reads them."""

from __future__ import annotations

import re

from linklint.model import Attribute, Span
from linklint.parse.templates import MASK
from linklint.patterns import pattern
from linklint.record import record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_BLANK = " \t\n\r\f"
_RAW_TEXT = frozenset({"script", "style", "xmp", "iframe", "noembed", "noframes", "textarea", "title"})
_NAME = pattern(rf"[^{_BLANK}/>]+")
_ATTRIBUTE = pattern(
    rf"[{_BLANK}/]*([^{_BLANK}/>][^{_BLANK}/>=]*)"
    rf"(?:[{_BLANK}]*=[{_BLANK}]*(\"[^\"]*\"|'[^']*'|[^{_BLANK}>\"'][^{_BLANK}>]*|(?=>)))?"
)
_TAG_END = pattern(rf"[{_BLANK}/]*>")
_MARKUP = pattern(r"<(?=[a-zA-Z/!?])")
_LETTER = pattern(r"[a-zA-Z]")
_COMMENT_END = pattern(r"--!?>")
_ENTITY = pattern(r"&(?:#[0-9]+;?|#[xX][0-9a-fA-F]+;?|[A-Za-z][A-Za-z0-9]*;|[A-Za-z][A-Za-z0-9]*(?![A-Za-z0-9=]))")


@record
class Tag:
    name: str
    start: int
    end: int
    attributes: Mapping[str, Attribute]
    is_closing: bool


@record
class Comment:
    start: int
    end: int


def decode(value: str) -> str:
    """Entities of an attribute value. Unlike html.unescape, `?a=1&region=2` keeps its `&reg`, as in browsers."""
    if "&" not in value:
        return value
    import html
    from html.entities import html5

    def replacement(found: re.Match[str]) -> str:
        entity = found.group()
        return html.unescape(entity) if entity[1] == "#" or entity[1:] in html5 else entity

    return _ENTITY.sub(replacement, value)


def read_tag(text: str, start: int, limit: int) -> Tag | None:
    """The tag whose `<` is at `start`, or None where the text ends inside it."""
    is_closing = text[start + 1] == "/"
    name = _NAME.match(text, start + 1 + is_closing, limit)
    if not name:
        return None
    position = name.end()
    attributes: dict[str, Attribute] = {}
    while not (end := _TAG_END.match(text, position, limit)):
        found = _ATTRIBUTE.match(text, position, limit)
        if not found or found.end() == position:
            return None
        position = found.end()
        attribute = _attribute(text, found, limit)
        if attribute is None:
            return None
        attributes.setdefault(attribute.name, attribute)  # a repeated attribute is ignored, as in browsers
    return Tag(name.group().lower(), start, end.end(), attributes, is_closing)


def _attribute(text: str, found: re.Match[str], limit: int) -> Attribute | None:
    name, raw = found.group(1).lower(), found.group(2)
    if raw is None:
        follow = found.end()
        while follow < limit and text[follow] in _BLANK:
            follow += 1
        if follow < limit and text[follow] == "=":
            return None  # a quote that never closes
        return Attribute(name, "", Span(*found.span(1)), None, MASK in name)
    quoted = raw[:1] in ("'", '"')
    value = Span(found.start(2) + quoted, found.end(2) - quoted)
    written = text[value.start : value.end]
    return Attribute(name, decode(written), Span(found.start(1), found.end(2)), value, MASK in written)


def scan(text: str, start: int = 0, limit: int | None = None) -> Iterator[Tag | Comment]:
    """Tags and comments in order. What stands inside script, style and their like is skipped. Linear time."""
    limit = len(text) if limit is None else limit
    position, foreign = start, 0
    while found := _MARKUP.search(text, position, limit):
        at = found.start()
        mark = text[at + 1]
        if text.startswith("<!--", at):
            position = _comment_end(text, at, limit)
            yield Comment(at, position)
            continue
        if mark in "!?" or (mark == "/" and not _LETTER.match(text, at + 2)):
            position = _declaration_end(text, at, limit, foreign > 0)
            continue
        tag = read_tag(text, at, limit)
        if tag is None:
            return
        position = tag.end
        yield tag
        if tag.name in ("svg", "math"):
            foreign = max(0, foreign + (-1 if tag.is_closing else 1))
        elif not tag.is_closing and tag.name == "plaintext":
            return
        if not tag.is_closing and tag.name in _RAW_TEXT and not foreign:
            closing = re.compile(rf"</{tag.name}(?=[\s/>])", re.I).search(text, position, limit)
            position = closing.start() if closing else limit


def _comment_end(text: str, at: int, limit: int) -> int:
    if text.startswith((">", "->"), at + 4):
        return text.index(">", at) + 1
    end = _COMMENT_END.search(text, at + 4, limit)
    return end.end() if end else limit


def _declaration_end(text: str, at: int, limit: int, is_foreign: bool) -> int:
    close = ">"
    if is_foreign and text.startswith("<![CDATA[", at):
        close = "]]>"
    elif text.startswith(("<?php", "<?="), at) and text.find("?>", at, limit) >= 0:
        close = "?>"
    end = text.find(close, at, limit)
    return limit if end < 0 else end + len(close)
