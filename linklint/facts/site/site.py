"""The whole site: where its files are published, and what its links lead to.

Each folder with the settings of a generator is a part of its own; what lies in none is a plain folder. A link is lost where
its address is known to be the site's: beside pages that are known, in a part whose settings say all. Anything else is unknown.
"""

from __future__ import annotations

import posixpath
from functools import cached_property
from itertools import islice

from linklint.facts.site import page_notes
from linklint.facts.site.generators.part import World, below, inside, key, normal
from linklint.facts.site.page_notes import stem
from linklint.facts.site.project_tree import Tree
from linklint.facts.site.routes import RELATIVE, Routes, nearest_name
from linklint.model import Destination, Lost
from linklint.record import replace

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence, Set

    from linklint.facts.site.generators.part import Page, Part
    from linklint.facts.site.page_notes import PageNote
    from linklint.facts.site.routes import Answer
    from linklint.model import Draft, Target

_SOURCES = (
    ".md", ".mdx", ".markdown", ".mdown", ".mkd", ".html", ".htm", ".xhtml", ".njk", ".liquid", ".webc", ".adoc", ".org",
    ".rst", ".textile",
)  # fmt: skip
"""Endings of files whose headers are read."""
_MARKDOWN = (".md", ".mdx", ".markdown")
_TRIED = ("", ".md", ".mdx", ".html", "/index.md", "/_index.md", "/index.mdx", "/README.md", "/index.html", ".markdown")
_WEB_FORMS = ("absolute", "protocol-relative")
_MOST_PARTS = 200


def read_site(
    project: str,
    known: Mapping[str, PageNote] | None = None,
    hosts: Sequence[str] = (),
    today: str = "",
    draft_of: Callable[[str], Draft | None] | None = None,
) -> Site:
    """The site that a project's files make. `known` are notes of files that were read already, by their paths as drafts
    are named; `hosts` are own hosts that no settings tell; `draft_of` reads a draft when a fragment on it is asked for."""
    tree = Tree(project)
    notes = {}
    for place in tree.files_below(""):
        if place.endswith(_SOURCES):
            path = tree.path(place)
            notes[place] = (known or {}).get(path) or page_notes.read(path)
    return Site(tree, notes, tuple(_parts(World(tree, notes, today))), hosts, draft_of)


def _parts(world: World) -> Iterable[Part]:
    """The innermost come first."""
    from linklint.facts.site.generators import generators

    folders = sorted(world.tree.folders, key=lambda folder: (-folder.count("/") - bool(folder), folder))
    found = list(islice((part for folder in folders for part in generators.parts_in(folder, world)), _MOST_PARTS))
    if len(found) == _MOST_PARTS:
        for part in found:
            part.why_unknown = "the project holds too many sites"
    if not world.tree.is_whole:
        for part in found:
            part.why_unknown = part.why_unknown or "the project holds too many files"
    if not any(part.folder == "" for part in found):
        from linklint.facts.site.generators import plain

        found.append(plain.read("", world))
    return found


class Site:
    def __init__(
        self,
        tree: Tree,
        notes: Mapping[str, PageNote],
        parts: Sequence[Part],
        hosts: Sequence[str],
        draft_of: Callable[[str], Draft | None] | None,
    ) -> None:
        self._tree, self._notes, self._hosts, self._draft_of = tree, notes, tuple(hosts), draft_of
        self.parts = tuple(Routes(part, tree, f"//{number}", self._destination_of) for number, part in enumerate(parts))
        self._by_folder: dict[str, Routes] = {}
        self._anchors: dict[str, frozenset[str] | None] = {}
        self._asked: dict[tuple[str, str], Answer] = {}
        self._pages: dict[str, tuple[Routes, Page]] = {}
        for routes in self.parts:
            for page in routes.part.pages:
                self._pages.setdefault(page.place, (routes, page))

    @property
    def unknown(self) -> tuple[str, ...]:
        """Why some of its addresses are not known, a line for each part of which that is so."""
        whys = ((routes, routes.part.why_unknown or routes.why_distrusted) for routes in self.parts)
        return tuple(
            f"site routes not known for {routes.part.folder or 'this project'}"
            f" ({routes.part.generator or 'no generator'}): {why}"
            for routes, why in whys
            if why
        )

    def page(self, path: str) -> Destination | None:
        """What a draft is published as; None for one that is no page."""
        place = self._tree.place(path)
        return self._destination_of(place) if place in self._pages else None

    def pages(self) -> Iterable[Destination]:
        """All of them, once for each file."""
        found = (self._destination_of(place) for place in self._pages if self._tree.is_file(place))
        return [each for each in found if each]

    def in_menus(self) -> frozenset[str]:
        """Drafts that menus in settings and data name."""
        from linklint.facts.site import menus

        named = menus.names(self._tree.text(place) for place in self._tree.files_below("") if menus.is_menu(place))
        found = (place for place, (_, page) in self._pages.items() if menus.has(named, place, page.routes))
        return frozenset(map(self._tree.path, found))

    def destination(self, path: str, target: Target | None) -> Answer:
        """Where a link of a draft leads. None for what is unknown, and for what leads elsewhere."""
        if target is None or target.form in ("other", "empty"):
            return None
        if not target.path and target.form not in _WEB_FORMS:
            answer: Answer = self.page(path)
        elif target.form in _WEB_FORMS:
            answer = self._at_host(path, target)
        else:
            asked = (path.rpartition("/")[0] if target.path.startswith("/") else path, target.path)
            if asked not in self._asked:
                self._asked[asked] = self._relative(path, target.path)
            answer = self._asked[asked]
        if isinstance(answer, Destination) and answer.path == path:
            return replace(answer, is_own=True)
        return answer

    def anchors(self, path: str) -> frozenset[str] | None:
        """What a fragment may name on the page of a draft; None where that is unknown."""
        if path not in self._anchors:
            self._anchors[path] = self._read_anchors(path)
        return self._anchors[path]

    def slugger(self, path: str) -> str:
        """Who gives ids to the headings of a draft: a name of `slugs.SLUGGERS`, or empty."""
        return self._part_of(path).slugs

    def generator(self, path: str) -> str:
        """Who publishes a draft; empty where nothing tells."""
        return self._part_of(path).generator

    def _part_of(self, path: str) -> Part:
        place = self._tree.place(path)
        page = self._pages.get(place)
        return (page[0] if page else self._of_folder(place.rpartition("/")[0])).part

    def _read_anchors(self, path: str) -> frozenset[str] | None:
        place = self._tree.place(path)
        routes, page = self._pages.get(place, (self._of_folder(place.rpartition("/")[0]), None))
        if (page and page.is_list) or not self._draft_of or not path.endswith((*_MARKDOWN, ".html")):
            return None
        draft = self._draft_of(path)
        if draft is None:
            return None
        from linklint.facts.site import slugs

        found = slugs.anchors(draft, routes.part.slugs)
        return found and slugs.with_others(found, routes.ids_of_theme)

    def weigh(self, asked: Iterable[tuple[str, Target | None]]) -> None:
        """Looks at all links of the site. Where most addresses of a region lead to nothing, it is the region that is not
        known: nothing of it is lost any more."""
        seen: dict[tuple[Routes, str], tuple[set[str], set[str]]] = {}
        for path, target in asked:
            answer = self.destination(path, target) if target and target.path else None
            if answer is not None and target is not None:
                routes, regions = self._regions(path, target)
                if isinstance(answer, Destination) and answer.route:
                    regions = {*regions, *routes.regions(answer.route)}
                for region in regions:
                    lost, found = seen.setdefault((routes, region), (set(), set()))
                    (lost if isinstance(answer, Lost) else found).add(target.path)
        for (routes, region), (lost, found) in seen.items():
            if routes.weigh(region, len(lost), len(found)):
                self._asked.clear()

    def _regions(self, path: str, target: Target) -> tuple[Routes, Set[str]]:
        routes = self._part_at(path, target) if target.form in _WEB_FORMS else None
        routes = routes or self._of_folder(self._tree.place(path).rpartition("/")[0])
        if target.form not in _WEB_FORMS and not target.path.startswith("/"):
            return routes, {RELATIVE}
        return routes, routes.regions(target.path)

    def _at_host(self, path: str, target: Target) -> Answer:
        routes = self._part_at(path, target)
        if routes is None:
            return None
        asked = (routes.name, target.path)
        if asked not in self._asked:
            self._asked[asked] = self._on_site(routes, target.path or "/")
        return self._asked[asked]

    def _part_at(self, path: str, target: Target) -> Routes | None:
        """The part that is published at the host of a link, by its settings or else by the configuration."""
        host = target.host.removeprefix("www.")
        for routes in self.parts:
            base = routes.part.base
            if host in routes.part.hosts and (not base or (target.path + "/").startswith(base + "/")):
                return routes
        from linklint import urls

        if self._hosts and any(urls.matches(target.host, each) for each in self._hosts):
            own = self._of_folder(self._tree.place(path).rpartition("/")[0])
            return own if not own.part.hosts else None
        return None

    def _of_folder(self, folder: str) -> Routes:
        """The part that a folder belongs to."""
        if folder not in self._by_folder:
            self._by_folder[folder] = next(
                (
                    each
                    for each in self.parts
                    if not each.part.folder or below(each.part.folder, folder + "/") is not None
                ),
                self.parts[-1],
            )
        return self._by_folder[folder]

    def _relative(self, path: str, url: str) -> Answer:
        place = self._tree.place(path)
        page = self._pages.get(place)
        routes = page[0] if page else self._of_folder(place.rpartition("/")[0])
        if "\\" in url:
            return None
        if "{" in url:
            return self._written_by_template(routes, place, url)
        plain = _unquoted(url)
        if url.startswith("/"):
            answer = self._on_site(routes, url)
            if isinstance(answer, Destination):
                return answer
            here, top = normal(routes.part.folder, plain), normal("", plain)
            found = self._file(here) or (self._file(top) if top != here else None)
            return found or (answer or self._lost_beside(top) if page else None)
        if plain.startswith(("@site/", "~/")):
            return self._file(inside(routes.part.folder, plain.partition("/")[2]))
        beside = posixpath.normpath(posixpath.join(place.rpartition("/")[0], plain))
        if beside.startswith(".."):
            return None
        beside = "" if beside == "." else beside
        is_address = page is not None and routes.part.generator and not plain.lower().endswith(_MARKDOWN)
        if is_address and page and isinstance(there := self._from_page(routes, page[1], plain), Destination):
            return there
        found = self._file(beside)
        if (
            found
            or page is None
            or plain.lower().endswith(_MARKDOWN)
            or "/." in "/" + plain.replace("../", "").replace("./", "")
        ):
            return found
        return self._from_page(routes, page[1], plain)

    def _lost_beside(self, place: str) -> Lost | None:
        """In a plain folder, a Markdown file that is not where others are."""
        folder, _, name = place.rpartition("/")
        names = self._tree.folders.get(folder, frozenset())
        is_told = name.endswith(_MARKDOWN) and self._of_folder(folder).part.generator == ""
        if not is_told or self._tree.is_open(place) or not any(each.endswith(_MARKDOWN) for each in names):
            return None
        return Lost(nearest_name(name.lower(), names))

    def _written_by_template(self, routes: Routes, place: str, url: str) -> Answer:
        """What the tags of Jekyll and Hugo that name a page, or the site's own address, come to."""
        from linklint.facts.site import templated

        found = templated.read(url, routes.part)
        if isinstance(found, templated.Address):
            return self._on_site(routes, found.path) if found.path else None
        if not isinstance(found, templated.Source):
            return None
        candidates = templated.places(found, routes.part, place)
        there = next((each for each in candidates if each in self._pages), None)
        if there is None and found.is_by_name:
            named = self._sources.get(found.name, ())
            there = named[0] if len(named) == 1 else None
            if len(named) > 1:
                return None
        return self._destination_of(there) if there else Lost("") if not routes.part.why_unknown else None

    @cached_property
    def _sources(self) -> Mapping[str, Sequence[str]]:
        """Pages by the names of their files, and of the folders that are pages."""
        found: dict[str, list[str]] = {}
        for place in self._pages:
            folder, _, name = place.rpartition("/")
            for each in {name, stem(name)} if stem(name) not in ("index", "_index") else {folder.rpartition("/")[2]}:
                found.setdefault(each, []).append(place)
        return found

    def _from_page(self, routes: Routes, page: Page, url: str) -> Answer:
        """As a browser goes on from the address of a page."""
        answers: list[Answer] = []
        for route in page.routes:
            bases = {route.rpartition("/")[0] + "/"}
            if routes.part.is_slashless:
                bases.add(route.rstrip("/") + "/")
            for base in bases:
                answers.append(routes.answer(key(posixpath.join(base.lstrip("/"), url))))
        found = next((each for each in answers if isinstance(each, Destination)), None)
        if found or not answers or any(each is None for each in answers) or not routes.trusts(RELATIVE):
            return found
        return answers[0]

    def _on_site(self, routes: Routes, url: str) -> Answer:
        wanted = routes.key(url)
        if wanted is None:
            return None
        answer = routes.answer(wanted)
        if not isinstance(answer, Lost):
            return answer
        for other in self.parts:
            there = other.key(url) if other is not routes else None
            if there is not None and isinstance(found := other.answer(there), Destination):
                return found
            if other is not routes and other.part.why_unknown and other.part.generator:
                return None
        return answer

    def _file(self, place: str) -> Destination | None:
        """A file, or a folder with an index, by what links may call it."""
        place = place.rstrip("/")
        for ending in _TRIED:
            candidate = place + ending
            if self._tree.has(candidate) and not (ending == "" and candidate in self._tree.folders):
                return self._destination_of(candidate) or Destination(self._tree.path(candidate), "")
        if place.endswith((".html", ".htm", ".md")):
            for other in _TRIED[1:4]:
                if self._tree.has(stem(place) + other):
                    return self._destination_of(stem(place) + other)
        return Destination(self._tree.path(place), "") if place in self._tree.folders else None

    def _destination_of(self, place: str) -> Destination | None:
        if place not in self._pages:
            return None
        routes, page = self._pages[place]
        path = self._tree.path(place)
        route = routes.part.base + page.routes[0].replace("//", "/") if page.routes else ""
        moved = (
            routes.part.moved.get(key(page.routes[0]), "")
            if page.routes and "redirect_to" in self._header(place)
            else ""
        )
        return Destination(path, route, page.title, page.why_not, moved, False, lambda: self.anchors(path))

    def _header(self, place: str) -> Mapping[str, object]:
        note = self._notes.get(place)
        return note.header if note else {}


def _unquoted(url: str) -> str:
    if "%" not in url:
        return url
    from urllib.parse import unquote

    return unquote(url)
