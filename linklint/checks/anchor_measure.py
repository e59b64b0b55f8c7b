"""Anchor texts that are longer, or more crowded, than a rule allows. Each measure counts where the rule sets it."""

from __future__ import annotations

import re
from collections import Counter

from linklint import wording
from linklint.conditions import read_selection
from linklint.keyphrases import content_words
from linklint.model import Hit
from linklint.patterns import pattern
from linklint.record import record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from linklint.conditions import Selection
    from linklint.model import Draft, Facts
    from linklint.options import Given

WORDS: tuple[str, ...] = ("measure",)
"""What its messages may say beside the words of the link."""

_SEPARATOR = pattern(r"[,;](?=\s)|[|、，；｜]")
_ENUMERATION = pattern(
    r"\b(?:and|or|und|oder|et|ou|y|o|e|en|of|och|og|eller|i|lub|a|nebo|ja|tai|ve|veya|dan|atau|и|или|та|або)\b|[和及或]",
    re.I,
)
"""Before the last item of what is no string of keywords."""
_LONGEST_PIECE = 4
"""Words between separators, on average; with more it is a sentence."""
_LEAST_SHARE = 0.25
"""Of the words that one must be to be heard as repeated."""
_SHORTEST_WORD = 3
"""Shorter words may be said as often as one likes."""
_SHORTEST_TEXT = 12
"""No shorter text breaks any measure."""


@record
class Options:
    selection: Selection
    max_chars: int
    """Code points, blanks between words counted once. 0 for any number, here and below."""
    max_words: int
    """Words between blanks: languages without them are measured in characters alone."""
    max_separators: int
    """Commas, semicolons and pipes."""
    max_repeats: int
    """How often one content word may be said."""

    @classmethod
    def read(cls, given: Given) -> Options:
        return cls(
            read_selection(given),
            given.whole("max_chars", 0),
            given.whole("max_words", 0),
            given.whole("max_separators", 0),
            given.whole("max_repeats", 0),
        )


def check(draft: Draft, facts: Facts, options: Options) -> Iterator[Hit]:
    for link in draft.links:
        measure = _excess(link.text, options) if len(link.text) >= _SHORTEST_TEXT else ""
        if measure and options.selection.among([link], facts):
            yield Hit(link.span, {**wording.of_link(link), "measure": measure}, link)


def _excess(text: str, options: Options) -> str:
    """The first measure that the text breaks, in words; empty where it breaks none."""
    words = text.split()
    chars = len(" ".join(words))
    if options.max_chars and chars > options.max_chars:
        return f"{chars} characters"
    if options.max_words and len(words) > options.max_words:
        return f"{len(words)} words"
    if options.max_separators and (separators := len(_SEPARATOR.findall(text))) > options.max_separators:
        is_string = len(words) <= _LONGEST_PIECE * (separators + 1) and not _ENUMERATION.search(text)
        return f"{separators} commas or bars" if is_string else ""
    return _repeated(text, options.max_repeats) if options.max_repeats else ""


def _repeated(text: str, most: int) -> str:
    words = content_words(text)
    if len(set(words)) == len(words):
        return ""
    counted = Counter(word for word in words if len(word) >= _SHORTEST_WORD)
    word, times = max(counted.items(), key=lambda item: item[1], default=("", 0))
    return f'"{word}" {times} times' if times > most and times >= _LEAST_SHARE * len(text.split()) else ""
