"""The action as GitHub runs it, and the pipelines of docs/ci.md by the schemas of their servers."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from linklint.record import record
from tests.loopback import serving

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
ACTION = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
PIPELINES = re.findall(
    r"<!-- schema: (\S+) -->\n```yaml\n(.*?)```\n", (ROOT / "docs/ci.md").read_text(encoding="utf-8"), re.S
)
BAD = "See [click here](https://www.bls.gov/ooh/) or [the report](hhttps://a.example/r).\n"


def check_schema(name: str, path: Path) -> None:
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", name, str(path)]
    ran = subprocess.run(command, capture_output=True, text=True)
    assert ran.returncode == 0, ran.stdout + ran.stderr


def test_the_action_is_one() -> None:
    check_schema("vendor.github-actions", ROOT / "action.yml")


@pytest.mark.parametrize(
    ("schema", "text"), [pytest.param(*each, id=f"{nth} {each[0]}") for nth, each in enumerate(PIPELINES)]
)
def test_pipelines_are_what_their_servers_read(schema: str, text: str, tmp_path: Path) -> None:
    path = tmp_path / "pipeline.yml"
    path.write_text(text, encoding="utf-8")
    check_schema(schema, path)


@record
class Job:
    """What is left of a job that has run the action."""

    code: int
    log: str
    summary: str
    outputs: Mapping[str, str]


class Runner:
    """Steps in bash, with the environment that GitHub gives them."""

    def __init__(self, folder: Path) -> None:
        self.workspace, self.temp = folder / "workspace", folder / "temp"
        for each in (self.workspace, self.temp):
            each.mkdir()

    def __call__(self, base: str = "", **inputs: str) -> Job:
        given = {name.replace("-", "_"): about["default"] for name, about in ACTION["inputs"].items()} | inputs
        files = {name: self.temp / name for name in ("GITHUB_ENV", "GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY")}
        for path in files.values():
            path.write_text("", encoding="utf-8")
        foreign = ("PYTHON", "VIRTUAL_ENV", "GITHUB_", "PRE_COMMIT")
        env = {name: value for name, value in os.environ.items() if not name.startswith(foreign)}
        env |= {name: str(path) for name, path in files.items()}
        env |= {"GITHUB_ACTION_PATH": str(ROOT), "RUNNER_TEMP": str(self.temp), "GITHUB_BASE_REF": base}
        log, code = "", 0
        for step in ACTION["runs"]["steps"]:
            ran = self._run(step, env, given)
            log, code = log + ran.stdout, ran.returncode
            if code:
                break
            env |= _pairs(files["GITHUB_ENV"])
        return Job(code, log, files["GITHUB_STEP_SUMMARY"].read_text("utf-8"), _pairs(files["GITHUB_OUTPUT"]))

    def _run(self, step: Any, env: Mapping[str, str], inputs: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
        folder = str(self.temp) if "working-directory" in step else str(self.workspace)
        own = {name: _filled(value, inputs) for name, value in step["env"].items()}
        command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]]
        return subprocess.run(
            command, cwd=folder, env={**env, **own}, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )


def _filled(value: str, inputs: Mapping[str, str]) -> str:
    return re.sub(r"\$\{\{ inputs\.([\w-]+) \}\}", lambda name: inputs[name[1].replace("-", "_")], value)


def _pairs(path: Path) -> dict[str, str]:
    return dict(line.split("=", 1) for line in path.read_text("utf-8").splitlines())


@pytest.fixture(scope="module")
def runner(tmp_path_factory: pytest.TempPathFactory) -> Runner:
    runner = Runner(tmp_path_factory.mktemp("runner"))
    for module in ("yaml", "linklint", "pip", "json"):
        (runner.workspace / f"{module}.py").write_text("raise SystemExit('a module of a stranger')\n", "utf-8")
    (runner.workspace / "-a draft.md").write_text(BAD, "utf-8")
    (runner.workspace / "good.md").write_text("", "utf-8")
    return runner


def test_the_action_tells_findings_in_log_summary_and_outputs(runner: Runner) -> None:
    job = runner(sarif="links.sarif")
    assert job.code == 1, job.log
    assert [line.split(",")[0] for line in job.log.splitlines() if line.startswith("::")] == [
        "::error file=-a draft.md",
        "::warning file=-a draft.md",
    ]
    assert "- **error** `-a draft.md:1:60`" in job.summary
    assert job.outputs == {"findings": "2"}
    (run,) = json.loads((runner.workspace / "links.sarif").read_bytes())["runs"]
    assert len(run["results"]) == 2


def test_the_action_takes_paths_by_line_a_preset_and_a_level(runner: Runner) -> None:
    job = runner(paths="good.md\n-a draft.md\n", preset="security", fail_on="never")
    assert (job.code, job.outputs["findings"]) == (0, "1"), job.log
    assert "::error file=-a draft.md" in job.log
    assert runner(paths="good.md").code == 0


def test_the_action_asks_the_web_where_it_is_told_to(runner: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LINKLINT_ALLOW_PRIVATE", "1")
    monkeypatch.setenv("NO_PROXY", "*")
    with serving() as server:
        draft = f"The [tables of pay]({server.url('/gone')}) are by trade.\n"
        (runner.workspace / "gone.md").write_text(draft, "utf-8")
        offline, online = (runner(paths="gone.md", online=asked) for asked in ("false", "true"))
    assert "leads nowhere: 404 Not Found" not in offline.log
    assert "leads nowhere: 404 Not Found" in online.log, online.log
    assert (online.code, {path for path, _ in server.asked}) == (1, {"/gone"})


def test_the_action_ends_with_2_where_the_job_is_wrong(runner: Runner) -> None:
    job = runner(preset="recomended")
    assert (job.code, job.outputs) == (2, {})
    assert 'did you mean "recommended"?' in job.log
