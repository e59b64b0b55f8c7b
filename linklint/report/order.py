"""Findings in the orders that formats want."""

from __future__ import annotations

from itertools import groupby

from linklint.model import LEVELS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from linklint.model import Diagnostic


def worst_first(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Errors before warnings, and those of one level in their order: where only so many are shown, these are."""
    return sorted(diagnostics, key=lambda each: -LEVELS.index(each.level))


def by_path(diagnostics: Iterable[Diagnostic]) -> Iterator[tuple[str, list[Diagnostic]]]:
    """The drafts that have findings, with them."""
    return ((path, list(found)) for path, found in groupby(diagnostics, key=lambda each: each.path))


def one_per_rule(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """A finding of each rule, by the rule's id."""
    first = {each.rule: each for each in reversed([*diagnostics])}
    return [first[rule] for rule in sorted(first)]
