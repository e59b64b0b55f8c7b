"""URLs that are written otherwise than every browser reads them, though they lead to the same page."""

from __future__ import annotations

import re

from linklint import wording
from linklint.conditions import read_selection
from linklint.model import Edit, Fix, Hit, Span
from linklint.patterns import pattern
from linklint.record import record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from linklint.conditions import Selection
    from linklint.model import Draft, Facts, Link
    from linklint.options import Given

WORDS: tuple[str, ...] = ("faults", "meant")
"""What its messages may say beside the words of the link."""

_HEAD = pattern(r"(https?:|)//((?:[^/?#@\\]*@)?)([^/?#@\\:]+)((?::\d*)?)(/[^?#\\]*|(?=[?#]|$))", re.I)
_TO_BE_FILLED_IN = pattern(r"[A-Z]_|_[A-Z]")
"""`YOUR_NAME.press.example`: no host has such a name."""
_DOTS = pattern(r"/\.{1,2}(?:/|$)")
_PORTS = {"http:": ":80", "https:": ":443"}


@record
class Options:
    selection: Selection

    @classmethod
    def read(cls, given: Given) -> Options:
        return cls(read_selection(given))


def check(draft: Draft, facts: Facts, options: Options) -> Iterator[Hit]:
    for link in options.selection.among(draft.links, facts):
        found = _HEAD.match(link.url) if link.target and link.target.is_web else None
        if not found or _TO_BE_FILLED_IN.search(found[3]):
            continue
        faults, meant = _normal(*found.groups())
        if faults:
            words = {**wording.of_link(link), "faults": wording.listed(faults)}
            words["meant"] = wording.clipped(meant + link.url[found.end() :], 100)
            fix = _fix(draft, link, found.group(), meant)
            yield Hit(link.span if link.definition_span else link.url_span, words, link, fix)


def _normal(scheme: str, user: str, host: str, port: str, path: str) -> tuple[list[str], str]:
    """What is amiss, and the URL up to its query as it should be."""
    faults = []
    if not scheme:
        faults.append("no scheme")
    if (scheme + host) != (scheme + host).lower():
        faults.append("capitals in the host" if host != host.lower() else "capitals in the scheme")
    scheme, host = scheme.lower() or "https:", host.lower()
    if port in (":", _PORTS[scheme]):
        faults.append("the default port")
        port = ""
    if _DOTS.search(path):
        faults.append("dots in the path")
        path = _without_dots(path)
    return faults, f"{scheme}//{user}{host}{port}{path}"


def _without_dots(path: str) -> str:
    """RFC 3986, section 5.2.4."""
    kept: list[str] = []
    segments = path.split("/")[1:]
    for segment in segments:
        if segment == "..":
            del kept[-1:]
        elif segment != ".":
            kept.append(segment)
    is_folder = segments[-1] in (".", "..")
    return "/" + "/".join(kept) + ("/" if is_folder and kept else "")


def _fix(draft: Draft, link: Link, head: str, meant: str) -> Fix | None:
    """None where the draft writes it otherwise, with escapes or entities."""
    span = Span(link.url_span.start, link.url_span.start + len(head))
    return Fix((Edit(span, meant),), is_safe=True) if draft.text[span.start : span.end] == head else None
