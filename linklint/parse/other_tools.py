"""Suppression comments of other tools, as far as they mean rules that mean the same here.

lychee has none. What markdownlint says of rules that have nothing to do with links is not for us.
"""

from __future__ import annotations

from linklint.patterns import pattern

MARKDOWNLINT = {
    "md011": ("broken-link-syntax",),
    "md034": ("anchor-naked-url",),
    "md039": ("anchor-outer-space",),
    "md042": ("link-empty-url", "link-to-nowhere"),
    "md045": ("image-link-without-alt",),
    "md051": ("broken-fragment",),
    "md052": ("undefined-reference",),
    "md053": ("reference-redefined",),
    "md059": ("anchor-generic",),
}
"""Its rules, in lower case, and ours."""
ALIASES = {
    "no-reversed-links": ("md011",),
    "no-bare-urls": ("md034",),
    "no-space-in-links": ("md039",),
    "no-empty-links": ("md042",),
    "no-alt-text": ("md045",),
    "link-fragments": ("md051",),
    "reference-links-images": ("md052",),
    "link-image-reference-definitions": ("md053",),
    "descriptive-link-text": ("md059",),
    "accessibility": ("md045", "md059"),
    "images": ("md045", "md052", "md053"),
    "links": ("md011", "md034", "md039", "md042", "md051", "md052", "md053", "md059"),
    "url": ("md034",),
}
"""Further names of its rules, and those of groups of them."""
LINK_CHECK = ("dead-link", "tls-error", "broken-internal-link", "broken-fragment")
"""What markdown-link-check asks of a link: whether there is anything where it leads."""
_MARKDOWNLINT = pattern(r"markdownlint-(disable(?:-file|-line|-next-line)?|enable)(?![\w-])")
_LINK_CHECK = pattern(r"markdown-link-check-(?:disable(?:-line|-next-line)?|enable)\Z")


def read(said: str) -> tuple[str, frozenset[str]] | None:
    """The word of a comment, and the rules of ours that it means."""
    if _LINK_CHECK.match(said):
        return said, frozenset(LINK_CHECK)
    found = _MARKDOWNLINT.match(said)
    rules = _meant(said[found.end() :].lower().split()) if found else frozenset()
    return (found.group(), rules) if found and rules else None


def _meant(names: list[str]) -> frozenset[str]:
    theirs = [rule for name in names for rule in ALIASES.get(name, (name,))] if names else MARKDOWNLINT
    return frozenset(ours for rule in theirs for ours in MARKDOWNLINT.get(rule, ()))
