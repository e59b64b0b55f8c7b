"""The rules on credibility at their edges: signs of spam, the age of sources, what findings say beside their message."""

from __future__ import annotations

import pytest

from linklint import lint, rulebook
from linklint.facts import gather
from linklint.facts.credibility.sources import Sources
from linklint.model import Config, Diagnostic, ListEntry, RuleSetting
from linklint.parse import parse
from tests.small_packs import SmallPack

TODAY = Config(today="2026-11-22")
PACKS = {
    "phishing": SmallPack("phishing", {"hijacked.example": "p"}, "2026-11-20"),
    "perennial": SmallPack("perennial", {"old-tales.example": "d", "mixed.example": "gu"}),
}


def found(rule: str, text: str, config: Config = TODAY, path: str = "a.md") -> tuple[Diagnostic, ...]:
    draft = parse(path, text, config)
    rules = rulebook.load(config, select=[rule])
    return lint.examine(draft, rules, gather(draft, lint.needs_of(rules), config, Sources(PACKS.get)))


def test_a_finding_names_list_category_and_day_and_how_to_allow_and_dispute() -> None:
    (told,) = found("low-credibility-source", "[it](https://www.old-tales.example/a)")
    assert told.message == (
        'old-tales.example is listed as "deprecated" in Wikipedia: Perennial sources (snapshot 2026-11-01); link a better '
        'source, or add rel="nofollow"'
    )
    assert told.evidence == (
        'old-tales.example is listed as "deprecated" (Wikipedia: Perennial sources, 2026-11-01)',
        "to allow it: lists: {allow: [{host: old-tales.example, reason: …}]} in .linklint.yaml",
        "to dispute it: https://en.wikipedia.org/wiki/Wikipedia:Reliable_sources/Noticeboard",
    )


def test_a_feed_is_told_with_its_doubt() -> None:
    (told,) = found("harmful-target", "[it](https://hijacked.example/a)")
    assert told.message == (
        'hijacked.example is listed as "reported for phishing" in Phishing.Database (snapshot 2026-11-20); it may be '
        "compromised or already cleaned: look before you link, or link elsewhere"
    )


def test_harm_comes_before_low_credibility_and_the_team_before_both() -> None:
    entry = (ListEntry("hijacked.example", "legal", "", ".linklint.yaml:3"),)
    text = "[it](https://hijacked.example/a)"
    for config, rules in (
        (Config(today="2026-11-22", lists={"low": entry}), ["harmful-target"]),
        (Config(today="2026-11-22", lists={"deny": entry}), ["denied-source"]),
        (Config(today="2026-11-22", lists={"allow": entry}), []),
    ):
        draft = parse("a.md", text, config)
        loaded = rulebook.load(config)
        facts = gather(draft, lint.needs_of(loaded), config, Sources(PACKS.get))
        assert [each.rule for each in lint.examine(draft, loaded, facts)] == rules


@pytest.mark.parametrize("tier", ["unknown", "noted"])
def test_what_is_unknown_never_warns(tier: str) -> None:
    host = {"unknown": "nobody-knows.example", "noted": "mixed.example"}[tier]
    text = f"According to Miller, 73 % of users [leave](https://{host}/2016/a). A study shows [why](https://{host}/)."
    config = Config(today="2026-11-22", preset="strict")
    draft = parse("a.md", text, config)
    rules = [rule for rule in rulebook.load(config) if rule.group == "credibility" and rule.id != "stale-source"]
    assert lint.examine(draft, rules, gather(draft, lint.needs_of(rules), config, Sources(PACKS.get))) == ()


@pytest.mark.parametrize(
    ("url", "signs"),
    [
        pytest.param(
            "https://best-cheap-casino-777.xyz/", "a name under .xyz, 3 hyphens, “cheap” in the name", id="all at once"
        ),
        pytest.param("https://win.best-4711-x.net/", "2 hyphens, 4 digits", id="hyphens and digits"),
        pytest.param("https://x.net/cheap_viagra-pills", "", id="a path alone"),
        pytest.param(
            "https://x.click/cheap-viagra-pills", "a name under .click, a path of “cheap viagra pills”", id="a path too"
        ),
        pytest.param("https://xn--80ak6aa92e.xyz/", "", id="a name in another script"),
        pytest.param("https://qwrtplkjhg-9999.com/", "4 digits, a name that nobody can say", id="no vowels"),
        pytest.param("https://some-long-name-9999.onion/", "", id="an onion service"),
        pytest.param("http://10.0.0.1/casino-loans", "", id="an address"),
        pytest.param("https://best-cheap-777.github.io/", "", id="a user of a platform"),
    ],
)
def test_two_signs_make_a_target_look_like_spam(url: str, signs: str) -> None:
    messages = [each.message for each in found("spam-target", f"[it]({url})")]
    assert [message.partition(" has ")[2].partition(", as link")[0] for message in messages] == (
        [signs] if signs else []
    )


@pytest.mark.parametrize(
    ("text", "year"),
    [
        pytest.param("A study shows [it](https://a.example/2014/x).", "2014", id="in the path"),
        pytest.param("A study shows [it in 2014](https://a.example/x).", "2014", id="in the text"),
        pytest.param("A study shows [it](https://a.example/2014/x-2025).", "", id="a newer year beside it"),
        pytest.param("A study shows [it](https://a.example/id20141/x).", "", id="digits that are no year"),
        pytest.param("A study shows [it](https://a.example/2021/x).", "", id="five years"),
        pytest.param("A 2014 study shows [it](https://a.example/2014/x). A study shows.", "", id="the sentence says so"),
        pytest.param("You may read [it](https://a.example/2014/x).", "", id="no claim"),
        pytest.param("---\ndate: 2016-01-02\n---\nA study shows [it](https://a.example/2014/x).", "", id="an old draft"),
        pytest.param("---\ndate: 2016-01-02\nlastmod: 2025-01-01\n---\nA study shows [it](https://a.example/2014/x).", "2014",
                     id="an old draft that was written anew"),
    ],
)  # fmt: skip
def test_the_age_of_a_source_counts_from_the_draft(text: str, year: str) -> None:
    messages = [each.message for each in found("stale-source", text)]
    assert [message.partition(" is of ")[2][:4] for message in messages] == ([year] if year else [])


def test_the_name_of_a_post_dates_it() -> None:
    text = "A study shows [it](https://a.example/2014/x)."
    assert not found("stale-source", text, path="_posts/2016-02-03-a.md")
    assert found("stale-source", text, path="_posts/2026-02-03-a.md")


def test_more_kinds_of_entries_can_be_asked_for() -> None:
    packs = {"retractions": SmallPack("retractions", {"10.1000/mended": "c"})}
    config = Config(
        today="2026-11-22", rules={"retracted-doi": RuleSetting("", {"categories": ["corrected"]}, {"": "x"})}
    )
    draft = parse("a.md", "[it](https://doi.org/10.1000/mended)", config)
    rules = rulebook.load(config, select=["retracted-doi"])
    (told,) = lint.examine(draft, rules, gather(draft, lint.needs_of(rules), config, Sources(packs.get)))
    assert told.message.startswith('10.1000/mended is listed as "corrected" in Retraction Watch (snapshot 2026-11-01)')
