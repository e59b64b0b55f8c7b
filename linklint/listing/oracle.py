"""Links in the shape of independent parsers (micromark, parse5), so that every place can be compared with theirs.

They count in UTF-16 code units, and to them images, definitions and what pages load are links too.
"""

from __future__ import annotations

import json
from bisect import bisect_left

from linklint import front_matter
from linklint.lines import Lines
from linklint.parse import dialects, format_of, read
from linklint.parse.html import plain_text
from linklint.parse.templates import MASK
from linklint.patterns import pattern

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from linklint.model import Attribute, Span
    from linklint.parse.raw import RawLink, Reading, Resource

    Shape = dict[str, object]

_ASTRAL = pattern("[\U00010000-\U0010ffff]")
_TAGS = frozenset({"", "a", "area"})
"""Of links. Nothing tells other parsers that a component is one."""
_WITH_DESTINATION = frozenset({"inline", "image", "definition"})


def line(path: str, dialect: str) -> str:
    """A file's links as one line of JSON. It is read as those parsers read it, however large or odd; a file that cannot
    be read says why."""
    try:
        with open(path, "rb") as file:
            text = file.read().decode("utf-8", "replace").removeprefix("\ufeff")
    except OSError as error:
        return _json({"file": path, "links": [], "error": error.strerror})
    kind = dialects.kind_of(format_of(path) or "markdown", dialect, text)
    _, start = front_matter.read(text)
    return _json({"file": path, "links": _shapes(text, read(text, start, kind, dialect))})


def _json(shape: Shape) -> str:
    return json.dumps(shape) + "\n"


def _shapes(text: str, reading: Reading) -> list[Shape]:
    places = _Places(text)
    found = [(link.span, _link(link, places)) for link in reading.links if link.tag in _TAGS]
    found += [(resource.span, _resource(resource, places)) for resource in reading.resources()]
    return [shape for _, shape in sorted(found, key=lambda pair: pair[0].start)]


class _Places:
    """Spans of a text as others write them."""

    def __init__(self, text: str) -> None:
        self.text, self.lines = text, Lines(text)
        self.astral = [found.start() for found in _ASTRAL.finditer(text)]

    def units(self, offset: int) -> int:
        return offset + bisect_left(self.astral, offset)

    def pair(self, span: Span | None) -> list[int] | None:
        return [self.units(span.start), self.units(span.end)] if span else None

    def point(self, offset: int) -> dict[str, int]:
        number = self.lines.position(offset).line
        return {"line": number, "col": self.units(offset) - self.units(self.lines.starts[number - 1]) + 1}

    def of(self, span: Span) -> Shape:
        return {"span": self.pair(span), "start": self.point(span.start), "end": self.point(span.end)}

    def attribute(self, each: Attribute) -> list[object]:
        span = each.value_span
        value = self.text[span.start : span.end] if span and each.is_templated else each.value
        return [value, self.pair(each.span), self.pair(span)]

    def attributes(self, attributes: Mapping[str, Attribute]) -> Shape:
        return {name: self.attribute(each) for name, each in attributes.items()}


def _link(link: RawLink, places: _Places) -> Shape:
    text, inner, url = places.text, link.text_span, link.url_span
    return {
        "kind": "html" if link.tag else link.syntax,
        "url": text[url.start : url.end] if link.is_templated else link.url,
        # parse5 knows no alt texts
        "text": plain_text(text[inner.start : inner.end]) if link.tag and link.images else link.text.replace(MASK, ""),
        "tag": link.tag or None,
        **places.of(link.span),
        "dest": places.pair(url) if link.syntax in _WITH_DESTINATION else None,
        "open": [places.units(link.span.start), places.units(inner.start)] if link.tag else None,
        "attrs": places.attributes(link.attributes),
    }


def _resource(resource: Resource, places: _Places) -> Shape:
    return {
        "kind": resource.kind,
        "url": resource.url,
        "text": resource.text,
        "tag": resource.tag or None,
        **places.of(resource.span),
        "dest": places.pair(resource.url_span) if resource.kind in _WITH_DESTINATION else None,
        "open": places.pair(resource.span) if resource.tag else None,
        "attrs": places.attributes(resource.attributes),
    }
