"""Suppression comments: which rules they mute, where, and why."""

from __future__ import annotations

import pytest

from tests.parse.cuts import cut, draft

DIRECTIVES = [
    pytest.param("<!-- linklint-disable-next-line a -->\n[b](c)\n[d](e)", [("a", "[b](c)", "")], id="the next line"),
    pytest.param(
        "<!-- linklint-disable-next-line a -->\n\n[b](c)", [("a", "[b](c)", "")], id="the next line that says something"
    ),
    pytest.param(
        "x <!-- linklint-disable-line a -->", [("a", "x <!-- linklint-disable-line a -->", "")], id="the comment's line"
    ),
    pytest.param(
        "<!-- linklint-disable a, b -- why  not -->\nx", [("a b", "\nx", "why  not")], id="to the end, with a reason"
    ),
    pytest.param(
        "<!-- linklint-disable -->\nx\n\n<!-- linklint-enable -->\ny",
        [("", "\nx\n\n", "")],
        id="everything, until it is enabled",
    ),
    pytest.param(
        "<!-- linklint-disable a b -->\nx\n\n<!-- linklint-enable a -->\ny",
        [("a", "\nx\n\n", ""), ("b", "\nx\n\n<!-- linklint-enable a -->\ny", "")],
        id="one of two is enabled",
    ),
    pytest.param(
        "<!-- linklint-disable -->x<!-- linklint-enable a -->",
        [("", "x<!-- linklint-enable a -->", ""), ("a", "", "")],
        id="one rule cannot be enabled out of all",
    ),
    pytest.param(
        "<!-- linklint-disable a -->x<!-- markdownlint-enable -->y<!-- linklint-enable -->",
        [("a", "x<!-- markdownlint-enable -->y", "")],
        id="another tool enables nothing of ours",
    ),
    pytest.param(
        "x\n\n<!-- linklint-disable-file a -->",
        [("a", "x\n\n<!-- linklint-disable-file a -->", "")],
        id="the whole file",
    ),
    pytest.param(
        "[//]: # (linklint-disable-line a)", [("a", "[//]: # (linklint-disable-line a)", "")], id="a Markdown comment"
    ),
    pytest.param(
        "<!--\nlinklint-disable-line a\n-- two\nlines -->",
        [("a", "lines -->", "two\nlines")],
        id="a comment of four lines mutes its last",
    ),
    pytest.param("<!-- linklint-disable-next-line a -->", [("a", "", "")], id="nothing follows"),
    pytest.param(
        "<!-- linklint-disabled -->\n\n<!-- see linklint-disable -->\n\n`<!-- linklint-disable -->`",
        [],
        id="what only looks like one",
    ),
    pytest.param("<!-- linklint-disable\nis what you write -->", [], id="prose about directives"),
]


@pytest.mark.parametrize(("text", "expected"), DIRECTIVES)
def test_directives(text: str, expected: list[tuple[str, str, str]]) -> None:
    found = [each for each in draft(text).directives if each.is_ours]
    assert [(" ".join(sorted(each.rules)), cut(text, each.muted), each.reason) for each in found] == expected


def test_an_attribute_mutes_its_link() -> None:
    text = '<p><a href="u" data-linklint-ignore="a,b">c</a></p>'
    (directive,) = draft(text, "html").directives
    assert set(directive.rules) == {"a", "b"}
    assert cut(text, directive.span) == 'data-linklint-ignore="a,b"'
    assert cut(text, directive.muted) == '<a href="u" data-linklint-ignore="a,b">c</a>'
