"""What is taken over from another linter's settings, and what is not, with the reason."""

from __future__ import annotations

from linklint.importing import url_patterns

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


class Carried:
    def __init__(self, source: str) -> None:
        self.source = source
        """The file, as shown."""
        self.settings: dict[str, object] = {}
        """Keys of a configuration."""
        self.left: list[str] = []
        """What was not taken over: `key: why`."""

    def leave(self, key: str, why: str) -> None:
        self.left.append(f"{key}: {why}")

    def leave_all(self, given: Mapping[str, object], why: Mapping[str, str], otherwise: str) -> None:
        for key in given:
            self.leave(key, why.get(key, otherwise))

    def grow(self, key: str, items: Iterable[object]) -> None:
        own = self.settings.setdefault(key, [])
        assert isinstance(own, list)
        own += [item for item in items if item not in own]

    def allow(self, pattern: str, key: str) -> None:
        """A pattern of URLs that the other linter leaves alone: hosts go on the list of allowed ones, and are not asked."""
        host = url_patterns.host_of(pattern)
        if not host:
            self.leave(key, f'"{pattern}" is no plain host or path; no rule here knows regular expressions')
            return
        lists = self.settings.setdefault("lists", {})
        assert isinstance(lists, dict)
        entry = {"host": host, "reason": f"left alone in {self.source}"}
        allowed = lists.setdefault("allow", [])
        allowed += [entry] if entry not in allowed else []
        self.online("ignore", [host + "*" if "/" in host else host + "/*"])

    def online(self, key: str, value: object) -> None:
        """How pages are asked for. Lists grow."""
        online = self.settings.setdefault("online", {})
        assert isinstance(online, dict)
        before = online.get(key, [])
        online[key] = [*before, *(each for each in value if each not in before)] if isinstance(value, list) else value

    def exclude(self, pattern: str, key: str) -> None:
        """A pattern of paths."""
        glob = url_patterns.glob_of(pattern)
        if glob:
            self.grow("exclude", [glob])
        else:
            self.leave(key, f'"{pattern}" is no plain path; write a glob under exclude')

    def rule(self, name: str, level: str, options: Mapping[str, object] | None = None) -> None:
        rules = self.settings.setdefault("rules", {})
        assert isinstance(rules, dict)
        rules[name] = {"level": level, **options} if options else level


def texts(value: object) -> list[str]:
    """A list of texts, or one alone; what else stands there is no setting."""
    items = [value] if isinstance(value, str) else value if isinstance(value, list) else []
    return [item for item in items if isinstance(item, str)]
