"""The project's own files, as far as drafts link to them."""

from __future__ import annotations

import os

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from linklint.facts.site.site import Site
    from linklint.model import Draft

ASKED = "asked:"
"""Begins the name of what a site was asked: the draft, and the URLs, a line each."""
HEADER = "header:"
"""Begins the name of a file whose header was read."""
WITH_HEADERS = (".md", ".mdx", ".markdown")
"""Endings of drafts that links name."""
_BEGINNING = 64_000
"""Bytes of a file in which its header ends."""
_UNREADABLE = -1


def existing_files(draft: Draft, root: str) -> tuple[frozenset[str], Mapping[str, bool]]:
    """Those relative URLs of a draft, as written, that lead to a file or a folder of the project: beside the draft, or
    below its root. With them every path that was looked at, and whether it was there. Nothing outside the root is."""
    paths = {link.url: link.target.path for link in draft.links if link.target and link.target.form == "relative"}
    if not paths:
        return frozenset(), {}
    root = os.path.abspath(root or ".")
    folder = os.path.dirname(os.path.abspath(draft.path))
    probed: dict[str, bool] = {}
    found = frozenset(url for url, path in paths.items() if _exists(path, folder, root, probed))
    return found, probed


def _exists(path: str, folder: str, root: str, probed: dict[str, bool]) -> bool:
    for base in (folder, root):
        candidate = os.path.normpath(os.path.join(base, path.lstrip("/")))
        if "\0" not in candidate and candidate.startswith(root + os.sep):
            if candidate not in probed:
                probed[candidate] = os.path.lexists(candidate)
            if probed[candidate]:
                return True
    return False


def is_unchanged(probed: Mapping[str, int], site: Site | None = None) -> bool:
    """Whether what was looked at is still there, what was not there is still missing, what was read is the same, and the
    site would answer as it did. An outcome that was found without a site is none of a run with one, and the other way."""
    return all(
        os.path.lexists(path) is was if isinstance(was, bool) else _has_digest(path, was, site)
        for path, was in probed.items()
    )


def _has_digest(path: str, digest: int, site: Site | None) -> bool:
    if path.startswith(HEADER):
        return digest_of_header(path.removeprefix(HEADER)) == digest
    if path.startswith(ASKED):
        from linklint.facts.site import destinations

        return destinations.digest_again(path, site) == digest
    from linklint.facts.folders import NOTHING, digest_of

    return not os.path.exists(path) if digest == NOTHING else digest_of(path) == digest


def digest_of_header(path: str) -> int:
    """Of its bytes; of the beginning of a file without one. A number that no file has for what cannot be read."""
    from zlib import crc32

    try:
        with open(path, "rb") as file:
            beginning = file.read(_BEGINNING)
    except OSError:
        return _UNREADABLE
    end = beginning.find(b"\n" + beginning[:3], 3) if beginning.startswith((b"---", b"+++")) else -1
    return crc32(beginning[: end if end > 0 else None])
