"""Links that give the draft's own keyphrase to another page as its anchor text."""

from __future__ import annotations

import os

from linklint import wording
from linklint.model import Hit
from linklint.patterns import pattern
from linklint.record import record
from linklint.words import normal_form, split

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from linklint.model import Draft, Facts, Link
    from linklint.options import Given


WORDS: tuple[str, ...] = ("source",)
"""What its messages may say beside the words of the link."""

_DATE = pattern(r"^\d{4}-\d\d-\d\d-")
_QUOTES = "\"'“”„«‘’「『《"


@record
class Options:
    keys: tuple[str, ...]
    """Front matter keys that hold keyphrases."""
    origins: tuple[str, ...]
    """Front matter keys that hold the draft's own address elsewhere: a link there shares its title by right."""
    fewest_words: int
    """Content words of a keyphrase."""
    fewest_title_words: int
    """Content words of a title. Short ones are names, and a name's own page is linked by it."""
    function_words: frozenset[str]
    """Words that do not count as content."""

    @classmethod
    def read(cls, given: Given) -> Options:
        return cls(
            given.texts("keys"),
            given.texts("origins"),
            given.whole("fewest_words", 2),
            given.whole("fewest_title_words", 3),
            frozenset(given.texts("function_words")),
        )


def check(draft: Draft, facts: Facts, options: Options) -> Iterator[Hit]:
    keyphrases, title = _keyphrases(draft, options), normal_form(draft.title)
    is_phrase = len(_content(title, options)) >= options.fewest_title_words
    phrases = keyphrases | {title} if is_phrase else keyphrases
    if not phrases:
        return
    origins = (draft.front_matter.get(key) for key in options.origins)
    own = {origin.rstrip("/") for origin in origins if isinstance(origin, str)}
    for link in draft.links:
        text = normal_form(link.text)
        if text not in phrases or _is_own(link, draft, own):
            continue
        if text in keyphrases:
            yield Hit(link.span, {**wording.of_link(link), "source": "keyphrase"}, link)
        elif link.internal is False and not _is_its_title(link, options):
            yield Hit(link.span, {**wording.of_link(link), "source": "title"}, link)


def _keyphrases(draft: Draft, options: Options) -> set[str]:
    values = [draft.front_matter.get(key) for key in options.keys]
    phrases = [phrase for value in values for phrase in (value if isinstance(value, list) else [value])]
    return {
        normal_form(phrase)
        for phrase in phrases
        if isinstance(phrase, str) and len(_content(phrase, options)) >= options.fewest_words
    }


def _content(phrase: str, options: Options) -> list[str]:
    return [word for word in split(phrase) if word not in options.function_words and not word.isdigit()]


def _is_its_title(link: Link, options: Options) -> bool:
    """The target bears the name too: its address spells most of the words, or the text stands in quotation marks."""
    assert link.target
    address = (link.target.host + link.target.path + link.target.fragment).lower()
    words = _content(link.text, options)
    spelled = sum(word in address for word in words)
    return spelled * 2 > len(words) or link.text[:1] in _QUOTES


def _is_own(link: Link, draft: Draft, own: set[str]) -> bool:
    """Leads to the draft itself: a fragment, its own file name, an address that its header names, a heading's link."""
    if link.target is None or link.target.form in ("fragment", "empty", "other") or link.context == "heading":
        return True
    stem = os.path.splitext(os.path.basename(draft.path))[0].lower()
    last = os.path.splitext(link.target.path.rstrip("/").rpartition("/")[2])[0].lower()
    return link.url.rstrip("/") in own or (bool(last) and _DATE.sub("", stem) == last)
