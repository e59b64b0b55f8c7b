"""Values of `rel` as a whole: tokens that nobody reads, that contradict each other or repeat, and commas between them."""

from __future__ import annotations

import re

from linklint import wording
from linklint.model import Fix, Hit, Span
from linklint.patterns import pattern
from linklint.record import record
from linklint.repairs import rel_edit

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from linklint.model import Draft, Facts
    from linklint.options import Given

WORDS: tuple[str, ...] = ("token", "repair")
"""What its messages may say beside the words of the link."""

_TOKEN = pattern(r"[^\s,]+")


@record
class Options:
    known: frozenset[str]
    """Where some are given, all other tokens are wrong."""
    beginnings: tuple[str, ...]
    """Of further tokens that are known: those given with a `*` at their end."""
    without: Mapping[str, str]
    """Tokens that may not stand beside another one, and which."""
    unique: frozenset[str]
    """Tokens that come once."""
    uncut: frozenset[str]
    """Tokens that no comma may part from others. Values without them are the options of scripts."""
    is_safe: bool

    @classmethod
    def read(cls, given: Given) -> Options:
        known = given.texts("known")
        return cls(
            frozenset(known),
            tuple(name[:-1] for name in known if name.endswith("*")),
            given.text_by_name("without"),
            frozenset(given.texts("unique")),
            frozenset(given.texts("uncut")),
            bool(given.truth("safe")),
        )


def check(draft: Draft, facts: Facts, options: Options) -> Iterator[Hit]:
    for link in draft.links:
        rel = link.attributes.get("rel")
        if link.rel is None or rel is None or rel.value_span is None:
            continue
        start = rel.value_span.start
        written = draft.text[start : rel.value_span.end]
        tokens = list(_TOKEN.finditer(written))
        wrong = _wrong(tokens, options)
        if not wrong and not ("," in written and any(found.group().lower() in options.uncut for found in tokens)):
            continue
        if options.known:
            for found in wrong:
                words = {**wording.of_link(link), "token": wording.clipped(found.group())}
                yield Hit(Span(start + found.start(), start + found.end()), words, link)
            continue
        right = " ".join(found.group() for found in tokens if found not in wrong)
        words = {**wording.of_link(link), "token": wording.clipped(written), "repair": wording.clipped(right)}
        edit = rel_edit(draft.text, rel, right)
        yield Hit(rel.value_span, words, link, Fix((edit,), options.is_safe) if edit else None)


def _wrong(tokens: Sequence[re.Match[str]], options: Options) -> list[re.Match[str]]:
    """Those that can go."""
    names = [found.group().lower() for found in tokens]
    seen: set[str] = set()
    wrong = []
    for found, name in zip(tokens, names, strict=True):
        is_repeated = name in options.unique and name in seen
        is_unknown = bool(options.known) and name not in options.known and not name.startswith(options.beginnings)
        if is_repeated or is_unknown or options.without.get(name) in names:
            wrong.append(found)
        seen.add(name)
    return wrong
