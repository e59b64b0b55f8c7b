"""The whole site: where its files are published, and what its links lead to.

Each folder with the settings of a generator is a part of its own; what lies in none is a plain folder. A link is lost where
its address is known to be the site's: beside pages that are known, in a part whose settings say all. Anything else is unknown.
"""

from __future__ import annotations

import posixpath
from functools import cached_property
from itertools import islice

from linklint import wording
from linklint.facts import page_notes
from linklint.facts.page_notes import stem
from linklint.facts.project_tree import Tree
from linklint.facts.sites.part import ANYWHERE, Part, World, below, inside, key, normal
from linklint.model import Destination, Lost
from linklint.patterns import pattern
from linklint.record import replace
from linklint.words import distance

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence, Set

    from linklint.facts.page_notes import PageNote
    from linklint.facts.sites.part import Page
    from linklint.model import Draft, Target

    Answer = Destination | Lost | None

_SOURCES = (
    ".md", ".mdx", ".markdown", ".mdown", ".mkd", ".html", ".htm", ".xhtml", ".njk", ".liquid", ".webc", ".adoc", ".org",
    ".rst", ".textile",
)  # fmt: skip
"""Endings of files whose headers are read."""
_MARKDOWN = (".md", ".mdx", ".markdown")
_TRIED = ("", ".md", ".mdx", ".html", "/index.md", "/_index.md", "/index.mdx", "/README.md", "/index.html", ".markdown")
_FILE = pattern(r".*\.(?!html?$)[a-z][a-z0-9]{0,4}$|.*\.(?:mp3|mp4|7z)$")
_MADE_FILES = (
    ".xml", ".json", ".rss", ".atom", ".js", ".css", ".map", ".txt", ".ics", ".webmanifest", ".php", ".asp", ".aspx", ".cgi",
    ".webp", ".avif",
)  # fmt: skip
"""Endings of files that builds and servers make."""
_LISTS = frozenset(
    {
        "tag", "tags", "category", "categories", "author", "authors", "archive", "archives", "topics", "series", "search",
        "feed", "rss", "wp-content", "wp-admin", "cdn-cgi",
    }
)  # fmt: skip
"""Steps of addresses that themes and plugins make pages for."""
_OF_SERVERS = frozenset({"login", "admin", "api", "go", "out"})
"""First steps of what servers answer."""
_NUMBERED = pattern(r"(?:^|/)page/?\d+$")
_INDEX_FILES = ("index.html", "index.htm", "index.xhtml")
_YEAR = pattern(r"(?:19|20)\d\d(?:/[01]\d(?:/[0-3]\d)?)?(?:/page/.*)?")
_WEB_FORMS = ("absolute", "protocol-relative")
_TEMPLATE = pattern(
    r"/(?:_?layouts|_includes|_partials|partials|overrides|templates|theme|themes|components)/.*"
    r"\.(?:html|njk|liquid|astro|jsx|tsx|webc|vue|svelte|pug|ejs|hbs)$"
)
_MOST_PARTS = 200
_MOST_TEMPLATES = 2000
_MOST_COMPARED = 100
_EDGE = 2
"""Letters that two names have in common, at their beginnings or at their ends, to be compared at all."""
_MOST_MOVES = 5
_UNPLACED = 0.2
"""The part of all pages of which it may be unknown where they are published."""
_FEW = 3
"""Addresses of which none is there, from which on it is their region that is not known."""
_MANY = 5
"""Pages that share the first step of their address, from which on all of them are taken to be known."""
_RELATIVE = "#relative"
"""The region of links that lead on from their own page."""


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
    from linklint.facts.sites import generators

    folders = sorted(world.tree.folders, key=lambda folder: (-folder.count("/") - bool(folder), folder))
    found = list(islice((part for folder in folders for part in generators.parts_in(folder, world)), _MOST_PARTS))
    if len(found) == _MOST_PARTS:
        for part in found:
            part.why_unknown = "the project holds too many sites"
    if not any(part.folder == "" for part in found):
        from linklint.facts.sites import plain

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
        self.parts = tuple(_Routes(part, tree, f"//{number}") for number, part in enumerate(parts))
        self._by_folder: dict[str, _Routes] = {}
        self._anchors: dict[str, frozenset[str] | None] = {}
        self._asked: dict[tuple[str, str], Answer] = {}
        self._pages: dict[str, tuple[_Routes, Page]] = {}
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
        place = self._tree.place(path)
        page = self._pages.get(place)
        return (page[0] if page else self._of_folder(place.rpartition("/")[0])).part.slugs

    def _read_anchors(self, path: str) -> frozenset[str] | None:
        place = self._tree.place(path)
        routes, page = self._pages.get(place, (self._of_folder(place.rpartition("/")[0]), None))
        if (page and page.is_list) or not self._draft_of or not path.endswith((*_MARKDOWN, ".html")):
            return None
        draft = self._draft_of(path)
        if draft is None:
            return None
        from linklint.facts import slugs

        found = slugs.anchors(draft, routes.part.slugs)
        return found and slugs.with_others(found, routes.ids_of_theme)

    def weigh(self, asked: Iterable[tuple[str, Target | None]]) -> None:
        """Looks at all links of the site. Where most addresses of a region lead to nothing, it is the region that is not
        known: nothing of it is lost any more."""
        seen: dict[tuple[_Routes, str], tuple[set[str], set[str]]] = {}
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
            if len(lost) > len(found) and len(lost) >= (_MANY if found else _FEW):
                routes.distrusted.add(region)
                self._asked.clear()

    def _regions(self, path: str, target: Target) -> tuple[_Routes, Set[str]]:
        routes = self._part_at(path, target) if target.form in _WEB_FORMS else None
        routes = routes or self._of_folder(self._tree.place(path).rpartition("/")[0])
        if target.form not in _WEB_FORMS and not target.path.startswith("/"):
            return routes, {_RELATIVE}
        return routes, routes.regions(target.path)

    def _at_host(self, path: str, target: Target) -> Answer:
        routes = self._part_at(path, target)
        if routes is None:
            return None
        asked = (routes.name, target.path)
        if asked not in self._asked:
            self._asked[asked] = self._on_site(routes, target.path or "/")
        return self._asked[asked]

    def _part_at(self, path: str, target: Target) -> _Routes | None:
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

    def _of_folder(self, folder: str) -> _Routes:
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
        return Lost(_nearest_name(name.lower(), names))

    def _written_by_template(self, routes: _Routes, place: str, url: str) -> Answer:
        """What the tags of Jekyll and Hugo that name a page, or the site's own address, come to."""
        from linklint.facts import templated

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

    def _from_page(self, routes: _Routes, page: Page, url: str) -> Answer:
        """As a browser goes on from the address of a page."""
        answers: list[Answer] = []
        for route in page.routes:
            bases = {route.rpartition("/")[0] + "/"}
            if routes.part.is_slashless:
                bases.add(route.rstrip("/") + "/")
            for base in bases:
                answers.append(routes.answer(routes.key_of_route(posixpath.join(base.lstrip("/"), url)), self))
        found = next((each for each in answers if isinstance(each, Destination)), None)
        if found or not answers or any(each is None for each in answers) or _RELATIVE in routes.distrusted:
            return found
        return answers[0]

    def _on_site(self, routes: _Routes, url: str) -> Answer:
        wanted = routes.key(url)
        if wanted is None:
            return None
        answer = routes.answer(wanted, self)
        if not isinstance(answer, Lost):
            return answer
        for other in self.parts:
            there = other.key(url) if other is not routes else None
            if there is not None and isinstance(found := other.answer(there, self), Destination):
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


class _Routes:
    """The addresses of one part, ready to be looked up."""

    def __init__(self, part: Part, tree: Tree, name: str) -> None:
        self.part, self._tree, self.name = part, tree, name
        self.distrusted: set[str] = set()
        self._near: dict[str, tuple[str, ...]] = {}
        """Regions of which most links would be lost."""
        self._places: dict[str, str] = {}
        for page in part.pages:
            for route in page.routes:
                self._places.setdefault(key(route), page.place)
        self._sizes: dict[str, int] = {}
        unplaced = [page for page in part.pages if not page.routes and not page.why_not]
        self._unplaced = {key(stem(page.place.rpartition("/")[2])) for page in unplaced}
        if len(unplaced) > _UNPLACED * len(part.pages) and not part.why_unknown:
            part.why_unknown = f"it is not known where {len(unplaced)} of {len(part.pages)} pages are published"
        for each in self._places:
            first, slash, _ = each.partition("/")
            self._sizes[first] = self._sizes.get(first, 0) + bool(slash)

    @property
    def why_distrusted(self) -> str:
        regions = sorted(f"/{region}".removesuffix("/*") for region in self.distrusted if region != _RELATIVE)
        return (
            f"most links below {wording.listed(list(dict.fromkeys(regions))[:_FEW])} lead to no page" if regions else ""
        )

    @cached_property
    def ids_of_theme(self) -> frozenset[str]:
        """What templates write into every page, as far as they lie in the project."""
        from linklint.facts import slugs

        places = (place for place in self._tree.files_below(self.part.folder) if _TEMPLATE.search("/" + place))
        return frozenset(
            name for place in islice(places, _MOST_TEMPLATES) for name in slugs.written(self._tree.text(place))
        )

    def key(self, url: str) -> str | None:
        """Of an address from the root of its host on; None for one outside of the part."""
        whole, base = key(url), key(self.part.base)
        if not base:
            return whole
        if whole == base or whole.startswith(base + "/"):
            return whole[len(base) + 1 :]
        return whole if whole in self._places else None

    def key_of_route(self, route: str) -> str:
        return key(route)

    def region(self, wanted: str) -> str:
        """The folder of an address, without the dates at its end."""
        steps = wanted.split("/")[:-1]
        while steps and steps[-1].isdecimal():
            steps.pop()
        return "/".join(steps)

    def regions(self, url: str) -> Set[str]:
        """What an address is weighed with: all of its folder, and all that begins as it does."""
        wanted = self.key(url) or ""
        first, slash, _ = wanted.partition("/")
        return {self.region(wanted), first + "/*"} if slash else {self.region(wanted)}

    def answer(self, wanted: str, site: Site) -> Answer:
        if wanted in self._places:
            return site._destination_of(self._places[wanted])
        if wanted in self.part.moved:
            return self._moved(wanted, site)
        if not wanted:
            return None
        copied = self._copied(wanted)
        if copied:
            return None if copied in self._tree.closed else Destination(self._tree.path(copied), "/" + wanted)
        language, _, rest = wanted.partition("/")
        if language in self.part.languages:
            stand_in = self.part.languages[language]
            answer = self.answer(f"{stand_in}/{rest}" if stand_in else rest, site) if language != stand_in else None
            return answer if isinstance(answer, Destination) else self._missing(wanted)
        return self._missing(wanted)

    def _moved(self, wanted: str, site: Site) -> Destination:
        """To the end of all redirects, as far as they lead within the site."""
        new = self.part.moved[wanted]
        for _ in range(_MOST_MOVES):
            further = self.part.moved.get(key(new.partition("#")[0]), "") if new.startswith("/") else ""
            if not further or key(further) == wanted:
                break
            new = further
        there = site._destination_of(self._places.get(key(new.partition("#")[0]), "")) if new.startswith("/") else None
        if there:
            fragment = "#" + new.partition("#")[2] if "#" in new else ""
            return replace(there, moved_to=there.route + fragment)
        return Destination("", "", moved_to=new)

    def _copied(self, wanted: str) -> str:
        """A file that is published as it is; of a folder its index."""
        for folder, route in self.part.copies:
            inner = below(key(route), wanted) if route else wanted
            here = _walked(self._tree, folder, inner) if inner else None
            if here in self._tree.folders:
                here = next(
                    (each for name in _INDEX_FILES if self._tree.is_file(each := inside(here or "", name))), None
                )
            if here:
                return here
        return ""

    def _missing(self, wanted: str) -> Lost | None:
        """None where the address may be there all the same."""
        part, steps = self.part, wanted.split("/")
        if part.why_unknown or not part.generator or any(mark in wanted for mark in "{}*<>|$:@"):
            return None
        if (
            steps[-1] in self._unplaced
            or self._is_made(wanted, steps)
            or not self.distrusted.isdisjoint((self.region(wanted), steps[0] + "/*"))
        ):
            return None
        if _FILE.match(steps[-1]):
            return self._missing_file(wanted)
        if (part.has_strangers or ANYWHERE in part.made) and self._pages_in(steps) < _MANY:
            return None
        return Lost(self._nearest(wanted))

    def _is_made(self, wanted: str, steps: Sequence[str]) -> bool:
        """Whether something else than files makes addresses there."""
        made = self.part.made
        if not made.isdisjoint(_prefixes(steps)):
            return True
        if any(wanted == old or wanted.startswith(old + "/") or not old for old, _ in self.part.moved_below):
            return True
        if not _LISTS.isdisjoint(steps) or _YEAR.fullmatch(wanted) or _NUMBERED.search(wanted):
            return True
        return steps[0] in _OF_SERVERS and self._sizes.get(steps[0], 0) < _MANY

    def _pages_in(self, steps: Sequence[str]) -> int:
        """How many pages share the first step of an address; none for addresses of one step."""
        return self._sizes.get(steps[0], 0) if len(steps) > 1 else 0

    def _missing_file(self, wanted: str) -> Lost | None:
        """Lost where its folder is there and holds others of its kind."""
        ending = "." + wanted.rpartition(".")[2]
        if ending in _MADE_FILES:
            return None
        folder, _, name = wanted.rpartition("/")
        names: frozenset[str] = frozenset()
        for root, route in self.part.copies:
            inner = below(key(route), folder) if route else folder
            here = _walked(self._tree, root, inner) if inner else None
            if here and self._tree.is_open(inside(here, name)):
                return None
            names |= self._tree.folders.get(here, frozenset()) if here else frozenset()
        return Lost(_nearest_name(name, names)) if any(each.lower().endswith(ending) for each in names) else None

    def _nearest(self, wanted: str) -> str:
        """The page that is called so elsewhere, or the one whose name differs in few letters."""
        folder, _, name = wanted.rpartition("/")
        same = self._named.get(name, ())
        if len(same) == 1:
            return self._shown(same[0])
        if name not in self._near:
            self._near[name] = tuple(self._names_like(name))
        for each in self._near[name]:
            there = [route for route in self._named[each] if route.rpartition("/")[0] == folder] or self._named[each]
            if len(there) == 1:
                return self._shown(there[0])
        return ""

    def _names_like(self, name: str) -> Iterable[str]:
        """Those that differ in one letter or two, the nearest first."""
        most = 2 if len(name) > 4 else 1
        sizes = sorted(range(len(name) - most, len(name) + most + 1), key=lambda size: abs(size - len(name)))
        alike = dict.fromkeys(
            each for size in sizes for edge in _edges(name) for each in self._alike.get((edge, size), ())
        )
        far = {each: distance(name, each, most) for each in islice(alike, _MOST_COMPARED)}
        return sorted((each for each in far if far[each] <= most), key=lambda each: (far[each], each))

    @cached_property
    def _named(self) -> Mapping[str, Sequence[str]]:
        """Addresses by their last steps."""
        found: dict[str, list[str]] = {}
        for each in self._places:
            found.setdefault(each.rpartition("/")[2], []).append(each)
        return found

    @cached_property
    def _alike(self) -> Mapping[tuple[str, int], Sequence[str]]:
        """Last steps by the letters with which they begin or end, and their lengths."""
        found: dict[tuple[str, int], list[str]] = {}
        for each in sorted(self._named):
            for edge in _edges(each):
                if len(names := found.setdefault((edge, len(each)), [])) < _MOST_COMPARED:
                    names.append(each)
        return found

    def _shown(self, wanted: str) -> str:
        place = self._places[wanted]
        routes = next((page.routes for page in self.part.pages if page.place == place), ())
        route = next((route for route in routes if key(route) == wanted), "")
        return self.part.base + route.replace("//", "/")


def _edges(name: str) -> tuple[str, str]:
    return name[:_EDGE], "$" + name[-_EDGE:]


def _prefixes(steps: Sequence[str]) -> Iterable[str]:
    return ("/".join(steps[:length]) for length in range(1, len(steps) + 1))


def _walked(tree: Tree, root: str, inner: str) -> str | None:
    """What lies below a place by an address, whatever its case and with or without `.html`: a file, or a folder that was
    not walked; None where nothing does."""
    here = root
    for step in inner.split("/"):
        if here in tree.closed:
            return here
        names = tree.folders.get(here, frozenset())
        name = step if step in names else next((each for each in names if _alike(each, step)), None)
        if name is None:
            return None
        here = inside(here, name)
    return here


def _alike(name: str, step: str) -> bool:
    folded = name.casefold()
    return folded == step or folded in (step + ".html", step + ".htm")


def _nearest_name(name: str, names: Iterable[str]) -> str:
    ending = "." + name.rpartition(".")[2]
    alike = [each for each in sorted(names) if each.lower().endswith(ending) and each[:1].lower() == name[:1]]
    best, least = "", 3
    for each in alike[:200]:
        if (far := distance(name, each.lower(), 2)) < least:
            best, least = each, far
    return best


def _unquoted(url: str) -> str:
    if "%" not in url:
        return url
    from urllib.parse import unquote

    return unquote(url)
