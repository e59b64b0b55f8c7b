"""URLs and e-mail addresses that stand in the text as they are: GFM's extended autolinks."""

from __future__ import annotations

import re

from linklint.parse.inlines import Found
from linklint.patterns import pattern

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from linklint.parse.inlines import Inlines

_BARE = pattern(
    r"(?<![A-Za-z])(?i:https?|ftp)://[^\s<`]+|(?<![A-Za-z0-9._+/:-])[wW](?:ww|WW)\.[^\s<`]+"
    r"|(?<![A-Za-z0-9._+\\-])[A-Za-z0-9._+-]+@[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)+"
)
_MAIL_HOST = pattern(r"@[A-Za-z0-9_-]+\.[A-Za-z0-9_-]")
_BARE_HOST = pattern(r"(?:(?:https?|ftp)://|(?=www\.))([^\s/?#<:]*)", re.I)
_BARE_ENTITY = pattern(r"&[A-Za-z0-9]{1,32};\Z")
_BRACKET = pattern(r"[\[\]]")


def find(content: str, inlines: Inlines) -> list[Found]:
    """GFM's extended autolinks in what other inlines leave. They are reported as they stand: `https://…`, `www.…` and
    e-mail addresses, never names such as `README.md`."""
    taken = [(link.start, link.end) for link in inlines.links]
    if inlines.tags or inlines.code:
        taken = sorted([*taken, *inlines.tags, *inlines.code])
    rest = outside(content, taken)
    if not ("://" in rest or "ww." in rest or "WW." in rest or ("@" in rest and _MAIL_HOST.search(rest))):
        return []
    links: list[Found] = []
    position = index = 0
    while found := _BARE.search(content, position):
        start, end = found.span()
        position = end
        while index < len(taken) and taken[index][1] <= start:
            index += 1
        if index < len(taken):
            if taken[index][0] <= start:
                position = max(taken[index][1], start + 1)
                continue
            position = end = min(end, taken[index][0])
        end = _trimmed(content, start, _balanced(content, start, end))
        if url := _bare_url(content[start:end]):
            links.append(Found("bare", False, start, end, start, end, url, url_start=start, url_end=end))
    return links


def outside(content: str, spans: Sequence[tuple[int, int]]) -> str:
    """The content without these spans, which are in order."""
    parts, position = [], 0
    for start, end in spans:
        if start >= position:
            parts.append(content[position:start])
        position = max(position, end)
    parts.append(content[position:])
    return " ".join(parts)


def _bare_url(written: str) -> str:
    found = _BARE_HOST.match(written)
    if not found:
        return "mailto:" + written if "@" in written and written[-1:].isalpha() else ""
    labels = found.group(1).split(".")
    if not labels[0][:1].isalnum() or len(labels) < 2 or any("_" in label for label in labels[-2:]):
        return written if "://" in written and found.group(1)[:9].lower() == "localhost" else ""
    return written if "://" in written else "http://" + written


def _balanced(content: str, start: int, end: int) -> int:
    """Stops before the first `]` that nothing opened: the URL stands in brackets."""
    depth = 0
    for bracket in _BRACKET.finditer(content, start, end):
        depth += 1 if bracket.group() == "[" else -1
        if depth < 0:
            return bracket.start()
    return end


def _trimmed(content: str, start: int, end: int) -> int:
    """The end without closing punctuation, unbalanced parentheses and entities (GFM, extended autolink path)."""
    surplus = content.count(")", start, end) - content.count("(", start, end)
    while end > start:
        last = content[end - 1]
        if last in "?!.,:*_~'\"":
            end -= 1
        elif last == ")" and surplus > 0:
            end, surplus = end - 1, surplus - 1
        elif last == ";":
            entity = _BARE_ENTITY.search(content, max(start, end - 40), end)
            end = entity.start() if entity else end - 1
        else:
            break
    return end
