"""Which files are drafts: those that are named, and those below folders, honouring `.gitignore`."""

from __future__ import annotations

import os

from linklint.errors import LinklintError
from linklint.files import ignore_lines, project_root, shown
from linklint.record import record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    Ignores = Sequence[tuple[str, list[str]]]
    """Of folders, from the root down: their places, and the lines of their `.gitignore`."""

_NEVER_WALKED = frozenset({"node_modules", "__pycache__", "venv", "site-packages"})
_TEMPLATE_FOLDERS = frozenset({"_layouts", "_includes", "_partials", "layouts", "partials", "templates"})
"""Their HTML is a theme's, not a writer's; named on the command line it is checked all the same."""


@record
class Folder:
    path: str
    """As shown."""
    place: str
    """Its path from the project's root; empty for the root."""
    ignores: Ignores
    """Of the folders above."""


def find(paths: Sequence[str], is_excluded: Callable[[str], bool], excludes_named: bool = False) -> Iterator[str]:
    """Drafts among files and below folders, each once, in order of their paths. Folders are walked honouring
    `.gitignore`; hidden folders are passed over. A file that is named is a draft whatever it is called, and is left out
    only with `excludes_named`. Raises LinklintError for a path that does not exist."""
    found: set[str] = set()
    for path in paths:
        if os.path.isdir(path):
            found.update(each for each in _walk(path) if not is_excluded(each))
        elif os.path.exists(path):
            if not (excludes_named and is_excluded(path)):
                found.add(shown(path))
        else:
            raise LinklintError(f"{path}: there is no such file or folder")
    yield from sorted(found)


def _walk(folder: str) -> Iterator[str]:
    """Files that are drafts by their ending, as shown."""
    top = os.path.abspath(folder)
    root = project_root(top)
    place = os.path.relpath(top, root).replace(os.sep, "/")
    folders = [Folder(shown(folder), "" if place == "." else place, tuple(_ignores_above(top, root)))]
    while folders:
        yield from _drafts(folders.pop(), folders)


def _ignores_above(top: str, root: str) -> Iterator[tuple[str, list[str]]]:
    relative = os.path.relpath(top, root)
    parts = [] if relative == "." else relative.split(os.sep)
    for length in range(len(parts)):
        folder = os.path.join(root, *parts[:length])
        yield "/".join(parts[:length]), _gitignore(folder) + (_info_exclude(root) if not length else [])


def _drafts(folder: Folder, further: list[Folder]) -> Iterator[str]:
    """Those that lie in a folder itself. The folders in it join the further ones."""
    from linklint.parse import format_of

    entries = _entries(folder.path)
    own = _own_ignores(folder.path, {entry.name for entry in entries})
    ignores = (*folder.ignores, (folder.place, own)) if own else folder.ignores
    path, place = _prefix(folder.path), _prefix(folder.place)
    is_theme = not _TEMPLATE_FOLDERS.isdisjoint(folder.place.split("/"))
    for entry in entries:
        name = entry.name
        if entry.is_dir(follow_symlinks=False):
            if not (name.startswith(".") or name in _NEVER_WALKED or _is_ignored(place + name, True, ignores)):
                further.append(Folder(path + name, place + name, ignores))
        elif (
            (kind := format_of(name))
            and not (is_theme and kind == "html")
            and _is_file(entry)
            and not _is_ignored(place + name, False, ignores)
        ):
            yield path + name


def _entries(folder: str) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            return list(entries)
    except OSError as error:
        from linklint.notes import note

        note(f"{folder}: not read: {error.strerror}")
        return []


def _prefix(folder: str) -> str:
    """What stands before the names of what lies in a folder."""
    return folder if folder.endswith("/") else "" if folder in ("", ".") else folder + "/"


def _is_file(entry: os.DirEntry[str]) -> bool:
    return entry.is_file(follow_symlinks=False) or os.path.isfile(entry.path)


def _is_ignored(place: str, is_folder: bool, ignores: Ignores) -> bool:
    if not ignores:
        return False
    from linklint import globs

    verdict = False
    for folder, lines in ignores:
        answer = globs.is_ignored(place[len(folder) + 1 :] if folder else place, is_folder, lines)
        verdict = verdict if answer is None else answer
    return verdict


def _own_ignores(folder: str, names: set[str]) -> list[str]:
    own = _info_exclude(folder) if ".git" in names else []
    return own + _gitignore(folder) if ".gitignore" in names else own


def _gitignore(folder: str) -> list[str]:
    return ignore_lines(os.path.join(folder, ".gitignore"))


def _info_exclude(folder: str) -> list[str]:
    return ignore_lines(os.path.join(folder, ".git", "info", "exclude"))
