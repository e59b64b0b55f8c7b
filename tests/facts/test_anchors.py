"""Classes of anchor texts: the order in which they hold, and what each means."""

from __future__ import annotations

import pytest

from linklint import urls
from linklint.facts.anchors import classify, page, read
from linklint.model import Config
from linklint.parse import parse

BLOGGING = page(["real estate blogging", "blog posts for realtors"], "How to keep a calendar")


@pytest.mark.parametrize(
    ("text", "url", "expected"),
    [
        pytest.param("", "https://a.example/", "empty", id="nothing"),
        pytest.param(" \u200b\n", "https://a.example/", "empty", id="nothing visible"),
        pytest.param("https://b.example/x", "https://a.example/", "naked", id="an address, of another place too"),
        pytest.param("www.a.example", "https://a.example/", "naked", id="an address without scheme"),
        pytest.param("a.example/x", "https://www.a.example/x?y", "naked", id="the target's host and path"),
        pytest.param("acme.org", "https://docs.acme.org/x", "naked", id="the target's domain"),
        pytest.param("d@a.example", "mailto:d@a.example", "naked", id="the address of a mail"),
        pytest.param("Node.js", "https://nodejs.org/", "branded", id="a name with a dot"),
        pytest.param("setup.py", "https://a.example/setup.py", "descriptive", id="a file"),
        pytest.param("visit a.example today", "https://a.example/", "descriptive", id="an address among words"),
        pytest.param("Read more »", "https://a.example/", "generic", id="a phrase with marks"),
        pytest.param("ici", "https://a.example/", "generic", id="a phrase in the draft's language"),
        pytest.param("hier", "https://a.example/", "descriptive", id="a phrase in another language"),
        pytest.param("click here", "https://clickhere.org/", "generic", id="a phrase comes before a brand"),
        pytest.param("BLS", "https://www.bls.gov/ooh/", "branded", id="the registered name"),
        pytest.param("Sauce Labs", "https://saucelabs.com/", "branded", id="blanks aside"),
        pytest.param("Let’s Encrypt", "https://letsencrypt.org/", "branded", id="marks aside"),
        pytest.param("the BBC", "https://www.bbc.co.uk/news", "branded", id="a leading article"),
        pytest.param("me", "https://me.github.io/", "branded", id="who registered it under a private suffix"),
        pytest.param("Bureau of Labor Statistics", "https://www.bls.gov/", "descriptive", id="a name that the host does not spell"),
        pytest.param("Real-estate blogs", "https://a.example/", "exact", id="the stems of a keyphrase"),
        pytest.param("realtors' blog posts", "https://a.example/", "exact", id="the stems of another, in another order"),
        pytest.param("How to keep a calendar", "https://a.example/", "title", id="the title"),
        pytest.param("blogging for plumbers", "https://a.example/", "partial", id="a word of a keyphrase"),
        pytest.param("a survey of wages", "https://a.example/", "descriptive", id="none of it"),
        pytest.param("…", "https://a.example/", "descriptive", id="marks alone"),
    ],
)  # fmt: skip
def test_a_text_has_the_first_class_that_fits(text: str, url: str, expected: str) -> None:
    assert classify(text, urls.parse(url), "fr", BLOGGING) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("[![Pay by trade](a.png)](/x)", "image", id="an image, whatever its alt text"),
        pytest.param("[![here](a.png) here](/x)", "descriptive", id="an image with words"),
        pytest.param("[dried cod]({{ x }})", "exact", id="a URL that a template writes"),
        pytest.param("[https://a.example]({{ x }})", "naked", id="an address that leads to an unknown one"),
        pytest.param("[Notes](/x)", "title", id="the draft's title"),
    ],
)
def test_links_are_compared_with_their_own_draft(text: str, expected: str) -> None:
    draft = parse("a.md", f"---\ntitle: Notes\nfocus_keyphrase: [dried cod]\n---\n\nSee {text}.\n", Config())
    assert [read(draft).class_of(link) for link in draft.links] == [expected]


def test_a_keyphrase_of_function_words_is_none() -> None:
    assert classify("how to", None, "en", page(["what is the"], "")) == "descriptive"
