"""Pages that ask crawlers to follow none of their links: by `robots` or `nofollow` in the header, or by a meta tag."""

from __future__ import annotations

import re

from linklint.model import Span
from linklint.patterns import pattern

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from linklint.parse.tags import Mark

KEYS = ("robots", "googlebot", "meta_robots", "nofollow")
"""Keys of headers that themes turn into the meta tag."""
_NAMES = frozenset({"robots", "googlebot"})
_ASKING = frozenset({"nofollow", "none"})
_MENTION = pattern(r"robots|googlebot", re.I)
_SEPARATOR = pattern(r"[\s,]+")


def in_header(text: str, end: int, header: Mapping[str, object]) -> Span | None:
    """The line of the key that says so, in a header that ends at `end`."""
    for key in KEYS:
        if key in header and _asks(key, header[key]):
            found = re.compile(rf"^[ \t]*([\"']?{key}[\"']?[ \t]*[:=].*)", re.M).search(text, 0, end)
            return Span(found.start(1), found.start(1) + len(found[1].rstrip())) if found else Span(0, end)
    return None


def _asks(key: str, value: object) -> bool:
    """`noindex, nofollow`, `[none]`, `{follow: false}`, or true for a key that is called so."""
    if isinstance(value, dict):
        return value.get("follow") is False or value.get("nofollow") is True
    if isinstance(value, list):
        return any(isinstance(each, str) and _asks(key, each) for each in value)
    if isinstance(value, str):
        return not _ASKING.isdisjoint(_SEPARATOR.split(value.lower()))
    return value is True and key == "nofollow"


def in_tags(marks: Iterable[Mark]) -> Span | None:
    """The first `<meta>` that says so."""
    for mark in marks:
        if mark.name == "meta" and mark.mentions(_MENTION):
            name, content = mark.attributes.get("name"), mark.attributes.get("content")
            if name and content and name.value.strip().lower() in _NAMES and _asks("", content.value):
                return Span(mark.start, mark.end)
    return None
