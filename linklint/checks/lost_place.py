"""Fragments that name nothing on the page that a link leads to."""

from __future__ import annotations

import os

from linklint import globs, wording
from linklint.model import Destination, Hit
from linklint.patterns import pattern
from linklint.record import record
from linklint.words import distance

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from linklint.model import Draft, Facts, Link
    from linklint.options import Given

WORDS: tuple[str, ...] = ("fragment", "page", "hint")
"""What its messages may say beside the words of the link. `page` is `this page` or the name of another; `hint` names the id
that may be meant, or is empty."""

_WORD = pattern(r"\w")
_OF_OTHERS = pattern(r":~:|[/!?]|L\d|[\w-]*=|line-|fn|footnote|user-content|_|cite|ref-|fig|tbl|eq|sec:|tag:", 2)
"""How fragments begin that browsers, scripts and renderers read, or make."""
_OF_THEMES = frozenset(
    {
        "top", "comment", "comments", "respond", "disqus_thread", "content", "main", "main-content", "toc", "header", "footer",
        "search", "skip", "contents", "navigation", "nav", "newsletter", "subscribe", "contact", "about", "home",
    }
)  # fmt: skip
_MARKS = frozenset('+:()[]{}<>\\^`|"')
"""What no heading's id has."""
_LONGEST = 100
_MOST_COMPARED = 300


@record
class Options:
    ignore: tuple[str, ...]
    """Globs of fragments that something else brings about."""

    @classmethod
    def read(cls, given: Given) -> Options:
        return cls(given.texts("ignore"))


def check(draft: Draft, facts: Facts, options: Options) -> Iterator[Hit]:
    for link in draft.links:
        fragment = _fragment(link)
        there = facts.destinations.get(link.url) if fragment else None
        if not isinstance(there, Destination) or there.moved_to or globs.matches_any(fragment, options.ignore):
            continue
        anchors = there.anchors()
        if anchors is None or _is_among(fragment, anchors):
            continue
        page = "this page" if there.is_own else os.path.basename(there.path)
        nearest = _nearest(fragment, anchors)
        words = {
            "fragment": wording.clipped(fragment),
            "page": page,
            "hint": f"; did you mean #{nearest}?" if nearest else "",
        }
        yield Hit(link.span if link.definition_span else link.url_span, {**wording.of_link(link), **words}, link)


def _fragment(link: Link) -> str:
    """As a browser looks for it; empty where it is none that a draft would have to hold, or where no words say what it
    leads to, as under the pictures that tools write into lists of contributors."""
    fragment = link.target.fragment if link.target else ""
    if not fragment or len(fragment) > _LONGEST or not _WORD.search(link.text) or link.images:
        return ""
    if "%" in fragment:
        from urllib.parse import unquote

        fragment = unquote(fragment)
    is_ours = fragment.lower() not in _OF_THEMES and not _OF_OTHERS.match(fragment) and not _MARKS & {*fragment}
    return fragment if is_ours and _WORD.search(fragment) else ""


def _is_among(fragment: str, anchors: frozenset[str]) -> bool:
    if fragment in anchors:
        return True
    return not fragment.isascii() and _loose(fragment) in {_loose(each) for each in anchors}


def _loose(name: str) -> str:
    """Letters and digits alone: sluggers differ in what they make of the rest."""
    from unicodedata import normalize

    return "".join(letter for letter in normalize("NFKD", name).casefold() if letter.isalnum())


def _nearest(fragment: str, anchors: Iterable[str]) -> str:
    loose = _loose(fragment)
    most = 2 if len(loose) > 4 else 1
    best, least = "", most + 1
    alike = [each for each in sorted(anchors) if abs(len(each) - len(fragment)) < 6 and each[:1].lower() == loose[:1]]
    for each in alike[:_MOST_COMPARED]:
        if (far := distance(loose, _loose(each), most)) < least:
            best, least = each, far
    return best
