"""Links whose whole anchor text is one of a list of phrases, in the draft's language or in English."""

from __future__ import annotations

from linklint import wording
from linklint.conditions import read_selection
from linklint.model import Hit
from linklint.record import record
from linklint.words import normal_form

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from linklint.conditions import Selection
    from linklint.model import Draft, Facts
    from linklint.options import Given


WORDS: tuple[str, ...] = ()
"""What its messages may say beside the words of the link."""


@record
class Options:
    selection: Selection
    phrases: Mapping[str, frozenset[str]]
    """By two-letter language code, in normal form."""

    @classmethod
    def read(cls, given: Given) -> Options:
        phrases = given.texts_by_name("phrases")
        normal = {language: frozenset(map(normal_form, texts)) for language, texts in phrases.items()}
        return cls(read_selection(given), normal)


def check(draft: Draft, facts: Facts, options: Options) -> Iterator[Hit]:
    phrases = options.phrases.get("en", frozenset()) | options.phrases.get(draft.language, frozenset())
    for link in options.selection.links(draft, facts):
        # What a reader sees, hears, and reads on the pointer: where one of them says more, the link is named.
        if link.text and all(normal_form(said) in phrases for said in (link.text, link.name, link.title) if said):
            words = wording.of_link(link)
            words["host"] = words["host"] or words["url"]
            yield Hit(link.span, words, link)
