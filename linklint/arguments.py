"""What words on the command line mean to every command that takes them."""

from __future__ import annotations

import os
import sys


def names(listed: str) -> tuple[str, ...]:
    """`a, b` -> `a` and `b`."""
    return tuple(name.strip() for name in listed.split(",") if name.strip())


def wants_colour(wish: str) -> bool:
    """`auto` is on a terminal, unless NO_COLOR is set."""
    if wish == "auto":
        return sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    return wish == "always"
