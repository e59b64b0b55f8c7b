"""HTML, alone or inside Markdown: its links, with what stands around them."""

from __future__ import annotations

import re
from bisect import bisect_right

from linklint.model import LANDMARKS, Heading, Image, Span
from linklint.parse.raw import CommentText, RawLink, Reading, Resource
from linklint.parse.tags import Comment, Tag, decode, scan
from linklint.parse.templates import MASK
from linklint.patterns import pattern
from linklint.record import record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_UNSEEN = frozenset({"script", "style", "noscript", "template"})
_BREAKS = frozenset({"br", "p", "div", "li", "hr", "h1", "h2", "h3", "h4", "h5", "h6"})
_TAG_NAME = pattern(r"/?([a-zA-Z][^\s/>]*)|[!?]")
_CONTEXTS = {
    "h1": "heading",
    "h2": "heading",
    "h3": "heading",
    "h4": "heading",
    "h5": "heading",
    "h6": "heading",
    "li": "list",
    "dd": "list",
    "dt": "list",
    "td": "table",
    "th": "table",
    "blockquote": "quote",
}
_EDGES = frozenset(_CONTEXTS) | {
    *("p", "div", "section", "article", "main", "body", "figure", "figcaption", "caption", "header", "footer", "nav"),
    *("aside", "ul", "ol", "dl", "table", "tr", "pre", "hr", "form", "details", "summary", "address", "fieldset"),
}
"""Elements that begin and end a block of text."""
_OF_CONTENT = frozenset({"header", "footer"})
_TRACKED = (
    frozenset(_CONTEXTS) | LANDMARKS | {"p", "section", "article", "main", "pre", "ul", "ol", "dl", "table", "tr"}
)
_ENDS_ITS_LIKE = {
    "li": ("ul", "ol", *LANDMARKS),
    "dd": ("dl", *LANDMARKS),
    "dt": ("dl", *LANDMARKS),
    **dict.fromkeys(("p", "td", "th", "tr"), ("table", *LANDMARKS)),
}
"""Elements that end an open one of their own name without its closing tag, unless one of these stands between."""
_EMBED_CLASSES = (
    "twitter-tweet",
    "twitter-video",
    "instagram-media",
    "tiktok-embed",
    "bluesky-embed",
    "mastodon-embed",
)
_LOADING = {"img": "src", "iframe": "src", "link": "href"}
_WORD = pattern(r"\w")
_TASK_BOX = pattern(r"\[[ xX]\]")
_TEXT_ONLY = frozenset({"b", "strong", "em", "i", "u", "s", "span", "code", "kbd", "small", "sub", "sup", "br", "wbr"})
_TEXT_ONLY |= {"mark", "q", "cite", "abbr", "time", "var", "samp", "del", "ins", "font", "img", "p", "div", "li", "ul"}
_TEXT_ONLY |= {"h1", "h2", "h3", "h4", "h5", "h6", "figure", "picture", "source", "a", "center", "big", "tt", "bdi"}


def plain_text(fragment: str) -> str:
    """What a reader sees of a piece of HTML without images, on one line. Linear time."""
    if "<" in fragment:
        fragment = "".join(_seen(fragment))
    return " ".join(decode(fragment).split())


def _seen(fragment: str) -> Iterator[str]:
    """The text between tags, with a blank where a tag breaks the line. What is never closed is text."""
    unclosed: set[str] = set()  # closers that do not come any more: searched for once
    position = 0
    while (at := fragment.find("<", position)) >= 0:
        name = _TAG_NAME.match(fragment, at + 1)
        if not name:
            yield fragment[position : at + 1]
            position = at + 1
            continue
        closer = "-->" if fragment.startswith("<!--", at) and "-->" not in unclosed else ">"
        end = fragment.find(closer, at)
        if end < 0 and closer == "-->":
            unclosed.add(closer)
            end = fragment.find(">", at)
        if end < 0:
            break
        yield fragment[position:at]
        position = end + (3 if fragment.startswith("-->", end) else 1)
        tag = (name.group(1) or "").lower()
        if tag in _BREAKS:
            yield " "
        elif tag in _UNSEEN and tag not in unclosed and fragment[at + 1] != "/":
            closing = re.compile("</" + tag, re.I).search(fragment, position)
            if closing:
                position = closing.start()
            else:
                unclosed.add(tag)
    yield fragment[position:]


@record
class Where:
    """What the tags before a place say of it."""

    context: str = ""
    landmark: str = ""
    is_silent: bool = False
    """Inside preformatted text or a third party's embed: nothing there is the writer's link."""
    is_content: bool = False
    """Inside an article, the main part or a section: a header or footer there is content (HTML-AAM)."""


class Outline:
    """Follows the open elements, as far as links need them. Each tag costs the same, however deep it stands."""

    def __init__(self, is_page: bool) -> None:
        self.is_page = is_page
        """Landmarks count on full pages only."""
        self.open: list[tuple[str, Where]] = []
        self.indexes: dict[str, list[int]] = {}
        """By name, where in `open` such elements are."""

    def where(self) -> Where:
        return self.open[-1][1] if self.open else Where()

    def see(self, tag: Tag) -> None:
        name = tag.name
        if name not in _TRACKED:
            return
        if tag.is_closing:
            self._end(self._last(name))
            return
        if name in _ENDS_ITS_LIKE and self._last(name) > max(map(self._last, _ENDS_ITS_LIKE[name])):
            self._end(self._last(name))
        self.indexes.setdefault(name, []).append(len(self.open))
        self.open.append((name, self._inside(tag)))

    def _last(self, name: str) -> int:
        indexes = self.indexes.get(name)
        return indexes[-1] if indexes else -1

    def _end(self, index: int) -> None:
        while 0 <= index < len(self.open):
            self.indexes[self.open.pop()[0]].pop()

    def _inside(self, tag: Tag) -> Where:
        """What holds between this tag and the one that closes it."""
        outer, name = self.where(), tag.name
        landmark = outer.landmark
        if self.is_page and not landmark and name in LANDMARKS and not (outer.is_content and name in _OF_CONTENT):
            landmark = name
        return Where(
            _CONTEXTS.get(name, outer.context),
            landmark,
            outer.is_silent or name == "pre" or _is_embed(tag),
            outer.is_content or name in ("article", "main", "section"),
        )


def _is_embed(tag: Tag) -> bool:
    classes = tag.attributes.get("class") if tag.name == "blockquote" else None
    return classes is not None and classes.value.startswith(_EMBED_CLASSES)


@record
class Around:
    """The block that encloses a link."""

    block: Span
    context: str
    stands_alone: bool


class Text:
    """The text around the tags of an HTML page. Markdown gives its own (`markdown._Text`)."""

    def __init__(self, masked: str, links: Iterable[Span] = ()) -> None:
        self.masked = masked
        self.links = sorted(links, key=lambda span: span.start)
        """All links, those in HTML included as soon as `links` knows them."""
        self.edges: list[tuple[int, int]] = []
        """Where tags that begin or end a block start and end, in order."""
        self.talking: dict[Span, bool] = {}

    def between(self, start: int, end: int) -> str:
        """What a reader sees there, images left out."""
        return plain_text(self.masked[start:end])

    def around(self, link: Span, where: Where) -> Around:
        block = self.between_edges(link)
        return Around(block, where.landmark or where.context or "paragraph", not self.says_more(block))

    def between_edges(self, link: Span) -> Span:
        before = bisect_right(self.edges, (link.start, -1))
        behind = bisect_right(self.edges, (link.end, -1), before)
        start = self.edges[before - 1][1] if before else 0
        return Span(start, self.edges[behind][0] if behind < len(self.edges) else len(self.masked))

    def says_more(self, block: Span) -> bool:
        """Whether a block holds words outside of its links. Task boxes are not words."""
        if block not in self.talking:
            index = bisect_right(self.links, block.start - 1, key=lambda span: span.start)
            parts, position = [], block.start
            while index < len(self.links) and self.links[index].start < block.end:
                parts.append(self.masked[position : self.links[index].start])
                position = max(position, self.links[index].end)
                index += 1
            parts.append(self.masked[position : block.end])
            self.talking[block] = has_words(plain_text(" ".join(parts)))
        return self.talking[block]


def has_words(text: str) -> bool:
    """Letters or digits outside of task boxes."""
    return bool(_WORD.search(_TASK_BOX.sub("", text)))


@record
class _Anchor:
    """A link's tag, the tags inside, and where the text between ends."""

    tag: Tag
    inner: tuple[Tag, ...]
    text_span: Span
    span: Span
    where: Where


def links(marks: Iterable[Tag | Comment], outline: Outline, text: Text) -> list[RawLink]:
    """`<a href>` and `<area href>` among tags in document order. As in browsers, `<a>` inside an open `<a>` ends it."""
    found: list[_Anchor] = []
    opened: Tag | None = None
    inner: list[Tag] = []
    where = Where()
    for tag in marks:
        if isinstance(tag, Comment):
            continue
        if tag.name == "a" and (tag.is_closing or "href" in tag.attributes or opened):
            if opened:
                end = tag.end if tag.is_closing else tag.start
                text_span = Span(opened.end, tag.start)
                found.append(_Anchor(opened, tuple(inner), text_span, Span(opened.start, end), where))
                opened = None
            if not tag.is_closing and "href" in tag.attributes:
                opened, inner, where = tag, [], outline.where()
            continue
        if opened:
            inner.append(tag)
        if tag.name in _EDGES:
            text.edges.append((tag.start, tag.end))
        outline.see(tag)
        if tag.name == "area" and "href" in tag.attributes:
            found.append(_childless(tag, outline.where()))
    if opened:
        found.append(_childless(opened, where))
    text.links = sorted([*text.links, *(anchor.span for anchor in found)], key=lambda span: span.start)
    return [_link(anchor, text) for anchor in found]


def _childless(tag: Tag, where: Where) -> _Anchor:
    return _Anchor(tag, (tag,) if tag.name == "area" else (), Span(tag.end, tag.end), Span(tag.start, tag.end), where)


def _link(anchor: _Anchor, text: Text) -> RawLink:
    attributes, text_span = anchor.tag.attributes, anchor.text_span
    href, title = attributes["href"], attributes.get("title")
    around = text.around(anchor.span, anchor.where)
    images = tuple(image(tag) for tag in anchor.inner if tag.name in ("img", "area") and not tag.is_closing)
    words = [text.between(text_span.start, text_span.end), *(image.alt for image in images if image.alt)]
    return RawLink(
        syntax="html",
        url=href.value,
        span=anchor.span,
        url_span=href.value_span or href.span,
        text=" ".join(word for word in words if word),
        text_span=text_span,
        block=around.block,
        context=around.context,
        stands_alone=around.stands_alone,
        is_templated=href.is_templated,
        title=title.value if title else "",
        attributes=attributes,
        images=images,
        has_markup=has_markup(anchor.inner) or MASK in text.masked[text_span.start : text_span.end],
        tag=anchor.tag.name,
        is_silent=anchor.where.is_silent,
    )


def resources(marks: Iterable[Tag | Comment]) -> Iterator[Resource]:
    """Images, frames and `<link>` among tags: what pages load rather than link to."""
    for tag in marks:
        if isinstance(tag, Comment) or tag.is_closing or tag.name not in _LOADING:
            continue
        attribute = tag.attributes.get(_LOADING[tag.name])
        if attribute:
            place = attribute.value_span or attribute.span
            span = Span(tag.start, tag.end)
            yield Resource("html", attribute.value, span, place, tag=tag.name, attributes=tag.attributes)


def has_markup(inner: Sequence[Tag]) -> bool:
    """Something in the link may bring a name that is not in the text: an icon, a widget, a component."""
    return any(
        tag.name not in _TEXT_ONLY or "aria-label" in tag.attributes or "title" in tag.attributes for tag in inner
    )


def image(tag: Tag) -> Image:
    src, alt = tag.attributes.get("src"), tag.attributes.get("alt")
    hidden = alt is not None and alt.is_templated
    return Image(src.value if src else "", alt.value if alt and not hidden else None if hidden else "")


def read(text: str, masked: str) -> Reading:
    """A page or a fragment. `masked` is the text with its templates hidden."""
    marks = list(scan(masked))
    names = {mark.name for mark in marks if isinstance(mark, Tag)}
    is_page = "html" in names or "body" in names
    return Reading(
        links=tuple(links(marks, Outline(is_page), Text(masked))),
        headings=tuple(_headings(marks, masked)),
        prose=tuple(_prose(marks, masked)),
        comments=tuple(_comments(marks, text)),
        title=_title(marks, masked),
        language=_language(marks),
        resources=tuple(resources(marks)),
    )


def _comments(marks: Iterable[Tag | Comment], text: str) -> Iterable[CommentText]:
    for mark in marks:
        if isinstance(mark, Comment):
            yield CommentText(text[mark.start : mark.end], Span(mark.start, mark.end))


def _between(marks: Sequence[Tag | Comment], names: Iterable[str]) -> Iterable[tuple[Tag, int]]:
    """Elements with the offset at which they end."""
    opened: Tag | None = None
    for mark in marks:
        if isinstance(mark, Comment) or mark.name not in names:
            continue
        if opened and mark.is_closing and mark.name == opened.name:
            yield opened, mark.start
            opened = None
        elif not mark.is_closing:
            opened = mark


def _headings(marks: Sequence[Tag | Comment], masked: str) -> Iterable[Heading]:
    for tag, end in _between(marks, ("h1", "h2", "h3", "h4", "h5", "h6")):
        yield Heading(int(tag.name[1]), plain_text(masked[tag.end : end]), Span(tag.end, end))


def _title(marks: Sequence[Tag | Comment], masked: str) -> str:
    for tag, end in _between(marks, ("title",)):
        return plain_text(masked[tag.end : end])
    return ""


def _language(marks: Sequence[Tag | Comment]) -> str:
    for mark in marks:
        if isinstance(mark, Tag) and mark.name == "html" and "lang" in mark.attributes:
            return mark.attributes["lang"].value
    return ""


def _prose(marks: Sequence[Tag | Comment], masked: str) -> Iterable[Span]:
    """The text between tags, without scripts, preformatted text and landmarks."""
    silent = 0
    last = 0
    for mark in marks:
        if not silent and mark.start > last and not masked[last : mark.start].isspace():
            yield Span(last, mark.start)
        last = mark.end
        if isinstance(mark, Tag) and mark.name in (
            "script",
            "style",
            "pre",
            "nav",
            "footer",
            "aside",
            "title",
            "template",
        ):
            silent = max(0, silent + (-1 if mark.is_closing else 1))
    if not silent and last < len(masked) and not masked[last:].isspace():
        yield Span(last, len(masked))
