"""Which configuration holds for a draft: the nearest `.linklint.yaml`, or `[tool.linklint]` in pyproject.toml."""

from __future__ import annotations

import os
import time

from linklint.config_file import ConfigFile, Override, read
from linklint.errors import LinklintError
from linklint.files import is_inside, project_root, root_as_written, shown
from linklint.generators import Sites
from linklint.model import Config
from linklint.record import replace

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

NAMES = (".linklint.yaml", ".linklint.yml", "linklint.yaml")


class Finder:
    """Configurations by draft: the nearest one upwards, up to the folder that holds `.git`."""

    def __init__(self, given: str = "", isolated: bool = False, preset: str = "", today: str = "") -> None:
        """`given` is the one file that counts for every draft; `isolated` is no file at all."""
        self._preset, self._isolated = preset, isolated
        self._today = today or time.strftime("%Y-%m-%d")
        self._by_folder: dict[str, ConfigFile] = {}
        self._names: dict[str, str] = {}
        self._by_name: dict[str, ConfigFile] = {}
        self._configs: dict[tuple[int, tuple[int, ...]], Config] = {}
        self._by_dialect: dict[tuple[int, str], Config] = {}
        self._sites = Sites()
        self._given = self._read(given) if given else None

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
        dialect = self._sites.dialect(os.path.dirname(os.path.abspath(path)))
        if dialect == "auto":
            return config
        key = (id(config), dialect)
        if key not in self._by_dialect:
            self._by_dialect[key] = replace(config, dialect=dialect)
        return self._by_dialect[key]

    def file_for(self, path: str) -> ConfigFile:
        """Raises LinklintError."""
        if self._given:
            return self._given
        folder = os.path.dirname(os.path.abspath(path))
        if folder not in self._by_folder:
            name = "" if self._isolated else self._nearest(folder)
            self._by_folder[folder] = self._read(name) if name else self._defaults(folder)
        return self._by_folder[folder]

    def excludes(self, path: str) -> bool:
        """Whether a configuration above the draft leaves it out: what a folder excludes, a nearer configuration does not
        bring back. Raises LinklintError."""
        return any(file.excludes(path) for file in self._files_above(path))

    def _files_above(self, path: str) -> Iterator[ConfigFile]:
        if self._given or self._isolated:
            yield self.file_for(path)
            return
        folder = os.path.dirname(os.path.abspath(path))
        while name := self._nearest(folder):
            yield self._read(name)
            holder = os.path.dirname(name)
            if os.path.exists(os.path.join(holder, ".git")) or os.path.dirname(holder) == holder:
                return
            folder = os.path.dirname(holder)

    def _nearest(self, folder: str) -> str:
        if folder not in self._names:
            self._names[folder] = _nearest(folder)
        return self._names[folder]

    def _defaults(self, folder: str) -> ConfigFile:
        root = root_as_written(folder)
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
    """The configuration that is nearest upwards, up to the folder that holds `.git`; empty where there is none."""
    here = folder
    while True:
        found = [os.path.join(here, name) for name in NAMES if os.path.isfile(os.path.join(here, name))]
        if len(found) > 1:
            names = " and ".join(os.path.basename(each) for each in found)
            raise LinklintError(f"{shown(here)}: both {names}; keep one")
        pyproject = os.path.join(here, "pyproject.toml")
        if not found and os.path.isfile(pyproject) and _mentions_linklint(pyproject):
            found = [pyproject]
        if found:
            if not is_inside(os.path.realpath(found[0]), project_root(here)):
                raise LinklintError(f"{shown(found[0])}: a symbolic link that leads out of the project")
            return found[0]
        above = os.path.dirname(here)
        if above == here or os.path.exists(os.path.join(here, ".git")):
            return ""
        here = above


def _mentions_linklint(path: str) -> bool:
    with open(path, encoding="utf-8", errors="replace") as file:
        return any(line.lstrip().startswith("[tool.linklint") for line in file)
