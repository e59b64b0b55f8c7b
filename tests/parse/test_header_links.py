"""Links in headers: what counts as one, where it stands, and what is known of it."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linklint import lint_text
from linklint.model import Config, Draft, Link
from linklint.parse import parse
from tests.parse.cuts import cut


def draft(text: str, dialect: str = "auto") -> Draft:
    return parse("draft.md", text, Config(dialect=dialect, front_matter_links=True))


def only(text: str) -> Link:
    (link,) = draft(text).links
    return link


URLS = [
    pytest.param("url: https://a.example/b", ["https://a.example/b"], id="a plain value"),
    pytest.param("url: 'https://a.example/b' # the shop", ["https://a.example/b"], id="quotes and a comment"),
    pytest.param("url: https://a.example/b # the shop", ["https://a.example/b"], id="a comment"),
    pytest.param("url:\t//a.example/b#c", ["//a.example/b#c"], id="no scheme, a tab and a fragment"),
    pytest.param("links:\n  - https://a.example/b\n  - - https://c.example/\n", ["https://a.example/b", "https://c.example/"], id="items"),
    pytest.param("- name: A\n  link: https://a.example/b\n- link: https://c.example/", ["https://a.example/b", "https://c.example/"], id="mappings in a list"),
    pytest.param("links: [https://a.example/b, 'https://c.example/d,e']", ["https://a.example/b", "https://c.example/d,e"], id="a list in one line"),
    pytest.param("Our own page: https://a.example/b", ["https://a.example/b"], id="a key with blanks"),
    pytest.param("url: >\n  https://a.example/b", [], id="a block scalar is a text"),
    pytest.param("text: see https://a.example/b", [], id="a URL among words"),
    pytest.param("url: /go/a/", [], id="a path"),
    pytest.param("image: https://a.example/b", [], id="what is shown"),
    pytest.param("# url: https://a.example/b", [], id="a line that is a comment"),
    pytest.param("text: a # [b](https://c.example/)", [], id="a link in a comment"),
]  # fmt: skip


@pytest.mark.parametrize(("header", "urls"), URLS)
def test_urls_that_are_a_whole_value(header: str, urls: list[str]) -> None:
    text = f"---\n{header}\n---\nb"
    links = draft(text).links
    assert [cut(text, link.url_span) for link in links] == urls == [link.url for link in links]
    assert {(link.syntax, link.context, link.rel, link.text) for link in links} <= {
        ("front-matter", "front-matter", None, "")
    }


@pytest.mark.parametrize(
    ("text", "urls"),
    [
        pytest.param('+++\nurl = "https://a.example/b"\nurls = ["https://c.example/"]\n+++\n', ["https://a.example/b", "https://c.example/"], id="TOML"),
        pytest.param('{\n"url": "https://a.example/b",\n"urls": [\n  "https://c.example/",\n  "https://d.example/"\n]\n}\n', ["https://a.example/b", "https://c.example/", "https://d.example/"], id="JSON"),
        pytest.param('+++\nurl = "https://a.example/b"\n[params."c d"]\nurl = "https://c.example/" # e\n  [[menu]] # main\n  x = 1\n+++\n', ["https://a.example/b", "https://c.example/"], id="tables of TOML right below a URL"),
        pytest.param('+++\nurls = [\n"https://a.example/b",\n"https://c.example/"\n]\n[d]\n+++\n', ["https://a.example/b", "https://c.example/"], id="a table of TOML right below a list"),
        pytest.param('{\n"url":"https://a.example/b"\n}\n', ["https://a.example/b"], id="the last key of JSON, without a blank"),
        pytest.param('{\n"params" :\n{\n"url" : "https://a.example/b"\n},\n"menu": [\n{\n"url": "https://c.example/"\n}\n]\n}\n', ["https://a.example/b", "https://c.example/"], id="JSON that nests"),
        pytest.param("---\nurls: [\n  https://a.example/b,\n  https://c.example/\n]\nd: e\n---\n", ["https://a.example/b", "https://c.example/"], id="a list of YAML over lines"),
        pytest.param("---\r\nurl: https://a.example/b\r\nurls:\r\n- https://c.example/\r\n---\r\n", ["https://a.example/b", "https://c.example/"], id="CRLF"),
    ],
)  # fmt: skip
def test_headers_of_every_kind(text: str, urls: list[str]) -> None:
    assert [cut(text, link.url_span) for link in draft(text).links] == urls


TEXTS = [
    pytest.param("a: \"[B](/go/b/){: rel='sponsored nofollow' } is\"", ("[B](/go/b/)", "/go/b/", "B", ("sponsored", "nofollow")), id="kramdown in double quotes"),
    pytest.param('a: "[B](/b){: rel=\\"nofollow\\" } is"', ("[B](/b)", "/b", "B", ("nofollow",)), id="escaped quotes in a list"),
    pytest.param('a: "see <a rel=\\"me\\" href=\\"https://b.example/\\">B</a>."', ('<a rel=\\"me\\" href=\\"https://b.example/\\">B</a>', "https://b.example/", "B", ("me",)), id="escaped quotes in a tag"),
    pytest.param("a: 'see <a href=\"/b\">the *B*</a>'", ('<a href="/b">the *B*</a>', "/b", "the *B*", ()), id="HTML"),
    pytest.param("a: see <https://b.example/>", ("<https://b.example/>", "https://b.example/", "https://b.example/", ()), id="an autolink"),
    pytest.param("a: |\n  One.\n\n  The [long\n  **name**](/b) of it.", ("[long\n  **name**](/b)", "/b", "long name", ()), id="over two lines of a long text"),
    pytest.param("a: |\n  One\n  }\n  [c]\n  [B](/b)", ("[B](/b)", "/b", "B", ()), id="brackets on lines of a text"),
    pytest.param("a: words that go on,\n  [B](/b)", ("[B](/b)", "/b", "B", ()), id="a text that goes on"),
    pytest.param('a: \'[![alt](c.png)](/b "t")\'', ('[![alt](c.png)](/b "t")', "/b", "alt", ()), id="an image in a link"),
    pytest.param('a: "[B]({{ site.b }})"', ("[B]({{ site.b }})", "{{ site.b }}", "B", ()), id="a destination that a template writes"),
]  # fmt: skip


@pytest.mark.parametrize(("header", "expected"), TEXTS)
def test_markdown_and_html_in_texts(header: str, expected: tuple[str, str, str, tuple[str, ...]]) -> None:
    text = f"---\n{header}\n---\nb"
    link = only(text)
    assert (cut(text, link.span), cut(text, link.url_span), link.text, link.rel) == expected
    assert (link.syntax, link.context) == ("front-matter", "front-matter")


def test_a_value_of_an_escaped_attribute_stands_where_its_words_do() -> None:
    text = '---\na: "<a href=\\"/b\\" rel=\\"no-follow\\">B</a>"\n---\n'
    (diagnostic,) = lint_text(text, config=Config(front_matter_links=True))
    assert cut(text, diagnostic.place.span) == "no-follow"
    assert diagnostic.fix
    assert [(cut(text, edit.span), edit.text) for edit in diagnostic.fix.edits] == [("no-follow", "nofollow")]


def test_links_of_the_header_come_before_those_of_the_text() -> None:
    links = draft("---\nb: [https://b.example/]\na: '[c](/c) https://d.example/'\n---\n[e](/e)").links
    assert [link.url for link in links] == ["https://b.example/", "/c", "/e"]


def test_lists_belong_to_links_only_where_the_dialect_has_them() -> None:
    (link,) = draft("---\na: \"[b](/b){: rel='me' }\"\n---\n", "gfm").links
    assert link.attributes == {}


def test_they_are_no_links_unless_one_asks_for_them() -> None:
    assert lint_text("---\nurl: http://localhost:4000/\n---\n") == ()


@pytest.mark.parametrize(
    ("header", "rules"),
    [
        pytest.param("url: https://www.amazon.com/dp/B0EXAMPLE?tag=tips-20", [], id="whether a URL is marked as paid is unknown"),
        pytest.param("a: '[b](https://www.amazon.com/dp/B0EXAMPLE?tag=tips-20)'", ["missing-sponsored"], id="a text says it all"),
        pytest.param("a: '[click here](https://b.example/)'", ["anchor-generic"], id="a text that says nothing"),
        pytest.param("url: http://localhost:4000/b", ["localhost-link"], id="the writer's machine"),
        pytest.param("a: \"[b](https://b.example/){: rel='nofollow' } [c](https://c.example/){: rel='nofollow' }\"", [], id="no part of a balance"),
    ],
)  # fmt: skip
def test_rules_about_what_is_known_speak(header: str, rules: list[str]) -> None:
    found = lint_text(f"---\n{header}\n---\nb\n", config=Config(front_matter_links=True))
    assert [each.rule for each in found] == rules


def test_a_team_switches_them_on(tmp_path: object) -> None:
    from linklint import config_file

    path = f"{tmp_path}/.linklint.yaml"
    with open(path, "w", encoding="utf-8") as file:
        file.write("front_matter_links: true\noverrides: [{files: [a/], front_matter_links: false}]\n")
    read = config_file.read(path)
    assert (read.config.front_matter_links, read.with_overrides((0,)).front_matter_links) == (True, False)


PIECES = [
    "a: //b\n",
    "- [a](b)\n",
    "a: [",
    '"',
    "a: <a href=x>",
    "a:\n",
    "a: [//b, //c,",
    "[a](",
    "- " * 40,
    "#",
    "a = '",
    '\\"',
]


@pytest.mark.parametrize("piece", PIECES)
def test_hundred_kilobytes_are_read_in_time(piece: str) -> None:
    start = time.process_time()
    draft("---\n" + (piece * 100_000)[:100_000] + "\n---\n")
    assert time.process_time() - start < 5


@given(
    st.lists(
        st.sampled_from([*PIECES, "\n", "\r\n", " ", "https://a.example", "]", "'", "</a>", "{{ x }}", "---"]),
        max_size=30,
    )
)
def test_every_place_lies_in_the_header(pieces: list[str]) -> None:
    text = "---\n" + "".join(pieces) + "\n---\nb"
    for link in draft(text).links:
        assert 0 <= link.span.start <= link.url_span.start <= link.url_span.end <= link.span.end <= len(text)
