"""Unified diffs, as `git diff`, `diff -u` and code hosts write them: which lines they add."""

from __future__ import annotations

import re

from linklint.errors import LinklintError
from linklint.patterns import pattern

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

_HUNK = pattern(r"@@ -\d+(?:,(\d+))? \+(\d+)(?:,(\d+))? @@")
_ESCAPE = pattern(r"\\([0-7]{3}|.)")
_CONTROLS = {"a": 7, "b": 8, "t": 9, "n": 10, "v": 11, "f": 12, "r": 13}
_PREFIXES = ("a/", "i/", "c/", "o/", "w/", "/dev/null")
"""Of names on the old side, where those on the new side have a prefix too."""
_LARGEST = 200_000_000
"""In bytes."""


def read(patch: bytes) -> Mapping[str, tuple[tuple[int, int], ...]]:
    """File, as named without the `b/` before it -> the first and last of the lines that are added to it, in order. Raises
    LinklintError for what is no unified diff."""
    if len(patch) > _LARGEST:
        raise LinklintError(f"--patch: over {_LARGEST // 1_000_000} MB")
    found: dict[str, list[tuple[int, int]]] = {}
    path, old_path, old, new, line, has_hunks = "", "", 0, 0, 0, False
    for each in patch.decode("utf-8", "surrogateescape").split("\n"):
        if old > 0 or new > 0:
            mark = each[:1]
            if mark == "+":
                _add(found.setdefault(path, []), line)
            old -= mark in " -\r"  # without its blank, an empty line is still one of both sides
            new -= mark in " +\r"
            line += mark != "-" and mark != "\\"
        elif each.startswith("--- "):
            old_path = _path(each[4:].rstrip("\r"))
        elif each.startswith("+++ "):
            path = _path(each[4:].rstrip("\r"))
            if old_path.startswith(_PREFIXES):
                path = path.partition("/")[2] or path
        elif match := _HUNK.match(each):
            if not path:
                raise LinklintError("--patch: a hunk without the file that it belongs to")
            old, new = int(match[1] or 1), int(match[3] or 1)
            line, has_hunks = int(match[2]), True
        elif each.startswith("@@@ "):
            raise LinklintError("--patch: a combined diff of a merge; compare two commits instead")
    if not has_hunks and patch.strip() and b"diff --git " not in patch:
        raise LinklintError("--patch: no unified diff")
    return {path: tuple(lines) for path, lines in found.items()}


def _add(lines: list[tuple[int, int]], line: int) -> None:
    if lines and lines[-1][1] == line - 1:
        lines[-1] = (lines[-1][0], line)
    else:
        lines.append((line, line))


def _path(written: str) -> str:
    """Without the quotes of odd names, and the time that `diff -u` writes behind a tab."""
    if written.startswith('"'):
        end = _closing(written)
        raw = b"".join(_bytes(part) for part in _parts(written[1:end]))
        return raw.decode("utf-8", "surrogateescape")
    return written.partition("\t")[0]


def _closing(written: str) -> int:
    end = 1
    while end < len(written) and written[end] != '"':
        end += 2 if written[end] == "\\" else 1
    return end


def _parts(quoted: str) -> list[str]:
    return re.findall(r"\\[0-7]{3}|\\.|[^\\]+", quoted)


def _bytes(part: str) -> bytes:
    escape = _ESCAPE.fullmatch(part)
    if not escape:
        return part.encode("utf-8", "surrogateescape")
    code = escape[1]
    if len(code) == 3:
        return bytes([int(code, 8) & 255])
    return bytes([_CONTROLS.get(code, ord(code) & 255)])
