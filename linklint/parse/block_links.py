"""The links of one block of Markdown: inlines with their places in the file, their attributes and what they say."""

from __future__ import annotations

from bisect import bisect_left

from linklint.model import Image, Span
from linklint.parse import attributes, bare_urls, html, tags
from linklint.parse.inlines import Inlines
from linklint.parse.raw import RawLink, Resource
from linklint.parse.templates import MASK
from linklint.parse.visible_text import visible_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from linklint.model import Attribute
    from linklint.parse.content import Block, Offsets
    from linklint.parse.inlines import Found

_NOTHING = Inlines([], [], [], [])


class BlockLinks:
    """`found` is what the block's content holds, `offsets` where it stands."""

    def __init__(self, block: Block, offsets: Offsets, found: Inlines, has_attribute_lists: bool) -> None:
        self.block, self.content, self.offsets, self.found = block, block.content, offsets, found
        self.images = [link for link in found.links if link.is_image]
        links = [link for link in found.links if not link.is_image] if self.images else found.links
        self.links_found = [*links, *bare_urls.find(self.content, found)]
        self.lists: dict[int, tuple[dict[str, Attribute], int]] = {}
        """Attribute lists by the end of the link that they follow, with their own ends."""
        if has_attribute_lists and "{" in self.content:
            self._find_lists()

    def _find_lists(self) -> None:
        for link in self.links_found:
            if link.syntax in ("inline", "reference") and self.content.startswith("{", link.end):
                self.lists[link.end] = attributes.read(self.content, link.end, self.offsets.span)

    def links(self) -> list[RawLink]:
        if not self.links_found:
            return []
        stands_alone = not self._says_more()
        return [self._link(link, stands_alone) for link in self.links_found]

    def resources(self) -> list[Resource]:
        return [self._resource(image) for image in self.images]

    def _resource(self, image: Found) -> Resource:
        url_span = None if image.definition else self.offsets.span(image.url_start, image.url_end)
        kind = "image_reference" if image.definition else "image"
        shown = self._image(image).alt or ""
        return Resource(kind, image.url, self.offsets.span(image.start, image.end), url_span, shown)

    def _says_more(self) -> bool:
        """Whether the block holds words outside of its links, images and tags."""
        content, found = self.content, self.found
        first = self.links_found[0].start
        if found.links:
            first = min(first, found.links[0].start)
        if found.tags:
            first = min(first, found.tags[0][0])
        head = content[:first]
        if head[:1].isalnum() or ("&" not in head and html.has_words(head)):
            return True
        spans = [*found.tags, *((image.start, image.end) for image in self.images)]
        spans += ((link.start, self.lists.get(link.end, ({}, link.end))[1]) for link in self.links_found)
        return html.has_words(tags.decode(bare_urls.outside(content, sorted(spans))))

    def _link(self, link: Found, stands_alone: bool) -> RawLink:
        offsets, definition = self.offsets, link.definition
        inner = self._inner_tags(link) if self.found.tags else []
        is_masked = self.content.find(MASK, link.text_start, link.text_end) >= 0
        return RawLink(  # by place: to name so many fields takes longer than to make the link
            link.syntax,
            link.url,
            offsets.span(link.start, link.end),
            Span(definition.url_start, definition.url_end)
            if definition
            else offsets.span(link.url_start, link.url_end),
            self._text(link, inner),
            offsets.span(link.text_start, link.text_end),
            self.block.span,
            self.block.context,
            stands_alone,
            MASK in link.url,
            link.title,
            Span(definition.start, definition.end) if definition else None,
            self.lists[link.end][0] if link.end in self.lists else {},
            self._images_in(link, inner) if inner or self.images else (),
            is_masked or (bool(inner) and html.has_markup(inner)),
        )

    def _inner_tags(self, link: Found) -> list[tags.Tag]:
        """Raw HTML in a link's text, without comments."""
        found: list[tags.Tag] = []
        for index in range(bisect_left(self.found.tags, (link.text_start, 0)), len(self.found.tags)):
            start, end = self.found.tags[index]
            if start >= link.text_end:
                break
            tag = tags.read_tag(self.content, start, end)
            if tag and tag.name[0].isalpha():
                found.append(tag)
        return found

    def _images_in(self, link: Found, inner: Sequence[tags.Tag]) -> tuple[Image, ...]:
        return (
            *(self._image(image) for image in _starting_in(self.images, link.text_start, link.text_end)),
            *(html.image(tag) for tag in inner if tag.name == "img"),
        )

    def _text(self, link: Found, inner: Sequence[tags.Tag]) -> str:
        if link.syntax in ("autolink", "bare"):
            return self.content[link.text_start : link.text_end]
        shown = visible_text(self.content, link.text_start, link.text_end, self.found)
        if not inner:
            return shown
        alts = (html.image(tag).alt for tag in inner if tag.name == "img")
        return " ".join(filter(None, (shown, *alts)))

    def _image(self, image: Found) -> Image:
        if self.content.find(MASK, image.text_start, image.text_end) >= 0:
            return Image(image.url, None)
        return Image(image.url, visible_text(self.content, image.text_start, image.text_end, image.alt or _NOTHING))


def _starting_in(links: Sequence[Found], start: int, end: int) -> Sequence[Found]:
    """Those of some links in order that start there."""
    first = bisect_left(links, start, key=lambda link: link.start)
    return links[first : bisect_left(links, end, first, key=lambda link: link.start)]
