"""A link as a line: what `linklint links` says of it."""

from __future__ import annotations

from linklint import urls
from linklint.facts.labels import labels_of
from linklint.lines import Lines
from linklint.record import fields, record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from linklint.model import Config, Draft, Link, Page

    Row = Mapping[str, object]


@record
class Entry:
    """Names and order of the fields are what scripts rely on. None is unknown or not there, never a guess."""

    path: str
    kind: str
    """How the link is written: `inline`, `reference`, `autolink`, `bare`, `html` or `jsx`."""
    url: str
    """As written, with escapes and entities resolved."""
    text: str
    """What a reader sees, on one line; the alt texts of images in their places."""
    rel: str | None
    """The attribute as written, empty without one; None where a template writes it."""
    line: int
    column: int
    end_line: int
    end_column: int
    offset: int
    end_offset: int
    url_offset: int
    """Where the URL is written: for a reference, in its definition."""
    url_end_offset: int
    domain: str | None
    """What one owner registered, in punycode; the host itself where it is an address or a name such as `localhost`."""
    internal: bool | None
    """Stays on the own site. None for what leads to no page (mailto:) or where a template writes the URL."""
    labels: tuple[str, ...]
    """Sorted: affiliate, cloaked, platform, shortener, wrapper."""
    verdict: str | None = None
    """`alive`, `dead` or `unsure`; None where the page was not asked for. This and what follows is told online alone."""
    why: str | None = None
    final_url: str | None = None
    """Where the page was found, or where the way to it ended."""


ONLINE_COLUMNS: tuple[str, ...] = fields(Entry)
COLUMNS = ONLINE_COLUMNS[: ONLINE_COLUMNS.index("verdict")]


def row(entry: Entry, columns: Iterable[str] = COLUMNS) -> Row:
    return {column: getattr(entry, column) for column in columns}


def counts(entries: Iterable[Entry], column: str) -> Iterator[Row]:
    """How many links have each value of a column, most often first. A link counts once for each of its labels."""
    found: dict[object, int] = {}
    for each in entries:
        value = getattr(each, column)
        for one in value if column == "labels" else (value,):
            found[one] = found.get(one, 0) + 1
    for one, count in sorted(found.items(), key=lambda pair: (-pair[1], pair[0] is not None, str(pair[0]))):
        yield {"links": count, column: one}


def entries(draft: Draft, config: Config, pages: Mapping[str, Page]) -> Iterator[Entry]:
    """The links of a draft in order of their places. `pages` are those that were asked for, by URL as written."""
    lines = Lines(draft.text)
    for link in sorted(draft.links, key=lambda link: link.span.start):
        yield _entry(link, draft.path, lines, config, pages.get(link.url))


def _entry(link: Link, path: str, lines: Lines, config: Config, page: Page | None) -> Entry:
    start, end = lines.position(link.span.start), lines.position(link.span.end)
    target, rel = link.target, link.attributes.get("rel")
    return Entry(
        path=path,
        kind=link.syntax,
        url=link.url,
        text=link.text,
        rel=None if link.rel is None else rel.value if rel else "",
        line=start.line,
        column=start.column,
        end_line=end.line,
        end_column=end.column,
        offset=link.span.start,
        end_offset=link.span.end,
        url_offset=link.url_span.start,
        url_end_offset=link.url_span.end,
        domain=urls.registrable_domain(target.host) if target and target.host else None,
        internal=link.internal,
        labels=tuple(sorted(labels_of(target, config))) if target else (),
        verdict=page.verdict if page else None,
        why=page.says if page else None,
        final_url=page.url if page else None,
    )
