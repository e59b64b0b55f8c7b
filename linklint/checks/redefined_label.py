"""Labels of reference links that are defined more than once, with different URLs: all links of a label take the first."""

from __future__ import annotations

from bisect import bisect

from linklint import wording
from linklint.lines import Lines
from linklint.model import Hit
from linklint.options import NoOptions
from linklint.patterns import pattern

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from linklint.model import Definition, Draft, Facts

WORDS: tuple[str, ...] = ("label", "first", "line")
"""What its messages may say beside the words of the link."""

_ALTERNATIVE = pattern(r"\{[%{]-?\s*(?:else|els?if|when)\b")
_HEAD = pattern(r"\A(?:https?:)?//(?:www\.)?")
_OF_COMMENTS = ("//", "_")
"""How labels begin that hide a comment or keep a note."""


Options = NoOptions


def check(draft: Draft, facts: Facts, options: NoOptions) -> Iterator[Hit]:
    firsts: dict[str, Definition] = {}
    others = [each for each in draft.definitions if _differs(firsts.setdefault(each.label, each), each)]
    if not others:
        return
    lines = Lines(draft.text)
    alternatives = [found.start() for found in _ALTERNATIVE.finditer(draft.text)]
    for definition in others:
        first = firsts[definition.label]
        if bisect(alternatives, first.span.start) == bisect(alternatives, definition.span.start):
            words = {
                "label": wording.clipped(_label(draft, definition)),
                "url": wording.clipped(definition.url, 100),
                "first": wording.clipped(first.url, 100),
                "line": str(lines.position(first.span.start).line),
            }
            evidence = f"line {words['line']}: [{words['label']}]: {words['first']}"
            yield Hit(definition.span, words, evidence=(evidence,))


def _differs(first: Definition, other: Definition) -> bool:
    """Whether they lead to two pages: not where one of them hides a comment, as `[comment]: # (…)` does."""
    if first.url == other.url or first.label.startswith(_OF_COMMENTS) or {first.url, other.url} & {"", "#"}:
        return False
    return _page(first.url) != _page(other.url)


def _page(url: str) -> str:
    """Without what hardly ever leads elsewhere: scheme, `www.`, case and the last slash."""
    return _HEAD.sub("", url.lower()).rstrip("/")


def _label(draft: Draft, definition: Definition) -> str:
    """As written."""
    return draft.text[definition.span.start + 1 : definition.url_span.start].rpartition("]:")[0]
