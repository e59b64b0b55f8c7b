"""Suppression comments: which rules they mute, and where.

`linklint-disable-next-line RULE[,RULE] -- reason`, `-disable-line`, `-disable` … `-enable` and `-disable-file`.
"""

from __future__ import annotations

import re

from linklint.errors import unknown
from linklint.model import Directive, Span, Unread
from linklint.patterns import pattern

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from linklint.lines import Lines
    from linklint.model import Link
    from linklint.parse.raw import CommentText

_DIRECTIVE = pattern(r"linklint-([a-z-]+)(?=[\s:]|$):?")
_SPELLINGS = (
    "linklint-disable-next-line",
    "linklint-disable-line",
    "linklint-disable-file",
    "linklint-disable",
    "linklint-enable",
)
_MOST = 1000
"""In one draft. What is switched on and off more often is no longer written by hand."""
_BEFORE_REASON = pattern(r"\s--(?:\s|$)")
_COMMENT_MARKS = pattern(r"\A(?:<!--+|\{\s*/\*)|(?:--!?>|\*/\s*\})\Z")


def read(comments: Iterable[CommentText], lines: Lines) -> tuple[tuple[Directive, ...], tuple[Unread, ...]]:
    """The directives among a draft's comments, in order, and those comments that look like one and are none."""
    found: list[Directive] = []
    unread: list[Unread] = []
    open_ones: list[tuple[frozenset[str], Span, str]] = []
    whole = Span(0, len(lines.text))
    next_lines = _NextLines(lines)
    for number, (word, rules, reason, span) in enumerate(_words(comments)):
        if number == _MOST:
            unread.append(Unread(span, f"more than {_MOST:,} suppressions"))
            break
        line = lines.position(span.end).line
        match word:
            case "disable-file":
                found.append(Directive(rules, span, whole, reason))
            case "disable-line":
                found.append(Directive(rules, span, lines.line_span(line), reason))
            case "disable-next-line":
                found.append(Directive(rules, span, next_lines.behind(line), reason))
            case "disable":
                open_ones.append((rules, span, reason))
            case "enable":
                open_ones = _enable(open_ones, rules, span.start, found)
            case _:
                unread.append(Unread(span, unknown("suppression", f"linklint-{word}", _SPELLINGS), is_slip=True))
    for rules, span, reason in open_ones:
        found.append(Directive(rules, span, Span(span.end, whole.end), reason))
    return tuple(sorted(found, key=lambda directive: directive.span.start)), tuple(unread)


def _words(comments: Iterable[CommentText]) -> Iterator[tuple[str, frozenset[str], str, Span]]:
    """Of each comment that starts with `linklint-`: its word, its rules, its reason."""
    for comment in comments:
        said = _COMMENT_MARKS.sub("", comment.text).strip()
        if match := _DIRECTIVE.match(said):
            names, *reasons = _BEFORE_REASON.split(said[match.end() :], maxsplit=1)
            if "\n" not in names and "\r" not in names:  # else it is prose about directives
                yield match.group(1), _rules(names), reasons[0].strip() if reasons else "", comment.span


class _NextLines:
    """Of each line, the next one that says something: comments of their own are often followed by a blank line."""

    def __init__(self, lines: Lines) -> None:
        self.lines = lines
        self._next: list[int] = []

    def behind(self, line: int) -> Span:
        if not self._next:
            self._next = self._find()
        number = self._next[line]
        return self.lines.line_span(number) if number else Span(len(self.lines.text), len(self.lines.text))

    def _find(self) -> list[int]:
        following = [0] * (len(self.lines.starts) + 1)
        said = 0
        for number in range(len(self.lines.starts), 0, -1):
            following[number] = said
            if self.lines.line(number).strip():
                said = number
        return following


def _enable(
    open_ones: list[tuple[frozenset[str], Span, str]], rules: frozenset[str], end: int, found: list[Directive]
) -> list[tuple[frozenset[str], Span, str]]:
    """Ends what is open for these rules; no rules end everything."""
    still: list[tuple[frozenset[str], Span, str]] = []
    for muted, span, reason in open_ones:
        ended = muted if not rules else muted & rules
        if ended or not rules:
            found.append(Directive(ended, span, Span(span.end, end), reason))
        if rules and muted - rules:
            still.append((muted - rules, span, reason))
        elif rules and not muted:
            still.append((muted, span, reason))
    return still


def from_attributes(links: Iterable[Link]) -> tuple[Directive, ...]:
    """`data-linklint-ignore="RULE"` on a tag mutes rules for that link."""
    found = []
    for link in links:
        attribute = link.attributes.get("data-linklint-ignore")
        if attribute:
            found.append(Directive(_rules(attribute.value), attribute.span, link.span, ""))
    return tuple(found)


def _rules(names: str) -> frozenset[str]:
    return frozenset(name for name in re.split(r"[,\s]+", names) if name)
