"""Files as they lie on disk: read as drafts, never outside the project, and written whole or not at all."""

from __future__ import annotations

import os
import stat

from linklint.record import record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from linklint.model import Said
    from linklint.scope import Scope

LARGEST_DRAFT = 2_000_000
"""In bytes. The largest of 22,337 real drafts has 337 kB."""

_STREAMS = ("/dev/fd/", "/dev/stdin", "/proc/self/fd/")
"""What shells make of `<(command)`."""
_LARGEST_IGNORE = 1_000_000
"""Code points of a `.gitignore` that are read."""
_BINARY_SAMPLE = 8000
"""Bytes in which a NUL makes a file binary, as git has it."""


_FLAGS = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0)
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
_WRITABLE = 0o222
"""For anybody: what nobody may write, the superuser does not either."""


@record
class Raw:
    """A draft as its bytes lie on disk. `why_not` says why there are none."""

    path: str
    content: bytes = b""
    size: int = 0
    """Of the whole file: of one that is too large, not all is read."""
    why_not: str = ""
    scope: Scope | None = None
    """Which findings in it are told; None for all."""
    said: Mapping[str, Mapping[str, Said]] | None = None
    """What the whole site says of it, as `Facts` has it; None where it is judged alone."""
    lost_fragments: tuple[str, ...] = ()
    """Those that name nothing on other pages of the site, with digests of what these have."""


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


class Roots:
    """The projects that folders lie in. Each folder is looked at once."""

    def __init__(self) -> None:
        self._here = os.path.abspath(".")
        self._repositories: dict[str, str] = {}
        self._real: dict[str, str] = {}

    def repository(self, folder: str) -> str:
        """The nearest folder upwards that holds `.git` (or `.hg`); empty where there is none. `folder` is absolute."""
        passed = []
        here = folder
        while here not in self._repositories:
            passed.append(here)
            above = os.path.dirname(here)
            if os.path.exists(os.path.join(here, ".git")) or os.path.exists(os.path.join(here, ".hg")):
                self._repositories[here] = here
            elif above == here:
                self._repositories[here] = ""
            else:
                here = above
        self._repositories.update(dict.fromkeys(passed, self._repositories[here]))
        return self._repositories[folder]

    def as_written(self, folder: str) -> str:
        """The project that a folder is in by its name, before links are followed: the working directory, or where it lies
        elsewhere its own. That is the repository, or where there is none the folder itself."""
        folder = os.path.abspath(folder)
        if folder == self._here or folder.startswith(self._here.rstrip(os.sep) + os.sep):
            return self._here
        return self.repository(folder) or folder

    def leads_out(self, path: str, folder: str) -> bool:
        """Whether a path leads out of the project that `folder` is in by its name."""
        root = self.as_written(folder)
        if path == root:
            return False
        if root not in self._real:
            self._real[root] = os.path.realpath(root)
        return not _is_below(os.path.realpath(path), self._real[root])


def project_root(folder: str) -> str:
    """The nearest folder upwards that holds `.git` (or `.hg`); the folder itself where there is none."""
    folder = os.path.abspath(folder)
    return Roots().repository(folder) or folder


def is_inside(path: str, folder: str) -> bool:
    """Whether a resolved path lies in a folder."""
    return _is_below(path, os.path.realpath(folder))


def _is_below(path: str, folder: str) -> bool:
    return path == folder or path.startswith(folder.rstrip(os.sep) + os.sep)


class Reader:
    """Reads drafts. Where a folder leads is looked up once; what can be read only once is kept."""

    def __init__(self, given: Raw | None = None) -> None:
        self._kept = {given.path: given} if given else {}
        self._roots = Roots()
        self._leads_out: dict[str, bool] = {}

    def __call__(self, path: str) -> Raw:
        """Never fails: what cannot be read says why."""
        try:
            if path.startswith(_STREAMS) and path not in self._kept:
                self._kept[path] = _stream(path)
            return self._kept.get(path) or self._file(path)
        except OSError as error:
            return Raw(path, why_not=error.strerror or str(error))

    def _file(self, path: str) -> Raw:
        status = os.lstat(path)
        folder = os.path.dirname(path)
        is_link = stat.S_ISLNK(status.st_mode)
        if self._roots.leads_out(path, folder) if is_link else self._folder_leads_out(folder):
            return Raw(path, why_not="a symbolic link that leads out of the project")
        if is_link:
            status = os.stat(path)
        if not stat.S_ISREG(status.st_mode):
            return Raw(path, why_not="not a regular file")
        descriptor = os.open(path, _FLAGS)
        try:
            return Raw(path, _content(descriptor), status.st_size)
        finally:
            os.close(descriptor)

    def _folder_leads_out(self, folder: str) -> bool:
        if folder not in self._leads_out:
            self._leads_out[folder] = self._roots.leads_out(folder, folder)
        return self._leads_out[folder]


def _content(descriptor: int) -> bytes:
    """At most one byte more than the largest draft has."""
    content = b""
    while len(content) <= LARGEST_DRAFT and (more := os.read(descriptor, LARGEST_DRAFT + 1 - len(content))):
        content = content + more if content else more
    return content


def _stream(path: str) -> Raw:
    with open(path, "rb") as file:
        content = file.read(LARGEST_DRAFT + 1)
    return Raw(path, content, len(content))


def read(path: str) -> Source:
    """Never fails: what cannot be read says why."""
    raw = Reader()(path)
    return Source(path, why_not=raw.why_not) if raw.why_not else decode(path, raw.content, raw.size)


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


def ignore_lines(path: str) -> list[str]:
    """The patterns of a `.gitignore`; none where there is no such file."""
    if os.path.islink(path) or not os.path.isfile(path):  # git follows no link here either
        return []
    try:
        with open(path, encoding="utf-8", errors="replace") as file:
            return [line for line in file.read(_LARGEST_IGNORE).splitlines() if line.strip()]
    except OSError:
        return []


def write_atomically(path: str, content: bytes) -> None:
    """All or nothing: the content is written beside the file, then takes its place. Raises OSError."""
    beside = _written_beside(path, content)
    _put_in_place(beside, path)


def rewrite(path: str, before: bytes, after: bytes) -> str:
    """Puts a new content in the place of the one that was read, all or nothing, behind symbolic links too. Mode, owner and
    group stay. Never fails: tells why nothing was written, such as that the file has changed since; empty where it was."""
    if path.startswith(_STREAMS):
        return "a stream"
    try:
        target = os.path.realpath(path)
        status = os.stat(target)
        if not status.st_mode & _WRITABLE or not os.access(target, os.W_OK):
            return "the file is read-only"
        beside = _written_beside(target, after, status)
        now = Reader()(path)
        if now.why_not or now.content != before:
            os.unlink(beside)
            return now.why_not or ("" if now.content == after else "it changed while it was checked")
        _put_in_place(beside, target)
    except OSError as error:
        return error.strerror or str(error)
    return ""


def _written_beside(path: str, content: bytes, like: os.stat_result | None = None) -> str:
    """The path of a new file in the same folder. Raises OSError, which names the file that a person knows of."""
    beside = os.path.join(os.path.dirname(path), f".linklint-{os.getpid()}.tmp")
    try:
        descriptor = os.open(beside, _NEW, 0o600 if like else 0o666)
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
        if like:
            _take_over(beside, like)
    except BaseException as error:
        _remove(beside)
        if isinstance(error, OSError):
            error.filename = path
        raise
    return beside


def _take_over(path: str, like: os.stat_result) -> None:
    """Owner, group and mode. Raises OSError where the owner is somebody else."""
    own = os.stat(path)
    if hasattr(os, "chown") and (own.st_uid, own.st_gid) != (like.st_uid, like.st_gid):
        os.chown(path, like.st_uid, like.st_gid)
    os.chmod(path, stat.S_IMODE(like.st_mode))


def _put_in_place(beside: str, path: str) -> None:
    try:
        os.replace(beside, path)
    except BaseException:
        _remove(beside)
        raise


def _remove(path: str) -> None:
    if os.path.lexists(path):
        os.unlink(path)
