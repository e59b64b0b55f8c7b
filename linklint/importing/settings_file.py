"""The settings files of other linters, told apart by name and by what stands in them."""

from __future__ import annotations

import json
import os
import re

from linklint.errors import ConfigError, LinklintError
from linklint.files import shown
from linklint.importing import lychee, markdown_link_check, markdownlint
from linklint.importing.carried import Carried

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

_LARGEST = 1_000_000
"""Bytes."""
_COMMENT = re.compile(r'("(?:\\.|[^"\\])*")|//[^\n]*|/\*(?:[^*]|\*(?!/))*(?:\*/|\Z)')
_LAST_COMMA = re.compile(r'("(?:\\.|[^"\\])*")|,(?=\s*[}\]])')
_RULE = re.compile(r"MD\d{3}", re.I)


def read(path: str) -> Carried:
    """Raises LinklintError."""
    name = shown(path)
    if not os.path.isfile(path):
        raise LinklintError(f"{name}: there is no such file")
    try:
        with open(path, encoding="utf-8-sig") as file:
            text = file.read(_LARGEST)
        given = _loaded(path, text)
    except (OSError, ValueError, RecursionError) as error:
        raise ConfigError(name, None, f"cannot be read: {str(error) or 'nested too deeply'}") from error
    carried = Carried(name)
    if not isinstance(given, dict):
        raise ConfigError(name, None, "settings are a mapping of keys")
    given = {str(key): value for key, value in given.items()}
    if path.endswith(".toml"):
        lychee.carry(given, carried)
    elif _is_link_check(os.path.basename(path), given):
        markdown_link_check.carry(given, carried)
    elif "markdownlint" in os.path.basename(path) or any(map(_RULE.fullmatch, given)):
        markdownlint.carry(given, carried)
    else:
        raise LinklintError(f"{name}: no settings of lychee, markdown-link-check or markdownlint")
    return carried


def _is_link_check(name: str, given: Mapping[str, object]) -> bool:
    return "markdown-link-check" in name or "mlc" in name or "ignorePatterns" in given


def _loaded(path: str, text: str) -> object:
    """Raises ValueError."""
    if path.endswith(".toml"):
        from linklint import toml_text

        return toml_text.load(text)
    if path.endswith((".json", ".jsonc")):
        for pattern in (_COMMENT, _LAST_COMMA):
            text = pattern.sub(lambda found: found.group(1) or "", text)
        return json.loads(text)
    from linklint import yaml_text

    return yaml_text.load(text)
