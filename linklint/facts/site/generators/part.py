"""One site among the files of a project: its pages with their addresses, and what is known of the rest of its addresses."""

from __future__ import annotations

from linklint.patterns import pattern
from linklint.record import record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from linklint.facts.site.page_notes import PageNote
    from linklint.facts.site.project_tree import Tree

ANYWHERE = "#anywhere"
"""Among what is made: addresses that may be any."""
_INDEX = frozenset({"index.html", "index.htm"})
_BASE = pattern(r"https?://([^/?#]+)([^?#]*)")
_SHARED = (".github.io", ".gitlab.io", ".codeberg.page")
"""Hosts below whose names each project of an owner has a folder."""
_DAY = pattern(r"(\d{4})-(\d\d?)-(\d\d?)")


@record
class Page:
    place: str
    """Of its file."""
    routes: tuple[str, ...]
    """Where it may be published, the likeliest first, below the site's base. None where that cannot be told."""
    title: str = ""
    why_not: str = ""
    is_list: bool = False
    """The generator makes a page there with or without this file."""


@record
class World:
    """What a generator's module is given."""

    tree: Tree
    notes: Mapping[str, PageNote]
    """By place, of all files that pages are made of."""
    today: str


class Part:
    """Filled by the module of its generator."""

    def __init__(self, generator: str, folder: str) -> None:
        self.generator, self.folder = generator, folder
        self.hosts: set[str] = set()
        self.base = ""
        """Before all addresses, as `/blog`."""
        self.pages: list[Page] = []
        self.copies: list[tuple[str, str]] = []
        """Folders whose files are published as they are, each with the address of that folder."""
        self.moved: dict[str, str] = {}
        """Addresses, without base and as keys, that send readers elsewhere."""
        self.moved_below: list[tuple[str, str]] = []
        """The same of all that is below a key."""
        self.made: set[str] = set()
        """Keys of addresses that something else makes, with all below them."""
        self.languages: dict[str, str] = {}
        """First steps of addresses that are languages, each with the first step of the language whose pages stand in for
        those that are not translated."""
        self.has_strangers = False
        """Others publish below the same host, or plugins make pages: only where many pages are known are those that are not
        there lost."""
        self.why_unknown = ""
        """Why addresses that no file tells may be there all the same; empty where they are not."""
        self.slugs = ""
        """Whose heading ids its pages get: a name of `slugs.SLUGGERS`, or empty."""
        self.is_slashless = False
        """Relative links may lead on from an address without its closing slash."""

    def publish_at(self, url: str) -> None:
        """The URL of the site, as its settings have it."""
        if found := _BASE.match(url.strip()):
            host = found[1].lower().removeprefix("www.")
            self.hosts.add(host)
            self.base = found[2].rstrip("/")
            self.has_strangers = host.endswith(_SHARED)
        elif url.startswith("/"):
            self.base = url.rstrip("/")

    def move(self, old: str, new: str) -> None:
        """An address that sends readers on. With a `*` or a `:name` it stands for all below."""
        start = min((at for mark in ("*", "/:") if (at := old.find(mark)) >= 0), default=-1)
        if start >= 0:
            self.moved_below.append((key(old[:start]), ""))
        else:
            self.moved.setdefault(key(old), new)


def key(path: str) -> str:
    """One name for all ways to write an address: without slashes around, `index.html`, `.html`, capital letters and
    percent signs."""
    if "%" in path:
        from urllib.parse import unquote

        path = unquote(path)
    if not path.isascii():
        from unicodedata import normalize

        path = normalize("NFC", path)
    steps: list[str] = []
    for step in path.casefold().split("/"):
        if step == "..":
            del steps[-1:]
        elif step not in ("", "."):
            steps.append(step)
    if steps and steps[-1] in _INDEX:
        steps.pop()
    elif steps:
        steps[-1] = steps[-1].removesuffix(".html").removesuffix(".htm")
    return "/".join(steps)


def day(value: object) -> tuple[str, str, str] | None:
    """Year, month and day of what begins with a date."""
    found = _DAY.match(str(value)) if isinstance(value, (str, int)) else None
    return (found[1], f"{int(found[2]):02}", f"{int(found[3]):02}") if found else None


def is_after(value: object, today: str) -> bool:
    found = day(value)
    return bool(found and today and "-".join(found) > today)


def inside(folder: str, name: str) -> str:
    return f"{folder}/{name}" if folder else name


def below(folder: str, place: str) -> str | None:
    """A place as seen from a folder; None where it lies elsewhere."""
    if not folder:
        return place
    return place[len(folder) + 1 :] if place.startswith(folder + "/") else None


def normal(folder: str, relative: str) -> str:
    """A path that settings name, as a place; empty for the project's folder."""
    steps: list[str] = folder.split("/") if folder else []
    for step in relative.replace("\\", "/").split("/"):
        if step == "..":
            del steps[-1:]
        elif step not in ("", "."):
            steps.append(step)
    return "/".join(steps)


def found_among(tree: Tree, folder: str, names: Iterable[str]) -> str:
    """The place of the first of these files; empty where none is there."""
    return next((place for name in names if tree.is_file(place := inside(folder, name))), "")


def first_text(values: Sequence[object]) -> str:
    return next(
        (str(value) for value in values if isinstance(value, (str, int)) and value not in ("", True, False)), ""
    )
