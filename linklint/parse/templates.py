"""Template tags (Liquid, Jinja, Hugo, ERB, PHP), hidden behind letters of the same length so that every offset stays true."""

from __future__ import annotations

import re

from linklint.patterns import pattern

MASK = "\ue000"
"""A private-use character: a letter to every parser, allowed in destinations and attribute values."""

MARKDOWN_TAG = "\ue001"
"""The same for tags between which Markdown is read. A line that starts with one ends an HTML block."""

_OPEN_ANGLE = pattern(r"<(?:%|\?(?:php|=))")
_OPEN_BRACE = pattern(r"\{(?:\{[<%]?|%)")
_OPEN = pattern(r"\{\{[<%]?|\{%|<%|<\?(?:php|=)")
_CLOSE = {"{{<": ">}}", "{{%": "%}}", "{{": "}}", "{%": "%}", "<%": "%>", "<?php": "?>", "<?=": "?>"}
_COMMENT = pattern(r"\{%-?\s*comment\b")
_END_OF_COMMENT = pattern(r"\{%-?\s*endcomment\s*-?%\}")
_LONGEST_TAG = 4000
_LINE = pattern(r"[^\r\n]+")
_WITH_MARKDOWN = pattern(
    r"<([A-Za-z][\w-]*)(?![\w-])(?=[^<>\n]*>)[^<>\n]*\smarkdown=[\"']?(?:1|block|span)[\"']?(?=[\s/>])[^<>\n]*>"
)
_MARKDOWN_ATTRIBUTE = pattern("markdown=")
_CLOSING_TAG = pattern(r"</([A-Za-z][\w-]*)\s*>")


def blank(text: str) -> str:
    """Spaces of the same length; line ends stay."""
    return hide(text, " ")


def hide(text: str, mask: str = MASK) -> str:
    """Masks of the same length; line ends stay."""
    if "\n" not in text and "\r" not in text:
        return mask * len(text)
    return _LINE.sub(lambda found: mask * len(found.group()), text)


def without_masks(text: str) -> str:
    if MASK not in text and MARKDOWN_TAG not in text:
        return text
    return text.replace(MASK, "").replace(MARKDOWN_TAG, "").strip()


def mask_tags(text: str) -> str:
    """Hides every template tag, and what stands in a comment of Liquid's. A tag that is not closed within 4,000 characters
    is no tag; a comment that is never closed is one tag."""
    has_angles = _OPEN_ANGLE.search(text)
    if not has_angles and not _OPEN_BRACE.search(text):
        return text
    opening = _OPEN if has_angles else _OPEN_BRACE
    parts: list[str] = []
    last = position = 0
    next_close: dict[str, int] = {}  # each closer is searched for once between two hits, so the walk is linear
    comments_end = True
    while found := opening.search(text, position):
        close = _CLOSE[found.group()]
        end = next_close.get(close, 0)
        if 0 <= end < found.end():
            end = next_close[close] = text.find(close, found.end())
        if end < 0 or end - found.start() > _LONGEST_TAG:
            position = found.end()
            continue
        end += len(close)
        if comments_end and _COMMENT.match(text, found.start(), end):
            closing = _END_OF_COMMENT.search(text, end)
            comments_end = closing is not None
            end = closing.end() if closing else end
        parts += text[last : found.start()], hide(text[found.start() : end])
        last = position = end
    parts.append(text[last:])
    return "".join(parts)


def mask_markdown_attribute(text: str) -> str:
    """Hides `<div markdown="1">` and the tags that close it: kramdown and MkDocs read what stands between as Markdown."""
    if not _MARKDOWN_ATTRIBUTE.search(text):
        return text
    names: set[str] = set()

    def opening(found: re.Match[str]) -> str:
        names.add(found.group(1))
        return hide(found.group(), MARKDOWN_TAG)

    def closing(found: re.Match[str]) -> str:
        return hide(found[0], MARKDOWN_TAG) if found[1] in names else found[0]

    text = _WITH_MARKDOWN.sub(opening, text)
    names.discard("a")
    return _CLOSING_TAG.sub(closing, text) if names else text
