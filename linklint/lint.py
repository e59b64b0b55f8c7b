"""The straight line: a draft, rules and facts -> diagnostics, placed, levelled, muted ones dropped, sorted."""

from __future__ import annotations

from itertools import pairwise

from linklint.lines import Lines
from linklint.model import LANDMARKS, LEVELS, Diagnostic, Fix
from linklint.objections import Objection, words
from linklint.patterns import pattern
from linklint.record import record, replace
from linklint.signs import HOSTS, OPTIONS, SIGNS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from linklint.model import Draft, Facts, Link, Rule, Span
    from linklint.scope import Scope

_WORD = pattern(r"\{(\w+)\}")
_IDLE = "idle"
"""The need of rules that judge suppressions: which of them mute nothing is known when all other rules have spoken."""


def needs_of(rules: Iterable[Rule]) -> frozenset[str]:
    return frozenset(need for rule in rules for need in rule.needs)


def running(draft: Draft, rules: Iterable[Rule]) -> tuple[Rule, ...]:
    """Those that judge a draft. Rules that are not heard do so for its suppressions alone."""
    if draft.disabled:
        rules = _without_disabled(draft, tuple(rules))
    return tuple(rule for rule in rules if rule.is_heard or draft.directives)


def _without_disabled(draft: Draft, rules: Sequence[Rule]) -> Iterator[Rule]:
    """Rules that the header switches off are heard no more. They tell whether it need do so, where that is asked; but never
    by asking the web, which is what some headers are to prevent."""
    is_asked = any(_IDLE in rule.needs and rule.id not in draft.disabled for rule in rules)
    for rule in rules:
        if rule.id not in draft.disabled:
            yield rule
        elif is_asked and rule.needs.isdisjoint((_IDLE, "pages")):
            yield replace(rule, is_heard=False)


@record
class Examined:
    diagnostics: tuple[Diagnostic, ...] = ()
    left_out: int = 0
    """Findings that are not told."""
    gone: int = 0
    """Places that were known and are no more."""


def examine(draft: Draft, rules: Iterable[Rule], facts: Facts) -> tuple[Diagnostic, ...]:
    """What the rules find in a draft, in order of place. Pure: the same input gives the same output."""
    return examined(draft, rules, facts).diagnostics


def examined(draft: Draft, rules: Iterable[Rule], facts: Facts, scope: Scope | None = None) -> Examined:
    """The same, of which only that is told which lies in the scope."""
    links = tuple(link for link in draft.links if link.context not in LANDMARKS)
    content = draft if len(links) == len(draft.links) else replace(draft, links=links)
    judging = running(draft, rules)
    heard = _heard(content, judging, facts)
    if not (heard or scope):
        return Examined()
    lines = Lines(draft.text)
    groups, left_out, gone = _merged(heard), 0, 0
    if scope:
        from linklint.scope import Sieve

        sieve = Sieve(draft, heard, scope, lines, {rule.id for rule in rules if rule.is_heard})
        told = [
            [objection for each in group if (objection := each.without(sieve.is_out, each.hit.span))]
            for group in groups
        ]
        groups = [group for group in told if group]
        left_out, gone = len(told) - len(groups), sieve.gone
    found = [_diagnostic(draft, group, lines) for group in groups]
    found.sort(key=lambda each: (each.place.span.start, each.place.span.end, each.rule))
    return Examined(tuple(_counted(found)), left_out, gone)


def _asked(rules: Iterable[Rule], draft: Draft, facts: Facts) -> Iterator[Rule]:
    """The rules that may have something to say about a draft."""
    is_there = {"": True, OPTIONS: True, HOSTS: True}
    for rule in rules:
        sign = rule.only_with
        if sign not in is_there:
            is_there[sign] = SIGNS[sign](draft, facts)
        if is_there[sign]:
            yield rule


def _heard(draft: Draft, rules: Sequence[Rule], facts: Facts) -> list[Objection]:
    """What is claimed and not muted: first of the draft, and then of what its suppressions did."""
    asked = _asked((rule for rule in rules if _IDLE not in rule.needs), draft, facts)
    objections = [Objection(rule, hit) for rule in asked for hit in rule.check(draft, facts)]
    spoken = _one_per_repair([objection for objection in objections if objection.rule.is_heard])
    if not draft.directives:
        return spoken
    from linklint.muting import Muted

    muted = Muted(draft.directives)
    heard = [objection for each in spoken if (objection := muted.heard(each))]
    judges = [rule for rule in rules if _IDLE in rule.needs]
    if judges:
        for each in () if all(rule.is_heard for rule in rules) else _one_per_repair(objections):
            muted.heard(each)
        known = {rule.id for rule in rules if rule not in judges and rule.needs.isdisjoint(facts.unknown)}
        facts = replace(facts, idle=tuple(muted.idle(known, _untold(draft, facts))))
        late = (Objection(rule, hit) for rule in judges for hit in rule.check(draft, facts))
        heard += (objection for each in late if (objection := muted.heard(each)))
    return heard


def _untold(draft: Draft, facts: Facts) -> list[int]:
    """Where rules might speak that lack what they need to know: at the links to the web."""
    if not facts.unknown:
        return []
    return sorted(link.span.start for link in draft.links if link.target and link.target.is_web)


def _one_per_repair(objections: Sequence[Objection]) -> list[Objection]:
    """Rules that yield are silent about links, or places that are none, of which the others speak."""
    spoken: dict[str, set[Span]] = {}
    for objection in objections:
        spoken.setdefault(objection.rule.id, set()).update(objection.spans())
    return [
        objection
        for objection in objections
        if not any(objection.place() in spoken.get(other, ()) for other in objection.rule.yields_to)
    ]


def _merged(objections: Sequence[Objection]) -> list[list[Objection]]:
    """Claims that are one finding: all of a rule that speaks once in a draft, and those about one URL. Where there is
    something to fix, or one objection stands for several links, only those that say the same."""
    groups: dict[tuple[str, ...], list[Objection]] = {}
    for number, objection in enumerate(objections):
        rule, hit = objection.rule, objection.hit
        key: tuple[str, ...] = (rule.id,)
        if "draft" not in rule.once:
            said = fill(rule.message, hit.words) if hit.fix or hit.also else ""
            key = (rule.id, hit.link.url if hit.link else str(number), said)
        groups.setdefault(key, []).append(objection)
    return list(groups.values())


def _diagnostic(draft: Draft, group: Sequence[Objection], lines: Lines) -> Diagnostic:
    first, *others = sorted(group, key=lambda objection: objection.hit.span.start)
    rule, hit = first.rule, first.hit
    places: dict[Span, Link | None] = {other.hit.span: other.hit.link for other in others}
    places |= {link.span: link for objection in group for link in objection.hit.also}
    fix = _joined([objection.hit.fix for objection in group]) if draft.is_fixable else None
    said = {**hit.words, "more": f" (and {len(places)} more)" if places else ""}
    return Diagnostic(
        path=draft.path,
        rule=rule.id,
        level=min(rule.level, hit.level or rule.level, key=LEVELS.index),
        message=fill(rule.message, said),
        place=lines.place(hit.span, *words(draft.text, hit.span, hit.link)),
        url=hit.link.url if hit.link else "",
        text=hit.link.text if hit.link else "",
        evidence=hit.evidence,
        also=tuple(
            lines.place(span, *words(draft.text, span, places[span]))
            for span in sorted(places, key=lambda span: (span.start, span.end))
        ),
        fix=fix,
        fix_places=tuple(lines.place(edit.span) for edit in fix.edits) if fix else (),
    )


def _joined(fixes: Sequence[Fix | None]) -> Fix | None:
    """One fix for all places of a finding. Uses of one reference share the edit of its definition."""
    edits = {edit.span: edit for fix in fixes if fix for edit in fix.edits}
    if not edits or not all(fixes):
        return None
    ordered = sorted(edits.values(), key=lambda edit: (edit.span.start, edit.span.end))
    if any(before.span.end > behind.span.start for before, behind in pairwise(ordered)):
        return None
    return Fix(tuple(ordered), all(fix.is_safe for fix in fixes if fix))


def fill(message: str, words: Mapping[str, str]) -> str:
    """`{word}` in a message replaced; unknown words stay as they are. Nothing else is interpreted."""
    return _WORD.sub(lambda found: words.get(found.group(1), found.group()), message)


def _counted(found: Iterable[Diagnostic]) -> Iterable[Diagnostic]:
    """Numbers findings that are alike, for their fingerprints."""
    from linklint.fingerprints import likeness

    seen: dict[tuple[str, str, str], int] = {}
    for each in found:
        key = likeness(each.rule, each.place.url, each.place.text)
        seen[key] = seen.get(key, 0) + 1
        yield replace(each, nth=seen[key]) if seen[key] > 1 else each
