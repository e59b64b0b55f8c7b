"""What is read without markdown-it-py, held against the same draft with its structure read by that parser alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from markdown_it.common import html_blocks, html_re
from markdown_it.common.utils import MD_TRIM_CHARS

from linklint.parse import blocks, content, line_starts, structure
from linklint.parse.dialects import DIALECTS
from tests.parse import soup

ROOT = Path(__file__).parents[1]
DRAFTS = sorted(path for folder in ("quiet", "drafts") for path in (ROOT / folder).rglob("*.md"))
ENDINGS = [pytest.param("\n", id="LF"), pytest.param("\r\n", id="CRLF"), pytest.param("\r", id="CR")]


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("path", DRAFTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_drafts_are_read_alike(path: Path, ending: str) -> None:
    text = path.read_text(encoding="utf-8").replace("\n", ending)
    assert soup.disagreements(text) == []
    assert soup.disagreements("> " + text.replace("\n", "\n> "), "commonmark") == []


@pytest.mark.parametrize("seed", range(8))
def test_random_drafts_are_read_alike(seed: int) -> None:
    wrong = [text for text in soup.documents(150, seed) if soup.disagreements(text)]
    assert wrong == []


@pytest.mark.slow
def test_many_random_drafts_are_read_alike() -> None:
    wrong = [text for text in soup.documents(10_000, 1_000) if soup.disagreements(text)]
    assert wrong == []


def test_the_soup_reaches_every_kind_of_block() -> None:
    kinds = {(type(block.offsets).__name__, block.kind, block.context) for block in _blocks()}
    assert kinds >= {
        ("Verbatim", "inline", "paragraph"),
        ("Verbatim", "html", "paragraph"),
        ("LineOffsets", "inline", "list"),
        ("LineOffsets", "inline", "table"),
        ("LineOffsets", "inline", "quote"),
    }


def _blocks() -> list[content.Block]:
    return [
        block
        for text in soup.documents(300, 1)
        for block in structure.read(structure.normalise(text), DIALECTS["commonmark"]).blocks
    ]


FOUND_BY_SOUP = [
    pytest.param("- a\n\n- | -\n---|---\n- [b](c)", id="an item of a list that looks like the header of a table"),
    pytest.param("<!-- a | -\n--|--\n\n[b](c) -->", id="a comment that looks like the header of a table"),
    pytest.param("- > a\n```b | [c](d)\n        ---\n\n[e](f)", id="a fence behind a list that looks like it"),
    pytest.param("x\n\n1.", id="an empty item at the end"),
]


@pytest.mark.parametrize("text", FOUND_BY_SOUP)
@pytest.mark.parametrize("dialect", ["auto", "commonmark"])
def test_drafts_that_were_read_differently_once(text: str, dialect: str) -> None:
    assert soup.disagreements(text, dialect) == []


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("> a [b](c)\n> d\n>\n>[e](f)\n\ng", id="paragraphs in a quote"),
        pytest.param("> [!NOTE]\n> a [b](c)  \n", id="a note"),
        pytest.param("> **a**\n> [b](c)", id="a quote at the end"),
        pytest.param("- a\n- [b](c)\n  - d\n\n  [e](f)\n", id="lists in lists"),
    ],
)
def test_plain_containers_need_no_rules_of_the_parser(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    slow = structure.read_by_rules(text, DIALECTS["commonmark"])
    monkeypatch.delattr(blocks, "Window")
    fast = structure.read(text, DIALECTS["commonmark"])
    assert [_placed(block) for block in fast.blocks] == [_placed(block) for block in slow.blocks]
    assert fast.prose == slow.prose


def _placed(block: content.Block) -> tuple[object, ...]:
    assert block.offsets
    places = [block.offsets(at) for at in range(len(block.content))]
    return block.content, block.span, block.context, places


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("> a [b](c)\nd", id="a line without its mark"),
        pytest.param("> [a]: b\n> [a]\n", id="a definition in a quote"),
        pytest.param("> [a](b)\n> ===\n", id="a heading in a quote"),
        pytest.param("> a | [b](c)\n> --|--\n", id="a table in a quote"),
        pytest.param("> a\n> > [b](c)\n", id="a quote in a quote"),
        pytest.param(">     [a](b)\n", id="code in a quote"),
        pytest.param("> a [b](c)\n---\n", id="a rule behind a quote"),
        pytest.param(">\n> a [b](c)\n> \n", id="empty lines around a paragraph"),
    ],
)
def test_quotes_are_read_alike(text: str) -> None:
    assert soup.disagreements(text) == []


def test_constants_are_those_of_the_installed_parser() -> None:
    assert line_starts.BLOCK_NAMES.split("|") == html_blocks.block_names
    assert "^(?:" + line_starts.OPEN_OR_CLOSE_TAG + ")" == html_re.HTML_OPEN_CLOSE_TAG_STR
    assert set(content.TRIMMED) == set(MD_TRIM_CHARS)


def test_the_installed_parser_is_one_that_was_held_against_the_fast_path() -> None:
    assert blocks.is_proven()


def test_another_version_of_the_parser_judges_all_that_it_is_asked_about(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(blocks, "version", "4.99.0")
    text = "# A\n\n[a](b)\n\n> - [c](d)\n"
    windows: list[tuple[int, int]] = []
    opened = blocks.Window.__init__

    def noted(self: blocks.Window, given: str, start: int, end: int, engine: blocks.Engine) -> None:
        windows.append((start, end))
        opened(self, given, start, end, engine)

    monkeypatch.setattr(blocks.Window, "__init__", noted)
    assert soup.disagreements(text) == []
    assert windows == [(0, len(text))]
