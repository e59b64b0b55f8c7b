"""What build servers read of ours: the action, the problem matcher, and the examples of docs/ci.md."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
import yaml

from linklint import __version__
from tests.conftest import Project
from tests.test_hooks_manifest import flags, known_flags

ROOT = Path(__file__).parents[1]
ACTION = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
MATCHERS = json.loads((ROOT / ".github/linklint-matcher.json").read_text(encoding="utf-8"))["problemMatcher"]
PAGE = (ROOT / "docs/ci.md").read_text(encoding="utf-8")
PARTS = ("file", "line", "column", "severity", "message", "code")


def matched(line: str) -> dict[str, str]:
    """What GitHub makes of a line, with the ECMAScript patterns of .NET."""
    for matcher in MATCHERS:
        (pattern,) = matcher["pattern"]
        if found := re.search(pattern["regexp"], line, re.ASCII):
            return {part: found[pattern[part]] if part in pattern else matcher["severity"] for part in PARTS}
    return {}


@pytest.mark.parametrize("name", ["full", "concise"])
def test_the_matcher_reads_every_finding(project: Project, name: str) -> None:
    project.write(".linklint.yaml", "rules: {anchor-generic: info}\n")
    project.write(
        "é b.md",
        "See [click here](https://www.bls.gov/ooh/), [the report](hhttps://a.example/r)\n"
        'and <a rel="no-follow" href="/c">one: 2:3: error: [x]</a>.\n',
    )
    found = json.loads(project.run("check", "--output-format", "json").out)["findings"]
    out = project.run("check", "--output-format", name).out
    assert [each for line in out.splitlines() if (each := matched(line))] == [
        {
            "file": each["path"],
            "line": str(each["line"]),
            "column": str(each["column"]),
            "severity": each["level"].replace("info", "notice"),
            "message": each["message"],
            "code": each["rule"],
        }
        for each in found
    ]
    assert len(found) == 3


def test_no_input_of_the_action_is_part_of_a_script() -> None:
    for step in ACTION["runs"]["steps"]:
        assert "${{" not in step["run"], "whoever names a branch or a file could write a command"


def test_the_action_and_the_examples_use_flags_that_exist() -> None:
    scripts = " ".join(step["run"] for step in ACTION["runs"]["steps"]) + " ".join(
        line for line in PAGE.splitlines() if "linklint check" in line
    )
    others = {"--quiet", "--disable-pip-version-check"}
    assert flags(scripts) - others <= known_flags()


def test_the_page_names_every_input() -> None:
    assert re.findall(r"^\| `([\w-]+)` \|", PAGE, re.M) == [*ACTION["inputs"]]


def test_the_page_installs_this_version() -> None:
    assert set(re.findall(r"linklint@v([\d.]+\d)", PAGE)) == {__version__}
