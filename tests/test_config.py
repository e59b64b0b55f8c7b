"""Configuration as contract: every key works, every mistake is one line that names file, line, key and the nearest word."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from linklint import config_file
from linklint.config import Finder
from linklint.errors import LinklintError
from tests.conftest import Project

BAD = "For pay data, [click here](https://www.bls.gov/ooh/) or so.\n"
WHOLE = """\
preset: recommended
hosts: [acme.example, "*.acme.example"]
house_rules: house/
exclude: [drafts/, "*_template*"]
dialect: auto
rel_policy: {preset: none, external: [nofollow], cloak_prefixes: [/go/]}
lists:
  allow: [{host: forum.example, reason: our own community, until: 2027-01-01}]
  deny:  [{host: never-link.example, reason: legal}]
  low:   [dubious-claims.example]
  high:  [{host: standards.example, reason: the standard itself}]
  affiliate: [partner-network.example]
rules:
  anchor-generic: {level: info, phrases: {en: [learn more about it]}}
  rel-misspelled: off
  off-topic-link: {level: warning, threshold: strict}
topics: [labor statistics]
relevance: {allow: [partner.example]}
overrides:
  - {files: ["docs/**"], preset: docs, topics: [manuals]}
"""


@pytest.mark.parametrize(
    ("text", "says"),
    [
        pytest.param("presets: seo\n", ':1: no key "presets"; did you mean "preset"?', id="key"),
        pytest.param("hosts: [a.example]\npreset: recomended\n", ':2: no preset "recomended"; did you mean "recommended"?', id="preset"),
        pytest.param("hosts: [https://a.example/blog/]\n", ':1: "https://a.example/blog/" has a path, and a host is meant; write a.example', id="a URL for a host"),
        pytest.param("rules:\n  competitor-link: {hosts: [a.example/b]}\n", ':2: "a.example/b" is no host, such as acme.example', id="a path behind a host of an option"),
        pytest.param("relevance:\n  allow: [a.example/b]\n", ':2: "a.example/b" has a path, and a host is meant; write a.example', id="a path behind a host"),
        pytest.param("\nrules:\n  anchor-generc: off\n", ':3: no rule "anchor-generc"; did you mean "anchor-generic"?', id="rule"),
        pytest.param("rules:\n  anchor-empty: warn\n", ':2: no level "warn"; did you mean "warning"?', id="level"),
        pytest.param("rules:\n  anchor-generic:\n    phrasess: {en: [x]}\n", ':3: no option "phrasess"; did you mean "phrases"?', id="option"),
        pytest.param("rules:\n  anchor-generic: {phrases: [x]}\n", ':2: "phrases" must be a mapping of names, not a list', id="type of an option"),
        pytest.param("rules: {anchor-generic: {level: off, phrasess: {}}}\n", 'no option "phrasess"', id="option of a rule that is off"),
        pytest.param("rel_policy:\n  extrenal: [nofollow]\n", ':2: no key "extrenal"; did you mean "external"?', id="key of rel_policy"),
        pytest.param("rel_policy: {preset: docosaurus}\n", 'no preset "docosaurus"; did you mean "docusaurus"?', id="slip in a preset of rel_policy"),
        pytest.param("rel_policy: {mode: replaces}\n", 'no mode "replaces"; did you mean "replace"?', id="mode of rel_policy"),
        pytest.param("rel_policy: {preset: jekyll}\n", ':1: no preset "jekyll"', id="preset of rel_policy"),
        pytest.param("lists:\n  denied: [a.example]\n", ':2: no key "denied"; did you mean "deny"?', id="list"),
        pytest.param("lists:\n  deny:\n    - {reason: x}\n", ":3: an entry is a host, or {host: …", id="entry without host"),
        pytest.param("lists:\n  deny:\n    - {hots: a.example}\n", ':3: no key "hots"; did you mean "host"?', id="entry with a slip"),
        pytest.param("lists:\n  deny:\n    - {host: a.example, until: 2027-13-45}\n", ':3: "until" must be a date', id="a date that is none"),
        pytest.param("rules: {1: error}\n", ":1: a key is a text, not 1", id="a number as a rule"),
        pytest.param("rules: {all-nofollow: {fewest: .inf}}\n", '"fewest" must be a number', id="endless number"),
        pytest.param("preset: docs\n---\npreset: seo\n", ":3: a second document starts", id="two documents"),
        pytest.param("overrides: [{files: [other.md], rules: {nope: off}}]\n", 'no rule "nope"', id="override of other drafts"),
        pytest.param("lists:\n  deny:\n    - {host: a.example, untill: x}\n", ':3: no key "untill"; did you mean "until"?', id="key of an entry"),
        pytest.param("lists:\n  deny:\n    - {host: a.example, until: soon}\n", ':3: "until" must be a date such as 2027-01-31', id="date of an entry"),
        pytest.param("overrides:\n  - {preset: docs}\n", ":2: an override names its drafts", id="override without files"),
        pytest.param("overrides:\n  - {files: [a], hosts: [b]}\n", ':2: no key "hosts"', id="key of an override"),
        pytest.param("dialect: jeckyll\n", ':1: no dialect "jeckyll"', id="dialect"),
        pytest.param("front_matter_links: maybe\n", ':1: "front_matter_links" must be true or false', id="truth of a key"),
        pytest.param("hosts: {a: b}\n", ':1: "hosts" must be a list of texts', id="type of a key"),
        pytest.param("preset: docs\npreset: seo\n", ':2: "preset" stands twice', id="key twice"),
        pytest.param("preset: [docs\nhosts: x\n", ":2: did not find expected ',' or ']'", id="no YAML"),
        pytest.param("- preset\n", ": a configuration is a mapping of keys", id="a list"),
        pytest.param("preset: !ENV X\n", "could not determine a constructor for the tag '!ENV'", id="tag"),
        pytest.param("hosts: " + "[" * 5000 + "\n", "nested deeper than 100 levels", id="nested to no end"),
        pytest.param("house_rules: ../..\n", ':1: "house_rules": "../.." leads out of the project', id="house rules outside"),
        pytest.param("house_rules: /etc\n", ':1: "house_rules": "/etc" leads out of the project', id="house rules anywhere"),
        pytest.param('house_rules: "a\\0b"\n', ':1: "house_rules": there is no folder "a�b"', id="a folder that no disk has"),
        pytest.param("house_rules: nowhere/\n", ':1: "house_rules": there is no folder "nowhere/"', id="house rules that are not there"),
    ],
)  # fmt: skip
def test_every_mistake_is_told_with_file_line_and_the_nearest_word(project: Project, text: str, says: str) -> None:
    project.write("a.md", BAD)
    project.write(".linklint.yaml", text)
    ran = project.check()
    assert ran.code == 2
    assert ran.err.startswith("linklint: .linklint.yaml")
    assert says in ran.err
    assert ran.err.count("\n") == 1
    assert ran.out == ""


@pytest.mark.parametrize(
    ("text", "says"),
    [
        pytest.param('[tool.linklint]\npresett = "seo"\n', 'pyproject.toml:2: no key "presett"; did you mean "preset"?', id="key"),
        pytest.param('[tool.linklint.rules]\nanchor-generc = "off"\n', 'pyproject.toml:2: no rule "anchor-generc"', id="rule"),
        pytest.param("[tool.linklint]\npreset = seo\n", "pyproject.toml:2: ", id="no TOML"),
    ],
)  # fmt: skip
def test_mistakes_in_pyproject_are_told_too(project: Project, text: str, says: str) -> None:
    project.write("a.md", BAD)
    project.write("pyproject.toml", text)
    ran = project.check()
    assert (ran.code, says in ran.err) == (2, True), ran.err


def test_the_whole_example_of_the_documentation_is_read(project: Project) -> None:
    project.write(".linklint.yaml", WHOLE)
    project.write("house/.keep", "")
    found = Finder(today="2026-11-22").config_for("a.md")
    assert found.hosts == ("acme.example", "*.acme.example")
    assert found.rel_policy.external == {"nofollow"}
    assert found.lists["deny"][0].place == ".linklint.yaml:9"
    assert found.lists["low"][0].host == "dubious-claims.example"
    assert found.rules["rel-misspelled"].level == "off"
    assert found.topics == ("labor statistics",)
    assert Finder(today="2026-11-22").config_for("docs/a.md").preset == "docs"
    assert project.check().code == 0


def test_pyproject_serves_where_there_is_no_linklint_yaml(project: Project) -> None:
    project.write("a.md", BAD)
    project.write("pyproject.toml", '[tool.linklint.rules]\nanchor-generic = "off"\n')
    assert project.check().code == 0
    project.write(".linklint.yaml", "preset: recommended\n")
    assert project.check().code == 1


def test_two_configurations_in_one_folder_are_refused(project: Project) -> None:
    project.write(".linklint.yaml", "")
    project.write("linklint.yaml", "")
    project.write("a.md", BAD)
    ran = project.check()
    assert ran.code == 2
    assert ".linklint.yaml and linklint.yaml; keep one" in ran.err


def test_the_nearest_configuration_holds_up_to_the_repository(project: Project) -> None:
    project.write("a.md", BAD)
    project.write("sub/deep/b.md", BAD)
    project.write("sub/.linklint.yaml", "rules: {anchor-generic: off}\n")
    assert [line.split(":")[0] for line in project.check().out.splitlines()] == ["a.md"]
    assert project.check("--isolated").out.count("\n") == 2


def test_a_later_override_wins_and_joins_the_rules_above(project: Project, places: Callable[[str], list[str]]) -> None:
    project.write("docs/a.md", BAD + "\n[x](https://a.example/){: rel=nofolow }\n")
    project.write(
        ".linklint.yaml",
        "rules: {rel-misspelled: info}\n"
        "overrides:\n"
        "  - {files: ['docs/**'], rules: {anchor-generic: off}}\n"
        "  - {files: ['docs/*.md'], rules: {anchor-generic: error}}\n",
    )
    ran = project.check("docs")
    assert [line.split(": ")[1] for line in ran.out.splitlines()] == ["error", "info"]


def test_lists_of_options_grow_and_numbers_are_replaced(project: Project) -> None:
    project.write("a.md", "Well, [learn about it](https://a.example/) or [click here](https://b.example/).\n")
    project.write(".linklint.yaml", "rules: {anchor-generic: {phrases: {en: [learn about it]}}}\n")
    assert project.check().out.count("anchor-generic") == 2


def test_own_hosts_are_internal_with_their_www_and_sub_hosts_only_where_they_are_named(project: Project) -> None:
    draft = '<a rel="nofollow" href="https://www.acme.example/x">a</a> <a rel="nofollow" href="https://docs.acme.example/y">b</a>'
    project.write("a.html", draft)
    project.write(".linklint.yaml", "hosts: [acme.example]\n")
    assert project.check("--select", "internal-nofollow").out.count("\n") == 1
    project.write(".linklint.yaml", "hosts: ['*.acme.example']\n")
    assert project.check("--select", "internal-nofollow").out.count("\n") == 2


def test_an_entry_counts_up_to_its_last_day(project: Project) -> None:
    project.write("a.md", "As [they say](https://never.example/x).\n")
    project.write(".linklint.yaml", "lists: {deny: [{host: never.example, reason: legal, until: 2026-06-30}]}\n")
    assert project.check("--today", "2026-06-30").code == 1
    assert project.check("--today", "2026-07-01").code == 0


def test_allow_beats_deny_and_a_path_covers_what_lies_below(project: Project) -> None:
    project.write("a.md", "[a](https://never.example/press/a) [b](https://never.example/blog)\n")
    project.write(".linklint.yaml", "lists: {deny: [never.example], allow: [never.example/press]}\n")
    assert project.check("--select", "denied-source").out.count("\n") == 1


def test_the_preset_of_the_command_line_takes_the_place_of_the_files(project: Project) -> None:
    project.write("docs/a.md", BAD)
    project.write(".linklint.yaml", "preset: docs\noverrides: [{files: [docs/], preset: seo}]\n")
    assert project.check("--preset", "a11y").out.startswith("docs/a.md:1:15: error:")


def test_house_rules_are_files_of_the_same_format_and_need_no_code(project: Project) -> None:
    project.write(
        "a.md", "Ask in [the old forum](https://forum.old.example/t/1), not [the new](https://forum.example/).\n"
    )
    project.write(".linklint.yaml", "house_rules: linklint-rules/\n")
    project.write(
        "linklint-rules/old-forum.yaml",
        "what: the forum has moved\n"
        "level: error\n"
        "check: link\n"
        "message: '{host} is closed; link to forum.example'\n"
        "why: It moved in 2025.\n"
        "options: {where: {host: ['*.old.example']}, place: url}\n"
        "---\n"
        "bad: Ask in [the forum](«https://forum.old.example/»).\n"
        "good: Ask in [the forum](https://forum.example/).\n",
    )
    ran = project.check()
    assert ran.out == "a.md:1:24: error: forum.old.example is closed; link to forum.example [old-forum]\n"
    assert "old-forum" in project.run("rules").out
    assert "^^^^^^^^^^^^^^^^^^^^^^^^^^" in project.run("explain", "old-forum").out


@pytest.mark.parametrize(
    ("text", "says"),
    [
        pytest.param("what: x\nlevel: error\n", 'house/x.yaml:1: "check" is missing', id="missing key"),
        pytest.param("what: x\nlevel: error\ncheck: lnik\nmessage: m\nwhy: w\n", 'house/x.yaml:3: no check "lnik"; did you mean "link"?', id="kind"),
        pytest.param("what: x\nlevel: eror\ncheck: link\nmessage: m\nwhy: w\n", 'house/x.yaml:2: no level "eror"; did you mean "error"?', id="level"),
        pytest.param("what: x\nlevel: error\ncheck: link\nmessage: m\nwhy: w\noptions: {where: {hots: [a]}}\n", 'house/x.yaml:6: no field "hots"; did you mean "host"?', id="field"),
        pytest.param("what: x\nlevels: error\n", 'house/x.yaml:2: no key "levels"; did you mean "level"?', id="key"),
        pytest.param("what: x\nlevel: error\ncheck: link\nmessage: m\nwhy: w\nyields_to: [anchor-emty]\n", 'house/x.yaml:6: yields_to: no rule "anchor-emty"; did you mean "anchor-empty"?', id="rule to yield to"),
        pytest.param("what: [\n", "house/x.yaml:", id="no YAML"),
        pytest.param("what: x\n---\nbda: y\n", 'house/x.yaml:3: no example key "bda"; did you mean "bad"?', id="example"),
        pytest.param("what: x\n---\npages:\n  https://a.example/:\n    titel: y\n", 'house/x.yaml:5: no option "titel"; did you mean "title"?', id="page of an example"),
    ],
)  # fmt: skip
def test_mistakes_in_house_rules_are_told_with_their_line(project: Project, text: str, says: str) -> None:
    project.write("a.md", BAD)
    project.write(".linklint.yaml", "house_rules: house\n")
    project.write("house/x.yaml", text)
    ran = project.check()
    assert ran.code == 2
    assert says in ran.err


def test_a_house_rule_may_not_take_a_bundled_name(project: Project) -> None:
    project.write("a.md", BAD)
    project.write(".linklint.yaml", "house_rules: house\n")
    project.write("house/anchor-empty.yaml", "what: x\nlevel: error\ncheck: link\nmessage: m\nwhy: w\n")
    assert 'a bundled rule is called "anchor-empty" too' in project.check().err


@pytest.mark.parametrize("host", ["müller.example", "xn--mller-kva.example", "https://www.MÜLLER.example/"])
def test_hosts_are_read_as_targets_are(project: Project, host: str) -> None:
    project.write("a.md", "As [they say](https://müller.example/x).\n")
    project.write(".linklint.yaml", f"lists: {{deny: ['{host}']}}\n")
    assert project.check("--select", "denied-source").code == 1
    project.write(".linklint.yaml", f"hosts: ['{host}']\nlists: {{deny: ['{host}']}}\n")
    assert project.check("--select", "denied-source").code == 0


def test_exclude_takes_back_what_it_says_later(project: Project) -> None:
    project.write("docs/a.md", BAD)
    project.write("docs/keep.md", BAD)
    project.write(".linklint.yaml", "exclude: ['docs/**', '!docs/keep.md']\n")
    assert [line.split(":")[0] for line in project.check().out.splitlines()] == ["docs/keep.md"]


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ("options: {where: {label: [shortner]}}", 'no label "shortner"; did you mean "shortener"?'),
        ("options: {where: {tier: [flaged]}}", 'no tier "flaged"; did you mean "flagged"?'),
        ("once: page", 'no once "page"'),
        ("message: 'a {hst}'", 'no word "hst"; did you mean "host"?'),
    ],
)
def test_a_typo_in_a_house_rule_never_switches_it_off(project: Project, options: str, says: str) -> None:
    project.write("a.md", BAD)
    project.write(".linklint.yaml", "house_rules: house\n")
    message = "" if options.startswith("message") else "message: m\n"
    project.write("house/x.yaml", f"what: x\nlevel: error\ncheck: link\n{message}why: w\n{options}\n")
    ran = project.check()
    assert (ran.code, says in ran.err) == (2, True), ran.err


def test_a_house_rule_finds_the_facts_of_its_fields_by_itself(project: Project) -> None:
    project.write("a.md", "See [the study](https://bit.ly/x).\n")
    project.write(".linklint.yaml", "house_rules: house\n")
    project.write(
        "house/x.yaml",
        "what: x\nlevel: error\ncheck: link\nmessage: m\nwhy: w\noptions: {where: {label: [shortener]}}\n",
    )
    assert project.check("--select", "x").code == 1


def test_a_configuration_that_is_no_utf8_is_told(project: Project) -> None:
    project.write("a.md", BAD)
    project.write(".linklint.yaml", b"hosts: [\xe9]\n")
    ran = project.check()
    assert (ran.code, ran.err.startswith("linklint: .linklint.yaml: cannot be read: ")) == (2, True)


def test_reading_a_file_that_is_not_there_is_an_error_of_ours() -> None:
    with pytest.raises(LinklintError, match="there is no such file"):
        config_file.read("nowhere/.linklint.yaml")
