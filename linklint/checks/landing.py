"""Links whose pages turned out to be somebody else's, to be parked, or to have nothing to do with the draft."""

from __future__ import annotations

from linklint import urls, wording
from linklint.conditions import read_selection
from linklint.model import Hit
from linklint.record import record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from linklint.conditions import Selection
    from linklint.model import Draft, Facts, Landing
    from linklint.options import Given

WORDS: tuple[str, ...] = ("said", "ended")
"""What its messages may say beside the words of the link."""

_MOST_WORDS = 6


def _off_topic(landing: Landing) -> str:
    return ", ".join(landing.off_topic[:_MOST_WORDS])


_SIGNS: Mapping[str, Callable[[Landing], str]] = {
    "stranger": lambda landing: landing.stranger,
    "parked": lambda landing: landing.parked,
    "seized": lambda landing: landing.seized,
    "off_topic": _off_topic,
}


@record
class Options:
    sign: str
    """Of the names above."""
    selection: Selection

    @classmethod
    def read(cls, given: Given) -> Options:
        return cls(given.choice("sign", _SIGNS, "stranger"), read_selection(given))


def check(draft: Draft, facts: Facts, options: Options) -> Iterator[Hit]:
    for link in options.selection.among(draft.links, facts) if facts.landings else ():
        landing = facts.landings.get(link.span)
        said = _SIGNS[options.sign](landing) if landing else ""
        if landing and said:
            page = facts.pages[link.url]
            words = wording.of_link(link)
            words["said"] = wording.clipped(said, 100)
            words["ended"] = urls.parse(page.url).host.removeprefix("www.") or words["host"]
            signs = landing.signs if options.sign == "seized" else ()
            evidence = [*(f"{hop.status} {hop.url}" for hop in page.hops), *signs]
            if page.content and page.content.title:
                evidence.append(f"title: {wording.clipped(page.content.title, 100)}")
            yield Hit(link.span, words, link, evidence=tuple(evidence))
