"""Components of MDX that lead somewhere: `<Link to="/pay">`, `<Card href="…">`. What they make of their attributes only
the site knows."""

from __future__ import annotations

from linklint.model import Span
from linklint.parse.html import Where
from linklint.parse.raw import RawLink
from linklint.record import record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from linklint.model import Attribute
    from linklint.parse.html import Text
    from linklint.parse.tags import Tag

_LEADING = ("href", "to", "url", "link")
_OFTEN_SOMETHING_ELSE = frozenset({"to", "url", "link"})
_DESTINATIONS = ("https://", "http://", "/", "#")
_WHERE = Where()


@record
class Component:
    name: str
    """As written: `<Link>` is no `<link>`."""
    tag: Tag


def component(text: str, tag: Tag) -> Component | None:
    """The component that a tag of this text is, or None for an element of HTML."""
    start = tag.start + 1 + tag.is_closing
    name = text[start : start + len(tag.name)]
    return Component(name, tag) if name[:1].isupper() or "." in name else None


def links(components: Sequence[Component], text: Text) -> Iterator[RawLink]:
    """The links among the components of a draft, which are in order."""
    closings = _closings(components)
    for each in components:
        if not each.tag.is_closing and (leading := _leading(each.tag)):
            yield _link(each, leading, closings.get(each.tag.start), text)


def _closings(components: Iterable[Component]) -> dict[int, Tag]:
    """By where a component starts, the tag that closes it."""
    opened: dict[str, list[Tag]] = {}
    found: dict[int, Tag] = {}
    for each in components:
        if not each.tag.is_closing:
            opened.setdefault(each.name, []).append(each.tag)
        elif opened.get(each.name):
            found[opened[each.name].pop().start] = each.tag
    return found


def _leading(tag: Tag) -> Attribute | None:
    """The attribute that says where the component leads."""
    for name in _LEADING:
        attribute = tag.attributes.get(name)
        if attribute and attribute.value_span:
            is_meant = attribute.is_templated or attribute.value.startswith(_DESTINATIONS)
            if is_meant if name in _OFTEN_SOMETHING_ELSE else attribute.value:
                return attribute
    return None


def _link(each: Component, leading: Attribute, closing: Tag | None, text: Text) -> RawLink:
    tag = each.tag
    end = closing.end if closing else tag.end
    text_span = Span(tag.end, closing.start if closing else tag.end)
    span = Span(tag.start, end)
    around = text.around(span, _WHERE)
    return RawLink(
        syntax="jsx",
        url=leading.value,
        span=span,
        url_span=leading.value_span or leading.span,
        text=text.between(text_span.start, text_span.end) if closing else "",
        text_span=text_span,
        block=around.block,
        context=around.context,
        stands_alone=around.stands_alone,
        is_templated=leading.is_templated,
        attributes=tag.attributes,
        has_markup=True,
        tag=each.name,
        is_by_theme=True,
    )
