"""Asking for many pages: what hosts may do to us, when they are asked again, and what is said of them then."""

from __future__ import annotations

import gzip
import shutil
import socket
import socketserver
import ssl
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

import pytest
from h2.config import H2Configuration
from h2.connection import H2Connection
from h2.events import RequestReceived

from linklint.facts.online import verdicts, visits
from linklint.facts.online.pages import Wish
from linklint.facts.online.reach import Reach
from linklint.facts.online.visits import Manners
from linklint.model import Online, Page
from tests.facts.online.test_web import drip, redirect, resolving
from tests.loopback import Route, Server, answer, serving

LOOPBACK = Reach(has_http=True, is_loopback=True)
HTML: dict[str, Any] = {"content_type": "text/html"}
HOPEFUL = b"<html><title>Tables</title><body>ten trades</body></html>"


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as running:
        yield running


@pytest.fixture(autouse=True)
def hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pauses that are ours to choose are short; those that servers ask for are not."""
    monkeypatch.setattr(verdicts, "_PASSING", (0.05, 0.1))
    monkeypatch.setattr(verdicts, "_CONFIRMING", 0.02)


def visited(
    *urls: str,
    has_content: bool = True,
    has_https: bool = False,
    headers: dict[str, dict[str, str]] | None = None,
    reach: Reach = LOOPBACK,
    **online: Any,
) -> list[Page]:
    found: dict[str, Page] = {}
    manners = Manners(reach, Online(**{"timeout": 2, **online}), headers or {})
    wishes = [Wish(url, has_content, has_https) for url in urls]
    visits.visit(wishes, manners, lambda wish, page: found.update({wish.url: page}))
    return [found[url] for url in urls]


def visited_on(server: Server, route: Route, **online: Any) -> Page:
    server.routes["/a"] = route
    return visited(server.url("/a"), **online)[0]


def endless(out: BinaryIO) -> None:
    out.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html><title>Long</title>")
    while True:
        out.write(b"<p>words</p>\n" * 1000)


def ever_further(out: BinaryIO) -> None:
    out.write(redirect(f"/a?{time.monotonic_ns()}"))


BOMB = answer(gzip.compress(b"<html><title>Boom</title>" + bytes(60_000_000)), content_encoding="gzip", **HTML)
FLOOD = b"HTTP/1.1 200 OK\r\n" + b"x: y\r\n" * 40_000 + b"\r\n"
HOSTILE: list[Any] = [
    pytest.param(drip(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 9999\r\n\r\n", b"x"), "alive", "", id="a body in drops"),
    pytest.param(drip(b"HTTP/1.1 200 OK\r\nx: ", b"y"), "unsure", "timeout", id="headers in drops"),
    pytest.param(endless, "alive", "", id="a body without an end"),
    pytest.param(BOMB, "alive", "", id="a gzip bomb"),
    pytest.param(answer(b"\x1f\x8bno", content_encoding="gzip", **HTML), "alive", "", id="a broken gzip"),
    pytest.param(answer(b"x", content_encoding="br", **HTML), "alive", "", id="a coding that was not asked for"),
    pytest.param(answer(b"half", length=100, **HTML), "alive", "", id="a body that ends too early"),
    pytest.param(answer(b"whole and more", length=5, **HTML), "alive", "", id="a body that is longer than it says"),
    pytest.param(FLOOD, "unsure", "network", id="a flood of headers"),
    pytest.param(b"HTTP/1.1 200 OK\r\nx: " + b"y" * 400_000 + b"\r\n\r\n", "unsure", "network", id="one endless header"),
    pytest.param(b"HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n", "unsure", "network", id="a negative length"),
    pytest.param(b"220 smtp.example ESMTP\r\n", "unsure", "network", id="no HTTP at all"),
    pytest.param(b"", "unsure", "network", id="nothing"),
    pytest.param(drip(b"", b"HTTP/1.1 100 Continue\r\n\r\n"), "unsure", "timeout", id="promises without an end"),
    pytest.param(b"HTTP/1.1 101 Switching\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\nx", "unsure", "network", id="another protocol"),
    pytest.param(b"<html>ten trades</html>", "unsure", "network", id="HTTP of 1991"),
    pytest.param(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Type: text/html\r\n\r\nzz\r\n", "alive", "", id="chunks of no size"),
    pytest.param(b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 7\r\n\r\nwhole", "unsure", "network", id="two lengths"),
    pytest.param(answer(status="511 Network Authentication Required"), "unsure", "network", id="a network that wants a password"),
    pytest.param(redirect("/" + "a" * 5000), "unsure", "network", id="a redirect to a URL without an end"),
    pytest.param(redirect("http://127.0.0.1:0x50/"), "unsure", "unasked", id="a redirect to a port that is none"),
    pytest.param(redirect("http://127.0.0.1:99999/"), "unsure", "unasked", id="a redirect to a port too high"),
    pytest.param(redirect("http://[::ffff:7f00:1%25eth0]/"), "unsure", "unasked", id="a redirect to an address with a zone"),
    pytest.param(redirect("http://" + "a" * 70 + ".example/"), "unsure", "unasked", id="a redirect to a name that is none"),
    pytest.param(ever_further, "dead", "loop", id="redirects without an end"),
    pytest.param(redirect("/a"), "dead", "loop", id="a redirect to itself"),
    pytest.param(redirect("http://10.0.0.1/"), "unsure", "unasked", id="a redirect to a private address"),
    pytest.param(redirect("http://169.254.169.254/latest/"), "unsure", "unasked", id="a redirect to metadata"),
    pytest.param(redirect("http://[::ffff:10.0.0.1]/"), "unsure", "unasked", id="a redirect to a mapped address"),
    pytest.param(redirect("http://0x0a000001/"), "unsure", "unasked", id="a redirect to an address in disguise"),
    pytest.param(redirect("file:///etc/passwd"), "unsure", "unasked", id="a redirect to a file"),
    pytest.param(redirect("http://[::1"), "unsure", "network", id="a redirect to no URL"),
    pytest.param(redirect("http://a:b@127.0.0.1/"), "unsure", "unasked", id="a redirect with a user"),
    pytest.param(answer(status="401 Unauthorized", www_authenticate="Basic"), "unsure", "wall", id="a prompt"),
    pytest.param(answer(status="999 No"), "unsure", "wall", id="a status that nobody knows"),
]  # fmt: skip


@pytest.mark.parametrize(("route", "verdict", "cause"), HOSTILE)
def test_whatever_a_server_does_ends_in_a_verdict(server: Server, route: Route, verdict: str, cause: str) -> None:
    started = time.monotonic()
    page = visited_on(server, route, timeout=1.5)
    assert (page.verdict, page.cause) == (verdict, cause)
    assert time.monotonic() - started < 12
    assert "\n" not in page.says


def test_what_was_read_of_a_page_without_an_end_counts(server: Server) -> None:
    page = visited_on(server, endless)
    assert page.content
    assert page.content.title == "Long"
    assert page.content.ids is None, "not all of it was read"


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="nothing else tells the peak of one program alone")
def test_large_pages_take_little_memory(server: Server) -> None:
    def huge(out: BinaryIO) -> None:
        out.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 200000000\r\n\r\n")
        for _ in range(200):
            out.write(b"<p id=x>words</p>\n" * 55_555)

    server.routes |= {f"/{number}": huge for number in range(8)} | {"/bomb": BOMB}
    urls = [server.url(path) for path in server.routes]
    code = (
        "import sys; from linklint.facts.online import visits; from linklint.facts.online.pages import Wish\n"
        "from linklint.facts.online.reach import Reach; from linklint.model import Online\n"
        "manners = visits.Manners(Reach(has_http=True, is_loopback=True), Online(concurrency=8))\n"
        "visits.visit([Wish(url, True) for url in sys.argv[1:]], manners, lambda wish, page: print(page.verdict))\n"
        "print(next(line.split()[1] for line in open('/proc/self/status') if line.startswith('VmHWM')))"
    )
    done = subprocess.run([sys.executable, "-c", code, *urls], capture_output=True, text=True, check=True)
    *told, peak = done.stdout.split()
    assert told == ["alive"] * 9
    assert int(peak) < 150_000, "in kB"


def test_many_pages_that_come_slowly_are_cut_short(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(visits, "_MOST_IN_HAND", 1_000_000)

    def slow(out: BinaryIO) -> None:
        out.write(
            b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 500000\r\n\r\n<html><title>Long</title>"
        )
        out.write(b"<p>ten</p>" * 40_000)
        out.flush()
        time.sleep(0.3)
        out.write(b"<p>ten</p>" * 10_000)

    server.routes |= {f"/{number}": slow for number in range(8)}
    pages = visited(*(server.url(path) for path in server.routes), concurrency=8)
    assert [page.content.title for page in pages if page.content] == ["Long"] * 8
    assert {page.content.ids is None for page in pages if page.content} == {True, False}, "some were read whole"


def test_a_page_is_read_and_redirects_are_told(server: Server) -> None:
    server.routes |= {"/a": redirect("/b#there"), "/b": answer(HOPEFUL, **HTML)}
    (page,) = visited(server.url("/a"))
    assert (page.verdict, page.status, page.url) == ("alive", 200, server.url("/b"))
    assert [(hop.status, hop.url) for hop in page.hops] == [(302, server.url("/b#there"))]
    assert page.content
    assert page.content.title == "Tables"


def test_the_agent_is_honest_and_asks_as_browsers_do(server: Server) -> None:
    visited_on(server, answer())
    headers = server.asked[0][1]
    assert headers["user-agent"].startswith("Mozilla/5.0 (compatible; linklint/")
    assert headers["accept"].startswith("text/html,")
    assert not {"cookie", "authorization", "referer"} & set(headers)


@pytest.mark.parametrize(
    ("path", "has_content", "routes", "asked"),
    [
        pytest.param("/a", True, [answer()], ["GET"], id="a page that is to be read"),
        pytest.param("/a", False, [answer()], ["HEAD"], id="a page that is not"),
        pytest.param("/a.pdf", True, [answer()], ["HEAD"], id="a file"),
        pytest.param("/a.pdf?x=y.zip", True, [answer()], ["HEAD"], id="a file with a query"),
        pytest.param("/a", False, [answer(status="405 No"), answer()], ["HEAD", "GET"], id="HEAD is not spoken"),
        pytest.param("/a", False, [answer(status="404 No"), answer()], ["HEAD", "GET"], id="HEAD lies"),
        pytest.param("/a", False, [answer(status="404 No")], ["HEAD", "GET", "GET"], id="a death is confirmed by GET"),
        pytest.param("/a", True, [answer(status="410 No")], ["GET", "GET"], id="a death is confirmed"),
        pytest.param("/a", True, [answer(status="404 No"), answer()], ["GET", "GET"], id="a death was none"),
        pytest.param("/a", True, [answer(status="500 No")], ["GET", "GET"], id="an error that stays"),
        pytest.param("/a", True, [answer(status="503 No"), answer()], ["GET", "GET"], id="an error that passes"),
        pytest.param("/a", True, [answer(status="403 No")], ["GET"], id="a wall"),
        pytest.param("/a", False, [answer(status="429 No"), answer()], ["HEAD", "GET"], id="too much"),
    ],
)
def test_how_often_a_url_is_asked_for(
    server: Server, path: str, has_content: bool, routes: list[bytes], asked: list[str]
) -> None:
    server.routes[path] = routes
    visited(server.url(path), has_content=has_content)
    assert [method for _, method, _ in server.requests] == asked


@pytest.mark.parametrize(
    ("routes", "verdict", "cause"),
    [
        pytest.param([answer(status="404 No"), answer()], "alive", "", id="gone and there again"),
        pytest.param([answer(status="404 No"), answer(status="403 No")], "unsure", "wall", id="gone and then a wall"),
        pytest.param([b"", answer(status="404 No")], "dead", "status", id="broken, gone, gone"),
        pytest.param([b"", b"", answer(status="404 No")], "unsure", "network", id="broken, broken, gone"),
        pytest.param([answer(status="502 No"), answer(status="503 No")], "dead", "server", id="broken twice"),
        pytest.param([answer(status="429 No")], "unsure", "limit", id="too much, for ever"),
    ],
)
def test_nothing_is_dead_that_was_not_dead_twice(server: Server, routes: list[bytes], verdict: str, cause: str) -> None:
    page = visited_on(server, routes)
    assert (page.verdict, page.cause) == (verdict, cause)


def test_who_says_when_to_come_back_is_not_asked_before(server: Server) -> None:
    server.routes |= {"/a": [answer(status="429 Too Many", retry_after="1"), answer()], "/b": answer()}
    assert [page.verdict for page in visited(server.url("/a"), server.url("/b"))] == ["alive", "alive"]
    first, again = (when for when, _, path in server.requests if path == "/a")
    (other,) = (when for when, _, path in server.requests if path == "/b")
    assert again - first >= 1
    assert other - first < 0.9, "the rest goes on"


def test_a_host_that_is_asked_too_much_twice_in_a_row_rests_as_a_whole(server: Server) -> None:
    busy = answer(status="429 Too Many", retry_after="1")
    server.routes |= {"/0": [busy, answer()], "/1": [busy, answer()], "/2": answer(), "/3": answer()}
    pages = visited(*(server.url(f"/{number}") for number in range(4)), concurrency=1)
    assert {page.verdict for page in pages} == {"alive"}
    assert all(later - server.requests[1][0] >= 1 for later, _, _ in server.requests[2:])


def test_a_host_that_wants_to_be_left_alone_for_longer_is(server: Server) -> None:
    busy = answer(status="429 Too Many", retry_after="3600")
    server.routes |= {f"/{number}": busy for number in range(20)}
    started = time.monotonic()
    pages = visited(*(server.url(path) for path in server.routes), concurrency=2)
    assert {(page.verdict, page.cause) for page in pages} == {("unsure", "limit")}
    assert len(server.requests) <= 3
    assert time.monotonic() - started < 5


def test_who_asks_for_more_time_than_a_run_has_is_not_asked_again(server: Server) -> None:
    server.routes["/a"] = answer(status="429 Too Many", retry_after="30")
    found: list[Page] = []
    done = visits.visit(
        [Wish(server.url("/a"))], Manners(LOOPBACK, Online(minutes=0.1)), lambda wish, page: found.append(page)
    )
    assert [(page.verdict, page.cause) for page in found] == [("unsure", "limit")]
    assert (done.is_late, len(server.requests)) == (False, 1)


def test_as_many_redirects_as_browsers_follow_are_followed(server: Server) -> None:
    server.routes |= {f"/{number}": redirect(f"/{number + 1}") for number in range(20)}
    server.routes["/20"] = answer()
    assert visited(server.url("/0"), per_second=100)[0].verdict == "alive"


def test_few_requests_at_a_time_and_in_a_second(server: Server) -> None:
    now = most = 0

    def slow(out: BinaryIO) -> None:
        nonlocal now, most
        now += 1
        most = max(most, now)
        time.sleep(0.05)
        now -= 1
        out.write(answer())

    server.routes |= {f"/{number}": slow for number in range(30)}
    started = time.monotonic()
    visited(*(server.url(path) for path in server.routes), concurrency=3, per_second=20)
    assert most == 3
    assert time.monotonic() - started >= 10 / 20, "a second's worth at once, the others one by one"


def test_a_host_that_is_silent_holds_nobody_up(server: Server) -> None:
    def silent(out: BinaryIO) -> None:
        time.sleep(3)

    server.routes |= {f"/{number}": silent for number in range(30)}
    started = time.monotonic()
    pages = visited(*(server.url(path) for path in server.routes), timeout=0.3)
    assert {(page.verdict, page.cause) for page in pages} == {("unsure", "timeout")}
    assert len(server.requests) < 10
    assert time.monotonic() - started < 5


def test_cookies_go_back_where_they_came_from_and_nowhere_else(server: Server) -> None:
    def door(out: BinaryIO) -> None:
        has_key = "key=1" in server.asked[-1][1].get("cookie", "")
        out.write(
            answer(b"in", **HTML) if has_key else answer(status="302 Found", location="/a", set_cookie="key=1; Path=/")
        )

    assert visited_on(server, door).verdict == "alive"
    with serving() as other:
        server.routes["/b"] = answer(status="302 Found", location=other.url("/c"), set_cookie="key=1")
        other.routes["/c"] = answer()
        visited(server.url("/b"))
        assert "cookie" not in other.asked[0][1]


def test_what_the_user_gives_for_a_host_goes_to_no_other(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    resolving(monkeypatch, ["127.0.0.1"])
    private = Reach(has_http=True, is_private=True)
    monkeypatch.setenv("NO_PROXY", "*")
    port = server.port
    server.routes |= {"/a": redirect(f"http://other.example:{port}/b"), "/b": answer()}
    headers = {"wiki.example": {"Authorization": "Bearer x"}}
    visited(f"http://wiki.example:{port}/a", headers=headers, reach=private)
    assert [told.get("authorization") for _, told in server.asked] == ["Bearer x", None]
    server.asked.clear()
    visited(f"http://wiki.example:{port}/b", headers=headers)
    assert [told.get("authorization") for _, told in server.asked] == [None], "over http only in the own network"


def test_a_connection_that_is_refused(server: Server) -> None:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        (page,) = visited(f"http://127.0.0.1:{held.getsockname()[1]}/")
    assert (page.verdict, page.cause, page.is_settled) == ("dead", "refused", False)


NAMES: list[Any] = [
    pytest.param(socket.gaierror(socket.EAI_NONAME, "no"), "dead", "host", id="a name that is not there"),
    pytest.param(socket.gaierror(socket.EAI_AGAIN, "later"), "unsure", "network", id="a name server that does not answer"),
    pytest.param(socket.gaierror(socket.EAI_FAIL, "no"), "unsure", "network", id="a name server that fails"),
]  # fmt: skip


@pytest.mark.parametrize(("error", "verdict", "cause"), NAMES)
def test_names_that_cannot_be_looked_up(
    error: OSError, verdict: str, cause: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def look_up(*_: object, **__: object) -> Any:
        raise error

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    (page,) = visited("http://press.example/")
    assert (page.verdict, page.cause) == (verdict, cause)


@pytest.mark.parametrize(
    "addresses",
    [
        pytest.param(["10.0.0.1"], id="a private address"),
        pytest.param(["127.0.0.1", "192.168.0.1"], id="one of several"),
        pytest.param(["169.254.169.254"], id="metadata"),
    ],
)
def test_names_that_lead_inside_are_not_asked(addresses: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    resolving(monkeypatch, addresses)
    monkeypatch.setenv("NO_PROXY", "*")
    (page,) = visited("http://press.example/", reach=Reach(has_http=True))
    assert (page.verdict, page.cause) == ("unsure", "unasked")


def test_a_name_cannot_lead_elsewhere_between_the_look_and_the_connection(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = resolving(monkeypatch, ["127.0.0.1"], ["10.0.0.1"])
    server.routes |= {"/a": answer(status="404 No"), "/b": redirect("/a")}
    pages = visited(*(f"http://packs.example:{server.port}/{name}" for name in "ab"))
    assert [page.verdict for page in pages] == ["dead", "dead"]
    assert asked == ["packs.example"]


@pytest.mark.parametrize(
    ("url", "reach"),
    [
        pytest.param("http://127.0.0.1/", Reach(has_http=True), id="this machine"),
        pytest.param("http://10.0.0.1/", Reach(has_http=True), id="a private address"),
        pytest.param("https://www.w3.org:8443/", Reach(has_http=True), id="another port"),
        pytest.param(
            "http://169.254.169.254/", Reach(has_http=True, is_private=True), id="metadata, whatever is allowed"
        ),
        pytest.param(
            "http://100.100.100.200/", Reach(has_http=True, is_private=True), id="metadata among private ones"
        ),
        pytest.param("http://0.0.0.0/", Reach(has_http=True, is_private=True), id="no address at all"),
    ],
)
def test_what_is_never_asked(url: str, reach: Reach, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_PROXY", "*")
    (page,) = visited(url, reach=reach)
    assert (page.verdict, page.cause) == ("unsure", "unasked")


def test_behind_a_proxy_the_run_knows_it(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("NO_PROXY", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HTTP_PROXY", server.root)
    monkeypatch.setenv("http_proxy", server.root)
    server.routes |= {"http://press.example/": answer(), "http://press.example/b": answer(status="502 Bad Gateway")}
    found: list[Page] = []
    urls = ("http://press.example/", "http://press.example/b", "http://intranet/", "http://10.0.0.1/")
    wishes = [Wish(url) for url in urls]
    done = visits.visit(wishes, Manners(Reach(has_http=True), Online()), lambda wish, page: found.append(page))
    assert done.has_proxy
    assert sorted(page.cause for page in found) == ["", "network", "unasked", "unasked"]
    assert {path for path, _ in server.asked} == set(urls[:2])


def certificate(folder: Path, *more: str) -> tuple[Path, Path]:
    if not shutil.which("openssl"):
        pytest.skip("needs openssl")
    key, public = folder / "key.pem", folder / "cert.pem"
    command = f"openssl req -x509 -newkey rsa:2048 -nodes -subj /CN=packs.example -keyout {key} -out {public}"
    subprocess.run(
        [*command.split(), "-addext", "subjectAltName=DNS:packs.example", *more], check=True, capture_output=True
    )
    return key, public


@pytest.mark.parametrize(
    ("host", "more", "is_known", "tls"),
    [
        pytest.param("packs.example", ["-days", "2"], True, "", id="a certificate that is believed"),
        pytest.param(
            "packs.example", ["-days", "2"], False, "the certificate is signed by itself", id="signed by itself"
        ),
        pytest.param(
            "other.example", ["-days", "2"], True, "the certificate is for another host", id="for another host"
        ),
    ],
)
def test_certificates(
    host: str, more: list[str], is_known: bool, tls: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    key, public = certificate(tmp_path, *more)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(public, key)
    if is_known:
        monkeypatch.setenv("SSL_CERT_FILE", str(public))
    resolving(monkeypatch, ["127.0.0.1"])
    with serving(context) as server:
        server.routes["/a"] = answer()
        (page,) = visited(f"https://{host}:{server.port}/a")
    assert page.tls == tls
    assert (page.verdict, page.cause) == (("unsure", "tls") if tls else ("alive", ""))


def test_a_server_whose_tls_nobody_speaks_any_more(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    key, public = certificate(tmp_path)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(public, key)
    context.maximum_version = ssl.TLSVersion.TLSv1_2
    context.set_ciphers("AES128-SHA")
    resolving(monkeypatch, ["127.0.0.1"])
    with serving(context) as server:
        (page,) = visited(f"https://packs.example:{server.port}/a")
    assert (page.verdict, page.cause, page.tls) == ("unsure", "tls", "")


@pytest.mark.parametrize(
    ("body", "is_same"),
    [pytest.param(HOPEFUL, True, id="the same"), pytest.param(b"<title>It works!</title>", False, id="another page")],
)
def test_https_is_proved_by_looking(
    body: bytes, is_same: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    key, public = certificate(tmp_path, "-days", "2")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(public, key)
    monkeypatch.setenv("SSL_CERT_FILE", str(public))
    resolving(monkeypatch, ["127.0.0.1"])
    with serving() as plain, serving(context) as safe:
        plain.routes["/a"], safe.routes["/a"] = answer(HOPEFUL, **HTML), answer(body, **HTML)
        url = f"http://packs.example:{plain.port}/a"
        real = visits._Visits._follow

        async def follow(self: Any, asked: str, method: str) -> Any:
            """The ports of http and https are not ours to have."""
            tried = await real(
                self, asked.replace(f"https://packs.example:{plain.port}", f"https://packs.example:{safe.port}"), method
            )
            shown = verdicts.Visit(asked, tried.hops, tried.answer, tried.body, tried.is_whole, tried.fault)
            return shown

        monkeypatch.setattr(visits._Visits, "_follow", follow)
        (page,) = visited(url, has_https=True)
    assert page.https == (url.replace("http:", "https:") if is_same else "")


def test_where_a_host_speaks_http_2_so_do_we(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    key, public = certificate(tmp_path, "-days", "2")
    monkeypatch.setenv("SSL_CERT_FILE", str(public))
    resolving(monkeypatch, ["127.0.0.1"])
    with speaking_h2(public, key) as (port, asked):
        pages = visited(*(f"https://packs.example:{port}/{name}" for name in "abc"))
    assert [(page.verdict, page.status) for page in pages] == [("alive", 200)] * 3
    assert [page.content.title for page in pages if page.content] == ["Tables"] * 3
    assert sorted(asked) == ["/a", "/b", "/c"]


@pytest.mark.parametrize(
    "said",
    [
        pytest.param(b"HTTP/1.1 200 OK\r\n\r\n", id="HTTP/1.1 after all"),
        pytest.param(b"\0\0\4\4\0\0\0\0\0\xff\xff\xff\xff", id="settings that are none"),
        pytest.param(b"\0\0\0\4\0\0\0\0\0" + b"\0\0\1\1\4\0\0\0\1\xff", id="headers that are none"),
        pytest.param(b"\0\0\0\4\0\0\0\0\0" + b"\0\0\4\3\0\0\0\0\1\0\0\0\2", id="a stream that is reset"),
        pytest.param(b"\0\0\0\4\0\0\0\0\0" + b"\0\0\1\0\0\0\0\0\7x", id="a stream that nobody opened"),
        pytest.param(b"\0\0\0\4\0\0\0\0\0" + b"\0\0\x08\7\0\0\0\0\0" + bytes(8), id="goodbye"),
        pytest.param(b"\xff\xff\xff\0\0\0\0\0\1", id="a frame without an end"),
    ],
)
def test_http_2_that_is_none_ends_in_a_verdict(said: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    key, public = certificate(tmp_path, "-days", "2")
    monkeypatch.setenv("SSL_CERT_FILE", str(public))
    resolving(monkeypatch, ["127.0.0.1"])
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(public, key)
    context.set_alpn_protocols(["h2"])

    class Handler(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            with context.wrap_socket(self.request, server_side=True) as spoken:
                while spoken.recv(65_536):
                    spoken.sendall(said)

    with listening(Handler) as port:
        pages = visited(*(f"https://packs.example:{port}/{name}" for name in "ab"), timeout=1)
    assert {(page.verdict, page.cause in ("network", "timeout")) for page in pages} == {("unsure", True)}


@contextmanager
def speaking_h2(public: Path, key: Path) -> Iterator[tuple[int, list[str]]]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(public, key)
    context.set_alpn_protocols(["h2"])
    asked: list[str] = []

    class Handler(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            spoken = context.wrap_socket(self.request, server_side=True)
            talk = H2Connection(H2Configuration(client_side=False, header_encoding="utf-8"))
            talk.initiate_connection()
            spoken.sendall(talk.data_to_send())
            while received := spoken.recv(65_536):
                for event in talk.receive_data(received):
                    if isinstance(event, RequestReceived):
                        asked.append(dict(event.headers)[":path"])  # type: ignore[index, arg-type]
                        talk.send_headers(event.stream_id, [(":status", "200"), ("content-type", "text/html")])
                        talk.send_data(event.stream_id, HOPEFUL, end_stream=True)
                spoken.sendall(talk.data_to_send())

    with listening(Handler) as port:
        yield port, asked


@contextmanager
def listening(handler: type[socketserver.BaseRequestHandler]) -> Iterator[int]:
    """The port."""

    class Quiet(socketserver.ThreadingTCPServer):
        daemon_threads = True

        def handle_error(self, request: object, client_address: object) -> None:
            """Clients that leave are no fault."""

    with Quiet(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield server.server_address[1]
        server.shutdown()


def test_a_run_has_an_end(server: Server) -> None:
    def slow(out: BinaryIO) -> None:
        time.sleep(1)

    server.routes["/a"] = slow
    found: list[Page] = []
    manners = Manners(LOOPBACK, Online(minutes=0.3 / 60))
    done = visits.visit([Wish(server.url("/a"))], manners, lambda wish, page: found.append(page))
    assert (done.is_late, found) == (True, [])
