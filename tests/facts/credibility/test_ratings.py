"""The ladder of evidence: which rung decides, and what is never inherited."""

from __future__ import annotations

from pathlib import Path

import pytest

from linklint import urls
from linklint.facts.credibility.metrics import load
from linklint.facts.credibility.ratings import LADDER, rate
from linklint.facts.credibility.sources import Sources
from linklint.model import Config, ListEntry, MetricsFile
from tests.small_packs import SmallPack

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
    assert [evidence.rung for evidence in rating.evidence] == [f"team-{name}", "registry"]
    assert rating.evidence[0].says == f"bls.gov is on the team's {name} list: we know them"
    assert rating.evidence[0].source == ".linklint.yaml:3"


def test_the_rungs_have_names_of_their_own_and_lists_come_before_what_they_may_overrule() -> None:
    names = [rung.name for rung in LADDER]
    assert len(set(names)) == len(names)
    assert names[:2] == ["team-allow", "team-deny"]
    order = ["feed", "team-low", "list", "team-high", "registry", "metrics", "platform", "reference", "popularity"]
    assert [name for name in names if name in order] == order


PACKS = {
    "phishing": {"hijacked.example": "p", "s3.us-east-2.amazonaws.com": "p", "medium.com": "p", "big.com": "p", "w3.org": "p"},
    "perennial": {
        "old-tales.com": "d", "banned.com": "b", "mixed.com": "gu", "unsure.com": "nc", "bls.gov": "d",
        "amazon.com": "gu", "weekly.com": "gr", "github.com": "gr",
    },
    "edu": {"ethz.ch": "u", "academia.edu": "u"},
    "rank": {"big.com": "4", "known.com": "6", "github.com": "3", "medium.com": "3", "github.io": "3"},
    "refspam": {"referrers.com": "s", "github.com": "s", "big.com": "s"},
}  # fmt: skip


def packed(**packs: dict[str, str]) -> Sources:
    return Sources({name: SmallPack(name, rows) for name, rows in packs.items()}.get)


KNOWN = packed(**PACKS)


@pytest.mark.parametrize(
    ("url", "tier", "rung"),
    [
        pytest.param("https://hijacked.example/x", "harmful", "feed", id="exactly the host of a feed"),
        pytest.param("https://www.hijacked.example/", "harmful", "feed", id="its www"),
        pytest.param("https://other.hijacked.example/", "unknown", "", id="no other host below it"),
        pytest.param("https://s3.us-east-2.amazonaws.com/b/x", "user-content", "private-suffix", id="no feed on a private suffix"),
        pytest.param("https://medium.com/@x", "user-content", "platform", id="no feed on a platform"),
        pytest.param("https://big.com/", "established", "popularity", id="no feed, no spam list on a top host"),
        pytest.param("https://www.w3.org/TR/", "authoritative", "primary-source", id="no feed on a known host"),
        pytest.param("https://old-tales.com/a", "flagged", "list", id="deprecated"),
        pytest.param("https://www.banned.com/a", "flagged", "list", id="blacklisted"),
        pytest.param("https://blog.old-tales.com/a", "unknown", "", id="exact hosts alone in lists of sources"),
        pytest.param("https://mixed.com/", "unknown", "", id="generally unreliable decides nothing"),
        pytest.param("https://unsure.com/", "unknown", "", id="no consensus decides nothing"),
        pytest.param("https://music.amazon.com/x", "unknown", "", id="not what its parent is said to be"),
        pytest.param("https://bls.gov/", "flagged", "list", id="an explicit entry before a restricted registry"),
        pytest.param("https://weekly.com/", "established", "source-list", id="generally reliable"),
        pytest.param("https://shop.referrers.com/", "flagged", "list", id="below a domain that advertises in referrers"),
        pytest.param("https://github.com/x", "user-content", "platform", id="no spam list on a platform"),
        pytest.param("https://inf.ethz.ch/x", "authoritative", "university", id="below a university's domain"),
        pytest.param("https://inf.ethz.ch/~x/", "user-content", "university", id="a personal page there"),
        pytest.param("https://www.academia.edu/1", "user-content", "platform", id="a company that is no university"),
        pytest.param("https://deep.known.com/", "established", "popularity", id="popular by its domain"),
        pytest.param("https://me.github.io/", "user-content", "private-suffix", id="no rank from a private suffix"),
    ],
)  # fmt: skip
def test_packs_decide_on_their_rung_and_never_for_what_many_share(url: str, tier: str, rung: str) -> None:
    rating = rate(urls.parse(url), NOBODY, KNOWN)
    assert (rating.tier, rating.deciding.rung if rating.deciding else "") == (tier, rung)


def test_what_decides_nothing_is_told_all_the_same() -> None:
    (told,) = rate(urls.parse("https://mixed.com/"), NOBODY, KNOWN).evidence
    assert told.says == 'mixed.com is listed as "generally unreliable"'
    assert (told.tier, told.source, told.date) == ("", "Wikipedia: Perennial sources", "2026-11-01")


def test_the_tiers_of_the_contract_hold_between_the_team_and_packs() -> None:
    both = Config(lists={"high": (ListEntry("old-tales.com"),), "low": (ListEntry("hijacked.example"),)})
    assert rate(urls.parse("https://old-tales.com/"), both, KNOWN).tier == "flagged"
    assert rate(urls.parse("https://hijacked.example/"), both, KNOWN).tier == "harmful"
    allowed = Config(lists={"allow": (ListEntry("old-tales.com"), ListEntry("hijacked.example/about"))})
    assert rate(urls.parse("https://old-tales.com/"), allowed, KNOWN).tier == "allowed"
    assert rate(urls.parse("https://hijacked.example/about/us"), allowed, KNOWN).tier == "allowed"
    assert rate(urls.parse("https://hijacked.example/login"), allowed, KNOWN).tier == "harmful"


@pytest.mark.parametrize(
    ("row", "url", "tier"),
    [
        pytest.param("spam.com,10,,61", "https://spam.com/", "flagged", id="a spam score at the bound"),
        pytest.param("spam.com,10,,60", "https://spam.com/", "unknown", id="a spam score below it"),
        pytest.param("bought.com,30,0,", "https://blog.bought.com/", "flagged", id="authority that nobody visits"),
        pytest.param("bought.com,29,0,", "https://bought.com/", "unknown", id="a small site that nobody visits"),
        pytest.param("bought.com,30,,", "https://bought.com/", "unknown", id="traffic that nobody measured"),
        pytest.param("strong.com,60,9,", "https://strong.com/", "established", id="authority at the bound"),
        pytest.param("strong.com,99,9,61", "https://strong.com/", "flagged", id="spam before authority"),
        pytest.param("bls.gov,99,9,90", "https://bls.gov/", "authoritative", id="a restricted registry before metrics"),
        pytest.param("medium.com,99,9,90", "https://medium.com/@x", "user-content", id="a platform's row is no user's"),
        pytest.param("github.io,99,9,90", "https://me.github.io/", "user-content", id="nor a private suffix's"),
        pytest.param("me.github.io,9,9,90", "https://me.github.io/", "flagged", id="a user's own row is"),
        pytest.param("strong.com,99,9,", "https://other.com/", "unknown", id="a host without a row"),
    ],
)
def test_metrics_decide_by_their_thresholds(row: str, url: str, tier: str, tmp_path: Path) -> None:
    (tmp_path / "authority.csv").write_text(f"domain,dr,traffic,spam_score\n{row}\n", encoding="utf-8")
    known = Sources(lambda name: None, load(str(tmp_path), MetricsFile("authority.csv")))
    assert rate(urls.parse(url), NOBODY, known).tier == tier


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


def test_what_may_warn_says_where_to_object() -> None:
    denied = Config(lists={"deny": (ListEntry("a.example", "", "", ".linklint.yaml:3"),)})
    for url, config in (
        ("https://old-tales.com/", NOBODY),
        ("https://hijacked.example/", NOBODY),
        ("https://a.example/", denied),
    ):
        deciding = rate(urls.parse(url), config, KNOWN).deciding
        assert deciding
        assert deciding.dispute
