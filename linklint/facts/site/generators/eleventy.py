"""Eleventy: pages by their files, by permalinks of headers and of data files, as far as those are plain."""

from __future__ import annotations

from linklint.facts.site import settings
from linklint.facts.site.generators.part import ANYWHERE, Page, Part, below, day, found_among, inside, key, normal
from linklint.patterns import pattern

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from linklint.facts.site.generators.part import World
    from linklint.facts.site.page_notes import PageNote

FILES = (".eleventy.js", *(f"eleventy.config.{ending}" for ending in ("js", "mjs", "cjs", "ts")))
_TEMPLATES = (
    ".11ty.js", ".11ty.cjs", ".11ty.mjs", ".11ty.ts", ".md", ".html", ".njk", ".liquid", ".webc", ".hbs", ".ejs", ".pug",
    ".mustache", ".haml", ".vto",
)  # fmt: skip
_DATED = pattern(r"(?:\d{4}-\d\d-\d\d)-(.+)")
_FILLED = pattern(r"\{\{-?\s*([^{}|]+?)\s*((?:\|[^{}]*)?)-?\}\}")
_COPIED = pattern(r"addPassthroughCopy\(\s*[\"'`]([^\"'`]+)[\"'`]")
_COPIED_TO = pattern(r"[\"'`]([^\"'`\n]+)[\"'`]\s*:\s*[\"'`]([^\"'`\n]*)[\"'`]")
_FORMAT = pattern(r"date\w*\s*[:(]\s*[\"']([^\"']+)[\"']")
_PERMALINK = pattern(r"\bpermalink\b")


def read(folder: str, world: World) -> Part:
    part = Part("eleventy", folder)
    tree = world.tree
    program = settings.program(tree, found_among(tree, folder, FILES))
    base = settings.literal(program, "pathPrefix")
    part.base = ("/" + base.strip("/")) if base and base.strip("/") else ""
    source = settings.literal(program, "input")
    if source == "" or "setInputDirectory" in program:
        found = pattern(r"setInputDirectory\(\s*[\"'`]([^\"'`]+)").search(program)
        source = found[1] if found else None
        if found is None:
            part.why_unknown = "its settings compute where pages lie"
    root = normal(folder, source or ".")
    skipped = {
        normal(root, settings.literal(program, name) or default)
        for name, default in (("includes", "_includes"), ("layouts", "_layouts"), ("data", "_data"))
    }
    skipped |= {normal(folder, settings.literal(program, "output") or "_site")}
    _add_copies(part, folder, root, program)
    site = _Site(root, world)
    for place in tree.files_below(root):
        if any(place.startswith(each + "/") for each in skipped) or "/node_modules/" in place:
            continue
        inner = below(root, place) or ""
        ending = next((each for each in _TEMPLATES if inner.endswith(each)), "")
        if ending and inner.rpartition("/")[2] not in FILES and not _is_of_the_project(inner, root):
            page = site.page(place, inner, ending, world.notes.get(place), part)
            if page:
                part.pages.append(page)
    part.made |= {"page", "feed", "feed.xml", "sitemap.xml", "tags", "tag"} | site.made
    if "addCollection" not in program and not part.pages:
        part.why_unknown = "no pages were found"
    if "permalink" in program.replace("permalink: false", "") and pattern(r"addGlobalData\(\s*[\"'`]permalink").search(
        program
    ):
        part.why_unknown = "its settings compute permalinks"
    if tree.is_file(inside(root, "_data/permalink.js")) or tree.is_file(inside(root, "_data/eleventyComputed.js")):
        part.why_unknown = "its data compute permalinks"
    return part


def _is_of_the_project(inner: str, root: str) -> bool:
    return not root and inner.lower() in (
        "readme.md",
        "contributing.md",
        "changelog.md",
        "license.md",
        "code_of_conduct.md",
        "security.md",
    )


def _add_copies(part: Part, folder: str, root: str, program: str) -> None:
    for path in _COPIED.findall(program):
        place = normal(folder, path)
        inner = below(root, place)
        part.copies.append(
            (place, inner if inner is not None and place != root else place.removeprefix(folder).strip("/"))
        )
    for options in settings.objects(program, "addPassthroughCopy"):
        for path, to in _COPIED_TO.findall(options):
            part.copies.append((normal(folder, path.partition("*")[0].rstrip("/")), to.strip("/.")))
    part.copies += [(root, ""), (inside(folder, "public"), "")]


class _Site:
    def __init__(self, root: str, world: World) -> None:
        self._root, self._world = root, world
        self._permalinks: dict[str, object] = {}
        self.made: set[str] = set()

    def page(self, place: str, inner: str, ending: str, note: PageNote | None, part: Part) -> Page | None:
        header = note.header if note else {}
        title = note.title if note else ""
        stem = inner.removesuffix(ending)
        folder, _, name = stem.rpartition("/")
        dated = _DATED.fullmatch(name)
        slug = dated[1] if dated else name
        path = inside(folder, slug)
        if slug == "index":
            path, slug = folder, folder.rpartition("/")[2]
        permalink: object = header.get("permalink", _UNSET)
        is_code = ending.startswith(".11ty") or (
            ending == ".webc" and permalink is _UNSET and not (note and note.has_header)
        )
        if permalink is _UNSET:
            permalink = self._from_data(place, folder)
        if permalink is False:
            return None
        if is_code and permalink is _UNSET:
            permalink = self._of_program(place)
        if permalink is None:
            if not is_code:
                self.made.add(ANYWHERE)
            return Page(place, (), title)
        why_not = "draft: true" if header.get("draft") is True else ""
        if isinstance(permalink, str):
            date = header.get("date") or name
            route = self._filled(permalink, header, slug, path, date)
            if route is None:
                self._add_made(permalink, folder, path)
                return Page(place, (), title, why_not)
            return Page(place, (route,), title, why_not)
        return Page(place, ("/" + path + "/" if path else "/",), title, why_not)

    def _add_made(self, permalink: object, folder: str, path: str) -> None:
        """Below what stands before a template, there may be anything."""
        start = permalink.partition("{")[0] if isinstance(permalink, str) else "/" + path
        self.made.add(key(start) or ANYWHERE)

    def _from_data(self, place: str, folder: str) -> object:
        """What the data files beside a page and above it say; None where they compute it."""
        own = place.rpartition("/")[2].partition(".")[0]
        found = self._of_data(inside(place.rpartition("/")[0], own))
        here = folder
        while found is _UNSET and here:
            found = self._of_data(inside(inside(self._root, here), here.rpartition("/")[2]))
            here = here.rpartition("/")[0]
        if found is _UNSET and self._root:
            found = self._of_data(inside(self._root, self._root.rpartition("/")[2]))
        return found

    def _of_data(self, stem: str) -> object:
        if stem not in self._permalinks:
            self._permalinks[stem] = self._looked_up(stem)
        return self._permalinks[stem]

    def _of_program(self, place: str) -> object:
        """What a page that is a program says of its own address."""
        program = settings.program(self._world.tree, place)
        if not _PERMALINK.search(program):
            return _UNSET
        found = pattern(r"permalink[\"']?\s*[:=]\s*[\"'`]([^\"'`]+)[\"'`]").search(program)
        return found[1] if found else False if pattern(r"permalink[\"']?\s*[:=]\s*false").search(program) else None

    def _looked_up(self, stem: str) -> object:
        tree = self._world.tree
        for ending in (".11tydata.json", ".json"):
            told = settings.data(tree, stem + ending)
            computed = settings.mapping(told.get("eleventyComputed"))
            for given in (computed, told):
                if "permalink" in given:
                    return given["permalink"]
        for ending in (".11tydata.js", ".11tydata.cjs", ".11tydata.mjs", ".11tydata.ts"):
            program = settings.program(tree, stem + ending)
            if _PERMALINK.search(program):
                return settings.literal(program, "permalink") or (
                    False if pattern(r"permalink[\"']?\s*:\s*false").search(program) else None
                )
        return _UNSET

    def _filled(self, permalink: str, header: Mapping[str, object], slug: str, path: str, date: object) -> str | None:
        """None where a template in it is not a plain one."""
        if "{%" in permalink or "${" in permalink:
            return None
        is_unknown = False

        def word(found: object) -> str:
            nonlocal is_unknown
            name, filters = found[1], found[2]  # type: ignore[index]
            value = {"page.fileSlug": slug, "page.filePathStem": "/" + path, "fileSlug": slug}.get(name)
            if name == "page.date" and (when := day(date)):
                value = _dated(filters, when)
            if value is None and name in ("slug", "title", "permalinkSlug") and header.get(name):
                value = str(header[name])
            if value is None or (filters and "slug" not in filters and "date" not in filters):
                is_unknown = True
                return ""
            return _slugified(value) if "slug" in filters else value

        route = _FILLED.sub(word, permalink)
        if is_unknown or "{{" in route:
            return None
        return "/" + route.lstrip("/")


def _dated(filters: str, when: tuple[str, str, str]) -> str | None:
    """By a format that a filter is given; None for any other."""
    found = _FORMAT.search(filters)
    if not found:
        return None
    year, month, date = when
    written = found[1]
    for name, value in (("%Y", year), ("%m", month), ("%d", date), ("yyyy", year), ("MM", month), ("dd", date)):
        written = written.replace(name, value)
    return None if any(letter.isalpha() or letter == "%" for letter in written) else written


class _Unset:
    """What no file says."""


_UNSET = _Unset()


def _slugified(name: str) -> str:
    kept = "".join(letter if letter.isalnum() or letter == "_" else "-" for letter in name.lower().replace("'", ""))
    return "-".join(filter(None, kept.split("-")))
