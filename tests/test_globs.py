"""Glob patterns: what `.gitignore` means by them, held against git itself, and no pattern that hangs."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linklint import globs


@pytest.mark.parametrize(
    ("path", "pattern", "fits"),
    [
        ("drafts/a.md", "drafts/", True),
        ("x/drafts/a.md", "drafts/", True),
        ("drafts", "drafts/", False),
        ("a.md", "*.md", True),
        ("x/y/a.md", "*.md", True),
        ("x/y/a.md", "/*.md", False),
        ("docs/a.md", "docs/**", True),
        ("docs/x/a.md", "docs/**", True),
        ("docs", "docs/**", False),
        ("docs/x/y/a.md", "docs/**/a.md", True),
        ("docs/a.md", "docs/**/a.md", True),
        ("x/a_template_b.md", "*_template*", True),
        ("x/y.md", "x/?.md", True),
        ("x/yy.md", "x/?.md", False),
        ("a1.md", "a[0-9].md", True),
        ("ab.md", "a[!0-9].md", True),
        ("a*.md", r"a\*.md", True),
        ("ab.md", r"a\*.md", False),
    ],
)
def test_patterns_fit_files_and_folders_above_them(path: str, pattern: str, fits: bool) -> None:
    assert globs.matches(path, pattern) is fits


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("git")
    subprocess.run(["git", "init", "-q", str(folder)], check=True)
    return folder


NAMES = st.sampled_from(["a", "b", "ab", "a.md", "b.md", "abc.md", "d"])
PATHS = st.lists(NAMES, min_size=1, max_size=4).map("/".join)
PIECES = st.sampled_from(["a", "b", "*", "?", "**", "a*", "*.md", "[ab]", "[!a]", "d"])
PATTERNS = st.builds(
    lambda negated, rooted, pieces, folder: negated + rooted + "/".join(pieces) + folder,
    st.sampled_from(["", "", "", "!"]),
    st.sampled_from(["", "/"]),
    st.lists(PIECES, min_size=1, max_size=3),
    st.sampled_from(["", "", "/"]),
)


@settings(max_examples=40)
@given(lines=st.lists(PATTERNS, min_size=1, max_size=3), paths=st.lists(PATHS, min_size=1, max_size=8, unique=True))
def test_gitignore_lines_mean_what_git_says(repository: Path, lines: list[str], paths: list[str]) -> None:
    (repository / ".gitignore").write_text("\n".join(lines) + "\n", encoding="utf-8")
    done = subprocess.run(
        ["git", "-C", str(repository), "check-ignore", "--no-index", "--stdin"],
        input="\n".join(paths),
        capture_output=True,
        text=True,
        check=False,
    )
    ignored = set(done.stdout.split("\n"))
    for path in paths:
        parts = path.split("/")
        ours = any(
            globs.is_ignored("/".join(parts[:length]), length < len(parts), lines)
            for length in range(1, len(parts) + 1)
        )
        assert ours == (path in ignored), f"{path} under {lines}"


def test_no_pattern_hangs() -> None:
    assert not globs.matches("a" * 2000, "a*" * 30 + "b")
    assert not globs.matches("/".join(["a"] * 500), "/".join(["**", "a"] * 30) + "/b")
