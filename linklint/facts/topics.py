"""Whether outbound links belong to what their draft is about: the words of each link against the words of the draft.

A language-model ratio: how much likelier are a link's words in this draft, the passages that carry the link left out, than in
English at large? Constants were tuned on the drafts of ten sites and checked on fourteen others; `python
tests/benchmarks/relevance.py` measures them again on any folder of sites.
"""

from __future__ import annotations

from math import log

from linklint import urls
from linklint.facts.lexicon import LANGUAGES, english
from linklint.facts.link_words import clues
from linklint.facts.topic_hosts import PLATFORM, host_class, why_silent
from linklint.facts.vocabulary import Vocabulary, blocks
from linklint.model import BESIDE_THE_TEXT, LANDMARKS, Relevance, Topics
from linklint.record import record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from linklint.facts.lexicon import Lexicon
    from linklint.facts.link_words import Clue
    from linklint.facts.vocabulary import Passage, Rest
    from linklint.model import Config, Draft, Link

MU = 400
"""Dirichlet smoothing: English at large weighs as much as this many words of the draft."""
LONG = 400
"""A missing word says no more in a longer draft than it does in one of this length."""
RARE = 3e-6
"""The share of running text that a word is taken to have which the frequency list lacks."""
OTHER_FORM = 1.0
"""Credit for a word of which the draft has only another form."""

FEWEST_WORDS = 150
"""A shorter draft has too few words to compare with."""
MOST_LINKS_PER_WORD = 0.04
"""A denser draft is a list of links."""
LEAST_WEIGHT = 1.5
"""A link whose words weigh less says too little."""


@record
class Bar:
    """What an off-topic link reaches: this score or a lower one, and URL words of this weight that the draft lacks."""

    score: float
    foreign: float


BARS: Mapping[str, Bar] = {"quiet": Bar(-1.5, 1.5), "strict": Bar(-1.0, 1.0)}
"""Quiet flags about one in a hundred links that writers meant, and two in three that a seller of links would add."""
FEWEST_MISSING = 3
"""Fewer missing words are no ground to speak up."""
COHERENT = 6.0
"""The median score of a draft's other links from which one can be an outlier."""
SUPPORT = 2.0
"""A site with another page that scores more than this is at home in the draft."""

FEWEST_PAGES = 5
"""Fewer pages are no share."""
LOWEST, HIGHEST = -4.0, 10.0
"""Bounds of what one page adds to the mean: no link decides alone."""
MOST_MEAN = 2.5
"""Of genuine drafts 3 in 4,967 are below this and have the share; of those that were given another site's links, two in
three. At 4.5 it would be 11 and three in four: what is gained is not worth the false alarms."""
LOW = 3.0
"""A link of at most this score shares hardly a word with the draft."""
LEAST_SHARE = 0.4
"""Of such links, so that the message can name them."""


@record
class _Judged:
    link: Link
    page: str
    score: float
    foreign: float
    """How much its URL says that the draft does not."""
    matched: tuple[str, ...]
    missing: tuple[str, ...]


def read(draft: Draft, config: Config) -> tuple[Topics | None, str]:
    """The topics of a draft and how far its outbound links belong; None where it is not judged. The text says what is
    lacking where that is a lack of ours (a language without a word list), and is empty where the draft is too short, or a
    list of links by its nature."""
    links = [
        link
        for link in draft.links
        if link.internal is False and link.context not in LANDMARKS and link.syntax not in BESIDE_THE_TEXT
    ]
    if not links:
        return None, ""
    if draft.language and draft.language not in LANGUAGES:
        return None, "no word list for the language of the draft"
    speaking = [link for link in links if not why_silent(link, config.relevance_allow)]
    if not speaking:
        return None, ""
    lexicon = english()
    if lexicon.round_ups.search(draft.title):
        return None, ""
    vocabulary = Vocabulary(blocks(draft, config))
    if vocabulary.words < FEWEST_WORDS or len(links) > MOST_LINKS_PER_WORD * vocabulary.words:
        return None, ""
    if not draft.language:
        return None, "the language cannot be told"
    judged = _judge(links, speaking, vocabulary, lexicon)
    share, pages = _share(judged)
    return Topics(
        words=_telling(vocabulary, lexicon),
        links={each.link.span: _relevance(each, judged) for each in judged},
        foreign=tuple(each.link for each in share),
        pages=pages,
    ), ""


def _page(link: Link) -> str:
    """The URL without what does not make it another page."""
    return link.url.partition("#")[0].rstrip("/")


def _judge(links: Iterable[Link], speaking: Iterable[Link], vocabulary: Vocabulary, lexicon: Lexicon) -> list[_Judged]:
    """Scores of the links that say enough, among those that are not silent."""
    telling: list[tuple[Link, list[Clue]]] = []
    for link in speaking:
        assert link.target
        found = clues(link.text, link.target, lexicon)
        if sum(clue.weight for clue in found) >= LEAST_WEIGHT:
            telling.append((link, found))
    carriers: dict[str, dict[Passage, None]] = {_page(link): {} for link, _ in telling}
    for link in links:
        if (page := _page(link)) in carriers:
            carriers[page][vocabulary.passage_of(link)] = None
    for link, _ in telling:
        vocabulary.forget(link.text, vocabulary.passage_of(link))
    rests = {page: vocabulary.without(passages) for page, passages in carriers.items()}
    return [_score(link, found, rests[_page(link)], lexicon) for link, found in telling]


def _score(link: Link, found: Iterable[Clue], rest: Rest, lexicon: Lexicon) -> _Judged:
    """`rest` is what the draft says beside the passages that carry the page."""
    absent = log(1 + min(rest.size, LONG) / MU)
    points = foreign = 0.0
    matched: list[str] = []
    missing: list[str] = []
    for clue in found:
        if clue.whole and clue.whole in matched:
            continue
        times = rest.times(clue.word)
        if times > 0:
            share = lexicon.frequency.get(clue.word, RARE)
            points += log((times + MU * share) / ((rest.size + MU) * share))
            matched.append(clue.word)
        elif rest.has_form(clue.word):
            points += OTHER_FORM
            matched.append(clue.word)
        elif clue.weight:
            points -= clue.weight * absent
            foreign += clue.weight * clue.is_in_url
            missing.append(clue.word)
    return _Judged(link, _page(link), points, foreign, tuple(matched), tuple(missing))


def _relevance(judged: _Judged, all_judged: Sequence[_Judged]) -> Relevance:
    reached = {name: judged.score <= bar.score and judged.foreign >= bar.foreign for name, bar in BARS.items()}
    speaks = any(reached.values()) and len(judged.missing) >= FEWEST_MISSING and _others_belong(judged, all_judged)
    return Relevance(
        score=round(judged.score, 3),
        matched=judged.matched,
        missing=judged.missing,
        is_off_topic={name: speaks and is_reached for name, is_reached in reached.items()},
    )


def _others_belong(judged: _Judged, all_judged: Iterable[_Judged]) -> bool:
    """The other links fit the draft, and no other page of the same site is among those that do."""
    site = _site(judged.link)
    others = [other for other in all_judged if other.page != judged.page]
    if others and sorted(other.score for other in others)[len(others) // 2] < COHERENT:
        return False
    at_home = any(other.score > SUPPORT and _site(other.link) == site for other in others)
    return not at_home or host_class(site) == PLATFORM


def _site(link: Link) -> str:
    return urls.registrable_domain(link.target.host) if link.target else ""


def _share(judged: Iterable[_Judged]) -> tuple[list[_Judged], int]:
    """The links that do not belong, worst first, where they are so many that the draft's links as a whole do not; and of
    how many pages they are."""
    pages: dict[str, _Judged] = {}
    for each in judged:
        if each.page not in pages or pages[each.page].score < each.score:
            pages[each.page] = each
    low = [each for each in pages.values() if each.score <= LOW]
    mean = sum(max(LOWEST, min(HIGHEST, each.score)) for each in pages.values()) / max(len(pages), 1)
    speaks = len(pages) >= FEWEST_PAGES and mean < MOST_MEAN and len(low) >= LEAST_SHARE * len(pages)
    return (sorted(low, key=lambda each: each.score) if speaks else []), len(pages)


def _telling(vocabulary: Vocabulary, lexicon: Lexicon, most: int = 4) -> tuple[str, ...]:
    """The words that set a draft apart from English in general, the most telling first."""
    found: list[tuple[float, str]] = []
    fewest = 1
    for word, times in vocabulary.total.items():
        if times < fewest or len(word) < 3 or word in lexicon.stop_words:
            continue
        told = (-_told(times, lexicon.frequency.get(word, RARE), vocabulary), word)
        if len(found) == most and told > found[-1]:
            continue
        found = sorted([*found, told])[:most]
        # No listed word is as rare as RARE, so what occurs less often than this tells less than all that are found.
        while len(found) == most and max(0.0, _told(fewest, RARE, vocabulary)) < -found[-1][0]:
            fewest += 1
    return tuple(word for _, word in found)


def _told(times: int, share: float, vocabulary: Vocabulary) -> float:
    return times * log(times / (vocabulary.size * share))
