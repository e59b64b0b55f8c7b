"""Writes the tables of word frequencies from wordfreq: `python tests/benchmarks/make_words.py linklint/facts/relevance/words`."""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Mapping
from math import log10
from pathlib import Path

from wordfreq import iter_wordlist, word_frequency

from linklint.facts.relevance.lexicon import LANGUAGES
from linklint.facts.relevance.vocabulary import folded

SIZE = 10_000


def frequent_words(language: str, size: int = SIZE) -> Mapping[str, float]:
    """The most frequent words of ASCII letters once their accents are dropped, at least two, most frequent first, with
    their shares of running text. Words that only accents tell apart are one, and their shares are added."""
    found: dict[str, float] = {}
    for word in iter_wordlist(language):
        plain = folded(word)
        if len(plain) >= 2 and plain.isascii() and plain.isalpha() and plain.islower():
            if len(found) == size and plain not in found:
                break
            found[plain] = found.get(plain, 0.0) + word_frequency(word, language)
    return found


def table(shares: Mapping[str, float]) -> str:
    """One line per zipf value, falling: the value, then its words in alphabetical order."""
    bands: dict[float, list[str]] = defaultdict(list)
    for word, share in shares.items():
        bands[round(log10(share) + 9, 1)].append(word)
    lines = (f"{zipf:.1f} {' '.join(sorted(bands[zipf]))}" for zipf in sorted(bands, reverse=True))
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "linklint/facts/relevance/words")
    for language in sorted(LANGUAGES):
        text = table(frequent_words(language))
        (folder / f"{language}.txt").write_text(text, encoding="ascii", newline="\n")
