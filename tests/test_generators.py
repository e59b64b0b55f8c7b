"""The dialect of a site, told by the files of its generator."""

from __future__ import annotations

import os
import sys

import pytest

from linklint.config import Finder
from tests.conftest import Project

SITES = [
    pytest.param({"_config.yml": "title: A\n"}, "kramdown", id="Jekyll"),
    pytest.param({"_config.yaml": "title: A\n"}, "kramdown", id="Jekyll with the longer ending"),
    pytest.param({"_config.toml": 'markdown = "kramdown"\n'}, "kramdown", id="Jekyll in TOML"),
    pytest.param({"_config.yml": "kramdown:\n  input: GFM\nmarkdown: kramdown\n"}, "kramdown", id="kramdown that reads GFM"),
    pytest.param({"_config.yml": "url: x\nmarkdown: CommonMarkGhPages\n"}, "jekyll-commonmark", id="Jekyll with CommonMark"),
    pytest.param({"_config.yml": 'markdown: "GFM"\r\n'}, "jekyll-commonmark", id="Jekyll with GFM, quoted"),
    pytest.param({"_config.yml": "# markdown: GFM\n"}, "kramdown", id="a renderer in a comment"),
    pytest.param({"_config.yml": "markdown: Pandoc\n"}, "pandoc", id="Jekyll with pandoc"),
    pytest.param({"_config.yml": "markdown: OurOwn\n"}, "auto", id="Jekyll with a renderer of its own"),
    pytest.param({"_config.yml": "\0\xff" * 90_000}, "kramdown", id="settings of many bytes that are no text"),
    pytest.param({"_config.yml": "title: A\n", "scaffolds/post.md": ""}, "hexo", id="Hexo"),
    pytest.param({"_config.yml": "title: A\n", "_toc.yml": ""}, "myst", id="Jupyter Book"),
    pytest.param({"hugo.yaml": ""}, "hugo", id="Hugo"),
    pytest.param({"config.toml": 'baseURL = "/"\n', "archetypes/a.md": ""}, "hugo", id="Hugo by its older name"),
    pytest.param({"config.yml": "title : A\nbaseurl   : /\n"}, "hugo", id="Hugo by a key"),
    pytest.param({"config.json": '{"baseURL": "/"}'}, "hugo", id="Hugo in JSON"),
    pytest.param({"config/_default/params.toml": ""}, "hugo", id="Hugo with a folder of settings"),
    pytest.param({"config.toml": 'base_url = "/"\n'}, "zola", id="Zola"),
    pytest.param({"config.yml": "backend: git\n"}, "auto", id="settings of a content manager"),
    pytest.param({"mkdocs.yml": "site_url: !ENV [X, 'https://a.example']\n"}, "mkdocs", id="MkDocs with a tag that YAML readers refuse"),
    pytest.param({"docusaurus.config.ts": ""}, "docusaurus", id="Docusaurus"),
    pytest.param({".eleventy.js": ""}, "eleventy", id="Eleventy by its older name"),
    pytest.param({"eleventy.config.mjs": ""}, "eleventy", id="Eleventy"),
    pytest.param({"astro.config.mjs": ""}, "gfm", id="Astro"),
    pytest.param({".vitepress/config.mts": ""}, "vitepress", id="VitePress"),
    pytest.param({"_quarto.yml": ""}, "quarto", id="Quarto"),
    pytest.param({"pelicanconf.py": ""}, "pelican", id="Pelican"),
    pytest.param({"book.toml": ""}, "mdbook", id="mdBook"),
    pytest.param({"conf.py": 'extensions = ["myst_parser"]\n'}, "myst", id="Sphinx with MyST"),
    pytest.param({"conf.py": "extensions = []\n"}, "auto", id="Sphinx without MyST"),
    pytest.param({"package.json": "{}"}, "auto", id="a file of no generator"),
    pytest.param({"_config.yml": "theme: a\n", "mkdocs.yml": ""}, "mkdocs", id="a name that is plain goes before one that is not"),
    pytest.param({"mkdocs.yml/a.txt": "", "_config.yml/a.txt": "", ".vitepress": ""}, "auto", id="folders with the names of files"),
]  # fmt: skip


@pytest.mark.parametrize(("files", "dialect"), SITES)
def test_a_site_by_its_files(project: Project, files: dict[str, str], dialect: str) -> None:
    for name, text in {"content/posts/a.md": "", **files}.items():
        project.write(name, text)
    assert Finder().config_for("content/posts/a.md").dialect == dialect
    assert Finder(isolated=True).config_for("content/posts/a.md").dialect == dialect


def test_the_nearest_folder_decides(project: Project) -> None:
    project.write("_config.yml", "")
    project.write("docs/mkdocs.yml", "")
    project.write("docs/en/a.md", "")
    finder = Finder()
    found = {name: finder.config_for(name).dialect for name in ("a.md", "docs/en/a.md", "docs/a.md", "posts/a.md")}
    assert found == {"a.md": "kramdown", "docs/en/a.md": "mkdocs", "docs/a.md": "mkdocs", "posts/a.md": "kramdown"}
    assert finder.config_for("docs/en/a.md") is finder.config_for("docs/a.md")


def test_what_is_configured_goes_before_what_is_told(project: Project) -> None:
    project.write("_config.yml", "")
    project.write(".linklint.yaml", "dialect: gfm\noverrides: [{files: [b/], dialect: auto}]\n")
    assert Finder().config_for("a/c.md").dialect == "gfm"
    assert Finder().config_for("b/c.md").dialect == "kramdown"
    project.write(".linklint.yaml", "overrides: [{files: [b/], dialect: hugo}]\n")
    assert Finder().config_for("a/c.md").dialect == "kramdown"
    assert Finder().config_for("b/c.md").dialect == "hugo"


def test_a_configuration_that_is_given_leaves_the_dialect_to_the_site(project: Project) -> None:
    project.write("_config.yml", "")
    project.write("elsewhere/x.yaml", "preset: seo\n")
    assert Finder("elsewhere/x.yaml").config_for("a.md").dialect == "kramdown"


@pytest.mark.parametrize("holder", ["", "site"])
def test_nothing_above_the_project_is_looked_at(project: Project, holder: str, monkeypatch: pytest.MonkeyPatch) -> None:
    project.write("mkdocs.yml", "")
    project.write("site/posts/a.md", "")
    if holder:
        project.write("site/.git/HEAD", "")
    else:
        (project.folder / ".git").rmdir()
        monkeypatch.chdir(project.folder / "site")
    assert Finder().config_for(str(project.folder / "site" / "posts" / "a.md")).dialect == "auto"


def test_the_project_starts_above_the_working_directory(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    project.write("mkdocs.yml", "")
    project.write("docs/a.md", "")
    monkeypatch.chdir(project.folder / "docs")
    assert Finder().config_for("a.md").dialect == "mkdocs"


def test_nothing_is_told_by_a_link_that_leads_out(project: Project, tmp_path_factory: pytest.TempPathFactory) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere") / "_config.yml"
    elsewhere.write_text("markdown: GFM\n", encoding="utf-8")
    (project.folder / "_config.yml").symlink_to(elsewhere)
    assert Finder().config_for("a.md").dialect == "auto"
    project.write("shared/_config.yml", "markdown: GFM\n")
    (project.folder / "posts").mkdir()
    (project.folder / "posts" / "_config.yml").symlink_to(project.folder / "shared" / "_config.yml")
    assert Finder().config_for("posts/a.md").dialect == "jekyll-commonmark"


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pipes with names")
def test_what_is_no_file_is_not_opened(project: Project) -> None:
    os.mkfifo(project.folder / "_config.yml")
    assert Finder().config_for("a.md").dialect == "auto"


def test_a_folder_that_is_not_there_tells_nothing(project: Project) -> None:
    project.write("_config.yml", "")
    assert Finder().config_for("nowhere/deep/a.md").dialect == "kramdown"


def test_drafts_of_a_site_are_read_as_their_generator_reads_them(project: Project) -> None:
    text = "We like [this wrench set](https://www.amazon.com/dp/B0EXAMPLE?tag=tips-20){: rel='sponsored' }.\n"
    project.write("a.md", text)
    project.write("b/c.mdx", "{/* [click here](https://a.example/) */}\n")
    project.write("hugo.toml", "")
    assert project.check().out.startswith("a.md:1:9: warning: amazon.com pays for this link")
    (project.folder / "hugo.toml").rename(project.folder / "_config.yml")
    assert project.check().out == ""
