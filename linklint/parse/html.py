"""HTML, alone or inside Markdown: its links, with what stands around them."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import partial

from linklint.model import LANDMARKS, Heading, Image, Span
from linklint.parse import robots
from linklint.parse.anchors import LINKING, Anchor, Anchors
from linklint.parse.raw import CommentText, RawLink, Reading, Resource
from linklint.parse.tags import decode_text, scan
from linklint.parse.templates import MASK
from linklint.patterns import pattern
from linklint.record import record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from linklint.model import Attribute
    from linklint.parse.tags import Mark

_UNSEEN = frozenset({"script", "style", "iframe", "noembed", "noframes"})
"""Elements whose raw text no reader sees."""
_UNHEARD = _UNSEEN | {"noscript", "template", "desc", "defs", "metadata"}
"""Elements that give a link no name."""
_QUIET = frozenset({"script", "style", "pre", "nav", "footer", "aside", "title", "template"})
"""Elements whose text is no prose."""
_BREAKS = frozenset({"br", "p", "div", "li", "hr", "h1", "h2", "h3", "h4", "h5", "h6"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_CONTEXTS = {
    **dict.fromkeys(_HEADINGS, "heading"),
    "li": "list",
    "dd": "list",
    "dt": "list",
    "td": "table",
    "th": "table",
    "blockquote": "quote",
}
_SIMPLE = frozenset(_CONTEXTS) - {"blockquote"}
"""Elements that say no more than that."""
_EDGES = frozenset(_CONTEXTS) | {
    *("p", "div", "section", "article", "main", "body", "figure", "figcaption", "caption", "header", "footer", "nav"),
    *("aside", "ul", "ol", "dl", "table", "tr", "pre", "hr", "form", "details", "summary", "address", "fieldset"),
}
"""Elements that begin and end a block of text."""
_OF_CONTENT = frozenset({"header", "footer"})
_CONTENT = frozenset({"article", "main", "section"})
_BOUNDS = frozenset({"ul", "ol", "dl", "table", "tr", "div"})
"""Elements that matter for what they end, and say nothing of their content."""
_TRACKED = frozenset(_CONTEXTS) | LANDMARKS | _CONTENT | _BOUNDS | {"pre"}
_ENDS_ITS_LIKE = {
    "li": ("ul", "ol", *LANDMARKS),
    "dd": ("dl", *LANDMARKS),
    "dt": ("dl", *LANDMARKS),
    **dict.fromkeys(("td", "th", "tr"), ("table", *LANDMARKS)),
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
_PICTURES = frozenset({"img", "area"})
_LOADING = {"img": "src", "iframe": "src", "link": "href"}
_NOTABLE = _HEADINGS | _LOADING.keys() | {"", "html", "body", "base", "title", "meta"}
"""What pages say outside of their links. A comment's name is empty."""
_WORD = pattern(r"\w")
_WORD_FIRST = pattern(r"[^<&\[\w]*\w")
"""A letter or a digit before anything that may be something else."""
_TASK_BOX = pattern(r"\[[ xX]\]")
_TEXT_ONLY = frozenset({"b", "strong", "em", "i", "u", "s", "span", "code", "kbd", "small", "sub", "sup", "br", "wbr"})
_TEXT_ONLY |= {"mark", "q", "cite", "abbr", "time", "var", "samp", "del", "ins", "font", "img", "p", "div", "li", "ul"}
_TEXT_ONLY |= {"h1", "h2", "h3", "h4", "h5", "h6", "figure", "picture", "source", "a", "center", "big", "tt", "bdi"}
_NAMING = pattern(r"aria-|title|hidden|style", re.I)
"""What attributes that give or take a name hold."""
_NOT_SHOWN = pattern(r"(?:^|[;\s])(?:display\s*:\s*none|visibility\s*:\s*hidden)\b")


def plain_text(fragment: str) -> str:
    """What a reader sees of a piece of HTML without images, on one line. Linear time."""
    shown = "".join(_shown(fragment)) if "<" in fragment else decode_text(fragment)
    return " ".join(shown.split())


def _shown(fragment: str) -> Iterator[str]:
    """The text between tags, with a blank where a tag breaks the line."""
    last, is_unseen = 0, False
    for mark in scan(fragment):
        if mark.start > last and not is_unseen:
            yield decode_text(fragment[last : mark.start])
        if mark.name in _BREAKS:
            yield " "
        last, is_unseen = mark.end, mark.name in _UNSEEN and not mark.is_closing
    if not is_unseen:
        yield decode_text(fragment[last:])


@record
class Where:
    """What the tags before a place say of it."""

    context: str = ""
    landmark: str = ""
    is_silent: bool = False
    """Inside preformatted text or a third party's embed: nothing there is the writer's link."""
    is_content: bool = False
    """Inside an article, the main part or a section: a header or footer there is content (HTML-AAM)."""


_NOWHERE = Where()
_NO_PAIR = (None, None)


class Outline:
    """Follows the open elements, as far as links need them. Each tag costs the same, however deep it stands."""

    def __init__(self, is_page: bool) -> None:
        self.is_page = is_page
        """Landmarks count on full pages only."""
        self.here = _NOWHERE
        self.open: list[tuple[str, Where]] = []
        """Names, and what held around them."""
        self.indexes: dict[str, list[int]] = {}
        """By name, where in `open` such elements are."""
        self.made: dict[str, tuple[Where, Where]] = {}
        """By name, what held around the last such element, and in it."""

    def see(self, tag: Mark) -> None:
        name = tag.name
        if name not in _TRACKED or (name == "div" and not self.here.is_silent):
            return
        indexes = self.indexes.setdefault(name, [])
        own = indexes[-1] if indexes else -1
        if tag.is_closing:
            self._close(name, own)
            return
        if own >= 0 and name in _ENDS_ITS_LIKE and own > max(map(self._last, _ENDS_ITS_LIKE[name])):
            self._end(own)
        indexes.append(len(self.open))
        self.open.append((name, self.here))
        if name not in _BOUNDS:
            self.here = self._inside(tag)

    def _last(self, name: str) -> int:
        indexes = self.indexes.get(name)
        return indexes[-1] if indexes else -1

    def _close(self, name: str, own: int) -> None:
        """A `</div>` whose start stands before preformatted text or an embed ends that too."""
        if own < 0 and name in _HEADINGS:  # `</h3>` ends an `<h2>`, too
            own = max(map(self._last, _HEADINGS))
        if own >= 0:
            self._end(own)
        elif name == "div":
            while self.here.is_silent:
                self._end(len(self.open) - 1)

    def _end(self, index: int) -> None:
        while index < len(self.open):
            name, self.here = self.open.pop()
            self.indexes[name].pop()

    def _inside(self, tag: Mark) -> Where:
        """What holds between this tag and the one that closes it."""
        outer, name = self.here, tag.name
        if name in _SIMPLE and self.made.get(name, _NO_PAIR)[0] is outer:
            return self.made[name][1]
        landmark = outer.landmark
        if self.is_page and not landmark and name in LANDMARKS and not (outer.is_content and name in _OF_CONTENT):
            landmark = name
        inside = Where(
            _CONTEXTS.get(name, outer.context),
            landmark,
            outer.is_silent or name == "pre" or _is_embed(tag),
            outer.is_content or name in _CONTENT,
        )
        self.made[name] = outer, inside
        return inside


def _is_embed(tag: Mark) -> bool:
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
        self.links: list[Span] = []
        """All links, those in HTML included as soon as `links` knows them."""
        self.link_starts: list[int] = []
        self.add(links)
        self.edges: list[int] = []
        """Where tags that begin or end a block start, in order."""
        self.edge_ends: list[int] = []
        """Where they end."""
        self.talking: dict[tuple[int, int], bool] = {}

    def add(self, links: Iterable[Span]) -> None:
        self.links = sorted([*self.links, *links], key=lambda span: span.start)
        self.link_starts = [span.start for span in self.links]

    def between(self, start: int, end: int) -> str:
        """What a reader sees there, images left out."""
        return plain_text(self.masked[start:end])

    def around(self, link: Span, where: Where) -> Around:
        block = self.between_edges(link)
        return Around(block, where.landmark or where.context or "paragraph", not self.says_more(block))

    def between_edges(self, link: Span) -> Span:
        before = bisect_left(self.edges, link.start)
        behind = bisect_left(self.edges, link.end, before)
        start = self.edge_ends[before - 1] if before else 0
        return Span(start, self.edges[behind] if behind < len(self.edges) else len(self.masked))

    def says_more(self, block: Span) -> bool:
        """Whether a block holds words outside of its links. Task boxes are not words."""
        key = block.start, block.end
        if key not in self.talking:
            self.talking[key] = self._talks_outside_links(block)
        return self.talking[key]

    def _talks_outside_links(self, block: Span) -> bool:
        position = block.start
        for index in range(bisect_left(self.link_starts, position), len(self.links)):
            link = self.links[index]
            if link.start >= block.end:
                break
            if link.start > position and self._talks(position, link.start):
                return True
            position = max(position, link.end)
        return position < block.end and self._talks(position, block.end)

    def _talks(self, start: int, end: int) -> bool:
        part = self.masked[start:end]
        return not part.isspace() and (bool(_WORD_FIRST.match(part)) or has_words(plain_text(part)))


def has_words(text: str) -> bool:
    """Letters or digits outside of task boxes."""
    return bool(_WORD.search(_TASK_BOX.sub("", text) if "[" in text else text))


def links(marks: Sequence[Mark], outline: Outline, text: Text) -> list[RawLink]:
    """`<a href>` and `<area href>` among tags in document order."""
    anchors = Anchors(marks, outline)
    for index, mark in enumerate(marks):
        name = mark.name
        if name in _EDGES:
            text.edges.append(mark.start)
            text.edge_ends.append(mark.end)
            if name in _TRACKED:
                outline.see(mark)
        if name in LINKING:
            anchors.see(mark, index)
    spans = [Span(anchor.tag.start, anchor.end) for anchor in anchors.found]
    text.add(spans)
    return [_link(anchor, span, text) for anchor, span in zip(anchors.found, spans, strict=True)]


def _link(anchor: Anchor, span: Span, text: Text) -> RawLink:
    tag, href = anchor.tag, anchor.href
    text_span = Span(tag.end, anchor.text_end)
    title = tag.attributes.get("title")
    around = text.around(span, anchor.where)
    inner = anchor.inner if tag.name == "a" else (tag,)
    images = tuple(image(mark) for mark in inner if mark.name in _PICTURES and not mark.is_closing)
    return RawLink(
        syntax="html",
        url=href.value,
        span=span,
        url_span=href.value_span or href.span,
        text=_heard(anchor, text) or _seen(anchor, images, text),
        text_span=text_span,
        block=around.block,
        context=around.context,
        stands_alone=around.stands_alone,
        is_templated=href.is_templated,
        title=title.value if title else "",
        attributes=tag.attributes,
        images=images,
        has_markup=MASK in text.masked[text_span.start : text_span.end] or has_markup(anchor.inner),
        tag=tag.name,
        is_silent=anchor.where.is_silent,
    )


def _heard(anchor: Anchor, text: Text) -> str:
    """The name that a link's content gives it (accname, "name from content")."""
    parts: list[str] = []
    position, ends = anchor.tag.end, None
    for mark in anchor.inner:
        own = _own_name(mark) if mark.start >= position else None
        if own is None:
            continue
        ends = _ends(anchor.inner) if ends is None else ends
        end = ends.get(mark.start, mark.end)
        is_apart = own or text.masked[mark.start - 1].isspace() or text.masked[end : end + 1].isspace()
        parts += text.between(position, mark.start), f" {own} " if is_apart else ""
        position = end
    said = text.between(position, anchor.text_end)
    return " ".join("".join([*parts, said]).split()) if parts else said


def _own_name(mark: Mark) -> str | None:
    """What is heard in the place of an element and of all that it holds; None where it says what it holds."""
    if mark.name in _UNHEARD:
        return None if mark.is_closing else ""
    if mark.is_closing or not (mark.name in _PICTURES or mark.mentions(_NAMING)):
        return None
    label, attributes = mark.attributes.get("aria-label"), mark.attributes
    if _is_hidden(attributes):
        return ""
    if label and label.value.strip():
        return label.value
    if mark.name not in _PICTURES:
        return None
    title = None if "alt" in attributes else attributes.get("title")
    return title.value if title else image(mark).alt or ""


def _is_hidden(attributes: Mapping[str, Attribute]) -> bool:
    hidden, style = attributes.get("aria-hidden"), attributes.get("style")
    if hidden and hidden.value.strip().lower() == "true":
        return True
    return "hidden" in attributes or bool(style and _NOT_SHOWN.search(style.value.lower()))


def _ends(marks: Iterable[Mark]) -> dict[int, int]:
    """Where elements end, by where they start. One that is never closed is not among them."""
    ends: dict[int, int] = {}
    opened: dict[str, list[int]] = {}
    for mark in marks:
        if not mark.is_closing:
            opened.setdefault(mark.name, []).append(mark.start)
        elif opened.get(mark.name):
            ends[opened[mark.name].pop()] = mark.end
    return ends


def _seen(anchor: Anchor, images: Iterable[Image], text: Text) -> str:
    """What is left of a link that is never heard: texts that are hidden from some, and titles."""
    parts = [image.alt for image in images]
    if any(_own_name(mark) is not None for mark in anchor.inner):
        parts.insert(0, text.between(anchor.tag.end, anchor.text_end))
    titles = (mark.attributes.get("title") for mark in anchor.inner)
    return " ".join(filter(None, parts)) or " ".join(title.value for title in titles if title)


def resources(marks: Iterable[Mark]) -> list[Resource]:
    """Images, frames and `<link>` among tags: what pages load rather than link to."""
    loading = (mark for mark in marks if mark.name in _LOADING and not mark.is_closing)
    return [_resource(mark, where) for mark in loading if (where := mark.attributes.get(_LOADING[mark.name]))]


def _resource(mark: Mark, where: Attribute) -> Resource:
    span, url_span = Span(mark.start, mark.end), where.value_span or where.span
    return Resource("html", where.value, span, url_span, tag=mark.name, attributes=mark.attributes)


def elements(marks: Sequence[Mark], names: frozenset[str]) -> tuple[Span, ...]:
    """Those with one of these classes or ids, up to where they end. One that is never closed is not among them."""
    words = re.compile("|".join(re.escape(name) for name in names) or r"(?!)")
    found = [mark for mark in marks if not mark.is_closing and mark.mentions(words) and _is_called(mark, names)]
    ends = _ends(marks) if found else {}
    return tuple(Span(mark.start, ends[mark.start]) for mark in found if mark.start in ends)


def _is_called(mark: Mark, names: frozenset[str]) -> bool:
    values = (mark.attributes.get(name) for name in ("id", "class", "classname"))
    return any(value and not names.isdisjoint(value.value.split()) for value in values)


def has_markup(inner: Iterable[Mark]) -> bool:
    """Something in the link may bring a name that is not in the text: an icon, a widget, a component."""
    return any(
        mark.name and (mark.name not in _TEXT_ONLY or (mark.mentions(_NAMING) and _has_name(mark))) for mark in inner
    )


def _has_name(mark: Mark) -> bool:
    return not mark.attributes.keys().isdisjoint(("aria-label", "aria-labelledby", "title"))


def image(tag: Mark) -> Image:
    src, alt = tag.attributes.get("src"), tag.attributes.get("alt")
    hidden = alt is not None and alt.is_templated
    return Image(src.value if src else "", alt.value if alt and not hidden else None if hidden else "")


def read(text: str, masked: str) -> Reading:
    """A page or a fragment. `masked` is the text with its templates hidden."""
    marks, page = scan(masked), Text(masked)
    notable = [mark for mark in marks if mark.name in _NOTABLE]
    is_page = any(mark.name in ("html", "body") for mark in notable)
    return Reading(
        links=tuple(links(marks, Outline(is_page), page)),
        headings=tuple(_headings(notable, page)),
        prose=tuple(_prose(marks, masked)),
        comments=tuple(_comments(notable, text)),
        title=_title(notable, masked),
        language=_first(notable, "html", "lang"),
        resources=partial(resources, notable),
        base=_first(notable, "base", "href"),
        nofollow=robots.in_tags(notable),
        marks=marks,
    )


def _prose(marks: Iterable[Mark], masked: str) -> list[Span]:
    """The text between tags, without scripts, preformatted text and landmarks."""
    prose: list[Span] = []
    last = silent = 0
    for mark in marks:
        start = mark.start
        if not silent and start > last and not masked[last:start].isspace():
            prose.append(Span(last, start))
        last = mark.end
        if mark.name in _QUIET:
            silent = max(0, silent - 1) if mark.is_closing else silent + 1
    if not silent and last < len(masked) and not masked[last:].isspace():
        prose.append(Span(last, len(masked)))
    return prose


def _comments(marks: Iterable[Mark], text: str) -> Iterable[CommentText]:
    for mark in marks:
        if not mark.name and text.startswith("<!--", mark.start):
            yield CommentText(text[mark.start : mark.end], Span(mark.start, mark.end))


def _between(marks: Iterable[Mark], names: Iterable[str]) -> Iterator[tuple[str, int, int]]:
    """Elements, with the offsets at which their content starts and ends: a closing tag of any of the names ends one."""
    opened: Mark | None = None
    for mark in marks:
        if mark.name not in names:
            continue
        if opened and mark.is_closing:
            yield mark.name, opened.end, mark.start
            opened = None
        elif not mark.is_closing:
            opened = mark


def _headings(marks: Iterable[Mark], page: Text) -> Iterator[Heading]:
    for name, start, end in _between(marks, _HEADINGS):
        yield Heading(int(name[1]), page.between(start, end), Span(start, end))


def _title(marks: Iterable[Mark], masked: str) -> str:
    for _, start, end in _between(marks, ("title",)):
        return " ".join(decode_text(masked[start:end]).split())  # a tag in a title is text
    return ""


def _first(marks: Iterable[Mark], name: str, attribute: str) -> str:
    """The value of an attribute of the first tag of this name that has it."""
    for mark in marks:
        if mark.name == name and attribute in mark.attributes:
            return mark.attributes[attribute].value
    return ""
