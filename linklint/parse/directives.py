"""Suppression comments: which rules they mute, and where.

`linklint-disable-next-line RULE[,RULE] -- reason`, `-disable-line`, `-disable` … `-enable` and `-disable-file`; those of other
tools too, where they mean the same.
"""

from __future__ import annotations

import re

from linklint.errors import unknown
from linklint.model import Directive, Span, Unread
from linklint.patterns import pattern
from linklint.record import record, replace

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
_OF_OTHERS = ("markdownlint-", "markdown-link-check-")
"""What comments for other tools begin with."""
_ATTRIBUTE = "data-linklint-ignore"
_MOST = 1000
"""In one draft. What is switched on and off more often is no longer written by hand."""
_BEFORE_REASON = pattern(r"\s--(?:\s|$)")
_COMMENT_MARKS = pattern(r"\A(?:<!--+|\{\s*/\*)|(?:--!?>|\*/\s*\})\Z")


@record
class _Word:
    """What a comment says: `linklint-disable`, the rules that it names, and why."""

    word: str
    rules: frozenset[str]
    reason: str
    span: Span

    @property
    def tool(self) -> str:
        return self.word.partition("-")[0]

    def over(self, muted: Span, rules: frozenset[str] | None = None) -> Directive:
        return Directive(self.rules if rules is None else rules, self.span, muted, self.reason, self.word)


def stand_in(text: str) -> bool:
    """Whether there may be any in a text; a quick look."""
    return any(mark in text for mark in ("linklint-", *_OF_OTHERS))


def read(comments: Iterable[CommentText], lines: Lines) -> tuple[tuple[Directive, ...], tuple[Unread, ...]]:
    """The directives among a draft's comments, in order, and those comments that look like one and are none."""
    found: list[Directive] = []
    unread: list[Unread] = []
    open_ones: list[_Word] = []
    whole = Span(0, len(lines.text))
    next_lines = _NextLines(lines)
    for number, said in enumerate(_words(comments)):
        if number == _MOST:
            unread.append(Unread(said.span, f"more than {_MOST:,} suppressions"))
            break
        line = lines.position(said.span.end).line
        match said.word.removeprefix("linklint-").removeprefix("markdownlint-").removeprefix("markdown-link-check-"):
            case "disable-file":
                found.append(said.over(whole))
            case "disable-line":
                found.append(said.over(lines.line_span(line)))
            case "disable-next-line":
                found.append(said.over(next_lines.behind(line)))
            case "disable":
                open_ones.append(said)
            case "enable":
                open_ones = _enable(open_ones, said, found)
            case _:
                unread.append(Unread(said.span, unknown("suppression", said.word, _SPELLINGS), is_slip=True))
    found += (each.over(Span(each.span.end, whole.end)) for each in open_ones)
    return tuple(sorted(found, key=lambda directive: directive.span.start)), tuple(unread)


def _words(comments: Iterable[CommentText]) -> Iterator[_Word]:
    for comment in sorted(comments, key=lambda comment: comment.span.start):
        said = _COMMENT_MARKS.sub("", comment.text).strip()
        if match := _DIRECTIVE.match(said):
            names, reason = _parted(said[match.end() :])
            if "\n" not in names and "\r" not in names:  # else it is prose about directives
                yield _Word(f"linklint-{match.group(1)}", _rules(names), reason, comment.span)
        elif said.startswith(_OF_OTHERS):
            from linklint.parse import other_tools

            if other := other_tools.read(said):
                yield _Word(*other, "", comment.span)


def _parted(said: str) -> tuple[str, str]:
    """Names, and the reason behind them."""
    names, *reasons = _BEFORE_REASON.split(said, maxsplit=1)
    return names, reasons[0].strip() if reasons else ""


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


def _enable(open_ones: Iterable[_Word], enable: _Word, found: list[Directive]) -> list[_Word]:
    """Ends what the same tool has open for these rules; no rules end everything. What is to end and is not open makes a
    directive that mutes nothing."""
    still: list[_Word] = []
    ended: set[str] = set()
    ends_any = False
    for each in open_ones:
        rules = each.rules & enable.rules if enable.rules else each.rules
        if each.tool != enable.tool or (enable.rules and not rules):
            still.append(each)
            continue
        ends_any = True
        ended |= rules
        found.append(each.over(Span(each.span.end, enable.span.start), rules))
        if left := each.rules - rules:
            still.append(replace(each, rules=left))
    if not ends_any or enable.rules - ended:
        found.append(enable.over(Span(enable.span.end, enable.span.end), enable.rules - ended))
    return still


def from_header(header: str, rules: Iterable[str], draft: Span) -> tuple[Directive, ...]:
    """`linklint: {disable: [RULE]}` in the front matter mutes rules for the draft; each stands for itself."""
    key = max(header.find("linklint"), 0)
    found = []
    for rule in sorted(rules):
        name = re.compile(rf"(?<![\w-]){re.escape(rule)}(?![\w-])").search(header, key)
        span = Span(*name.span()) if name else Span(key, key)
        found.append(Directive(frozenset((rule,)), span, draft, "", "linklint: disable"))
    return tuple(found)


def from_attributes(links: Iterable[Link]) -> tuple[Directive, ...]:
    """`data-linklint-ignore="RULE -- reason"` on a tag mutes rules for that link."""
    found = []
    for link in links:
        attribute = link.attributes.get(_ATTRIBUTE)
        if attribute:
            names, reason = _parted(attribute.value)
            found.append(Directive(_rules(names), attribute.span, link.span, reason, _ATTRIBUTE))
    return tuple(found)


def _rules(names: str) -> frozenset[str]:
    return frozenset(name for name in re.split(r"[,\s]+", names) if name)
