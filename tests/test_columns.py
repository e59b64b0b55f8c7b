"""Columns in bytes of UTF-8 and units of UTF-16, of any character at any place of any line."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linklint import columns

COLUMNS = [
    pytest.param("ab|c", 3, 3, id="ASCII"),
    pytest.param("\t|c", 2, 2, id="a tab is one"),
    pytest.param("é|c", 3, 2, id="an accent, composed"),
    pytest.param("e\u0301|c", 4, 3, id="an accent on its own"),
    pytest.param("図書|c", 7, 3, id="CJK"),
    pytest.param("🎉|c", 5, 3, id="an emoji"),
    pytest.param("👩‍👩‍👧|c", 19, 9, id="an emoji of five code points"),
    pytest.param("|é", 1, 1, id="the start of a line"),
    pytest.param("é|", 3, 2, id="the end of a line"),
    pytest.param("é\r|", 4, 3, id="within a line end"),
    pytest.param("\udcff|", 4, 2, id="half a character"),
]


@pytest.mark.parametrize(("marked", "utf8", "utf16"), COLUMNS)
def test_columns(marked: str, utf8: int, utf16: int) -> None:
    column = marked.index("|") + 1
    line = marked.replace("|", "").rstrip("\r")
    assert (columns.utf8(line, column), columns.utf16(line, column)) == (utf8, utf16)


@given(st.text(alphabet="a\té図🎉", max_size=40), st.integers(0, 40), st.sampled_from([1, 100]))
def test_what_stands_before_a_column_has_its_width(text: str, place: int, times: int) -> None:
    line = text * times
    before = line[: place * times]
    column = len(before) + 1
    assert columns.utf8(line, column) == len(before.encode()) + 1
    assert columns.utf16(line, column) == len(before.encode("utf-16-le")) // 2 + 1


def test_a_long_line_is_walked_once() -> None:
    line = "é🎉 " * 300_000
    before = time.process_time()
    for column in range(1, len(line), 9):
        columns.utf8(line, column)
    assert time.process_time() - before < 10
