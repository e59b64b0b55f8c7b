"""Which configuration holds for a draft: every `.linklint.yaml`, or `[tool.linklint]` in pyproject.toml, from its folder
upward to the repository's, each with what it extends."""

from __future__ import annotations

import os
import stat
import time

from linklint.errors import LinklintError
from linklint.files import Roots, is_inside, project_root, shown
from linklint.generators import Sites
from linklint.record import record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from linklint.cascade import Settings
    from linklint.model import Config

NAMES = (".linklint.yaml", ".linklint.yml", "linklint.yaml")
PRESET = "linklint:"
"""Before the name of a preset that is extended."""
_FOR_ALL = stat.S_ISVTX | stat.S_IWOTH
_DEEPEST = 10
"""Files that extend each other, one the next."""


@record
class Outline:
    """What must be known of a configuration before drafts are read: little, so that what was read once is easily kept."""

    root: str
    exclude: tuple[str, ...] = ()
    house_rules: str = ""
    is_root: bool = False
    """Files in the folders above do not count."""
    extends: tuple[tuple[str, str], ...] = ()
    """Paths of files, each with the place where it is named."""
    path: str = ""
    """As shown."""
    files: tuple[str, ...] = ()
    """Other files that it names and findings follow from, relative to the root."""

    def excludes(self, path: str) -> bool:
        from linklint import globs

        return globs.matches_any(place_of(path, self.root), self.exclude)


@record
class Holding:
    """What holds for the drafts of a folder."""

    files: tuple[str, ...]
    """The configuration files, the nearest last."""
    root: str
    """The folder of the first one; where there is none, the project's."""


def place_of(path: str, root: str) -> str:
    """A draft's path relative to the folder of its configuration, with `/`."""
    return os.path.relpath(os.path.abspath(path), root or ".").replace(os.sep, "/")


class Finder:
    """Configurations by draft: those of its folder and the folders above, up to the one that holds `.git`."""

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
        self._above: dict[str, tuple[str, ...]] = {}
        self._parts: dict[str, tuple[str, ...]] = {}
        self._excluding: dict[str, list[Outline]] = {}
        self._read: dict[str, Settings] = {}
        self._settings: dict[Holding, Settings] = {}
        self._configs: dict[tuple[int, tuple[int, ...]], Config] = {}
        self._by_dialect: dict[tuple[int, str], Config] = {}
        self._dialects: dict[str, str] = {}
        self._for_all_of: dict[str, Config] = {}
        """By folder, where no override tells its drafts apart."""
        self._sites = Sites(self._roots)

    def config_for(self, path: str) -> Config:
        """The settings that hold for a draft: the same object for all drafts that they hold for. Raises LinklintError."""
        folder = os.path.dirname(path)
        if folder in self._for_all_of:
            return self._for_all_of[folder]
        settings = self.settings_for(path)
        config = self._fitting(settings, path)
        if not settings.overrides:
            self._for_all_of[folder] = config
        return config

    def _fitting(self, settings: Settings, path: str) -> Config:
        fitting = (id(settings), settings.fitting(path))
        if fitting not in self._configs:
            self._configs[fitting] = settings.with_overrides(fitting[1])
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
        folder = os.path.dirname(path)
        if folder not in self._dialects:
            self._dialects[folder] = self._sites.dialect(os.path.abspath(folder))
        return self._dialects[folder]

    def settings_for(self, path: str) -> Settings:
        """Raises LinklintError."""
        holding = self.holding(path)
        if holding not in self._settings:
            from linklint.cascade import joined

            files = [self._file(part) for file in holding.files for part in self.parts(file)]
            outline = Outline(holding.root, path=shown(holding.files[-1]) if holding.files else "")
            self._settings[holding] = joined(files, outline, self._preset, self.today)
        return self._settings[holding]

    def holding(self, path: str) -> Holding:
        """Raises LinklintError where several files claim to hold, or one of them cannot be read."""
        folder = os.path.dirname(path)
        if folder not in self._holdings:
            files = self._files_above(os.path.abspath(folder))
            root = os.path.dirname(os.path.abspath(files[0])) if files else self._roots.as_written(folder)
            self._holdings[folder] = Holding(files, root)
        return self._holdings[folder]

    def excludes(self, path: str) -> bool:
        """Whether a configuration that holds for the draft leaves it out: what a folder excludes, a nearer configuration does
        not bring back. Raises LinklintError."""
        folder = os.path.dirname(path)
        if folder not in self._excluding:
            outlines = [self.outline(part) for file in self.holding(path).files for part in self.parts(file)]
            self._excluding[folder] = [outline for outline in outlines if outline.exclude]
        return any(outline.excludes(path) for outline in self._excluding[folder])

    def outline(self, file: str) -> Outline:
        """Raises LinklintError."""
        if file not in self.outlines:
            known = self._recall(file) if self._recall else None
            self.outlines[file] = known or self._file(file).outline
        return self.outlines[file]

    def parts(self, file: str) -> tuple[str, ...]:
        """A file and, before it, what it extends, each once. Raises LinklintError."""
        if file not in self._parts:
            found: dict[str, None] = {}
            self._extend(file, (), found)
            self._parts[file] = tuple(found)
        return self._parts[file]

    def _extend(self, file: str, trail: tuple[str, ...], found: dict[str, None]) -> None:
        trail = (*trail, os.path.realpath(file))
        for base, place in self.outline(file).extends:
            if os.path.realpath(base) in trail:
                raise LinklintError(f'{place}: "extends": {shown(base)} extends this file, or is it')
            if len(trail) == _DEEPEST:
                raise LinklintError(f'{place}: "extends": more than {_DEEPEST} files, each of which extends the next')
            if base not in found:
                self._extend(base, trail, found)
        found[file] = None

    def _files_above(self, folder: str) -> tuple[str, ...]:
        """The configuration files that hold for a folder, the nearest last. Raises LinklintError."""
        if self._given or self._isolated:
            return (self._given,) if self._given else ()
        if folder not in self._above:
            file = self._nearest(folder)
            self._above[folder] = (*self._files_beyond(file), file) if file else ()
        return self._above[folder]

    def _files_beyond(self, file: str) -> tuple[str, ...]:
        folder = os.path.dirname(file)
        above = os.path.dirname(folder)
        if above == folder or os.path.exists(os.path.join(folder, ".git")):
            return ()
        beyond = self._files_above(above)
        return () if beyond and self.outline(file).is_root else beyond

    def _nearest(self, folder: str) -> str:
        """The configuration that is nearest upwards, up to the folder that holds `.git`; empty where there is none."""
        passed = []
        here = folder
        while here not in self._names:
            passed.append(here)
            above = os.path.dirname(here)
            found = "" if _is_for_all(here) else configuration_in(here)
            if found or above == here or os.path.exists(os.path.join(here, ".git")):
                self._names[here] = found
            else:
                here = above
        self._names.update(dict.fromkeys(passed, self._names[here]))
        return self._names[folder]

    def _file(self, file: str) -> Settings:
        if file not in self._read:
            from linklint.config_file import read

            self._read[file] = read(file)
        return self._read[file]


def _is_for_all(folder: str) -> bool:
    """Whether everybody may lay files there, as in `/tmp`: who did so has no say in what others lint."""
    try:
        return os.stat(folder).st_mode & _FOR_ALL == _FOR_ALL
    except OSError:
        return False


def configuration_in(folder: str) -> str:
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
