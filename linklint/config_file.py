"""One configuration file: its keys with their types, its overrides, and where in it each key and mistake stands."""

from __future__ import annotations

import os
import re
from functools import partial

from linklint import urls
from linklint.cascade import Part, Settings
from linklint.config import PRESET, Outline
from linklint.errors import ConfigError, LinklintError, unknown
from linklint.files import Roots, is_inside, shown
from linklint.model import LEVELS, ListEntry, ManagedPage, MetricsFile, RuleSetting
from linklint.options import shown_value
from linklint.parse.dialects import DIALECTS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from linklint.cascade import Place

    LineOf = Callable[[Place], int | None]

KEYS = frozenset(
    {
        "root",
        "extends",
        "preset",
        "hosts",
        "house_rules",
        "exclude",
        "dialect",
        "front_matter_links",
        "rel_policy",
        "lists",
        "metrics",
        "disavow",
        "managed",
        "rules",
        "topics",
        "relevance",
        "online",
        "overrides",
    }
)
OVERRIDE_KEYS = frozenset({"files", "preset", "dialect", "front_matter_links", "rules", "topics"})
LISTS = frozenset({"allow", "deny", "low", "high", "affiliate"})
_DATE = r"\d{4}-\d\d-\d\d"
METRICS_KEYS = frozenset({"file", "spam", "authority_without_traffic", "authority"})
ONLINE_NUMBERS = {
    "timeout": (1, 120),
    "concurrency": (1, 16),
    "per_second": (0.1, 100),
    "minutes": (1, 360),
    "confirm_after": (0, 60),
}
"""Keys of `online`, with their least and their largest value: nobody's configuration makes a run rude or endless."""
ONLINE_KEYS = frozenset({*ONLINE_NUMBERS, "archive", "ignore"})
MANAGED_KEYS = frozenset({"url", "keyphrase", "title"})
REL_KEYS = frozenset({"preset", "external", "mode", "except_hosts", "raw_html", "cloak_prefixes"})


def read(path: str) -> Settings:
    """Raises ConfigError, which names the line, the key and the nearest right word."""
    name = shown(path)
    if not os.path.isfile(path):
        raise LinklintError(f"{name}: there is no such file")
    try:
        with open(path, encoding="utf-8-sig") as file:
            text = file.read()
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(name, None, f"cannot be read: {getattr(error, 'strerror', '') or error}") from error
    value, line_of = _toml(name, text) if path.endswith(".toml") else _yaml(name, text)
    if value is None:
        value = {}
    reader = _Reader(name, line_of, os.path.dirname(os.path.abspath(path)))
    if not isinstance(value, dict):
        raise reader.wrong((), "a configuration is a mapping of keys")
    return reader.read(value)


def _yaml(name: str, text: str) -> tuple[object, LineOf]:
    from linklint import yaml_text

    try:
        documents = yaml_text.load_marked(text)
    except yaml_text.MarkedError as error:
        raise ConfigError(name, error.line, error.what) from error
    if not documents:
        return {}, lambda place: None
    if len(documents) > 1:
        raise ConfigError(name, documents[1].lines[()], "a second document starts; a configuration is one")
    return documents[0].value, documents[0].lines.get


def _toml(name: str, text: str) -> tuple[object, LineOf]:
    from linklint import toml_text

    try:
        tools = toml_text.load(text).get("tool", {})
    except ValueError as error:
        line = re.search(r"line (\d+)", str(error))
        raise ConfigError(name, int(line.group(1)) if line else None, str(error).partition(" (at ")[0]) from error
    return tools.get("linklint", {}) if isinstance(tools, dict) else {}, lambda place: _toml_line(text, place)


def _toml_line(text: str, place: Place) -> int | None:
    """tomllib tells no lines: the first one behind the table's head whose key, or table, ends with the last of the place."""
    lines = text.split("\n")
    head = next((number for number, line in enumerate(lines) if line.strip().startswith("[tool.linklint")), 0)
    for part in reversed(place):
        for number, line in enumerate(lines[head:], head + 1):
            key = line.partition("=")[0].strip().strip("[]").rpartition(".")[2].strip().strip("\"'")
            if key == part:
                return number
    return None


def _is_date(text: str) -> bool:
    import time

    try:
        time.strptime(text, "%Y-%m-%d")
    except ValueError:
        return False
    return re.fullmatch(_DATE, text) is not None


class _Reader:
    def __init__(self, name: str, line_of: LineOf, root: str) -> None:
        self.name, self.line_of, self.root = name, line_of, root

    def wrong(self, place: Place, what: str) -> ConfigError:
        while (line := self.line_of(place)) is None and place:
            place = place[:-1]
        return ConfigError(self.name, line, what)

    def place(self, place: Place) -> str:
        while (line := self.line_of(place)) is None and place:
            place = place[:-1]
        return f"{self.name}:{line}" if line else self.name

    def read(self, value: Mapping[str, object]) -> Settings:
        self.known(value, (), KEYS)
        says = self.settings(value, ())
        if "hosts" in value:
            says["hosts"] = tuple(self.host(host, ("hosts",)) for host in self.texts(value, (), "hosts"))
        if house_rules := self.house_rules(value):
            says["house_rules"] = house_rules
        if exclude := self.texts(value, (), "exclude"):
            says["exclude"] = exclude
        if value.get("rel_policy") is not None:
            says["rel_policy"] = self.rel_policy(value["rel_policy"], ("rel_policy",))
        if "lists" in value:
            says["lists"] = self.lists(value["lists"], ("lists",))
        if (metrics := self.metrics(value.get("metrics"), ("metrics",))).file:
            says["metrics"] = metrics
        if disavow := self.file(value, (), "disavow"):
            says["disavow"] = disavow
        if value.get("online") is not None:
            says["online"] = self.online(value["online"], ("online",))
        if value.get("managed") is not None:
            says["managed"] = self.managed(value["managed"], ("managed",))
        if "relevance" in value:
            says["relevance_allow"] = self.relevance(value["relevance"], ("relevance",))
        overrides = value.get("overrides") or []
        if not isinstance(overrides, list):
            raise self.wrong(("overrides",), '"overrides" must be a list')
        bases, presets = self.extends(value)
        place = self.place
        if presets and "preset" not in says:
            says["preset"], extended = presets[-1]
            place = partial(self.place_beside, extended)
        is_root = self.truth(value, (), "root") if "root" in value else False
        files = tuple(filter(None, (metrics.file, disavow)))
        outline = Outline(self.root, exclude, house_rules, is_root, bases, self.name, files)
        parts = [self.override(each, ("overrides", at)) for at, each in enumerate(overrides)]
        return Settings(outline, (Part(says, place, self.root), *parts))

    def place_beside(self, extended: Place, place: Place) -> str:
        """Where the preset is one that is extended."""
        return self.place(extended if place == ("preset",) else place)

    def extends(self, value: Mapping[str, object]) -> tuple[tuple[tuple[str, str], ...], list[tuple[str, Place]]]:
        """The files that are extended, and the presets, each with the place where it is named. A file lies in the project;
        whether it leads back here is seen when all are put together."""
        bases: list[tuple[str, str]] = []
        presets: list[tuple[str, Place]] = []
        for at, written in enumerate(self.texts(value, (), "extends")):
            place = ("extends", at)
            if written.startswith(PRESET):
                presets.append((self.preset(written.removeprefix(PRESET), place), place))
                continue
            path = os.path.join(self.root, written)
            if "\0" in path or not is_inside(os.path.realpath(path), Roots().repository(self.root) or self.root):
                raise self.wrong(place, f'"extends": "{written}" leads out of the project')
            if not os.path.isfile(path):
                raise self.wrong(place, f'"extends": there is no file "{written}"')
            bases.append((os.path.normpath(path), self.place(place)))
        return tuple(bases), presets

    def preset(self, name: str, place: Place) -> str:
        from linklint.rulebook import preset_names

        if name not in preset_names():
            raise self.wrong(place, unknown("preset", name, preset_names()))
        return name

    def known(self, value: Mapping[str, object], place: Place, keys: frozenset[str]) -> None:
        for key in value:
            if key not in keys:
                raise self.wrong((*place, str(key)), unknown("key", str(key), keys))

    def settings(self, value: Mapping[str, object], place: Place) -> dict[str, object]:
        """The keys that overrides may have too, by field of Config."""
        found: dict[str, object] = {}
        if "preset" in value:
            found["preset"] = self.preset(self.text(value, place, "preset"), (*place, "preset"))
        if "dialect" in value:
            found["dialect"] = self.choice(value, place, "dialect", frozenset(DIALECTS))
        if "front_matter_links" in value:
            found["front_matter_links"] = self.truth(value, place, "front_matter_links")
        if "rules" in value:
            found["rules"] = self.rules(value["rules"], (*place, "rules"))
        if "topics" in value:
            found["topics"] = self.texts(value, place, "topics")
        return found

    def text(self, value: Mapping[str, object], place: Place, key: str) -> str:
        found = value.get(key, "")
        if not isinstance(found, str):
            raise self.wrong((*place, key), f'"{key}" must be a text')
        return found

    def truth(self, value: Mapping[str, object], place: Place, key: str) -> bool:
        found = value[key]
        if not isinstance(found, bool):
            raise self.wrong((*place, key), f'"{key}" must be true or false')
        return found

    def choice(self, value: Mapping[str, object], place: Place, key: str, choices: frozenset[str]) -> str:
        found = self.text(value, place, key)
        if found not in choices:
            raise self.wrong((*place, key), unknown(key, found, choices))
        return found

    def texts(self, value: Mapping[str, object], place: Place, key: str) -> tuple[str, ...]:
        found = value.get(key)
        items = [] if found is None else [found] if isinstance(found, str) else found
        if not isinstance(items, list) or not all(isinstance(item, str) for item in items):
            raise self.wrong((*place, key), f'"{key}" must be a list of texts')
        return tuple(items)

    def mapping(self, value: object, place: Place) -> Mapping[str, object]:
        if value is None:
            return {}
        if not isinstance(value, dict):
            raise self.wrong(place, f'"{place[-1]}" must be a mapping')
        for key in value:
            if not isinstance(key, str):
                raise self.wrong((*place, str(key)), f"a key is a text, not {key}")
        return value

    def house_rules(self, value: Mapping[str, object]) -> str:
        folder = self.text(value, (), "house_rules").replace("\0", "�")
        whole = os.path.realpath(os.path.join(self.root, folder))
        if not is_inside(whole, self.root):
            raise self.wrong(("house_rules",), f'"house_rules": "{folder}" leads out of the project')
        if not os.path.isdir(whole):
            raise self.wrong(("house_rules",), f'"house_rules": there is no folder "{folder}"')
        return folder

    def file(self, value: Mapping[str, object], place: Place, key: str) -> str:
        """A file of the project, relative to its configuration; empty where none is named."""
        name = self.text(value, place, key).replace("\0", "�")
        whole = os.path.realpath(os.path.join(self.root, name))
        if name and not is_inside(whole, self.root):
            raise self.wrong((*place, key), f'"{key}": "{name}" leads out of the project')
        if name and not os.path.isfile(whole):
            raise self.wrong((*place, key), f'"{key}": there is no file "{name}"')
        return name

    def number(self, value: Mapping[str, object], place: Place, key: str, least: float = 0, most: float = 100) -> float:
        found = value[key]
        if isinstance(found, bool) or not isinstance(found, (int, float)) or not least <= found <= most:
            raise self.wrong((*place, key), f'"{key}" must be a number from {least:g} to {most:g}')
        return found

    def metrics(self, value: object, place: Place) -> MetricsFile:
        """A file, or a file with thresholds."""
        if value is None:
            return MetricsFile()
        given = {"file": value} if isinstance(value, str) else self.mapping(value, place)
        self.known(given, place, METRICS_KEYS)
        if not given.get("file"):
            raise self.wrong(place, '"metrics" is a CSV file, or {file: …, spam: 61, …}')
        thresholds = {key: self.number(given, place, key) for key in given if key != "file"}
        return MetricsFile(self.file(given, place, "file"), **thresholds)

    def rel_policy(self, value: object, place: Place) -> Mapping[str, object]:
        from linklint.rel_presets import MODES, PRESETS

        given = self.mapping(value, place)
        self.known(given, place, REL_KEYS)
        says: dict[str, object] = {}
        if "preset" in given:
            says["preset"] = self.choice(given, place, "preset", frozenset(PRESETS))
        if "external" in given:
            says["external"] = frozenset(token.lower() for token in self.texts(given, place, "external"))
        if "mode" in given:
            says["mode"] = self.choice(given, place, "mode", MODES)
        if "except_hosts" in given:
            hosts = self.texts(given, place, "except_hosts")
            says["except_hosts"] = tuple(self.host(host, (*place, "except_hosts")) for host in hosts)
        if "raw_html" in given:
            says["raw_html"] = self.truth(given, place, "raw_html")
        if "cloak_prefixes" in given:
            says["cloak_prefixes"] = self.texts(given, place, "cloak_prefixes")
        return says

    def online(self, value: object, place: Place) -> Mapping[str, object]:
        given = self.mapping(value, place)
        self.known(given, place, ONLINE_KEYS)
        says: dict[str, object] = {}
        for key, (least, most) in ONLINE_NUMBERS.items():
            if key in given:
                number = self.number(given, place, key, least, most)
                says[key] = int(number) if key == "concurrency" else number
        if "archive" in given:
            says["archive"] = self.truth(given, place, "archive")
        if "ignore" in given:
            says["ignore"] = self.texts(given, place, "ignore")
        return says

    def lists(self, value: object, place: Place) -> Mapping[str, tuple[ListEntry, ...]]:
        given = self.mapping(value, place)
        self.known(given, place, LISTS)
        found = {}
        for name, entries in given.items():
            if entries is not None and not isinstance(entries, list):
                raise self.wrong((*place, name), f'"{name}" must be a list')
            found[name] = tuple(self.entry(each, (*place, name, at)) for at, each in enumerate(entries or []))
        return found

    def entry(self, value: object, place: Place) -> ListEntry:
        given = {"host": value} if isinstance(value, str) else value
        if isinstance(given, dict):
            self.known(given, place, frozenset({"host", "reason", "until"}))
        if not isinstance(given, dict) or not given.get("host"):
            raise self.wrong(place, "an entry is a host, or {host: …, reason: …, until: YYYY-MM-DD}")
        host, reason, until = (self.text(given, place, key).strip() for key in ("host", "reason", "until"))
        if until and not _is_date(until):
            raise self.wrong((*place, "until"), f'"until" must be a date such as 2027-01-31, not "{until}"')
        return ListEntry(self.address(host, (*place, "host")), reason, until, self.place(place))

    def managed(self, value: object, place: Place) -> tuple[ManagedPage, ...]:
        if not isinstance(value, list):
            raise self.wrong(place, '"managed" must be a list')
        return tuple(self.managed_page(each, (*place, at)) for at, each in enumerate(value))

    def managed_page(self, value: object, place: Place) -> ManagedPage:
        given = value if isinstance(value, dict) else {}
        self.known(given, place, MANAGED_KEYS)
        url, title = (self.text(given, place, key).strip() for key in ("url", "title"))
        phrases = tuple(filter(None, map(str.strip, self.texts(given, place, "keyphrase"))))
        if not url or not phrases:
            raise self.wrong(place, "a managed page is {url: /pricing/, keyphrase: …}; its title may be given, too")
        return ManagedPage(url, phrases, title)

    def host(self, written: str, place: Place) -> str:
        host, slash, _ = self.address(written, place).partition("/")
        if slash:
            raise self.wrong(place, f'"{written}" has a path, and a host is meant; write {host}')
        return host

    def address(self, written: str, place: Place) -> str:
        """A host, or a host with a path."""
        if not (found := urls.named(written)):
            raise self.wrong(place, f'"{written}" is no host')
        return found

    def relevance(self, value: object, place: Place) -> tuple[str, ...]:
        given = self.mapping(value, place)
        self.known(given, place, frozenset({"allow"}))
        return tuple(self.host(host, (*place, "allow")) for host in self.texts(given, place, "allow"))

    def rules(self, value: object, place: Place) -> Mapping[str, RuleSetting]:
        return {name: self.rule(setting, (*place, name)) for name, setting in self.mapping(value, place).items()}

    def rule(self, value: object, place: Place) -> RuleSetting:
        if not isinstance(value, dict):
            return RuleSetting(self.level(value, place), {}, {"": self.place(place)})
        options = {key: each for key, each in self.mapping(value, place).items() if key != "level"}
        level = self.level(value["level"], (*place, "level")) if "level" in value else ""
        return RuleSetting(
            level, options, {"": self.place(place)} | {key: self.place((*place, key)) for key in options}
        )

    def level(self, value: object, place: Place) -> str:
        word = "off" if value is False else value
        if not isinstance(word, str) or word not in (*LEVELS, "off"):
            raise self.wrong(
                place, unknown("level", value if isinstance(value, str) else shown_value(value), (*LEVELS, "off"))
            )
        return word

    def override(self, value: object, place: Place) -> Part:
        if not isinstance(value, dict):
            raise self.wrong(place, "an override is a mapping with files")
        self.known(value, place, OVERRIDE_KEYS)
        files = self.texts(value, place, "files")
        if not files:
            raise self.wrong(place, 'an override names its drafts: files: ["docs/**"]')
        return Part(self.settings(value, place), partial(self.place_below, place), self.root, files)

    def place_below(self, above: Place, place: Place) -> str:
        return self.place((*above, *place))
