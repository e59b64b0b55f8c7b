"""XML in ASCII, so that no encoding of a stream can spoil it; control characters as `\\x1b`, which XML has no way to hold."""

from __future__ import annotations

from linklint.notes import safe
from linklint.patterns import pattern

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_NO_CHARACTER = pattern(r"[\ud800-\udfff\ufffe\uffff]")
_MARKS = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"}


def element(name: str, attributes: dict[str, object], content: Iterable[str] = ()) -> str:
    """`content` is XML already."""
    written = "".join(f' {key}="{escaped(str(value))}"' for key, value in attributes.items())
    inner = "".join(content)
    return f"<{name}{written}>{inner}</{name}>\n" if inner else f"<{name}{written}/>\n"


def escaped(text: str) -> str:
    kept = _NO_CHARACTER.sub("\ufffd", safe(text))
    for mark, entity in _MARKS.items():
        kept = kept.replace(mark, entity)
    return kept.encode("ascii", "xmlcharrefreplace").decode()
