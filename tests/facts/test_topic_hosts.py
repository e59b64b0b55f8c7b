"""Links that no word is asked of: why they are silent, by their address and by their text."""

from __future__ import annotations

import pytest

from linklint.facts.topic_hosts import host_class, why_silent
from linklint.model import Config
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


def _why(text: str) -> str:
    (link,) = parse("page.md", text, Config()).links
    return why_silent(link, ())
