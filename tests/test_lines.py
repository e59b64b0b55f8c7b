"""Offsets as lines and columns: what ends a line, and what does not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linklint.files import decode
from linklint.lines import Lines
from linklint.model import Position, Span

LINES = [
    pytest.param("a\nb", ["a", "b"], id="LF"),
    pytest.param("a\r\nb\r\n", ["a", "b", ""], id="CRLF"),
    pytest.param("a\rb\r\rc", ["a", "b", "", "c"], id="lone CR"),
    pytest.param("a\n\rb", ["a", "", "b"], id="LF and CR are two"),
    pytest.param(
        "a\u2028b\u2029c\x0bd\x0ce\x85f", ["a\u2028b\u2029c\x0bd\x0ce\x85f"], id="other separators end no line"
    ),
    pytest.param("", [""], id="an empty draft has one line"),
]


@pytest.mark.parametrize(("text", "expected"), LINES)
def test_lines(text: str, expected: list[str]) -> None:
    lines = Lines(text)
    assert [lines.line(number) for number in range(1, len(lines.starts) + 1)] == expected


def test_positions_count_from_one_in_code_points() -> None:
    lines = Lines("😀a\r\nb")
    assert [lines.position(offset) for offset in (0, 1, 4, 5)] == [
        Position(1, 1),
        Position(1, 2),
        Position(2, 1),
        Position(2, 2),
    ]


def test_a_place_shows_the_lines_in_which_it_starts_and_ends() -> None:
    place = Lines("ab\r\nx\r\ncd").place(Span(1, 8))
    assert (place.start, place.end) == (Position(1, 2), Position(3, 2))
    assert (place.line_text, place.end_line_text) == ("ab", "cd")


@given(st.text(alphabet="a\r\n\u2028😀"))
def test_every_offset_leads_back(text: str) -> None:
    lines = Lines(text)
    for offset in range(len(text) + 1):
        position = lines.position(offset)
        assert lines.starts[position.line - 1] + position.column - 1 == offset


def test_a_byte_order_mark_is_no_character_of_the_draft() -> None:
    assert decode("a.md", b"\xef\xbb\xbf# a\r\n").text == "# a\r\n"
