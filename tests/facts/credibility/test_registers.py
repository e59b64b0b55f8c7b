"""The site's disavow file, and DOIs in URLs."""

from __future__ import annotations

from pathlib import Path

import pytest

from linklint import urls
from linklint.facts.credibility.registers import disavowed, retracted
from linklint.model import Config
from tests.conftest import Project
from tests.small_packs import SmallPack

FILE = (
    "# asked in May\n\ndomain:spam.example\n domain: www.Wide.example\r\nhttps://forum.example/t/1?a=b\n***\ndomain:\n"
)


@pytest.mark.parametrize(
    ("url", "place"),
    [
        pytest.param("https://spam.example/x", "disavow.txt:3", id="a domain"),
        pytest.param("http://deep.spam.example", "disavow.txt:3", id="its sub-hosts"),
        pytest.param("https://wide.example/", "disavow.txt:4", id="written with www, blanks and capitals"),
        pytest.param("http://www.forum.example/t/1?a=b", "disavow.txt:5", id="a page, whatever its scheme"),
        pytest.param("https://forum.example/t/1", "", id="another page"),
        pytest.param("https://notspam.example/", "", id="a name that ends alike"),
        pytest.param("/spam.example", "", id="a path"),
    ],
)
def test_the_disavow_file_names_domains_and_pages(url: str, place: str, tmp_path: Path) -> None:
    (tmp_path / "disavow.txt").write_text(FILE, encoding="utf-8")
    found = disavowed({url: urls.parse(url)}, Config(root=str(tmp_path), disavow="disavow.txt"))
    assert [entry.source for entry in found.values()] == ([place] if place else [])


@pytest.mark.parametrize(
    ("url", "found"),
    [
        pytest.param("https://doi.org/10.1000/GONE", True, id="at doi.org, whatever its case"),
        pytest.param("http://dx.doi.org/10.1000%2Fgone", True, id="with a slash that is escaped"),
        pytest.param("https://journal.example/doi/abs/10.1000/gone", True, id="in a publisher's path"),
        pytest.param("https://journal.example/doi/10.1000/gone/figure.pdf", False, id="with a file of another name"),
        pytest.param("https://journal.example/doi/10.1000/gone/full", True, id="with a form behind it"),
        pytest.param("https://journal.example/10.1000/gone.pdf", True, id="with an ending behind it"),
        pytest.param("https://doi.org/10.1000/gone.2", False, id="another work that begins alike"),
        pytest.param("https://doi.org/10.1000/kept", False, id="another work"),
        pytest.param("https://mirror.example/ubuntu/10.04/gone", False, id="a version"),
        pytest.param("https://doi.org/10.1000/" + "." * 50_000, False, id="dots without end"),
    ],
)
def test_dois_are_found_in_urls(url: str, found: bool) -> None:
    pack = SmallPack("retractions", {"10.1000/gone": "r"})
    assert bool(retracted({url: urls.parse(url)}, pack)) is found


def test_findings_are_not_remembered_beyond_the_disavow_file(project: Project) -> None:
    project.write(".linklint.yaml", "disavow: disavow.txt\n")
    project.write("a.md", "[it](https://a.example/)\n")
    for line, out in (
        ("domain:b.example", ""),
        (
            "domain:a.example",
            "a.md:1:1: error: a.example is disavowed by the own site (disavow.txt:1); do not link there, or "
            "take the line out [links-to-disavowed-domain]\n",
        ),
    ):
        project.write("disavow.txt", line + "\n")
        assert project.check("a.md").out == out
