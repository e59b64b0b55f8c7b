"""Links whose URLs redirect: for good, many times over, or from a deep page to the front page."""

from __future__ import annotations

from linklint import urls, wording
from linklint.conditions import read_selection
from linklint.model import Fix, Hit
from linklint.patterns import pattern
from linklint.record import record
from linklint.repairs import pasted, write_url

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from linklint.conditions import Selection
    from linklint.model import Draft, Facts, Link, Page
    from linklint.options import Given

WORDS: tuple[str, ...] = ("new", "count")
"""What its messages may say beside the words of the link."""

_PERMANENT = frozenset({301, 308})
_FRONT = pattern(r"/?(?:[a-z]{2}(?:[-_][a-zA-Z]{2,4})?/?)?(?:(?:index|default|home)(?:\.\w{2,5})?/?)?")
"""The path of a front page, in any language."""
_LANGUAGE = pattern(r"/[a-z]{2}(?:[-_][a-zA-Z]{2,4})?(?=/)")
_FLOATS = frozenset(
    {"current", "develop", "head", "latest", "main", "master", "newest", "nightly", "recent", "stable", "trunk"}
)
"""Segments of paths that are to lead to whatever is newest."""
_DOOR = pattern(r"(?i)(?:^|[/._-])(?:auth|captcha|consent|login|logon|oauth2?|saml2?|signin|sign-in|sso)(?:[/._?-]|$)")


@record
class Options:
    sort: str
    most: int
    """Redirects in a row that are no chain."""
    selection: Selection

    @classmethod
    def read(cls, given: Given) -> Options:
        return cls(given.choice("sort", _SORTS, "permanent"), given.whole("most", 3), read_selection(given))


def check(draft: Draft, facts: Facts, options: Options) -> Iterator[Hit]:
    for link in options.selection.among(draft.links, facts) if facts.pages else ():
        page = facts.pages.get(link.url)
        if page and page.hops and page.verdict == "alive" and not _DOOR.search(page.url):
            new = _SORTS[options.sort](link, page, options)
            if new:
                words = {**wording.of_link(link), "new": wording.clipped(new, 100), "count": str(len(page.hops))}
                evidence = tuple(f"{hop.status} {hop.url}" for hop in page.hops)
                is_home = options.sort == "home"
                yield Hit(link.span, words, link, None if is_home else _fix(link, new), evidence)


def _permanent(link: Link, page: Page, options: Options) -> str:
    """Where the permanent redirects at the beginning lead; empty where that is another address of the same page, or one
    that is not to be written: a language, the newest version, the front page."""
    moved = ""
    for hop in page.hops:
        if hop.status not in _PERMANENT:
            break
        moved = hop.url
    old, new = link.target, urls.parse(moved)
    if not moved or not old or not new.is_web or _is_same(old.path, new.path):
        return ""
    is_unsafe = old.scheme == "https" and new.scheme == "http"
    is_floating = not _FLOATS.isdisjoint(old.path.lower().split("/"))
    is_front = _FRONT.fullmatch(old.path) or _FRONT.fullmatch(new.path)
    return "" if is_unsafe or is_floating or is_front else moved


def _is_same(old: str, new: str) -> bool:
    """But for case, a closing slash, an ending, and a language before it."""
    one, other = (_LANGUAGE.sub("", f"{path.lower().rstrip('/')}/", count=1) for path in (old, new))
    return one == other or old.lower().rstrip("/").partition(".htm")[0] == new.lower().rstrip("/").partition(".htm")[0]


def _chain(link: Link, page: Page, options: Options) -> str:
    return page.url if len(page.hops) > options.most else ""


def _home(link: Link, page: Page, options: Options) -> str:
    """The front page that a deeper one redirects to."""
    old, new = link.target, urls.parse(page.url)
    is_deep = old is not None and not _FRONT.fullmatch(old.path)
    return page.url if is_deep and new.is_web and not new.query and _FRONT.fullmatch(new.path) else ""


_SORTS: Mapping[str, Callable[[Link, Page, Options], str]] = {"permanent": _permanent, "chain": _chain, "home": _home}


def _fix(link: Link, new: str) -> Fix | None:
    """The fragment of the link is kept where the new URL has none."""
    if link.target and link.target.fragment and "#" not in new:
        new = f"{new}#{link.target.fragment}"
    edit = write_url(link, pasted(new))
    return Fix((edit,), is_safe=False) if edit else None
