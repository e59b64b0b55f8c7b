"""Drafts that say nothing above their first link of a sort, such as that it earns a commission."""

from __future__ import annotations

from linklint import wording
from linklint.conditions import read_header, read_selection
from linklint.model import Hit
from linklint.record import record
from linklint.words import split

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from linklint.conditions import Header, Selection
    from linklint.model import Draft, Facts
    from linklint.options import Given

WORDS: tuple[str, ...] = ()
"""What its messages may say beside the words of the link."""


@record
class Options:
    selection: Selection
    header: Header
    phrases: Mapping[str, tuple[str, ...]]
    """By language; those of all languages count in every draft."""
    disclosure: str
    """`draft`, or `template` where the theme discloses on every page."""

    @classmethod
    def read(cls, given: Given) -> Options:
        return cls(
            read_selection(given),
            read_header(given),
            given.texts_by_name("phrases"),
            given.choice("disclosure", ("draft", "template"), "draft"),
        )


def check(draft: Draft, facts: Facts, options: Options) -> Iterator[Hit]:
    if options.disclosure == "template" or not options.header.fits(draft):
        return
    links = options.selection.among(draft.links, facts)
    if not links:
        return
    first = min(links, key=lambda link: link.span.start)
    if not _discloses(_text_down_to(draft, first.block.end), options):
        yield Hit(first.span, wording.of_link(first), first)


def _text_down_to(draft: Draft, end: int) -> str:
    """What readers have met once they are through the paragraph of the link."""
    return " ".join(draft.text[span.start : min(span.end, end)] for span in draft.prose if span.start < end)


def _discloses(text: str, options: Options) -> bool:
    said = f" {' '.join(split(text))} "
    phrases = (phrase for group in options.phrases.values() for phrase in group)
    return any(_is_said(phrase, said) for phrase in phrases)


def _is_said(phrase: str, said: str) -> bool:
    """Whole words; in scripts without blanks between words, wherever it stands."""
    words = " ".join(split(phrase))
    return (f" {words} " if words.isascii() else words) in said
