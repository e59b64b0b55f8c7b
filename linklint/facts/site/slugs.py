"""What a fragment may name on a page: the ids that its generator gives to headings, and those that the draft writes itself."""

from __future__ import annotations

import unicodedata

from linklint.patterns import pattern

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from linklint.model import Draft

    Slugger = Callable[[str], tuple[str, ...]]

_VALUE = r"""\s*=\s*\{?(?:"([^"\n]*)"|'([^'\n]*)'|([^\s"'>}]+))"""
_IDS = (pattern(r"id(?<![\w-]id)" + _VALUE), pattern(r"name(?<![\w-]name)" + _VALUE))
"""They begin with what they look for, which `re` finds fast."""
_LIST = pattern(r"\{[^{}\n]*\}")
_ID_IN_LIST = pattern(r"#([^\s{}#]+)")
_TITLED = pattern(r"^(\S.*)\n\n?:[ \t]+\S|^[ \t]*===[!+]? \"([^\"\n]*)\"", 8)
"""What generators may give ids to beside headings: terms of definition lists, tabs."""
_EMOJI = pattern(r":[a-z0-9_+-]+:")
_CLOSING_LIST = pattern(r"\{:?[^{}\n]*\}\s*$")
_WITHOUT_HEADINGS = (
    "ref|relref|figure|highlight|youtube|vimeo|tweet|x|gist|param|instagram|qr|img|image|img-[\\w-]+|video|icon|badge|kbd"
    "|new-in|deprecated-in|code-toggle|code|notes?|tip|warning|info|alert|callout|admonition|notice|hint|box|details|collapse"
    "|accordion|buttons?|cards?|tabs?|tabpane|columns?|center|quote|link|term|feature"
)
"""Shortcodes that are usual and bring no headings but those that stand between them."""
_TAKEN_IN = pattern(
    rf"\{{\{{[<%](?!\s*/?\s*(?:{_WITHOUT_HEADINGS})\b)|\{{%-?\s*(?:include|render|for|call|block|macro)"
    r"|\{\{(?!\s*(?:site|page)\.|[<%])|--8<--|^[ \t]*:::[ \t]*[\w.]+[ \t]*$|\{!|^import\s[^\n]*\.mdx?[\"']"
    r"|<(?:Include|Partial|Content|Render)\b|^[ \t]*(?:```\{)?\{?include\b",
    8,
)
"""What may bring headings from elsewhere."""
_NOT_WORD = pattern(r"[^\w\s-]")
_GAPS = pattern(r"[-\s]+")
_NOT_BASIC = pattern(r"[^a-zA-Z0-9 -]")
_BEFORE_BASIC = pattern(r"^[^a-zA-Z]+")


def github(heading: str) -> str:
    """As github-slugger makes it."""
    if heading.isascii():
        return heading.lower().translate(_ASCII)
    kept = []
    for letter in heading.lower():
        if letter == " ":
            kept.append("-")
        elif letter in "-_" or letter.isalpha() or unicodedata.category(letter) in _KEPT:
            kept.append(letter)
    return "".join(kept)


_ASCII = {number: None for number in range(128) if not (chr(number).isalnum() or chr(number) in "-_")} | {32: "-"}
_KEPT = frozenset({"Mn", "Mc", "Me", "Pc", "Nd", "Nl", "Lm"})


def _github(heading: str) -> tuple[str, ...]:
    return (github(heading), github(heading.strip()))


def _kramdown(heading: str) -> tuple[str, ...]:
    """As kramdown makes it, and as its reader of GFM does, which Jekyll asks for."""
    basic = _NOT_BASIC.sub("", _BEFORE_BASIC.sub("", heading)).replace(" ", "-").lower()
    return (basic or "section", *_github(heading))


def _python_markdown(heading: str) -> tuple[str, ...]:
    """As the extension `toc` makes it, and as the slug functions that keep letters of all languages do."""
    plain = unicodedata.normalize("NFKD", heading).encode("ascii", "ignore").decode()
    made = []
    for text in (plain, unicodedata.normalize("NFC", heading)):
        slug = _GAPS.sub("-", _NOT_WORD.sub("", text).strip().lower())
        made += [slug, slug.strip("-"), _NOT_WORD.sub("", text).strip().lower().replace(" ", "-")]
    return tuple(made)


SLUGGERS: Mapping[str, Slugger] = {
    "github": _github,
    "github.com": _github,
    "kramdown": _kramdown,
    "python-markdown": _python_markdown,
}
"""By name, all ids that a heading may get: more than one where settings that are programs decide."""


class _AnyCase(frozenset[str]):
    """On GitHub a fragment finds its heading in capital letters too."""

    def __contains__(self, fragment: object) -> bool:
        return super().__contains__(str(fragment).lower()) or super().__contains__(fragment)


def anchors(draft: Draft, slugger: str) -> frozenset[str] | None:
    """None where the draft takes pieces in from elsewhere, or where it is not known who gives ids to its headings."""
    if draft.format != "html" and (slugger not in SLUGGERS or _TAKEN_IN.search(draft.text)):
        return None
    if draft.format == "html" and "{" in draft.text and _TAKEN_IN.search(draft.text):
        return None
    found = set(written(draft.text))
    if draft.format != "html":
        slug = SLUGGERS[slugger]
        found.update(_of_headings(draft, slug))
        found.update(each for title in _TITLED.findall(draft.text) for each in slug(title[0] or title[1]))
    return _AnyCase(found) if slugger == "github.com" else frozenset(found)


def with_others(found: frozenset[str], others: frozenset[str]) -> frozenset[str]:
    return type(found)(found | others) if others else found


def written(text: str) -> Iterator[str]:
    """Ids and names that tags and attribute lists say."""
    for name in _IDS:
        for found in name.finditer(text):
            yield found[1] or found[2] or found[3] or ""
    for found in _LIST.finditer(text):
        yield from _ID_IN_LIST.findall(found.group())


def _of_headings(draft: Draft, slugger: Slugger) -> Iterator[str]:
    """With the numbers that tell repeated ones apart."""
    seen: dict[str, int] = {}
    for heading in draft.headings:
        plain = _CLOSING_LIST.sub("", heading.text).rstrip()
        for text in {heading.text, plain, _EMOJI.sub("", plain).strip()}:
            for slug in set(slugger(text)):
                yield slug
                number = seen.get(slug, 0)
                seen[slug] = number + 1
                if number:
                    yield f"{slug}-{number}"
                    yield f"{slug}_{number}"
