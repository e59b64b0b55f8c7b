"""`linklint check --fix` and `--diff` as contract: what is written, what is told, and what stays as it is."""

from __future__ import annotations

import io
import json
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from linklint import files
from linklint.report.diff import diff, shown
from tests.conftest import Project

BROKEN = "See [the report](hhttps://a.example/r).\n"
FIXED = "See [the report](https://a.example/r).\n"
LEFT = "For pay data, [click here](https://www.bls.gov/ooh/) or so.\n"
UNSAFE = "See [the standards](www.w3.org/TR).\n"
SAFE_AND_UNSAFE = "; 1 fixable with --fix, 1 more with --unsafe-fixes\n"


def content(project: Project, name: str = "a.md") -> bytes:
    return (project.folder / name).read_bytes()


def feed(monkeypatch: pytest.MonkeyPatch, draft: str | bytes) -> None:
    given = draft.encode() if isinstance(draft, str) else draft
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(given)))


DRAFTS = [
    pytest.param(b"[a](hhttps://a.example/r)\r\nb\r\n", b"[a](https://a.example/r)\r\nb\r\n", id="CRLF"),
    pytest.param(b"b\r\n[a](hhttps://a.example/r)\nc\rd", b"b\r\n[a](https://a.example/r)\nc\rd", id="mixed line ends"),
    pytest.param(b"[a](hhttps://a.example/r)", b"[a](https://a.example/r)", id="no line end at the end"),
    pytest.param(b"\xef\xbb\xbf[a](hhttps://a.example/r)\n", b"\xef\xbb\xbf[a](https://a.example/r)\n", id="byte order mark"),
    pytest.param("Ä 🎉 [ä](hhttps://a.example/é)\n".encode(), "Ä 🎉 [ä](https://a.example/é)\n".encode(), id="beyond ASCII"),
    pytest.param(
        b"[a][r] and [b][r]\n\n[r]: hhttps://a.example/r\n", b"[a][r] and [b][r]\n\n[r]: https://a.example/r\n", id="at the definition"
    ),
    pytest.param(
        b"---\ntitle: x\n---\n> - [a](hhttps://a.example/r)\n", b"---\ntitle: x\n---\n> - [a](https://a.example/r)\n", id="header, quote, list"
    ),
    pytest.param(
        b"| a |\n|---|\n| [a](hhttps://a.example/r) |\n", b"| a |\n|---|\n| [a](https://a.example/r) |\n", id="a table"
    ),
    pytest.param(
        b"<a rel='no-follow noopner' href=hhttps://a.example/r>a</a>\n", b"<a rel='nofollow noopener' href=https://a.example/r>a</a>\n", id="a tag, in its quotes"
    ),
    pytest.param(
        b"<!-- linklint-disable-next-line -->\n[a](hhttps://a.example/r)\n", b"<!-- linklint-disable-next-line -->\n[a](hhttps://a.example/r)\n", id="what is muted stays"
    ),
]  # fmt: skip


@pytest.mark.parametrize(("before", "after"), DRAFTS)
def test_only_what_is_fixed_changes(
    project: Project, monkeypatch: pytest.MonkeyPatch, before: bytes, after: bytes
) -> None:
    project.write("a.md", before)
    project.check("--fix")
    assert content(project) == after
    project.check("--fix", "--unsafe-fixes")
    assert content(project) == after
    feed(monkeypatch, before)
    assert project.check("--fix", "--stdin-filename", "b.md", "-").out.encode() == after


def test_invalid_utf8_is_never_written_and_passes_through(project: Project) -> None:
    draft = b"Caf\xe9\r\n[a](hhttps://a.example/r)\n"
    project.write("a.md", draft)
    assert project.check("--fix").code == 1
    assert content(project) == draft
    told = subprocess.run([sys.executable, "-m", "linklint", "check", "--fix", "-"], input=draft, capture_output=True)
    assert (told.returncode, told.stdout) == (1, draft)


def test_what_is_left_is_told_and_decides_the_exit_code(project: Project) -> None:
    project.write("a.md", BROKEN)
    project.write("b.md", BROKEN + LEFT)
    ran = project.check("--fix")
    assert ran.code == 1
    assert ran.out.startswith("b.md:2:15: warning: ")
    assert ran.out.count("\n") == 1
    assert ran.err == "2 drafts, 3 links: 2 fixed, 1 warning left\n"
    ran = project.check("--fix", "a.md")
    assert (ran.code, ran.out, ran.err) == (0, "", "1 draft, 1 link: nothing found\n")


def test_nothing_left_ends_with_0(project: Project) -> None:
    project.write("a.md", BROKEN)
    ran = project.check("--fix")
    assert (ran.code, ran.out, ran.err) == (0, "", "1 draft, 1 link: 1 fixed, nothing left\n")


def test_the_summary_says_what_could_be_fixed(project: Project) -> None:
    project.write("a.md", BROKEN + UNSAFE)
    assert project.check().err == "1 draft, 2 links: 2 errors; 1 fixable with --fix, 1 more with --unsafe-fixes\n"
    assert (
        project.check("--fix").err == "1 draft, 2 links: 1 fixed, 1 error left; 1 fixable with --fix --unsafe-fixes\n"
    )
    assert project.check("--fix", "--unsafe-fixes").err == "1 draft, 2 links: 1 fixed, nothing left\n"
    assert content(project).decode() == FIXED + UNSAFE.replace("www", "https://www")


def test_json_counts_what_was_fixed_and_what_could_be(project: Project) -> None:
    project.write("a.md", BROKEN + UNSAFE)

    def counts(*flags: str) -> list[int]:
        summary = json.loads(project.run("check", "--output-format", "json", *flags).out)["summary"]
        return [summary[name] for name in ("fixable", "fixable_unsafe", "fixed")]

    assert counts() == [1, 1, 0]
    assert counts("--fix") == [0, 1, 1]


def test_full_output_marks_what_can_be_fixed(project: Project) -> None:
    project.write("a.md", BROKEN + UNSAFE + LEFT)
    marks = [line.rpartition("]")[2] for line in project.run("check").out.splitlines() if line.startswith("a.md:")]
    assert marks == [" (fixable)", " (fixable with --unsafe-fixes)", ""]


def test_only_findings_that_are_asked_for_are_fixed(project: Project) -> None:
    project.write("a.md", BROKEN)
    project.write(".linklint.yaml", "exclude: [b.md]\n")
    project.write("b.md", BROKEN)
    project.check("--fix", "--select", "rel-misspelled")
    project.check("--fix", "--ignore", "url-scheme-typo")
    project.check("--fix", "--force-exclude", "b.md")
    assert content(project) == content(project, "b.md") == BROKEN.encode()
    project.write(".linklint.yaml", "rules: {url-scheme-typo: off}\n")
    project.check("--fix")
    assert content(project) == BROKEN.encode()


def test_a_file_without_anything_to_fix_is_not_touched(project: Project) -> None:
    path = project.write("a.md", LEFT)
    os.utime(path, (1, 1))
    project.check("--fix", "--unsafe-fixes")
    assert path.stat().st_mtime == 1


def test_fixed_drafts_are_as_any_other_to_the_next_run(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    project.write("a.md", BROKEN + LEFT)
    fixed = project.check("--fix")
    monkeypatch.setattr("linklint.runs.judge.judge", None)
    assert project.check().out == fixed.out
    assert project.check("--fix").out == fixed.out
    project.write("a.md", BROKEN + LEFT)
    assert project.check("--fix") == fixed
    assert content(project).decode() == FIXED + LEFT


def test_what_changed_since_it_was_judged_is_judged_anew(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    path = project.write("a.md", BROKEN)
    project.check("--no-cache")
    judged: list[bytes] = []
    read = files.Reader.__call__

    def changing(reader: files.Reader, name: str) -> files.Raw:
        raw = read(reader, name)
        judged.append(raw.content)
        if len(judged) == 1:
            path.write_text("# New\n\n" + BROKEN, encoding="utf-8")
        return raw

    monkeypatch.setattr(files.Reader, "__call__", changing)
    project.check("--fix", "--no-cache")
    assert content(project).decode() == "# New\n\n" + FIXED


@pytest.mark.parametrize("jobs", ["1", "2", "5"])
def test_any_number_of_workers_fixes_the_same(project: Project, jobs: str) -> None:
    for number in range(20):
        project.write(
            f"{number}.md", f"# {number}\n\n{BROKEN * (number % 3)}{UNSAFE * (number % 2)}{LEFT * (number % 5)}"
        )
    code = "from linklint.cli import main; main()"
    for before in ("", "import os; del os.fork; "):
        told = subprocess.run(
            [sys.executable, "-c", f"import sys; {before}{code}", "check", "--diff", "--unsafe-fixes", "--no-cache", "--jobs", jobs],
            capture_output=True,
            encoding="utf-8",
            env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])},
        )  # fmt: skip
        alone = project.run("check", "--diff", "--unsafe-fixes", "--no-cache", "--jobs", "1")
        assert (told.returncode, told.stdout, told.stderr) == (1, alone.out, alone.err)
        assert told.stdout.count("\n+++ ") == 16


class TestWriting:
    def test_mode_is_kept(self, project: Project) -> None:
        path = project.write("a.md", BROKEN)
        path.chmod(0o640)
        project.check("--fix")
        assert (content(project).decode(), stat.S_IMODE(path.stat().st_mode)) == (FIXED, 0o640)

    @pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root may give files away")
    def test_owner_and_group_are_kept(self, project: Project) -> None:
        path = project.write("a.md", BROKEN)
        os.chown(path, 1234, 2345)
        project.check("--fix")
        assert (content(project).decode(), path.stat().st_uid, path.stat().st_gid) == (FIXED, 1234, 2345)

    def test_a_symbolic_link_stays_one_and_its_target_is_written(self, project: Project) -> None:
        target = project.write("content/a.md", BROKEN)
        link = project.folder / "b.md"
        link.symlink_to("content/a.md")
        ran = project.check("--fix", "b.md")
        assert (ran.code, link.is_symlink(), target.read_text(encoding="utf-8")) == (0, True, FIXED)

    def test_a_file_and_a_link_to_it_are_fixed_once(self, project: Project) -> None:
        project.write("a.md", BROKEN)
        (project.folder / "b.md").symlink_to("a.md")
        ran = project.check("--fix")
        assert (ran.code, ran.err) == (0, "2 drafts, 2 links: 2 fixed, nothing left\n")
        assert content(project).decode() == FIXED

    def test_nothing_out_of_the_project_is_written(
        self, project: Project, tmp_path_factory: pytest.TempPathFactory
    ) -> None:
        other = tmp_path_factory.mktemp("elsewhere") / "other.md"
        other.write_text(BROKEN, encoding="utf-8")
        (project.folder / "a.md").symlink_to(other)
        assert "a.md: not checked: a symbolic link that leads out" in project.check("--fix").err
        assert other.read_text(encoding="utf-8") == BROKEN

    def test_a_link_that_was_turned_out_of_the_project_is_not_followed(
        self, project: Project, tmp_path_factory: pytest.TempPathFactory
    ) -> None:
        other = tmp_path_factory.mktemp("elsewhere") / "other.md"
        other.write_text(BROKEN, encoding="utf-8")
        (project.folder / "a.md").symlink_to(other)
        assert files.rewrite("a.md", BROKEN.encode(), b"") == "a symbolic link that leads out of the project"
        assert other.read_text(encoding="utf-8") == BROKEN
        assert [each.name for each in other.parent.iterdir()] == ["other.md"]

    def test_a_read_only_draft_is_named_and_the_others_are_fixed(self, project: Project) -> None:
        project.write("a.md", BROKEN + LEFT).chmod(0o444)
        project.write("b.md", BROKEN)
        ran = project.check("--fix")
        assert ran.code == 2
        assert [line.split(": ")[0] for line in ran.out.splitlines()] == ["a.md:1:18", "a.md:2:15"]
        assert ran.err == (
            "linklint: a.md: not written: the file is read-only\n"
            "2 drafts, 3 links: 1 fixed, 1 error, 1 warning left; 1 fixable with --fix\n"
        )
        assert (content(project).decode(), content(project, "b.md").decode()) == (BROKEN + LEFT, FIXED)

    def test_what_changed_meanwhile_is_not_overwritten(self, project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
        project.write("a.md", BROKEN)
        project.write("b.md", BROKEN)
        beside = files._written_beside

        def meanwhile(path: str, content: bytes, like: os.stat_result | None = None) -> str:
            if path.endswith("a.md"):
                project.write("a.md", "A new draft.\n")
            return beside(path, content, like)

        monkeypatch.setattr(files, "_written_beside", meanwhile)
        ran = project.check("--fix")
        assert (ran.code, ran.err.splitlines()[0]) == (
            2,
            "linklint: a.md: not written: it changed while it was checked",
        )
        assert content(project).decode() == "A new draft.\n"
        assert content(project, "b.md").decode() == FIXED

    @pytest.mark.parametrize("fails", ["replace", "chmod"])
    def test_what_cannot_be_written_is_whole_and_leaves_nothing_behind(
        self, project: Project, monkeypatch: pytest.MonkeyPatch, fails: str
    ) -> None:
        def full(*_: object) -> None:
            raise OSError(28, "No space left on device")

        project.write("a.md", BROKEN)
        monkeypatch.setattr(f"linklint.files.os.{fails}", full)
        ran = project.check("--fix", "--no-cache")
        assert (ran.code, ran.err.splitlines()[0]) == (2, "linklint: a.md: not written: No space left on device")
        assert content(project).decode() == BROKEN
        assert not list(project.folder.glob(".linklint*"))

    def test_an_interrupted_run_leaves_a_whole_file(self, project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
        def interrupt(*_: object) -> None:
            raise KeyboardInterrupt

        project.write("a.md", BROKEN)
        monkeypatch.setattr("linklint.files.os.replace", interrupt)
        assert project.check("--fix", "--no-cache").code == 130
        assert content(project).decode() == BROKEN
        assert not list(project.folder.glob(".linklint*"))

    def test_a_planted_file_is_not_written_through(self, project: Project) -> None:
        secret = project.write("secret.txt", "mine")
        project.write("a.md", BROKEN)
        (project.folder / f".linklint-{os.getpid()}.tmp").symlink_to(secret)
        assert project.check("--fix").code == 2
        assert (secret.read_text(encoding="utf-8"), content(project).decode()) == ("mine", BROKEN)

    def test_a_stream_is_not_written(self) -> None:
        assert files.rewrite("/dev/stdin", b"a", b"b") == "a stream"


class TestStdin:
    def test_the_draft_is_printed_fixed_and_its_findings_go_to_stderr(
        self, project: Project, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        feed(monkeypatch, BROKEN + LEFT)
        ran = project.check("--fix", "--stdin-filename", "b.md", "-")
        assert (ran.code, ran.out) == (1, FIXED + LEFT)
        assert ran.err.startswith("b.md:2:15: warning: ")
        assert ran.err.endswith("\n1 draft, 2 links: 1 fixed, 1 warning left\n")
        assert not (project.folder / "b.md").exists()

    @pytest.mark.parametrize(
        ("draft", "flags"),
        [
            pytest.param(LEFT.encode(), (), id="nothing to fix"),
            pytest.param(b"", (), id="empty"),
            pytest.param(b"a\0b\r\n", (), id="binary"),
            pytest.param(b"[a](hhttps://a.example/r)\n" * 200_000, (), id="too large"),
            pytest.param(BROKEN.encode(), ("--force-exclude",), id="excluded"),
        ],
    )
    def test_a_draft_that_is_not_fixed_is_printed_as_it_is(
        self, project: Project, monkeypatch: pytest.MonkeyPatch, draft: bytes, flags: tuple[str, ...]
    ) -> None:
        project.write(".linklint.yaml", "exclude: [b.md]\n")
        feed(monkeypatch, draft)
        assert project.check("--fix", *flags, "--stdin-filename", "b.md", "-").out.encode() == draft

    def test_the_diff_names_the_draft(self, project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
        feed(monkeypatch, BROKEN)
        ran = project.check("--diff", "--stdin-filename", "b.md", "-")
        assert ran.code == 1
        assert ran.out == f"--- a/b.md\n+++ b/b.md\n@@ -1,1 +1,1 @@\n-{BROKEN}+{FIXED}"


class TestDiff:
    def test_it_shows_what_would_change_and_writes_nothing(self, project: Project) -> None:
        project.write("content/a.md", "# Pay\r\n\r\n" + BROKEN + UNSAFE + LEFT.rstrip("\n"))
        before = content(project, "content/a.md")
        ran = project.check("--diff")
        assert ran.code == 1
        assert ran.out == (
            "--- a/content/a.md\n+++ b/content/a.md\n@@ -1,5 +1,5 @@\n # Pay\r\n \r\n"
            f"-{BROKEN}+{FIXED} {UNSAFE} {LEFT}\\ No newline at end of file\n"
        )
        assert ran.err == (
            "1 draft, 3 links: 1 would be fixed, 1 error, 1 warning left; 1 fixable with --fix --unsafe-fixes\n"
        )
        assert project.check("--fix", "--diff") == ran
        assert content(project, "content/a.md") == before

    def test_nothing_to_change_is_0(self, project: Project) -> None:
        project.write("a.md", LEFT + UNSAFE)
        ran = project.check("--diff")
        assert (ran.code, ran.out) == (0, "")
        assert project.check("--diff", "--unsafe-fixes").code == 1

    def test_on_a_terminal_nothing_in_it_moves_the_cursor(self, project: Project) -> None:
        project.write("a.md", "\x1b[2J " + BROKEN)
        assert "\x1b" in project.check("--diff").out
        coloured = project.check("--diff", "--color", "always").out
        assert "\x1b[31m-\\x1b[2J See" in coloured
        assert "\x1b[2J" not in coloured
        assert shown("-a\tb\r\n+c\n", False) == "-a    b\n+c\n"

    @pytest.mark.parametrize(
        ("name", "before", "after"),
        [
            pytest.param("a.md", "a\nb\nc\n", "a\nB\nc\n", id="a line"),
            pytest.param("a.md", "a\r\nb\r\nc", "a\r\nB\r\nc", id="CRLF, and no line end at the end"),
            pytest.param("a.md", "a\nb", "a\nB", id="the last line, without its end"),
            pytest.param("a.md", "a\rb\u2028c\x0cd\n", "a\rB\u2028c\x0cd\n", id="what git takes for no line end"),
            pytest.param("a.md", "a\n", "", id="all goes"),
            pytest.param("a.md", "", "a\n", id="all is new"),
            pytest.param("a.md", "a\nb\nc\n", "b\nc\n", id="the first line goes"),
            pytest.param("a.md", "a\nb\nc\n", "a\nb\n", id="the last line goes"),
            pytest.param("a.md", "a\n\nb\n\nc\n", "a\n\nx\n\nb\n\nc\n", id="lines are added"),
            pytest.param("a.md", "a\n" * 50, "b\n" + "a\n" * 20 + "b\n" + "a\n" * 28, id="two hunks of equal lines"),
            pytest.param("a.md", "".join(f"{n}\n" for n in range(99)), "".join(f"{n} \n" for n in range(99)), id="every line"),
            pytest.param("a.md", "x\n" + "".join(f"{n}\n" for n in range(99)), "".join(f"{n} \n" for n in range(99)), id="one less"),
            pytest.param("two words.md", "a\n", "b\n", id="a name with a blank"),
            pytest.param("été/図.md", "a\n", "b\n", id="a name beyond ASCII"),
            pytest.param('a "b"\\\t.md', "a\n", "b\n", id="a name with quotes and a tab"),
        ],
    )  # fmt: skip
    def test_git_applies_it(self, project: Project, name: str, before: str, after: str) -> None:
        path = project.write(name, before)
        applied = subprocess.run(
            ["git", "apply", "-p1", "-"], input=diff(name, before, after).encode(), cwd=project.folder, capture_output=True
        )  # fmt: skip
        assert applied.returncode == 0, applied.stderr
        assert (path.read_bytes() if path.exists() else b"") == after.encode()

    def test_it_says_no_more_than_it_must(self) -> None:
        before = "".join(f"{number}\n" for number in range(40))
        after = before.replace("\n5\n", "\nfive\n").replace("\n12\n", "\ntwelve\n").replace("\n30\n", "\n")
        assert [line for line in diff("a", before, after).splitlines() if line[0] in "@+-"][2:] == [
            "@@ -3,14 +3,14 @@", "-5", "+five", "-12", "+twelve", "@@ -28,7 +28,6 @@", "-30",
        ]  # fmt: skip
