"""Data packs: lists of hosts and DOIs that others keep, pulled to this machine and looked up without a network.

A pack says how many link to a domain, which belong to universities, what Wikipedia's editors agreed on about a source. What is
not pulled is not known, and what is not known is silent. Packs are fetched over https from the places that `linklint data list
--json` names, checked, and put in place whole or not at all; a pull that fails leaves what was there. Nothing is ever pulled
without this command.
"""

from __future__ import annotations

import os
import sys

from linklint.errors import LinklintError, unknown
from linklint.notes import note
from linklint.record import record

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator, Mapping, Sequence

    from linklint.facts.data_packs.pack_sources import Listed
    from linklint.facts.data_packs.pulling import Asked, Pulled

HELP = "list, pull and remove data packs"
EPILOG = """\
examples:
  linklint data                      the packs that there are, with their licences
  linklint data pull rank edu        these two, or what is newer of them
  linklint data pull --accept-licence
                                     all that come by default, perennial too, which is share-alike
  linklint data status               what is here: rows, age, whether it is intact

Packs lie in the user's data folder, $LINKLINT_DATA_DIR if that is set, and never in the project at hand. More in docs/data.md.

exit codes: 0 done, 2 misuse, or a pack that could not be pulled: then the one that was there still is
"""
_ABOUT_PULL = """\
Fetches packs, or what is newer of them, over https from their sources or from a mirror.

A file is taken only if it has the shape and about the size that is expected; a pull that fails leaves what was there. The
licence is shown with the first pull of a pack. Hooks of pre-commit pull nothing.
"""
_PULL_EXAMPLES = """\
examples:
  linklint data pull rank edu                    these two
  linklint data pull --accept-licence            rank, edu and perennial, whose licence binds whoever passes it on
  linklint data pull phishing                    one that comes only by its name
  linklint data pull --lock linklint-data.lock   write down which versions these are
  linklint data pull --frozen                    those of linklint-data.lock, or fail
  linklint data pull --mirror /srv/packs         from a copy of the packs/ folder of another machine
  linklint data pull --mirror https://packs.example/linklint
"""
_LOCK = "linklint-data.lock"
_ON_SOME = ("rollback", "remove")


@record
class Arguments:
    """What `linklint data` was asked to do, as written."""

    action: str | None = None
    packs: Sequence[str] = ()
    accept_licence: bool = False
    force: bool = False
    frozen: bool = False
    lock: str = ""
    mirror: str = ""
    json: bool = False


def add_arguments(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", metavar="ACTION")

    def action(name: str, what: str, about: str = "", epilog: str = "") -> argparse.ArgumentParser:
        made: argparse.ArgumentParser = actions.add_parser(
            name,
            help=what,
            description=about or what,
            epilog=epilog,
            formatter_class=parser.formatter_class,
            argument_default=parser.argument_default,
            allow_abbrev=False,
        )
        made.add_argument("packs", nargs="+" if name in _ON_SOME else "*", metavar="PACK", help="a pack's name")
        return made

    for name, what in (("list", "the packs that there are (the default)"), ("status", "the packs that are here")):
        action(name, what).add_argument("--json", action="store_true", help="all that is known, for scripts")
    pull = action("pull", "fetch packs, or what is newer of them", _ABOUT_PULL, _PULL_EXAMPLES)
    pull.add_argument("--accept-licence", action="store_true", help="take packs that are share-alike or non-commercial")
    pull.add_argument("--force", action="store_true", help="take a pack that has grown or shrunk a lot")
    pull.add_argument("--lock", metavar="FILE", help=f"write the SHA-256 of each pack here (with --frozen: {_LOCK})")
    pull.add_argument("--frozen", action="store_true", help="take the versions of the lock file and no others")
    pull.add_argument(
        "--mirror", metavar="DIR|URL", help="pull from here (default: $LINKLINT_DATA_MIRROR, the sources)"
    )
    action("rollback", "go back to the version before")
    action("remove", "throw packs away")


def run(args: Arguments) -> int:
    from linklint.facts.data_packs.pack_sources import PACKS

    for name in args.packs:
        if name not in PACKS:
            raise LinklintError(unknown("pack", name, PACKS))
    chosen = [PACKS[name] for name in args.packs]
    match args.action:
        case "pull":
            return _pull(args, PACKS)
        case "rollback":
            print("\n".join(map(_rolled_back, chosen)))
        case "remove":
            print("\n".join(map(_removed, chosen)))
        case _:
            _tell(args, chosen or list(PACKS.values()))
    return 0


def _tell(args: Arguments, listed: Sequence[Listed]) -> None:
    from linklint.listing import pack_pages

    known = [pack_pages.known(each, with_sum=args.action == "status") for each in listed]
    if args.action == "status":
        known = [each for each in known if each["pulled"]]
    if args.json:
        import json

        print(json.dumps(known, indent=1, ensure_ascii=False))
    else:
        sys.stdout.write(pack_pages.status(known) if args.action == "status" else pack_pages.listed(known))


def _pull(args: Arguments, packs: Mapping[str, Listed]) -> int:
    from linklint.facts.data_packs import pulling

    if os.environ.get("PRE_COMMIT"):
        raise LinklintError("data is not pulled from a hook; run linklint data pull before it")
    lock = args.lock or (_LOCK if args.frozen else "")
    locked = _locked(lock, packs) if lock and (args.frozen or os.path.exists(lock)) else {}
    default = locked if args.frozen else [name for name, each in packs.items() if each.is_default]
    names = list(dict.fromkeys(args.packs or default))
    for name in names:
        if args.frozen and name not in locked:
            raise LinklintError(f"{lock}: has no {name}")
    failed = False
    for name in names:
        asked = pulling.Asked(
            args.mirror or os.environ.get("LINKLINT_DATA_MIRROR", ""),
            locked[name] if args.frozen else "",
            args.force,
            args.accept_licence,
        )
        pulled = _pulled(packs[name], asked)
        failed = failed or not pulled
        if pulled:
            locked[name] = pulled.meta.sha256
    if lock and not args.frozen:
        _write_lock(lock, locked)
    return 2 if failed else 0


def _pulled(listed: Listed, asked: Asked) -> Pulled | None:
    """What came of it is told; None where nothing did."""
    from linklint.facts.data_packs import pulling

    progress = _Progress(listed.name)
    try:
        pulled = pulling.pull(listed, asked, progress)
    except (LinklintError, OSError) as error:
        progress.end()
        note(f"{listed.name}: {error}")
        return None
    progress.end()
    if pulled.why_not:
        note(f"{listed.name}: {pulled.why_not}")
    for line in _told(pulled):
        print(line)
    return pulled


def _told(pulled: Pulled) -> Iterator[str]:
    meta = pulled.meta
    if not pulled.is_new:
        yield f"{meta.name}: nothing newer than {meta.date}"
        return
    yield f"{meta.name}: {meta.rows:,} rows, {meta.source}, {meta.date}"
    if pulled.is_first:
        yield f"  licence: {meta.licence}"
        yield f"  by: {meta.attribution}"


class _Progress:
    """How much has come, on a terminal."""

    def __init__(self, name: str) -> None:
        self._name, self._shown = name, -1
        self._shows = sys.stderr.isatty()

    def __call__(self, received: int) -> None:
        if self._shows and received // 1_000_000 != self._shown:
            self._shown = received // 1_000_000
            print(f"\r{self._name}: {self._shown} MB", end="", file=sys.stderr, flush=True)

    def end(self) -> None:
        if self._shown >= 0:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)


def _locked(path: str, packs: Mapping[str, Listed]) -> dict[str, str]:
    """SHA-256 of rows, by pack."""
    import re

    found = {}
    try:
        with open(path, encoding="utf-8") as file:
            lines = file.read(100_000).splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise LinklintError(f"{path}: no lock file; linklint data pull --lock {path} writes one") from error
    for number, line in enumerate(lines, 1):
        name, _, sha256 = line.partition("\t")
        if name not in packs or not re.fullmatch(r"[0-9a-f]{64}", sha256):
            raise LinklintError(f"{path}:{number}: wants a pack, a tab and a SHA-256")
        found[name] = sha256
    return found


def _write_lock(path: str, locked: Mapping[str, str]) -> None:
    from linklint.files import write_atomically

    write_atomically(path, "".join(f"{name}\t{locked[name]}\n" for name in sorted(locked)).encode())


def _removed(listed: Listed) -> str:
    from linklint.facts.data_packs.pack_store import Shelf

    return f"{listed.name}: {'removed' if Shelf(listed).remove() else 'was not here'}"


def _rolled_back(listed: Listed) -> str:
    from linklint.facts.data_packs.pack_store import Shelf

    shelf = Shelf(listed)
    with shelf.locked():
        previous = shelf.previous()
        if not previous:
            raise LinklintError(f"{listed.name}: there is no version before this one")
        shelf.point(previous, previous.date)
    return f"{listed.name}: {previous.rows:,} rows, {previous.source}, {previous.date}"
