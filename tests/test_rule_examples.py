"""Every rule against its own examples: alone, on exactly the places that the marks show."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from itertools import pairwise
from pathlib import Path

import pytest
import yaml

from linklint import examples, keyphrases, link_index, lint, rulebook
from linklint.config_file import read as read_config
from linklint.facts import gather
from linklint.facts.credibility.metrics import load
from linklint.facts.credibility.sources import Sources
from linklint.facts.site import page_notes, site_links
from linklint.facts.site.site import Site, read_site
from linklint.fixes import Rounds, is_any
from linklint.model import Config, Diagnostic, Draft, Rule, Said, Span
from linklint.parse import parse
from linklint.record import replace
from linklint.rulebook import RuleFile
from linklint.runs import survey
from tests.small_packs import SmallPack

CASES = [
    pytest.param(file, example, id=f"{file.id} {number}")
    for file in map(rulebook.whole, rulebook.rule_files())
    for number, example in enumerate(file.examples, 1)
]
BAD = [case for case in CASES if "bad" in case.values[1]]  # type: ignore[operator]
GOOD = [case for case in CASES if "good" in case.values[1]]  # type: ignore[operator]
NEVER_BAD = {
    (name, "html") for name in ("parse-limit", "broken-link-syntax", "undefined-reference", "reference-redefined")
}
"""HTML is read whole, has no syntax of links to get wrong, and a file that is no text is no example."""
ENDINGS = {"markdown": ".md", "mdx": ".mdx", "html": ".html"}


def config_of(example: dict[str, object], folder: Path) -> Config:
    for name, text in (example.get("texts") or {}).items():  # type: ignore[attr-defined]
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    if "config" not in example:
        return Config(root=str(folder), today="2026-11-22")
    path = folder / ".linklint.yaml"
    path.write_text(yaml.safe_dump(example["config"]), encoding="utf-8")
    return replace(read_config(str(path)).config, today="2026-11-22")


def known(example: dict[str, object], config: Config) -> Sources:
    packs = {name: SmallPack(name, rows) for name, rows in (example.get("packs") or {}).items()}  # type: ignore[attr-defined]
    return Sources(packs.get, load(config.root, config.metrics) if config.metrics.file else None)


def found(file: RuleFile, example: dict[str, object], text: str, folder: Path) -> tuple[Diagnostic, ...]:
    config = config_of(example, folder)
    return examined(
        example, text, folder, config, rulebook.load(config, select=[file.id], is_site=True, is_online=True)
    )


def examined(
    example: dict[str, object], text: str, folder: Path, config: Config, rules: Iterable[Rule]
) -> tuple[Diagnostic, ...]:
    """In the example's own world. The draft itself lies in it: a folder without anything tells nothing."""
    path = folder / str(example.get("path") or f"draft{ENDINGS[str(example.get('format') or 'markdown')]}")
    for each in (path, *(folder / str(name) for key in ("files", "drafts") for name in example.get(key) or [])):  # type: ignore[attr-defined]
        each.parent.mkdir(parents=True, exist_ok=True)
        each.touch()
    for name, shown in (example.get("drafts") or {}).items():  # type: ignore[attr-defined]
        (folder / name).write_text(shown, encoding="utf-8")
    path.write_text(text, encoding="utf-8")
    draft = parse(str(path), text, config)
    facts = gather(
        draft,
        lint.needs_of(rules),
        config,
        known(example, config),
        examples.pages(example),
        site_of(example, folder, config),
    )
    if any(rule.survey for rule in rules):
        facts = replace(facts, said=said(example, draft, folder, config, rules))
    return lint.examine(draft, rules, facts)


def site_of(example: dict[str, object], folder: Path, config: Config) -> Site | None:
    """The files of the example as a site, where it asks for one."""
    if not example.get("site"):
        return None

    def draft_of(path: str) -> Draft:
        return parse(path, Path(path).read_text(encoding="utf-8"), config)

    return read_site(str(folder), hosts=config.hosts, today=config.today, draft_of=draft_of)


def said(
    example: dict[str, object], draft: Draft, folder: Path, config: Config, rules: Iterable[Rule]
) -> Mapping[str, Mapping[str, Said]]:
    """What the other drafts of the example make of this one."""
    others = [
        parse(str(folder / name), text, config)
        for name, text in (example.get("drafts") or {}).items()  # type: ignore[attr-defined]
    ]
    indexed = [
        link_index.read(each.path, link_index.rows(each, facts, page_notes.as_list(note), phrases))
        for each in sorted([draft, *others], key=lambda each: each.path)
        for facts in (gather(each, {"labels", "anchors"}, config),)
        for note in (page_notes.note(each),)
        for phrases in (keyphrases.written(each.front_matter),)
    ]
    ways = site_links.Ways(read_site(str(folder), hosts=config.hosts, today=config.today))
    index = site_links.index(indexed, ways, site_links.Own(config.hosts, config.managed))
    return dict(survey.said(index, {draft.path: list(rules)})).get(draft.path, {})


def places(diagnostics: tuple[Diagnostic, ...]) -> list[Span]:
    spans = {place.span for each in diagnostics for place in (each.place, *each.also)}
    return sorted(spans, key=lambda span: (span.start, span.end))


@pytest.mark.parametrize(("file", "example"), BAD)
def test_bad_drafts_are_reported_exactly_where_the_marks_are(
    file: RuleFile, example: dict[str, object], tmp_path: Path
) -> None:
    marked = examples.unmarked(str(example["bad"]))
    assert marked.spans, "a bad draft shows at least one place"
    diagnostics = found(file, example, marked.text, tmp_path)
    cut = [marked.text[span.start : span.end] for span in places(diagnostics)]
    assert cut == [marked.text[span.start : span.end] for span in marked.spans]
    assert places(diagnostics) == list(marked.spans)
    for diagnostic in diagnostics:
        assert not re.search(r"\{\w+\}", diagnostic.message), "every word of the message is filled"


@pytest.mark.parametrize(("file", "example"), GOOD)
def test_good_drafts_are_left_alone(file: RuleFile, example: dict[str, object], tmp_path: Path) -> None:
    assert found(file, example, str(example["good"]), tmp_path) == ()


@pytest.mark.parametrize(("file", "example"), [case for case in CASES if "fixed" in case.values[1]])  # type: ignore[operator]
def test_fixes_make_the_fixed_draft_of_the_bad_one(file: RuleFile, example: dict[str, object], tmp_path: Path) -> None:
    rounds = Rounds(examples.unmarked(str(example["bad"])).text, is_any)
    while rounds.go_on(found(file, example, rounds.text, tmp_path)):
        pass
    assert rounds.text == example["fixed"]
    assert not rounds.trouble


@pytest.mark.parametrize("file", list(map(rulebook.whole, rulebook.rule_files())), ids=lambda file: str(file.id))
def test_every_rule_shows_good_and_bad_in_markdown_and_in_html(file: RuleFile) -> None:
    for kind in ("markdown", "html"):
        shown = [each for each in file.examples if (each.get("format") or "markdown") == kind]
        assert any("bad" in each for each in shown) or (file.id, kind) in NEVER_BAD, f"no bad {kind}"
        assert any("good" in each for each in shown), f"no good {kind}"


@pytest.mark.parametrize(("file", "example"), BAD)
def test_no_place_has_two_findings_for_one_repair(file: RuleFile, example: dict[str, object], tmp_path: Path) -> None:
    config = config_of(example, tmp_path)
    loaded = (
        *rulebook.load(config, is_site=True),
        *rulebook.load(config, select=[file.id], is_site=True, is_online=True),
    )
    rules = {rule.id: rule for rule in loaded}
    text = examples.unmarked(str(example["bad"])).text
    diagnostics = examined(example, text, tmp_path, config, rules.values())
    spans = sorted((place.span.start, place.span.end) for each in diagnostics for place in (each.place, *each.also))
    assert all(before[1] <= behind[0] for before, behind in pairwise(spans))
    assert {each.rule for each in diagnostics} == {file.id}, "an example shows one fault"
