"""The header of a draft: YAML, TOML or JSON, its keys and where it ends."""

from __future__ import annotations

import re

from linklint.patterns import pattern

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import TypeVar

    T = TypeVar("T")

_LINE_END = r"(?:\r\n?|\n)"
_FRONT_MATTER = pattern(
    rf"(?P<yaml>---)[ \t]*{_LINE_END}(?P<yaml_body>(?:.*?{_LINE_END})??)(?:---|\.\.\.)[ \t]*(?=\r|\n|\Z)"
    rf"|(?P<toml>\+\+\+)[ \t]*{_LINE_END}(?P<toml_body>(?:.*?{_LINE_END})??)\+\+\+[ \t]*(?=\r|\n|\Z)"
    rf"|(?P<json>\{{)[ \t]*{_LINE_END}.*?{_LINE_END}\}}[ \t]*(?=\r|\n|\Z)",
    re.S,
)
_KEY_LINE = pattern(r"( *)([A-Za-z_][\w-]*):(?:[ \t]+(.*))?")
_ITEM_LINE = pattern(r" *-[ \t]+(.*)")
_SCALAR = pattern(
    r"""(?P<double>"[^"\\]*")|(?P<single>'[^']*')|(?P<whole>-?(?:0|[1-9][0-9]{0,8}))|(?P<truth>true|false)"""
    r"""|(?P<date>\d{4}-\d\d-\d\d(?:[T ][\d:.]+(?:Z| ?[+-]\d{4}| ?[+-]\d\d:\d\d)?)?)"""
    r"""|(?P<plain>(?:[^\W\d_]|\.?/|[¿¡“‘«]|\d+[- ](?=\w)|[1-9]\d*(?=[A-Za-z]))(?:[^:#]|:(?=\S)|(?<=\S)\#)*)"""
)
_LONGEST_TOML = 20_000
"""tomllib takes quadratic time for dotted keys; headers of real drafts have a few thousand characters."""
_FLOW_MARKS = frozenset("[]{},")
_WORDS_WITH_MEANING = frozenset({"true", "false", "null"})


class _NotPlain(Exception):
    """The header needs a real YAML reader."""


def read(text: str) -> tuple[Mapping[str, object], int]:
    """The header's keys and the offset behind it. Dates stay text. A header that is no valid YAML, TOML or JSON has no
    keys."""
    found = _FRONT_MATTER.match(text) if text[:1] in ("-", "+", "{") else None
    if not found:
        return {}, 0
    if found.group("yaml"):
        body = found.group("yaml_body")
        keys = _plain_yaml(body)
        return (_yaml(body) if keys is None else keys), found.end()
    if found.group("toml"):
        return _toml(found.group("toml_body")), found.end()
    return _json(found.group()), found.end()


def _plain_yaml(body: str) -> dict[str, object] | None:
    """Headers of `key: value` lines and lists of words, which most are, read without PyYAML (importing it costs as much
    as a bare start of Python). None where a line is anything else; otherwise what PyYAML would say."""
    keys: dict[str, object] = {}
    open_key = ""  # the last key without a value: a list or a mapping may follow
    try:
        for written in body.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
            line = written.rstrip(" \t")
            if found := _KEY_LINE.fullmatch(line):
                indent, name, value = found.groups()
                inner = keys if not indent else _opened(keys, open_key, dict)
                if name in inner or name.lower() in _WORDS_WITH_MEANING or (indent and not value):
                    return None
                inner[name] = _value(value) if value else None
                if not indent:
                    open_key = "" if value else name
            elif found := _ITEM_LINE.fullmatch(line):
                _opened(keys, open_key, list).append(_scalar(found.group(1)))
            elif line.strip(" ") and not line.startswith("#"):
                return None
    except _NotPlain:
        return None
    return keys


def _opened(keys: dict[str, object], open_key: str, kind: type[T]) -> T:
    """The list or mapping under the key that is open, made when its first line comes."""
    if not open_key:
        raise _NotPlain
    if keys[open_key] is None:
        keys[open_key] = kind()
    value = keys[open_key]
    if not isinstance(value, kind):
        raise _NotPlain
    return value


def _value(written: str) -> object:
    if written == "[]":
        return []
    if written[0] == "[" and written[-1] == "]" and written[1:-1].strip():
        return [_scalar(item.strip(), is_flow=True) for item in written[1:-1].split(",")]
    return _scalar(written)


def _scalar(written: str, is_flow: bool = False) -> object:
    found = _SCALAR.fullmatch(written)
    if not found or (is_flow and not _FLOW_MARKS.isdisjoint(written)):
        raise _NotPlain
    match found.lastgroup:
        case "double" | "single":
            return written[1:-1]
        case "whole":
            return int(written)
        case "truth":
            return written == "true"
    if written.lower() in _WORDS_WITH_MEANING:
        raise _NotPlain
    return written


def _yaml(body: str) -> Mapping[str, object]:
    from linklint import yaml_text

    try:
        keys = yaml_text.load(body)
    except ValueError:
        return {}
    return keys if isinstance(keys, dict) else {}


def _toml(body: str) -> Mapping[str, object]:
    from linklint import toml_text

    if len(body) > _LONGEST_TOML:
        return {}
    try:
        return toml_text.load(body)
    except (ValueError, RecursionError):
        return {}


def _json(body: str) -> Mapping[str, object]:
    import json

    try:
        keys = json.loads(body)
    except (ValueError, RecursionError):
        return {}
    return keys if isinstance(keys, dict) else {}


def texts(value: object) -> tuple[str, ...]:
    """A header value as texts: a string is one, a list gives one for each item."""
    if isinstance(value, str):
        return (value,)
    if isinstance(value, (list, tuple)):
        return tuple(item for item in value if isinstance(item, str))
    return ()
