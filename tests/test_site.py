"""A whole site at once: what only all drafts together tell, said, muted, known and fixed like anything else."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Project, Ran
from tests.repository import Repository, without_foreign_settings

MARKED = 'The [account](/go/bank){: rel="sponsored" }, [card](/go/bank){: rel="sponsored" } and\n'
SITE = MARKED + '[app](/go/bank){: rel="sponsored" }, [loan](/go/bank){: rel="sponsored" }.\n'
BARE = "Open [an account](/go/bank) now.\n"
SAYS = 'warning: 4 of 5 links of the site to /go/bank have rel="sponsored", and this one has not; add it [inconsistent-rel]'
PAID = "Buy [it](https://www.amazon.com/dp/{0}?tag=me-20) or [that](https://www.amazon.com/dp/{0}b?tag=me-20).\n"


@pytest.fixture
def site(project: Project) -> Project:
    project.write("a.md", SITE)
    project.write("b/c.md", BARE)
    return project


def said(project: Project, *arguments: str) -> str:
    return project.check("--site", *arguments).out


def test_it_is_said_of_the_whole_site_alone(site: Project) -> None:
    ran = site.check("--site")
    assert (ran.code, ran.out) == (1, f"b/c.md:1:6: {SAYS}\n")
    assert site.check().out == ""
    alone = site.check("b/c.md", "--select", "inconsistent-rel")
    assert alone.out == ""
    assert alone.err.startswith("linklint: inconsistent-rel judges all drafts together, with --site alone\n")


def test_all_drafts_among_the_paths_are_the_site(site: Project) -> None:
    assert said(site, "b") == ""
    assert said(site, "b/c.md", "a.md") == f"b/c.md:1:6: {SAYS}\n"


def test_a_draft_on_stdin_is_no_site(site: Project) -> None:
    ran = site.check("--site", "-")
    assert (ran.code, ran.err) == (2, "linklint: --site judges all drafts of a site; stdin holds one\n")


MUTED = [
    pytest.param("b/c.md", f"<!-- linklint-disable-next-line inconsistent-rel -- theirs -->\n{BARE}", id="a comment"),
    pytest.param("b/c.md", f"---\nlinklint: {{disable: [inconsistent-rel]}}\n---\n{BARE}", id="a header"),
    pytest.param(".linklint.yaml", "rules: {inconsistent-rel: off}\n", id="a configuration"),
    pytest.param("b/.linklint.yaml", "rules: {inconsistent-rel: off}\n", id="a configuration of its folder"),
    pytest.param(
        ".linklint.yaml", 'overrides: [{files: ["b/**"], rules: {inconsistent-rel: off}}]\n', id="an override"
    ),
    pytest.param(".linklint.yaml", "exclude: [b/]\n", id="an exclusion"),
]


@pytest.mark.parametrize(("path", "text"), MUTED)
def test_it_is_muted_as_anything_else(site: Project, path: str, text: str) -> None:
    site.write(path, text)
    assert said(site) == ""


def test_a_comment_that_mutes_it_is_of_use_and_one_that_does_not_is_not(site: Project) -> None:
    comment = "<!-- linklint-disable-next-line inconsistent-rel -- theirs -->\n"
    site.write("b/c.md", comment + BARE + "\n" + comment + "Nothing.\n")
    idle = "b/c.md:4:1: warning: "
    arguments = ("--select", "inconsistent-rel,unused-suppression")
    assert said(site, *arguments).startswith(idle)
    assert len(said(site, *arguments).splitlines()) == 1
    assert site.check(*arguments).out == "", "who does not judge the site cannot tell"


def test_levels_and_options_are_those_of_each_draft(site: Project) -> None:
    site.write("b/.linklint.yaml", "rules: {inconsistent-rel: error}\n")
    site.write("d/e.md", BARE)
    site.write("d/.linklint.yaml", "rules: {inconsistent-rel: {share: 0.9}}\n")
    assert said(site) == f"b/c.md:1:6: {SAYS}\n".replace("warning", "error").replace("of 5", "of 6")


def test_it_yields_like_anything_else(site: Project) -> None:
    partner = '[a](https://www.amazon.com/dp/{}?tag=me-20){{: rel="sponsored" }} '
    site.write("a.md", "".join(map(partner.format, range(4))) + "\n")
    site.write("b/c.md", PAID.format("x"))
    assert [line.rpartition("[")[2] for line in said(site).splitlines()] == ["missing-sponsored]"]
    alone = said(site, "--ignore", "missing-sponsored")
    assert alone.count("[inconsistent-rel]") == 2


def test_a_baseline_knows_it(site: Project) -> None:
    assert site.run("baseline", "write", "--site").out == "linklint-baseline.jsonl: 1 finding in 1 draft\n"
    site.write("b/c.md", "More.\n\n" + BARE)
    site.write("d.md", BARE)
    told = said(site, "--baseline", "linklint-baseline.jsonl")
    assert told == f"d.md:1:6: {SAYS}\n".replace("of 5", "of 6")


def test_a_change_brings_only_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    without_foreign_settings(monkeypatch)
    monkeypatch.chdir(tmp_path)
    repository = Repository(tmp_path, capsys)
    repository.commit(a_md=SITE, b__c_md=BARE)
    repository.write("b/c.md", "More.\n\n" + BARE)
    repository.write("d.md", BARE)
    assert said(repository, "--new-since", "HEAD") == f"d.md:1:6: {SAYS}\n".replace("of 5", "of 6")
    repository.git("add", "d.md")
    repository.write("d.patch", repository.git("diff", "HEAD", "d.md") + "\n")
    assert said(repository, "--patch", "d.patch") == f"d.md:1:6: {SAYS}\n".replace("of 5", "of 6")


def test_it_is_fixed_in_each_draft(site: Project) -> None:
    kramdown = '{: rel="nofollow" }'
    site.write("b/c.md", f"{BARE}\n[Other](/go/other){kramdown}\n")
    ran = site.check("--site", "--fix", "--unsafe-fixes")
    assert (ran.code, ran.out) == (0, "")
    assert '[an account](/go/bank){: rel="sponsored" } now' in (site.folder / "b/c.md").read_text()


@pytest.fixture
def affiliate(project: Project) -> Project:
    for number in range(12):
        project.write(f"d{number:02}.md", PAID.format(number))
    return project


def test_a_policy_is_one_finding_with_all_its_places(affiliate: Project) -> None:
    assert len(affiliate.check().out.splitlines()) == 12
    ran = affiliate.run("check", "--site", "--output-format", "json")
    (found,) = json.loads(ran.out)["findings"]
    assert (found["path"], found["line"], found["column"]) == ("d00.md", 1, 5)
    assert found["message"].endswith("; the same in 11 more drafts, 24 places in all")
    also = [(each["path"], each["line"], each["column"]) for each in found["also"]]
    assert also[:3] == [("d00.md", 1, 52), ("d01.md", 1, 5), ("d01.md", 1, 52)]
    assert len(also) == 23
    assert json.loads(ran.out)["summary"]["warning"] == 1


def test_ten_drafts_are_no_policy(affiliate: Project) -> None:
    for number in (0, 1):
        affiliate.write(f"d{number:02}.md", "Nothing.\n")
    assert len(said(affiliate).splitlines()) == 10


def test_places_of_other_drafts_are_named_by_every_format_that_has_further_places(affiliate: Project) -> None:
    affiliate.check("--site", *affiliate.reports())
    written = {name: text.decode() for name, text in affiliate.reported().items()}
    for name in ("full", "json", "jsonl", "sarif", "gitlab", "rdjson", "rdjsonl"):
        assert "d01.md" in written[name], name
    (result,) = json.loads(written["sarif"])["runs"][0]["results"]
    places = [each["physicalLocation"]["artifactLocation"]["uri"] for each in result["relatedLocations"]]
    assert [places[0], places[-1]] == ["d00.md", "d11.md"]
    assert "= also at 1:52, d01.md:1:5, d01.md:1:52, d02.md:1:5, d02.md:1:52 and 18 more" in written["full"]


def test_what_most_drafts_have_word_for_word_is_judged_once(project: Project) -> None:
    for number in range(6):
        project.write(f"d{number}.md", f"Draft {number}.\n\nTo subscribe, [click here](https://list.example/).\n")
    project.write("e.md", "Or [click here](https://list.example/) for more.\n")
    assert len(project.check().out.splitlines()) == 7
    assert said(project).count("anchor-generic") == 1
    assert "; the same in 6 more drafts" in said(project)


def test_boilerplate_does_not_make_an_anchor_text_frequent(project: Project) -> None:
    project.write(
        ".linklint.yaml",
        "managed: [{url: /p/, keyphrase: good prices}]\nrules: {managed-anchor-variety: {fewest: 4}}\n",
    )
    for number in range(8):
        project.write(f"d{number}.md", f"Draft {number}.\n\nWe have [good prices](/p/), always.\n")
    assert said(project) == ""
    for number in range(4):
        project.write(f"e{number}.md", f"Draft {number} has [good prices](/p/), always.\n")
    assert [line.partition(": ")[0] for line in said(project).splitlines()] == ["d0.md:3:9"]
    assert "5 of 5 drafts link to /p/" in said(project)


def test_one_page_is_one_finding_in_however_many_drafts(project: Project) -> None:
    project.write("pay.md", "---\ntitle: What plumbers earn\nkeyphrase: plumber pay\n---\nMuch.\n")
    for number in range(12):
        project.write(f"d{number:02}.md", f"Draft {number} speaks of [plumber pay](pay.md) as well.\n")
    ran = project.run("check", "--site", "--output-format", "json")
    (found,) = json.loads(ran.out)["findings"]
    assert (found["rule"], found["path"], len(found["also"])) == ("managed-anchor-variety", "d00.md", 11)
    assert "normalised entropy 0.00, from 0 for one text to 1 for all different; it is not judged" in found["evidence"]
    assert "the bound is a convention of this rule: no search engine publishes one" in found["evidence"]


ORDERS: list[tuple[str, Callable[[list[str]], list[str]]]] = [
    ("the other way round", lambda names: names[::-1]),
    ("twice", lambda names: names + names),
]


@pytest.mark.parametrize("order", [pytest.param(order, id=name) for name, order in ORDERS])
def test_the_order_of_paths_changes_nothing(affiliate: Project, order: Callable[[list[str]], list[str]]) -> None:
    affiliate.write("e.md", SITE)
    affiliate.write("f.md", BARE)
    names = sorted(path.name for path in affiliate.folder.glob("*.md"))
    arguments = ("--no-cache", *affiliate.reports())
    ran, written = affiliate.check("--site", *arguments), affiliate.reported()
    again = affiliate.check("--site", *arguments, *order(names))
    assert (again, affiliate.reported()) == (ran, written)


def test_what_is_known_from_before_changes_nothing_but_what_changed(site: Project, affiliate: Project) -> None:
    def told() -> list[Ran]:
        return [site.check("--site", *mode) for mode in (("--no-cache",), (), ())]

    first = told()
    assert first == [first[0]] * 3
    assert f"b/c.md:1:6: {SAYS}\n" in first[0].out
    site.write("g.md", BARE)
    second = told()
    assert second == [second[0]] * 3
    assert "4 of 6 links" in second[0].out


@pytest.mark.parametrize(
    "header",
    [
        pytest.param("date: 2026-11-02", id="a date"),
        pytest.param("title: !!binary aGVsbG8=", id="bytes"),
        pytest.param("aliases: &all [*all]", id="itself"),
        pytest.param("aliases: !!set {a, b}", id="a set"),
        pytest.param("aliases: {? [1] : 2}", id="a list for a key"),
        pytest.param("title: .nan", id="no number"),
        pytest.param('slug: "\\ud800"', id="half a character"),
        pytest.param("keyphrase: [1, [a, {b: c}]]", id="a keyphrase that is none"),
    ],
)
def test_a_site_takes_any_header_and_keeps_it(site: Project, header: str) -> None:
    site.write("d.md", f"---\n{header}\n---\nA [draft](a.md).\n")
    first = site.check("--site")
    assert first.out == f"b/c.md:1:6: {SAYS}\n"
    assert site.check("--site") == first


def test_two_pages_are_two_findings_in_a_draft_that_links_to_both(project: Project) -> None:
    project.write(
        ".linklint.yaml",
        "managed: [{url: /p/, keyphrase: good prices}, {url: /q/, keyphrase: old pipes}]\n"
        "rules: {managed-anchor-variety: {fewest: 2}}\n",
    )
    for number in range(2):
        project.write(f"d{number}.md", f"Draft {number} on [good prices](/p/) of [old pipes](/q/).\n")
    places = [line.partition(": ")[0] for line in said(project).splitlines()]
    assert places == ["d0.md:1:12", "d0.md:1:34"]


def test_a_fragment_is_looked_for_on_the_page_that_it_leads_to(project: Project) -> None:
    project.write("_config.yml", "title: Pipes\n")
    project.write("pay.md", "---\n---\n# Pay\n\n## By trade\n\nMuch.\n")
    project.write("a.md", "---\n---\nSee [trades](pay.md#by-trade), [towns](pay.md#by-town) and [more](#none).\n")
    told = [ran.out for _ in range(2) for ran in (project.check("--site", "--select", "broken-fragment"),)]
    assert [line.partition(": ")[0] for line in told[0].splitlines()] == ["a.md:3:40", "a.md:3:67"]
    assert told == [told[0]] * 2
    project.write("pay.md", "---\n---\n# Pay\n\n## By town\n\nMuch.\n")
    assert [line.partition(": ")[0] for line in said(project, "--select", "broken-fragment").splitlines()] == [
        "a.md:3:14",
        "a.md:3:67",
    ]


LOST_ABROAD = "See [a](https://own.example/docs/api/{0}) of old.\n"


def test_addresses_at_the_host_that_settings_name_are_weighed_too(project: Project) -> None:
    """Where most of a region leads to nothing, its host sends readers on."""
    project.write("hugo.toml", 'baseURL = "https://own.example/"\n')
    for number in range(4):
        project.write(f"content/{number}.md", LOST_ABROAD.format(number))
        project.write(f"content/docs/latest/{number}.md", "")
    arguments = ("--select", "broken-internal-link")
    assert said(project, *arguments) == ""
    project.write("content/docs/api/0.md", "")
    project.write("content/docs/api/1.md", "")
    project.write("content/docs/api/2.md", "")
    assert said(project, *arguments).startswith('content/3.md:1:9: error: there is no "/docs/api/3"')


OWN = "See [one](#größe) and [two](#groe).\n\n## Größe\n"
NO_SUCH_ID = 'content/a.md:1:29: warning: this page has no heading or id "groe"'


@pytest.mark.parametrize(
    ("dialect", "alone"),
    [
        pytest.param("auto", NO_SUCH_ID, id="as the settings beside it tell"),
        pytest.param("mkdocs", "", id="where the configuration has another dialect"),
        pytest.param("commonmark", "", id="where the configuration has a dialect without ids"),
    ],
)
def test_fragments_of_a_draft_itself_are_judged_by_its_site(project: Project, dialect: str, alone: str) -> None:
    project.write("hugo.toml", "")
    project.write(".linklint.yaml", f"dialect: {dialect}\n")
    project.write("content/a.md", OWN)
    arguments = ("--select", "broken-fragment")
    assert project.check(*arguments).out.startswith(alone)
    assert bool(project.check(*arguments).out) is bool(alone)
    first, again = said(project, *arguments), said(project, *arguments)
    assert first.startswith(NO_SUCH_ID)
    assert again == first


def test_links_of_the_file_system_that_go_in_circles_are_no_folders(project: Project) -> None:
    project.write("hugo.toml", "")
    project.write("content/a.md", "[b](/b/) [c](/c/)\n")
    project.write("content/b.md", "")
    (project.folder / "loop").symlink_to("loop")
    (project.folder / "content/deep").mkdir()
    (project.folder / "content/deep/er").symlink_to("..")
    assert said(project, "--select", "broken-internal-link").startswith("content/a.md:1:14: error: ")


def test_the_addresses_of_a_site_are_the_same_whatever_is_named(project: Project) -> None:
    """The whole project tells where its files are published."""
    project.write("site/hugo.toml", "")
    project.write("site/content/a.md", "[b](/b/) [c](/c/)\n")
    project.write("site/content/b.md", "")
    ways = [
        said(project, *paths, "--select", "broken-internal-link")
        for paths in ((), ("site/content",), ("site/content/a.md",))
    ]
    assert ways[0].startswith("site/content/a.md:1:14: error: ")
    assert len({*ways}) == 1


def test_of_too_large_a_project_no_addresses_are_known(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    project.write("hugo.toml", "")
    project.write("content/a.md", "[b](/b/) [c](/c/)\n")
    project.write("content/b.md", "")
    arguments = ("--no-cache", "--select", "broken-internal-link")
    assert said(project, *arguments)
    monkeypatch.setattr("linklint.facts.site.project_tree._MOST_FILES", 1)
    assert said(project, *arguments) == ""


LINKED = "See [b](b.md) and [a](a.md).\n"


@pytest.mark.parametrize(
    ("path", "text"),
    [
        pytest.param("mkdocs.yml", "nav: [{Pay: guide/pay.md}]\n", id="by its place below the docs"),
        pytest.param("sidebars.js", "module.exports = {docs: ['guide/pay']}\n", id="by its id"),
        pytest.param("_data/navigation.yml", "main: [{title: Pay, url: /docs/guide/pay/}]\n", id="by its address"),
    ],
)
def test_what_a_menu_names_is_no_orphan(project: Project, path: str, text: str) -> None:
    project.write("docs/a.md", LINKED)
    project.write("docs/b.md", LINKED)
    project.write("docs/guide/pay.md", "# Pay\n")
    arguments = ("--select", "orphan-draft")
    assert said(project, *arguments).startswith("docs/guide/pay.md:1:")
    project.write(path, text)
    assert said(project, *arguments) == ""


@pytest.mark.parametrize(("count", "is_said"), [pytest.param(4, True, id="four"), pytest.param(5, False, id="five")])
def test_a_folder_of_drafts_that_none_links_to_is_a_list(project: Project, count: int, is_said: bool) -> None:
    project.write("a.md", LINKED)
    project.write("b.md", LINKED)
    project.write("2026-11-02-news.md", "# News\n")
    for number in range(count):
        project.write(f"recipes/soup-{number}.md", "# Soup\n")
    assert bool(said(project, "--select", "orphan-draft")) is is_said


def test_where_addresses_are_not_known_is_said_once(project: Project) -> None:
    project.write("docusaurus.config.js", "export default { url: 'https://a.example', baseUrl: process.env.BASE };\n")
    project.write("docs/a.md", "See [b](/docs/nowhere).\n")
    ran = project.check("--site")
    assert ran.out == ""
    hint = "linklint: site routes not known for this project (docusaurus): its settings compute `baseUrl`"
    assert ran.err.splitlines().count(hint) == 1
    assert "site routes" not in project.check().err
