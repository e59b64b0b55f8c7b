"""`linklint links --oracle`: the shape in which independent parsers print links, to the letter."""

from __future__ import annotations

import io
import json
import sys

import pytest

from tests.conftest import Project


def compared(project: Project, *arguments: str) -> list[dict[str, object]]:
    ran = project.run("links", "--oracle", "--no-templates", *arguments)
    assert (ran.code, ran.err) == (0, "")
    return [json.loads(line) for line in ran.out.splitlines()]


def kinds(project: Project, name: str, text: str | bytes) -> list[str]:
    """Kind, text and place of each link of a file."""
    project.write(name, text)
    (file,) = compared(project, name)
    links = file["links"]
    assert isinstance(links, list)
    return [f"{link['kind']} {link['text']!r} {link['span']}" for link in links]


def test_a_markdown_link_has_its_places_in_utf_16(project: Project) -> None:
    project.write("a.md", "\ufeff---\nx: y\n---\n🎉 [the 🎉](</b &amp; c>)\n")
    assert compared(project, "a.md") == [
        {
            "file": "a.md",
            "links": [
                {
                    "kind": "inline", "url": "/b & c", "text": "the 🎉", "tag": None,
                    "span": [16, 38], "start": {"line": 4, "col": 4}, "end": {"line": 4, "col": 26},
                    "dest": [26, 36], "open": None, "attrs": {},
                }
            ],
        }
    ]  # fmt: skip


def test_a_link_in_html_has_its_tag_and_attributes(project: Project) -> None:
    project.write("a.html", '<p>\r\n<A Rel=me href="/b?c&amp;d">an <img alt="icon" src="e.svg"> end</a>')
    assert compared(project, "a.html") == [
        {
            "file": "a.html",
            "links": [
                {
                    "kind": "html", "url": "/b?c&d", "text": "an end", "tag": "a",
                    "span": [5, 72], "start": {"line": 2, "col": 1}, "end": {"line": 2, "col": 68},
                    "dest": None, "open": [5, 33],
                    "attrs": {"rel": ["me", [8, 14], [12, 14]], "href": ["/b?c&d", [15, 32], [21, 31]]},
                },
                {
                    "kind": "html", "url": "e.svg", "text": "", "tag": "img",
                    "span": [36, 64], "start": {"line": 2, "col": 32}, "end": {"line": 2, "col": 60},
                    "dest": None, "open": [36, 64],
                    "attrs": {"alt": ["icon", [41, 51], [46, 50]], "src": ["e.svg", [52, 63], [57, 62]]},
                },
            ],
        }
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        pytest.param("a.md", "[a](b) [c] [c][] [d][c]\n\n[c]: /e 'f'\n", ["inline 'a' [0, 6]", "reference 'c' [7, 10]", "reference 'c' [11, 16]", "reference 'd' [17, 23]", "definition '' [25, 36]"], id="links and definitions"),
        pytest.param("a.md", "![a](b) ![c]\n\n[c]: /e\n", ["image 'a' [0, 7]", "image_reference 'c' [8, 12]", "definition '' [14, 21]"], id="images"),
        pytest.param("a.md", "[![a](b)](c)\n", ["inline 'a' [0, 12]", "image 'a' [1, 8]"], id="an image in a link"),
        pytest.param("a.md", "<https://a.example> https://b.example c@d.example\n", ["autolink 'https://a.example' [0, 19]", "bare 'https://b.example' [20, 37]", "bare 'c@d.example' [38, 49]"], id="URLs as they stand"),
        pytest.param("a.md", "[a]({{ b }}) {% c %}[d](e){% end %}\n", ["inline 'd' [20, 26]"], id="template tags are text"),
        pytest.param("a.md", '<div markdown="1">\n[a](b)\n</div>\n', [], id="what stands in HTML is HTML"),
        pytest.param("a.md", '[a](b){: rel="me"}\n', ["inline 'a' [0, 6]"], id="attribute lists are text"),
        pytest.param("a.mdx", '<a href="/b">c</a> <Card href="/d">e</Card> [f {g}](h)\n', ["html 'c' [0, 18]", "inline 'f ' [44, 54]"], id="MDX, where components are nobody's links"),
        pytest.param("a.md", b"caf\xe9 [a](b)\n", ["inline 'a' [5, 11]"], id="invalid UTF-8"),
        pytest.param("a.md", "a\0b [c](d)\n", ["inline 'c' [4, 10]"], id="a NUL"),
        pytest.param("a.html", "<area href=b><link href=c><iframe src=d></iframe>", ["html '' [0, 13]", "html '' [13, 26]", "html '' [26, 40]"], id="what pages load"),
    ],
)  # fmt: skip
def test_what_counts_as_a_link(project: Project, name: str, text: str | bytes, found: list[str]) -> None:
    assert kinds(project, name, text) == found


def test_the_dialect_is_the_configured_one_where_templates_are_not_ruled_out(project: Project) -> None:
    project.write(".linklint.yaml", "dialect: mdx\n")
    project.write("a.md", "{/* [a](b) */} [c](d)\n")
    (file,) = map(json.loads, project.run("links", "--oracle").out.splitlines())
    assert [link["url"] for link in file["links"]] == ["d"]
    assert [link["url"] for link in compared(project)[0]["links"]] == ["b", "d"]  # type: ignore[attr-defined]


def test_names_of_files_come_on_stdin(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    project.write("b c.md", "[a](/b)\n")
    project.write("é.html", "<a href=/c>d</a>\n")
    names = "é.html\nb c.md\nnowhere.md\n"
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(names.encode())))
    files = compared(project, "-")
    assert [file["file"] for file in files] == names.split("\n")[:-1]
    assert [len(file["links"]) for file in files] == [1, 1, 0]  # type: ignore[arg-type]
    assert files[2]["error"] == "No such file or directory"
