"""Links that no word is asked of: why they are silent, by their address and by their text."""

from __future__ import annotations

import pytest

from linklint.facts.relevance.topic_hosts import host_class, is_aside, why_silent
from linklint.model import Config, Link
from linklint.parse import parse


@pytest.mark.parametrize(
    ("path", "why"),
    [
        pytest.param("/search", "search or map", id="a search"),
        pytest.param("/search/plumbers", "search or map", id="below a search"),
        pytest.param("/searching/plumbers", "", id="a word that only starts like it"),
        pytest.param("/@ana", "profile", id="a handle"),
        pytest.param("/@ana/", "profile", id="a handle with a slash"),
        pytest.param("/@ana/pipes", "", id="what somebody wrote"),
        pytest.param("/@", "", id="no handle"),
        pytest.param("/~ana/pipes", "profile", id="a home page"),
        pytest.param("/en/team/ana", "profile", id="a person of a team"),
        pytest.param("/team/", "", id="a team"),
        pytest.param("/team", "", id="a team without a slash"),
        pytest.param("/teams/ana", "", id="another word"),
        pytest.param("/en/wiki/Copper_pipe", "encyclopedia", id="below a wiki"),
        pytest.param("/glossary/copper-pipe/", "encyclopedia", id="below a glossary"),
        pytest.param("/glossary", "", id="a glossary as a whole"),
    ],
)
def test_addresses(path: str, why: str) -> None:
    assert _why(f"[pipes of copper](https://plumbing.example{path})") == why


@pytest.mark.parametrize(
    ("text", "why"),
    [
        pytest.param('"Pipes of copper"', "title of a work", id="straight quotes"),
        pytest.param("“Pipes of copper”", "title of a work", id="curved quotes"),
        pytest.param("'A plumber's pipes'", "title of a work", id="an apostrophe inside"),
        pytest.param('"Pipes" of "copper"', "", id="two words in quotes"),
        pytest.param('"Pipes of copper', "", id="a quote that is not closed"),
        pytest.param('""', "", id="quotes around nothing"),
    ],
)
def test_texts(text: str, why: str) -> None:
    assert _why(f"[{text}](https://plumbing.example/copper)") == why


@pytest.mark.parametrize(
    "host",
    [
        pytest.param("www.amazon.de", id="of a country"),
        pytest.param("amazon.co.uk", id="below a country's co"),
        pytest.param("www.amazon.com.au", id="below a country's com"),
    ],
)
def test_a_shop_is_the_same_in_every_country(host: str) -> None:
    assert host_class("www.amazon.com") == host_class(host) != host_class("amazon.plumbing.example")


def _link(text: str) -> Link:
    (link,) = parse("page.md", text, Config()).links
    return link


def _why(text: str) -> str:
    return why_silent(_link(text), (), text)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        pytest.param("Photo by [the pipe works](https://works.example/pipes)", "credit", id="a photograph"),
        pytest.param("*Originally posted on* [the pipe blog](https://blog.example/pipes)", "credit", id="where it was first"),
        pytest.param("(via [the pipe blog](https://blog.example/pipes))", "credit", id="where it was found"),
        pytest.param("She said “[bring the pipes back](https://blog.example/pipes)”", "title of a work", id="quotes around a link"),
        pytest.param("A photo. The [pipe works](https://works.example/pipes)", "", id="a sentence before"),
        pytest.param("The source of water is [the pipe works of our town](https://works.example/pipes)", "", id="far before"),
        pytest.param("By [Green Pipe Press](https://greenpipepress.example/)", "name of its site", id="a name of three words"),
    ],
)  # fmt: skip
def test_what_stands_around_a_link(text: str, why: str) -> None:
    assert _why(text) == why


@pytest.mark.parametrize(
    ("link", "aside"),
    [
        pytest.param("[copper pipes](https://a.example/copper-pipes)", False, id="goods"),
        pytest.param("[Copper Pipes](https://a.example/copper-pipes)", True, id="a name"),
        pytest.param("[Best Copper Pipes](https://a.example/copper-pipes)", False, id="a name that sells"),
        pytest.param("[how the pipes of the town came to leak](https://a.example/pipes)", True, id="a headline"),
        pytest.param("[copper pipes](https://docs.a.example/copper-pipes)", True, id="a manual by its host"),
        pytest.param("[copper pipes](https://a.example/docs/copper-pipes)", True, id="a manual by its path"),
        pytest.param("[copper pipes](https://a.example/2024/05/copper-pipes)", True, id="a post of a day"),
    ],
)
def test_asides(link: str, aside: bool) -> None:
    assert is_aside(_link(f"See {link} for it."), frozenset({"best"})) is aside


def test_an_item_that_is_only_a_link_is_an_aside() -> None:
    assert is_aside(_link("- [copper pipes](https://a.example/copper-pipes)\n"), frozenset())
