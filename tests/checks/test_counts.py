"""Edge cases of links that are judged together: groups of them, and how many there are."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from linklint import lint, rulebook, urls, words
from linklint.facts import gather
from linklint.model import Config, Diagnostic
from linklint.options import OptionError
from linklint.parse import parse
from linklint.rulebook import RuleFile

CONFIG = Config(hosts=("acme.example",))
HEAD = {"what": "x", "level": "info", "message": "{text}: {count}", "why": "x"}


def found(kind: str, options: Mapping[str, object], text: str) -> tuple[Diagnostic, ...]:
    rule = rulebook.build(
        RuleFile("house", "house", "house.yaml", {**HEAD, "check": kind, "options": options}, (), {}), {}
    )
    draft = parse("draft.md", text, CONFIG)
    return lint.examine(draft, [rule], gather(draft, rule.needs, CONFIG))


def cut(text: str, diagnostics: tuple[Diagnostic, ...]) -> list[list[str]]:
    return [[text[place.span.start : place.span.end] for place in (each.place, *each.also)] for each in diagnostics]


@pytest.mark.parametrize(
    ("options", "text", "groups"),
    [
        pytest.param({"by": "host"}, "[a](http://a.example/) [b](http://b.example/)", [], id="hosts of one link each"),
        pytest.param({"by": "host"}, "[a](http://a.example/) [b](http://a.example:81/)", [], id="another port"),
        pytest.param(
            {"by": "domain"},
            "[a](http://x.acme.org/) [b](http://y.acme.org/)",
            [["[a](http://x.acme.org/)", "[b](http://y.acme.org/)"]],
            id="sub-hosts of a domain",
        ),
        pytest.param({"by": "url", "fewest": 3}, "[a](/x) [b](/x/)", [], id="fewer than the fewest"),
        pytest.param({"by": "url"}, "[a](/x#one) [b](/x#two)", [], id="two fragments are two URLs"),
        pytest.param({"by": "page"}, "[a](/x#one) [b](/x#two)", [["[a](/x#one)", "[b](/x#two)"]], id="of one page"),
        pytest.param({"by": "page"}, "[a](#one) [b](#two)", [], id="fragments of this page"),
        pytest.param(
            {"by": "text", "distinct": "page"}, "[a](/x) [A](./y)", [["[a](/x)", "[A](./y)"]], id="case aside"
        ),
        pytest.param({"by": "text", "distinct": "page"}, "[v 2](/x) [v 2](/y)", [], id="texts with a number"),
        pytest.param({"by": "text", "distinct": "page"}, "[a]({{ x }}) [a]({{ y }})", [], id="unknown targets"),
        pytest.param({"by": "host", "share": 0.6}, "[a](//a.b/1) [b](//a.b/2) [c](//c.b/) [d](//d.b/)", [], id="half"),
        pytest.param(
            {"by": "host", "distinct": "scheme", "report": {"scheme": ["http"]}},
            "[a](https://a.b/1) [b](http://a.b/2) [c](http://c.b/)",
            [["[b](http://a.b/2)"]],
            id="reported at some of the group",
        ),
        pytest.param(
            {"by": "text", "distinct": "page"},
            "[a](/x) [b](/x) [a](/y) [b](/z)",
            [["[a](/x)", "[a](/y)"], ["[b](/x)", "[b](/z)"]],
            id="two groups that begin with one URL are two findings",
        ),
    ],
)
def test_groups(options: dict[str, object], text: str, groups: list[list[str]]) -> None:
    assert cut(text, found("group", options, text)) == groups


def test_a_group_is_fixed_as_a_whole_or_not_at_all() -> None:
    options = {"by": "host", "distinct": "scheme", "report": {"scheme": ["http"]}, "fix": {"scheme": ["https"]}}
    whole = found("group", options, "[a](https://a.b/) [b](http://a.b/1) [c][r]\n\n[r]: http://a.b/2\n")
    part = found("group", options, "[a](https://a.b/) [b](http://a.b/1) [c](&#104;ttp://a.b/2)\n")
    assert [edit.text for edit in whole[0].fix.edits if whole[0].fix] == ["https", "https"]  # type: ignore[union-attr]
    assert part[0].fix is None


def test_what_a_group_is_made_by_must_be_known() -> None:
    with pytest.raises(Exception, match="by") as raised:
        found("group", {"by": "hots"}, "")
    assert isinstance(raised.value.__cause__, OptionError)


@pytest.mark.parametrize(
    ("options", "text", "places"),
    [
        pytest.param({"fewest": 1}, "Front.\n\n# Title\n\n[a](/a)\n", ["Title"], id="at the title"),
        pytest.param({"fewest": 1}, "\n## Part\n\n[a](/a)\n", ["## Part"], id="at the first line without one"),
        pytest.param({"fewest": 1}, "---\na: b\n---\n{{ toc }}\n  One\ntwo [a](/a)\n", ["One"], id="not at a template"),
        pytest.param({"most": 0}, "", [""], id="an empty draft has no other place"),
        pytest.param({"most": 0, "fewest_words": 1}, "", [], id="an empty draft has no words"),
        pytest.param(
            {"most": 0, "where": {"internal": False}}, "One [a]({{ u }}).\n", [], id="a template may write one"
        ),
        pytest.param({"fewest": 1, "where": {"internal": False}}, "One [a]({{ u }}).\n", [], id="and may not"),
        pytest.param({"most": 0, "where": {"internal": True}}, "One [a](//acme.example/).\n", [], id="own hosts"),
        pytest.param({"fewest": 2, "per_100_words": 51}, "[a](/a) [b](/b) two more", [], id="not dense"),
        pytest.param(
            {"fewest": 2, "per_100_words": 50}, "[a](/a) [b](/b) two more", ["[a](/a) [b](/b) two more"], id="dense"
        ),
        pytest.param(
            {"per": "block", "fewest": 2},
            "[a](/a)\n\n[b](/b) and [c](/c)\n\n- [d](/d)\n- [e](/e)\n",
            ["[b](/b) and [c](/c)"],
            id="blocks, each alone",
        ),
    ],
)
def test_counts(options: dict[str, object], text: str, places: list[str]) -> None:
    assert [each for group in cut(text, found("count", options, text)) for each in group] == places


@pytest.mark.parametrize(
    ("text", "count"),
    [
        pytest.param("", 0, id="nothing"),
        pytest.param("One, two - three!", 3, id="marks are no words"),
        pytest.param("[one two](https://a.example/three-four) five", 3, id="URLs are no words of their own"),
        pytest.param('One <b class="x y">two</b> three', 3, id="tags"),
        pytest.param("住宅价格", 2, id="Chinese, two characters a word"),
        pytest.param("Python の本", 2, id="Latin and Japanese"),
        pytest.param("집값은 층에 달렸다", 3, id="Korean has spaces"),
        pytest.param("1 < 2 and 3 > 2", 5, id="what only looks like a tag"),
    ],
)
def test_how_many_words_a_text_has(text: str, count: int) -> None:
    assert words.count(text) == count


@pytest.mark.parametrize(
    ("one", "other", "are_one"),
    [
        pytest.param("http://www.a.example/x/", "https://a.example/x#y", True, id="scheme, www, slash, fragment"),
        pytest.param(
            "https://a.example/?utm_source=b&id=1", "https://a.example/index.html?id=1&fbclid=2", True, id="counters"
        ),
        pytest.param("./x.html", "x", True, id="the ending of pages"),
        pytest.param("https://a.example/x?id=1", "https://a.example/x?id=2", False, id="another parameter"),
        pytest.param("https://a.example/X", "https://a.example/x", False, id="case of the path"),
        pytest.param("https://a.example:81/x", "https://a.example/x", False, id="another port"),
        pytest.param("mailto:a@b.example", "tel:123", False, id="no pages"),
        pytest.param("my-index.html", "my", False, id="index as a part of a name"),
    ],
)
def test_addresses_of_one_page(one: str, other: str, are_one: bool) -> None:
    assert (urls.page(urls.parse(one)) == urls.page(urls.parse(other))) is are_one


def test_a_rule_that_needs_hosts_waits_for_them() -> None:
    assert "no-internal-links" not in {rule.id for rule in rulebook.load(Config(), select=["no-internal-links"])}
    assert "no-internal-links" in {rule.id for rule in rulebook.load(CONFIG)}


def test_a_preset_may_switch_a_balance_rule_on() -> None:
    assert "no-outbound-links" not in {rule.id for rule in rulebook.load(Config())}
    assert "no-outbound-links" in {rule.id for rule in rulebook.load(Config(preset="seo"))}
