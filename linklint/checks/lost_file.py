"""Links to files and pages of the project that are not there."""

from __future__ import annotations

from linklint import globs, wording
from linklint.model import Hit, Lost
from linklint.record import record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from linklint.model import Draft, Facts, Link
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
        nearest = _nearest(link, facts)
        path = link.target.path if link.target else link.url
        if nearest is None or globs.matches_any(path.strip("/"), options.ignore):
            continue
        hint = _hint(path.rpartition("/")[2], nearest)
        words = {**wording.of_link(link), "path": wording.clipped(path, 100), "hint": hint}
        yield Hit(link.span if link.definition_span else link.url_span, words, link)


def _nearest(link: Link, facts: Facts) -> str | None:
    """What may be meant instead; None where nothing is lost."""
    there = facts.destinations.get(link.url)
    if there is None:
        return facts.lost_files.get(link.url)
    return there.nearest if isinstance(there, Lost) else None


def _hint(name: str, nearest: str) -> str:
    if not nearest:
        return ""
    same = nearest.lower() == name.lower()
    return f"; {nearest} differs from it in case" if same else f"; did you mean {nearest}?"
