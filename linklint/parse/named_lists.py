"""Attribute lists that do not stand behind the link that they are for: kramdown's `{:name: rel="nofollow"}`, which links
take with `{:name}`, and those on the line below the definition of a label, which are for all who use it."""

from __future__ import annotations

from linklint.model import Span
from linklint.parse import attributes
from linklint.parse.templates import MASK
from linklint.patterns import pattern
from linklint.record import replace

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from linklint.model import Attribute
    from linklint.parse.raw import RawLink, Reading

_NAMED = pattern(r"(?:\A|(?<=[\r\n]))[ \t>]*(?=\{:([A-Za-z_][\w:-]{0,99}):[ \t][^{}\r\n]{0,400}\}[ \t]*(?:[\r\n]|\Z))")
_BELOW = pattern(r"[ \t]*(?:\r\n?|\n)[ \t>]*(?=\{:[^{}\r\n]{0,400}\}[ \t]*(?:[\r\n]|\Z))")
_TAKEN = ("rel", "target", "title")
"""What is judged of a link, so that many links with one long list need not carry all of it."""


def add(reading: Reading, text: str) -> Reading:
    """The reading with their attributes; a link's own go before them. `text` has its templates hidden."""
    return replace(reading, links=tuple(map(_Lists(text).added_to, reading.links)))


class _Lists:
    """Each is read once. Where one name is defined twice, the second counts."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.named = {found[1]: _shared(text, found.end()) for found in _NAMED.finditer(text)}
        self.below: dict[int, Mapping[str, Attribute]] = {}

    def added_to(self, link: RawLink) -> RawLink:
        added = dict(self._below(link.definition_span.end)) if link.definition_span else {}
        if self.named and link.syntax in ("inline", "reference"):
            for name in attributes.names(self.text, link.span.end):
                added |= self.named.get(name, {})
        return replace(link, attributes={**added, **link.attributes}) if added else link

    def _below(self, end: int) -> Mapping[str, Attribute]:
        if end not in self.below:
            found = _BELOW.match(self.text, end)
            self.below[end] = _shared(self.text, found.end()) if found else {}
        return self.below[end]


def _shared(text: str, position: int) -> Mapping[str, Attribute]:
    """Without the places of their values: whoever wrote over one would do so for other links."""
    listed, _ = attributes.read(text, position, Span)
    return {name: replace(each, value_span=None) for name, each in listed.items() if name in _TAKEN or MASK in name}
