"""The files that pre-commit reads: our hooks, our own configuration, and the examples that the documentation gives."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from identify.extensions import EXTENSIONS

from linklint import __version__
from linklint.parse import FORMATS

ROOT = Path(__file__).parents[1]
MANIFEST = ROOT / ".pre-commit-hooks.yaml"
HOOKS = {hook["id"]: hook for hook in yaml.safe_load(MANIFEST.read_text(encoding="utf-8"))}
EXAMPLES = [
    example
    for page in ("docs/pre-commit.md", "docs/pull-requests.md", "docs/site.md")
    for example in re.findall(r"^```yaml\n(repos:.*?)^```$", (ROOT / page).read_text(encoding="utf-8"), re.M | re.S)
]


def validate(command: str, path: Path) -> None:
    ran = subprocess.run([sys.executable, "-m", "pre_commit", command, str(path)], capture_output=True, text=True)
    assert ran.returncode == 0, ran.stdout + ran.stderr


def flags(words: str) -> set[str]:
    return set(re.findall(r"(?<![\w-])--[a-z][a-z-]*", words))


def known_flags() -> set[str]:
    ran = subprocess.run(
        [sys.executable, "-m", "linklint", "check", "--help"], capture_output=True, text=True, cwd=ROOT
    )
    return flags(ran.stdout)


def test_pre_commit_takes_our_hooks() -> None:
    validate("validate-manifest", MANIFEST)


def test_pre_commit_takes_our_own_configuration() -> None:
    validate("validate-config", ROOT / ".pre-commit-config.yaml")


@pytest.mark.parametrize("hook", HOOKS.values(), ids=HOOKS)
def test_a_hook_runs_linklint_check_with_flags_that_it_knows(hook: dict[str, Any]) -> None:
    assert hook["entry"].startswith("linklint check ")
    assert flags(hook["entry"]) <= known_flags()
    assert ("--force-exclude" in flags(hook["entry"])) is hook.get("pass_filenames", True)


@pytest.mark.parametrize("hook", HOOKS.values(), ids=HOOKS)
def test_a_hook_keeps_nothing_that_it_needs_in_args_which_are_the_users(hook: dict[str, object]) -> None:
    assert not hook.get("args")


def test_the_hook_for_the_whole_site_sees_all_of_it_at_once() -> None:
    hook = HOOKS["linklint-site"]
    assert hook["entry"] == "linklint check --site"
    assert hook["pass_filenames"] is False


def test_only_the_hook_that_fixes_writes() -> None:
    assert {name for name, hook in HOOKS.items() if "--fix" in flags(hook["entry"])} == {"linklint-fix"}


@pytest.mark.parametrize("hook", HOOKS.values(), ids=HOOKS)
def test_a_file_that_pre_commit_takes_for_a_draft_has_an_ending_that_linklint_reads(hook: dict[str, str]) -> None:
    wanted = set(hook["types_or"])
    endings = {f".{ending}" for ending, tags in EXTENSIONS.items() if tags & wanted}
    assert endings == set(FORMATS)


@pytest.mark.parametrize("example", EXAMPLES)
def test_a_documented_configuration_holds_for_this_version(example: str, tmp_path: Path) -> None:
    path = tmp_path / ".pre-commit-config.yaml"
    path.write_text(example, encoding="utf-8")
    validate("validate-config", path)
    (repository,) = yaml.safe_load(example)["repos"]
    assert repository["rev"] == f"v{__version__}"
    for hook in repository["hooks"]:
        assert hook["id"] in HOOKS
        assert flags(" ".join(hook.get("args", []))) <= known_flags()
