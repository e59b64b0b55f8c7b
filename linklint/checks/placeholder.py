"""Destinations that a writer meant to fill in later. Whole path segments and hosts count, never parts of words."""

from __future__ import annotations

from linklint import wording
from linklint.model import Hit
from linklint.patterns import pattern
from linklint.record import record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from linklint.model import Draft, Facts, Target
    from linklint.options import Given

WORDS: tuple[str, ...] = ("placeholder",)
"""What its messages may say beside the words of the link."""

_BRACKETED = pattern(r"\[[A-Z][A-Z0-9_ -]{2,}\]|<[A-Z][A-Z0-9_ -]{2,}>|%%[A-Z][A-Z0-9_]{2,}%%")
_BRACKETS = ("]", ">", "%%")
_CROSSES = pattern(r"[Xx]{3,}")


@record
class Options:
    urls: frozenset[str]
    """Whole destinations, in lower case."""
    segments: frozenset[str]
    """Whole path segments, in lower case. `xxx` stands for any run of three or more."""
    labels: frozenset[str]
    """First labels of hosts, such as `your-domain` in your-domain.com."""

    @classmethod
    def read(cls, given: Given) -> Options:
        return cls(*(frozenset(given.texts(key)) for key in ("urls", "segments", "labels")))


def check(draft: Draft, facts: Facts, options: Options) -> Iterator[Hit]:
    for link in draft.links:
        if link.target is None or link.syntax in ("bare", "autolink"):
            continue
        if found := _placeholder(link.url.strip(), link.target, options):
            words = {**wording.of_link(link), "placeholder": found}
            yield Hit(link.span if link.definition_span else link.url_span, words, link)


def _placeholder(url: str, target: Target, options: Options) -> str:
    if url.lower() in options.urls:
        return url
    if url.endswith(_BRACKETS) and _BRACKETED.fullmatch(url.removeprefix("https://").removeprefix("http://")):
        return url
    host = target.host.removeprefix("www.")
    if host.partition(".")[0] in options.labels:
        return target.host
    if host in options.segments and host.upper() in url:
        return url
    if target.form not in ("absolute", "relative"):
        return ""
    if "/wiki/" in target.path:
        return ""  # where XXX and TBD have pages of their own
    lower = target.path.lower()
    if "xxx" not in lower and options.segments.isdisjoint(lower.split("/")):
        return ""
    for segment in target.path.split("/"):
        is_large = segment == segment.upper()
        if is_large and segment.lower() in options.segments:
            return segment
        if (is_large or segment == "xxx") and "xxx" in options.segments and _CROSSES.fullmatch(segment):
            return segment
    return ""
