"""The words that a link says of its target: those of its anchor, its path and its host."""

from __future__ import annotations

import re
from functools import lru_cache

from linklint.facts.relevance.lexicon import lexicon_of
from linklint.facts.relevance.topic_hosts import SAYS_NOTHING, host_class, labels
from linklint.facts.relevance.vocabulary import folded, tokenise, words_of
from linklint.patterns import pattern
from linklint.record import record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from linklint.facts.relevance.lexicon import Lexicon
    from linklint.model import Target

UNLISTED = 0.5
"""How much a missing word counts that the frequency list lacks: often a name."""
IN_HOST = 0.5
"""How much a missing word counts that only the host says: often a brand."""

_LATIN_END = "\u024f"
_EXTENSION = pattern(r"\.[A-Za-z][A-Za-z0-9]{1,4}$")
_NO_WORDS = pattern(r":~:|[!/]|.*=")
_SLUG_END = pattern(r"[/_.+-]")
_SEPARATOR = pattern(r"[\W_]+")
_NOT_ASCII = pattern(r"%[89A-Fa-f]")
_ESCAPE = pattern(r"%[0-9A-Fa-f]{2}")
_WORDLIKE = pattern(r"[A-Za-z]{2,}\d{0,4}|\d{1,2}[A-Za-z]{3,}")
_HUMP = pattern(r"(?<=[a-z])(?=[A-Z])")
_LONGEST_WORD = 24
_LONG_NAME = 10
_PERSON = pattern(
    r"(?<!\bSan )(?<!\bSanta )(?<!\bSt\. )\b([A-Z][^\W\d_]+)"
    r"(?=[ -](?:[A-Z]\.? )?([A-Z][^\W\d_]+(?:-[A-Z][^\W\d_]+)?)|)"
)


@record
class Clue:
    """A word of a link."""

    word: str
    weight: float
    """How much its absence counts, from 0 to 1."""
    whole: str = ""
    """The run-together name that it is a part of."""
    is_in_url: bool = False
    source: str = "anchor"
    """`anchor`, `path` or `host`: the first of them that says it."""
    is_vague: bool = False


def clues(anchor: str, target: Target, lexicon: Lexicon) -> list[Clue]:
    """The words of anchor, path, fragment and host, each once, a whole before its parts. People's names and the names
    of platforms are left out."""
    names = _names_of_host(target.host)
    people = set(_people(anchor, lexicon))
    silent = people
    if host_class(target.host) in SAYS_NOTHING:
        silent, names = people.union(names), ()
    function_words, vague_words = lexicon.function_words, lexicon.vague_words
    found = {
        word: Clue(word, _absence(word, lexicon), "", False, "anchor", word in vague_words)
        for word in map(lexicon.as_spelt, words_of(anchor))
        if word not in silent and word not in function_words
    }

    def add(word: str, weight: float, source: str, whole: str = "") -> None:
        if word not in silent and word not in function_words:
            if known := found.get(word):
                weight, source = max(weight, known.weight), known.source
            found[word] = Clue(word, weight, whole, True, source, word in vague_words)

    fragment = "" if _NO_WORDS.match(target.fragment) else target.fragment
    for name in map(lexicon.as_spelt, [*_names(_EXTENSION.sub("", target.path)), *_names(fragment)]):
        add(name, _absence(name, lexicon), "path")
        for part in lexicon.parts(name) if len(name) >= _LONG_NAME else ():
            add(part, 0.0, "path", name)
    for name in map(lexicon.as_spelt, names):
        if not any(person in name for person in people):
            parts = lexicon.parts(name)
            add(name, 0.0 if parts else IN_HOST * _absence(name, lexicon), "host")
            for part in parts:
                add(part, IN_HOST * _absence(part, lexicon), "host", name)
    return [clue for word, clue in found.items() if len(word) > 1 and word[0] <= _LATIN_END]


def is_in_another_language(found: Iterable[Clue], lexicon: Lexicon) -> bool:
    """The words that anchor and path say are rather English than of the draft's own language."""
    if lexicon.language == "en":
        return False
    words = [clue.word for clue in found if clue.source != "host" and len(clue.word) > 2]
    own = sum(word in lexicon.frequency for word in words)
    return sum(word in lexicon_of("en").frequency for word in words) > own


@lru_cache(maxsize=4096)
def _names_of_host(host: str) -> tuple[str, ...]:
    return tuple(name for label in labels(host) for name in re.split(r"[-\d]+", label) if len(name) > 1)


def _names(path: str) -> Iterator[str]:
    """The words of a path or fragment; numbers, hexadecimal and mixed ids are none."""
    if "%" in path:
        path = " ".join(_ESCAPE.sub(" ", piece) for piece in _SLUG_END.split(path) if not _NOT_ASCII.search(piece))
    for word in _SEPARATOR.split(path):
        if _WORDLIKE.fullmatch(word):
            letters = word.strip("0123456789")
            for name in (letters,) if letters.islower() else _HUMP.split(letters):
                if 1 < len(name) <= _LONGEST_WORD:
                    yield name.lower()


def _absence(word: str, lexicon: Lexicon) -> float:
    """How much it says that a word is missing: nothing if it is vague or short, little if it may be a name."""
    if len(word) < 3 or word in lexicon.vague_words:
        return 0.0
    return 1.0 if word in lexicon.frequency else UNLISTED


def _people(anchor: str, lexicon: Lexicon) -> Iterator[str]:
    """The words that name a person: a capitalised given name and the capitalised word after it."""
    if anchor.islower() or lexicon.given_names.isdisjoint(words_of(anchor)):
        return
    for given, surname in _PERSON.findall(anchor):
        if folded(given) in lexicon.given_names:
            yield folded(given)
            yield from tokenise(surname)
