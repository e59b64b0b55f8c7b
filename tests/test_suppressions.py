"""Suppressions: what each spelling mutes, and what it does not."""

from __future__ import annotations

import pytest

from linklint import fixes, lint_text
from linklint.model import Config, Diagnostic, RuleSetting
from linklint.parse import other_tools
from linklint.rulebook import rule_files
from tests.conftest import Project

LINK = "See [here](https://a.example/) now.\n"


def muted_lines(text: str, path: str) -> set[int]:
    """Lines, of those that hold the bad link, on which nothing is reported."""
    lines = {number for number, line in enumerate(text.splitlines(), 1) if "here" in line and "linklint" not in line}
    return lines - {place.start.line for each in lint_text(text, path) for place in (each.place, *each.also)}


@pytest.mark.parametrize(
    ("path", "text", "muted"),
    [
        pytest.param("a.md", f"<!-- linklint-disable-next-line anchor-generic -- why -->\n{LINK}\n{LINK}", {2}, id="next line"),
        pytest.param("a.md", f"<!-- linklint-disable-next-line -->\n\n{LINK}", {3}, id="next line behind a blank one, all rules"),
        pytest.param("a.md", f"<!-- linklint-disable-next-line rel-misspelled -->\n{LINK}", set(), id="another rule"),
        pytest.param("a.md", f"<!-- linklint-disable-next-line rel-misspelled, anchor-generic -->\n{LINK}", {2}, id="two rules"),
        pytest.param("a.md", f"<!-- linklint-disable anchor-generic -->\n\n{LINK}\n<!-- linklint-enable anchor-generic -->\n\n{LINK}", {3}, id="from disable to enable"),
        pytest.param("a.md", f"<!-- linklint-disable -->\n\n{LINK}\n<!-- linklint-enable -->\n\n{LINK}", {3}, id="all rules, to enable"),
        pytest.param("a.md", f"{LINK}\n<!-- linklint-disable anchor-generic -->\n\n{LINK}", {5}, id="disable to the end"),
        pytest.param("a.md", f"{LINK}\n<!-- linklint-disable-file anchor-generic -->\n\n{LINK}", {1, 5}, id="whole file, from anywhere"),
        pytest.param("a.md", f"[//]: # (linklint-disable-next-line anchor-generic -- why)\n\n{LINK}", {3}, id="Markdown comment"),
        pytest.param("a.mdx", f"{{/* linklint-disable-next-line anchor-generic */}}\n\n{LINK}", {3}, id="MDX comment"),
        pytest.param("a.html", '<!-- linklint-disable-next-line anchor-generic -->\n<p>See <a href="/x">here</a> now.</p>', {2}, id="HTML comment"),
        pytest.param("a.md", f"`<!-- linklint-disable-next-line -->`\n{LINK}", set(), id="a comment in code mutes nothing"),
        pytest.param("a.md", f"```\n<!-- linklint-disable-file -->\n```\n\n{LINK}", set(), id="nor in a fence"),
        pytest.param("a.md", f"---\nlinklint: {{disable: [anchor-generic]}}\n---\n{LINK}", {4}, id="front matter"),
        pytest.param("a.md", f"---\nlinklint:\n  disable: anchor-generic\n---\n{LINK}", {5}, id="front matter, one rule alone"),
        pytest.param("a.md", f"<!-- linklint-disable-next-linee -->\n{LINK}", set(), id="a word that is no directive"),
    ],
)  # fmt: skip
def test_a_suppression_mutes_what_it_says(path: str, text: str, muted: set[int]) -> None:
    assert muted_lines(text, path) == muted


def test_disable_line_mutes_its_own_line() -> None:
    text = "See [here](/a) now. <!-- linklint-disable-line anchor-generic -->\nSee [here](/b) now.\n"
    assert [each.url for each in lint_text(text)] == ["/b"]


def test_an_attribute_on_the_tag_mutes_that_link_alone() -> None:
    text = '<p>See <a data-linklint-ignore="anchor-generic" href="/a">here</a> or <a href="/b">here</a>.</p>'
    assert [each.url for each in lint_text(text, "a.html")] == ["/b"]


def test_a_finding_that_stands_for_many_goes_without_the_muted_ones() -> None:
    lines = [f'<p><a rel="nofollow" href="https://{name}.example/">{name} says so</a></p>' for name in "abc"]
    for number, places in ((0, [3, 4]), (1, [1, 4])):
        text = "\n".join([*lines[:number], "<!-- linklint-disable-next-line all-nofollow -->", *lines[number:]])
        (finding,) = lint_text(text, "a.html")
        assert [place.start.line for place in (finding.place, *finding.also)] == places


def test_a_muted_place_is_no_further_place_either() -> None:
    text = "See [here](/a) now.\n\n<!-- linklint-disable-next-line -->\nSee [here](/a) now.\n\nSee [here](/a) now.\n"
    (finding,) = lint_text(text)
    assert [place.start.line for place in (finding.place, *finding.also)] == [1, 6]


OTHER_TOOLS = [
    pytest.param("<!-- markdownlint-disable-next-line MD059 -->", {2}, id="markdownlint, by the rule's number"),
    pytest.param("<!-- markdownlint-disable-next-line descriptive-link-text no-bare-urls -->", {2}, id="by its name"),
    pytest.param("<!-- markdownlint-disable links -->", {2, 3}, id="by its tag, to the end"),
    pytest.param("<!-- markdownlint-disable-file -->", {2, 3}, id="without a name, all that mean the same"),
    pytest.param("<!-- markdownlint-disable MD013 -->", set(), id="a rule that has nothing to do with links"),
    pytest.param("<!-- markdownlint-disable-next-lines MD059 -->", set(), id="no word of markdownlint's"),
    pytest.param("<!-- markdown-link-check-disable -->", set(), id="markdown-link-check asks for nothing of this kind"),
    pytest.param("<!-- lychee-ignore -->", set(), id="lychee has no comments"),
]


@pytest.mark.parametrize(("comment", "muted"), OTHER_TOOLS)
def test_comments_of_other_tools_mute_what_means_the_same(comment: str, muted: set[int]) -> None:
    text = f"{comment}\nSee [here](/a) now.\nSee [here](/b) now.\n"
    assert {2, 3} - {each.place.start.line for each in lint_text(text)} == muted


def test_what_other_tools_mean_are_rules_of_ours() -> None:
    planned = {
        "anchor-naked-url",
        "anchor-outer-space",
        "broken-fragment",
        "broken-internal-link",
        "dead-link",
        "tls-error",
    }
    named = set(other_tools.LINK_CHECK).union(*other_tools.MARKDOWNLINT.values())
    assert named <= {file.id for file in rule_files()} | planned


HERE = "See [here](/a) now."
GOOD = "See [the pay of plumbers](/a) now."
ABROAD = "See [the pay of plumbers](https://press.example/pay) now."
IDLE = [
    pytest.param(f"<!-- linklint-disable-next-line anchor-generic -->\n{GOOD}\n", f"{GOOD}\n", id="nothing on the next line"),
    pytest.param(f"<!-- linklint-disable-next-line -->\r\n\r\n{GOOD}\r\n", f"{GOOD}\r\n", id="for all rules, and the blank line behind"),
    pytest.param(f"a\n\n<!-- linklint-disable-file anchor-generic -->\n\n{GOOD}\n", f"a\n\n{GOOD}\n", id="in the whole file"),
    pytest.param(f"{GOOD} <!-- linklint-disable-line --> b\n", f"{GOOD} b\n", id="within a line"),
    pytest.param(f"{HERE} <!-- linklint-disable-line anchor-generic anchor-empty -- why -->\n", f"{HERE} <!-- linklint-disable-line anchor-generic -- why -->\n", id="one of two names"),
    pytest.param(f"<!-- linklint-disable anchor-empty -->\n\n{GOOD}\n\n<!-- linklint-enable anchor-empty -->\n", f"{GOOD}\n\n", id="with the comment that ends it"),
    pytest.param(f"a\n\n<!-- linklint-enable anchor-generic -->\n\n{GOOD}\n", f"a\n\n{GOOD}\n", id="an end of nothing"),
    pytest.param(f"[//]: # (linklint-disable-next-line anchor-generic)\n\n{GOOD}\n", f"{GOOD}\n", id="a Markdown comment"),
    pytest.param(f"a\n<!-- linklint-disable-next-line anchor-generic -->\n{GOOD}\n", None, id="between two lines, which it parts"),
    pytest.param(f"<!-- linklint-disable-line anchor-generic --> {GOOD}\n", None, id="before what is HTML because of it"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "fixed"), IDLE)
def test_a_suppression_that_mutes_nothing_is_told_and_goes(text: str, fixed: str | None) -> None:
    assert [each.rule for each in unused(text)] == ["unused-suppression"]
    rounds = fixes.Rounds(text)
    while rounds.go_on(unused(rounds.text)):
        pass
    assert rounds.text == (text if fixed is None else fixed)


HEADER = "---\nlinklint: {disable: [%s]}\n---\n\n%s\n"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        pytest.param(HEADER % ("anchor-generic", GOOD), ["anchor-generic"], id="a rule that finds nothing"),
        pytest.param(HEADER % ("anchor-generic", HERE), [], id="a rule that would speak"),
        pytest.param(HEADER % ("anchor-empty, anchor-generic", HERE), ["anchor-empty"], id="one of two"),
        pytest.param("+++\n[linklint]\ndisable = ['anchor-empty']\n+++\na\n", ["anchor-empty"], id="TOML"),
        pytest.param('{\n"linklint": {"disable": "anchor-empty"}\n}\na\n', ["anchor-empty"], id="JSON"),
        pytest.param(
            '---\n"linklint": {disable: ["anchor\\u002dempty"]}\n---\na\n', [""], id="a name behind an escape"
        ),
        pytest.param(HEADER % ("anchor-generik", GOOD), [], id="of a rule that does not exist"),
        pytest.param(HEADER % ("require-suppression-reason", GOOD), [], id="of a rule that is off"),
        pytest.param(HEADER % ("anchor-empty, unused-suppression", GOOD), [], id="this very rule too"),
        pytest.param(
            HEADER % ("anchor-empty", f"<!-- linklint-disable-file unused-suppression -->\n\n{GOOD}"),
            [],
            id="this very rule is muted by a comment",
        ),
    ],
)
def test_a_rule_that_a_header_switches_off_in_vain_is_told_and_left(text: str, told: list[str]) -> None:
    found = unused(text)
    assert [text[each.place.span.start : each.place.span.end] for each in found] == told
    assert [each.fix for each in found] == [None] * len(told)


def test_a_rule_that_a_header_switches_off_silences_no_other() -> None:
    link = '<a href="/a" rel="nofolow,me">the pay of plumbers</a>'
    assert [each.rule for each in lint_text(link)] == ["rel-misspelled"]
    assert [each.rule for each in lint_text(HEADER % ("rel-misspelled", link))] == ["rel-comma-separated"]


def test_a_header_need_not_say_why() -> None:
    on = Config(rules={"require-suppression-reason": RuleSetting("warning")})
    assert lint_text(HEADER % ("anchor-generic", HERE), config=on) == ()


IN_USE = [
    pytest.param(f"<!-- linklint-disable-next-line anchor-generic -->\n{HERE}", id="it mutes"),
    pytest.param(f"<!-- linklint-disable -->\n\n{HERE}\n\n{GOOD}", id="it mutes one of two, all rules"),
    pytest.param(f"<!-- linklint-disable-next-line require-suppression-reason -->\n{GOOD}", id="of a rule that is off"),
    pytest.param(f"<!-- linklint-disable-next-line anchor-genric -->\n{GOOD}", id="of a rule that does not exist"),
    pytest.param(f"<!-- markdownlint-disable-next-line MD059 -->\n{GOOD}", id="for another tool"),
    pytest.param(f"<!-- linklint-disable-next-line dead-link -->\n{ABROAD}", id="of a rule that needs the web"),
    pytest.param(f"<!-- linklint-disable-next-line -->\n{ABROAD}", id="of all rules, where some would ask the web"),
    pytest.param(
        f"<!-- linklint-disable-file unused-suppression -->\n\n<!-- linklint-disable-next-line -->\n{GOOD}",
        id="this very rule is muted by its name",
    ),
]


@pytest.mark.parametrize("text", IN_USE)
def test_a_suppression_is_left_alone(text: str) -> None:
    assert unused(text) == []


def unused(text: str) -> list[Diagnostic]:
    return [each for each in lint_text(text) if each.rule == "unused-suppression"]


def test_a_suppression_of_all_rules_does_not_hide_that_it_mutes_nothing() -> None:
    assert unused(f"<!-- linklint-disable-file -->\n\n{GOOD}\n")


@pytest.mark.parametrize("words", [["--select", "unused-suppression"], ["--ignore", "anchor-generic"]], ids=" ".join)
def test_rules_that_the_command_line_leaves_out_still_use_their_suppressions(
    project: Project, words: list[str]
) -> None:
    used, idle = (
        f"<!-- linklint-disable-next-line anchor-generic -->\n{HERE}\n",
        f"<!-- linklint-disable-file -->\n\n{GOOD}\n",
    )
    project.write("a.md", used)
    project.write("b.md", idle)
    ran = project.check(*words)
    assert ran.out == "b.md:1:1: warning: linklint-disable-file mutes nothing; remove it [unused-suppression]\n"


def test_a_rule_that_only_tells_of_use_silences_no_other(project: Project) -> None:
    project.write("a.md", "<!-- linklint-disable-next-line anchor-empty -->\n\nSee [![](a.png)](/a) now.\n")
    heard = [project.check(*words).out for words in ([], ["--ignore", "image-link-without-alt"])]
    assert ["[image-link-without-alt]" in out for out in heard] == [True, False]
