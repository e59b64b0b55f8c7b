"""Drafts -> outcomes, each by the rules that hold for it."""

from __future__ import annotations

from linklint import lint, rulebook
from linklint.errors import unknown
from linklint.facts import gather
from linklint.files import decode
from linklint.model import Span, Unread
from linklint.parse import parse
from linklint.record import record, replace
from linklint.runs.outcome import Outcome

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence, Set

    from linklint.config import Finder
    from linklint.facts.online.pages import Pages, Wish
    from linklint.facts.site.site import Site
    from linklint.files import Raw, Source
    from linklint.lint import Examined
    from linklint.model import Config, Diagnostic, Draft, Facts, Online, Rule, Said
    from linklint.runs.memory import Memory
    from linklint.scope import Scope

_ONLINE = frozenset({"pages", "contents", "landings", "https"})
"""What only the web tells."""
_READ = frozenset({"contents", "landings"})
"""What pages must be read for."""
_INDEXED = frozenset({"labels", "anchors", "ratings"})
"""The facts that an index of links holds."""
_LIMITS = "unread"
"""The kind of check that reports what was not read."""


@record
class Judged:
    draft: Draft
    facts: Facts
    examined: Examined

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        return self.examined.diagnostics


def judge(
    source: Source,
    config: Config,
    rules: Sequence[Rule],
    scope: Scope | None = None,
    pages: Pages | None = None,
    further: Set[str] = frozenset(),
    said: Mapping[str, Mapping[str, Said]] | None = None,
    site: Site | None = None,
) -> Judged:
    """`further` facts are found out beside those that the rules need."""
    draft = parse(source.path, source.text, config, source.is_faithful)
    if source.is_limit:
        draft = replace(draft, unread=(Unread(Span(0, 0), source.why_not),))
    needs = lint.needs_of(lint.running(draft, rules)) | further
    facts = gather(draft, needs, config, pages=pages.of(draft, config) if pages else None, site=site)
    if said:
        facts = replace(facts, said=said)
    return Judged(draft, facts, lint.examined(draft, rules, facts, scope))


class Judge:
    """Judges drafts by the configuration that holds for each; reads every configuration once."""

    def __init__(
        self,
        finder: Finder,
        select: Sequence[str] = (),
        ignore: Sequence[str] = (),
        memory: Memory | None = None,
        pages: Pages | None = None,
        is_site: bool = False,
    ) -> None:
        """Without `pages` no rule is run that needs them. `is_site` where rules about the whole site will want to know of
        each draft."""
        self.finder, self.select, self.ignore, self.memory, self.pages = finder, select, ignore, memory, pages
        self.is_site = is_site
        self.site: Site | None = None
        """What drafts that are judged as a part of it link within."""
        self._rules: dict[int, tuple[Rule, ...]] = {}
        self._known: dict[int, frozenset[str]] = {}
        self._validated: set[int] = set()

    def __call__(self, raw: Raw) -> Outcome:
        """Raises LinklintError."""
        if raw.why_not:
            return Outcome(raw.path, drafts=0, notes=(f"{raw.path}: not checked: {raw.why_not}",))
        source = decode(raw.path, raw.content, raw.size)
        rules, config = self.rules(raw.path), self.finder.config_for(raw.path)
        judged = judge(
            source,
            config,
            rules,
            raw.scope,
            self.pages,
            _INDEXED if self.is_site else frozenset(),
            raw.said,
            self.site if raw.said is not None else None,
        )
        facts = judged.facts
        return Outcome(
            raw.path,
            self.memory.key(raw, self.finder) if self.memory else "",
            links=len(judged.draft.links),
            diagnostics=judged.diagnostics,
            lacks=tuple(
                (rule.id, why)
                for kind, why in facts.unknown.items()
                for rule in rules
                if kind in rule.needs and rule.is_heard
            ),
            notes=(*_reading_notes(source, judged.draft, rules), *self._unknown_names(judged.draft, config)),
            probed=facts.probed,
            left_out=judged.examined.left_out,
            gone=judged.examined.gone,
            unsure=tuple(
                (url, page.cause)
                for url, page in sorted(facts.pages.items(), key=lambda each: each[0])
                if page.verdict == "unsure" and not page.tls
            ),
            index=self._index(judged) if self.is_site else (),
        )

    def _index(self, judged: Judged) -> Sequence[object]:
        from linklint import keyphrases, link_index
        from linklint.facts.site import page_notes

        draft = judged.draft
        note = page_notes.as_list(page_notes.note(draft))
        return link_index.rows(draft, judged.facts, note, keyphrases.written(draft.front_matter))

    def wishes(self, raw: Raw) -> Iterator[tuple[Wish, Online]]:
        """The URLs of a draft that its rules want to know of. Raises LinklintError."""
        if raw.why_not or not self.pages:
            return
        from linklint.facts.online.pages import Wish, wanted

        source = decode(raw.path, raw.content, raw.size)
        config = self.finder.config_for(raw.path)
        draft = parse(source.path, source.text, config, source.is_faithful)
        wants = {want for rule in lint.running(draft, self.rules(raw.path)) for want in (*rule.needs, *rule.wants)}
        if wants & _ONLINE:
            for _, url in wanted(draft, config, self.pages.is_private):
                yield Wish(url, not wants.isdisjoint(_READ), "https" in wants), config.online

    def rules(self, path: str) -> tuple[Rule, ...]:
        """The rules for a draft. The first time that a configuration holds, all of it is validated, overrides for other
        drafts too. Raises LinklintError."""
        settings = self.finder.settings_for(path)
        if id(settings) not in self._validated:
            self._validated.add(id(settings))
            for case in settings.cases():
                rulebook.load(case, is_site=self.is_site, is_online=bool(self.pages))
        config = self.finder.config_for(path)
        if id(config) not in self._rules:
            self._rules[id(config)] = rulebook.load(
                config, self.select, self.ignore, self.is_site, is_online=bool(self.pages)
            )
        return self._rules[id(config)]

    def _unknown_names(self, draft: Draft, config: Config) -> Iterator[str]:
        """A misspelt suppression mutes nothing; say so."""
        named = draft.disabled.union(*(directive.rules for directive in draft.directives))
        if named and id(config) not in self._known:
            self._known[id(config)] = frozenset(file.id for file in rulebook.all_files(config))
        known = self._known.get(id(config), frozenset())
        for name in sorted(named - known):
            yield f"{draft.path}: suppression: {unknown('rule', name, known)}"


def _reading_notes(source: Source, draft: Draft, rules: Sequence[Rule]) -> Iterator[str]:
    """What was not read as it stands, where no rule reports it."""
    if not source.is_faithful:
        yield f"{draft.path}: not valid UTF-8; checked with the wrong bytes replaced"
    has_limits = any(rule.kind == _LIMITS and rule.is_heard for rule in rules)
    for part in draft.unread:
        if part.is_slip or not has_limits:
            line = draft.text.count("\n", 0, part.span.start) + 1
            yield f"{draft.path}:{line}: not read: {part.why}"
