"""The word lists behind topic relevance, by language: how frequent words are, which say nothing, which are names."""

from __future__ import annotations

import os
import re
from functools import cached_property, lru_cache
from math import log

from linklint.patterns import pattern

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

_FOLDER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "words")
_FUNCTION_WORD = "function word"
_SELLS = "sells"
_NO_WORD = "ending or syllable, no word in names"

LANGUAGES = frozenset({"da", "de", "en", "es", "fr", "it", "nl", "pl", "pt", "sv"})
"""Languages that have a list of word frequencies."""

_DIGRAPHS = {
    "de": pattern(r"(?<![aeiouq])([aou])e(?!ll|[aeio])"),
    "da": pattern(r"(?<![aeiou])([oa])(?:(?<=o)e|(?<=a)a)"),
}
"""How slugs write ä, ö, ü, ø and å. `aktuell`, `neue` and `Quelle` have none."""
_COMMON_PART = 2e-5
"""A part of three letters is at least this common."""
_COMMON_FORM = 1e-5
"""A part that is a form of a listed word: the word is at least this common."""
_LONGEST_PART = 14
_SHORTEST_NAME = 7
_LETTERS_PER_PART = 3.3


class Lexicon:
    """The lists of one language, each read when it is first asked for. English says nothing in any language: slugs are
    full of it."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._parts: dict[str, list[str]] = {}

    @cached_property
    def frequency(self) -> Mapping[str, float]:
        """Each word's share of running text, between 0 and 1."""
        return _frequency(_read(f"{self.language}.txt"))

    @cached_property
    def function_words(self) -> frozenset[str]:
        return frozenset(word for word, kind in self.stop_words.items() if kind == _FUNCTION_WORD)

    @cached_property
    def vague_words(self) -> frozenset[str]:
        """Words that say what a page is (guide, blog), praise it or ask to act: their absence says nothing."""
        return frozenset(self.stop_words) - self.function_words

    @cached_property
    def selling_words(self) -> frozenset[str]:
        """Those of the vague words by which goods are praised and offered."""
        return frozenset(word for word, kind in self.stop_words.items() if kind == _SELLS)

    @cached_property
    def given_names(self) -> frozenset[str]:
        return frozenset(_kinds("given-names.tsv"))

    @cached_property
    def round_ups(self) -> re.Pattern[str]:
        """In the titles of drafts that are lists of links."""
        phrases = [phrase for name in self._with_english for phrase in _read(f"{name}-round-ups.txt").splitlines()]
        return pattern(rf"\b(?:{'|'.join(map(re.escape, phrases))})\b", re.I)

    @cached_property
    def stop_words(self) -> Mapping[str, str]:
        """Function words and vague words."""
        kinds: dict[str, str] = {}
        for name in self._with_english:
            kinds |= _kinds(f"{name}-stop-words.tsv")
        return kinds

    @property
    def _with_english(self) -> tuple[str, ...]:
        return ("en",) if self.language == "en" else ("en", self.language)

    def as_spelt(self, word: str) -> str:
        """As drafts spell a word, accents dropped, that a slug writes with two letters for one: `fuer` -> `fur`."""
        digraphs = _DIGRAPHS.get(self.language)
        if digraphs is None:
            return word
        plain = digraphs.sub(r"\1", word)
        return plain if self.frequency.get(plain, 0.0) >= self.frequency.get(word, 0.0) else word

    @cached_property
    def _name_parts(self) -> Mapping[str, str]:
        return _kinds("en-name-parts.tsv")

    def parts(self, name: str) -> list[str]:
        """The words run together in a name such as `paydayloansonline`, or none."""
        parts = self._parts.get(name)
        if parts is None:
            words = self._split(name)
            parts = self._parts[name] = words if len(words) > 1 else []
        return parts

    def _split(self, name: str) -> list[str]:
        """The most likely sequence of parts, at least half of its letters in listed words; the name itself where no split
        convinces."""
        size = len(name)
        if size < _SHORTEST_NAME or _share(name, self.frequency):
            return [name]
        best: list[tuple[float, int, int] | None] = [(0.0, 0, 0)] + [None] * size
        for end in range(2, size + 1):
            for start in range(max(0, end - _LONGEST_PART), end - 1):
                before = best[start]
                cost = self._part_cost(name[start:end]) if before else None
                if before and cost:
                    here, total = best[end], before[0] + cost[0] + 1
                    if here is None or total < here[0]:
                        best[end] = total, start, cost[1]
        parts, listed, end = [], 0, size
        while end and (step := best[end]):
            parts.append(name[step[1] : end])
            listed += step[2]
            end = step[1]
        convinces = not end and listed >= size / 2 and size >= _LETTERS_PER_PART * len(parts)
        return parts[::-1] if convinces else [name]

    def _part_cost(self, part: str) -> tuple[float, int] | None:
        """How unlikely a part is, and how many of its letters are a listed word's."""
        kind = self._name_parts.get(part)
        if kind == _NO_WORD:
            return None
        size = len(part)
        share = self.frequency.get(part, 0.0)
        if share and (size > 3 or (size == 3 and share > _COMMON_PART) or kind):
            return _surprise(share), size
        if size > 4 and (share := _share(part, self.frequency)) > _COMMON_FORM:
            return 2 + _surprise(share), size
        return (2 + 3.6 * size, 0) if size > 3 else None


@lru_cache(maxsize=len(LANGUAGES))
def lexicon_of(language: str) -> Lexicon:
    """Of one of `LANGUAGES`."""
    return Lexicon(language)


def _read(name: str) -> str:
    with open(os.path.join(_FOLDER, name), encoding="utf-8") as file:
        return file.read()


def _kinds(name: str) -> dict[str, str]:
    """The first column to the second."""
    return dict(line.split("\t")[:2] for line in _read(name).splitlines())


def _frequency(text: str) -> Mapping[str, float]:
    """From lines of a zipf value (log10 of the share, plus 9) and its words: `5.0 ice market`."""
    frequency: dict[str, float] = {}
    for line in text.splitlines():
        zipf, *words = line.split()
        frequency.update(dict.fromkeys(words, 10 ** (float(zipf) - 9)))
    return frequency


def _share(word: str, frequency: Mapping[str, float]) -> float:
    """The share of a word, or of the listed word of which it is the plural or -ing form, or 0."""
    if share := frequency.get(word):
        return share
    if word.endswith(("ches", "shes", "ses", "xes", "zes")) and (share := frequency.get(word[:-2])):
        return share
    if word.endswith("s"):
        return frequency.get(word[:-1], 0.0)
    if word.endswith("ing"):
        return frequency.get(word[:-3]) or frequency.get(word[:-3] + "e", 0.0)
    return 0.0


def _surprise(share: float) -> float:
    return -log(share)
