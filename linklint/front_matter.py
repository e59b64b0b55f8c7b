"""The header of a draft: YAML, TOML or JSON, its keys and where it ends."""

from __future__ import annotations

from linklint.patterns import pattern

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

_OPENING = pattern(r"(---|\+\+\+|\{)[ \t]*(?:\r\n?|\n)")
_CLOSINGS = {
    "---": pattern(r"[\r\n](?:---|\.\.\.)[ \t]*(?=[\r\n]|\Z)"),
    "+++": pattern(r"[\r\n]\+\+\+[ \t]*(?=[\r\n]|\Z)"),
    "{": pattern(r"[\r\n]\}[ \t]*(?=[\r\n]|\Z)"),
}
_KEY = r"([A-Za-z_](?:[\w /.-]*\w)?)"
_BELOW = r"((?:(?:[{}].*)?\n)*)"
_NOTHING = r"(?:#.*| *)\n"
_ENTRY = pattern(rf"{_KEY}:(?:[ \t]+(.*))?\n{_BELOW.format(' #-')}|{_NOTHING}")
"""A key, what stands behind it, and the lines below that may be its value too; or nothing."""
_ITEM = pattern(rf"(- +)(\S.*)\n{_BELOW.format(' #')}|{_NOTHING}")
_PAIR = pattern(rf"{_KEY}:(?:[ \t]|\Z)")
_BLOCK_MARKS = frozenset({"|", "|-", "|+", ">", ">-", ">+"})
_FOLD = pattern(r"\n(\n*)")
_OTHER_LINE_ENDS = "\x85\u2028\u2029"
_DEEPEST = 10
_SCALAR = pattern(
    r"""(?P<double>"[^"\\]*")|(?P<single>'[^']*')|(?P<whole>-?(?:0|[1-9][0-9]{0,8}))|(?P<truth>true|false)"""
    r"""|(?P<fraction>-?(?:0|[1-9][0-9]{0,8})\.[0-9]{1,9})"""
    r"""|(?P<date>\d{4}-\d\d-\d\d(?:[T ][\d:.]*\d(?:Z| ?[+-]\d{4}| ?[+-]\d\d:\d\d)?)?)"""
    r"""|(?P<plain>(?:[^\W\d_]|\.?/|[¿¡“‘«]|\(|\d+[-/ ](?=\w)|[1-9]\d*(?=[A-Za-z]))[^:#]*(?:(?::(?=\S)|(?<=\S)\#)[^:#]*)*)"""
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
    opening = _OPENING.match(text) if text[:1] in ("-", "+", "{") else None
    if not opening:
        return {}, 0
    mark, start = opening[1], opening.end()
    closing = _CLOSINGS[mark].search(text, start if mark == "{" else start - 1)
    if not closing:
        return {}, 0
    if mark == "{":
        return _json(text[: closing.end()]), closing.end()
    body = text[start : closing.start() + 1]
    if mark == "+++":
        return _toml(body), closing.end()
    keys = _plain_yaml(body)
    return (_yaml(body) if keys is None else keys), closing.end()


def _plain_yaml(body: str) -> dict[str, object] | None:
    """Headers of texts, lists and mappings, which most are, read without PyYAML (importing it costs as much as a bare start
    of Python). None where a line is anything but plain; otherwise what PyYAML would say."""
    if not body.isascii() and any(mark in body for mark in _OTHER_LINE_ENDS):
        return None
    try:
        return _mapping(body.replace("\r\n", "\n").replace("\r", "\n"))
    except _NotPlain:
        return None


def _mapping(text: str, depth: int = 0) -> dict[str, object]:
    """Of lines whose keys are not indented. `depth` is how many values are around them."""
    keys: dict[str, object] = {}
    position = 0
    while position < len(text):
        found = _ENTRY.match(text, position)
        if not found or depth > _DEEPEST:
            raise _NotPlain
        position = found.end()
        name, value, below = found.groups("")
        if name in keys or name.lower() in _WORDS_WITH_MEANING:
            raise _NotPlain
        if name:
            keys[name] = _entry(value.rstrip(" \t"), below, depth)
    return keys


def _items(text: str, depth: int) -> list[object]:
    """Of lines whose dashes are not indented."""
    items: list[object] = []
    position = 0
    while position < len(text):
        found = _ITEM.match(text, position)
        if not found:
            raise _NotPlain
        position = found.end()
        dash, value, below = found.groups("")
        if value and _PAIR.match(value):
            items.append(_mapping(f"{value}\n{_dedented(below, len(dash))}", depth + 1))
        elif value:
            items.append(_entry(value.rstrip(" \t"), below, depth))
    return items


def _entry(value: str, below: str, depth: int) -> object:
    """What stands behind a key or a dash, and below it."""
    if not below:
        return _value(value) if value else None
    if "\t" in below:
        raise _NotPlain
    if value in _BLOCK_MARKS:
        return _block_text(value, below)
    written = below.split("\n")
    lines = [line for line in written if line.lstrip(" ")[:1] not in ("", "#")]
    if lines and not value:
        start = lines[0].lstrip(" ")
        indent = len(lines[0]) - len(start)
        if start[0] == "-":
            return _items(_dedented(below, indent), depth + 1)
        if indent and _PAIR.match(start):
            return _mapping(_dedented(below, indent), depth + 1)
    if lines != written[: len(lines)] or any(line[0] != " " for line in lines):
        raise _NotPlain
    text = " ".join([value, *(line.strip(" ") for line in lines)]).lstrip(" ")
    return _value(text) if text else None


def _dedented(text: str, indent: int) -> str:
    lines = text.split("\n")
    if any(line[:indent].strip(" ") and line[0] != "#" for line in lines):
        raise _NotPlain
    return "\n".join([line if line[:1] == "#" else line[indent:] for line in lines])


def _block_text(mark: str, below: str) -> str:
    """Of paragraphs that are all indented alike."""
    written = below.rstrip("\n")
    lines = written.split("\n")
    indent = len(lines[0]) - len(lines[0].lstrip(" "))
    if not indent or any(line and (line[:indent].strip(" ") or line[indent:][:1] in " ") for line in lines):
        raise _NotPlain
    text = "\n".join([line[indent:] for line in lines])
    if mark[0] == ">":
        text = _FOLD.sub(lambda found: found[1] or " ", text)
    return text + {"-": "", "+": below[len(written) :]}.get(mark[-1], "\n")


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
        case "fraction":
            return float(written)
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
