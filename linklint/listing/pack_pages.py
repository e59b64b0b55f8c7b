"""Data packs as text: those that there are, and those that are here."""

from __future__ import annotations

import time

from linklint.facts.data_packs import packs
from linklint.facts.data_packs.pack_store import Shelf

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Any, TypeAlias

    from linklint.facts.data_packs.pack_sources import Listed

    Known: TypeAlias = dict[str, Any]
    """As `--json` has it."""


def known(listed: Listed, with_sum: bool) -> Known:
    """Of one pack. `with_sum` reads its rows, to tell whether they are intact."""
    return {
        "name": listed.name,
        "what": listed.what,
        "key": listed.key,
        "codes": dict(listed.codes),
        "default": listed.is_default,
        "feed": listed.is_feed,
        "sources": [
            {
                "name": source.name,
                "url": source.url,
                "licence": source.licence,
                "attribution": source.attribution,
                "needs_consent": source.needs_consent,
            }
            for source in listed.sources
        ],
        "pulled": _pulled(listed, with_sum),
    }


def _pulled(listed: Listed, with_sum: bool) -> Known | None:
    shelf = Shelf(listed) if packs.folder() else None
    live, current = (shelf.live(), shelf.current()) if shelf else (None, None)
    if not shelf or not live or not current:
        return None
    previous = shelf.previous()
    told: Known = {
        "rows": live.rows,
        "bytes": shelf.size(),
        "date": live.date,
        "checked": current.checked,
        "stale": packs.is_stale(listed.name, current, time.strftime("%Y-%m-%d", time.gmtime())),
        "source": live.source,
        "url": live.url,
        "sha256": live.sha256,
        "previous": previous.date if previous else None,
    }
    return told | ({"intact": shelf.is_intact()} if with_sum else {})


def listed(known: Sequence[Known]) -> str:
    return "".join(f"{line}\n" for each in known for line in _listed(each))


def _listed(each: Known) -> Iterator[str]:
    pulled = each["pulled"]
    state = f"{pulled['rows']:,} rows of {pulled['date']}" if pulled else "not pulled"
    yield f"{each['name']}: {state}{'' if each['default'] else '; only by its name'}"
    yield f"  {each['what']}"
    for source in each["sources"]:
        yield f"  {source['name']}: {source['licence']}{' (--accept-licence)' if source['needs_consent'] else ''}"


def status(known: Sequence[Known]) -> str:
    if not known:
        return "no packs are here; linklint data pull gets those that come by default\n"
    return "".join(f"{line}\n" for each in known for line in _status(each))


def _status(each: Known) -> Iterator[str]:
    pulled = each["pulled"]
    size = f"{pulled['bytes'] / 1e6:.1f} MB"
    yield f"{each['name']}: {pulled['rows']:,} rows of {pulled['date']}, {size}, checked {pulled['checked']}"
    yield f"  {pulled['source']}, sha256 {pulled['sha256']}"
    if not pulled["intact"]:
        yield f"  damaged; linklint data pull {each['name']} makes it whole"
    if pulled["stale"]:
        yield "  stale, and silent until it is pulled again" if each["feed"] else "  stale; pull it again"
