"""The parameters of a URL: what they are called, and the URL without some of them."""

from __future__ import annotations

import re

from linklint.patterns import pattern

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_URL = pattern(r"([^?#]*)(?:\?((?:[^#]|(?<=&)#(?=[0-9xX]))*))?(#.*)?", re.DOTALL)
_AMPERSAND = pattern(r"(\\?&(?:amp;|#38;|#[xX]26;)?)")
_OF_PATH = pattern(r";([^;=/]*)(?:=[^;/]*)?")


def parameters(query: str) -> Iterator[tuple[str, str]]:
    """Names and values as written. An `&amp;` that was escaped twice counts as one."""
    for pair in query.split("&") if query else ():
        name, _, value = pair.removeprefix("amp;").partition("=")
        yield name, value


def of_path(path: str) -> Iterator[tuple[str, str]]:
    """`/cart;jsessionid=1A2B` holds `jsessionid`."""
    for found in _OF_PATH.finditer(path) if ";" in path else ():
        yield found[1], found[0].partition("=")[2]


def without(written: str, url: str, is_dropped: Callable[[str, str], bool]) -> str | None:
    """A URL as a draft writes it, without the parameters of its query and its path that are dropped; all else stays as it
    is. None where nothing is dropped, and where escapes or entities keep `written` from being split as `url` is."""
    found, plain = _URL.fullmatch(written), _URL.fullmatch(url)
    if not found or not plain or found[1].endswith("\\"):
        return None
    pieces = ["", *_AMPERSAND.split(found[2] or "")]
    pairs = [(pieces[at], pieces[at + 1]) for at in range(0, len(pieces), 2)]
    if [_plain(piece) for _, piece in pairs] != [_plain(piece) for piece in (plain[2] or "").split("&")]:
        return None
    if [name for name, _ in of_path(found[1])] != [name for name, _ in of_path(plain[1])]:
        return None
    kept = [pair for pair in pairs if not any(is_dropped(*each) for each in parameters(pair[1]))]
    query = "".join(kept[0][1:] + tuple(map("".join, kept[1:]))) if kept else ""
    path = _OF_PATH.sub(lambda each: "" if is_dropped(each[1], each[0].partition("=")[2]) else each[0], found[1])
    mark = "?" if query or (found[2] is not None and len(kept) == len(pairs)) else ""
    rest = path + mark + query + (found[3] or "")
    return rest if rest != written else None


def _plain(pair: str) -> str:
    return pair.removeprefix("amp;").partition("=")[0].replace("\\", "")
