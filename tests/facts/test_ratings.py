"""The ladder of evidence: which rung decides, and what is never inherited."""

from __future__ import annotations

import pytest

from linklint import urls
from linklint.facts.ratings import rate
from linklint.model import Config, ListEntry

NOBODY = Config(today="2026-11-22")


@pytest.mark.parametrize(
    ("url", "tier"),
    [
        pytest.param("https://www.bls.gov/ooh/", "authoritative", id="gov"),
        pytest.param("https://www.ons.gov.uk/economy", "authoritative", id="a country's gov"),
        pytest.param("https://www.education.gouv.fr/", "authoritative", id="gouv.fr"),
        pytest.param("https://www.stat.go.jp/", "authoritative", id="go.jp"),
        pytest.param("https://www.gov.scot/policies", "authoritative", id="a nation that is no country code"),
        pytest.param("https://cs.stanford.edu/research", "authoritative", id="edu"),
        pytest.param("https://www.cam.ac.uk/", "authoritative", id="ac.uk"),
        pytest.param("https://www.who.int/news", "authoritative", id="int"),
        pytest.param("https://ec.europa.eu/eurostat", "authoritative", id="sub-host of a listed institution"),
        pytest.param("https://go.dev/doc", "authoritative", id="listed, not because of its go"),
        pytest.param("https://fire.go.it/", "unknown", id="go.it is a province"),
        pytest.param("https://cs.stanford.edu/~knuth/", "user-content", id="a personal page of a university"),
        pytest.param("https://students.uni.edu/x", "user-content", id="a host of students"),
        pytest.param("https://www.academia.edu/123", "user-content", id="a company under edu"),
        pytest.param("https://someone.github.io/", "user-content", id="private suffix"),
        pytest.param("https://github.com/x/y", "user-content", id="platform"),
        pytest.param("https://docs.github.com/en", "established", id="a longer listed host knows better"),
        pytest.param("https://discuss.python.org/t/1", "user-content", id="forum below a primary source"),
        pytest.param("https://docs.python.org/3/", "authoritative", id="reference documentation"),
        pytest.param("https://en.wikipedia.org/wiki/Link", "established", id="encyclopedia"),
        pytest.param("https://www.reuters.com/world", "established", id="press"),
        pytest.param("https://nobody-knows.example/", "unknown", id="no evidence"),
        pytest.param("https://notbls.gov.example/", "unknown", id="gov inside a name"),
        pytest.param("http://192.0.2.7/", "unknown", id="address"),
    ],
)  # fmt: skip
def test_hosts_stand_on_their_rung(url: str, tier: str) -> None:
    assert rate(urls.parse(url), NOBODY).tier == tier


@pytest.mark.parametrize(
    ("name", "tier"), [("allow", "allowed"), ("deny", "denied"), ("low", "flagged"), ("high", "authoritative")]
)
def test_what_the_team_says_comes_first_and_the_rest_is_kept(name: str, tier: str) -> None:
    entry = ListEntry("bls.gov", "we know them", "", ".linklint.yaml:3")
    rating = rate(urls.parse("https://www.bls.gov/"), Config(lists={name: (entry,)}))
    assert rating.tier == tier
    assert [evidence.rung for evidence in rating.evidence] == ["team", "registry"]
    assert rating.evidence[0].says == f"bls.gov is on the team's {name} list: we know them"
    assert rating.evidence[0].source == ".linklint.yaml:3"


def test_allow_comes_before_deny_and_deny_before_low() -> None:
    entry = (ListEntry("a.example"),)
    both = Config(lists={"allow": entry, "deny": entry, "low": entry})
    assert rate(urls.parse("https://a.example/"), both).tier == "allowed"
    assert rate(urls.parse("https://a.example/"), Config(lists={"deny": entry, "low": entry})).tier == "denied"


@pytest.mark.parametrize(
    ("entry", "url", "covered"),
    [
        pytest.param("a.example", "https://www.a.example/x", True, id="its www"),
        pytest.param("a.example", "https://deep.sub.a.example/", True, id="its sub-hosts"),
        pytest.param("a.example", "https://nota.example/", False, id="another name that ends alike"),
        pytest.param("a.example/team", "https://a.example/team/x", True, id="below a path"),
        pytest.param("a.example/team", "https://a.example/team", True, id="the path itself"),
        pytest.param("a.example/team", "https://a.example/teamwork", False, id="another path that starts alike"),
    ],
)
def test_an_entry_covers_sub_hosts_and_what_lies_below_its_path(entry: str, url: str, covered: bool) -> None:
    rating = rate(urls.parse(url), Config(lists={"deny": (ListEntry(entry),)}))
    assert (rating.tier == "denied") is covered


def test_evidence_never_praises() -> None:
    for url in ("https://www.bls.gov/", "https://www.reuters.com/", "https://github.com/"):
        for evidence in rate(urls.parse(url), NOBODY).evidence:
            assert not {"trusted", "reliable", "credible", "best"} & set(evidence.says.lower().split())
