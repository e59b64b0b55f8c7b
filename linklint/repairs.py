"""What a rule may have done to a link that it reports: the option `fix`, and the edits that follow from it."""

from __future__ import annotations

import re

from linklint import urls
from linklint.errors import unknown
from linklint.model import Edit, Fix, Span
from linklint.options import OptionError
from linklint.patterns import pattern
from linklint.record import record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from linklint.model import Attribute, Draft, Link
    from linklint.options import Given

    Mend = Callable[[Draft, Link, tuple[str, ...]], Edit | None]

_OPENING = pattern(r"\{:?[ \t]*$")
_CLOSING = pattern(r"[ \t]*\}")
_LIST = pattern(r"\{(?::|(?=[^{}\n]*[.#=]))[^{}\n]*?(?=[ \t]*\})")
_ESCAPES = {ord(mark): f"%{ord(mark):02X}" for mark in " \"'()<>\\^`{|}"}
"""What would end the URL, or the link, where it is pasted."""
_WITH_LISTS = ("inline", "reference")
_TAGS = ("html", "jsx")
_HEAD = pattern(r"(?:https?:)?//[^/?#\\]+", re.I)
_TOKEN = pattern(r"[a-z-]+")


@record
class Repair:
    mend: Mend
    values: tuple[str, ...]
    is_safe: bool

    def fix(self, draft: Draft, link: Link) -> Fix | None:
        """None where the draft's dialect has no way to write it, or where it is not ours to write."""
        edit = self.mend(draft, link, self.values)
        return Fix((edit,), self.is_safe) if edit else None


def read_repair(given: Given, key: str = "fix") -> Repair | None:
    """Reads the option `fix`: one repair with its values, and whether it is safe. Raises OptionError."""
    inner = given.below(key)
    is_safe = bool(inner.truth("safe"))
    found = None
    for name in given.mapping(key):
        if name in _REPAIRS:
            found = Repair(_REPAIRS[name], inner.texts(name), is_safe)
            if name in ("add_rel", "drop_rel") and not all(_TOKEN.fullmatch(value) for value in found.values):
                raise OptionError((key, name), "tokens of rel are lower-case words")
        elif name != "safe":
            raise OptionError((key, name), unknown("repair", name, (*_REPAIRS, "safe")))
    return found


def add_rel(draft: Draft, link: Link, tokens: Iterable[str]) -> Edit | None:
    """In the form that the draft's dialect reads: an attribute of the tag, or an attribute list behind the link."""
    if link.rel is None:
        return None
    added = [token for token in tokens if token not in link.rel]
    rel = link.attributes.get("rel")
    if not added:
        return None
    if rel:
        return rel_edit(draft.text, rel, " ".join([*rel.value.replace(",", " ").split(), *added]))
    written = f'rel="{" ".join(added)}"'
    if link.syntax in _TAGS:
        href = link.attributes.get("href") or link.attributes.get("xlink:href")
        return Edit(Span(href.span.end, href.span.end), f" {written}") if href else None
    if link.syntax not in _WITH_LISTS or not draft.attribute_list:
        return None
    end = link.span.end
    if found := _LIST.match(draft.text, end):
        return Edit(Span(found.end(), found.end()), f" {written}")
    closing = " }" if draft.attribute_list == "{:" else "}"
    opening = "{: " if draft.attribute_list == "{:" else "{"
    return Edit(Span(end, end), opening + written + closing)


def drop_rel(draft: Draft, link: Link, tokens: Iterable[str]) -> Edit | None:
    """The other tokens stay; without any left the attribute goes."""
    rel = link.attributes.get("rel")
    if link.rel is None or rel is None:
        return None
    kept = [token for token in rel.value.replace(",", " ").split() if token.lower() not in tokens]
    return rel_edit(draft.text, rel, " ".join(kept))


def rel_edit(text: str, rel: Attribute, value: str) -> Edit | None:
    """Writes a value, quoted where it must be. One without tokens goes with its attribute, and with the attribute list that
    it was alone in. None where the attribute has no value to write over."""
    if rel.value_span is None or rel.is_templated:
        return None
    if value:
        is_bare = text[rel.value_span.start - 1] not in "\"'"
        return Edit(rel.value_span, f'"{value}"' if is_bare and " " in value else value)
    start, end = rel.span.start, rel.span.end
    before, behind = _OPENING.search(text, max(0, start - 9), start), _CLOSING.match(text, end)
    if before and behind:
        return Edit(Span(before.start(), behind.end()), "")
    while text[start - 1] in " \t":
        start -= 1
    return Edit(Span(start, end), "")


def pasted(url: str) -> str:
    """A URL that was found inside another, as it may be written into any draft."""
    return url.translate(_ESCAPES)


def write_url(link: Link, url: str) -> Edit | None:
    """Another URL in the place of a link's. None for what is not absolute or cannot be seen."""
    if urls.parse(url).form != "absolute" or not url.isprintable():
        return None
    return Edit(link.url_span, url.replace("&", "&amp;") if link.syntax in _TAGS else url)


def _scheme(draft: Draft, link: Link, schemes: Iterable[str]) -> Edit | None:
    """Only where the draft writes the scheme out."""
    old, new = link.target.scheme if link.target else "", next(iter(schemes), "")
    span = Span(link.url_span.start, link.url_span.start + len(old))
    is_written = bool(old and new) and draft.text[span.start : span.end].lower() == old
    return Edit(span, new) if is_written else None


def _drop_end(draft: Draft, link: Link, ends: tuple[str, ...]) -> Edit | None:
    """As many as there are. None where the draft writes them otherwise, with escapes or entities."""
    kept = len(link.url)
    while link.url.endswith(ends, 0, kept):
        kept -= 1
    dropped, span = link.url[kept:], link.url_span
    written = draft.text[span.start : span.end]
    if not written.endswith(dropped) or written[: len(written) - len(dropped)].endswith("\\"):
        return None
    return Edit(Span(span.end - len(dropped), span.end), "")


def _drop_host(draft: Draft, link: Link, values: Iterable[str]) -> Edit | None:
    """Scheme and host go, so that the URL leads on from the root of the own site."""
    found = _HEAD.match(link.url)
    span = Span(link.url_span.start, link.url_span.start + found.end()) if found else None
    if not found or not span or draft.text[span.start : span.end] != found.group():
        return None
    return Edit(span, "" if link.url.startswith("/", found.end()) else "/")


def _unlink(draft: Draft, link: Link, values: Iterable[str]) -> Edit | None:
    """The anchor text stays as it is written."""
    if link.syntax not in (*_WITH_LISTS, "html") or link.attributes.keys() - {"href"}:
        return None
    return Edit(link.span, draft.text[link.text_span.start : link.text_span.end])


_REPAIRS: Mapping[str, Mend] = {
    "add_rel": add_rel,
    "drop_rel": drop_rel,
    "drop_end": _drop_end,
    "drop_host": _drop_host,
    "scheme": _scheme,
    "unlink": _unlink,
}
"""By the names that rules use."""
