"""URLs that carry parameters of certain names: those of counters, campaigns and sessions."""

from __future__ import annotations

from linklint import queries, wording
from linklint.conditions import fits_any, read_selection
from linklint.model import Edit, Fix, Hit
from linklint.patterns import pattern
from linklint.record import record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from linklint.conditions import Selection
    from linklint.model import Draft, Facts, Link
    from linklint.options import Given

WORDS: tuple[str, ...] = ("parameters",)
"""What its messages may say beside the words of the link."""

_RANDOM = pattern(r"(?=[^0-9]*[0-9])[0-9A-Za-z_-]{16,}")
_DROPS = ("safe", "unsafe")


@record
class Options:
    selection: Selection
    names: tuple[str, ...]
    """Names or globs of them, in lower case."""
    of_random_value: frozenset[str]
    """Names that count only where the value is 16 letters and digits or more."""
    drop: str
    """Whether taking the parameters out is `safe` or `unsafe`; empty where they are not taken out."""

    @classmethod
    def read(cls, given: Given) -> Options:
        return cls(
            read_selection(given),
            tuple(name.lower() for name in given.texts("names")),
            frozenset(name.lower() for name in given.texts("of_random_value")),
            given.choice("drop", _DROPS),
        )

    def names_it(self, name: str, value: str) -> bool:
        name = name.lower()
        if name in self.of_random_value and _RANDOM.fullmatch(value):
            return True
        return fits_any(name, self.names)


def check(draft: Draft, facts: Facts, options: Options) -> Iterator[Hit]:
    for link in draft.links:
        names = _names(link, options)
        if names and options.selection.among([link], facts):
            words = {**wording.of_link(link), "parameters": wording.clipped(wording.listed(names), 100)}
            yield Hit(link.span if link.definition_span else link.url_span, words, link, _fix(draft, link, options))


def _names(link: Link, options: Options) -> list[str]:
    target = link.target
    if target is None or not (target.query or ";" in target.path):
        return []
    parameters = (*queries.of_path(target.path), *queries.parameters(target.query))
    return list(dict.fromkeys(name for name, value in parameters if options.names_it(name, value)))


def _fix(draft: Draft, link: Link, options: Options) -> Fix | None:
    if not options.drop:
        return None
    written = draft.text[link.url_span.start : link.url_span.end]
    rest = queries.without(written, link.url, options.names_it)
    return Fix((Edit(link.url_span, rest),), options.drop == "safe") if rest else None
