"""Links whose own words, or whose URL, name a year that lies long before their draft."""

from __future__ import annotations

from linklint import wording
from linklint.conditions import read_selection
from linklint.model import Hit
from linklint.patterns import pattern
from linklint.record import record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from linklint.conditions import Selection
    from linklint.model import Draft, Facts, Link
    from linklint.options import Given

WORDS: tuple[str, ...] = ("year", "age")
"""What its messages may say beside the words of the link."""

_YEAR_IN_PATH = pattern(r"(?<![0-9A-Za-z])(?:19[5-9]\d|20\d\d)(?![0-9A-Za-z])")
_YEAR_IN_TEXT = pattern(r"\b(?:19[5-9]\d|20\d\d)\b")
_DATE = pattern(r"(?:19|20)\d\d(?=-\d\d-\d\d)")
_DATE_KEYS = ("date", "published", "pubDate", "pubdate", "publishDate", "updated", "lastmod", "last_modified_at")


@record
class Options:
    max_age_years: int
    selection: Selection

    @classmethod
    def read(cls, given: Given) -> Options:
        return cls(given.whole("max_age_years", 5), read_selection(given))


def check(draft: Draft, facts: Facts, options: Options) -> Iterator[Hit]:
    now = _year_of(draft, facts.today)
    for link in options.selection.among(draft.links, facts) if now else ():
        year = _newest(link)
        if year and now - year > options.max_age_years and not _says_so(draft, facts, link, str(year)):
            yield Hit(link.span, {**wording.of_link(link), "year": str(year), "age": str(now - year)}, link)


def _year_of(draft: Draft, today: str) -> int:
    """When the draft was last written, as its header or its name has it; else the year of the run. 0 for none."""
    written = [str(draft.front_matter.get(key, "")) for key in _DATE_KEYS]
    dated = [found.group() for each in (*written, draft.path.rpartition("/")[2]) if (found := _DATE.match(each))]
    return int(max(dated, default=today[:4]) or 0)


def _newest(link: Link) -> int:
    """The last year that its text or its path names; 0 for none."""
    path = link.target.path if link.target else ""
    return max(map(int, _YEAR_IN_PATH.findall(path) + _YEAR_IN_TEXT.findall(link.text)), default=0)


def _says_so(draft: Draft, facts: Facts, link: Link, year: str) -> bool:
    """The sentence itself tells readers how old its source is."""
    claim = facts.claims.by_link.get(link.span) if facts.claims else None
    if claim is None:
        return False
    around = draft.text[claim.span.start : link.span.start] + " " + draft.text[link.span.end : claim.span.end]
    return year in _YEAR_IN_TEXT.findall(around)
