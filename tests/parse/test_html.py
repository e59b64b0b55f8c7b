"""Links in HTML pages and fragments: tags as browsers read them, and what stands around."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linklint.parse import read, tags
from linklint.parse.templates import MASK
from tests.parse.cuts import cut, cuts, draft, only

LINKS = [
    pytest.param('<a href="u">b</a>', [('<a href="u">b</a>', "u", "b")], id="double quotes"),
    pytest.param("<A HREF='u'>b</A >", [("<A HREF='u'>b</A >", "u", "b")], id="capitals and single quotes"),
    pytest.param(
        "<a href=https://a.example/x>b</a>",
        [("<a href=https://a.example/x>b</a>", "https://a.example/x", "b")],
        id="no quotes",
    ),
    pytest.param("<a href=u/>b</a>", [("<a href=u/>b</a>", "u/", "b")], id="a slash is part of an unquoted value"),
    pytest.param("<a\nhref\n=\n'u'\n>b</a>", [("<a\nhref\n=\n'u'\n>b</a>", "u", "b")], id="line ends in a tag"),
    pytest.param("<a/href=u>b</a>", [("<a/href=u>b</a>", "u", "b")], id="a slash before an attribute"),
    pytest.param("<a href>b</a>", [("<a href>b</a>", "href", "b")], id="an attribute without a value"),
    pytest.param("<a href=>b</a>", [("<a href=>b</a>", "", "b")], id="an equals sign without a value"),
    pytest.param(
        "<a title='>' href=u>b</a>", [("<a title='>' href=u>b</a>", "u", "b")], id="a tag's end in an attribute"
    ),
    pytest.param("<a href=u href=v>b</a>", [("<a href=u href=v>b</a>", "u", "b")], id="the first of two attributes"),
    pytest.param("<a name=x>b</a>", [], id="an anchor without a link"),
    pytest.param("<link href=u><base href=v><img src=w>", [], id="resources are no links"),
    pytest.param(
        "<map><area href=u alt='b'></map>", [("<area href=u alt='b'>", "u", "b")], id="an area of an image map"
    ),
    pytest.param(
        "<a href=u>1<a href=v>2</a>",
        [("<a href=u>1", "u", "1"), ("<a href=v>2</a>", "v", "2")],
        id="a link ends an open link",
    ),
    pytest.param("<a href=u>1<a/>2", [("<a href=u>1", "u", "1")], id="a slip of the hand for a closing tag"),
    pytest.param("<p><a href=u>b", [("<a href=u>", "u", "")], id="a link that is never closed"),
    pytest.param(
        "<a href=u><div>b</div>{% trans %}</a>",
        [("<a href=u><div>b</div>{% trans %}</a>", "u", "b")],
        id="blocks and templates in a link",
    ),
    pytest.param(
        "<a href=u><img src=i alt='b c'></a>", [("<a href=u><img src=i alt='b c'></a>", "u", "b c")], id="an image"
    ),
    pytest.param(
        "<a href=u>a <!-- x --> b<br>c</a>",
        [("<a href=u>a <!-- x --> b<br>c</a>", "u", "a b c")],
        id="comments and breaks in a text",
    ),
    pytest.param('<a href="u', [], id="a quote that never closes ends the page"),
    pytest.param("<a href=u", [], id="a tag that never closes"),
    pytest.param("a < b <a href=u>c</a>", [("<a href=u>c</a>", "u", "c")], id="a lone angle bracket"),
    pytest.param(
        "</é a='>'><a href=u>c</a>", [("<a href=u>c</a>", "u", "c")], id="a bogus comment ends at the first bracket"
    ),
    pytest.param(
        "<!DOCTYPE html><?xml x?><!--><a href=u>c</a>",
        [("<a href=u>c</a>", "u", "c")],
        id="declarations and the shortest comment",
    ),
    pytest.param("<?php echo '<a href=v>'; ?><a href=u>c</a>", [("<a href=u>c</a>", "u", "c")], id="PHP"),
    pytest.param(
        "<svg><![CDATA[<a href=v>]]></svg><a href=u>c</a>",
        [("<a href=u>c</a>", "u", "c")],
        id="CDATA in foreign content",
    ),
    pytest.param(
        "<svg><a href=u><text>c</text></a></svg>", [("<a href=u><text>c</text></a>", "u", "c")], id="a link in SVG"
    ),
    pytest.param("<!-- <a href=v>x</a> --!><a href=u>c</a>", [("<a href=u>c</a>", "u", "c")], id="comments"),
    pytest.param("<script>'<a href=v>x</a>'</script ><a href=u>c</a>", [("<a href=u>c</a>", "u", "c")], id="scripts"),
    pytest.param(
        "<script><!-- '<script>' </script> <a href=v>x</a> --></script><a href=u>c</a>",
        [("<a href=u>c</a>", "u", "c")],
        id="a script within a script that hides in a comment",
    ),
    pytest.param(
        "<script>x</scripſt><a href=v></script><a href=u>c</a>",
        [("<a href=u>c</a>", "u", "c")],
        id="only letters of ASCII are alike in both cases",
    ),
    pytest.param(
        "<style><a href=v></style><title><a href=v></title><textarea><a href=v></textarea>",
        [],
        id="styles, titles and text areas",
    ),
    pytest.param(
        "<a href=u>x<xmp><a href=v></xmp></a>",
        [("<a href=u>x<xmp><a href=v></xmp></a>", "u", "x<a href=v>")],
        id="an example of markup in a link",
    ),
    pytest.param(
        "<a href=u>x<b title='>'>y</b><!-- > --></a>",
        [("<a href=u>x<b title='>'>y</b><!-- > --></a>", "u", "xy")],
        id="brackets in an attribute and in a comment of a text",
    ),
    pytest.param(
        '<a href="u"title="t"rel=r>b</a>',
        [('<a href="u"title="t"rel=r>b</a>', "u", "b")],
        id="no blanks between attributes",
    ),
    pytest.param(
        "<a =href=v href=u>b</a>", [("<a =href=v href=u>b</a>", "u", "b")], id="a name that begins with a sign"
    ),
    pytest.param(
        "<a " + "x=y " * 60 + "href=u>b</a>", [("<a " + "x=y " * 60 + "href=u>b</a>", "u", "b")], id="sixty attributes"
    ),
    pytest.param(
        "<a href=u>b</a href=v>c", [("<a href=u>b</a href=v>", "u", "b")], id="a closing tag with an attribute"
    ),
    pytest.param("<a href=u>b</a ='>'>c", [("<a href=u>b</a ='>", "u", "b")], id="a quote in a name is no quote"),
    pytest.param("<?php echo 1; <a href=u>b</a>", [], id="PHP that never ends"),
    pytest.param("<pre><a href=v>x</a></pre>", [], id="preformatted text"),
    pytest.param(
        "<div><pre>x</div><a href=u>b</a>",
        [("<a href=u>b</a>", "u", "b")],
        id="preformatted text that ends with what holds it",
    ),
    pytest.param(
        "<div><pre><div>x</div><a href=v>y</a></pre></div>", [], id="preformatted text that holds a block of its own"
    ),
    pytest.param("<plaintext><a href=v>x</a>", [], id="plain text to the end"),
    pytest.param('<blockquote class="twitter-tweet"><a href=v>x</a></blockquote>', [], id="a third party's embed"),
    pytest.param(
        "<p><blockquote class=twitter-tweet><p><a href=v>x</a></p></blockquote><a href=u>b</a>",
        [("<a href=u>b</a>", "u", "b")],
        id="an embed that a paragraph opens around",
    ),
    pytest.param(
        "<noscript><a href=u>b</a></noscript><template><a href=v>c</a></template>",
        [("<a href=u>b</a>", "u", "b"), ("<a href=v>c</a>", "v", "c")],
        id="links for readers without scripts, and for scripts",
    ),
    pytest.param(
        "<table><th>see <a href='http://localhost:1313/'>b</a></th></table>",
        [("<a href='http://localhost:1313/'>b</a>", "http://localhost:1313/", "b")],
        id="a cell",
    ),
    pytest.param(
        '<a href="[AFFILIATE_LINK]" rel="nofollow sponsored">b</a>',
        [('<a href="[AFFILIATE_LINK]" rel="nofollow sponsored">b</a>', "[AFFILIATE_LINK]", "b")],
        id="a placeholder",
    ),
    pytest.param(
        '<a href="//af.example/?a=1&b=2" rel="nofollow"><img src=i></a><img src=j>',
        [('<a href="//af.example/?a=1&b=2" rel="nofollow"><img src=i></a>', "//af.example/?a=1&b=2", "")],
        id="an affiliate banner",
    ),
]


NESTED = [
    pytest.param(
        "<a href=u>1<object><a href=v>2</a></object>3</a>",
        [("<a href=u>1<object><a href=v>2</a></object>3</a>", "u", "123"), ("<a href=v>2</a>", "v", "2")],
        id="an object holds links of its own",
    ),
    pytest.param(
        "<a href=u>1<object>2</a>3</object>4</a>",
        [("<a href=u>1<object>2</a>3</object>4</a>", "u", "1234")],
        id="what closes nothing in an object closes nothing around it",
    ),
    pytest.param(
        "<a href=u>1<table><td><a href=v>2</a></td></table>3</a>",
        [("<a href=u>1<table><td><a href=v>2</a></td></table>3</a>", "u", "123"), ("<a href=v>2</a>", "v", "2")],
        id="a cell holds links of its own",
    ),
    pytest.param(
        "<table><td><a href=u>1<td><a href=v>2<tr><td>3</table>",
        [("<a href=u>1", "u", "1"), ("<a href=v>2", "v", "2")],
        id="a link ends with its cell",
    ),
    pytest.param(
        "<td><a href=u>1<td><a href=v>2</a>",
        [("<a href=u>1<td>", "u", "1"), ("<a href=v>2</a>", "v", "2")],
        id="a cell without a table is none",
    ),
    pytest.param(
        "<table><td><object><a href=u>1<td>2</table><a href=v>3</a>",
        [("<a href=u>1", "u", "1"), ("<a href=v>3</a>", "v", "3")],
        id="a cell ends what it holds",
    ),
    pytest.param(
        "<a href=u>1<template><a href=v>2</template>3</a>",
        [("<a href=u>1<template><a href=v>2</template>3</a>", "u", "13"), ("<a href=v>2", "v", "2")],
        id="a template",
    ),
]

FOREIGN = [
    pytest.param("<svg/><style><a href=v></style>", [], id="SVG that ends at once"),
    pytest.param(
        "<svg><g/><style><a href=u>b</a></style>", [("<a href=u>b</a>", "u", "b")], id="a style in SVG is no raw text"
    ),
    pytest.param("<svg><p><style><a href=v></style>", [], id="a paragraph ends SVG"),
    pytest.param("<svg><font><style><a href=u>b</a>", [("<a href=u>b</a>", "u", "b")], id="a font of SVG"),
    pytest.param("<svg><font color=c><style><a href=v></style>", [], id="a font of HTML ends SVG"),
    pytest.param("<div><svg><path></div><style><a href=v></style>", [], id="what closes around SVG ends it"),
    pytest.param(
        "<svg><title><a href=u>b</a></title></svg>", [("<a href=u>b</a>", "u", "b")], id="HTML in a title of SVG"
    ),
    pytest.param(
        "<svg><desc><style><a href=v></style></desc><style><a href=u>b</a>",
        [("<a href=u>b</a>", "u", "b")],
        id="HTML in SVG and SVG behind it",
    ),
    pytest.param('<math><annotation-xml encoding="text/html"><style><a href=v></style>', [], id="HTML in MathML"),
    pytest.param(
        "<svg><![CDATA[x]]><a href=u/>b</a>", [("<a href=u/>b</a>", "u/", "b")], id="a slash that belongs to a value"
    ),
    pytest.param(
        "<svg><a xlink:href=u><text>b</text></a></svg>",
        [("<a xlink:href=u><text>b</text></a>", "u", "b")],
        id="the older name of the attribute",
    ),
    pytest.param(
        "<svg><a xlink:href=v href=u>b</a></svg>",
        [("<a xlink:href=v href=u>b</a>", "u", "b")],
        id="the older name beside the newer one",
    ),
]


@pytest.mark.parametrize(("text", "expected"), LINKS + NESTED + FOREIGN)
def test_links(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert cuts(text, "html") == expected


def test_a_link_within_three_others_is_none() -> None:
    text = "".join(f"<a href={depth}><object>" for depth in range(6)) + "x" + "</object></a>" * 6
    assert [url for _, url, _ in cuts(text, "html")] == ["0", "1", "2"]


ENTITIES = [
    pytest.param("?a=1&amp;b=2", "?a=1&b=2", id="an entity"),
    pytest.param("?a=1&region=2", "?a=1&region=2", id="a parameter that begins like an entity without semicolon"),
    pytest.param("?a=1&copy", "?a=1©", id="an entity without semicolon at the end"),
    pytest.param("?a=1&copy=2", "?a=1&copy=2", id="an equals sign behind it"),
    pytest.param("?a=1&unknown;", "?a=1&unknown;", id="a name that nobody knows"),
    pytest.param("&#x2f;&#47&#x41;", "//A", id="numbers, one without semicolon"),
    pytest.param("?a=1&notit;", "?a=1&notit;", id="a name that begins like another"),
    pytest.param("&amp;lt;", "&lt;", id="an entity that writes one"),
    pytest.param("&amp;&lt;&#39;", "&<'", id="several"),
    pytest.param("&#x80;&#146;&#x81;", "€’\x81", id="numbers of Windows-1252"),
    pytest.param("&#0;&#xd800;&#x110000;&#" + "1" * 5000, "����", id="numbers of no character"),
    pytest.param("&#" + "0" * 5000 + "65;", "A", id="leading zeros"),
    pytest.param("&#1;&#xfdd0;", "\x01\ufdd0", id="numbers of characters that nobody writes"),
    pytest.param("&#x;&#;&;&", "&#x;&#;&;&", id="no numbers and no names"),
    pytest.param("a\r\nb\rc\0d", "a\nb\nc\ufffdd", id="line ends and NUL"),
    pytest.param("https://cvs.kh onos.example", "https://cvs.kh onos.example", id="a blank in a host is kept"),
]


@pytest.mark.parametrize(("written", "url"), ENTITIES)
def test_entities_in_attributes_as_browsers_read_them(written: str, url: str) -> None:
    assert only(f'<a href="{written}">b</a>', "html").url == url


TEXTS = [
    pytest.param("a&nbsp;b &lt;c&gt;", "a b <c>", id="entities"),
    pytest.param("&copy2026 &notit; &ampb", "©2026 ¬it; &b", id="names without semicolon, even before letters"),
    pytest.param("&am<b>p;</b>", "&amp;", id="an entity does not reach across a tag"),
    pytest.param("a<br>b<p>c</p>d<b>e</b>f", "a b c def", id="line ends where tags make them"),
    pytest.param("a\0b\vc", "ab c", id="characters that no text holds"),
    pytest.param("a<script>b</script><style>c</style><iframe>d</iframe>", "a", id="raw text that nobody sees"),
    pytest.param("a<!b>c</ d>e<![CDATA[f]]>", "ace", id="declarations and what is taken for a comment"),
    pytest.param("<svg><![CDATA[<b>]]><title>a</title></svg>", "a", id="CDATA in SVG"),
]


@pytest.mark.parametrize(("written", "text"), TEXTS)
def test_texts_as_browsers_show_them(written: str, text: str) -> None:
    assert only(f"<a href=u>{written}</a>", "html").text == text


PLACES = [
    pytest.param("<p><a href=u>b</a></p>", "paragraph", True, "<a href=u>b</a>", id="a paragraph of one link"),
    pytest.param("<p>x <a href=u>b</a>, y</p>", "paragraph", False, "x <a href=u>b</a>, y", id="a link among words"),
    pytest.param("<p>x<li>y<li><a href=u>b</a><li>z", "list", True, "<a href=u>b</a>", id="items without closing tags"),
    pytest.param("<ul><li>x<ul><li><a href=u>b</a></ul></ul>", "list", True, "<a href=u>b</a>", id="a nested item"),
    pytest.param("<h2><a href=u>b</a></h2>", "heading", True, "<a href=u>b</a>", id="a heading"),
    pytest.param(
        "<h2>c</h3><p><a href=u>b</a>", "paragraph", True, "<a href=u>b</a>", id="another level ends a heading"
    ),
    pytest.param("<table><tr><td>x<td><a href=u>b</a></table>", "table", True, "<a href=u>b</a>", id="a cell"),
    pytest.param("<blockquote>x<p><a href=u>b</a></blockquote>", "quote", True, "<a href=u>b</a>", id="a quote"),
    pytest.param("<html><nav><li><a href=u>b</a></nav>", "nav", True, "<a href=u>b</a>", id="a page's navigation"),
    pytest.param("<body><header><p><a href=u>b</a>", "header", True, "<a href=u>b</a>", id="a page's header"),
    pytest.param(
        "<body><article><footer><a href=u>b</a>", "paragraph", True, "<a href=u>b</a>", id="an article's footer"
    ),
    pytest.param("<nav><a href=u>b</a></nav>", "paragraph", True, "<a href=u>b</a>", id="a landmark in a fragment"),
    pytest.param(
        "<div><p>x</p><a href=u>b</a><p>y</p></div>", "paragraph", True, "<a href=u>b</a>", id="between paragraphs"
    ),
    pytest.param(
        "<p>&nbsp;· <a href=u>b</a></p>", "paragraph", True, "&nbsp;· <a href=u>b</a>", id="nothing but marks"
    ),
]


@pytest.mark.parametrize(("text", "context", "stands_alone", "block"), PLACES)
def test_where_a_link_stands(text: str, context: str, stands_alone: bool, block: str) -> None:
    link = only(text, "html")
    assert (link.context, link.stands_alone, cut(text, link.block)) == (context, stands_alone, block)


def test_links_side_by_side_stand_alone_together() -> None:
    assert [link.stands_alone for link in draft("<p><a href=u>b</a> | <a href=v>c</a></p>", "html").links] == [
        True,
        True,
    ]


def test_rel_and_other_attributes_with_their_places() -> None:
    text = "<a href=u REL = 'NoFollow  noopener' target=_blank>b</a>"
    link = only(text, "html")
    assert link.rel == ("nofollow", "noopener")
    cut_out = {name: (cut(text, a.span), cut(text, a.value_span)) for name, a in link.attributes.items()}
    assert cut_out == {
        "href": ("href=u", "u"),
        "rel": ("REL = 'NoFollow  noopener'", "NoFollow  noopener"),
        "target": ("target=_blank", "_blank"),
    }


NAMES = [
    pytest.param("<a href=u aria-label='x'>b</a>", "x", False, id="a label"),
    pytest.param("<a href=u title='x'><i class='icon'></i></a>", "x", False, id="a title for an icon"),
    pytest.param("<a href=u><svg aria-label=x></svg></a>", "x", True, id="a picture with a label"),
    pytest.param(
        "<a href=u><svg role=img><title>x</title><desc>y</desc></svg></a>", "x", True, id="a picture with a title"
    ),
    pytest.param("<a href=u><svg><use href='#x'/></svg></a>", "", True, id="a picture from elsewhere"),
    pytest.param(
        "<a href=u><span role=img aria-label=x>🙂</span> y</a>", "x y", True, id="a label in the place of a sign"
    ),
    pytest.param("<a href=u><span aria-label=' '>x</span></a>", "x", True, id="a label of blanks"),
    pytest.param("<a href=u><b aria-labelledby=y></b></a>", "", True, id="a label from elsewhere"),
    pytest.param("<a href=u><img alt=''></a>", "", False, id="an image without a name"),
    pytest.param("<a href=u>x <img alt='y'> z</a>", "x y z", False, id="an alt text in its place"),
    pytest.param("<a href=u><img title=x></a>", "x", True, id="an image with a title"),
    pytest.param("<a href=u><img alt='' title=x>y</a>", "y", True, id="an image that says nothing on purpose"),
    pytest.param("<a href=u><i title=x></i></a>", "x", True, id="an icon with a title"),
    pytest.param("<a href=u><b title=x>y</b></a>", "y", True, id="a title beside a text"),
    pytest.param("<a href=u>x <i aria-hidden=true>arrow_forward</i></a>", "x", False, id="an icon written as a word"),
    pytest.param("<a href=u><i aria-hidden=TRUE>1.<i>2</i></i> x</a>", "x", False, id="what is hidden holds its like"),
    pytest.param("<a href=u><i aria-hidden=false>x</i></a>", "x", False, id="what is not hidden"),
    pytest.param("<a href=u><span aria-hidden=true>x</span></a>", "x", False, id="a text that can only be seen"),
    pytest.param("<a href=u>re<i hidden>x</i>ad</a>", "read", False, id="a hidden part of a word"),
    pytest.param(
        "<a href=u>x<i style='color: red; Display :none'>y</i></a>", "x", False, id="a part that a style hides"
    ),
    pytest.param("<a href=u><i aria-hidden=true>x</a>", "x", False, id="what never ends hides nothing"),
    pytest.param("<a href=u>x <span class=sr-only>y</span></a>", "x y", False, id="a text for screen readers"),
    pytest.param(
        "<a href=u><img alt=x><noscript><img alt=x></noscript></a>",
        "x",
        True,
        id="an image once more for readers without scripts",
    ),
    pytest.param(
        "<a href=u><noscript><img alt=x></noscript></a>", "x", True, id="an image for readers without scripts alone"
    ),
    pytest.param("<area href=u alt=x>", "x", False, id="an area"),
]


@pytest.mark.parametrize(("text", "name", "has_markup"), NAMES)
def test_accessible_names(text: str, name: str, has_markup: bool) -> None:
    link = only(text, "html")
    assert (link.name, link.has_markup) == (name, has_markup)


def test_a_page_has_a_title_a_language_headings_and_prose() -> None:
    text = "<html lang=de-AT><title>T &amp; U</title><h1>V <b>w</b></h1><p>x</p><script>y</script><nav>z</nav>"
    page = draft(text, "html")
    assert (page.title, page.language) == ("V w", "de")
    assert [(heading.level, heading.text, cut(text, heading.span)) for heading in page.headings] == [
        (1, "V w", "V <b>w</b>")
    ]
    assert [cut(text, span) for span in page.prose] == ["V ", "w", "x"]


def test_declarations_are_no_prose() -> None:
    text = "<!doctype html><p>x</p><?xml y?>"
    assert [cut(text, span) for span in draft(text, "html").prose] == ["x"]


BASES = [
    pytest.param("<base href='https://a.example/b/'>", "https://a.example/b/", id="a base"),
    pytest.param("<base target=_blank><base href=x><base href=y>", "x", id="the first one that has a URL"),
    pytest.param("<!-- <base href=x> --><a href=y>", "", id="none"),
    pytest.param("<base href='{{ x }}'>", MASK * 7, id="one that a template writes"),
]


@pytest.mark.parametrize(("text", "base"), BASES)
def test_what_relative_urls_start_from(text: str, base: str) -> None:
    assert read(text, 0, "html", "auto").base == base


def test_a_title_serves_where_there_is_no_heading() -> None:
    assert draft("<title>T &amp; U</title>", "html").title == "T & U"


PIECES = st.sampled_from(
    [
        "<a href=u>",
        "<a href='v'",
        ">",
        "</a>",
        "<",
        "</",
        "<!--",
        "-->",
        "<p>",
        "</p>",
        "'",
        '"',
        "=",
        " ",
        "/",
        "x",
        "<li>",
        "<pre>",
        "</pre>",
        "<svg>",
        "<title>",
        "</title>",
        "<script>",
        "</script>",
        "<td>",
        "<!",
        "?>",
        "&amp;",
        "é",
        "\n",
    ]
)


@given(st.lists(PIECES, max_size=20).map("".join))
def test_any_soup_is_read_and_tags_come_in_order(text: str) -> None:
    position = 0
    for mark in tags.scan(text):
        assert position <= mark.start < mark.end <= len(text)
        position = mark.end
    for link in draft(text, "html").links:
        value = link.attributes["href"].value_span
        assert tags.decode(cut(text, value) or "") == link.url
        assert link.span.start < link.text_span.start <= link.text_span.end <= link.span.end
        assert link.block.start <= link.span.start
        assert link.span.end <= link.block.end


BASES = [
    pytest.param("https://other.example/a/", "b", ("other.example", "/a/b", False), id="on another host"),
    pytest.param("https://own.example/a/c", "../b", ("own.example", "/b", True), id="on the own host"),
    pytest.param("/a/", "b", ("", "/a/b", True), id="a path"),
    pytest.param("https://other.example/a/", "https://a.example/b", ("a.example", "/b", False), id="an absolute URL"),
    pytest.param("https://other.example/a/", "#b", ("", "", True), id="a fragment of the page itself"),
]


@pytest.mark.parametrize(("base", "href", "expected"), BASES)
def test_relative_urls_lead_on_from_the_base(base: str, href: str, expected: tuple[str, str, bool]) -> None:
    link = only(f'<base href="{base}"><a href="{href}">x</a>', "html")
    assert link.target
    assert (link.url, (link.target.host, link.target.path, link.internal)) == (href, expected)


@pytest.mark.parametrize("base", ["{{ site.url }}", "https://[a/"])
def test_from_a_base_that_is_unknown_nothing_is_known(base: str) -> None:
    link = only(f'<base href="{base}"><a href="b">x</a>', "html")
    assert (link.target, link.internal) == (None, None)
