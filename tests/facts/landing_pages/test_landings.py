"""What pages are taken for: another owner's, parked, in a trade of their own."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linklint import urls
from linklint.facts.landing_pages.landings import read
from linklint.facts.landing_pages.owners import is_door, is_other_domain
from linklint.facts.landing_pages.page_speech import name_of, says, speech_of, spoken
from linklint.facts.landing_pages.parking import why_parked
from linklint.facts.landing_pages.trades import deal_of
from linklint.model import Config, Content, Landing, Page
from linklint.parse import parse

CONFIG = Config(hosts=("own.example",))
CASINO = Content("Situs Slot Gacor Hari Ini", "Agen judi slot online dengan RTP slot tertinggi.", "id")


@pytest.mark.parametrize(
    ("text", "phrase", "is_said"),
    [
        pytest.param("Nhà Cái trực tuyến", "nhà cái", True, id="accents and case aside"),
        pytest.param("İLK BAHİS SİTESİ", "bahis sitesi", True, id="Turkish capitals"),
        pytest.param("Casinos", "casino", False, id="whole words"),
        pytest.param("澳门新葡京娱乐场官网", "娱乐场", True, id="within a text without spaces"),
        pytest.param("온라인카지노사이트입니다", "카지노사이트", True, id="what belongs to a word is attached"),
        pytest.param("カジノ", "ガジノ", True, id="marks of kana aside"),
    ],
)
def test_what_texts_say(text: str, phrase: str, is_said: bool) -> None:
    assert says(spoken(text), spoken(phrase)) is is_said


@pytest.mark.parametrize(
    ("url", "name"),
    [
        pytest.param("https://docs.old-types.co.uk/a", "oldtypes", id="the registered label"),
        pytest.param("https://www.bbc.co.uk/", "bbc", id="a short one"),
        pytest.param("https://reefs.github.io/", "reefs", id="below a private suffix"),
        pytest.param("https://www.kelp.example/", "kelp", id="no known suffix"),
        pytest.param("https://xn--grn-ioa.de/", "grun", id="letters that a host cannot have"),
        pytest.param("https://com/", "com", id="nothing but a suffix"),
    ],
)
def test_names_of_sites(url: str, name: str) -> None:
    assert name_of(urls.parse(url)) == name


@pytest.mark.parametrize(
    ("old", "new", "is_other"),
    [
        pytest.param("https://a.kelp.example/", "https://b.kelp.example/", False, id="one domain"),
        pytest.param("https://kelphouse.co.uk/", "https://kelphouse.com/", False, id="another country"),
        pytest.param("https://get-kelp.com/", "https://kelp.io/", False, id="a shorter name"),
        pytest.param("https://abc.com/", "https://abcdef.com/", True, id="a name that is too short to be known again"),
        pytest.param("https://abc.co.uk/", "https://abc.com/", False, id="a short name in another country"),
        pytest.param("https://zeit.co/", "https://vercel.com/", False, id="a known move"),
        pytest.param("https://java.net/", "https://docs.oracle.com/", False, id="a known move to a sub-host"),
        pytest.param("https://one.github.io/", "https://two.github.io/", True, id="two users of a platform"),
        pytest.param("https://192.0.2.7/", "https://kelp.com/", False, id="an address"),
    ],
)
def test_other_domains(old: str, new: str, is_other: bool) -> None:
    assert is_other_domain(urls.parse(old), urls.parse(new)) is is_other


@pytest.mark.parametrize(
    ("url", "door"),
    [
        pytest.param("https://login.microsoftonline.com/x", True, id="a listed one"),
        pytest.param("https://idp.university.example/idp", True, id="a label"),
        pytest.param("https://shop.example/users/sign-in?next=1", True, id="a path"),
        pytest.param("https://web.archive.org/web/2019/https://a.example/", True, id="a copy"),
        pytest.param("https://shop.example/logins-explained", False, id="a word that goes on"),
        pytest.param("https://login.example/", False, id="a domain of that name"),
    ],
)
def test_doors(url: str, door: bool) -> None:
    assert is_door(urls.parse(url)) is door


@pytest.mark.parametrize(
    ("content", "trade"),
    [
        pytest.param(CASINO, "gambling", id="a title and a description"),
        pytest.param(Content("TX88 – NHÀ CÁI TRỰC TUYẾN"), "gambling", id="a title alone"),
        pytest.param(Content("Casino poker scene, explained"), None, id="two words that others use too"),
        pytest.param(
            Content("Slots and signals", sample="online casino free spins " * 9), None, id="in the text alone"
        ),
        pytest.param(Content("Loan desk", "Inter-library loans"), None, id="loans of books"),
        pytest.param(Content(), None, id="nothing"),
    ],
)
def test_trades(content: Content, trade: str | None) -> None:
    deal = deal_of(speech_of(content))
    assert (deal.trade if deal else None) == trade


@pytest.mark.parametrize(
    ("content", "end", "says"),
    [
        pytest.param(Content("kelp.example is for sale"), "", "is for sale", id="named in the title"),
        pytest.param(Content("Kelp is for sale at the market"), "", "", id="something else for sale"),
        pytest.param(Content("kelp.example", sample="This domain is for sale"), "", "domain is for sale", id="text"),
        pytest.param(
            Content("How names work", sample="this domain is for sale " + "x " * 999), "", "", id="a long text"
        ),
        pytest.param(Content("此域名出售"), "", "域名出售", id="in Chinese"),
        pytest.param(Content("Anything"), "https://www.afternic.com/forsale/kelp", "afternic.com", id="a marketplace"),
        pytest.param(Content(refresh="https://kelp.example/lander"), "", "/lander", id="sent to the lander"),
        pytest.param(
            Content(refresh="https://sedoparking.com/kelp"), "", "sedoparking.com", id="sent to a parking host"
        ),
        pytest.param(Content(refresh="https://kelp.example/lander", sample="Kelp"), "", "", id="a lander of its own"),
    ],
)
def test_parked_pages(content: Content, end: str, says: str) -> None:
    linked = urls.parse("https://kelp.example/a")
    why = why_parked(linked, urls.parse(end) if end else linked, content, speech_of(content), "the page")
    assert (says in why) if says else why == ""


@pytest.mark.parametrize("anchor", ["parking", "a domain for sale"])
def test_links_that_speak_of_domains_are_left_alone(anchor: str) -> None:
    linked, content = urls.parse("https://kelp.example/a"), Content("kelp.example is for sale")
    assert why_parked(linked, linked, content, speech_of(content), anchor) == ""


def landing(text: str, content: Content | None = CASINO, verdict: str = "alive", url: str = "") -> list[Landing]:
    draft = parse("draft.md", text, CONFIG)
    pages = {link.url: Page(verdict, url=url or link.url, content=content) for link in draft.links}
    return list(read(draft, pages, CONFIG).values())


LINK = (
    "Kelp grows by half a metre a day where the water is cold, as [the divers](https://kelp.example/urchins) say. They have "
    "counted it for ten years, each spring and in every bay, and they have written down what they saw with their own eyes."
)


def test_a_page_in_other_hands() -> None:
    (found,) = landing(LINK)
    assert found.seized.startswith("is about gambling (")
    assert found.signs == (
        "the page does not say divers, urchins",
        "the page does not say kelp",
        "the page is in another language than the draft",
        "the page says what it sells over and over",
    )


@pytest.mark.parametrize(
    ("text", "content"),
    [
        pytest.param(LINK.replace("the divers", "a casino"), CASINO, id="the anchor speaks of it"),
        pytest.param(LINK.replace("urchins", "judi-online"), CASINO, id="the URL speaks of it"),
        pytest.param(LINK.replace("Kelp", "Betting"), CASINO, id="the paragraph speaks of it"),
        pytest.param(f"# Gambling\n\n{LINK}", CASINO, id="the title speaks of it"),
        pytest.param(f"Of casinos and lottery.\n\n{LINK}", CASINO, id="the draft speaks of it"),
        pytest.param(LINK, Content("Divers and online casinos | Kelp"), id="the page says what the link says"),
        pytest.param(
            LINK, Content("Online casinos boom in Ontario"), id="an article of another site, in the same language"
        ),
    ],
)
def test_pages_that_may_be_meant(text: str, content: Content) -> None:
    (found,) = landing(text, content)
    assert found.seized == ""


def test_pages_of_which_nothing_is_known_are_not_judged() -> None:
    assert landing(LINK, None) == []
    assert landing(LINK, verdict="unsure") == []
    assert landing(LINK, url="https://sso.kelp.example/start") == []
    assert landing(LINK.replace("kelp.example", "own.example")) == []


@given(st.text(max_size=200), st.text(max_size=200), st.text(max_size=60), st.text(max_size=30))
@settings(max_examples=60, deadline=None)
def test_nothing_raises(title: str, sample: str, path: str, text: str) -> None:
    draft = parse("draft.md", f"A [{text}](https://kelp.example/{path}) and {sample}\n", CONFIG)
    content = Content(title, title, sample[:9], refresh=f"https://{path}", sample=sample)
    page = Page("alive", url=f"https://{text}/{path}", content=content)
    read(draft, {link.url: page for link in draft.links}, CONFIG)


def test_the_time_is_linear() -> None:
    def seconds(links: int) -> float:
        draft = parse("draft.md", f"{LINK}\n\n" * links, CONFIG)
        pages = {link.url: Page("alive", url=link.url, content=CASINO) for link in draft.links}
        start = time.process_time()
        read(draft, pages, CONFIG)
        return time.process_time() - start

    seconds(1)
    assert seconds(800) < 12 * min(seconds(100) for _ in range(3)) + 0.2


def test_marks_upon_marks_take_linear_time() -> None:
    def seconds(size: int) -> float:
        start = time.process_time()
        assert spoken("a" + "\u0301\u0316" * size) == " a "
        return time.process_time() - start

    assert seconds(160_000) < 12 * min(seconds(20_000) for _ in range(3)) + 0.2
