"""Drafts made to be slow: each is read in linear time, or left unread with a word about it."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest

from linklint.model import Unread
from tests.parse.cuts import cut, draft

SIZE = 100_000
MOST_SECONDS = 5.0

REPEATED = [
    *("[", "![", "](", "[a](", "[a][b] ", "[[a]](u)", "[`", "[<a>", "[a](<", "[a](u 'b", "[a](\\(", "[a](u){: a=b }"),
    *(
        "<a ",
        '<a x="',
        "<a b=\n",
        "<!--",
        "<!-- [x](u) -->",
        "<?",
        "<?php >",
        "<![CDATA[",
        "<a href=x>y</a>",
        "<a href=x>",
    ),
    *(
        "<area href=x>",
        "<p><a href=x>y</a></p>\n\n",
        "<div>",
        "<div></p>",
        "<ul><li>",
        "<td>",
        "<script>",
        "<a markdown=1 ",
    ),
    *(
        "&",
        "&amp",
        "`",
        "`a` ",
        "*",
        "_",
        "*a ",
        "*a_b",
        "~~a",
        "\\",
        "(",
        ")",
        "|a",
        "|a|b|\n",
        "\t",
        "\r",
        "\0",
        "😀",
    ),
    *(
        "a@",
        "a@b.c ",
        "a.a@",
        "www.",
        "www.a_",
        "http://",
        "http://a.b ",
        "http://a.b/(",
        "http://a.b]",
        "http://a&",
        "//",
    ),
    *(
        "> ",
        "- ",
        "1. ",
        "* * * ",
        "> > > a\n",
        "- a\n  ",
        "[a]: x\n",
        "[a]: <",
        "[^1]: a\n",
        "[//]: # (x)\n",
        "a\n=\n",
        "```a\n",
    ),
    *(
        "{{",
        "{{ x }}",
        "{%",
        "{% comment %}",
        "{",
        "}",
        "{/*",
        "{/* */}",
        "{`",
        "import a\n",
        "export a\n\n",
        "---\n",
        "+++\n",
    ),
    *("<!-- linklint-disable -->\n", "<!-- linklint-disable a --> "),
]
OTHERS = {
    "backtick runs of growing length": "".join("`" * length + " " for length in range(1, 445)),
    "brackets that nest": "[" * 50_000 + "]" * 50_000,
    "links up to the cap": "[a](u) " * 1990 + "word " * 17_000,
    "references up to the cap": "[a]: x\n\n" + ("[a][" + "b" * 45) * 1990,
    "comments that never close up to the cap": "a " + ("<!--" + "x" * 45) * 1990,
    "tags among words up to the cap": ("<a href=x>y</a>" + " word" * 17) * 990,
    "emphasis that never closes": "[" + " *a" * 20_000 + " b_" * 20_000 + "](u)",
    "emphasis of three marks": "[" + "*a _b~c " * 6000 + "d~~ e_ f* " * 5000 + "](u)",
    "emphasis in a heading": "# " + " _a" * 16_000 + " b*" * 16_000,
    "an alt text of emphasis": "[![" + "*a _b " * 16_000 + "](u)](v)",
    "a URL and parentheses": "http://a.example/" + ")" * SIZE,
    "a URL and semicolons": "http://a.example/" + "&a;" * 33_000,
    "an attribute list that never closes": "[a](u){: " + "a=b " * 24_000,
    "links in an HTML block": "<div><a href=x>" + "[a](u)" * 16_000 + "</a></div>",
    "links below open blocks": "<div>" * 7000 + "<a href=x>y</a>" * 4000,
    "links between paragraphs": "<div>" + "<a href=x>y</a><p></p>" * 4000,
    "closing tags of nothing": "<div>" * 10_000 + "</p>" * 12_000,
    "items below open blocks": "<li><ul>" + "<div>" * 9000 + "<li></li>" * 5000,
    "headers in headers": "<body>" + "<header>" * 5000 + "<a href=x>y</a>" * 4000,
    "attributes without end": "<a " + "x=y " * 24_000,
    "a tag of many markdown attributes": "<a " + "markdown=1 " * 9000,
    "bare URLs between tags": "http://a.example <a href=x>y</a>\n\n" * 3000,
    "a directive of blanks": "<!-- linklint-disable a" + " " * SIZE + "b -->",
    "a reason of blanks": "<!-- linklint-disable a -- b" + " " * SIZE + "c -->",
    "a table of short rows": "a|b\n-|-\n" + "a\n" * 45_000,
    "a wide table": "|a" * 16_000 + "\n" + "|-" * 16_000 + "\n" + "|b" * 16_000,
    "blank lines before a link": "\u00a0\n" * 30_000 + "[a](u)",
    "a title over many lines": "[a]: x '" + "a\n" * 49_000,
    "a label over many lines": "[" + "a\n" * 49_000 + "]: x",
    "YAML of open brackets": "---\na: " + "[" * 50_000 + "\n---\n",
    "JSON of open brackets": '{\n"a":' + "[" * 90_000 + "\n}\n",
    "TOML of open brackets": "+++\na = " + "[" * 50_000 + "\n+++\n",
    "YAML aliases of aliases": "---\na0: &a0 [x]\n"
    + "".join(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]\n" for n in range(1, 60))
    + "---\n",
    "YAML merges of merges": "---\na0: &a0 {x: 1}\n"
    + "".join(f"a{n}: &a{n}\n  <<: [*a{n - 1}, *a{n - 1}]\n" for n in range(1, 40))
    + "---\n",
    "a comment of stars in MDX": "{/*" + "*/ " * 33_000 + "}",
    "braces that nest": "{" * 50_000 + "}" * 50_000,
}
SHAPES = {**{f"{piece!r} repeated": (piece * SIZE)[:SIZE] for piece in REPEATED}, **OTHERS}


def endings(text: str) -> Iterator[str]:
    """The formats to which a shape means something of its own."""
    yield "md"
    if "<" in text:
        yield "html"
    if "{" in text or text.startswith(("import", "export")):
        yield "mdx"


@pytest.mark.parametrize(
    ("text", "ending"),
    [pytest.param(text, ending, id=f"{name} in {ending}") for name, text in SHAPES.items() for ending in endings(text)],
)
def test_hundred_kilobytes_are_read_in_time(text: str, ending: str) -> None:
    start = time.process_time()
    draft(text, ending)
    assert time.process_time() - start < MOST_SECONDS


ROWS = "a table with more than 5,000 rows"
DEEP = "lists or quotes nest deeper than 50 levels"
UNREAD = [
    pytest.param("[a](u)" * 20_000, [], id="links in one block"),
    pytest.param("> |a|\n> |-|\n" + "> |[b](c)|\n" * 5001, [("> |[b](c)|", ROWS)], id="rows of a table"),
    pytest.param("> |a|\n> |-|\n" + "> |[b](c)|\n" * 5000, [], id="as many as are read"),
    pytest.param("[" * 5000, [], id="brackets that cannot be links"),
    pytest.param("> " * 60 + "[a](u)", [("> " * 60 + "[a](u)", DEEP)], id="quotes"),
    pytest.param("- " * 60 + "[a](u)", [("- " * 60 + "[a](u)", DEEP)], id="lists"),
    pytest.param("> " * 20 + "[a](u)", [], id="quotes that are read"),
]


@pytest.mark.parametrize(("text", "expected"), UNREAD)
def test_what_is_left_unread_is_said(text: str, expected: list[tuple[str, str]]) -> None:
    def shown(unread: Unread) -> tuple[str | None, str]:
        return cut(text, unread.span), unread.why

    assert list(map(shown, draft(text).unread)) == expected
