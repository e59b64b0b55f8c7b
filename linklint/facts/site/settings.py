"""The settings of site generators as data. What is a program is read as text: what it says plainly counts, nothing of it is
run."""

from __future__ import annotations

import re
from itertools import islice

from linklint.patterns import pattern

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from linklint.facts.site.project_tree import Tree

_TAG = pattern(r"(?<![^\s\[,:{-])!{1,2}[\w./:-]+")
"""Of YAML, what names a type of a program: `!ENV`, `!!python/name:a.b`."""
_FROM_ENVIRONMENT = pattern(r"!ENV\s*\[([^\[\]]*)\]")
"""What takes the last of its items where the environment says nothing."""
_COMMENT = pattern(
    r"""("(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`)|(?<![:\\])//[^\n]*|/\*(?:[^*]|\*(?!/))*(?:\*/|\Z)""",
    re.S,
)
_BRACKET = pattern(r"""["'`{}\[\]]""")
_CLOSING = {"{": "}", "[": "]"}
_MOST_OBJECTS = 20
_STRINGS = {
    '"': pattern(r'(?:\\.|[^"\\\n])*"', re.S),
    "'": pattern(r"(?:\\.|[^'\\\n])*'", re.S),
    "`": pattern(r"(?:\\.|[^`\\])*`", re.S),
}


def data(tree: Tree, place: str) -> dict[str, object]:
    """A file of YAML, TOML or JSON, by its ending. Empty where it is none."""
    text = tree.text(place)
    if not text:
        return {}
    try:
        found = _loaded(text, place)
    except (ValueError, RecursionError):
        return {}
    return {str(key): value for key, value in found.items()} if isinstance(found, dict) else {}


def _default(found: re.Match[str]) -> str:
    return next((item.strip() for item in reversed(found[1].split(",")) if item.strip()), "''")


def is_unreadable(tree: Tree, place: str) -> bool:
    """Something is written there, and it is no data."""
    text = tree.text(place)
    try:
        return bool(text.strip()) and not isinstance(_loaded(text, place), (dict, type(None)))
    except (ValueError, RecursionError):
        return True


def _loaded(text: str, place: str) -> object:
    """Raises ValueError."""
    if place.endswith(".toml"):
        from linklint import toml_text

        return toml_text.load(text)
    if place.endswith((".json", ".jsonc")):
        import json

        return json.loads(text)
    from linklint import yaml_text

    try:
        return yaml_text.load(text)
    except ValueError:
        return yaml_text.load(_TAG.sub("", _FROM_ENVIRONMENT.sub(_default, text)))


def mapping(value: object) -> Mapping[str, object]:
    return {str(key): each for key, each in value.items()} if isinstance(value, dict) else {}


def items(value: object) -> tuple[object, ...]:
    """A list as it is, anything else that is set as its only item."""
    if isinstance(value, list):
        return tuple(value)
    return () if value is None else (value,)


def texts(value: object) -> tuple[str, ...]:
    return tuple(each for each in items(value) if isinstance(each, str))


def text(value: object, default: str = "") -> str:
    """A text; of a list, as `!ENV [NAME, "default"]` leaves it, the last."""
    found = texts(value)
    return found[-1] if found else default


def lowered(value: object, seen: dict[int, object] | None = None) -> object:
    """With all keys in small letters, as Hugo reads them. What YAML's aliases repeat is read once."""
    seen = {} if seen is None else seen
    if id(value) in seen or not isinstance(value, (dict, list)):
        return seen.get(id(value), value)
    seen[id(value)] = None
    made: object
    if isinstance(value, dict):
        made = {str(key).lower(): lowered(each, seen) for key, each in value.items()}
    else:
        made = [lowered(each, seen) for each in value]
    seen[id(value)] = made
    return made


def program(tree: Tree, place: str) -> str:
    """A file of JavaScript or TypeScript without its comments."""
    return _COMMENT.sub(lambda found: found[1] or " ", tree.text(place))


def literal(program: str, name: str) -> str | None:
    """The text that a key is first set to; empty where something else is computed there, None where it is not named."""
    found = re.search(
        rf"(?<![\w.$]){re.escape(name)}[\"']?\s*:\s*(?:([\"'`])((?:(?!\1)[^\\\n])*)\1\s*(?=[,}}\n\])]|$)|(\S))", program
    )
    if not found:
        return None
    return found[2] if found[1] and "${" not in found[2] else ""


def objects(program: str, name: str) -> Iterator[str]:
    """What stands between the braces or brackets that a key, or a call, is given."""
    places = re.finditer(rf"(?<![\w.$]){re.escape(name)}[\"']?\s*[:(,]\s*(?=[{{\[])", program)
    for found in islice(places, _MOST_OBJECTS):
        yield enclosed(program, found.end())


def enclosed(program: str, start: int) -> str:
    """From the bracket that stands at an offset to the one that closes it, without both."""
    opening = program[start]
    closing, depth, at = _CLOSING[opening], 0, start
    while found := _BRACKET.search(program, at):
        mark, at = found.group(), found.end()
        if mark in _STRINGS:
            behind = _STRINGS[mark].match(program, at)
            at = behind.end() if behind else at
        elif mark == opening:
            depth += 1
        elif mark == closing:
            depth -= 1
            if not depth:
                return program[start + 1 : found.start()]
    return program[start + 1 :]
