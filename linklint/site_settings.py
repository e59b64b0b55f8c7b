"""What the settings of a site say of it: its own hosts, where drafts become pages. They are read as text, and nothing of them
is run."""

from __future__ import annotations

import json
import os
import re

from linklint import urls
from linklint.files import Roots, is_inside
from linklint.generators import Sites, beginning, is_own_file
from linklint.record import record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_KEYS = {
    "_config": ("url",),
    "_data/metadata": ("url",),
    "_data/site": ("url",),
    "_quarto": ("website", "site-url"),
    "config": ("baseurl",),
    "config/_default/config": ("baseurl",),
    "config/_default/hugo": ("baseurl",),
    "hugo": ("baseurl",),
    "mkdocs": ("site_url",),
    "package": ("homepage",),
    "src/_data/metadata": ("url",),
    "src/_data/site": ("url",),
    "zola": ("base_url",),
}
"""Of files of data by their names without ending, where in them the site's URL stands, in small letters."""
_PROGRAMS = {
    "astro.config": "site",
    "docusaurus.config": "url",
    "gatsby-config": "siteUrl",
    ".vitepress/config": "hostname",
    "pelicanconf": "SITEURL",
    "publishconf": "SITEURL",
    "conf": "html_baseurl",
}
"""Of files that are programs."""
_DATA = (".yml", ".yaml", ".toml", ".json")
_CODE = (".js", ".mjs", ".cjs", ".ts", ".mts", ".cts", ".py")
_NAMES = ("CNAME", "static/CNAME", "public/CNAME", "source/CNAME", "src/CNAME", "docs/CNAME")
"""What pages are published under, as GitHub Pages has it."""
_FOLDERS = ("", "docs", "doc", "website", "site", "www", "web")
"""Where sites lie in repositories."""
_NOT_OWN = frozenset({"github.com", "gitlab.com", "bitbucket.org", "codeberg.org", "npmjs.com", "pypi.org"})
_STAND_INS = frozenset({"example.com", "example.org", "example.net"})
_NAMES_OF_GENERATORS = {
    "kramdown": "Jekyll",
    "jekyll-commonmark": "Jekyll",
    "hugo": "Hugo",
    "zola": "Zola",
    "hexo": "Hexo",
    "mkdocs": "MkDocs",
    "docusaurus": "Docusaurus",
    "eleventy": "Eleventy",
    "quarto": "Quarto",
    "mdbook": "mdBook",
    "pelican": "Pelican",
    "vitepress": "VitePress",
    "myst": "Sphinx or Jupyter Book",
    "gfm": "Astro or Gatsby",
    "pandoc": "Jekyll with pandoc",
}
_OUTPUT = {
    "Jekyll": "_site/",
    "Hugo": "public/",
    "Zola": "public/",
    "Hexo": "public/",
    "MkDocs": "site/",
    "Docusaurus": "build/",
    "Eleventy": "_site/",
    "Quarto": "_site/",
    "mdBook": "book/",
    "Pelican": "output/",
}


@record
class OwnHost:
    host: str
    """Empty where the URL is a stand-in or that of a platform."""
    url: str
    place: str
    """`mkdocs.yml: site_url`."""


@record
class Generator:
    name: str
    dialect: str
    folder: str
    """Relative to the project; empty for its own."""

    @property
    def output(self) -> str:
        """Where pages are built, as a pattern to exclude; empty where nothing is usual."""
        place = _OUTPUT.get(self.name, "")
        return os.path.join(self.folder, place).replace(os.sep, "/") if place else ""


def generators(project: str) -> tuple[Generator, ...]:
    """Of the sites in a project: in its own folder, or in those where sites usually lie."""
    sites = Sites(Roots())
    top = sites.dialect(os.path.abspath(project))
    found = [Generator(_NAMES_OF_GENERATORS.get(top, top), top, "")] if top != "auto" else []
    for folder in _FOLDERS[1:]:
        place = os.path.join(project, folder)
        if os.path.isdir(place) and not os.path.islink(place):
            dialect = sites.dialect(os.path.abspath(place))
            if dialect not in ("auto", top):
                found.append(Generator(_NAMES_OF_GENERATORS.get(dialect, dialect), dialect, folder))
    return tuple(found)


def own_hosts(project: str) -> tuple[OwnHost, ...]:
    """Each host once, in the order in which files are looked at."""
    found: dict[str, OwnHost] = {}
    for folder in _FOLDERS:
        for name, key, url in _told(os.path.join(project, folder), project):
            own = _own(url, f"{os.path.join(folder, name)}: {key}" if key else os.path.join(folder, name))
            found.setdefault(own.host or own.url, own)
    return tuple(found.values())


def _told(folder: str, project: str) -> Iterator[tuple[str, str, str]]:
    """File, key and URL."""
    for stem, path in _KEYS.items():
        for ending in _DATA:
            if text := _text(folder, stem + ending, project):
                for keys in (path, ("base_url",)) if stem == "config" else (path,):
                    if url := _value(text, ending, keys):
                        yield stem + ending, ".".join(keys), url
    for stem, name in _PROGRAMS.items():
        for ending in _CODE:
            if (text := _text(folder, stem + ending, project)) and (url := _assigned(text, name)):
                yield stem + ending, name, url
    for name in _NAMES:
        if text := _text(folder, name, project):
            yield name, "", "https://" + text.split(maxsplit=1)[0] if text.split() else ""


def _text(folder: str, name: str, project: str) -> str:
    path = os.path.join(folder, name)
    if not os.path.isfile(path) or not is_inside(os.path.realpath(path), project):
        return ""
    return beginning(path) if is_own_file(path, project) else ""


def _value(text: str, ending: str, keys: Sequence[str]) -> str:
    """What is no data after all, such as YAML with tags of a program's own, is asked for a line that looks like the key."""
    try:
        value: object = _loaded(text, ending)
    except ValueError:
        line = re.search(
            rf"^[ \t]*[\"']?{re.escape(keys[-1])}[\"']?[ \t]*[:=][ \t]*[\"']?(https?://[^\s\"']+)", text, re.M | re.I
        )
        return line.group(1) if line else ""
    for key in keys:
        small = {str(name).lower(): each for name, each in value.items()} if isinstance(value, dict) else {}
        value = small.get(key)
    return value if isinstance(value, str) else ""


def _loaded(text: str, ending: str) -> object:
    """Raises ValueError."""
    if ending == ".toml":
        from linklint import toml_text

        return toml_text.load(text)
    if ending == ".json":
        return _from_json(text)
    from linklint import yaml_text

    return yaml_text.load(text)


def _from_json(text: str) -> object:
    try:
        return json.loads(text)
    except RecursionError as error:
        raise ValueError("nested too deeply") from error


def _assigned(text: str, name: str) -> str:
    found = re.search(rf"(?<![\w.$]){re.escape(name)}[ \t]*[:=][ \t]*[\"'`](https?://[^\s\"'`]+)", text)
    return found.group(1) if found else ""


def _own(url: str, place: str) -> OwnHost:
    target = urls.parse(url)
    host = target.host.removeprefix("www.")
    is_stand_in = urls.registrable_domain(host) in _STAND_INS or "." not in host
    return OwnHost("" if is_stand_in or host in _NOT_OWN else host, url, place.replace(os.sep, "/"))
