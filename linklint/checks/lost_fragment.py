"""Links to a place on a page that has no such place."""

from __future__ import annotations

from linklint import wording
from linklint.conditions import read_selection
from linklint.model import Hit
from linklint.patterns import pattern
from linklint.record import record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from linklint.conditions import Selection
    from linklint.model import Draft, Facts, Page
    from linklint.options import Given

WORDS: tuple[str, ...] = ("fragment", "near")
"""What its messages may say beside the words of the link."""

_NO_PLACE = pattern(
    r"(?i)top|:~:.*|!.*|/.*|.*[=&,].*|L\d+.*|lines?-\d+.*|page\d+|\d+|(?:issue|discussion)?_?(?:comment|answer|note).*"
)
"""What a browser or a script reads otherwise: text fragments, routes of applications, lines of code, pages of a PDF, and
entries of a thread, which are loaded later."""
_OF_HOSTS = "user-content-"
"""What GitHub and GitLab set before the ids of what they show."""


@record
class Options:
    selection: Selection

    @classmethod
    def read(cls, given: Given) -> Options:
        return cls(read_selection(given))


def check(draft: Draft, facts: Facts, options: Options) -> Iterator[Hit]:
    for link in options.selection.among(draft.links, facts) if facts.pages else ():
        page = facts.pages.get(link.url)
        fragment = link.target.fragment if link.target else ""
        if page and fragment and not _NO_PLACE.fullmatch(fragment) and _is_lost(fragment, page):
            words = wording.of_link(link)
            words["fragment"] = wording.clipped(fragment)
            near = _nearest(fragment, page)
            words["near"] = (
                f"; did you mean #{wording.clipped(near)}?" if near else "; link to the page, or to a place that it has"
            )
            yield Hit(link.span, words, link)


def _is_lost(fragment: str, page: Page) -> bool:
    """Redirects that name a place of their own lead there."""
    ids = page.content.ids if page.content and page.verdict == "alive" else None
    if not ids or any("#" in hop.url for hop in page.hops):
        return False
    return not any(prefix + each in ids for each in _readings(fragment) for prefix in ("", _OF_HOSTS))


def _readings(fragment: str) -> tuple[str, ...]:
    if "%" not in fragment:
        return (fragment,)
    from urllib.parse import unquote

    return fragment, unquote(fragment)


def _nearest(fragment: str, page: Page) -> str:
    """The id that differs in case and marks alone."""
    wanted = _bare(fragment)
    ids = page.content.ids if page.content else None
    return min((each for each in ids or () if _bare(each.removeprefix(_OF_HOSTS)) == wanted), default="")


def _bare(fragment: str) -> str:
    return "".join(filter(str.isalnum, fragment.lower()))
