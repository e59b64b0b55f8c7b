"""TOML as plain values: the only door to tomllib."""

from __future__ import annotations

import sys

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib


def load(text: str) -> dict[str, object]:
    """Raises ValueError, with line and column in its text, where the text is no TOML."""
    return tomllib.loads(text.replace("\r\n", "\n").replace("\r", "\n"))
