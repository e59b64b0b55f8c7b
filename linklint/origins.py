"""What holds for a draft, value by value, each with the place that says so: a file's line, a preset, the command line."""

from __future__ import annotations

from linklint import rulebook
from linklint.model import MetricsFile
from linklint.options import merged
from linklint.record import fields, record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from linklint.cascade import Part
    from linklint.config import Finder
    from linklint.model import Config
    from linklint.rulebook import RuleFile

DEFAULT = "default"
COMMAND_LINE = "command line"
SITE = "the site's files"
_WORDS = ("house_rules", "disavow", "front_matter_links")
_REL = ("external", "mode", "except_hosts", "raw_html", "cloak_prefixes")


@record
class Value:
    key: str
    """As in a configuration; of something below another key with a dot between."""
    value: object
    """Of a list one item."""
    origin: str


def values(finder: Finder, path: str) -> Iterator[Value]:
    """Raises LinklintError."""
    settings = finder.settings_for(path)
    parts = list(settings.holding(settings.fitting(path)))
    config = finder.config_for(path)
    yield Value("preset", config.preset, COMMAND_LINE if settings.preset else _place(parts, "preset"))
    yield Value("dialect", config.dialect, _of_dialect(parts, config.dialect))
    yield from (Value(name, getattr(config, name), _place(parts, name)) for name in _WORDS)
    yield from _metrics(parts, config)
    yield from _items(parts, "hosts", "hosts", config.hosts)
    yield from _items(parts, "exclude", "exclude", config.exclude)
    yield from _items([part for part in parts if "topics" in part.says][-1:], "topics", "topics", config.topics)
    yield from _items(parts, "relevance_allow", "relevance.allow", config.relevance_allow)
    yield from _rel_policy(parts, config)
    yield from _online(parts, config)
    yield from (
        Value(f"lists.{name}", entry.host, entry.place) for name, entries in config.lists.items() for entry in entries
    )
    yield from _rules(parts, config, COMMAND_LINE if settings.preset else f"preset {config.preset}")


def _place(parts: Sequence[Part], field: str) -> str:
    return next((part.place((field,)) for part in reversed(parts) if field in part.says), DEFAULT)


def _of_dialect(parts: Sequence[Part], dialect: str) -> str:
    said = next((part.says["dialect"] for part in reversed(parts) if "dialect" in part.says), "auto")
    return SITE if dialect != said else _place(parts, "dialect")


def _items(parts: Sequence[Part], field: str, key: str, held: Sequence[str]) -> Iterator[Value]:
    told = set()
    for part in parts:
        for at, item in enumerate(part.says.get(field, ())):
            if item in held and item not in told:
                told.add(item)
                yield Value(key, item, part.place((*key.split("."), at)))


def _rel_policy(parts: Sequence[Part], config: Config) -> Iterator[Value]:
    said = [part for part in parts if "rel_policy" in part.says]
    preset = next((at for at in reversed(range(len(said))) if "preset" in said[at].says["rel_policy"]), 0)
    for key in _REL:
        value = getattr(config.rel_policy, key)
        names = [part for part in said[preset:] if key in part.says["rel_policy"]]
        origin = names[-1].place(("rel_policy", key)) if names else DEFAULT
        if said and not names and "preset" in said[preset].says["rel_policy"]:
            origin = said[preset].place(("rel_policy", "preset"))
        yield Value(f"rel_policy.{key}", sorted(value) if isinstance(value, frozenset) else value, origin)


def _online(parts: Sequence[Part], config: Config) -> Iterator[Value]:
    for key in fields(config.online):
        said = [part for part in parts if key in part.says.get("online", {})]
        yield Value(f"online.{key}", getattr(config.online, key), said[-1].place(("online", key)) if said else DEFAULT)


def _metrics(parts: Sequence[Part], config: Config) -> Iterator[Value]:
    for key in fields(config.metrics):
        value = getattr(config.metrics, key)
        place = next((part.place(("metrics", key)) for part in reversed(parts) if "metrics" in part.says), DEFAULT)
        yield Value(f"metrics.{key}", value, place if value != getattr(MetricsFile(), key) else DEFAULT)


def _rules(parts: Sequence[Part], config: Config, preset: str) -> Iterator[Value]:
    files = rulebook.all_files(config)
    levels = rulebook.preset_levels(config.preset, files)
    for file in files:
        said = [part for part in parts if file.id in part.says.get("rules", {})]
        names = [part for part in said if part.says["rules"][file.id].level]
        usual = "off" if file.text("state") == "off" else file.text("level")
        level = config.rules[file.id].level if names else levels[file.id]
        origin = DEFAULT if level == usual else preset
        yield Value(f"rules.{file.id}", level, names[-1].place(("rules", file.id, "level")) if names else origin)
        yield from _options(file, config, said)


def _options(file: RuleFile, config: Config, said: Sequence[Part]) -> Iterator[Value]:
    """Those that a configuration gives, joined with the rule's own."""
    if not said:
        return
    own = file.head.get("options") or {}
    given = config.rules[file.id].options
    for key, value in merged(own, given).items():  # type: ignore[arg-type]
        places = [part.place(("rules", file.id, key)) for part in said if key in part.says["rules"][file.id].options]
        if places:
            yield Value(f"rules.{file.id}.{key}", value, ", ".join(places))
