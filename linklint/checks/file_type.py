"""Links to files that no browser shows as a page, where nothing near the link says so."""

from __future__ import annotations

from linklint import wording
from linklint.conditions import read_selection
from linklint.model import Hit
from linklint.record import record
from linklint.words import split

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from linklint.conditions import Selection
    from linklint.model import Draft, Facts, Link
    from linklint.options import Given

WORDS: tuple[str, ...] = ("type",)
"""What its messages may say beside the words of the link."""

_VIEWERS = ("/blob/", "/wiki/")
"""In the paths of pages that show a file rather than hand it out."""
_NEAR = 40
"""Code points on either side that may name the type."""


@record
class Options:
    selection: Selection
    ext: Mapping[str, frozenset[str]]
    """Ending of a file's name -> words that tell it, beside itself."""

    @classmethod
    def read(cls, given: Given) -> Options:
        ext = {ending: frozenset(words) for ending, words in given.texts_by_name("ext").items()}
        return cls(read_selection(given), ext)


def check(draft: Draft, facts: Facts, options: Options) -> Iterator[Hit]:
    files = [(link, ending) for link in draft.links if (ending := _ending(link)) in options.ext]
    for link, ending in files:
        is_told = not (options.ext[ending] | {ending}).isdisjoint(_words_of(link, draft.text))
        if not is_told and options.selection.among([link], facts):
            yield Hit(link.span, {**wording.of_link(link), "type": ending.upper()}, link)


def _ending(link: Link) -> str:
    path = link.target.path if link.target else ""
    name, dot, ending = path.rpartition(".")
    return ending.lower() if dot and name[-1:] not in ("", "/") and not any(each in path for each in _VIEWERS) else ""


def _words_of(link: Link, text: str) -> list[str]:
    """Of what a reader sees, hears and reads on the pointer, and of the text on both sides."""
    start, end = link.span.start, link.span.end
    before = text[max(link.block.start, start - _NEAR) : start]
    after = text[end : min(link.block.end, end + _NEAR)]
    return split(" ".join((link.text, link.name, link.title, before, after)))
