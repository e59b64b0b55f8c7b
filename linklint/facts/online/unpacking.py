"""What gzip streams and zip files hold, taken out with bounds: on its size, and on how much larger it is than what it came
in."""

from __future__ import annotations

import zlib

from linklint.errors import LinklintError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

MOST_TIMES = 100
"""Larger than it was packed. Lists of hosts pack to a tenth."""
_SMALL = 1_000_000
"""Bytes that may come of anything."""
_PIECE = 65_536
_GZIP = 16 + zlib.MAX_WBITS
_MOST_MEMBERS = 100


class UnpackError(LinklintError):
    """It is broken, or more than was agreed on."""


class Gunzip:
    """A gzip stream in pieces, of one member or many."""

    def __init__(self, most: int) -> None:
        self._most, self._received, self._unpacked = most, 0, 0
        self._member = zlib.decompressobj(_GZIP)

    def feed(self, packed: bytes) -> Iterator[bytes]:
        self._received += len(packed)
        while packed:
            if self._member.eof:
                self._member = zlib.decompressobj(_GZIP)
            try:
                piece = self._member.decompress(packed, _PIECE)
            except zlib.error as error:
                raise UnpackError("no valid gzip") from error
            packed = self._member.unused_data if self._member.eof else self._member.unconsumed_tail
            self._unpacked += len(piece)
            _hold(self._received, self._unpacked, self._most)
            yield piece

    def close(self) -> None:
        """Raises where something is missing."""
        if not self._member.eof:
            raise UnpackError("the gzip ends too early")


def member(file: BinaryIO, name: str, most: int) -> Iterator[bytes]:
    """One file of a zip file. Nothing else of it is read, and nothing is written."""
    import zipfile

    if _count(file) > _MOST_MEMBERS:
        raise UnpackError("a zip file of too many files")
    try:
        with zipfile.ZipFile(file) as packed:
            info = packed.getinfo(name)
            _hold(info.compress_size, info.file_size, most)
            received = 0
            with packed.open(info) as source:
                while piece := source.read(_PIECE):
                    received += len(piece)
                    _hold(info.compress_size, received, most)
                    yield piece
    except KeyError as error:
        raise UnpackError(f"no {name} in the zip file") from error
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, ValueError, zlib.error) as error:
        raise UnpackError("no valid zip file") from error


def _count(file: BinaryIO) -> int:
    """Files that a zip file says to hold, at its end: `zipfile` lists them all before one can be asked for."""
    size = file.seek(0, 2)
    file.seek(max(size - _PIECE - 22, 0))
    end = file.read()
    place = end.rfind(b"PK\x05\x06")
    return int.from_bytes(end[place + 10 : place + 12], "little") if place >= 0 else 0


def _hold(packed: int, unpacked: int, most: int) -> None:
    if unpacked > most:
        raise UnpackError(f"unpacks to more than {most / 1e6:.0f} MB")
    if unpacked > max(_SMALL, MOST_TIMES * packed):
        raise UnpackError(f"unpacks to more than {MOST_TIMES} times its size")
