"""Links to hosts that have another one in their place."""

from __future__ import annotations

from linklint import urls, wording
from linklint.conditions import read_selection
from linklint.model import Edit, Fix, Hit, Span
from linklint.patterns import pattern
from linklint.record import record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from linklint.conditions import Selection
    from linklint.model import Draft, Facts, Link
    from linklint.options import Given

WORDS: tuple[str, ...] = ("repair",)
"""What its messages may say beside the words of the link."""

_AUTHORITY = pattern(r"(?:[A-Za-z][A-Za-z0-9+.-]*:)?//([^/?#\\@]*)")


@record
class Options:
    selection: Selection
    hosts: Mapping[str, str]
    """Host, or `*.host` for its sub-hosts too, -> the host to link to instead; empty where that is not known."""

    @classmethod
    def read(cls, given: Given) -> Options:
        moved = given.text_by_name("hosts")
        return cls(read_selection(given), {host.lower(): new for host, new in moved.items()})


def check(draft: Draft, facts: Facts, options: Options) -> Iterator[Hit]:
    if not options.hosts:
        return
    for link in options.selection.among(draft.links, facts):
        new = _new_host(link, options)
        if new is not None:
            words = {**wording.of_link(link), "repair": f"link to {new}" if new else "link to the public page"}
            yield Hit(link.span if link.definition_span else link.url_span, words, link, _fix(draft, link, new))


def _new_host(link: Link, options: Options) -> str | None:
    """Of the entry that fits best. None where none does, or where the link leads to the new host already."""
    if link.target is None or not link.target.host:
        return None
    host = link.target.host
    fitting = [each for each in options.hosts if urls.matches(host, each) and options.hosts[each] != host]
    return options.hosts[max(fitting, key=_closeness)] if fitting else None


def _closeness(entry: str) -> tuple[int, bool]:
    """The longer host, and the host alone rather than its sub-hosts too."""
    return len(entry.removeprefix("*.")), not entry.startswith("*.")


def _fix(draft: Draft, link: Link, new: str) -> Fix | None:
    """The port goes with the host. None where the draft writes the host otherwise, with escapes or entities."""
    start = link.url_span.start
    found = _AUTHORITY.match(draft.text[start : link.url_span.end])
    if not new or not found or not link.target or found[1].partition(":")[0].lower() != link.target.host:
        return None
    return Fix((Edit(Span(start + found.start(1), start + found.end(1)), new),), is_safe=False)
