"""Fixtures that many tests share: a project folder to lint in, and the command line run inside it."""

from __future__ import annotations

import signal
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

from linklint.cli import main
from linklint.facts.credibility import sources
from linklint.facts.data_packs import packs
from linklint.record import record
from linklint.reports import FORMATS

settings.register_profile("linklint", deadline=None)  # how long a draft takes depends on what else the machine does
settings.load_profile("linklint")


def hears_interrupts() -> None:
    """For processes that are to be interrupted: what a shell has put into the background hands it down to ignore that."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


@record
class Ran:
    """What a run of the command line left behind."""

    code: int
    out: str
    err: str


class Project:
    """A throw-away folder with drafts and a configuration; runs start there."""

    def __init__(self, folder: Path, capture: pytest.CaptureFixture[str]) -> None:
        self.folder, self._capture = folder, capture

    def write(self, name: str, text: str | bytes) -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return path

    def run(self, *arguments: str) -> Ran:
        self._capture.readouterr()
        try:
            code = main(list(arguments))
        except SystemExit as end:  # argparse
            code = int(end.code or 0)
        out, err = self._capture.readouterr()
        return Ran(code, out, err)

    def reports(self) -> list[str]:
        """The words that ask for a report in each format."""
        return [word for name in FORMATS for word in ("--report", f"{name}={name}.report")]

    def reported(self) -> dict[str, bytes]:
        """What was written, which is gone then."""
        paths = {name: self.folder / f"{name}.report" for name in FORMATS}
        written = {name: path.read_bytes() for name, path in paths.items()}
        for path in paths.values():
            path.unlink()
        return written

    def check(self, *arguments: str) -> Ran:
        return self.run("check", *arguments, "--output-format", "concise")


@pytest.fixture(autouse=True)
def cache_folder(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Each test has its own, and none sees the user's."""
    folder = tmp_path_factory.mktemp("cache")
    monkeypatch.setenv("LINKLINT_CACHE_DIR", str(folder))
    return folder


@pytest.fixture(autouse=True)
def data_folder(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Each test has its own packs, at first none."""
    folder = tmp_path_factory.mktemp("data")
    monkeypatch.setenv("LINKLINT_DATA_DIR", str(folder))
    packs.load.cache_clear()
    sources.known.cache_clear()
    return folder


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Project:
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    return Project(tmp_path, capsys)


@pytest.fixture
def places() -> Callable[[str], list[str]]:
    """Concise output as `path:line:column rule`, one a finding."""

    def read(out: str) -> list[str]:
        return [f"{line.split(': ')[0]} {line.rpartition('[')[2].rstrip(']')}" for line in out.splitlines()]

    return read


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-drafts", action="store_true", help="rewrite tests/drafts/*.out and *.diff; review the diff"
    )
    parser.addoption(
        "--update-docs", action="store_true", help="rewrite what README.md, docs/formats.md and rules/README.md show"
    )
