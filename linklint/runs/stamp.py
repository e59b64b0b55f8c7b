"""What linklint is made of at this moment, told by names, sizes and times of files: its code, rules and lists, the packages
that it is built on, the user's data packs, and Python."""

from __future__ import annotations

import os
import sys

from linklint import __version__, user_folders
from linklint.rules_folder import RULES_FOLDER

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

_PACKAGES = ("markdown_it", "mdurl", "yaml", "publicsuffixlist")
"""Those that findings follow from."""
_ENDINGS = (".py", ".yaml", ".tsv", ".txt")


def stamp() -> str:
    """Changes when any of it does; empty where files do not tell."""
    try:
        code = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
        own = [*_below(code), *_below(RULES_FOLDER)]
        return repr((__version__, sys.version, own, [_package(name) for name in _PACKAGES], _packs()))
    except OSError:
        return ""


def _packs() -> tuple[str, ...]:
    if not user_folders.has_packs():
        return ()
    from linklint.facts.data_packs import packs

    return packs.stamp()


def _below(folder: str) -> Iterator[tuple[str, int, int]]:
    with os.scandir(folder) as entries:
        for entry in sorted(entries, key=lambda entry: entry.name):
            if entry.name.endswith(_ENDINGS):
                status = entry.stat()
                yield entry.path, status.st_size, status.st_mtime_ns
            elif entry.name != "__pycache__" and entry.is_dir():
                yield from _below(entry.path)


def _package(name: str) -> tuple[object, ...]:
    """Where a package would be imported from, and the versions of all that is installed there. Raises OSError."""
    for folder in sys.path:
        path = os.path.join(folder, name, "__init__.py")
        if os.path.isfile(path):
            status = os.stat(path)
            versions = sorted(each for each in os.listdir(folder or ".") if each.endswith(".dist-info"))
            return path, status.st_size, status.st_mtime_ns, versions
    raise FileNotFoundError(name)
