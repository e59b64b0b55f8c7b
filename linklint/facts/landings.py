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
from linklint.facts.trades import MUCH, deal_of, speaks_of
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
"""Beside what a page sells."""
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

    @cached_property
    def title(self) -> str:
        return spoken(self.draft.title)

    @cached_property
    def text(self) -> str:
        return spoken(self.draft.text)

    @cached_property
    def vocabulary(self) -> Vocabulary:
        return Vocabulary(blocks(self.draft, self.config))


def _landing(link: Link, target: Target, ended: Target, content: Content, own: _Own) -> Landing:
    speech = speech_of(content)
    said = Said(*words_of(link, own.draft))
    is_direct = labels_of(target, own.config).isdisjoint(_INDIRECT)
    is_elsewhere = is_direct and is_other_domain(target, ended)
    stranger = is_elsewhere and is_stranger(target, ended, said, speech)
    deal = deal_of(speech)
    signs: tuple[str, ...] = ()
    if deal and not speaks_of(deal.trade, link, own.title, own.text):
        signs = tuple(_signs(target, ended if is_elsewhere else None, said, content, speech, own))
    is_seized = deal is not None and len(signs) + (deal.points >= MUCH) >= _FEWEST_SIGNS
    return Landing(
        stranger=(content.title or content.description[:100]) if stranger else "",
        parked=why_parked(target, ended, content, speech, link.text) if is_direct else "",
        seized=_seized(deal) if deal and is_seized else "",
        signs=signs if is_seized else (),
        off_topic=tuple(_off_topic(link, content, own)),
    )


def _seized(deal: Deal) -> str:
    return f"is about {deal.trade} ({', '.join(f'“{phrase}”' for phrase in deal.phrases)})"


def _signs(
    target: Target, elsewhere: Target | None, said: Said, content: Content, speech: Speech, own: _Own
) -> Iterator[str]:
    """What speaks for another owner, beside what the page sells."""
    name = name_of(target)
    is_unnamed = bool(name) and not speech.names(name)
    words = {word for word in said.words if word not in name}
    if words and not speech.has(words):
        yield f"the page does not say {', '.join(sorted(words)[:3])}"
    if is_unnamed:
        yield f"the page does not say {name}"
    if elsewhere:
        yield f"it is on {elsewhere.host} now"
    language = content.language[:2].lower() or _script(content.title)
    if language and own.draft.language and language != own.draft.language:
        yield "the page is in another language than the draft"


def _script(title: str) -> str:
    """`zh` where a title is written in Chinese, kana, hangul or Thai, which says more than which of them."""
    return "zh" if sum(letter >= "\u0e00" for letter in title) > len(title) / 3 else ""


def _off_topic(link: Link, content: Content, own: _Own) -> Iterator[str]:
    """Title and description weighed as the words of a link are."""
    draft = own.draft
    if draft.language not in LANGUAGES or why_silent(link, own.config.relevance_allow):
        return
    if len(content.sample) < _LEAST_SAMPLE or content.language[:2].lower() not in ("", draft.language):
        return
    lexicon = lexicon_of(draft.language)
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
