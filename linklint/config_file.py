"""One configuration file: its keys with their types, its overrides, and where in it each mistake stands."""

from __future__ import annotations

import os
import re

from linklint import globs, urls
from linklint.config import Outline, place_of
from linklint.errors import ConfigError, LinklintError, unknown
from linklint.files import is_inside, shown
from linklint.model import LEVELS, Config, ListEntry, MetricsFile, RelPolicy, RuleSetting
from linklint.options import shown_value
from linklint.parse.dialects import DIALECTS
from linklint.record import record, replace

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    Place = tuple[str | int, ...]
    LineOf = Callable[[Place], int | None]

_KEYS = frozenset(
    {
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
        "rules",
        "topics",
        "relevance",
        "overrides",
    }
)
_OVERRIDE_KEYS = frozenset({"files", "preset", "dialect", "front_matter_links", "rules", "topics"})
_LISTS = frozenset({"allow", "deny", "low", "high", "affiliate"})
_DATE = r"\d{4}-\d\d-\d\d"
_METRICS_KEYS = frozenset({"file", "spam", "authority_without_traffic", "authority"})
_REL_KEYS = frozenset({"preset", "external", "mode", "except_hosts", "raw_html", "cloak_prefixes"})


@record
class Override:
    files: tuple[str, ...]
    changes: Mapping[str, object]
    """Fields of Config."""


@record
class ConfigFile:
    """What one file says: settings for all drafts below its folder, and overrides for some."""

    config: Config
    overrides: tuple[Override, ...] = ()

    @property
    def outline(self) -> Outline:
        files = tuple(filter(None, (self.config.metrics.file, self.config.disavow)))
        return Outline(self.config.root, self.config.exclude, self.config.house_rules, files)

    def fitting(self, path: str) -> tuple[int, ...]:
        """Which overrides hold for a draft."""
        place = place_of(path, self.config.root)
        return tuple(
            number for number, override in enumerate(self.overrides) if globs.matches_any(place, override.files)
        )

    def with_overrides(self, numbers: tuple[int, ...]) -> Config:
        """Overrides apply in order; their rules join those above."""
        config = self.config
        for number in numbers:
            changes = dict(self.overrides[number].changes)
            if "rules" in changes:
                changes["rules"] = {**config.rules, **changes["rules"]}  # type: ignore[dict-item]
            config = replace(config, **changes)
        return config

    def adjusted(self, preset: str, today: str) -> ConfigFile:
        """The command line's preset takes the place of every preset in the file."""
        config = replace(self.config, today=today, preset=preset or self.config.preset)
        overrides = tuple(
            Override(override.files, {key: value for key, value in override.changes.items() if key != "preset"})
            if preset
            else override
            for override in self.overrides
        )
        return ConfigFile(config, overrides)


def read(path: str) -> ConfigFile:
    """Raises ConfigError, which names the line, the key and the nearest right word."""
    name = shown(path)
    if not os.path.isfile(path):
        raise LinklintError(f"{name}: there is no such file")
    try:
        with open(path, encoding="utf-8-sig") as file:
            text = file.read()
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(name, None, f"cannot be read: {error}") from error
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
        line = self.line_of(place)
        return f"{self.name}:{line}" if line else self.name

    def read(self, value: Mapping[str, object]) -> ConfigFile:
        self.known(value, (), _KEYS)
        config = Config(
            path=self.name,
            root=self.root,
            house_rules=self.house_rules(value),
            exclude=self.texts(value, (), "exclude"),
            hosts=tuple(self.host(host, ("hosts",)) for host in self.texts(value, (), "hosts")),
            rel_policy=self.rel_policy(value.get("rel_policy"), ("rel_policy",)),
            lists=self.lists(value.get("lists"), ("lists",)),
            metrics=self.metrics(value.get("metrics"), ("metrics",)),
            disavow=self.file(value, (), "disavow"),
            relevance_allow=self.relevance(value.get("relevance"), ("relevance",)),
            **self.settings(value, ()),  # type: ignore[arg-type]
        )
        overrides = value.get("overrides") or []
        if not isinstance(overrides, list):
            raise self.wrong(("overrides",), '"overrides" must be a list')
        return ConfigFile(config, tuple(self.override(each, ("overrides", at)) for at, each in enumerate(overrides)))

    def known(self, value: Mapping[str, object], place: Place, keys: frozenset[str]) -> None:
        for key in value:
            if key not in keys:
                raise self.wrong((*place, str(key)), unknown("key", str(key), keys))

    def settings(self, value: Mapping[str, object], place: Place) -> dict[str, object]:
        """The keys that overrides may have too, as fields of Config."""
        found: dict[str, object] = {}
        if "preset" in value:
            from linklint.rulebook import preset_names

            found["preset"] = self.choice(value, place, "preset", frozenset(preset_names()))
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
        folder = self.text(value, (), "house_rules")
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

    def number(self, value: Mapping[str, object], place: Place, key: str) -> float:
        found = value[key]
        if isinstance(found, bool) or not isinstance(found, (int, float)) or not 0 <= found <= 100:
            raise self.wrong((*place, key), f'"{key}" must be a number from 0 to 100')
        return found

    def metrics(self, value: object, place: Place) -> MetricsFile:
        """A file, or a file with thresholds."""
        if value is None:
            return MetricsFile()
        given = {"file": value} if isinstance(value, str) else self.mapping(value, place)
        self.known(given, place, _METRICS_KEYS)
        if not given.get("file"):
            raise self.wrong(place, '"metrics" is a CSV file, or {file: …, spam: 61, …}')
        thresholds = {key: self.number(given, place, key) for key in given if key != "file"}
        return MetricsFile(self.file(given, place, "file"), **thresholds)

    def rel_policy(self, value: object, place: Place) -> RelPolicy:
        """What the preset says, but for the keys that are given."""
        if value is None:
            return RelPolicy()
        from linklint.rel_presets import MODES, PRESETS

        given = self.mapping(value, place)
        self.known(given, place, _REL_KEYS)
        preset = self.choice(given, place, "preset", frozenset(PRESETS)) if "preset" in given else "none"
        changes: dict[str, object] = {}
        if "external" in given:
            changes["external"] = frozenset(token.lower() for token in self.texts(given, place, "external"))
        if "mode" in given:
            changes["mode"] = self.choice(given, place, "mode", MODES)
        if "except_hosts" in given:
            hosts = self.texts(given, place, "except_hosts")
            changes["except_hosts"] = tuple(self.host(host, (*place, "except_hosts")) for host in hosts)
        if "raw_html" in given:
            changes["raw_html"] = self.truth(given, place, "raw_html")
        if "cloak_prefixes" in given:
            changes["cloak_prefixes"] = self.texts(given, place, "cloak_prefixes")
        return replace(PRESETS[preset].policy, **changes)

    def lists(self, value: object, place: Place) -> Mapping[str, tuple[ListEntry, ...]]:
        given = self.mapping(value, place)
        self.known(given, place, _LISTS)
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
        return ListEntry(self.host(host, (*place, "host")), reason, until, self.place(place))

    def host(self, written: str, place: Place) -> str:
        """As targets have it: small, in punycode, without `www.`; a path and a leading `*.` stay."""
        star = "*." if written.startswith("*.") else ""
        target = urls.parse(written if "://" in written else "https://" + written.removeprefix("*."))
        if not target.host:
            raise self.wrong(place, f'"{written}" is no host')
        return star + target.host.removeprefix("www.") + target.path.rstrip("/")

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

    def override(self, value: object, place: Place) -> Override:
        if not isinstance(value, dict):
            raise self.wrong(place, "an override is a mapping with files")
        self.known(value, place, _OVERRIDE_KEYS)
        files = self.texts(value, place, "files")
        if not files:
            raise self.wrong(place, 'an override names its drafts: files: ["docs/**"]')
        return Override(files, self.settings(value, place))
