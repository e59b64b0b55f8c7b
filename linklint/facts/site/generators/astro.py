"""Astro: its pages, and those of Starlight's docs. What routes of programs make is unknown."""

from __future__ import annotations

import posixpath

from linklint.facts.site import settings
from linklint.facts.site.generators.part import ANYWHERE, Page, Part, below, first_text, found_among, inside, key
from linklint.patterns import pattern

TYPE_CHECKING = False
if TYPE_CHECKING:
    from linklint.facts.site.generators.part import World

FILES = tuple(f"astro.config.{ending}" for ending in ("mjs", "ts", "js", "mts", "cjs"))
_PAGES = (".astro", ".md", ".mdx", ".html", ".js", ".ts", ".markdown")
_DOCS = (".md", ".mdx", ".markdown", ".mdoc")
_LANGUAGE = pattern(r"[a-z]{2,3}(?:-[a-zA-Z0-9]{2,8})*")
_PAIR = pattern(r"[\"'`](/[^\"'`\n]*)[\"'`]\s*:\s*(?:[\"'`]([^\"'`\n]*)[\"'`]|\{)")


def read(folder: str, world: World) -> Part:
    part = Part("astro", folder)
    tree = world.tree
    program = settings.program(tree, found_among(tree, folder, FILES))
    part.publish_at(settings.literal(program, "site") or "")
    base = settings.literal(program, "base")
    part.base = ("/" + base.strip("/")) if base and base.strip("/") else ""
    if base == "":
        part.why_unknown = "its settings compute `base`"
    part.slugs, part.is_slashless = "github", True
    part.copies.append((inside(folder, settings.literal(program, "publicDir") or "public"), ""))
    for options in settings.objects(program, "redirects"):
        for old, new in _PAIR.findall(options):
            part.move(old, new)
    _add_pages(part, inside(folder, "src/pages"), world)
    if "starlight(" in program:
        _add_docs(part, inside(folder, "src/content/docs"), world, program)
        part.made -= {ANYWHERE}
    elif ANYWHERE in part.made:
        part.why_unknown = "programs make its pages"
    return part


def _add_pages(part: Part, root: str, world: World) -> None:
    for place in world.tree.files_below(root):
        inner = below(root, place) or ""
        stem, ending = posixpath.splitext(inner)
        if ending not in _PAGES or any(step.startswith("_") for step in stem.split("/")):
            continue
        if "[" in stem:
            part.made.add(key(stem.partition("[")[0].rpartition("/")[0]) or ANYWHERE)
            continue
        note = world.notes.get(place)
        why_not = "draft: true" if note and note.header.get("draft") is True else ""
        route = "/" + (stem.removesuffix("index") if stem.rpartition("/")[2] == "index" else stem)
        part.pages.append(Page(place, (route,), note.title if note else "", why_not))


def _add_docs(part: Part, root: str, world: World, program: str) -> None:
    default = settings.literal(program, "defaultLocale")
    if default or "locales" in program:
        first = {inner.partition("/")[0] for place in world.notes if (inner := below(root, place)) and "/" in inner}
        stand_in = "" if default in (None, "", "root") or default not in first else str(default)
        part.languages = {key(name): stand_in for name in first if _LANGUAGE.fullmatch(name)}
    for place, note in world.notes.items():
        inner = below(root, place)
        if not inner or not inner.endswith(_DOCS):
            continue
        if any(step.startswith("_") for step in inner.split("/")):
            continue
        slug = first_text([note.header.get("slug")])
        route = "/" + (slug.strip("/") or _route(inner.rpartition(".")[0]))
        part.pages.append(Page(place, (route,), note.title, "draft: true" if note.header.get("draft") is True else ""))


def _route(stem: str) -> str:
    from linklint.facts.site.slugs import github

    steps = [github(step) for step in stem.split("/")]
    if steps[-1] == "index":
        steps.pop()
    return "/".join(steps)
