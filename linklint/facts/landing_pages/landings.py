"""What the pages that links end on have to do with the links and their draft."""

from __future__ import annotations

from functools import cached_property

from linklint import urls
from linklint.facts.labels import labels_of
from linklint.facts.landing_pages.owners import is_door, is_other_domain, is_stranger
from linklint.facts.landing_pages.page_speech import UNSPACED, name_of, speech_of, spoken, words_of
from linklint.facts.landing_pages.parking import why_parked
from linklint.facts.landing_pages.trades import MUCH, deal_of, is_about, is_named
from linklint.facts.relevance.evidence import count, weigh
from linklint.facts.relevance.evidence import read as read_words
from linklint.facts.relevance.lexicon import LANGUAGES, lexicon_of
from linklint.facts.relevance.link_words import UNLISTED, Clue
from linklint.facts.relevance.topic_hosts import allowed_hosts, why_silent
from linklint.facts.relevance.topics import FEWEST_WORDS, QUIET
from linklint.facts.relevance.vocabulary import Vocabulary, blocks, tokenise
from linklint.model import LANDMARKS, Landing

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from linklint.facts.landing_pages.trades import Deal
    from linklint.facts.relevance.lexicon import Lexicon
    from linklint.model import Config, Content, Draft, Link, Page, Span, Target

_INDIRECT = frozenset({"affiliate", "cloaked", "resolver", "shortener", "wrapper"})
"""Labels of links that are to end on another domain."""
_FEWEST_SIGNS = 2
"""Beside what a page sells. That it lacks words is true of articles too, so one of them must be of another kind."""
_NEAR = 1000
"""Characters."""
_FEWEST_TELLING = 4
"""Words of a title and description, below which they say too little to be off topic."""
_LEAST_SAMPLE = 300
"""Characters of a page that is compared with a draft."""


def read(draft: Draft, pages: Mapping[str, Page], config: Config) -> Mapping[Span, Landing]:
    """Of links to other sites whose pages are alive and were read. Nothing is said of pages behind a door."""
    own = _Own(draft, config)
    found = {}
    for link in draft.links:
        page = pages.get(link.url)
        if page and page.verdict == "alive" and page.content and link.internal is False and link.target:
            ended = urls.parse(page.url or link.url)
            if link.context not in LANDMARKS and not is_door(ended):
                found[link.span] = _Arrival(link, link.target, ended, page.content, own).landing()
    return found


class _Own:
    """What the draft says, found out when it is asked for."""

    def __init__(self, draft: Draft, config: Config) -> None:
        self.draft, self.config = draft, config
        self._trades: dict[str, bool] = {}

    def is_about(self, trade: str) -> bool:
        if trade not in self._trades:
            self._trades[trade] = is_about(trade, spoken(self.draft.title), spoken(self.draft.text))
        return self._trades[trade]

    def around(self, link: Link) -> str:
        """What stands beside a link in its block."""
        start, end = max(link.block.start, link.span.start - _NEAR), min(link.block.end, link.span.end + _NEAR)
        return spoken(f"{self.draft.text[start : link.span.start]} {self.draft.text[link.span.end : end]}")

    @cached_property
    def language(self) -> str:
        return self.draft.language

    @cached_property
    def vocabulary(self) -> Vocabulary:
        return Vocabulary(blocks(self.draft, self.config))


class _Arrival:
    """A link at the page where it ends."""

    def __init__(self, link: Link, target: Target, ended: Target, content: Content, own: _Own) -> None:
        self._link, self._target, self._ended, self._content, self._own = link, target, ended, content, own
        self._speech = speech_of(content)
        self._words = words_of(link, own.language)
        self._is_direct = labels_of(target, own.config).isdisjoint(_INDIRECT)
        self._is_elsewhere = self._is_direct and is_other_domain(target, ended)

    def landing(self) -> Landing:
        seized, signs = self._seized()
        return Landing(self._stranger(), self._parked(), seized, signs, tuple(self._off_topic()))

    def _stranger(self) -> str:
        is_one = self._is_elsewhere and is_stranger(self._target, self._ended, self._words, self._speech)
        return (self._content.title or self._content.description) if is_one else ""

    def _parked(self) -> str:
        if not self._is_direct:
            return ""
        return why_parked(self._target, self._ended, self._content, self._speech, self._link.text)

    def _seized(self) -> tuple[str, tuple[str, ...]]:
        """What the page sells and what else speaks for another owner."""
        deal = deal_of(self._speech)
        if not deal or is_named(deal.trade, self._link, self._own.around(self._link)) or self._own.is_about(deal.trade):
            return "", ()
        lacking, changed = tuple(self._lacking()), tuple(self._changed(deal))
        if not changed or len(lacking) + len(changed) < _FEWEST_SIGNS:
            return "", ()
        return f"is about {deal.trade} ({', '.join(f'“{phrase}”' for phrase in deal.phrases)})", (*lacking, *changed)

    def _lacking(self) -> Iterator[str]:
        name = name_of(self._target)
        words = {word for word in self._words if word not in name}
        if words and not self._speech.has(words):
            yield f"the page does not say {', '.join(sorted(words)[:3])}"
        if name and not self._speech.names(name):
            yield f"the page does not say {name}"

    def _changed(self, deal: Deal) -> Iterator[str]:
        if self._is_elsewhere:
            yield f"it is on {self._ended.host} now"
        language = self._content.language[:2].lower() or _script(self._content.title)
        if language and self._own.language and language != self._own.language:
            yield "the page is in another language than the draft"
        if deal.points >= MUCH:
            yield "the page says what it sells over and over"

    def _off_topic(self) -> Iterator[str]:
        """The words of title and description, weighed as those of a link are."""
        own, content = self._own, self._content
        if own.language not in LANGUAGES or why_silent(self._link, allowed_hosts(own.config)):
            return
        if len(content.sample) < _LEAST_SAMPLE or content.language[:2].lower() not in ("", own.language):
            return
        lexicon = lexicon_of(own.language)
        telling = _telling(f"{content.title} {content.description}", lexicon)
        is_enough = sum(clue.weight == 1.0 for clue in telling) >= _FEWEST_TELLING
        if not is_enough or own.vocabulary.words < FEWEST_WORDS:
            return
        rest = own.vocabulary.without([own.vocabulary.passage_of(self._link)])
        reading = read_words(telling, rest, lexicon)
        if not reading.matched and weigh("alone", count(reading, own.vocabulary.title)) <= QUIET:
            yield from reading.missing


def _script(title: str) -> str:
    """`zh` where a title is written in Chinese, kana, hangul or Thai, which says more than which of them."""
    return "zh" if sum(letter >= UNSPACED for letter in title) > len(title) / 3 else ""


def _telling(text: str, lexicon: Lexicon) -> list[Clue]:
    words = (word for word in dict.fromkeys(tokenise(text)) if len(word) > 2 and word not in lexicon.stop_words)
    return [Clue(word, 1.0 if word in lexicon.frequency else UNLISTED, is_in_url=True) for word in words]
