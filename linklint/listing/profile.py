"""A link profile for people, in tables that any terminal holds, and as JSON."""

from __future__ import annotations

import json

from linklint.listing.table import cut
from linklint.notes import safe
from linklint.record import fields
from linklint.report.plain import styled

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from linklint.profiles import ManagedPage, Profile

_GAP = "  "
_MOST_TEXTS = 3
"""Anchor texts of a page."""


def as_json(profile: Profile) -> str:
    return json.dumps(_plain(profile), indent=2) + "\n"


def _plain(value: object) -> object:
    """Records as mappings, in the order of their fields."""
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    return {name: _plain(getattr(value, name)) for name in fields(value)} if hasattr(value, "_fields") else value


def render(profile: Profile, columns: int, most: int, colour: bool) -> Iterator[str]:
    """`most` is how many lines a list has before the rest is only counted."""
    rest = profile.links - profile.outbound - profile.internal
    yield (
        f"{_plural(profile.drafts, 'draft')}, {_plural(profile.links, 'link')}: {profile.outbound} outbound, "
        f"{profile.internal} within the site, {rest} to neither or unknown\n"
    )
    shares = {
        "outbound links by tier": profile.tiers,
        "outbound links by rel": profile.rel,
        "outbound links by anchor text": profile.anchors,
        "links within the site by anchor text": profile.internal_anchors,
    }
    for title, counts in shares.items():
        yield from _section(title, _shares(counts), columns, most, colour)
    yield from _section(
        "links by label", [(str(n), "", name) for name, n in profile.labels.items()], columns, most, colour
    )
    domains = [(str(each.links), f"in {each.drafts}", f"{each.domain} ({each.tier})") for each in profile.domains]
    yield from _section("domains: links, drafts, tier", domains, columns, most, colour)
    linked = [(str(each.drafts), "", each.path) for each in profile.linked]
    yield from _section("most linked drafts: by how many others", linked, columns, most, colour)
    yield from _section("least linked drafts", linked[::-1], columns, most, colour)
    for page in profile.managed:
        yield from _section(_of_managed(page), _shares(page.texts), columns, _MOST_TEXTS, colour)
    yield from _section(
        "drafts that no draft links to", [("", "", path) for path in profile.orphans], columns, most, colour
    )
    without = [("", "", path) for path in profile.without_sources]
    yield from _section("drafts without outbound links", without, columns, most, colour)


def _of_managed(page: ManagedPage) -> str:
    classes = ", ".join(f"{name} {count}" for name, count in page.anchors.items())
    return f"{page.page} ({', '.join(page.keyphrases)}): {_plural(page.drafts, 'draft')}, {classes}, entropy {page.entropy:.2f}"


def _shares(counts: Mapping[str, int]) -> list[tuple[str, str, str]]:
    total = sum(counts.values())
    return [(str(count), f"{100 * count / total:.0f} %", name) for name, count in counts.items()]


def _section(title: str, rows: Sequence[tuple[str, str, str]], columns: int, most: int, colour: bool) -> Iterator[str]:
    """Nothing where there are no rows."""
    if not rows:
        return
    yield f"\n{styled(cut(safe(title), columns), 'bold', colour)}\n"
    shown = rows[:most]
    widths = [max(len(row[column]) for row in shown) for column in (0, 1)]
    for row in shown:
        numbers = [cell.rjust(width) for cell, width in zip(row, widths, strict=False) if width]
        head = _GAP + "".join(number + _GAP for number in numbers)
        yield head + cut(row[2], columns - len(head)) + "\n"
    if len(rows) > most:
        yield f"{_GAP}… {len(rows) - most} more\n"


def _plural(count: int, word: str) -> str:
    return f"{count} {word}{'' if count == 1 else 's'}"
