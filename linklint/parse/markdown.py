"""Markdown and MDX: the links of a draft, with everything that stands around them."""

from __future__ import annotations

from bisect import bisect_right
from operator import attrgetter

from linklint.model import Heading, Span, Unread
from linklint.parse import html, inlines, jsx, mdx, structure, tags
from linklint.parse.block_links import BlockLinks
from linklint.parse.content import Verbatim
from linklint.parse.raw import CommentText, RawLink, Reading, Resource
from linklint.parse.templates import mask_markdown_attribute
from linklint.parse.visible_text import visible_text
from linklint.patterns import pattern
from linklint.record import replace

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from linklint.model import Slip
    from linklint.parse.content import Block, Offsets, Structure
    from linklint.parse.dialects import Dialect
    from linklint.parse.inlines import Definition, Inlines

_QUOTE_MARKS = pattern(r"(?<=[\r\n])[ \t]*(?:>[ \t]?)+")
_NOTHING = inlines.Inlines([], [], [], [])


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
        self.components: list[jsx.Component] = []
        self.blocks: list[Block] = []
        self.definitions: list[tuple[str, Definition]] = []
        self.with_images: list[BlockLinks] = []
        self.slips: list[Slip] = []

    def read(self) -> Reading:
        found = self.read_structure(self.masked, self.dialect)
        self.blocks, self.definitions = found.blocks, found.definitions
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
        self.prose.sort(key=attrgetter("start"))
        self.comments.sort(key=lambda comment: comment.span.start)
        return Reading(
            tuple(self.links),
            tuple(self.headings),
            tuple(self.prose),
            tuple(self.comments),
            unread=tuple(self.unread),
            resources=self._resources,
            slips=tuple(self.slips),
            definitions=tuple(found.definitions),
            marks=self.marks,
        )

    def _resources(self) -> list[Resource]:
        images = (resource for here in self.with_images for resource in here.resources())
        return [*(_definition(each) for _, each in self.definitions), *images, *html.resources(self.marks)]

    def _definitions(self, found: Structure) -> dict[str, Definition]:
        definitions: dict[str, Definition] = {}
        for label, definition in found.definitions:
            definitions.setdefault(label, definition)
            if label == "//":  # the comment that Markdown and MDX both hide: [//]: # (…)
                self.comments.append(CommentText(definition.title, Span(definition.start, definition.end)))
        return definitions

    def _html_block(self, block: Block, offsets: Offsets) -> None:
        text, span, last = block.content, offsets.span, 0
        if isinstance(offsets, Verbatim):  # read where it stands, so that nothing has to be moved
            text, span, last = self.masked, Span, offsets.base
        end = last + len(block.content)
        silent = False
        for mark in tags.scan(text, last, end):
            if not silent and text[last : mark.start].strip():
                self.prose.append(span(last, mark.start))
            last = mark.end
            if isinstance(mark, tags.Tag) and mark.name in ("script", "style", "pre"):
                silent = not mark.is_closing
            self._add_mark(mark if text is self.masked else _placed(mark, offsets))
        if not silent and (rest := text[last:end].rstrip()).strip():
            self.prose.append(span(last, last + len(rest)))

    def _inline_block(self, block: Block, offsets: Offsets, definitions: dict[str, Definition]) -> None:
        content = block.content
        has_links = not block.level or inlines.has_trigger(content)
        found = self.read_inlines(content, definitions) if has_links else _NOTHING
        if block.level:
            shown = visible_text(content, 0, len(content), found)
            self.headings.append(Heading(block.level, shown, offsets.span(0, len(content))))
        if not has_links:
            return
        if found.tags:
            self._add_tags(content, found.tags, offsets)
        here = BlockLinks(block, offsets, found, self.dialect.has_attribute_lists)
        self.links += here.links()
        if here.images:
            self.with_images.append(here)
        if found.left_over:
            from linklint.parse import slips

            self.slips += (slip for slip in slips.find(content, found, offsets) if self._is_one_here(slip))

    def _is_one_here(self, slip: Slip) -> bool:
        if slip.kind == "undefined":
            return not self.dialect.has_labels_of_the_site
        return slip.kind != "blanks" or not self.dialect.takes_blanks_in_urls

    def _add_tags(self, content: str, places: Sequence[tuple[int, int]], offsets: Offsets) -> None:
        text, base = (self.masked, offsets.base) if isinstance(offsets, Verbatim) else (content, 0)
        for start, end in places:
            mark: tags.Tag | tags.Comment | None = None
            if content.startswith("<!--", start):
                mark = tags.Comment(base + start, base + end)
            elif content[start + 1] not in "!?":
                mark = tags.read_tag(text, base + start, base + end)
            if mark:
                self._add_mark(mark if text is self.masked else _placed(mark, offsets))

    def _add_mark(self, mark: tags.Tag | tags.Comment) -> None:
        if isinstance(mark, tags.Comment):
            if self.text.startswith("<!--", mark.start):
                self.comments.append(CommentText(self.text[mark.start : mark.end], Span(mark.start, mark.end)))
        elif self.dialect.is_mdx and (component := jsx.component(self.text, mark)):
            self.components.append(component)
        else:
            self.marks.append(mark)

    def _html_links(self) -> None:
        if not self.marks and not self.components:
            return
        self.marks.sort(key=lambda mark: mark.start)
        text = _Text(self.masked, self.blocks, (link.span for link in self.links))
        found = html.links(self.marks, html.Outline(is_page=False), text)
        starts = [link.span.start for link in found]

        def is_inside(link: RawLink) -> bool:
            before = bisect_right(starts, link.span.start) - 1
            return before >= 0 and link.span.start < found[before].text_span.end

        self.links = [link for link in self.links if link.syntax != "bare" or not is_inside(link)] + found
        self.components.sort(key=lambda each: each.tag.start)
        self.links += jsx.links(self.components, text)


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


def _placed(mark: tags.Tag | tags.Comment, offsets: Offsets) -> tags.Tag | tags.Comment:
    """A mark of a block's content where it stands in the file."""
    span = offsets.span(mark.start, mark.end)
    if isinstance(mark, tags.Comment):
        return tags.Comment(span.start, span.end)
    placed = {
        name: replace(
            attribute,
            span=offsets.span(attribute.span.start, attribute.span.end),
            value_span=attribute.value_span and offsets.span(attribute.value_span.start, attribute.value_span.end),
        )
        for name, attribute in mark.attributes.items()
    }
    return tags.Tag(mark.name, span.start, span.end, placed, mark.is_closing)


def _text_start(block: Block) -> int:
    return block.offsets(0) if block.offsets else block.span.start


def _definition(definition: Definition) -> Resource:
    span = Span(definition.start, definition.end)
    return Resource("definition", definition.url, span, Span(definition.url_start, definition.url_end))
