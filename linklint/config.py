"""Which configuration holds for a draft: the nearest `.linklint.yaml`, or `[tool.linklint]` in pyproject.toml."""

from __future__ import annotations

import os
import time

from linklint.errors import LinklintError
from linklint.files import Roots, is_inside, project_root, shown
from linklint.generators import Sites
from linklint.record import record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from linklint.config_file import ConfigFile
    from linklint.model import Config

NAMES = (".linklint.yaml", ".linklint.yml", "linklint.yaml")


@record
class Outline:
    """What must be known of a configuration before drafts are read: little, so that what was read once is easily kept."""

    root: str
    exclude: tuple[str, ...] = ()
    house_rules: str = ""
    files: tuple[str, ...] = ()
    """Other files that it names and findings follow from, relative to the root."""

    def excludes(self, path: str) -> bool:
        from linklint import globs

        return globs.matches_any(place_of(path, self.root), self.exclude)


@record
class Holding:
    """What holds for the drafts of a folder."""

    file: str
    """The configuration file; empty where there is none."""
    root: str


def place_of(path: str, root: str) -> str:
    """A draft's path relative to the folder of its configuration, with `/`."""
    return os.path.relpath(os.path.abspath(path), root or ".").replace(os.sep, "/")


class Finder:
    """Configurations by draft: the nearest one upwards, up to the folder that holds `.git`."""

    def __init__(
        self,
        given: str = "",
        isolated: bool = False,
        preset: str = "",
        today: str = "",
        recall: Callable[[str], Outline | None] | None = None,
    ) -> None:
        """`given` is the one file that counts for every draft; `isolated` is no file at all. `recall` knows outlines of files
        that have not changed since they were last read."""
        self.today = today or time.strftime("%Y-%m-%d")
        self.outlines: dict[str, Outline] = {}
        """By file, as far as they were asked for."""
        self._given, self._preset, self._isolated, self._recall = given, preset, isolated, recall
        self._roots = Roots()
        self._holdings: dict[str, Holding] = {}
        self._names: dict[str, str] = {}
        self._above: dict[str, tuple[Outline, ...]] = {}
        self._excluding: dict[str, list[Outline]] = {}
        self._files: dict[Holding, ConfigFile] = {}
        self._configs: dict[tuple[int, tuple[int, ...]], Config] = {}
        self._by_dialect: dict[tuple[int, str], Config] = {}
        self._sites = Sites(self._roots)

    def config_for(self, path: str) -> Config:
        """The settings that hold for a draft: the same object for all drafts that they hold for. Raises LinklintError."""
        file = self.file_for(path)
        fitting = (id(file), file.fitting(path))
        if fitting not in self._configs:
            self._configs[fitting] = file.with_overrides(fitting[1])
        config = self._configs[fitting]
        return self._in_its_dialect(config, path) if config.dialect == "auto" else config

    def _in_its_dialect(self, config: Config, path: str) -> Config:
        """With `auto` resolved, where files of the site tell its generator. They are no configuration of ours, so they count
        for isolated runs too."""
        from linklint.record import replace

        dialect = self.dialect(path)
        if dialect == "auto":
            return config
        key = (id(config), dialect)
        if key not in self._by_dialect:
            self._by_dialect[key] = replace(config, dialect=dialect)
        return self._by_dialect[key]

    def dialect(self, path: str) -> str:
        """What the files of the site around a draft tell; `auto` where they tell nothing."""
        return self._sites.dialect(os.path.dirname(os.path.abspath(path)))

    def file_for(self, path: str) -> ConfigFile:
        """Raises LinklintError."""
        return self._file(self.holding(path))

    def holding(self, path: str) -> Holding:
        """Raises LinklintError where several files claim to hold."""
        folder = os.path.dirname(path)
        if folder not in self._holdings:
            file = self._given or ("" if self._isolated else self._nearest(os.path.abspath(folder)))
            root = os.path.dirname(os.path.abspath(file)) if file else self._roots.as_written(folder)
            self._holdings[folder] = Holding(file, root)
        return self._holdings[folder]

    def excludes(self, path: str) -> bool:
        """Whether a configuration above the draft leaves it out: what a folder excludes, a nearer configuration does not
        bring back. Raises LinklintError."""
        folder = os.path.dirname(path)
        if folder not in self._excluding:
            above = self._outlines_above(os.path.abspath(folder))
            self._excluding[folder] = [outline for outline in above if outline.exclude]
        return any(outline.excludes(path) for outline in self._excluding[folder])

    def outline(self, file: str) -> Outline:
        """Raises LinklintError."""
        if file not in self.outlines:
            root = os.path.dirname(os.path.abspath(file))
            known = self._recall(file) if self._recall else None
            self.outlines[file] = known or self._file(Holding(file, root)).outline
        return self.outlines[file]

    def _outlines_above(self, folder: str) -> tuple[Outline, ...]:
        if self._given or self._isolated:
            return (self.outline(self._given),) if self._given else ()
        if folder not in self._above:
            file = self._nearest(folder)
            self._above[folder] = (self.outline(file), *self._outlines_beyond(os.path.dirname(file))) if file else ()
        return self._above[folder]

    def _outlines_beyond(self, folder: str) -> tuple[Outline, ...]:
        """Of the configurations above one that lies in this folder."""
        above = os.path.dirname(folder)
        if above == folder or os.path.exists(os.path.join(folder, ".git")):
            return ()
        return self._outlines_above(above)

    def _nearest(self, folder: str) -> str:
        """The configuration that is nearest upwards, up to the folder that holds `.git`; empty where there is none."""
        passed = []
        here = folder
        while here not in self._names:
            passed.append(here)
            above = os.path.dirname(here)
            found = _configuration_in(here)
            if found or above == here or os.path.exists(os.path.join(here, ".git")):
                self._names[here] = found
            else:
                here = above
        self._names.update(dict.fromkeys(passed, self._names[here]))
        return self._names[folder]

    def _file(self, holding: Holding) -> ConfigFile:
        if holding not in self._files:
            from linklint.config_file import ConfigFile, read
            from linklint.model import Config

            file = read(holding.file) if holding.file else ConfigFile(Config(root=holding.root))
            self._files[holding] = file.adjusted(self._preset, self.today)
        return self._files[holding]


def _configuration_in(folder: str) -> str:
    """The configuration in a folder itself; empty where there is none."""
    found = [path for name in NAMES if os.path.isfile(path := os.path.join(folder, name))]
    if len(found) > 1:
        names = " and ".join(os.path.basename(each) for each in found)
        raise LinklintError(f"{shown(folder)}: both {names}; keep one")
    pyproject = os.path.join(folder, "pyproject.toml")
    if not found and os.path.isfile(pyproject) and _mentions_linklint(pyproject):
        found = [pyproject]
    if found and not is_inside(os.path.realpath(found[0]), project_root(folder)):
        raise LinklintError(f"{shown(found[0])}: a symbolic link that leads out of the project")
    return found[0] if found else ""


def _mentions_linklint(path: str) -> bool:
    with open(path, encoding="utf-8", errors="replace") as file:
        return any(line.lstrip().startswith("[tool.linklint") for line in file)
