"""What git knows of a repository: the only door to its executable. Nothing that the repository could configure is run, no lock
is taken and nothing is fetched."""

from __future__ import annotations

import os
import subprocess

from linklint.errors import LinklintError
from linklint.record import record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_PATIENCE = 120
"""Seconds for one answer."""
_SAFE = (
    *("-c", "core.fsmonitor=false", "-c", f"core.hooksPath={os.devnull}", "-c", "submodule.recurse=false"),
    *("-c", "grep.fallbackToNoIndex=false", "--no-pager", "--literal-pathspecs"),
)
_OF_ANOTHER = frozenset(
    {
        *("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES"),
        *(
            "GIT_COMMON_DIR",
            "GIT_PREFIX",
            "GIT_NAMESPACE",
            "GIT_SHALLOW_FILE",
            "GIT_GRAFT_FILE",
            "GIT_IMPLICIT_WORK_TREE",
        ),
        *("GIT_GLOB_PATHSPECS", "GIT_NOGLOB_PATHSPECS", "GIT_ICASE_PATHSPECS", "GIT_EXTERNAL_DIFF", "GIT_DIFF_OPTS"),
    }
)
"""What a hook is told of the repository that runs it, which need not be the one that is asked, and what changes answers."""
_CALM = {"LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0", "GIT_NO_LAZY_FETCH": "1"}
_FILES = ("100644", "100755")
"""Modes of regular files; links and submodules have others."""
HISTORY = "in a shallow clone, fetch the whole history (fetch-depth: 0, or git fetch --unshallow)"


@record
class Change:
    """Of a file between a commit and the working tree. Paths are relative to the repository, with `/`."""

    path: str
    """Now; of a file that is gone, before."""
    old_path: str
    """In the commit; empty for a new one."""
    blob: str
    """In the commit; empty where there was no regular file."""
    is_there: bool
    """It is not deleted."""


class Repository:
    """The one whose working tree lies in a folder. Its methods raise LinklintError for what git refuses."""

    def __init__(self, root: str) -> None:
        self.root = root

    def fork_point(self, revision: str) -> str | None:
        """The commit at which the present one parted from a revision; empty where they have none in common, None for what is
        no commit."""
        if not revision or revision.startswith("-") or "\0" in revision:
            return None
        ran = self._ask("merge-base", f"{revision}^{{commit}}", "HEAD")
        if ran.returncode > 1 and b"Not a valid" not in ran.stderr:
            raise LinklintError(_trouble(ran))
        return None if ran.returncode > 1 else ran.stdout.decode("ascii", "replace").strip()

    def nothing(self) -> str:
        """The tree without any files, with which a repository without a commit is compared."""
        return self._answer("hash-object", "-t", "tree", "--stdin").decode("ascii").strip()

    def changes(self, base: str) -> Iterator[Change]:
        """What of the files that either side knows differs on disk from a commit."""
        flags = ("--no-ext-diff", "--no-textconv", "--no-color", "--no-relative", "--ignore-submodules=all")
        told = self._answer("diff", "--raw", "-z", "--no-abbrev", "--find-renames", *flags, base, "--")
        fields = iter(told.split(b"\0"))
        for head in fields:
            if not head:
                return
            old_mode, _, blob, _, status = head.decode("ascii").lstrip(":").split(" ")
            path = os.fsdecode(next(fields))
            new_path = os.fsdecode(next(fields)) if status[0] in "RC" else path
            is_new = status[0] in "AC"
            blob = blob if old_mode in _FILES and not is_new else ""
            yield Change(new_path, "" if is_new else path, blob, status[0] != "D")

    def tracked(self) -> frozenset[str]:
        return frozenset(map(os.fsdecode, self._answer("ls-files", "-z").split(b"\0")))

    def blob(self, base: str, path: str) -> str:
        """Of a regular file in a commit; empty where there is none."""
        told = self._answer("ls-tree", "-z", base, "--", path)
        mode, _, blob = told.partition(b"\t")[0].decode("ascii").split(" ") if told else ("", "", "")
        return blob if mode in _FILES else ""

    def contents(self, blobs: Iterable[str]) -> Mapping[str, bytes]:
        """By blob, all in one question."""
        wanted = sorted(set(blobs))
        if not wanted:
            return {}
        told = self._answer("cat-file", "--batch", asked="\n".join([*wanted, ""]).encode())
        found, start = {}, 0
        for blob in wanted:
            end = told.index(b"\n", start)
            _, _, size = told[start:end].decode("ascii").partition(" blob ")
            if not size.isdigit():
                raise LinklintError(f"git: {blob} is not here; a clone without its blobs cannot be compared")
            start = end + 1 + int(size)
            found[blob] = told[end + 1 : start]
            start += 1
        return found

    def mentions(self, words: Iterable[str]) -> frozenset[str]:
        """Tracked text files in which any of these stands."""
        asked = "\n".join(word for word in sorted(set(words)) if word and "\n" not in word)
        if not asked:
            return frozenset()
        ran = self._ask(
            "grep", "-l", "-z", "-I", "-F", "--no-color", "--full-name", "-f", "-", "--", asked=os.fsencode(asked)
        )
        if ran.returncode > 1:
            raise LinklintError(_trouble(ran))
        return frozenset(map(os.fsdecode, ran.stdout.split(b"\0")))

    def _answer(self, *words: str, asked: bytes = b"") -> bytes:
        ran = self._ask(*words, asked=asked)
        if ran.returncode:
            raise LinklintError(_trouble(ran))
        return ran.stdout

    def _ask(self, *words: str, asked: bytes = b"") -> subprocess.CompletedProcess[bytes]:
        env = {name: value for name, value in os.environ.items() if name not in _OF_ANOTHER} | _CALM
        try:
            return subprocess.run(
                [_executable(), *_SAFE, *words],
                cwd=self.root, env=env, input=asked, capture_output=True, timeout=_PATIENCE,
            )  # fmt: skip
        except subprocess.TimeoutExpired as error:
            raise LinklintError(f"git {words[0]} takes longer than {_PATIENCE} seconds") from error
        except OSError as error:
            raise LinklintError(f"git cannot be run: {error.strerror or error}") from error


def _executable() -> str:
    """Never one that lies in the working directory, which Windows would take first."""
    name = "git.exe" if os.name == "nt" else "git"
    for folder in os.get_exec_path():
        path = os.path.join(folder, name)
        if os.path.isabs(folder) and os.access(path, os.X_OK):
            return path
    raise LinklintError("git is needed for this, and it is nowhere on the path")


def _trouble(ran: subprocess.CompletedProcess[bytes]) -> str:
    lines = ran.stderr.decode("utf-8", "replace").strip().splitlines()
    fatal = [line for line in lines if line.startswith(("fatal:", "error:"))]
    return f"git: {(fatal or lines or ['it failed'])[0].partition(': ')[2] or 'it failed'}"
