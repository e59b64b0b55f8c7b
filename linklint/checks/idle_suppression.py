"""Suppressions that mute nothing, and names in them that do not."""

from __future__ import annotations

from linklint.model import Edit, Fix, Hit, Span
from linklint.options import NoOptions
from linklint.patterns import pattern
from linklint.repairs import rel_edit

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from linklint.model import Attribute, Directive, Draft, Facts

WORDS: tuple[str, ...] = ("said", "does")
"""What its messages may say beside the words of the link."""

_NAMES = pattern(r"linklint-[a-z-]+:?\s+((?:(?!--(?:\s|>))[^\s,*>)}]+[\s,]*)+)")
_NAME = pattern(r"[^\s,]+")
_ATTRIBUTE = "data-linklint-ignore"
_BLANKS = " \t"


Options = NoOptions


def check(draft: Draft, facts: Facts, options: NoOptions) -> Iterator[Hit]:
    by_place: dict[Span, set[str]] = {}
    for idle in facts.idle:
        by_place.setdefault(idle.span, set()).update(idle.rules)
    written: dict[Span, set[str]] = {}
    for each in draft.directives if by_place else ():
        written.setdefault(each.span, set()).update(each.rules)
    written_as = {
        attribute.span: attribute
        for link in (draft.links if by_place else ())
        if (attribute := link.attributes.get(_ATTRIBUTE))
    }
    for idle in facts.idle:
        if (names := by_place.pop(idle.span, None)) is not None:
            kept = written[idle.span] - names
            words = {"said": _said(idle, sorted(names), bool(kept)), "does": _does(idle)}
            if idle.is_in_header:
                edit = None
            elif attribute := written_as.get(idle.span):
                edit = _attribute(draft, attribute, kept)
            else:
                edit = _without_names(draft, idle, kept) if kept else _without(draft, idle)
            yield Hit(idle.span, words, fix=Fix((edit,), is_safe=True) if edit else None)


def _said(idle: Directive, names: list[str], is_part: bool) -> str:
    listed = ", ".join(names)
    return f'"{listed}" in {idle.word}' if is_part else f'"{idle.word} {listed}"' if listed else idle.word


def _does(idle: Directive) -> str:
    return "ends" if idle.word == "linklint-enable" else "mutes"


def _without_names(draft: Draft, idle: Directive, kept: set[str]) -> Edit | None:
    """Those that are kept stay in their order."""
    found = _NAMES.search(_cut(draft, idle.span))
    if not found:
        return None
    names = [name.group() for name in _NAME.finditer(found[1]) if name.group() in kept]
    start = idle.span.start + found.start(1)
    end = start + len(found[1].rstrip(", \t\r\n"))
    return Edit(Span(start, end), (", " if "," in found[1] else " ").join(names))


def _without(draft: Draft, idle: Directive) -> Edit | None:
    """None where what stands around it may be read otherwise without it: between two lines, and at the beginning of one."""
    text = draft.text
    start, end = _with_blanks(text, idle.span)
    begins, ends = start == 0 or text[start - 1] in "\r\n", end == len(text) or text[end] in "\r\n"
    if begins and not ends:
        return None if draft.format == "markdown" else Edit(Span(idle.span.start, end), "")
    if not begins:
        return Edit(Span(start if ends or end > idle.span.end else idle.span.start, idle.span.end), "")
    end = _next_line(text, end)
    is_blank_above, is_blank_below = _is_blank_above(text, start), _is_blank(text, end)
    if is_blank_above and is_blank_below:
        end = _next_line(text, _with_blanks(text, Span(end, end))[1])
    return Edit(Span(start, end), "") if is_blank_above or is_blank_below or draft.format == "html" else None


def _attribute(draft: Draft, attribute: Attribute, kept: set[str]) -> Edit | None:
    names, dashes, reason = attribute.value.partition(" -- ")
    left = ",".join(name for name in names.replace(",", " ").split() if name in kept)
    return rel_edit(draft.text, attribute, left + dashes + reason if left else "")


def _cut(draft: Draft, span: Span) -> str:
    return draft.text[span.start : span.end]


def _with_blanks(text: str, span: Span) -> tuple[int, int]:
    start, end = span.start, span.end
    while start and text[start - 1] in _BLANKS:
        start -= 1
    while end < len(text) and text[end] in _BLANKS:
        end += 1
    return start, end


def _next_line(text: str, end: int) -> int:
    return end + 2 if text.startswith("\r\n", end) else min(end + 1, len(text))


def _is_blank(text: str, start: int) -> bool:
    """Whether a line that begins there is blank or is none."""
    end = _with_blanks(text, Span(start, start))[1]
    return end == len(text) or text[end] in "\r\n"


def _is_blank_above(text: str, start: int) -> bool:
    end = start - 2 if text.startswith("\r\n", start - 2) else start - 1
    begin = _with_blanks(text, Span(max(end, 0), max(end, 0)))[0]
    return start == 0 or begin == 0 or text[begin - 1] in "\r\n"
