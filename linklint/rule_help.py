"""What rules say of themselves, for reports that carry it. It is read when a report asks."""

from __future__ import annotations

from linklint import __version__
from linklint.record import record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from linklint.config import Finder
    from linklint.model import Diagnostic
    from linklint.rulebook import RuleFile

HOME = "https://git.example/linklint"
_PAGE = f"{HOME}/blob/v{__version__}/rules/README.md"


@record
class RuleHelp:
    id: str
    group: str
    level: str
    """Its own; a configuration may set another."""
    what: str
    why: str = ""
    see: tuple[str, ...] = ()
    page: str = ""
    """A URL; house rules have none."""


class Library:
    """Rules by findings. House rules are those of the configuration that holds for the draft."""

    def __init__(self, finder: Finder | None) -> None:
        self._finder = finder
        self._files: dict[str, RuleFile] = {}
        self._known: dict[str, RuleHelp] = {}

    def __call__(self, diagnostic: Diagnostic) -> RuleHelp:
        if diagnostic.rule not in self._known:
            self._known[diagnostic.rule] = self._looked_up(diagnostic)
        return self._known[diagnostic.rule]

    def _looked_up(self, diagnostic: Diagnostic) -> RuleHelp:
        from linklint import rulebook

        rule = diagnostic.rule
        if not self._files:
            self._add(rulebook.rule_files())
        if rule not in self._files and self._finder:
            self._add(rulebook.all_files(self._finder.config_for(diagnostic.path)))
        if rule not in self._files:
            return RuleHelp(rule, "house", diagnostic.level, rule)
        return _help(rulebook.whole(self._files[rule]))

    def _add(self, files: Iterable[RuleFile]) -> None:
        self._files = {file.id: file for file in files} | self._files


def _help(file: RuleFile) -> RuleHelp:
    why, page = " ".join(file.text("why").split()), "" if file.group == "house" else f"{_PAGE}#{file.id}"
    return RuleHelp(file.id, file.group, file.text("level"), file.text("what"), why, file.texts("see"), page)
