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
    pytest.param('[a](b){:rel="me"}', {"rel": "me"}, id="no blank behind the colon"),
    pytest.param('[a](b){: rel="me"\n   target="_blank"}', {"rel": "me", "target": "_blank"}, id="over two lines"),
    pytest.param('[a](b){: .x}{: rel="me" }', {"rel": "me"}, id="two lists"),
    pytest.param("[a](b){: .x}{c}", {}, id="a list and a word"),
    pytest.param('[a](b){rel="nofollow" .c #d}', {"rel": "nofollow"}, id="pandoc"),
    pytest.param("[a](b){: .c.d#e rel='me'}", {"rel": "me"}, id="classes and an id in one"),
    pytest.param('[a](b){ rel="a}b" }', {"rel": "a}b"}, id="a brace in quotes"),
    pytest.param('[a](b){: rel="me", .c}', {}, id="a comma between"),
    pytest.param("[a](b){: rel = me}", {}, id="blanks around the equals sign"),
    pytest.param("[a](b){}", {}, id="empty braces"),
    pytest.param("[a](b){:}", {}, id="nothing but a colon"),
    pytest.param("[a](b){: " + "a " * 3000 + "rel=me}", {}, id="a list too long to be one"),
    pytest.param("[a](b)\n{: .note rel=me}", {}, id="on the next line it is the paragraph's"),
    pytest.param("- {: rel=me} [a](b)", {}, id="at the start of an item it is the item's"),
    pytest.param("|a|\n|-|\n|[a](b){: rel=me}|\n{: .c}", {"rel": "me"}, id="in a table that has one too"),
    pytest.param("<https://a.example>{: rel=me}", {}, id="behind an autolink"),
]


@pytest.mark.parametrize(("text", "expected"), LISTS)
def test_attributes(text: str, expected: dict[str, str]) -> None:
    (link,) = draft(text).links
    assert {name: attribute.value for name, attribute in link.attributes.items()} == expected


ELSEWHERE = [
    pytest.param('[a](b){:c}\n\n{:c: .d rel="nofollow"}', {"rel": "nofollow"}, id="named, below"),
    pytest.param('{:c: rel="nofollow"}\n\n[a](b){: c .d }', {"rel": "nofollow"}, id="named, above"),
    pytest.param("[a][b]{: c}\r\n\r\n{:c: rel=me}\r\n\r\n[b]: d\r\n", {"rel": "me"}, id="behind a reference"),
    pytest.param("> [a](b){:c}\n>\n> {:c: rel=me}", {"rel": "me"}, id="named in a quote"),
    pytest.param("[a](b){:c rel=me}\n\n{:c: rel=ugc title=x}", {"rel": "me", "title": "x"}, id="its own count first"),
    pytest.param("[a](b){:c}{:d}\n\n{:c: rel=me}\n{:d: rel=ugc}", {"rel": "ugc"}, id="the last name counts"),
    pytest.param("[a](b){:d}\n\n{:c: rel=me}", {}, id="a name that nothing defines"),
    pytest.param("[a](b){c}\n\n{:c: rel=me}", {}, id="a word without a colon is text"),
    pytest.param("[a](b){:c}\n\n{:c: rel=me} is how one is written.", {}, id="words behind a definition"),
    pytest.param("[a][b]\n\n[b]: c\n{: rel=nofollow}\n", {"rel": "nofollow"}, id="below a definition"),
    pytest.param("> [a]\n>\n> [a]: b\n> {: rel=me}\n> [c]: d", {"rel": "me"}, id="below a definition in a quote"),
    pytest.param("[a]{: rel=me}\n\n[a]: b (c)\n{: rel=ugc}", {"rel": "me"}, id="its own before its definition's"),
    pytest.param("[a]\n\n[a]: b\n\n{: rel=me}\nc", {}, id="a blank line below a definition"),
]


@pytest.mark.parametrize(("text", "expected"), ELSEWHERE)
def test_lists_that_stand_elsewhere(text: str, expected: dict[str, str]) -> None:
    (link,) = draft(text).links
    assert {name: attribute.value for name, attribute in link.attributes.items()} == expected


def test_the_list_of_one_definition_does_not_swallow_the_next() -> None:
    found = draft("[a] [b]\n\n[a]: c\n{: rel=me}\n[b]: d\n").links
    assert [(link.url, link.rel) for link in found] == [("c", ("me",)), ("d", ())]


UNKNOWN = [
    pytest.param('[a](b){: rel="{{ x }}"}', {"rel": "{{ x }}"}, id="a value"),
    pytest.param("[a](b){: .c rel='no{% x %}' }", {"rel": "no{% x %}"}, id="part of a value"),
    pytest.param(
        "[a](b){:target=_blank{% if x %} rel=me{% endif %}}", {"target": "_blank{% if x %}"}, id="a condition"
    ),
    pytest.param("[a](b){: {{ x }} }", {}, id="a whole list"),
    pytest.param("[a](b){:c}\n\n{:c: rel={{ x }}}", {}, id="a value of a list with a name"),
]


@pytest.mark.parametrize(("text", "expected"), UNKNOWN)
def test_what_a_template_writes_in_a_list_is_unknown(text: str, expected: dict[str, str]) -> None:
    link = only(text)
    assert link.rel is None
    assert {name: link.attributes[name].value for name in expected} == expected


BLOCKS = [
    pytest.param("[a](b)\n{: .note }", True, id="a paragraph's"),
    pytest.param("- [a](b)\n{: .note }\n", True, id="a list's"),
    pytest.param("- {: .note } [a](b)", True, id="an item's"),
    pytest.param("> [a](b)\r\n> {:.note}\r\n", True, id="a quote's paragraph's"),
    pytest.param("> [a](b)\n{: .note}\n", True, id="a quote's"),
    pytest.param("[a](b)\nsee {: .note}", False, id="in the midst of a line it is text"),
    pytest.param("[a](b)\n{: .note} more", False, id="words behind it are words"),
]


@pytest.mark.parametrize(("text", "expected"), BLOCKS)
def test_the_list_of_a_block_is_no_words_beside_its_link(text: str, expected: bool) -> None:
    link = only(text)
    assert (link.stands_alone, link.attributes) == (expected, {})


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
