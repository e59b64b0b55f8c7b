"""Drafts made to be slow, of any size: pieces that are repeated, and texts that are built."""

from __future__ import annotations

from collections.abc import Callable, Iterator

REPEATED = [
    *("[", "![", "](", "[a](", "[a][b] ", "[[a]](u)", "[`", "[<a>", "[a](<", "[a](u 'b", "[a](\\(", "[a](u){: a=b }"),
    *(
        '<a x="y',
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
BUILT: dict[str, Callable[[int], str]] = {
    "backtick runs of growing length": lambda size: "".join("`" * n + " " for n in range(1, int((2 * size) ** 0.5))),
    "brackets that nest": lambda size: "[" * (size // 2) + "]" * (size // 2),
    "links in one block": lambda size: "[a](u) " * (size // 14) + "word " * (size // 10),
    "references in one block": lambda size: "[a]: x\n\n" + ("[a][" + "b" * 45) * (size // 49),
    "comments that never close": lambda size: "a " + ("<!--" + "x" * 45) * (size // 49),
    "tags among words": lambda size: ("<a href=x>y</a>" + " word" * 17) * (size // 100),
    "emphasis that never closes": lambda size: "[" + " *a" * (size // 6) + " b_" * (size // 6) + "](u)",
    "emphasis of three marks": lambda size: "[" + "*a _b~c " * (size // 16) + "d~~ e_ f* " * (size // 20) + "](u)",
    "emphasis in a heading": lambda size: "# " + " _a" * (size // 6) + " b*" * (size // 6),
    "an alt text of emphasis": lambda size: "[![" + "*a _b " * (size // 6) + "](u)](v)",
    "a URL and parentheses": lambda size: "http://a.example/" + ")" * size,
    "a URL and semicolons": lambda size: "http://a.example/" + "&a;" * (size // 3),
    "an attribute list that never closes": lambda size: "[a](u){: " + "a=b " * (size // 4),
    "links in an HTML block": lambda size: "<div><a href=x>" + "[a](u)" * (size // 6) + "</a></div>",
    "links below open blocks": lambda size: "<div>" * (size // 14) + "<a href=x>y</a>" * (size // 25),
    "links between paragraphs": lambda size: "<div>" + "<a href=x>y</a><p></p>" * (size // 22),
    "closing tags of nothing": lambda size: "<div>" * (size // 10) + "</p>" * (size // 8),
    "items below open blocks": lambda size: "<li><ul>" + "<div>" * (size // 11) + "<li></li>" * (size // 20),
    "headers in headers": lambda size: "<body>" + "<header>" * (size // 20) + "<a href=x>y</a>" * (size // 25),
    "attributes without end": lambda size: "<a " + "x=y " * (size // 4),
    "a tag of many markdown attributes": lambda size: "<a " + "markdown=1 " * (size // 11),
    "bare URLs between tags": lambda size: "http://a.example <a href=x>y</a>\n\n" * (size // 34),
    "a directive of blanks": lambda size: "<!-- linklint-disable a" + " " * size + "b -->",
    "a reason of blanks": lambda size: "<!-- linklint-disable a -- b" + " " * size + "c -->",
    "a table of short rows": lambda size: "a|b\n-|-\n" + "a\n" * (size // 2),
    "a table of links": lambda size: "a|b\n-|-\n" + "[a](u)|b\n" * (size // 9),
    "a wide table": lambda size: "|a" * (size // 6) + "\n" + "|-" * (size // 6) + "\n" + "|b" * (size // 6),
    "blank lines before a link": lambda size: "\u00a0\n" * (size // 2) + "[a](u)",
    "a title over many lines": lambda size: "[a]: x '" + "a\n" * (size // 2),
    "a label over many lines": lambda size: "[" + "a\n" * (size // 2) + "]: x",
    "definitions and their uses": lambda size: "".join(f"[a{n}]\n\n[a{n}]: x{n}\n\n" for n in range(size // 22)),
    "lists in lists": lambda size: "".join("  " * (n % 20) + "- [a](u)\n" for n in range(size // 28)),
    "quotes of lists": lambda size: "> - [a](u)\n>   1. b\n" * (size // 21),
    "headings with underlines in a quote": lambda size: "> [a](u)\n> ===\n" * (size // 15),
    "YAML of open brackets": lambda size: "---\na: " + "[" * (size // 2) + "\n---\n",
    "JSON of open brackets": lambda size: '{\n"a":' + "[" * size + "\n}\n",
    "TOML of open brackets": lambda size: "+++\na = " + "[" * (size // 2) + "\n+++\n",
    "YAML of many keys": lambda size: "---\n" + "".join(f"k{n}: [a, b]\n" for n in range(size // 14)) + "---\n",
    "a comment of stars in MDX": lambda size: "{/*" + "*/ " * (size // 3) + "}",
    "braces that nest": lambda size: "{" * (size // 2) + "}" * (size // 2),
    "tags over lines in MDX": lambda size: "<A\n  b={c}\n>\n" * (size // 13),
    "tags over lines that never close in MDX": lambda size: "<A\n b='c" * (size // 8),
    "components that never close": lambda size: "<A href='/x'>{b}\n\n" * (size // 18),
}
"""By what they are; each makes a text of about as many characters as it is asked for."""
OF_ONE_SIZE = {
    "YAML aliases of aliases": "---\na0: &a0 [x]\n"
    + "".join(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]\n" for n in range(1, 60))
    + "---\n",
    "YAML merges of merges": "---\na0: &a0 {x: 1}\n"
    + "".join(f"a{n}: &a{n}\n  <<: [*a{n - 1}, *a{n - 1}]\n" for n in range(1, 40))
    + "---\n",
}


def shapes(size: int) -> dict[str, str]:
    repeated = {f"{piece!r} repeated": (piece * (size // len(piece) + 1))[:size] for piece in REPEATED}
    return repeated | {name: build(size) for name, build in BUILT.items()}


def endings(text: str) -> Iterator[str]:
    """The formats to which a shape means something of its own."""
    yield "md"
    if "<" in text:
        yield "html"
    if "{" in text or text.startswith(("import", "export")):
        yield "mdx"
