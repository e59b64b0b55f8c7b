"""What the suppressions of a draft mute, and which of them mute nothing."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from linklint.record import record, replace

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence, Set

    from linklint.model import Directive, Rule, Span
    from linklint.objections import Objection

GROUP = "suppression"
"""Of rules about suppressions: those without a name mute rules about links alone, else they would hide what is said of
them."""


@record
class _Muting:
    """Where a suppression mutes. `last_end` is that of the longest up to here."""

    number: int
    span: Span
    last_end: int


class Muted:
    """Where each rule is muted; under the empty name, where all are. It learns what for when it is asked."""

    def __init__(self, directives: Iterable[Directive]) -> None:
        self._directives = sorted(directives, key=lambda directive: directive.muted.start)
        self._spans: dict[str, list[_Muting]] = {}
        self._used: set[tuple[int, str]] = set()
        for number, directive in enumerate(self._directives):
            for name in directive.rules or ("",):
                before = self._spans.setdefault(name, [])
                last_end = max(directive.muted.end, before[-1].last_end if before else 0)
                before.append(_Muting(number, directive.muted, last_end))

    def heard(self, objection: Objection) -> Objection | None:
        """The objection without its muted places."""
        return objection.without(self._covers, objection.place()) if self._spans else objection

    def _covers(self, rule: Rule, place: Span) -> bool:
        covering = [
            (number, name)
            for name in ((rule.id,) if rule.group == GROUP else ("", rule.id))
            for number in self._over(name, place.start)
        ]
        self._used.update(covering)
        return bool(covering)

    def _over(self, name: str, start: int) -> Iterator[int]:
        """The numbers of those that cover a place. What lies behind it, or ends before it, is passed over."""
        spans = self._spans.get(name, [])
        index = bisect_right(spans, start, key=lambda each: each.span.start)
        while index and spans[index - 1].last_end > start:
            index -= 1
            if spans[index].span.end > start:
                yield spans[index].number

    def idle(self, known: Set[str], untold: Sequence[int] = ()) -> Iterator[Directive]:
        """The suppressions that have muted nothing, each with those of its names alone that have not. Of names that are not
        `known`, which is the rules that could judge the draft, nothing can be told; nor of suppressions without names of
        what the others might say. `untold` are the places of that, in order."""
        for number, directive in enumerate(self._directives):
            if not directive.is_ours:
                continue
            names = frozenset(name for name in directive.rules & known if (number, name) not in self._used)
            if names or not (directive.rules or (number, "") in self._used or _is_in(directive.muted, untold)):
                yield replace(directive, rules=names)


def _is_in(span: Span, places: Sequence[int]) -> bool:
    """Whether one of them is."""
    index = bisect_left(places, span.start)
    return index < len(places) and places[index] < span.end
