"""What a reader sees of a piece of Markdown: escapes, entities, emphasis and tags resolved."""

from __future__ import annotations

import re
from bisect import bisect_left

from linklint.parse.inlines import unescape
from linklint.patterns import pattern

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from linklint.parse.inlines import Found, Inlines


def visible_text(content: str, start: int, end: int, inlines: Inlines, depth: int = 0) -> str:
    """What a reader sees of `content[start:end]`: markup removed, alt texts in the place of images, one line. `depth` is
    how many images are around it."""
    if not _MARKUP.search(content, start, end):
        return " ".join(content[start:end].split())
    opaque = [(tag, behind, "") for tag, behind in _within(inlines.tags, start, end)]
    opaque += [(code, behind, _code_text(content[code:behind])) for code, behind in _within(inlines.code, start, end)]
    first = bisect_left(inlines.links, start, key=lambda link: link.start)
    for index in range(first, len(inlines.links)):
        link = inlines.links[index]
        if link.start >= end:
            break
        if link.end <= end:
            opaque.append((link.start, link.end, _link_text(content, link, inlines, depth)))
    is_marked = bool(_MARKED.search(content, start, end))
    if not opaque and not is_marked:
        return " ".join(content[start:end].split())
    opaque.sort()
    removed = _delimiters(content, start, end, opaque) if is_marked else set()
    parts: list[str] = []
    position = start
    for opaque_start, opaque_end, shown in [*opaque, (end, end, "")]:
        if opaque_start < position:
            continue
        kept = content[position:opaque_start]
        if removed:
            kept = "".join(content[at] for at in range(position, opaque_start) if at not in removed)
        parts += unescape(kept), shown
        position = opaque_end
    return " ".join("".join(parts).split())


def _within(spans: Sequence[tuple[int, int]], start: int, end: int) -> Iterator[tuple[int, int]]:
    for index in range(bisect_left(spans, (start, start)), len(spans)):
        if spans[index][0] >= end:
            break
        if spans[index][1] <= end:
            yield spans[index]


def _link_text(content: str, link: Found, inlines: Inlines, depth: int) -> str:
    if link.syntax == "autolink":
        return content[link.text_start : link.text_end]
    if depth > _DEEPEST:
        return ""
    return visible_text(content, link.text_start, link.text_end, link.alt or inlines, depth + 1)


_DEEPEST = 20
"""Of images in the alt texts of images."""
_MARKUP = pattern(r"[*_~&\\`<\[]")
_MARKED = pattern(r"[*_~&\\]")
_RUN = pattern(r"\\.|\*+|_+|~+", re.S)


def _code_text(span: str) -> str:
    inner = span.strip("`")
    return inner[1:-1] if inner[:1] == inner[-1:] == " " and inner.strip() else inner


class _Run:
    """A run of `*`, `_` or `~` that may open or close emphasis."""

    __slots__ = ("closes", "count", "left", "mark", "opens", "right")

    def __init__(self, mark: str, start: int, end: int, opens: bool, closes: bool) -> None:
        self.mark, self.left, self.right, self.opens, self.closes = mark, start, end, opens, closes
        self.count = end - start


def _delimiters(content: str, start: int, end: int, opaque: Sequence[tuple[int, int, str]]) -> set[int]:
    """Offsets of the characters that are emphasis or strikethrough rather than text (CommonMark, "process emphasis")."""
    removed: set[int] = set()
    openers: list[_Run] = []
    bottoms: dict[tuple[str, bool, int], int] = {}  # per kind of closer: no opener before this offset fits
    for run in _runs(content, start, end, opaque):
        kind = (run.mark, run.opens, run.count if run.mark == "~" else run.count % 3)
        while run.closes and run.left < run.right:
            index = _partner(openers, run, bottoms.get(kind, 0))
            if index < 0:
                bottoms[kind] = run.left
                break
            partner = openers[index]
            del openers[index + 1 :]
            used = _used(partner, run)
            removed.update(range(partner.right - used, partner.right), range(run.left, run.left + used))
            partner.right -= used
            run.left += used
            if partner.left == partner.right:
                openers.pop()
        if run.opens and run.left < run.right:
            openers.append(run)
    return removed


def _used(opener: _Run, closer: _Run) -> int:
    if opener.mark == "~":
        return opener.count
    return 2 if opener.right - opener.left >= 2 and closer.right - closer.left >= 2 else 1


def _partner(openers: Sequence[_Run], closer: _Run, bottom: int) -> int:
    """The index of the nearest opener that fits, or -1."""
    for index in range(len(openers) - 1, -1, -1):
        opener = openers[index]
        if opener.left < bottom:
            break
        if opener.mark == closer.mark and _fits(opener, closer):
            return index
    return -1


def _fits(opener: _Run, closer: _Run) -> bool:
    if closer.mark == "~":
        return opener.count == closer.count <= 2
    both = opener.closes or closer.opens
    return not (both and (opener.count + closer.count) % 3 == 0 and (opener.count % 3 or closer.count % 3))


def _runs(content: str, start: int, end: int, opaque: Sequence[tuple[int, int, str]]) -> list[_Run]:
    runs: list[_Run] = []
    hidden = iter(opaque)
    skip = next(hidden, None)
    for found in _RUN.finditer(content, start, end):
        while skip and skip[1] <= found.start():
            skip = next(hidden, None)
        if found.group()[0] == "\\" or (skip and skip[0] <= found.start()):
            continue
        before = content[found.start() - 1] if found.start() > start else " "
        after = content[found.end()] if found.end() < end else " "
        left = not after.isspace() and (not _is_punctuation(after) or before.isspace() or _is_punctuation(before))
        right = not before.isspace() and (not _is_punctuation(before) or after.isspace() or _is_punctuation(after))
        mark = found.group()[0]
        opens, closes = left, right
        if mark == "_":
            opens = left and (not right or _is_punctuation(before))
            closes = right and (not left or _is_punctuation(after))
        runs.append(_Run(mark, found.start(), found.end(), opens, closes))
    return runs


def _is_punctuation(character: str) -> bool:
    if character.isascii():
        return not character.isalnum() and not character.isspace()
    import unicodedata

    return unicodedata.category(character)[0] in "PS"
