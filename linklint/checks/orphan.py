"""Drafts to which no other draft of the site links."""

from __future__ import annotations

from linklint.conditions import fits_any
from linklint.heads import head
from linklint.model import Hit, Said
from linklint.record import record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from linklint.link_index import Index, IndexedDraft
    from linklint.model import Draft, Facts
    from linklint.options import Given

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
    for draft in index.drafts if index.linking else ():
        if draft.path not in index.linking and draft.path not in index.unpublished and not _is_listed(draft, options):
            yield draft.path, "", Said({})


def check(draft: Draft, facts: Facts, rule: str, options: Options) -> Iterator[Hit]:
    if "" in facts.said.get(rule, {}):
        yield Hit(head(draft), {})


def _is_listed(draft: IndexedDraft, options: Options) -> bool:
    *folders, name = draft.path.lower().split("/")
    if draft.is_dated and not options.dated:
        return True
    return fits_any(name.partition(".")[0], options.entrances) or any(
        fits_any(folder, options.folders) for folder in folders
    )
