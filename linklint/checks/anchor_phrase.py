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
    languages: Mapping[str, frozenset[str]]
    """Of each phrase, in normal form: the two-letter codes."""

    @classmethod
    def read(cls, given: Given) -> Options:
        languages: dict[str, frozenset[str]] = {}
        for language, phrases in given.texts_by_name("phrases").items():
            for phrase in map(normal_form, phrases):
                languages[phrase] = languages.get(phrase, frozenset()) | {language}
        return cls(read_selection(given), languages)


def check(draft: Draft, facts: Facts, options: Options) -> Iterator[Hit]:
    own, languages_of = options.languages, facts.anchors.languages_of if facts.anchors else _no_languages
    texts = [(link, normal_form(link.text)) for link in draft.links if link.text]
    listed = [link for link, phrase in texts if phrase in own or languages_of(phrase)]
    if not listed:
        return  # what the draft's language is need not be told
    known = ("en", draft.language)
    for link in options.selection.among(listed, facts):
        # What a reader sees, hears, and reads on the pointer: where one of them says more, the link is named.
        said = [normal_form(each) for each in (link.text, link.name, link.title) if each]
        if not any((own.get(phrase, frozenset()) | languages_of(phrase)).isdisjoint(known) for phrase in said):
            words = wording.of_link(link)
            words["host"] = words["host"] or words["url"]
            yield Hit(link.span, words, link)


def _no_languages(phrase: str) -> frozenset[str]:
    return frozenset()
