"""A throw-away git repository in which linklint runs."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from tests.conftest import Project

FOREIGN = ("GIT_", "PRE_COMMIT", "GITHUB_BASE_REF", "CI_MERGE", "BITBUCKET_")


class Repository(Project):
    def __init__(self, folder: Path, capture: pytest.CaptureFixture[str]) -> None:
        super().__init__(folder, capture)
        folder.mkdir(exist_ok=True)
        self.git("init", "--quiet", "--initial-branch", "main")

    def git(self, *words: str, folder: Path | None = None) -> str:
        own = (
            "user.name=A Writer",
            "user.email=writer@blog.example",
            "commit.gpgsign=false",
            "protocol.file.allow=always",
        )
        settings = [word for setting in own for word in ("-c", setting)]
        ran = subprocess.run(
            ["git", *settings, *words], cwd=folder or self.folder, capture_output=True, encoding="utf-8", check=True
        )
        return ran.stdout.strip()

    def commit(self, **drafts: str) -> str:
        """Writes drafts (`draft_md="…"` becomes draft.md), adds all there is, and commits it."""
        for name, text in drafts.items():
            self.write(name.replace("__", "/").replace("_", "."), text)
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "--message", "as it stands")
        return self.git("rev-parse", "HEAD")


def without_foreign_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in list(os.environ):
        if name.startswith(FOREIGN):
            monkeypatch.delenv(name)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
