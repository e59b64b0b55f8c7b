"""What the pages that links end on have to do with the links and their draft."""

from __future__ import annotations

from functools import cached_property

from linklint import urls
from linklint.facts.evidence import count, weigh
from linklint.facts.evidence import read as read_words
from linklint.facts.labels import labels_of
from linklint.facts.lexicon import LANGUAGES, lexicon_of
from linklint.facts.link_words import Clue
from linklint.facts.owners import Said, is_door, is_other_domain, is_stranger
from linklint.facts.page_speech import name_of, speech_of, spoken, words_of
from linklint.facts.parking import why_parked
from linklint.facts.topic_hosts import why_silent
from linklint.facts.topics import FEWEST_WORDS, QUIET
from linklint.facts.trades import MUCH, deal_of, is_about, is_named
from linklint.facts.vocabulary import Vocabulary, blocks, tokenise
from linklint.model import LANDMARKS, Landing

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from linklint.facts.page_speech import Speech
    from linklint.facts.trades import Deal
    from linklint.model import Config, Content, Draft, Link, Page, Span, Target

_INDIRECT = frozenset({"affiliate", "cloaked", "resolver", "shortener", "wrapper"})
"""Labels of links that are to end on another domain."""
_FEWEST_SIGNS = 2
"""Beside what a page sells. That it lacks words is true of articles too, so one of them must be of another kind."""
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
                found[link.span] = _landing(link, link.target, ended, page.content, own)
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

    @cached_property
    def language(self) -> str:
        return self.draft.language

    def around(self, link: Link) -> str:
        """The block that a link stands in, without its URL."""
        text, block, url = self.draft.text, link.block, link.url_span
        inner = (
            block.start,
            max(block.start, min(url.start, block.end)),
            max(block.start, min(url.end, block.end)),
            block.end,
        )
        return spoken(f"{text[inner[0] : inner[1]]} {text[inner[2] : inner[3]]}")

    @cached_property
    def vocabulary(self) -> Vocabulary:
        return Vocabulary(blocks(self.draft, self.config))


def _landing(link: Link, target: Target, ended: Target, content: Content, own: _Own) -> Landing:
    speech = speech_of(content)
    said = Said(*words_of(link, own.language))
    is_direct = labels_of(target, own.config).isdisjoint(_INDIRECT)
    is_elsewhere = is_direct and is_other_domain(target, ended)
    stranger = is_elsewhere and is_stranger(target, ended, said, speech)
    deal = deal_of(speech)
    seized = ""
    signs: tuple[str, ...] = ()
    if deal and not is_named(deal.trade, link, own.around(link)) and not own.is_about(deal.trade):
        lacking = tuple(_lacking(target, said, speech))
        moved = tuple(_moved(ended if is_elsewhere else None, deal, content, own))
        if moved and len(lacking) + len(moved) >= _FEWEST_SIGNS:
            seized, signs = _seized(deal), (*lacking, *moved)
    return Landing(
        stranger=(content.title or content.description[:100]) if stranger else "",
        parked=why_parked(target, ended, content, speech, link.text) if is_direct else "",
        seized=seized,
        signs=signs,
        off_topic=tuple(_off_topic(link, content, own)),
    )


def _seized(deal: Deal) -> str:
    return f"is about {deal.trade} ({', '.join(f'“{phrase}”' for phrase in deal.phrases)})"


def _lacking(target: Target, said: Said, speech: Speech) -> Iterator[str]:
    name = name_of(target)
    words = {word for word in said.words if word not in name}
    if words and not speech.has(words):
        yield f"the page does not say {', '.join(sorted(words)[:3])}"
    if name and not speech.names(name):
        yield f"the page does not say {name}"


def _moved(elsewhere: Target | None, deal: Deal, content: Content, own: _Own) -> Iterator[str]:
    if elsewhere:
        yield f"it is on {elsewhere.host} now"
    language = content.language[:2].lower() or _script(content.title)
    if language and own.language and language != own.language:
        yield "the page is in another language than the draft"
    if deal.points >= MUCH:
        yield "the page says what it sells over and over"


def _script(title: str) -> str:
    """`zh` where a title is written in Chinese, kana, hangul or Thai, which says more than which of them."""
    return "zh" if sum(letter >= "\u0e00" for letter in title) > len(title) / 3 else ""


def _off_topic(link: Link, content: Content, own: _Own) -> Iterator[str]:
    """Title and description weighed as the words of a link are."""
    if own.language not in LANGUAGES or why_silent(link, own.config.relevance_allow):
        return
    if len(content.sample) < _LEAST_SAMPLE or content.language[:2].lower() not in ("", own.language):
        return
    lexicon = lexicon_of(own.language)
    words = dict.fromkeys(tokenise(f"{content.title} {content.description}"))
    telling = [
        Clue(word, 1.0 if word in lexicon.frequency else 0.5, is_in_url=True)
        for word in words
        if len(word) > 2 and word not in lexicon.stop_words
    ]
    if sum(clue.weight == 1.0 for clue in telling) < _FEWEST_TELLING or own.vocabulary.words < FEWEST_WORDS:
        return
    vocabulary = own.vocabulary
    rest = vocabulary.without([vocabulary.passage_of(link)])
    reading = read_words(telling, rest, lexicon)
    if not reading.matched and weigh("alone", count(reading, vocabulary.title)) <= QUIET:
        yield from reading.missing
