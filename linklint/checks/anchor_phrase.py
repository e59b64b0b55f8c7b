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
    of_any_language: frozenset[str]

    @classmethod
    def read(cls, given: Given) -> Options:
        phrases = given.texts_by_name("phrases")
        normal = {language: frozenset(map(normal_form, texts)) for language, texts in phrases.items()}
        return cls(read_selection(given), normal, frozenset().union(*normal.values()))


def check(draft: Draft, facts: Facts, options: Options) -> Iterator[Hit]:
    english = options.phrases.get("en", frozenset())
    listed = [link for link in draft.links if link.text and normal_form(link.text) in options.of_any_language]
    for link in options.selection.among(listed, facts):
        # What a reader sees, hears, and reads on the pointer: where one of them says more, the link is named.
        said = {normal_form(each) for each in (link.text, link.name, link.title) if each} - english
        if not said or said <= options.phrases.get(draft.language, frozenset()):
            words = wording.of_link(link)
            words["host"] = words["host"] or words["url"]
            yield Hit(link.span, words, link)
