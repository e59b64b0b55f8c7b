"""Hugo: sections and bundles below `content`, permalinks, languages, aliases."""

from __future__ import annotations

import unicodedata

from linklint.facts.site import settings
from linklint.facts.site.generators.part import (
    ANYWHERE,
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

_ENDINGS = (".toml", ".yaml", ".yml", ".json")
_FILES = tuple(stem + ending for stem in ("hugo", "config") for ending in _ENDINGS)
_PAGES = frozenset({"md", "markdown", "mdown", "html", "htm", "adoc", "asciidoc", "ad", "org", "rst", "pandoc", "pdc"})
_TOKEN = pattern(r":(\w+)(?:\[[^\]]*\])?")
_DATED = pattern(r"(\d{4}-\d\d-\d\d)[-_ ]?(.*)")
_KEPT = frozenset("/\\_-.#+~")
_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
)  # fmt: skip


def read(folder: str, world: World) -> Part:
    part = Part("hugo", folder)
    told = _settings(folder, world)
    if not told and settings.is_unreadable(world.tree, found_among(world.tree, folder, _FILES)):
        part.why_unknown = "its settings cannot be read"
    part.publish_at(settings.text(told.get("baseurl")))
    part.slugs = "github"
    goldmark = settings.mapping(settings.mapping(told.get("markup")).get("goldmark"))
    parser = settings.mapping(goldmark.get("parser"))
    if parser.get("autoheadingidtype") not in (None, "github") or parser.get("autoheadingid") is False:
        part.slugs = ""
    if parser.get("autodefinitiontermid") is True:
        part.slugs = ""
    contents, statics = _mounts(folder, told)
    languages = _languages(told)
    default = settings.text(told.get("defaultcontentlanguage"), "en").lower()
    in_subdir = told.get("defaultcontentlanguageinsubdir") is True
    part.copies += [(static, target) for static, target in statics if static in world.tree.folders]
    themes = settings.texts(told.get("theme"))
    part.copies += [
        (static, "") for theme in themes if (static := inside(folder, f"themes/{theme}/static")) in world.tree.folders
    ]
    taxonomies = settings.mapping(told.get("taxonomies", {"tag": "tags", "category": "categories"}))
    part.made |= {key(str(plural)) for plural in taxonomies.values()} | {"page"}
    rules = _Rules(told, {*languages, default})
    for content, language in contents:
        part.copies.append((content, ""))
        for place, note in world.notes.items():
            inner = below(content, place)
            if inner and inner.rpartition(".")[2].lower() in _PAGES:
                _add(part, place, inner, note, rules, language, default, in_subdir, world.today, told)
    prefixes = {name for name in languages if name != default or in_subdir}
    part.made |= {f"{name}/{key(str(plural))}" for name in prefixes for plural in taxonomies.values()}
    for content, _ in contents:
        for place in world.tree.files_below(content):
            if place.endswith("/_content.gotmpl"):
                part.made.add(key(_path((below(content, place) or "").rpartition("/")[0], rules)) or ANYWHERE)
    return part


def _settings(folder: str, world: World) -> Mapping[str, object]:
    """All of them in one, keys in small letters; those of `config/_default` and of production."""
    tree = world.tree
    told: dict[str, object] = {}
    if place := found_among(tree, folder, _FILES):
        told.update(settings.mapping(settings.lowered(settings.data(tree, place))))
    for layer in ("config/_default", "config/production"):
        here = inside(folder, layer)
        for name in sorted(tree.folders.get(here, ())):
            stem, _, ending = name.partition(".")
            if "." + ending.rpartition(".")[2] in _ENDINGS:
                found = settings.mapping(settings.lowered(settings.data(tree, inside(here, name))))
                if stem in ("hugo", "config"):
                    told.update(found)
                elif found and "." not in ending:
                    told[stem.lower()] = {**settings.mapping(told.get(stem.lower())), **found}
    return told


def _mounts(folder: str, told: Mapping[str, object]) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Folders of content, each with its language or nothing; of static files, each with where they go."""
    content = normal(folder, settings.text(told.get("contentdir"), "content"))
    contents: list[tuple[str, str]] = []
    for name, language in settings.mapping(told.get("languages")).items():
        if own := settings.text(settings.mapping(language).get("contentdir")):
            contents.append((normal(folder, own), name.lower()))
    statics = [(normal(folder, each), "") for each in settings.texts(told.get("staticdir", "static"))]
    for mount in settings.items(settings.mapping(told.get("module")).get("mounts")):
        each = settings.mapping(mount)
        source, target = settings.text(each.get("source")), settings.text(each.get("target")).strip("/")
        if target == "content" and source:
            contents.append((normal(folder, source), settings.text(each.get("lang")).lower()))
        elif target.startswith("static") and source:
            statics.append((normal(folder, source), target[len("static") :].strip("/")))
    places = [place for place, _ in contents]
    if not contents or not any(
        place == content or content.startswith(place + "/") or place.startswith(content + "/") for place in places
    ):
        contents.append((content, ""))
    return list(dict.fromkeys(contents)), list(dict.fromkeys(statics))


def _languages(told: Mapping[str, object]) -> tuple[str, ...]:
    return tuple(name.lower() for name in settings.mapping(told.get("languages")))


class _Rules:
    """Permalinks by section, of pages and of sections."""

    def __init__(self, told: Mapping[str, object], languages: set[str]) -> None:
        given = settings.mapping(told.get("permalinks"))
        self.languages = languages
        self.of_pages: dict[str, str] = {}
        self.of_sections: dict[str, str] = {}
        for name, value in given.items():
            if isinstance(value, str):
                self.of_pages[name] = value
            elif name == "page":
                self.of_pages.update({inner: str(each) for inner, each in settings.mapping(value).items()})
            elif name == "section":
                self.of_sections.update({inner: str(each) for inner, each in settings.mapping(value).items()})
        ugly = told.get("uglyurls")
        self.is_ugly = ugly is True
        self.ugly_sections = {name for name, value in settings.mapping(ugly).items() if value is True}
        self.keeps_case = told.get("disablepathtolower") is True


def _add(
    part: Part,
    place: str,
    inner: str,
    note: PageNote,
    rules: _Rules,
    language: str,
    default: str,
    in_subdir: bool,
    today: str,
    told: Mapping[str, object],
) -> None:
    folder, _, name = inner.rpartition("/")
    stem = name.rpartition(".")[0]
    before, _, last = stem.rpartition(".")
    if before and last.lower() in rules.languages:
        stem, language = before, last.lower()
    header = note.header
    prefix = f"/{language}" if language and (language != default or in_subdir) else ""
    if in_subdir and not language:
        prefix = f"/{default}"
    build = settings.mapping(header.get("build", header.get("_build")))
    if header.get("headless") is True or build.get("render") in ("never", False):
        return
    routes = tuple(dict.fromkeys(_prefixed(prefix, _routes(folder, stem, note, rules))))
    why_not = _why_not(header, today, told)
    part.pages.append(Page(place, routes, note.title, why_not, is_list=stem == "_index"))
    for alias in settings.texts(header.get("aliases")):
        if not alias.startswith("/"):
            alias = f"{routes[0].rstrip('/').rpartition('/')[0]}/{alias}" if routes else alias
        for whole in {alias, prefix + alias}:
            if routes:
                part.move(whole, routes[0])


def _prefixed(prefix: str, routes: Iterator[str]) -> Iterator[str]:
    for route in routes:
        yield route if route.startswith("//") else prefix + route
        if prefix and route.startswith("//"):
            yield prefix + route[1:]


def _routes(folder: str, stem: str, note: PageNote, rules: _Rules) -> Iterator[str]:
    """A route that begins with two slashes is written in the header, and may or may not get the language before it."""
    header = note.header
    section = folder.partition("/")[0]
    here = "/" + _path(folder, rules)
    if url := first_text([header.get("url")]):
        yield "//" + url.lstrip("/") if ":" not in url else "/:"
        return
    if stem == "_index":
        template = rules.of_sections.get(folder) or rules.of_sections.get(section, "")
        if template and folder:
            yield from _filled(template, folder.rpartition("/")[0], folder.rpartition("/")[2], note)
        yield here.rstrip("/") + "/"
        return
    is_bundle = stem == "index"
    name = folder.rpartition("/")[2] if is_bundle else stem
    above = folder.rpartition("/")[0] if is_bundle else folder
    section = above.partition("/")[0]
    if not above and is_bundle and not folder:
        yield "/"
        return
    if (
        template := rules.of_pages.get(above)
        or rules.of_pages.get(section, "")
        or (rules.of_pages.get("/", "") if not section else "")
    ):
        yield from _filled(template, above, name, note)
        return
    slug = first_text([header.get("slug")]) or name
    base = ("/" + _path(above, rules)).rstrip("/")
    ending = ".html" if rules.is_ugly or section in rules.ugly_sections else "/"
    yield f"{base}/{_sanitised(slug)}{ending}"
    dated = _DATED.fullmatch(name)
    if dated and dated[2] and slug == name:  # `date: [:filename]` among the settings takes it for date and slug
        yield f"{base}/{_sanitised(dated[2])}{ending}"


def _filled(template: str, above: str, name: str, note: PageNote) -> Iterator[str]:
    """The routes that a permalink may come to. Where the dates of header and file differ, both."""
    dated = _DATED.fullmatch(name)
    values = (note.header.get("date"), note.header.get("publishdate"), dated[1] if dated else None)
    days = dict.fromkeys(day(value) for value in values if day(value))
    names = [name, dated[2]] if dated and dated[2] else [name]
    for when in days or (None,):
        for each in names:
            words = {token: _word(token, when, above, each, note) for token in _TOKEN.findall(template)}
            if None not in words.values():
                filled = _TOKEN.sub(lambda found, words=words: words[found[1]], template)  # type: ignore[misc]
                route = "/" + "/".join(filter(None, filled.split("/")))
                yield route if route.endswith(".html") or route == "/" else route + "/"


def _word(token: str, when: tuple[str, str, str] | None, above: str, name: str, note: PageNote) -> str | None:
    """None for what is not known."""
    slug = first_text([note.header.get("slug")])
    title = _sanitised(note.title.replace("/", "-")) if note.title else None
    match token:
        case "year" | "month" | "day" | "monthname":
            if not when:
                return None
            return {"year": when[0], "month": when[1], "day": when[2]}.get(token) or _MONTHS[(int(when[1]) - 1) % 12]
        case "section":
            return _sanitised(above.partition("/")[0])
        case "sections":
            return _sanitised(above)
        case "filename" | "contentbasename":
            return _sanitised(name)
        case "slugorfilename" | "slugorcontentbasename":
            return _sanitised(slug or name)
        case "slug":
            return _sanitised(slug) if slug else title
        case "title":
            return title
    return None


def _path(folder: str, rules: _Rules) -> str:
    return "/".join(_sanitised(step) for step in folder.split("/"))


def _sanitised(name: str) -> str:
    """Hugo's MakePathSanitized: letters, digits and a few marks stay, blanks become hyphens."""
    made = []
    for letter in name.strip():
        if letter.isalnum() or letter in _KEPT or unicodedata.category(letter)[0] == "M":
            made.append(letter)
        elif letter.isspace() and made[-1:] != ["-"]:
            made.append("-")
    return "".join(made).lower()


def _why_not(header: Mapping[str, object], today: str, told: Mapping[str, object]) -> str:
    if header.get("draft") is True and told.get("builddrafts") is not True:
        return "draft: true"
    for name in ("publishdate", "date"):
        if is_after(header.get(name), today):
            return "" if told.get("buildfuture") is True else f"{name}: {header[name]}"
        if header.get(name):
            break
    for name in ("expirydate", "unpublishdate"):
        if (
            header.get(name)
            and day(header[name])
            and not is_after(header[name], today)
            and told.get("buildexpired") is not True
        ):
            return f"{name}: {header[name]}"
    return ""
