"""The host lists: sorted, unique, valid by the Public Suffix List, and never at odds with each other."""

from __future__ import annotations

from pathlib import Path

import pytest

from linklint import urls
from linklint.facts import lists
from linklint.facts.credibility import ratings
from linklint.facts.credibility.registries import registry
from linklint.model import Config
from linklint.parse.language import code as tag
from linklint.rules_folder import RULES_FOLDER
from linklint.words import normal_form

FOLDER = Path(RULES_FOLDER, "lists")
COLUMNS = {
    "known-hosts": 4,
    "platforms": 3,
    "affiliate": 4,
    "shorteners": 2,
    "wrappers": 4,
    "topic-hosts": 3,
    "moved-hosts": 3,
    "parking-hosts": 2,
    "passing-hosts": 3,
}
KEYS = {
    "known-hosts": 1,
    "platforms": 1,
    "affiliate": 2,
    "shorteners": 1,
    "wrappers": 3,
    "topic-hosts": 1,
    "generic-anchors": 2,
    "claim-phrases": 2,
    "moved-hosts": 2,
    "parking-hosts": 1,
    "parking-phrases": 2,
    "passing-hosts": 1,
    "spam-trades": 2,
    "spam-terms": 2,
}
"""How many columns tell a line from all others."""
CATEGORIES = {
    "authoritative": {
        *("central-bank", "court", "government", "health", "international", "journal", "law", "library"),
        *("parliament", "publisher", "reference-docs", "registry", "scholarship", "science", "standards", "statistics"),
    },
    "established": {
        *("broadcaster", "dictionary", "encyclopedia", "fact-check", "museum", "news-agency"),
        *("package-registry", "press", "reference", "vendor-docs"),
    },
}
PLATFORM_CATEGORIES = {
    *("audio", "blog", "code-host", "crowdfunding", "documents", "events", "forum", "images", "mailing-list"),
    *("newsletter", "paste", "petitions", "q-and-a", "reviews", "site-builder", "social-network", "video", "wiki"),
}
BELOW_PRIVATE_SUFFIXES = {
    "redux.js.org": "the project's own host",
    "tc39.github.io": "the committee's own account",
    "w3c.github.io": "the W3C's own account",
    "webpack.js.org": "the project's own host",
    "wicg.github.io": "the community group's own account",
}
"""Known hosts whose registrable domain is not theirs, and why they are listed all the same."""
SHORT_HOSTS_OF_ONE_SITE = (
    *("aka.ms", "apple.co", "crbug.com", "discord.gg", "fb.me", "forms.gle", "g.co", "git.io", "goo.gle"),
    *("pin.it", "redd.it", "t.me", "wa.me", "wp.me", "youtu.be"),
)
"""What these lead to is no secret."""
PHRASES = {"claim-phrases": 3, "generic-anchors": 3, "parking-phrases": 3, "spam-terms": 4, "spam-trades": 4}
"""Lists whose first column is no host."""


def rows(name: str) -> list[list[str]]:
    lines = (FOLDER / f"{name}.tsv").read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith("#")]


def test_each_list_has_its_columns_declared_here() -> None:
    assert {path.stem for path in FOLDER.glob("*.tsv")} == COLUMNS.keys() | PHRASES.keys()


@pytest.mark.parametrize("name", COLUMNS | PHRASES)
def test_lines_are_sorted_unique_and_whole(name: str) -> None:
    found = rows(name)
    assert found == sorted(found, key=lambda row: [cell.encode() for cell in row])
    columns = (COLUMNS | PHRASES)[name]
    assert len({tuple(row[: KEYS[name]]) for row in found}) == len(found)
    assert all(len(row) == columns and all(cell.strip() == cell != "" for cell in row) for row in found)


@pytest.mark.parametrize("name", sorted(COLUMNS.keys() - {"topic-hosts"}))
def test_hosts_are_registrable_or_below_a_registrable_domain(name: str) -> None:
    for host, *_ in rows(name):
        assert host == host.lower()
        assert not host.startswith("www.")
        assert urls.public_suffix(host) not in ("", host), host
        assert urls.public_suffix(host, with_private=True) != host, f"{host}: the Public Suffix List knows it"


def test_topic_hosts_may_be_a_path_or_a_first_label_too() -> None:
    for entry, *_ in rows("topic-hosts"):
        host = entry.partition("/")[0]
        assert host == host.lower()
        assert host.endswith(".") or urls.public_suffix(host), host


def test_no_host_is_both_known_and_a_platform() -> None:
    assert not {row[0] for row in rows("known-hosts")} & {row[0] for row in rows("platforms")}


def test_known_hosts_have_a_tier_of_the_contract_and_a_category_of_that_tier() -> None:
    for host, tier, category, _ in rows("known-hosts"):
        assert category in CATEGORIES[tier], host


def test_known_hosts_have_a_fact_and_no_praise() -> None:
    for host, _, _, fact in rows("known-hosts"):
        assert len(fact.split()) > 1, host
        assert not fact.endswith("."), host
        assert not {"trusted", "reliable", "credible", "best", "leading"} & set(fact.lower().split()), host


def test_known_hosts_are_not_what_a_restricted_suffix_says_already() -> None:
    assert [row[0] for row in rows("known-hosts") if registry(row[0])] == ["who.int"]  # promised by name


def test_known_hosts_are_below_no_private_suffix_without_a_reason() -> None:
    hosts = (row[0] for row in rows("known-hosts"))
    found = {host for host in hosts if urls.public_suffix(host) != urls.public_suffix(host, with_private=True)}
    assert found == BELOW_PRIVATE_SUFFIXES.keys()


def test_platforms_have_a_category_and_say_what_users_do() -> None:
    for host, category, fact in rows("platforms"):
        assert category in PLATFORM_CATEGORIES, host
        assert len(fact.split()) > 2, host


def test_hosts_to_pass_through_are_no_shorteners_and_no_affiliate_networks() -> None:
    others = {row[0] for name in ("shorteners", "affiliate") for row in rows(name)}
    assert not {row[0] for row in rows("passing-hosts")} & others


@pytest.mark.parametrize("host", SHORT_HOSTS_OF_ONE_SITE)
def test_short_hosts_of_one_site_are_no_shorteners(host: str) -> None:
    assert lists.find("shorteners", host) == ("", ())


@pytest.mark.parametrize(
    ("host", "tier"),
    [
        pytest.param("www.elastic.co", "established", id="a maker's pages"),
        pytest.param("discuss.elastic.co", "user-content", id="a forum below its maker's domain"),
        pytest.param("docs.python.org", "authoritative", id="a reference manual"),
        pytest.param("mail.python.org", "user-content", id="mailing lists below a project's domain"),
        pytest.param("wiki.archlinux.org", "user-content", id="a wiki below a project's domain"),
        pytest.param("people.debian.org", "user-content", id="personal pages below a project's domain"),
        pytest.param("cran.r-project.org", "established", id="a package registry below a project's domain"),
        pytest.param("ec.europa.eu", "authoritative", id="a sub-host of an institution"),
        pytest.param("w3c.github.io", "authoritative", id="a listed account below a private suffix"),
        pytest.param("someone.github.io", "user-content", id="any other account there"),
        pytest.param("blog.lemonde.fr", "user-content", id="readers' blogs below a newspaper's domain"),
    ],
)
def test_the_longest_listed_host_decides(host: str, tier: str) -> None:
    assert ratings.rate(urls.parse(f"https://{host}/a"), Config()).tier == tier


def test_nothing_is_inherited_beyond_the_registrable_domain() -> None:
    assert lists.find("platforms", "gist.github.com")[0] in ("github.com", "gist.github.com")
    assert lists.find("platforms", "someone.github.io") == ("", ())


def test_phrases_are_in_the_form_in_which_they_are_looked_up() -> None:
    for phrase, language, _ in rows("generic-anchors"):
        assert phrase == normal_form(phrase)
        assert tag(language) == language, f"{phrase}: drafts never have the language {language}"
