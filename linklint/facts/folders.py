"""What lies in the folders of the project. A folder is read once, and again when it has changed."""

from __future__ import annotations

import os
import zlib
from functools import lru_cache

from linklint import globs
from linklint.files import ignore_lines, is_inside
from linklint.patterns import pattern
from linklint.record import record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

NOTHING = -1
"""The digest of what is not there, or lies outside of the project."""
_DATE = pattern(r"\d{4}-\d\d?-\d\d?-")


@record
class Listing:
    names: frozenset[str]
    stems: frozenset[str]
    """The names without their endings, and without a date before them: what pages made of such files may be called."""
    digest: int
    """Changes when a name is added or taken away."""


def listing(folder: str, project: str = "") -> Listing | None:
    """None for what is no folder, and for one that lies outside of a project, by a symbolic link."""
    try:
        changed = os.stat(folder).st_mtime_ns
    except (OSError, ValueError):
        return None
    return _listing(folder, project, changed)


def digest_of(path: str) -> int:
    """Of the names in a folder, or the patterns in a file."""
    found = listing(path)
    return found.digest if found else _digest(ignore_lines(path)) if os.path.isfile(path) else NOTHING


def ignores_above(path: str, project: str) -> dict[str, list[str]]:
    """The `.gitignore` of each folder above a path, from the project's own on, by its path -> its lines."""
    *steps, _ = os.path.relpath(path, project).split(os.sep)
    folders = [os.path.join(project, *steps[:length]) for length in range(len(steps) + 1)]
    files = [os.path.join(folder, ".gitignore") for folder in folders if listing(folder, project)]
    return {file: ignore_lines(file) for file in files}


def is_ignored(place: str, ignores: Iterable[Sequence[str]]) -> bool:
    """Whether git leaves out a path relative to its project, by the patterns of the folders from there on."""
    verdict = False
    steps = place.split(os.sep)
    for depth, lines in enumerate(ignores):
        for end in range(depth + 1, len(steps) + 1) if lines else ():
            answer = globs.is_ignored("/".join(steps[depth:end]), end < len(steps), lines)
            verdict = verdict if answer is None else answer
    return verdict


@lru_cache(maxsize=4096)
def _listing(folder: str, project: str, changed: int) -> Listing | None:
    if project and not is_inside(os.path.realpath(folder), project):
        return None
    try:
        names = frozenset(os.listdir(folder))
    except OSError:
        return None
    whole = {_DATE.sub("", name, 1) for name in names}
    stems = {name.partition(".")[0] for name in whole} | {os.path.splitext(name)[0] for name in whole}
    return Listing(names, frozenset(stems), _digest(sorted(names)))


def _digest(names: Iterable[str]) -> int:
    return zlib.crc32("\0".join(names).encode("utf-8", "surrogatepass"))
