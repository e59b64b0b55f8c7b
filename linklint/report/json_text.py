"""JSON that every reader takes: ASCII, without half characters, and with nothing in it that a build server obeys."""

from __future__ import annotations

import json

from linklint.patterns import pattern

TYPE_CHECKING = False
if TYPE_CHECKING:
    import re

_OTHER = pattern(r"[^\n -~]|#(?=#)")


def dumped(value: object, indent: int | None = None) -> str:
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    return _OTHER.sub(_escaped, text)


def _escaped(found: re.Match[str]) -> str:
    character = found.group()
    if character == "#":
        return "\\u0023"
    return "\\ufffd" if "\ud800" <= character <= "\udfff" else json.dumps(character)[1:-1]
