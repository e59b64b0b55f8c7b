"""Which files are drafts: those that are named, and those below folders, honouring `.gitignore`."""

from __future__ import annotations

import os

from linklint import globs
from linklint.errors import LinklintError
from linklint.files import project_root, shown
from linklint.notes import note
from linklint.parse import format_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

_LARGEST_IGNORE = 1_000_000
"""Code points of a `.gitignore` that are read."""
_NEVER_WALKED = frozenset({"node_modules", "__pycache__", "venv", "site-packages"})
_TEMPLATE_FOLDERS = frozenset({"_layouts", "_includes", "_partials", "layouts", "partials", "templates"})
"""Their HTML is a theme's, not a writer's; named on the command line it is checked all the same."""


def find(paths: Sequence[str], is_excluded: Callable[[str], bool], excludes_named: bool = False) -> Iterator[str]:
    """Drafts among files and below folders, each once, in order of their paths. Folders are walked honouring
    `.gitignore`; hidden folders are passed over. A file that is named is a draft whatever it is called, and is left out
    only with `excludes_named`. Raises LinklintError for a path that does not exist."""
    seen: set[str] = set()
    found: list[str] = []
    for path in paths:
        if os.path.isdir(path):
            found += [each for each in _walk(path) if not is_excluded(each)]
        elif os.path.exists(path):
            if not (excludes_named and is_excluded(path)):
                found.append(path)
        else:
            raise LinklintError(f"{path}: there is no such file or folder")
    for path in sorted(map(shown, found)):
        if path not in seen:
            seen.add(path)
            yield path


def _walk(folder: str) -> Iterator[str]:
    """Files that are drafts by their ending."""
    top = os.path.abspath(folder)
    root = project_root(top)
    yield from _walk_below(folder, os.path.relpath(top, root).replace(os.sep, "/"), list(_ignores_above(top, root)))


def _ignores_above(top: str, root: str) -> Iterator[tuple[str, list[str]]]:
    """Of each folder from the root down to the parent of the top: its path from the root, and its `.gitignore`."""
    relative = os.path.relpath(top, root)
    parts = [] if relative == "." else relative.split(os.sep)
    for length in range(len(parts)):
        folder = os.path.join(root, *parts[:length])
        yield "/".join(parts[:length]), _gitignore(folder) + (_info_exclude(root) if not length else [])


def _walk_below(folder: str, place: str, ignores: list[tuple[str, list[str]]]) -> Iterator[str]:
    place = "" if place == "." else place
    own = _gitignore(folder)
    if os.path.exists(os.path.join(folder, ".git")):
        own = _info_exclude(folder) + own
    ignores = [*ignores, (place, own)] if own else ignores
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        note(f"{shown(folder)}: not read: {error.strerror}")
        return
    for entry in entries:
        here = f"{place}/{entry.name}" if place else entry.name
        is_folder = entry.is_dir(follow_symlinks=False)
        if is_folder and (entry.name.startswith(".") or entry.name in _NEVER_WALKED):
            continue
        if _is_ignored(here, is_folder, ignores):
            continue
        if is_folder:
            yield from _walk_below(entry.path, here, ignores)
        elif format_of(entry.name) and not _is_theme(here) and os.path.isfile(entry.path):
            yield entry.path


def _is_theme(place: str) -> bool:
    return format_of(place) == "html" and not _TEMPLATE_FOLDERS.isdisjoint(place.split("/")[:-1])


def _is_ignored(place: str, is_folder: bool, ignores: Iterable[tuple[str, list[str]]]) -> bool:
    verdict = False
    for folder, lines in ignores:
        relative = place[len(folder) + 1 :] if folder else place
        answer = globs.is_ignored(relative, is_folder, lines)
        verdict = verdict if answer is None else answer
    return verdict


def _gitignore(folder: str) -> list[str]:
    return _pattern_lines(os.path.join(folder, ".gitignore"))


def _info_exclude(folder: str) -> list[str]:
    return _pattern_lines(os.path.join(folder, ".git", "info", "exclude"))


def _pattern_lines(path: str) -> list[str]:
    if os.path.islink(path) or not os.path.isfile(path):  # git follows no link here either
        return []
    try:
        with open(path, encoding="utf-8", errors="replace") as file:
            return [line for line in file.read(_LARGEST_IGNORE).splitlines() if line.strip()]
    except OSError:
        return []
