"""Links of a draft that have one thing in common: too many of them, too large a share, or at odds in another thing."""

from __future__ import annotations

from linklint import urls, wording
from linklint.conditions import read_condition, read_selection
from linklint.model import Fix, Hit
from linklint.record import record
from linklint.repairs import read_repair
from linklint.words import normal_form

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from linklint.conditions import Condition, Selection
    from linklint.model import Draft, Facts, Link
    from linklint.options import Given
    from linklint.repairs import Repair

WORDS: tuple[str, ...] = ("count", "total", "values")
"""What its messages may say beside the words of the link."""

_MOST_SHOWN = 5


@record
class Options:
    selection: Selection
    by: str
    """What the links of a group have in common."""
    distinct: str
    """In what they must differ; empty where it does not matter."""
    fewest: int
    """Links that make a group worth a word."""
    share: float
    """From 0 to 1: the part of all selected links that a group must hold."""
    report: Condition
    """Which links of a group the finding stands at."""
    repair: Repair | None

    @classmethod
    def read(cls, given: Given) -> Options:
        return cls(
            read_selection(given),
            given.choice("by", _TRAITS, "url"),
            given.choice("distinct", _TRAITS),
            given.whole("fewest", 2),
            given.number("share", 0),
            read_condition(given, "report"),
            read_repair(given),
        )


def check(draft: Draft, facts: Facts, options: Options) -> Iterator[Hit]:
    """Few links have something in common: what is asked of each comes last."""
    total = 0
    for links in _groups(draft.links, options.by):
        if not _stands_out(links, options) or not _stands_out(group := options.selection.among(links, facts), options):
            continue
        total = total or len(options.selection.among(draft.links, facts))
        shown = [link for link in group if all(claim(link, facts) is True for claim in options.report)]
        if shown and len(group) >= options.share * total:
            yield _hit(
                draft, shown, {"count": len(group), "total": total, "values": len(_values(group, options))}, options
            )


def _stands_out(links: Sequence[Link], options: Options) -> bool:
    return len(links) >= options.fewest and (not options.distinct or len(_values(links, options)) > 1)


def _groups(links: Sequence[Link], by: str) -> Iterator[list[Link]]:
    """Links without the trait are in no group."""
    groups: dict[str, list[Link]] = {}
    trait = _TRAITS[by]
    for link in links:
        if name := trait(link):
            groups.setdefault(name, []).append(link)
    yield from groups.values()


def _values(links: Sequence[Link], options: Options) -> Mapping[str, Link]:
    """The first link of each value in which links must differ."""
    found: dict[str, Link] = {}
    for link in links if options.distinct else ():
        if value := _TRAITS[options.distinct](link):
            found.setdefault(value, link)
    return found


def _hit(draft: Draft, links: Sequence[Link], numbers: Mapping[str, int], options: Options) -> Hit:
    first, *others = links
    words = wording.of_link(first) | {name: str(number) for name, number in numbers.items()}
    evidence: tuple[str, ...] = ()
    if options.distinct in ("page", "url", "text"):
        values = list(_values(links, options).values())[:_MOST_SHOWN]
        evidence = tuple(wording.clipped(link.text if options.distinct == "text" else link.url, 100) for link in values)
    return Hit(first.span, words, first, _fix(draft, links, options.repair), evidence, tuple(others))


def _fix(draft: Draft, links: Sequence[Link], repair: Repair | None) -> Fix | None:
    """Of all links or of none."""
    fixes = [repair.fix(draft, link) if repair else None for link in links]
    edits = {edit.span: edit for fix in fixes if fix for edit in fix.edits}
    return Fix(tuple(edits.values()), all(fix.is_safe for fix in fixes if fix)) if all(fixes) else None


def _host(link: Link) -> str:
    """With its port: another port is another server."""
    return f"{link.target.host}:{link.target.port}" if link.target and link.target.host else ""


def _domain(link: Link) -> str:
    return urls.registrable_domain(link.target.host) if link.target else ""


def _page(link: Link) -> str:
    return urls.page(link.target) if link.target else ""


def _url(link: Link) -> str:
    return f"{_page(link)}#{link.target.fragment}" if link.target else ""


def _scheme(link: Link) -> str:
    return link.target.scheme if link.target else ""


def _text(link: Link) -> str:
    """Not of texts with a number in them, which tells versions, dates and parts apart."""
    return "" if any(map(str.isdigit, link.text)) else normal_form(link.text)


_TRAITS: Mapping[str, Callable[[Link], str]] = {
    "domain": _domain,
    "host": _host,
    "page": _page,
    "scheme": _scheme,
    "text": _text,
    "url": _url,
}
"""What links may have in common, or differ in. Empty where a link has it not."""
