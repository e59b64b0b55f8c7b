"""`--report FORMAT=FILE`: files beside what is shown, each whole or not at all."""

from __future__ import annotations

import json
import os
import threading

import pytest

from linklint import files
from tests.conftest import Project

BAD = "For pay data, [click here](https://www.bls.gov/ooh/) or so.\n"


@pytest.fixture
def draft(project: Project) -> Project:
    project.write("a.md", BAD)
    project.write("sub/.keep", "")
    return project


def test_several_reports_and_what_is_shown_come_from_one_run(draft: Project) -> None:
    reports = ("--report", "sarif=sub/out.sarif", "--report", "json=b=c.json")
    ran = draft.check(*reports)
    assert (ran.code, ran) == (1, draft.check())
    assert json.loads((draft.folder / "sub/out.sarif").read_bytes())["version"] == "2.1.0"
    assert (draft.folder / "b=c.json").read_text("utf-8") == draft.run("check", "--output-format", "json").out


def test_every_format_writes_what_it_shows(draft: Project) -> None:
    draft.run("check", *draft.reports(), "--color", "always")
    for name, written in draft.reported().items():
        assert written.decode() == draft.run("check", "--output-format", name).out


def test_the_order_of_arguments_changes_no_byte(draft: Project) -> None:
    draft.write("sub/b.md", BAD)
    draft.run("check", *draft.reports(), "a.md", "sub")
    written = draft.reported()
    draft.run("check", "sub", "a.md", *draft.reports())
    assert draft.reported() == written


def test_a_report_is_written_where_nothing_is_found(draft: Project) -> None:
    draft.write("a.md", "")
    assert draft.check("--report", "json=out.json").code == 0
    assert json.loads((draft.folder / "out.json").read_bytes())["findings"] == []


def test_a_report_tells_what_is_left_when_drafts_are_fixed(draft: Project) -> None:
    draft.write("a.md", BAD + "\nSee the [report](hhttps://a.example/r).\n")
    draft.check("--fix", "--report", "jsonl=out.jsonl")
    (line,) = (draft.folder / "out.jsonl").read_text("utf-8").splitlines()
    assert json.loads(line)["rule"] == "anchor-generic"


@pytest.mark.parametrize(
    ("words", "says"),
    [
        pytest.param(["sarif"], 'wants FORMAT=FILE such as sarif=out.sarif, not "sarif"', id="no file"),
        pytest.param(["sarif="], "wants FORMAT=FILE", id="an empty file"),
        pytest.param(["sarf=x"], 'no format "sarf"; did you mean "sarif"?', id="a format that does not exist"),
        pytest.param(["json=-"], "--output-format says", id="stdout"),
        pytest.param(["json=no/x.json"], "there is no folder no", id="a folder that does not exist"),
        pytest.param(["json=sub"], "sub is a folder", id="a folder"),
        pytest.param(["json=sub/../a.md", "a.md"], "sub/../a.md is a draft to check", id="in the place of a draft"),
        pytest.param(["json=x", "--report", "sarif=./sub/../x"], "cannot hold two reports", id="one file twice"),
        pytest.param(["json=x", "--diff"], "--diff tells no findings", id="with --diff"),
    ],
)
def test_what_cannot_be_written_is_told_before_anything_is_judged(draft: Project, words: list[str], says: str) -> None:
    ran = draft.check("--report", *words)
    assert (ran.code, ran.out) == (2, "")
    assert says in ran.err
    assert ran.err.count("\n") == 1


def test_a_report_that_fails_leaves_the_old_one_whole(draft: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    old = draft.write("out.json", "old")

    def refuse(path: str, content: bytes) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(files, "write_atomically", refuse)
    ran = draft.check("--report", "json=out.json")
    assert (ran.code, ran.err) == (2, "linklint: out.json: not written: No space left on device\n")
    assert old.read_text("utf-8") == "old"


def test_a_report_goes_behind_a_symbolic_link(draft: Project) -> None:
    (draft.folder / "link.json").symlink_to("sub/real.json")
    draft.check("--report", "json=link.json")
    assert (draft.folder / "link.json").is_symlink()
    assert json.loads((draft.folder / "sub/real.json").read_bytes())["findings"]


def test_a_pipe_stays_a_pipe(draft: Project) -> None:
    pipe = draft.folder / "pipe"
    os.mkfifo(pipe)
    read: list[bytes] = []
    reader = threading.Thread(target=lambda: read.append(pipe.read_bytes()))
    reader.start()
    draft.check("--report", "json=pipe")
    reader.join(10)
    assert json.loads(read[0])["findings"]
    assert pipe.is_fifo()


def test_a_name_of_a_command_to_github_stays_a_name(project: Project) -> None:
    project.write("::error::x.md", BAD)
    for name in ("full", "concise", "grouped"):
        ran = project.run("check", "--output-format", name)
        assert ran.out.startswith("./::error::x.md")
