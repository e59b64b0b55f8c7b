"""How far each outbound link of a draft belongs to it, for people to read: `linklint why --draft`."""

from __future__ import annotations

from linklint.facts.relevance.topic_hosts import allowed_hosts, why_silent
from linklint.facts.relevance.topics import lay_out, most_telling, read_all, score_of, surroundings
from linklint.record import record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from linklint.model import Config, Draft, Link


@record
class Weighed:
    """A link with its evidence. Without a score it is not judged, and `why_not` says why."""

    link: Link
    score: float | None
    matched: Sequence[str] = ()
    missing: Sequence[str] = ()
    why_not: str = ""


def weigh_links(draft: Draft, config: Config) -> tuple[list[Weighed], Sequence[str]]:
    """The outbound links, most off-topic first and those that are not judged last; and the draft's most telling words."""
    outbound = [link for link in draft.links if link.internal is False]
    allowed = allowed_hosts(config)
    desk, lack = lay_out(draft, config)
    if desk is None:
        lack = lack or "the draft is too short, a list of links, or has no link that can be judged"
        return [Weighed(link, None, why_not=why_silent(link, allowed, draft.text) or lack) for link in outbound], ()
    readings = read_all(desk)
    around = surroundings(readings)
    judged = [
        Weighed(telling.link, round(score_of(telling, reading, around, desk), 1), reading.matched, reading.missing)
        for telling, reading in readings
    ]
    known = {each.link.span for each in judged}
    others = [
        Weighed(link, None, why_not=why_silent(link, allowed, draft.text) or "says too little")
        for link in outbound
        if link.span not in known
    ]
    ordered = sorted(judged, key=lambda each: each.score or 0.0)
    return [*ordered, *others], most_telling(desk.vocabulary, desk.lexicon, 8)
