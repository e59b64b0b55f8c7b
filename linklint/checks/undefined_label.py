"""Reference links whose label nothing in the draft defines. A draft into which others are pasted is not judged: they may
define it."""

from __future__ import annotations

from itertools import islice

from linklint import wording
from linklint.model import Hit
from linklint.options import NoOptions
from linklint.patterns import pattern
from linklint.words import distance

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from linklint.model import Draft, Facts

WORDS: tuple[str, ...] = ("label", "remedy")
"""What its messages may say beside the words of the link."""

_PASTED = pattern(
    r"--8<--|\{%-?\s*\w*include|\{\{\s*#?include|\{\{[<%]\s*(?:\w+/)*(?:include|readfile|snippet|partial)|<!--\s*@include"
    r"|\{!|\[!INCLUDE|^[ \t]*!include|^[ \t]*(?:`{3,}|:{3,}|~{3,})\s*\{include\}|\{\{>|<<\[",
    8 | 2,
)
"""How snippets, MkDocs, Jekyll, mdBook, Hugo, VitePress, DocFX, MyST and others write it."""
_WRITTEN = pattern(r"^[ \t>]*(?:[-*+] )?\[((?:[^\[\]\\\n]|\\.)+)\]:", 8)

_MOST_KNOWN = 500
_MOST_COMPARED = 50
"""Of a draft's undefined labels. What is undefined more often is no slip of the hand."""


Options = NoOptions


def check(draft: Draft, facts: Facts, options: NoOptions) -> Iterator[Hit]:
    slips = [slip for slip in draft.slips if slip.kind == "undefined"]
    if not slips or _PASTED.search(draft.text):
        return
    written = {_normal(label): label for label in _WRITTEN.findall(draft.text)}
    for number, slip in enumerate(slips):
        label = draft.text[slip.url_span.start : slip.url_span.end]
        if _normal(label) in written:
            continue  # where no definition may stand, as in a paragraph; some renderers take it for one
        words = {
            "label": wording.clipped(label),
            "text": wording.clipped(draft.text[slip.text_span.start : slip.text_span.end]),
            "remedy": _remedy(label, written if number < _MOST_COMPARED else {}),
        }
        yield Hit(slip.span, words)


def _normal(label: str) -> str:
    return " ".join(label.split()).casefold()


def _remedy(label: str, written: dict[str, str]) -> str:
    named = _normal(label)
    if not named.isdecimal():
        for other, shown in islice(written.items(), _MOST_KNOWN):
            if distance(named, other, 2) <= min(2, len(named) // 3):
                return f'did you mean "{wording.clipped(shown)}"?'
    return f'add "[{wording.clipped(label)}]: URL"'
