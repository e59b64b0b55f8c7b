"""What sort of anchor text a link has: image, empty, naked, generic, branded, exact, title, partial or descriptive.

The first that fits, in this order. `naked` is an address; `generic` one of the list's phrases; `branded` the name that the
target has registered (`BLS` for bls.gov), case, blanks and a leading "the" aside. `exact`, `title` and `partial` compare with
the keyphrases and the title of one page: the draft for links in drafts, the target for links to it.
"""

from __future__ import annotations

import re

from linklint import keyphrases, urls
from linklint.facts import lists
from linklint.model import Anchors
from linklint.patterns import pattern
from linklint.record import record
from linklint.words import normal_form

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from linklint.model import Draft, Link, Target

_ADDRESS = pattern(r"\s*(?:(?:[a-z][a-z0-9+.-]*:)?//|www\.)\S+\s*", re.I)
_HOST_AND_PATH = pattern(r"\s*((?:[\w-]+\.)+[\w-]+)(?::\d+)?(?:[/?#]\S*)?\s*")
_VISIBLE = pattern("[^\\s\u200b\u200c\u200d\u2060\ufeff\u00ad]")


_NO_LANGUAGE = frozenset[str]()


@record
class Page:
    """What a page wants to be found for."""

    keyphrases: tuple[frozenset[str], ...] = ()
    """The stems of the content words of each."""
    title: str = ""
    """In normal form."""


NO_PAGE = Page()


def page(phrases: Iterable[str], title: str) -> Page:
    stems = (stems_of(phrase) for phrase in phrases)
    return Page(tuple(found for found in stems if found), normal_form(title))


def read(draft: Draft) -> Anchors:
    """Classes are found out when they are asked for, each once."""
    own = page(keyphrases.written(draft.front_matter), draft.title)
    known: dict[tuple[str, str, bool], str] = {}

    def class_of(link: Link) -> str:
        is_image = _is_image(link)
        key = link.text, link.url, is_image
        if key not in known:
            language = draft.language if languages_of(normal_form(link.text)) else ""  # it takes time to tell
            known[key] = "image" if is_image else classify(link.text, link.target, language, own)
        return known[key]

    return Anchors(class_of, languages_of)


def classify(text: str, target: Target | None, language: str = "", page: Page = NO_PAGE) -> str:
    """Of a text without images. `target` is None where it is unknown."""
    if not _VISIBLE.search(text):
        return "empty"
    if is_naked(text, target):
        return "naked"
    phrase = normal_form(text)
    if not languages_of(phrase).isdisjoint(("en", language)):
        return "generic"
    if target and target.host and _is_brand(phrase, target.host):
        return "branded"
    return towards(phrase, page)


def towards(phrase: str, page: Page) -> str:
    """What a phrase in normal form is to a page: `exact`, `title`, `partial` or `descriptive`."""
    stems = stems_of(phrase) if page.keyphrases else frozenset()
    if stems and stems in page.keyphrases:
        return "exact"
    if phrase and phrase == page.title:
        return "title"
    return "partial" if any(stems & keyphrase for keyphrase in page.keyphrases) else "descriptive"


def is_naked(text: str, target: Target | None) -> bool:
    """The text is an address: it starts like one, or its host is the target's."""
    if "." not in text and ":" not in text and "@" not in text:
        return False
    if _ADDRESS.fullmatch(text):
        return True
    if target is None:
        return False
    if target.form == "other":
        return "@" in text and text.strip().lower() == target.path.lower()
    found = _HOST_AND_PATH.fullmatch(text)
    if not found or not target.host:
        return False
    host = urls.parse(f"http://{found.group(1)}").host.removeprefix("www.")
    return bool(host) and host in (target.host.removeprefix("www."), urls.registrable_domain(target.host))


def languages_of(phrase: str) -> frozenset[str]:
    """The languages in which a phrase in normal form says nothing; none for most."""
    lines = lists.load("generic-anchors").get(phrase)
    return frozenset(line[:2] for line in lines.split("\n")) if lines else _NO_LANGUAGE


def stems_of(phrase: str) -> frozenset[str]:
    from linklint.facts.relevance.vocabulary import stem

    return frozenset(map(stem, keyphrases.content_words(phrase)))


def _is_brand(phrase: str, host: str) -> bool:
    name = _joined(urls.registrable_domain(host).partition(".")[0])
    return bool(name) and _joined(phrase.removeprefix("the ")) == name


def _joined(text: str) -> str:
    return "".join(filter(str.isalnum, text))


def _is_image(link: Link) -> bool:
    """Nothing but images, whose alt texts stand in the text."""
    if not link.images:
        return False
    text = link.text
    for image in link.images:
        text = text.replace(image.alt or "", "", 1)
    return not text.strip()
