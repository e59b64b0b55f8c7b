"""What a URL answers, saved to a file."""

from __future__ import annotations

from linklint.facts.data_packs.pack_formats import PackError
from linklint.facts.online import web
from linklint.facts.online.unpacking import Gunzip, UnpackError
from linklint.record import record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import BinaryIO

    from linklint.facts.online.reach import Reach
    from linklint.facts.online.web import Answer, Bounds

SECONDS = 900.0
"""That one file may take."""
SMALL = web.Bounds(2_000_000, 2_000_000, 60.0)
"""For what only says where something is."""


@record
class Wanted:
    """A URL, and how it is to be saved."""

    url: str
    bounds: Bounds
    is_gzip: bool = False
    lines: int = 0
    """No more than those are read; 0 for all."""
    headers: Mapping[str, str] = {}


def save(wanted: Wanted, path: str, reach: Reach, progress: Callable[[int], None]) -> Answer:
    """Unpacked. Raises LinklintError for all answers but 200, and 304 where the headers ask for it."""
    with open(path, "wb") as file:
        saved = _Saved(wanted, file, progress)
        answer = web.get(wanted.url, saved.take, wanted.bounds, wanted.headers, reach)
    if answer.status != 200 and not (answer.status == 304 and wanted.headers):
        raise PackError(f"{wanted.url}: answers with status {answer.status}")
    if answer.status == 200 and "html" in answer.headers.get("content-type", "").lower():
        raise PackError(f"{wanted.url}: answers with a web page, not with data")
    if answer.status == 200:
        saved.close()
    return answer


class _Saved:
    """Takes a body piece by piece."""

    def __init__(self, wanted: Wanted, file: BinaryIO, progress: Callable[[int], None]) -> None:
        self._wanted, self._file, self._progress = wanted, file, progress
        self._gunzip = Gunzip(wanted.bounds.unpacked) if wanted.is_gzip else None
        self._received = self._lines = 0
        self._has_enough = False

    def take(self, piece: bytes) -> bool:
        self._received += len(piece)
        self._progress(self._received)
        for part in self._gunzip.feed(piece) if self._gunzip else (piece,):
            self._file.write(part)
            self._lines += part.count(b"\n") if self._wanted.lines else 0
            self._has_enough = self._wanted.lines > 0 and self._lines >= self._wanted.lines
            if self._has_enough:
                return True
        return False

    def close(self) -> None:
        """Raises where the end is missing."""
        try:
            if self._gunzip and not self._has_enough:
                self._gunzip.close()
        except UnpackError as error:
            raise PackError(f"{self._wanted.url}: {error}") from error
