"""Attribute lists of kramdown's `{: rel="nofollow"}`, of pandoc's, MkDocs' and markdown-it's `{rel=nofollow}`: those behind
a link are its own, those that begin a line are their block's."""

from __future__ import annotations

import re

from linklint.model import Attribute, Span
from linklint.parse.templates import MASK, hide
from linklint.patterns import pattern

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_LONGEST_LIST = 4000
_ITEM = pattern(
    r"[ \t\n]*(?:([#.][^\s{}\"'=]+)"
    rf"|([A-Za-z_:@{MASK}][\w:.@{MASK}-]*)(?:=(\"[^\"]*\"|'[^']*'|[^\s\"'{{}}]+))?)"
)
_CLOSING = pattern(r"[ \t\n]*\}")
_OPENING = pattern(r"\{:")
_OF_A_BLOCK = pattern(
    r"(?:\A|(?<=[\r\n]))([ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?)(\{:(?![:/])[^{}\r\n]*\})([ \t]*(?=[\r\n]|\Z))?"
)


def read(content: str, position: int, span: Callable[[int, int], Span]) -> tuple[dict[str, Attribute], int]:
    """The attributes of the lists that start at `position`, and the offset behind them; none and `position` where there
    is no list. Without a colon a list of bare words is text. `span` maps offsets of the content to the file."""
    attributes: dict[str, Attribute] = {}
    while content.startswith("{", position):
        items, end = _items(content, position)
        if not items:
            break
        for item in items:
            if attribute := _attribute(item, span):
                attributes.setdefault(attribute.name, attribute)
        position = end
    return attributes, position


def names(content: str, position: int) -> Iterator[str]:
    """The bare words of the lists that start at `position`: in kramdown they stand for lists that are defined elsewhere."""
    while content.startswith("{:", position):
        items, end = _items(content, position)
        if not items:
            break
        yield from (item.group(2) for item in items if item.group(2) and not item.group(3))
        position = end


def _items(content: str, start: int) -> tuple[list[re.Match[str]], int]:
    """What stands in a list, and the offset behind it; nothing where it is none."""
    has_colon = content.startswith(":", start + 1)
    limit = min(start + _LONGEST_LIST, len(content))
    items: list[re.Match[str]] = []
    position = start + 1 + has_colon
    while item := _ITEM.match(content, position, limit):
        items.append(item)
        position = item.end()
    closing = _CLOSING.match(content, position, limit)
    is_list = has_colon or any(item.group(1) or item.group(3) for item in items)
    return (items, closing.end()) if closing and is_list else ([], start)


def _attribute(item: re.Match[str], span: Callable[[int, int], Span]) -> Attribute | None:
    """Of `name=value`, or of what a template writes: a value, a name, or both."""
    name, value = item.group(2), item.group(3)
    if not name or not (value or MASK in name):
        return None
    if not value:
        return Attribute(name, "", span(*item.span(2)), None, is_templated=True)
    quoted = value[0] in "\"'"
    start, end = item.start(3) + quoted, item.end(3) - quoted
    written = item.string[start:end]
    return Attribute(name.lower(), written, span(item.start(2), item.end()), span(start, end), MASK in written)


def hide_those_of_blocks(text: str) -> str:
    """Hides the lists that begin a line: to a reader they are no words, and no link is theirs. A line that holds nothing
    else becomes a blank one, which ends paragraphs as it does."""
    if "{" not in text or not _OPENING.search(text):  # most drafts have no brace at all
        return text
    return _OF_A_BLOCK.sub(_hidden, text)


def _hidden(found: re.Match[str]) -> str:
    before, listed, behind = found.groups()
    is_line = behind is not None and not before.strip(" \t>")
    return before + hide(listed, " " if is_line else MASK) + (behind or "")
