"""Columns as others count them. Ours count code points; editors and reviewers want bytes of UTF-8 or units of UTF-16."""

from __future__ import annotations

from functools import lru_cache
from itertools import accumulate

_STEP = 512
"""Code points between two that are counted once for all: a draft may be one line, with a finding at every word."""


def utf8(line: str, column: int) -> int:
    """A column of a line, from 1, in bytes of UTF-8."""
    return column if line.isascii() else 1 + _before(line, column - 1, "utf-8")


def utf16(line: str, column: int) -> int:
    """A column of a line, from 1, in units of UTF-16."""
    return column if line.isascii() else 1 + _before(line, column - 1, "utf-16-le") // 2


def _before(line: str, count: int, encoding: str) -> int:
    """How many bytes a line's first `count` code points take; behind its end stand marks of line ends."""
    inside = min(count, len(line))
    steps = inside // _STEP
    ends = "\n" * (count - inside)
    return _sums(line, encoding)[steps] + _width(line[steps * _STEP : inside] + ends, encoding)


@lru_cache(maxsize=64)
def _sums(line: str, encoding: str) -> tuple[int, ...]:
    pieces = (line[start : start + _STEP] for start in range(0, len(line), _STEP))
    return (0, *accumulate(_width(piece, encoding) for piece in pieces))


def _width(text: str, encoding: str) -> int:
    return len(text.encode(encoding, "surrogatepass"))
