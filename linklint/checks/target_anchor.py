"""Managed pages to which the drafts of a site link with one and the same anchor text again and again."""

from __future__ import annotations

from collections import Counter

from linklint import wording
from linklint.keyphrases import content_words
from linklint.link_index import entropy
from linklint.model import Hit, Said
from linklint.record import record
from linklint.words import normal_form

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from linklint.link_index import Index, Managed
    from linklint.model import Draft, Facts
    from linklint.options import Given

WORDS: tuple[str, ...] = ("anchor", "count", "page", "percent", "total")
"""What its messages may say beside the words of the link."""

_NAMES = frozenset({"image", "empty", "naked", "branded", "generic"})
"""Classes of anchor texts that name a site, a page or nothing."""
_MOST_SHOWN = 5
"""Anchor texts that are shown as evidence."""
_CONVENTION = "the bound is a convention of this rule: no search engine publishes one"


@record
class Options:
    of: str
    """`phrase` for the most frequent anchor text, `title` for the page's own title."""
    fewest: int
    """Drafts that must link to a page before a share means anything."""
    share: float
    """From 0 to 1; a page of which an anchor text holds more than that is reported."""
    fewest_words: int
    """Content words of an anchor text. Short ones are names, and a thing goes by its name."""
    exempt: tuple[str, ...]
    """Longer names."""

    @classmethod
    def read(cls, given: Given) -> Options:
        return cls(
            given.choice("of", ("phrase", "title"), "phrase"),
            given.whole("fewest", 10),
            given.number("share", 0.8),
            given.whole("fewest_words", 2),
            given.texts("exempt"),
        )


def survey(index: Index, options: Options) -> Iterator[tuple[str, str, Said]]:
    """A draft counts once for each of its anchor texts."""
    exempt = frozenset(map(normal_form, options.exempt))
    for page in index.managed:
        total = len({use.path for use in page.uses})
        if total < options.fewest:
            continue
        forms = Counter(form for _, form in dict.fromkeys((use.path, use.link.form) for use in page.uses))
        names = {use.link.form for use in page.uses if use.anchor in _NAMES} | exempt
        form = _asked(page, forms, options)
        if (
            len(content_words(form)) >= options.fewest_words
            and form not in names
            and forms[form] > options.share * total
        ):
            said = _said(page, form, forms, total)
            yield from ((use.path, use.link.url, said) for use in page.uses if use.link.form == form)


def check(draft: Draft, facts: Facts, rule: str, options: Options) -> Iterator[Hit]:
    said = facts.said.get(rule, {})
    for link in draft.links:
        told = said.get(link.url)
        if told and not link.stands_alone and normal_form(link.text) == told.text:
            yield Hit(link.span, {**wording.of_link(link), **told.words}, link, evidence=told.evidence)


def _asked(page: Managed, forms: Mapping[str, int], options: Options) -> str:
    if options.of == "title":
        return normal_form(page.title)
    return min(forms, key=lambda form: (-forms[form], form))


def _said(page: Managed, form: str, forms: Mapping[str, int], total: int) -> Said:
    count = forms[form]
    ordered = sorted(forms, key=lambda each: (-forms[each], each))
    shown = ", ".join(f'"{wording.clipped(each)}" {forms[each]}' for each in ordered[:_MOST_SHOWN])
    classes = Counter(use.anchor for use in page.uses)
    words = {
        "anchor": wording.clipped(form),
        "count": str(count),
        "page": page.name,
        "percent": str(round(100 * count / total)),
        "total": str(total),
    }
    evidence = (
        f"anchor texts by drafts: {shown}",
        f"classes of links: {', '.join(f'{name} {classes[name]}' for name in sorted(classes))}",
        f"normalised entropy {entropy(forms.values()):.2f}, from 0 for one text to 1 for all different; it is not judged",
        _CONVENTION,
    )
    return Said(words, evidence, form, page.name)
