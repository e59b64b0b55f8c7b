"""The words that fill the messages of rules."""

from __future__ import annotations

from linklint import urls

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from linklint.model import Link

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
