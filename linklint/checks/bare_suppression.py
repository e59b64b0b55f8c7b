"""Suppressions that do not say why."""

from __future__ import annotations

from linklint.model import Hit
from linklint.record import record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from linklint.model import Draft, Facts
    from linklint.options import Given

WORDS: tuple[str, ...] = ("said",)
"""What its messages may say beside the words of the link."""


@record
class Options:
    @classmethod
    def read(cls, given: Given) -> Options:
        return cls()


def check(draft: Draft, facts: Facts, options: Options) -> Iterator[Hit]:
    seen = set()
    for directive in draft.directives:
        if directive.is_ours and not directive.reason and directive.muted.end > directive.muted.start:
            if directive.span not in seen:
                yield Hit(directive.span, {"said": directive.word})
            seen.add(directive.span)
