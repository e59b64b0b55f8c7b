"""The documentation shows what the tool really prints, and every generated page is fresh."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from linklint import __version__, config_file, rel_presets, rule_pages, rulebook
from linklint.conditions import CHOICES, TRUTH_FIELDS, VALUE_FIELDS
from linklint.facts.credibility.ratings import LADDER
from linklint.listing.choice import KINDS, LABELS
from linklint.listing.entry import COLUMNS
from linklint.model import Config, MetricsFile
from linklint.parse import other_tools, parse, robots
from linklint.parse.dialects import DIALECTS
from linklint.reports import FORMATS
from linklint.runs import news
from tests.conftest import Project
from tests.repository import Repository, without_foreign_settings

ROOT = Path(__file__).parents[1]
FILE = re.compile(r"<!-- file: (\S+) -->\n```\w+\n(.*?)```\n", re.S)
RUN = re.compile(r"(<!-- run -->\n```console\n\$ linklint ([^\n]*)\n)(.*?)(```\n)", re.S)
YAML = re.compile(r"```yaml\n(.*?)```", re.S)
CHANGED = re.compile(FILE.pattern.replace("file:", "changed:"), re.S)
CONFIG = re.compile(r"<!-- config -->\n```yaml\n(.*?)```\n", re.S)


def shows_real_output(path: Path, project: Project, request: pytest.FixtureRequest) -> None:
    page = path.read_text(encoding="utf-8")

    def shown(found: re.Match[str]) -> str:
        ran = project.run(*found.group(2).split())
        return found.group(1) + ran.out + ran.err + found.group(4)

    real = RUN.sub(shown, page)
    if request.config.getoption("--update-docs"):
        path.write_text(real, encoding="utf-8")
    assert page == real, "run pytest --update-docs and review the diff"


@pytest.mark.parametrize("name", ["README.md", "docs/formats.md", "docs/relevance.md", "docs/site.md"])
def test_pages_show_real_output(project: Project, request: pytest.FixtureRequest, name: str) -> None:
    for file, text in FILE.findall((ROOT / name).read_text(encoding="utf-8")):
        project.write(file, text)
    shows_real_output(ROOT / name, project, request)


def test_the_page_of_formats_tells_of_each_in_its_order() -> None:
    page = (ROOT / "docs" / "formats.md").read_text(encoding="utf-8")
    assert re.findall(r"^\| `(\w+)` \|", page, re.M) == [*FORMATS]
    assert re.findall(r"^\$ linklint check --output-format (\w+)$", page, re.M) == [*FORMATS]


def test_the_page_on_pull_requests_shows_real_output(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    request: pytest.FixtureRequest,
) -> None:
    without_foreign_settings(monkeypatch)
    monkeypatch.chdir(tmp_path)
    repository, path = Repository(tmp_path, capsys), ROOT / "docs" / "pull-requests.md"
    page = path.read_text(encoding="utf-8")
    for name, text in FILE.findall(page):
        repository.write(name, text)
    repository.commit()
    repository.git("checkout", "--quiet", "-b", "change")
    for name, text in CHANGED.findall(page):
        repository.write(name, text)
    repository.commit()
    shows_real_output(path, repository, request)
    (entry,) = re.findall(r"```json\n(.*?)```", page, re.S)
    assert entry in (tmp_path / "linklint-baseline.jsonl").read_text(encoding="utf-8")


def test_the_page_on_pull_requests_says_where_auto_looks() -> None:
    page = (ROOT / "docs" / "pull-requests.md").read_text(encoding="utf-8")
    named = re.findall(r"^\| `([A-Z_]+)` \|", page, re.M)
    assert named == [*news.VARIABLES, "PRE_COMMIT"]


def test_the_configuration_of_the_readme_is_valid(project: Project) -> None:
    (text,) = CONFIG.findall((ROOT / "README.md").read_text(encoding="utf-8"))
    path = project.write(".linklint.yaml", text)
    project.write("linklint-rules/.keep", "")
    rulebook.load(config_file.read(str(path)).config)


def test_the_page_on_sites_names_the_rules_that_judge_them_and_its_configuration_is_valid(project: Project) -> None:
    page = (ROOT / "docs" / "site.md").read_text(encoding="utf-8")
    named = re.findall(r"^\| \[([a-z-]+)\]", page, re.M)
    assert set(named) == {file.id for file in rulebook.rule_files() if "site" in file.texts("needs")}
    (text,) = CONFIG.findall(page)
    config = config_file.read(str(project.write(".linklint.yaml", text))).config
    assert [each.url for each in config.managed] == ["/pricing/", "https://partner.example/plans"]


def test_the_page_on_house_rules_names_every_field_and_its_rule_works(project: Project) -> None:
    page = (ROOT / "docs" / "house-rules.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`([a-z_-]+)`", page.partition("## What a rule may ask")[2]))
    assert named >= VALUE_FIELDS.keys() | TRUTH_FIELDS.keys() | set().union(*CHOICES.values())
    ((name, rule),) = re.findall(r"<!-- rule: (\S+) -->\n```yaml\n(.*?)```\n", page, re.S)
    project.write(".linklint.yaml", "house_rules: linklint-rules/\n")
    project.write(f"linklint-rules/{name}.yaml", rule)
    project.write(
        "a.md", "Ask in [the forum](https://forum.old.example/t/1).\n\n> Or [there](https://forum.old.example/t/2).\n"
    )
    ran = project.check()
    assert ran.out == "a.md:1:20: error: forum.old.example is closed; link to forum.example [old-forum]\n"
    assert "Bad Markdown:" in project.run("explain", name).out


def test_the_page_on_links_names_every_key_in_its_order_and_every_label() -> None:
    page = (ROOT / "docs" / "links.md").read_text(encoding="utf-8").partition("## The keys of a link")[2]
    keys = [key for row in re.findall(r"^\| (`[^|]*`) \|", page, re.M) for key in re.findall(r"`(\w+)`", row)]
    assert keys == list(COLUMNS)
    assert set(re.findall(r"`([a-z-]+)`", page)) >= KINDS | LABELS


def test_the_page_of_rules_is_fresh(request: pytest.FixtureRequest) -> None:
    page = rule_pages.readme(rulebook.rule_files())
    path = ROOT / "rules" / "README.md"
    if request.config.getoption("--update-docs"):
        path.write_text(page, encoding="utf-8")
    assert path.read_text(encoding="utf-8") == page, "run pytest --update-docs and review the diff"


@pytest.mark.parametrize(
    "name",
    [
        "README.md",
        "CONTRIBUTING.md",
        "CHANGELOG.md",
        "rules/README.md",
        "docs/ci.md",
        "docs/configuration.md",
        "docs/data.md",
        "docs/credibility.md",
        "docs/editors.md",
        "docs/formats.md",
        "docs/house-rules.md",
        "docs/links.md",
        "docs/pre-commit.md",
        "docs/pull-requests.md",
        "docs/rel.md",
        "docs/relevance.md",
        "docs/site.md",
        "docs/suppressions.md",
    ],
)
def test_links_to_own_files_lead_somewhere(name: str) -> None:
    path = ROOT / name
    for link in parse(name, path.read_text(encoding="utf-8"), Config()).links:
        if link.target and link.target.form == "relative" and not link.url.startswith("#"):
            assert (path.parent / link.target.path).exists(), link.url


def test_the_version_is_the_same_everywhere() -> None:
    assert f'version = "{__version__}"' in (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert f"## {__version__}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("file", list(map(rulebook.whole, rulebook.rule_files())), ids=lambda file: str(file.id))
def test_every_rule_explains_itself(project: Project, file: rulebook.RuleFile) -> None:
    ran = project.run("explain", file.id)
    assert ran.code == 0
    for part in (
        file.text("why").splitlines()[0],
        *file.texts("see"),
        "Bad Markdown:",
        "Good HTML:",
        "^",
        "To silence it:",
    ):
        assert part in ran.out


def test_rules_lists_id_level_state_and_what(project: Project) -> None:
    rows = project.run("rules").out.splitlines()
    assert any(
        re.fullmatch(r"anchor-generic +warning +on +the anchor text says nothing about its target", row) for row in rows
    )
    assert len(rows) == len(rulebook.rule_files())
    off = project.run("rules", "--preset", "security").out.splitlines()
    assert any(re.match(r"anchor-generic +warning +off ", row) for row in off)


def test_the_page_on_rel_says_what_each_preset_does_and_what_keys_headers_have(project: Project) -> None:
    page = (ROOT / "docs" / "rel.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `([\w-]+)` \|([^|]*)\| `([\w-]+)` \|([^|]*)\|", page, re.M)
    said = {name: (set(re.findall(r"`(\w+)`", adds)), mode, raw.strip() == "yes") for name, adds, mode, raw in rows}
    policies = {name: preset.policy for name, preset in rel_presets.PRESETS.items()}
    assert said == {name: (set(each.external), each.mode, each.raw_html) for name, each in policies.items()}
    named = re.search(r"under the\skeys ((?:`\w+`(?:, | and )?)+)", page)
    assert named
    assert tuple(re.findall(r"`(\w+)`", named[1])) == robots.KEYS
    for text in re.findall(r"```yaml\n(.*?)```", page, re.S):
        file = config_file.read(str(project.write(".linklint.yaml", text)))
        rulebook.load(file.with_overrides(tuple(range(len(file.overrides)))))


def test_the_page_on_credibility_has_every_rung_in_its_order_every_tier_and_works(project: Project) -> None:
    page = (ROOT / "docs" / "credibility.md").read_text(encoding="utf-8")
    ladder = page.partition("## The ladder")[2].partition("\n## ")[0]
    assert re.findall(r"^\| `([a-z-]+)` \|", ladder, re.M) == [rung.name for rung in LADDER]
    tiers = page.partition("## The tiers")[2].partition("\n## ")[0]
    assert set(re.findall(r"^\| `([a-z-]+)` \|", tiers, re.M)) == CHOICES["tier"]
    project.write("authority.csv", "domain,dr\na.example,45\n")
    read = [config_file.read(str(project.write(".linklint.yaml", text))).config for text in YAML.findall(page)]
    assert [set(config.lists) for config in read[:1]] == [{"allow", "deny", "low", "high"}]
    assert [config.metrics for config in read[1:]] == [MetricsFile("authority.csv")] * 2


def test_the_page_of_dialects_says_what_each_reads() -> None:
    rows = re.findall(r"^\| `([\w-]+)` \|(.*)\|$", (ROOT / "docs" / "reading.md").read_text(encoding="utf-8"), re.M)
    said = {name: tuple(cell.strip().strip("`") for cell in cells.split("|")) for name, cells in rows}
    assert said == {
        name: (
            *(
                "yes" if has else ""
                for has in (each.has_templates, each.has_attribute_lists, each.has_markdown_in_html)
            ),
            "yes" if each.has_indented_blocks else "",
            each.math,
            "yes" if each.is_mdx else "where shown" if each.may_be_mdx else "",
        )
        for name, each in DIALECTS.items()
    }


BARE_URLS = [
    pytest.param("https://a.example/b, c", ["https://a.example/b"], id="closing punctuation"),
    pytest.param("(https://a.example/b(c))", ["https://a.example/b(c)"], id="unbalanced parentheses"),
    pytest.param("https://a.example/b`c`", ["https://a.example/b"], id="a code span"),
    pytest.param("[see https://a.example/b] c", ["https://a.example/b"], id="a bracket"),
    pytest.param("https://wpad/b README.md", [], id="no dot in a host, and a file"),
    pytest.param("http://localhost:1313/ www.a.example d@e.example", 3, id="localhost, www and e-mail"),
    pytest.param("xhttps://a.example/", [], id="behind a letter"),
    pytest.param("<a href='b'>https://a.example/</a>", ["b"], id="inside of a link"),
]


@pytest.mark.parametrize(("text", "expected"), BARE_URLS)
def test_bare_urls_are_read_as_the_page_says(text: str, expected: list[str] | int) -> None:
    found = [link.url for link in parse("a.md", text, Config()).links]
    assert (len(found) if isinstance(expected, int) else found) == expected


def test_the_page_on_suppressions_says_what_comments_of_other_tools_mean() -> None:
    page = (ROOT / "docs" / "suppressions.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (MD\d+) `([\w-]+)` \|(.*)\|$", page, re.M)
    said = {number.lower(): tuple(re.findall(r"`([\w-]+)`", ours)) for number, _, ours in rows}
    assert said == other_tools.MARKDOWNLINT
    assert all(other_tools.ALIASES[name] == (number.lower(),) for number, name, _ in rows)
    meant = re.search(r"^\| `markdown-link-check-[^|]*\|(.*)\|$", page, re.M)
    assert meant
    assert tuple(re.findall(r"`([\w-]+)`", meant[1])) == other_tools.LINK_CHECK


def test_the_page_on_configuration_names_every_key_and_shows_real_output(
    project: Project, request: pytest.FixtureRequest
) -> None:
    path = ROOT / "docs" / "configuration.md"
    page = path.read_text(encoding="utf-8")
    rows = re.findall(r"^\| ([^|]+) \|", page.partition("## Which files")[2].partition("## Keys")[0], re.M)
    assert {key for row in rows for key in re.findall(r"`(\w+)`", row)} == config_file.KEYS
    keys = re.findall(r"^\| `(\w+)` \|", page.partition("## Keys")[2].partition("## In editors")[0], re.M)
    assert set(keys) == config_file.KEYS
    for name, text in FILE.findall(page):
        project.write(name, text)
    project.write("content/pay.md", "")
    (found,) = re.finditer(r"(<!-- shown: (\S+) -->\n```console\n\$ linklint ([^\n]*)\n)(.*?)(```\n)", page, re.S)
    lines = project.run(*found[3].split()).out.splitlines(keepends=True)
    real = found[1] + "".join(line for line in lines if re.search(found[2], line)) + found[5]
    if request.config.getoption("--update-docs"):
        path.write_text(page.replace(found[0], real), encoding="utf-8")
    assert found[0] == real, "run pytest --update-docs and review the diff"
