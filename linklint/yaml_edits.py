"""Keys written into YAML that somebody else wrote: what stands there stays, comments and order too."""

from __future__ import annotations

import json
import re

from linklint import yaml_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from linklint.yaml_text import Marked

    Place = tuple[str | int, ...]
    Edit = tuple[int, int, list[str]]
    """The first line that makes way, counted from 0, the one after the last, and what stands there instead."""

_PLAIN = re.compile(r"[A-Za-z./][\w./+-]*(?: [\w./+-]+)*")
_NO_TEXT = frozenset({"true", "false", "null", "yes", "no", "on", "y", "n"})
"""For some reader of YAML; `off` is a level, and read as one either way."""
_WIDEST = 110
"""Characters of a line that holds a whole list or mapping."""


def rendered(value: Mapping[str, object], indent: int = 0) -> list[str]:
    """Lines of block style; what is small stands on one line."""
    lines = []
    for key, each in value.items():
        head = f"{' ' * indent}{_scalar(key)}:"
        flow = _flow(each)
        is_small = not isinstance(each, dict) or indent > 0
        if is_small and not _holds_mappings(each) and len(head) + len(flow) < _WIDEST:
            lines.append(f"{head} {flow}")
        elif isinstance(each, dict):
            lines += [head, *rendered(each, indent + 2)]
        else:
            lines += [head, *(f"{' ' * indent}  - {_flow(item)}" for item in each)]  # type: ignore[attr-defined]
    return lines


def _holds_mappings(value: object) -> bool:
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return any(isinstance(each, (dict, list)) for each in inner) and not isinstance(value, dict)


def _flow(value: object) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_scalar(key)}: {_flow(each)}" for key, each in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_flow, value)) + "]"
    return _scalar(value)


def _scalar(value: object) -> str:
    if isinstance(value, str) and _PLAIN.fullmatch(value) and value.lower() not in _NO_TEXT:
        return value
    return json.dumps(value, ensure_ascii=False)


def joined(before: Mapping[str, object], added: Mapping[str, object]) -> dict[str, object]:
    """Lists grow, mappings too; any other value that is there already stays."""
    result = dict(before)
    for key, value in added.items():
        own = result.get(key)
        if isinstance(own, dict) and isinstance(value, dict):
            result[key] = joined(own, value)
        elif isinstance(own, list) and isinstance(value, list):
            result[key] = own + [item for item in value if item not in own]
        elif own is None:
            result[key] = value
    return result


def with_added(text: str, added: Mapping[str, object]) -> str | None:
    """The text with what it lacks; None where it is written in a way that takes no lines more. Raises MarkedError."""
    documents = yaml_text.load_marked(text)
    if not documents or documents[0].value is None:
        return (text.rstrip("\n") + "\n" if text.strip() else "") + "\n".join(rendered(added)) + "\n"
    whole = documents[0].value
    if len(documents) > 1 or not isinstance(whole, dict):
        return None
    lines = text.split("\n")
    for start, end, more in sorted(_edits(documents[0], whole, added, (), lines), key=lambda edit: -edit[0]):
        lines[start:end] = more
    result = "\n".join(lines)
    result += "" if result.endswith("\n") else "\n"
    try:
        return result if yaml_text.load(result) == joined(whole, added) else None
    except ValueError:
        return None


def _edits(
    marked: Marked, before: Mapping[str, object], added: Mapping[str, object], path: Place, lines: list[str]
) -> Iterator[Edit]:
    new = {}
    for key, value in added.items():
        own, here = before.get(key), (*path, key)
        if isinstance(own, dict) and own and isinstance(value, dict):
            yield from _edits(marked, own, value, here, lines)
        elif isinstance(own, list) and own and isinstance(value, list):
            if items := [_flow(item) for item in value if item not in own]:
                yield _more(marked, here, 0, lines, ", ".join(items), [f"- {item}" for item in items])
        elif own is None and key not in before:
            new[key] = value
    if new:
        yield _more(marked, path, next(iter(before)), lines, _flow(new)[1:-1], rendered(new))


def _more(marked: Marked, path: Place, first: str | int, lines: list[str], flow: str, block: list[str]) -> Edit:
    """What is added to a list or mapping, in the style that it is written in, by the place of its first item."""
    line = marked.lines[(*path, first)]
    if path and line == marked.lines[path]:
        written = lines[line - 1]
        closing = max(map(written.partition(" #")[0].rfind, "]}"))
        if closing < 0:
            return line - 1, line, [written]
        return line - 1, line, [f"{written[:closing]}, {flow}{written[closing:]}"]
    end = _end(marked, path, lines)
    indent = " " * _indent(lines, line)
    return end, end, [indent + each for each in block]


def _indent(lines: list[str], line: int) -> int:
    return len(lines[line - 1]) - len(lines[line - 1].lstrip(" "))


def _end(marked: Marked, path: Place, lines: list[str]) -> int:
    """The index behind the last line of what stands at a path, without the blank lines and comments behind it."""
    inside = max(line for place, line in marked.lines.items() if place[: len(path)] == path)
    behind = [line for place, line in marked.lines.items() if place[: len(path)] != path and line > inside]
    end = min(behind) - 1 if behind else len(lines)
    while end > inside and (not lines[end - 1].strip() or lines[end - 1].lstrip().startswith("#")):
        end -= 1
    return end


def kept(before: object, added: Mapping[str, object], above: str = "") -> Iterator[str]:
    """Keys whose value stays although another one was to be added."""
    for key, value in added.items():
        own = before.get(key) if isinstance(before, dict) else None
        if isinstance(own, dict) and isinstance(value, dict):
            yield from kept(own, value, f"{above}{key}.")
        elif own is not None and own != value and not (isinstance(own, list) and isinstance(value, list)):
            yield above + key
