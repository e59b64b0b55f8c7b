"""Links whose pages say of themselves what speaks against linking them: a broken certificate, a robots tag, "not found"."""

from __future__ import annotations

from linklint import wording
from linklint.conditions import read_selection
from linklint.model import Hit
from linklint.patterns import pattern
from linklint.record import record
from linklint.words import normal_form

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from linklint.conditions import Selection
    from linklint.model import Draft, Facts, Link, Page
    from linklint.options import Given

WORDS: tuple[str, ...] = ("said",)
"""What its messages may say beside the words of the link."""

_PART = pattern(r"\s[-–—|·•»<>/]+\s|[|·•»]|[!.?。！](?:\s|$)")
"""Between the parts of a title."""
_NUMBER = pattern(
    r"(?:(?:http|error|fehler|erreur|errore|erro)[\s:]{1,3})*404(?:[\s:]{1,3}(?:error|page))?(?=\W|$)[\s:.–-]{0,5}"
)
_SHORT = 1500
"""Characters: a longer page has something to say."""
_HEADING = 120
"""Characters at the beginning of a page that hold its first heading."""
_NOINDEX = ("noindex", "none")


@record
class Options:
    sign: str
    phrases: frozenset[str]
    """In normal form."""
    selection: Selection

    @classmethod
    def read(cls, given: Given) -> Options:
        phrases = frozenset(normal_form(each) for texts in given.texts_by_name("phrases").values() for each in texts)
        return cls(given.choice("sign", _SIGNS, "tls"), phrases, read_selection(given))


def check(draft: Draft, facts: Facts, options: Options) -> Iterator[Hit]:
    for link in options.selection.among(draft.links, facts) if facts.pages else ():
        page = facts.pages.get(link.url)
        said = _SIGNS[options.sign](link, page, options) if page else ""
        if said:
            yield Hit(link.span, {**wording.of_link(link), "said": wording.clipped(said, 100)}, link)


def _tls(link: Link, page: Page, options: Options) -> str:
    return page.tls


def _noindex(link: Link, page: Page, options: Options) -> str:
    robots = page.content.robots if page.content and page.verdict == "alive" else ()
    return next((each for each in _NOINDEX if each in robots), "")


def _not_found(link: Link, page: Page, options: Options) -> str:
    """The part of a title that says so, or the heading of a page without a title."""
    content = page.content
    if not content or page.verdict != "alive" or len(content.sample) > _SHORT:
        return ""
    shown = content.title or content.sample[:_HEADING]
    found = next((part for part in _PART.split(shown) if _says_so(part, options.phrases)), "")
    return "" if _says_so(link.text, options.phrases) or "404" in link.text + link.url else found.strip()


def _says_so(part: str, phrases: frozenset[str]) -> bool:
    said = normal_form(part)
    number = _NUMBER.match(said)
    return said in phrases or (number is not None and normal_form(said[number.end() :]) in {"", *phrases})


_SIGNS: Mapping[str, Callable[[Link, Page, Options], str]] = {
    "tls": _tls,
    "noindex": _noindex,
    "not_found": _not_found,
}
