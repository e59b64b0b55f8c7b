"""Files as their publishers write them, read as rows of packs: a key and a code. What is no key is left out; a file of another
shape raises PackError."""

from __future__ import annotations

import re

from linklint import urls
from linklint.errors import LinklintError
from linklint.patterns import pattern

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from typing import BinaryIO

    Rows = Iterator[tuple[str, str]]

_PLAIN = pattern(r"(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.)+[a-z][a-z0-9-]*[a-z0-9]")
_RELEASE = pattern(r"cc-main-[0-9]{4}(?:-[0-9a-z]{2,8}){1,6}")
_GRAPHS = "https://data.commoncrawl.org/projects/hyperlinkgraph"
_ROW = pattern(r"^\|-", re.M)
_STATUS = pattern(r"\{\{\s*(?:WP:RSPSTATUS|/Status|WP:RSP/Status)\s*\|([^{}]*)\}\}", re.I)
_USES = pattern(r"\{\{\s*(?:WP:RSPUSES|/Uses)\s*\|([^{}]*)\}\}", re.I)
_STATUSES = {"gr", "nc", "gu", "d", "b", "m"}
_NATURES = {
    "retraction": "r",
    "reinstatement": "i",
    "expression of concern": "e",
    "correction": "c",
}
_LONGEST_LINE = 10_000
_DATE = pattern(r"(\d{1,2})/(\d{1,2})/(\d{4})")


class PackError(LinklintError):
    """A pack that cannot be made, or must not take the place of another."""


def host(written: str) -> str:
    """A host as targets have it, without `www.`; empty for what is none, has no dot, or is an address."""
    name = written.strip().lower().removeprefix("www.")
    if _PLAIN.fullmatch(name) and len(name) <= 253 and "xn--" not in name:
        return name
    if "." not in name or len(name.split()) != 1 or "/" in name:
        return ""
    found = urls.parse("//" + name).host.removeprefix("www.")
    return found if _PLAIN.fullmatch(found) else ""


def common_crawl_url(file: BinaryIO) -> str:
    """The newest web graph of the index, which lists them newest first. Nothing but its name is taken from there."""
    releases = _json(file)
    name = releases[0].get("id") if isinstance(releases, list) and releases and isinstance(releases[0], dict) else None
    if not isinstance(name, str) or not _RELEASE.fullmatch(name):
        raise PackError("the index names no web graph")
    return f"{_GRAPHS}/{name}/domain/{name}-domain-ranks.txt.gz"


def common_crawl(file: BinaryIO) -> Rows:
    """`1  2.4993276E7  2  0.0127  com.example  7348`, sorted by the first column, harmonic centrality."""
    for rank, line in enumerate(line for line in _lines(file) if not line.startswith(b"#")):
        columns = line.decode("ascii", "replace").split()
        if len(columns) < 5:
            raise PackError("a line of the ranks has no fifth column")
        if rank < 1_000_000 and (name := host(".".join(reversed(columns[4].split("."))))):
            yield name, _magnitude(rank + 1)


def tranco(file: BinaryIO) -> Rows:
    """`1,example.com`."""
    for line in _lines(file):
        number, comma, name = line.decode("ascii", "replace").strip().partition(",")
        if not comma or not number.isdecimal() or len(number) > 7:
            raise PackError("a line of the ranks is no number and a domain")
        if 0 < int(number) <= 1_000_000 and (name := host(name)):
            yield name, _magnitude(int(number))


def _magnitude(rank: int) -> str:
    return next(str(power) for power in (3, 4, 5, 6) if rank <= 10**power)


def universities(file: BinaryIO) -> Rows:
    """`[{"name": …, "domains": ["uni.example"], …}]`."""
    entries = _json(file)
    if not isinstance(entries, list):
        raise PackError("no list of universities")
    for entry in entries:
        domains = entry.get("domains") if isinstance(entry, dict) else None
        for written in domains if isinstance(domains, list) else ():
            if isinstance(written, str) and (name := host(written)):
                yield name, "u"


def perennial(file: BinaryIO) -> Rows:
    """The table's pages in wikitext. Hosts that it judges more than once, and not alike, have no single verdict."""
    verdicts: dict[str, set[str]] = {}
    for text in _pages(_json(file)):
        for row in _ROW.split(text):
            found = {code for written in _STATUS.findall(row) if (code := _status(written))}
            for name in _used_hosts(row) if found else ():
                verdicts.setdefault(name, set()).update(found)
    for name, codes in verdicts.items():
        yield name, codes.pop() if len(codes) == 1 else "m"


def _pages(answer: object) -> Iterator[str]:
    """Wikitexts of an answer of the MediaWiki API."""
    if not isinstance(answer, dict) or "continue" in answer or "error" in answer:
        raise PackError("the MediaWiki API did not answer with all pages")
    try:
        for page in answer["query"]["pages"]:
            for revision in page.get("revisions", ()):
                yield str(revision["slots"]["main"]["content"])
    except (KeyError, TypeError, AttributeError) as error:
        raise PackError("no answer of the MediaWiki API") from error


def _status(written: str) -> str:
    """`d|b=y` -> d; a source that is blacklisted without being deprecated is b."""
    code, *named = (each.strip().lower() for each in written.split("|"))
    if "b=y" in (each.replace(" ", "") for each in named) and code != "d":
        return "b"
    return code if code in _STATUSES else ""


def _used_hosts(row: str) -> Iterator[str]:
    """Whole hosts only: `news.example/blogs` says nothing about news.example."""
    for written in _USES.findall(row):
        for value in written.split("|"):
            if "=" not in value and (name := host(value.strip().removesuffix("/"))):
                yield name


def hosts(file: BinaryIO) -> Rows:
    """One host a line; `#` begins a comment. Its code is that of the only one that its pack has."""
    for line in _lines(file):
        if not line.startswith(b"#") and (name := host(line.decode("utf-8", "replace"))):
            yield name, ""


def retractions(file: BinaryIO) -> Rows:
    """Retraction Watch's CSV. Of several notices about a work the last retraction or reinstatement counts, else the last."""
    import csv
    import io

    known: dict[str, tuple[bool, str, str]] = {}
    with io.TextIOWrapper(file, "utf-8-sig", "replace", newline="") as text:
        try:
            for row in csv.DictReader(text):
                doi = (row["OriginalPaperDOI"] or "").strip().lower()
                code = _NATURES.get((row["RetractionNature"] or "").strip().lower(), "")
                notice = (code in ("r", "i"), _iso(row["RetractionDate"] or ""), code)
                if code and doi.startswith("10.") and "/" in doi:
                    known[doi] = max(known.get(doi, notice), notice)
        except (KeyError, csv.Error) as error:
            raise PackError(f"no CSV of Retraction Watch: {error}") from error
    for doi, (_, _, code) in known.items():
        yield doi, code


def _iso(written: str) -> str:
    """`3/9/2026 0:00` -> 2026-03-09, month first."""
    found = _DATE.match(written)
    return f"{found[3]}-{int(found[1]):02}-{int(found[2]):02}" if found else ""


def packed(file: BinaryIO) -> Rows:
    """A pack itself, as a mirror has it."""
    for line in _lines(file):
        key, tab, code = line.decode("ascii", "replace").rstrip("\n").partition("\t")
        if not tab:
            raise PackError("a line is no key and a code")
        yield key, code


def _lines(file: BinaryIO) -> Iterator[bytes]:
    """None is held whole that no honest file has."""
    return iter(lambda: file.readline(_LONGEST_LINE), b"")


def _json(file: BinaryIO) -> object:
    import json

    try:
        found: object = json.load(file)
        return found
    except (ValueError, RecursionError) as error:
        raise PackError("no valid JSON") from error


FORMATS: dict[str, Callable[[BinaryIO], Iterable[tuple[str, str]]]] = {
    each.__name__: each for each in (common_crawl, tranco, universities, perennial, hosts, retractions, packed)
}
