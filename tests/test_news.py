"""What a change brings: old findings, moved lines and renamed drafts are silent, and nothing new is."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from linklint import git as door
from linklint.patches import read
from tests.conftest import Ran
from tests.repository import Repository, without_foreign_settings

HERE = "See [here](https://a.example/{}) now."
FILLING = "\n\n".join(f"Line {number} of what stays as it is." for number in range(9))
Places = Callable[[str], list[str]]


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Repository:
    without_foreign_settings(monkeypatch)
    monkeypatch.chdir(tmp_path)
    return Repository(tmp_path, capsys)


def here(*numbers: int) -> str:
    return "\n\n".join(HERE.format(number) for number in numbers) + "\n"


def since(repository: Repository, revision: str = "main", *words: str) -> Ran:
    return repository.check("--new-since", revision, *words)


@pytest.fixture
def story(repository: Repository) -> Repository:
    """A pull request that adds one bad link, moves a paragraph, renames a draft and deletes a link's target."""
    repository.commit(
        old_md=here(1, 2, 3),
        moved_md=here(4, 5, 6),
        renamed_md=f"{FILLING}\n\n{here(7)}",
        target_md="Read the [setup](setup.io) and [more here](https://a.example/8), or [here](https://a.example/9).\n",
        reader_md="Read [the guide](guide.md), [the list](renamed.md#all) and [the rest](rest.md) [here](/x).\n",
        guide_md="The guide.\n",
        untouched_md=here(10),
        setup_io="setup",
    )
    repository.git("checkout", "--quiet", "-b", "change")
    repository.write("old.md", f"{HERE.format(2)} One more: [click here](https://a.example/3).\n\n{here(1, 2, 3)}")
    repository.write("moved.md", here(6, 4, 5))
    (repository.folder / "posts").mkdir()
    repository.git("mv", "renamed.md", "posts/named.md")
    repository.git("rm", "--quiet", "setup.io", "guide.md")
    repository.commit()
    return repository


STORY = [
    "old.md:1:5 anchor-generic",
    "old.md:1:48 anchor-generic",
    "reader.md:1:18 broken-internal-link",
    "reader.md:1:40 broken-internal-link",
    "target.md:1:18 missing-scheme",
]


def test_a_pull_request_is_told_what_it_brings_and_nothing_else(story: Repository, places: Places) -> None:
    ran = since(story)
    assert places(ran.out) == STORY
    assert ran.code == 1
    assert "9 findings that were there before are not shown\n" in ran.err
    assert ran.err.startswith("5 drafts, ")


def test_it_is_told_the_same_again_from_what_was_kept(story: Repository) -> None:
    first = since(story)
    assert since(story) == first
    assert since(story, "main", "--no-cache", "--jobs", "2") == first


def test_a_change_that_brings_nothing_is_clean_though_old_findings_stay(repository: Repository) -> None:
    repository.commit(a_md=here(1, 2), b_md=here(3))
    repository.write("a.md", f"Good words before.\n\n{here(2, 1)}")
    ran = since(repository, "HEAD")
    assert (ran.code, ran.out) == (0, "")
    assert "2 findings that were there before are not shown\n" in ran.err
    assert repository.check().code == 1


def test_the_patch_of_the_story_tells_what_stands_on_its_lines(story: Repository, places: Places) -> None:
    story.write("change.diff", story.git("diff", "main", "--no-renames") + "\n")
    found = places(story.check("--patch", "change.diff").out)
    assert found[:1] == ["moved.md:1:5 anchor-generic"]
    assert [place for place in found if place.startswith("old.md")] == [
        "old.md:1:5 anchor-generic",
        "old.md:1:48 anchor-generic",
    ]
    assert not [place for place in found if place.startswith(("target.md", "untouched.md"))]


def test_only_what_is_told_is_fixed(repository: Repository) -> None:
    slip = "[{0}](hhttps://{0}.example/)\n"
    repository.commit(a_md=slip.format("old"), b_md=slip.format("other"))
    repository.write("a.md", slip.format("new") + "\n" + slip.format("old"))
    ran = since(repository, "HEAD", "--fix")
    assert ran.code == 0
    assert (repository.folder / "a.md").read_text() == "[new](https://new.example/)\n\n[old](hhttps://old.example/)\n"
    assert (repository.folder / "b.md").read_text() == slip.format("other")


def test_only_what_stands_on_the_lines_of_a_patch_is_fixed_when_lines_go(repository: Repository) -> None:
    idle, slip = "<!-- linklint-disable-next-line anchor-empty -->\n", "[{0}](hhttps://{0}.example/)\n"
    repository.commit(a_md="Words.\n\n" + slip.format("old"))
    repository.write("a.md", f"Words.\n\n{idle}\n{slip.format('new')}\n{slip.format('old')}")
    repository.write("change.diff", repository.git("diff") + "\n")
    assert repository.check("--patch", "change.diff", "--fix").code == 0
    fixed = (repository.folder / "a.md").read_text()
    assert fixed == "Words.\n\n[new](https://new.example/)\n\n[old](hhttps://old.example/)\n"


def test_a_finding_that_stands_for_many_is_told_with_its_new_places_alone(
    repository: Repository, places: Places
) -> None:
    bought = "We like [this {0}](https://www.amazon.com/dp/{0}?tag=tips-20).\n"
    repository.commit(a_md=bought.format("wrench"))
    repository.write("a.md", bought.format("wrench") + "\n" + bought.format("saw") + "\n" + bought.format("file"))
    findings = json.loads(repository.run("check", "--new-since", "HEAD", "--output-format", "json").out)["findings"]
    (sponsored,) = [each for each in findings if each["rule"] == "missing-sponsored"]
    assert [each["line"] for each in (sponsored, *sponsored["also"])] == [3, 5]


def test_todays_configuration_holds_for_both_sides(repository: Repository) -> None:
    repository.commit(a_md=here(1), **{"_linklint_yaml": "rules: {anchor-generic: off}\n"})
    repository.write(".linklint.yaml", "rules: {anchor-generic: error}\n")
    repository.write("a.md", f"Words.\n\n{here(1)}")
    assert since(repository, "HEAD").out == ""


def test_a_draft_that_was_excluded_before_is_new(repository: Repository, places: Places) -> None:
    repository.commit(drafts__a_md=here(1), _linklint_yaml="exclude: [drafts/]\n")
    repository.git("mv", "drafts/a.md", "a.md")
    assert places(since(repository, "HEAD").out) == ["a.md:1:5 anchor-generic"]


def test_links_that_break_because_their_draft_moves_are_new(repository: Repository, places: Places) -> None:
    repository.commit(a_md=f"Read the [setup](setup.io).\n\n{FILLING}\n", setup_io="setup")
    (repository.folder / "sub").mkdir()
    repository.write("sub/.linklint.yaml", "preset: recommended\n")
    repository.git("mv", "a.md", "sub/a.md")
    assert places(since(repository, "HEAD").out) == ["sub/a.md:1:18 missing-scheme"]


def test_untracked_drafts_are_new_and_deleted_ones_are_silent(repository: Repository, places: Places) -> None:
    repository.commit(a_md=here(1), b_md=here(2))
    (repository.folder / "a.md").unlink()
    repository.write("new.md", here(3))
    assert places(since(repository, "HEAD").out) == ["new.md:1:5 anchor-generic"]


def test_a_draft_that_git_shall_forget_is_compared_as_long_as_it_is_there(repository: Repository) -> None:
    repository.commit(a_md=here(1))
    repository.git("rm", "--quiet", "--cached", "a.md")
    assert since(repository, "HEAD").out == ""


def test_a_symbolic_link_stands_for_the_draft_behind_it(repository: Repository, places: Places) -> None:
    repository.write("a.md", here(1))
    (repository.folder / "link.md").symlink_to("a.md")
    repository.commit()
    repository.write("a.md", here(1, 2))
    assert places(since(repository, "HEAD").out) == ["a.md:3:5 anchor-generic", "link.md:3:5 anchor-generic"]


def test_a_binary_file_and_a_file_over_the_limit_are_no_news_twice(repository: Repository) -> None:
    repository.write("a.md", b"\0binary")
    repository.write("b.md", "x" * 2_000_100)
    repository.commit()
    repository.write("a.md", b"\0more binary")
    repository.write("b.md", "y" * 2_000_200)
    assert since(repository, "HEAD").out.replace("2.0 MB", "") == ""


def test_line_ends_and_names_of_any_kind(repository: Repository, places: Places) -> None:
    names = ["ä ö.md", 'q"uote.md', "new\nline.md", "-dash.md", "*.md"]
    for name in names:
        repository.write(name, here(1))
    repository.commit()
    for name in names:
        repository.write(name, here(1, 2).replace("\n", "\r\n"))
    ran = since(repository, "HEAD", "./")
    assert ran.out.count("[anchor-generic]") == len(names)
    assert ":1:5:" not in ran.out


def test_main_may_have_moved_on(repository: Repository, places: Places) -> None:
    repository.commit(a_md=here(1), b_md=here(2))
    repository.git("checkout", "--quiet", "-b", "change")
    repository.commit(a_md=here(1, 3))
    repository.git("checkout", "--quiet", "main")
    repository.commit(b_md="Mended.\n")
    repository.git("checkout", "--quiet", "change")
    assert places(since(repository).out) == ["a.md:3:5 anchor-generic"]
    repository.git("merge", "--quiet", "--no-edit", "main")
    assert places(since(repository).out) == ["a.md:3:5 anchor-generic"]


def test_a_linked_worktree_is_a_repository_too(
    repository: Repository, monkeypatch: pytest.MonkeyPatch, places: Places, tmp_path_factory: pytest.TempPathFactory
) -> None:
    repository.commit(a_md=here(1))
    other = tmp_path_factory.mktemp("trees") / "other"
    repository.git("worktree", "add", "--quiet", "-b", "change", str(other))
    monkeypatch.chdir(other)
    (other / "a.md").write_text(here(1, 2), encoding="utf-8")
    assert places(since(repository).out) == ["a.md:3:5 anchor-generic"]


def test_from_a_folder_below_and_from_above(
    repository: Repository, monkeypatch: pytest.MonkeyPatch, places: Places
) -> None:
    repository.commit(sub__a_md=here(1), b_md=here(9))
    repository.commit(sub__a_md=here(1, 2), b_md=here(9, 8))
    monkeypatch.chdir(repository.folder / "sub")
    assert places(since(repository, "HEAD^").out) == ["a.md:3:5 anchor-generic"]
    monkeypatch.chdir(repository.folder.parent)
    name = repository.folder.name
    assert places(since(repository, "HEAD^", f"{name}/sub").out) == [f"{name}/sub/a.md:3:5 anchor-generic"]


def test_repositories_below_are_no_part_of_the_change(repository: Repository, places: Places) -> None:
    repository.commit(a_md=here(1))
    inner = repository.folder / "theme"
    inner.mkdir()
    repository.git("init", "--quiet", folder=inner)
    (inner / "b.md").write_text(here(2), encoding="utf-8")
    ran = since(repository, "HEAD")
    assert (ran.code, ran.out) == (0, "")
    assert "not compared: 1 of the drafts, in other repositories than this" in ran.err


def test_drafts_outside_of_any_repository_are_misuse(
    repository: Repository, tmp_path_factory: pytest.TempPathFactory
) -> None:
    repository.commit(a_md=here(1))
    outside = tmp_path_factory.mktemp("outside")
    (outside / "b.md").write_text(here(2), encoding="utf-8")
    ran = since(repository, "HEAD", str(outside))
    assert ran.code == 2
    assert "in no git repository" in ran.err


def test_a_draft_on_stdin_is_compared_with_the_one_of_its_name(
    repository: Repository, monkeypatch: pytest.MonkeyPatch, places: Places
) -> None:
    import io
    import sys

    repository.commit(a_md=here(1))
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(here(2, 1).encode())))
    assert places(since(repository, "HEAD", "--stdin-filename", "a.md", "-").out) == ["a.md:1:5 anchor-generic"]


BAD = [
    pytest.param(["--new-since", "nope"], "no such commit here; in a shallow clone, fetch the whole history (fetch-depth: 0", id="no such branch"),
    pytest.param(["--new-since=-x"], "no such commit here", id="a flag"),
    pytest.param(["--new-since", "HEAD..HEAD"], "no such commit here", id="a range"),
    pytest.param(["--new-since", "other"], "have no commit in common; in a shallow clone", id="another history"),
    pytest.param(["--new-since", "auto"], "none of PRE_COMMIT_FROM_REF, GITHUB_BASE_REF,", id="auto, and nothing says"),
    pytest.param(["--new-since", "HEAD", "--patch", "x"], "exclude each other", id="a patch too"),
    pytest.param(["--patch", "x.diff"], "--patch x.diff: No such file", id="no such patch"),
    pytest.param(["--patch", "a.md"], "--patch: no unified diff", id="no patch"),
    pytest.param(["--patch", "-", "-"], "stdin holds one thing", id="two things on stdin"),
]  # fmt: skip


@pytest.mark.parametrize(("words", "told"), BAD)
def test_misuse_is_one_line_and_exit_code_2(repository: Repository, words: list[str], told: str) -> None:
    repository.commit(a_md=here(1))
    repository.git("checkout", "--quiet", "--orphan", "other")
    repository.commit(b_md=here(2))
    repository.git("checkout", "--quiet", "main")
    ran = repository.check(*words)
    assert (ran.code, ran.out) == (2, "")
    assert told in ran.err
    assert ran.err.count("\n") == 1


def test_a_shallow_clone_is_told_how_to_get_its_history(
    repository: Repository, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    first = repository.commit(a_md=here(1))
    repository.commit(a_md=here(1, 2))
    clone = tmp_path_factory.mktemp("clones") / "shallow"
    repository.git("clone", "--quiet", "--depth", "1", f"file://{repository.folder}", str(clone))
    monkeypatch.chdir(clone)
    ran = since(repository, first)
    assert ran.code == 2
    assert "fetch-depth: 0" in ran.err


@pytest.mark.parametrize(
    ("settings", "found"),
    [
        pytest.param(
            {"PRE_COMMIT_FROM_REF": "HEAD^", "GITHUB_BASE_REF": "nope"}, "a.md:3:5", id="pre-commit comes first"
        ),
        pytest.param({"GITHUB_BASE_REF": "base"}, "a.md:3:5", id="the target branch of GitHub, by its own name"),
        pytest.param({"GITHUB_BASE_REF": "far"}, "a.md:3:5", id="or that of the clone"),
        pytest.param({"CI_MERGE_REQUEST_DIFF_BASE_SHA": "HEAD^"}, "a.md:3:5", id="GitLab"),
        pytest.param({"BITBUCKET_PR_DESTINATION_BRANCH": "far"}, "a.md:3:5", id="Bitbucket"),
        pytest.param({"PRE_COMMIT": "1"}, "", id="a commit that pre-commit looks at is compared with the last"),
    ],
)
def test_auto_compares_with_what_the_environment_says(
    repository: Repository, monkeypatch: pytest.MonkeyPatch, settings: dict[str, str], found: str
) -> None:
    repository.commit(a_md=here(1))
    repository.git("branch", "base")
    repository.git("update-ref", "refs/remotes/origin/far", "HEAD")
    repository.commit(a_md=here(1, 2))
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    assert since(repository, "auto").out.partition(": ")[0] == found
    assert repository.check().out.count("\n") == 2, "without the flag nothing changes"


def test_the_first_commit_of_a_repository_is_new_as_a_whole(
    repository: Repository, monkeypatch: pytest.MonkeyPatch, places: Places
) -> None:
    monkeypatch.setenv("PRE_COMMIT", "1")
    repository.write("a.md", here(1))
    repository.git("add", "--all")
    assert places(since(repository, "auto").out) == ["a.md:1:5 anchor-generic"]


def test_what_a_hook_is_told_of_its_repository_does_not_mislead(
    repository: Repository, monkeypatch: pytest.MonkeyPatch, places: Places
) -> None:
    repository.commit(a_md=here(1))
    repository.write("a.md", here(1, 2))
    for name, value in (
        ("GIT_DIR", "/nowhere"),
        ("GIT_INDEX_FILE", "elsewhere"),
        ("GIT_WORK_TREE", "/"),
        ("GIT_PREFIX", "x/"),
    ):
        monkeypatch.setenv(name, value)
    assert places(since(repository, "HEAD").out) == ["a.md:3:5 anchor-generic"]


def test_nothing_that_a_repository_configures_is_run(repository: Repository) -> None:
    trap = repository.write(".trap", "#!/bin/sh\ntouch sprung\n")
    trap.chmod(0o755)
    repository.write(".gitattributes", "*.md diff=trap\n")
    repository.commit(a_md=here(1))
    for key in ("core.fsmonitor", "diff.external", "diff.trap.command", "diff.trap.textconv", "core.pager"):
        repository.git("config", key, str(trap))
    repository.write("a.md", here(1, 2))
    assert since(repository, "HEAD").code == 1
    assert not (repository.folder / "sprung").exists()


def test_a_git_that_lies_among_the_drafts_is_not_run(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    repository.commit(a_md=here(1))
    repository.write("git", "#!/bin/sh\ntouch sprung\n").chmod(0o755)
    monkeypatch.setenv("PATH", f".{os.pathsep}{os.environ['PATH']}")
    assert since(repository, "HEAD").code == 0
    assert not (repository.folder / "sprung").exists()
    monkeypatch.setenv("PATH", ".")
    assert "git is needed" in since(repository, "HEAD").err


def test_git_may_not_take_for_ever(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = repository.folder / "slow"
    slow = repository.write("slow/git", "#!/bin/sh\nexec sleep 30\n")
    slow.chmod(0o755)
    repository.write("a.md", here(1))
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setattr(door, "_PATIENCE", 0.05)
    assert since(repository, "HEAD").err == "linklint: git merge-base takes longer than 0.05 seconds\n"


HEAD = "--- a/a.md\n+++ b/a.md\n"
PATCHES = [
    pytest.param(HEAD + "@@ -1,2 +1,3 @@\n a\n+b\n c\n", {"a.md": ((2, 2),)}, id="one line"),
    pytest.param(HEAD + "@@ -0,0 +1,2 @@\n+a\n+b\n", {"a.md": ((1, 2),)}, id="two lines"),
    pytest.param(HEAD + "@@ -1 +1 @@\n-a\n+b\n\\ No newline at end of file\n", {"a.md": ((1, 1),)}, id="no newline at the end"),
    pytest.param(HEAD + "@@ -1,3 +1,3 @@\n-a\n--- x\n+++ y\n+b\n\n", {"a.md": ((1, 2),)}, id="lines that look like heads, and an empty one"),
    pytest.param("--- /dev/null\n+++ b/a.md\n@@ -0,0 +1 @@\n+a\n", {"a.md": ((1, 1),)}, id="a new file"),
    pytest.param("--- a/a.md\n+++ /dev/null\n@@ -1 +0,0 @@\n-a\n", {}, id="a file that goes"),
    pytest.param('--- "a/\\303\\244 \\".md"\n+++ "b/\\303\\244 \\".md"\n@@ -0,0 +1 @@\n+a\n', {'ä ".md': ((1, 1),)}, id="a quoted name"),
    pytest.param("--- b/a.md\t2026-01-01\n+++ b/a.md\t2026-01-02\n@@ -0,0 +1 @@\n+a\n", {"b/a.md": ((1, 1),)}, id="diff -u, without prefixes"),
    pytest.param(HEAD.replace("\n", "\r\n") + "@@ -1 +1,2 @@\r\n a\r\n+b\r\n", {"a.md": ((2, 2),)}, id="CRLF"),
    pytest.param("diff --git a/a.md b/b.md\nsimilarity index 100%\nrename from a.md\nrename to b.md\n", {}, id="nothing but a new name"),
    pytest.param("", {}, id="an empty patch"),
]  # fmt: skip


@pytest.mark.parametrize(("patch", "lines"), PATCHES)
def test_the_added_lines_of_a_patch(patch: str, lines: dict[str, tuple[tuple[int, int], ...]]) -> None:
    assert read(patch.encode()) == lines


def test_a_definition_on_an_added_line_is_news_for_its_links(repository: Repository, places: Places) -> None:
    repository.write("a.md", "See [here][a], or [here](/b).\n\n[a]: https://a.example/\n")
    patch = "--- a.md\n+++ a.md\n@@ -3 +3 @@\n-[a]: /a\n+[a]: https://a.example/\n"
    repository.write("change.diff", patch)
    assert places(repository.check("--patch", "change.diff").out) == ["a.md:1:5 anchor-generic"]
