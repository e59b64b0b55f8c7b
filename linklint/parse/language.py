"""The language of a draft: declared, named by its path, or told from its own words."""

from __future__ import annotations

import re
from collections import Counter

from linklint.patterns import pattern

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_COMMON_WORDS: Mapping[str, frozenset[str]] = {
    code: frozenset(words.split())
    for code, words in {
        "en": "the and of to is that for with you are this from have not it be on your",
        "de": "der die und das ist nicht mit den von für eine auf dem sich auch ein im zu",
        "fr": "les des est une dans pour que vous avec sur pas par qui du et nous au ce",
        "es": "los las una que para con por del se más como es sus pero está y el lo",
        "it": "che di per una con non sono della più del gli il nel come alla è le dei",
        "pt": "que para uma com não os as mais do da por em como você dos sua são é",
        "nl": "het een van dat niet met voor zijn op te aan ook je wordt naar bij de deze",
        "sv": "och att det som är för inte på av med till den har kan ett de om du",
        "da": "og at det er ikke til på som med af den har kan for du jeg hvad når efter blev mig uden",
        "nb": "og at det er ikke til på som med av den har kan for du jeg hva når etter ble meg uten",
        "pl": "nie się jest na że do to jak przez oraz dla od lub może są jego ale po",
        "tr": "ve bir bu için ile olarak daha çok gibi olan en ama değil kadar sonra her",
        "id": "yang dan untuk dengan di dari ini adalah tidak anda pada ke dalam atau akan itu",
    }.items()
}
_LANGUAGES_OF: dict[str, list[str]] = {}
for _code, _common in _COMMON_WORDS.items():
    for _word in _common:
        _LANGUAGES_OF.setdefault(_word, []).append(_code)
_NOT_LATIN = pattern(r"[\u0250-\u1fff\u3040-\uffff]")
_SCRIPTS = (
    ("ja", pattern(r"[\u3040-\u30ff]")),
    ("ko", pattern(r"[\uac00-\ud7af]")),
    ("zh", pattern(r"[\u4e00-\u9fff]")),
    ("ar", pattern(r"[\u0600-\u06ff]")),
    ("he", pattern(r"[\u0590-\u05ff]")),
    ("hi", pattern(r"[\u0900-\u097f]")),
    ("ru", pattern(r"[\u0400-\u04ff]")),
    ("el", pattern(r"[\u0370-\u03ff]")),
    ("th", pattern(r"[\u0e00-\u0e7f]")),
)
_CODES = (
    frozenset(_COMMON_WORDS)
    | {code for code, _ in _SCRIPTS}
    | {"fa", "uk", "bg", "cs", "hu", "ro", "fi", "vi", "no", "nn"}
)
_SAME = {
    "no": "nb", "nn": "nb", "nor": "nb", "nob": "nb", "nno": "nb",
    "eng": "en", "deu": "de", "ger": "de", "fra": "fr", "fre": "fr", "spa": "es",
    "ita": "it", "por": "pt", "nld": "nl", "dut": "nl", "swe": "sv", "dan": "da", "pol": "pl", "tur": "tr", "ind": "id",
    "jpn": "ja", "zho": "zh", "chi": "zh", "kor": "ko", "rus": "ru", "ara": "ar", "heb": "he", "hin": "hi",
}  # fmt: skip
"""Other names of languages (ISO 639-2), and of what is read as one: both ways of writing Norwegian."""
_IN_PATH = pattern(r"[/._]([a-z]{2})(?:[-_][A-Za-z]{2,4})?(?=[/.])")
_SAMPLE = 4000
"""Code points of prose that are looked at."""
_FIRST_SAMPLE = 1500
"""Where they tell plainly, no more are."""
_PLAINLY = (25, 1 / 3)
"""How many words must vote for a language, and how many of that number may vote for the next one."""
_BARELY = (5, 7 / 8)
_MUCH = 0.2
"""Of all letters: a script with more is what the draft is written in."""


def code(declared: object) -> str:
    """`en-GB` -> `en`, `deu` -> `de`; empty for anything that is no language tag."""
    if not isinstance(declared, str):
        return ""
    found = re.match(r"([A-Za-z]{2,3})(?:[-_]|$)", declared.strip())
    name = found.group(1).lower() if found else ""
    return _SAME.get(name, name if len(name) == 2 else "")


def detect(path: str, declared: Iterable[object], prose: Iterable[str]) -> str:
    """A two-letter code, or nothing where the draft is too short or too mixed to tell. What the draft's words say counts
    more than its path: translations often keep their neighbours' folder, and drafts wait to be translated."""
    for value in declared:
        if known := code(value):
            return known
    sample, looked_at = "", False
    for piece in prose:
        sample += piece + " "
        if len(sample) > _SAMPLE:
            break
        if len(sample) > _FIRST_SAMPLE and not looked_at:
            looked_at = True
            if plain := _by_words(sample, _PLAINLY):
                return plain
    return _by_words(sample, _BARELY) or _named_by_path(path)


def _named_by_path(path: str) -> str:
    names = [name for name in _IN_PATH.findall("/" + path) if name in _CODES]
    return code(names[-1]) if names else ""


def _by_script(sample: str, words: Sequence[str]) -> str:
    foreign = len(_NOT_LATIN.findall(sample))
    letters = sum(map(len, words)) if foreign else 0
    if foreign > letters * _MUCH:
        for name, script in _SCRIPTS:
            if len(script.findall(sample)) > letters * _MUCH:
                return name
    return ""


def _by_words(sample: str, enough: tuple[int, float]) -> str:
    words = sample.lower().split()
    if not sample.isascii() and (script := _by_script(sample, words)):
        return script
    votes = dict.fromkeys(_COMMON_WORDS, 0)
    for word, number in Counter(filter(_LANGUAGES_OF.__contains__, words)).items():
        for name in _LANGUAGES_OF[word]:
            votes[name] += number
    (second, _), (most, winner) = sorted((number, name) for name, number in votes.items())[-2:]
    fewest, share = enough
    return winner if most >= fewest and second <= most * share else ""
