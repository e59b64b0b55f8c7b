"""Which relative links lead to a file that is nowhere, in projects of several kinds."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from linklint.facts.lost_files import lost_files
from linklint.facts.site.probed import is_unchanged
from linklint.model import Config
from linklint.parse import parse
from tests.conftest import Project


def lost(folder: Path, path: str, text: str, files: tuple[str, ...], dialect: str = "auto") -> dict[str, str]:
    (folder / ".git").mkdir(exist_ok=True)
    for name in (path, *files):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        if not name.endswith("/"):
            (folder / name).touch()
    config = Config(root=str(folder), dialect=dialect)
    return dict(lost_files(parse(str(folder / path), text, config), config)[0])


@pytest.mark.parametrize(
    ("url", "nearest"),
    [
        pytest.param("setup.md", None, id="beside the draft"),
        pytest.param("./setup.md?raw=1#top", None, id="with query and fragment"),
        pytest.param("my%20notes.md", None, id="percent-encoded"),
        pytest.param("setpu.md", "setup.md", id="a slip"),
        pytest.param("Setup.md", "setup.md", id="another case"),
        pytest.param("gone.md", "", id="nothing like it"),
        pytest.param("up.md", "../up.md", id="one folder higher"),
        pytest.param("../guide/setup.md", None, id="by the folder's own name"),
        pytest.param("../../other/gone.md", None, id="out of the project"),
        pytest.param("/gone.md", None, id="from the root of the site"),
        pytest.param("gone", None, id="a page without an ending"),
        pytest.param("report.pdf", None, id="in a folder of static files"),
        pytest.param("../../report.pdf", None, id="in a folder of static files, from above"),
        pytest.param("lost.pdf", "", id="in no folder"),
        pytest.param("setup.html", None, id="made of its source"),
        pytest.param("old.html", None, id="made of a post with a date"),
        pytest.param("lost.html", "", id="made of nothing"),
        pytest.param("../api/lost.html", None, id="in a folder that may be made too"),
        pytest.param("module/x.md", None, id="in a submodule that was not fetched"),
        pytest.param("built/x.md", None, id="what git leaves out"),
        pytest.param("@site/x.md", None, id="an alias"),
        pytest.param("x.md:12", None, id="a line of a file"),
        pytest.param("{{ x }}.md", None, id="a template"),
        pytest.param("a%00b.md", None, id="no name that a file can have"),
        pytest.param("x" * 3000 + ".md", "", id="a name that is too long"),
    ],
)
def test_files_that_are_not_there(url: str, nearest: str | None, tmp_path: Path) -> None:
    (tmp_path / ".gitignore").write_text("built/\n", encoding="utf-8")
    files = (
        "guide/setup.md",
        "guide/my notes.md",
        "up.md",
        "static/report.pdf",
        "guide/2020-1-02-old.md",
        "guide/module/",
    )
    (tmp_path / "guide/module").mkdir(parents=True)
    assert lost(tmp_path, "guide/draft.md", f"[x](<{url}>)\n", files) == ({} if nearest is None else {url: nearest})


@pytest.mark.parametrize(
    ("path", "dialect", "is_lost"),
    [
        pytest.param("guide/draft.md", "auto", True, id="as it lies"),
        pytest.param("guide/draft.md", "hugo", False, id="where a generator may move it"),
        pytest.param("_includes/draft.md", "auto", False, id="a piece of other pages"),
        pytest.param("guide/_draft.md", "auto", False, id="a partial"),
        pytest.param("tests/draft.md", "auto", False, id="a test"),
    ],
)
def test_where_a_draft_lies_decides(path: str, dialect: str, is_lost: bool, tmp_path: Path) -> None:
    assert bool(lost(tmp_path, path, "[x](up.md)\n", ("up.md",), dialect)) is is_lost


COPIED = ("docs/latest/api/draft.md", "docs/latest/setup.md", "README.md")


@pytest.mark.parametrize(
    ("files", "is_lost"),
    [
        pytest.param((), False, id="a folder that is alone in its own was copied, and what lay beside it is not known"),
        pytest.param(("docs/about.md",), True, id="one that is not alone has all that belongs to it"),
    ],
)
def test_what_lay_beside_copied_docs_is_not_known(files: tuple[str, ...], is_lost: bool, tmp_path: Path) -> None:
    text = "[a](../../SECURITY.md) [b](../../shell/common/api.md) [c](../gone.md)\n"
    told = lost(tmp_path, "docs/latest/api/draft.md", text, (*COPIED, *files))
    assert told == {"../gone.md": ""} | ({"../../SECURITY.md": "", "../../shell/common/api.md": ""} if is_lost else {})


def test_nothing_outside_the_project_is_looked_at(tmp_path: Path) -> None:
    (tmp_path / "secret").mkdir()
    (tmp_path / "secret/x.md").touch()
    project = tmp_path / "project"
    project.mkdir()
    (project / "out").symlink_to(tmp_path / "secret")
    assert lost(project, "draft.md", "[x](out/x.md) [y](../secret/y.md)\n", ()) == {"out/x.md": ""}


def test_a_finding_goes_when_the_file_comes(project: Project) -> None:
    project.write("draft.md", "[x](setup.md)\n")
    project.write("other.md", "")
    first = project.check("draft.md")
    time.sleep(0.01)
    project.write("setpu.md", "")
    second = project.check("draft.md")
    time.sleep(0.01)
    project.write("setup.md", "")
    third = project.check("draft.md")
    assert 'there is no "setup.md" [' in first.out
    assert "did you mean setpu.md?" in second.out
    assert third.out == ""


def test_folders_are_read_again_when_they_change(tmp_path: Path) -> None:
    (tmp_path / "draft.md").touch()
    config = Config(root=str(tmp_path))
    draft = parse(str(tmp_path / "draft.md"), "[x](x.md)\n", config)
    _, seen = lost_files(draft, config)
    assert is_unchanged(seen)
    os.mkdir(tmp_path / "static")
    assert not is_unchanged(seen)
