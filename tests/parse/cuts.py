"""How the tests of the parser show a link: as what it cuts out of its draft."""

from __future__ import annotations

from linklint.model import Config, Draft, Link, Span
from linklint.parse import parse


def draft(text: str, ending: str = "md", dialect: str = "auto") -> Draft:
    return parse(f"draft.{ending}", text, Config(dialect=dialect, hosts=("own.example",)))


def cut(text: str, span: Span | None) -> str | None:
    return None if span is None else text[span.start : span.end]


def cuts(text: str, ending: str = "md", dialect: str = "auto") -> list[tuple[str | None, str | None, str]]:
    """Per link: what its span cuts out, what its URL's span cuts out, and its visible text."""
    return [(cut(text, link.span), cut(text, link.url_span), link.text) for link in draft(text, ending, dialect).links]


def only(text: str, ending: str = "md", dialect: str = "auto") -> Link:
    (link,) = draft(text, ending, dialect).links
    return link
