"""Targets whose URL looks like those of link spam, by several signs at once: no sign says it alone."""

from __future__ import annotations

from functools import lru_cache

from linklint import urls, wording
from linklint.conditions import read_selection
from linklint.model import Hit
from linklint.patterns import pattern
from linklint.record import record
from linklint.words import split

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from linklint.conditions import Selection
    from linklint.model import Draft, Facts, Target
    from linklint.options import Given

WORDS: tuple[str, ...] = ("signs",)
"""What its messages may say beside the words of the link."""

_NO_VOWELS = pattern(r"[b-df-hj-np-tv-xz]{8}")
_MOST_HYPHENS, _MOST_DIGITS, _MOST_WORDS = 1, 3, 1


@record
class Options:
    suffixes: frozenset[str]
    """Top-level domains with cheap names, without a dot."""
    words: frozenset[str]
    """What link spam sells."""
    fewest: int
    """Signs that make a finding."""
    selection: Selection

    @classmethod
    def read(cls, given: Given) -> Options:
        suffixes, words = frozenset(given.texts("suffixes")), frozenset(given.texts("words"))
        return cls(suffixes, words, given.whole("min_signals", 2), read_selection(given))


def check(draft: Draft, facts: Facts, options: Options) -> Iterator[Hit]:
    for link in options.selection.among(draft.links, facts):
        if link.target and link.target.is_web and _is_registered(link.target.host):
            signs = tuple(_signs(link.target, options))
            if len(signs) >= options.fewest:
                yield Hit(link.span, {**wording.of_link(link), "signs": ", ".join(signs)}, link)


def _is_registered(host: str) -> bool:
    """Under a name that somebody chose: no address, and no service of Tor, whose names are keys."""
    return bool(urls.public_suffix(host)) and not host.endswith(".onion")


def _signs(target: Target, options: Options) -> Iterator[str]:
    yield from _signs_of_host(target.host, options)
    said = [word for word in split(target.path.replace("_", " ")) if word in options.words]
    if len(said) > _MOST_WORDS:
        yield f"a path of “{' '.join(said[:3])}”"


@lru_cache(maxsize=2048)
def _signs_of_host(host: str, options: Options) -> tuple[str, ...]:
    return tuple(_of_host(host, options))


def _of_host(host: str, options: Options) -> Iterator[str]:
    suffix = host.rpartition(".")[2]
    name = urls.registrable_domain(host).partition(".")[0]
    if suffix in options.suffixes:
        yield f"a name under .{suffix}"
    if name.startswith("xn--"):
        return
    if name.count("-") > _MOST_HYPHENS:
        yield f"{name.count('-')} hyphens"
    if (digits := sum(map(str.isdigit, name))) > _MOST_DIGITS:
        yield f"{digits} digits"
    if word := next((word for word in split(name.replace("-", " ")) if word in options.words), ""):
        yield f"“{word}” in the name"
    if _NO_VOWELS.search(name):
        yield "a name that nobody can say"
