"""A single link whose words do not occur in a draft that is otherwise of one piece."""

from __future__ import annotations

from linklint import wording
from linklint.model import Hit
from linklint.record import record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from linklint.model import Draft, Facts
    from linklint.options import Given

WORDS: tuple[str, ...] = ("missing", "topics")
"""What its messages may say beside the words of the link."""

_THRESHOLDS = ("quiet", "strict")
_MOST_WORDS = 6


@record
class Options:
    threshold: str

    @classmethod
    def read(cls, given: Given) -> Options:
        return cls(given.choice("threshold", _THRESHOLDS, "quiet"))


def check(draft: Draft, facts: Facts, options: Options) -> Iterator[Hit]:
    topics = facts.topics
    if topics is None or not any(each.is_off_topic[options.threshold] for each in topics.links.values()):
        return
    for link in draft.links:
        relevance = topics.links.get(link.span)
        if relevance and relevance.is_off_topic[options.threshold]:
            words = wording.of_link(link)
            words["missing"] = ", ".join(relevance.missing[:_MOST_WORDS])
            words["topics"] = ", ".join(topics.words)
            evidence = [f"not in the draft: {', '.join(relevance.missing)}", f"the draft: {words['topics']}"]
            if relevance.matched:
                evidence.insert(1, f"in the draft: {', '.join(relevance.matched)}")
            yield Hit(link.span, words, link, evidence=tuple(evidence))
