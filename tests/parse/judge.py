"""The slow path: the same draft with its structure read by the stock parser of markdown-it-py alone, token by token."""

from __future__ import annotations

from functools import lru_cache
from types import SimpleNamespace
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

from linklint import front_matter
from linklint.lines import Lines
from linklint.model import Span
from linklint.parse import blocks, dialects, inlines, markdown, templates
from linklint.parse.content import SourceLines, Structure
from linklint.parse.dialects import Dialect
from linklint.parse.raw import Reading

_CONTEXTS = {"blockquote": "quote", "list_item": "list", "heading": "heading", "table": "table", "footnote": "footnote"}


@lru_cache(maxsize=8)
def _parser(dialect: Dialect) -> MarkdownIt:
    return blocks.make_parser(dialect)


def read_structure(text: str, dialect: Dialect) -> Structure:
    tokens: list[Token] = []
    parser, notes = _parser(dialect), blocks.new_notes()
    parser.block.parse(text, parser, notes, tokens)
    structure, lines = Structure(), Lines(text)
    starts, ends = lines.starts, lines.ends
    blocks.hand_over(_contents(tokens), notes, SourceLines(text, starts, ends), structure)
    structure.too_deep = [Span(0, 0)] if any(token.level >= blocks.DEEPEST - 1 for token in tokens) else []
    return structure


def _contents(tokens: list[Token]) -> list[Any]:
    found: list[Any] = []
    contexts: list[str] = []
    level = 0
    for token in tokens:
        name = _CONTEXTS.get(token.type.rpartition("_")[0], "")
        if token.nesting == 1 and name:
            contexts.append(name)
            level = int(token.tag[1:]) if name == "heading" else level
        elif token.nesting == -1 and name:
            contexts.pop()
        elif token.type in ("inline", "html_block"):
            context = "heading" if "heading" in contexts else contexts[-1] if contexts else "paragraph"
            kind = "html" if token.type == "html_block" else "inline"
            heading = level if context == "heading" else 0
            found.append(
                SimpleNamespace(kind=kind, context=context, level=heading, map=token.map, content=token.content)
            )
    return found


def masked(text: str, dialect: Dialect) -> str:
    """A draft whose front matter is blank and whose templates are hidden."""
    _, start = front_matter.read(text)
    rest = templates.mask_tags(text[start:]) if dialect.has_templates else text[start:]
    return templates.blank(text[:start]) + rest


def read(text: str, dialect_name: str = "auto", kind: str = "markdown") -> Reading:
    """What `linklint.parse.read` gives, by the slow path."""
    dialect = dialects.of(dialect_name, kind)
    return markdown.Reader(text, masked(text, dialect), dialect, read_structure, inlines.read_exactly).read()


def differences(fast: Reading, slow: Reading, skipped: list[Span]) -> list[str]:
    """What two readings of one draft do not agree on. Prose is compared where both divided it into blocks."""
    found = [
        name
        for name in ("links", "headings", "comments", "slips", "definitions", "language", "title")
        if getattr(fast, name) != getattr(slow, name)
    ]
    if fast.resources() != slow.resources():
        found.append("resources")
    if bool(fast.unread) != bool(slow.unread):
        found.append("unread")
    if _prose(fast, skipped) != _prose(slow, skipped):
        found.append("prose")
    return found


def _prose(reading: Reading, skipped: list[Span]) -> list[Span]:
    return [span for span in reading.prose if not any(each.start <= span.start < each.end for each in skipped)]
