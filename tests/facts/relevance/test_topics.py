"""Topic relevance: which drafts and links are judged at all, and what words are taken for what."""

from __future__ import annotations

from collections import Counter

import pytest

from linklint import lint, rulebook, urls
from linklint.facts import gather
from linklint.facts.relevance.evidence import RARE, Reading, Surroundings
from linklint.facts.relevance.lexicon import LANGUAGES, lexicon_of
from linklint.facts.relevance.link_words import Clue, clues
from linklint.facts.relevance.topics import read
from linklint.facts.relevance.vocabulary import Rest, blocks, stem, tokenise
from linklint.model import Config, Draft, Link, RuleSetting, Topics
from linklint.parse import parse

PROSE = (
    "The plumber looks at the pipes before the kitchen is built, because a leak behind a finished wall costs ten times what "
    "it costs in an open one. Ask which pipes are copper and which are plastic, and where the water meter stands. "
    "A good plumber draws the pipes on paper, marks every valve, and leaves the paper with you when the work is done. "
)
LINK = "The [price list for copper pipes](https://pipes.example/copper-pipes-prices) is from the guild. "


def draft(text: str, path: str = "a.md", config: Config | None = None) -> Draft:
    return parse(path, text, config or Config())


def judged(text: str, config: Config | None = None) -> list[str]:
    topics, _ = read(draft(text, config=config), config or Config())
    parsed = draft(text, config=config)
    return [link.text for link in parsed.links if topics and link.span in topics.links]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("weddingphotography", ["wedding", "photography"]),
        ("realestateagents", ["real", "estate", "agents"]),
        ("wikipedia", []),
        ("internet", []),
        ("xqzvbn", []),
    ],
)
def test_names_that_run_together_are_split_where_it_convinces(name: str, words: list[str]) -> None:
    assert lexicon_of("en").parts(name) == words


@pytest.mark.parametrize(
    ("anchor", "url", "words"),
    [
        pytest.param("The best recipe", "https://a.example/apple-sorbet.html", {"best", "recipe", "apple", "sorbet"}, id="anchor and path"),
        pytest.param("x", "https://a.example/2024/05/9f86d081884c/index", {"index"}, id="numbers and ids are no words"),
        pytest.param("Jane Porter", "https://a.example/", set(), id="people are left out"),
        pytest.param("a talk", "https://www.youtube.com/watch?v=x", {"talk", "watch"}, id="a platform's name is left out"),
        pytest.param("Öfen", "https://a.example/%C3%B6fen", {"ofen"}, id="escaped letters are no words"),
    ],
)  # fmt: skip
def test_a_link_says_the_words_of_its_anchor_path_and_host(anchor: str, url: str, words: set[str]) -> None:
    assert {clue.word for clue in clues(anchor, urls.parse(url), lexicon_of("en"))} == words


def test_vague_words_weigh_nothing_when_they_are_missing() -> None:
    weights = {
        clue.word: clue.weight
        for clue in clues("best guide to sorbet", urls.parse("https://a.example/"), lexicon_of("en"))
    }
    assert weights["guide"] == weights["best"] == 0.0
    assert weights["sorbet"] > 0


@pytest.mark.parametrize(
    ("word", "same"), [("pipes", "pipe"), ("plumbing", "plumb"), ("studies", "study"), ("stopped", "stop")]
)
def test_stems_bring_forms_together(word: str, same: str) -> None:
    assert stem(word) == stem(same)


def test_words_are_letters_without_clitics() -> None:
    assert tokenise("The editor's HTML5, naïve & 3 pipes") == ["the", "editor", "html", "naive", "pipes"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("“It’s dear”—so they’d say…", ["it", "dear", "so", "they", "say"], id="typographic marks"),
        pytest.param("one\nça\ntwo 'm3 x's5\n", ["one", "ca", "two", "m", "x", "s"], id="lines of ASCII and others"),
        pytest.param("snake_case it's’ll ‘s", ["snake", "case", "it", "s"], id="underlines and clitics in a row"),
    ],
)
def test_words_stand_in_the_order_of_the_text(text: str, words: list[str]) -> None:
    assert tokenise(text) == words


@pytest.mark.parametrize("word", ["pipe", "plumb", "study", "stop", "valve", "glass", "agree"])
def test_other_forms_of_a_word_are_found_by_its_stem(word: str) -> None:
    endings = ("s", "es", "d", "ed", "ing", word[-1] + "ing", word[-1] + "ed")
    forms = {word, *(word + ending for ending in endings), word[:-1] + "ies", word[:-1] + "ied", word[:-1] + "ing"}
    found = {form for form in forms if Rest(Counter([form]), Counter(), 1, {}).has_form(word)}
    assert found == {form for form in forms if stem(form) == stem(word)}


def test_no_listed_word_is_as_rare_as_unlisted_words_are_taken_to_be() -> None:
    assert all(min(lexicon_of(language).frequency.values()) > RARE for language in LANGUAGES)


@pytest.mark.parametrize(
    ("text", "links"),
    [
        pytest.param(PROSE * 3 + LINK, ["price list for copper pipes"], id="an ordinary draft"),
        pytest.param(PROSE + LINK, [], id="a short draft"),
        pytest.param("# Links for the week\n\n" + PROSE * 3 + LINK, [], id="a round-up by its title"),
        pytest.param(PROSE + LINK * 9, [], id="a draft that is nearly all links"),
        pytest.param(PROSE * 3 + "See [the house rules of pipes](https://www.bls.gov/house-rules-pipes).", [], id="an authority"),
        pytest.param(PROSE * 3 + "See [the water act](https://en.wikipedia.org/wiki/Water_act).", [], id="an encyclopedia"),
        pytest.param(PROSE * 3 + "See https://pipes.example/copper-pipes-prices for it.", [], id="a bare URL"),
        pytest.param(PROSE * 3 + "See [Copper Pipes](https://copperpipes.example/).", [], id="the name of the site"),
        pytest.param(PROSE * 3 + "See [copper pipes](/copper-pipes-prices).", [], id="an own page"),
    ],
)  # fmt: skip
def test_only_links_that_say_enough_are_judged_in_drafts_that_say_enough(text: str, links: list[str]) -> None:
    assert judged(text) == links


def test_own_hosts_and_allowed_hosts_are_not_judged() -> None:
    assert judged(PROSE * 3 + LINK, Config(hosts=("pipes.example",))) == []
    assert judged(PROSE * 3 + LINK, Config(relevance_allow=("pipes.example",))) == []
    assert judged(PROSE * 3 + LINK.replace("://", "://docs."), Config(hosts=("pipes.example",))) == []


def test_a_language_without_a_word_list_is_a_lack_that_is_told() -> None:
    text = "Bu ev ve bir su borusu için daha çok zaman gibi olan her gün. " * 20 + "[Fiyat](https://a.example/x)."
    facts = gather(draft(text), {"topics"}, Config())
    assert facts.topics is None
    assert facts.unknown["topics"] == "no word list for the language of the draft"


def test_topics_of_the_header_and_the_configuration_belong_to_the_draft() -> None:
    text = "---\ntags: [water-meters]\nlinklint: {topics: [pensions]}\n---\n" + PROSE
    found = {block.text for block in blocks(draft(text), Config(topics=("labour statistics",))) if block.weight == 3}
    assert found == {"labour statistics", "pensions", "water meters"}


def test_blocks_hold_no_urls_tags_or_images() -> None:
    text = (
        'One <b class="zebra">bold</b> word. Then ![giraffe](hippo.png) and [an anchor](https://tiger.example/lion).\n'
    )
    words = {word for block in blocks(draft(text), Config()) for word in tokenise(block.text)}
    assert words == {"one", "bold", "word", "then", "and", "an", "anchor"}


def test_html_that_only_inline_tags_part_is_one_block() -> None:
    text = '<p>Copper is dear, <a href="https://a.example/">says the guild</a>, and plastic is not.</p><p>So be it.</p>'
    found = [" ".join(block.text.split()) for block in blocks(draft(text, "a.html"), Config())]
    assert found == ["Copper is dear, says the guild , and plastic is not.", "So be it."]


def test_the_sentence_of_a_link_vouches_for_nothing() -> None:
    text = PROSE * 3 + "Ice cream, gelato and sorbet: [ice cream and gelato](https://sweet.example/sorbet-flavours).\n"
    parsed = draft(text)
    topics, _ = read(parsed, Config())
    assert topics
    (relevance,) = topics.links.values()
    assert relevance.matched == ()
    assert {"ice", "cream", "gelato", "sorbet"} <= set(relevance.missing)


def test_links_in_landmarks_are_not_judged() -> None:
    page = f"<html><body><nav>{{}}</nav><main><p>{PROSE * 3}</p></main></body></html>"
    link = '<a href="https://sweet.example/sorbet-flavours">ice cream and gelato</a>'
    parsed: list[Link] = list(draft(page.format(link), "a.html").links)
    assert [each.context for each in parsed] == ["nav"]
    assert read(draft(page.format(link), "a.html"), Config()) == (None, "")


SEED = "The [{anchor}]({url}) has what you need this summer. "


@pytest.mark.parametrize(
    ("anchor", "url", "reported"),
    [
        pytest.param("cheap gelato franchise", "https://cones.example/gelato-franchise", True, id="words that anchor and URL agree on"),
        pytest.param("cheap gelato franchise", "https://cones.example/2021/05/gelato-franchise", False, id="a post of a day"),
        pytest.param("Gelato Franchise", "https://cones.example/gelato-franchise", False, id="a thing called by its name"),
        pytest.param("Best Gelato Franchise", "https://cones.example/gelato-franchise", True, id="a name that praises itself"),
        pytest.param("gelato-franchise", "https://cones.example/gelato-franchise", False, id="an identifier"),
        pytest.param("people said so", "https://cones.example/gelato-franchise", False, id="an anchor that says something else"),
        pytest.param("pipes for a kitchen", "https://cones.example/kitchen-pipes", False, id="words of the draft"),
    ],
)  # fmt: skip
def test_quiet_reports_what_reads_as_if_it_was_bought(anchor: str, url: str, reported: bool) -> None:
    parsed = draft(PROSE * 3 + LINK + SEED.format(anchor=anchor, url=url))
    topics, _ = read(parsed, Config())
    assert topics
    assert quietly_reported(parsed, topics) == [anchor] * reported
    in_haste, _ = read(parsed, Config(), strictly=False)
    assert quietly_reported(parsed, in_haste) == [anchor] * reported
    assert not reported or (in_haste and in_haste.words == topics.words)


def quietly_reported(parsed: Draft, topics: Topics | None) -> list[str]:
    known = topics.links if topics else {}
    return [link.text for link in parsed.links if link.span in known and known[link.span].is_off_topic["quiet"]]


@pytest.mark.parametrize(
    ("settings", "reported"),
    [pytest.param({}, False, id="quiet"), pytest.param({"threshold": "strict"}, True, id="strict")],
)
def test_who_asks_strictly_is_told_more(settings: dict[str, str], reported: bool) -> None:
    config = Config(rules={"off-topic-link": RuleSetting(options=settings)})
    rules = rulebook.load(config, select=["off-topic-link"])
    link = SEED.format(anchor="people said so", url="https://cones.example/cheap-gelato-parlour-franchise")
    parsed = draft(PROSE * 3 + LINK + link)
    found = lint.examine(parsed, rules, gather(parsed, lint.needs_of(rules), config))
    assert [each.text for each in found] == ["people said so"] * reported


GERMAN = (
    "Der Klempner prüft die Rohre, bevor die Küche gebaut wird, denn ein Leck hinter einer fertigen Wand kostet viel mehr als "
    "in einer offenen. Fragen Sie, welche Rohre aus Kupfer sind und wo der Zähler für das Wasser steht. Ein guter Klempner "
    "zeichnet die Rohre auf Papier und lässt es bei Ihnen, wenn die Arbeit fertig ist. "
)


@pytest.mark.parametrize(
    ("link", "links"),
    [
        pytest.param("[Preise für Rohre aus Kupfer](https://rohre.example/preise-kupfer)", ["Preise für Rohre aus Kupfer"], id="the draft's own"),
        pytest.param("[how to fit a water meter](https://pipes.example/fitting-water-meters)", [], id="another"),
    ],
)  # fmt: skip
def test_a_link_in_another_language_than_its_draft_is_not_judged(link: str, links: list[str]) -> None:
    assert judged(GERMAN * 4 + f"Siehe {link}.") == links


@pytest.mark.parametrize(
    ("others", "number"),
    [
        pytest.param([("c", "pipes", 1.0)], 1, id="a link to another site"),
        pytest.param([("b", "pipes", 1.0)], 0, id="a link to another page of its own site"),
        pytest.param([("c", "pipes", -0.1)], 0, id="a link that does not fit the draft itself"),
        pytest.param([("c", "valves", 1.0)], 0, id="a link that says other words"),
        pytest.param([("b", "pipes", 1.0), ("a", "pipes", 1.0), ("c", "pipes", 1.0)], 1, id="a third link"),
        pytest.param([("d", "pipes", 1.0), ("e", "pipes", 1.0)], 1, id="two links to pages of a platform"),
    ],
)
def test_links_to_other_sites_that_say_a_word_too_speak_for_a_link(
    others: list[tuple[str, str, float]], number: int
) -> None:
    sites = {"a": ("x.example", 0.0), "b": ("x.example", 0.0), "c": ("y.example", 0.0), "d": ("", 0.0), "e": ("", 0.0)}
    around = Surroundings(sites, [(page, _reading(word, ratio)) for page, word, ratio in others])
    assert around.said_elsewhere("a", "x.example", _reading("pipes", 1.0)) == number
    assert around.counts("a", "x.example", _reading("pipes", 1.0)).get("said by other links", 0) == number


def test_the_host_alone_says_no_word_for_other_links() -> None:
    sites = {"a": ("x.example", 0.0), "b": ("y.example", 0.0)}
    around = Surroundings(sites, [("b", _reading("pipes", 1.0, "host"))])
    assert around.said_elsewhere("a", "x.example", _reading("pipes", 1.0)) == 0


def _reading(word: str, ratio: float, source: str = "anchor") -> Reading:
    return Reading(ratio, 0.0, (), (word,), [(Clue(word, 1.0, source=source), 0.0, "out", -1.0)], 1.0)


def test_a_page_is_seen_among_the_others() -> None:
    around = Surroundings({"a": ("x.example", 1.0), "b": ("x.example", 5.0), "c": ("", 9.0)})
    assert [around.median(page) for page in ("a", "b", "c", "elsewhere")] == [9.0, 9.0, 5.0, 5.0]
    assert around.best_of_site("b", "x.example") == 1.0
    assert around.best_of_site("a", "x.example") == 5.0
    assert around.best_of_site("c", "") is None
    assert Surroundings({"a": ("", 1.0)}).median("a") is None
