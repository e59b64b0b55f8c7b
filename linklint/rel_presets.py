"""What themes and renderers do to the `rel` of links, by the names that `rel_policy.preset` may have."""

from __future__ import annotations

from linklint.model import RelPolicy
from linklint.record import record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping


@record
class RelPreset:
    policy: RelPolicy
    source: str
    """Who says so."""


def _of(source: str, *tokens: str, mode: str = "add", raw_html: bool = False) -> RelPreset:
    return RelPreset(RelPolicy(frozenset(tokens), mode, (), raw_html), source)


PRESETS: Mapping[str, RelPreset] = {
    "none": _of("nothing is added", raw_html=True),
    "astro": _of("Astro documentation, Markdown: links change by plugins alone"),
    "docusaurus": _of(
        "Docusaurus, packages/docusaurus/src/client/exports/Link.tsx", "noopener", "noreferrer", mode="if-missing"
    ),
    "hugo": _of("Hugo documentation, Link render hooks: by default the hook writes href and title"),
    "markdown-it-link-attributes": _of(
        "markdown-it-link-attributes, index.js: no attribute by default", mode="replace"
    ),
    "rehype-external-links": _of("rehype-external-links 3, lib/index.js: defaultRel", "nofollow", mode="replace"),
    "vitepress": _of(
        "VitePress documentation, Markdown: Links; src/node/markdown/plugins/link.ts", "noreferrer", mode="if-missing"
    ),
    "wordpress": _of("WordPress 6.7, wp_targeted_link_rel(): deprecated, posts are saved as written", raw_html=True),
}
"""With the tokens that each adds unless it is configured otherwise; a configuration may give its own in their place."""
MODES = frozenset({"add", "replace", "if-missing"})
