"""Suppressions that do not say why."""

from __future__ import annotations

from linklint.model import Hit
from linklint.options import NoOptions

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from linklint.model import Draft, Facts

WORDS: tuple[str, ...] = ("said",)
"""What its messages may say beside the words of the link."""


Options = NoOptions


def check(draft: Draft, facts: Facts, options: NoOptions) -> Iterator[Hit]:
    seen = set()
    for directive in draft.directives:
        is_bare = directive.is_ours and not directive.reason and not directive.is_in_header
        if is_bare and directive.muted.end > directive.muted.start:
            if directive.span not in seen:
                yield Hit(directive.span, {"said": directive.word})
            seen.add(directive.span)
