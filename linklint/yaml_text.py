"""YAML as plain values, with the line of every key: the only door to PyYAML, always to its C loader."""

from __future__ import annotations

import re

import yaml

from linklint.record import record

try:
    from yaml import CSafeLoader as SafeLoader
except ImportError:  # PyYAML built without libyaml: slower by ten, else the same
    from yaml import SafeLoader  # type: ignore[assignment]

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping


_DEEPEST = 100


_TRUTH = "tag:yaml.org,2002:bool"
_LEFT_OUT = ("tag:yaml.org,2002:timestamp", "tag:yaml.org,2002:merge")
_FAULTS = (ValueError, LookupError, AttributeError, ArithmeticError, RecursionError)
"""What PyYAML lets through for values that an explicit tag says wrongly, such as `!!bool maybe`."""
_NUMBERS = {
    "tag:yaml.org,2002:int": re.compile(r"[-+]?(?:0|[1-9][0-9]{0,17})$"),
    "tag:yaml.org,2002:float": re.compile(r"[-+]?[0-9]{1,18}\.[0-9]{0,18}(?:[eE][-+]?[0-9]{1,3})?$|[-+]?\.inf$|\.nan$"),
}
"""Numbers of YAML 1.2. Those of 1.1 have base 60, which takes quadratic time."""


class Loader(SafeLoader):
    """Dates stay text, and so do `on`, `off`, `yes` and `no`: only `true` and `false` are truths, as in YAML 1.2. `<<` is a
    key like any other: forty lines that each merge the last one twice would never end."""

    yaml_implicit_resolvers = {  # noqa: RUF012 (PyYAML's own way to say it)
        first: [
            (tag, pattern) for tag, pattern in resolvers if tag not in _LEFT_OUT and (tag != _TRUTH or first in "tTfF")
        ]
        for first, resolvers in SafeLoader.yaml_implicit_resolvers.items()
    }

    def flatten_mapping(self, node: yaml.MappingNode) -> None:
        """Where PyYAML merges."""


@record
class Marked:
    """A document with its lines. `lines` maps a path of keys and indexes, such as `("rules", "anchor-empty")`, to the
    line of that key, counted from 1."""

    value: object
    lines: Mapping[tuple[str | int, ...], int]


class MarkedError(ValueError):
    """The text is no YAML, or says one key twice."""

    def __init__(self, line: int | None, what: str) -> None:
        super().__init__(what)
        self.line, self.what = line, what


def load(text: str) -> object:
    """Plain values of the first document. Raises ValueError where the text is no YAML. Unknown tags, such as MkDocs'
    `!ENV`, are errors too; nothing of the text is run."""
    try:
        _refuse_deep(text)
        return yaml.load(text, Loader)
    except (yaml.YAMLError, *_FAULTS) as error:
        raise ValueError(str(error)) from error


def load_marked(text: str) -> tuple[Marked, ...]:
    """Every document of a text, with the line of every key. Raises MarkedError."""
    try:
        _refuse_deep(text)
        loader = Loader(text)
        try:
            documents = []
            while loader.check_node():
                node: yaml.Node = loader.get_node()  # type: ignore[assignment]
                lines: dict[tuple[str | int, ...], int] = {}
                _mark(node, (), lines, set())
                documents.append(Marked(loader.construct_document(node), lines))
            return tuple(documents)
        finally:
            loader.dispose()
    except MarkedError:
        raise
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        raise MarkedError(mark.line + 1 if mark else None, error.problem or "not valid YAML") from error
    except (yaml.YAMLError, *_FAULTS) as error:
        raise MarkedError(None, str(error).split("\n", 1)[0]) from error


def _refuse_deep(text: str) -> None:
    """libyaml composes nodes by recursion in C: deep nesting would end the process, not raise."""
    if sum(map(text.count, "[{-:?")) <= _DEEPEST:
        return
    depth = 0
    for event in yaml.parse(text, SafeLoader):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > _DEEPEST:
            raise ValueError(f"nested deeper than {_DEEPEST} levels")


def _mark(
    node: yaml.Node, path: tuple[str | int, ...], lines: dict[tuple[str | int, ...], int], seen: set[int]
) -> None:
    lines.setdefault(path, node.start_mark.line + 1)
    if id(node) in seen:  # an alias: walking it again each time would take exponential time
        return
    seen.add(id(node))
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            here = (*path, str(key.value))
            if here in lines:
                raise MarkedError(key.start_mark.line + 1, f'"{key.value}" stands twice')
            lines[here] = key.start_mark.line + 1
            _mark(value, here, lines, seen)
    elif isinstance(node, yaml.SequenceNode):
        for index, item in enumerate(node.value):
            _mark(item, (*path, index), lines, seen)
