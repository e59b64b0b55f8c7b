"""What pages sell that take the place of others: gambling, pills, quick loans, and what else pays for a lapsed domain."""

from __future__ import annotations

from functools import cache

from linklint.facts import lists
from linklint.facts.landing_pages.page_speech import says, spoken
from linklint.record import record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from linklint.facts.landing_pages.page_speech import Speech
    from linklint.model import Link

_TELLING, _WORD = 3.0, 1.0
"""How much a phrase in title or description says; in the text a third of it."""
_FEWEST = 3.0
"""What title and description say at least: one telling phrase, or several words."""
MUCH = 9.0
"""So much is no chance."""
_SPEAKING = 2
"""Phrases by which a draft speaks of a trade itself."""
_LONG = 5
"""Letters that a phrase has that is looked for within a host's name."""
_MOST_SHOWN = 3


@record
class Deal:
    """A trade that a page is in."""

    trade: str
    points: float
    phrases: tuple[str, ...]
    """As they are listed, the most telling first."""


@record
class _Phrase:
    spoken: str
    written: str
    points: float


@cache
def _trades() -> tuple[tuple[str, tuple[_Phrase, ...]], ...]:
    """The telling phrases of each first. What is spoken alike in several languages is one phrase."""
    found: dict[str, dict[str, _Phrase]] = {}
    for phrase, lines in lists.load("spam-trades").items():
        for line in lines.split("\n"):
            trade, _, kind = line.split("\t")
            made = _Phrase(spoken(phrase), phrase, _TELLING if kind == "telling" else _WORD)
            found.setdefault(trade, {}).setdefault(made.spoken, made)
    return tuple((trade, tuple(sorted(each.values(), key=lambda one: -one.points))) for trade, each in found.items())


def deal_of(speech: Speech) -> Deal | None:
    """The trade that a page is in most, or None."""
    deals = [deal for trade, phrases in _trades() if (deal := _deal(trade, phrases, speech))]
    return max(deals, key=lambda deal: deal.points, default=None)


def _deal(trade: str, phrases: tuple[_Phrase, ...], speech: Speech) -> Deal | None:
    head = [each for each in phrases if says(speech.head, each.spoken)]
    points = sum(each.points for each in head)
    if points < _FEWEST:
        return None
    body = sum(each.points for each in phrases if says(speech.body, each.spoken)) / 3
    return Deal(trade, points + body, tuple(each.written for each in head[:_MOST_SHOWN]))


def is_named(trade: str, link: Link, around: str) -> bool:
    """The link says itself that it leads there, or what is said around it."""
    phrases = dict(_trades())[trade]
    target = link.target
    own = spoken(f"{link.text} {link.title} {target.path if target else ''}")
    host = target.host.replace("-", "") if target else ""
    return any(says(own, each.spoken) or says(around, each.spoken) or _is_within(host, each.spoken) for each in phrases)


def is_about(trade: str, title: str, text: str) -> bool:
    """A draft of this spoken title and text is about such things."""
    phrases = dict(_trades())[trade]
    if any(says(title, each.spoken) for each in phrases):
        return True
    return sum(says(text, each.spoken) for each in phrases) >= _SPEAKING


def _is_within(host: str, phrase: str) -> bool:
    name = phrase.replace(" ", "")
    return len(name) >= _LONG and name in host
