"""Relative links to files that are nowhere in the project where a site could take them from.

Generators move pages and copy static files, so a file counts as found beside the draft, below the place that the draft's page
may get, and below the folders that may be the root of the site; a page counts as found by whatever it may be made of. Nothing
outside the project is looked at, and what cannot be told is not lost.
"""

from __future__ import annotations

import os
import re

from linklint.facts.folders import NOTHING, digest_of, ignores_above, is_ignored, listing
from linklint.files import project_root
from linklint.patterns import pattern
from linklint.words import distance

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from linklint.facts.folders import Listing
    from linklint.model import Config, Draft, Link

_ROOTS = frozenset(
    {
        "_static", "assets", "content", "contents", "doc", "docs", "files", "images", "img", "media", "pages", "posts",
        "public", "resources", "site", "source", "src", "static", "uploads", "web", "website", "www",
    }
)  # fmt: skip
"""Folders whose content generators put at the root of the site."""
_PIECES = frozenset(
    {
        "_includes", "_layouts", "_partials", "_snippets", "__tests__", "archetypes", "fixtures", "fragments", "includes",
        "layouts", "partials", "scaffolds", "shared", "snippets", "spec", "templates", "test", "testdata", "tests",
        "third_party", "vendor",
    }
)  # fmt: skip
"""Folders of pieces that other pages take in, whose links lead from there; of drafts that test something, or that were
copied from other projects."""
_FILE = pattern(
    r"[^/.][^/]*\.(?:mdx?|markdown|html?|rst|adoc|txt|pdf|png|jpe?g|gif|svg|webp|avif|ico|mp3|mp4|webm|mov|zip|t?gz|csv|tsv|json"
    r"|ya?ml|toml|xml|docx?|xlsx?|pptx?|od[tsp]|epub|ipynb|py|rb|m?js|tsx?|jsx|s?css|sh|go|rs|c|h|[ch]pp|java|kt|swift|php|pl"
    r"|lua|r|sql|tex|bib)",
    re.I,
)
_PAGES = frozenset({"md", "mdx", "markdown"})
_SOURCES = _PAGES | {"rmd", "qmd", "ipynb", "rst", "adoc", "org"}
"""Endings of what generators make pages of."""
_MADE = frozenset({"html", "htm"})
"""Endings of pages that may be made in folders that are not there yet."""
_INDEX = frozenset({"index", "_index", "readme", "README"})
_READ_BY_OTHERS = pattern(r"[{}<>*|$@~\0\\]|[^/]:")
"""In a path, what makes it a template, an alias or a place in a file."""
_SYNTAXES = frozenset({"inline", "reference", "autolink", "html", "jsx"})
_MOST_COMPARED = 200


def lost_files(draft: Draft, config: Config) -> tuple[Mapping[str, str], Mapping[str, int]]:
    """Relative URLs of a draft, as written, that lead to no file -> the name nearest to the missing one, or nothing. With
    them what was looked at, as `Facts.probed` has it. In a project without a generator, pages lie where links say."""
    paths = {link.url: path for link in draft.links if (path := _path(link))}
    place, project = os.path.abspath(draft.path), project_root(config.root or ".")
    if not paths or not place.startswith(project + os.sep) or _is_piece(place.removeprefix(project)):
        return {}, {}
    search = _Search(place, project, is_moved=config.dialect != "auto")
    lost = {url: nearest for url, path in paths.items() if (nearest := search.missing(path)) is not None}
    return lost, search.seen


def _path(link: Link) -> str:
    """Of a relative link that names a file; else empty."""
    if not link.target or link.target.form != "relative" or link.syntax not in _SYNTAXES:
        return ""
    path = link.target.path
    if path.startswith("/") or not _FILE.fullmatch(path.rpartition("/")[2]):
        return ""
    if "%" in path:
        from urllib.parse import unquote

        path = unquote(path)
    return "" if _READ_BY_OTHERS.search(path) else path


def _is_piece(place: str) -> bool:
    *folders, name = place.split(os.sep)
    return (name.startswith("_") and not name.startswith("_index.")) or not _PIECES.isdisjoint(folders)


class _Search:
    """Looks for the files that one draft links to."""

    def __init__(self, path: str, project: str, is_moved: bool) -> None:
        self.seen: dict[str, int] = {}
        self._listed: dict[str, int] = {}
        self._folder, name = os.path.split(path)
        self._page = os.path.join(self._folder, name.partition(".")[0])
        self._project, self._is_moved = project, is_moved
        self._all_roots: tuple[str, ...] = ()

    def missing(self, path: str) -> str | None:
        """The name nearest to a missing file. None where the file is there, or where it cannot be told."""
        beside = os.path.normpath(os.path.join(self._folder, path))
        if not beside.startswith(self._project + os.sep):
            return None
        if self._is_out_of_copy(beside):
            return None
        folder, name = os.path.split(beside)
        if _ending(path) in _MADE and not self._listing(folder):
            self.seen[folder] = self._listed[folder]
            return None
        found = beside if self._is_there(beside) else next(filter(self._is_there, self._elsewhere(path)), "")
        if found and (found == beside or self._is_moved or _ending(path) not in _PAGES):
            self._keep(found)
            return None
        if self._is_ignored(beside):
            return None
        self.seen.update(self._listed)
        return os.path.relpath(found, self._folder) if found else _nearest(name, self._listing(folder))

    def _is_out_of_copy(self, place: str) -> bool:
        """Whether it lies above a folder that is alone in its own, as docs are that were copied from another repository: what
        lay beside them there is not known."""
        above = os.path.commonpath((place, self._folder))
        if above in (self._folder, self._project):
            return False
        found = self._listing(above)
        self.seen[above] = self._listed[above]
        return bool(found and len(found.names) == 1)

    def _is_there(self, place: str) -> bool:
        """A folder without anything is a submodule that was not fetched: it may hold anything."""
        folder, name = os.path.split(place)
        found = self._listing(folder)
        return bool(found and (not found.names or name in found.names or _is_made_of(name, found)))

    def _is_ignored(self, place: str) -> bool:
        """What git leaves out is made by a build."""
        ignores = ignores_above(place, self._project)
        self.seen.update((path, digest_of(path)) for path in ignores)
        return is_ignored(os.path.relpath(place, self._project), ignores.values())

    def _keep(self, place: str) -> None:
        """As long as what was found is there, nothing else matters."""
        folder, name = os.path.split(place)
        found = self._listing(folder)
        if found and name in found.names:
            self.seen[place] = True
        else:
            self.seen[folder] = self._listed[folder]

    def _elsewhere(self, path: str) -> Iterator[str]:
        moved = os.path.normpath(os.path.join(self._page, path))
        if moved.startswith(self._project + os.sep):
            yield moved
        steps = os.path.normpath(path).split(os.sep)
        inner = os.path.join(*(step for step in steps if step != ".."))
        for root in self._roots():
            yield os.path.join(root, inner)

    def _roots(self) -> tuple[str, ...]:
        """The folders above the draft, and in each of them those that may be the root of the site."""
        if not self._all_roots:
            above = [self._folder]
            while above[-1] != self._project:
                above.append(os.path.dirname(above[-1]))
            inside = [
                os.path.join(folder, name)
                for folder in above
                if (found := self._listing(folder))
                for name in sorted(_ROOTS & found.names)
            ]
            self._all_roots = (*above, *inside)
        return self._all_roots

    def _listing(self, folder: str) -> Listing | None:
        found = listing(folder, self._project)
        self._listed[folder] = found.digest if found else NOTHING
        return found


def _is_made_of(name: str, found: Listing) -> bool:
    """Whether the page of this name may come from another file: one of its name with another ending, or a folder."""
    stem = name.rpartition(".")[0]
    if _ending(name) in _PAGES:
        return any(f"{stem}.{source}" in found.names for source in _SOURCES) or (
            stem in _INDEX and not _INDEX.isdisjoint(found.stems)
        )
    return stem in found.stems or (stem == "index" and not _INDEX.isdisjoint(found.stems))


def _ending(path: str) -> str:
    return path.rpartition(".")[2].lower()


def _nearest(name: str, found: Listing | None) -> str:
    """The name in a folder that differs in case, or by one or two letters."""
    if not found:
        return ""
    ending = os.path.splitext(name)[1].lower()
    alike = [
        each for each in sorted(found.names) if each[:1].lower() == name[:1].lower() and abs(len(each) - len(name)) < 3
    ]
    most = 2 if len(name) > len(ending) + 4 else 1
    best, least = "", most + 1
    for each in alike[:_MOST_COMPARED]:
        if each.lower().endswith(ending) and (far := distance(name.lower(), each.lower(), most)) < least:
            best, least = each, far
    return best
