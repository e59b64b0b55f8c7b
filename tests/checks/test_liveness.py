"""The rules on what pages turned out to be, in a draft of one link."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from linklint import examples, lint, rulebook
from linklint.facts import gather
from linklint.model import Config, Diagnostic
from linklint.options import OptionError
from linklint.parse import parse

CONFIG = Config(today="2026-11-22", hosts=("own.example",))
URL = "https://dates.example/guide/zones"


def told(rule: str, page: Mapping[str, object], url: str = URL, text: str = "the zones") -> list[Diagnostic]:
    draft = parse("draft.md", f"Dates have [{text}]({url}), as clocks do.\n", CONFIG)
    rules = rulebook.load(CONFIG, select=[rule], is_online=True)
    pages = examples.pages({"pages": {url: page}})
    return list(lint.examine(draft, rules, gather(draft, lint.needs_of(rules), CONFIG, pages=pages)))


NEW = "https://dates.example/time-zones"


@pytest.mark.parametrize(
    ("url", "hops", "new"),
    [
        pytest.param(URL, [f"301 {NEW}"], NEW, id="moved"),
        pytest.param(URL, [f"308 {NEW}", f"302 {NEW}?s=1"], NEW, id="then a temporary one"),
        pytest.param(URL, [f"302 {NEW}"], "", id="temporary"),
        pytest.param(URL, [f"302 {NEW}", f"301 {NEW}/x"], "", id="permanent behind a temporary one"),
        pytest.param("http://dates.example/a", ["301 https://dates.example/a"], "", id="to https"),
        pytest.param(URL, [f"301 {URL}/"], "", id="a slash"),
        pytest.param(URL, ["301 https://www.dates.example/guide/zones.html"], "", id="an ending"),
        pytest.param(URL, ["301 https://dates.example/Guide/Zones"], "", id="case"),
        pytest.param(URL, ["301 https://dates.example/pt-BR/guide/zones"], "", id="a language"),
        pytest.param("https://dates.example/de/a", ["301 https://dates.example/en/a"], "", id="another language"),
        pytest.param(
            "https://dates.example/stable/a", ["301 https://dates.example/4.1/a"], "", id="the stable version"
        ),
        pytest.param("https://dates.example/", ["301 https://dates.example/welcome"], "", id="from the front page"),
        pytest.param(URL, ["301 https://dates.example/"], "", id="to the front page"),
        pytest.param(URL, ["301 http://dates.example/time-zones"], "", id="away from https"),
        pytest.param(URL, ["301 https://dates.example/sso/start"], "", id="to a door"),
        pytest.param("/a", ["301 https://dates.example/b"], "https://dates.example/b", id="from a relative URL"),
    ],
)
def test_moves(url: str, hops: list[str], new: str) -> None:
    found = told("moved-permanently", {"hops": hops}, url)
    assert [each.fix.edits[0].text for each in found if each.fix] == ([new] if new else [])
    assert len(found) == bool(new)


def test_the_fragment_goes_with_the_move_unless_the_new_address_has_its_own() -> None:
    (kept,) = told("moved-permanently", {"hops": [f"301 {NEW}"]}, f"{URL}#names")
    (own,) = told("moved-permanently", {"hops": [f"301 {NEW}#all"]}, f"{URL}#names")
    assert kept.fix
    assert own.fix
    assert (kept.fix.edits[0].text, own.fix.edits[0].text) == (f"{NEW}#names", f"{NEW}#all")


def test_what_a_server_writes_into_an_address_ends_no_link() -> None:
    (found,) = told("moved-permanently", {"hops": ["301 https://dates.example/a)[x](javascript:b"]})
    assert found.fix
    assert found.fix.edits[0].text == "https://dates.example/a%29[x]%28javascript:b"


@pytest.mark.parametrize("verdict", ["dead", "unsure"])
def test_moves_to_what_is_not_alive_are_none(verdict: str) -> None:
    page = {"verdict": verdict, "hops": [f"301 {NEW}"]}
    assert told("moved-permanently", page) == []
    assert told("redirect-to-home", {"verdict": verdict, "hops": ["301 https://dates.example/"]}) == []


@pytest.mark.parametrize(
    ("url", "end", "is_told"),
    [
        pytest.param(URL, "https://dates.example/", True, id="the front page"),
        pytest.param(URL, "https://www.dates.example", True, id="without a slash"),
        pytest.param(URL, "https://dates.example/en-us/index.html", True, id="in a language"),
        pytest.param("https://dates.example/en", "https://dates.example/", False, id="from one front page to another"),
        pytest.param(URL, "https://dates.example/guide", False, id="to the page above"),
        pytest.param(URL, "https://dates.example/?page=zones", False, id="to a page that its query names"),
        pytest.param("https://tinyurl.com/2p8x", "https://dates.example/", False, id="from a shortener"),
    ],
)
def test_front_pages(url: str, end: str, is_told: bool) -> None:
    assert len(told("redirect-to-home", {"hops": [f"301 {end}"]}, url)) == is_told


@pytest.mark.parametrize(
    ("fragment", "ids", "near"),
    [
        pytest.param("zones", ["other"], "link to the page", id="missing"),
        pytest.param("zones", ["Zones"], "did you mean #Zones?", id="in another case"),
        pytest.param("time-zones", ["time_zones", "x"], "did you mean #time_zones?", id="with other marks"),
        pytest.param("zones", ["zones"], "", id="there"),
        pytest.param("z%C3%B6ne", ["zöne"], "", id="escaped"),
        pytest.param("z%C3%B6ne", ["z%C3%B6ne"], "", id="escaped on the page too"),
        pytest.param("zones", ["user-content-zones"], "", id="as code hosts write it"),
        pytest.param("zones", [], "", id="a page without any"),
        pytest.param("top", ["other"], "", id="the top"),
        pytest.param("L10-L20", ["other"], "", id="lines of code"),
        pytest.param("page=3", ["other"], "", id="a page of a PDF"),
        pytest.param("/zones", ["other"], "", id="a route"),
        pytest.param(":~:text=zones", ["other"], "", id="a text fragment"),
        pytest.param("issuecomment-12", ["other"], "", id="an entry of a thread"),
    ],
)
def test_fragments(fragment: str, ids: list[str], near: str) -> None:
    found = told("fragment-missing", {"ids": ids}, f"{URL}#{fragment}")
    assert len(found) == bool(near)
    assert all(near in each.message for each in found)


def test_places_that_are_not_known_or_are_the_redirects_own() -> None:
    assert told("fragment-missing", {"title": "Zones"}, f"{URL}#zones") == []
    assert told("fragment-missing", {"hops": [f"301 {NEW}#all"], "ids": ["all"]}, f"{URL}#zones") == []


@pytest.mark.parametrize(
    ("page", "is_told"),
    [
        pytest.param({"title": "404: Page not found"}, True, id="with the number"),
        pytest.param({"title": "Error 404 | Dates"}, True, id="the number alone"),
        pytest.param({"title": "Oops! Page not found."}, True, id="behind an exclamation"),
        pytest.param({"title": "Dates - Strona nie istnieje"}, True, id="in Polish"),
        pytest.param({"title": "ページが見つかりません | Dates"}, True, id="in Japanese"),
        pytest.param({"sample": "Page not found. Try the search."}, True, id="a heading without a title"),
        pytest.param({"title": "Not found in translation"}, False, id="words that go on"),
        pytest.param({"title": "404 days at sea"}, False, id="a number of something"),
        pytest.param({"title": "Page not found", "sample": "x " * 900}, False, id="a page that says more"),
        pytest.param({"title": "Page not found", "verdict": "dead"}, False, id="dead"),
    ],
)
def test_pages_that_are_not_found_and_answer(page: dict[str, object], is_told: bool) -> None:
    assert len(told("soft-404", page)) == is_told


@pytest.mark.parametrize(
    ("url", "page"),
    [
        pytest.param("https://own.example/old", {"hops": ["301 https://x.example/"]}, id="own host"),
        pytest.param("https://me.github.io/a", {"hops": ["301 https://x.example/"]}, id="a page of a platform"),
        pytest.param(URL, {"hops": ["302 https://sso.x.example/start"]}, id="sign-in"),
        pytest.param(URL, {"hops": ["302 https://x.example/login?next=1"]}, id="a path of sign-in"),
        pytest.param(URL, {"hops": ["301 https://datesapp.example/x"]}, id="a longer name"),
        pytest.param(URL, {"hops": ["301 https://x.example/2026/zones/"]}, id="the path is kept"),
        pytest.param("https://golang.org/pkg", {"hops": ["301 https://go.dev/x"]}, id="a known move"),
        pytest.param(URL, {"hops": ["301 https://www.nature.com/x"]}, id="to who is known"),
        pytest.param("https://dfid.gov.uk/x", {"hops": ["301 https://www.gov.uk/a"]}, id="to an official host"),
        pytest.param("https://dx.doi.org/10.1/2", {"hops": ["302 https://x.example/a"]}, id="an identifier"),
        pytest.param(URL, {"hops": ["301 https://x.example/"], "verdict": "unsure"}, id="not sure"),
    ],
)
def test_domains_that_may_change(url: str, page: dict[str, object]) -> None:
    assert (
        told("domain-changed", {**page, "title": "Marketing measurement for brands that want to grow fast"}, url) == []
    )


def test_a_page_that_says_little_is_no_stranger() -> None:
    hops = ["301 https://x.example/"]
    assert told("domain-changed", {"hops": hops, "title": "App"}) == []
    assert told("domain-changed", {"hops": hops}) == []
    assert (
        len(told("domain-changed", {"hops": hops, "title": "Marketing measurement for brands that want to grow"})) == 1
    )


@pytest.mark.parametrize(
    ("written", "says"),
    [
        pytest.param({URL: {"titel": "x"}}, 'no option "titel"; did you mean "title"?', id="a wrong key"),
        pytest.param({URL: {"verdict": "ded"}}, 'no verdict "ded"; did you mean "dead"?', id="a wrong verdict"),
        pytest.param({URL: {"status": "x"}}, '"status" must be a number', id="a wrong value"),
        pytest.param(
            {URL: {"hops": ["https://x.example"]}}, "a hop is a status and a URL", id="a hop without a status"
        ),
        pytest.param({URL: "alive"}, "must be a mapping of names", id="no page"),
    ],
)
def test_pages_of_examples_that_are_wrong(written: dict[str, object], says: str) -> None:
    with pytest.raises(OptionError, match=says.replace("?", r"\?")):
        examples.pages({"pages": written})
