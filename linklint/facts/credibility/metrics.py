"""The team's metrics of domains: a CSV file from whatever vendor they pay, with authority, spam score and traffic."""

from __future__ import annotations

import os
from functools import lru_cache

from linklint import urls
from linklint.errors import ConfigError
from linklint.patterns import pattern
from linklint.record import record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from linklint.model import MetricsFile

    Values = Mapping[str, float]

_LARGEST = 50_000_000
"""In bytes: about a million domains."""
_HEADERS = {
    "domain": ("domain", "host", "root domain", "referring domain", "website", "site", "target", "url"),
    "authority": (
        *(
            "authority",
            "dr",
            "domain rating",
            "da",
            "domain authority",
            "as",
            "authority score",
            "domain ascore",
            "ascore",
        ),
        *("tf", "trust flow", "trustflow"),
    ),
    "spam": ("spam", "spam score"),
    "traffic": ("traffic", "domain traffic", "organic traffic", "visits"),
}
"""What vendors call the columns, in lower case and with blanks; of several the first of these counts."""
_HUNDRED = ("authority", "spam")
"""Metrics that end at 100."""
_NONE = frozenset({"", "-", "–", "—", "n/a", "na", "null", "none"})
_GROUPED = pattern(r"\d{1,3}(?:[,'’\s]\d{3})+")
_NUMBER = pattern(r"\d{1,15}(?:[.,]\d{1,9})?")
_BREAK = pattern(r"[,'’\s]")


@record
class Row:
    tier: str
    """`flagged`, `established`, or empty: what the row amounts to by the thresholds."""
    says: str
    place: str


class Metrics:
    """Rows are weighed when they are asked for: a file has many and a draft links to few."""

    def __init__(self, settings: MetricsFile, names: Mapping[str, str], rows: Mapping[str, tuple[int, Values]]) -> None:
        self._settings, self._names, self._rows = settings, names, rows

    def find(self, domain: str) -> Row | None:
        if domain not in self._rows:
            return None
        line, values = self._rows[domain]
        told = [f"{self._names[key]} {value:g}" for key, value in values.items()]
        says = f"{domain} has {', '.join(told) or 'no metrics'}"
        return Row(_tier(values, self._settings), says, f"{self._settings.file}:{line}")


def _tier(values: Values, settings: MetricsFile) -> str:
    authority, spam, traffic = (values.get(key) for key in ("authority", "spam", "traffic"))
    if spam is not None and spam >= settings.spam:
        return "flagged"
    if authority is None:
        return ""
    if traffic == 0 and authority >= settings.authority_without_traffic:
        return "flagged"
    return "established" if authority >= settings.authority else ""


def load(root: str, settings: MetricsFile) -> Metrics:
    """Raises ConfigError, which names the file and the line."""
    path = os.path.join(root, settings.file)
    try:
        status = os.stat(path)
        return _load(path, settings, status.st_size, status.st_mtime_ns)
    except OSError as error:
        raise ConfigError(settings.file, None, f"cannot be read: {error.strerror}") from error


@lru_cache(maxsize=4)
def _load(path: str, settings: MetricsFile, size: int, changed: int) -> Metrics:
    if size > _LARGEST:
        raise ConfigError(settings.file, None, f"larger than {_LARGEST // 1_000_000} MB")
    with open(path, "rb") as file:
        text = _decoded(file.read(), settings.file)
    lines = _rows(text, settings.file)
    line, header = next(lines, (1, []))
    columns = _columns(header)
    if "domain" not in columns or len(columns) < 2:
        wanted = "a column domain, and one of authority (dr, da, as, tf), spam_score, traffic"
        raise ConfigError(settings.file, line, f"the first line must name {wanted}")
    rows: dict[str, tuple[int, Values]] = {}
    for line, cells in lines:
        domain, values = _read(cells, columns, settings.file, line)
        if rows.setdefault(domain, (line, values))[1] != values:
            raise ConfigError(settings.file, line, f'"{domain}" stands on line {rows[domain][0]} with other values')
    return Metrics(settings, {key: " ".join(header[at].split()) for key, at in columns.items()}, rows)


def _decoded(content: bytes, name: str) -> str:
    encoding = "utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise ConfigError(name, line, "neither UTF-8 nor UTF-16") from error


def _rows(text: str, name: str) -> Iterator[tuple[int, list[str]]]:
    """The rows that are not blank, with the lines on which they end."""
    import csv
    from io import StringIO

    first = text.lstrip("\r\n").partition("\n")[0]
    reader = csv.reader(StringIO(text, newline=""), delimiter=max("\t;,", key=first.count))
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield reader.line_num, cells
    except csv.Error as error:
        raise ConfigError(name, reader.line_num, str(error)) from error


def _columns(header: Sequence[str]) -> dict[str, int]:
    names = [" ".join(cell.replace("_", " ").replace("-", " ").lower().split()) for cell in header]
    found = {}
    for key, aliases in _HEADERS.items():
        if alias := next((alias for alias in aliases if alias in names), ""):
            found[key] = names.index(alias)
    return found


def _read(cells: Sequence[str], columns: Mapping[str, int], name: str, line: int) -> tuple[str, Values]:
    if len(cells) <= max(columns.values()):
        raise ConfigError(name, line, f"{len(cells)} cells where the first line names {max(columns.values()) + 1}")
    written = cells[columns["domain"]].strip()
    host = urls.parse(written if "://" in written else "https://" + written).host.removeprefix("www.")
    if "." not in host:
        raise ConfigError(name, line, f'"{written}" is no domain')
    values = {}
    for key in columns.keys() - {"domain"}:
        value = _number(cells[columns[key]])
        if value is None or (value > 100 and key in _HUNDRED):
            wanted = "a number from 0 to 100" if key in _HUNDRED else "a number"
            raise ConfigError(name, line, f'{key}: "{cells[columns[key]].strip()}" is not {wanted}')
        if value >= 0:
            values[key] = value
    return host, {key: values[key] for key in columns if key in values}


def _number(cell: str) -> float | None:
    """-1 for a cell that says nothing, None for what is no number."""
    written = cell.strip().removesuffix("%").rstrip()
    if written.lower() in _NONE:
        return -1
    if _GROUPED.fullmatch(written):
        return float(_BREAK.sub("", written))
    return float(written.replace(",", ".")) if _NUMBER.fullmatch(written) else None
