"""gzip and zip: what they hold, and what they may not do."""

from __future__ import annotations

import gzip
import io
import struct
import zipfile

import pytest

from linklint.facts.online.unpacking import Gunzip, UnpackError, member


def zipped(**files: bytes) -> io.BytesIO:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in files.items():
            packed.writestr(name, content)
    return made


def gunzipped(packed: bytes, most: int = 10_000_000, step: int = 1000) -> bytes:
    gunzip = Gunzip(most)
    pieces = [piece for at in range(0, len(packed), step) for piece in gunzip.feed(packed[at : at + step])]
    gunzip.close()
    return b"".join(pieces)


@pytest.mark.parametrize("step", [1, 7, 1_000_000])
def test_a_gzip_of_many_members(step: int) -> None:
    parts = [b"a" * 1000, b"", b"bc" * 70_000]
    assert gunzipped(b"".join(map(gzip.compress, parts)), step=step) == b"".join(parts)


@pytest.mark.parametrize(
    ("packed", "says"),
    [
        pytest.param(gzip.compress(bytes(9_000_000)), "more than 100 times", id="a bomb"),
        pytest.param(gzip.compress(bytes(range(256)) * 50_000), "more than", id="more than was agreed on"),
        pytest.param(gzip.compress(b"abc")[:-4], "ends too early", id="a part"),
        pytest.param(gzip.compress(b"abc") + b"more", "no valid gzip", id="something behind"),
        pytest.param(b"abc", "no valid gzip", id="no gzip"),
        pytest.param(b"", "ends too early", id="nothing"),
    ],
)
def test_broken_gzips(packed: bytes, says: str) -> None:
    with pytest.raises(UnpackError, match=says):
        gunzipped(packed)


def test_one_file_of_a_zip() -> None:
    made = zipped(**{"../evil": b"x", "list.csv": b"abc" * 9})
    assert b"".join(member(made, "list.csv", 1000)) == b"abc" * 9


def of_too_many_files() -> io.BytesIO:
    return zipped(**{str(number): b"" for number in range(200)})


def that_lies_about_its_size() -> io.BytesIO:
    """The directory says that a bomb unpacks to ten bytes."""
    made = zipped(a=bytes(9_000_000)).getvalue()
    return io.BytesIO(made.replace(struct.pack("<L", 9_000_000), struct.pack("<L", 10)))


@pytest.mark.parametrize(
    ("file", "says"),
    [
        pytest.param(zipped(b=b""), "no a in the zip file", id="another file"),
        pytest.param(zipped(a=bytes(9_000_000)), "more than 100 times", id="a bomb"),
        pytest.param(zipped(a=bytes(range(256)) * 50_000), "more than 10 MB", id="more than was agreed on"),
        pytest.param(that_lies_about_its_size(), "no valid zip file", id="a bomb that says to be small"),
        pytest.param(of_too_many_files(), "too many files", id="many files"),
        pytest.param(io.BytesIO(b"PK\x03\x04"), "no valid zip file", id="no zip file"),
        pytest.param(io.BytesIO(zipped(a=b"abc" * 99).getvalue()[:-30]), "no valid zip file", id="a part"),
    ],
)
def test_broken_zips(file: io.BytesIO, says: str) -> None:
    with pytest.raises(UnpackError, match=says):
        list(member(file, "a", 10_000_000))
