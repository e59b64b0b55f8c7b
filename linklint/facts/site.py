"""The project's own files, as far as drafts link to them."""

from __future__ import annotations

import os

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from linklint.model import Draft


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


def is_unchanged(probed: Mapping[str, int]) -> bool:
    """Whether what was looked at is still there, what was not there is still missing, and what was read is the same."""
    return all(
        os.path.lexists(path) is was if isinstance(was, bool) else _has_digest(path, was)
        for path, was in probed.items()
    )


def _has_digest(path: str, digest: int) -> bool:
    from linklint.facts.folders import NOTHING, digest_of

    return not os.path.exists(path) if digest == NOTHING else digest_of(path) == digest
