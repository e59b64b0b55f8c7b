"""Rule files and configuration -> the rules that are ready to run.

A rule file's first YAML document is the rule, its name the id, its folder the group. Further documents are its examples,
which are tests and documentation. All of them together are compiled into one file, at build time in a wheel and when
a file changed in a checkout: reading the YAML takes longer than judging a page.
"""

from __future__ import annotations

import marshal
import os
from functools import lru_cache, partial
from importlib import import_module

from linklint import __version__, wording
from linklint.conditions import needs_of
from linklint.errors import ConfigError, LinklintError, unknown
from linklint.files import is_inside, write_atomically
from linklint.model import LEVELS, Rule
from linklint.options import Given, OptionError, merged
from linklint.patterns import pattern
from linklint.record import record, replace
from linklint.rules_folder import IS_INSTALLED, RULES_FOLDER, rule_paths
from linklint.signs import HOSTS, OPTIONS, SIGNS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from typing import Any

    from linklint.model import Check, Config, Draft, Facts, Hit, RuleSetting

COMPILED = "rulebook.marshal"
_WORD = pattern(r"\{(\w+)\}")
GROUPS = (
    "credibility", "relevance", "anchor-text", "rel", "balance", "hygiene", "internal", "liveness", "backlinks",
    "suppression",
)  # fmt: skip
"""In the order in which an editor asks."""
_STATES = ("on", "off", "self")
_FACTS = (
    "labels",
    "ratings",
    "topics",
    "at_odds",
    "names_topic",
    "spam_terms",
    "anchors",
    "files",
    "lost_files",
    "destinations",
    "claims",
    "disavow",
    "retractions",
    "idle",
    "pages",
    "landings",
    "site",
)
_WANTS = ("pages", "contents", "https")
_OF_SITES, _OF_THE_WEB = "site", "pages"
"""The need of rules that judge all drafts together."""
_ONLY_WITH = (*SIGNS, OPTIONS, HOSTS)
_KEYS = frozenset(
    {
        *("what", "level", "state", "check", "message", "why", "see", "options", "needs", "wants", "yields_to", "once"),
        "only_with",
    }
)
_FOR_READERS = ("why", "see")
_EXAMPLE_KEYS = frozenset(
    {"format", "path", "good", "bad", "fixed", "config", "files", "texts", "packs", "pages", "site", "drafts"}
)


@record
class RuleFile:
    """A rule as written."""

    id: str
    group: str
    path: str
    """As shown in messages."""
    head: Mapping[str, object]
    examples: tuple[Mapping[str, object], ...]
    lines: Mapping[str, int]
    """Key of the head, or `options.KEY`, -> its line. Empty for compiled files, which were checked when compiled."""
    page: bytes = b""
    """What no run needs of a compiled file, marshalled: the keys of `_FOR_READERS`, and the examples."""

    def wrong(self, what: str, key: str = "") -> ConfigError:
        return ConfigError(self.path, self.lines.get(key, self.lines.get(key.partition(".")[0])), what)

    def text(self, key: str) -> str:
        value = self.head.get(key)
        if value is None:
            return ""
        if not isinstance(value, str):
            raise self.wrong(f'"{key}" must be a text', key)
        return value.strip()

    def texts(self, key: str) -> tuple[str, ...]:
        value = self.head.get(key, [])
        items = [value] if isinstance(value, str) else value
        if not isinstance(items, list) or not all(isinstance(item, str) for item in items):
            raise self.wrong(f'"{key}" must be a list of texts', key)
        return tuple(items)


def rule_files(folder: str = RULES_FOLDER) -> tuple[RuleFile, ...]:
    """The bundled rules, by id: what a run needs of them."""
    return tuple(
        RuleFile(entry["id"], entry["group"], entry["path"], entry["head"], (), {}, entry["page"])
        for entry in _compiled(folder)["rules"]
    )


def whole(file: RuleFile) -> RuleFile:
    """A rule with all that its file holds, for readers and tests."""
    if not file.page:
        return file
    page = marshal.loads(file.page)
    return replace(file, head={**file.head, **page["head"]}, examples=tuple(page["examples"]), page=b"")


@lru_cache(maxsize=4)
def _compiled(folder: str) -> dict[str, Any]:
    path = os.path.join(folder, COMPILED)
    signature = "" if IS_INSTALLED else _signature(folder)
    try:
        with open(path, "rb") as file:
            compiled: dict[str, Any] = marshal.loads(file.read())  # piece by piece, `load` takes four times as long
        if IS_INSTALLED or compiled["signature"] == signature:
            return compiled
    except (OSError, ValueError, KeyError, EOFError, TypeError):
        pass
    compiled = compile_folder(folder)
    _keep(path, as_bytes(compiled))
    return compiled


def as_bytes(compiled: Mapping[str, object]) -> bytes:
    """In a form that every Python since 3.4 reads, and reads without importing anything."""
    return marshal.dumps(compiled, 4)  # type: ignore[arg-type]


def _keep(path: str, compiled: bytes) -> None:
    try:
        write_atomically(path, compiled)
    except OSError:
        return  # a checkout that cannot be written to is read anew each time


def compile_folder(folder: str) -> dict[str, Any]:
    """The rule and preset files of a folder as plain values. Raises ConfigError."""
    files = sorted(read_folder(folder), key=lambda file: (GROUPS.index(file.group), file.id))
    for file in files:
        build(file, {})
    _check_names(files, files)
    return {
        "signature": _signature(folder),
        "rules": [_entry(file) for file in files],
        "presets": {name: _read_preset(path) for name, path in _preset_paths(folder)},
    }


def _entry(file: RuleFile) -> dict[str, object]:
    run = {key: value for key, value in file.head.items() if key not in _FOR_READERS}
    rest = {key: value for key, value in file.head.items() if key in _FOR_READERS}
    page = as_bytes({"head": rest, "examples": file.examples})
    return {"id": file.id, "group": file.group, "path": file.path, "head": run, "page": page}


def _signature(folder: str) -> str:
    """Changes when a file of the folder does, or what compiles them."""
    paths = [path for _, path in rule_paths(folder)] + [path for _, path in _preset_paths(folder)]
    stamps = [
        f"{path}:{status.st_mtime_ns}:{status.st_size}" for path in (*paths, __file__) for status in (os.stat(path),)
    ]
    return "\n".join([__version__, *stamps])


def _preset_paths(folder: str) -> Iterator[tuple[str, str]]:
    presets = os.path.join(folder, "presets")
    if os.path.isdir(presets):
        for name in sorted(os.listdir(presets)):
            if name.endswith(".yaml"):
                yield name[:-5], os.path.join(presets, name)


def _read_preset(path: str) -> object:
    from linklint import yaml_text

    with open(path, encoding="utf-8") as file:
        return yaml_text.load(file.read())


def read_folder(folder: str, shown: str = "") -> Iterator[RuleFile]:
    """Every rule file below a folder. `shown` is how the folder is called in messages. Raises ConfigError."""
    for group, path in rule_paths(folder):
        if not os.path.isfile(path) or not is_inside(os.path.realpath(path), folder):
            raise ConfigError(shown or folder, None, f'"{os.path.relpath(path, folder)}" is no file of this folder')
        yield read_file(path, group, os.path.join(shown or os.path.basename(folder), os.path.relpath(path, folder)))


def read_file(path: str, group: str, shown: str) -> RuleFile:
    from linklint import yaml_text
    from linklint.examples import pages as read_pages

    try:
        with open(path, encoding="utf-8") as file:
            documents = yaml_text.load_marked(file.read())
    except yaml_text.MarkedError as error:
        raise ConfigError(shown, error.line, error.what) from error
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(shown, None, f"cannot be read: {error}") from error
    if not documents or not isinstance(documents[0].value, dict):
        raise ConfigError(shown, 1, "a rule file starts with the rule's keys")
    lines = {".".join(map(str, place)): line for place, line in documents[0].lines.items()}
    head = documents[0].value
    file_ = RuleFile(os.path.splitext(os.path.basename(path))[0], group, shown, head, (), lines)
    for key in head:
        if key not in _KEYS:
            raise file_.wrong(unknown("key", str(key), _KEYS), str(key))
    examples = []
    for document in documents[1:]:
        if not isinstance(document.value, dict):
            raise ConfigError(shown, document.lines[()], "an example is a mapping with good and bad")
        for key in document.value:
            if key not in _EXAMPLE_KEYS:
                raise ConfigError(shown, document.lines[(str(key),)], unknown("example key", str(key), _EXAMPLE_KEYS))
        try:
            read_pages(document.value)
        except OptionError as error:
            raise ConfigError(shown, document.lines.get(error.key, document.lines[("pages",)]), error.what) from error
        examples.append(document.value)
    return replace(file_, examples=tuple(examples))


def build(file: RuleFile, options: Mapping[str, object], option_places: Mapping[str, str] | None = None) -> Rule:
    """A rule that can run, its own options joined by the configuration's. Raises ConfigError; where the fault is in the
    configuration's options, `option_places` names the place of each, and under the empty name that of the rule."""
    for key in ("what", "level", "check", "message", "why"):
        if not file.text(key) and not file.page:
            raise file.wrong(f'"{key}" is missing')
    _choose(file, "level", file.text("level"), LEVELS)
    _choose(file, "state", file.text("state") or "on", _STATES)
    for once in file.texts("once"):
        _choose(file, "once", once, ("draft", "site"))
    kind = file.text("check")
    _choose(file, "check", kind, check_kinds())
    for need in file.texts("needs"):
        _choose(file, "needs", need, _FACTS)
    for want in file.texts("wants"):
        _choose(file, "wants", want, _WANTS)
    if only_with := file.text("only_with"):
        _choose(file, "only_with", only_with, _ONLY_WITH)
    module = import_module(f"linklint.checks.{kind}")
    own = file.head.get("options") or {}
    if not isinstance(own, dict):
        raise file.wrong('"options" must be a mapping', "options")
    given = Given(merged(own, options))
    try:
        read = module.Options.read(given)
        given.finish()
    except OptionError as error:
        if error.key and error.key[0] in options and option_places:
            place = option_places.get(error.key[0]) or option_places.get("")
            raise LinklintError(f"{place}: {error.what}") from error
        raise file.wrong(error.what, ".".join(("options", *error.key))) from error
    for word in () if file.page else _WORD.findall(file.text("message")):
        known = {*wording.WORDS, *module.WORDS, "more"}
        if word not in known:
            raise file.wrong(unknown("word", word, known), "message")
    if not hasattr(module, "survey"):
        return _rule(file, partial(module.check, options=read), given.written)
    rule = _rule(file, partial(module.check, rule=file.id, options=read), given.written)
    return replace(rule, survey=partial(module.survey, options=read))


def _rule(file: RuleFile, check: Check, options: Mapping[str, object]) -> Rule:
    return Rule(
        id=file.id,
        group=file.group,
        level=file.text("level"),  # type: ignore[arg-type]
        state=file.text("state") or "on",
        what=file.text("what"),
        message=file.text("message"),
        kind=file.text("check"),
        check=check,
        needs=frozenset(file.texts("needs")) | needs_of(options),
        wants=frozenset(file.texts("wants")),
        yields_to=frozenset(file.texts("yields_to")),
        once=frozenset(file.texts("once")),
        only_with=file.text("only_with"),
    )


class _Deferred:
    """The check of a bundled rule as it stands: it was built when the rules were compiled, so it is imported and built again
    when a draft asks for it. Most drafts ask for few."""

    def __init__(self, file: RuleFile) -> None:
        self._file = file
        self._check: Check | None = None

    def __call__(self, draft: Draft, facts: Facts) -> Iterator[Hit]:
        if self._check is None:
            self._check = build(self._file, {}).check
        return self._check(draft, facts)


def _choose(file: RuleFile, key: str, word: str, choices: Iterable[str]) -> None:
    if word not in choices:
        raise file.wrong(unknown(key.replace("_", " "), word, choices), key)


@lru_cache(maxsize=1)
def check_kinds() -> frozenset[str]:
    """The modules of linklint.checks."""
    import linklint.checks

    return frozenset(
        name.partition(".")[0]
        for folder in linklint.checks.__path__
        for name in os.listdir(folder)
        if name.endswith(".py") and name != "__init__.py"
    )


def all_files(config: Config) -> tuple[RuleFile, ...]:
    """The bundled rules and the team's own. Raises ConfigError."""
    bundled = rule_files()
    if not config.house_rules:
        return bundled
    folder = os.path.realpath(os.path.join(config.root, config.house_rules))
    shown = config.house_rules.rstrip("/")
    house = tuple(replace(file, group="house") for file in read_folder(folder, shown))
    known = {file.id for file in bundled}
    for file in house:
        if file.id in known:
            raise ConfigError(file.path, None, f'a bundled rule is called "{file.id}" too; give yours another name')
    _check_names(bundled + house, house)
    return bundled + house


def _check_names(files: Iterable[RuleFile], judged: Iterable[RuleFile]) -> None:
    known = {file.id for file in files}
    for file in judged:
        for other in file.texts("yields_to"):
            if other not in known:
                raise file.wrong(f"yields_to: {unknown('rule', other, known)}", "yields_to")


def preset_names() -> tuple[str, ...]:
    return tuple(sorted(_compiled(RULES_FOLDER)["presets"]))


def preset_levels(name: str, files: Iterable[RuleFile]) -> dict[str, str]:
    """Rule id -> level or `off`, as a preset has it. Raises LinklintError where there is no such preset."""
    presets: Mapping[str, Mapping[str, Any]] = _compiled(RULES_FOLDER)["presets"]
    if name not in presets:
        raise LinklintError(unknown("preset", name, presets))
    preset = presets[name]
    groups, rules = preset.get("groups") or {}, preset.get("rules") or {}
    levels: dict[str, str] = {}
    for file in files:
        state = file.text("state") or "on"
        usual = file.text("level") if state != "off" or preset.get("opt_in") else "off"
        if preset.get("only") and file.group not in preset["only"] and file.group != "house":
            usual = "off"
        levels[file.id] = rules.get(file.id, groups.get(file.group, usual) if usual != "off" else "off")
    return levels


def load(
    config: Config,
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    is_site: bool = False,
    is_online: bool = False,
) -> tuple[Rule, ...]:
    """The rules that run under a configuration, by id: with `is_site` also those that judge all drafts together, with
    `is_online` those that ask the web. `select` runs only the named ones, whatever the configuration says of their state;
    `ignore` leaves some out. Where a rule asks which suppressions are of use, those run too, unheard.
    Raises LinklintError for a name or an option that does not exist."""
    files = all_files(config)
    known = {file.id for file in files}
    for name in (*select, *ignore):
        if name not in known:
            raise LinklintError(unknown("rule", name, known))
    for name, named in config.rules.items():
        if name not in known:
            raise LinklintError(f"{named.places['']}: {unknown('rule', name, known)}")
    levels = preset_levels(config.preset, files)
    beyond = {need for need, is_met in ((_OF_SITES, is_site), (_OF_THE_WEB, is_online)) if not is_met}
    rules, left_out = [], []
    for file in files:
        setting = config.rules.get(file.id)
        level = usual = (setting.level if setting else "") or levels[file.id]
        if select:
            level = (level if level != "off" else file.text("level")) if file.id in select else "off"
        if level == "off" or file.id in ignore or not beyond.isdisjoint(file.texts("needs")):
            if setting and setting.options:
                build(file, setting.options, setting.places)  # a typo is told even where the rule is off
            left_out += [file] if usual != "off" and beyond.isdisjoint(file.texts("needs")) else []
            continue
        if rule := _ready(file, setting, config):
            rules.append(rule if rule.level == level else replace(rule, level=level))
    if any("idle" in rule.needs for rule in rules):
        unheard = (_ready(file, config.rules.get(file.id), config) for file in left_out)
        rules += [replace(rule, is_heard=False) for rule in unheard if rule]
    return tuple(sorted(rules, key=lambda rule: rule.id))


def _ready(file: RuleFile, setting: RuleSetting | None, config: Config) -> Rule | None:
    """None where it is silent until a configuration says more."""
    options = setting.options if setting else {}
    is_configured = {OPTIONS: bool(options), HOSTS: bool(config.hosts)}
    if not is_configured.get(file.text("only_with"), True):
        return None
    if options or file.lines or _OF_SITES in file.texts("needs"):
        return build(file, options, setting.places if setting else None)
    return _rule(file, _Deferred(file), file.head.get("options") or {})  # type: ignore[arg-type]
