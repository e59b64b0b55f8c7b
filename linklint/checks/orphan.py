"""Drafts to which no other draft of the site links."""

from __future__ import annotations

from collections import Counter

from linklint.conditions import fits_any
from linklint.heads import head
from linklint.model import Hit, Said
from linklint.patterns import pattern
from linklint.record import record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from linklint.link_index import Index, IndexedDraft
    from linklint.model import Draft, Facts
    from linklint.options import Given

_DATE = pattern(r"\d{4}-\d\d?-\d\d?\b")
_FEWEST = 5
"""Drafts of a list."""

WORDS: tuple[str, ...] = ()
"""What its messages may say; no words of a link."""


@record
class Options:
    entrances: tuple[str, ...]
    """Names of drafts, without their endings, at which readers arrive by other ways than links."""
    folders: tuple[str, ...]
    """Names of folders whose drafts are listed by the site, or are no pages of it."""
    dated: bool
    """Drafts with a date are judged, too: nothing lists them."""

    @classmethod
    def read(cls, given: Given) -> Options:
        return cls(given.texts("entrances"), given.texts("folders"), bool(given.truth("dated")))


def survey(index: Index, options: Options) -> Iterator[tuple[str, str, Said]]:
    """Where no draft links to another, links are not read well enough, or the site is none."""
    alone = [
        draft.path
        for draft in (index.drafts if index.linking else ())
        if draft.path not in index.linking and draft.path not in index.unpublished and not _is_listed(draft, options)
    ]
    listed = _lists(index, alone)
    in_menus = index.in_menus() if alone else frozenset()
    for path in alone:
        if path not in in_menus and path.rpartition("/")[0] not in listed:
            yield path, "", Said({})


def _lists(index: Index, alone: Sequence[str]) -> frozenset[str]:
    """Folders of drafts most of which no draft links to: a page of the theme lists them, or a menu that is made of files."""
    drafts = Counter(draft.path.rpartition("/")[0] for draft in index.drafts)
    found = Counter(path.rpartition("/")[0] for path in alone)
    return frozenset(folder for folder, count in found.items() if count >= _FEWEST and 2 * count > drafts[folder])


def check(draft: Draft, facts: Facts, rule: str, options: Options) -> Iterator[Hit]:
    if "" in facts.said.get(rule, {}):
        yield Hit(head(draft), {})


def _is_listed(draft: IndexedDraft, options: Options) -> bool:
    *folders, name = draft.path.lower().split("/")
    if (draft.is_dated or _DATE.match(name)) and not options.dated:
        return True
    return fits_any(name.partition(".")[0], options.entrances) or any(
        fits_any(folder, options.folders) for folder in folders
    )
