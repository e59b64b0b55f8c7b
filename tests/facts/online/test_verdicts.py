"""What an answer means: never dead without need."""

from __future__ import annotations

from typing import Any

import pytest

from linklint.facts.online.reach import WebError
from linklint.facts.online.verdicts import Visit, page, retry_after, same, told_to_wait, wait
from linklint.facts.online.web import Answer
from linklint.model import Content, Hop, Page

URL = "https://press.example/t"
HTML = {"content-type": "text/html"}
CHALLENGE = (
    b"<html><head><title>Just a moment...</title></head><body><script>window._cf_chl_opt={}</script></body></html>"
)


def answered(status: int, body: bytes = b"", by_proxy: bool = False, **headers: str) -> Page:
    told = {**HTML, **{name.replace("_", "-"): value for name, value in headers.items()}}
    return page(Visit(URL, (), Answer(URL, status, told, (), by_proxy), body, True))


def failed(cause: str, tls: str = "") -> Page:
    return page(Visit(URL, fault=WebError(URL, "no answer", cause, tls)))


VERDICTS: list[Any] = [
    pytest.param(answered(200), "alive", "", id="200"),
    pytest.param(answered(204), "alive", "", id="no content"),
    pytest.param(answered(206), "alive", "", id="a part"),
    pytest.param(answered(300), "alive", "", id="several choices"),
    pytest.param(answered(404), "dead", "status", id="404"),
    pytest.param(answered(410), "dead", "status", id="410"),
    pytest.param(answered(401), "unsure", "wall", id="a password is wanted"),
    pytest.param(answered(403), "unsure", "wall", id="403"),
    pytest.param(answered(400), "unsure", "wall", id="400"),
    pytest.param(answered(405), "unsure", "wall", id="405"),
    pytest.param(answered(451), "unsure", "wall", id="barred by law"),
    pytest.param(answered(999), "unsure", "wall", id="999"),
    pytest.param(answered(429), "unsure", "limit", id="429"),
    pytest.param(answered(503, retry_after="600"), "unsure", "limit", id="503 that says when to come back"),
    pytest.param(answered(302), "unsure", "network", id="a redirect to nowhere"),
    pytest.param(answered(500), "dead", "server", id="500"),
    pytest.param(answered(503), "dead", "server", id="503"),
    pytest.param(answered(522), "dead", "server", id="a CDN without its server"),
    pytest.param(answered(511), "unsure", "network", id="511 of the own network"),
    pytest.param(answered(502, by_proxy=True), "unsure", "network", id="502 of a proxy"),
    pytest.param(answered(404, CHALLENGE), "unsure", "wall", id="404 with a challenge"),
    pytest.param(answered(503, CHALLENGE), "unsure", "wall", id="503 with a challenge"),
    pytest.param(answered(200, CHALLENGE), "unsure", "wall", id="200 with a challenge"),
    pytest.param(answered(202, x_amzn_waf_action="challenge"), "unsure", "wall", id="202 of AWS WAF"),
    pytest.param(answered(403, cf_mitigated="challenge"), "unsure", "wall", id="403 of Cloudflare"),
    pytest.param(answered(200, b"<p>px-captcha and what it does</p>" + b"words " * 20_000), "alive", "", id="an article on walls"),
    pytest.param(failed("host"), "dead", "host", id="no such host"),
    pytest.param(failed("loop"), "dead", "loop", id="redirects without an end"),
    pytest.param(failed("refused"), "dead", "refused", id="refused"),
    pytest.param(failed("timeout"), "unsure", "timeout", id="silence"),
    pytest.param(failed("network"), "unsure", "network", id="a name server that does not answer"),
    pytest.param(failed("tls", "the certificate has expired"), "unsure", "tls", id="an expired certificate"),
    pytest.param(failed("unasked"), "unsure", "unasked", id="what may not be asked"),
]  # fmt: skip


@pytest.mark.parametrize(("found", "verdict", "cause"), VERDICTS)
def test_verdicts(found: Page, verdict: str, cause: str) -> None:
    assert (found.verdict, found.cause) == (verdict, cause)
    assert found.says


@pytest.mark.parametrize(
    ("found", "is_settled"),
    [
        pytest.param(answered(404), True, id="404"),
        pytest.param(failed("host"), True, id="no such host"),
        pytest.param(failed("loop"), True, id="redirects without an end"),
        pytest.param(failed("refused"), False, id="refused"),
        pytest.param(answered(500), False, id="500"),
    ],
)
def test_what_may_pass_is_not_settled(found: Page, is_settled: bool) -> None:
    assert found.is_settled is is_settled


def test_certificates_are_told_apart_from_other_faults() -> None:
    assert failed("tls", "the certificate has expired").tls == "the certificate has expired"
    assert failed("tls").tls == ""


def test_the_page_tells_where_it_was_found() -> None:
    visit = Visit("https://press.example/b#there", (Hop(301, "https://press.example/b#there"),), Answer(URL, 200, HTML))
    assert page(visit).url == "https://press.example/b"
    assert page(visit).hops == (Hop(301, "https://press.example/b#there"),)


def test_only_what_is_alive_says_something() -> None:
    body = b"<html><title>Tables</title><body>ten trades</body></html>"
    assert (answered(200, body).content or Content()).title == "Tables"
    assert answered(404, body).content is None


@pytest.mark.parametrize(
    ("found", "tries", "headers", "seconds"),
    [
        pytest.param(answered(404), 1, {}, 0.5, id="404 is asked again soon"),
        pytest.param(failed("host"), 1, {}, 0.5, id="a host that is not there, too"),
        pytest.param(answered(500), 1, {}, 1.0, id="an error after a second"),
        pytest.param(failed("timeout"), 2, {}, 2.0, id="silence after two seconds more"),
        pytest.param(failed("timeout"), 3, {}, None, id="and then no more"),
        pytest.param(answered(429), 1, {}, 1.0, id="who does not say when"),
        pytest.param(answered(429), 1, {"retry-after": "7"}, 7.0, id="who says when"),
        pytest.param(answered(429), 1, {"retry-after": "0"}, 1.0, id="who says at once"),
        pytest.param(answered(429), 1, {"retry-after": "3600"}, None, id="who says in an hour"),
        pytest.param(answered(403), 1, {}, None, id="a wall stays"),
        pytest.param(failed("tls"), 1, {}, None, id="TLS stays"),
        pytest.param(answered(200), 1, {}, None, id="what is alive is alive"),
    ],
)
def test_when_it_is_worth_asking_again(found: Page, tries: int, headers: dict[str, str], seconds: float | None) -> None:
    assert wait(found, tries, Answer(URL, found.status, headers), 0.0) == seconds


@pytest.mark.parametrize(
    ("written", "seconds"),
    [
        pytest.param("120", 120.0, id="seconds"),
        pytest.param("Thu, 01 Jan 1970 00:01:40 GMT", 60.0, id="a date"),
        pytest.param("Thu, 01 Jan 1970 00:00:01 GMT", 0.0, id="a date that has passed"),
        pytest.param("soon", 0.0, id="a word"),
        pytest.param("-5", 0.0, id="a negative number"),
        pytest.param("9" * 400, 999999999.0, id="a number without end"),
        pytest.param("  ,  ", 0.0, id="commas"),
        pytest.param("Fri, 01 Jan 2100 00:00:00 GMT", 4102444760.0, id="in a hundred years"),
        pytest.param("Thu, 99 Foo 2026 99:99:99 GMT", 0.0, id="no date"),
    ],
)
def test_retry_after(written: str, seconds: float) -> None:
    assert retry_after(written, 40.0) == seconds


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        pytest.param({"retry-after": "Thu, 01 Jan 1970 02:00:10 GMT", "date": "Thu, 01 Jan 1970 02:00:00 GMT"}, 10.0, id="their clock is ahead"),
        pytest.param({"retry-after": "Thu, 01 Jan 1970 00:00:10 GMT", "date": "Thu, 01 Jan 1970 00:00:05 GMT"}, 5.0, id="their clock is behind"),
        pytest.param({"retry-after": "Thu, 01 Jan 1970 01:00:10 GMT", "date": "today"}, 10.0, id="a clock that cannot be read"),
        pytest.param({"retry-after": "7", "date": "Thu, 01 Jan 1970 02:00:00 GMT"}, 7.0, id="seconds need no clock"),
        pytest.param({}, 0.0, id="nothing is said"),
    ],
)  # fmt: skip
def test_dates_are_read_by_the_clock_of_who_names_them(headers: dict[str, str], seconds: float) -> None:
    assert told_to_wait(Answer(URL, 429, headers), 3600.0) == seconds


@pytest.mark.parametrize(
    ("http", "https", "is_same"),
    [
        pytest.param(Page("alive", url="http://a.example/x"), Page("alive", url="https://a.example/x"), True, id="the same address"),
        pytest.param(Page("alive", url="http://a.example/x"), Page("alive", url="https://a.example/"), False, id="another page"),
        pytest.param(Page("alive", url="http://a.example/x"), Page("dead", url="https://a.example/x"), False, id="not over https"),
        pytest.param(Page("alive", url="http://a.example/x"), Page("alive", url="http://a.example/x"), False, id="https leads back"),
        pytest.param(
            Page("alive", url="http://a.example/x", content=Content("Tables")),
            Page("alive", url="https://a.example/x", content=Content("It works!")),
            False,
            id="another title",
        ),
    ],
)  # fmt: skip
def test_when_https_answers_the_same(http: Page, https: Page, is_same: bool) -> None:
    assert same(http, https) is is_same
