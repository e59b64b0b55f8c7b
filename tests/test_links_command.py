"""`linklint links`: which links are listed, what is said of each, and in which shape."""

from __future__ import annotations

import csv
import io
import json
import sys

import pytest

from linklint import files
from linklint.facts import lists
from linklint.facts.labels import labels_of
from linklint.listing.choice import KINDS, LABELS
from linklint.model import Config
from linklint.urls import parse
from tests.conftest import Project

KEYS = "path kind url text rel line column end_line end_column offset end_offset url_offset url_end_offset domain internal labels"
"""What scripts rely on, in this order."""

PAY = """\
---
title: What a plumber earns
---
Wages rose; see [the tables](https://www.bls.gov/ooh/) and <a rel="Sponsored  nofollow"
href="https://www.amazon.com/dp/1?tag=plumb-20">a *good* wrench</a>, or [ask][team].

[team]: /team "Who we are"
"""


def listed(project: Project, *arguments: str) -> list[dict[str, object]]:
    ran = project.run("links", *arguments, "--output-format", "jsonl")
    assert ran.code == 0
    return [json.loads(line) for line in ran.out.splitlines()]


def test_a_link_is_a_line_of_json_with_the_keys_of_the_contract(project: Project) -> None:
    project.write("content/pay.md", PAY)
    tables, wrench, team = listed(project)
    assert list(tables) == KEYS.split()
    assert tables == {
        "path": "content/pay.md", "kind": "inline", "url": "https://www.bls.gov/ooh/", "text": "the tables", "rel": "",
        "line": 4, "column": 17, "end_line": 4, "end_column": 55, "offset": 52, "end_offset": 90,
        "url_offset": 65, "url_end_offset": 89, "domain": "bls.gov", "internal": False, "labels": [],
    }  # fmt: skip
    assert (
        wrench | {"kind": "html", "rel": "Sponsored  nofollow", "text": "a good wrench", "labels": ["affiliate"]}
        == wrench
    )
    assert (wrench["line"], wrench["end_line"]) == (4, 5)
    assert (team["url_offset"], team["url_end_offset"]) == (PAY.index("/team"), PAY.index("/team") + 5)
    assert team | {"kind": "reference", "url": "/team", "domain": None, "internal": True} == team


@pytest.mark.parametrize(
    ("written", "says"),
    [
        pytest.param("[a](<{{ page.url }}>)", {"url": "{{ page.url }}", "domain": None, "internal": None}, id="nothing is known of a URL that a template writes"),
        pytest.param('<a href="/x" rel="{{ rel }}">a</a>', {"rel": None}, id="nor of such a rel"),
        pytest.param("[a](mailto:a@b.example)", {"domain": None, "internal": None}, id="mail leads to no page"),
        pytest.param("[a](//acme.example/b)", {"domain": "acme.example", "internal": True}, id="an own host is internal"),
        pytest.param("[a](https://me.github.io/b)", {"domain": "me.github.io"}, id="a private suffix makes a domain"),
        pytest.param("[a](https://bücher.example/)", {"domain": "xn--bcher-kva.example"}, id="a domain is in punycode"),
        pytest.param("[a](http://127.1/b)", {"domain": "127.0.0.1"}, id="an address is its own domain"),
        pytest.param("[a](/go/wrench)", {"labels": ["cloaked"], "internal": True}, id="a path may have labels"),
        pytest.param("[a\tb ![c](d)](/e&amp;f)", {"text": "a b c", "url": "/e&f"}, id="text and URL are decoded"),
        pytest.param("<https://a.example>", {"kind": "autolink"}, id="angle brackets"),
        pytest.param("so www.acme.example", {"kind": "bare", "url": "http://www.acme.example"}, id="a bare URL"),
        pytest.param("🎉 [a](/b)", {"column": 3, "offset": 2}, id="places count code points"),
    ],
)  # fmt: skip
def test_what_is_said_of_a_link(project: Project, written: str, says: dict[str, object]) -> None:
    project.write(".linklint.yaml", "hosts: [acme.example]\n")
    project.write("a.md", written + "\n")
    (link,) = listed(project)
    assert link | says == link


@pytest.mark.parametrize(
    ("asked", "urls"),
    [
        pytest.param(["--external"], ["https://www.bls.gov/", "https://bit.ly/1"], id="external"),
        pytest.param(["--internal"], ["/team", "https://acme.example/"], id="internal"),
        pytest.param(["--domain", "BLS.gov,bit.ly"], ["https://www.bls.gov/", "https://bit.ly/1"], id="hosts with those below"),
        pytest.param(["--domain", "ls.gov"], [], id="a host is no ending"),
        pytest.param(["--domain", "www.bls.gov"], ["https://www.bls.gov/"], id="a host alone"),
        pytest.param(["--kind", "html,autolink"], ["https://bit.ly/1", "https://acme.example/"], id="kinds"),
        pytest.param(["--label", "shortener,wrapper"], ["https://bit.ly/1"], id="labels"),
        pytest.param(["--external", "--kind", "inline"], ["https://www.bls.gov/"], id="all of what is asked"),
    ],
)  # fmt: skip
def test_filters(project: Project, asked: list[str], urls: list[str]) -> None:
    project.write(".linklint.yaml", "hosts: [acme.example]\n")
    project.write(
        "a.md",
        '[a](https://www.bls.gov/) <a href="https://bit.ly/1">b</a> [c](/team) <https://acme.example/> [d]({{ x }})\n',
    )
    assert sorted(str(link["url"]) for link in listed(project, *asked)) == sorted(urls)


def test_the_labels_that_may_be_asked_for_are_those_that_there_are() -> None:
    hosts = {name: next(iter(lists.load(name))) for name in ("shorteners", "platforms")}
    found = {"affiliate", "cloaked", "resolver", "wrapper"}
    found |= {label for host in hosts.values() for label in labels_of(parse(f"https://{host}/"), Config())}
    assert found == LABELS


def test_a_table_shows_each_draft_with_its_links_one_below_the_other(project: Project) -> None:
    project.write("content/pay.md", PAY)
    project.write("content/none.md", "Nothing here.\n")
    ran = project.run("links", "content")
    assert ran.out == (
        "content/pay.md\n"
        "  4:17  inline     the tables     https://www.bls.gov/ooh/\n"
        "  4:60  html       a good wrench  https://www.amazon.com/dp/1?tag=plumb…  affiliate rel=Sponsored n…\n"
        "  5:73  reference  ask            /team\n"
        "\n"
    )
    assert ran.err == "2 drafts, 3 links\n"


@pytest.mark.parametrize(
    "link",
    [
        pytest.param("[" + "a" * 500 + "](/b)", id="a long text"),
        pytest.param("[漢字" + "漢" * 500 + "](/" + "漢" * 500 + ")", id="wide letters"),
        pytest.param("[e" + "\u0301" * 5000 + "](/b)", id="marks on one letter"),
        pytest.param('<a href="/' + "b" * 500 + '" rel="' + "c " * 500 + '">a</a>', id="all of it long"),
    ],
)
def test_no_row_is_wider_than_the_table(project: Project, link: str) -> None:
    from linklint.report.plain import width

    project.write("a.md", f"{link} and [short](/x).\n")
    rows = project.run("links").out.splitlines()
    assert max(map(width, rows)) <= 100
    assert any("…" in row for row in rows)


def test_what_a_draft_says_moves_no_cursor(project: Project) -> None:
    project.write("a\x1b.md", '<a href="/\u202eb\n\x9bc" rel="\x1b[2J">a \x1b[2J</a>\n')
    for shape in ("table", "csv", "jsonl"):
        out = project.run("links", "--output-format", shape).out
        assert not {"\x1b", "\x9b", "\u202e"} & set(out)
        assert "\\u001b[2J" in out or "\\x1b[2J" in out


def test_colour_only_where_it_is_asked_for(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    project.write("a.md", PAY)
    assert "\x1b[1ma.md\x1b[0m" in project.run("links", "--color", "always").out
    assert "\x1b" not in project.run("links").out


def test_csv_has_the_same_columns_and_nothing_that_a_spreadsheet_runs(project: Project) -> None:
    project.write(".linklint.yaml", "lists: {affiliate: [bit.ly]}\n")
    project.write("=a.md", '[=1+2, "x"](@b) [-c]({{ d }}) <a href="+e" rel="{{ f }}">\t=g</a> [h](https://bit.ly/1)\n')
    out = project.run("links", "--output-format", "csv").out
    assert out.count("\r\n") == out.count("\n") == 5
    head, *rows = list(csv.reader(io.StringIO(out, newline="")))
    assert head == KEYS.split()
    cells = [dict(zip(head, row, strict=True)) for row in rows]
    assert [(cell["path"], cell["url"], cell["text"]) for cell in cells] == [
        ("'=a.md", "'@b", '\'=1+2, "x"'),
        ("'=a.md", "{{ d }}", "'-c"),
        ("'=a.md", "'+e", "'=g"),
        ("'=a.md", "https://bit.ly/1", "h"),
    ]
    assert [cell["internal"] for cell in cells] == ["true", "", "true", "false"]
    assert cells[3]["labels"] == "affiliate shortener"


def test_csv_without_links_is_a_header(project: Project) -> None:
    project.write("a.md", "Nothing here.\n")
    assert project.run("links", "--output-format", "csv").out == KEYS.replace(" ", ",") + "\r\n"


@pytest.mark.parametrize(
    ("column", "rows"),
    [
        pytest.param("domain", [[2, "bls.gov"], [1, None], [1, "bit.ly"]], id="most often first, then by name"),
        pytest.param("labels", [[1, "affiliate"], [1, "shortener"]], id="each label of a link"),
        pytest.param("text", [[2, "a"], [1, "b"], [1, "c"]], id="texts"),
    ],
)
def test_counts(project: Project, column: str, rows: list[list[object]]) -> None:
    project.write(".linklint.yaml", "lists: {affiliate: [bit.ly]}\n")
    project.write("a.md", "[a](https://www.bls.gov/) [b](https://bls.gov/) [c](https://bit.ly/1)\n")
    project.write("b.md", "[a](/x)\n")
    assert [list(row.values()) for row in listed(project, "--count", column)] == rows
    table = project.run("links", "--count", column).out.splitlines()
    assert [line.split() for line in table] == [[str(count), str(value or "-")] for count, value in rows]
    text = project.run("links", "--count", column, "--output-format", "csv").out
    assert text.splitlines()[0] == f"links,{column}"


def test_drafts_are_listed_one_by_one(
    project: Project, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    seen: list[str] = []
    read = files.read

    def watched(path: str) -> files.Source:
        seen.append(f"{path} after {capsys.readouterr().out.strip()!r}")
        return read(path)

    monkeypatch.setattr(files, "read", watched)
    project.write("a.md", "[a](/x)\n")
    project.write("b.md", "[b](/y)\n")
    project.run("links", "--output-format", "jsonl", "a.md", "b.md")
    assert seen[0] == "a.md after ''"
    assert seen[1].startswith("b.md after '{")


def test_which_drafts(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("a.md", "drafts/b.md", "c.html"):
        project.write(name, f'<a href="/{name}">x</a>\n')
    project.write(".linklint.yaml", "exclude: [drafts/]\n")
    assert [link["path"] for link in listed(project)] == ["a.md", "c.html"]
    assert [link["path"] for link in listed(project, "--isolated")] == ["a.md", "c.html", "drafts/b.md"]
    assert [link["path"] for link in listed(project, "drafts/b.md")] == ["drafts/b.md"]
    assert listed(project, "--force-exclude", "drafts/b.md") == []
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"<a href=/y>x</a> [z](/z)\n")))
    assert [link["url"] for link in listed(project, "--stdin-filename", "d.html", "-")] == ["/y"]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        pytest.param(b"\x89PNG\r\n\0\0\0", "a.md: not listed: a binary file", id="binary"),
        pytest.param(b"[r\xe9port](/r)\n", "a.md: not valid UTF-8; listed with the wrong bytes replaced", id="invalid UTF-8"),
        pytest.param(b"> " * 60 + b"[a](/b)\n", "a.md:1: not read: lists or quotes nest deeper than 50 levels", id="too deep"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_told_and_the_rest_is_listed(project: Project, content: bytes, says: str) -> None:
    project.write("a.md", content)
    project.write("b.md", "[b](/b)\n")
    ran = project.run("links")
    assert says in ran.err
    assert ran.code == 0
    assert "1:1  inline  b" in ran.out


def test_a_folder_without_drafts_is_told(project: Project) -> None:
    ran = project.run("links")
    assert (ran.code, ran.out) == (0, "")
    assert "no drafts to list among the paths" in ran.err


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        pytest.param(["--kind", "inlin"], 'no kind "inlin"; did you mean "inline"?', id="kind"),
        pytest.param(["--label", "afiliate"], 'no label "afiliate"; did you mean "affiliate"?', id="label"),
        pytest.param(["--domain", "https://a.example/b"], '--domain wants a host such as bls.gov, not "https://a.example/b"', id="a URL for a host"),
        pytest.param(["--count", "host"], "invalid choice: 'host'", id="column"),
        pytest.param(["--internal", "--external"], "not allowed with argument", id="internal and external"),
        pytest.param(["--oracle", "--output-format", "csv"], "not allowed with argument", id="two shapes"),
        pytest.param(["--config", "no.yaml"], "no.yaml: there is no such file", id="configuration that is not there"),
        pytest.param(["nowhere", "--output-format", "csv"], "nowhere: there is no such file or folder", id="path that is not there"),
        pytest.param(["-", "a.md"], "- stands for one draft on stdin", id="stdin and a path"),
        pytest.param(["--stdin-filename", "a.md"], "--stdin-filename goes with -", id="stdin name without stdin"),
        pytest.param(["--isolated", "--config", "x"], "exclude each other", id="isolated with a configuration"),
    ],
)  # fmt: skip
def test_misuse_is_one_clear_line_and_exit_2(project: Project, arguments: list[str], says: str) -> None:
    project.write("a.md", PAY)
    ran = project.run("links", *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert says in ran.err


def test_every_kind_is_one_that_drafts_have(project: Project) -> None:
    project.write("a.md", "[a](/b) [c] <https://d.example> https://e.example <a href=/f>g</a>\n\n[c]: /h\n")
    assert {link["kind"] for link in listed(project)} == KINDS - {"jsx", "shortcode", "front-matter"}
