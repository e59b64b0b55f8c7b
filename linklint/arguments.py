"""What words on the command line mean to every command that takes them."""

from __future__ import annotations

import os
import sys

from linklint.errors import LinklintError


def names(listed: str) -> tuple[str, ...]:
    """`a, b` -> `a` and `b`."""
    return tuple(name.strip() for name in listed.split(",") if name.strip())


def wants_colour(wish: str) -> bool:
    """`auto` is on a terminal, unless NO_COLOR is set."""
    if wish == "auto":
        return sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    return wish == "always"


def day(written: str) -> str:
    """As YYYY-MM-DD; the day that it is where none is given. Raises LinklintError."""
    import time

    try:
        return time.strftime("%Y-%m-%d", *([time.strptime(written, "%Y-%m-%d")] if written else []))
    except ValueError as error:
        raise LinklintError(f'--today wants a date such as 2027-01-31, not "{written}"') from error
