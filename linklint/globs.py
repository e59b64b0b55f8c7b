"""Glob patterns as `.gitignore` has them, matched in linear time per star: no pattern of anybody's can hang a run."""

from __future__ import annotations

from functools import lru_cache

from linklint.record import record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence


@record
class Pattern:
    segments: tuple[str, ...]
    is_negated: bool
    only_folders: bool


@lru_cache(maxsize=1024)
def compile_pattern(line: str) -> Pattern | None:
    """A line of `.gitignore`; None for a blank line or a comment."""
    if line.endswith(" ") and not line.endswith("\\ "):
        line = line.rstrip(" ")
    if not line or line.startswith("#"):
        return None
    negated = line.startswith("!")
    line = line[1:] if negated else line.removeprefix("\\") if line[:2] in ("\\#", "\\!") else line
    only_folders = line.endswith("/")
    body = line.rstrip("/")
    if not body:
        return None
    segments = tuple(body.lstrip("/").split("/"))
    if len(segments) == 1 and not body.startswith("/"):
        segments = ("**", *segments)
    return Pattern(segments, negated, only_folders)


def is_ignored(path: str, is_folder: bool, lines: Iterable[str]) -> bool | None:
    """What the lines say of a path relative to their folder, with `/`: ignored, taken back by `!`, or nothing (None)."""
    verdict: bool | None = None
    parts = path.split("/")
    for line in lines:
        pattern = compile_pattern(line)
        if pattern and (is_folder or not pattern.only_folders) and _match_segments(parts, pattern.segments):
            verdict = not pattern.is_negated
    return verdict


def matches_any(path: str, patterns: Iterable[str]) -> bool:
    """Whether a file fits; the last pattern that says something of it decides, and `!` takes back."""
    verdict = False
    for pattern in patterns:
        if matches(path, pattern):
            verdict = not pattern.startswith("!")
    return verdict


def matches(path: str, pattern: str) -> bool:
    """A file fits a pattern where the file or a folder above it does."""
    compiled = compile_pattern(pattern)
    if compiled is None:
        return False
    parts = path.split("/")
    for length in range(1, len(parts) + 1):
        is_folder = length < len(parts)
        if (is_folder or not compiled.only_folders) and _match_segments(parts[:length], compiled.segments):
            return True
    return False


def _match_segments(parts: Sequence[str], pattern: tuple[str, ...]) -> bool:
    """`**` stands for any number of segments; at the end for one or more."""
    if len(pattern) == 2 and pattern[0] == "**" != pattern[1]:
        return fits_name(parts[-1], pattern[1])
    tokens = (*pattern, "*") if pattern[-1] == "**" else pattern
    return _fit(parts, tokens, "**", fits_name)


def fits_name(name: str, pattern: str) -> bool:
    """`*`, `?`, `[a-z]`, `[!a]` and `\\` escapes, of a name in which a slash is a letter like any other."""
    has_star, end = _plain_end(pattern)
    if end:
        return name.endswith(end) if has_star else name == end
    return _fit(name, _tokens(pattern), "*", _fits)


@lru_cache(maxsize=1024)
def _plain_end(pattern: str) -> tuple[bool, str]:
    """Most patterns are a name, or a star and how names end: whether there is a star, and the end. Empty for others."""
    end = pattern.removeprefix("*")
    return end != pattern, "" if any(mark in end for mark in "*?[\\") else end


def _fit(items: Sequence[str], tokens: Sequence[str], star: str, fits: Callable[[str, str], bool]) -> bool:
    """Whether the tokens fit all items, `star` being any number of them. Only the last star is ever tried again, so the
    time grows with items times tokens."""
    item = token = 0
    back, resume = -1, 0
    while item < len(items):
        if token < len(tokens) and tokens[token] == star:
            back, resume = token, item
            token += 1
        elif token < len(tokens) and fits(items[item], tokens[token]):
            item, token = item + 1, token + 1
        elif back >= 0:
            resume += 1
            item, token = resume, back + 1
        else:
            return False
    return all(each == star for each in tokens[token:])


@lru_cache(maxsize=1024)
def _tokens(pattern: str) -> tuple[str, ...]:
    """`*`, `?`, `[…]` as written, and literal characters behind a backslash."""
    tokens: list[str] = []
    at = 0
    while at < len(pattern):
        mark = pattern[at]
        closing = pattern.find("]", at + 2) if mark == "[" else -1
        if mark == "\\" and at + 1 < len(pattern):
            tokens.append("\\" + pattern[at + 1])
            at += 2
        elif closing > 0:
            tokens.append(pattern[at : closing + 1])
            at = closing + 1
        else:
            if mark != "*" or tokens[-1:] != ["*"]:
                tokens.append(mark if mark in "*?" else "\\" + mark)
            at += 1
    return tuple(tokens)


def _fits(character: str, token: str) -> bool:
    if token == "?":
        return True
    if token[0] == "\\":
        return character == token[1]
    body = token[1:-1]
    negated = body[0] in "!^"
    body = body[1:] if negated else body
    inside = False
    at = 0
    while at < len(body):
        if at + 2 < len(body) and body[at + 1] == "-":
            inside = inside or body[at] <= character <= body[at + 2]
            at += 3
        else:
            inside = inside or character == body[at]
            at += 1
    return inside is not negated
