"""Drafts made to be slow: each is read in linear time, or left unread with a word about it."""

from __future__ import annotations

import time

import pytest

from linklint.model import Unread
from tests.parse.cuts import cut, draft
from tests.parse.shapes import OF_ONE_SIZE, endings, shapes

SIZE = 100_000
MOST_SECONDS = 5.0
SHAPES = shapes(SIZE) | OF_ONE_SIZE


@pytest.mark.parametrize(
    ("text", "ending"),
    [pytest.param(text, ending, id=f"{name} in {ending}") for name, text in SHAPES.items() for ending in endings(text)],
)
def test_hundred_kilobytes_are_read_in_time(text: str, ending: str) -> None:
    start = time.process_time()
    draft(text, ending)
    assert time.process_time() - start < MOST_SECONDS


ROWS = "a table with more than 5,000 rows"
DEEP = "lists or quotes nest deeper than 50 levels"
UNREAD = [
    pytest.param("[a](u)" * 20_000, [], id="links in one block"),
    pytest.param("> |a|\n> |-|\n" + "> |[b](c)|\n" * 5001, [("> |[b](c)|", ROWS)], id="rows of a table"),
    pytest.param("> |a|\n> |-|\n" + "> |[b](c)|\n" * 5000, [], id="as many as are read"),
    pytest.param("[" * 5000, [], id="brackets that cannot be links"),
    pytest.param("> " * 60 + "[a](u)", [("> " * 60 + "[a](u)", DEEP)], id="quotes"),
    pytest.param("- " * 60 + "[a](u)", [("- " * 60 + "[a](u)", DEEP)], id="lists"),
    pytest.param("> " * 20 + "[a](u)", [], id="quotes that are read"),
]


@pytest.mark.parametrize(("text", "expected"), UNREAD)
def test_what_is_left_unread_is_said(text: str, expected: list[tuple[str, str]]) -> None:
    def shown(unread: Unread) -> tuple[str | None, str]:
        return cut(text, unread.span), unread.why

    assert list(map(shown, draft(text).unread)) == expected
