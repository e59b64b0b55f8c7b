"""What several configuration files say together: each over those before it, the nearest to the draft last.

Lists of hosts grow on the way, and so do the options of rules; of everything else the nearer word counts.
"""

from __future__ import annotations

import os

from linklint.config import Outline, place_of
from linklint.model import Config, ListEntry, Online, RelPolicy, RuleSetting
from linklint.record import record, replace

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from typing import Any

    Place = tuple[str | int, ...]

_GROWING = ("exclude", "hosts", "managed", "relevance_allow")
_PATHS = ("house_rules", "disavow")
_VERDICTS = ("allow", "deny", "low", "high")
"""Lists of which a host is in one at most: what a nearer file says of it counts."""


@record
class Part:
    """Keys that hold for the same drafts: those of a file, or of one of its overrides."""

    says: Mapping[str, Any]
    """By field of Config. What `rel_policy` and `online` say are mappings of their own."""
    place: Callable[[Place], str]
    """Of a key below the part, `.linklint.yaml:12`."""
    root: str
    files: tuple[str, ...] = ()
    """Globs, relative to the root; none where it holds for all drafts."""


@record
class Settings:
    """What a file says, or several of them together."""

    outline: Outline
    parts: tuple[Part, ...] = ()
    preset: str = ""
    """The command line's: it takes the place of every preset in the files."""
    today: str = ""

    @property
    def overrides(self) -> tuple[Part, ...]:
        return tuple(part for part in self.parts if part.files)

    @property
    def config(self) -> Config:
        """Without any override."""
        return self.with_overrides(())

    def fitting(self, path: str) -> tuple[int, ...]:
        """Which overrides hold for a draft."""
        if not (overrides := self.overrides):
            return ()
        from linklint import globs

        return tuple(
            number for number, part in enumerate(overrides) if globs.matches_any(place_of(path, part.root), part.files)
        )

    def holding(self, numbers: Sequence[int]) -> Iterator[Part]:
        """The parts that hold where these overrides do, in their order."""
        held = {id(part) for number, part in enumerate(self.overrides) if number in numbers}
        return (part for part in self.parts if not part.files or id(part) in held)

    def with_overrides(self, numbers: Sequence[int]) -> Config:
        return self._config(self.holding(numbers))

    def cases(self) -> Iterator[Config]:
        """Settings that make it sure, where all of them can be loaded, that no word in any file is wrong, although it be
        about other drafts or a nearer file say otherwise."""
        last = max((at for at, part in enumerate(self.parts) if not part.files), default=0)
        for at, part in enumerate(self.parts):
            if part.files or at < last:
                yield self._config([*(each for each in self.parts[:at] if not each.files), part])

    def _config(self, parts: Iterable[Part]) -> Config:
        fields: dict[str, Any] = {"root": self.outline.root, "path": self.outline.path}
        for part in parts:
            _join(fields, part, self.outline.root)
        if "rel_policy" in fields:
            fields["rel_policy"] = _policy(fields["rel_policy"])
        if "online" in fields:
            fields["online"] = Online(**fields["online"])
        if self.preset:
            fields["preset"] = self.preset
        return Config(**fields, today=self.today)


def joined(files: Sequence[Settings], outline: Outline, preset: str, today: str) -> Settings:
    return Settings(outline, tuple(part for file in files for part in file.parts), preset, today)


def _join(fields: dict[str, Any], part: Part, root: str) -> None:
    for name, value in part.says.items():
        before = fields.get(name)
        if name in _PATHS and part.root != root:
            value = os.path.relpath(os.path.join(part.root, value), root)
        elif name == "metrics" and part.root != root:
            value = replace(value, file=os.path.relpath(os.path.join(part.root, value.file), root))
        elif before is None:
            pass
        elif name in _GROWING:
            value = (*before, *(each for each in value if each not in before))
        elif name == "rules":
            value = {**before, **{rule: _rule(before.get(rule), setting) for rule, setting in value.items()}}
        elif name == "lists":
            value = _lists(before, value)
        elif name == "online" or (name == "rel_policy" and "preset" not in value):
            value = {**before, **value}
        fields[name] = value


def _rule(before: RuleSetting | None, nearer: RuleSetting) -> RuleSetting:
    """Options stay where the nearer file only says a level, and join its own."""
    if before is None:
        return nearer
    from linklint.options import merged

    level, options = nearer.level or before.level, merged(before.options, nearer.options)
    return RuleSetting(level, options, {**before.places, **nearer.places})


def _lists(before: Mapping[str, tuple[ListEntry, ...]], nearer: Mapping[str, tuple[ListEntry, ...]]) -> dict[str, Any]:
    judged = {entry.host for name in _VERDICTS for entry in nearer.get(name, ())}
    lists = {}
    for name in {**before, **nearer}:
        told = judged if name in _VERDICTS else {entry.host for entry in nearer.get(name, ())}
        lists[name] = (*(entry for entry in before.get(name, ()) if entry.host not in told), *nearer.get(name, ()))
    return lists


def _policy(said: Mapping[str, Any]) -> RelPolicy:
    """What the preset says, but for the keys that are given."""
    from linklint.rel_presets import PRESETS

    preset = PRESETS[said.get("preset", "none")].policy
    return replace(preset, **{key: value for key, value in said.items() if key != "preset"})
