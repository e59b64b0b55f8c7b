"""What words on the command line mean to every command that takes them."""

from __future__ import annotations

import os
import sys

from linklint.errors import LinklintError

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse

    from linklint.facts.online.pages import Pages

_WORTH_COUNTING = 5
"""URLs."""
INTERRUPTED = 130
"""The exit code of what the user has ended early."""


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


def add_online(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--online", action="store_true", help="ask for the pages that links lead to; docs/online.md")
    parser.add_argument("--refresh", action="store_true", help="with --online: ask for those that are known too")
    parser.add_argument(
        "--allow-private",
        action="store_true",
        help="with --online: hosts of your own network and this machine too, at any port",
    )


def online(is_online: bool, is_refreshed: bool, is_private: bool, has_cache: bool = True) -> Pages | None:
    """None offline. Raises LinklintError."""
    if not is_online:
        if is_refreshed or is_private:
            raise LinklintError(f"--{'refresh' if is_refreshed else 'allow-private'} goes with --online")
        return None
    from linklint import user_folders
    from linklint.facts.online.pages import Pages
    from linklint.facts.online.pages_cache import PagesCache

    folder = user_folders.cache() if has_cache else ""
    return Pages(PagesCache(folder) if folder else None, is_private, is_refreshed, _count_on_terminal)


def _count_on_terminal(asked: int, whole: int) -> None:
    if whole >= _WORTH_COUNTING and sys.stderr.isatty() and not os.environ.get("PRE_COMMIT"):
        end = "\r\x1b[K" if asked == whole else ""
        print(f"\rasked for {asked} of {whole} URLs{end}", end="", file=sys.stderr, flush=True)
