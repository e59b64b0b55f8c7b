"""Anchor texts of several words that a draft gives to link after link. Names, told by their capitals, are let pass."""

from __future__ import annotations

from linklint import wording
from linklint.conditions import read_selection
from linklint.keyphrases import content_words
from linklint.model import Hit
from linklint.patterns import pattern
from linklint.record import record
from linklint.words import normal_form

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from linklint.conditions import Selection
    from linklint.model import Draft, Facts, Link
    from linklint.options import Given

WORDS: tuple[str, ...] = ("count",)
"""What its messages may say beside the words of the link."""

_IN_NAMES = pattern(r"[\d@#]")
_CODE = pattern(r"`|<(?:code|kbd|samp)\b")


@record
class Options:
    selection: Selection
    max: int
    """So many links may share an anchor text."""
    fewest_words: int
    """Content words of an anchor text that is judged."""

    @classmethod
    def read(cls, given: Given) -> Options:
        return cls(read_selection(given), given.whole("max", 2), given.whole("fewest_words", 2))


def check(draft: Draft, facts: Facts, options: Options) -> Iterator[Hit]:
    links: dict[str, list[Link]] = {}
    for link in draft.links:
        if " " in link.text.strip():
            links.setdefault(normal_form(link.text), []).append(link)
    for text, all_links in links.items():
        if len(all_links) <= options.max or len(content_words(text)) < options.fewest_words:
            continue
        found = [link for link in options.selection.among(all_links, facts) if _is_plain(link, draft.text)]
        if len(found) > options.max:
            words = {**wording.of_link(found[0]), "count": str(len(found))}
            yield Hit(found[0].span, words, found[0], also=tuple(found[1:]))


def _is_plain(link: Link, text: str) -> bool:
    """Neither code nor a name: no capital but the first letter, and no digit or handle."""
    if _CODE.search(text, link.text_span.start, link.text_span.end) or _IN_NAMES.search(link.text):
        return False
    return link.text[1:] == link.text[1:].lower()
