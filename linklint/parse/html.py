"""HTML, alone or inside Markdown: its links, with what stands around them."""

from __future__ import annotations

import re

from linklint.model import Heading, Image, Span
from linklint.parse.raw import CommentText, RawLink, Reading
from linklint.parse.tags import Comment, Tag, decode, scan
from linklint.parse.templates import MASK
from linklint.record import record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_MARKUP = re.compile(r"<!--.*?-->|<[!?][^>]*>|</?[a-zA-Z][^>]*>", re.S)
_BREAK = re.compile(r"<(?:br|p|div|li|hr|h[1-6])\b[^>]*>", re.I)
_UNSEEN = re.compile(r"<(script|style|noscript|template)\b.*?</\1\s*>", re.S | re.I)
_LANDMARKS = frozenset({"nav", "header", "footer", "aside"})
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
_BLOCKS = frozenset({"p", "div", "section", "article", "main", "body", "figcaption", "caption", "figure", *_CONTEXTS})
_TRACKED = _BLOCKS | _LANDMARKS | {"pre", "html", "ul", "ol", "dl", "table", "tr"}
_EMBED_CLASSES = (
    "twitter-tweet",
    "twitter-video",
    "instagram-media",
    "tiktok-embed",
    "bluesky-embed",
    "mastodon-embed",
)
_BLOCK_EDGE = re.compile(
    r"</?(?:p|div|li|ul|ol|td|th|tr|table|dd|dt|dl|h[1-6]|section|article|main|body|blockquote)\b", re.I
)
_WORD = re.compile(r"\w")
_SILENT = "silent"
_TEXT_ONLY = frozenset({"b", "strong", "em", "i", "u", "s", "span", "code", "kbd", "small", "sub", "sup", "br", "wbr"})
_TEXT_ONLY |= {"mark", "q", "cite", "abbr", "time", "var", "samp", "del", "ins", "font", "img", "p", "div", "li", "ul"}
_TEXT_ONLY |= {"h1", "h2", "h3", "h4", "h5", "h6", "figure", "picture", "source", "a", "center", "big", "tt", "bdi"}


def plain_text(fragment: str) -> str:
    """What a reader sees of a piece of HTML without images, on one line."""
    if "<" in fragment:
        fragment = _MARKUP.sub("", _BREAK.sub(" ", _UNSEEN.sub("", fragment)))
    return " ".join(decode(fragment).split())


@record
class Around:
    """What encloses a link."""

    block: Span
    context: str
    stands_alone: bool
    is_silent: bool
    """Inside preformatted text or a third party's embed: nothing there is the writer's link."""


class _Open:
    __slots__ = ("is_embed", "name", "tag")

    def __init__(self, tag: Tag) -> None:
        self.tag, self.name = tag, tag.name
        classes = tag.attributes.get("class")
        self.is_embed = tag.name == "blockquote" and classes is not None and classes.value.startswith(_EMBED_CLASSES)


class Outline:
    """Follows the open elements, as far as links need them."""

    def __init__(self, is_page: bool) -> None:
        self.is_page = is_page
        self.open: list[_Open] = []

    def see(self, tag: Tag) -> None:
        if tag.name not in _TRACKED:
            return
        if not tag.is_closing:
            if tag.name in ("p", "li", "td", "th", "dd", "dt", "tr"):
                self._imply_end(tag.name)
            self.open.append(_Open(tag))
            return
        for index in range(len(self.open) - 1, -1, -1):
            if self.open[index].name == tag.name:
                del self.open[index:]
                return

    def _imply_end(self, name: str) -> None:
        """`<li>` ends an open `<li>` of the same list, and so on."""
        stop = {"li": ("ul", "ol"), "dd": ("dl",), "dt": ("dl",)}.get(name, ("table",))
        for index in range(len(self.open) - 1, -1, -1):
            if self.open[index].name == name:
                del self.open[index:]
                return
            if self.open[index].name in stop or self.open[index].name in _LANDMARKS:
                return

    def around(self) -> tuple[int, str, bool]:
        """Where the enclosing block's content starts, the context, and whether it is silent."""
        start, context, silent = 0, "", False
        for opened in reversed(self.open):
            silent = silent or opened.name == "pre" or opened.is_embed
            if not start and opened.name in _BLOCKS:
                start = opened.tag.end
            if not context and opened.name in _CONTEXTS:
                context = _CONTEXTS[opened.name]
        return start, self._landmark() or context or "paragraph", silent

    def _landmark(self) -> str:
        """On full pages. A header or footer of an article is content (HTML-AAM)."""
        if not self.is_page:
            return ""
        names = [opened.name for opened in self.open]
        for index, name in enumerate(names):
            if name in ("nav", "aside"):
                return name
            if name in ("header", "footer") and not {"article", "main", "section"} & set(names[:index]):
                return name
        return ""


class Text:
    """The text around the tags of an HTML page. Markdown gives its own (`markdown._Text`)."""

    def __init__(self, masked: str) -> None:
        self.masked = masked

    def between(self, start: int, end: int) -> str:
        """What a reader sees there, images left out."""
        return plain_text(self.masked[start:end])

    def around(self, link: Span, where: tuple[int, str, bool]) -> Around:
        start, context, silent = where
        found = _BLOCK_EDGE.search(self.masked, link.end)
        block = Span(start, found.start() if found else len(self.masked))
        rest = plain_text(self.masked[block.start : link.start] + " " + self.masked[link.end : block.end])
        return Around(block, context, not _WORD.search(rest), silent)


def links(marks: Iterable[Tag | Comment], outline: Outline, text: Text) -> list[RawLink]:
    """`<a href>` and `<area href>` among tags in document order. As in browsers, `<a>` inside an open `<a>` ends it."""
    found: list[RawLink] = []
    opened: Tag | None = None
    inner: list[Tag] = []
    where = outline.around()
    for tag in marks:
        if isinstance(tag, Comment):
            continue
        if tag.name == "a" and (tag.is_closing or "href" in tag.attributes or opened):
            if opened:
                end = tag.end if tag.is_closing else tag.start
                found.append(_link(opened, inner, Span(opened.end, tag.start), end, text, where))
                opened = None
            if not tag.is_closing and "href" in tag.attributes:
                opened, inner, where = tag, [], outline.around()
            continue
        if opened:
            inner.append(tag)
        outline.see(tag)
        if tag.name == "area" and "href" in tag.attributes:
            found.append(_link(tag, [tag], Span(tag.end, tag.end), tag.end, text, outline.around()))
    if opened:
        found.append(_link(opened, [], Span(opened.end, opened.end), opened.end, text, where))
    return [link for link in found if link.context != _SILENT]


def _link(
    tag: Tag, inner: Sequence[Tag], text_span: Span, end: int, text: Text, where: tuple[int, str, bool]
) -> RawLink:
    href, title = tag.attributes["href"], tag.attributes.get("title")
    span = Span(tag.start, end)
    around = text.around(span, where)
    images = tuple(_image(image) for image in inner if image.name in ("img", "area") and not image.is_closing)
    words = [text.between(text_span.start, text_span.end), *(image.alt for image in images if image.alt)]
    return RawLink(
        syntax="html",
        url=href.value,
        span=span,
        url_span=href.value_span or href.span,
        text=" ".join(word for word in words if word),
        text_span=text_span,
        block=around.block,
        context=_SILENT if around.is_silent else around.context,
        stands_alone=around.stands_alone,
        is_templated=href.is_templated,
        title=title.value if title else "",
        attributes=tag.attributes,
        images=images,
        has_markup=_has_markup(inner) or MASK in text.masked[text_span.start : text_span.end],
    )


def _has_markup(inner: Sequence[Tag]) -> bool:
    """Something in the link may bring a name that is not in the text: an icon, a widget, a component."""
    return any(
        tag.name not in _TEXT_ONLY or "aria-label" in tag.attributes or "title" in tag.attributes for tag in inner
    )


def _image(tag: Tag) -> Image:
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
