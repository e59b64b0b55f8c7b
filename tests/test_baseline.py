"""The file of findings that a team lives with: how it is written, read, pruned, and what it hides."""

from __future__ import annotations

import json

import pytest

from tests.conftest import Project

NAME = "linklint-baseline.jsonl"
HERE = "See [here](https://a.example/{}) now.\n"
HEAD = '{"linklint_baseline": 1}\n'


def lines(project: Project) -> list[dict[str, object]]:
    return [json.loads(line) for line in (project.folder / NAME).read_text().splitlines()[1:]]


def entry(path: str, number: int, count: int = 1) -> dict[str, object]:
    known = {"path": path, "rule": "anchor-generic", "url": f"https://a.example/{number}", "text": "here"}
    return known | ({"count": count} if count > 1 else {})


@pytest.fixture
def old(project: Project) -> Project:
    project.write("b.md", HERE.format(1) + "\n" + HERE.format(2))
    project.write("a.md", HERE.format(3) + "\n" + HERE.format(3))
    ran = project.run("baseline", "write")
    assert (ran.code, ran.out, ran.err) == (0, f"{NAME}: 4 findings in 2 drafts\n", "")
    return project


def test_entries_are_sorted_one_a_line_and_have_no_line_numbers(old: Project) -> None:
    assert lines(old) == [entry("a.md", 3, 2), entry("b.md", 1), entry("b.md", 2)]
    text = (old.folder / NAME).read_text()
    assert text.startswith(HEAD)
    old.write("a.md", "Words.\n\n" + HERE.format(3) + "\n" + HERE.format(3))
    old.run("baseline", "write")
    assert (old.folder / NAME).read_text() == text


def test_what_is_known_is_left_out_and_counted(old: Project) -> None:
    ran = old.check("--baseline", NAME)
    assert (ran.code, ran.out) == (0, "")
    assert "3 findings that were there before are not shown\n" in ran.err


def test_one_more_than_is_known_is_told(old: Project, places: object) -> None:
    old.write("a.md", HERE.format(3) + "\n" + HERE.format(3) + "\n" + HERE.format(3))
    ran = old.check("--baseline", NAME)
    assert [line.split(": ")[0] for line in ran.out.splitlines()] == ["a.md:5:5"]


def test_a_draft_of_another_name_is_new_to_a_baseline(old: Project) -> None:
    (old.folder / "b.md").rename(old.folder / "c.md")
    assert old.check("--baseline", NAME).out.count("c.md:") == 2


def test_what_is_no_more_is_told_calmly_and_pruned(old: Project) -> None:
    old.write("b.md", HERE.format(2) + "\n" + HERE.format(9))
    ran = old.check("--baseline", NAME)
    assert ran.code == 1
    assert (
        "1 finding of the baseline is no more; linklint baseline prune --baseline linklint-baseline.jsonl takes it out"
        in ran.err
    )
    assert old.run("baseline", "prune").out == f"{NAME}: 3 findings in 2 drafts\n"
    assert lines(old) == [entry("a.md", 3, 2), entry("b.md", 2)]
    assert "no more" not in old.check("--baseline", NAME).err


def test_pruning_counts_and_forgets_drafts_that_are_gone(old: Project) -> None:
    (old.folder / "b.md").unlink()
    old.write("a.md", HERE.format(3))
    old.run("baseline", "prune")
    assert lines(old) == [entry("a.md", 3)]


def test_show_lists_what_is_known_and_what_is_no_more(old: Project) -> None:
    old.write("a.md", HERE.format(3))
    old.write("b.md", HERE.format(1))
    ran = old.run("baseline", "show")
    assert ran.out.splitlines() == [
        'a.md: anchor-generic: "here" https://a.example/3 (2 times) (1 of them no more)',
        'b.md: anchor-generic: "here" https://a.example/1',
        'b.md: anchor-generic: "here" https://a.example/2 (no more)',
    ]
    assert ran.err == "4 findings in 2 drafts; 2 no more: linklint baseline prune takes them out\n"


@pytest.mark.parametrize(
    "words",
    [["a.md"], ["--select", "url-shortener"], ["--ignore", "anchor-generic"]],
    ids=["a draft alone", "a rule alone", "without a rule"],
)
def test_what_the_command_line_leaves_out_stays_known(old: Project, words: list[str]) -> None:
    before = lines(old)
    old.write("b.md", "Mended.\n")
    for action in ("prune", "write"):
        old.run("baseline", action, *words)
        assert lines(old) == before


def test_two_branches_may_meet_in_a_baseline(old: Project) -> None:
    path = old.folder / NAME
    path.write_text(path.read_text() + json.dumps(entry("a.md", 3)) + "\n\n")
    old.write("a.md", HERE.format(3) * 3)
    assert old.check("--baseline", NAME).out.count("\n") == 1
    old.run("baseline", "prune")
    assert lines(old)[0] == entry("a.md", 3, 2)


def test_a_baseline_may_lie_anywhere_and_linklint_run_anywhere(old: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    old.write("content/c.md", HERE.format(5))
    (old.folder / "ci").mkdir()
    assert old.run("baseline", "write", "--baseline", "ci/known").code == 0
    assert '"path": "../content/c.md"' in (old.folder / "ci/known").read_text()
    assert old.check("--baseline", "ci/known").out == ""
    monkeypatch.chdir(old.folder / "content")
    assert old.check("--baseline", "../ci/known").out == ""


BROKEN = [
    pytest.param(None, "known: No such file or directory; linklint baseline write makes a baseline", id="no file"),
    pytest.param("", "known:1: no baseline that this version reads", id="an empty file"),
    pytest.param('{"linklint_baseline": 2}\n', "known:1: no baseline that this version reads", id="of a later version"),
    pytest.param(HEAD + "{\n", "known:2: no entry of a baseline", id="no JSON"),
    pytest.param(HEAD + "\n[]\n", "known:3: no entry of a baseline", id="a list"),
    pytest.param(HEAD + '{"path": "a.md"}\n', "known:2: no entry of a baseline", id="no rule"),
    pytest.param(HEAD + '{"path": 1, "rule": "x"}\n', "known:2: no entry of a baseline", id="a path that is none"),
    pytest.param(HEAD + '{"path": "a", "rule": "x", "count": 0}\n', 'known:2: "count" must be a whole number', id="no times"),
    pytest.param(b"\xff", "known: no baseline: not valid UTF-8", id="no text"),
    pytest.param(HEAD + "<<<<<<< HEAD\n", "known:2: no entry of a baseline", id="a merge that nobody ended"),
    pytest.param(HEAD + "[" * 100_000, "known:2: no entry of a baseline", id="deep JSON"),
]  # fmt: skip


@pytest.mark.parametrize(("content", "told"), BROKEN)
def test_a_broken_baseline_is_one_line_and_exit_code_2(
    project: Project, content: str | bytes | None, told: str
) -> None:
    project.write("a.md", HERE.format(1))
    if content is not None:
        project.write("known", content)
    for words in (["check", "--baseline", "known"], ["baseline", "prune", "--baseline", "known"]):
        ran = project.run(*words)
        assert (ran.code, ran.out) == (2, "")
        assert ran.err.startswith(f"linklint: {told}")
        assert ran.err.count("\n") == 1


def test_what_cannot_be_written_has_its_own_name(old: Project) -> None:
    ran = old.run("baseline", "write", "--baseline", "no/known.json")
    assert (ran.code, ran.err) == (2, "linklint: no/known.json: No such file or directory\n")
