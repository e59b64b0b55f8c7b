"""Which generator builds the site that a draft belongs to, and so which dialect it is written in: told by the files that
lie beside the drafts, by name as far as names suffice. Nothing of them is run or loaded."""

from __future__ import annotations

import os
import re

from linklint.files import is_inside
from linklint.patterns import pattern

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Set

    from linklint.files import Roots

_MOST_BYTES = 64_000
"""What is read of a file whose name does not suffice."""


def _named(stem: str, *endings: str) -> tuple[str, ...]:
    return tuple(f"{stem}.{ending}" for ending in endings)


_FILES = {
    "docusaurus": _named("docusaurus.config", "js", "ts", "mjs", "cjs"),
    "eleventy": (".eleventy.js", *_named("eleventy.config", "js", "mjs", "cjs", "ts")),
    "quarto": _named("_quarto", "yml", "yaml"),
    "mkdocs": _named("mkdocs", "yml", "yaml"),
    "hugo": _named("hugo", "toml", "yaml", "yml", "json"),
    "mdbook": ("book.toml",),
    "pelican": ("pelicanconf.py",),
    "gfm": (*_named("astro.config", "mjs", "js", "ts", "mts", "cjs"), *_named("gatsby-config", "js", "ts", "mjs")),
}
"""By dialect, the files that one generator alone has. Where several lie in one folder, the first decides."""
_FOLDERS = ((".vitepress", "", "vitepress"), (".vuepress", "", "vitepress"), ("config", "_default", "hugo"))
_CONFIGS = (*_named("_config", "yml", "yaml", "toml"), *_named("config", "toml", "yaml", "yml", "json"), "conf.py")
"""Files that several generators have. They decide last: a `_config.yml` is often left from the generator before, or
only names a theme."""

_MARKDOWN_OF_JEKYLL = pattern(r"^[\"']?markdown[\"']?[ \t]*[:=][ \t]*[\"']?(\w+)", re.M)
_BASE_OF_HUGO = pattern(r"^[ \t{]*[\"']?baseurl[\"']?[ \t]*[:=]", re.M | re.I)
_BASE_OF_ZOLA = pattern(r"^base_url[ \t]*=", re.M)
_FOLDERS_OF_HUGO = frozenset({"content", "archetypes", "themes", "layouts"})


class Sites:
    """Dialects by folder. Each folder is looked at once."""

    def __init__(self, roots: Roots) -> None:
        self._roots = roots
        self._told: dict[str, tuple[str, bool]] = {}

    def dialect(self, folder: str) -> str:
        """What the nearest folder upwards tells that tells anything, inside the project; `auto` where none does."""
        top = self._top(folder)
        here = folder
        while True:
            if here not in self._told:
                self._told[here] = _look(here, top)
            dialect, is_last = self._told[here]
            above = os.path.dirname(here)
            if dialect or is_last or here in (top, above):
                return dialect or "auto"
            here = above

    def _top(self, folder: str) -> str:
        """The project's folder: the one with `.git`; where there is none, the working directory or the draft's own folder."""
        root = self._roots.repository(folder)
        return root if root not in ("", folder) else self._roots.as_written(folder)


def _look(folder: str, top: str) -> tuple[str, bool]:
    """The dialect that the files of a folder tell, or nothing, and whether a repository starts here."""
    try:
        names = frozenset(os.listdir(folder))
    except OSError:
        return "", False
    dialect = _by_files(folder, names, top) or _by_folders(folder, names) or _by_configs(folder, names, top)
    return dialect, ".git" in names


def _by_files(folder: str, names: Set[str], top: str) -> str:
    for dialect, files in _FILES.items():
        if any(name in names and is_own_file(os.path.join(folder, name), top) for name in files):
            return dialect
    return ""


def _by_folders(folder: str, names: Set[str]) -> str:
    for name, inside, dialect in _FOLDERS:
        if name in names and os.path.isdir(os.path.join(folder, name, inside)):
            return dialect
    return ""


def _by_configs(folder: str, names: Set[str], top: str) -> str:
    for name in _CONFIGS:
        if name in names and is_own_file(path := os.path.join(folder, name), top):
            stem = name.partition(".")[0]
            dialect = {"_config": _jekyll, "config": _hugo, "conf": _sphinx}[stem](path, names)
            if dialect:
                return dialect
    return ""


def _jekyll(path: str, names: Set[str]) -> str:
    """Jekyll, or Hexo and Jupyter Book, whose settings have the same name. A renderer that is none of ours tells nothing."""
    if "scaffolds" in names:
        return "hexo"
    if "_toc.yml" in names:
        return "myst"
    renderer = _MARKDOWN_OF_JEKYLL.search(beginning(path))
    match renderer.group(1).lower() if renderer else "kramdown":
        case "kramdown" | "pandoc" as name:
            return name
        case "gfm" | "commonmark" | "commonmarkghpages" | "jekyllcommonmarkcustomrenderer":
            return "jekyll-commonmark"
    return "auto"


def _hugo(path: str, names: Set[str]) -> str:
    if _FOLDERS_OF_HUGO.isdisjoint(names):
        return ""
    said = beginning(path)
    if _BASE_OF_ZOLA.search(said):
        return "zola"
    return "hugo" if "archetypes" in names or _BASE_OF_HUGO.search(said) else ""


def _sphinx(path: str, names: Set[str]) -> str:
    return "myst" if "myst" in beginning(path) else ""


def is_own_file(path: str, top: str) -> bool:
    """No folder of that name, and no symbolic link that leads out of the project."""
    return os.path.isfile(path) and (not os.path.islink(path) or is_inside(os.path.realpath(path), top))


def beginning(path: str) -> str:
    """As much of a file as is read; empty where it cannot be."""
    try:
        with open(path, "rb") as file:
            return file.read(_MOST_BYTES).decode("utf-8-sig", "replace")
    except OSError:
        return ""
