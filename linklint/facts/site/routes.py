"""The addresses of one part of a site, ready to be looked up: what is published at each, and which are lost."""

from __future__ import annotations

from functools import cached_property
from itertools import islice

from linklint import wording
from linklint.facts.site.generators.part import ANYWHERE, below, inside, key
from linklint.facts.site.page_notes import stem
from linklint.model import Destination, Lost
from linklint.patterns import pattern
from linklint.record import replace
from linklint.words import distance

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence, Set

    from linklint.facts.site.generators.part import Part
    from linklint.facts.site.project_tree import Tree

    Answer = Destination | Lost | None

RELATIVE = "#relative"
"""The region of links that lead on from their own page."""
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
_TEMPLATE = pattern(
    r"/(?:_?layouts|_includes|_partials|partials|overrides|templates|theme|themes|components)/.*"
    r"\.(?:html|njk|liquid|astro|jsx|tsx|webc|vue|svelte|pug|ejs|hbs)$"
)
_MOST_TEMPLATES = 2000
_MOST_COMPARED = 100
_EDGE = 2
"""Letters that two names have in common, at their beginnings or at their ends, to be compared at all."""
_TELLING = 10
"""Letters from which on a name that is almost the same tells a page that lies elsewhere."""
_MOST_MOVES = 5
_UNPLACED = 0.2
"""The part of all pages of which it may be unknown where they are published."""
_FEW = 3
"""Addresses of which none is there, from which on it is their region that is not known."""
_MANY = 5
"""Pages that share the first step of their address, from which on all of them are taken to be known."""


class Routes:
    """The addresses of one part, ready to be looked up."""

    def __init__(self, part: Part, tree: Tree, name: str, page_at: Callable[[str], Destination | None]) -> None:
        """`page_at` tells of the page that a file makes, by its place."""
        self.part, self._tree, self.name, self._page_at = part, tree, name, page_at
        self._distrusted: set[str] = set()
        """Regions of which most links would be lost."""
        self._near: dict[str, tuple[str, ...]] = {}
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
        regions = sorted(f"/{region}".removesuffix("/*") for region in self._distrusted if region != RELATIVE)
        return (
            f"most links below {wording.listed(list(dict.fromkeys(regions))[:_FEW])} lead to no page" if regions else ""
        )

    @cached_property
    def ids_of_theme(self) -> frozenset[str]:
        """What templates write into every page, as far as they lie in the project."""
        from linklint.facts.site import slugs

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

    def weigh(self, region: str, lost: int, found: int) -> bool:
        """Distrusts a region where more of the addresses that links name are lost than are found; tells whether it does."""
        is_distrusted = lost > found and lost >= (_MANY if found else _FEW)
        if is_distrusted:
            self._distrusted.add(region)
        return is_distrusted

    def trusts(self, region: str) -> bool:
        return region not in self._distrusted

    def regions(self, url: str) -> Set[str]:
        """What an address is weighed with: all of its folder, and all that begins as it does."""
        wanted = self.key(url) or ""
        first, slash, _ = wanted.partition("/")
        return {_region(wanted), first + "/*"} if slash else {_region(wanted)}

    def answer(self, wanted: str) -> Answer:
        if wanted in self._places:
            return self._page_at(self._places[wanted])
        if wanted in self.part.moved:
            return self._moved(wanted)
        if not wanted:
            return None
        copied = self._copied(wanted)
        if copied:
            return None if copied in self._tree.closed else Destination(self._tree.path(copied), "/" + wanted)
        language, _, rest = wanted.partition("/")
        if language in self.part.languages:
            stand_in = self.part.languages[language]
            answer = self.answer(f"{stand_in}/{rest}" if stand_in else rest) if language != stand_in else None
            return answer if isinstance(answer, Destination) else self._missing(wanted)
        return self._missing(wanted)

    def _moved(self, wanted: str) -> Destination:
        """To the end of all redirects, as far as they lead within the site."""
        new = self.part.moved[wanted]
        for _ in range(_MOST_MOVES):
            further = self.part.moved.get(key(new.partition("#")[0]), "") if new.startswith("/") else ""
            if not further or key(further) == wanted:
                break
            new = further
        there = self._page_at(self._places.get(key(new.partition("#")[0]), "")) if new.startswith("/") else None
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
            or not self._distrusted.isdisjoint((_region(wanted), steps[0] + "/*"))
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
        return Lost(nearest_name(name, names)) if any(each.lower().endswith(ending) for each in names) else None

    def _nearest(self, wanted: str) -> str:
        """The page that is called so elsewhere, or the one whose name differs in few letters."""
        folder, _, name = wanted.rpartition("/")
        same = self._named.get(name, ())
        if len(same) == 1:
            return self._shown(same[0])
        if name not in self._near:
            self._near[name] = tuple(self._names_like(name))
        for each in self._near[name]:
            there = [route for route in self._named[each] if route.rpartition("/")[0] == folder]
            if not there and len(name) >= _TELLING:
                there = list(self._named[each])
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


def _region(wanted: str) -> str:
    """The folder of an address, without the dates at its end."""
    steps = wanted.split("/")[:-1]
    while steps and steps[-1].isdecimal():
        steps.pop()
    return "/".join(steps)


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


def nearest_name(name: str, names: Iterable[str]) -> str:
    """Of files with the same ending and first letter, the one whose name differs in the fewest letters; or empty."""
    ending = "." + name.rpartition(".")[2]
    alike = [each for each in sorted(names) if each.lower().endswith(ending) and each[:1].lower() == name[:1]]
    best, least = "", 3
    for each in alike[:200]:
        if (far := distance(name, each.lower(), 2)) < least:
            best, least = each, far
    return best
