"""Links in Markdown: which there are, what they cut out of the draft, what they say and where they lead."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linklint.parse import structure
from linklint.parse.dialects import DIALECTS
from tests.parse.cuts import cut, cuts, draft, only

LINKS = [
    pytest.param(
        "A [text](https://a.example/x) b",
        [("[text](https://a.example/x)", "https://a.example/x", "text")],
        id="an inline link",
    ),
    pytest.param(
        "[x]( https://a.example/ )",
        [("[x]( https://a.example/ )", "https://a.example/", "x")],
        id="blanks around a destination",
    ),
    pytest.param(
        "[x](\nhttps://a.example/\n'T')",
        [("[x](\nhttps://a.example/\n'T')", "https://a.example/", "x")],
        id="a destination on a line of its own",
    ),
    pytest.param(
        "[A](<https://a.example/A_(b)>)",
        [("[A](<https://a.example/A_(b)>)", "https://a.example/A_(b)", "A")],
        id="an angle destination with parentheses",
    ),
    pytest.param("[p](<#props-(x)>)", [("[p](<#props-(x)>)", "#props-(x)", "p")], id="a fragment in angle brackets"),
    pytest.param("[x](a(b)c)", [("[x](a(b)c)", "a(b)c", "x")], id="balanced parentheses"),
    pytest.param("[x](a\\)b)", [("[x](a\\)b)", "a\\)b", "x")], id="an escaped parenthesis"),
    pytest.param("[x]()", [("[x]()", "", "x")], id="an empty destination"),
    pytest.param(
        "**• **[**Fund:**]() text", [("[**Fund:**]()", "", "Fund:")], id="an empty destination behind a bullet"
    ),
    pytest.param(
        "[https://a.example/-(NOL)]()",
        [("[https://a.example/-(NOL)]()", "", "https://a.example/-(NOL)")],
        id="a URL for text and nothing for a URL",
    ),
    pytest.param('[x]("t")', [('[x]("t")', '"t"', "x")], id="a title alone is a destination"),
    pytest.param(
        "[x](https://a.example/2018 a b.pdf)",
        [("https://a.example/2018", "https://a.example/2018", "https://a.example/2018")],
        id="blanks in a destination make no link, but the bare URL remains",
    ),
    pytest.param(
        "[18F] (https://a.example/)",
        [("https://a.example/", "https://a.example/", "https://a.example/")],
        id="a blank between the brackets makes no link",
    ),
    pytest.param("[a](b\nc", [], id="an unclosed destination"),
    pytest.param("\\[a](b)", [], id="an escaped bracket"),
    pytest.param("`[a](b)` and ``[c](d)`", [("[c](d)", "d", "c")], id="a code span, and one that never closes"),
    pytest.param("[a `]` b](u)", [("[a `]` b](u)", "u", "a ] b")], id="a bracket in code in a link text"),
    pytest.param(
        "[`[x]`](https:/a.example/y)",
        [("[`[x]`](https:/a.example/y)", "https:/a.example/y", "[x]")],
        id="brackets in code as a link text",
    ),
    pytest.param("[a [b](c) d](e)", [("[b](c)", "c", "b")], id="links do not hold links"),
    pytest.param("[![alt](i.png)](u)", [("[![alt](i.png)](u)", "u", "alt")], id="an image in a link"),
    pytest.param("![alt](i.png)", [], id="an image alone"),
    pytest.param(
        '!!! note "Why"\n\n    [a](u){ rel=nofollow }\n\n    - [b](v)\n\n[c](w)',
        [("[a](u)", "u", "a"), ("[b](v)", "v", "b"), ("[c](w)", "w", "c")],
        id="what is indented below an admonition",
    ),
    pytest.param('=== "Tab"\n\n    [a](u)', [("[a](u)", "u", "a")], id="what is indented below a tab"),
    pytest.param("??? note\n    ```\n    [a](u)\n    ```", [], id="code below a folded admonition"),
    pytest.param(
        "[Pika.dev](pika.dev)", [("[Pika.dev](pika.dev)", "pika.dev", "Pika.dev")], id="a host without a scheme"
    ),
    pytest.param(
        "[a](b)\r\nx\n[c](d)\r\n",
        [("[a](b)", "b", "a"), ("[c](d)", "d", "c")],
        id="line ends of two kinds",
    ),
    pytest.param(
        "- <script> x\n\n\ty \x0c\n\n[a](b)", [("[a](b)", "b", "a")], id="a form feed ends an HTML block's line"
    ),
    pytest.param("[![a [b](c) `d`](i.png)](u)", [], id="a link in an alt text takes the outer link away"),
    pytest.param(
        "**[**Queue** and **over**](#x)**",
        [("[**Queue** and **over**](#x)", "#x", "Queue and over")],
        id="misnested bold",
    ),
    pytest.param(
        ":**[\\*\\* \\*\\*](https://a.example/)Res",
        [("[\\*\\* \\*\\*](https://a.example/)", "https://a.example/", "** **")],
        id="an escaped empty bold as text",
    ),
    pytest.param(
        "[www.own.example](https://www.own.example)",
        [("[www.own.example](https://www.own.example)", "https://www.own.example", "www.own.example")],
        id="a bare host as a link's text is one link",
    ),
    pytest.param(
        "[a](Ariel.D@a.example)",
        [("[a](Ariel.D@a.example)", "Ariel.D@a.example", "a")],
        id="an e-mail address without mailto",
    ),
    pytest.param("[a](b)[c](d)", [("[a](b)", "b", "a"), ("[c](d)", "d", "c")], id="two links without a blank between"),
    pytest.param(
        "[😀](https://a.example/😀) [b](c)",
        [("[😀](https://a.example/😀)", "https://a.example/😀", "😀"), ("[b](c)", "c", "b")],
        id="characters beyond the BMP",
    ),
    pytest.param("[x](a&amp;b)", [("[x](a&amp;b)", "a&amp;b", "x")], id="an entity in a destination"),
    pytest.param("# A [b](c) ##", [("[b](c)", "c", "b")], id="a closed heading"),
    pytest.param("[a](b)\n===", [("[a](b)", "b", "a")], id="a setext heading"),
    pytest.param(
        "> - 1. [a\n>      b](c)", [("[a\n>      b](c)", "c", "a b")], id="containers, with their marks inside the span"
    ),
    pytest.param(
        "-\t[a](b)\n\n\t[c](d)", [("[a](b)", "b", "a"), ("[c](d)", "d", "c")], id="tabs that stand for indents"
    ),
    pytest.param("*\n\tx\n\t[a](b)", [("[a](b)", "b", "a")], id="a tab that expands into more than it held"),
    pytest.param(
        "| a | b |\n|---|---|\n| [x\\|y](u) | `[` [z](v) |",
        [("[x\\|y](u)", "u", "x|y"), ("[z](v)", "v", "z")],
        id="table cells with an escaped bar",
    ),
    pytest.param(
        "10. | [a](b)\n---|---\n[c](d) | e",
        [("[a](b)", "b", "a"), ("[c](d)", "d", "c")],
        id="a first cell that looks like the mark of a list",
    ),
    pytest.param("> | a |\n> |---|\n> | [x](u) |", [("[x](u)", "u", "x")], id="a table in a quote"),
    pytest.param("10. \x0c\n    [a](b)", [("[a](b)", "b", "a")], id="a first line of form feed is trimmed away"),
    pytest.param("\u00a0\n[a](b)", [("[a](b)", "b", "a")], id="a first line of no-break space"),
    pytest.param("\0[a](b)\0", [("[a](b)", "b", "a")], id="NUL beside a link"),
    pytest.param(
        "```\n[a](b)\n```\n\n    [c](d)\n\n~~~\n<a href=e>f</a>", [], id="fences and indented code, closed or not"
    ),
    pytest.param("<!-- [a](b) -->\n\n<!-- <a href=c>d</a> --> e", [], id="comments"),
    pytest.param('<script>\n"[a](b)"\n</script>\n\n<style>\n[c](d)\n</style>', [], id="scripts and styles"),
    pytest.param('- <!-- x --> text ["t"](u)', [('["t"](u)', "u", '"t"')], id="a comment before text hides no link"),
    pytest.param("<!-- x\n\n[a](b)\n\n--> c", [], id="a comment of several blocks"),
]


@pytest.mark.parametrize(("text", "expected"), LINKS)
def test_inline_links(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert cuts(text) == expected


REFERENCES = [
    pytest.param(
        "[Text][a]\n\n[A]: https://a.example/",
        ("[Text][a]", "https://a.example/", "[A]: https://a.example/", "Text"),
        id="a full reference",
    ),
    pytest.param("[a][]\n\n[a]: u 'T'", ("[a][]", "u", "[a]: u 'T'", "a"), id="a collapsed reference"),
    pytest.param(
        "[a]\n\n[a]:\n  <u v>\n  'T'",
        ("[a]", "u v", "[a]:\n  <u v>\n  'T'", "a"),
        id="a shortcut to a definition of three lines",
    ),
    pytest.param("> [a]: u\n\n[a]", ("[a]", "u", "[a]: u", "a"), id="a definition in a quote"),
    pytest.param("[a]\n\n[a]: one\n[a]: two", ("[a]", "one", "[a]: one", "a"), id="the first definition counts"),
    pytest.param("[ẞ \t x]\n\n[SS X]: u", ("[ẞ \t x]", "u", "[SS X]: u", "ẞ x"), id="labels fold case and blanks"),
    pytest.param("[[a]]\n\n[a]: u", ("[a]", "u", "[a]: u", "a"), id="a wiki link whose name is defined"),
    pytest.param(
        "[b *c*][a\\]]\n\n[a\\]]: u", ("[b *c*][a\\]]", "u", "[a\\]]: u", "b c"), id="an escaped bracket in a label"
    ),
    pytest.param(
        "[a]\n\n[a]: <{{% eturl x %}}>",
        ("[a]", "{{% eturl x %}}", "[a]: <{{% eturl x %}}>", "a"),
        id="a template in a definition",
    ),
    pytest.param(
        "[a]\n\n[a]: u?x=1&amp;amp;y",
        ("[a]", "u?x=1&amp;amp;y", "[a]: u?x=1&amp;amp;y", "a"),
        id="entities in a definition",
    ),
]


@pytest.mark.parametrize(("text", "expected"), REFERENCES)
def test_reference_links_lie_where_they_are_used_and_their_url_where_it_is_defined(
    text: str, expected: tuple[str, str, str, str]
) -> None:
    link = only(text)
    assert link.syntax == "reference"
    assert (cut(text, link.span), cut(text, link.url_span), cut(text, link.definition_span), link.text) == expected


NO_REFERENCES = [
    pytest.param("[Code][8]", id="a label that is never defined"),
    pytest.param("[[Page]] and [ ] and [x]", id="wiki links and task boxes"),
    pytest.param("[^1]\n\n[^1]: a note", id="a footnote"),
    pytest.param("![a][]\n\n[a]: u", id="an image"),
    pytest.param("[a]: u", id="a definition without a use"),
    pytest.param("[a][" + "b" * 1000 + "]\n\n[" + "b" * 1000 + "]: u", id="a label of a thousand characters"),
]


@pytest.mark.parametrize("text", NO_REFERENCES)
def test_brackets_that_are_no_links(text: str) -> None:
    assert cuts(text) == []


BARE = [
    pytest.param("see https://a.example/x.", "https://a.example/x", id="a full stop"),
    pytest.param("see https://a.example/x; and", "https://a.example/x", id="a semicolon"),
    pytest.param('"https://a.example/x", he', "https://a.example/x", id="a quote and a comma"),
    pytest.param(
        "(https://a.example/x_(y))", "https://a.example/x_(y)", id="parentheses, one of which belongs to the URL"
    ),
    pytest.param("[https://a.example/x][4]", "https://a.example/x", id="brackets around a URL"),
    pytest.param("https://a.example/x&copy;", "https://a.example/x", id="an entity at the end"),
    pytest.param("https://a.example/?a&b=1;c*", "https://a.example/?a&b=1;c", id="emphasis at the end"),
    pytest.param("https://a.example<br>x", "https://a.example", id="a tag"),
    pytest.param("`x` https://a.example/`", "https://a.example/", id="a backtick"),
    pytest.param("www.a.example/b", "www.a.example/b", id="www without a scheme"),
    pytest.param("HTTPS://A.example", "HTTPS://A.example", id="capitals"),
    pytest.param("me.x+y@a.example.", "me.x+y@a.example", id="an e-mail address"),
    pytest.param("http://localhost:1313/x", "http://localhost:1313/x", id="localhost"),
    pytest.param("（http://a.example/）", "http://a.example/）", id="full-width brackets are swallowed, as in GFM"),
    pytest.param("http://http://a.example/", None, id="a scheme twice has no host"),
    pytest.param("xhttps://a.example", None, id="a letter before the scheme"),
    pytest.param("https://*.x and http://.a.example", None, id="hosts that are none"),
    pytest.param("www. and a@b and v@v0.0.21", None, id="nothing behind www, one label, a number at the end"),
    pytest.param("README.md and a.example", None, id="names without a scheme"),
    pytest.param("`https://a.example` and <!-- https://a.example -->", None, id="code and comments"),
    pytest.param("foo\\+@a.example", None, id="an escape inside an address"),
]


@pytest.mark.parametrize(("text", "expected"), BARE)
def test_bare_urls_end_where_a_reader_would_end_them(text: str, expected: str | None) -> None:
    bare = [cut(text, link.span) for link in draft(text).links if link.syntax == "bare"]
    assert bare == ([] if expected is None else [expected])


def test_a_bare_url_next_to_links_keeps_its_place() -> None:
    text = "https://a.example[b](c)https://d.example"
    assert [cut(text, link.span) for link in draft(text).links] == ["https://a.example", "[b](c)", "https://d.example"]


URLS = [
    pytest.param("<https://a.example/>", "autolink", "https://a.example/", id="an autolink"),
    pytest.param("<me@a.example>", "autolink", "mailto:me@a.example", id="an e-mail autolink"),
    pytest.param(
        "<javascript:alert(1)>", "autolink", "javascript:alert(1)", id="an unsafe autolink is for rules to judge"
    ),
    pytest.param(
        "[x](javascript:alert(1))", "inline", "javascript:alert(1)", id="an unsafe scheme is for rules to judge"
    ),
    pytest.param("[x](data:text/html,y)", "inline", "data:text/html,y", id="a data URL"),
    pytest.param("www.a.example", "bare", "http://www.a.example", id="www means http"),
    pytest.param("me@a.example", "bare", "mailto:me@a.example", id="an address means mailto"),
    pytest.param("[x](a?b&copy=2)", "inline", "a?b&copy=2", id="an entity needs its semicolon"),
    pytest.param("[x](a&#38;b&quot;)", "inline", 'a&b"', id="entities are resolved"),
    pytest.param("[x](a\\_b\\c\\&amp;)", "inline", "a_b\\c&amp;", id="escapes are resolved once"),
    pytest.param("[x](http://u@a.example:b@c/x@y)", "inline", "http://u@a.example:b@c/x@y", id="credentials"),
    pytest.param("[x](about:blank)", "inline", "about:blank", id="about:blank"),
    pytest.param("[x](http://ʎɹ.example)", "inline", "http://ʎɹ.example", id="letters of another script"),
]


@pytest.mark.parametrize(("text", "syntax", "url"), URLS)
def test_urls_as_written_with_escapes_resolved(text: str, syntax: str, url: str) -> None:
    link = only(text)
    assert (link.syntax, link.url) == (syntax, url)


TEXTS = [
    pytest.param("[a *b* __c__ ~~d~~](u)", "a b c d", id="emphasis"),
    pytest.param("[snake_case_name and 2*3*4](u)", "snake_case_name and 234", id="underscores inside words stay"),
    pytest.param("[a * b *](u)", "a * b *", id="stars that mark nothing"),
    pytest.param("[***a** b*](u)", "a b", id="three stars"),
    pytest.param("[a&nbsp;&amp; b](u)", "a & b", id="entities"),
    pytest.param("[a<br>b <b>c</b>](u)", "ab c", id="tags"),
    pytest.param("[`` a`b ``](u)", "a`b", id="code"),
    pytest.param("[a\n  b](u)", "a b", id="a line end"),
    pytest.param("[x ![a *b* `c` <i>d</i>](i) y](u)", "x a b c d y", id="an alt text with markup"),
    pytest.param("[![a ![b *c*](d)](i)](u)", "a b c", id="an image in an alt text"),
    pytest.param("[<http://a.example>](u)", "http://a.example", id="an autolink in a link text"),
    pytest.param("[\\<b\\> \\*](u)", "<b> *", id="escapes"),
]


@pytest.mark.parametrize(("text", "expected"), TEXTS)
def test_the_text_is_what_a_reader_sees(text: str, expected: str) -> None:
    assert draft(text).links[0].text == expected


PLACES = [
    pytest.param("[a](b)", "paragraph", True, id="a paragraph of one link"),
    pytest.param("see [a](b)", "paragraph", False, id="a link among words"),
    pytest.param("[a](b) | [c](d) · https://e.example &nbsp;", "paragraph", True, id="nothing but links and marks"),
    pytest.param("[a](b){: rel=nofollow }", "paragraph", True, id="a link with an attribute list"),
    pytest.param("# [a](b)", "heading", True, id="a heading"),
    pytest.param("- [ ] [a](b)", "list", True, id="a task"),
    pytest.param("1. [a](b) x", "list", False, id="an item"),
    pytest.param("> [a](b)", "quote", True, id="a quote"),
    pytest.param("| [a](b) | c |\n|--|--|", "table", True, id="a cell"),
    pytest.param("x[^1]\n\n[^1]: [a](b) y", "footnote", False, id="a footnote"),
    pytest.param("1. <a href=b>c</a>", "list", True, id="a tag in an item"),
    pytest.param("- <div><a href=b>c</a></div>", "list", True, id="an HTML block in an item"),
    pytest.param("x <a href=b>c</a>", "paragraph", False, id="a tag among words"),
    pytest.param("<a href=b>c</a> · <a href=d>e</a>", "paragraph", True, id="two tags"),
]


@pytest.mark.parametrize(("text", "context", "stands_alone"), PLACES)
def test_where_a_link_stands(text: str, context: str, stands_alone: bool) -> None:
    assert {(link.context, link.stands_alone) for link in draft(text).links} == {(context, stands_alone)}


CONTAINERS = [
    pytest.param(":::note [T](u)\n[a](b)\n:::", ["[T](u)", "[a](b)"], id="Docusaurus admonitions"),
    pytest.param("> [!NOTE]\n> [a](b)", ["[a](b)"], id="GitHub alerts"),
    pytest.param("*[HTML]: x\n\n[a](b)", ["[a](b)"], id="abbreviations"),
    pytest.param("Term\n: [a](b)", ["[a](b)"], id="definition lists"),
    pytest.param(
        "x[^1]\n\n[^1]: https://a.example\n\n    [b](c)",
        ["https://a.example", "[b](c)"],
        id="footnotes of two paragraphs",
    ),
    pytest.param("x^[a [b](c)]", ["[b](c)"], id="inline footnotes"),
    pytest.param('<div markdown="1">\n[a](b)\n</div>', ["[a](b)"], id="markdown in HTML"),
    pytest.param(
        '<aside markdown="1">\n<p markdown="1">[a](b)</p>\n</aside>', ["[a](b)"], id="markdown in nested HTML"
    ),
    pytest.param(
        "<figure>\n<figcaption markdown='1'>[a](b)</figcaption>\n</figure>\n",
        ["[a](b)"],
        id="markdown in an element of HTML that is none",
    ),
    pytest.param("<div>\n[a](b)\n</div>", [], id="HTML without the attribute"),
    pytest.param("Setext [a](b)\n---", ["[a](b)"], id="setext headings"),
    pytest.param("<div>\n\n[a](b)\n\n</div>", ["[a](b)"], id="a blank line in HTML"),
]


@pytest.mark.parametrize(("text", "expected"), CONTAINERS)
def test_links_in_what_dialects_add(text: str, expected: list[str]) -> None:
    assert [cut(text, link.span) for link in draft(text).links] == expected


@pytest.mark.parametrize("text", ["<!-- x --> [a](b)", "<p markdown='1'>[a](b)</p>", "!!! note\n\n    [a](b)"])
def test_what_commonmark_does_not_read_is_left_alone(text: str) -> None:
    assert draft(text, dialect="commonmark").links == ()


HTML_IN_MARKDOWN = [
    pytest.param("a <a href='u'>b *c*</a> d", [("<a href='u'>b *c*</a>", "u", "b c")], id="a tag in a paragraph"),
    pytest.param('<a\nhref="u">b</a> c', [('<a\nhref="u">b</a>', "u", "b")], id="a tag over two lines"),
    pytest.param(
        "> <a href=u\n> rel=me>b\n> c</a>",
        [("<a href=u\n> rel=me>b\n> c</a>", "u", "b c")],
        id="a tag over two lines of a quote",
    ),
    pytest.param(
        '<a href="[https://a.example/x][12]_">b</a>',
        [('<a href="[https://a.example/x][12]_">b</a>', "[https://a.example/x][12]_", "b")],
        id="Markdown in an attribute",
    ),
    pytest.param(
        '<a href="https://a.example">https://a.example</a>',
        [('<a href="https://a.example">https://a.example</a>', "https://a.example", "https://a.example")],
        id="a bare URL in a tag is no second link",
    ),
    pytest.param("`<a href=u>b</a>` \\<a href=u>b", [], id="tags in code, and an escaped one"),
    pytest.param(
        "<p><a href=u>a<a/>\n\n[b](c)",
        [("<a href=u>a", "u", "a"), ("[b](c)", "c", "b")],
        id="a tag that is never closed",
    ),
]


@pytest.mark.parametrize(("text", "expected"), HTML_IN_MARKDOWN)
def test_html_in_markdown(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert cuts(text) == expected


def test_headings_with_their_level_and_text() -> None:
    read = draft("# A *b*\n\n## [c](d) `e`\n\nF\n===\n")
    assert [(heading.level, heading.text) for heading in read.headings] == [(1, "A b"), (2, "c e"), (1, "F")]
    assert read.title == "A b"


def test_prose_leaves_code_comments_and_front_matter_out() -> None:
    text = "---\ntitle: x\n---\n\n# A\n\nb\n\n```\nc\n```\n\n<!-- d -->\n\n<p>e</p>\n\n- f\n"
    assert [cut(text, span) for span in draft(text).prose] == ["# A", "b", "e", "- f"]


SAMPLES = [
    "# A [b](c)\n\nsee [d *e*](https://a.example/x 'T') and https://b.example/y.\n\n[f][g] <https://h.example>\n\n[g]: /i\n",
    "- [a](b)\n- c\n\n      code [d](e)\n\n  [f](g)\n\n| [h](i) | j |\n|---|---|\n| k | [l\\|m](n) |\n",
    "x <a href='b'>c</a>\n\n<div>\n<a href=d>e</a>\n</div>\n\n```\n[f](g)\n```\n\n[h](<i j>)\n",
]
Links = list[tuple[str, str, str, str]]


def link_list(text: str) -> Links:
    return [(link.syntax, link.url, link.text, link.context) for link in draft(text).links]


@pytest.mark.parametrize("text", SAMPLES)
@pytest.mark.parametrize("line_end", ["\r\n", "\r"])
def test_line_ends_change_no_link(text: str, line_end: str) -> None:
    assert link_list(text.replace("\n", line_end)) == link_list(text)


LINES = [
    *("[a](b)", "[c][r]", "[r]: /d", "- e", "> f", "    g", "\th", "```", "<div>", "</div>", "<a href=k>l</a>"),
    *("<!-- m -->", "# n", "===", "---", "1. o", "https://p.example", "[q\\](r)", "`s", "*t", "", "[u\u00a0", "\u00a0"),
    *("v](w)", "![x](y)", "{% z %}", "[é](😀)", "\\", "&amp;", "<", "[", "](", ")", "\x0c", "[i\\|](j) | k", "---|---"),
]
SOUP = st.lists(st.sampled_from(LINES), max_size=12).map("\n".join)


@given(SOUP)
def test_every_place_lies_in_the_draft_and_cuts_out_its_url(text: str) -> None:
    for link in draft(text).links:
        spans = [link.span, link.url_span, link.text_span, link.block, *(a.span for a in link.attributes.values())]
        assert all(0 <= span.start <= span.end <= len(text) for span in spans)
        assert link.span.start <= link.text_span.start <= link.text_span.end <= link.span.end
        assert cut(text, link.url_span) in (
            link.url,
            link.url.removeprefix("http://"),
            link.url.removeprefix("mailto:"),
        )


@given(SOUP)
def test_crlf_moves_every_link_by_the_line_ends_before_it(text: str) -> None:
    other = text.replace("\n", "\r\n")
    assert [cut(other, link.span) for link in draft(other).links] == [
        (cut(text, link.span) or "").replace("\n", "\r\n") for link in draft(text).links
    ]


@given(SOUP)
def test_an_emoji_on_top_is_one_character(text: str) -> None:
    assert draft("😀\n\n" + text).links == draft("x\n\n" + text).links


@given(st.lists(st.sampled_from(["[a](b)", "[c *d*](<e f>)", "g", "https://h.example", "# i", "- j [k](l)", ""])))
def test_a_quote_around_everything_keeps_the_links(rows: list[str]) -> None:
    text = "\n".join(rows)
    quoted = "\n".join("> " + row for row in rows)
    assert [cut(quoted, link.span) for link in draft(quoted).links] == [
        cut(text, link.span) for link in draft(text).links
    ]


@given(st.text(max_size=200))
def test_lines_of_any_text_are_found_again(text: str) -> None:
    found = structure.read(structure.normalise(text), DIALECTS["auto"])
    assert all(block.offsets for block in found.blocks)
