"""How surely each rule finds its own defect in real drafts: the bad examples of the rule files, planted at many places.

    python -m tests.benchmarks.seeded_defects FOLDER [DRAFTS] [SEED]

Each example is planted before a heading or at the end of a draft: as a paragraph, in a list, a quote and a table, in Markdown
and in HTML. Found is a defect that is reported where it stands and nowhere else, once, with all default rules beside it,
while what was reported before stays as it was. Where a rule is silent in a form even when nothing else is in the draft, its
own conditions say so; such forms are listed.
"""

from __future__ import annotations

import random
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import yaml

from linklint import examples, files, lint, rulebook
from linklint.config_file import read as read_config
from linklint.facts import gather
from linklint.model import LANDMARKS, Config, Draft, Rule, Span
from linklint.parse import FORMATS, parse
from linklint.record import replace
from linklint.rulebook import RuleFile

TODAY = "2026-11-22"
NOT_PLANTED = frozenset({"relevance", "balance"})
"""Groups that judge the draft as a whole: a planted link is not their defect."""
OF_THE_WHOLE = frozenset(
    {"all-nofollow", "broken-internal-link", "off-topic-link", "off-topic-share", "parse-limit", "unneeded-nofollow"}
)
"""Rules whose verdict on the draft's own links, or on the disk, a planted paragraph may change."""

BETWEEN_LINKS = frozenset({"mixed-scheme", "reference-redefined", "same-anchor-different-target"})
"""Rules that hold links of a draft against each other: what a planted link makes them say about others is right."""

Form = Callable[[str], str]


def _lines(text: str, first: str, others: str) -> str:
    head, *rest = text.rstrip("\n").split("\n")
    return "\n".join([first + head, *(others + line for line in rest)]) + "\n"


def _in_cell(text: str) -> str:
    return f"| What | Where |\n|---|---|\n| {' '.join(text.split(chr(10)))} | here |\n"


def _inner(text: str) -> str:
    text = text.strip()
    return text[3:-4] if text.startswith("<p>") and text.endswith("</p>") and text.count("<p>") == 1 else text


MARKDOWN: Mapping[str, Form] = {
    "paragraph": lambda text: text,
    "list": lambda text: _lines(text, "- ", "  "),
    "quote": lambda text: _lines(text, "> ", "> "),
    "table": _in_cell,
}
HTML: Mapping[str, Form] = {
    "paragraph": lambda text: f"<p>Then: {_inner(text)} And so on.</p>\n",
    "list": lambda text: f"<ul><li>Then: {_inner(text)} And so on.</li></ul>\n",
    "quote": lambda text: f"<blockquote><p>Then: {_inner(text)} And so on.</p></blockquote>\n",
    "table": lambda text: f"<table><tr><td>Then: {_inner(text)} And so on.</td></tr></table>\n",
}


class Defect:
    """A bad example in one form, and the rule that must find it."""

    def __init__(self, file: RuleFile, example: Mapping[str, object], kind: str, form: str, folder: Path) -> None:
        self.rule, self.kind, self.form = file.id, kind, form
        self.marked = (MARKDOWN if kind == "markdown" else HTML)[form](str(example["bad"]))
        self.config = _config(example, folder)
        alone = rulebook.load(self.config, select=[file.id])
        wanted = _usual(self.config)
        self.rules = (*(rule for rule in wanted if rule.id != file.id), *alone)
        self.plain = examples.unmarked(self.marked)
        path = folder / f"draft{'.md' if kind == 'markdown' else '.html'}"
        draft = parse(str(path), self.plain.text, self.config)
        self.language = draft.language
        self.is_judged = {place for _, place in _found(draft, alone, self.config)} >= _spans(self.plain.spans, 0)


def _config(example: Mapping[str, object], folder: Path) -> Config:
    if "config" not in example:
        return Config(root=str(folder), today=TODAY)
    path = folder / ".linklint.yaml"
    path.write_text(yaml.safe_dump(example["config"]), encoding="utf-8")
    return replace(read_config(str(path)).config, today=TODAY)


def _usual(config: Config) -> tuple[Rule, ...]:
    return tuple(
        rule for rule in rulebook.load(config) if rule.group not in NOT_PLANTED and rule.id not in OF_THE_WHOLE
    )


def _spans(spans: tuple[Span, ...], shift: int) -> set[tuple[int, int]]:
    return {(span.start + shift, span.end + shift) for span in spans}


def _found(draft: Draft, rules: tuple[Rule, ...], config: Config) -> list[tuple[str, tuple[int, int]]]:
    facts = gather(draft, lint.needs_of(rules), config)
    return [
        (each.rule, (place.span.start, place.span.end))
        for each in lint.examine(draft, rules, facts)
        for place in (each.place, *each.also)
    ]


NEEDS_MORE = ("files", "path", "pages")
"""What an example has that a draft elsewhere has not."""


def defects(folder: Path) -> Iterator[Defect]:
    for file in map(rulebook.whole, rulebook.rule_files()):
        if file.group in NOT_PLANTED or file.id in OF_THE_WHOLE:
            continue
        for example in (each for each in file.examples if "drafts" not in each):
            kind = str(example.get("format") or "markdown")
            is_block = "\n\n" in str(example.get("bad")) or str(example.get("bad")).startswith(("#", "---", "[", "<!"))
            if "bad" not in example or kind == "mdx" or any(map(example.get, NEEDS_MORE)):
                continue
            for form in MARKDOWN:
                if form == "table" and "|" in str(example["bad"]):
                    continue
                if kind == "markdown" and is_block and form != "paragraph":
                    continue
                if "---\n" not in str(example["bad"]) and "<meta" not in str(example["bad"]):
                    yield Defect(file, example, kind, form, folder)


def places(draft: Draft) -> list[int]:
    """Where a block may be planted: before a Markdown heading, or before an HTML one, and at the end of Markdown."""
    text = draft.text
    if draft.format == "html":
        starts = [text.rfind("<h", 0, heading.span.start) for heading in draft.headings]
        return [at for at in starts if at >= 0 and _is_content(draft, at)]
    starts = [text.rfind("\n", 0, heading.span.start) + 1 for heading in draft.headings]
    found = [at for at in starts if text.startswith("#", at) and text[:at].endswith("\n\n")]
    return found or ([len(text)] if text.endswith("\n") and not draft.links else [])


def _is_content(draft: Draft, at: int) -> bool:
    """Whether a link that stands there is judged at all: not in a landmark, a comment or a template."""
    probe = '<p>and <a href="/probe">a probe</a></p>'
    links = parse(draft.path, draft.text[:at] + probe + draft.text[at:], Config()).links
    return any(link.url == "/probe" and link.context not in LANDMARKS for link in links)


def plant(draft: Draft, defect: Defect, at: int) -> tuple[str, str]:
    """A verdict, and what was wrong."""
    before = _found(draft, defect.rules, defect.config)
    planted = f"\n{defect.plain.text}\n"
    text = draft.text[:at] + planted + draft.text[at:]
    after = _found(parse(draft.path, text, defect.config), defect.rules, defect.config)
    here = {place for rule, place in after if rule == defect.rule and at <= place[0] < at + len(planted)}
    if not here >= _spans(defect.plain.spans, at + 1):
        return "missed", f"{len(here)} of {len(defect.plain.spans)} places"
    if len(here) > len(defect.plain.spans):
        return "elsewhere", "the rule reports more than the defect"
    kept = Counter((rule, _shifted(place, at, len(planted))) for rule, place in before)
    kept.update((defect.rule, place) for place in here)
    more, less = Counter(after) - kept, kept - Counter(after)
    more = Counter({(rule, place): count for (rule, place), count in more.items() if rule not in BETWEEN_LINKS})
    if more:
        return ("twice" if any(at <= place[0] < at + len(planted) for _, place in more) else "elsewhere"), str(more)
    return ("lost", str(less)) if less else ("found", "")


def _shifted(place: tuple[int, int], at: int, by: int) -> tuple[int, int]:
    """Where a place is after something was planted before it."""
    start, end = place
    return start + by * (start >= at), end + by * (end > at)


def drafts(folder: Path, kind: str, most: int, chance: random.Random) -> list[Draft]:
    config = Config(today=TODAY)
    paths = [path for path in sorted(folder.rglob("*")) if FORMATS.get(path.suffix.lower()) == kind]
    chance.shuffle(paths)
    found: list[Draft] = []
    for path in paths:
        source = files.read(str(path))
        if not source.why_not and places(draft := parse(str(path), source.text, config)):
            found.append(draft)
        if len(found) == most:
            break
    return found


def main(folder: Path, most: int, seed: int) -> int:
    chance = random.Random(seed)
    hosts = {kind: drafts(folder, kind, most, chance) for kind in ("markdown", "html")}
    told: dict[str, Counter[str]] = defaultdict(Counter)
    silent: dict[str, set[str]] = defaultdict(set)
    with tempfile.TemporaryDirectory() as scratch:
        for defect in defects(Path(scratch)):
            if not defect.is_judged:
                silent[defect.rule].add(f"{defect.kind} {defect.form}")
                continue
            for draft in hosts[defect.kind]:
                if defect.language not in ("", "en", draft.language):
                    continue  # its words say nothing in this draft
                if defect.rule == "undefined-reference" and "include" in draft.text:
                    continue  # labels may be defined in what is included
                here = parse(draft.path, draft.text, defect.config)
                verdict, why = plant(here, defect, chance.choice(places(here)))
                told[defect.rule][verdict] += 1
                if verdict != "found":
                    print(f"  {defect.rule} ({defect.kind}, {defect.form}) in {draft.path}: {verdict}: {why}")
    return report(told, silent)


def report(told: Mapping[str, Counter[str]], silent: Mapping[str, set[str]]) -> int:
    worst = 1.0
    for rule, verdicts in sorted(told.items()):
        count = sum(verdicts.values())
        worst = min(worst, verdicts["found"] / count)
        rest = ", ".join(f"{verdict} {number}" for verdict, number in sorted(verdicts.items()) if verdict != "found")
        print(f"{rule:32} {verdicts['found']:5} of {count:5}  {100 * verdicts['found'] / count:6.2f} %  {rest}")
    for rule, forms in sorted(silent.items()):
        print(f"{rule:32} silent by its own conditions: {', '.join(sorted(forms))}")
    print(f"worst rule {100 * worst:.2f} % (bound 99 %)")
    return int(worst < 0.99)


if __name__ == "__main__":
    if not 2 <= len(sys.argv) <= 4:
        sys.exit(__doc__)
    sys.exit(main(Path(sys.argv[1]), int((sys.argv[2:] or ["40"])[0]), int((sys.argv[3:] or ["7"])[0])))
