"""Attribute lists behind a Markdown link: kramdown's `{: rel="nofollow"}`, pandoc's and MkDocs' `{rel=nofollow}`."""

from __future__ import annotations

from linklint.model import Attribute, Span
from linklint.patterns import pattern

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

_ITEM = r"(?:[#.][\w:-]+|[A-Za-z_:@][\w:.@-]*=(?:\"[^\"\n]*\"|'[^'\n]*'|[^\s\"'{}]+)|[A-Za-z][\w-]*)"
_LIST = pattern(rf"\{{(:?)[ \t]*({_ITEM}(?:[ \t]+{_ITEM})*)[ \t]*\}}")
_PAIR = pattern(r"([A-Za-z_:@][\w:.@-]*)=(\"[^\"\n]*\"|'[^'\n]*'|[^\s\"'{}]+)")


def read(content: str, position: int, span: Callable[[int, int], Span]) -> tuple[dict[str, Attribute], int]:
    """The attributes of a list that starts at `position`, and the offset behind it; none and `position` where there is
    no list. Without a colon a list of bare words is text. `span` maps offsets of the content to the file."""
    found = _LIST.match(content, position) if content.startswith("{", position) else None
    if not found or not (found.group(1) or "=" in found.group(2) or found.group(2)[0] in "#."):
        return {}, position
    attributes: dict[str, Attribute] = {}
    for pair in _PAIR.finditer(content, *found.span(2)):
        name, raw = pair.group(1).lower(), pair.group(2)
        quoted = raw[0] in "\"'"
        start, end = pair.start(2) + quoted, pair.end(2) - quoted
        attributes.setdefault(name, Attribute(name, content[start:end], span(*pair.span()), span(start, end)))
    return attributes, found.end()
