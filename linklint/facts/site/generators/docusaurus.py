"""Docusaurus: docs by their ids and slugs, posts by date, pages of React, as far as its settings say so plainly."""

from __future__ import annotations

import posixpath

from linklint.facts.site import settings
from linklint.facts.site.generators.part import (
    Page,
    Part,
    below,
    first_text,
    found_among,
    inside,
    is_after,
    key,
    normal,
)
from linklint.patterns import pattern
from linklint.record import record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from linklint.facts.site.generators.part import World
    from linklint.facts.site.page_notes import PageNote

FILES = tuple(f"docusaurus.config.{ending}" for ending in ("js", "ts", "mjs", "cjs"))
_PAGES = (".md", ".mdx")
_CODE = (".js", ".jsx", ".tsx", ".ts")
_NUMBER = pattern(r"(?:\d+)\s*[-_.]+\s*(?=[^-_.\s\d])")
_DATED = pattern(r"(?:(.*/)?)(\d{4})[-/](\d{1,2})[-/](\d{1,2})[-/]?(.*)")
_REDIRECT = pattern(r"\b(from|to)\b[\"']?\s*:\s*(?:[\"'`]([^\"'`\n]*)[\"'`]|\[([^\]]{0,4000})\])")
_QUOTED = pattern(r"[\"'`]([^\"'`\n]+)[\"'`]")
_SLUG = pattern(r"\bslug[\"']?\s*:\s*[\"'`]([^\"'`\n]+)[\"'`]")
_OF_BLOGS = ("tags", "authors", "archive", "page", "rss.xml", "atom.xml", "feed.json")


@record
class _Docs:
    path: str
    route: str
    instance: str


def read(folder: str, world: World) -> Part:
    part = Part("docusaurus", folder)
    tree = world.tree
    program = settings.program(tree, found_among(tree, folder, FILES))
    part.publish_at(settings.literal(program, "url") or "")
    base = settings.literal(program, "baseUrl")
    part.base = base.rstrip("/") if base else ""
    part.slugs, part.is_slashless = "github", True
    part.copies.append((inside(folder, "static"), ""))
    if base == "":
        part.why_unknown = "its settings compute `baseUrl`"
    for docs in _docs(program):
        if docs.path == "" or docs.route == "*":
            part.why_unknown = "its settings compute where docs lie"
            continue
        _add_docs(part, folder, docs, world)
    for path, route in _blogs(program):
        _add_blog(part, normal(folder, path), route, world)
    _add_pages(part, inside(folder, "src/pages"), world)
    part.made |= {"search", "sitemap.xml", "__docusaurus"}
    part.languages = {key(locale): "" for locale in _QUOTED.findall("".join(settings.objects(program, "locales")))}
    _add_redirects(part, program)
    if "createRedirects" in program or "routes:" in program:
        part.why_unknown = "its settings compute redirects"
    _add_own_plugins(part, program, folder, world)
    return part


def _docs(program: str) -> Iterator[_Docs]:
    """Each set of docs: those of the preset, and those of further plugins."""
    if (
        "plugin-content-docs" not in program
        or "preset-classic" in program
        or "'classic'" in program
        or '"classic"' in program
    ):
        own = next((each for each in settings.objects(_presets(program), "docs")), None)
        if own is not None or "docs: false" not in program:
            yield _options(own or "", "docs", "docs", "default")
    for options in settings.objects(program, "plugin-content-docs'"):
        yield _options(options, "docs", "docs", settings.literal(options, "id") or "default")
    for options in settings.objects(program, 'plugin-content-docs"'):
        yield _options(options, "docs", "docs", settings.literal(options, "id") or "default")


def _presets(program: str) -> str:
    return "".join(settings.objects(program, "presets")) or program


def _options(options: str, path: str, route: str, instance: str) -> _Docs:
    told_path, told_route = settings.literal(options, "path"), settings.literal(options, "routeBasePath")
    if told_path is None:
        told_path = path
    if told_route is None:
        told_route = route
    elif not told_route and "routeBasePath: ''" not in options and 'routeBasePath: ""' not in options:
        told_route = "*"
    return _Docs(told_path, told_route.strip("/"), instance)


def _add_docs(part: Part, folder: str, docs: _Docs, world: World) -> None:
    root = normal(folder, docs.path)
    before = "" if docs.instance == "default" else docs.instance + "_"
    versions = settings.texts(_json_list(world, inside(folder, f"{before}versions.json")))
    if versions:
        current = settings.literal(settings.program(world.tree, found_among(world.tree, folder, FILES)), "lastVersion")
        last = current or versions[0]
        _add_version(part, root, _joined(docs.route, "" if last == "current" else "next"), world)
        for version in versions:
            here = inside(folder, f"{before}versioned_docs/version-{version}")
            _add_version(part, here, _joined(docs.route, "" if version == last else version), world)
    else:
        _add_version(part, root, docs.route, world)
    part.made.add(key(_joined(docs.route, "category")))
    part.made.add(key(_joined(docs.route, "tags")))
    sidebars = settings.program(
        world.tree, found_among(world.tree, folder, ("sidebars.js", "sidebars.ts", "sidebars.json"))
    )
    for slug in _SLUG.findall(sidebars):
        part.made.add(key(_joined(docs.route, slug)))
    for place in world.tree.files_below(root):
        if place.rpartition("/")[2] in ("_category_.json", "_category_.yml", "_category_.yaml"):
            link = settings.mapping(settings.data(world.tree, place).get("link"))
            if slug := settings.text(link.get("slug")):
                part.made.add(key(_joined(docs.route, slug)))


def _json_list(world: World, place: str) -> object:
    text = world.tree.text(place)
    if not text:
        return []
    import json

    try:
        found: object = json.loads(text)
    except (ValueError, RecursionError):
        return []
    return found


def _joined(*steps: str) -> str:
    return "/".join(step.strip("/") for step in steps if step.strip("/"))


def _add_version(part: Part, root: str, route: str, world: World) -> None:
    for place, note in world.notes.items():
        inner = below(root, place)
        if not inner or not inner.endswith(_PAGES) or any(step.startswith("_") for step in inner.split("/")):
            continue
        why_not = "draft: true" if note.header.get("draft") is True else ""
        part.pages.append(Page(place, (_doc_route(inner, note, route),), note.title, why_not))


def _doc_route(inner: str, note: PageNote, route: str) -> str:
    steps = inner.rpartition(".")[0].split("/")
    clean = [_NUMBER.sub("", step, 1) if _NUMBER.match(step) else step for step in steps]
    folder, name = clean[:-1], first_text([note.header.get("id")]) or clean[-1]
    slug = first_text([note.header.get("slug")])
    if slug.startswith("/"):
        return "/" + _joined(route, slug)
    if slug:
        return "/" + _joined(route, posixpath.normpath("/".join([*folder, slug])))
    stem = steps[-1].lower()
    is_index = stem in ("index", "readme") or bool(folder and clean[-1].lower() == folder[-1].lower())
    if is_index and "id" not in note.header:
        return "/" + _joined(route, *folder)
    return "/" + _joined(route, *folder, name)


def _blogs(program: str) -> Iterator[tuple[str, str]]:
    own = next(settings.objects(_presets(program), "blog"), None)
    if own is not None or "blog: false" not in program:
        found = _options(own or "", "blog", "blog", "")
        yield found.path, found.route
    for quote in "'\"":
        for options in settings.objects(program, f"plugin-content-blog{quote}"):
            found = _options(options, "blog", "blog", "")
            yield found.path, found.route


def _add_blog(part: Part, root: str, route: str, world: World) -> None:
    is_there = False
    for place, note in world.notes.items():
        inner = below(root, place)
        if not inner or not inner.endswith(_PAGES) or any(step.startswith("_") for step in inner.split("/")):
            continue
        is_there = True
        why_not = "draft: true" if note.header.get("draft") is True else ""
        if not why_not and is_after(note.header.get("date"), world.today):
            why_not = ""
        part.pages.append(Page(place, ("/" + _joined(route, _post(inner, note)),), note.title, why_not))
    if is_there:
        part.made |= {key(_joined(route, each)) for each in _OF_BLOGS}
        part.pages.append(Page(root, ("/" + route,), is_list=True))


def _post(inner: str, note: PageNote) -> str:
    slug = first_text([note.header.get("slug")])
    if slug:
        return slug
    stem = inner.rpartition(".")[0]
    stem = stem.removesuffix("/index")
    if found := _DATED.fullmatch(stem):
        folder, year, month, date, name = found.groups()
        return _joined(folder or "", year, f"{int(month):02}", f"{int(date):02}", name)
    return stem


def _add_pages(part: Part, root: str, world: World) -> None:
    for place in world.tree.files_below(root):
        inner = below(root, place) or ""
        stem, ending = posixpath.splitext(inner)
        if ending not in (*_PAGES, *_CODE) or stem.endswith((".test", ".spec", ".d", ".module")):
            continue
        if any(step.startswith("_") or step == "__tests__" for step in stem.split("/")):
            continue
        note = world.notes.get(place)
        slug = first_text([note.header.get("slug")]) if note else ""
        route = "/" + (slug.strip("/") or stem.removesuffix("index").rstrip("/"))
        part.pages.append(Page(place, (route,), note.title if note else ""))


def _add_redirects(part: Part, program: str) -> None:
    for options in settings.objects(program, "redirects"):
        olds: list[str] = []
        new = ""
        for found in _REDIRECT.finditer(options):
            if found[1] == "to":
                new = found[2] or ""
            else:
                olds = [found[2]] if found[2] is not None else _QUOTED.findall(found[3] or "")
            if olds and new:
                for old in olds:
                    part.move(old, new)
                olds, new = [], ""


def _add_own_plugins(part: Part, program: str, folder: str, world: World) -> None:
    """What plugins of the site's own may add."""
    for name in pattern(r"src/plugins/([\w-]+)").findall(program):
        part.made.add(key(name))
        here = inside(folder, f"src/plugins/{name}")
        for place in world.tree.files_below(here):
            for route in pattern(r"(?:addRoute\(\{\s*path:\s*|path:\s*|createRoute\()[\"'`]/?([\w/-]+)").findall(
                world.tree.text(place)
            ):
                part.made.add(key(route))
