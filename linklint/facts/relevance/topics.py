"""Whether outbound links belong to what their draft is about: the words of each link against the words of the draft.

The passages that carry a link are left out, then `evidence.py` counts what speaks for it and against it. Thresholds were
set on the drafts of some thirty sites; `python -m tests.benchmarks.relevance FOLDER ...` measures them on any folder of sites.
"""

from __future__ import annotations

from math import log

from linklint import urls
from linklint.facts.relevance.evidence import RARE, Surroundings, count, most_said_twice, read_sentence, weigh
from linklint.facts.relevance.evidence import read as read_words
from linklint.facts.relevance.lexicon import LANGUAGES, lexicon_of
from linklint.facts.relevance.link_words import clues, is_in_another_language
from linklint.facts.relevance.topic_hosts import PLATFORM, allowed_hosts, host_class, is_aside, why_silent
from linklint.facts.relevance.vocabulary import Vocabulary, blocks
from linklint.model import BESIDE_THE_TEXT, LANDMARKS, Relevance, Topics
from linklint.record import record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from linklint.facts.relevance.evidence import Reading
    from linklint.facts.relevance.lexicon import Lexicon
    from linklint.facts.relevance.link_words import Clue
    from linklint.facts.relevance.vocabulary import Passage, Rest
    from linklint.model import Config, Draft, Link

FEWEST_WORDS = 150
"""A shorter draft has too few words to compare with."""
MOST_LINKS_PER_WORD = 0.04
"""A denser draft is a list of links."""
LEAST_WEIGHT = 1.5
"""A link whose words weigh less says too little."""

FITS = 0.0
"""A link whose own words score more is not asked for its sentence."""
QUIET, STRICT = 0.5, -1.5
"""The score, the mean without the sentence and with it, that an off-topic link is below."""
FEWEST_TWICE = 2
"""Quiet asks for so many missing words that anchor and URL agree on, as they do where a link was bought for them; asides
and sources seldom do."""
FEWEST_MISSING = 3
LEAST_FOREIGN = 1.5
"""Strict asks for so many missing words, of this weight in the URL."""
COHERENT = 2.0
"""The median ratio of a draft's other pages from which one can be an outlier."""
FITTING = 4.0
"""The median ratio of a draft's pages from which they need not be weighed as a whole."""

FEWEST_PAGES = 5
"""Fewer pages are no share."""
MOST_SCORE = 4.0
"""What one page adds to the mean is at most this, either way: no link decides alone."""
MOST_MEAN = -1.0
"""Of 2,045 genuine drafts one is below this, of those that were given another site's links more than eight in ten."""
LOW = 0.0
"""A link of at most this score shares hardly a word with the draft."""
LEAST_SHARE = 0.4
"""Of such links, so that the message can name them."""


@record
class Telling:
    """A link that says enough to be judged."""

    link: Link
    clues: Sequence[Clue]
    page: str
    passage: Passage


@record
class Desk:
    """A draft laid out to be judged."""

    vocabulary: Vocabulary
    lexicon: Lexicon
    links: Sequence[Telling]
    rests: Mapping[str, Rest]
    """By page: what the draft says beside the passages that link it."""


def read(draft: Draft, config: Config, strictly: bool = True) -> tuple[Topics | None, str]:
    """The topics of a draft and how far its outbound links belong; None where it is not judged. The text says what is
    lacking where that is a lack of ours (a language without a word list), and is empty where the draft is too short, or a
    list of links by its nature. Unless `strictly`, only the quiet threshold is asked for: a draft is not judged where
    neither it nor the share could report anything, whatever its words are."""
    desk, lack = lay_out(draft, config, strictly)
    if desk is None:
        return None, lack
    readings = read_all(desk)
    around = surroundings(readings)
    links = {telling.link.span: _relevance(telling, reading, around, desk, strictly) for telling, reading in readings}
    foreign = _foreign(readings, desk) if _may_be_foreign(around) else ()
    speaks = foreign or any(each.is_off_topic["strict"] for each in links.values())
    words = most_telling(desk.vocabulary, desk.lexicon) if speaks else ()
    return Topics(words, links, foreign, len(desk.rests)), ""


def lay_out(draft: Draft, config: Config, strictly: bool = True) -> tuple[Desk | None, str]:
    """The links that can be judged and what they are held against; else what is lacking, as `read` has it."""
    links = [
        link
        for link in draft.links
        if link.internal is False and link.context not in LANDMARKS and link.syntax not in BESIDE_THE_TEXT
    ]
    if not links:
        return None, ""
    if draft.language and draft.language not in LANGUAGES:
        return None, "no word list for the language of the draft"
    lexicon = lexicon_of(draft.language or "en")
    allowed = allowed_hosts(config)
    speaking = [link for link in links if not why_silent(link, allowed, draft.text)]
    telling = [(link, found) for link in speaking if (found := _telling_words(link, lexicon))]
    if not telling or lexicon.round_ups.search(draft.title):
        return None, ""
    if draft.language and not strictly and not _may_be_reported(telling, lexicon):
        return None, ""
    vocabulary = Vocabulary(blocks(draft, config))
    if vocabulary.words < FEWEST_WORDS or len(links) > MOST_LINKS_PER_WORD * vocabulary.words:
        return None, ""
    if not draft.language:
        return None, "the language cannot be told"
    return _desk(links, telling, vocabulary, lexicon), ""


def _telling_words(link: Link, lexicon: Lexicon) -> Sequence[Clue]:
    """None where they say too little."""
    assert link.target
    found = clues(link.text, link.target, lexicon)
    says_enough = sum([clue.weight for clue in found]) >= LEAST_WEIGHT and not is_in_another_language(found, lexicon)
    return found if says_enough else ()


def _may_be_reported(telling: Sequence[tuple[Link, Sequence[Clue]]], lexicon: Lexicon) -> bool:
    """By the quiet threshold or by the share, whatever the words of the draft are."""
    return len({_page(link) for link, _ in telling}) >= FEWEST_PAGES or any(
        most_said_twice(found) >= FEWEST_TWICE and not is_aside(link, lexicon.selling_words) for link, found in telling
    )


def _desk(
    links: Iterable[Link], found: Iterable[tuple[Link, Sequence[Clue]]], vocabulary: Vocabulary, lexicon: Lexicon
) -> Desk:
    telling = [Telling(link, words, _page(link), vocabulary.passage_of(link)) for link, words in found]
    carriers: dict[str, dict[Passage, None]] = {each.page: {} for each in telling}
    for link in links:
        if (page := _page(link)) in carriers:
            carriers[page][vocabulary.passage_of(link)] = None
    for each in telling:
        vocabulary.forget(each.link.text, each.passage)
    return Desk(
        vocabulary, lexicon, telling, {page: vocabulary.without(passages) for page, passages in carriers.items()}
    )


def _page(link: Link) -> str:
    """The URL without what does not make it another page."""
    return link.url.partition("#")[0].rstrip("/")


def site_of(link: Link) -> str:
    """The site whose pages belong together; empty for the pages of a platform."""
    site = urls.registrable_domain(link.target.host) if link.target else ""
    return "" if host_class(site) == PLATFORM else site


def surroundings(read: Sequence[tuple[Telling, Reading]]) -> Surroundings:
    pages: dict[str, tuple[str, float]] = {}
    for telling, reading in read:
        if telling.page not in pages or pages[telling.page][1] < reading.ratio:
            pages[telling.page] = site_of(telling.link), reading.ratio
    return Surroundings(pages, [(telling.page, reading) for telling, reading in read])


def read_all(desk: Desk) -> list[tuple[Telling, Reading]]:
    return [(each, read_words(each.clues, desk.rests[each.page], desk.lexicon)) for each in desk.links]


def _relevance(telling: Telling, reading: Reading, around: Surroundings, desk: Desk, strictly: bool) -> Relevance:
    """Only where the words could be reported are they weighed."""
    is_advertised = reading.said_twice >= FEWEST_TWICE and not is_aside(telling.link, desk.lexicon.selling_words)
    is_foreign = strictly and len(reading.missing) >= FEWEST_MISSING and reading.foreign >= LEAST_FOREIGN
    quiet = strict = False
    if (is_advertised or is_foreign) and _is_coherent(around.median(telling.page)):
        score = score_of(telling, reading, around, desk)
        quiet = is_advertised and score <= QUIET
        strict = quiet or (is_foreign and score <= STRICT)
    return Relevance(reading.matched, reading.missing, {"quiet": quiet, "strict": strict})


def _is_coherent(median: float | None) -> bool:
    return median is None or median >= COHERENT


def score_of(telling: Telling, reading: Reading, around: Surroundings, desk: Desk) -> float:
    """How far a link belongs: the logarithm of the odds, below 0 where it rather does not."""
    context = around.counts(telling.page, site_of(telling.link), reading)
    counts = {**count(reading, desk.vocabulary.title), **context}
    score = weigh("in draft", counts)
    if score > FITS:
        return score
    sentence = read_sentence(sentence_words(telling), desk.rests[telling.page], desk.lexicon)
    return (score + weigh("with sentence", counts, sentence)) / 2


def sentence_words(telling: Telling) -> list[str]:
    """Of the passage that carries a link, without the link's own."""
    own = {clue.word for clue in telling.clues}
    return [word for word, times in telling.passage.words.items() if times > 0 and word not in own]


def _may_be_foreign(around: Surroundings) -> bool:
    """So that few drafts are weighed as a whole."""
    median = around.median("")
    return median is not None and median < FITTING


def _foreign(readings: Sequence[tuple[Telling, Reading]], desk: Desk) -> tuple[Link, ...]:
    """The links that do not belong, worst first, one of each page, where the draft's links as a whole do not."""
    if len(desk.rests) < FEWEST_PAGES:
        return ()
    links = {telling.page: telling.link for telling, _ in reversed(readings)}
    title = desk.vocabulary.title
    low = share_of_low((telling.page, weigh("alone", count(reading, title))) for telling, reading in readings)
    return tuple(links[page] for page in low)


def share_of_low(scored: Iterable[tuple[str, float]]) -> list[str]:
    """The pages that share hardly a word with the draft, worst first, where they are so many that its links as a whole do
    not belong; else none."""
    best: dict[str, float] = {}
    for page, score in scored:
        best[page] = max(score, best.get(page, score))
    low = sorted((score, page) for page, score in best.items() if score <= LOW)
    mean = sum(max(-MOST_SCORE, min(MOST_SCORE, score)) for score in best.values()) / max(len(best), 1)
    speaks = len(best) >= FEWEST_PAGES and mean < MOST_MEAN and len(low) >= LEAST_SHARE * len(best)
    return [page for _, page in low] if speaks else []


def most_telling(vocabulary: Vocabulary, lexicon: Lexicon, most: int = 4) -> tuple[str, ...]:
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
