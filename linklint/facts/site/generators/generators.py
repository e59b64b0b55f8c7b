"""Which generators build sites in a folder, by the names of their settings."""

from __future__ import annotations

from linklint.facts.site import settings
from linklint.facts.site.generators import astro, docusaurus, eleventy, hugo, jekyll, mkdocs
from linklint.facts.site.generators.part import Part, found_among, inside, key
from linklint.patterns import pattern

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from linklint.facts.site.generators.part import World

    Reader = Callable[[str, World], Part]

_HUGO = tuple(f"hugo.{ending}" for ending in ("toml", "yaml", "yml", "json"))
_HUGO_TOO = tuple(f"config.{ending}" for ending in ("toml", "yaml", "yml", "json"))
_OF_HUGO = frozenset({"content", "archetypes", "themes", "layouts"})
_READERS: Mapping[tuple[str, ...], Reader] = {
    docusaurus.FILES: docusaurus.read,
    eleventy.FILES: eleventy.read,
    mkdocs.FILES: mkdocs.read,
    astro.FILES: astro.read,
    _HUGO: hugo.read,
}
_NOT_KNOWN = {
    "Quarto": ("_quarto.yml", "_quarto.yaml"),
    "mdBook": ("book.toml",),
    "Pelican": ("pelicanconf.py",),
    "Gatsby": ("gatsby-config.js", "gatsby-config.ts", "gatsby-config.mjs"),
    "Next.js": ("next.config.js", "next.config.mjs", "next.config.ts"),
    "Nuxt": ("nuxt.config.js", "nuxt.config.ts"),
    "Zensical": ("zensical.toml",),
}
"""Generators whose addresses are not known, by their files."""
_OF_EXAMPLES = frozenset(
    {"test", "tests", "testdata", "fixtures", "__fixtures__", "exampleSite", "template", "templates"}
)
"""Folders whose sites nobody publishes."""
_REDIRECT = pattern(r"^[ \t]*(/\S*)[ \t]+(\S+)(?:[ \t]+(\d{3})!?)?", 8)


def parts_in(folder: str, world: World) -> Iterator[Part]:
    """Those that publish anything, as far as can be told."""
    names = world.tree.folders.get(folder, frozenset())
    if any(step.startswith(".") or step in _OF_EXAMPLES for step in folder.split("/")):
        return
    part = _part(folder, names, world)
    if part and (part.pages or part.why_unknown or not folder):
        _add_redirects(part, world)
        yield part
    if not part or part.generator == "mkdocs":
        for name in sorted(names):
            if name.startswith("mkdocs.") and name.endswith((".yml", ".yaml")) and name not in mkdocs.FILES:
                more = mkdocs.read(folder, world, inside(folder, name))
                if more.pages and not (part and {*more.copies} == {*part.copies}):
                    yield more


def _part(folder: str, names: frozenset[str], world: World) -> Part | None:
    for files, read in _READERS.items():
        if not names.isdisjoint(files) and found_among(world.tree, folder, files):
            return read(folder, world)
    if "_default" in world.tree.folders.get(inside(folder, "config"), ()):
        return hugo.read(folder, world)
    for generator, files in _NOT_KNOWN.items():
        if not names.isdisjoint(files):
            return _unknown(generator, folder)
    if not names.isdisjoint(("_config.yml", "_config.yaml", "_config.toml")):
        if "scaffolds" in names:
            return _unknown("Hexo", folder)
        return _unknown("Jupyter Book", folder) if "_toc.yml" in names else jekyll.read(folder, world)
    if not names.isdisjoint(_HUGO_TOO) and not _OF_HUGO.isdisjoint(names):
        text = world.tree.text(found_among(world.tree, folder, _HUGO_TOO))
        if pattern(r"^base_url\s*=", 8).search(text):
            return _unknown("Zola", folder)
        if "archetypes" in names or pattern(r"^[\s{]*[\"']?baseurl", 10).search(text):
            return hugo.read(folder, world)
    if ".vitepress" in names or ".vuepress" in names:
        return _unknown("VitePress", folder)
    return _unknown("Sphinx", folder) if "conf.py" in names else None


def _unknown(generator: str, folder: str) -> Part:
    part = Part(generator, folder)
    part.why_unknown = "its addresses are not known"
    return part


def _add_redirects(part: Part, world: World) -> None:
    """Those that hosts read: `_redirects`, `netlify.toml`, `vercel.json`."""
    tree = world.tree
    folders = {part.folder, "", *(folder for folder, route in part.copies if not route)}
    for folder in sorted(folders):
        for found in _REDIRECT.finditer(tree.text(inside(folder, "_redirects"))):
            part.move(found[1], found[2])
    for folder in sorted({part.folder, ""}):
        told = settings.data(tree, inside(folder, "netlify.toml")).get("redirects")
        for each in settings.items(told):
            rule = settings.mapping(each)
            part.move(settings.text(rule.get("from")), settings.text(rule.get("to")))
        vercel = settings.data(tree, inside(folder, "vercel.json"))
        for name in ("redirects", "rewrites", "routes"):
            for each in settings.items(vercel.get(name)):
                rule = settings.mapping(each)
                source = settings.text(rule.get("source")) or settings.text(rule.get("src"))
                if "(" in source:
                    part.moved_below.append((key(source.partition("(")[0].rpartition("/")[0]), ""))
                elif source:
                    part.move(source, settings.text(rule.get("destination")))
