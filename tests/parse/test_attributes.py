"""Attribute lists behind Markdown links: whose rel they write, and what is text."""

from __future__ import annotations

import pytest

from tests.parse.cuts import cut, draft, only

LISTS = [
    pytest.param('[a](b){: rel="nofollow"}', {"rel": "nofollow"}, id="kramdown"),
    pytest.param(
        "[a](b){: .x .y--z rel='sponsored nofollow' }",
        {"rel": "sponsored nofollow"},
        id="kramdown with classes and single quotes",
    ),
    pytest.param(
        '[a](b){ rel=me target=_blank title="…" }', {"rel": "me", "target": "_blank", "title": "…"}, id="MkDocs"
    ),
    pytest.param('[a](b "@c"){ .button rel=me }', {"rel": "me"}, id="behind a title"),
    pytest.param("[![a]](b){rel=nofollow}\n\n[a]: i", {"rel": "nofollow"}, id="behind an image link"),
    pytest.param("[a][b]{:rel=me}\n\n[b]: c", {"rel": "me"}, id="behind a reference"),
    pytest.param("[a](b){:REL=Me rel=x}", {"rel": "Me"}, id="capitals, and the first of two"),
    pytest.param("[a](b){: hidden}", {}, id="bare words with a colon"),
    pytest.param("[a](b){#c}", {}, id="an id"),
    pytest.param("[a](b){c}", {}, id="a word is text"),
    pytest.param("[a](b) {: rel=me}", {}, id="a blank before a list"),
    pytest.param('[a](b){: rel="me}', {}, id="a quote that never closes"),
    pytest.param("<https://a.example>{: rel=me}", {}, id="behind an autolink"),
]


@pytest.mark.parametrize(("text", "expected"), LISTS)
def test_attributes(text: str, expected: dict[str, str]) -> None:
    (link,) = draft(text).links
    assert {name: attribute.value for name, attribute in link.attributes.items()} == expected


@pytest.mark.parametrize("dialect", ["gfm", "hugo", "mdx"])
def test_dialects_without_lists(dialect: str) -> None:
    assert only("[a](b){: rel=me}", dialect=dialect).attributes == {}


def test_places_of_a_list_that_goes_with_its_quote() -> None:
    text = "> x\n> [a](b){: rel='me you' }"
    link = only(text)
    rel = link.attributes["rel"]
    assert (cut(text, link.span), cut(text, rel.span), cut(text, rel.value_span)) == (
        "[a](b)",
        "rel='me you'",
        "me you",
    )
    assert link.rel == ("me", "you")
