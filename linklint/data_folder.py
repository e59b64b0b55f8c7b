"""Where the data packs of the user lie."""

from __future__ import annotations

import os
import sys

from linklint.files import Roots, is_inside


def folder() -> str:
    """The user's data folder for linklint; empty where there is none. It never lies in the project at hand: a pull request
    could bring its own packs, and with them what it wants to be found."""
    place = os.path.expanduser(_folder())
    root = Roots().repository(os.path.abspath("."))
    if not os.path.isabs(place) or (root and is_inside(os.path.realpath(place), root)):
        return ""
    return place


def has_packs() -> bool:
    """Told without importing what reads them."""
    place = folder()
    return bool(place) and os.path.isdir(os.path.join(place, "packs"))


def _folder() -> str:
    own, shared = os.environ.get("LINKLINT_DATA_DIR", ""), os.environ.get("XDG_DATA_HOME", "")
    if own:
        return os.path.abspath(own)
    if os.path.isabs(shared):
        return os.path.join(shared, "linklint")
    if sys.platform == "win32":
        return os.path.join(os.environ.get("LOCALAPPDATA", ""), "linklint", "Data")
    return "~/Library/Application Support/linklint" if sys.platform == "darwin" else "~/.local/share/linklint"
