"""Links that most drafts of the site mark as paid, and some do not: by the redirect or the network that they lead through,
else by their page."""

from __future__ import annotations

from linklint import urls, wording
from linklint.model import Hit, Said
from linklint.record import record
from linklint.repairs import read_repair

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from linklint.link_index import Index, IndexedLink
    from linklint.model import Draft, Facts
    from linklint.options import Given
    from linklint.repairs import Repair

WORDS: tuple[str, ...] = ("subject", "marked", "total")
"""What its messages may say beside the words of the link."""

_MOST_NAMED = 3
"""Drafts that are shown as evidence."""


@record
class Options:
    mark: str
    """The token that the others have."""
    accept: frozenset[str]
    """Tokens that will do in its place."""
    fewest: int
    """Links with the mark without which there is no practice."""
    share: float
    """From 0 to 1: the part of the links that must have the mark, of those that have none of the accepted tokens or it."""
    repair: Repair | None

    @classmethod
    def read(cls, given: Given) -> Options:
        return cls(
            given.text("mark", "sponsored"),
            frozenset(given.texts("accept")),
            given.whole("fewest", 3),
            given.number("share", 0.5),
            read_repair(given),
        )


def survey(index: Index, options: Options) -> Iterator[tuple[str, str, Said]]:
    marked: dict[str, list[str]] = {}
    for path, link in index.links():
        if link.rel and link.standing != "beside" and options.mark in link.tokens:
            marked.setdefault(_subject(link), []).append(path)
    practices = {subject: paths for subject, paths in marked.items() if subject and len(paths) >= options.fewest}
    bare: dict[str, list[tuple[str, str]]] = {}
    for path, link in index.links() if practices else ():
        if link.rel is None or link.standing == "beside" or not _is_bare(link.tokens, options):
            continue
        if (subject := _subject(link)) in practices:
            bare.setdefault(subject, []).append((path, link.url))
    for subject, found in bare.items():
        paths = practices[subject]
        total = len(paths) + len(found)
        if len(paths) > options.share * total:
            said = _said(subject, paths, total, options)
            yield from ((path, url, said) for path, url in found)


def check(draft: Draft, facts: Facts, rule: str, options: Options) -> Iterator[Hit]:
    said = facts.said.get(rule, {})
    for link in draft.links:
        if link.url in said and link.effective_rel is not None and _is_bare(link.effective_rel, options):
            told = said[link.url]
            fix = options.repair.fix(draft, link) if options.repair else None
            yield Hit(link.span, {**wording.of_link(link), **told.words}, link, fix, told.evidence)


def _is_bare(tokens: frozenset[str], options: Options) -> bool:
    return options.mark not in tokens and tokens.isdisjoint(options.accept)


def _subject(link: IndexedLink) -> str:
    """What one partner's links have in common."""
    target, labels = urls.parse(link.url), link.labels.split()
    if "cloaked" in labels:
        return target.path.rstrip("/")
    if not target.is_web or link.internal:
        return ""
    return urls.registrable_domain(target.host) if "affiliate" in labels else target.host + target.path.rstrip("/")


def _said(subject: str, paths: list[str], total: int, options: Options) -> Said:
    named = [*dict.fromkeys(paths)]
    more = f" and {len(named) - _MOST_NAMED} more" if len(named) > _MOST_NAMED else ""
    evidence = f"rel has {options.mark} in {', '.join(named[:_MOST_NAMED])}{more}"
    return Said({"subject": wording.clipped(subject), "marked": str(len(paths)), "total": str(total)}, (evidence,))
