"""What is read of the bytes of a page."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linklint.facts.landing_pages.page_content import read
from linklint.model import Content

URL = "https://kelp.example/reef/page"
TEXT = "<p>" + "Kelp grows by half a metre a day. " * 20


def content(
    body: str | bytes, kind: str = "text/html; charset=utf-8", is_whole: bool = True, **headers: str
) -> Content:
    body = body.encode() if isinstance(body, str) else body
    given = {name.replace("_", "-"): value for name, value in headers.items()}
    found = read(body, {"Content-Type": kind, **given}, URL, is_whole)
    assert found
    return found


@pytest.mark.parametrize(
    ("body", "title"),
    [
        pytest.param("<title>Kelp &amp; reefs</title>", "Kelp & reefs", id="a title with an entity"),
        pytest.param("<TITLE\n>\n Kelp\n  reefs </Title >", "Kelp reefs", id="in capitals and on several lines"),
        pytest.param("<title>a <b> c</title>", "a <b> c", id="no markup within titles"),
        pytest.param("<svg><title>Menu</title></svg><title>Kelp</title>", "Kelp", id="not the title of a picture"),
        pytest.param("<title>Kelp</title><title>Other</title>", "Kelp", id="the first counts"),
        pytest.param("<script>'<title>No</title>'</script><title>Kelp</title>", "Kelp", id="not what a script writes"),
        pytest.param("<!-- <title>No</title> --><title>Kelp</title>", "Kelp", id="not in a comment"),
        pytest.param("<!--><title>Kelp</title>", "Kelp", id="a comment that is over at once"),
        pytest.param(
            "<meta property='og:title' content='Kelp'>x", "Kelp", id="the one for sharing, where there is no other"
        ),
        pytest.param("<meta content='a > b' name=x><title>Kelp</title>", "Kelp", id="a > within quotes"),
        pytest.param("<p it's><title>Kelp</title>", "Kelp", id="a quote that opens nothing"),
        pytest.param("<title>&#99999999999;&#xfffffffff;</title>", "��", id="numbers of no character"),
        pytest.param("<title>Kelp", "Kelp", id="a title that is never closed"),
        pytest.param("x <title", "", id="a tag that is never closed"),
    ],
)
def test_titles(body: str, title: str) -> None:
    assert content(body).title == title


@pytest.mark.parametrize(
    ("body", "kind", "title"),
    [
        pytest.param("<title>Größe</title>".encode("cp1252"), "text/html; charset=ISO-8859-1", "Größe", id="header"),
        pytest.param(
            "\ufeff<title>Größe</title>".encode(), "text/html; charset=latin1", "Größe", id="mark over header"
        ),
        pytest.param("<title>Größe</title>".encode("utf-16"), "text/html", "Größe", id="a mark of UTF-16"),
        pytest.param(
            "<meta charset=windows-1251><title>Море</title>".encode("cp1251"), "text/html", "Море", id="a meta tag"
        ),
        pytest.param(
            '<meta http-equiv=content-type content="text/html; charset=gb2312"><title>海藻</title>'.encode("gbk"),
            "text/html",
            "海藻",
            id="a meta tag of the old kind",
        ),
        pytest.param("<title>Größe, ähnlich</title>".encode(), "text/html", "Größe, ähnlich", id="UTF-8 untold"),
        pytest.param("<title>Größe äöü</title>".encode("cp1252"), "text/html", "Größe äöü", id="Windows untold"),
        pytest.param(b"<title>abc</title>", "text/html; charset=zlib", "abc", id="no encoding of text"),
        pytest.param(b"<title>abc</title>", "text/html; charset=punycode", "abc", id="no encoding of browsers"),
        pytest.param(b"<meta charset=utf-16><title>abc</title>", "text/html", "abc", id="UTF-16 that is none"),
    ],
)
def test_encodings(body: bytes, kind: str, title: str) -> None:
    assert content(body, kind).title == title


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        pytest.param(b"%PDF-1.7 \xff", "text/html", id="a PDF that is called HTML"),
        pytest.param(b"<html>", "application/pdf", id="what is called a PDF"),
        pytest.param(b"<html>", "text/plain", id="what browsers show as text"),
        pytest.param(b"{}", "", id="nothing said and no HTML"),
        pytest.param(b" \n", "text/html", id="nothing"),
    ],
)
def test_what_is_no_html(body: bytes, kind: str) -> None:
    assert read(body, {"content-type": kind}, URL, True) is None


def test_html_that_nobody_calls_so() -> None:
    assert read(b"\n<!-- saved -->\n<!DOCTYPE html><title>Kelp</title>", {}, URL, True) == Content(
        title="Kelp", ids=frozenset()
    )


def test_description_and_language() -> None:
    found = content(
        "<html lang=pt-BR><meta property=og:description content=B><meta name=Description content=' A  a '>x"
    )
    assert (found.description, found.language) == ("A a", "pt-BR")
    assert content("<meta property=og:description content=B>x", content_language="de, en").language == "de"


@pytest.mark.parametrize(
    ("tag", "header", "robots"),
    [
        pytest.param("<meta name=robots content='NoIndex, follow'>", "", {"noindex", "follow"}, id="a meta tag"),
        pytest.param("<meta name=googlebot content=noindex>", "", {"noindex"}, id="for Google"),
        pytest.param("<meta name=bingbot content=noindex>", "", set(), id="for others"),
        pytest.param("", "noindex, nofollow", {"noindex", "nofollow"}, id="a header"),
        pytest.param("", "otherbot: noindex, nofollow", set(), id="a header for others"),
        pytest.param("", "otherbot: noindex, googlebot: nofollow", {"nofollow"}, id="a header for several"),
        pytest.param("", "max-snippet:-1, noindex", {"max-snippet:-1", "noindex"}, id="a directive with a value"),
    ],
)
def test_robots(tag: str, header: str, robots: set[str]) -> None:
    assert content(tag + TEXT, x_robots_tag=header).robots == robots


@pytest.mark.parametrize(
    ("body", "ids"),
    [
        pytest.param(
            f"<h2 id=one>{TEXT}<a name='two &amp; more'>", {"one", "two & more"}, id="ids and names of anchors"
        ),
        pytest.param(f"<input name=q><H2 ID='One'>{TEXT}", {"One"}, id="no names of fields"),
        pytest.param(f"<p id='a' id='b'>{TEXT}", {"a"}, id="the first of two"),
        pytest.param(f"<script>x</script>{TEXT}", set(), id="none, and a script"),
        pytest.param("<p>Short.", set(), id="little text and no script"),
        pytest.param("<div id=app></div><script src=a.js></script>", None, id="a script builds the page"),
        pytest.param(f"<div id='root'></div>{TEXT}<script src=a.js></script>", None, id="a root that scripts fill"),
        pytest.param("<noscript>Switch it on.</noscript><script></script>" + "<p>x", None, id="hardly any text"),
    ],
)
def test_ids(body: str, ids: set[str] | None) -> None:
    assert content(body).ids == ids


def test_ids_of_a_part_are_not_known() -> None:
    assert content(f"<h2 id=one>{TEXT}", is_whole=False).ids is None
    assert content(f"<h2 id=one>{TEXT * 2000}").ids is None


@pytest.mark.parametrize(
    ("body", "to"),
    [
        pytest.param(
            "<meta http-equiv=refresh content='0; url=/new'>", "https://kelp.example/new", id="a path, at once"
        ),
        pytest.param(
            "<META HTTP-EQUIV=Refresh CONTENT=\"3;URL='https://b.example/'\">", "https://b.example/", id="soon"
        ),
        pytest.param("<meta http-equiv=refresh content='300; url=/new'>", "", id="later"),
        pytest.param("<meta http-equiv=refresh content=0>", "", id="the same page again"),
        pytest.param("<meta http-equiv=refresh content='0;url=#top'>", "", id="a place on the same page"),
        pytest.param("<meta http-equiv=refresh content='0;url=javascript:x()'>", "", id="no page"),
        pytest.param("<meta http-equiv=refresh content='0;url=http://['>", "", id="no URL"),
        pytest.param("<noscript><meta http-equiv=refresh content='0;url=/n'></noscript>", "", id="without scripts"),
        pytest.param(
            "<base href=/a/b/><meta http-equiv=refresh content='0;url=c'>", "https://kelp.example/a/b/c", id="a base"
        ),
        pytest.param(
            '<script>window.onload=function(){window.location.href="/lander"}</script>',
            "https://kelp.example/lander",
            id="nothing but a script",
        ),
        pytest.param('<script>location.replace("/x")</script><p>Text.', "", id="a script beside text"),
        pytest.param(f'<script>{"f();" * 99}location.href="/x"</script>', "", id="a script that does much else"),
    ],
)
def test_where_the_reader_is_sent(body: str, to: str) -> None:
    assert content(f"<html>{body}").refresh == to


@pytest.mark.parametrize(
    ("body", "sample"),
    [
        pytest.param("<h1>One</h1><p>t<b>w</b>o &lt;3&nbsp;4", "One two <3 4", id="blocks are parted, words are not"),
        pytest.param("<nav>Home <nav>a</nav></nav>Text", "Text", id="no menus"),
        pytest.param("<nav>Home", "Home", id="a menu that is all"),
        pytest.param("<style>p{}</style><script>x</script><template>y</template>z", "z", id="nothing unseen"),
        pytest.param("<template>y <p>z", "y z", id="unseen and never closed"),
        pytest.param("1 < 2 </> <3", "1 < 2 </> <3", id="what is no tag"),
    ],
)
def test_the_first_words(body: str, sample: str) -> None:
    assert content(f"<body>{body}").sample == sample


def test_what_is_kept_is_bounded() -> None:
    found = content(f"<title>{'t' * 9999}</title><meta name=description content='{'d' * 9999}'>{TEXT * 99}")
    assert (len(found.title), len(found.description), len(found.sample)) == (300, 1000, 2000)


@given(st.binary(max_size=300) | st.text(max_size=300).map(str.encode), st.text(max_size=40), st.text(max_size=40))
@settings(deadline=None)
def test_nothing_raises(body: bytes, kind: str, robots: str) -> None:
    read(body, {"content-type": kind, "x-robots-tag": robots}, kind, True)


PIECES = (
    "<", ">", "</", "<!--", "-->", "<!", "<a", " id", "=", '"', "'", " ", "/", "x", "<title>", "</title>", "<script>",
    "</script>", "<svg>", "<nav>", "</nav>", "<meta http-equiv=refresh content='0;url=", "&#", "99999999", ";", "é", "\0",
    "<base href='http://[", "<template>", "<div id=root></div>", "location.href='", "<noscript>", "charset=utf-16",
)  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=60).map("".join))
@settings(max_examples=300, deadline=None)
def test_no_html_raises(body: str) -> None:
    read(body.encode(), {"content-type": "text/html"}, "https://a.example/", True)


@pytest.mark.parametrize(
    "piece",
    [*PIECES, "<a b='", '<a b="', "<a ", "<a /", "<svg><p>", "<div id=root ", "&#9", "&#x9", "<a b", "\n", "<p it's>",
     "location.href= ", "<meta name=robots content='a,a", "<meta charset ", "<!-", "<a b = "],
)  # fmt: skip
def test_the_time_is_linear(piece: str) -> None:
    def seconds(size: int) -> float:
        body = b"<p>" + (piece * size)[:size].encode()
        spent = []
        for _ in range(3):
            start = time.process_time()
            read(body, {"content-type": "text/html"}, URL, True)
            spent.append(time.process_time() - start)
        return min(spent)

    assert seconds(400_000) < 10 * seconds(50_000) + 0.5
