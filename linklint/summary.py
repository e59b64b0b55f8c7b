"""What a run amounts to: how many drafts, links and findings, and what could not be judged."""

from __future__ import annotations

from linklint.model import LEVELS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from linklint.config import Finder
    from linklint.model import Diagnostic
    from linklint.rule_help import Library, RuleHelp
    from linklint.runs.outcome import Outcome


class Summary:
    """Counts that grow while drafts are checked."""

    def __init__(self, finder: Finder | None = None) -> None:
        """`finder` knows which house rules hold for a draft."""
        self._finder = finder
        self._library: Library | None = None
        self.left_out_as = self.baseline = ""
        """Which findings are not shown, where it is not those from before; the file that knows them."""
        self.left_out = self.gone = 0
        self.drafts = self.links = 0
        self.fixed = self.fixable = self.fixable_unsafe = 0
        self.by_level: dict[str, int] = dict.fromkeys(reversed(LEVELS), 0)
        self.without_facts: dict[str, dict[str, int]] = {}
        """Rule -> reason -> drafts in which it could not judge."""
        self.unsure: dict[str, str] = {}
        """URLs of which it could not be told whether they are alive -> cause."""

    def add(self, outcome: Outcome) -> None:
        self.drafts += outcome.drafts
        self.links += outcome.links
        self.left_out += outcome.left_out
        self.gone += outcome.gone
        for diagnostic in outcome.diagnostics:
            self.by_level[diagnostic.level] += 1
            if diagnostic.fix:
                self.fixable += diagnostic.fix.is_safe
                self.fixable_unsafe += not diagnostic.fix.is_safe
        self.unsure.update(outcome.unsure)
        for rule, why in outcome.lacks:
            reasons = self.without_facts.setdefault(rule, {})
            reasons[why] = reasons.get(why, 0) + 1

    def help_on(self, diagnostic: Diagnostic) -> RuleHelp:
        """What the rule of a finding says of itself."""
        if not self._library:
            from linklint.rule_help import Library

            self._library = Library(self._finder)
        return self._library(diagnostic)

    def as_text(self, done: str = "fixed") -> str:
        """`3 drafts, 41 links: 1 error, 2 warnings; 2 fixable with --fix`, a line for what is not shown, and one for each
        reason why rules had no facts. `done` is what became of findings that are no more."""
        lines = [
            f"{self.drafts} {_plural('draft', self.drafts)}, {self.links} {_plural('link', self.links)}: "
            + self._found(done)
            + self._fixable()
        ]
        if self.left_out:
            was, is_ = ("was", "is") if self.left_out == 1 else ("were", "are")
            which = self.left_out_as or f"that {was} there before"
            lines.append(f"{self.left_out} {_plural('finding', self.left_out)} {which} {is_} not shown")
        if self.gone and self.baseline:
            is_, them = ("is", "it") if self.gone == 1 else ("are", "them")
            known = f"{self.gone} {_plural('finding', self.gone)} of the baseline {is_} no more"
            lines.append(f"{known}; linklint baseline prune --baseline {self.baseline} takes {them} out")
        for why, rules, count in sorted(_by_reason(self.without_facts)):
            lines.append(f"not judged in {count} {_plural('draft', count)}: {', '.join(rules)} ({why})")
        if self.unsure:
            count = len(self.unsure)
            why = ", ".join(_causes(self.unsure.values()))
            lines.append(
                f"{count} {_plural('URL', count)} could not be told: {why}; linklint links --online shows which"
            )
        return "\n".join(lines)

    def _found(self, done: str) -> str:
        found = ", ".join(f"{count} {_plural(level, count)}" for level, count in self.by_level.items() if count)
        return f"{self.fixed} {done}, {found or 'nothing'} left" if self.fixed else found or "nothing found"

    def _fixable(self) -> str:
        if not self.fixable:
            return f"; {self.fixable_unsafe} fixable with --fix --unsafe-fixes" if self.fixable_unsafe else ""
        more = f", {self.fixable_unsafe} more with --unsafe-fixes" if self.fixable_unsafe else ""
        return f"; {self.fixable} fixable with --fix{more}"


_CAUSES = {
    "wall": "turned us away",
    "limit": "busy",
    "timeout": "silent",
    "tls": "without TLS that can be spoken",
    "network": "not reached",
    "unasked": "not to be asked",
}


def _causes(causes: Iterable[str]) -> Iterator[str]:
    """`3 turned us away`, `1 silent`."""
    given = list(causes)
    for cause, words in _CAUSES.items():
        if count := given.count(cause):
            yield f"{count} {words}"


def _by_reason(without_facts: Mapping[str, Mapping[str, int]]) -> list[tuple[str, list[str], int]]:
    rules: dict[tuple[str, int], list[str]] = {}
    for rule, reasons in without_facts.items():
        for why, count in reasons.items():
            rules.setdefault((why, count), []).append(rule)
    return [(why, sorted(names), count) for (why, count), names in rules.items()]


def _plural(word: str, count: int) -> str:
    return word if count == 1 or word == "info" else word + "s"
