"""Files as they lie on disk: read as drafts, never outside the project, and written whole or not at all."""

from __future__ import annotations

import os

from linklint.record import record

LARGEST_DRAFT = 2_000_000
"""In bytes. The largest of 22,337 real drafts has 337 kB."""

_STREAMS = ("/dev/fd/", "/dev/stdin", "/proc/self/fd/")
"""What shells make of `<(command)`."""
_BINARY_SAMPLE = 8000
"""Bytes in which a NUL makes a file binary, as git has it."""


@record
class Source:
    """A draft that can be parsed. `why_not` says why it cannot; then there is no text."""

    path: str
    text: str = ""
    is_faithful: bool = True
    """False where bytes were no UTF-8 and have been replaced: such a file is checked but never written."""
    why_not: str = ""
    is_limit: bool = False
    """Where it is the draft itself that cannot be parsed: too large, binary, UTF-16."""


def shown(path: str) -> str:
    """Relative to the working directory, with `/`; as given where it lies elsewhere."""
    relative = os.path.relpath(path)
    return path.replace(os.sep, "/") if relative.startswith("..") else relative.replace(os.sep, "/")


def project_root(folder: str) -> str:
    """The nearest folder upwards that holds `.git` (or `.hg`); the folder itself where there is none."""
    here = os.path.abspath(folder)
    while True:
        if os.path.exists(os.path.join(here, ".git")) or os.path.exists(os.path.join(here, ".hg")):
            return here
        above = os.path.dirname(here)
        if above == here:
            return os.path.abspath(folder)
        here = above


def root_as_written(folder: str) -> str:
    """The project that a folder is in by its name, before links are followed: the working directory, or where it lies
    elsewhere its own."""
    here, folder = os.path.abspath("."), os.path.abspath(folder)
    return here if (folder + os.sep).startswith(here + os.sep) else project_root(folder)


def is_inside(path: str, folder: str) -> bool:
    """Whether a resolved path lies in a folder."""
    return os.path.commonpath([path, os.path.realpath(folder)]) == os.path.realpath(folder)


def read(path: str) -> Source:
    """Never fails: what cannot be read says why."""
    try:
        if not path.startswith(_STREAMS) and not is_inside(
            os.path.realpath(path), root_as_written(os.path.dirname(path))
        ):
            return Source(path, why_not="a symbolic link that leads out of the project")
        if os.path.exists(path) and not os.path.isfile(path) and not path.startswith(_STREAMS):
            return Source(path, why_not="not a regular file")
        with open(path, "rb") as file:
            return decode(path, file.read(LARGEST_DRAFT + 1), os.path.getsize(path))
    except OSError as error:
        return Source(path, why_not=error.strerror or str(error))


def decode(path: str, content: bytes, size: int = 0) -> Source:
    """Bytes as a draft, without a byte order mark. Bytes that are no UTF-8 become U+FFFD. `size` is that of the whole
    file, where not all of a large one was read."""
    if len(content) > LARGEST_DRAFT:
        megabytes = max(size, len(content)) / 1e6
        limit = f"{megabytes:.1f} MB; drafts over {LARGEST_DRAFT // 1_000_000} MB are not checked"
        return Source(path, why_not=limit, is_limit=True)
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return Source(path, why_not="UTF-16; save it as UTF-8", is_limit=True)
    if b"\0" in content[:_BINARY_SAMPLE]:
        return Source(path, why_not="a binary file", is_limit=True)
    try:
        return Source(path, content.decode("utf-8").removeprefix("\ufeff"))
    except UnicodeDecodeError:
        return Source(path, content.decode("utf-8", "replace").removeprefix("\ufeff"), is_faithful=False)


def write_atomically(path: str, content: bytes) -> None:
    """All or nothing: the content is written beside the file, then takes its place. Raises OSError."""
    beside = f"{path}.{os.getpid()}.tmp"
    try:
        with open(beside, "wb") as file:
            file.write(content)
        os.replace(beside, path)
    except OSError:
        if os.path.exists(beside):
            os.unlink(beside)
        raise
