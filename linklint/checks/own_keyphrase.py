"""Links that give the draft's own keyphrase to another page as its anchor text."""

from __future__ import annotations

import os

from linklint import keyphrases, wording
from linklint.keyphrases import content_words
from linklint.model import Hit
from linklint.patterns import pattern
from linklint.record import record
from linklint.words import normal_form

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Set

    from linklint.model import Draft, Facts, Link
    from linklint.options import Given


WORDS: tuple[str, ...] = ("source",)
"""What its messages may say beside the words of the link."""

_DATE = pattern(r"^\d{4}-\d\d-\d\d-")
_QUOTES = "\"'“”„«‘’「『《"


@record
class Options:
    max: int
    """So many such links are let pass."""
    keyphrase_from: tuple[str, ...]
    """Front matter keys that hold keyphrases, and `title` for the title."""
    origins: tuple[str, ...]
    """Front matter keys that hold the draft's own address elsewhere: a link there shares its title by right."""
    fewest_words: int
    """Content words of a keyphrase."""
    fewest_title_words: int
    """Content words of a title. Short ones are names, and a name's own page is linked by it."""

    @classmethod
    def read(cls, given: Given) -> Options:
        return cls(
            given.whole("max", 0),
            given.texts("keyphrase_from"),
            given.texts("origins"),
            given.whole("fewest_words", 2),
            given.whole("fewest_title_words", 3),
        )


def check(draft: Draft, facts: Facts, options: Options) -> Iterator[Hit]:
    phrases, title = _keyphrases(draft, options), _title(draft, options)
    if not phrases and not title:
        return
    origins = (draft.front_matter.get(key) for key in options.origins)
    own = {origin.rstrip("/") for origin in origins if isinstance(origin, str)}
    sources = ((link, _source(link, phrases, title)) for link in draft.links)
    hits = [
        Hit(link.span, {**wording.of_link(link), "source": source}, link)
        for link, source in sources
        if source and not _is_own(link, draft, own)
    ]
    yield from hits if len(hits) > options.max else ()


def _keyphrases(draft: Draft, options: Options) -> set[str]:
    written = keyphrases.written(draft.front_matter, (key for key in options.keyphrase_from if key != "title"))
    return {normal_form(phrase) for phrase in written if len(content_words(phrase)) >= options.fewest_words}


def _title(draft: Draft, options: Options) -> str:
    """Empty where it is too short, or not asked for."""
    title = normal_form(draft.title) if "title" in options.keyphrase_from else ""
    return title if len(content_words(title)) >= options.fewest_title_words else ""


def _source(link: Link, phrases: Set[str], title: str) -> str:
    """What of the draft the anchor text is; empty for most."""
    text = normal_form(link.text)
    if text and text in phrases:
        return "keyphrase"
    return "title" if text and text == title and link.internal is False and not _is_its_title(link) else ""


def _is_its_title(link: Link) -> bool:
    """The target bears the name too: its address spells most of the words, or the text stands in quotation marks."""
    assert link.target
    address = (link.target.host + link.target.path + link.target.fragment).lower()
    words = content_words(link.text)
    spelled = sum(word in address for word in words)
    return spelled * 2 > len(words) or link.text[:1] in _QUOTES


def _is_own(link: Link, draft: Draft, own: set[str]) -> bool:
    """Leads to the draft itself: a fragment, its own file name, an address that its header names, a heading's link."""
    if link.target is None or link.target.form in ("fragment", "empty", "other") or link.context == "heading":
        return True
    stem = os.path.splitext(os.path.basename(draft.path))[0].lower()
    last = os.path.splitext(link.target.path.rstrip("/").rpartition("/")[2])[0].lower()
    return link.url.rstrip("/") in own or (bool(last) and _DATE.sub("", stem) == last)
