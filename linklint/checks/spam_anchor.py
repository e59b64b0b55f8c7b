"""Links called by a term of link spam in a draft that does not speak of it: they may have been injected."""

from __future__ import annotations

from linklint import wording
from linklint.model import Hit
from linklint.options import NoOptions

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from linklint.model import Draft, Facts


WORDS: tuple[str, ...] = ("term",)
"""What its messages may say beside the words of the link."""


Options = NoOptions


def check(draft: Draft, facts: Facts, options: NoOptions) -> Iterator[Hit]:
    for link in draft.links if facts.spam_terms else ():
        if term := facts.spam_terms.get(link.span):
            yield Hit(link.span, {**wording.of_link(link), "term": term}, link)
