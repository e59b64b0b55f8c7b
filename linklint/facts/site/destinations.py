"""What the links of one draft lead to: by the whole site where it is known, else by the headers of files beside the draft."""

from __future__ import annotations

import os
import zlib
from functools import lru_cache

from linklint import urls
from linklint.facts.folders import listing
from linklint.facts.site import page_notes
from linklint.facts.site.probed import ASKED, HEADER, WITH_HEADERS, digest_of_header
from linklint.files import project_root, shown
from linklint.model import Destination, Lost

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from linklint.facts.site.page_notes import PageNote
    from linklint.facts.site.routes import Answer
    from linklint.facts.site.site import Site
    from linklint.model import Config, Draft, Target

    Found = Mapping[str, Destination | Lost]

SLUGGERS = {
    "docusaurus": "github",
    "mdx": "",
    "hugo": "github",
    "kramdown": "kramdown",
    "jekyll-commonmark": "github",
    "mkdocs": "python-markdown",
}
"""By dialect, who gives ids to headings."""


def destinations(draft: Draft, config: Config, site: Site | None) -> tuple[Found, Mapping[str, int]]:
    """By URL as written, and what was looked at, as `Facts.probed` has it."""
    targets = {link.url: link.target for link in draft.links if link.target}
    if not site:
        return _beside(draft, targets, config)
    targets |= {link.url: urls.parse(link.url) for link in draft.links if not link.target and "{" in link.url}
    answers = {url: site.destination(draft.path, target) for url, target in targets.items()}
    found = {url: answer for url, answer in answers.items() if answer}
    internal = [url for url, target in targets.items() if url in found or not target.is_web]
    return found, {_name(draft.path, internal): _digest_of(map(answers.get, internal))} if internal else {}


def _name(path: str, urls: Iterable[str]) -> str:
    return ASKED + "\n".join((path, *(url.replace("\n", " ") for url in urls)))


def digest_again(name: str, site: Site | None) -> int | None:
    """None for what cannot be asked again."""
    if site is None:
        return None
    path, *asked = name.removeprefix(ASKED).split("\n")
    return _digest_of(site.destination(path, urls.parse(url)) for url in asked)


def _digest_of(answers: Iterable[Answer]) -> int:
    digest = 0
    for answer in answers:
        digest = zlib.crc32(_as_text(answer).encode("utf-8", "surrogatepass"), digest)
    return digest


def _as_text(answer: Answer) -> str:
    match answer:
        case Destination():
            return f"{answer.path}\0{answer.route}\0{answer.title}\0{answer.why_not}\0{answer.moved_to}\n"
        case Lost():
            return f"\0{answer.nearest}\n"
    return "\n"


def _beside(draft: Draft, targets: Mapping[str, Target], config: Config) -> tuple[Found, Mapping[str, int]]:
    """Fragments of the draft itself, and files of its project that links name by their endings."""
    project = project_root(config.root or ".")
    own = os.path.abspath(draft.path)
    folder = os.path.dirname(own)
    found: dict[str, Destination | Lost] = {}
    seen: dict[str, int] = {}
    for url, target in targets.items():
        if target.form == "fragment":
            found[url] = Destination(draft.path, "", draft.title, is_own=True, anchors=lambda: _anchors(draft, config))
        elif target.form == "relative" and target.path.endswith(WITH_HEADERS) and not target.path.startswith("/"):
            path = os.path.normpath(os.path.join(folder, target.path))
            if _is_there(path, project):
                seen[HEADER + path] = digest_of_header(path)
                note = _note(path, os.stat(path).st_mtime_ns)
                found[url] = Destination(shown(path), "", note.title, _why_not(note, config.today), is_own=path == own)
    return found, seen


def _is_there(path: str, project: str) -> bool:
    """A file of the project, and no symbolic link."""
    folder, name = os.path.split(path)
    beside = listing(folder, project)
    return bool(beside and name in beside.names) and os.path.isfile(path) and not os.path.islink(path)


def _anchors(draft: Draft, config: Config) -> frozenset[str] | None:
    from linklint.facts.site import slugs

    return slugs.anchors(draft, SLUGGERS.get(config.dialect, ""))


@lru_cache(maxsize=4096)
def _note(path: str, changed: int) -> PageNote:
    return page_notes.read(path)


def _why_not(note: PageNote, today: str) -> str:
    from linklint.facts.site.generators.part import is_after

    if note.header.get("draft") is True:
        return "draft: true"
    if note.header.get("published") is False:
        return "published: false"
    return f"publishdate: {note.header['publishdate']}" if is_after(note.header.get("publishdate"), today) else ""
