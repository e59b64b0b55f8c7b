"""What rules object to in a draft, before anything is said aloud."""

from __future__ import annotations

from linklint.record import record, replace

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from linklint.model import Hit, Link, Rule, Span

_LONGEST = 200
"""Code points of a text by which a place is known again."""


@record
class Objection:
    """A hit and its rule."""

    rule: Rule
    hit: Hit

    def spans(self) -> tuple[Span, ...]:
        """The links that it speaks about; where it speaks of none, its own place."""
        return (self.place(), *(link.span for link in self.hit.also))

    def place(self) -> Span:
        return self.hit.link.span if self.hit.link else self.hit.span

    def subjects(self) -> Iterator[tuple[Span, Link | None]]:
        """The places that are shown, each with its link."""
        yield self.hit.span, self.hit.link
        for link in self.hit.also:
            yield link.span, link

    def without(self, is_out: Callable[[Rule, Span], bool], own: Span) -> Objection | None:
        """The objection without some of its places, of which `own` stands for the first; the next one takes the place of a
        first that is out. None without any."""
        hit = self.hit
        also = tuple(link for link in hit.also if not is_out(self.rule, link.span))
        if not is_out(self.rule, own):
            return Objection(self.rule, replace(hit, also=also)) if len(also) < len(hit.also) else self
        if not also:
            return None
        return Objection(self.rule, replace(hit, span=also[0].span, link=also[0], also=also[1:]))


def words(text: str, span: Span, link: Link | None) -> tuple[str, str]:
    """The URL and the text of the link at a place; of what is no link, no URL and what is written there."""
    if link:
        return link.url, link.text[:_LONGEST]
    return "", text[span.start : min(span.end, span.start + _LONGEST)]
