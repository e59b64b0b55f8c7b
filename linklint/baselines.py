"""Findings that a team has decided to live with for now, in a file: one entry a line, sorted, without line numbers."""

from __future__ import annotations

import json
import os
from collections import Counter

from linklint.errors import LinklintError
from linklint.files import shown
from linklint.fingerprints import likeness
from linklint.record import record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

NAME = "linklint-baseline.jsonl"
_HEAD = {"linklint_baseline": 1}
"""The number is that of the shape of entries."""
_LARGEST = 100_000_000
"""In bytes."""


@record
class Entry:
    """A place of a finding. Two are alike where nobody would see a difference but that of their lines."""

    path: str
    """As shown: relative to the working directory. In the file it is relative to the file."""
    rule: str
    url: str
    text: str

    def likeness(self) -> tuple[str, str, str]:
        return likeness(self.rule, self.url, self.text)


def read(path: str) -> Counter[Entry]:
    """How often each is known. Raises LinklintError for a file that cannot be read or is no baseline."""
    try:
        with open(path, "rb") as file:
            content = file.read(_LARGEST + 1)
        lines = content.decode("utf-8-sig").split("\n")
    except OSError as error:
        raise LinklintError(f"{path}: {error.strerror}; linklint baseline write makes a baseline") from error
    except UnicodeDecodeError as error:
        raise LinklintError(f"{path}: no baseline: not valid UTF-8") from error
    if len(content) > _LARGEST:
        raise LinklintError(f"{path}: over {_LARGEST // 1_000_000} MB")
    if not lines or _object(lines[0]) != _HEAD:
        raise LinklintError(f"{path}:1: no baseline that this version reads; linklint baseline write makes one")
    found: Counter[Entry] = Counter()
    for number, line in enumerate(lines[1:], 2):
        if line.strip():
            entry, count = _entry(line, path, number)
            found[entry] = max(found[entry], count)  # two branches may have met in one file
    return found


def written(entries: Mapping[Entry, int], path: str) -> str:
    """The text of a baseline that is to lie at a path."""
    folder = os.path.dirname(path) or "."
    rows = sorted(
        (os.path.relpath(entry.path, folder).replace(os.sep, "/"), entry.rule, entry.url, entry.text, count)
        for entry, count in entries.items()
        if count > 0
    )
    return "".join(f"{json.dumps(each)}\n" for each in (_HEAD, *map(_row, rows)))


def _row(values: tuple[str, str, str, str, int]) -> Mapping[str, object]:
    row = dict(zip(("path", "rule", "url", "text", "count"), values, strict=True))
    return {key: value for key, value in row.items() if value not in ("", 1) or key in ("path", "rule")}


def _entry(line: str, path: str, number: int) -> tuple[Entry, int]:
    given = _object(line)
    texts = [given.get(key, "") for key in ("path", "rule", "url", "text")] if isinstance(given, dict) else []
    count = given.get("count", 1) if isinstance(given, dict) else 0
    if not texts or not all(isinstance(text, str) for text in texts) or not (texts[0] and texts[1]):
        raise LinklintError(f"{path}:{number}: no entry of a baseline")
    if not isinstance(count, int) or isinstance(count, bool) or count < 1:
        raise LinklintError(f'{path}:{number}: "count" must be a whole number, 1 or more')
    return Entry(shown(os.path.normpath(os.path.join(os.path.dirname(path), texts[0]))), *texts[1:]), count


def _object(line: str) -> object:
    try:
        return json.loads(line)
    except (ValueError, RecursionError):
        return None


def by_draft(entries: Mapping[Entry, int]) -> Mapping[str, Counter[tuple[str, str, str]]]:
    """Each draft, by its absolute path, with how often what is known in it."""
    found: dict[str, Counter[tuple[str, str, str]]] = {}
    for entry, count in entries.items():
        found.setdefault(os.path.abspath(entry.path), Counter())[entry.likeness()] += count
    return found
