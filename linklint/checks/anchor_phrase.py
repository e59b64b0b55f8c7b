"""Links whose whole anchor text is one of a list of phrases, in the draft's language or in English.

A rule that needs the fact `anchors` begins with the list of phrases that say nothing; its option adds to them."""

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
    known = {"en", draft.language}

    def is_listed(phrase: str) -> bool:
        own = any(phrase in options.phrases.get(language, ()) for language in known)
        return own or bool(facts.anchors and not facts.anchors.languages_of(phrase).isdisjoint(known))

    listed = [link for link in draft.links if link.text and is_listed(normal_form(link.text))]
    for link in options.selection.among(listed, facts):
        # What a reader sees, hears, and reads on the pointer: where one of them says more, the link is named.
        if all(is_listed(normal_form(each)) for each in (link.name, link.title) if each):
            words = wording.of_link(link)
            words["host"] = words["host"] or words["url"]
            yield Hit(link.span, words, link)
