"""Drafts whose outbound links as a whole share hardly a word with them: one finding that stands for all."""

from __future__ import annotations

from linklint import wording
from linklint.model import Hit
from linklint.options import NoOptions

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from linklint.model import Draft, Facts


WORDS: tuple[str, ...] = ("count", "total", "topics")
"""What its messages may say beside the words of the link."""


Options = NoOptions


def check(draft: Draft, facts: Facts, options: NoOptions) -> Iterator[Hit]:
    topics = facts.topics
    if topics is None or not topics.foreign:
        return
    first, *others = sorted(topics.foreign, key=lambda link: link.span.start)
    words = {**wording.of_link(first), "count": str(len(topics.foreign)), "total": str(topics.pages)}
    words["topics"] = ", ".join(topics.words)
    worst = [
        f"{wording.clipped(link.text, 40)} ({link.target.host if link.target else ''}): not in the draft: "
        + (", ".join(topics.links[link.span].missing) or "-")
        for link in topics.foreign[:3]
    ]
    evidence = (*worst, f"the draft: {words['topics']}")
    yield Hit(first.span, words, first, evidence=evidence, also=tuple(others))
