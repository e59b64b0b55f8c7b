"""The rules on topic relevance at their edges: terms of link spam, anchors at odds with their URLs, drafts without a topic."""

from __future__ import annotations

import pytest

from linklint import lint, rulebook
from linklint.facts import gather
from linklint.facts.relevance.lexicon import lexicon_of
from linklint.facts.relevance.topics import read
from linklint.model import Config
from linklint.parse import parse

PROSE = (
    "The plumber looks at the pipes before the kitchen is built, because a leak behind a finished wall costs ten times what "
    "it costs in an open one. Ask which pipes are copper and which are plastic, and where the water meter stands. "
    "A good plumber draws the pipes on paper, marks every valve, and leaves the paper with you when the work is done.\n\n"
)


def found(rule: str, text: str, config: Config | None = None, path: str = "a.md") -> list[str]:
    config = config or Config()
    draft = parse(path, text, config)
    rules = rulebook.load(config, select=[rule])
    told = lint.examine(draft, rules, gather(draft, lint.needs_of(rules), config))
    return [each.text for each in told]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        pytest.param(PROSE + "Try [online casinos](https://a.example/c).", ["online casinos"], id="another form of a term"),
        pytest.param(PROSE + "Try [the best payday loans for plumbers](https://a.example/c).", [], id="a word of the draft in the anchor"),
        pytest.param("Try [payday loans](https://a.example/c).", [], id="a draft of a few words"),
        pytest.param("---\ntags: [loans]\n---\n" + PROSE + "Try [payday loans](https://a.example/c).", [], id="a tag"),
        pytest.param(PROSE + "A loan is dear.\n\nTry [payday loans](https://a.example/c).", [], id="a word of the term in the text"),
        pytest.param(PROSE + "Try [payday loans](https://a.example/c). Yes, [payday loans](https://a.example/c).", ["payday loans"], id="two links do not vouch for each other"),
        pytest.param(PROSE + "Try [payday loans](https://www.bls.gov/c).", [], id="an authority"),
        pytest.param(PROSE + "Try [payday loans](/c).", [], id="an own page"),
        pytest.param(PROSE + "Play [planning poker](https://a.example/c).", [], id="a word that has another use"),
        pytest.param(PROSE + "Try [Sportwetten](https://a.example/c).", [], id="a term of another language"),
    ],
)  # fmt: skip
def test_terms_of_link_spam(text: str, told: list[str]) -> None:
    assert found("spam-anchor", text) == told


def test_a_host_that_belongs_to_every_draft_may_sell_anything() -> None:
    text = PROSE + "Try [payday loans](https://a.example/c)."
    assert found("spam-anchor", text, Config(relevance_allow=("a.example",))) == []


@pytest.mark.parametrize(
    ("link", "told"),
    [
        pytest.param("[income tax law](https://a.example/chocolate-cake-recipes)", True, id="nothing in common"),
        pytest.param("[income tax law](https://a.example/law-on-cake-recipes)", False, id="a word"),
        pytest.param("[income tax law](https://a.example/taxation-of-cake-recipes)", False, id="the same beginning"),
        pytest.param("[income tax law](https://itl.example/chocolate-cake-recipes)", False, id="initials"),
        pytest.param("[income tax law](https://a.example/cake-recipes)", False, id="a path that says too little"),
        pytest.param("[law](https://a.example/chocolate-cake-recipes)", False, id="an anchor that says too little"),
        pytest.param("[income tax law](https://a.example/kitchen-wall-recipes)", False, id="a path that is of the draft"),
        pytest.param("[income tax law](https://a.example/schokolade-kuchen-rezepte)", False, id="a path in another language"),
        pytest.param("[income tax law](https://a.example/x/9f86d0)", False, id="an id"),
    ],
)  # fmt: skip
def test_anchors_at_odds_with_their_urls(link: str, told: bool) -> None:
    assert bool(found("anchor-target-mismatch", f"{PROSE}Read the {link} first.")) is told


@pytest.mark.parametrize(
    ("text", "path", "told"),
    [
        pytest.param("See [the guild](https://a.example/).", "a.md", True, id="nothing but text"),
        pytest.param("## Pipes\n\nSee [the guild](https://a.example/).", "a.md", False, id="a heading"),
        pytest.param("---\nnewstitle: Pipes\n---\nSee [the guild](https://a.example/).", "a.md", False, id="a title by another name"),
        pytest.param("---\nlayout: post\n---\nSee [the guild](https://a.example/).", "a.md", True, id="a header without words"),
        pytest.param("See [the guild](https://a.example/).", "_pipes.md", False, id="a part by its name"),
        pytest.param("See [the guild](https://a.example/).", "site\\partials\\pipes.md", False, id="a part by its folder"),
        pytest.param("See [the guild](/guild).", "a.md", False, id="no outbound link"),
    ],
)  # fmt: skip
def test_drafts_of_which_nothing_says_what_they_are_about(text: str, path: str, told: bool) -> None:
    assert bool(found("draft-has-no-topic", text, path=path)) is told


@pytest.mark.parametrize(
    ("language", "word", "spelt"),
    [
        pytest.param("de", "fuer", "fur", id="a word that lists have both ways"),
        pytest.param("de", "waermepumpe", "warmepumpe", id="a compound that no list has"),
        pytest.param("de", "freiraeume", "freiraume", id="before another vowel"),
        pytest.param("de", "aktuelle", "aktuelle", id="two vowels that are two"),
        pytest.param("de", "quelle", "quelle", id="behind q"),
        pytest.param("da", "koebenhavn", "kobenhavn", id="Danish"),
        pytest.param("en", "poem", "poem", id="English has none"),
    ],
)
def test_slugs_are_read_as_drafts_are_spelt(language: str, word: str, spelt: str) -> None:
    assert lexicon_of(language).as_spelt(word) == spelt


@pytest.mark.parametrize(
    ("language", "title"),
    [("fr", "Revue de presse du 12 mars"), ("de", "Presseschau im März"), ("es", "Boletín de mayo"), ("de", "Links of the week")],
)  # fmt: skip
def test_round_ups_are_told_in_the_language_of_the_draft(language: str, title: str) -> None:
    assert lexicon_of(language).round_ups.search(title)


def test_norwegian_has_no_list_however_it_is_called() -> None:
    for name in ("nn", "nb", "no"):
        draft = parse("a.md", f"---\nlang: {name}\n---\n{PROSE}[x y](https://a.example/pipes)", Config())
        assert draft.language == "nb"
        assert read(draft, Config()) == (None, "no word list for the language of the draft")
