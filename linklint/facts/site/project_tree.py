"""The files of a project, folder by folder. Nothing outside of it is listed, what git ignores is not walked, and no symbolic
link is followed."""

from __future__ import annotations

import os

from linklint import globs
from linklint.files import ignore_lines, shown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from os import DirEntry

_NEVER_WALKED = frozenset({".git", ".hg", "node_modules", "__pycache__", "venv", ".venv", "site-packages"})
_MOST_FILES = 300_000
"""And folders that are listed."""
_LARGEST_SETTINGS = 400_000
"""In bytes."""


class Tree:
    """Places are paths from the project's folder on, with `/`; its own is empty."""

    def __init__(self, project: str) -> None:
        self.root = os.path.abspath(project)
        name = shown(self.root)
        self._before = "" if name == "." else name + "/"
        self.folders: dict[str, frozenset[str]] = {}
        """By place, the names in it."""
        self.closed: set[str] = set()
        """Folders that were not walked: what lies in them is unknown."""
        self.is_whole = True
        """Not where there are so many files that the rest was left out."""
        self._ignores: dict[str, list[str]] = {}
        self._walk()

    def path(self, place: str) -> str:
        """As drafts are named."""
        return self._before + place

    def place(self, path: str) -> str:
        """Of a path as drafts are named; empty where it lies outside."""
        if path.startswith(self._before) and not path.startswith(("/", "../", "./")):
            return path[len(self._before) :]
        relative = os.path.relpath(os.path.abspath(path), self.root).replace(os.sep, "/")
        return "" if relative.startswith("..") else relative

    def has(self, place: str) -> bool:
        """Whether anything is there."""
        folder, _, name = place.rpartition("/")
        return place in self.folders or name in self.folders.get(folder, ())

    def is_file(self, place: str) -> bool:
        return place not in self.folders and place not in self.closed and self.has(place)

    def is_open(self, place: str) -> bool:
        """Whether it cannot be told what is there: it lies in a folder that was not walked, or git ignores it."""
        above = place
        while above:
            if above in self.closed:
                return True
            above = above.rpartition("/")[0]
        return self._is_ignored(place, is_folder=False)

    def files_below(self, folder: str) -> Iterator[str]:
        further = [folder]
        while further:
            here = further.pop()
            before = here + "/" if here else ""
            for name in sorted(self.folders.get(here, ())):
                place = before + name
                if place in self.folders:
                    further.append(place)
                elif place not in self.closed:
                    yield place

    def text(self, place: str) -> str:
        """Of a file that says how a site is made; empty where it cannot be read. No link out of the project is followed."""
        path = os.path.join(self.root, place)
        if not self.is_file(place) or (os.path.islink(path) and not self._is_inside(path)):
            return ""
        try:
            with open(path, "rb") as file:
                return file.read(_LARGEST_SETTINGS).decode("utf-8-sig", "replace")
        except OSError:
            return ""

    def _is_inside(self, path: str) -> bool:
        return os.path.realpath(path).startswith(os.path.realpath(self.root).rstrip(os.sep) + os.sep)

    def _walk(self) -> None:
        further, left = [""], _MOST_FILES
        while further:
            here = further.pop()
            before = here + "/" if here else ""
            if left <= 0:
                self.is_whole = False
                self.closed.add(here)
                continue
            try:
                entries = list(os.scandir(os.path.join(self.root, here)))
            except OSError:
                self.closed.add(here)
                continue
            left -= len(entries)
            names = frozenset(entry.name for entry in entries)
            if ".gitignore" in names and (lines := ignore_lines(os.path.join(self.root, here, ".gitignore"))):
                self._ignores[here] = lines
            self.folders[here] = names
            for entry in entries:
                place = before + entry.name
                if entry.is_symlink():
                    if _may_be_folder(entry):
                        self.closed.add(place)
                elif entry.is_dir(follow_symlinks=False):
                    if entry.name in _NEVER_WALKED or self._is_ignored(place, is_folder=True):
                        self.closed.add(place)
                    else:
                        further.append(place)
            if here and not names:  # a submodule that was not fetched
                self.closed.add(here)

    def _is_ignored(self, place: str, is_folder: bool) -> bool:
        if not self._ignores:
            return False
        steps = place.split("/")
        verdict = False
        for depth in range(len(steps)):
            lines = self._ignores.get("/".join(steps[:depth]))
            for end in range(depth + 1, len(steps) + 1) if lines else ():
                answer = globs.is_ignored("/".join(steps[depth:end]), is_folder or end < len(steps), lines or ())
                verdict = verdict if answer is None else answer
        return verdict


def _may_be_folder(link: DirEntry[str]) -> bool:
    """A symbolic link that leads back to itself may be anything."""
    try:
        return link.is_dir()
    except OSError:
        return True
