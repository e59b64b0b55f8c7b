"""The words that fill the messages of rules."""

from __future__ import annotations

from linklint import urls

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from linklint.model import Entry, Evidence, Link, Rating

WORDS = ("text", "url", "host", "domain", "path", "rel")
"""The words that every message may use."""

_LONGEST = 60


def clipped(text: str, longest: int = _LONGEST) -> str:
    """One line, with `…` where it was longer."""
    text = " ".join(text.split())
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"


def of_link(link: Link) -> dict[str, str]:
    """`text`, `url`, `host`, `domain`, `path` and `rel` of a link. A host goes without its `www.`."""
    host = link.target.host if link.target else ""
    return {
        "text": clipped(link.text) or "…",
        "url": clipped(link.url, 100),
        "host": host.removeprefix("www."),
        "domain": urls.registrable_domain(host),
        "path": link.target.path if link.target else "",
        "rel": clipped(" ".join((link.rel or ())[:9])),
    }


def listed(items: Sequence[str]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    return " and ".join(filter(None, (", ".join(items[:-1]), *items[-1:])))


def because(told: Evidence | Entry) -> str:
    """`a.example is listed as "deprecated" in Wikipedia: Perennial sources (snapshot 2026-11-01)`."""
    return f"{told.says} in {told.source} (snapshot {told.date})" if told.date else told.says


def of_tier(rating: Rating, host: str) -> str:
    """Why a host stands where it stands."""
    decided = rating.deciding
    return because(decided) if decided else f"no reputation data for {host} (not evidence of a problem)"


def as_line(told: Evidence | Entry) -> str:
    return f"{told.says} ({told.source}{', ' if told.date else ''}{told.date})"


def of_rating(rating: Rating, host: str) -> tuple[str, ...]:
    """Its evidence, a line each; where it may warn, also how to allow the host and where to object."""
    decided = rating.deciding
    return (*map(as_line, rating.evidence), *(ways_out(decided, host) if decided and decided.dispute else ()))


def ways_out(told: Evidence | Entry, host: str) -> tuple[str, ...]:
    allow = f"to allow it: lists: {{allow: [{{host: {host}, reason: …}}]}} in .linklint.yaml"
    return (allow, f"to dispute it: {told.dispute}")
