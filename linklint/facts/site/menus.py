"""What menus in the settings and data of a site name: addresses, and files by their places or their names."""

from __future__ import annotations

from linklint.facts.site.generators.part import key
from linklint.patterns import pattern

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Set

_MENU = pattern(
    r"(?:.*/)?(?:mkdocs[^/]*|_?sidebars?[^/]*|(?:hugo|_?config|docusaurus\.config|astro\.config|_?toc|nav|navigation|menus?)"
    r"(?:\.\w+)?|_data/.*|config/.*)\.(?:ya?ml|toml|json|[cm]?[jt]s)"
)
_NAME = pattern(r"[\w./%-]{2,200}")
_ENDING = pattern(r"\.(?:mdx?|markdown|html?)$|/(?:index|_index|readme)$", 2)


def is_menu(place: str) -> bool:
    return _MENU.fullmatch(place) is not None


def names(texts: Iterable[str]) -> frozenset[str]:
    """All that may be one; words of settings are among them."""
    return frozenset(_plain(found[0]) for text in texts for found in _NAME.finditer(text))


def has(named: Set[str], place: str, routes: Iterable[str]) -> bool:
    """Whether a page is named, by its address or by as much of its place as menus write."""
    steps = _plain(place).split("/")
    return any(key(route) in named for route in routes) or any(
        "/".join(steps[start:]) in named for start in range(len(steps))
    )


def _plain(name: str) -> str:
    return key(_ENDING.sub("", _ENDING.sub("", name.strip("/.").casefold())))
