"""The drafts that a command is asked about: files, folders of them, or one draft on stdin."""

from __future__ import annotations

import sys
from functools import partial

from linklint import files, walk
from linklint.errors import LinklintError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from linklint.config import Finder
    from linklint.files import Source


def asked(
    paths: Sequence[str], stdin_filename: str, force_exclude: bool, finder: Finder
) -> Iterator[Callable[[], Source]]:
    """Readers of drafts, in order of their paths: a file is read when its turn comes. Raises LinklintError."""
    paths = paths or ["."]
    if "-" in paths:
        if len(paths) > 1:
            raise LinklintError("- stands for one draft on stdin; name no other paths beside it")
        name = stdin_filename or "stdin.md"
        if not (force_exclude and finder.excludes(name)):
            yield partial(files.decode, files.shown(name), stdin(files.LARGEST_DRAFT + 1))
        return
    if stdin_filename:
        raise LinklintError("--stdin-filename goes with - as the path")
    for path in walk.find(paths, finder.excludes, force_exclude):
        yield partial(files.read, path)


def stdin(most: int = -1) -> bytes:
    """What stands on stdin, or its first bytes. Raises LinklintError."""
    if sys.stdin is None:
        raise LinklintError("there is no stdin to read from")
    return sys.stdin.buffer.read(most)
