"""A run over a whole site: each draft is judged and indexed, rules about the site judge the index, and the drafts that these
speak of are judged once more, knowing what was said."""

from __future__ import annotations

import os
from itertools import starmap
from zlib import crc32

from linklint import link_index
from linklint.facts.site import destinations, page_notes, site_links
from linklint.facts.site.site import read_site
from linklint.files import Roots
from linklint.model import Destination, Lost
from linklint.record import record, replace

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from linklint.facts.site.routes import Answer
    from linklint.facts.site.site import Site
    from linklint.files import Raw
    from linklint.link_index import Index, IndexedDraft
    from linklint.model import Diagnostic, Draft, Rule, Said
    from linklint.runs.outcome import Outcome
    from linklint.runs.run import Run

    SaidOfDraft = Mapping[str, Mapping[str, Said]]

MANY = 10
"""Drafts beyond which what a rule says `once: site` is a policy of the site rather than a slip of its writers."""
_MOST_NAMED = 3
"""Drafts in a line."""
_OF_PAGES = "destinations"
"""The need of rules that ask where links within the site lead."""
_OF_FRAGMENTS = "fragments"
"""What a draft must have for those of them that ask for more than the page."""


@record
class Surveyed:
    """A site as far as its drafts have been read."""

    index: Index
    site: Site
    ways: site_links.Ways


def survey(run: Run, outcomes: Iterable[Outcome]) -> Surveyed:
    """Raises LinklintError."""
    drafts = sorted(
        (link_index.read(outcome.path, outcome.index) for outcome in outcomes if outcome.index),
        key=lambda draft: draft.path,
    )
    configs = {id(config): config for draft in drafts for config in (run.finder.config_for(draft.path),)}.values()
    hosts = tuple(dict.fromkeys(host for config in configs for host in config.hosts))
    managed = tuple(dict.fromkeys(page for config in configs for page in config.managed))
    site = _site(run, drafts, hosts)
    ways = site_links.Ways(site)
    ways.weigh(drafts)
    return Surveyed(site_links.index(drafts, ways, site_links.Own(hosts, managed)), site, ways)


def _site(run: Run, drafts: Sequence[IndexedDraft], hosts: Sequence[str]) -> Site:
    notes = {draft.path: page_notes.from_list(list(draft.note)) for draft in drafts}
    return read_site(_project(drafts), notes, hosts, run.finder.today, lambda path: _draft(run, path))


def _project(drafts: Sequence[IndexedDraft]) -> str:
    """The repository that all drafts lie in, or what stands for one."""
    folders = {os.path.dirname(draft.path) for draft in drafts}
    folder = os.path.commonpath([*map(os.path.abspath, folders)] or ["."])
    roots = Roots()
    return roots.repository(os.path.abspath(folder)) or roots.as_written(folder)


def _draft(run: Run, path: str) -> Draft | None:
    from linklint import files
    from linklint.parse import parse

    source = files.read(path)
    return None if source.why_not else parse(path, source.text, run.finder.config_for(path))


class Survey:
    """What all drafts together say of each."""

    def __init__(self, run: Run, outcomes: Sequence[Outcome]) -> None:
        """Raises LinklintError."""
        judge = run.judge()
        rules = {outcome.path: judge.rules(outcome.path) for outcome in outcomes}
        surveyed = survey(run, outcomes)
        judge.site = surveyed.site
        self.hint = _hint(surveyed.site.unknown)
        """Of what the site's addresses are not known, and why; empty where all are."""
        self._once = frozenset(rule.id for each in _distinct(rules.values()) for rule in each if "site" in rule.once)
        self._said = dict(said(surveyed.index, rules))
        self._lost = _lost_fragments(run, surveyed, outcomes, rules)
        astray = _leading_astray(surveyed, rules)
        self._concerned = {*self._said, *self._lost, *astray, *_judged_by_pages(outcomes, rules, surveyed.ways)}
        repeated = surveyed.index.repeated
        links = surveyed.index.links() if repeated else ()
        self._repeated = frozenset((link.url, link.text) for _, link in links if link.block in repeated)

    def reading(self, read: Callable[[str], Raw]) -> Callable[[str], Raw]:
        """Reads drafts as parts of the site, with what is said of them."""
        return lambda path: replace(read(path), said=self._said.get(path, {}), lost_fragments=self._lost.get(path, ()))

    def settled(self, outcomes: Iterable[Outcome]) -> dict[str, Outcome]:
        """By path, those to which the site has nothing to add."""
        return {outcome.path: outcome for outcome in outcomes if outcome.path not in self._concerned}

    def collapsed(self, outcomes: Sequence[Outcome]) -> list[Outcome]:
        """With one finding for what the site does rather than a draft: what is said of one subject, what a policy is, what
        stands word for word in many drafts. It stands in the first draft, in the order of the outcomes."""
        groups: dict[tuple[str, ...], list[Diagnostic]] = {}
        for outcome in outcomes:
            for each in outcome.diagnostics:
                if key := self._key(each):
                    groups.setdefault(key, []).append(each)
        policies = {key for key, found in groups.items() if len(key) > 2 or len({each.path for each in found}) > MANY}
        told: set[tuple[str, ...]] = set()
        return [
            replace(outcome, diagnostics=tuple(self._told(outcome, groups, policies, told)))
            if outcome.diagnostics
            else outcome
            for outcome in outcomes
        ]

    def _told(
        self,
        outcome: Outcome,
        groups: Mapping[tuple[str, ...], Sequence[Diagnostic]],
        policies: Iterable[tuple[str, ...]],
        told: set[tuple[str, ...]],
    ) -> Iterator[Diagnostic]:
        for each in outcome.diagnostics:
            key = self._key(each)
            if key not in policies:
                yield each
            elif key not in told:
                told.add(key)
                yield joined(groups[key])

    def _key(self, diagnostic: Diagnostic) -> tuple[str, ...]:
        """What findings have in common that may be one; empty for those that stand for themselves."""
        rule, place = diagnostic.rule, diagnostic.place
        said = self._said.get(diagnostic.path, {}).get(rule, {}).get(place.url)
        if said and said.subject:
            return rule, diagnostic.level, said.subject
        if rule in self._once:
            return rule, diagnostic.level
        is_repeated = bool(place.url) and (place.url, place.text) in self._repeated
        return (rule, diagnostic.level, place.url, place.text) if is_repeated else ()


def _hint(unknown: Sequence[str]) -> str:
    return "; ".join((*unknown[:1], *([f"and of {len(unknown) - 1} more parts of it"] if len(unknown) > 1 else ())))


def _distinct(rules: Iterable[Sequence[Rule]]) -> Iterable[Sequence[Rule]]:
    return {id(each): each for each in rules}.values()


def said(index: Index, rules: Mapping[str, Sequence[Rule]]) -> Iterator[tuple[str, SaidOfDraft]]:
    """The drafts of which something is said, each by the rules that hold for it."""
    by_draft: dict[tuple[int, str], dict[str, dict[str, Said]]] = {}
    for judging in _distinct(rules.values()):
        for rule in judging:
            for path, url, told in rule.survey(index) if rule.survey else ():
                by_draft.setdefault((id(judging), path), {}).setdefault(rule.id, {})[url] = told
    for (number, path), told_of_draft in by_draft.items():
        if id(rules.get(path)) == number:
            yield path, told_of_draft


def _leading_astray(surveyed: Surveyed, rules: Mapping[str, Sequence[Rule]]) -> Iterator[str]:
    """Drafts of whose links within the site rules may have something to say."""
    asks = {id(each): any(_OF_PAGES in rule.needs for rule in each) for each in _distinct(rules.values())}
    for draft in surveyed.index.drafts:
        if asks[id(rules[draft.path])] and any(starmap(_is_astray, surveyed.ways.within(draft).items())):
            yield draft.path


def _is_astray(url: str, answer: Answer) -> bool:
    """A fragment of the draft itself was judged with the draft."""
    if url.startswith("#"):
        return False
    if isinstance(answer, Destination):
        return bool(answer.why_not or answer.moved_to or answer.is_own)
    return isinstance(answer, Lost)


def _lost_fragments(
    run: Run, surveyed: Surveyed, outcomes: Iterable[Outcome], rules: Mapping[str, Sequence[Rule]]
) -> Mapping[str, tuple[str, ...]]:
    """By draft, those that name nothing on other pages, or on its own where the site knows better how headings are called,
    with digests of what the pages have."""
    asks = {id(each): any(rule.only_with == _OF_FRAGMENTS for rule in each) for each in _distinct(rules.values())}
    anew = {draft.path for draft in surveyed.index.drafts if _has_other_ids(run, surveyed.site, draft.path)}
    asked = [
        (draft.path, url.partition("#")[2], answer)
        for draft in surveyed.index.drafts
        if asks[id(rules[draft.path])]
        for url, answer in surveyed.ways.within(draft).items()
        if "#" in url[0 if draft.path in anew else 1 :] and isinstance(answer, Destination)
    ]
    own = _own_anchors(run, surveyed.site, {answer.path for *_, answer in asked}, outcomes)
    lost: dict[str, tuple[str, ...]] = {}
    for path, fragment, answer in asked:
        there = None if fragment in own[answer.path] else answer.anchors()
        if there is not None and fragment not in there:
            digest = crc32("\n".join(sorted(there)).encode("utf-8", "surrogatepass"))
            lost[path] = (*lost.get(path, ()), f"{fragment} {digest}")
    return lost


def _has_other_ids(run: Run, site: Site, path: str) -> bool:
    """The settings of a site say that headings have other ids than the dialect of the draft tells."""
    return bool(site.generator(path)) and site.slugger(path) != destinations.SLUGGERS.get(
        run.finder.config_for(path).dialect, ""
    )


def _own_anchors(
    run: Run, site: Site, paths: Iterable[str], outcomes: Iterable[Outcome]
) -> Mapping[str, Sequence[str]]:
    """What fragments may name on these pages, by what the drafts say themselves. To read them takes time, so it is kept."""
    import json

    keys = {outcome.path: outcome.key for outcome in outcomes if outcome.key}
    wanted = {path: f"{keys[path]}#{site.slugger(path)}" if path in keys else "" for path in sorted(paths)}
    known = run.memory.texts(filter(None, wanted.values())) if run.memory else {}
    told = {
        path: json.loads(known[key]) if key in known else _read_anchors(run, site, path) for path, key in wanted.items()
    }
    if run.memory and (
        new := {key: json.dumps(told[path]) for path, key in wanted.items() if key and key not in known}
    ):
        run.memory.keep_texts(new)
    return told


def _read_anchors(run: Run, site: Site, path: str) -> list[str]:
    from linklint.facts.site import slugs

    draft = _draft(run, path)
    return sorted(slugs.anchors(draft, site.slugger(path)) or ()) if draft else []


def _judged_by_pages(
    outcomes: Iterable[Outcome], rules: Mapping[str, Sequence[Rule]], ways: site_links.Ways
) -> Iterator[str]:
    """Drafts of whose links something was said that the site may know better."""
    for outcome in outcomes:
        if not outcome.diagnostics:
            continue
        of_pages = {rule.id for rule in rules[outcome.path] if _OF_PAGES in rule.needs}
        said = (
            place.url for each in outcome.diagnostics if each.rule in of_pages for place in (each.place, *each.also)
        )
        if any(ways.of_url(url, outcome.path) for url in said):
            yield outcome.path


def joined(found: Sequence[Diagnostic]) -> Diagnostic:
    """One finding that stands for several drafts; its fix is that of the first."""
    first, *others = found
    places = [
        replace(place, path=each.path) if each.path != first.path else place
        for each in others
        for place in (each.place, *each.also)
    ]
    if not places:
        return first
    drafts = [*dict.fromkeys(place.path for place in places if place.path)]
    also = (*first.also, *places)
    count = f"{len(drafts)} more draft{'s' * (len(drafts) != 1)}, {len(also) + 1} places in all"
    rest = f" and {len(drafts) - _MOST_NAMED} more" if len(drafts) > _MOST_NAMED else ""
    named = f"also in {', '.join(drafts[:_MOST_NAMED])}{rest}"
    said = f"{first.message}; the same in {count}" if drafts else first.message
    return replace(first, message=said, evidence=(*first.evidence, named) if drafts else first.evidence, also=also)


def told_by(rule: str, run: Run, index: Index) -> Iterator[str]:
    """The drafts of which a rule about the site speaks, by its options alone, whatever its level is."""
    from linklint import rulebook

    configs = {id(config): config for draft in index.drafts for config in (run.finder.config_for(draft.path),)}
    for number, config in configs.items():
        (loaded,) = rulebook.load(config, [rule], is_site=True)
        for path, _, _ in loaded.survey(index) if loaded.survey else ():
            if id(run.finder.config_for(path)) == number:
                yield path
