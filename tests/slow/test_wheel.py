"""What is shipped: a wheel that carries its rules, runs outside the checkout, and is the same when built from the sdist."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest

from linklint import __version__
from linklint.record import record

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
RULES = {
    f"linklint/_rules/{path.relative_to(ROOT / 'rules').as_posix()}"
    for pattern in ("*/*.yaml", "lists/*.tsv")
    for path in (ROOT / "rules").glob(pattern)
}
BAD = "Wages 🎉🎉 rose; 詳しくは [click here](https://www.bls.gov/ooh/) now.\n"


def run(*command: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    foreign = ("PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV")
    env = {name: value for name, value in os.environ.items() if name not in foreign} | {"PYTHONUTF8": "1"}
    return subprocess.run(command, cwd=cwd, env=env, capture_output=True, encoding="utf-8")


def build(folder: Path, *what: str) -> None:
    ran = run(sys.executable, "-m", "build", *what, "--outdir", str(folder), str(ROOT), cwd=folder)
    assert ran.returncode == 0, ran.stdout + ran.stderr


def contents(wheel: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(wheel) as file:
        assert len(set(file.namelist())) == len(file.namelist()), "no name twice"
        return {name: file.read(name) for name in file.namelist()}


@record
class Installed:
    """The wheel in an environment of its own, and a folder far from the checkout to run it in."""

    folder: Path
    python: Path

    def __call__(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return run(str(self.python.with_name("linklint")), *arguments, cwd=self.folder)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    build(folder, "--wheel")
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def dist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the sdist, and the wheel that was built from it."""
    folder = tmp_path_factory.mktemp("dist")
    build(folder)
    return folder


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Installed:
    folder = tmp_path_factory.mktemp("installed")
    venv.create(folder / "env", with_pip=True, symlinks=os.name != "nt")
    python = folder / "env" / ("Scripts" if os.name == "nt" else "bin") / "python"
    ran = run(str(python), "-m", "pip", "install", "--quiet", str(wheel), cwd=folder)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return Installed(folder, python)


def test_the_wheel_holds_the_rules_compiled_and_as_written(wheel: Path) -> None:
    shipped = {name for name in contents(wheel) if name.startswith("linklint/_rules/")}
    assert shipped >= RULES | {"linklint/_rules/rulebook.marshal"}


def test_the_wheel_holds_the_package_and_nothing_beside_it(wheel: Path) -> None:
    tops = {name.split("/")[0] for name in contents(wheel)}
    assert tops == {"linklint", f"linklint-{__version__}.dist-info"}
    assert not [name for name in contents(wheel) if "test" in name.lower() or "__pycache__" in name]


def test_the_wheel_tells_nothing_of_the_machine_that_built_it(wheel: Path) -> None:
    assert not [name for name, content in contents(wheel).items() if str(ROOT).encode() in content]


def test_the_sdist_builds_the_same_wheel(wheel: Path, dist: Path) -> None:
    again, once = contents(dist / wheel.name), contents(wheel)
    assert set(again) == set(once)
    assert not [name for name in once if again[name] != once[name]]


def test_the_sdist_holds_what_is_written_not_what_is_made(dist: Path) -> None:
    with tarfile.open(dist / f"linklint-{__version__}.tar.gz") as file:
        names = file.getnames()
    assert f"linklint-{__version__}/rules/anchor-text/anchor-generic.yaml" in names
    assert not [name for name in names if name.endswith((".pyc", "rulebook.marshal"))]


def test_a_build_leaves_nothing_but_what_is_shipped(wheel: Path, dist: Path) -> None:
    assert [path.name for path in wheel.parent.iterdir()] == [wheel.name]
    assert {path.name for path in dist.iterdir()} == {wheel.name, f"linklint-{__version__}.tar.gz"}


def test_the_installed_linklint_says_its_version(installed: Installed) -> None:
    assert installed("--version").stdout == f"linklint {__version__}\n"


def test_the_installed_linklint_reads_its_own_rules(installed: Installed) -> None:
    ran = run(
        str(installed.python), "-c", "from linklint.rules_folder import *; print(RULES_FOLDER)", cwd=installed.folder
    )
    folder = Path(ran.stdout.strip())
    assert folder.is_relative_to(installed.folder)
    assert folder.name == "_rules"


def test_the_installed_linklint_explains_every_rule(installed: Installed) -> None:
    listed = json.loads(installed("rules", "--isolated", "--output-format", "json").stdout)
    rules = [rule["id"] for rule in listed]
    assert set(rules) == {Path(name).stem for name in RULES if name.endswith(".yaml") and "/presets/" not in name}
    for rule in rules:
        ran = installed("explain", rule)
        assert ran.returncode == 0, ran.stderr
        assert rule in ran.stdout


def test_the_installed_linklint_finds_the_fault_of_a_bad_draft(installed: Installed) -> None:
    installed.folder.joinpath("bad.md").write_bytes(BAD.encode())
    ran = installed("check", "--isolated", "--output-format", "concise", "bad.md")
    assert ran.returncode == 1, ran.stderr
    assert ran.stdout.startswith('bad.md:1:21: warning: anchor text "click here" says nothing about bls.gov; ')
    assert ran.stdout.endswith(" [anchor-generic]\n")
    assert ran.stdout.count("\n") == 1
