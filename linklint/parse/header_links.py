"""Links in the values of a header: URLs that are the whole value, and the Markdown and HTML of texts that a theme shows."""

from __future__ import annotations

import re

from linklint.model import Attribute, Span
from linklint.parse import attributes, html, inlines, tags, templates
from linklint.parse.raw import RawLink
from linklint.parse.shortcodes import SHOWN
from linklint.parse.templates import MASK
from linklint.parse.visible_text import visible_text
from linklint.patterns import pattern
from linklint.record import record, replace

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from linklint.parse.dialects import Dialect
    from linklint.parse.inlines import Found, Inlines
    from linklint.parse.tags import Tag

_LINE = pattern(r"([^\r\n]*)(?:\r\n?|\n|\Z)")
_NO_VALUE = pattern(r"[ \t]*(?:#.*|---[ \t]*|\+\+\+[ \t]*|\.\.\.[ \t]*|[\]}][\]}, \t]*)?")
_TABLE = pattern(r"[ \t]*\[\[?[^\[\]=,/]+\]\]?[ \t]*(?:#.*)?")
"""What begins one in TOML."""
_ENTRY = pattern(
    r"[ \t]*(?:-[ \t]+)*(?:[\"']?([A-Za-z_@$][^\"'#:=,\[\]{}]{0,60})[\"']?[ \t]*(?::(?=[ \t]|\Z)|(?<=[\"']):|=)[ \t]*)?"
)
_COMMENT = pattern(r"[ \t]#.*")
_URL = r"(?:https?:/|/)/[^\s\"'<>]+"
_WHOLE = pattern(rf"([\"']?)({_URL})\1,?(?:[ \t]+#.*)?\s*", re.I)
_IN_A_LIST = pattern(rf"(?<=[\[,{{:=\s])([\"']?)({_URL}?)\1(?=[ \t]*(?:[,\]}}\r\n]|\Z))", re.I)
_ESCAPED_QUOTE = pattern(r"\\\"")


@record
class _Value:
    """A value of a header, or one paragraph of it."""

    key: str
    start: int
    written: str
    """With its templates hidden and its comments blanked."""

    def span(self, start: int, end: int) -> Span:
        return Span(self.start + start, self.start + end)


def find(text: str, end: int, dialect: Dialect) -> list[RawLink]:
    """The links of the header that ends at `end`, in order."""
    return sorted(_find(text, end, dialect), key=lambda link: link.span.start)


def _find(text: str, end: int, dialect: Dialect) -> Iterator[RawLink]:
    header = templates.mask_tags(text[:end]) if dialect.has_templates else text[:end]
    for value in _values(header):
        written = value.written
        if "//" not in written and "](" not in written and "<" not in written:
            continue
        if urls := list(_urls(written)):
            if not SHOWN.search(value.key):
                yield from (_whole(value, *found.span(2)) for found in urls)
        else:
            yield from _in_text(value, dialect)


def _values(header: str) -> Iterator[_Value]:
    key, start, end = "", -1, -1
    is_toml = header.startswith("+++")
    for line in _LINE.finditer(header):
        entry = _ENTRY.match(line.group(1))
        begins = line.start() + (entry.end() if entry else 0)
        is_none = bool(_NO_VALUE.fullmatch(line.group(1)) or (is_toml and _TABLE.fullmatch(line.group(1))))
        is_new = is_none or bool(header[line.start() : begins].strip())
        if is_new and start >= 0:
            yield _value(header, key, start, end)
        if entry and entry.group(1):
            key = entry.group(1)
        if is_new or start < 0:
            start = -1 if is_none else begins
        end = line.end(1)


def _value(header: str, key: str, start: int, end: int) -> _Value:
    written = header[start:end]
    if written[:1] not in ("'", '"', "|", ">"):
        written = _COMMENT.sub(lambda comment: templates.blank(comment.group()), written)
    elif written[0] == '"':
        written = _ESCAPED_QUOTE.sub('" ', written)
    return _Value(key, start, written.replace("\r", " "))


def _urls(written: str) -> Iterator[re.Match[str]]:
    """URLs that are a value, alone or in a list."""
    if whole := _WHOLE.fullmatch(written):
        yield whole
    elif written[:1] in ("[", "{"):
        yield from _IN_A_LIST.finditer(written)


def _whole(value: _Value, start: int, end: int) -> RawLink:
    place = value.span(start, end)
    url = value.written[start:end]
    return replace(_link(value, url, place, place, Span(place.end, place.end), ""), is_by_theme=True)


def _link(value: _Value, url: str, span: Span, url_span: Span, text_span: Span, text: str) -> RawLink:
    return RawLink(
        syntax="front-matter",
        url=url,
        span=span,
        url_span=url_span,
        text=text,
        text_span=text_span,
        block=value.span(0, len(value.written.rstrip())),
        context="front-matter",
        stands_alone=False,
        is_templated=MASK in url,
    )


def _in_text(value: _Value, dialect: Dialect) -> Iterator[RawLink]:
    found = inlines.read(value.written, {})
    for link in found.links:
        if not link.is_image:
            yield _in_markdown(link, found, value, dialect)
    opened: Tag | None = None
    for start, end in found.tags:
        tag = tags.read_tag(value.written, start, end)
        if tag is None or tag.name != "a":
            continue
        if opened:
            yield _in_html(opened, tag, value)
        opened = None if tag.is_closing or "href" not in tag.attributes else tag


def _in_markdown(link: Found, found: Inlines, value: _Value, dialect: Dialect) -> RawLink:
    written = value.written
    is_text = link.syntax == "inline"
    start, end = link.text_start, link.text_end
    made = _link(
        value,
        link.url,
        value.span(link.start, link.end),
        value.span(link.url_start, link.url_end),
        value.span(start, end),
        visible_text(written, start, end, found) if is_text else written[start:end],
    )
    if not (is_text and dialect.has_attribute_lists):
        return made
    listed, _ = attributes.read(written, link.end, Span)
    return replace(made, title=link.title, attributes={name: _placed(each, value) for name, each in listed.items()})


def _in_html(opened: Tag, closing: Tag, value: _Value) -> RawLink:
    """A link that its own closing tag ends, or the next one."""
    listed = {name: _placed(each, value) for name, each in opened.attributes.items()}
    href = listed["href"]
    end = closing.end if closing.is_closing else closing.start
    made = _link(
        value,
        href.value,
        value.span(opened.start, end),
        href.value_span or href.span,
        value.span(opened.end, closing.start),
        html.plain_text(value.written[opened.end : closing.start]),
    )
    return replace(made, attributes=listed)


def _placed(attribute: Attribute, value: _Value) -> Attribute:
    """Where it stands in the file. What is left of an escaped quote is no part of its value."""
    span, inner = attribute.span, attribute.value_span
    if inner:
        skipped = len(attribute.value) - len(attribute.value.lstrip(" "))
        inner = value.span(inner.start + skipped, inner.end)
    return replace(
        attribute, value=attribute.value.lstrip(" "), span=value.span(span.start, span.end), value_span=inner
    )
