"""URLs that a draft hands to template tags: `{{< button url="https://…" >}}`, `{% include card.html url="https://…" %}`.
The theme writes the link, so that nothing but the URL is known of it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

from linklint.model import Span
from linklint.parse import inlines
from linklint.parse.raw import RawLink
from linklint.parse.templates import MASK
from linklint.patterns import pattern
from linklint.record import record, replace

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from linklint.parse.raw import Reading

_OPENING = pattern(r"\{\{[<%]?|\{%|<%=")
_CLOSINGS = {"{{<": ">}}", "{{%": "%}}", "{{": "}}", "{%": "%}", "<%=": "%>"}
_LONGEST_TAG = 4000
_NAME = pattern(r"[-\s]*([\w./-]+)\s*(\()?")
_QUOTED_URL = pattern(r"([\"'])((?:https?:/|/)/[^\s\"'<>{}|\\^`]+)\1(\s*[+~|])?", re.I)
_KEY = pattern(r"([\w-]+)\s*[=:]\s*\Z")
_JOINED = pattern(r"[+~|]\s*\Z")
_LONGEST_KEY = 60
SHOWN = pattern(r"src|img|image|picture|photo|avatar|icon|logo|screenshot|poster|thumb|font|css|script", re.I)
"""In names of tags, arguments and keys: what is shown or loaded and no reader follows."""
_LOGIC = frozenset(
    {"assign", "set", "set_global", "if", "elsif", "elif", "unless", "case", "when", "for", "capture", "cycle"}
)
_LOGIC |= {"from", "import", "extends", "macro", "with", "filter", "block", "load", "tablerow", "paginate"}
_LITERAL = frozenset({"comment", "raw", "verbatim", "highlight"})
"""Tags that hold examples and what is left out, up to the tag that ends them."""
_OF_RUBY = ("link_to", "button_to")
_WORD = pattern(r"\w")
_MOST_BRACKETS = 2000


@record
class _Tag:
    opening: str
    start: int
    inner: str
    inner_start: int


def add(reading: Reading, text: str, masked: str) -> Reading:
    """The reading with these links too. `masked` is the text with its templates hidden, and nothing else."""
    found = [link for tag in _tags(text, masked) for link in _links(tag)]
    if not found:
        return reading
    found = list(_in_prose(found, reading, masked))
    links = sorted((*reading.links, *found), key=lambda link: (link.span.start, -link.span.end))
    return replace(reading, links=tuple(links))


def _tags(text: str, masked: str) -> Iterator[_Tag]:
    position = 0
    endless: set[str] = set()  # literal tags that nothing ends any more: searched for once
    while (at := masked.find(MASK, position)) >= 0 and (opening := _OPENING.search(text, at)):
        start, position = opening.span()
        closing = _CLOSINGS[opening.group()]
        end = text.find(closing, position, position + _LONGEST_TAG) if masked[start] == MASK else -1
        if end < 0:
            continue
        tag = _Tag(opening.group(), start, text[position:end], position)
        position = end + len(closing)
        name = _NAME.match(tag.inner)
        word = name.group(1) if name else ""
        if tag.opening == "{%" and word in _LITERAL and word not in endless:
            if behind := re.compile(rf"\{{%-?\s*end{word}\b").search(text, position):
                position = behind.start()
            else:
                endless.add(word)
        yield tag


def _links(tag: _Tag) -> Iterator[RawLink]:
    name = _NAME.match(tag.inner)
    if "//" not in tag.inner or not name or not _makes_links(tag.opening, name):
        return
    for argument in _QUOTED_URL.finditer(tag.inner, name.end(1)):
        before = tag.inner[max(0, argument.start() - _LONGEST_KEY) : argument.start()]
        key = _KEY.search(before)
        is_changed = bool(argument.group(3) or _JOINED.search(before))
        if not is_changed and not SHOWN.search((key or name).group(1)):
            span = Span(tag.inner_start + argument.start(2), tag.inner_start + argument.end(2))
            yield _link(argument.group(2), span)


def _makes_links(opening: str, name: re.Match[str]) -> bool:
    """Whether what a tag is handed may become a link. Of expressions only calls do: the others are logic, or are changed
    before anything is written."""
    match opening:
        case "{%":
            return name.group(1) not in _LOGIC and name.group(1) not in _LITERAL
        case "{{":
            return bool(name.group(2)) and "|" not in name.string
        case "<%=":
            return name.group(1) in _OF_RUBY
    return not name.group(1).startswith("/")


def _link(url: str, span: Span) -> RawLink:
    return RawLink(
        syntax="shortcode",
        url=url,
        span=span,
        url_span=span,
        text="",
        text_span=Span(span.end, span.end),
        block=span,
        context="paragraph",
        stands_alone=False,
        is_by_theme=True,
    )


def _in_prose(found: Iterable[RawLink], reading: Reading, masked: str) -> Iterator[RawLink]:
    """Those that stand in the reading text: not in code, comments and tags, nor in another link."""
    blocks = sorted(reading.prose, key=lambda span: span.start)
    starts = [block.start for block in blocks]
    links = _merged((link.span.start, link.span.end) for link in reading.links)
    seen: dict[int, tuple[bool, list[tuple[int, int]]]] = {}
    for link in found:
        at = link.span.start
        number = bisect_right(starts, at) - 1
        if number < 0 or blocks[number].end <= at or _covers(links, at):
            continue
        block = blocks[number]
        if number not in seen:
            has_words = bool(_WORD.search(masked, block.start, block.end))
            seen[number] = has_words, _walls(masked, block)
        has_words, walls = seen[number]
        if not _covers(walls, at):
            yield replace(link, block=block, stands_alone=not has_words)


def _walls(masked: str, block: Span) -> list[tuple[int, int]]:
    content = masked[block.start : block.end]
    if content.count("[") > _MOST_BRACKETS or content.count("<") > _MOST_BRACKETS:
        return [(block.start, block.end)]
    found = inlines.read(content, {})
    return _merged((block.start + start, block.start + end) for start, end in (*found.code, *found.tags))


def _merged(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """In order, without those that lie in others."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if not merged or end > merged[-1][1]:
            merged.append((start, end))
    return merged


def _covers(spans: Sequence[tuple[int, int]], at: int) -> bool:
    before = bisect_left(spans, (at + 1,)) - 1
    return before >= 0 and spans[before][1] > at
