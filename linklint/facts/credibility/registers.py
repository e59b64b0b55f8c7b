"""Registers that name targets one by one: the site's own disavow file, and works that were retracted."""

from __future__ import annotations

import os
from functools import lru_cache

from linklint import urls
from linklint.errors import ConfigError
from linklint.facts.credibility.sources import DISPUTES
from linklint.model import Entry
from linklint.patterns import pattern

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from linklint.facts.credibility.sources import Pack
    from linklint.model import Config, Target

    Targets = Mapping[str, Target]
    Lines = Mapping[str, int]

_LARGEST = 2_000_000
"""In bytes. Google takes no larger disavow file."""
_DOI = pattern(r"10\.\d{4,9}/[^\s\"<>]{1,300}")
_BEHIND_DOI = pattern(r"(?:/(?:full|abstract|pdf|epdf|html|summary|references|meta)|\.pdf|\.full|[.,;])+$")
"""What publishers write behind a DOI in their own URLs, and what writers do."""


def disavowed(targets: Targets, config: Config) -> dict[str, Entry]:
    """By URL, those that the disavow file names. Raises ConfigError where it cannot be read."""
    domains, pages = _disavow_file(config.root, config.disavow)
    found = {}
    for url, target in targets.items():
        if not target.is_web:
            continue
        domain = next((parent for parent in urls.parents(target.host) if parent in domains), "")
        if domain:
            found[url] = Entry("domain", f"{domain} is disavowed", f"{config.disavow}:{domains[domain]}")
        elif (page := _page(target)) in pages:
            found[url] = Entry("page", "this page is disavowed", f"{config.disavow}:{pages[page]}")
    return found


def _disavow_file(root: str, name: str) -> tuple[Lines, Lines]:
    path = os.path.join(root, name)
    try:
        status = os.stat(path)
        if status.st_size > _LARGEST:
            raise ConfigError(name, None, "larger than 2 MB, which is all that a disavow file may have")
        return _lines(path, status.st_mtime_ns)
    except OSError as error:
        raise ConfigError(name, None, f"cannot be read: {error.strerror}") from error


@lru_cache(maxsize=2)
def _lines(path: str, changed: int) -> tuple[Lines, Lines]:
    """Domains and pages with their lines. What is neither is no matter of drafts."""
    with open(path, "rb") as file:
        content = file.read()
    domains: dict[str, int] = {}
    pages: dict[str, int] = {}
    for number, line in enumerate(content.decode("utf-8-sig", "replace").split("\n"), 1):
        written = line.strip()
        if written.startswith("domain:"):
            host = urls.parse("https://" + written[7:].strip()).host.removeprefix("www.")
            domains.setdefault(host, number)
        elif written and not written.startswith("#"):
            pages.setdefault(_page(urls.parse(written)), number)
    domains.pop("", None)
    return domains, pages


def _page(target: Target) -> str:
    query = f"?{target.query}" if target.query else ""
    return f"{target.host.removeprefix('www.')}{target.path or '/'}{query}"


def retracted(targets: Targets, pack: Pack) -> dict[str, Entry]:
    """By URL, those whose DOI the pack names, whatever it says of it."""
    found = {}
    for url, target in targets.items():
        for doi in _dois(target) if target.is_web and "10." in url else ():
            if code := pack.find(doi):
                says = pack.codes.get(code, code)
                told = f'{doi} is listed as "{says}"'
                found[url] = Entry(says, told, pack.source, pack.date, DISPUTES.get(pack.source, ""))
                break
    return found


def _dois(target: Target) -> tuple[str, ...]:
    """The DOI that a URL holds, as it stands and without what may stand behind it."""
    from urllib.parse import unquote

    written = _DOI.search(unquote(target.path).lower())
    whole = written.group() if written else ""
    shorter = _BEHIND_DOI.sub("", whole)
    return (whole, shorter) if shorter != whole else (whole,) if whole else ()
