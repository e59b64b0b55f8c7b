"""Rule files as pages: for a terminal, and as the Markdown of rules/README.md."""

from __future__ import annotations

import json

from linklint import examples
from linklint.lines import Lines
from linklint.notes import safe
from linklint.rulebook import GROUPS, whole

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from linklint.rulebook import RuleFile

_STATES = {"on": "on", "off": "off, opt in", "self": "silent until configured"}
_ENDINGS = {"markdown": "md", "mdx": "mdx", "html": "html"}


def listing(files: Iterable[RuleFile], levels: Mapping[str, str], as_json: bool) -> str:
    """A table of id, level, state and what; `levels` holds the level that each runs at, or `off`."""
    rows = [
        (
            file.id,
            levels[file.id] if levels[file.id] != "off" else file.text("level"),
            _state(file, levels),
            file.text("what"),
        )
        for file in files
    ]
    if as_json:
        keys = ("id", "level", "state", "what")
        found = [
            {**dict(zip(keys, row, strict=True)), "group": file.group} for file, row in zip(files, rows, strict=True)
        ]
        return json.dumps(found, indent=2) + "\n"
    widths = [max(len(row[column]) for row in rows) for column in range(3)]
    return "".join(
        safe("  ".join([*(cell.ljust(width) for cell, width in zip(row, widths, strict=False)), row[3]])) + "\n"
        for row in rows
    )


def _state(file: RuleFile, levels: Mapping[str, str]) -> str:
    if levels[file.id] == "off":
        return "off"
    return "self" if file.text("state") == "self" else "on"


def page(file: RuleFile) -> str:
    """All that a writer may want to know of a rule, for a terminal."""
    file = whole(file)
    lines = [f"{file.id} ({file.text('level')}, {_STATES[file.text('state') or 'on']})", file.text("what"), ""]
    lines += [file.text("why"), ""]
    if file.texts("see"):
        lines += ["See:", *(f"  {each}" for each in file.texts("see")), ""]
    if file.texts("yields_to"):
        lines += [f"Silent where one of these speaks about the same link: {', '.join(file.texts('yields_to'))}", ""]
    lines += _options(file)
    for example in file.examples:
        lines += _example(example)
    lines += ["To silence it:", *(f"  {line}" for line in _silencing(file.id))]
    return "".join(f"{safe(line)}\n" for text in lines for line in text.split("\n"))


def _options(file: RuleFile) -> list[str]:
    options = file.head.get("options") or {}
    assert isinstance(options, dict)
    if not options:
        return []
    found = ["Options, with their values:"]
    for name, value in options.items():
        found.append(f"  {name}: {_value(value)}")
    return [*found, ""]


def _value(value: object) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{name}: {_value(each)}" for name, each in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_value, value)) + "]"
    return json.dumps(value, ensure_ascii=False) if not isinstance(value, str) else value


def _example(example: Mapping[str, object]) -> Iterator[str]:
    kind = _name(example)
    for world in _world(example):
        yield f"With {world}:"
    for other, shown in _others(example):
        yield from (f"With the draft {other}:", *(f"  {line}" for line in shown.splitlines()), "")
    for word, label in (("bad", "Bad"), ("fixed", "Fixed"), ("good", "Good")):
        if text := example.get(word):
            yield f"{label} {kind}:"
            yield from (f"  {line}" for line in _underlined(str(text)))
            yield ""


def _world(example: Mapping[str, object], quote: str = "") -> Iterator[str]:
    """What must be there for an example to be as it says."""
    worlds = {"config": "the configuration", "packs": "the data packs", "texts": "the files", "pages": "the pages"}
    for key, called in worlds.items():
        if given := example.get(key):
            yield f"{called} {quote}{_value(given)}{quote}"


def _others(example: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    """The other drafts of a site, by name."""
    drafts = example.get("drafts") or {}
    assert isinstance(drafts, dict)
    return ((str(name), str(text)) for name, text in drafts.items())


def _name(example: Mapping[str, object]) -> str:
    return {"markdown": "Markdown", "html": "HTML", "mdx": "MDX"}[str(example.get("format") or "markdown")]


def _underlined(text: str) -> Iterator[str]:
    """The draft with carets under the places that its marks show."""
    marked = examples.unmarked(text.rstrip("\n"))
    lines = Lines(marked.text)
    for number in range(1, len(lines.starts) + 1):
        line, whole = lines.line(number), lines.line_span(number)
        yield line
        carets = [" "] * len(line)
        for span in marked.spans:
            for at in range(max(span.start, whole.start), min(max(span.end, span.start + 1), whole.end)):
                carets[at - whole.start] = "^"
        if "^" in carets:
            yield "".join(carets).rstrip()


def _silencing(name: str) -> Sequence[str]:
    return (
        f"<!-- linklint-disable-next-line {name} -- the reason -->   above the line (in MDX {{/* … */}})",
        f"rules: {{{name}: off}}   in .linklint.yaml",
        f"linklint: {{disable: [{name}]}}   in the draft's front matter",
    )


def readme(files: Sequence[RuleFile]) -> str:
    """rules/README.md: an index, and one section per rule."""
    lines = [
        "<!-- Generated by `linklint rules --isolated --output-format markdown`; do not edit. -->",
        "",
        "# Rules",
        "",
        "One YAML file each: what is asked, why, with which options, and drafts that show it. The places between « and »",
        "are what linklint reports.",
        "",
    ]
    groups = sorted({file.group for file in files}, key=(*GROUPS, "house").index)
    for group in groups:
        lines += [f"## {group}", "", "| rule | level | state | what |", "|---|---|---|---|"]
        lines += [
            f"| [{file.id}](#{file.id}) | {file.text('level')} | {_STATES[file.text('state') or 'on']} | {file.text('what')} |"
            for file in files
            if file.group == group
        ]
        lines.append("")
    for group in groups:
        for file in files:
            if file.group == group:
                lines += _section(file)
    return "\n".join(lines).rstrip() + "\n"


def _section(file: RuleFile) -> Iterator[str]:
    file = whole(file)
    yield from (
        f"### {file.id}",
        "",
        f"**{file.text('level')}**, {_STATES[file.text('state') or 'on']}: {file.text('what')}.",
        "",
    )
    yield from (file.text("why"), "")
    if file.texts("see"):
        yield from (f"See: {'; '.join(file.texts('see'))}.", "")
    if file.texts("yields_to"):
        others = ", ".join(f"[{other}](#{other})" for other in file.texts("yields_to"))
        yield from (f"Silent where one of these speaks about the same link: {others}.", "")
    options = file.head.get("options") or {}
    assert isinstance(options, dict)
    if options:
        yield from ("Options, with their values:", "")
        yield from (f"- `{name}`: `{_value(value)}`" for name, value in options.items())
        yield ""
    for example in file.examples:
        ending = _ENDINGS[str(example.get("format") or "markdown")]
        for world in _world(example, "`"):
            yield from (f"With {world}:", "")
        for other, shown in _others(example):
            yield from (f"With the draft `{other}`:", "", "````md", shown.rstrip("\n"), "````", "")
        for word in ("bad", "fixed", "good"):
            if text := example.get(word):
                yield from (f"{word.capitalize()}:", "", f"````{ending}", str(text).rstrip("\n"), "````", "")
