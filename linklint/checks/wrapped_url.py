"""Redirect wrappers of mail scanners, search engines and networks, in which the real URL is packed."""

from __future__ import annotations

from linklint import wording
from linklint.model import Fix, Hit
from linklint.options import NoOptions
from linklint.repairs import pasted, write_url

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from linklint.model import Draft, Facts


WORDS: tuple[str, ...] = ("repair",)
"""What its messages may say beside the words of the link."""


Options = NoOptions


def check(draft: Draft, facts: Facts, options: NoOptions) -> Iterator[Hit]:
    for link in draft.links if facts.unwrapped else ():
        inner = facts.unwrapped.get(link.url)
        if inner is None:
            continue
        words = wording.of_link(link)
        inner = pasted(inner)
        words["repair"] = f"link to {wording.clipped(inner, 100)}" if inner else "open it and link to where it leads"
        edit = write_url(link, inner)
        fix = Fix((edit,), is_safe=False) if edit else None
        yield Hit(link.span if link.definition_span else link.url_span, words, link, fix)
