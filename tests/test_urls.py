"""URLs as browsers read them, hostile ones above all; registrable domains; what is the own site's."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linklint import urls

HOSTS = [
    pytest.param("https://a.example/x", "a.example", id="plain"),
    pytest.param("HTTPS://A.Example/x", "a.example", id="capitals"),
    pytest.param("https://a.example.", "a.example", id="a closing dot"),
    pytest.param("https:\\\\a.example\\x", "a.example", id="backslashes"),
    pytest.param("https:a.example", "a.example", id="no slashes"),
    pytest.param("https:///a.example", "a.example", id="three slashes"),
    pytest.param("//a.example/x", "a.example", id="protocol-relative"),
    pytest.param("\\\\a.example", "a.example", id="protocol-relative with backslashes"),
    pytest.param("https://good.example@evil.example/", "evil.example", id="userinfo that looks like a host"),
    pytest.param("https://u:p@ss@evil.example/", "evil.example", id="an at sign in a password"),
    pytest.param("https://evil.example\\@good.example/", "evil.example", id="a backslash ends the host"),
    pytest.param("https://evil.example#@good.example/", "evil.example", id="a fragment ends the host"),
    pytest.param("https://evil.example?@good.example/", "evil.example", id="a query ends the host"),
    pytest.param(" \x00ht\ntps://a\t.exam\rple ", "a.example", id="tabs and line ends anywhere, blanks around"),
    pytest.param("https://%65vil.example", "evil.example", id="a percent-encoded host"),
    pytest.param("https://b%C3%BCcher.example", "xn--bcher-kva.example", id="percent-encoded UTF-8"),
    pytest.param("https://bücher.example", "xn--bcher-kva.example", id="IDN"),
    pytest.param("https://BÜCHER.example", "xn--bcher-kva.example", id="IDN in capitals"),
    pytest.param("https://faß.example", "xn--fa-hia.example", id="sharp s is kept"),
    pytest.param("https://ｅｖｉｌ.example", "evil.example", id="full-width letters"),
    pytest.param("https://a。b｡example", "a.b.example", id="ideographic full stops"),
    pytest.param("https://ex\u00adam\u200bple.com", "example.com", id="soft hyphens and zero-width spaces"),
    pytest.param("http://2130706433/", "127.0.0.1", id="a decimal address"),
    pytest.param("http://0x7f.1/", "127.0.0.1", id="a short hexadecimal address"),
    pytest.param("http://0177.0.0.01/", "127.0.0.1", id="an octal address"),
    pytest.param("http://[::1]:80/", "[::1]", id="IPv6"),
    pytest.param("http://1_0/", "1_0", id="an underscore is no digit"),
    pytest.param("http://1.2.3.256/", "", id="a number too large"),
    pytest.param("http://1.2.3.4.5/", "", id="too many numbers"),
    pytest.param("http://foo.0x4/", "", id="a name that ends in a number"),
    pytest.param("http://08/", "", id="an octal number with an eight"),
    pytest.param("http://" + "9" * 5000, "", id="a number of thousands of digits"),
    pytest.param("http://a b.example/", "", id="a blank in the host"),
    pytest.param("http://a%2fb.example/", "", id="an encoded slash in the host"),
    pytest.param("http://℀.example/", "", id="a letter that decomposes into a slash"),
    pytest.param("http://a|b.example/", "", id="a bar in the host"),
    pytest.param("http://%ff.example/", "", id="broken UTF-8 in the host"),
    pytest.param("http://\x7f.example/", "", id="a control character in the host"),
    pytest.param("http://http://a.example/", "http", id="a scheme twice"),
    pytest.param("https//a.example/", "", id="a missing colon makes a path"),
    pytest.param("mailto:a@b.example", "", id="an e-mail address"),
    pytest.param("https://", "", id="no host at all"),
]


@pytest.mark.parametrize(("url", "host"), HOSTS)
def test_hosts_as_browsers_read_them(url: str, host: str) -> None:
    assert urls.parse(url).host == host


PARTS = [
    pytest.param(
        "https://u:p@a.example:8080/b;c?d=/e#f?g",
        ("absolute", "https", "u:p", "8080", "/b;c", "d=/e", "f?g"),
        id="all parts",
    ),
    pytest.param("//a.example", ("protocol-relative", "", "", "", "", "", ""), id="a host alone"),
    pytest.param("../b?c", ("relative", "", "", "", "../b", "c", ""), id="a relative path"),
    pytest.param("?c", ("relative", "", "", "", "", "c", ""), id="a query alone"),
    pytest.param("#f", ("fragment", "", "", "", "", "", "f"), id="a fragment alone"),
    pytest.param("#", ("fragment", "", "", "", "", "", ""), id="an empty fragment"),
    pytest.param(" \t", ("empty", "", "", "", "", "", ""), id="blanks"),
    pytest.param(
        "java\nscript:alert(1)", ("other", "javascript", "", "", "alert(1)", "", ""), id="a line end in a scheme"
    ),
    pytest.param(
        "MAILTO:a@b.example?subject=c", ("other", "mailto", "", "", "a@b.example", "subject=c", ""), id="mailto"
    ),
    pytest.param("C:\\x", ("other", "c", "", "", "\\x", "", ""), id="a Windows path"),
    pytest.param("a.example:80", ("other", "a.example", "", "", "80", "", ""), id="a host without a scheme"),
]


@pytest.mark.parametrize(("url", "parts"), PARTS)
def test_parts(url: str, parts: tuple[str, ...]) -> None:
    target = urls.parse(url)
    fields = (target.form, target.scheme, target.userinfo, target.port, target.path, target.query, target.fragment)
    assert fields == parts


DOMAINS = [
    pytest.param("www.ons.gov.uk", "gov.uk", "ons.gov.uk", id="two labels"),
    pytest.param("me.github.io", "github.io", "me.github.io", id="a private suffix"),
    pytest.param("github.io", "github.io", "github.io", id="a suffix itself"),
    pytest.param("a.b.c.ck", "c.ck", "b.c.ck", id="a wildcard rule"),
    pytest.param("a.www.ck", "ck", "www.ck", id="an exception to a wildcard"),
    pytest.param("x.city.kawasaki.jp", "kawasaki.jp", "city.kawasaki.jp", id="an exception below a wildcard"),
    pytest.param("www.xn--85x722f.xn--55qx5d.cn", "xn--55qx5d.cn", "xn--85x722f.xn--55qx5d.cn", id="IDN"),
    pytest.param("a.b.unlisted-tld", "", "a.b.unlisted-tld", id="a top level that is not listed"),
    pytest.param("localhost", "", "localhost", id="localhost"),
    pytest.param("127.0.0.1", "", "127.0.0.1", id="an address"),
    pytest.param("[::1]", "", "[::1]", id="an IPv6 address"),
    pytest.param("", "", "", id="no host"),
]


@pytest.mark.parametrize(("host", "suffix", "domain"), DOMAINS)
def test_registrable_domains(host: str, suffix: str, domain: str) -> None:
    assert (urls.public_suffix(host, with_private=True), urls.registrable_domain(host)) == (suffix, domain)


def test_private_suffixes_count_only_when_asked() -> None:
    assert (urls.public_suffix("me.github.io"), urls.public_suffix("me.github.io", with_private=True)) == (
        "io",
        "github.io",
    )


INTERNAL = [
    pytest.param("/about", True, id="a path"),
    pytest.param("#top", True, id="a fragment"),
    pytest.param("", True, id="nothing"),
    pytest.param("https://acme.example/", True, id="an own host"),
    pytest.param("//www.acme.example/", True, id="its www"),
    pytest.param("https://blog.acme.example/", False, id="a sub-host that is not named"),
    pytest.param("https://a.docs.example/", True, id="a sub-host under a star"),
    pytest.param("https://docs.example/", True, id="the host under a star"),
    pytest.param("https://evildocs.example/", False, id="a host that only ends alike"),
    pytest.param("https://acme.example@evil.example/", False, id="an own host as userinfo"),
    pytest.param("mailto:a@acme.example", None, id="an e-mail address"),
    pytest.param("https://a b/", None, id="a host that is none"),
]


@pytest.mark.parametrize(("url", "internal"), INTERNAL)
def test_what_stays_on_the_own_site(url: str, internal: bool | None) -> None:
    assert urls.is_internal(urls.parse(url), ("acme.example", "*.docs.example")) is internal


ADDRESSES = [
    pytest.param("localhost", True, id="localhost"),
    pytest.param("a.localhost", True, id="below localhost"),
    pytest.param("127.9.9.9", True, id="127/8"),
    pytest.param("[::1]", True, id="IPv6"),
    pytest.param("localhost.example", False, id="a name that begins alike"),
]


@pytest.mark.parametrize(("host", "expected"), ADDRESSES)
def test_loopback(host: str, expected: bool) -> None:
    assert urls.is_loopback(host) is expected


def test_parents() -> None:
    assert list(urls.parents("a.b.example")) == ["a.b.example", "b.example", "example"]


@given(st.text())
def test_any_text_is_read(text: str) -> None:
    for url in (text, "https://" + text, "//" + text):
        target = urls.parse(url)
        assert target.host == target.host.lower()
        assert target.host.startswith("[") or target.host.isascii()
        assert urls.registrable_domain(target.host) in (target.host, *urls.parents(target.host))
