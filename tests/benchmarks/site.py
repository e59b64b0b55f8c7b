"""How many links to pages that were taken away, or called otherwise, are reported: `python -m tests.benchmarks.site FOLDER...`.

Each folder is a checkout of a site. In a copy of it, pages that others link to are deleted, then in another renamed, chosen with
a fixed seed. What counts are links that led to them before, and that lead to no page of that address now.
"""

from __future__ import annotations

import os
import random
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache

from linklint import lint, rulebook, urls, walk
from linklint.config import Finder
from linklint.facts import gather
from linklint.facts.site.site import Site, read_site
from linklint.files import read
from linklint.model import LANDMARKS, Destination, Draft, Link
from linklint.parse import parse

SEED = 20261123
SHARE = 0.1
"""The part of all linked pages that is taken away."""
MOST = 60
"""Pages."""
LISTS = ("index", "_index", "readme")
"""Names of pages that generators, or hosts, make where they are missing."""

Use = tuple[str, str]
"""A draft and a URL as written in it."""


class Checkout:
    """A site and its drafts, read in its own folder."""

    def __init__(self) -> None:
        self.finder = Finder(isolated=True)
        self.paths = list(walk.find(["."], lambda path: False))
        self.draft = lru_cache(maxsize=None)(self._draft)
        self.site: Site = read_site(".", today=self.finder.today, draft_of=self.draft)
        self.site.weigh((path, _target(link)) for path, link in self.links())

    def _draft(self, path: str) -> Draft | None:
        source = read(path)
        return None if source.why_not else parse(path, source.text, self.finder.config_for(path))

    def links(self) -> Iterator[tuple[str, Link]]:
        for path in self.paths:
            draft = self.draft(path)
            yield from ((path, link) for link in (draft.links if draft else ()) if link.context not in LANDMARKS)

    def uses(self) -> Mapping[str, set[Use]]:
        """By page, the links to it from other pages."""
        found: dict[str, set[Use]] = {}
        for path, link in self.links():
            there = self.site.destination(path, _target(link))
            if (
                isinstance(there, Destination)
                and not there.is_own
                and not there.moved_to
                and self.site.page(there.path)
            ):
                found.setdefault(there.path, set()).add((path, link.url))
        return found

    def has_page(self, use: Use) -> bool:
        """Another page stands in for the one that is gone, as that of another language does."""
        there = self.site.destination(use[0], urls.parse(use[1]))
        return isinstance(there, Destination) and self.site.page(there.path) is not None

    def told(self, paths: set[str]) -> set[Use]:
        """Links of drafts that are reported as broken."""
        found = set()
        for path in sorted(paths):
            config = self.finder.config_for(path)
            rules = rulebook.load(config, select=["broken-internal-link"])
            draft = self.draft(path)
            if draft:
                facts = gather(draft, lint.needs_of(rules), config, site=self.site)
                found |= {(path, each.url) for each in lint.examine(draft, rules, facts)}
        return found


def _target(link: Link):  # type: ignore[no-untyped-def]
    return link.target or urls.parse(link.url)


def delete(path: str) -> str:
    os.unlink(path)
    return ""


def rename(path: str) -> str:
    stem, ending = os.path.splitext(path)
    os.rename(path, f"{stem}-planted{ending}")
    return f"{stem}-planted{ending}"


def chosen(uses: Mapping[str, set[Use]]) -> Sequence[str]:
    pages = sorted(path for path in uses if os.path.splitext(os.path.basename(path))[0].lower() not in LISTS)
    number = min(MOST, max(1, round(SHARE * len(pages))))
    return random.Random(SEED).sample(pages, min(number, len(pages)))


def planted(folder: str, before: Checkout, change: Callable[[str], str]) -> tuple[int, int, list[Use]]:
    """Links to planted faults, those of them that are reported, and those that are not."""
    uses = before.uses()
    with tempfile.TemporaryDirectory() as copy:
        shutil.copytree(folder, copy, symlinks=True, dirs_exist_ok=True)
        os.chdir(copy)
        new = {path: change(path) for path in chosen(uses)}
        after = Checkout()
        asked: set[Use] = set()
        for path, changed in new.items():
            old, now = before.site.page(path), after.site.page(changed) if changed else None
            is_moved = not (old and now and old.route == now.route)
            asked |= {use for use in uses[path] if use[0] not in new and (is_moved or use[1].endswith(".md"))}
        asked = {use for use in asked if not after.has_page(use)}
        told = after.told({path for path, _ in asked})
        os.chdir(folder)
    return len(asked), len(asked & told), sorted(asked - told)


def main(folders: Sequence[str]) -> None:
    totals = [0, 0]
    for folder in map(os.path.abspath, folders):
        os.chdir(folder)
        before = Checkout()
        for change in (delete, rename):
            asked, found, missed = planted(folder, before, change)
            totals[0] += asked
            totals[1] += found
            print(f"{os.path.basename(folder)}: {change.__name__}d: {found} of {asked} links reported", *missed[:5])
    print(f"in all: {totals[1]} of {totals[0]}, {totals[1] / max(1, totals[0]):.2%}")


if __name__ == "__main__":
    main(sys.argv[1:])
