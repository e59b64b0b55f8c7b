"""Which findings in a draft are told, where not all are: those that nobody knows yet, or those on some lines."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from hashlib import sha256
from urllib.parse import unquote

from linklint.fingerprints import likeness
from linklint.model import Span
from linklint.objections import words
from linklint.record import record, replace

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence, Set

    from linklint.lines import Lines
    from linklint.model import Diagnostic, Draft, Edit, Link, Rule
    from linklint.objections import Objection

    Known = tuple[str, str, str, str]
    """A place of a finding: rule, URL and text as `likeness` has them, and a mark of its line, empty where nobody knows it."""

OF_FILES = frozenset({"files", "lost_files"})
"""The needs of rules that ask whether there is anything where a link leads."""
_LONGEST = 200
"""Code points of a line."""
_PAGES = frozenset({"md", "mdx", "markdown", "html", "htm", "xhtml", "php"})
"""Endings by which one page may be called."""


@record
class Scope:
    known: tuple[Known, ...] = ()
    """What is not told, as often as it stands here."""
    lines: tuple[tuple[int, int], ...] | None = None
    """The first and last of those on which findings are told, counted from 1 as git counts them; None for all."""
    gone: tuple[str, ...] = ()
    """Files that a change has taken away: that a link leads there is never known."""


def places(diagnostics: Iterable[Diagnostic]) -> tuple[Known, ...]:
    """The places of findings, in their order; of one rule, each once."""
    marks = _Marks()
    found = {
        (each.rule, place.span): (*likeness(each.rule, place.url, place.text), marks[place.line_text])
        for each in diagnostics
        for place in (each.place, *each.also)
    }
    return tuple(found.values())


class Sieve:
    """Takes out what the scope of a draft leaves out."""

    def __init__(
        self, draft: Draft, objections: Iterable[Objection], scope: Scope, lines: Lines, ran: Set[str]
    ) -> None:
        """`ran` are the rules that judged the draft: of others, what is known may still be there."""
        self._draft, self._lines = draft, lines
        self._subjects: dict[tuple[str, Span], tuple[Rule, Link | None]] = {}
        for objection in objections:
            for span, link in objection.subjects():
                self._subjects.setdefault((objection.rule.id, span), (objection.rule, link))
        self._out: set[tuple[str, Span]] = set()
        self.gone = 0
        """Of what is known, how much is no more."""
        if scope.lines is not None:
            self._leave_lines(scope.lines)
        if scope.known:
            self._leave_known(scope, ran)

    def is_out(self, rule: Rule, span: Span) -> bool:
        return (rule.id, span) in self._out

    def _leave_lines(self, told: Iterable[tuple[int, int]]) -> None:
        parts = list(_spans(self._draft.text, told))
        for (rule, span), (_, link) in self._subjects.items():
            if not (_touches(span, parts) or (link and _touches(link.url_span, parts))):
                self._out.add((rule, span))

    def _leave_known(self, scope: Scope, ran: Set[str]) -> None:
        """Places in the very lines that they are known from go first: of several alike, those that are left are new."""
        known, marks = Counter(scope.known), _Marks()
        left: list[tuple[str, Span, tuple[str, str, str]]] = []
        for rule, span, alike in self._alike(scope.gone):
            line = marks[self._lines.place(span).line_text]
            if known[(*alike, line)] > 0:
                known[(*alike, line)] -= 1
                self._out.add((rule, span))
            else:
                left.append((rule, span, alike))
        anywhere: Counter[tuple[str, str, str]] = Counter()
        for (rule, url, text, _), count in known.items():
            anywhere[rule, url, text] += count
        for rule, span, alike in left:
            if anywhere[alike] > 0:
                anywhere[alike] -= 1
                self._out.add((rule, span))
        self.gone = sum(count for (rule, _, _), count in anywhere.items() if rule in ran)

    def _alike(self, gone: Iterable[str]) -> Iterator[tuple[str, Span, tuple[str, str, str]]]:
        """In order of place, but for links that lead to what is gone."""
        endings = frozenset(ending for path in gone for ending in _endings(path))
        ordered = sorted(self._subjects.items(), key=lambda item: (item[0][1].start, item[0][1].end, item[0][0]))
        for (name, span), (rule, link) in ordered:
            if not (endings and link and rule.needs & OF_FILES and _place_of(link) in endings):
                yield name, span, likeness(name, *words(self._draft.text, span, link))


def moved(scope: Scope | None, text: str, edits: Iterable[Edit]) -> Scope | None:
    """The scope of what edits make of a text: lines behind those that go move up."""
    if scope is None or scope.lines is None:
        return scope
    shifts = [
        (
            text.count("\n", 0, edit.span.start) + 1,
            edit.text.count("\n") - text.count("\n", edit.span.start, edit.span.end),
        )
        for edit in edits
    ]
    after = tuple(
        (
            first + sum(shift for line, shift in shifts if line < first),
            last + sum(shift for line, shift in shifts if line <= last),
        )
        for first, last in scope.lines
    )
    return replace(scope, lines=after)


def _place_of(link: Link) -> str:
    """Where a relative link leads, without the way up."""
    path = unquote(link.target.path) if link.target and link.target.form == "relative" else ""
    return _page("/".join(step for step in path.split("/") if step not in ("", ".", "..")))


def _endings(path: str) -> Iterator[str]:
    """`a/b/c.md` may be called `a/b/c`, `b/c` and `c`: a site may be built from any folder. An index is its folder, too."""
    steps = _page(path).split("/")
    for number in range(len(steps)):
        yield "/".join(steps[number:])
    if steps[-1] == "index" and len(steps) > 1:
        yield from _endings("/".join(steps[:-1]))


def _page(path: str) -> str:
    """`pay.md` and `pay.html` are one page, `pay`."""
    name, dot, ending = path.rpartition(".")
    return name if dot and ending.lower() in _PAGES else path


class _Marks(dict[str, str]):
    """By what lines are known again: their words, or a digest where they are long. Drafts have paragraphs in one line."""

    def __missing__(self, line: str) -> str:
        words = " ".join(line.split())
        if len(words) > _LONGEST:
            words = sha256(words.encode("utf-8", "surrogatepass")).hexdigest()
        self[line] = words
        return words


def _spans(text: str, told: Iterable[tuple[int, int]]) -> Iterator[Span]:
    starts = [0]
    while end := text.find("\n", starts[-1]) + 1:
        starts.append(end)
    starts.append(len(text) + 1)
    for first, last in told:
        if first < len(starts):
            yield Span(starts[first - 1], starts[min(last, len(starts) - 1)])


def _touches(span: Span, parts: Sequence[Span]) -> bool:
    """`parts` are in order and disjoint."""
    last = max(span.start, span.end - 1)
    number = bisect_right(parts, last, key=lambda part: part.start)
    return number > 0 and parts[number - 1].end > span.start
