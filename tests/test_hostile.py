"""Hostile input from end to end: no hang, no traceback, nothing of it on the terminal as it is."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time

import pytest

from linklint import lint_text
from linklint.reports import FORMATS
from tests.conftest import Project

JUDGED = (
    "The plumber looks at the pipes before the kitchen is built. " * 20
    + "[the copper guild](https://guild.example/copper-prices).\n\n"
)
SECONDS = 20
"""Far above what any of them takes; a hang would take minutes."""


@pytest.mark.parametrize(
    ("path", "text"),
    [
        pytest.param("a.md", "[a](https://" + "".join(chr(0x4E00 + at % 20000) for at in range(20_000)) + ".example/)", id="a host of many letters"),
        pytest.param("a.md", "[a](https://xn--" + "a" * 500_000 + ".example/)", id="a long punycode label"),
        pytest.param("a.md", "www." * 50_000, id="a host of many labels"),
        pytest.param("a.md", "[a](" + "a." * 200_000 + "com/)", id="a relative host of many labels"),
        pytest.param("a.md", "[" + "a." * 200_000 + "com](https://example.org/)", id="an anchor of many labels"),
        pytest.param("a.md", "<!-- linklint-disable-next-line -->" * 1500 + "\n" * 30_000, id="suppressions before blank lines"),
        pytest.param("a.md", "<!-- linklint-disable a -->\n" * 3000 + "<!-- linklint-enable b -->\n" * 3000, id="suppressions of each other"),
        pytest.param("a.md", "{% comment %}" * 30_000, id="comments that never end"),
        pytest.param("a.md", '[a](https://b.example){: rel="' + "nofollo " * 50_000 + '"}', id="an endless rel"),
        pytest.param("a.md", "[" + "!" * 200_000 + "a](https://b.example)", id="an anchor of marks"),
        pytest.param("a.md", "a  <b> " * 30_000, id="tags between blanks"),
        pytest.param("a.md", "---\ntags: &a [x, x, x]\n" + "".join(f"t{at}: &b{at} [*a, *a, *a]\n" for at in range(40)) + "---\n[a](https://b.example)", id="a header of aliases"),
        pytest.param("a.html", "<a href=x>y</a>" * 20_000, id="many links in one line"),
        pytest.param("a.md", "---\ncanonical: [&a0 [x, x]" + "".join(f", &a{at} [*a{at - 1}, *a{at - 1}]" for at in range(1, 40)) + "]\n---\n[a](https://b.example)", id="a header that doubles forty times"),
        pytest.param("a.md", "+++\n" + "a." * 50_000 + "b = 1\n+++\n[a](https://b.example)", id="a dotted key in TOML"),
        *(pytest.param("a.md", JUDGED + mark * 40_000, id=f"{mark} never closed") for mark in ("{{", "{%", "<%", "<!--", "![", "<b")),
        pytest.param("a.md", JUDGED + "# a b\n\n" * 20_000, id="headings without end"),
        pytest.param("a.html", "<a href=x>" + "<noscript>" * 20_000 + "</a>", id="unseen elements that never end"),
        pytest.param("a.html", "<a href=x>" + "<b" * 40_000 + "</a>", id="tags that never end"),
    ],
)  # fmt: skip
def test_no_draft_hangs(path: str, text: str) -> None:
    before = time.process_time()
    lint_text(text, path)
    assert time.process_time() - before < SECONDS


@pytest.mark.parametrize(
    "value",
    ["!!bool maybe", "!!int ''", "!!timestamp foo", "1:1:1.5", "1" * 5000, "!!binary x", "0b1", ".inf", "!!float x"],
)
def test_a_header_with_an_odd_value_is_no_traceback(value: str) -> None:
    assert [each.url for each in lint_text(f"---\na: {value}\n---\nSee [here](/x) now.\n")] == ["/x"]


@pytest.mark.parametrize(
    "host", ["xn--a-rc4g.com", "xn--.com", "xn--a" + "9" * 60 + ".com", "a..b", "..", "xn--zzzzzz99999.com"]
)
def test_a_host_with_an_odd_label_is_no_traceback(host: str) -> None:
    lint_text(f"See [this](https://{host}/) and [that]({host}) now.\n")


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("rules: {anchor-generic: [&a0 [x, x]" + "".join(f", &a{at} [*a{at - 1}, *a{at - 1}]" for at in range(1, 40)) + "]}\n", id="a level of aliases"),
        pytest.param("exclude: !!bool x\n", id="a value that is not what its tag says"),
    ],
)  # fmt: skip
def test_a_hostile_configuration_ends_with_one_line(project: Project, text: str) -> None:
    project.write("a.md", "See [here](/x) now.\n")
    project.write(".linklint.yaml", text)
    ran = project.check()
    assert (ran.code, ran.err.count("\n")) == (2, 1)


def test_blanks_in_pyproject_take_no_time(project: Project) -> None:
    project.write("a.md", "See [here](/x) now.\n")
    project.write("pyproject.toml", "[tool.linklint.rules]\n" + " " * 100_000 + "\nanchor-generic = 'info'\n")
    before = time.process_time()
    assert project.check().code == 0
    assert time.process_time() - before < SECONDS


def test_nothing_is_read_through_links_that_lead_out(
    project: Project, tmp_path_factory: pytest.TempPathFactory
) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (elsewhere / "b.md").write_text("See [here](/secret) now.\n", encoding="utf-8")
    (elsewhere / "pyproject.toml").write_text("[tool.linklint]\nsecret = 1\n", encoding="utf-8")
    (project.folder / "docs").symlink_to(elsewhere)
    ran = project.check("docs")
    assert "leads out of the project" in ran.err
    assert "secret" not in ran.out + ran.err
    project.write("a.md", "See [here](/x) now.\n")
    (project.folder / "pyproject.toml").symlink_to(elsewhere / "pyproject.toml")
    ran = project.check("a.md")
    assert (ran.code, "secret" in ran.err) == (2, False)


def test_many_findings_in_one_line_share_its_text() -> None:
    found = lint_text('<p>see <a href="https://bit.ly/x{}">a</a></p>'.replace("{}", "") * 500, "a.html")
    (diagnostic,) = found
    assert len({id(place.line_text) for place in (diagnostic.place, *diagnostic.also)}) == 1


def run(arguments: list[str], project: Project, **more: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "linklint", *arguments]
    return subprocess.run(command, cwd=project.folder, capture_output=True, text=True, check=False, **more)  # type: ignore[call-overload,no-any-return]


def test_a_name_that_is_no_utf8_is_shown_in_every_format(project: Project) -> None:
    with open(os.path.join(os.fsencode(project.folder), b"bad\xff.md"), "w", encoding="utf-8") as file:
        file.write("See [here](/x) now.\n")
    for name in FORMATS:
        assert project.run("check", "--output-format", name).code == 1


def test_json_is_json_whatever_the_terminal_can_show(project: Project) -> None:
    project.write("ünï🎉.md", "See [here](/x) now, 漢字.\n")
    latin = {**os.environ, "PYTHONIOENCODING": "latin-1"}
    done = run(["check", "--output-format", "json"], project, env=latin)
    assert json.loads(done.stdout)["findings"][0]["path"] == "ünï🎉.md"
    project.write(".linklint.yaml", "house_rules: house\n")
    project.write("house/x.yaml", "what: 漢字\nlevel: error\ncheck: link\nmessage: m\nwhy: w\n")
    done = run(["rules", "--output-format", "json"], project, env=latin)
    assert json.loads(done.stdout)[-1]["what"] == "漢字"


@pytest.mark.parametrize(
    ("shell", "code", "says"),
    [
        pytest.param("{} check - <&-", 2, "there is no stdin", id="stdin closed"),
        pytest.param("{} check a.md >&-", 1, "", id="stdout closed"),
        pytest.param("{} check a.md 2>&-", 1, "", id="stderr closed"),
        pytest.param("{} check a.md >/dev/full", 2, "No space left on device", id="no space left"),
        pytest.param("{} check . | true", 0, "", id="nobody reads"),
        pytest.param("{} check /dev/zero", 0, "not a regular file", id="a device"),
        pytest.param("ln -s loop.md loop.md; {} check .", 1, "", id="a link to itself"),
        pytest.param("ln -s /dev/zero .gitignore; {} check .", 1, "", id="an endless .gitignore"),
        pytest.param(
            "mkdir gone; cd gone; rmdir ../gone; {} check", 2, "No such file or directory", id="a folder that is gone"
        ),
    ],
)
def test_odd_surroundings_give_one_line_and_no_traceback(project: Project, shell: str, code: int, says: str) -> None:
    project.write("a.md", "See [here](/x) now.\n")
    command = shell.format(
        f"PYTHONPATH={os.getcwd()}:{os.path.dirname(os.path.dirname(__file__))} {sys.executable} -m linklint"
    )
    done = subprocess.run(
        ["sh", "-c", command], cwd=project.folder, capture_output=True, text=True, check=False, timeout=60
    )
    assert done.returncode == code, done.stderr
    assert says in done.stderr
    assert "Traceback" not in done.stderr


def test_nothing_that_others_wrote_moves_the_cursor(project: Project) -> None:
    project.write("no\x1b[31mX.md", "<!-- linklint-disable-line \x1b[31mfoo -->\n\nSee [\x1b[2Jhere](/x) now.\n")
    project.write(".linklint.yaml", "rules: {anchor-generic: info}\n")
    ran = project.run("check")
    assert "\x1b" not in ran.out + ran.err
    project.write(".linklint.yaml", 'rules: {"an\\e[31mx": off}\n')
    assert "\x1b" not in project.run("check").err
    assert "\x1b" not in project.run("check", "--select", "\x1b[31m").err


def test_a_house_rule_moves_no_cursor_either(project: Project) -> None:
    project.write(".linklint.yaml", "house_rules: house\n")
    rule = 'what: "a\\e[2Jb"\nlevel: error\ncheck: link\nmessage: "m\\e[2J"\nwhy: "w\\e[2J"\noptions: {where: {form: [empty]}}\n'
    project.write("house/x.yaml", rule + '---\nbad: "See «[this]()» \\e[2J now.\\n"\n')
    project.write("a.md", "See [this]() now.\n")
    for command in (("rules",), ("explain", "x"), ("check",)):
        ran = project.run(*command)
        assert "\x1b" not in ran.out + ran.err
        assert "\\x1b[2J" in ran.out


@pytest.mark.parametrize(
    ("draft", "fixed"),
    [
        pytest.param('<a rel="dofollow dofollow" href="/x">a</a>', '<a href="/x">a</a>', id="a token twice"),
        pytest.param('<a rel="no follow" href="/x">a</a>', '<a rel="nofollow" href="/x">a</a>', id="a token in two"),
        pytest.param('<a rel="nofolow" href="/x">a</a> <a rel="sponsered" href="/x">b</a>', '<a rel="nofollow" href="/x">a</a> <a rel="sponsored" href="/x">b</a>', id="two slips with one URL"),
        pytest.param('<a href="http://http://http://a.org">abc</a>', '<a href="http://a.org">abc</a>', id="a scheme three times"),
        pytest.param('<a href="https://https//a.org">abc</a>', '<a href="https://a.org">abc</a>', id="a scheme twice, once wrong"),
        pytest.param('<a href="https:example.org/x">abc</a>', '<a href="https://example.org/x">abc</a>', id="a scheme without slashes"),
        pytest.param('<a href="https://www.google.com/url?q=https://a.org/b%20c%29">abc</a>', '<a href="https://a.org/b%20c%29">abc</a>', id="a wrapped URL with blanks"),
    ],
)  # fmt: skip
def test_fixes_make_what_their_messages_say(draft: str, fixed: str) -> None:
    edits = [edit for each in lint_text(draft, "a.html") if each.fix for edit in each.fix.edits]
    for edit in sorted(edits, key=lambda edit: edit.span.start, reverse=True):
        draft = draft[: edit.span.start] + edit.text + draft[edit.span.end :]
    assert draft == fixed


def test_an_ignored_link_does_not_mute_its_neighbour() -> None:
    text = '<p>See <a data-linklint-ignore href="TODO">x</a><a href="FIXME">y</a></p>'
    assert [each.url for each in lint_text(text, "a.html")] == ["FIXME"]


def test_what_a_folder_excludes_a_nearer_configuration_does_not_bring_back(project: Project) -> None:
    project.write(".linklint.yaml", "exclude: [tests/]\n")
    project.write("tests/sub/.linklint.yaml", "preset: seo\n")
    project.write("tests/sub/a.md", "See [here](/x) now.\n")
    assert project.check().out == ""


@pytest.mark.parametrize(
    ("text", "says"),
    [
        pytest.param("<!-- linklint-disable-nextline -->\n", 'a.md:1: not read: no suppression "linklint-disable-nextline"; did you mean "linklint-disable-next-line"?', id="directive"),
        pytest.param("---\nlinklint: {disabel: [x]}\n---\n", 'no key "linklint.disabel"; did you mean "linklint.disable"?', id="header"),
    ],
)  # fmt: skip
def test_a_slip_in_a_suppression_is_told(project: Project, text: str, says: str) -> None:
    project.write("a.md", text + "\nSee [here](/x) now.\n")
    ran = project.check()
    assert (ran.code, says in ran.err) == (1, True), ran.err
