"""URLs as browsers read them, hostile ones above all; registrable domains; what is the own site's."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from publicsuffixlist import PSLFILE, PublicSuffixList

from linklint import hosts, urls

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
    pytest.param("http://1.2.3/", "1.2.0.3", id="an address of three numbers"),
    pytest.param("http://256", "0.0.1.0", id="an address of one number"),
    pytest.param("http://0x/", "0.0.0.0", id="a hexadecimal number without digits is zero"),
    pytest.param(
        "http://１２７.%30.0.1./", "127.0.0.1", id="an address in full width, percent-encoded, with a closing dot"
    ),
    pytest.param("http://1.2.3.4x/", "1.2.3.4x", id="a name that begins as an address does"),
    pytest.param("http://[::1]:80/", "[::1]", id="IPv6"),
    pytest.param("http://[2001:0DB8:0:00:000:0:0:aB]/", "[2001:db8::ab]", id="IPv6 in full"),
    pytest.param("http://[1:0:0:2:0:0:0:3]/", "[1:0:0:2::3]", id="the longest zeros are left out"),
    pytest.param("http://[10:0:5:0:0:1:0:0]/", "[10:0:5::1:0:0]", id="of zeros equally long the first are left out"),
    pytest.param("http://[1:2:3:4:5:6:7::]/", "[1:2:3:4:5:6:7:0]", id="a single zero is written"),
    pytest.param("http://[::]/", "[::]", id="nothing but zeros"),
    pytest.param("http://[::ffff:127.0.0.1]/", "[::ffff:7f00:1]", id="IPv4 at the end of IPv6"),
    pytest.param("http://[::1.2.3.04]/", "", id="an octal number in IPv6"),
    pytest.param("http://[::127.1]/", "", id="a short IPv4 address in IPv6"),
    pytest.param("http://[1.2.3.4::]/", "", id="IPv4 at the beginning of IPv6"),
    pytest.param("http://[1:2:3:4:5:6:7]/", "", id="too few pieces"),
    pytest.param("http://[1:2:3:4:5:6:7::8]/", "", id="zeros where none are missing"),
    pytest.param("http://[1::2::3]/", "", id="zeros twice"),
    pytest.param("http://[:::1]/", "", id="three colons"),
    pytest.param("http://[::12345]/", "", id="a piece of five digits"),
    pytest.param("http://[fe80::1%25eth0]/", "", id="a zone"),
    pytest.param("http://[::1/", "", id="a bracket that never closes"),
    pytest.param("http://[::1]80/", "", id="digits behind a bracket"),
    pytest.param("http://[/", "", id="a bracket alone"),
    pytest.param("http://%5B::1]/", "", id="an encoded bracket"),
    pytest.param("http://1_0/", "1_0", id="an underscore is no digit"),
    pytest.param("http://1.2.3.256/", "", id="a number too large"),
    pytest.param("http://1.2.3.4.5/", "", id="too many numbers"),
    pytest.param("http://foo.0x4/", "", id="a name that ends in a number"),
    pytest.param("http://08/", "", id="an octal number with an eight"),
    pytest.param("http://1..2/", "", id="a number left out"),
    pytest.param("http://" + "9" * 5000, "", id="a number of thousands of digits"),
    pytest.param("http://a b.example/", "", id="a blank in the host"),
    pytest.param("http://a%2fb.example/", "", id="an encoded slash in the host"),
    pytest.param("http://℀.example/", "", id="a letter that decomposes into a slash"),
    pytest.param("http://a|b.example/", "", id="a bar in the host"),
    pytest.param("http://%ff.example/", "", id="broken UTF-8 in the host"),
    pytest.param("http://\x7f.example/", "", id="a control character in the host"),
    pytest.param("http://%zz.example/", "", id="a percent sign before no digits"),
    pytest.param("http://a%00.example/", "", id="an encoded NUL in the host"),
    pytest.param("http://./", ".", id="a dot alone"),
    pytest.param("http://u:p@/", "", id="userinfo without a host"),
    pytest.param("http://:80/", "", id="a port without a host"),
    pytest.param("http://" + "a." * 126 + "a./", "a." * 126 + "a", id="253 octets and a closing dot"),
    pytest.param("http://" + "a." * 127 + "a/", "", id="255 octets"),
    pytest.param("http://" + "é." * 120 + "a/", "", id="fewer letters, in punycode too many"),
    pytest.param("http://http://a.example/", "http", id="a scheme twice"),
    pytest.param("https//a.example/", "", id="a missing colon makes a path"),
    pytest.param("ftp:\\a.example\\b", "a.example", id="ftp"),
    pytest.param("wss:/A.example", "a.example", id="a web socket"),
    pytest.param("git://a.example/b", "", id="a scheme that browsers do not know"),
    pytest.param("file://a.example/b", "", id="a file"),
    pytest.param("mailto:a@b.example", "", id="an e-mail address"),
    pytest.param("https://", "", id="no host at all"),
]


@pytest.mark.parametrize(("url", "host"), HOSTS)
def test_hosts_as_browsers_read_them(url: str, host: str) -> None:
    assert urls.parse(url).host == host


NAMES = [
    pytest.param("βόλος", "xn--nxasmm1c", id="a final sigma is kept"),
    pytest.param("ΒΌΛΟΣ", "xn--nxasmq6b", id="no capital sigma is final"),
    pytest.param("ẞ", "xn--zca", id="a capital sharp s"),
    pytest.param("ǆᾳﬃ", "xn--dffi-lbb294avb", id="ligatures"),
    pytest.param("e\u0301", "xn--9ca", id="a letter and its accent are one"),
    pytest.param("=\u00ad\u0338", "xn--1ch", id="a soft hyphen parts nothing"),
    pytest.param("a\u200b\ufe0f\u034f", "a", id="what nobody sees"),
    pytest.param("\u00ad", "", id="nothing but what nobody sees"),
    pytest.param("\u0301a", "", id="an accent first"),
    pytest.param("a\u3000b", "", id="an ideographic blank"),
    pytest.param("a\u202eb", "", id="a mark that turns the direction"),
    pytest.param("\ue000", "", id="private use"),
    pytest.param("\ud800", "", id="half of a surrogate pair"),
    pytest.param("a\ufffd", "", id="a replacement character"),
    pytest.param("a…b", "", id="an ellipsis is no dots"),
    pytest.param("⒈a", "", id="nor is the dot of a numeral one"),
    pytest.param("a︒b", "", id="nor a full stop in vertical writing"),
    pytest.param("xn--zca", "xn--zca", id="punycode"),
    pytest.param("XN--ZCA.ß", "xn--zca.xn--zca", id="punycode beside a letter"),
    pytest.param("xn--a", "xn--a", id="broken punycode in an ASCII host"),
    pytest.param("xn--a.ß", "", id="broken punycode beside a letter"),
    pytest.param("xn--a-.ß", "", id="punycode that says ASCII"),
    pytest.param("xn---9a.ß", "", id="punycode with a delimiter too many"),
    pytest.param("xn--dca.ß", "", id="punycode that says a capital"),
    pytest.param("xn--e-xbb.ß", "", id="punycode that says a letter and its accent"),
    pytest.param("xn--ß", "", id="punycode with a letter"),
    pytest.param("א1.a-b", "xn--1-zhc.a-b", id="from right to left"),
    pytest.param("אa", "", id="a label in both directions"),
    pytest.param("1א", "", id="a digit before what goes from right to left"),
    pytest.param("א1٢", "", id="two sorts of digits from right to left"),
    pytest.param("א.1a", "", id="a digit first, in a domain that holds letters from right to left"),
    pytest.param("é.1a", "xn--9ca.1a", id="a digit first, in any other"),
    pytest.param("نامه\u200cای", "xn--mgba3gch31f060k", id="a non-joiner between Arabic letters"),
    pytest.param("ශ්\u200dරී", "xn--10cl1a0b660p", id="a joiner behind a virama"),
    pytest.param("ش\u200dب", "", id="a joiner between Arabic letters"),
    pytest.param("a\u200cb", "", id="a non-joiner between others"),
    pytest.param("\u200da", "", id="a joiner first"),
]


@pytest.mark.parametrize(("written", "name"), NAMES)
def test_international_names(written: str, name: str) -> None:
    assert urls.parse(f"https://{written}/").host == name


PORTS = [
    pytest.param(":", "", "a.example", id="no digits"),
    pytest.param(":0", "0", "a.example", id="zero"),
    pytest.param(":000065535", "000065535", "a.example", id="the highest, behind zeros"),
    pytest.param(":65536", "65536", "", id="one too high"),
    pytest.param(":" + "9" * 5000, "9" * 5000, "", id="thousands of digits"),
    pytest.param(":8a", "8a", "", id="a letter"),
    pytest.param(":-1", "-1", "", id="below zero"),
    pytest.param(":٨٠", "٨٠", "", id="digits that are not ASCII"),
    pytest.param(":80:90", "90", "", id="two"),
]


@pytest.mark.parametrize(("written", "port", "host"), PORTS)
def test_a_port_that_is_none_leaves_no_host(written: str, port: str, host: str) -> None:
    target = urls.parse(f"https://a.example{written}/")
    assert (target.port, target.host) == (port, host)


PARTS = [
    pytest.param(
        "https://u:p@a.example:8080/b;c?d=/e#f?g",
        ("absolute", "https", "u:p", "8080", "/b;c", "d=/e", "f?g"),
        id="all parts",
    ),
    pytest.param("//a.example", ("protocol-relative", "", "", "", "", "", ""), id="a host alone"),
    pytest.param("../b?c", ("relative", "", "", "", "../b", "c", ""), id="a relative path"),
    pytest.param("?c", ("relative", "", "", "", "", "c", ""), id="a query alone"),
    pytest.param("?", ("relative", "", "", "", "", "", ""), id="an empty query"),
    pytest.param(
        "https://a.example/%7e/./b%2F c/?d=%20é#é%",
        ("absolute", "https", "", "", "/%7e/./b%2F c/", "d=%20é", "é%"),
        id="path, query and fragment as written",
    ),
    pytest.param("\\b\\..\\c?\\d#\\e", ("relative", "", "", "", "/b/../c", "\\d", "\\e"), id="backslashes in a path"),
    pytest.param(
        "FTP://u@a.example:21\\b",
        ("other", "ftp", "u", "21", "/b", "", ""),
        id="a scheme that is special, but not the web",
    ),
    pytest.param("git://a.example\\b", ("other", "git", "", "", "//a.example\\b", "", ""), id="a scheme that is not"),
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


BEGINNINGS = [
    "https://a.example", "http://www.a-1.example/b", "https://a.example/?b", "https://a.example#b", "https://a.0x1", "https://1.2.3.4",
    "https://a", "https://.a.example", "https://xn--a.example", "https://" + "a." * 126 + "a", "https:/a.example", "HTTPS://a.example",
]  # fmt: skip


@pytest.mark.parametrize("beginning", BEGINNINGS)
def test_a_plain_url_is_read_as_behind_a_blank(beginning: str) -> None:
    """Where it is not recognised as plain. All ends of up to three letters, those that mean something among them."""
    for end in product(["", *"bA0-.:@/?#%\\é\0\t "], repeat=3):
        url = beginning + "".join(end)
        assert urls.parse(url) == urls.parse(" " + url)


DOMAINS = [
    pytest.param("www.ons.gov.uk", "gov.uk", "ons.gov.uk", id="two labels"),
    pytest.param("me.github.io", "github.io", "me.github.io", id="a private suffix"),
    pytest.param("github.io", "github.io", "github.io", id="a suffix itself"),
    pytest.param("a.b.c.ck", "c.ck", "b.c.ck", id="a wildcard rule"),
    pytest.param("a.www.ck", "ck", "www.ck", id="an exception to a wildcard"),
    pytest.param("ck", "", "ck", id="the parent of a wildcard alone"),
    pytest.param("kawasaki.jp", "jp", "kawasaki.jp", id="the parent of a wildcard, below a rule"),
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


RULES = [line for line in Path(PSLFILE).read_text(encoding="utf-8").split("\n") if line and not line.startswith("//")]
NAMED_BY_RULES = [
    before + rule.removeprefix("!").replace("*", "any") for rule in RULES for before in ("", "b.", "c.b.")
]
"""For each rule a suffix, a domain and a host. Parents of wildcards are not among them: the reader of the package takes them
for suffixes, the list says nothing of them."""
READER = PublicSuffixList(accept_unknown=False)


@pytest.mark.parametrize(
    ("reader", "with_private"),
    [
        pytest.param(READER, True, id="all rules"),
        pytest.param(PublicSuffixList(accept_unknown=False, only_icann=True), False, id="the rules of ICANN"),
    ],
)
def test_public_suffixes_are_those_that_the_package_reads(reader: PublicSuffixList, with_private: bool) -> None:
    for written in NAMED_BY_RULES:
        host = urls.parse(f"https://{written}/").host
        suffix = urls.public_suffix(host, with_private)
        assert suffix == (reader.publicsuffix(host) or "")
        assert suffix == urls.parse(f"https://{reader.publicsuffix(written) or ''}/").host


def test_registrable_domains_are_those_that_the_package_reads() -> None:
    for written in NAMED_BY_RULES:
        host = urls.parse(f"https://{written}/").host
        assert urls.registrable_domain(host) == (READER.privatesuffix(host) or host)


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
    assert hosts.is_loopback(host) is expected


def test_parents() -> None:
    assert list(urls.parents("a.b.example")) == ["a.b.example", "b.example", "example"]


@given(st.text())
def test_any_text_is_read(text: str) -> None:
    for url in (text, "https://" + text, "//" + text):
        target = urls.parse(url)
        assert target.host == target.host.lower()
        assert target.host.startswith("[") or target.host.isascii()
        assert urls.registrable_domain(target.host) in (target.host, *urls.parents(target.host))
