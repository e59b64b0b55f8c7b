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
    from collections.abc import Callable, Iterable, Iterator, Mapping, Set

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
    known = ("en", draft.language)
    own = frozenset().union(*(options.phrases.get(language, ()) for language in known))
    languages_of = facts.anchors.languages_of if facts.anchors else _no_languages
    listed = [link for link in draft.links if link.text and _is_listed(link.text, own, languages_of, known)]
    for link in options.selection.among(listed, facts) if listed else ():
        # What a reader sees, hears, and reads on the pointer: where one of them says more, the link is named.
        if all(_is_listed(each, own, languages_of, known) for each in (link.name, link.title) if each):
            words = wording.of_link(link)
            words["host"] = words["host"] or words["url"]
            yield Hit(link.span, words, link)


def _is_listed(text: str, own: Set[str], languages_of: Callable[[str], Set[str]], known: Iterable[str]) -> bool:
    phrase = normal_form(text)
    return phrase in own or not languages_of(phrase).isdisjoint(known)


def _no_languages(phrase: str) -> Set[str]:
    return frozenset()
