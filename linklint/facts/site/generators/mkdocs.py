"""MkDocs: pages by their files, posts of the blog plugin, redirects."""

from __future__ import annotations

import re

from linklint.facts.site import settings
from linklint.facts.site.generators.part import Page, Part, below, day, first_text, found_among, inside, key, normal
from linklint.facts.site.page_notes import stem
from linklint.patterns import pattern

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from linklint.facts.site.generators.part import World
    from linklint.facts.site.page_notes import PageNote

FILES = ("mkdocs.yml", "mkdocs.yaml")
_MAKERS = frozenset(
    {
        "gen-files",
        "monorepo",
        "multirepo",
        "mkdocs-jupyter",
        "api-autonav",
        "autoapi",
        "literate-nav",
        "mike",
        "exclude",
    }
)
"""Plugins that make pages, or move them."""
_CHANGERS = frozenset({"macros", "mkdocstrings", "include-markdown", "autorefs", "swagger-ui-tag", "table-reader"})
"""Plugins that write into pages."""
_INDEX = frozenset({"index", "readme"})
_PAGES = (".md", ".markdown", ".mdown", ".mkdn", ".mkd")
_NOT_WORD = pattern(r"[^\w\s-]")
_GAPS = pattern(r"[-\s]+")


def read(folder: str, world: World, file: str = "") -> Part:
    part = Part("mkdocs", folder)
    file = file or found_among(world.tree, folder, FILES)
    told = _settings(file, folder, world)
    if not told and settings.is_unreadable(world.tree, file):
        part.why_unknown = "its settings cannot be read"
    part.publish_at(settings.text(told.get("site_url")))
    part.slugs = "python-markdown"
    docs = normal(folder, settings.text(told.get("docs_dir"), "docs"))
    is_ugly = told.get("use_directory_urls") is False
    plugins = _plugins(told)
    part.copies.append((docs, ""))
    if told.get("hooks") or _CHANGERS & plugins.keys():
        part.slugs = ""
    for maker in sorted(_MAKERS & plugins.keys()):
        part.why_unknown = f"the plugin {maker} makes pages"
    languages = _languages(plugins.get("i18n"))
    blogs = [settings.mapping(plugins[name]) for name in plugins if name in ("blog", "material/blog")]
    blog_roots = {}
    for blog in blogs:
        blog_dir = settings.text(blog.get("blog_dir"), "blog").strip("/").removeprefix("./").strip(".")
        posts = settings.text(blog.get("post_dir"), "{blog}/posts").replace("{blog}", blog_dir).strip("/")
        blog_roots[posts] = (blog_dir, blog)
        part.made |= {key(inside(blog_dir, each)) for each in ("archive", "category", "author", "page", "tags")}
    for place, note in world.notes.items():
        inner = below(docs, place)
        if not inner or not inner.endswith(_PAGES):
            continue
        root = next((each for each in blog_roots if inner.startswith(each + "/")), None)
        if root is not None:
            part.pages.append(
                Page(
                    place,
                    _post(stem(inner.rpartition("/")[2]), note, *blog_roots[root], is_ugly),
                    note.title,
                    _why_not(note),
                )
            )
        else:
            part.pages.append(Page(place, _routes(inner, languages, is_ugly), note.title))
    for blog_dir, _ in blog_roots.values():
        part.pages.append(Page(inside(docs, blog_dir), (f"/{blog_dir}/",), is_list=True))
    redirects = settings.mapping(settings.mapping(plugins.get("redirects")).get("redirect_maps"))
    for old, new in redirects.items():
        if isinstance(new, str):
            part.move("/" + _address(old, is_ugly), new if "://" in new else "/" + _address(new, is_ugly))
    if "i18n" in plugins or "static-i18n" in plugins:
        part.made |= {key(language) for language in languages}
    return part


def _settings(place: str, folder: str, world: World, depth: int = 0) -> Mapping[str, object]:
    told = settings.data(world.tree, place)
    parent = settings.text(told.get("INHERIT"))
    if parent and depth < 5:
        above = _settings(normal(place.rpartition("/")[0], parent), folder, world, depth + 1)
        return {**above, **told}
    return told


def _plugins(told: Mapping[str, object]) -> dict[str, object]:
    given = told.get("plugins")
    if isinstance(given, dict):
        return {str(name): each for name, each in given.items()}
    found: dict[str, object] = {}
    for each in settings.items(given):
        found.update(settings.mapping(each) if isinstance(each, dict) else {str(each): {}})
    return found


def _languages(plugin: object) -> tuple[str, ...]:
    options = settings.mapping(plugin)
    found = options.get("languages")
    if isinstance(found, dict):
        return tuple(map(str, found))
    return tuple(
        settings.text(settings.mapping(each).get("locale")) for each in settings.items(found) if isinstance(each, dict)
    )


def _address(place: str, is_ugly: bool) -> str:
    path, mark, fragment = place.partition("#")
    stem, _, ending = path.rpartition(".")
    if not stem or "." + ending not in _PAGES:
        return place.lstrip("/")
    folder, _, name = stem.rpartition("/")
    if name.lower() in _INDEX:
        return (folder + "/" if folder else "") + mark + fragment
    return (stem + (".html" if is_ugly else "/")).lstrip("/") + mark + fragment


def _routes(inner: str, languages: tuple[str, ...], is_ugly: bool) -> tuple[str, ...]:
    before, _, ending = inner.rpartition(".")
    for language in languages:
        if before.endswith("." + language):
            plain = _address(f"{before[: -len(language) - 1]}.{ending}", is_ugly)
            return (f"/{language}/{plain}", "/" + plain)
    return ("/" + _address(inner, is_ugly),)


def _post(name: str, note: PageNote, blog_dir: str, blog: Mapping[str, object], is_ugly: bool) -> tuple[str, ...]:
    form = settings.text(blog.get("post_url_format"), "{date}/{slug}").replace("{file}", name)
    given = note.header.get("date")
    when = day(given if not isinstance(given, dict) else given.get("created"))
    date_form = settings.text(blog.get("post_url_date_format"), "yyyy/MM/dd")
    if "{category" in form or ("{date}" in form and not when):
        return ()
    date = ""
    if when:
        date = date_form.replace("yyyy", when[0]).replace("MM", when[1]).replace("dd", when[2])
        if re.search(r"[a-zA-Z]", date):
            return ()
    slug = first_text([note.header.get("slug")]) or _slug(note.title)
    if not slug and "{slug}" in form:
        return ()
    path = form.replace("{date}", date).replace("{slug}", slug).strip("/")
    return (f"/{inside(blog_dir, path)}{'.html' if is_ugly else '/'}",)


def _slug(title: str) -> str:
    return _GAPS.sub("-", _NOT_WORD.sub("", title).strip().lower())


def _why_not(note: PageNote) -> str:
    return "draft: true" if note.header.get("draft") is True else ""
