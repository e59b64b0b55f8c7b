"""The team's metrics: what vendors write, and what is told where a row is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from linklint.errors import ConfigError
from linklint.facts.credibility.metrics import load
from linklint.model import MetricsFile
from tests.conftest import Project

HEADER = "domain,dr,traffic,spam_score\n"


def metrics(folder: Path, content: str | bytes) -> object:
    (folder / "authority.csv").write_bytes(content.encode() if isinstance(content, str) else content)
    return load(str(folder), MetricsFile("authority.csv"))


@pytest.mark.parametrize(
    ("content", "says"),
    [
        pytest.param("domain,dr,traffic\na.example,45,0\n", "a.example has dr 45, traffic 0", id="commas"),
        pytest.param(
            "domain;DA;spam_score\na.example;45,5;3%\n", "a.example has DA 45.5, spam_score 3", id="semicolons"
        ),
        pytest.param("Domain\tDomain Rating\na.example\t45\n", "a.example has Domain Rating 45", id="tabs"),
        pytest.param("\ufeffdomain,tf\na.example,45\n", "a.example has tf 45", id="a byte order mark"),
        pytest.param("domain\tDR\na.example\t45\n".encode("utf-16"), "a.example has DR 45", id="UTF-16"),
        pytest.param('domain,traffic\na.example,"1,240,000"\n', "a.example has traffic 1.24e+06", id="thousands"),
        pytest.param(
            "x,Root Domain,As\n1,https://www.A.example/p,45\n", "a.example has As 45", id="a URL as the domain"
        ),
        pytest.param("domain,dr,notes\r\n\r\na.example,45,\r\n", "a.example has dr 45", id="blank lines, CRLF"),
        pytest.param("domain,dr,spam\na.example,-,n/a\n", "a.example has no metrics", id="cells that say nothing"),
        pytest.param("domain,dr\na.example,45\nwww.a.example,45\n", "a.example has dr 45", id="a row that comes again"),
    ],
)
def test_what_vendors_write_is_read(content: str | bytes, says: str, tmp_path: Path) -> None:
    row = metrics(tmp_path, content).find("a.example")  # type: ignore[attr-defined]
    assert row.says == says


@pytest.mark.parametrize(
    ("content", "told"),
    [
        pytest.param("", ":1: the first line must name a column domain", id="nothing"),
        pytest.param("name,dr\na.example,1\n", ":1: the first line must name a column domain", id="no domain"),
        pytest.param("domain,colour\na.example,red\n", ":1: the first line must name a column domain", id="no metric"),
        pytest.param(HEADER + "a.example,45,0\n", ":2: 3 cells where the first line names 4", id="a short row"),
        pytest.param(HEADER + "a.example,9,0,1\nnobody,45,0,1\n", ':3: "nobody" is no domain', id="no domain in a row"),
        pytest.param(
            HEADER + "a.example,high,0,1\n", ':2: authority: "high" is not a number from 0 to 100', id="words"
        ),
        pytest.param(HEADER + "a.example,145,0,1\n", ':2: authority: "145" is not a number from', id="more than 100"),
        pytest.param(HEADER + "a.example,45,-3,1\n", ':2: traffic: "-3" is not a number', id="less than 0"),
        pytest.param(HEADER + "a.example,nan,0,1\n", ':2: authority: "nan"', id="nan"),
        pytest.param(HEADER + "a.example,1,,\na.example,2,,\n", ':3: "a.example" stands on line 2 with', id="twice"),
        pytest.param(b"domain,dr\na.example,1\n\xff,2\n", ":3: neither UTF-8 nor UTF-16", id="another encoding"),
    ],
)
def test_a_wrong_row_is_told_with_its_line(content: str | bytes, told: str, tmp_path: Path) -> None:
    with pytest.raises(ConfigError) as raised:
        metrics(tmp_path, content)
    assert str(raised.value).startswith("authority.csv" + told)


@pytest.mark.parametrize(
    ("config", "told"),
    [
        pytest.param("metrics: ../authority.csv", "leads out of the project", id="out of the project"),
        pytest.param("metrics: no.csv", 'there is no file "no.csv"', id="no file"),
        pytest.param('metrics: "a\\0.csv"', "there is no file", id="a NUL"),
        pytest.param("metrics: {spam: 61}", '"metrics" is a CSV file', id="no file named"),
        pytest.param(
            "metrics: {file: authority.csv, spam: 161}", '"spam" must be a number from 0 to 100', id="a threshold"
        ),
        pytest.param(
            "metrics: {file: authority.csv, spma: 6}", 'no key "spma"; did you mean "spam"?', id="a threshold's name"
        ),
        pytest.param("disavow: ../disavow.txt", "leads out of the project", id="a disavow file out of the project"),
    ],
)
def test_a_wrong_setting_is_told_with_its_line(config: str, told: str, project: Project) -> None:
    (project.folder.parent / "authority.csv").write_text(HEADER, encoding="utf-8")
    project.write("authority.csv", HEADER)
    project.write(".linklint.yaml", config + "\n")
    project.write("a.md", "[a](https://a.example/)\n")
    ran = project.check("a.md")
    assert ran.code == 2
    assert ran.err.startswith("linklint: .linklint.yaml:1: ")
    assert told in ran.err


def test_thresholds_are_the_teams(project: Project) -> None:
    project.write("authority.csv", HEADER + "a.example,20,0,40\n")
    project.write("a.md", "[it](https://a.example/)\n")
    for config, finds in (("authority.csv", False), ("{file: authority.csv, spam: 40}", True)):
        project.write(".linklint.yaml", f"metrics: {config}\n")
        assert ("[low-credibility-source]" in project.check("a.md").out) is finds


def test_findings_are_not_remembered_beyond_the_metrics_they_follow_from(project: Project) -> None:
    project.write(".linklint.yaml", "metrics: authority.csv\n")
    project.write("a.md", "[it](https://a.example/)\n")
    for spam, finds in (("10", False), ("90", True), ("20", False)):
        project.write("authority.csv", HEADER + f"a.example,20,5,{spam}\n")
        ran = project.check("a.md")
        assert ("[low-credibility-source]" in ran.out) is finds
    project.write("authority.csv", HEADER + "a.example,x,5,1\n")
    ran = project.check("a.md")
    assert (ran.code, ran.err) == (2, 'linklint: authority.csv:2: authority: "x" is not a number from 0 to 100\n')
