"""Drafts made to be slow, of any size: pieces that are repeated, and texts that are built."""

from __future__ import annotations

from collections.abc import Callable, Iterator

BRACKETS = (
    *("[", "![", "](", "[a](", "[a](u)", "![a](u)", "[![a](u)](v)", "[a][b] ", "[a][]", "[^a]", "[[a]](u)"),
    *("[]", "[`", "[<a>", "[a](<", "[a](u 'b", "[a](\\(", "[a](u){: a=b }", "[[", "[[a]] ", "(", ")", "\\"),
    *("[ab](/cd ", "[ab] (/cd", "[ab] (/cd) ", "(ab)[/cd]", "[ab](/cd (e) ", "[ab][cd] ", "[ab]（/cd", "[ab](/cd）"),
    *("\\[", "'", '"', "<", ">", "<>", "<a@b.c>", "<http://a.example>", "<http:"),
)
MARKS = (
    *("`", "`a` ", "``a` ", "*", "_", "*a ", "*a_b", "**a* ", "~~a", "$", "$$", "$a$ ", "|a", "|a|b|\n"),
    *("\t", "\r", "\x00", "😀", "&", "&amp", "&amp;", "&#", "&#1", "&#0;", "&notit;"),
)
ADDRESSES = (
    *("a@", "a@b.c ", "a.a@", "mailto:a@b.c ", "www.", "www.a_", "http://", "http://a.b ", "http://a.b/("),
    *("http://a.b]", "http://a&", "HTTPS://A.B/?&amp;", "//", "://", "a-b.c-"),
)
BLOCKS = (
    *("> ", "- ", "1. ", "* * * ", "> > > a\n", "- > ", "+ 1) ", "- a\n  ", "- a\n", "# a\n", "####### "),
    *("a\n", "a\n\n", "    a\n", "a\n=\n", "a\n-\n", "a|b\n-|-\n", "```a\n", "```\n", "~~~\n", "a  \n"),
    *("---\n", "+++\n", "!!! a\n    b\n", '=== "a"\n', "[a]: x\n", "[a]: <", "[a]:\n", "[a]: x 'b\n"),
    *("[^1]: a\n", "[//]: # (x)\n", "{: a=b }\n", "{#a .b ", ": a\n"),
)
TEMPLATES = (
    *("{{", "{{ x }}", "{{<", "{{% a %}} ", "[a]({{ b }}) ", "{%", "{% a %}", "{% comment %}"),
    *("{% endcomment %}", "}}", "%}", "{", "}", "{}", "{/*", "{/* */}", "{`", "{'", "<A b={c} />"),
    *("<A {...b}>", "import a\n", "export a\n\n", "export const a = {\n", "<%", "<%= a %>", "<?", "<?a>"),
    *("<?php ", "<?php >", "<?= a ?>"),
)
TAGS = (
    *("<a ", '<a x="', '<a x="y', "<a b=\n", "<a /", "<a = ", '<a b="c"d="e">', "<a b='c' ", "<a<", "<a\n"),
    *("<a-", "</", "</a", "</a >", "<!--", "<!-->", "<!---", "<!-- --!> ", "<!-- [x](u) -->", "--!", "<!"),
    *("<!a>", "<!doctype ", "<![CDATA[", "]]>", "< a>", "<a href=x>y</a>", "<a href=x>", "<A HREF=X>Y</A>"),
    *("<a href=x><b>", "<a href=x><p>", "<a href=x><img alt=y>", "<area href=x>", "<a href=x><object>"),
    *("<a href=x><table><td>", "<tr><td><a href=x>", "<h1><a href=x>", "<p><a href=x>y</a></p>\n\n"),
    *("<a name=x>", "<a href=x><i aria-hidden=true>", "<a href=x><i title=y></i></a>", "<b aria-label=x>"),
    *("<a href='&amp;", "<a href=&#x41;>", "<div>", "<div></p>", "</div>", "<ul><li>", "<li>", "<dl><dd>"),
    *("<td>", "<table>", "<table><tr><td>", "<h1>", "<nav>", "<pre>", "<pre></div>"),
    *("<blockquote class=twitter-tweet>", "<body><header>", "<details>\n<summary>", "<font color=a>"),
    *("<select><option>", "<template>", "<noscript>", "<script>", "<script><!--", "<script><!--<script>"),
    *("<style></style>", "<title>", "<textarea>", "<xmp></xmp>", "<plaintext>", "<svg>", "<svg/>"),
    *("<svg><g>", "<svg><title>", "<svg></g>", "<svg><![CDATA[", "<svg><desc><svg>", "<math>"),
    *("<img src=x>", "<iframe src=x>", "<base href=x>", "<link href=x>", "<html lang=x>", "<x-a>", "<é>"),
    *("<a\x00", "<a markdown=1 ", "<div markdown=1>\n", "<p markdown=1></p>\n\n"),
)
DIRECTIVES = (
    *("<!-- linklint-disable -->\n", "<!-- linklint-disable a --> ", "<!-- linklint-enable -->\n"),
    *("<!-- linklint-disable-next-line a -- b -->\n", "{/* linklint-disable-line */} "),
    *("[//]: # (linklint-disable)\n", "<a href=x data-linklint-ignore=a>y</a>"),
)
REPEATED = (*BRACKETS, *MARKS, *ADDRESSES, *BLOCKS, *TEMPLATES, *TAGS, *DIRECTIVES)
BUILT: dict[str, Callable[[int], str]] = {
    "images in images": lambda size: "![" * (size // 6) + "](u)" * (size // 6),
    "blanks in a destination": lambda size: "[ab](/cd" + " " * 500 + ("[ab](/cd" + " e" * 250) * (size // 500),
    "images in images of a link": lambda size: "[" + "![" * (size // 6) + "](u)" * (size // 6) + "](v)",
    "attributes over lines of a tag that never ends": lambda size: "<A\n" + "  b={c}\n" * (size // 8) + "// d\n/>",
    "a tag of a long name": lambda size: "<A" + "b" * size + ";",
    "a header value of blanks": lambda size: "---\na: b" + " " * size + "c\n---\n",
    "a header item of blanks": lambda size: "---\na:\n- b" + " " * size + "c\n---\n",
    "backtick runs of growing length": lambda size: "".join("`" * n + " " for n in range(1, int((2 * size) ** 0.5))),
    "star runs of growing length": lambda size: "".join("*" * n + " " for n in range(1, int((2 * size) ** 0.5))),
    "parentheses that nest": lambda size: "[a](" + "(" * (size // 2) + ")" * (size // 2) + ")",
    "links in brackets that never close": lambda size: "[" + "[a](u) " * (size // 7),
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
    "links that name a list": lambda size: "{:a: rel=b}\n\n" + "[a](u){:a}\n" * (size // 11),
    "lists of names": lambda size: "{:a: rel=b}\n\n" + "[a](u){:" + " a" * (size // 2) + "}",
    "a list below a definition": lambda size: "[a]: u\n{: rel=b}\n\n" + "[a] " * (size // 4),
    "links in an HTML block": lambda size: "<div><a href=x>" + "[a](u)" * (size // 6) + "</a></div>",
    "links below open blocks": lambda size: "<div>" * (size // 14) + "<a href=x>y</a>" * (size // 25),
    "links between paragraphs": lambda size: "<div>" + "<a href=x>y</a><p></p>" * (size // 22),
    "paragraphs in a link": lambda size: "<a href=x>" + "<p>y</p>" * (size // 8) + "</a>",
    "links in objects in links": lambda size: "<a href=x>y<object>" * (size // 32) + "</object></a>" * (size // 32),
    "links in cells in links": lambda size: "<a href=x><table><td>" * (size // 33) + "</table></a>" * (size // 33),
    "hidden parts of a link": lambda size: "<a href=x>" + "<i aria-hidden=true>y</i> " * (size // 26) + "z</a>",
    "hidden parts that never end": lambda size: "<a href=x>" + "<i hidden>y " * (size // 12) + "z</a>",
    "hidden parts that nest": lambda size: "<a href=x>" + "<i hidden>" * (size // 14) + "</i>" * (size // 14) + "z</a>",
    "images in a link": lambda size: "<a href=x>" + "<img src=x alt=y>" * (size // 17) + "</a>",
    "entities in a link": lambda size: "<a href=x>" + "&amp;&#65;&copy " * (size // 16) + "</a>",
    "entities in a URL": lambda size: "<a href='" + "&amp;&#65;&copy=" * (size // 16) + "'>x</a>",
    "digits of an entity": lambda size: "<a href='&#" + "1" * size + ";'>x</a>",
    "closing tags of many names": lambda size: "".join(f"<a{n} markdown=1>\n</b{n}>\n" for n in range(size // 30)),
    "closing tags of nothing in SVG": lambda size: "<svg>" + "<g>" * (size // 6) + "</x>" * (size // 8),
    "closing blocks in embeds": lambda size: "<blockquote>" * (size // 24) + "<pre></div>" * (size // 22),
    "attributes of one tag": lambda size: "<a " + "x=y " * (size // 4) + "href=x>y</a>",
    "attributes of many names": lambda size: "<a " + "".join(f"x{n} " for n in range(size // 7)) + "href=x>y</a>",
    "a quote that closes far behind": lambda size: '<a x="' + "<a href=x>y</a>" * (size // 15) + '">',
    "a value of quotes": lambda size: "<a x=y" + "'" * size + " href=x>y</a>",
    "slashes in a tag": lambda size: "<a " + "/" * size + "href=x>y</a>",
    "a tag's name of hyphens": lambda size: "<b markdown=1></b>\n<" + "a-" * (size // 2),
    "a comment of hyphens": lambda size: "<!--" + "-" * size,
    "a script of comments": lambda size: "<script>" + "<!--<script>-->" * (size // 15) + "</script>",
    "a template tag that closes far behind": lambda size: "{{ " * (size // 3) + "}}",
    "comments of Liquid that nest": lambda size: "{% comment %}" * (size // 28) + "{% endcomment %}" * (size // 28),
    "a reason of hyphens": lambda size: "<!-- linklint-disable a" + " --" * (size // 3) + " -->",
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
    "lists that nest": lambda size: "".join("  " * depth + "- a\n" for depth in range(int(size**0.5))),
    "quotes that go on without their mark": lambda size: "> " * 40 + "a\n" * (size // 2),
    "blank lines in a list": lambda size: "- a" + "\n" * size + "  b",
    "footnotes": lambda size: "".join(f"a[^{n}]\n\n[^{n}]: b\n\n" for n in range(size // 22)),
    "YAML of one long word": lambda size: "---\na: " + "a" * size + "\n---\n",
    "TOML of many keys": lambda size: "+++\n" + "".join(f"k{n} = 1\n" for n in range(size // 11)) + "+++\n",
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
    if any(mark in text for mark in ("<", "&", "{{", "{%")):
        yield "html"
    if "{" in text or text.startswith(("import", "export", "<A")):
        yield "mdx"
