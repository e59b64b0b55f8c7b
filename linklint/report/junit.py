"""JUnit XML: a test suite for each draft, a test case for each finding. Errors and warnings fail; what is milder passes, and
says what it has to say."""

from __future__ import annotations

from linklint.report import concise
from linklint.report.order import by_path
from linklint.report.xml_text import HEAD, element, escaped

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from linklint.model import Diagnostic
    from linklint.summary import Summary


def render(diagnostics: Sequence[Diagnostic], summary: Summary, colour: bool) -> str:
    suites = [_suite(path, found, summary) for path, found in by_path(diagnostics)] or [_clean()]
    return HEAD + element("testsuites", {"name": "linklint", **_counts(diagnostics)}, ["\n", *suites])


def _clean() -> str:
    """Build servers take a report without tests for a mistake."""
    case = element("testcase", {"classname": "linklint", "name": "nothing found"})
    return element("testsuite", {"name": "linklint", **_counts(()), "tests": 1}, ["\n", case])


def _suite(path: str, found: Sequence[Diagnostic], summary: Summary) -> str:
    names = _names(found)
    cases = (_case(name, each, summary) for name, each in zip(names, found, strict=True))
    return element("testsuite", {"name": path, **_counts(found)}, ["\n", *cases])


def _names(found: Iterable[Diagnostic]) -> Iterator[str]:
    """By which build servers know cases again: none twice, and without a line, so that they stay when lines move."""
    seen: dict[str, int] = {}
    for each in found:
        name = f"{each.message} [{each.rule}]"
        seen[name] = seen.get(name, 0) + 1
        yield name if seen[name] == 1 else f"{name} ({seen[name]})"


def _counts(found: Sequence[Diagnostic]) -> dict[str, object]:
    return {"tests": len(found), "failures": sum(each.level != "info" for each in found), "errors": 0, "skipped": 0}


def _case(name: str, diagnostic: Diagnostic, summary: Summary) -> str:
    attributes: dict[str, object] = {
        "classname": diagnostic.path,
        "name": name,
        "file": diagnostic.path,
        "line": diagnostic.place.start.line,
    }
    return element("testcase", attributes, ["\n", _outcome(diagnostic, summary)])


def _outcome(diagnostic: Diagnostic, summary: Summary) -> str:
    rule = summary.help_on(diagnostic)
    evidence = (f"= {line}" for line in diagnostic.evidence)
    said = "\n".join(map(escaped, (concise.line(diagnostic), *evidence, rule.why, *rule.see)))
    if diagnostic.level == "info":
        return element("system-out", {}, [said])
    return element("failure", {"type": diagnostic.level, "message": diagnostic.message}, [said])
