"""Markdown and MDX: the links of a draft, with everything that stands around them."""

from __future__ import annotations

from bisect import bisect_right

from linklint.model import Heading, Image, Span, Unread
from linklint.parse import attributes, bare_urls, html, inlines, mdx, structure, tags
from linklint.parse.raw import CommentText, RawLink, Reading, Resource
from linklint.parse.templates import MASK, mask_markdown_attribute
from linklint.parse.visible_text import visible_text
from linklint.patterns import pattern
from linklint.record import replace

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from linklint.model import Attribute
    from linklint.parse.content import Block, Offsets, Structure
    from linklint.parse.dialects import Dialect
    from linklint.parse.inlines import Definition, Found, Inlines

_QUOTE_MARKS = pattern(r"(?<=[\r\n])[ \t]*(?:>[ \t]?)+")
_MOST_BRACKETS = 2000
"""In one block. Beyond it a single paragraph may take seconds; the most that 3,053 real drafts hold is 52."""
_NOTHING = inlines.Inlines([], [], [])


def read(text: str, masked: str, dialect: Dialect) -> Reading:
    """A draft whose front matter is blanked and whose templates are hidden in `masked`, which has the same length."""
    return Reader(text, masked, dialect, structure.read, inlines.read).read()


class Reader:
    """Structure -> links. Who reads structure and inlines is given, so that tests can hold slower readers against these."""

    def __init__(
        self,
        text: str,
        masked: str,
        dialect: Dialect,
        read_structure: Callable[[str, Dialect], Structure],
        read_inlines: Callable[[str, Mapping[str, Definition]], Inlines],
    ) -> None:
        self.text, self.dialect, self.read_structure, self.read_inlines = text, dialect, read_structure, read_inlines
        if dialect.has_markdown_in_html:
            masked = mask_markdown_attribute(masked)
        comments: list[Span] = []
        if dialect.is_mdx:
            masked, comments = mdx.mask(masked)
        self.masked = structure.normalise(masked)
        self.comments = [CommentText(text[span.start : span.end], span) for span in comments]
        self.links: list[RawLink] = []
        self.headings: list[Heading] = []
        self.prose: list[Span] = []
        self.unread: list[Unread] = []
        self.marks: list[tags.Tag | tags.Comment] = []
        self.blocks: list[Block] = []
        self.resources: list[Resource] = []

    def read(self) -> Reading:
        found = self.read_structure(self.masked, self.dialect)
        self.blocks = found.blocks
        self.prose = [*found.prose, *found.skipped]
        definitions = self._definitions(found)
        for block in found.blocks:
            if block.offsets is None:
                self.unread.append(Unread(block.span, "its lines could not be found again in the file"))
            elif block.kind == "html":
                self._html_block(block, block.offsets)
            else:
                self._inline_block(block, block.offsets, definitions)
        self.unread += (Unread(span, "lists or quotes nest deeper than 50 levels") for span in found.too_deep)
        self.unread += (Unread(span, "a table with more than 5,000 rows") for span in found.too_long)
        self._html_links()
        self.links.sort(key=lambda link: (link.span.start, -link.span.end))
        self.prose.sort(key=lambda span: span.start)
        self.comments.sort(key=lambda comment: comment.span.start)
        self.resources += html.resources(self.marks)
        return Reading(
            tuple(self.links),
            tuple(self.headings),
            tuple(self.prose),
            tuple(self.comments),
            unread=tuple(self.unread),
            resources=tuple(self.resources),
        )

    def _definitions(self, found: Structure) -> dict[str, Definition]:
        definitions: dict[str, Definition] = {}
        for label, definition in found.definitions:
            definitions.setdefault(label, definition)
            self.resources.append(_definition(definition))
            if label == "//":  # the comment that Markdown and MDX both hide: [//]: # (…)
                self.comments.append(CommentText(definition.title, Span(definition.start, definition.end)))
        return definitions

    def _html_block(self, block: Block, offsets: Offsets) -> None:
        silent = False
        last = 0
        for mark in tags.scan(block.content):
            if not silent and block.content[last : mark.start].strip():
                self.prose.append(offsets.span(last, mark.start))
            last = mark.end
            if isinstance(mark, tags.Tag) and mark.name in ("script", "style", "pre"):
                silent = not mark.is_closing
            self._add_mark(mark, offsets)
        if not silent and block.content[last:].strip():
            self.prose.append(offsets.span(last, len(block.content.rstrip())))

    def _inline_block(self, block: Block, offsets: Offsets, definitions: dict[str, Definition]) -> None:
        content = block.content
        has_links = inlines.has_trigger(content)
        if has_links and (content.count("[") > _MOST_BRACKETS or content.count("<") > _MOST_BRACKETS):
            self.unread.append(Unread(block.span, f"more than {_MOST_BRACKETS:,} brackets in one block"))
            return
        found = self.read_inlines(content, definitions) if has_links else _NOTHING
        if block.level:
            shown = visible_text(content, 0, len(content), found)
            self.headings.append(Heading(block.level, shown, offsets.span(0, len(content))))
        if not has_links:
            return
        for start, end in found.tags:
            self._add_tag(content, start, end, offsets)
        images = [link for link in found.links if link.is_image]
        self.resources += (_picture(image, content, offsets) for image in images)
        links = [*found.links, *bare_urls.find(content, found)]
        lists = [self._attributes(link, content, offsets) for link in links if not link.is_image]
        spans = [*found.tags, *((link.start, link.end) for link in images), *(span for _, span in lists)]
        stands_alone = not _says_more(content, spans)
        links = [link for link in links if not link.is_image]
        for link, (listed, _) in zip(links, lists, strict=True):
            self.links.append(self._link(link, listed, stands_alone, block, offsets, found, images))

    def _attributes(self, link: Found, content: str, offsets: Offsets) -> tuple[dict[str, Attribute], tuple[int, int]]:
        """The attributes of a list behind a link, and where the link stands with its list."""
        if (
            not self.dialect.has_attribute_lists
            or link.syntax not in ("inline", "reference")
            or not content.startswith("{", link.end)
        ):
            return {}, (link.start, link.end)
        listed, end = attributes.read(content, link.end, offsets.span)
        return listed, (link.start, end)

    def _add_tag(self, content: str, start: int, end: int, offsets: Offsets) -> None:
        if content.startswith("<!--", start):
            self._add_mark(tags.Comment(start, end), offsets)
        elif content[start + 1] not in "!?" and (tag := tags.read_tag(content, start, end)):
            self._add_mark(tag, offsets)

    def _add_mark(self, mark: tags.Tag | tags.Comment, offsets: Offsets) -> None:
        """Puts a mark of a block's content where it stands in the file."""
        span = offsets.span(mark.start, mark.end)
        if isinstance(mark, tags.Comment):
            self.comments.append(CommentText(self.text[span.start : span.end], span))
            return
        placed = {
            name: replace(
                attribute,
                span=offsets.span(attribute.span.start, attribute.span.end),
                value_span=attribute.value_span and offsets.span(attribute.value_span.start, attribute.value_span.end),
            )
            for name, attribute in mark.attributes.items()
        }
        self.marks.append(tags.Tag(mark.name, span.start, span.end, placed, mark.is_closing))

    def _link(
        self,
        link: Found,
        listed: dict[str, Attribute],
        stands_alone: bool,
        block: Block,
        offsets: Offsets,
        found: Inlines,
        pictures: Sequence[Found],
    ) -> RawLink:
        content = block.content
        definition = link.definition
        url_span = (
            Span(definition.url_start, definition.url_end) if definition else offsets.span(link.url_start, link.url_end)
        )
        inner = _inner_tags(content, link, found) if found.tags else []
        images = [
            *(
                _image(image, content)
                for image in pictures
                if link.text_start <= image.start and image.end <= link.text_end
            ),
            *(html.image(tag) for tag in inner if tag.name == "img"),
        ]
        return RawLink(
            syntax=link.syntax,
            url=link.url,
            span=offsets.span(link.start, link.end),
            url_span=url_span,
            text=_text(content, link, found, inner),
            text_span=offsets.span(link.text_start, link.text_end),
            block=block.span,
            context=block.context,
            stands_alone=stands_alone,
            is_templated=MASK in link.url,
            title=link.title,
            definition_span=Span(definition.start, definition.end) if definition else None,
            attributes=listed,
            images=tuple(images),
            has_markup=MASK in content[link.text_start : link.text_end] or html.has_markup(inner),
        )

    def _html_links(self) -> None:
        if not any(isinstance(mark, tags.Tag) for mark in self.marks):
            return
        self.marks.sort(key=lambda mark: mark.start)
        text = _Text(self.masked, self.blocks, (link.span for link in self.links))
        found = html.links(self.marks, html.Outline(is_page=False), text)
        starts = [link.span.start for link in found]

        def is_inside(link: RawLink) -> bool:
            before = bisect_right(starts, link.span.start) - 1
            return before >= 0 and link.span.start < found[before].text_span.end

        self.links = [link for link in self.links if link.syntax != "bare" or not is_inside(link)] + found


class _Text(html.Text):
    """The text around tags where Markdown blocks hold them."""

    def __init__(self, masked: str, blocks: Sequence[Block], links: Iterable[Span]) -> None:
        super().__init__(masked, links)
        self.blocks = blocks
        self.starts = [block.span.start for block in blocks]

    def between(self, start: int, end: int) -> str:
        fragment = _QUOTE_MARKS.sub("", self.masked[start:end])
        inner = inlines.read(fragment, {})
        return visible_text(fragment, 0, len(fragment), inner)

    def around(self, link: Span, where: html.Where) -> html.Around:
        block = self.blocks[max(bisect_right(self.starts, link.start) - 1, 0)]
        if block.kind != "html":
            return html.Around(block.span, block.context, not self.says_more(Span(_text_start(block), block.span.end)))
        edges = self.between_edges(link)
        span = Span(max(edges.start, block.span.start), min(edges.end, max(block.span.end, link.end)))
        return html.Around(span, where.context or block.context, not self.says_more(span))


def _text_start(block: Block) -> int:
    return block.offsets(0) if block.offsets else block.span.start


def _definition(definition: Definition) -> Resource:
    span = Span(definition.start, definition.end)
    return Resource("definition", definition.url, span, Span(definition.url_start, definition.url_end))


def _picture(image: Found, content: str, offsets: Offsets) -> Resource:
    """An image as a resource of the draft."""
    url_span = None if image.definition else offsets.span(image.url_start, image.url_end)
    kind = "image_reference" if image.definition else "image"
    shown = _image(image, content).alt or ""
    return Resource(kind, image.url, offsets.span(image.start, image.end), url_span, shown)


def _inner_tags(content: str, link: Found, found: Inlines) -> list[tags.Tag]:
    """Raw HTML in a link's text, without comments."""
    inner = [tags.read_tag(content, *span) for span in found.tags if link.text_start <= span[0] < link.text_end]
    return [tag for tag in inner if tag and tag.name[0].isalpha()]


def _text(content: str, link: Found, found: Inlines, inner: Sequence[tags.Tag]) -> str:
    if link.syntax in ("autolink", "bare"):
        return content[link.text_start : link.text_end]
    shown = visible_text(content, link.text_start, link.text_end, found)
    alts = (html.image(tag).alt for tag in inner if tag.name == "img")
    return " ".join(filter(None, (shown, *alts)))


def _image(image: Found, content: str) -> Image:
    if MASK in content[image.text_start : image.text_end]:
        return Image(image.url, None)
    return Image(image.url, visible_text(content, image.text_start, image.text_end, image.alt or _NOTHING))


def _says_more(content: str, spans: Sequence[tuple[int, int]]) -> bool:
    """Whether a block holds words outside of these spans."""
    spans = sorted(spans)
    head = content[: spans[0][0]] if spans else content
    if "&" not in content and html.has_words(head):
        return True
    return html.has_words(tags.decode(_outside(content, spans)))


def _outside(content: str, spans: Sequence[tuple[int, int]]) -> str:
    """The content without these spans, which are in order."""
    parts, position = [], 0
    for start, end in spans:
        if start >= position:
            parts.append(content[position:start])
        position = max(position, end)
    parts.append(content[position:])
    return " ".join(parts)
