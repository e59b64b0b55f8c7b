"""URLs that carry another site's URL in a parameter, to which they pass the reader on."""

from __future__ import annotations

from itertools import islice

from linklint import queries, urls, wording
from linklint.conditions import read_selection
from linklint.model import Fix, Hit
from linklint.record import record
from linklint.repairs import pasted, write_url

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from linklint.conditions import Selection
    from linklint.model import Draft, Facts, Target
    from linklint.options import Given

WORDS: tuple[str, ...] = ("parameter", "carried")
"""What its messages may say beside the words of the link."""

_MOST_PARAMETERS = 100
"""Behind them nothing is looked for: a draft may write a URL of any length."""


@record
class Options:
    selection: Selection
    names: frozenset[str]
    """Parameters that hold where to go, in lower case."""

    @classmethod
    def read(cls, given: Given) -> Options:
        return cls(read_selection(given), frozenset(name.lower() for name in given.texts("names")))


def check(draft: Draft, facts: Facts, options: Options) -> Iterator[Hit]:
    carrying = [link for link in draft.links if link.target and link.target.is_web and "=http" in link.target.query]
    for link in options.selection.among(carrying, facts):
        name, carried = _carried(link.target, options) if link.target else ("", "")
        if carried:
            edit = write_url(link, pasted(carried))
            words = {**wording.of_link(link), "parameter": name, "carried": wording.clipped(carried, 100)}
            fix = Fix((edit,), is_safe=False) if edit else None
            yield Hit(link.span if link.definition_span else link.url_span, words, link, fix)


def _carried(target: Target, options: Options) -> tuple[str, str]:
    """The parameter and the URL in it, where that leads to somebody else."""
    from urllib.parse import unquote

    domain = urls.registrable_domain(target.host)
    for name, value in islice(queries.parameters(target.query), _MOST_PARAMETERS):
        if name.lower() in options.names:
            inner = urls.parse(unquote(value))
            if inner.form == "absolute" and inner.host and urls.registrable_domain(inner.host) != domain:
                return name, unquote(value)
    return "", ""
