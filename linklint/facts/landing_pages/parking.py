"""Pages of domains that are parked, for sale or expired."""

from __future__ import annotations

from functools import cache

from linklint import urls
from linklint.facts import lists
from linklint.facts.landing_pages.page_speech import domain_of, says, spoken

TYPE_CHECKING = False
if TYPE_CHECKING:
    from linklint.facts.landing_pages.page_speech import Speech
    from linklint.model import Content, Target

_SHORT = 900
"""Characters: a page of less that speaks of its own sale has nothing else to say."""
_LANDER = "/lander"
_SUBJECT = (" domain ", " domains ", " parked ", " parking ")


def why_parked(linked: Target, ended: Target, content: Content, speech: Speech, anchor: str) -> str:
    """What shows it; empty where nothing does, and where the link itself leads to who sells domains, or speaks of them."""
    if (
        any(word in spoken(f"{anchor} {linked.path}") for word in _SUBJECT)
        or lists.find("parking-hosts", linked.host)[0]
    ):
        return ""
    sent = urls.parse(content.refresh)
    for host in (ended.host, sent.host):
        seller, rows = lists.find("parking-hosts", host)
        if seller:
            return f"it leads to {seller}, {rows[0][0].partition(' (')[0]}"
    if sent.path == _LANDER and not content.sample:
        return "it sends its readers to /lander, as parked domains do"
    phrase = _phrase(linked, ended, content, speech)
    return f"it says “{phrase}”" if phrase else ""


def _phrase(linked: Target, ended: Target, content: Content, speech: Speech) -> str:
    title = spoken(content.title)
    names = {spoken(domain_of(target.host)) for target in (linked, ended)}
    is_named = any(name in speech.whole for name in names)
    for written, phrase, kind in _phrases():
        if kind == "named":
            if any(f"{name.rstrip()}{phrase}" in title for name in names):
                return written
        elif (says(title, phrase) and is_named) or (len(content.sample) < _SHORT and says(speech.whole, phrase)):
            return written
    return ""


@cache
def _phrases() -> tuple[tuple[str, str, str], ...]:
    """As listed and as spoken, each with its kind."""
    return tuple(
        (phrase, spoken(phrase), line.split("\t")[1])
        for phrase, lines in lists.load("parking-phrases").items()
        for line in lines.split("\n")
    )
