"""Findings as text in any of the formats: to show, and in files beside what is shown."""

from __future__ import annotations

import os

from linklint.errors import LinklintError
from linklint.record import record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from linklint.model import Diagnostic
    from linklint.summary import Summary

FORMATS = (
    "full",
    "concise",
    "grouped",
    "json",
    "jsonl",
    "sarif",
    "github",
    "gitlab",
    "rdjson",
    "rdjsonl",
    "junit",
    "checkstyle",
    "azure",
    "teamcity",
    "markdown",
)
"""Each is a module of `report`, imported when it is asked for."""


@record
class Report:
    """A file that is to hold the findings."""

    format: str
    path: str


def asked(given: Iterable[str], paths: Iterable[str] = ()) -> tuple[Report, ...]:
    """`sarif=out.sarif`, as on the command line, and not in the place of a draft among the paths. Raises LinklintError for
    what cannot be written, before anything is judged."""
    reports = tuple(map(_report, given))
    places = [os.path.realpath(each.path) for each in reports]
    drafts = {os.path.realpath(path) for path in (paths if reports else ())}
    for place, each in zip(places, reports, strict=True):
        if place in drafts:
            raise LinklintError(f"--report: {each.path} is a draft to check")
        if places.count(place) > 1:
            raise LinklintError(f"--report: {each.path} cannot hold two reports")
    return reports


def _report(given: str) -> Report:
    name, equals, path = given.partition("=")
    if not equals or not path:
        raise LinklintError(f'--report wants FORMAT=FILE such as sarif=out.sarif, not "{given}"')
    if name not in FORMATS:
        from linklint.errors import unknown

        raise LinklintError(f"--report: {unknown('format', name, FORMATS)}")
    if path == "-":
        raise LinklintError("--report writes files; what goes to stdout, --output-format says")
    folder = os.path.dirname(path) or "."
    if not os.path.isdir(folder):
        raise LinklintError(f"--report {given}: there is no folder {folder}")
    if os.path.isdir(path):
        raise LinklintError(f"--report {given}: {path} is a folder")
    return Report(name, path)


def write(reports: Iterable[Report], diagnostics: Sequence[Diagnostic], summary: Summary) -> None:
    """Each whole or not at all. Raises LinklintError."""
    for each in reports:
        text = render(each.format, diagnostics, summary)
        try:
            _put(each.path, text.encode("utf-8", "backslashreplace"))
        except OSError as error:
            raise LinklintError(f"{each.path}: not written: {error.strerror or error}") from error


def _put(path: str, content: bytes) -> None:
    if os.path.exists(path) and not os.path.isfile(path):  # a pipe or a device, which nothing can take the place of
        with open(path, "wb") as file:
            file.write(content)
        return
    from linklint.files import write_atomically

    write_atomically(os.path.realpath(path), content)


def render(name: str, diagnostics: Sequence[Diagnostic], summary: Summary, colour: bool = False) -> str:
    from importlib import import_module

    text: str = import_module(f"linklint.report.{name}").render(diagnostics, summary, colour)
    return text
