"""What one file of a site says of its page: title, and the keys of its header that decide where it is published. It can be kept
as JSON."""

from __future__ import annotations

import os

from linklint import front_matter
from linklint.patterns import pattern
from linklint.record import record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from linklint.model import Draft

_KEYS = frozenset(
    {
        "_build", "aliases", "build", "categories", "category", "date", "draft", "expirydate", "headless", "id", "pagination",
        "permalink", "published", "publishdate", "redirect_from", "redirect_to", "slug", "title", "unpublishdate", "url",
    }
)  # fmt: skip
_HEADING = pattern(r"^#[ \t]+(\S[^\n]*)", 8)
_DEEPEST = 2
_MOST_ITEMS = 500
_BEGINNING = 64_000
"""Bytes of a file in which its header ends."""


@record
class PageNote:
    title: str = ""
    header: Mapping[str, object] = {}
    """Keys in small letters."""
    has_header: bool = False


def note(draft: Draft) -> PageNote:
    """From the draft that was read anyway."""
    return _note(draft.front_matter, draft.title, draft.text.startswith(("---", "+++", "{")))


def read(path: str) -> PageNote:
    """From the beginning of a file; nothing where it cannot be read."""
    try:
        with open(path, "rb") as file:
            beginning = file.read(_BEGINNING)
    except OSError:
        return PageNote()
    if beginning[:3] == b"\xef\xbb\xbf":
        beginning = beginning[3:]
    text = beginning.decode("utf-8", "replace")
    keys, end = front_matter.read(text)
    heading = None if "title" in keys else _HEADING.search(text, end)
    return _note(keys, heading[1].rstrip(" \t\r#") if heading else "", end > 0)


def _note(keys: Mapping[str, object], title: str, has_header: bool) -> PageNote:
    header = {name: _plain(value) for key, value in keys.items() if (name := str(key).lower()) in _KEYS}
    return PageNote(title or str(header.get("title") or ""), header, has_header)


def _plain(value: object, depth: int = 0) -> object:
    """What JSON can say of a value of YAML, which may hold itself."""
    if isinstance(value, dict):
        return {str(key): _plain(each, depth + 1) for key, each in value.items()} if depth < _DEEPEST else {}
    if isinstance(value, (list, tuple)):
        return [_plain(each, depth + 1) for each in value[:_MOST_ITEMS]] if depth < _DEEPEST else []
    return value if value is None or isinstance(value, (str, int, float)) else str(value)


def as_list(note: PageNote) -> list[object]:
    """For JSON."""
    return [note.title, note.header, note.has_header]


def from_list(values: list[object]) -> PageNote:
    """Raises ValueError for what no `as_list` has made."""
    match values:
        case [str() as title, dict() as header, bool() as has_header]:
            return PageNote(title, header, has_header)
    raise ValueError(values)


def stem(name: str) -> str:
    """A file's name without its ending."""
    return os.path.splitext(name)[0]
