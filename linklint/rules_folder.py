"""Where the rules lie, inside the package once installed, beside it in a checkout; and which files of a folder are rules."""

from __future__ import annotations

import os

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

_PACKAGE = os.path.dirname(os.path.abspath(__file__))
_INSTALLED = os.path.join(_PACKAGE, "_rules")

IS_INSTALLED = os.path.isdir(_INSTALLED)
RULES_FOLDER = _INSTALLED if IS_INSTALLED else os.path.join(os.path.dirname(_PACKAGE), "rules")


def rule_paths(folder: str) -> Iterator[tuple[str, str]]:
    """Group and path of each rule file; house rules may lie in the folder itself, without a group."""
    for name in sorted(os.listdir(folder)):
        path = os.path.join(folder, name)
        if name.endswith((".yaml", ".yml")):
            yield "house", path
        elif name not in ("lists", "presets") and os.path.isdir(path):
            yield from (
                (name, os.path.join(path, each))
                for each in sorted(os.listdir(path))
                if each.endswith((".yaml", ".yml"))
            )
