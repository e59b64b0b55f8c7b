"""What a page and a link say, in a form in which they can be compared: without case, accents and marks."""

from __future__ import annotations

from functools import lru_cache
from unicodedata import category, normalize

from linklint import hosts, urls
from linklint.facts.relevance.lexicon import LANGUAGES, lexicon_of
from linklint.facts.relevance.vocabulary import stem
from linklint.patterns import pattern
from linklint.record import record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from linklint.model import Content, Link, Target

_WORD = pattern(r"[^\W_]+")
_LETTERS = str.maketrans("đıøłß", "diols")
_FEWEST_LETTERS = 3
"""Of a word that tells."""
LONG_NAME = 4
"""Letters of a name that is known within other words."""
_LONG = 200
"""Characters of what is no phrase."""
_PIECE = 500
"""Characters."""
_SUFFIX = pattern(r"\.[A-Za-z0-9]{1,5}$")
UNSPACED = "\u0e00"
"""Scripts from here on set no spaces between words, or attach what belongs to them."""


def spoken(text: str) -> str:
    """The words of a text, one space before and behind each."""
    return _spoken_again(text) if len(text) < _LONG else _spoken(text)


def _spoken(text: str) -> str:
    """Piece by piece: `normalize` takes quadratic time on a run of marks."""
    folded = text.casefold()
    pieces = (normalize("NFKD", folded[at : at + _PIECE]) for at in range(0, len(folded), _PIECE))
    kept = "".join([letter for piece in pieces for letter in piece if category(letter) != "Mn"])
    return f" {' '.join(_WORD.findall(normalize('NFC', kept).translate(_LETTERS)))} "


_spoken_again = lru_cache(maxsize=1024)(_spoken)
"""Phrases and names are asked for with each page."""


def says(text: str, phrase: str) -> bool:
    """Whether a spoken text holds a spoken phrase, as whole words where the script has such."""
    return phrase.strip() in text if phrase > f" {UNSPACED}" else phrase in text


@record
class Speech:
    """What a page says."""

    head: str
    """Title and description."""
    body: str
    """Its first words."""
    stems: frozenset[str]
    head_stems: frozenset[str]

    @property
    def whole(self) -> str:
        return self.head + self.body

    def has(self, words: Iterable[str]) -> int:
        """How many of the words it says."""
        return sum(stem(word) in self.stems or (word >= UNSPACED and word in self.whole) for word in words)

    def heads(self, words: Iterable[str]) -> int:
        """How many of the words its title and description say."""
        return sum(stem(word) in self.head_stems or (word >= UNSPACED and word in self.head) for word in words)

    def names(self, name: str) -> bool:
        """Whether it says a name, in one word or in several."""
        return name in self.whole.replace(" ", "") if len(name) >= LONG_NAME else f" {name} " in self.whole


def speech_of(content: Content) -> Speech:
    head, body = spoken(f"{content.title} {content.description}"), spoken(content.sample)
    head_stems = frozenset(map(stem, head.split()))
    return Speech(head, body, head_stems | frozenset(map(stem, body.split())), head_stems)


def words_of(link: Link, language: str) -> frozenset[str]:
    """The telling words of anchor text and path, in a draft of this language: no function words, and none that say what a
    page is."""
    lexicon = lexicon_of(language if language in LANGUAGES else "en")
    path = _SUFFIX.sub("", link.target.path) if link.target else ""
    words = spoken(f"{'' if _is_address(link) else link.text} {_unescaped(path)}").split()
    return frozenset(word for word in words if _tells(word) and word not in lexicon.stop_words)


def _is_address(link: Link) -> bool:
    return link.syntax in ("bare", "autolink") or "://" in link.text


def _tells(word: str) -> bool:
    return not word.isdigit() and len(word) >= (2 if word >= UNSPACED else _FEWEST_LETTERS)


def _unescaped(path: str) -> str:
    if "%" not in path:
        return path
    from urllib.parse import unquote

    return unquote(path)


def name_of(target: Target) -> str:
    """The name by which a site is known: its registered label without hyphens."""
    return spoken(hosts.letters_of(domain_of(target.host).partition(".")[0])).replace(" ", "")


def domain_of(host: str) -> str:
    """The registrable domain; of hosts under no known suffix the last two labels."""
    return urls.registrable_domain(host) if urls.public_suffix(host) else ".".join(host.split(".")[-2:])
