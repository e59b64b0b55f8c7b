"""Links that give the draft's own keyphrase to another page as its anchor text."""

from __future__ import annotations

import os

from linklint import wording
from linklint.model import Hit
from linklint.record import record
from linklint.words import normal_form, split

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from linklint.model import Draft, Facts, Link
    from linklint.options import Given


@record
class Options:
    keys: tuple[str, ...]
    """Front matter keys that hold keyphrases."""
    origins: tuple[str, ...]
    """Front matter keys that hold the draft's own address elsewhere: a link there shares its title by right."""
    fewest_words: int
    function_words: frozenset[str]
    """Words that do not count as content."""

    @classmethod
    def read(cls, given: Given) -> Options:
        return cls(
            given.texts("keys"),
            given.texts("origins"),
            given.whole("fewest_words", 2),
            frozenset(given.texts("function_words")),
        )


def check(draft: Draft, facts: Facts, options: Options) -> Iterator[Hit]:
    phrases = dict(_phrases(draft, options))
    if not phrases:
        return
    own = {str(draft.front_matter.get(key)).rstrip("/") for key in options.origins}
    for link in draft.links:
        source = phrases.get(normal_form(link.text))
        if source and not _is_own(link, draft, own):
            yield Hit(link.span, {**wording.of_link(link), "source": source}, link)


def _phrases(draft: Draft, options: Options) -> Iterator[tuple[str, str]]:
    """Keyphrases in normal form, with what they are. The title is one too."""
    if draft.title:
        yield from _long_enough(draft.title, "title", options)
    for key in options.keys:
        value = draft.front_matter.get(key)
        for phrase in value if isinstance(value, list) else [value]:
            if isinstance(phrase, str):
                yield from _long_enough(phrase, "keyphrase", options)


def _long_enough(phrase: str, source: str, options: Options) -> Iterator[tuple[str, str]]:
    content = [word for word in split(phrase) if word not in options.function_words and not word.isdigit()]
    if len(content) >= options.fewest_words:
        yield normal_form(phrase), source


def _is_own(link: Link, draft: Draft, own: set[str]) -> bool:
    """Leads to the draft itself: a fragment, its own file name, an address that its header names, a heading's own link."""
    if link.target is None or link.target.form in ("fragment", "empty", "other") or link.context == "heading":
        return True
    stem = os.path.splitext(os.path.basename(draft.path))[0].lower()
    last = os.path.splitext(link.target.path.rstrip("/").rpartition("/")[2])[0].lower()
    return link.url.rstrip("/") in own or (bool(last) and stem.endswith(last))
