"""List the links of drafts: where each stands, what it says, and where it leads.

The table is the same on a terminal and in a pipe (there 100 columns wide), with its longest texts and URLs cut. csv and
jsonl hold everything; a csv cell that a spreadsheet would take for a formula begins with an apostrophe.
"""

from __future__ import annotations

import os
import sys
from io import TextIOWrapper
from itertools import chain

from linklint.arguments import INTERRUPTED, add_online, names, online, wants_colour
from linklint.errors import LinklintError, unknown
from linklint.notes import note
from linklint.record import record, replace

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Iterator, Sequence, Set

    from linklint.config import Finder
    from linklint.facts.online.pages import Pages
    from linklint.listing.choice import Choice
    from linklint.listing.entry import Entry, Row
    from linklint.model import Config, Draft

HELP = "list the links of drafts"
EPILOG = """\
examples:
  linklint links content/                          every link below a folder
  linklint links --external --count domain         where drafts lead, most often first
  linklint links --label affiliate,shortener       links that earn, links that hide where they lead
  linklint links --domain bls.gov a.md             links to bls.gov and its sub-hosts
  linklint links --online --verdict dead,unsure    what is gone, and why that could not be told of others
  linklint links --output-format csv > links.csv   for a spreadsheet
  linklint links --output-format jsonl | jq -r 'select(.rel == "nofollow").url'

exit codes: 0 listed, 2 misuse or a wrong configuration
"""
FORMATS = ("table", "csv", "jsonl")
COUNTED = ("domain", "kind", "labels", "path", "rel", "text", "url", "verdict")
_WIDTH = 100
"""Columns of a table that no terminal shows."""


@record
class Arguments:
    """What `linklint links` was asked to do, as written."""

    paths: Sequence[str] = ()
    output_format: str = "table"
    external: bool = False
    internal: bool = False
    domain: str = ""
    kind: str = ""
    label: str = ""
    verdict: str = ""
    online: bool = False
    refresh: bool = False
    allow_private: bool = False
    count: str = ""
    config: str = ""
    isolated: bool = False
    stdin_filename: str = ""
    force_exclude: bool = False
    no_templates: bool = False
    oracle: bool = False
    color: str = "auto"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "paths", nargs="*", metavar="PATH", help="drafts and folders; - for stdin (default: this folder)"
    )
    shape = parser.add_mutually_exclusive_group()
    shape.add_argument("--output-format", choices=FORMATS, help="how links are shown (default: table)")
    shape.add_argument(
        "--oracle",
        action="store_true",
        help="to compare with other parsers: all that a file holds as a line of JSON, in UTF-16; - reads file names",
    )
    site = parser.add_mutually_exclusive_group()
    site.add_argument("--external", action="store_true", help="only links that leave the own site")
    site.add_argument("--internal", action="store_true", help="only links that stay on it")
    parser.add_argument("--domain", metavar="HOST[,HOST]", help="only links to these hosts, and to hosts below them")
    parser.add_argument("--kind", metavar="K[,K]", help="only inline, reference, autolink, bare, html or jsx links")
    parser.add_argument(
        "--label", metavar="L[,L]", help="only affiliate, cloaked, platform, shortener or wrapper links"
    )
    parser.add_argument("--verdict", metavar="V[,V]", help="with --online: only alive, dead or unsure links")
    parser.add_argument(
        "--count", choices=COUNTED, metavar="COLUMN", help=f"how many instead of which: by {', '.join(COUNTED)}"
    )
    add_online(parser)
    parser.add_argument("--config", metavar="FILE", help="this configuration, for every draft")
    parser.add_argument("--isolated", action="store_true", help="no configuration files")
    parser.add_argument("--stdin-filename", metavar="NAME", help="what the draft on stdin is called")
    parser.add_argument("--force-exclude", action="store_true", help="exclude holds for drafts that are named, too")
    parser.add_argument("--no-templates", action="store_true", help="read plain CommonMark and GFM, and MDX in .mdx")
    parser.add_argument(
        "--color",
        choices=("auto", "always", "never"),
        help="auto: on a terminal, unless NO_COLOR is set",
    )


def run(args: Arguments) -> int:
    from linklint.config import Finder

    if args.isolated and args.config:
        raise LinklintError("--isolated and --config exclude each other")
    finder = Finder(args.config, args.isolated)
    if args.oracle:
        for line in _compared(args, finder):
            sys.stdout.write(line)
        return 0
    if args.verdict and not args.online:
        raise LinklintError("--verdict goes with --online")
    pages = online(args.online, args.refresh, args.allow_private)
    tally, choice, drafts = _Tally(pages), _choice(args), _drafts(args, finder)
    if pages:
        drafts = iter(_learnt(list(drafts), pages))
    for text in _rendered(args, tally.wanted(drafts, choice)):
        sys.stdout.write(text)
    sys.stdout.flush()
    if not tally.drafts:
        note("no drafts to list among the paths")
    print(tally.as_text(), file=sys.stderr)
    return INTERRUPTED if pages and pages.is_interrupted else 0


def _learnt(drafts: Sequence[tuple[Draft, Config]], pages: Pages) -> Sequence[tuple[Draft, Config]]:
    """When the pages that they link to have been asked for."""
    from linklint.facts.online.pages import Wish, wanted

    pages.learn(
        (Wish(url), config.online) for draft, config in drafts for _, url in wanted(draft, config, pages.is_private)
    )
    for what in pages.notes():
        note(what)
    return drafts


class _Tally:
    """Counts that grow while links pass by."""

    def __init__(self, pages: Pages | None) -> None:
        self._pages = pages
        self.drafts = self.links = self.listed = 0

    def wanted(self, drafts: Iterable[tuple[Draft, Config]], choice: Choice) -> Iterator[Sequence[Entry]]:
        """The links to list, draft by draft."""
        from linklint.listing.entry import entries

        for draft, config in drafts:
            found = list(entries(draft, config, self._pages.of(draft, config) if self._pages else {}))
            wanted = [entry for entry in found if choice.fits(entry)]
            self.drafts += 1
            self.links += len(found)
            self.listed += len(wanted)
            yield wanted

    def as_text(self) -> str:
        """`3 drafts, 41 links`, and how many of them were wanted."""
        listed = "" if self.listed == self.links else f"{self.listed} of "
        drafts, links = "draft" + "s" * (self.drafts != 1), "link" + "s" * (self.links != 1)
        return f"{self.drafts} {drafts}, {listed}{self.links} {links}"


def _drafts(args: Arguments, finder: Finder) -> Iterator[tuple[Draft, Config]]:
    """One after another, each read when its turn comes."""
    from linklint import sources
    from linklint.parse import parse

    for read in sources.asked(args.paths, args.stdin_filename, args.force_exclude, finder):
        source = read()
        if source.why_not:
            note(f"{source.path}: not listed: {source.why_not}")
            continue
        if not source.is_faithful:
            note(f"{source.path}: not valid UTF-8; listed with the wrong bytes replaced")
        config = _config(args, finder, source.path)
        draft = parse(source.path, source.text, config, source.is_faithful)
        for part in draft.unread:
            line = draft.text.count("\n", 0, part.span.start) + 1
            note(f"{source.path}:{line}: not read: {part.why}")
        yield draft, config


def _config(args: Arguments, finder: Finder, path: str) -> Config:
    config = finder.config_for(path)
    return replace(config, dialect="commonmark") if args.no_templates else config


def _choice(args: Arguments) -> Choice:
    from linklint.listing.choice import KINDS, LABELS, VERDICTS, Choice

    return Choice(
        internal=args.internal if args.internal or args.external else None,
        hosts=tuple(_host(name) for name in names(args.domain)),
        kinds=_known("kind", args.kind, KINDS),
        labels=_known("label", args.label, LABELS),
        verdicts=_known("verdict", args.verdict, VERDICTS),
    )


def _known(kind: str, listed: str, known: Set[str]) -> frozenset[str]:
    for name in names(listed):
        if name not in known:
            raise LinklintError(unknown(kind, name, known))
    return frozenset(names(listed))


def _host(name: str) -> str:
    """A host as targets have it: lower case, IDN labels in punycode."""
    from linklint import urls

    target = urls.parse("//" + name)
    if not target.host or target.path or target.userinfo:
        raise LinklintError(f'--domain wants a host such as bls.gov, not "{name}"')
    return target.host


def _rendered(args: Arguments, drafts: Iterator[Sequence[Entry]]) -> Iterator[str]:
    from linklint.listing import entry, table

    if args.output_format == "table" and not args.count:
        return table.render(drafts, _width(), wants_colour(args.color))
    entries = chain.from_iterable(drafts)
    if not args.count:
        columns = entry.ONLINE_COLUMNS if args.online else entry.COLUMNS
        return _rows(args.output_format, columns, (entry.row(each, columns) for each in entries))
    counts = entry.counts(entries, args.count)
    if args.output_format == "table":
        return table.counts(counts, _width())
    return _rows(args.output_format, ("links", args.count), counts)


def _rows(output_format: str, columns: Sequence[str], rows: Iterable[Row]) -> Iterator[str]:
    if output_format == "csv":
        from linklint.listing import csv

        if isinstance(sys.stdout, TextIOWrapper):
            sys.stdout.reconfigure(newline="")  # its line ends are CRLF everywhere, never CR CRLF
        return csv.render(columns, rows)
    from linklint.listing import jsonl

    return jsonl.render(rows)


def _width() -> int:
    return (sys.stdout.isatty() and os.get_terminal_size(sys.stdout.fileno()).columns) or _WIDTH


def _compared(args: Arguments, finder: Finder) -> Iterator[str]:
    from linklint import sources, walk
    from linklint.listing import oracle

    names: Iterable[str] = walk.find(args.paths or ["."], finder.excludes, args.force_exclude)
    if list(args.paths) == ["-"]:
        names = filter(None, os.fsdecode(sources.stdin()).split("\n"))
    for name in names:
        yield oracle.line(name, _config(args, finder, name).dialect)
