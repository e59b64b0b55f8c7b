"""The command line as contract: what goes in, what comes out, and the exit code."""

from __future__ import annotations

import io
import json
import os
import sys
from collections.abc import Callable

import pytest

from linklint import __version__
from tests.conftest import Project

BAD = "For pay data, [click here](https://www.bls.gov/ooh/) or so.\n"
GOOD = "The [Occupational Outlook Handbook](https://www.bls.gov/ooh/) lists pay by trade.\n"


def test_a_clean_draft_says_nothing_on_stdout_and_ends_with_0(project: Project) -> None:
    project.write("a.md", GOOD)
    ran = project.check()
    assert (ran.code, ran.out, ran.err) == (0, "", "1 draft, 1 link: nothing found\n")


def test_a_finding_is_one_line_with_its_place_and_ends_with_1(project: Project) -> None:
    project.write("content/pay.md", BAD)
    ran = project.check("content")
    assert ran.code == 1
    assert ran.out == (
        'content/pay.md:1:15: warning: anchor text "click here" says nothing about bls.gov; '
        "name what the reader will find there [anchor-generic]\n"
    )
    assert ran.err == "1 draft, 1 link: 1 warning\n"


def test_full_output_shows_the_line_with_carets_under_the_exact_place(project: Project) -> None:
    project.write("a.md", "Wörter 🎉 und\t漢字: see «x» [here](https://a.example/) now.\n")
    ran = project.run("check", "a.md")
    head, _, source, carets = ran.out.splitlines()[:4]
    assert head.startswith("a.md:1:26: warning: ")
    assert source == "1 | Wörter 🎉 und    漢字: see «x» [here](https://a.example/) now."
    columns_before = len("Wörter ") + 2 + len(" und    ") + 2 + 2 + len(": see «x» ")
    assert carets == "  | " + " " * columns_before + "^" * len("[here](https://a.example/)")


def test_a_long_line_is_cut_around_the_place(project: Project) -> None:
    project.write("a.md", "word " * 100 + "[here](https://a.example/) " + "word " * 100 + "\n")
    source, carets = project.run("check", "a.md").out.splitlines()[2:4]
    assert source.startswith("1 | …")
    assert source.endswith("…")
    assert source[carets.index("^") : carets.rindex("^") + 1] == "[here](https://a.example/)"


def test_what_a_draft_says_moves_no_cursor(project: Project) -> None:
    project.write("a.md", "See \x1b[2J [here](https://a.example/\x1b]0;x) or [this page](/a\u202eb).\n")
    assert "\x1b" not in project.run("check", "a.md").out
    assert "\u202e" not in project.run("check", "a.md").out


def test_colour_only_where_it_is_asked_for(project: Project) -> None:
    project.write("a.md", BAD)
    assert "\x1b[33;1m" in project.run("check", "--color", "always").out
    assert "\x1b" not in project.run("check").out


def test_json_has_the_shape_of_the_contract(project: Project) -> None:
    project.write("content/pay.md", "---\ntitle: Pay\n---\n" + BAD)
    ran = project.run("check", "--output-format", "json")
    report = json.loads(ran.out)
    (finding,) = report["findings"]
    assert finding.pop("fingerprint")
    assert finding == {
        "path": "content/pay.md",
        "line": 4,
        "column": 15,
        "end_line": 4,
        "end_column": 53,
        "offset": 33,
        "end_offset": 71,
        "rule": "anchor-generic",
        "level": "warning",
        "message": 'anchor text "click here" says nothing about bls.gov; name what the reader will find there',
        "url": "https://www.bls.gov/ooh/",
        "text": "click here",
        "evidence": [],
        "also": [],
        "fix": None,
    }
    assert report["summary"] == {
        "drafts": 1,
        "links": 1,
        "error": 0,
        "warning": 1,
        "info": 0,
        "fixable": 0,
        "fixable_unsafe": 0,
        "fixed": 0,
        "left_out": 0,
        "unsure": 0,
        "without_facts": report["summary"]["without_facts"],
    }


def test_a_safe_fix_is_told_with_its_edits(project: Project) -> None:
    text = "See the [report](hhttps://a.example/r).\n"
    project.write("a.md", text)
    (finding,) = json.loads(project.run("check", "--output-format", "json").out)["findings"]
    (edit,) = finding["fix"]["edits"]
    assert finding["fix"]["safe"] is True
    assert (
        text[: edit["offset"]] + edit["text"] + text[edit["end_offset"] :] == "See the [report](https://a.example/r).\n"
    )


def test_fingerprints_stay_when_lines_move(project: Project) -> None:
    def prints() -> list[str]:
        return [
            each["fingerprint"] for each in json.loads(project.run("check", "--output-format", "json").out)["findings"]
        ]

    project.write("a.md", BAD + "\nor [click here](https://b.example/) too\n")
    before = prints()
    project.write("a.md", "# A title\n\n" + BAD + "\nSome words.\n\nor [click here](https://b.example/) too\n")
    assert prints() == before
    assert len(set(before)) == 2


def test_no_two_findings_share_a_fingerprint_however_their_url_is_written(project: Project) -> None:
    project.write("a.md", "Say [click here](https://a.example/x),\n\nor [click  here](HTTPS://A.example./x).\n")
    findings = json.loads(project.run("check", "--output-format", "json").out)["findings"]
    assert [each["line"] for each in findings] == [1, 3]
    assert len({each["fingerprint"] for each in findings}) == 2


def test_repeats_of_one_rule_and_url_are_one_finding_with_its_further_places(project: Project) -> None:
    project.write("a.md", "Say [here](https://a.example/) and\n\nsay [here](https://a.example/) again.\n")
    (finding,) = json.loads(project.run("check", "--output-format", "json").out)["findings"]
    assert (finding["line"], [place["line"] for place in finding["also"]]) == (1, [3])


@pytest.mark.parametrize(
    ("fail_on", "code"),
    [("error", 0), ("warning", 1), ("info", 1), ("never", 0)],
)
def test_fail_on_decides_what_ends_with_1(project: Project, fail_on: str, code: int) -> None:
    project.write("a.md", BAD)
    assert project.check("--fail-on", fail_on).code == code


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        pytest.param(["check", "--select", "anchor-generc"], 'no rule "anchor-generc"; did you mean "anchor-generic"?', id="select"),
        pytest.param(["check", "--ignore", "rel-mispelled"], 'no rule "rel-mispelled"; did you mean "rel-misspelled"?', id="ignore"),
        pytest.param(["check", "--preset", "strickt"], 'no preset "strickt"; did you mean "strict"?', id="preset"),
        pytest.param(["check", "--config", "no.yaml"], "no.yaml: there is no such file", id="configuration that is not there"),
        pytest.param(["check", "nowhere"], "nowhere: there is no such file or folder", id="path that is not there"),
        pytest.param(["check", "--today", "tomorrow"], "--today wants a date such as 2027-01-31", id="day that is none"),
        pytest.param(["check", "-", "a.md"], "- stands for one draft on stdin", id="stdin and a path"),
        pytest.param(["check", "--stdin-filename", "a.md"], "--stdin-filename goes with -", id="stdin name without stdin"),
        pytest.param(["check", "--isolated", "--config", "x"], "exclude each other", id="isolated with a configuration"),
        pytest.param(["check", "--output-format", "xml"], "invalid choice: 'xml'", id="format"),
        pytest.param(["check", "--unsafe-fixes"], "--unsafe-fixes goes with --fix or --diff", id="unsafe fixes of nothing"),
        pytest.param(["check", "--fix-all"], "unrecognized arguments: --fix-all", id="flag"),
        pytest.param(["explain", "anchor-generc"], 'did you mean "anchor-generic"?', id="explain"),
        pytest.param(["rules", "--preset", "semo"], 'did you mean "seo"?', id="preset of rules"),
        pytest.param(["chekc"], "invalid choice: 'chekc'", id="command"),
    ],
)  # fmt: skip
def test_misuse_is_one_clear_line_and_exit_2(project: Project, arguments: list[str], says: str) -> None:
    project.write("a.md", GOOD)
    ran = project.run(*arguments)
    assert ran.code == 2
    assert says in ran.err
    assert "Traceback" not in ran.err
    assert ran.out == ""


@pytest.mark.parametrize(
    ("content", "why"),
    [
        pytest.param(b"\x89PNG\r\n\0\0\0", "a binary file", id="binary"),
        pytest.param(b"word " * 1_000_001, "5.0 MB; drafts over 2 MB are not checked", id="5 MB"),
        pytest.param("\ufeffé".encode("utf-16-le"), "UTF-16; save it as UTF-8", id="UTF-16"),
        pytest.param(
            b"x\n\n" + b"> " * 60 + b"[a](/b)\n", "lists or quotes nest deeper than 50 levels", id="one block"
        ),
    ],
)
def test_what_is_not_read_is_one_finding_and_ends_no_run(project: Project, content: bytes, why: str) -> None:
    project.write("a.md", content)
    line = 3 if content.startswith(b"x") else 1
    told = f"a.md:{line}:1: warning: not read: {why} [parse-limit]\n"
    ran = project.check()
    assert (ran.code, ran.out, ran.err) == (1, told, "1 draft, 0 links: 1 warning\n")
    project.write("b.md", BAD)
    assert project.check().out.startswith(told + "b.md:1:15: ")


def test_what_is_not_read_is_told_where_the_rule_is_off(project: Project) -> None:
    project.write("a.md", b"\0")
    project.write("b.md", "> " * 60 + "[too](deep)\n")
    notes = ["linklint: a.md:1: not read: a binary file", "linklint: b.md:1: not read: lists or quotes nest deeper"]
    for arguments in (["--ignore", "parse-limit"], ["--select", "anchor-generic"]):
        ran = project.check(*arguments)
        assert (ran.code, ran.out) == (0, "")
        assert all(line.startswith(told) for line, told in zip(ran.err.splitlines(), notes, strict=False)), ran.err


def test_what_is_not_read_is_silenced_as_any_finding(project: Project) -> None:
    project.write("a.md", "<!-- linklint-disable-file parse-limit -->\n\n" + "> " * 60 + "[too](deep)\n")
    ran = project.check()
    assert (ran.code, ran.out, ran.err) == (0, "", "1 draft, 0 links: nothing found\n")


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        pytest.param("a.md", b"See [the r\xe9port](/r).\n", "a.md: not valid UTF-8; checked with", id="invalid UTF-8"),
        pytest.param("a.md", b"", "1 draft, 0 links: nothing found", id="empty"),
        pytest.param("a.txt", b"not a draft", "no drafts among the paths", id="folder without drafts"),
    ],
)
def test_what_is_odd_about_a_draft_is_told_once_and_ends_no_run(
    project: Project, name: str, content: bytes, says: str
) -> None:
    project.write(name, content)
    ran = project.check()
    assert ran.code == 0
    assert ran.err.count(says) == 1


def test_a_file_without_permission_is_named(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    project.write("a.md", BAD)

    def refuse(path: str, flags: int) -> int:
        raise PermissionError(13, "Permission denied", path)

    monkeypatch.setattr("linklint.files.os.open", refuse)
    ran = project.check()
    assert (ran.code, ran.err.count("a.md: not checked: Permission denied")) == (0, 1)


def test_a_symbolic_link_out_of_the_project_is_not_read(
    project: Project, tmp_path_factory: pytest.TempPathFactory
) -> None:
    secret = tmp_path_factory.mktemp("elsewhere") / "secret.md"
    secret.write_text(BAD, encoding="utf-8")
    (project.folder / "a.md").symlink_to(secret)
    project.write("real.md", BAD)
    (project.folder / "b.md").symlink_to(project.folder / "real.md")
    ran = project.check()
    assert "a.md: not checked: a symbolic link that leads out of the project" in ran.err
    assert [line.split(":")[0] for line in ran.out.splitlines()] == ["b.md", "real.md"]


def test_a_pipe_is_not_waited_for(project: Project) -> None:
    os.mkfifo(project.folder / "a.md")
    assert "a.md: not checked: not a regular file" in project.check("a.md").err


def test_invalid_utf8_is_never_fixed(project: Project) -> None:
    project.write("a.md", b"Caf\xe9 [report](hhttps://a.example/r)\n")
    (finding,) = json.loads(project.run("check", "--output-format", "json").out)["findings"]
    assert (finding["column"], finding["fix"]) == (15, None)


def test_a_draft_on_stdin_takes_its_format_and_configuration_from_its_name(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    project.write(".linklint.yaml", "overrides: [{files: ['content/**'], rules: {anchor-generic: error}}]\n")
    html = '<p>Prices, <a href="/cpi">click here</a>, fell.</p>'

    def feed() -> None:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(html.encode())))

    feed()
    ran = project.check("--stdin-filename", "content/a.html", "-")
    assert ran.out.startswith("content/a.html:1:12: error: ")
    feed()
    assert project.check("-").out.startswith("stdin.md:1:12: warning: ")


def test_select_runs_one_rule_even_where_it_is_off(project: Project) -> None:
    project.write(".linklint.yaml", "rules: {anchor-generic: off}\n")
    project.write("a.md", BAD)
    assert project.check().code == 0
    assert project.check("--select", "anchor-generic").code == 1
    assert project.check("--select", "rel-misspelled").code == 0
    assert project.check("--select", "anchor-generic", "--ignore", "anchor-generic").code == 0


def test_the_same_input_gives_the_same_bytes_whatever_the_order_of_arguments(project: Project) -> None:
    for name in ("b.md", "a.md", "sub/c.md"):
        project.write(name, BAD)
    runs = [project.check(*paths) for paths in (["a.md", "b.md", "sub"], ["sub", "b.md", "a.md"], [".", "a.md"])]
    assert runs[0] == runs[1] == runs[2]


def test_gitignore_and_exclude_hold_for_folders_and_force_exclude_for_named_drafts(
    project: Project, places: Callable[[str], list[str]]
) -> None:
    for name in ("a.md", "drafts/b.md", "out/c.md", "sub/keep.md", "sub/skip.md", "node_modules/d.md", ".hidden/e.md"):
        project.write(name, BAD)
    project.write(".gitignore", "out/\n*.tmp.md\n")
    project.write("sub/.gitignore", "*.md\n!keep.md\n")
    project.write(".linklint.yaml", "exclude: [drafts/]\n")
    assert places(project.check().out) == ["a.md:1:15 anchor-generic", "sub/keep.md:1:15 anchor-generic"]
    assert places(project.check("drafts/b.md").out) == ["drafts/b.md:1:15 anchor-generic"]
    assert project.check("--force-exclude", "drafts/b.md").out == ""


def test_a_misspelt_suppression_mutes_nothing_and_is_told(project: Project) -> None:
    project.write("a.md", "<!-- linklint-disable-next-line anchor-generc -->\n" + BAD)
    ran = project.check()
    assert ran.code == 1
    assert 'a.md: suppression: no rule "anchor-generc"; did you mean "anchor-generic"?' in ran.err


@pytest.mark.parametrize("command", ["check", "rules", "explain", "links", "cache"])
def test_help_teaches(project: Project, command: str) -> None:
    ran = project.run(command, "--help")
    assert ran.code == 0
    assert "example" in ran.out
    assert f"linklint {command}" in ran.out


def test_version(project: Project) -> None:
    assert project.run("--version").out == f"linklint {__version__}\n"
