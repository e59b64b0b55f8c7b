"""Finds and reads the configuration: `.linklint.yaml`, or `[tool.linklint]` in pyproject.toml."""

from __future__ import annotations

import os
import re
import time

from linklint import globs
from linklint.errors import ConfigError, LinklintError, unknown
from linklint.files import is_inside, project_root, shown
from linklint.model import LEVELS, Config, ListEntry, RelPolicy, RuleSetting
from linklint.parse import DIALECTS
from linklint.record import record, replace

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    Place = tuple[str | int, ...]

NAMES = (".linklint.yaml", ".linklint.yml", "linklint.yaml")
_KEYS = frozenset(
    {
        "preset",
        "hosts",
        "house_rules",
        "exclude",
        "dialect",
        "rel_policy",
        "lists",
        "rules",
        "topics",
        "relevance",
        "overrides",
    }
)
_OVERRIDE_KEYS = frozenset({"files", "preset", "dialect", "rules", "topics"})
_LISTS = frozenset({"allow", "deny", "low", "high", "affiliate"})
_DATE = r"\d{4}-\d\d-\d\d"
_REL_PRESETS = frozenset({"none"})


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

    def place_of(self, path: str) -> str:
        """A draft's path relative to the file's folder, with `/`."""
        return os.path.relpath(os.path.abspath(path), self.config.root or ".").replace(os.sep, "/")

    def fitting(self, path: str) -> tuple[int, ...]:
        """Which overrides hold for a draft."""
        place = self.place_of(path)
        return tuple(
            number
            for number, override in enumerate(self.overrides)
            if any(globs.matches(place, pattern) for pattern in override.files)
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

    def excludes(self, path: str) -> bool:
        return any(globs.matches(self.place_of(path), pattern) for pattern in self.config.exclude)


class Finder:
    """Configurations by draft: the nearest one upwards, up to the folder that holds `.git`."""

    def __init__(self, given: str = "", isolated: bool = False, preset: str = "", today: str = "") -> None:
        """`given` is the one file that counts for every draft; `isolated` is no file at all."""
        self._preset, self._isolated = preset, isolated
        self._today = today or time.strftime("%Y-%m-%d")
        self._by_folder: dict[str, ConfigFile] = {}
        self._by_name: dict[str, ConfigFile] = {}
        self._configs: dict[tuple[int, tuple[int, ...]], Config] = {}
        self._given = self._read(given) if given else None

    def config_for(self, path: str) -> Config:
        """The settings that hold for a draft: the same object for all drafts that they hold for. Raises LinklintError."""
        file = self.file_for(path)
        key = (id(file), file.fitting(path))
        if key not in self._configs:
            self._configs[key] = file.with_overrides(key[1])
        return self._configs[key]

    def file_for(self, path: str) -> ConfigFile:
        """Raises LinklintError."""
        if self._given:
            return self._given
        folder = os.path.dirname(os.path.abspath(path))
        if folder not in self._by_folder:
            name = "" if self._isolated else _nearest(folder)
            self._by_folder[folder] = self._read(name) if name else self._defaults(folder)
        return self._by_folder[folder]

    def _defaults(self, folder: str) -> ConfigFile:
        here = os.path.abspath(".")
        root = here if (folder + os.sep).startswith(here + os.sep) else project_root(folder)
        return self._by_name.setdefault(root, self._adjusted(ConfigFile(Config(root=root))))

    def _read(self, path: str) -> ConfigFile:
        if path not in self._by_name:
            self._by_name[path] = self._adjusted(read(path))
        return self._by_name[path]

    def _adjusted(self, file: ConfigFile) -> ConfigFile:
        """The command line's preset takes the place of every preset in the file."""
        config = replace(file.config, today=self._today, preset=self._preset or file.config.preset)
        overrides = tuple(
            Override(override.files, {key: value for key, value in override.changes.items() if key != "preset"})
            if self._preset
            else override
            for override in file.overrides
        )
        return ConfigFile(config, overrides)


def _nearest(folder: str) -> str:
    here = folder
    while True:
        found = [os.path.join(here, name) for name in NAMES if os.path.isfile(os.path.join(here, name))]
        if len(found) > 1:
            names = " and ".join(os.path.basename(each) for each in found)
            raise LinklintError(f"{shown(here)}: both {names}; keep one")
        if found:
            if not is_inside(os.path.realpath(found[0]), project_root(here)):
                raise LinklintError(f"{shown(found[0])}: a symbolic link that leads out of the project")
            return found[0]
        pyproject = os.path.join(here, "pyproject.toml")
        if os.path.isfile(pyproject) and _mentions_linklint(pyproject):
            return pyproject
        above = os.path.dirname(here)
        if above == here or os.path.exists(os.path.join(here, ".git")):
            return ""
        here = above


def _mentions_linklint(path: str) -> bool:
    with open(path, encoding="utf-8", errors="replace") as file:
        return "tool.linklint" in file.read()


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
    value, lines = _toml(name, text) if path.endswith(".toml") else _yaml(name, text)
    if value is None:
        value = {}
    reader = _Reader(name, lines)
    if not isinstance(value, dict):
        raise reader.wrong((), "a configuration is a mapping of keys")
    return reader.read(value, os.path.dirname(os.path.abspath(path)))


def _yaml(name: str, text: str) -> tuple[object, Mapping[Place, int]]:
    from linklint import yaml_text

    try:
        documents = yaml_text.load_marked(text)
    except yaml_text.MarkedError as error:
        raise ConfigError(name, error.line, error.what) from error
    if not documents:
        return {}, {}
    return documents[0].value, documents[0].lines


def _toml(name: str, text: str) -> tuple[object, Mapping[Place, int]]:
    from linklint import toml_text

    try:
        tools = toml_text.load(text).get("tool", {})
    except ValueError as error:
        line = re.search(r"line (\d+)", str(error))
        raise ConfigError(name, int(line.group(1)) if line else None, str(error).partition(" (at ")[0]) from error
    return tools.get("linklint", {}) if isinstance(tools, dict) else {}, _TomlLines(text)


class _TomlLines(dict):  # type: ignore[type-arg]
    """tomllib tells no lines: a key's line is the first, behind the table's head, that starts with it."""

    def __init__(self, text: str) -> None:
        self.text = text

    def get(self, place, default=None):  # type: ignore[no-untyped-def]
        head = self.text.find("[tool.linklint")
        for part in reversed(place):
            found = re.compile(rf"^[ \t]*\[?[\w. ]*\"?{re.escape(str(part))}\"?[ \t]*[\]=]", re.M).search(
                self.text, head
            )
            if found:
                return self.text.count("\n", 0, found.start()) + 1
        return default


class _Reader:
    def __init__(self, name: str, lines: Mapping[Place, int]) -> None:
        self.name, self.lines = name, lines

    def wrong(self, place: Place, what: str) -> ConfigError:
        line = None
        while line is None and place:
            line, place = self.lines.get(place), place[:-1]
        return ConfigError(self.name, line, what)

    def place(self, place: Place) -> str:
        line = self.lines.get(place)
        return f"{self.name}:{line}" if line else self.name

    def read(self, value: Mapping[str, object], root: str) -> ConfigFile:
        self.known(value, (), _KEYS)
        config = Config(
            path=self.name,
            root=root,
            house_rules=self.text(value, (), "house_rules"),
            exclude=self.texts(value, (), "exclude"),
            hosts=tuple(host.lower().removeprefix("https://").rstrip("/") for host in self.texts(value, (), "hosts")),
            rel_policy=self.rel_policy(value.get("rel_policy"), ("rel_policy",)),
            lists=self.lists(value.get("lists"), ("lists",)),
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
            found["dialect"] = self.choice(value, place, "dialect", DIALECTS)
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
        return value

    def rel_policy(self, value: object, place: Place) -> RelPolicy:
        given = self.mapping(value, place)
        self.known(given, place, frozenset({"preset", "external", "cloak_prefixes"}))
        if "preset" in given:
            self.choice(given, place, "preset", _REL_PRESETS)
        prefixes = self.texts(given, place, "cloak_prefixes")
        tokens = frozenset(token.lower() for token in self.texts(given, place, "external"))
        return RelPolicy(tokens, prefixes if "cloak_prefixes" in given else RelPolicy().cloak_prefixes)

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
        if not isinstance(given, dict) or not given.get("host"):
            raise self.wrong(place, "an entry is a host, or {host: …, reason: …, until: YYYY-MM-DD}")
        self.known(given, place, frozenset({"host", "reason", "until"}))
        host, reason, until = (self.text(given, place, key).strip() for key in ("host", "reason", "until"))
        if until and not re.fullmatch(_DATE, until):
            raise self.wrong((*place, "until"), f'"until" must be a date such as 2027-01-31, not "{until}"')
        bare = re.sub(r"^[a-z]+://", "", host.lower()).removeprefix("www.").rstrip("/")
        return ListEntry(bare, reason, until, self.place(place))

    def relevance(self, value: object, place: Place) -> tuple[str, ...]:
        given = self.mapping(value, place)
        self.known(given, place, frozenset({"allow"}))
        return self.texts(given, place, "allow")

    def rules(self, value: object, place: Place) -> Mapping[str, RuleSetting]:
        return {name: self.rule(setting, (*place, name)) for name, setting in self.mapping(value, place).items()}

    def rule(self, value: object, place: Place) -> RuleSetting:
        here = self.place(place)
        if isinstance(value, dict):
            options = {key: each for key, each in value.items() if key != "level"}
            level = self.level(value["level"], (*place, "level")) if "level" in value else ""
            return RuleSetting(level, options, here)
        return RuleSetting(self.level(value, place), {}, here)

    def level(self, value: object, place: Place) -> str:
        word = "off" if value is False else value
        if not isinstance(word, str) or word not in (*LEVELS, "off"):
            raise self.wrong(place, unknown("level", str(value).lower(), (*LEVELS, "off")))
        return word

    def override(self, value: object, place: Place) -> Override:
        if not isinstance(value, dict):
            raise self.wrong(place, "an override is a mapping with files")
        self.known(value, place, _OVERRIDE_KEYS)
        files = self.texts(value, place, "files")
        if not files:
            raise self.wrong(place, 'an override names its drafts: files: ["docs/**"]')
        return Override(files, self.settings(value, place))
