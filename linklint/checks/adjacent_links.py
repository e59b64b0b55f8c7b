"""Links of which one follows the other with only blanks between. A row of links, such as badges or authors, is meant as one."""

from __future__ import annotations

from linklint import wording
from linklint.conditions import read_selection
from linklint.model import Hit
from linklint.patterns import pattern
from linklint.record import record
from linklint.words import split

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from linklint.conditions import Selection
    from linklint.model import Draft, Facts, Link
    from linklint.options import Given

WORDS: tuple[str, ...] = ("before",)
"""What its messages may say beside the words of the link."""

_HARD_BREAK = pattern(r"(?:[ \t]{2}|\\)\r?\n")
_SHORTEST_TEXT = 3
"""Numbers and marks of notes stand side by side."""
_NEAR = 200
"""Code points on either side in which words are counted."""


@record
class Options:
    selection: Selection
    max_run: int
    """How many may follow each other."""
    fewest_words: int
    """Words that the paragraph has beside them; with fewer it is a row of links."""

    @classmethod
    def read(cls, given: Given) -> Options:
        return cls(read_selection(given), max(given.whole("max_run", 1), 1), given.whole("fewest_words", 4))


def check(draft: Draft, facts: Facts, options: Options) -> Iterator[Hit]:
    most = options.max_run
    for run in _runs(draft.links, draft.text):
        is_judged = len(run) > most and len(options.selection.among(run, facts)) == len(run)
        if is_judged and _words_beside(run, draft.text) >= options.fewest_words:
            words = {**wording.of_link(run[most]), "before": wording.clipped(run[most - 1].text)}
            yield Hit(run[most].span, words, run[most], also=tuple(run[most + 1 :]))


def _runs(links: Iterable[Link], text: str) -> Iterator[Sequence[Link]]:
    """Links that follow each other, two or more."""
    run: list[Link] = []
    for link in links:
        if run and _touch(run[-1], link, text):
            run.append(link)
        else:
            if len(run) > 1:
                yield run
            run = [link]
    if len(run) > 1:
        yield run


def _touch(before: Link, behind: Link, text: str) -> bool:
    gap = text[before.span.end : behind.span.start]
    is_blank = before.span.end <= behind.span.start and before.block == behind.block and not gap.strip()
    return is_blank and not _HARD_BREAK.search(gap) and min(len(before.text), len(behind.text)) >= _SHORTEST_TEXT


def _words_beside(run: Sequence[Link], text: str) -> int:
    start, end = run[0].span.start, run[-1].span.end
    before = text[max(run[0].block.start, start - _NEAR) : start]
    return len(split(before)) + len(split(text[end : min(run[0].block.end, end + _NEAR)]))
