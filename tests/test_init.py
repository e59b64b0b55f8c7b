"""`linklint init` and `linklint import` on throw-away repositories of many kinds: what they write runs, and nothing is lost."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping

import pytest

from linklint import yaml_text
from linklint.config import Finder
from tests.conftest import Project

DRAFT = "Pay [by trade](https://www.bls.gov/ooh/), and [a forum](https://forum.example/t).\n"
LYCHEE = 'exclude = ["^https://forum\\\\.example", "^https?://(a|b)/"]\nmax_retries = 2\n'
LINK_CHECK = '{"ignorePatterns": [{"pattern": "^https://forum.example"}], "timeout": "20s"}'
LINT = '{"MD059": {"prohibited_texts": ["link here"]}, "MD013": false}'
HOOKS = "# ours\nrepos:\n  - repo: https://git.example/fmt # formats\n    rev: v1\n    hooks:\n      - id: fmt\n\n# told to nobody else\nfail_fast: true\n"
WORKFLOWS = {".github/workflows/ci.yml": "name: ci\n"}

REPOSITORIES = [
    pytest.param({"_config.yml": "title: A\nurl: https://www.acme.example\n", "_posts/2026-01-01-a.md": DRAFT, "lychee.toml": LYCHEE}, "acme.example", "kramdown", id="Jekyll with its settings"),
    pytest.param({"_config.yml": "url: ''\n", "CNAME": "blog.acme.example\n", "a.md": DRAFT, ".markdownlint.json": LINT, **WORKFLOWS}, "blog.acme.example", "kramdown", id="Jekyll with a CNAME"),
    pytest.param({"hugo.toml": 'baseURL = "https://acme.example/"\n', "content/a.md": DRAFT, ".pre-commit-config.yaml": HOOKS, "public/b.md": DRAFT}, "acme.example", "hugo", id="Hugo"),
    pytest.param({"config/_default/hugo.yaml": "baseURL: https://acme.example/\n", "content/a.md": DRAFT, ".lychee.toml": LYCHEE}, "acme.example", "hugo", id="Hugo with a folder of settings"),
    pytest.param({"mkdocs.yml": "site_name: A\nsite_url: https://docs.acme.example/\n", "docs/a.md": DRAFT, ".markdown-link-check.json": LINK_CHECK, **WORKFLOWS}, "docs.acme.example", "mkdocs", id="MkDocs"),
    pytest.param({"mkdocs.yml": "site_url: https://docs.acme.example/\nemoji: !!python/name:a.b\n", "docs/a.md": DRAFT, ".pre-commit-config.yaml": "repos: []\n"}, "docs.acme.example", "mkdocs", id="MkDocs with tags that no reader of YAML takes"),
    pytest.param({"docusaurus.config.js": "module.exports = {title: 'A', url: 'https://acme.example', baseUrl: '/'};\n", "docs/a.mdx": DRAFT, ".markdownlint.jsonc": LINT}, "acme.example", "docusaurus", id="Docusaurus"),
    pytest.param({"website/docusaurus.config.ts": 'const config: Config = {\n  url: "https://acme.example",\n};\n', "website/docs/a.md": DRAFT, "package.json": '{"homepage": "https://github.com/acme/acme#readme"}', **WORKFLOWS}, "acme.example", "docusaurus", id="Docusaurus in a folder of its own"),
    pytest.param({"eleventy.config.js": "", "src/_data/metadata.json": '{"url": "https://acme.example/"}', "src/a.md": DRAFT, "lychee.toml": LYCHEE, ".pre-commit-config.yaml": HOOKS}, "acme.example", "eleventy", id="Eleventy"),
    pytest.param({".eleventy.js": "", "package.json": '{"homepage": "https://www.acme.example"}', "a.md": DRAFT, ".markdownlint-cli2.yaml": "config: {MD045: true}\n"}, "acme.example", "eleventy", id="Eleventy by its package"),
    pytest.param({"astro.config.mjs": "export default defineConfig({ site: 'https://acme.example' });\n", "src/pages/a.md": DRAFT}, "acme.example", "gfm", id="Astro"),
    pytest.param({"pelicanconf.py": "SITEURL = 'https://acme.example'\n", "content/a.md": DRAFT}, "acme.example", "pelican", id="Pelican"),
    pytest.param({"README.md": DRAFT, "pyproject.toml": "[project]\nname = 'a'\n"}, "", "auto", id="no site at all"),
]  # fmt: skip
OTHERS = ("lychee.toml", ".lychee.toml", ".markdown-link-check.json", ".markdownlint.json", ".markdownlint.jsonc", ".markdownlint-cli2.yaml")  # fmt: skip


def write(project: Project, files: Mapping[str, str]) -> str:
    """The path of the draft."""
    for name, text in files.items():
        project.write(name, text)
    return next(name for name in files if name.endswith((".md", ".mdx")))


def contents(project: Project) -> dict[str, bytes]:
    return {
        os.path.relpath(os.path.join(folder, name)): (project.folder / folder / name).read_bytes()
        for folder, _, names in os.walk(".")
        for name in names
    }


@pytest.mark.parametrize(("files", "host", "dialect"), REPOSITORIES)
def test_what_is_written_runs_and_says_what_is_left_out(
    project: Project, files: dict[str, str], host: str, dialect: str
) -> None:
    draft = write(project, files)
    ran = project.run("init", "--yes")
    assert (ran.code, ran.err) == (0, "")
    assert "wrote .linklint.yaml\n" in ran.out
    for name in OTHERS:
        assert (f"next: linklint import {name} --write\n" in ran.out) is (name in files)
        if name in files:
            taken = project.run("import", name, "--write")
            assert taken.code == 0, taken.err
            assert ("left out" in taken.err) is (name != ".markdownlint-cli2.yaml")
    config = Finder().config_for(draft)
    assert (config.hosts, config.dialect) == ((host,) if host else (), dialect)
    assert project.check().code == 0
    assert project.check("--no-cache").err.startswith("1 draft")  # and nothing that a generator wrote
    assert (project.folder / ".github/workflows/linklint.yml").exists() is (".github/workflows/ci.yml" in files)
    before = contents(project)
    assert "is there already" in project.run("init", "--yes").out
    assert contents(project) == before


@pytest.mark.parametrize("hooks", [HOOKS, "repos: []\n", "repos:\n- repo: meta\n  hooks:\n  - id: identity\n"])
def test_the_hook_joins_those_that_are_there(project: Project, hooks: str) -> None:
    path = project.write(".pre-commit-config.yaml", hooks)
    ran = project.run("init", "--yes")
    after = path.read_text("utf-8")
    if hooks == "repos: []\n":
        assert after == hooks
        assert ".pre-commit-config.yaml: not changed; add to its repos:\n" in ran.out
        assert "entry: linklint check --force-exclude" in ran.out
        return
    added = [line for line in after.splitlines() if line not in hooks.splitlines()]
    assert [line for line in after.splitlines() if line not in added] == hooks.splitlines()
    assert yaml_text.load(after)["repos"][-1]["hooks"][0]["id"] == "linklint"  # type: ignore[index]
    checked = subprocess.run([sys.executable, "-m", "pre_commit", "validate-config", str(path)], capture_output=True)
    assert checked.returncode == 0, checked.stdout


def test_the_workflow_is_one(project: Project) -> None:
    project.write(".github/x", "")
    project.run("init", "--yes")
    path = project.folder / ".github/workflows/linklint.yml"
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.github-workflows", str(path)]
    ran = subprocess.run(command, capture_output=True, text=True)
    assert ran.returncode == 0, ran.stdout


def test_without_a_terminal_and_a_yes_only_the_configuration_is_written(project: Project) -> None:
    project.write(".github/x", "")
    project.write(".pre-commit-config.yaml", HOOKS)
    before = contents(project)
    out = project.run("init").out
    assert contents(project).keys() - before.keys() == {".linklint.yaml"}
    assert "left out: add the hook to .pre-commit-config.yaml; --yes does it\n" in out
    assert "left out: write .github/workflows/linklint.yml; --yes does it\n" in out


def test_on_a_terminal_it_asks_little(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    project.write("mkdocs.yml", "site_name: A\n")
    project.write(".github/x", "")
    asked = []

    def answer(question: str) -> str:
        asked.append(question)
        return "no" if "linklint.yml" in question else ""

    monkeypatch.setattr("builtins.input", answer)
    monkeypatch.setattr("linklint.commands.init._is_asked", lambda args: True)
    project.run("init")
    assert asked == [
        "preset (a11y, docs, recommended, security, seo, strict) [docs]: ",
        "write .github/workflows/linklint.yml? (yes, no) [yes]: ",
    ]
    assert Finder().config_for("docs/a.md").preset == "docs"
    assert not (project.folder / ".github/workflows").exists()


def test_a_configuration_that_is_there_is_written_anew_only_by_force(project: Project) -> None:
    project.write("linklint.yaml", "preset: seo\n")
    assert "linklint.yaml is there already; --force writes it anew\n" in project.run("init").out
    project.run("init", "--force", "--preset", "strict")
    assert (project.folder / "linklint.yaml").read_text("utf-8").splitlines()[1].startswith("preset: strict")
    assert not (project.folder / ".linklint.yaml").exists()


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://your-site.example.com", ""),
        ("https://github.com/acme", ""),
        ("http://localhost:4000", ""),
        ("/blog", ""),
        ("https://acme.github.io/blog/", "acme.github.io"),
        ("https://WWW.müller.example", "xn--mller-kva.example"),
    ],
)
def test_stand_ins_and_platforms_are_nobodys_own_host(project: Project, url: str, host: str) -> None:
    project.write("_config.yml", f"url: '{url}'\n")
    out = project.run("init").out
    assert Finder().config_for("a.md").hosts == ((host,) if host else ())
    assert f"_config.yml: url: {host or url + ' is no host of your own, and left out'}\n" in out


@pytest.mark.parametrize(
    "files",
    [
        {"_config.yml": "url: " + "[" * 5000},
        {"package.json": "[" * 100_000},
        {"hugo.toml": "\0"},
        {"CNAME": "", "_config.yml": "- a\n"},
        {"CNAME": "not a host!\n"},
        {"mkdocs.yml": "site_url: 3\n"},
        {"_data/site.json": '{"url": ["https://a.example"]}'},
    ],
)
def test_settings_that_say_nothing_are_no_hindrance(project: Project, files: dict[str, str]) -> None:
    for name, text in files.items():
        project.write(name, text)
    assert project.run("init").code == 0
    assert Finder().config_for("a.md").hosts == ()


def test_nothing_outside_of_the_project_is_read_or_written(
    project: Project, tmp_path_factory: pytest.TempPathFactory
) -> None:
    outside = tmp_path_factory.mktemp("outside")
    (outside / "CNAME").write_text("else.example\n", "utf-8")
    (project.folder / "CNAME").symlink_to(outside / "CNAME")
    (project.folder / ".github").symlink_to(outside)
    ran = project.run("init", "--yes")
    assert (ran.code, "leads out of the project" in ran.err) == (2, True)
    assert Finder().config_for("a.md").hosts == ()
    assert [path.name for path in outside.iterdir()] == ["CNAME"]


def test_misuse_of_init_is_told(project: Project) -> None:
    assert project.run("init", "nowhere").err == "linklint: nowhere: there is no such folder\n"
    assert 'no preset "dcs"; did you mean "docs"?' in project.run("init", "--preset", "dcs").err
