"""Labels of targets: affiliate, shortener, wrapper, resolver, platform, cloaked; and what a wrapper carries."""

from __future__ import annotations

import pytest

from linklint import urls
from linklint.facts.labels import labels_of, unwrap
from linklint.model import Config, ListEntry, RelPolicy


@pytest.mark.parametrize(
    ("url", "labels"),
    [
        pytest.param("https://www.amazon.de/dp/B0?tag=me-21", {"affiliate"}, id="shop with a tag"),
        pytest.param("https://www.amazon.de/dp/B0?psc=1&amp;tag=me-21", {"affiliate"}, id="tag behind an entity"),
        pytest.param("https://www.amazon.de/dp/B0?tag=", set(), id="empty tag"),
        pytest.param("https://www.amazon.de/dp/B0", set(), id="shop without a tag"),
        pytest.param("https://notamazon.de/?tag=x", set(), id="another shop"),
        pytest.param("https://acme.sjv.io/c/1", {"affiliate"}, id="network"),
        pytest.param("https://amzn.to/3x", {"affiliate"}, id="short affiliate host"),
        pytest.param("https://bit.ly/3x", {"shortener"}, id="shortener"),
        pytest.param("https://aka.ms/x", {"resolver"}, id="a brand's own short host"),
        pytest.param("https://dx.doi.org/10.1000/1", {"resolver"}, id="a resolver of identifiers"),
        pytest.param("https://l.facebook.com/l.php?u=https%3A%2F%2Fa.example", {"wrapper", "platform"}, id="wrapper"),
        pytest.param("https://www.google.com/url?q=https://a.example", {"wrapper"}, id="search result"),
        pytest.param("https://www.google.com/search?q=x", set(), id="search page"),
        pytest.param("/go/broker", {"cloaked"}, id="cloaked path"),
        pytest.param("/gold", set(), id="path that starts alike"),
        pytest.param("mailto:a@b.example", set(), id="no page"),
    ],
)  # fmt: skip
def test_targets_carry_their_labels(url: str, labels: set[str]) -> None:
    assert labels_of(urls.parse(url), Config()) == labels


def test_the_team_extends_the_affiliate_list_and_names_its_cloaks() -> None:
    config = Config(lists={"affiliate": (ListEntry("net.example"),)}, rel_policy=RelPolicy(cloak_prefixes=("/r/",)))
    assert labels_of(urls.parse("https://click.net.example/1"), config) == {"affiliate"}
    assert labels_of(urls.parse("/r/1"), config) == {"cloaked"}
    assert labels_of(urls.parse("/go/1"), config) == set()


@pytest.mark.parametrize(
    ("url", "inner"),
    [
        pytest.param("https://a.example/", None, id="no wrapper"),
        pytest.param("https://www.google.com/url?sa=D&q=https%3A%2F%2Fa.example%2Fx%3Fy%3D1", "https://a.example/x?y=1", id="search result"),
        pytest.param("https://www.google.com/url?sa=D", "", id="nothing inside"),
        pytest.param("https://www.google.com/url?q=javascript%3Aalert(1)", "", id="nothing that leads to a page"),
        pytest.param("https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Furldefense.com%2Fv3%2F__https%3A%2Fa.example%2Fx__%3B!!abc", "https://a.example/x", id="a wrapper in a wrapper"),
        pytest.param("https://urldefense.com/v3/__https://a.example/x__;!!abc$", "https://a.example/x", id="in the path"),
        pytest.param("https://urldefense.com/v3/__https://a.example/x*y__;Iw!!abc$", "", id="with characters packed away"),
    ],
)  # fmt: skip
def test_wrappers_give_up_what_they_carry(url: str, inner: str | None) -> None:
    assert unwrap(url) == inner


def test_wrappers_that_carry_themselves_end() -> None:
    url = "https://www.google.com/url?q=https://www.google.com/url?q=x"
    assert unwrap(url) == ""
