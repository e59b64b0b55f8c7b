"""Findings made by hand, and every format read back as the program reads it that the format is for."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import unquote

from linklint.lines import Lines
from linklint.model import Diagnostic, Edit, Fix, Span
from linklint.record import record
from linklint.reports import FORMATS, render
from linklint.summary import Summary

TYPE_CHECKING = False
if TYPE_CHECKING:
    from linklint.model import Level

CI_COMMAND = re.compile(r"^\s*::|##\[|##vso\[|##teamcity\[", re.M)


def finding(
    text: str = "See [here](https://a.example/).",
    span: tuple[int, int] = (4, 30),
    also: tuple[tuple[int, int], ...] = (),
    edits: tuple[tuple[int, int, str], ...] = (),
    path: str = "a.md",
    rule: str = "anchor-generic",
    level: Level = "warning",
    message: str = "it says nothing",
    evidence: tuple[str, ...] = (),
    nth: int = 1,
) -> Diagnostic:
    lines = Lines(text)
    fix = Fix(tuple(Edit(Span(start, end), new) for start, end, new in edits), is_safe=True) if edits else None
    return Diagnostic(
        path=path,
        rule=rule,
        level=level,
        message=message,
        place=lines.place(Span(*span)),
        url="https://a.example/",
        text="here",
        evidence=evidence,
        also=tuple(lines.place(Span(*each)) for each in also),
        fix=fix,
        fix_places=tuple(lines.place(edit.span) for edit in fix.edits) if fix else (),
        nth=nth,
    )


def rendered(name: str, *found: Diagnostic) -> str:
    summary = Summary()
    for each in found:
        summary.by_level[each.level] += 1
    return render(name, found, summary)


@record
class Told:
    """What a format says of a finding; None for what it does not hold."""

    path: str
    message: str
    line: int
    column: int | None = None
    end_line: int | None = None
    end_column: int | None = None


def told(name: str, text: str) -> list[Told]:
    return [*READERS[name](text)]


def _lines(text: str) -> Iterator[Told]:
    for line in text.splitlines():
        found = re.fullmatch(r"(.*?):(\d+):(\d+): (?:error|warning|info): (.*) \[[a-z-]+\](?: \(.*\))?", line)
        if found:
            yield Told(found[1], found[4], int(found[2]), int(found[3]))


def _grouped(text: str) -> Iterator[Told]:
    path = ""
    for line in text.splitlines():
        if found := re.fullmatch(r" +(\d+):(\d+)  (?:error|warning|info) +(.*) \[[a-z-]+\](?: \(.*\))?", line):
            yield Told(path, found[3], int(found[1]), int(found[2]))
        elif line:
            path = line


def _json(text: str) -> Iterator[Told]:
    return map(_finding, json.loads(text)["findings"])


def _jsonl(text: str) -> Iterator[Told]:
    return (_finding(json.loads(line)) for line in text.splitlines())


def _finding(each: dict[str, Any]) -> Told:
    places = (each[key] for key in ("line", "column", "end_line", "end_column"))
    return Told(each["path"], each["message"], *places)


def _sarif(text: str) -> Iterator[Told]:
    (run,) = json.loads(text)["runs"]
    for each in run["results"]:
        where = each["locations"][0]["physicalLocation"]
        region = where.get("contextRegion", where["region"])
        places = (region[key] for key in ("startLine", "startColumn", "endLine", "endColumn"))
        yield Told(unquote(where["artifactLocation"]["uri"]), each["message"]["text"], *places)


def _github(text: str) -> Iterator[Told]:
    for line in text.splitlines():
        found = re.fullmatch(r"::(?:error|warning|notice) ([^:]*)::(.*)", line)
        assert found, line
        said = {name: _decoded(value) for name, _, value in (part.partition("=") for part in found[1].split(","))}
        places = (int(said[key]) for key in ("line", "col", "endLine", "endColumn"))
        (logged,) = _lines(_decoded(found[2]).split("\n")[0])
        yield Told(said["file"], logged.message, *places)


def _decoded(text: str) -> str:
    """As a runner does: `%25` last."""
    for mark, character in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        text = text.replace(mark, character)
    return text


def _gitlab(text: str) -> Iterator[Told]:
    for each in json.loads(text):
        where = each["location"]
        begin, end = where["positions"]["begin"], where["positions"]["end"]
        assert where["lines"] == {"begin": begin["line"], "end": end["line"]}
        places = (begin["line"], begin["column"], end["line"], end["column"])
        yield Told(where["path"], each["description"], *places)


def _rdjson(text: str) -> Iterator[Told]:
    return map(_rdf, json.loads(text)["diagnostics"])


def _rdjsonl(text: str) -> Iterator[Told]:
    return (_rdf(json.loads(line)) for line in text.splitlines())


def _rdf(each: dict[str, Any]) -> Told:
    place = each["location"]["range"]
    places = (place[side][key] for side in ("start", "end") for key in ("line", "column"))
    return Told(each["location"]["path"], each["message"], *places)


def _junit(text: str) -> Iterator[Told]:
    for case in ET.fromstring(text).iter("testcase"):
        if case.get("line"):
            (said,) = case
            (logged,) = _lines((said.text or "").split("\n")[0])
            yield Told(str(case.get("file")), logged.message, int(str(case.get("line"))), logged.column)


def _checkstyle(text: str) -> Iterator[Told]:
    for file in ET.fromstring(text):
        for error in file:
            line, column = (int(error.attrib[key]) for key in ("line", "column"))
            yield Told(file.attrib["name"], error.attrib["message"], line, column)


def _azure(text: str) -> Iterator[Told]:
    for line in text.splitlines():
        found = re.fullmatch(r"##vso\[task\.logissue ([^]]*)\](.*)", line)
        assert found, line
        pairs = (part.partition("=") for part in found[1].split(";") if part)
        said = {name: _vso(value) for name, _, value in pairs}
        (logged,) = _lines(_vso(found[2]))
        yield Told(said["sourcepath"], logged.message, int(said["linenumber"]), int(said["columnnumber"]))


def _vso(text: str) -> str:
    for mark, character in (("%3B", ";"), ("%5D", "]"), ("%AZP25", "%")):
        text = text.replace(mark, character)
    return text


def _teamcity(text: str) -> Iterator[Told]:
    for line in text.splitlines():
        assert re.fullmatch(r"##teamcity\[\w+(?: \w+='(?:[^'|\]\[]|\|.)*')*\]", line), line
        said = {key: _plain(value) for key, value in re.findall(r" (\w+)='((?:[^'|]|\|.)*)'", line)}
        if "file" in said:
            message, _, column = said["message"].rpartition(" (column ")
            yield Told(said["file"], message, int(said["line"]), int(column[:-1]))


def _plain(value: str) -> str:
    units = re.sub(r"\|0x([0-9a-f]{4})|\|(.)", lambda each: each[2] or chr(int(each[1], 16)), value)
    return units.encode("utf-16", "surrogatepass").decode("utf-16")


def _markdown(text: str) -> Iterator[Told]:
    from markdown_it import MarkdownIt

    for token in MarkdownIt("commonmark").parse(text):
        children = token.children or ()
        assert not {child.type for child in children} & {"html_inline", "image", "softbreak"}
        codes = [child.content for child in children if child.type == "code_inline"]
        if len(codes) == 2:
            path, line, column = codes[0].rsplit(":", 2)
            yield Told(path, codes[1], int(line), int(column))


READERS: dict[str, Callable[[str], Iterator[Told]]] = {
    "full": _lines,
    "concise": _lines,
    "grouped": _grouped,
    "json": _json,
    "jsonl": _jsonl,
    "sarif": _sarif,
    "github": _github,
    "gitlab": _gitlab,
    "rdjson": _rdjson,
    "rdjsonl": _rdjsonl,
    "junit": _junit,
    "checkstyle": _checkstyle,
    "azure": _azure,
    "teamcity": _teamcity,
    "markdown": _markdown,
}
assert [*READERS] == [*FORMATS]
