"""Fetching: what a server may do to us, and where it may not lead."""

from __future__ import annotations

import asyncio
import gzip
import shutil
import socket
import ssl
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, BinaryIO

import pytest

from linklint.facts.online import reach, web
from linklint.facts.online.reach import PUBLIC, Reach, WebError
from linklint.facts.online.web import Bounds
from tests.loopback import Route, Server, answer, serving

LOOPBACK = Reach(is_loopback=True)
BOUNDS = Bounds(received=1_000_000, unpacked=3_000_000, seconds=20)


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as running:
        yield running


def got(url: str, bounds: Bounds = BOUNDS, within: Reach = LOOPBACK, **headers: str) -> tuple[web.Answer, bytes]:
    body = bytearray()

    def take(piece: bytes) -> bool:
        body.extend(piece)
        return False

    return web.get(url, take, bounds, headers, within), bytes(body)


def redirect(to: str) -> bytes:
    return answer(status="302 Found", location=to)


def test_a_page_is_fetched_with_its_headers(server: Server) -> None:
    server.routes["/a?b=c"] = answer(b"hello", ETag='"7"')
    reply, body = got(server.url("/a?b=c"), If_None_Match='"6"')
    assert (reply.status, reply.headers["etag"], body) == (200, '"7"', b"hello")
    ((_, headers),) = server.asked
    assert headers["host"] == f"127.0.0.1:{server.port}"
    assert headers["user-agent"].startswith("linklint/")


def test_only_the_body_of_a_200_is_read(server: Server) -> None:
    server.routes["/a"] = answer(b"gone", status="410 Gone")
    reply, body = got(server.url("/a"))
    assert (reply.status, body) == (410, b"")


def test_a_gzip_coding_is_taken_off(server: Server) -> None:
    server.routes["/a"] = answer(gzip.compress(b"abc" * 1000), content_encoding="gzip")
    assert got(server.url("/a"))[1] == b"abc" * 1000


def test_redirects_are_followed(server: Server) -> None:
    server.routes |= {"/a": redirect("/b"), "/b": redirect(server.url("/c")), "/c": answer(b"here")}
    reply, body = got(server.url("/a"))
    assert (reply.url, body) == (server.url("/c"), b"here")


def test_who_has_enough_may_leave(server: Server) -> None:
    def endless(out: BinaryIO) -> None:
        out.write(b"HTTP/1.1 200 OK\r\nContent-Length: 4000000000\r\n\r\n")
        while True:
            out.write(b"line\n" * 1000)

    server.routes["/a"] = endless
    lines = 0

    def take(piece: bytes) -> bool:
        nonlocal lines
        lines += piece.count(b"\n")
        return lines > 5000

    assert web.get(server.url("/a"), take, BOUNDS, reach=LOOPBACK).status == 200


def drip(start: bytes, drop: bytes) -> Callable[[BinaryIO], None]:
    def write(out: BinaryIO) -> None:
        out.write(start)
        while True:
            out.write(drop)
            time.sleep(0.05)

    return write


HOSTILE: list[Any] = [
    pytest.param(answer(b"half", length=100), "peer closed connection", id="a body that ends too early"),
    pytest.param(answer(b"x" * 1_000_001), "more than 1 MB", id="a body that is too large"),
    pytest.param(answer(gzip.compress(bytes(2_900_000)), content_encoding="gzip"), "more than 100 times", id="a gzip bomb"),
    pytest.param(answer(gzip.compress(b"ab" * 30 + bytes(range(256)) * 12_000), content_encoding="gzip"), "more than", id="a gzip that is large"),
    pytest.param(answer(b"\x1f\x8bno", content_encoding="gzip"), "no valid gzip", id="a broken gzip"),
    pytest.param(answer(gzip.compress(b"abc" * 9)[:-6], content_encoding="gzip"), "ends too early", id="half a gzip"),
    pytest.param(answer(b"x", content_encoding="br"), 'sent as "br"', id="a coding that was not asked for"),
    pytest.param(b"HTTP/1.1 200 OK\r\n" + b"x: y\r\n" * 40_000 + b"\r\n", "", id="a flood of headers"),
    pytest.param(b"HTTP/1.1 200 OK\r\nx: " + b"y" * 400_000 + b"\r\n\r\n", "", id="one endless header"),
    pytest.param(b"220 smtp.example ESMTP\r\n", "", id="no HTTP at all"),
    pytest.param(b"", "", id="nothing"),
    pytest.param(drip(b"HTTP/1.1 200 OK\r\nContent-Length: 999999\r\n\r\n", b"x"), "not finished within", id="a body in drops"),
    pytest.param(drip(b"HTTP/1.1 200 OK\r\nx: ", b"y"), "not finished within", id="headers in drops"),
    pytest.param(redirect("/a"), "more than 5 redirects", id="a redirect to itself"),
    pytest.param(redirect("http://10.0.0.1/"), "10.0.0.1 is at 10.0.0.1, which is no public address", id="a redirect to a private address"),
    pytest.param(redirect("http://169.254.169.254/latest/"), "no public address", id="a redirect to metadata"),
    pytest.param(redirect("http://[::ffff:10.0.0.1]/"), "no public address", id="a redirect to a mapped address"),
    pytest.param(redirect("http://0x0a000001/"), "no public address", id="a redirect to an address in disguise"),
    pytest.param(redirect("file:///etc/passwd"), "no URL to fetch from", id="a redirect to a file"),
    pytest.param(redirect("http://[::1"), "redirects to no URL", id="a redirect to nothing"),
    pytest.param(redirect("http://a@127.0.0.1/"), "no URL to fetch from", id="a redirect with a user"),
]  # fmt: skip


@pytest.mark.parametrize(("route", "says"), HOSTILE)
def test_hostile_answers_end_in_one_line(server: Server, route: Route, says: str) -> None:
    server.routes["/a"] = route
    started = time.monotonic()
    with pytest.raises(WebError) as caught:
        got(server.url("/a"), Bounds(1_000_000, 3_000_000, seconds=1.5))
    assert says in str(caught.value)
    assert "\n" not in str(caught.value)
    assert time.monotonic() - started < 10


NOT_FETCHED = [
    pytest.param("http://www.w3.org/", "only https", id="http"),
    pytest.param("https://www.w3.org:8443/", "only the usual port", id="another port"),
    pytest.param("https://www.w3.org:80/", "only the usual port", id="the port of http"),
    pytest.param("ftp://www.w3.org/", "no URL to fetch from", id="another scheme"),
    pytest.param("https://user@www.w3.org/", "no URL to fetch from", id="a user"),
    pytest.param("https://www.w3.org\\@10.0.0.1/", "no URL to fetch from", id="a backslash"),
    pytest.param("/relative", "no URL to fetch from", id="no host"),
    pytest.param("https://127.0.0.1/", "no public address", id="loopback"),
    pytest.param("https://0x7f.1/", "127.0.0.1 is at", id="loopback in disguise"),
    pytest.param("https://[::1]/", "no public address", id="loopback in IPv6"),
    pytest.param("https://localhost/", "no public address", id="loopback by name"),
    pytest.param("https://[64:ff9b::a9fe:a9fe]/", "no public address", id="metadata in NAT64"),
]


@pytest.mark.parametrize(("url", "says"), NOT_FETCHED)
def test_what_is_never_asked(url: str, says: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_PROXY", "*")
    with pytest.raises(WebError, match=says):
        got(url, within=PUBLIC)


def resolving(monkeypatch: pytest.MonkeyPatch, *turns: list[str]) -> list[str]:
    """Names resolve to those addresses, turn by turn. The names that were looked up."""
    real, asked = socket.getaddrinfo, list[str]()

    def look_up(host: Any, port: Any, *rest: Any, **named: Any) -> Any:
        if not str(host).endswith(".example"):
            return real(host, port, *rest, **named)
        asked.append(host)
        addresses = turns[min(len(asked), len(turns)) - 1]
        return [
            (socket.AF_INET6 if ":" in each else socket.AF_INET, socket.SOCK_STREAM, 6, "", (each, port))
            for each in addresses
        ]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    return asked


@pytest.mark.parametrize(
    "addresses",
    [
        pytest.param(["10.0.0.1"], id="a private one"),
        pytest.param(["93.184.215.14", "192.168.0.1"], id="a public and a private one"),
        pytest.param(["2002:a00:1::"], id="a private one in 6to4"),
    ],
)
def test_all_addresses_of_a_name_are_judged(addresses: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_PROXY", "*")
    resolving(monkeypatch, addresses)
    with pytest.raises(WebError, match="no public address"):
        got("https://packs.example/", within=PUBLIC)


def test_a_name_is_looked_up_once_so_that_it_cannot_change(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = resolving(monkeypatch, ["127.0.0.1"], ["10.0.0.1"])
    server.routes["/"] = answer(b"here")
    assert got(f"http://packs.example:{server.port}/")[1] == b"here"
    assert asked == ["packs.example"]
    assert server.asked[0][1]["host"] == f"packs.example:{server.port}"


def test_the_next_address_is_tried_where_one_does_not_answer(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    resolving(monkeypatch, ["127.0.0.9", "127.0.0.1"])
    server.routes["/"] = answer(b"here")
    assert got(f"http://packs.example:{server.port}/")[1] == b"here"


def test_a_host_that_the_user_named_may_be_private_and_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    connected: list[str] = []

    async def connect(loop: object, protocol: object, host: str, port: int, **named: object) -> Any:
        connected.append(f"{host}:{port}")
        raise OSError("far enough")

    monkeypatch.setenv("NO_PROXY", "*")
    monkeypatch.setattr(asyncio.BaseEventLoop, "create_connection", connect)
    resolving(monkeypatch, ["10.0.0.1"], ["10.0.0.1"], ["127.0.0.1"])
    named = Reach(private_host="packs.example")
    with pytest.raises(WebError, match="far enough"):
        got("https://packs.example:8443/a", within=named)
    for url in ("https://other.example/", "https://packs.example/", "https://10.0.0.1/"):
        with pytest.raises(WebError, match="no public address"):
            got(url, within=named)
    assert connected == ["10.0.0.1:8443"]


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Of packs.example, signed by itself."""
    if not shutil.which("openssl"):
        pytest.skip("needs openssl")
    folder = tmp_path_factory.mktemp("tls")
    key, public = folder / "key.pem", folder / "cert.pem"
    command = f"openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=packs.example -keyout {key} -out {public}"
    subprocess.run([*command.split(), "-addext", "subjectAltName=DNS:packs.example"], check=True, capture_output=True)
    return key, public


def test_tls_asks_for_the_host_and_believes_no_other(
    certificate: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    key, public = certificate
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(public, key)
    names: list[str | None] = []
    context.sni_callback = lambda connection, name, _: names.append(name)
    monkeypatch.setenv("SSL_CERT_FILE", str(public))
    resolving(monkeypatch, ["127.0.0.1"])
    with serving(context) as server:
        server.routes |= {"/a": answer(b"here"), "/b": redirect("http://packs.example/")}
        assert got(f"https://packs.example:{server.port}/a")[1] == b"here"
        with pytest.raises(WebError, match="CERTIFICATE_VERIFY_FAILED"):
            got(f"https://other.example:{server.port}/a")
        with pytest.raises(WebError, match="away from https"):
            got(f"https://packs.example:{server.port}/b")
    assert set(names) == {"packs.example", "other.example"}


@pytest.mark.parametrize(
    ("spared", "is_spared"),
    [
        pytest.param("packs.example", True, id="a host"),
        pytest.param(".example", True, id="all below a name"),
        pytest.param("packs.example:8443", True, id="a host with its port"),
        pytest.param("packs.example:443", False, id="a host with another port"),
        pytest.param("other.example, *", False, id="other hosts"),
        pytest.param("*", True, id="all"),
    ],
)
def test_hosts_that_need_no_proxy(spared: str, is_spared: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTPS_PROXY", "https_proxy"):
        monkeypatch.setenv(name, "proxy.example:3128")
    for name in ("NO_PROXY", "no_proxy"):
        monkeypatch.setenv(name, spared)
    asked = reach.place("https://packs.example:8443/", Reach(private_host="packs.example"))
    assert reach.proxy(asked, PUBLIC) == ("" if is_spared else "http://proxy.example:3128")


def test_a_proxy_is_told_the_name_and_local_names_stay_here(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("NO_PROXY", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HTTPS_PROXY", server.root)
    asked = resolving(monkeypatch, ["10.0.0.1"])
    for url in ("https://packs.example/", "https://intranet/", "https://db.internal/", "https://10.0.0.1/"):
        with pytest.raises(WebError):
            got(url, within=PUBLIC)
    assert [path for path, _ in server.asked] == ["packs.example:443"]
    assert asked == []
