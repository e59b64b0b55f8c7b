"""Makes packs: from their sources or a mirror, put in place only when they are believed."""

from __future__ import annotations

import os
import time

from linklint.errors import LinklintError
from linklint.facts.data_packs import pack_formats, pack_store
from linklint.facts.data_packs.mirrors import mirrored
from linklint.facts.data_packs.pack_formats import PackError
from linklint.facts.data_packs.pack_store import ROWS, Shelf, meta_of
from linklint.facts.data_packs.saving import SECONDS, SMALL, Wanted, save
from linklint.facts.online import web
from linklint.facts.online.reach import PUBLIC
from linklint.facts.online.unpacking import UnpackError, member
from linklint.record import record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from linklint.facts.data_packs.pack_sources import Listed, Source
    from linklint.facts.data_packs.pack_store import Meta

REACH = PUBLIC


@record
class Asked:
    """How a pack is to be pulled."""

    mirror: str = ""
    """A folder, or an https URL, that holds packs as they lie in the data folder."""
    sha256: str = ""
    """The rows that it must have."""
    is_forced: bool = False
    has_consent: bool = False


@record
class Pulled:
    meta: Meta
    is_new: bool
    is_first: bool = False
    """None was live before."""
    why_not: str = ""
    """What kept the sources before this one from being used."""


def pull(listed: Listed, asked: Asked, progress: Callable[[int], None]) -> Pulled:
    """Raises LinklintError or OSError, and then what was live still is."""
    shelf = Shelf(listed)
    with shelf.locked(f"{listed.name}: another pull is under way; waiting for it") as new:
        live = shelf.live()
        is_intact = shelf.is_intact()
        if live and is_intact and asked.sha256 == live.sha256:
            return Pulled(live, is_new=False)
        known = live if live and is_intact else None
        why_not, checked = "", _today()
        if asked.mirror:
            meta, checked = mirrored(asked.mirror, listed, asked.sha256, new, REACH, progress)
            _agree(listed, meta.source, live, asked)
        else:
            meta, why_not = _fetched(listed, live, known, asked, new, progress)
        if known and meta.sha256 == known.sha256:
            shelf.point(known, checked)
            return Pulled(known, is_new=False, why_not=why_not)
        if asked.sha256 and meta.sha256 != asked.sha256:
            raise PackError(f"its SHA-256 is {meta.sha256[:12]}…, the lock file has {asked.sha256[:12]}…")
        pack_store.validate(os.path.join(new, ROWS), meta, listed, live, asked.is_forced)
        shelf.install(new, meta, checked)
        return Pulled(meta, is_new=True, is_first=live is None, why_not=why_not)


def _today() -> str:
    return time.strftime("%Y-%m-%d", time.gmtime())


def _agree(listed: Listed, name: str, live: Meta | None, asked: Asked) -> None:
    """Raises where a licence asks for a word that was not given."""
    source = next(source for source in listed.sources if source.name == name)
    if source.needs_consent and not asked.has_consent and not (live and live.source == name):
        raise PackError(f"{name} is {source.licence}; where that suits you, add --accept-licence")


def _fetched(
    listed: Listed, live: Meta | None, known: Meta | None, asked: Asked, new: str, progress: Callable[[int], None]
) -> tuple[Meta, str]:
    """From the first source that can be had. `known` is the live version, where it is intact."""
    failures: list[str] = []
    for source in listed.sources:
        try:
            _agree(listed, source.name, live, asked)
            return _made(listed, source, known, new, progress), "; ".join(failures)
        except LinklintError as error:
            failures.append(str(error))
    raise PackError("; ".join(failures))


def _made(listed: Listed, source: Source, known: Meta | None, new: str, progress: Callable[[int], None]) -> Meta:
    """The known one, where its source has nothing newer."""
    url = _newest(source, new, progress) if source.index else source.url
    if known and (known.url, known.source) != (url, source.name):
        known = None
    asks = {"If-None-Match": known.etag, "If-Modified-Since": known.last_modified} if known else {}
    wanted = Wanted(
        url,
        web.Bounds(source.most_received, source.most_unpacked, SECONDS),
        source.packing == "gzip",
        source.lines,
        {name: value for name, value in asks.items() if value},
    )
    raw = os.path.join(new, "raw")
    answer = save(wanted, raw, REACH, progress)
    if known and answer.status == 304:
        return known
    count, sha256 = _rows(raw, source, os.path.join(new, ROWS), listed)
    os.unlink(raw)
    etag, modified = answer.headers.get("etag", "")[:200], answer.headers.get("last-modified", "")[:100]
    return meta_of(listed, source, url, _day(modified), count, sha256, etag=etag, last_modified=modified)


def _newest(source: Source, new: str, progress: Callable[[int], None]) -> str:
    """The URL that an index leads to."""
    path = os.path.join(new, "index")
    save(Wanted(source.url, SMALL), path, REACH, progress)
    with open(path, "rb") as file:
        url: str = getattr(pack_formats, source.index)(file)
    os.unlink(path)
    return url


def _rows(raw: str, source: Source, path: str, listed: Listed) -> tuple[int, str]:
    """Their number and their SHA-256."""
    name = source.packing.partition(":")[2]
    try:
        if name:
            _take_out(raw, name, source.most_unpacked)
        with open(raw, "rb") as file:
            return pack_store.write_rows(path, pack_formats.FORMATS[source.format](file), listed)
    except (PackError, UnpackError) as error:
        raise PackError(f"{source.name}: {error}") from error


def _take_out(raw: str, name: str, most: int) -> None:
    """Puts one file of a zip file in its place."""
    beside = f"{raw}.member"
    with open(raw, "rb") as packed, open(beside, "wb") as file:
        for piece in member(packed, name, most):
            file.write(piece)
    os.replace(beside, raw)


def _day(modified: str) -> str:
    """That of a `Last-Modified`; today where it tells none, or one to come."""
    from email.utils import parsedate_to_datetime

    try:
        return min(parsedate_to_datetime(modified).strftime("%Y-%m-%d"), _today())
    except (TypeError, ValueError, IndexError):
        return _today()
