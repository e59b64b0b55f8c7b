"""Writes the table of word frequencies from wordfreq: `python tests/benchmarks/make_words.py linklint/facts/words/en.txt`."""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterable

from wordfreq import iter_wordlist, zipf_frequency

SIZE = 10_000


def frequent_words(size: int = SIZE) -> list[str]:
    """The most frequent words of ASCII lower-case letters, at least two, most frequent first."""
    found: list[str] = []
    for word in iter_wordlist("en"):
        if len(word) >= 2 and word.isascii() and word.isalpha() and word.islower():
            found.append(word)
            if len(found) == size:
                break
    return found


def table(words: Iterable[str]) -> str:
    """One line per zipf value, falling: the value, then its words in alphabetical order."""
    bands: dict[float, list[str]] = defaultdict(list)
    for word in words:
        bands[round(zipf_frequency(word, "en"), 1)].append(word)
    lines = (f"{zipf:.1f} {' '.join(sorted(bands[zipf]))}" for zipf in sorted(bands, reverse=True))
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    target = sys.argv[1] if len(sys.argv) > 1 else "en.txt"
    with open(target, "w", encoding="ascii", newline="\n") as out:
        out.write(table(frequent_words()))
