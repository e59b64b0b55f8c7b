"""What every format must hold: the exact place of a finding, whatever stands before it, and nothing that a draft can break."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linklint.fingerprints import fingerprint
from linklint.notes import safe
from linklint.reports import FORMATS
from tests.conftest import Project
from tests.report.shelf import CI_COMMAND, Told, finding, rendered, told

LINK = "[here](https://a.example/)"
BYTES = {"rdjson", "rdjsonl"}
"""Formats that count bytes of UTF-8."""
AS_THEY_ARE = {"full", "concise", "grouped", "github", "azure"}
"""Formats that leave half characters to the stream, which escapes them."""
PLACES = [
    pytest.param("", 1, 1, id="the start of a line"),
    pytest.param("See ", 5, 5, id="ASCII"),
    pytest.param("Café ", 6, 7, id="an accent, composed"),
    pytest.param("Cafe\u0301 ", 7, 8, id="an accent on its own"),
    pytest.param("図書館 ", 5, 11, id="CJK"),
    pytest.param("🎉🎉 ", 4, 10, id="emoji"),
    pytest.param("👩‍👩‍👧 ", 7, 20, id="an emoji of five code points"),
    pytest.param("\t", 2, 2, id="a tab"),
    pytest.param("é図\t🎉 ", 6, 12, id="all of them"),
]


@pytest.mark.parametrize(("before", "points", "octets"), PLACES)
@pytest.mark.parametrize("name", FORMATS)
def test_columns_are_right_behind_any_character(name: str, before: str, points: int, octets: int) -> None:
    text = f"Wörds.\n{before}{LINK} ö.\n"
    start = text.index(LINK)
    (said,) = told(name, rendered(name, finding(text, (start, start + len(LINK)))))
    column = octets if name in BYTES else points
    assert (said.path, said.line, said.column) == ("a.md", 2, column)
    assert (said.end_line, said.end_column) in ((2, column + len(LINK)), (None, None))


HOSTILE = [
    pytest.param("::error::x", id="a command to GitHub"),
    pytest.param("\n::error file=x::y", id="a command on its own line"),
    pytest.param("\r::stop-commands::y", id="a command behind a carriage return"),
    pytest.param("##[error]x", id="an old command to GitHub"),
    pytest.param("#\u200b#\u2060[error]x", id="an old command with what .NET does not see"),
    pytest.param("##vso[task.setvariable variable=PATH]/tmp", id="a command to Azure"),
    pytest.param("];##vso[task.complete result=Succeeded;]", id="the end of a command to Azure"),
    pytest.param("'] ##teamcity[buildStop comment='x'", id="a command to TeamCity"),
    pytest.param("|'|n||0x", id="escapes of TeamCity"),
    pytest.param("%0A::error::x %25 %AZP25 %3B", id="escapes of GitHub and Azure"),
    pytest.param("title=x,file=/etc/passwd::y", id="properties"),
    pytest.param("]]><!-- <b> & &amp; \"'</failure>", id="XML"),
    pytest.param('"}],"x":"\\', id="JSON"),
    pytest.param("`` ` ``` | <b> ![x](y) @acme/all\n# x", id="Markdown"),
    pytest.param("\x00\x07\x1b[2J\x7f\x85\u2028\u2029", id="control characters"),
    pytest.param("\u202eevil\u2066\u200f", id="turned writing direction"),
    pytest.param("a\udcffb\ud83d", id="half characters"),
    pytest.param("\ufffe\uffff", id="no characters"),
]


def check(name: str, hostile: str, path: str) -> None:
    each = finding(path=path, message=f"it says {hostile}!", evidence=(f"{hostile}!", "and more"))
    text = rendered(name, each, finding(path="z.md"))
    text.encode("utf-8", "backslashreplace" if name in AS_THEY_ARE else "strict")
    first, second = told(name, text)
    assert second == told(name, rendered(name, finding(path="z.md")))[0]
    assert (first.line, first.column) == (1, 5)
    if name in ("github", "azure", "teamcity"):
        text = text.replace("\n::warning ", "\n").removeprefix("::warning ")
        text = text.replace("##vso[task.logissue ", "").replace("##teamcity[inspection", "")
    assert not CI_COMMAND.search(text), text


@pytest.mark.parametrize("hostile", HOSTILE)
@pytest.mark.parametrize("name", FORMATS)
def test_what_a_draft_says_breaks_out_of_no_format(name: str, hostile: str) -> None:
    check(name, hostile, "a.md")
    check(name, hostile, f"{hostile.replace('/', '')}.md")


@pytest.mark.parametrize("name", FORMATS)
@given(hostile=st.text(st.sampled_from("a :#[]|'\"<>&%;,=`\\\n\r\u200b\u2028\x00é🎉\udc80-"), max_size=20))
def test_no_text_breaks_out_of_any_format(name: str, hostile: str) -> None:
    check(name, hostile, f"{hostile}.md")


@pytest.mark.parametrize("name", FORMATS)
def test_messages_arrive_as_they_are(name: str) -> None:
    message = "é図🎉 \"a\" 'b' <c> & %0A ; ] [d] | `e` \\ ::f ,g= ## h"
    (said,) = told(name, rendered(name, finding(path="ö/1%2C;a'b].md", message=message)))
    assert said == Told("ö/1%2C;a'b].md", message, 1, 5, said.end_line, said.end_column)


def parsed(name: str, *found: Any) -> Any:
    return json.loads(rendered(name, *found))


def test_a_place_of_several_lines_has_its_end_in_the_unit_of_the_format() -> None:
    each = finding("é [a\nö b](c) d", (2, 12))
    assert told("json", rendered("json", each)) == [Told("a.md", each.message, 1, 3, 2, 8)]
    assert told("rdjson", rendered("rdjson", each)) == [Told("a.md", each.message, 1, 4, 2, 9)]
    (where,) = [each["physicalLocation"] for each in parsed("sarif", each)["runs"][0]["results"][0]["locations"]]
    assert where["region"] == {"startLine": 1, "startColumn": 3, "endLine": 1, "endColumn": 5}
    assert where["contextRegion"] == {"startLine": 1, "startColumn": 3, "endLine": 2, "endColumn": 8}
    assert "file=a.md,line=1,endLine=2,title=" in rendered("github", each)


SUGGESTIONS = [
    pytest.param("é [a](b) c", (2, 8), (), ((6, 7, "x"),), [(1, 8, 9, "x")], id="one edit"),
    pytest.param("é [a](b) c", (2, 8), (), ((2, 2, "<"), (6, 7, "x")), [(1, 4, 9, "<[a](x")], id="two edits of a line are one"),
    pytest.param("é [a\nb](c)", (2, 10), (), ((3, 4, "x"), (8, 9, "y")), [], id="half of a fix is none"),
    pytest.param("[a][b]\n\n[b]: c", (0, 6), (), ((13, 14, "x"),), [], id="an edit elsewhere"),
    pytest.param("é [a](b)\n\n[a](b)", (2, 8), ((10, 16),), ((6, 7, "x"), (14, 15, "x")), [(1, 8, 9, "x")], id="a finding of several places"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "span", "also", "edits", "expected"), SUGGESTIONS)
def test_a_reviewer_gets_whole_fixes(text: str, span: Any, also: Any, edits: Any, expected: Any) -> None:
    (each,) = parsed("rdjson", finding(text, span, also, edits))["diagnostics"]
    said = [
        (one["range"]["start"]["line"], one["range"]["start"]["column"], one["range"]["end"]["column"], one["text"])
        for one in each["suggestions"]
    ]
    assert said == expected


def test_sarif_has_all_edits_of_a_fix_and_all_places() -> None:
    each = finding("é [a](b)\n\n[a](b)", (2, 8), ((10, 16),), ((6, 7, "x"), (14, 15, "")))
    (result,) = parsed("sarif", each)["runs"][0]["results"]
    ((change,),) = [fix["artifactChanges"] for fix in result["fixes"]]
    assert [(one["deletedRegion"]["startLine"], one["insertedContent"]["text"]) for one in change["replacements"]] == [
        (1, "x"),
        (3, ""),
    ]
    (other,) = result["relatedLocations"]
    assert other["physicalLocation"]["region"]["startLine"] == 3
    assert result["partialFingerprints"]["primaryLocationLineHash"] == fingerprint(each)


def test_sarif_makes_no_link_of_what_a_draft_says() -> None:
    (result,) = parsed("sarif", finding(message=r"write [a](https://b.example/) \o/"))["runs"][0]["results"]
    assert result["message"]["text"] == r"write \[a](https://b.example/) \\o/"


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        pytest.param("a b/ö#1?.md", "a%20b/%C3%B6%231%3F.md", id="marks of a URL"),
        pytest.param("c:d.md", "c%3Ad.md", id="no scheme"),
        pytest.param("/tmp/a.md", "file:///tmp/a.md", id="an absolute path"),
        pytest.param("../a.md", "../a.md", id="a path that leads up"),
        pytest.param("a\udcff.md", "a%FF.md", id="a byte that is no UTF-8"),
    ],
)
def test_sarif_names_a_path_as_a_uri(path: str, uri: str) -> None:
    (result,) = parsed("sarif", finding(path=path))["runs"][0]["results"]
    assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == uri


def test_sarif_keeps_the_worst_where_github_takes_no_more() -> None:
    found = [finding(level="info") for _ in range(25_000)] + [finding(level="error", path="z.md")]
    (run,) = parsed("sarif", *found)["runs"]
    assert len(run["results"]) == 25_000
    assert run["results"][0]["level"] == "error"
    assert run["properties"] == {"error": 1, "warning": 0, "info": 25_000, "notShown": 1}


@pytest.mark.parametrize("name", ["github", "azure", "teamcity", "sarif", "markdown"])
def test_the_worst_come_first_where_servers_cut(name: str) -> None:
    text = rendered(name, finding(level="warning", path="b.md"), finding(level="error", path="c.md"))
    assert [each.path for each in told(name, text)] == ["c.md", "b.md"]


def test_github_is_told_what_it_does_not_show() -> None:
    text = rendered("github", *(finding(level="warning") for _ in range(11)), finding(level="error"))
    assert text.splitlines()[-1] == (
        "GitHub shows 10 annotations of a level; all findings stand above: 11 of level warning"
    )
    assert "GitHub shows" not in rendered("github", *(finding(level="warning") for _ in range(10)))


def test_azure_logs_what_is_milder_than_its_levels() -> None:
    assert rendered("azure", finding(level="info")) == "a.md:1:5: info: it says nothing [anchor-generic]\n"


def test_a_comment_in_markdown_is_not_too_long_for_github() -> None:
    found = [finding(message="é" * 100, nth=nth) for nth in range(1, 2000)]
    text = rendered("markdown", *found)
    assert len(text) < 65_536
    left = len(found) - len(told("markdown", text))
    assert f"\n{left} more are not shown here.\n" in text


def test_junit_passes_what_is_mild_and_names_no_line() -> None:
    import xml.etree.ElementTree as ET

    root = ET.fromstring(rendered("junit", finding(level="info"), finding(), finding(path="b.md", level="error")))
    assert (root.get("tests"), root.get("failures")) == ("3", "2")
    assert [suite.get("name") for suite in root] == ["a.md", "b.md"]
    names = [case.get("name") for case in root.iter("testcase")]
    assert names == [f"it says nothing [anchor-generic]{nth}" for nth in ("", " (2)", "")]
    assert [case[0].tag for case in root.iter("testcase")] == ["system-out", "failure", "failure"]
    (clean,) = ET.fromstring(rendered("junit")).iter("testcase")
    assert len(clean) == 0, "a report without a test is taken for a mistake"


@pytest.mark.parametrize("name", ["sarif", "gitlab", "junit", "teamcity"])
def test_rules_explain_themselves_where_the_format_has_a_place_for_it(name: str) -> None:
    text = rendered(name, finding())
    assert "screen readers that list its links" in text
    assert "WCAG 2.2, 2.4.4" in text


@pytest.mark.parametrize("name", ["sarif", "rdjson", "rdjsonl", "markdown"])
def test_rules_have_a_page_where_the_format_has_a_place_for_it(name: str) -> None:
    assert "/rules/README.md#anchor-generic" in rendered(name, finding())


HOUSE_RULE = """\
what: a forum that is closed
level: error
check: link
message: '{host} is closed'
why: It was closed by those who ran it.
options: {where: {host: [forum.example]}}
"""


@pytest.mark.parametrize("caches", [True, False], ids=["from the cache", "anew"])
def test_house_rules_explain_themselves_too(project: Project, caches: bool) -> None:
    project.write("site/.linklint.yaml", "house_rules: house/\n")
    project.write("site/house/closed-forum.yaml", HOUSE_RULE)
    project.write("site/a.md", "Ask [the old forum](https://forum.example/) about it.\n")
    for _ in range(1 + caches):
        ran = project.run("check", "--output-format", "sarif")
    (rule,) = json.loads(ran.out)["runs"][0]["tool"]["driver"]["rules"]
    assert rule["fullDescription"]["text"] == "It was closed by those who ran it."
    assert "helpUri" not in rule


def test_safe_leaves_headings_alone() -> None:
    assert safe("## [a](b)##c and #[d]") == "## [a](b)##c and #[d]"
