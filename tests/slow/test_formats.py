"""Reports by the programs and schemas of others: SARIF, Reviewdog Diagnostic Format, JUnit, Checkstyle."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from junitparser import JUnitXml, TestSuite

from linklint.record import record
from linklint.reports import FORMATS

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
PACKAGE = "@microsoft/sarif-multitool-linux@5.7.0"
ODD = (
    "# Löhne 🎉\n\nSee 🎉🎉 [click\nhere](https://www.bls.gov/ooh/), [a\tb](hhttps://a.example/r) or ] ( [##[error]x](htps://b.example/).\n\n"
    "Or [click here](https://c.example/), [click here](https://c.example/) and [text] (https://d.example/ e).\n"
)


@record
class Reports:
    """Of drafts of all sorts, in every format; and what `json` says of them."""

    folder: Path
    findings: list[dict[str, Any]]

    def path(self, name: str) -> Path:
        return self.folder / f"{name}.report"

    def text(self, name: str) -> str:
        return self.path(name).read_text("utf-8")


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Reports:
    folder = tmp_path_factory.mktemp("reports")
    for name in ("drafts", "quiet"):
        shutil.copytree(ROOT / "tests" / name, folder / name, ignore=shutil.ignore_patterns("*.out", "*.diff", ".*"))
    (folder / "ö, a:b].md").write_text(ODD, "utf-8")
    (folder / "house").mkdir()
    (folder / "house/closed.yaml").write_text(
        "what: a forum that is closed\nlevel: info\ncheck: link\nmessage: '{host} is closed'\nwhy: It is.\n"
        "options: {where: {host: [c.example]}}\n",
        "utf-8",
    )
    (folder / ".linklint.yaml").write_text("preset: strict\nhouse_rules: house/\n", "utf-8")
    asked = [word for name in FORMATS for word in ("--report", f"{name}={name}.report")]
    env = os.environ | {"PYTHONPATH": str(ROOT), "LINKLINT_CACHE_DIR": str(folder / ".cache")}
    ran = subprocess.run([sys.executable, "-m", "linklint", "check", *asked], cwd=folder, env=env, capture_output=True)
    assert ran.returncode == 1, ran.stderr.decode()
    return Reports(folder, json.loads((folder / "json.report").read_bytes())["findings"])


@pytest.fixture(scope="module")
def multitool() -> Iterator[Path]:
    """The folder of Microsoft's validator, which is a hundred megabytes."""
    npm = shutil.which("npm")
    if not npm or not sys.platform.startswith("linux"):
        if os.environ.get("CI"):
            pytest.fail("npm is not on the PATH; the validator of SARIF comes with it")
        pytest.skip("the validator of SARIF comes with npm, and for Linux")
    with tempfile.TemporaryDirectory() as folder:
        command = [npm, "install", "--silent", "--no-audit", "--no-fund", "--prefix", folder, PACKAGE]
        ran = subprocess.run(command, capture_output=True, text=True)
        assert ran.returncode == 0, ran.stdout + ran.stderr
        yield Path(folder, "node_modules", PACKAGE.rpartition("@")[0])


def faults(multitool: Path, report: Path) -> set[str]:
    """The rules of SARIF, GitHub and code scanning that a file breaks. The validator ends with 0 whatever it finds."""
    command = [str(multitool / "Sarif.Multitool"), "validate", str(report), "--rule-kind", "Sarif;Gh;Ghas"]
    ran = subprocess.run([*command, "--level", "Error;Warning"], capture_output=True, text=True)
    assert "Analysis completed successfully." in ran.stdout, ran.stdout + ran.stderr
    return set(re.findall(r"(?:error|warning) (\w+):", ran.stdout))


def is_valid(report: Path, schema: Path) -> bool:
    command = [sys.executable, "-m", "check_jsonschema", "--schemafile", str(schema), str(report)]
    return subprocess.run(command, capture_output=True).returncode == 0


def test_sarif_is_what_github_takes(reports: Reports, multitool: Path) -> None:
    assert len(reports.findings) > 20
    assert faults(multitool, reports.path("sarif")) == set()
    assert is_valid(reports.path("sarif"), multitool / "sarif-2.1.0.json")


def test_faults_in_sarif_would_be_seen(reports: Reports, multitool: Path) -> None:
    spoilt = json.loads(reports.text("sarif"))
    del spoilt["runs"][0]["tool"]["driver"]["rules"][0]["help"]
    spoilt["runs"][0]["results"][0]["ruleIndex"] = 1000
    path = reports.folder / "spoilt.sarif"
    path.write_text(json.dumps(spoilt), "utf-8")
    assert faults(multitool, path) == {"GH2012", "SARIF1009"}
    spoilt["runs"][0]["results"][1]["level"] = "warn"
    path.write_text(json.dumps(spoilt), "utf-8")
    assert faults(multitool, path) == set(), "one wrong word, and the validator is silent about all the rest"
    assert not is_valid(path, multitool / "sarif-2.1.0.json")


def _object(required: str, **properties: object) -> dict[str, object]:
    return {"type": "object", "required": required.split(), "properties": properties, "additionalProperties": False}


_TEXT = {"type": "string", "minLength": 1}
_POSITION = _object("line column", line={"type": "integer", "minimum": 1}, column={"type": "integer", "minimum": 1})
_RANGE = _object("start end", start=_POSITION, end=_POSITION)
_LOCATION = _object("path range", path=_TEXT, range=_RANGE)
_SOURCE = _object("name", name=_TEXT)
_DIAGNOSTIC = _object(
    "message location severity source code",
    message=_TEXT,
    location=_LOCATION,
    severity={"enum": ["ERROR", "WARNING", "INFO"]},
    source=_SOURCE,
    code=_object("value", value=_TEXT, url={"type": "string", "format": "uri"}),
    suggestions={"type": "array", "items": _object("range text", range=_RANGE, text={"type": "string"})},
    related_locations={"type": "array", "items": _object("location", message=_TEXT, location=_LOCATION)},
)
_DIAGNOSTICS = {"type": "array", "items": _DIAGNOSTIC}
RDF = {"rdjson": _object("source diagnostics", source=_SOURCE, diagnostics=_DIAGNOSTICS), "rdjsonl": _DIAGNOSTICS}
"""As reviewdog describes its format in proto/rdf/reviewdog.proto, and stricter: no key that it does not know."""


@pytest.mark.parametrize("name", RDF)
def test_reviewdog_reads_every_key_and_finds_every_place(reports: Reports, name: str) -> None:
    text = reports.text(name) if name == "rdjson" else f"[{','.join(reports.text(name).splitlines())}]"
    schema, path = (reports.folder / f"{name}.{what}.json" for what in ("schema", "instance"))
    schema.write_text(json.dumps(RDF[name]), "utf-8")
    path.write_text(text, "utf-8")
    assert is_valid(path, schema)
    found = json.loads(text)["diagnostics"] if name == "rdjson" else json.loads(text)
    for each, finding in zip(found, reports.findings, strict=True):
        draft = (reports.folder / each["location"]["path"]).read_bytes().removeprefix(b"\xef\xbb\xbf")
        start, end = (_offset(draft, each["location"]["range"][side]) for side in ("start", "end"))
        text = draft.decode("utf-8", "replace")
        assert draft[start:end].decode("utf-8", "replace") == text[finding["offset"] : finding["end_offset"]]


def _offset(draft: bytes, position: dict[str, int]) -> int:
    lines = re.split(rb"(?<=\n)|(?<=\r)(?!\n)", draft)
    return sum(map(len, lines[: position["line"] - 1])) + position["column"] - 1


def test_junit_has_a_failing_case_for_each_error_and_warning(reports: Reports) -> None:
    report = JUnitXml.fromfile(str(reports.path("junit")))
    suites = [suite for suite in report if isinstance(suite, TestSuite)]
    cases = [case for suite in suites for case in suite]
    failed = [case.classname for case in cases if not case.is_passed]
    assert failed == [each["path"] for each in reports.findings if each["level"] != "info"]
    assert (report.tests, report.failures, report.errors) == (len(reports.findings), len(failed), 0)
    assert len(cases) == len(reports.findings)
    assert len({(case.classname, case.name) for case in cases}) == len(cases), "build servers know cases by their names"


def test_checkstyle_is_read_as_reports_of_checkstyle_are(reports: Reports) -> None:
    code = (
        "import sys, json; from diff_cover.git_path import GitPathTool as g; g._cwd = g._root = '/';"
        "from diff_cover.violationsreporters.java_violations_reporter import CheckstyleXmlDriver as D;"
        "print(json.dumps(D().parse_reports([open(sys.argv[1]).read()])))"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code, str(reports.path("checkstyle"))],
        capture_output=True,
        text=True,
        cwd=reports.folder,
    )
    assert ran.returncode == 0, ran.stderr
    read = [(path, *violation) for path, found in json.loads(ran.stdout).items() for violation in found]
    assert [(line, said) for _, line, said in read] == [
        (each["line"], f"{each['level']}: {each['message']}") for each in reports.findings
    ]
