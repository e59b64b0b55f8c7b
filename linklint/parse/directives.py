"""Suppression comments: which rules they mute, and where.

`linklint-disable-next-line RULE[,RULE] -- reason`, `-disable-line`, `-disable` … `-enable` and `-disable-file`.
"""

from __future__ import annotations

import re

from linklint.model import Directive, Span
from linklint.patterns import pattern

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from linklint.lines import Lines
    from linklint.model import Link
    from linklint.parse.raw import CommentText

_DIRECTIVE = pattern(r"linklint-(disable-next-line|disable-line|disable-file|disable|enable)(?=\s|$)")
_BEFORE_REASON = pattern(r"\s--(?:\s|$)")
_COMMENT_MARKS = pattern(r"\A(?:<!--+|\{\s*/\*)|(?:--!?>|\*/\s*\})\Z")
_ALL: frozenset[str] = frozenset()


def read(comments: Iterable[CommentText], lines: Lines) -> tuple[Directive, ...]:
    """The directives among a draft's comments, in order. Comments that are not directives are passed over."""
    found: list[Directive] = []
    open_ones: list[tuple[frozenset[str], Span, str]] = []
    whole = Span(0, len(lines.text))
    for comment in comments:
        said = _COMMENT_MARKS.sub("", comment.text).strip()
        match = _DIRECTIVE.match(said)
        if not match:
            continue
        word = match.group(1)
        names, *reasons = _BEFORE_REASON.split(said[match.end() :], maxsplit=1)
        if "\n" in names or "\r" in names:
            continue  # prose about directives
        rules, reason = _rules(names), reasons[0].strip() if reasons else ""
        line = lines.position(comment.span.end).line
        if word == "disable-file":
            found.append(Directive(rules, comment.span, whole, reason))
        elif word == "disable-line":
            found.append(Directive(rules, comment.span, lines.line_span(line), reason))
        elif word == "disable-next-line":
            found.append(Directive(rules, comment.span, _next_line(lines, line), reason))
        elif word == "disable":
            open_ones.append((rules, comment.span, reason))
        else:
            open_ones = _enable(open_ones, rules, comment.span.start, found)
    for rules, span, reason in open_ones:
        found.append(Directive(rules, span, Span(span.end, whole.end), reason))
    return tuple(sorted(found, key=lambda directive: directive.span.start))


def _next_line(lines: Lines, line: int) -> Span:
    """The next line that says something: comments of their own are often followed by a blank line."""
    for number in range(line + 1, len(lines.starts) + 1):
        if lines.line(number).strip():
            return lines.line_span(number)
    return Span(len(lines.text), len(lines.text))


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
