"""Settings of other linters: what means the same here is taken over, and all else is named."""

from __future__ import annotations

import pytest

from linklint import yaml_edits, yaml_text
from linklint.importing.url_patterns import glob_of, host_of
from tests.conftest import Project


@pytest.mark.parametrize(
    ("pattern", "host"),
    [
        ("https://forum.example", "forum.example"),
        (r"^https?://forum\.example/", "forum.example"),
        (r"^https?:\/\/forum\.example\/.*$", "forum.example"),
        (r"http[s]?://(www\.)?forum\.example", "forum.example"),
        (r"forum\.example", "forum.example"),
        (r".*\.forum\.example.*", "forum.example"),
        (r"https://forum\.example/press/.*", "forum.example/press"),
        ("FORUM.example/*", "forum.example"),
        (r"^mailto:", ""),
        ("^/", ""),
        ("^#", ""),
        ("localhost", ""),
        (r"(a|b)\.example", ""),
        (r"forum\.example/\d+", ""),
        (r"forum\.example/[a-z]*", ""),
        (r"\.example", ""),
        ("", ""),
        ("(", ""),
        (".*", ""),
        ("ftp://a.example", ""),
    ],
)
def test_patterns_of_urls_that_are_hosts(pattern: str, host: str) -> None:
    assert host_of(pattern) == host


@pytest.mark.parametrize(
    ("pattern", "glob"),
    [
        ("node_modules", "node_modules"),
        ("^vendor/", "/vendor/"),
        (r"^docs/old/.*", "docs/old"),
        (r".*\.html$", "*.html"),
        (r"CHANGELOG\.md", "CHANGELOG.md"),
        ("./drafts/", "drafts/"),
        (r"(^|/)drafts/", "drafts/"),
        ("a|b", ""),
        (".*", ""),
        ("", ""),
        ("../x", ""),
        (r"\d+", ""),
    ],
)
def test_patterns_of_paths_that_are_globs(pattern: str, glob: str) -> None:
    assert glob_of(pattern) == glob


IMPORTS = [
    pytest.param(
        "lychee.toml",
        'exclude = ["^https://forum\\\\.example", "a|b"]\nexclude_path = ["vendor", "(x|y)"]\nbase_url = "https://www.acme.example"\nrequire_https = true\ninclude_fragments = true\ntimeout = 20\nmax_retries = 2\nexclude_all_private = true\n',
        {"lists": {"allow": [{"host": "forum.example", "reason": "left alone in lychee.toml"}]}, "exclude": ["vendor"], "hosts": ["acme.example"], "rules": {"insecure-http": "error", "fragment-missing": "info"}, "online": {"ignore": ["forum.example/*"], "timeout": 20}},
        ['exclude: "a|b" is no plain host', 'exclude_path: "(x|y)" is no plain path', "max_retries: is about asking servers", "exclude_all_private: the rules private-host"],
        id="lychee",
    ),
    pytest.param(
        ".markdown-link-check.json",
        '{"ignorePatterns": [{"pattern": "^https://forum.example"}, {"pattern": "^/"}], "retryOn429": true, "replacementPatterns": []}',
        {"lists": {"allow": [{"host": "forum.example", "reason": "left alone in .markdown-link-check.json"}]}, "online": {"ignore": ["forum.example/*"]}},
        ['ignorePatterns: "^/" is no plain host', "retryOn429: is about asking servers", "replacementPatterns: no URL is rewritten"],
        id="markdown-link-check",
    ),
    pytest.param(
        ".markdownlint.jsonc",
        '{ // ours\n"default": true, "MD034": false, "no-empty-links": "error", "MD013": {"line_length": 120}, /* on links */ "MD059": {"prohibited_texts": ["see this // page"], "x": 1},}',
        {"rules": {"anchor-naked-url": "off", "link-empty-url": "error", "link-to-nowhere": "error", "anchor-generic": {"level": "warning", "phrases": {"en": ["see this // page"]}}}},
        ["default: linklint starts from a preset", "MD013: is not about links", "MD059.x: anchor-generic has no such option"],
        id="markdownlint with comments",
    ),
    pytest.param(
        ".markdownlint.yaml",
        "accessibility: false\nMD045: true\nMD054: true\nMD042: {severity: warning}\n",
        {"rules": {"image-link-without-alt": "warning", "anchor-generic": "off", "link-empty-url": "warning", "link-to-nowhere": "warning"}},
        ["MD054: no rule asks in which style links are written"],
        id="markdownlint in YAML",
    ),
    pytest.param(
        ".markdownlint-cli2.yaml",
        "config: {MD059: false, MD001: true}\nignores: [./vendor, '*.txt']\ngitignore: true\n",
        {"exclude": ["vendor", "*.txt"], "rules": {"anchor-generic": "off"}},
        ["gitignore: is not about links", "MD001: is not about links"],
        id="markdownlint-cli2",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("name", "text", "expected", "left"), IMPORTS)
def test_what_means_the_same_is_taken_over_and_the_rest_is_named(
    project: Project, name: str, text: str, expected: dict[str, object], left: list[str]
) -> None:
    project.write(name, text)
    ran = project.run("import", name)
    assert ran.code == 0
    assert yaml_text.load(ran.out) == expected
    assert [
        line.removeprefix(f"linklint: {name}: left out: ")[: len(each)]
        for line, each in zip(ran.err.splitlines(), left, strict=True)
    ] == left
    project.write("a.md", "As [they say](https://forum.example/x).\n")
    assert project.run("import", name, "--write").out == "wrote .linklint.yaml\n"
    assert yaml_text.load((project.folder / ".linklint.yaml").read_text("utf-8")) == expected
    assert project.check().code == 0
    assert project.run("import", name, "--write").out == "nothing new for .linklint.yaml\n"


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        pytest.param("x.json", "{}", "no settings of lychee, markdown-link-check or markdownlint", id="settings of nobody we know"),
        pytest.param("x.json", "{", "cannot be read", id="no JSON"),
        pytest.param("x.json", "[" * 100_000, "cannot be read", id="nested to no end"),
        pytest.param("lychee.toml", "a = ", "cannot be read", id="no TOML"),
        pytest.param(".markdownlint.yaml", "- a", "settings are a mapping of keys", id="a list"),
        pytest.param(".markdownlint.json", b"\xff", "cannot be read", id="no UTF-8"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_told(project: Project, name: str, text: str | bytes, says: str) -> None:
    project.write(name, text)
    ran = project.run("import", name)
    assert (ran.code, says in ran.err, ran.err.count("\n")) == (2, True, 1), ran.err
    assert project.run("import", "nowhere.toml").err == "linklint: nowhere.toml: there is no such file\n"


def test_what_stands_in_a_configuration_stays(project: Project) -> None:
    before = "# ours\nrules:\n  anchor-generic: error # for all\n\n# who we are\nhosts:\n- acme.example\n"
    project.write(".linklint.yaml", before)
    project.write(".markdownlint.json", '{"MD059": false, "MD034": false}')
    ran = project.run("import", ".markdownlint.json", "--write")
    assert ran.err == "linklint: .linklint.yaml: rules.anchor-generic: stays as it is\n"
    after = (project.folder / ".linklint.yaml").read_text("utf-8")
    assert after == before.replace("# for all\n", '# for all\n  anchor-naked-url: "off"\n').replace('"off"', "off")


def test_a_configuration_in_pyproject_is_not_written_to(project: Project) -> None:
    project.write("pyproject.toml", "[tool.linklint]\n")
    project.write(".markdownlint.json", '{"MD034": false}')
    assert "only YAML is written to" in project.run("import", ".markdownlint.json", "--write").err


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("", "hosts: [a.example]\nrules:\n  x: off\n", id="nothing"),
        pytest.param("# a\n", "# a\nhosts: [a.example]\nrules:\n  x: off\n", id="a comment alone"),
        pytest.param("hosts:\n  - b.example\nrules:\n    y: off", "hosts:\n  - b.example\n  - a.example\nrules:\n    y: off\n    x: off\n", id="block style, without a line end"),
        pytest.param("hosts: [b.example] # ours\n", "hosts: [b.example, a.example] # ours\nrules:\n  x: off\n", id="flow style"),
        pytest.param("rules: {y: off}\nhosts: [a.example]\n", "rules: {y: off, x: off}\nhosts: [a.example]\n", id="a mapping in flow style"),
        pytest.param("rules:\n  y: |\n    a\n\n    # b\nz: 1\n", None, id="a text over lines that ends like a comment"),
        pytest.param("rules: {y: off,\n  z: off}\n", None, id="flow style over lines"),
        pytest.param("a: 1\n---\nb: 1\n", None, id="two documents"),
        pytest.param("- a\n", None, id="a list"),
    ],
)  # fmt: skip
def test_lines_are_added_to_yaml_or_it_is_left_alone(text: str, expected: str | None) -> None:
    assert yaml_edits.with_added(text, {"hosts": ["a.example"], "rules": {"x": "off"}}) == expected
