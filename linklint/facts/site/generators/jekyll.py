"""Jekyll: pages where their files lie, posts and collections by permalink, redirects from headers."""

from __future__ import annotations

from linklint import globs
from linklint.facts.site import settings
from linklint.facts.site.generators.part import (
    Page,
    Part,
    below,
    day,
    first_text,
    found_among,
    inside,
    is_after,
    key,
    normal,
)
from linklint.patterns import pattern

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from linklint.facts.site.generators.part import World
    from linklint.facts.site.page_notes import PageNote

_FILES = ("_config.yml", "_config.yaml", "_config.toml")
_RENDERED = frozenset({"md", "markdown", "mkd", "mkdn", "mkdown", "html", "htm", "xhtml", "textile"})
_POST = pattern(r"(\d{2,4}-\d\d?-\d\d?)-(.*)")
_TOKEN = pattern(r":(\w+)")
_NAMED = {
    "date": "/:categories/:year/:month/:day/:title:output_ext",
    "pretty": "/:categories/:year/:month/:day/:title/",
    "ordinal": "/:categories/:year/:y_day/:title:output_ext",
    "weekdate": "/:categories/:year/W:week/:short_day/:title:output_ext",
    "none": "/:categories/:title:output_ext",
}
_HYPHENS = pattern(r"-{2,}")
_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
_OF_TOOLS = frozenset(
    {"page", "feed", "feed.xml", "sitemap", "sitemap.xml", "atom.xml", "rss.xml", "robots.txt", "search.json"}
)
_GENERATORS = pattern(r"Jekyll::Generator|Generator\b")
_REPEATING = ("jekyll-multiple-languages-plugin", "jekyll-polyglot")


def read(folder: str, world: World) -> Part:
    part = Part("jekyll", folder)
    file = found_among(world.tree, folder, _FILES)
    told = settings.data(world.tree, file)
    if not told and settings.is_unreadable(world.tree, file):
        part.why_unknown = "its settings cannot be read"
    part.publish_at(settings.text(told.get("url")))
    base = settings.text(told.get("baseurl"))
    part.base = ("/" + base.strip("/")) if base.strip("/") else ""
    source = normal(folder, settings.text(told.get("source"), "."))
    renderer = settings.text(told.get("markdown"), "kramdown").lower()
    kramdown = settings.mapping(told.get("kramdown"))
    part.slugs = "kramdown" if renderer == "kramdown" and kramdown.get("auto_ids") is not False else "github"
    if renderer not in ("kramdown", "gfm", "commonmark", "commonmarkghpages"):
        part.slugs = ""
    part.copies.append((source, ""))
    part.made |= _OF_TOOLS
    plugins = {*settings.texts(told.get("plugins")), *settings.texts(told.get("gems"))}
    archives = settings.mapping(settings.mapping(told.get("jekyll-archives")).get("permalinks"))
    part.made |= {key(str(each).partition(":")[0]) for each in archives.values()} - {""}
    part.made |= {"tag", "tags", "category", "categories", "archive", "archives", "author", "authors"}
    site = _Site(told, source, plugins)
    for place, note in world.notes.items():
        inner = below(source, place)
        if inner and inner.rpartition(".")[2].lower() in _RENDERED:
            page = site.page(place, inner, note, world.today)
            if page:
                part.pages.append(page)
                _move(part, page, note)
    if plugins.intersection(_REPEATING):
        part.why_unknown = "a plugin publishes pages once per language"
    part.has_strangers = part.has_strangers or _makes_pages(folder, world)
    return part


def _move(part: Part, page: Page, note: PageNote) -> None:
    for old in settings.texts(note.header.get("redirect_from")):
        if page.routes:
            part.move(old, page.routes[0])
    new = settings.text(note.header.get("redirect_to"))
    if new and page.routes:
        part.moved[key(page.routes[0])] = new


def _makes_pages(folder: str, world: World) -> bool:
    plugins = inside(folder, "_plugins")
    return any(
        place.endswith(".rb") and _GENERATORS.search(world.tree.text(place))
        for place in world.tree.files_below(plugins)
    )


class _Site:
    def __init__(self, told: Mapping[str, object], source: str, plugins: set[str]) -> None:
        self.permalink = settings.text(told.get("permalink"), "date")
        self.source = source
        self.includes = settings.texts(told.get("include"))
        self.excludes = settings.texts(told.get("exclude"))
        self.collections = _collections(told.get("collections"))
        self.collections_dir = settings.text(told.get("collections_dir")).strip("/")
        self.shows_future = told.get("future") is True
        self.is_optional = "jekyll-optional-front-matter" in plugins or not plugins
        self.defaults = [
            (
                settings.mapping(settings.mapping(each).get("scope")),
                settings.mapping(settings.mapping(each).get("values")),
            )
            for each in settings.items(told.get("defaults"))
        ]

    def page(self, place: str, inner: str, note: PageNote, today: str) -> Page | None:
        """None for what is published as it is, or not at all."""
        if globs.matches_any(inner, self.excludes):
            return None
        seen = inner
        if self.collections_dir:
            seen = below(self.collections_dir, inner) or inner
        steps = seen.split("/")
        if "_posts" in steps[:-1]:
            return self._post(place, inner, steps, note, today)
        if "_drafts" in steps[:-1]:
            routes = tuple(self._post_routes(inner, steps, "_drafts", note, None))
            return Page(place, routes, note.title, "lies in _drafts")
        name = steps[0].removeprefix("_")
        if steps[0].startswith("_") and len(steps) > 1 and name in self.collections:
            return self._item(place, inner, name, "/".join(steps[1:]), note, today)
        if any(step.startswith("_") and step not in self.includes for step in steps):
            return None
        if not note.has_header and not (self.is_optional and seen.endswith((".md", ".markdown"))):
            return None
        route = first_text([self._value("permalink", inner, "pages", note)]) or self._plain(seen)
        return Page(place, _known(route), note.title, _why_not(note.header, "", True))

    def _plain(self, seen: str) -> str:
        folder, _, name = seen.rpartition("/")
        stem = name.rpartition(".")[0]
        before = f"/{folder}/" if folder else "/"
        if stem in ("index", "README") or (stem == "readme"):
            return before
        if ("/" in self.permalink and self.permalink.endswith("/")) or self.permalink == "pretty":
            return f"{before}{stem}/"
        return f"{before}{stem}.html"

    def _post(self, place: str, inner: str, steps: list[str], note: PageNote, today: str) -> Page | None:
        found = _POST.match(steps[-1])
        if not found:
            return None
        routes = tuple(dict.fromkeys(self._post_routes(inner, steps, "_posts", note, found[1])))
        date = note.header.get("date") or found[1]
        why_not = _why_not(note.header, today, self.shows_future, date)
        return Page(place, routes, note.title, why_not)

    def _post_routes(
        self, inner: str, steps: list[str], marker: str, note: PageNote, named: str | None
    ) -> Iterator[str]:
        found = _POST.match(steps[-1])
        name = (found[2] if found else steps[-1]).rpartition(".")[0]
        of_posts = self.collections.get("posts", {}).get("permalink")
        template = first_text([self._value("permalink", inner, "posts", note), of_posts]) or self.permalink
        folders = [step for step in steps[: steps.index(marker)] if step]
        given = {name: self._value(name, inner, "posts", note) for name in ("category", "categories")}
        categories = list(dict.fromkeys([*folders, *_categories(given)]))
        days = [when for value in (note.header.get("date"), named) if (when := day(value))]
        for when in dict.fromkeys(days) or (None,):
            yield from _known(_filled(_NAMED.get(template, template), when, name, categories, note))

    def _item(self, place: str, inner: str, name: str, rest: str, note: PageNote, today: str) -> Page | None:
        collection = self.collections[name]
        if not note.has_header or collection.get("output") is not True:
            return None
        stem = rest.rpartition(".")[0]
        template = first_text([self._value("permalink", inner, name, note), collection.get("permalink")])
        template = template or "/:collection/:path:output_ext"
        if template in _NAMED:
            template = "/:collection/:path/" if template == "pretty" else "/:collection/:path:output_ext"
        found = _POST.match(stem.rpartition("/")[2])
        days = [when for value in (note.header.get("date"), found[1] if found else None) if (when := day(value))]
        routes: list[str] = []
        for when in dict.fromkeys(days) or (None,):
            words = {"collection": name, "path": stem, "name": _slug(stem.rpartition("/")[2])}
            last = found[2] if found else stem.rpartition("/")[2]
            routes += _known(_filled(template, when, last, _categories(note.header), note, words))
        return Page(place, tuple(dict.fromkeys(routes)), note.title, _why_not(note.header, today, self.shows_future))

    def _value(self, name: str, inner: str, kind: str, note: PageNote) -> object:
        """From the header, else from the defaults, of which the most special counts."""
        if name in note.header:
            return note.header[name]
        best: object = None
        most = -1
        for scope, values in self.defaults:
            path, of = settings.text(scope.get("path")).strip("/"), settings.text(scope.get("type"))
            if name not in values or (of and of.rstrip("s") != kind.rstrip("s")):
                continue
            fits = (
                not path
                or inner == path
                or inner.startswith(path + "/")
                or ("*" in path and globs.matches(inner, path))
            )
            if fits and len(path) + bool(of) >= most:
                best, most = values[name], len(path) + bool(of)
        return best


def _collections(value: object) -> dict[str, Mapping[str, object]]:
    if isinstance(value, list):
        return {str(name): {} for name in value}
    return {name: settings.mapping(each) for name, each in settings.mapping(value).items()}


def _known(route: str | None) -> tuple[str, ...]:
    """Nothing where a template, or a word that is not known, is left in it."""
    if route is None or ":" in route or "{" in route:
        return ()
    return ("/" + "/".join(filter(None, route.split("/"))) + ("/" if route.endswith("/") and route.strip("/") else ""),)


def _filled(
    template: str,
    when: tuple[str, str, str] | None,
    name: str,
    categories: list[str],
    note: PageNote,
    words: Mapping[str, str] | None = None,
) -> str:
    slug = first_text([note.header.get("slug")])
    known = {"output_ext": ".html", "categories": "/".join(map(_slug_of_category, categories)), **(words or {})}
    known["slugified_categories"] = "/".join(map(_slug, categories))
    known["title"] = slug or name
    known["slug"] = _slug(slug or name)
    known.setdefault("name", name)
    if when:
        year, month, date = when
        known.update(year=year, month=month, day=date, i_month=str(int(month)), i_day=str(int(date)))
        known.update(short_year=year[-2:], short_month=_MONTHS[(int(month) - 1) % 12])
    return _TOKEN.sub(lambda found: known.get(found[1], found[0]), template)


def _categories(header: Mapping[str, object]) -> list[str]:
    found = [each for name in ("category", "categories") for each in settings.texts(header.get(name))]
    if len(found) == 1 and isinstance(header.get("categories"), str):
        found = found[0].split()
    return list(dict.fromkeys(found))


def _slug_of_category(name: str) -> str:
    return _HYPHENS.sub("-", name.strip().lower().replace(" ", "%20")) if " " in name else name.lower()


def _slug(name: str) -> str:
    kept = "".join(letter if letter.isalnum() else "-" for letter in name)
    return _HYPHENS.sub("-", kept).strip("-").lower()


def _why_not(header: Mapping[str, object], today: str, shows_future: bool, date: object = None) -> str:
    if header.get("published") is False:
        return "published: false"
    if header.get("draft") is True:
        return "draft: true"
    if not shows_future and is_after(date or header.get("date"), today):
        return f"date: {date or header.get('date')}"
    return ""
