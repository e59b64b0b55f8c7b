"""Redirect wrappers of mail scanners, search engines and networks, in which the real URL is packed."""

from __future__ import annotations

from linklint import urls, wording
from linklint.model import Edit, Fix, Hit
from linklint.record import record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from linklint.model import Draft, Facts, Link
    from linklint.options import Given


WORDS: tuple[str, ...] = ("repair",)
"""What its messages may say beside the words of the link."""

_ESCAPES = {ord(mark): f"%{ord(mark):02X}" for mark in " \"'()<>\\^`{|}"}
"""What would end the URL, or the link, where it is pasted."""


@record
class Options:
    @classmethod
    def read(cls, given: Given) -> Options:
        return cls()


def check(draft: Draft, facts: Facts, options: Options) -> Iterator[Hit]:
    for link in draft.links if facts.unwrapped else ():
        inner = facts.unwrapped.get(link.url)
        if inner is None:
            continue
        words = wording.of_link(link)
        inner = inner.translate(_ESCAPES)
        words["repair"] = f"link to {wording.clipped(inner, 100)}" if inner else "open it and link to where it leads"
        yield Hit(link.span if link.definition_span else link.url_span, words, link, _fix(link, inner))


def _fix(link: Link, inner: str) -> Fix | None:
    if urls.parse(inner).form != "absolute" or not inner.isprintable():
        return None
    return Fix((Edit(link.url_span, inner.replace("&", "&amp;") if link.syntax == "html" else inner),), is_safe=False)
