"""URLs that hide where they lead. Where they were followed, what they hide can be written in their place."""

from __future__ import annotations

from linklint import urls, wording
from linklint.conditions import read_selection
from linklint.model import Fix, Hit
from linklint.record import record
from linklint.repairs import pasted, write_url

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from linklint.conditions import Selection
    from linklint.model import Draft, Facts, Link, Page
    from linklint.options import Given

WORDS: tuple[str, ...] = ("page",)
"""What its messages may say beside the words of the link."""


@record
class Options:
    selection: Selection

    @classmethod
    def read(cls, given: Given) -> Options:
        return cls(read_selection(given))


def check(draft: Draft, facts: Facts, options: Options) -> Iterator[Hit]:
    for link in options.selection.among(draft.links, facts):
        hidden = _hidden(link, facts.pages.get(link.url))
        edit = write_url(link, pasted(hidden)) if hidden else None
        words = {**wording.of_link(link), "page": wording.clipped(hidden, 200) if hidden else "the page itself"}
        yield Hit(
            link.span if link.definition_span else link.url_span,
            words,
            link,
            Fix((edit,), is_safe=False) if edit else None,
        )


def _hidden(link: Link, page: Page | None) -> str:
    """Where it leads; empty where that is not known, or still the shortener's."""
    if not (page and page.verdict == "alive" and link.target):
        return ""
    end = urls.parse(page.url)
    is_elsewhere = end.is_web and urls.registrable_domain(end.host) != urls.registrable_domain(link.target.host)
    return page.url if is_elsewhere else ""
