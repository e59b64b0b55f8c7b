"""URLs as `ada-url` reads them, an implementation of the WHATWG URL Standard. Where it and `urls.parse` differ, the
difference is named here; nothing else may differ."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import quote, unquote

import pytest
from ada_url import URL
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from linklint import urls
from linklint.model import Target

DEFAULT_PORTS = {"http": "80", "https": "443", "ws": "80", "wss": "443", "ftp": "21"}

NOT_COMPARED = "\u200c\u200d\u1734"
"""ada looks at the first joiner of a label alone, asks for joining letters anywhere on its sides, and asks nothing more of
such a label: our own rows are in test_urls.py. U+1734 changed its direction in Unicode 14, where ada's directions are older."""


def is_shared(letter: str) -> bool:
    """Unicode 3.2 has it. Of newer letters Python may know fewer than ada, and ada knows the directions of fewer."""
    return unicodedata.ucd_3_2_0.category(letter) not in ("Cn", "Cs") and letter not in NOT_COMPARED


def labels(url: str) -> list[str]:
    return unicodedata.normalize("NFKC", unquote(url)).replace("。", ".").lower().split(".")


def has_bidi_domain(url: str) -> bool:
    """Several labels with letters from right to left among them: not compared. The rule of RFC 5893 binds all labels of such
    a domain; ada judges each by itself, and none that is ASCII."""
    letters = "".join(map(decoded, labels(url)))
    return len(labels(url)) > 1 and any(unicodedata.bidirectional(each) in ("R", "AL", "AN") for each in letters)


def has_lone_delimiter(url: str) -> bool:
    """`xn---9a`: not compared. RFC 3492, section 6.2, leaves a delimiter to be read as a digit where nothing is before it,
    which fails; ada passes over it."""
    return bool(re.search(r"xn---(?!.*-)", "\n".join(labels(url))))


def decoded(label: str) -> str:
    try:
        return label[4:].encode("ascii").decode("punycode") if label.startswith("xn--") else label
    except UnicodeError:
        return label


def as_browsers_do(url: str, target: Target) -> URL | None:
    """On a page of another scheme: on one of its own, `https:a.example` is a path, and we do not know the page."""
    try:
        return URL(url, "ws://base.example/" if target.scheme == "wss" else "wss://base.example/")
    except ValueError:
        return None


def host_of(browsers: URL | None) -> str:
    """Without the closing dot, which we leave out."""
    return "" if browsers is None else browsers.hostname.removesuffix(".") or browsers.hostname


LETTERS = st.characters(exclude_categories=["Cs", "Cn"]).filter(is_shared)
ASCII = st.text("aBz09-_.", max_size=8)
ODD = st.text(st.sampled_from("aZ09-_.%@:/\\?#[]<>|^`{}'\"~!$&*+,;= \t\n\r\0\x1f\x7f") | LETTERS, max_size=8)
NAMES = st.lists(st.text("aBz09-", max_size=5), min_size=1, max_size=4).map(".".join)
NUMBERS = st.builds(
    lambda number, form: form.format(number),
    st.integers(0, 300) | st.integers(0, 2**33),
    st.sampled_from(["{}", "{}", "0{:o}", "0x{:x}", "0X{:X}", "00{}", "{}a"]),
)
IPV4 = st.builds(
    "{}{}".format, st.lists(NUMBERS, min_size=1, max_size=5).map(".".join), st.sampled_from(["", "", ".", ".."])
)
IPV6_PIECES = st.sampled_from(["0", "0", "0", "", "1", "00aB", "fffff", "1.2.3.4", "255.0.0.256", "g", "%1"])
IPV6 = st.one_of(
    st.ip_addresses(v=6).map(str),
    st.ip_addresses(v=6).map(lambda address: address.exploded),
    st.builds(lambda pieces: ":".join(pieces), st.lists(IPV6_PIECES, max_size=9)),
    st.builds(
        lambda zeros: ":".join("0" if each else "a" for each in zeros), st.lists(st.booleans(), min_size=8, max_size=8)
    ),
).map("[{}]".format)
IDN = st.text(LETTERS | st.sampled_from("aB1.-。ßςΣ"), max_size=8)
ACE = st.one_of(st.text("az09-", max_size=8), IDN.map(lambda name: name.encode("punycode").decode())).map(
    "xn--{}".format
)
HOSTS = st.one_of(NAMES, IPV4, IPV6, IDN, ACE, st.builds("{}.{}".format, ACE, IDN), IDN.map(quote), ODD)

SCHEMES = st.sampled_from(
    ["https:", "http:", "HttP:", "ht\ntps:", " \0https:", "", "", "ftp:", "ws:", "wss:", "mailto:", "x-1+a.b:"]
)
SLASHES = st.sampled_from(["//", "//", "//"]) | st.text("/\\\t", max_size=4)
USERINFO = st.sampled_from(["", "", "", "u@", "u:p@", "u@p@", "@", ":@"]) | ODD.map("{}@".format)
PORTS = st.sampled_from(["", "", ":", ":80", ":0443", ":65535", ":65536", ":8a", ":٣", ":-1"]) | ODD.map(":{}".format)
TAILS = st.sampled_from(["", "/", "?", "#"]) | ODD.map("/{}".format) | ODD


@settings(max_examples=500)
@given(SCHEMES, SLASHES, USERINFO, HOSTS, PORTS, TAILS)
def test_hosts_and_ports_are_those_that_browsers_find(
    scheme: str, slashes: str, userinfo: str, host: str, port: str, tail: str
) -> None:
    url = scheme + slashes + userinfo + host + port + tail
    assume(not has_bidi_domain(userinfo + host + port + tail) and not has_lone_delimiter(url))
    target = urls.parse(url)
    browsers = as_browsers_do(url, target)
    if target.form in ("relative", "fragment", "empty"):
        assert host_of(browsers) == "base.example"
    elif target.scheme in ("", *DEFAULT_PORTS):
        assert target.host == host_of(browsers)
        if browsers:
            assert_same_parts(target, browsers)


def assert_same_parts(target: Target, browsers: URL) -> None:
    """Browsers write them as they are sent, we leave them as they are written."""
    default = DEFAULT_PORTS[browsers.protocol.rstrip(":")]
    assert int(target.port or default) == int(browsers.port or default)
    name, _, password = map(unquote, target.userinfo.partition(":"))
    assert (name, password) == (unquote(browsers.username), unquote(browsers.password))
    assert unquote(target.query) == unquote(browsers.search.removeprefix("?"))
    assert unquote(target.fragment) == unquote(browsers.hash.removeprefix("#"))
    if "." not in unquote(target.path):
        assert unquote(target.path or "/") == unquote(browsers.pathname)


BLOCKS = [(0x80, 0x3400), (0xA000, 0xAC00), (0xF900, 0x10500), (0x1D000, 0x1D800), (0xE0000, 0xE0200)]
"""Where Unicode 3.2 has letters, without Hangul and Han: 80,000 that stay as they are."""


@pytest.mark.parametrize("host", ["{}", "a{}b", "א{}א"])
def test_every_letter_is_mapped_kept_or_refused_as_browsers_do(host: str) -> None:
    letters = [chr(code) for block in BLOCKS for code in range(*block) if is_shared(chr(code))]
    pages = [f"https://{host.format(letter)}/" for letter in letters]
    assert [page for page in pages if urls.parse(page).host != host_of(read(page))] == []


def read(url: str) -> URL | None:
    return as_browsers_do(url, Target("absolute", "https"))


@pytest.mark.parametrize(
    ("url", "ours", "theirs"),
    [
        pytest.param("https://a.example./", "a.example", "a.example.", id="a closing dot says nothing of whose host it is"),
        pytest.param(f"https://{'a.' * 127}b/", "", "a." * 127 + "b", id="nobody can look up a host of 255 octets"),
        pytest.param(f"https://{'0' * 300}/", "", "0.0.0.0", id="nor does anybody write an address of 300 digits"),
        pytest.param("https://א.1a/", "", "xn--4db.1a", id="ada lets a label begin with a digit beside one from right to left"),
        pytest.param("https://ا\u200cب/", "xn--mgbc799q", "", id="we do not know that an alef joins no letter behind it"),
    ],
)  # fmt: skip
def test_where_we_differ(url: str, ours: str, theirs: str) -> None:
    browsers = read(url)
    assert (urls.parse(url).host, browsers.hostname if browsers else "") == (ours, theirs)
