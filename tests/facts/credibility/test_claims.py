"""Sentences that are claims, where they begin and end, and how far their source is."""

from __future__ import annotations

import pytest

from linklint.facts.credibility.claims import find
from linklint.model import Config
from linklint.parse import parse

TODAY = Config(today="2026-11-22")


def told(text: str, path: str = "a.md") -> list[str]:
    """What tells of each claim of a draft."""
    draft = parse(path, text, TODAY)
    return [draft.text[claim.phrase.start : claim.phrase.end] for claim in find(draft).found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("About 73 % of buyers want to know.", ["73 %"], id="a percentage of people"),
        pytest.param("In all 12.5 percent of users leave.", ["12.5 percent"], id="percent in words"),
        pytest.param("The box is 50 % wide and stays so.", [], id="a percentage of nothing that was counted"),
        pytest.param("All 100 % of users can do this.", [], id="all of them"),
        pytest.param("A recent study shows that it helps.", ["study shows"], id="a study"),
        pytest.param("According to Flurry they all do it.", ["According to"], id="according to a name"),
        pytest.param("They are sorted according to the date.", [], id="according to what is no name"),
        pytest.param("Our survey found 73 % of users.", [], id="the writer's own figures"),
        pytest.param("For example, 73 % of users may leave.", [], id="an example"),
        pytest.param("Do 73 % of users leave it?", [], id="a question"),
        pytest.param("## According to Flurry they do it", [], id="a heading"),
        pytest.param("| a |\n|---|\n| 73 % of all users leave it |", [], id="a cell"),
        pytest.param("Some text.[^1]\n\n[^1]: A study shows that it is so.", [], id="a footnote"),
        pytest.param("`73 % of users leave` is what to type.", [], id="code"),
        pytest.param("See [the page](https://a.example/73%25-of-users-leave).", [], id="a URL"),
        pytest.param("---\nlang: de\n---\nRund 73 Prozent der Befragten sagen das.", ["73 Prozent"], id="German"),
        pytest.param("---\nlang: fr\n---\nSelon une étude, ils partent tous.", ["Selon une étude"], id="French"),
        pytest.param("---\nlang: zh\n---\n研究表明他们会离开。", ["研究表明"], id="Chinese"),
        pytest.param("- A study shows one.\n- Researchers found two things.", ["study shows", "Researchers found"], id="items"),
    ],
)  # fmt: skip
def test_sentences_that_state_findings_are_claims(text: str, expected: list[str]) -> None:
    assert told(text) == expected


def test_the_pieces_of_a_paragraph_in_html_are_one() -> None:
    text = "<p>A <b>recent</b> study shows <i>that</i> it helps. Fine.</p><table><tr><td>A study shows that too</td></tr></table>"
    (claim,) = find(parse("a.html", text, TODAY)).found
    assert text[claim.span.start : claim.span.end] == "A <b>recent</b> study shows <i>that</i> it helps. "


@pytest.mark.parametrize(
    ("text", "nearest"),
    [
        pytest.param("A study shows that [it](/a) helps.", 0, id="in the sentence"),
        pytest.param("A study shows that it helps. See [it](/a).", 1, id="in the next"),
        pytest.param("See [it](/a). So. A study shows that it helps.", 2, id="two before"),
        pytest.param("A study shows that it helps.[^1]", 0, id="a footnote"),
        pytest.param("A study shows that it helps (Miller 2020).", 0, id="an author and a year"),
        pytest.param("A study shows that it helps.\n\nSee [it](/a).", None, id="in another paragraph"),
    ],
)
def test_how_far_the_source_is(text: str, nearest: int | None) -> None:
    (claim,) = find(parse("a.md", text, TODAY)).found
    assert claim.nearest == nearest


def test_a_link_belongs_to_the_sentence_that_its_text_stands_in() -> None:
    draft = parse(
        "a.md", "A study shows it. [Two](https://b.example/2) say so. A study shows [three](https://c.example/).", TODAY
    )
    claims = find(draft)
    assert [link.text for link in draft.links if link.span in claims.by_link] == ["three"]
    assert [claim.sources for claim in claims.found] == [0, 1]
