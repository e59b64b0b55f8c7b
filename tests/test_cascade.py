"""Several configurations for one draft: from the repository down, and what they extend; each value with its place."""

from __future__ import annotations

import json
import os

import pytest

from linklint.config import Finder
from tests.conftest import Project

BAD = "For pay data, [click here](https://www.bls.gov/ooh/) or so.\n"


def held(project: Project, path: str = "docs/a.md", *arguments: str) -> dict[str, list[tuple[object, str]]]:
    """Values with their places, by key."""
    ran = project.run("config", "show", path, "--json", *arguments)
    assert ran.code == 0, ran.err
    found: dict[str, list[tuple[object, str]]] = {}
    for each in json.loads(ran.out)["settings"]:
        found.setdefault(each["key"], []).append((each["value"], each["origin"]))
    return found


@pytest.fixture
def site(project: Project) -> Project:
    project.write("a.md", BAD)
    project.write("docs/a.md", BAD)
    return project


OUTER = ".linklint.yaml:1"
NEARER = "docs/.linklint.yaml:1"


@pytest.mark.parametrize(
    ("outer", "nearer", "key", "expected"),
    [
        pytest.param("preset: seo", "preset: docs", "preset", [("docs", NEARER)], id="the nearer preset"),
        pytest.param("preset: seo", "hosts: []", "preset", [("seo", OUTER)], id="what the nearer file does not say"),
        pytest.param("hosts: [a.example]", "hosts: [b.example]", "hosts", [("a.example", OUTER), ("b.example", NEARER)], id="own hosts grow"),
        pytest.param("relevance: {allow: [a.example]}", "relevance: {allow: [b.example]}", "relevance.allow", [("a.example", OUTER), ("b.example", NEARER)], id="relevant hosts grow"),
        pytest.param("exclude: [x/]", "exclude: [y/]", "exclude", [("x/", OUTER), ("y/", NEARER)], id="what is left out grows"),
        pytest.param("topics: [pay]", "topics: [manuals]", "topics", [("manuals", NEARER)], id="the nearer topics"),
        pytest.param("lists: {deny: [a.example]}", "lists: {deny: [b.example]}", "lists.deny", [("a.example", OUTER), ("b.example", NEARER)], id="lists grow"),
        pytest.param("lists: {deny: [a.example, b.example]}", "lists: {allow: [a.example]}", "lists.deny", [("b.example", OUTER)], id="a nearer file judges a host anew"),
        pytest.param("lists: {affiliate: [a.example]}", "lists: {deny: [a.example]}", "lists.affiliate", [("a.example", OUTER)], id="a partner that is denied is a partner still"),
        pytest.param("rules: {anchor-generic: error}", "rules: {anchor-empty: off}", "rules.anchor-generic", [("error", OUTER)], id="rules that the nearer file does not name"),
        pytest.param("rules: {anchor-generic: error}", "rules: {anchor-generic: info}", "rules.anchor-generic", [("info", NEARER)], id="the nearer level"),
        pytest.param("rules: {anchor-generic: {phrases: {en: [a b]}}}", "rules: {anchor-generic: info}", "rules.anchor-generic.phrases", [({"en": ["a b"]}, OUTER)], id="options stay under a nearer level"),
        pytest.param("rules: {anchor-generic: {phrases: {en: [a b]}}}", "rules: {anchor-generic: {phrases: {en: [c d]}}}", "rules.anchor-generic.phrases", [({"en": ["a b", "c d"]}, f"{OUTER}, {NEARER}")], id="options grow"),
        pytest.param("rel_policy: {preset: docusaurus}", "rel_policy: {mode: add}", "rel_policy.external", [(["noopener", "noreferrer"], OUTER)], id="keys of rel_policy one by one"),
        pytest.param("rel_policy: {external: [nofollow]}", "rel_policy: {preset: hugo}", "rel_policy.external", [([], NEARER)], id="a preset of rel_policy begins anew"),
        pytest.param("overrides: [{files: [docs/], preset: seo}]", "preset: docs", "preset", [("docs", NEARER)], id="a nearer file goes before an override above"),
        pytest.param("preset: docs", "overrides: [{files: [a.md], preset: seo}]", "preset", [("seo", NEARER)], id="globs of a nearer file are relative to it"),
        pytest.param("overrides: [{files: [docs/a.md], dialect: hugo}]", "topics: []", "dialect", [("hugo", OUTER)], id="an override for a folder with a file of its own"),
        pytest.param("preset: seo", "root: true", "preset", [("recommended", "default")], id="a root leaves out what lies above"),
    ],
)  # fmt: skip
def test_files_are_joined_from_the_repository_down(
    site: Project, outer: str, nearer: str, key: str, expected: list[tuple[object, str]]
) -> None:
    site.write(".linklint.yaml", outer + "\n")
    site.write("docs/.linklint.yaml", nearer + "\n")
    assert held(site)[key] == expected


def test_a_nested_repository_has_its_own_configuration_alone(site: Project) -> None:
    site.write(".linklint.yaml", "preset: seo\n")
    site.write("docs/.git/HEAD", "")
    site.write("docs/.linklint.yaml", "hosts: [a.example]\n")
    assert held(site)["preset"] == [("recommended", "default")]


@pytest.mark.skipif(os.name == "nt", reason="has no such folders")
@pytest.mark.parametrize(
    ("mode", "is_held"),
    [
        pytest.param(0o777, True, id="that of a mounted disk"),
        pytest.param(0o1775, True, id="that of a group"),
        pytest.param(0o1777, False, id="that of /tmp"),
    ],
)
def test_a_folder_for_all_says_nothing_of_what_lies_below(site: Project, mode: int, is_held: bool) -> None:
    site.write(".linklint.yaml", "hosts: [a.example]\n")
    site.write("docs/.linklint.yaml", "preset: docs\n")
    os.chmod(site.folder, mode)
    assert Finder().config_for("docs/a.md").hosts == (("a.example",) if is_held else ())


def test_a_folder_without_a_file_between_two_that_have_one_changes_nothing(site: Project) -> None:
    site.write(".linklint.yaml", "hosts: [a.example]\n")
    site.write("docs/x/y/.linklint.yaml", "hosts: [b.example]\n")
    site.write("docs/x/y/z/a.md", BAD)
    assert Finder().config_for("docs/x/y/z/a.md").hosts == ("a.example", "b.example")
    assert Finder().config_for("docs/x/a.md").hosts == ("a.example",)


def test_what_a_root_leaves_out_is_excluded_no_more(site: Project) -> None:
    site.write(".linklint.yaml", "exclude: [docs/]\n")
    assert site.check().out.startswith("a.md:")
    assert "docs" not in site.check().out
    site.write("docs/.linklint.yaml", "root: true\n")
    assert "docs/a.md:" in site.check().out


def test_every_value_has_its_origin(site: Project) -> None:
    site.write("mkdocs.yml", "")
    site.write(".linklint.yaml", "\nextends: linklint:docs\n")
    found = held(site)
    assert found["preset"] == [("docs", ".linklint.yaml:2")]
    assert found["dialect"] == [("mkdocs", "the site's files")]
    assert found["rules.low-credibility-source"] == [("info", "preset docs")]
    assert found["rules.anchor-empty"] == [("error", "default")]
    assert held(site, "a.md", "--preset", "seo")["preset"] == [("seo", "command line")]
    assert held(site, "a.md", "--isolated")["preset"] == [("recommended", "default")]


def test_what_is_shown_is_text_too_and_says_when_a_draft_is_left_out(site: Project) -> None:
    site.write(".linklint.yaml", "exclude: [docs/]\nhosts: [a.example]\n")
    lines = site.run("config", "show", "docs/a.md").out.splitlines()
    assert lines[0] == "docs/a.md is left out by exclude"
    assert ".linklint.yaml:2  hosts: a.example" in lines
    assert site.run("config", "show", "docs").out.splitlines()[0] == "docs/draft.md is left out by exclude"


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        pytest.param(["show"], "config show wants a draft", id="no draft"),
        pytest.param(["show", "b.md"], "b.md: there is no such file or folder", id="a draft that is not there"),
        pytest.param(["show", "a.md", "--isolated", "--config", "x"], "exclude each other", id="two wishes that do not go together"),
        pytest.param(["show", "a.md", "--preset", "dcs"], 'no preset "dcs"; did you mean "docs"?', id="a slip in a preset"),
    ],
)  # fmt: skip
def test_misuse_of_config_is_told(site: Project, arguments: list[str], says: str) -> None:
    ran = site.run("config", *arguments)
    assert (ran.code, says in ran.err) == (2, True), ran.err


EXTENDED = {
    "shared/base.yaml": "preset: seo\nhosts: [base.example]\nexclude: [drafts/]\noverrides: [{files: ['../docs/'], topics: [manuals]}]\n"
}


def test_a_file_stands_over_what_it_extends(site: Project) -> None:
    for name, text in EXTENDED.items():
        site.write(name, text)
    site.write("docs/drafts/b.md", BAD)
    site.write("shared/drafts/b.md", BAD)
    site.write(".linklint.yaml", "extends: shared/base.yaml\npreset: docs\nhosts: [a.example]\n")
    found = held(site)
    assert found["preset"] == [("docs", ".linklint.yaml:2")]
    assert found["hosts"] == [("base.example", "shared/base.yaml:2"), ("a.example", ".linklint.yaml:3")]
    assert found["topics"] == [("manuals", "shared/base.yaml:4")]
    assert [line.partition(":")[0] for line in site.check().out.splitlines()] == ["a.md", "docs/a.md"]


def test_a_file_that_two_extend_counts_once_and_later_ones_go_before_it(site: Project) -> None:
    site.write("x.yaml", "topics: [x]\n")
    site.write("y.yaml", "extends: x.yaml\ntopics: [y]\n")
    site.write(".linklint.yaml", "extends: [y.yaml, x.yaml, 'linklint:seo', 'linklint:docs']\n")
    assert held(site)["topics"] == [("y", "y.yaml:2")]
    assert held(site)["preset"] == [("docs", ".linklint.yaml:1")]


@pytest.mark.parametrize(
    ("files", "says"),
    [
        pytest.param({".linklint.yaml": "\nextends: ../x.yaml\n"}, '.linklint.yaml:2: "extends": "../x.yaml" leads out of the project', id="outside"),
        pytest.param({".linklint.yaml": "extends: /etc/passwd\n"}, '"/etc/passwd" leads out of the project', id="anywhere"),
        pytest.param({".linklint.yaml": 'extends: "a\\0b"\n'}, "leads out of the project", id="a name that no file can have"),
        pytest.param({".linklint.yaml": "extends: [x.yaml]\n"}, '.linklint.yaml:1: "extends": there is no file "x.yaml"', id="nowhere"),
        pytest.param({".linklint.yaml": "extends: linklint:dcs\n"}, '.linklint.yaml:1: no preset "dcs"; did you mean "docs"?', id="no preset"),
        pytest.param({".linklint.yaml": "extends: .linklint.yaml\n"}, '.linklint.yaml:1: "extends": .linklint.yaml extends this file, or is it', id="itself"),
        pytest.param({".linklint.yaml": "extends: x.yaml\n", "x.yaml": "\nextends: .linklint.yaml\n"}, 'x.yaml:2: "extends": .linklint.yaml extends this file', id="a circle"),
        pytest.param({".linklint.yaml": "extends: 1.yaml\n", **{f"{at}.yaml": f"extends: {at + 1}.yaml\n" for at in range(1, 12)}, "12.yaml": ""}, '9.yaml:1: "extends": more than 10 files', id="too deep"),
        pytest.param({".linklint.yaml": "extends: x.yaml\n", "x.yaml": "rules: {anchor-generc: off}\n"}, 'x.yaml:1: no rule "anchor-generc"; did you mean "anchor-generic"?', id="a slip in what is extended"),
        pytest.param({".linklint.yaml": "rules: {nope: off}\n", "docs/.linklint.yaml": "rules: {anchor-generic: off}\n"}, '.linklint.yaml:1: no rule "nope"', id="a slip above"),
        pytest.param({".linklint.yaml": "rules: {anchor-generic: {phrases: [x]}}\n", "docs/.linklint.yaml": "rules: {anchor-generic: {phrases: {en: [x]}}}\n"}, '.linklint.yaml:1: "phrases" must be a mapping', id="an option above that a nearer one would hide"),
        pytest.param({".linklint.yaml": "root: maybe\n"}, '.linklint.yaml:1: "root" must be true or false', id="a root that is none"),
    ],
)  # fmt: skip
def test_mistakes_of_several_files_are_told_once(site: Project, files: dict[str, str], says: str) -> None:
    for name, text in files.items():
        site.write(name, text)
    ran = site.check("docs/a.md")
    assert (ran.code, says in ran.err, ran.err.count("\n")) == (2, True, 1), ran.err


def test_an_extended_file_may_not_be_a_link_that_leads_out(
    site: Project, tmp_path_factory: pytest.TempPathFactory
) -> None:
    outside = tmp_path_factory.mktemp("outside") / "x.yaml"
    outside.write_text("preset: seo\n", encoding="utf-8")
    (site.folder / "x.yaml").symlink_to(outside)
    site.write(".linklint.yaml", "extends: x.yaml\n")
    assert "leads out of the project" in site.check().err


def test_house_rules_are_those_of_the_file_that_names_them(site: Project) -> None:
    site.write(
        "docs/house/x.yaml",
        "what: x\nlevel: error\ncheck: link\nmessage: m\nwhy: w\noptions: {where: {host: ['*.bls.gov']}}\n",
    )
    site.write(".linklint.yaml", "rules: {anchor-generic: off}\n")
    site.write("docs/.linklint.yaml", "house_rules: house\n")
    assert [line.partition(":")[0] for line in site.check().out.splitlines()] == ["docs/a.md"]


CHANGES = [
    pytest.param(".linklint.yaml", "rules: {anchor-generic: off}\n", id="the file above appears"),
    pytest.param("docs/.linklint.yaml", "extends: ../x.yaml\nrules: {anchor-generic: off}\n", id="the nearer file changes"),
    pytest.param("docs/.linklint.yaml", "root: true\n", id="the nearer file becomes a root"),
    pytest.param("x.yaml", "rules: {anchor-generic: off}\n", id="an extended file changes"),
    pytest.param("docs/deep/.linklint.yaml", "rules: {anchor-generic: off}\n", id="a still nearer file appears"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "text"), CHANGES)
def test_what_is_kept_between_runs_follows_every_file_that_takes_part(site: Project, name: str, text: str) -> None:
    site.write("docs/deep/a.md", BAD)
    site.write("x.yaml", "rules: {anchor-generic: error}\n")
    site.write("docs/.linklint.yaml", "extends: ../x.yaml\n")
    before = site.check("docs/deep")
    assert before.out.startswith("docs/deep/a.md:1:15: error:")
    assert site.check("docs/deep").out == before.out
    site.write(name, text)
    kept, anew = site.check("docs/deep"), site.check("docs/deep", "--no-cache")
    assert kept.out == anew.out
    assert (kept.out == before.out) is (name == ".linklint.yaml")


def test_an_extended_file_that_is_gone_is_told_although_its_findings_are_kept(site: Project) -> None:
    site.write("x.yaml", "preset: seo\n")
    site.write(".linklint.yaml", "extends: x.yaml\n")
    site.check()
    (site.folder / "x.yaml").unlink()
    assert (site.check().code, "there is no" in site.check().err) == (2, True)
