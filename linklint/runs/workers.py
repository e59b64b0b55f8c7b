"""Processes that judge drafts side by side, where there is enough to judge for them to pay.

Each has a share from the start and tells its outcomes line by line as text; whichever way it was started, and however many
there are, the same is told.
"""

from __future__ import annotations

import os
import sys

from linklint.errors import LinklintError
from linklint.record import fields
from linklint.runs.outcome import as_text, from_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from queue import SimpleQueue
    from typing import IO, NoReturn

    from linklint.files import Raw
    from linklint.runs.judge import Judge
    from linklint.runs.outcome import Outcome
    from linklint.runs.run import Run

_FORK_PAYS = 800_000
"""Bytes to judge from which a second process is sooner ready, where the platform can copy this one."""
_SPAWN_PAYS = 5_000_000
"""The same where another Python must start, import and read the rules."""
_SHARE = 400_000
"""Bytes of which a further worker wants its own."""
_INTERRUPTED = 130
_SPAWNED = "import sys; sys.path[:] = sys.argv[1:]; from linklint.runs import workers; workers.serve()"
"""The working directory, which the project may fill, is not on its path."""

CAN_FORK = hasattr(os, "fork")


def shares(paths: Sequence[str], jobs: int = 0) -> list[list[str]]:
    """What each worker judges, about as much as the others; one share where workers do not pay. `jobs` above 0 is the
    number that is wanted."""
    sizes = {path: _size(path) for path in paths}
    whole = sum(sizes.values())
    if not jobs:
        pays = whole >= (_FORK_PAYS if CAN_FORK else _SPAWN_PAYS)
        jobs = min(_processors(), whole // _SHARE) if pays else 1
    dealt: list[list[str]] = [[] for _ in range(max(1, min(jobs, len(paths))))]
    heavy = [0] * len(dealt)
    for path in sorted(paths, key=lambda path: (-sizes[path], path)):
        lightest = heavy.index(min(heavy))
        dealt[lightest].append(path)
        heavy[lightest] += sizes[path]
    return dealt


def _size(path: str) -> int:
    try:
        return os.path.getsize(path)
    except OSError:
        return 0


def _processors() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def judged(shares: Iterable[Sequence[str]], run: Run, judge: Judge, read: Callable[[str], Raw]) -> Iterator[Outcome]:
    """As they come. Raises LinklintError where a worker ends before its share does."""
    workers: list[_Worker] = []
    try:
        for share in shares:
            workers.append(_started(share, run, judge, read, workers))
        yield from _heard(workers)
    finally:
        for worker in workers:
            worker.stop()


def _started(
    share: Sequence[str], run: Run, judge: Judge, read: Callable[[str], Raw], before: Sequence[_Worker]
) -> _Worker:
    try:
        return _Forked(share, judge, read, before) if CAN_FORK else _Spawned(share, run)
    except OSError as error:
        raise LinklintError(f"a worker cannot start: {error.strerror}; --jobs 1 goes without") from error


def _heard(workers: Sequence[_Worker]) -> Iterator[Outcome]:
    from queue import SimpleQueue
    from threading import Thread

    lines: SimpleQueue[tuple[_Worker, bytes]] = SimpleQueue()
    for worker in workers:
        Thread(target=_listen, args=(worker, lines), daemon=True).start()
    at_work = len(workers)
    while at_work:
        worker, line = lines.get()
        if line:
            yield worker.outcome(line)
        else:
            worker.end()
            at_work -= 1


def _listen(worker: _Worker, lines: SimpleQueue[tuple[_Worker, bytes]]) -> None:
    for line in worker.lines:
        if line.endswith(b"\n"):  # else it ended in the middle of it
            lines.put((worker, line))
    lines.put((worker, b""))


class _Worker:
    """A process, its share, and how many drafts of it have been told of."""

    def __init__(self, share: Sequence[str], lines: IO[bytes]) -> None:
        self.share, self.lines, self._told, self._has_ended = share, lines, 0, False

    def outcome(self, line: bytes) -> Outcome:
        key, _, text = line.decode("ascii").rstrip("\n").partition("\t")
        self._told += 1
        return from_text(self.share[self._told - 1], key, text)

    def end(self) -> None:
        """Raises LinklintError where it did not come to the end of its share."""
        code = self._wait()
        self._has_ended = True
        if code == _INTERRUPTED:
            raise KeyboardInterrupt
        if code or self._told < len(self.share):
            how = f"was ended by signal {-code}" if code < 0 else f"ended with exit code {code}"
            path = self.share[min(self._told, len(self.share) - 1)]
            raise LinklintError(f"{path}: the worker that judged it {how}; --jobs 1 goes without workers")

    def stop(self) -> None:
        if not self._has_ended:
            self._kill()
            self._wait()
            self._has_ended = True

    def _wait(self) -> int:
        """Its exit code, or the negative number of the signal that ended it."""
        raise NotImplementedError

    def _kill(self) -> None:
        raise NotImplementedError


class _Forked(_Worker):
    def __init__(
        self, share: Sequence[str], judge: Judge, read: Callable[[str], Raw], before: Sequence[_Worker]
    ) -> None:
        receiving, sending = os.pipe()
        self._process = os.fork()
        if not self._process:
            for end in (receiving, *(worker.lines.fileno() for worker in before)):
                os.close(end)  # or a worker whose listener is gone would wait for it for ever
            _work_and_leave(share, judge, read, sending)
        os.close(sending)
        super().__init__(share, os.fdopen(receiving, "rb"))

    def _wait(self) -> int:
        return os.waitstatus_to_exitcode(os.waitpid(self._process, 0)[1])

    def _kill(self) -> None:
        import signal

        os.kill(self._process, signal.SIGTERM)


class _Spawned(_Worker):
    def __init__(self, share: Sequence[str], run: Run) -> None:
        import json
        import subprocess

        command = [sys.executable, "-c", _SPAWNED, *sys.path]
        process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        assert process.stdin
        assert process.stdout
        super().__init__(share, process.stdout)
        self._process: subprocess.Popen[bytes] = process
        asked = [getattr(run.asked, name) for name in fields(run.asked)]
        try:
            with process.stdin as told:
                told.write(json.dumps([asked, run.memory is not None, share]).encode())
        except BrokenPipeError:
            return  # how it ended will be told

    def _wait(self) -> int:
        return self._process.wait()

    def _kill(self) -> None:
        self._process.kill()


def serve() -> None:
    """The life of a spawned worker: what was asked and its share come on stdin, outcomes go to stdout."""
    import json

    from linklint.files import Reader
    from linklint.runs.run import Asked, Run

    asked, has_cache, share = json.loads(sys.stdin.buffer.read())
    run = Run(Asked(*asked), has_cache)
    _work_and_leave(share, run.judge(), Reader(), sys.stdout.fileno())


def _work_and_leave(share: Iterable[str], judge: Judge, read: Callable[[str], Raw], sending: int) -> NoReturn:
    """Whatever happens, a worker leaves from here: what lies above on the stack is its parent's."""
    code = 1
    try:
        with os.fdopen(sending, "wb") as told:
            for path in share:
                outcome = judge(read(path))
                told.write(f"{outcome.key}\t{as_text(outcome)}\n".encode("ascii"))
                told.flush()
        code = 0
    except (KeyboardInterrupt, BrokenPipeError):
        code = _INTERRUPTED
    except BaseException:
        import traceback

        traceback.print_exc()
    finally:
        os._exit(code)
