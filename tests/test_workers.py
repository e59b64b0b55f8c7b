"""Workers: the same bytes however many there are and however they start, and an end for each of them."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

from linklint.runs import workers
from tests.conftest import Project, hears_interrupts

HERE = Path(__file__).parent
BAD = "For pay data, [click here](https://www.bls.gov/ooh/) or so.\n\n"
PAID = 'Buy [it](https://www.amazon.com/dp/B0?tag=me-20) by [us](/go/us){: rel="sponsored" } or [us](/go/us).\n'
ENVIRONMENT = {"PYTHONPATH": str(HERE.parent)}
WITHOUT_FORK = "import os; del os.fork; "
DIES = "from linklint.runs.judge import Judge; import os, signal; judge = Judge.__call__; "


def started(project: Project, *arguments: str, before: str = "") -> subprocess.Popen[str]:
    """A process of its own: no thread of the tests may be copied."""
    code = f"{before}import sys; from linklint.cli import main; main()"
    return subprocess.Popen(
        [sys.executable, "-c", code, "check", "--today", "2026-11-22", *arguments],
        preexec_fn=hears_interrupts,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=project.folder,
        env={**os.environ, **ENVIRONMENT},
        start_new_session=True,
    )


def told(project: Project, *arguments: str, before: str = "") -> tuple[int, str, str]:
    process = started(project, *arguments, before=before)
    out, err = process.communicate(timeout=120)
    return process.returncode, out, err


@pytest.fixture
def site(project: Project) -> Project:
    """Drafts of many sorts, some of which cannot be read."""
    for folder in ("drafts", "quiet"):
        shutil.copytree(HERE / folder, project.folder / folder, ignore=shutil.ignore_patterns("*.out"))
    project.write("binary.md", b"\0")
    project.write("latin.md", b"Caf\xe9 [report](hhttps://a.example/r)\n<!-- linklint-disable-line rel-mispelled -->\n")
    (project.folder / "out.md").symlink_to("/etc/hostname")
    return project


@pytest.mark.parametrize(
    "mode", [pytest.param((), id="draft by draft"), pytest.param(("--site",), id="the whole site")]
)
def test_any_number_of_workers_tells_the_same_bytes_in_every_format(site: Project, mode: tuple[str, ...]) -> None:
    for number in range(12):
        site.write(f"paid/{number}.md", PAID)
    arguments = (*site.reports(), "--no-cache", *mode)
    alone, written = told(site, *arguments, "--jobs", "1"), site.reported()
    assert alone[0] == 1
    assert min(map(len, (alone[1].encode(), *written.values()))) > 2000
    for more in (("--jobs", "2"), ("--jobs", "5"), ("--jobs", "2", "quiet", "drafts", ".")):
        assert (told(site, *arguments, *more), site.reported()) == (alone, written)
    assert (told(site, *arguments, "--jobs", "2", before=WITHOUT_FORK), site.reported()) == (alone, written)


@pytest.mark.parametrize("before", [pytest.param("", id="copied"), pytest.param(WITHOUT_FORK, id="started anew")])
def test_workers_keep_what_one_process_finds_again(site: Project, before: str) -> None:
    cold = told(site, "--jobs", "3", "--preset", "strict", before=before)
    refuse = "from linklint.runs.judge import Judge; Judge.rules = None; "
    (site.folder / "out.md").unlink()
    warm = told(site, "--preset", "strict", before=refuse)
    assert cold[0] == 1
    assert warm[:2] == cold[:2], warm[2]


@pytest.mark.parametrize(
    ("dies", "how"),
    [
        pytest.param("os.kill(os.getpid(), signal.SIGKILL)", "was ended by signal 9", id="killed"),
        pytest.param("os._exit(7)", "ended with exit code 7", id="gone"),
        pytest.param("os._exit(0)", "ended with exit code 0", id="gone as if all were well"),
        pytest.param("1 / 0", "ended with exit code 1", id="a bug"),
    ],
)
def test_a_worker_that_ends_early_is_told_with_the_draft(project: Project, dies: str, how: str) -> None:
    for number in range(9):
        project.write(f"{number}.md", BAD)
    before = DIES + f"Judge.__call__ = lambda self, raw: ({dies}) if raw.path == '5.md' else judge(self, raw); "
    code, out, err = told(project, "--jobs", "2", before=before)
    assert (code, out) == (2, "")
    assert err.splitlines()[-1] == f"linklint: 5.md: the worker that judged it {how}; --jobs 1 goes without workers"


def test_a_worker_that_cannot_start_is_told(project: Project) -> None:
    project.write("a.md", BAD)
    project.write("b.md", BAD)
    fails = "import os\ndef fork(): raise BlockingIOError(11, 'Resource temporarily unavailable')\nos.fork = fork\n"
    code, _, err = told(project, "--jobs", "2", before=fails)
    assert (code, err) == (
        2,
        "linklint: a worker cannot start: Resource temporarily unavailable; --jobs 1 goes without\n",
    )


@pytest.mark.parametrize("jobs", ["1", "2"])
@pytest.mark.parametrize("to_all", [pytest.param(True, id="on a terminal"), pytest.param(False, id="to the process")])
@pytest.mark.parametrize("before", [pytest.param("", id="copied"), pytest.param(WITHOUT_FORK, id="started anew")])
def test_an_interrupt_ends_all_of_them_quietly(project: Project, jobs: str, to_all: bool, before: str) -> None:
    for number in range(4):
        project.write(f"{number}.md", BAD)
    slow = "from linklint.runs.judge import Judge; import time; Judge.__call__ = lambda self, raw: time.sleep(60); "
    if before:  # a worker that is started anew knows nothing of it
        for number in range(12):
            project.write(f"more/{number}.md", BAD * (1_500_000 // len(BAD)))
        slow = ""
    process = started(project, "--jobs", jobs, "--no-cache", before=before + slow)
    time.sleep(2)
    (os.killpg if to_all else os.kill)(process.pid, signal.SIGINT)
    out, err = process.communicate(timeout=20)  # it waits for all that hold its stdout
    assert (process.returncode, out, err) == (130, "", "")


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_terminal_shows_how_far_they_are(project: Project, jobs: str) -> None:
    for number in range(250):
        project.write(f"{number}.md", BAD)
    ours, theirs = os.openpty()
    code = "from linklint.cli import main; main()"
    command = [sys.executable, "-c", code, "check", "--jobs", jobs, "--no-cache", "--output-format", "concise"]
    process = subprocess.Popen(
        command, cwd=project.folder, env={**os.environ, **ENVIRONMENT}, stdout=subprocess.DEVNULL, stderr=theirs
    )
    os.close(theirs)
    seen = b""
    with suppress(OSError):  # so a terminal tells that nobody writes to it any more
        while more := os.read(ours, 1000):
            seen += more
    os.close(ours)
    assert process.wait() == 1
    counts = [f"checking {number} of 250 drafts" for number in range(0, 250, 50)]
    summary = "250 drafts, 250 links: 250 warnings"
    assert seen.decode().split("\r") == ["", *counts, "\x1b[K" + summary, "\n"]


@pytest.mark.parametrize(
    ("sizes", "jobs", "count"),
    [
        pytest.param([400_000], 0, 1, id="one draft"),
        pytest.param([100_000] * 7, 0, 1, id="less than pays"),
        pytest.param([100_000] * 9, 0, 2, id="enough for two"),
        pytest.param([100_000] * 13, 0, 3, id="enough for three"),
        pytest.param([100_000] * 90, 0, 4, id="enough for more than there are processors"),
        pytest.param([10] * 90, 8, 8, id="as many as are wanted"),
        pytest.param([10] * 3, 8, 3, id="no more than drafts"),
        pytest.param([100_000] * 90, 1, 1, id="none wanted"),
    ],
)
def test_workers_start_where_they_pay(
    sizes: list[int], jobs: int, count: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workers, "_processors", lambda: 4)
    paths = [str(tmp_path / f"{number:02}.md") for number in range(len(sizes))]
    for path, size in zip(paths, sizes, strict=True):
        Path(path).write_bytes(b"x" * size)
    shares = workers.shares(paths, jobs)
    assert len(shares) == count
    assert sorted(path for share in shares for path in share) == paths
    assert max(map(len, shares)) - min(map(len, shares)) <= 1
    monkeypatch.setattr(workers, "CAN_FORK", False)
    if not jobs:
        assert len(workers.shares(paths)) == (4 if sum(sizes) >= 5_000_000 else 1)


def test_batches_of_pre_commit_run_side_by_side_already(project: Project) -> None:
    for number in range(9):
        project.write(f"{number}.md", BAD * 2000)
    fails = "import os\ndef fork(): raise SystemExit('forked')\nos.fork = fork\n"
    arguments = ("--output-format", "json", "--no-cache")
    assert told(project, *arguments, before=fails)[2] == "forked\n"
    code, out, _ = told(project, *arguments, before=fails + "os.environ['PRE_COMMIT'] = '1'\n")
    assert (code, len(json.loads(out)["findings"])) == (1, 9)


def test_a_number_of_workers_below_nothing_is_misuse(project: Project) -> None:
    ran = project.run("check", "--jobs", "-1")
    assert (ran.code, ran.err) == (2, "linklint: --jobs wants a number of processes, not -1\n")


@pytest.mark.skipif(not workers.CAN_FORK, reason="workers are started anew")
def test_workers_end_with_the_process_that_hears_them(project: Project) -> None:
    for number in range(6):
        project.write(f"{number}.md", BAD * (300_000 // len(BAD)))
    process = started(project, "--jobs", "3", "--no-cache", before="")
    time.sleep(1)
    process.kill()
    process.communicate(timeout=20)  # it waits for all that hold its stdout
