"""The user's packs behind the rules: there when they are pulled, and part of what findings are remembered by."""

from __future__ import annotations

import subprocess
import sys

from linklint.facts.credibility import sources
from linklint.model import Config
from tests.conftest import Project
from tests.facts.data_packs.test_packs import install

DRAFT = "[it](https://tales.example/a) and [that](https://doi.org/10.1000/gone)\n"


def rules(project: Project, *arguments: str) -> list[str]:
    sources.known.cache_clear()
    return [line.rpartition("[")[2].rstrip("]") for line in project.check("a.md", *arguments).out.splitlines()]


def test_findings_are_not_remembered_beyond_the_packs_they_follow_from(project: Project) -> None:
    project.write("a.md", DRAFT)
    assert rules(project) == []
    install("perennial", {"tales.example": "d"})
    assert rules(project) == ["low-credibility-source"]
    install("retractions", {"10.1000/gone": "r"})
    assert rules(project) == ["low-credibility-source", "retracted-doi"]
    install("perennial", {"tales.example": "gu"})
    assert rules(project) == ["retracted-doi"]


def test_a_feed_is_heard_for_two_weeks(project: Project) -> None:
    project.write("a.md", DRAFT)
    install("phishing", {"tales.example": "p"}, "2026-11-01")
    assert rules(project, "--today", "2026-11-15") == ["harmful-target"]
    assert rules(project, "--today", "2026-11-16") == []


def test_packs_are_opened_when_they_are_asked_for() -> None:
    install("perennial", {"tales.example": "d"})
    opened: list[str] = []
    known = sources.Sources(lambda name: opened.append(name))
    assert opened == []
    assert known.pack("rank") is known.pack("rank") is None
    assert opened == ["rank"]
    assert sources.of(Config(today="2026-11-22")) is sources.of(Config(today="2026-11-22"))


def test_without_packs_a_cold_check_does_not_import_what_reads_them(project: Project) -> None:
    project.write("a.md", DRAFT)
    code = (
        "import sys; from linklint.cli import main; main(['check', '--isolated', 'a.md']); "
        "print(' '.join(sorted(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=project.folder)
    loaded = set(done.stdout.split())
    assert "linklint.facts.credibility.ratings" in loaded
    assert not loaded & {
        "linklint.facts.data_packs.packs",
        "linklint.facts.data_packs.pack_sources",
        "linklint.facts.credibility.metrics",
        "csv",
        "mmap",
    }
