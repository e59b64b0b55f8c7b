"""Drafts that a good editor leaves alone: no rule that is on by default may touch them."""

from __future__ import annotations

from pathlib import Path

import pytest

from linklint import lint_text
from linklint.files import decode

FOLDER = Path(__file__).parent / "quiet"
DRAFTS = sorted(path for path in FOLDER.rglob("*") if path.suffix in (".md", ".mdx", ".html"))


@pytest.mark.parametrize("path", DRAFTS, ids=lambda path: str(path.name))
def test_a_clean_draft_is_left_alone(path: Path) -> None:
    source = decode(str(path), path.read_bytes())
    assert [
        f"{each.place.start.line}: {each.message} [{each.rule}]" for each in lint_text(source.text, str(path))
    ] == []


def test_there_are_sixty_of_them() -> None:
    assert len(DRAFTS) >= 60
