"""What the links of one draft lead to, with the site and without, and when that has to be asked again."""

from __future__ import annotations

from pathlib import Path

import pytest

from linklint.facts.site.destinations import destinations
from linklint.facts.site.probed import is_unchanged
from linklint.facts.site.site import Site, read_site
from linklint.model import Config, Destination
from linklint.parse import parse

DRAFT = "---\ntitle: Own\n---\n[one](/one/) [two](/two/) [web](https://web.example/)\n"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "content").mkdir()
    (tmp_path / "hugo.toml").write_text("", encoding="utf-8")
    (tmp_path / "content" / "draft.md").write_text(DRAFT, encoding="utf-8")
    (tmp_path / "content" / "one.md").write_text("---\ntitle: One\n---\n", encoding="utf-8")
    return tmp_path


def site() -> Site:
    return read_site(".", today="2026-11-22")


@pytest.mark.parametrize(
    ("name", "text", "is_same"),
    [
        pytest.param("content/other.md", "x", True, id="a page that no link leads to"),
        pytest.param(
            "content/one.md", "---\ntitle: One\n---\nmore\n", True, id="the text of a page that a link leads to"
        ),
        pytest.param("content/one.md", "---\ntitle: One\ndraft: true\n---\n", False, id="a page becomes a draft"),
        pytest.param("content/one.md", "---\nslug: uno\n---\n", False, id="a page is published elsewhere"),
        pytest.param("content/two.md", "", False, id="what was lost is there"),
    ],
)
def test_answers_of_the_site_are_asked_for_again(name: str, text: str, is_same: bool, project: Path) -> None:
    draft = parse("content/draft.md", DRAFT, Config(root=str(project)))
    found, probed = destinations(draft, Config(root=str(project)), site())
    assert sorted(found) == ["/one/", "/two/"]
    assert is_unchanged(probed, site())
    (project / name).write_text(text, encoding="utf-8")
    assert is_unchanged(probed, site()) is is_same


def test_what_a_site_told_is_none_of_a_run_without_one(project: Path) -> None:
    draft = parse("content/draft.md", DRAFT, Config(root=str(project)))
    assert not is_unchanged(destinations(draft, Config(root=str(project)), site())[1])


@pytest.mark.parametrize(
    ("text", "why_not", "is_same"),
    [
        pytest.param("---\ndraft: true\n---\n", "draft: true", True, id="as it was"),
        pytest.param("---\ndraft: true\n---\nMore text.\n", "draft: true", True, id="another text"),
        pytest.param("---\ndraft: false\n---\n", "draft: true", False, id="another header"),
        pytest.param(None, "draft: true", False, id="gone"),
    ],
)
def test_without_a_site_the_headers_of_files_are_read(
    text: str | None, why_not: str, is_same: bool, project: Path
) -> None:
    next_one = project / "content" / "next.md"
    next_one.write_text("---\ndraft: true\n---\n", encoding="utf-8")
    config = Config(root=str(project), today="2026-11-22")
    draft = parse("content/draft.md", "[next](next.md#x) [gone](gone.md) [out](../../out.md)", config)
    found, probed = destinations(draft, config, None)
    there = found["next.md#x"]
    assert isinstance(there, Destination)
    assert (sorted(found), there.why_not) == (["next.md#x"], why_not)
    next_one.unlink() if text is None else next_one.write_text(text, encoding="utf-8")
    assert is_unchanged(probed) is is_same
