"""The keyphrases that a draft's header gives it, and which words of a phrase count."""

from __future__ import annotations

from linklint.words import split

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

KEYS = ("focus_keyphrase", "focus_keyword", "focuskw", "focuskeyphrase", "keyphrase")
"""Front matter keys that hold keyphrases."""

_FUNCTION_WORDS = frozenset({
    "a", "an", "and", "are", "as", "at", "be", "by", "do", "does", "for", "from", "how", "i", "in", "into", "is", "it",
    "its", "my", "no", "not", "of", "on", "or", "our", "that", "the", "their", "this", "to", "we", "what", "when",
    "which", "who", "why", "with", "you", "your",
})  # fmt: skip


def written(front_matter: Mapping[str, object], keys: Iterable[str] = KEYS) -> Iterator[str]:
    """One phrase or a list of them under each key, as written."""
    for key in keys:
        value = front_matter.get(key)
        for phrase in value if isinstance(value, list) else [value]:
            if isinstance(phrase, str):
                yield phrase


def content_words(phrase: str) -> list[str]:
    """In lower case, without numbers and without English function words."""
    return [word for word in split(phrase) if word not in _FUNCTION_WORDS and not word.isdigit()]
