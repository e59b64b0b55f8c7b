"""Whole drafts with their expected output, as a reader of the terminal sees it, and with what fixes change in them."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from linklint.report.diff import diff
from tests.conftest import Project

FOLDER = Path(__file__).parent / "drafts"
DRAFTS = sorted(path for path in FOLDER.iterdir() if path.suffix in (".md", ".mdx", ".html"))


@pytest.mark.parametrize("path", DRAFTS, ids=lambda path: str(path.name))
def test_a_draft_is_judged_as_it_was(path: Path, project: Project, request: pytest.FixtureRequest) -> None:
    shutil.copy(path, project.folder)
    if path.stem == "with-lists":
        shutil.copy(FOLDER / ".linklint.yaml", project.folder)
    ran = project.run("check", "--today", "2026-11-22", path.name)
    shown = f"{ran.out}{ran.err}exit {ran.code}\n"
    expected = path.with_suffix(path.suffix + ".out")
    if request.config.getoption("--update-drafts"):
        expected.write_text(shown, encoding="utf-8")
    assert shown == expected.read_text(encoding="utf-8")


@pytest.mark.parametrize("path", DRAFTS, ids=lambda path: str(path.name))
def test_a_draft_is_fixed_as_it_was(path: Path, project: Project, request: pytest.FixtureRequest) -> None:
    copy = Path(shutil.copy(path, project.folder))
    shown = project.run("check", "--diff", "--unsafe-fixes", path.name).out
    expected = path.with_suffix(path.suffix + ".diff")
    if request.config.getoption("--update-drafts") and shown:
        expected.write_bytes(shown.encode())
    assert shown == (expected.read_bytes().decode() if expected.exists() else "")
    project.run("check", "--fix", "--unsafe-fixes", path.name)
    assert shown == diff(path.name, path.read_bytes().decode(), copy.read_bytes().decode())


@pytest.mark.parametrize("path", DRAFTS, ids=lambda path: str(path.name))
def test_no_place_has_two_findings_for_one_repair(path: Path, project: Project) -> None:
    shutil.copy(path, project.folder)
    shutil.copy(FOLDER / ".linklint.yaml", project.folder)
    lines = project.check(path.name).out.splitlines()
    places = [line.split(": ")[0] for line in lines]
    assert len(places) == len(set(places))
