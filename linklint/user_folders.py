"""Where the user's own data and cache lie, never in a project: a pull request could bring its own, and with them what it wants
to be found."""

from __future__ import annotations

import os
import sys


def data() -> str:
    """The folder of the data packs; empty where there is none."""
    return _outside_the_project(
        "LINKLINT_DATA_DIR", "XDG_DATA_HOME", ("Data", "~/Library/Application Support", "~/.local/share")
    )


def cache() -> str:
    """The folder of what was found before; empty where there is none."""
    return _outside_the_project("LINKLINT_CACHE_DIR", "XDG_CACHE_HOME", ("Cache", "~/Library/Caches", "~/.cache"))


def has_packs() -> bool:
    """Told without importing what reads them."""
    place = data()
    return bool(place) and os.path.isdir(os.path.join(place, "packs"))


def _outside_the_project(own: str, shared: str, usual: tuple[str, str, str]) -> str:
    """What the variable `own` names, else a folder in that of `shared`, else the usual one of Windows, macOS or others."""
    from linklint.files import Roots, is_inside

    place = os.path.expanduser(_named(os.environ.get(own, ""), os.environ.get(shared, ""), *usual))
    root = Roots().repository(os.path.abspath("."))
    if not os.path.isabs(place) or (root and is_inside(os.path.realpath(place), root)):
        return ""
    return place


def _named(own: str, shared: str, windows: str, mac: str, others: str) -> str:
    if own:
        return os.path.abspath(own)
    if os.path.isabs(shared):
        return os.path.join(shared, "linklint")
    if sys.platform == "win32":
        return os.path.join(os.environ.get("LOCALAPPDATA", ""), "linklint", windows)
    return f"{mac if sys.platform == 'darwin' else others}/linklint"
