"""The link profile of a site: what is counted, what is not, and how it is shown."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.conftest import Project

DRAFTS = {
    "pay.md": "---\ntitle: What plumbers earn\nkeyphrase: plumber pay\n---\nSee [the OOH](https://www.bls.gov/ooh/).\n",
    "a.md": "More on [plumber pay](pay.md), [by trade](https://www.bls.gov/oes/) and [here](https://shop.example/a).\n",
    "b.md": 'Of [their pay](pay.md) [one](https://shop.example/b){: rel="ugc nofollow" } says much.\n\n- [Pay](pay.md)\n',
    "c.html": "<!doctype html><body><nav><a href='pay.md'>Pay</a> <a href='https://menu.example/'>M</a></nav><p><a href='a.md'>A</a> and so on</p>",
    "d.md": "Nobody comes here, and [mail](mailto:a@b.example) is no page.\n",
    "_posts/e.md": '{% include a.html %} Some [link]({{ site.url }}) and <a rel="{{ rel }}" href="https://x.example/">x</a>.\n',
}


@pytest.fixture
def site(project: Project) -> Project:
    for name, text in DRAFTS.items():
        project.write(name, text)
    return project


def profile(project: Project, *arguments: str) -> dict[str, Any]:
    ran = project.run("profile", "--output-format", "json", *arguments)
    assert (ran.code, ran.err) == (0, "")
    found: dict[str, Any] = json.loads(ran.out)
    return found


def test_links_are_counted_but_for_those_of_menus(site: Project) -> None:
    found = profile(site)
    assert [found[key] for key in ("drafts", "links", "outbound", "internal")] == [6, 11, 5, 4]


COUNTS = [
    pytest.param("tiers", {"unknown": 3, "authoritative": 2}, id="tiers"),
    pytest.param("rel", {"followed": 3, "ugc": 1, "unknown": 1}, id="rel, by its most telling token"),
    pytest.param("anchors", {"descriptive": 3, "branded": 1, "generic": 1}, id="anchor texts of outbound links"),
    pytest.param("internal_anchors", {"descriptive": 4}, id="anchor texts of links within the site"),
    pytest.param("labels", {}, id="labels"),
    pytest.param("orphans", ["b.md", "c.html", "d.md"], id="orphans"),
    pytest.param("without_sources", ["c.html", "d.md"], id="drafts without outbound links"),
    pytest.param(
        "linked",
        [{"path": "pay.md", "drafts": 3}, {"path": "a.md", "drafts": 1}],
        id="drafts that are linked, menus too",
    ),
]


@pytest.mark.parametrize(("key", "expected"), COUNTS)
def test_a_profile_says(site: Project, key: str, expected: object) -> None:
    found = profile(site)[key]
    assert found == expected
    assert not isinstance(found, dict) or [*found] == [*expected]  # type: ignore[misc]


def test_domains_come_with_links_drafts_and_tier(site: Project) -> None:
    assert profile(site)["domains"] == [
        {"domain": "bls.gov", "links": 2, "drafts": 2, "tier": "authoritative"},
        {"domain": "shop.example", "links": 2, "drafts": 2, "tier": "unknown"},
        {"domain": "x.example", "links": 1, "drafts": 1, "tier": "unknown"},
    ]


def test_a_managed_page_tells_what_it_is_called_in_sentences(site: Project) -> None:
    (page,) = profile(site)["managed"]
    assert page == {
        "page": "pay.md",
        "keyphrases": ["plumber pay"],
        "links": 2,
        "drafts": 2,
        "anchors": {"exact": 1, "partial": 1},
        "texts": {"plumber pay": 1, "their pay": 1},
        "entropy": 1.0,
    }


def test_a_table_is_no_wider_than_it_may_be_and_says_what_it_leaves_out(site: Project) -> None:
    site.write("f.md", f"[Long](https://{'long.' * 40}example/) links.\n")
    lines = site.run("profile", "--most", "1").out.splitlines()
    assert max(map(len, lines)) <= 100
    assert lines[0] == "7 drafts, 12 links: 6 outbound, 4 within the site, 2 to neither or unknown"
    start = lines.index("domains: links, drafts, tier")
    assert lines[start + 1 : start + 3] == ["  2  in 2  bls.gov (authoritative)", "  … 3 more"]


def test_the_numbers_are_those_of_the_next_run_too(site: Project) -> None:
    assert profile(site, "--no-cache") == profile(site) == profile(site) == profile(site, "--jobs", "2", "--no-cache")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        pytest.param(["-"], "a profile is that of a site; stdin holds one draft", id="stdin"),
        pytest.param(["--most", "-1"], "--jobs and --most want a number, 0 or more", id="no number"),
        pytest.param(["--isolated", "--config", "a"], "--isolated and --config exclude each other", id="both"),
    ],
)
def test_misuse_is_told(site: Project, arguments: list[str], says: str) -> None:
    ran = site.run("profile", *arguments)
    assert (ran.code, ran.out, ran.err) == (2, "", f"linklint: {says}\n")


def test_a_folder_without_drafts_has_an_empty_profile(project: Project) -> None:
    ran = project.run("profile")
    assert (ran.code, ran.err) == (0, "linklint: no drafts among the paths\n")
    assert ran.out == "0 drafts, 0 links: 0 outbound, 0 within the site, 0 to neither or unknown\n"
