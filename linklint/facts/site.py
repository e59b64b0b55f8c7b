"""The project's own files, as far as drafts link to them."""

from __future__ import annotations

import os

TYPE_CHECKING = False
if TYPE_CHECKING:
    from linklint.model import Draft


def existing_files(draft: Draft, root: str) -> frozenset[str]:
    """Those relative URLs of a draft, as written, that lead to a file or a folder of the project: beside the draft, or
    below its root. Nothing outside the root is looked at."""
    root = os.path.abspath(root or ".")
    folder = os.path.dirname(os.path.abspath(draft.path))
    return frozenset(
        link.url
        for link in draft.links
        if link.target and link.target.form == "relative" and _exists(link.target.path, folder, root)
    )


def _exists(path: str, folder: str, root: str) -> bool:
    for base in (folder, root):
        candidate = os.path.normpath(os.path.join(base, path.lstrip("/")))
        if "\0" not in candidate and candidate.startswith(root + os.sep) and os.path.lexists(candidate):
            return True
    return False
