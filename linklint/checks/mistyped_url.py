"""URLs that a slip of the hand keeps from leading anywhere. Each rule names one slip."""

from __future__ import annotations

import re

from linklint import urls, wording
from linklint.model import Edit, Fix, Hit, Span
from linklint.patterns import pattern
from linklint.record import record
from linklint.words import distance

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from linklint.model import Draft, Facts, Link
    from linklint.options import Given

WORDS: tuple[str, ...] = ("meant",)
"""What its messages may say beside the words of the link."""

_SCHEMES_RUN = pattern(r"(?:(https?)(?:[:;,]?/{1,3}|:(?!/)|:\\\\))+", re.I)
_WITHOUT_COLON = pattern(r"([a-z]{3,7})(://|//|:/)(?=[^/])", re.I)
_MAIL = pattern(r"[A-Za-z0-9._%+'-]+@(?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,}")
_HOST = pattern(r"((?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?\.)+[A-Za-z][A-Za-z0-9-]*)(?::\d+)?(?=[/?#]|$)")
_SCHEMES = ("https", "http")
_RIGHT = ("https://", "http://")
_OTHER_SCHEMES = frozenset({"ftp", "ftps", "sftp", "ssh", "http2"})
_MAIL_SLIPS = ("http://", "https://", "mailto//", "mailto://", "mail:", "malto:", "mailto;")


@record
class Options:
    slip: str
    file_endings: frozenset[str]
    """Endings of relative names that are files, though some of them are top-level domains too."""

    @classmethod
    def read(cls, given: Given) -> Options:
        return cls(given.choice("slip", _SLIPS), frozenset(given.texts("file_endings")))


@record
class Repair:
    """The first `dropped` code points of the URL become `written`."""

    dropped: int
    written: str


def check(draft: Draft, facts: Facts, options: Options) -> Iterator[Hit]:
    repair_of, is_safe = _SLIPS[options.slip]
    for link in draft.links:
        if link.target is None or link.syntax in ("bare", "autolink"):
            continue
        if repair := repair_of(link, facts, options):
            meant = repair.written + link.url[repair.dropped :]
            words = {**wording.of_link(link), "meant": wording.clipped(meant, 100)}
            safely = is_safe and not link.target.userinfo
            fix = _fix(draft, link, repair, safely)
            yield Hit(link.span if link.definition_span else link.url_span, words, link, fix)


def _fix(draft: Draft, link: Link, repair: Repair, is_safe: bool) -> Fix | None:
    """Edits the beginning alone. None where the draft writes it otherwise, with escapes or entities."""
    span = Span(link.url_span.start, link.url_span.start + repair.dropped)
    if draft.text[span.start : span.end] != link.url[: repair.dropped]:
        return None
    return Fix((Edit(span, repair.written),), is_safe)


def _scheme(link: Link, facts: Facts, options: Options) -> Repair | None:
    """`hhttps://`, `ttps:`, `https:/x`, `https:///x`, `http://http://`, `https//`."""
    if _is_plain(link.url):
        return None
    if found := _SCHEMES_RUN.match(link.url):
        if found.group().lower() in _RIGHT:
            return None
        return Repair(found.end(), found.group(1).lower() + "://") if _HOST.match(link.url, found.end()) else None
    found = _WITHOUT_COLON.match(link.url)
    if not found or found.group(1).lower() in (*_SCHEMES, *_OTHER_SCHEMES):
        return None
    most = 2 if len(found.group(1)) > 4 else 1
    for scheme in _SCHEMES:
        if distance(found.group(1).lower(), scheme, most) <= most:
            return Repair(found.end(), scheme + "://")
    return None


def _is_plain(url: str) -> bool:
    """A scheme that is followed by no other, or nothing like a scheme: told without the patterns."""
    if url.startswith(_RIGHT):
        return url.partition("//")[2][:1] not in ("", "/", "h", "H")
    return "//" not in url and ":" not in url and url[:4].lower() != "http"


def _missing(link: Link, facts: Facts, options: Options) -> Repair | None:
    """`www.x.example`, `host.example/path` as a relative link. A name that is a file, or ends as files do, is none."""
    if link.target is None or not (link.target.form == "relative" or "." in link.target.scheme):
        return None
    found = _HOST.match(link.url) if "." in link.url.partition("/")[0] else None
    if not found or link.url in facts.files:
        return None
    host = found.group(1)
    is_www = host.startswith("www.")
    if host != host.lower() and not is_www:
        return None  # hosts are written small, names such as Dockerfile.dev are not
    suffix = urls.public_suffix(host)
    if not suffix or suffix == host or (not is_www and host.rpartition(".")[2] in options.file_endings):
        return None
    return Repair(0, "https://")


def _mail(link: Link, facts: Facts, options: Options) -> Repair | None:
    """An e-mail address as the whole destination, with or without a query. `logo@2x.png` is a file."""
    if "@" not in link.url:
        return None
    lower = link.url.lower()
    dropped = next((len(slip) for slip in _MAIL_SLIPS if lower.startswith(slip)), 0)
    address = link.url[dropped:].partition("?")[0]
    is_file = link.url in facts.files or address.lower().rpartition(".")[2] in options.file_endings
    return Repair(dropped, "mailto:") if not is_file and _MAIL.fullmatch(address) else None


_SLIPS: dict[str, tuple[Callable[[Link, Facts, Options], Repair | None], bool]] = {
    "scheme": (_scheme, True),
    "missing": (_missing, False),
    "mail": (_mail, True),
}
"""What repairs each slip, and whether the repair is safe."""
