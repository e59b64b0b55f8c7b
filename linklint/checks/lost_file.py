"""Relative links to files that are not there."""

from __future__ import annotations

from linklint import globs, wording
from linklint.model import Hit
from linklint.record import record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from linklint.model import Draft, Facts
    from linklint.options import Given

WORDS: tuple[str, ...] = ("hint",)
"""What its messages may say beside the words of the link. `hint` names the file that may be meant, or is empty."""


@record
class Options:
    ignore: tuple[str, ...]
    """Globs of paths, as written in the draft, that something else brings about."""

    @classmethod
    def read(cls, given: Given) -> Options:
        return cls(given.texts("ignore"))


def check(draft: Draft, facts: Facts, options: Options) -> Iterator[Hit]:
    for link in draft.links:
        nearest = facts.lost_files.get(link.url)
        if nearest is None or link.target is None or globs.matches_any(link.target.path, options.ignore):
            continue
        words = {**wording.of_link(link), "hint": _hint(link.target.path.rpartition("/")[2], nearest)}
        yield Hit(link.span if link.definition_span else link.url_span, words, link)


def _hint(name: str, nearest: str) -> str:
    if not nearest:
        return ""
    same = nearest.lower() == name.lower()
    return f"; {nearest} differs from it in case" if same else f"; did you mean {nearest}?"
