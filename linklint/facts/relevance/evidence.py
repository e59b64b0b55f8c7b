"""What speaks for a link and what against it, counted, and how much each count weighs.

The weights are fitted: `words/evidence.tsv` holds them, `python -m tests.benchmarks.fit_relevance FOLDER ...` fits them anew.
"""

from __future__ import annotations

import os
from bisect import bisect_left
from functools import cache, cached_property
from math import log

from linklint.record import record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence, Set

    from linklint.facts.relevance.lexicon import Lexicon
    from linklint.facts.relevance.link_words import Clue
    from linklint.facts.relevance.vocabulary import Rest

MU = 400
"""Dirichlet smoothing: the language at large weighs as much as this many words of the draft."""
LONG = 400
"""A missing word says no more in a longer draft than it does in one of this length."""
RARE = 3e-6
"""The share of running text that a word is taken to have which the frequency list lacks."""
OTHER_FORM = 1.0
"""Credit for a word of which the draft has only another form."""

_BANDS = ((1e-9, "unlisted"), (2e-5, "rare"), (6e-5, "middling"), (2e-4, "common"), (2.0, "frequent"))
"""Shares of running text below which a word is called so."""
_MOST = 4.0
"""Further words of one kind add nothing."""
_TOLD = 15.0
"""However often a draft says a word: no more than this."""
PATH = os.path.join(os.path.dirname(os.path.abspath(__file__)), "words", "evidence.tsv")

BIAS = "every link"
MODELS = ("alone", "in draft", "with sentence")
"""What is weighed: a link's own words; these and how the draft's other links fit; these and the words around it."""


@record
class Reading:
    """A link's words held against the words of a draft."""

    ratio: float
    """How much likelier they are there than in the language at large, as a logarithm."""
    foreign: float
    """How much its URL says that the draft does not."""
    matched: tuple[str, ...]
    missing: tuple[str, ...]
    seen: Sequence[tuple[Clue, float, str, float]]
    """Of each word that counts: its share of running text, `in`, `form` or `out`, and what it adds to the ratio."""
    absent: float
    """What a missing word takes from the ratio."""

    @property
    def said(self) -> set[str]:
        """The telling words of anchor and path."""
        return {clue.word for clue, *_ in self.seen if clue.weight and clue.source != "host"}

    @property
    def said_twice(self) -> int:
        """The missing words that anchor and URL agree on."""
        return sum(how == "out" and _is_said_twice(clue) for clue, _, how, _ in self.seen)


def most_said_twice(clues: Iterable[Clue]) -> int:
    """The words that anchor and URL agree on, and that count where they are missing."""
    return sum(clue.weight > 0 and _is_said_twice(clue) for clue in clues)


def read(clues: Iterable[Clue], rest: Rest, lexicon: Lexicon) -> Reading:
    """`rest` is what the draft says beside the passages that carry the page."""
    absent = _absent(rest)
    foreign = 0.0
    matched: list[str] = []
    missing: list[str] = []
    seen: list[tuple[Clue, float, str, float]] = []
    for clue in clues:
        if clue.whole and clue.whole in matched:
            continue
        word = clue.word
        share = lexicon.frequency.get(word, 0.0)
        if times := rest.times(word):
            matched.append(word)
            seen.append((clue, share, "in", _likelier(times, share, rest)))
        elif not clue.is_vague and rest.has_form(word):
            matched.append(word)
            seen.append((clue, share, "form", OTHER_FORM))
        elif clue.weight:
            missing.append(word)
            foreign += clue.weight * clue.is_in_url
            seen.append((clue, share, "out", -clue.weight * absent))
    ratio = sum([each[3] for each in seen])
    return Reading(ratio, foreign, tuple(matched), tuple(missing), seen, absent)


def count(reading: Reading, title: Set[str]) -> Mapping[str, float]:
    """What a link's own words count; `title` are the words of the draft's title and tags."""
    counts = {"ratio": max(-8.0, min(reading.ratio, 20.0)), "absent": reading.absent}
    told = most = 0.0
    for clue, share, how, likelier in reading.seen:
        if clue.is_vague:
            continue
        _count(counts, f"{clue.source} form" if how == "form" else f"{clue.source} {how} {_band(share)}")
        if how == "in":
            told, most = told + max(likelier, 0.0), max(most, likelier)
            if clue.word in title:
                _count(counts, "in title")
        elif how == "out" and _is_said_twice(clue):
            _count(counts, "said twice, out")
    counts["told"], counts["most told"] = min(told, _TOLD), most
    if not reading.matched:
        counts["nothing in"] = 1.0
    return counts


def _is_said_twice(clue: Clue) -> bool:
    return clue.source == "anchor" and clue.is_in_url


def _absent(rest: Rest) -> float:
    return log(1 + min(rest.size, LONG) / MU)


def _likelier(times: int, share: float, rest: Rest) -> float:
    share = share or RARE
    return log((times + MU * share) / ((rest.size + MU) * share))


def _band(share: float) -> str:
    return next(name for bound, name in _BANDS if share < bound)


def _count(counts: dict[str, float], name: str) -> None:
    counts[name] = min(counts.get(name, 0.0) + 1, _MOST)


def read_sentence(words: Iterable[str], rest: Rest, lexicon: Lexicon) -> Mapping[str, float]:
    """Counts of the words around a link, held against the rest of the draft."""
    counts: dict[str, float] = {}
    absent, told = _absent(rest), 0.0
    for word in words:
        if len(word) < 3 or word in lexicon.stop_words:
            continue
        share = lexicon.frequency.get(word, 0.0)
        if times := rest.times(word):
            _count(counts, f"sentence in {_band(share)}")
            told += _likelier(times, share, rest)
        else:
            _count(counts, f"sentence out {_band(share)}")
            told -= absent
    counts["sentence told"] = max(-6.0, min(told, _TOLD))
    return counts


class Surroundings:
    """How the pages that a draft links fit it, to see each of them among the others."""

    def __init__(self, pages: Mapping[str, tuple[str, float]], links: Sequence[tuple[str, Reading]] = ()) -> None:
        """Page -> its site, empty where pages of one site have nothing in common, and its ratio; and each link's page and
        reading."""
        self._pages, self._links = pages, links
        self._ratios = sorted(ratio for _, ratio in pages.values())
        self._best: dict[str, list[tuple[float, str]]] = {}
        for page, (site, ratio) in pages.items():
            if site:
                self._best[site] = sorted([*self._best.get(site, []), (ratio, page)], reverse=True)[:2]

    def median(self, page: str) -> float | None:
        """Of the other pages' ratios; None where there are none."""
        others, known = len(self._ratios), self._pages.get(page)
        at = bisect_left(self._ratios, known[1]) if known else others
        others -= known is not None
        middle = others // 2
        return self._ratios[middle + (middle >= at)] if others else None

    def best_of_site(self, page: str, site: str) -> float | None:
        """The ratio of the best other page of a site."""
        return next((ratio for ratio, other in self._best.get(site, ()) if other != page), None)

    @cached_property
    def _sayers(self) -> Mapping[str, list[str]]:
        """Word -> the sites, two at most, whose links say it and fit the draft."""
        sayers: dict[str, list[str]] = {}
        for page, reading in self._links:
            site = self._pages[page][0] or page
            for word in reading.said if reading.ratio >= 0 else ():
                known = sayers.setdefault(word, [])
                if len(known) < 2 and site not in known:
                    known.append(site)
        return sayers

    def said_elsewhere(self, page: str, site: str, reading: Reading) -> int:
        """The words of a link that links to other sites say too."""
        own = site or page
        return sum(any(other != own for other in self._sayers.get(word, ())) for word in reading.said)

    def counts(self, page: str, site: str, reading: Reading) -> Mapping[str, float]:
        found: dict[str, float] = {}
        if number := self.said_elsewhere(page, site, reading):
            found["said by other links"] = min(number, _MOST)
        if (median := self.median(page)) is not None:
            found["others"], found["has others"] = max(-4.0, min(median, 15.0)), 1.0
        if (best := self.best_of_site(page, site)) is not None:
            found["same site"], found["same site fits"] = 1.0, max(-4.0, min(best, 10.0))
        return found


@cache
def weights(model: str) -> Mapping[str, float]:
    """Of one of the models: name -> how much one of the kind speaks for a link; below 0, against it."""
    column = 1 + MODELS.index(model)
    with open(PATH, encoding="utf-8") as file:
        rows = [line.split("\t") for line in file.read().splitlines() if not line.startswith("#")]
    return {row[0]: float(row[column]) for row in rows}


def weigh(model: str, *counted: Mapping[str, float]) -> float:
    """The logarithm of the odds that a link belongs, where half of all links do."""
    known = weights(model)
    return known[BIAS] + sum(known.get(name, 0.0) * times for counts in counted for name, times in counts.items())
