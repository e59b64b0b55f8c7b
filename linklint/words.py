"""Words of anchor texts in a form that can be compared."""

from __future__ import annotations

from functools import lru_cache

from linklint.patterns import pattern

_APOSTROPHES = str.maketrans("‘’ʼ", "'''")
_WORD = pattern(r"[^\W_]+(?:['’][^\W_]+)*")
_TAG = pattern(r"<[A-Za-z/!][^<>]*>")
_UNSPACED = pattern(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
)
"""Thai, Lao, Burmese, Khmer, kana and Chinese characters: scripts that set no space between words."""


@lru_cache(maxsize=4096)
def normal_form(text: str) -> str:
    """Lower case, one space between words, no marks, arrows or emoji at the ends: `Read more »` -> `read more`."""
    start, end = 0, len(text)
    while start < end and not text[start].isalnum():
        start += 1
    while end > start and not text[end - 1].isalnum():
        end -= 1
    return " ".join(text[start:end].translate(_APOSTROPHES).split()).casefold()


def split(text: str) -> list[str]:
    """The words of a text in lower case, numbers too."""
    return [found.lower() for found in _WORD.findall(text)]


def count(text: str) -> int:
    """How many words a piece of a draft has: what stands between spaces and holds a letter or a digit, tags left out. Where
    a script sets no spaces, two characters count as a word."""
    text = _TAG.sub(" ", text)
    unspaced = 0 if text.isascii() else len(_UNSPACED.findall(text))
    spaced = _UNSPACED.sub(" ", text) if unspaced else text
    return unspaced // 2 + sum(any(map(str.isalnum, each)) for each in spaced.split())


def distance(one: str, other: str, most: int) -> int:
    """Insertions, deletions, substitutions and swaps of neighbours that turn one word into the other; `most` + 1 where
    there are more."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for index, letter in enumerate(one, 1):
        above, before, row = before, row, [index]
        for column, counterpart in enumerate(other, 1):
            cost = min(before[column] + 1, row[-1] + 1, before[column - 1] + (letter != counterpart))
            if index > 1 and column > 1 and letter == other[column - 2] and one[index - 2] == counterpart:
                cost = min(cost, above[column - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
    return row[-1]
