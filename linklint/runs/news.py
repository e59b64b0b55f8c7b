"""What is new: which drafts of a run are judged, and what of them is told, where a change, a patch or a baseline decides."""

from __future__ import annotations

import os
from collections import Counter
from urllib.parse import quote

from linklint import git
from linklint.errors import LinklintError
from linklint.files import LARGEST_DRAFT, Raw, Roots, shown
from linklint.git import Repository
from linklint.record import record, replace
from linklint.scope import OF_FILES, Scope, places

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from linklint.git import Change
    from linklint.runs.run import Run, Watch
    from linklint.scope import Known

AUTO = "auto"
VARIABLES = {
    "PRE_COMMIT_FROM_REF": ("{}",),
    "GITHUB_BASE_REF": ("origin/{}", "{}"),
    "CI_MERGE_REQUEST_DIFF_BASE_SHA": ("{}",),
    "BITBUCKET_PR_DESTINATION_BRANCH": ("origin/{}", "{}"),
}
"""Where pre-commit and code hosts say what a change is compared with, and what that may be called in a clone."""


class Narrowed:
    """Reads drafts, and says of each what is told of it."""

    def __init__(self, read: Callable[[str], Raw], scopes: Mapping[str, Scope]) -> None:
        self._read, self.scopes = read, scopes

    def __call__(self, path: str) -> Raw:
        scope = self.scopes.get(path)
        return replace(self._read(path), scope=scope) if scope else self._read(path)


@record
class Asked:
    """The drafts of a run as the command line names them, as they were found, and what reads them."""

    named: Sequence[str]
    paths: Sequence[str]
    read: Callable[[str], Raw]
    is_stdin: bool = False


def narrowed(
    new_since: str, patch: str, baseline: str, run: Run, asked: Asked, watched: Watch
) -> tuple[Sequence[str], Narrowed]:
    """The drafts that are left to judge, and what reads them. Raises LinklintError."""
    scopes: Mapping[str, Scope] | None = None
    if new_since:
        scopes = since(new_since, run, asked, watched)
    elif patch:
        scopes = added(patch, asked)
    paths = asked.paths if scopes is None else list(scopes)
    if baseline:
        scopes = with_baseline(baseline, paths, scopes or {})
    return paths, Narrowed(asked.read, scopes or {})


def since(revision: str, run: Run, asked: Asked, watched: Watch) -> Mapping[str, Scope]:
    """The drafts that differ from a commit, in their order, with what was there before. Raises LinklintError."""
    places_of = _Places(asked.named)
    by_root: dict[str, dict[str, str]] = {root: {} for root in places_of.roots}
    others = 0
    for path in asked.paths:
        root, place = places_of(path)
        if root in by_root:
            by_root[root][path] = place
        else:
            others += 1
    if others:
        _note(f"not compared: {others} of the drafts, in other repositories than this")
    scopes: dict[str, Scope] = {}
    for root, drafts in by_root.items():
        scopes |= _Comparison(Repository(root), revision, run, asked, watched).scopes(drafts)
    return {path: scopes[path] for path in asked.paths if path in scopes}


def _note(what: str) -> None:
    from linklint.notes import note

    note(what)


class _Places:
    """Where drafts lie in their repositories, behind symbolic links."""

    def __init__(self, named: Iterable[str]) -> None:
        self._roots, self._folders = Roots(), dict[str, tuple[str, str]]()
        self.roots = dict.fromkeys(self._root(each) for each in named)

    def _root(self, named: str) -> str:
        folder = os.path.realpath(named if os.path.isdir(named) else os.path.dirname(named) or ".")
        root = self._roots.repository(folder)
        if not root or not os.path.lexists(os.path.join(root, ".git")):
            raise LinklintError(f"{named}: in no git repository; --new-since compares with a commit of one")
        return root

    def __call__(self, path: str) -> tuple[str, str]:
        folder, name = os.path.split(os.path.realpath(path) if os.path.islink(path) else path)
        if folder not in self._folders:
            real = os.path.realpath(folder)
            root = self._roots.repository(real)
            inside = os.path.relpath(real, root).replace(os.sep, "/") if root else "."
            self._folders[folder] = root, "" if inside == "." else inside + "/"
        root, prefix = self._folders[folder]
        return root, prefix + name


class _Comparison:
    """Of the drafts of one repository with a commit."""

    def __init__(self, repository: Repository, revision: str, run: Run, asked: Asked, watched: Watch) -> None:
        self._repository, self._run, self._asked, self._watched = repository, run, asked, watched
        self._base = _base(repository, revision)
        self._changes: dict[str, Change] = {}
        gone = []
        for change in repository.changes(self._base):
            if change.blob or change.path not in self._changes:
                self._changes[change.path] = change
            if change.old_path and not os.path.lexists(os.path.join(repository.root, change.old_path)):
                gone.append(change.old_path)
        self._gone = tuple(sorted(gone))

    def scopes(self, drafts: Mapping[str, str]) -> Iterator[tuple[str, Scope]]:
        """`drafts` are paths with their places in the repository."""
        before: dict[str, tuple[str, str]] = {}
        unchanged: dict[str, str] = {}
        tracked = self._repository.tracked()
        for path, place in drafts.items():
            change = self._changes.get(place)
            if change:
                before[path] = change.old_path, change.blob
            elif self._asked.is_stdin:
                before[path] = place, self._repository.blob(self._base, place)
            elif place in tracked:
                unchanged[path] = place
            else:
                before[path] = "", ""
        naming = self._naming()
        linking = {path: place for path, place in unchanged.items() if place in naming}
        for path, known in (self._known_before(before) | self._known_of(linking)).items():
            has_links = drafts[path] in naming or self._asked.is_stdin
            yield path, Scope(known, gone=self._gone if has_links else ())

    def _known_before(self, before: Mapping[str, tuple[str, str]]) -> dict[str, tuple[Known, ...]]:
        """What there was to find in the old drafts, by today's settings. One that was excluded had never been judged."""
        contents = self._repository.contents(blob for _, blob in before.values() if blob)
        old: dict[str, Raw] = {}
        shown_of = {path: self._shown(place) for path, (place, blob) in before.items() if blob}
        for path, name in shown_of.items():
            if name == path or not self._run.finder.excludes(name):
                content = contents[before[path][1]]
                old[name] = Raw(name, content[: LARGEST_DRAFT + 1], len(content))
        outcomes = self._run.outcomes(list(old), old.__getitem__, self._watched)
        told = {outcome.path: places(outcome.diagnostics) for outcome in outcomes}
        return {path: told.get(shown_of.get(path, ""), ()) for path in before}

    def _shown(self, place: str) -> str:
        return shown(os.path.join(self._repository.root, place))

    def _naming(self) -> frozenset[str]:
        """Drafts that may link to what is gone: they name it, as it is or with another ending."""
        return self._repository.mentions(word for path in self._gone for word in _names(path))

    def _known_of(self, unchanged: Iterable[str]) -> dict[str, tuple[Known, ...]]:
        """What is known of drafts that have not changed, if they do link to what is gone."""
        of_files = {path: self._rules_of_files(path) for path in unchanged}
        outcomes = self._run.outcomes([path for path in of_files if of_files[path]], self._asked.read, self._watched)
        return {
            outcome.path: places(outcome.diagnostics)
            for outcome in outcomes
            if any(each.rule in of_files[outcome.path] for each in outcome.diagnostics)
        }

    def _rules_of_files(self, path: str) -> frozenset[str]:
        return frozenset(rule.id for rule in self._run.judge().rules(path) if rule.needs & OF_FILES)


def _names(path: str) -> tuple[str, str]:
    """What links to a file have in common, as it is and with escapes."""
    stem, dot, _ = os.path.basename(path).rpartition(".")
    name = stem + dot if stem else os.path.basename(path)
    return name, quote(name)


def _base(repository: Repository, revision: str) -> str:
    """The commit to compare with: where the present one parted from the revision."""
    names = _named(revision)
    for name in names:
        found = repository.fork_point(name)
        if found:
            return found
        if found is not None:
            raise LinklintError(f"--new-since {revision}: {name} and HEAD have no commit in common; {git.HISTORY}")
    if revision == AUTO and names == ["HEAD"]:
        return repository.nothing()
    which = f"{' or '.join(names)}: " if revision == AUTO else ""
    raise LinklintError(f"--new-since {revision}: {which}no such commit here; {git.HISTORY}")


def _named(revision: str) -> list[str]:
    if revision != AUTO:
        return [revision]
    for variable, forms in VARIABLES.items():
        if value := os.environ.get(variable):
            return [form.format(value) for form in forms]
    if os.environ.get("PRE_COMMIT"):
        return ["HEAD"]
    raise LinklintError(f"--new-since auto: none of {', '.join(VARIABLES)} is set; name a commit or a branch")


def added(source: str, asked: Asked) -> Mapping[str, Scope]:
    """The drafts to which a patch adds lines, with those lines. Raises LinklintError."""
    from linklint import patches

    lines = patches.read(_patch(source))
    root = Roots().repository(os.path.abspath(".")) or "."
    by_place = {os.path.realpath(os.path.join(root, path)): lines[path] for path in lines}
    by_place |= {os.path.realpath(path): lines[path] for path in lines if os.path.lexists(path)}
    found = {path: by_place.get(os.path.realpath(path)) for path in asked.paths}
    return {path: Scope(lines=told) for path, told in found.items() if told}


def _patch(source: str) -> bytes:
    if source == "-":
        from linklint.sources import stdin

        return stdin()
    try:
        with open(source, "rb") as file:
            return file.read()
    except OSError as error:
        raise LinklintError(f"--patch {source}: {error.strerror}") from error


def with_baseline(path: str, drafts: Iterable[str], scopes: Mapping[str, Scope]) -> Mapping[str, Scope]:
    """Scopes in which what a baseline holds is known, too."""
    from linklint import baselines

    entries = baselines.by_draft(baselines.read(path))
    found = dict(scopes)
    for draft in drafts:
        if known := entries.get(os.path.abspath(draft)):
            scope = found.get(draft, Scope())
            found[draft] = replace(scope, known=(*scope.known, *_further(known, scope.known)))
    return found


def _further(known: Mapping[tuple[str, str, str], int], before: Iterable[Known]) -> Iterator[Known]:
    """What a baseline knows more often than it was there before."""
    there = Counter((rule, url, text) for rule, url, text, _ in before)
    for alike, count in sorted(known.items()):
        for _ in range(count - there[alike]):
            yield (*alike, "")
