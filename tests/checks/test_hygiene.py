"""Edge cases of the rules on what a URL carries, where it leads and how it is written."""

from __future__ import annotations

import pytest

from linklint import lint, queries, rulebook
from linklint.facts import gather
from linklint.model import Config, Diagnostic, RuleSetting
from linklint.parse import parse


def found(rule: str, text: str, path: str = "draft.md", **options: object) -> tuple[Diagnostic, ...]:
    config = Config(hosts=("own.example",), rules={rule: RuleSetting(options=options, places={"": ""})})
    rules = rulebook.load(config, select=[rule])
    draft = parse(path, text, config)
    return lint.examine(draft, rules, gather(draft, lint.needs_of(rules), config))


def is_reported(rule: str, text: str, path: str = "draft.md", **options: object) -> bool:
    return bool(found(rule, text, path, **options))


def fixed(rule: str, text: str, path: str = "draft.md", **options: object) -> str:
    edits = {edit.span: edit for each in found(rule, text, path, **options) if each.fix for edit in each.fix.edits}
    for edit in sorted(edits.values(), key=lambda edit: edit.span.start, reverse=True):
        text = text[: edit.span.start] + edit.text + text[edit.span.end :]
    return text


@pytest.mark.parametrize(
    ("written", "url", "rest"),
    [
        pytest.param("/a?x=1&b=2", "/a?x=1&b=2", "/a?b=2", id="the first of two"),
        pytest.param("/a?b=2&x=1", "/a?b=2&x=1", "/a?b=2", id="the last of two"),
        pytest.param("/a?b=2&x=1&c=3#d", "/a?b=2&x=1&c=3#d", "/a?b=2&c=3#d", id="one in between, with a fragment"),
        pytest.param("/a?x=1", "/a?x=1", "/a", id="the only one takes its mark along"),
        pytest.param("/a?x=1#x=2", "/a?x=1#x=2", "/a#x=2", id="the fragment stays"),
        pytest.param("/a?x", "/a?x", "/a", id="a name without a value"),
        pytest.param("/a?x=1&x=2&b", "/a?x=1&x=2&b", "/a?b", id="the same name twice"),
        pytest.param("/a?b=1&amp;x=2&amp;c=3", "/a?b=1&x=2&c=3", "/a?b=1&amp;c=3", id="ampersands as entities"),
        pytest.param("/a?b=1&#38;x=2", "/a?b=1&x=2", "/a?b=1", id="ampersands as numbers"),
        pytest.param(r"/a?x=1\&b\_c=2", "/a?x=1&b_c=2", r"/a?b\_c=2", id="escapes of Markdown"),
        pytest.param("/a?b=%26x%3D1&x=1", "/a?b=%26x%3D1&x=1", "/a?b=%26x%3D1", id="percent-encoded ampersands"),
        pytest.param("/a;x=1;y=2?b", "/a;x=1;y=2?b", "/a;y=2?b", id="a parameter of the path"),
        pytest.param("/a;x=1", "/a;x=1", "/a", id="a parameter of the path alone"),
        pytest.param("/a?xx=1&ax=2", "/a?xx=1&ax=2", None, id="names that hold the name"),
        pytest.param("/a?&#120;=1", "/a?x=1", None, id="a name in entities is left alone"),
        pytest.param("/a?b=1&sect;x=1", "/a?b=1§x=1", None, id="an entity that is no ampersand"),
        pytest.param("/a&amp;x=1?b=1&x=2", "/a&x=1?b=1&x=2", None, id="an entity in the path"),
        pytest.param("/a", "/a", None, id="no parameters"),
    ],
)
def test_parameters_are_taken_out_byte_for_byte(written: str, url: str, rest: str | None) -> None:
    assert queries.without(written, url, lambda name, value: name == "x") == rest


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        pytest.param("<https://a.example/?gclid=x>\n", "<https://a.example/>\n", id="an autolink"),
        pytest.param("See https://a.example/b?gclid=x.\n", "See https://a.example/b.\n", id="a bare URL"),
        pytest.param("[a](</b?gclid=x&c=d e>)\n", "[a](</b?c=d e>)\n", id="angle brackets"),
        pytest.param('<a href="/b?gclid=1&amp;c=2">x</a>\n', '<a href="/b?c=2">x</a>\n', id="HTML inside Markdown"),
        pytest.param("[a](/b?GCLID=x)\n", "[a](/b)\n", id="capitals"),
        pytest.param(
            "[a](/b?ref=1&id=2&tag=3&si=4&feature=5&ref_src=6)\n",
            "[a](/b?ref=1&id=2&tag=3&si=4&feature=5&ref_src=6)\n",
            id="what may mean something to the page",
        ),
    ],
)
def test_click_ids_go_and_all_else_stays(text: str, wanted: str) -> None:
    assert fixed("click-id-params", text) == wanted


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        pytest.param("https://a.example/?utm_source=x&utm_medium=email", True, id="a campaign of mail"),
        pytest.param("https://a.example/?utm_source=own", False, id="a source alone names who links"),
        pytest.param("https://a.example/?utm_source=own&utm_medium=referral", False, id="a credit"),
        pytest.param("https://own.example/?utm_campaign=x", False, id="an own campaign"),
        pytest.param("https://acme.sjv.io/c/1?utm_campaign=x", False, id="an affiliate link"),
    ],
)
def test_campaign_params(url: str, expected: bool) -> None:
    assert is_reported("campaign-params", f"[x]({url})\n") is expected


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        pytest.param("https://a.example/;jsessionid=1?x", True, id="in the path"),
        pytest.param("https://a.example/?sid=0123456789abcdef01", True, id="a short name with a random value"),
        pytest.param("https://a.example/?sid=SG17.1", False, id="a short name with a value of its own"),
        pytest.param("https://a.example/?s=words-of-a-search", False, id="a search"),
    ],
)
def test_session_ids(url: str, expected: bool) -> None:
    assert is_reported("session-id-in-url", f"[x]({url})\n") is expected


@pytest.mark.parametrize(
    ("url", "named"),
    [
        pytest.param("https://ada@a.example/", 'the user name "ada"', id="a user name"),
        pytest.param("https://ada:k4L@a.example/", 'the password of "ada"', id="a password"),
        pytest.param("https://ghp_9f8c2b71de04@a.example/x", 'the user name "ghp_9f8c2b71de04"', id="a token as user"),
        pytest.param("ftp://ada:k4L@a.example/", 'the password of "ada"', id="over ftp"),
        pytest.param("//ada:k4L@a.example/", 'the password of "ada"', id="without a scheme"),
        pytest.param("https://a.example/?TOKEN=9f8c2b71de04", 'the secret "TOKEN"', id="a token"),
        pytest.param("https://git@a.example/x.git", "", id="the user of a repository"),
        pytest.param("https://user:password@a.example/", "", id="stand-ins"),
        pytest.param("https://ada:%3Ctoken%3E@a.example/", "", id="a masked password"),
        pytest.param("https://ada:k4L@localhost/", "", id="the reader's own machine"),
        pytest.param("https://ada:k4L@docs.example.com/", "", id="a host for examples"),
        pytest.param("https://a.example/?token=YOUR_TOKEN_1", "", id="a token to fill in"),
        pytest.param("https://a.example/?key=0AmTaIPHPnkSed", "", id="the key of a sheet"),
        pytest.param("https://social.example/@ada", "", id="a handle"),
    ],
)
def test_credentials(url: str, named: str) -> None:
    said = [each.message for each in found("credentials-in-url", f"[x]({url})\n")]
    assert said == ([f"everybody who reads this gets {named}; take it out of the URL, and change it"] if named else [])
    assert not any("k4L" in message for message in said)


@pytest.mark.parametrize(
    ("host", "lookalike"),
    [
        pytest.param("аррӏе.com", "apple.com", id="all Cyrillic that looks Latin"),
        pytest.param("xn--80ak6aa92e.com", "apple.com", id="the same in punycode"),
        pytest.param("pаypal.com", "paypal.com", id="one Cyrillic letter among Latin ones"),
        pytest.param("gοοgle.com", "google.com", id="Greek letters among Latin ones"),
        pytest.param("www.аррӏе.co.uk", "www.apple.co.uk", id="in a label that is not the first"),
        pytest.param("ոսո.org", "nun.org", id="Armenian that looks Latin"),
        pytest.param("ᎪᏢᏢᏞᎬ.com", "apple.com", id="Cherokee that looks Latin"),
        pytest.param("россия.рф", "", id="Cyrillic at home"),
        pytest.param("сахара.ru", "", id="Cyrillic that looks Latin under a Russian domain"),
        pytest.param("книги.example", "", id="Cyrillic that looks like itself"),
        pytest.param("müller.de", "", id="Latin with marks"),
        pytest.param("日本語タワーtower.jp", "", id="Latin with Han and Kana"),
        pytest.param("한국abc.com", "", id="Latin with Hangul"),
        pytest.param("नमस्ते.example", "", id="another script"),
        pytest.param("xn--zzzzzz9999999.com", "", id="punycode of nothing"),
        pytest.param("xn--.com", "", id="punycode without letters"),
        pytest.param("❤.example", "", id="a symbol"),
    ],
)
def test_lookalike_hosts(host: str, lookalike: str) -> None:
    said = [each.message for each in found("idn-homograph", f"[x](https://{host}/)\n")]
    assert bool(said) is bool(lookalike)
    assert all(f"reads like {lookalike} but is " in message for message in said)


def test_a_host_that_the_team_allows_is_what_it_seems() -> None:
    assert not is_reported("idn-homograph", "[x](https://аррӏе.com/)\n", allow=["аррӏе.com"])
    assert not is_reported("idn-homograph", "[x](https://аррӏе.com/)\n", allow=["xn--80ak6aa92e.com"])


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        pytest.param("https://st.example/x?y#z", "https://new.example/x?y#z", id="the host alone"),
        pytest.param("HTTPS://ST.example:8443/x", "HTTPS://new.example/x", id="its port goes with it"),
        pytest.param("https://a.st.example/", "https://sub.example/", id="the longest entry that fits"),
        pytest.param("https://ada@st.example/", "https://ada@st.example/", id="a user name is not ours to move"),
        pytest.param("https://st.example.org/", "https://st.example.org/", id="a host that begins alike"),
        pytest.param("/st.example/", "/st.example/", id="a path"),
    ],
)
def test_moved_hosts(written: str, wanted: str) -> None:
    hosts = {"st.example": "new.example", "*.st.example": "sub.example"}
    assert fixed("staging-link", f"[x]({written})\n", hosts=hosts) == f"[x]({wanted})\n"


@pytest.mark.parametrize(
    ("url", "rule"),
    [
        pytest.param("#", "link-to-nowhere", id="a hash"),
        pytest.param("javascript:void(0);", "link-to-nowhere", id="void"),
        pytest.param("JavaScript: void 0", "link-to-nowhere", id="void with blanks and capitals"),
        pytest.param("javascript:alert(1)", "unsafe-scheme", id="code"),
        pytest.param("vbscript:x", "unsafe-scheme", id="older code"),
        pytest.param("data:text/html,x", "unsafe-scheme", id="a page in the URL"),
        pytest.param("file:///home/ada/x.pdf", "unsafe-scheme", id="a file"),
        pytest.param(r"C:\Users\ada\x.pdf", "unsafe-scheme", id="a Windows path"),
        pytest.param("c:/x", "unsafe-scheme", id="a Windows path with slashes"),
        pytest.param("javascript:(()=>{alert(1)})()", "", id="a bookmarklet"),
        pytest.param("data:text/csv,a,b", "", id="a table to save"),
        pytest.param("chrome://settings", "", id="a page of the browser"),
        pytest.param("mailto:ada@a.example", "", id="mail"),
        pytest.param("#top", "", id="a fragment"),
    ],
)
def test_links_that_are_no_address_are_told_once(url: str, rule: str) -> None:
    text = f'<p><a href="{url}">the trial</a></p>'
    both = ("link-to-nowhere", "unsafe-scheme")
    assert [each for each in both if is_reported(each, text, "a.html")] == ([rule] if rule else [])
    with_handler = f'<p><a href="{url}" onclick="run()">the trial</a></p>'
    assert not is_reported("link-to-nowhere", with_handler, "a.html")
    assert is_reported("unsafe-scheme", with_handler, "a.html") is (rule == "unsafe-scheme")


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        pytest.param("https://", True, id="nothing behind the scheme"),
        pytest.param("https://?x", True, id="no host"),
        pytest.param("https://a b.example/", True, id="a blank in the host"),
        pytest.param("https://a.example:99999/", True, id="a port that is too large"),
        pytest.param("https://a.example:80a/", True, id="a port with a letter"),
        pytest.param("https://[::1/", True, id="an open bracket"),
        pytest.param("https://256.1.1.1/", True, id="an address that is none"),
        pytest.param("ws://", True, id="another scheme with a host"),
        pytest.param("//", True, id="no scheme and no host"),
        pytest.param("https://a_b.example/", False, id="an underscore"),
        pytest.param("https://a.example./", False, id="a closing dot"),
        pytest.param("https://müller.example/", False, id="letters with marks"),
        pytest.param("mailto:", False, id="a scheme without hosts"),
        pytest.param("/x", False, id="a path"),
        pytest.param("", False, id="nothing"),
    ],
)
def test_urls_that_no_browser_accepts(url: str, expected: bool) -> None:
    assert is_reported("invalid-url", f'<a href="{url}">the report</a>', "a.html") is expected


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        pytest.param("10.2.0.4", "private-host", id="10/8"),
        pytest.param("172.16.0.1", "private-host", id="the first of 172.16/12"),
        pytest.param("172.31.255.255", "private-host", id="the last of 172.16/12"),
        pytest.param("172.32.0.1", "ip-literal-host", id="beyond 172.16/12"),
        pytest.param("192.168.1.1", "private-host", id="192.168/16"),
        pytest.param("169.254.1.1", "private-host", id="link-local"),
        pytest.param("100.64.0.1", "private-host", id="shared"),
        pytest.param("0xa020004", "private-host", id="10/8 as one number"),
        pytest.param("[fd00::1]", "private-host", id="unique local"),
        pytest.param("[fe80::1]", "private-host", id="link-local IPv6"),
        pytest.param("[2001:db8::1]", "ip-literal-host", id="another IPv6 address"),
        pytest.param("203.0.113.9", "ip-literal-host", id="a public address"),
        pytest.param("wiki", "private-host", id="a single word"),
        pytest.param("nas.local", "private-host", id=".local"),
        pytest.param("127.0.0.1", "localhost-link", id="the reader's own machine"),
        pytest.param("localhost", "localhost-link", id="the same by name"),
        pytest.param("a.example", "", id="a public name"),
        pytest.param("internal.example", "", id="a name that begins alike"),
    ],
)
def test_hosts_of_one_network_are_told_once(host: str, expected: str) -> None:
    text = f"[the guide](http://{host}/guide)\n"
    rules = ("localhost-link", "private-host", "ip-literal-host")
    assert [each for each in rules if is_reported(each, text)] == ([expected] if expected else [])


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        pytest.param("https://A.Example/B?C#D", "https://a.example/B?C#D", id="capitals in the host alone"),
        pytest.param("HTTP://a.example", "http://a.example", id="capitals in the scheme"),
        pytest.param("http://a.example:80", "http://a.example", id="the port of http"),
        pytest.param("https://a.example:443?x", "https://a.example?x", id="the port of https"),
        pytest.param("https://a.example:/x", "https://a.example/x", id="a colon without a port"),
        pytest.param("https://a.example:80/", "https://a.example:80/", id="the port of another scheme"),
        pytest.param("//a.example:443/x", "https://a.example/x", id="no scheme"),
        pytest.param("https://a.example/b/./c/../d", "https://a.example/b/d", id="dots in between"),
        pytest.param("https://a.example/../..", "https://a.example/", id="dots above the root"),
        pytest.param("https://a.example/b/..", "https://a.example/", id="dots at the end of a folder"),
        pytest.param("https://a.example/b/.", "https://a.example/b/", id="one dot at the end"),
        pytest.param("https://a.example/b//../c", "https://a.example/b/c", id="an empty segment counts"),
        pytest.param("https://a.example/b...c/..d", "https://a.example/b...c/..d", id="dots inside names"),
        pytest.param("../x", "../x", id="a relative URL"),
        pytest.param("https://a.example/?x=/../y", "https://a.example/?x=/../y", id="dots in the query"),
        pytest.param(r"https://A\.example/x", r"https://A\.example/x", id="an escape is left alone"),
    ],
)
def test_normal_forms(written: str, wanted: str) -> None:
    assert fixed("unnormalised-url", f"[x]({written})\n") == f"[x]({wanted})\n"


def test_a_url_with_several_faults_is_one_finding_that_names_them() -> None:
    (finding,) = found("unnormalised-url", "[x](//A.example:443/./b)\n")
    assert finding.message.startswith("no scheme, capitals in the host, the default port and dots in the path in ")


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        pytest.param("https://a.example/go?url=https%3A%2F%2Fb.example%2F", True, id="encoded"),
        pytest.param("https://a.example/go?url=https://b.example/", True, id="plain"),
        pytest.param("https://a.example.co.uk/go?url=https://b.example.co.uk/", False, id="the same owner"),
        pytest.param("https://a.example/go?url=/b", False, id="a path"),
        pytest.param("https://a.example/go?q=https://b.example/", False, id="a search"),
        pytest.param("https://a.example/share?url=https://b.example/", False, id="a button for sharing"),
        pytest.param("https://translate.example/?u=https://b.example/", False, id="a translation"),
        pytest.param("https://www.google.com/url?url=https://b.example/", False, id="a wrapper has a rule of its own"),
    ],
)
def test_open_redirects(url: str, expected: bool) -> None:
    assert is_reported("open-redirect-url", f"[x]({url})\n") is expected


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        pytest.param("https://a.example/b,", "https://a.example/b", id="a comma"),
        pytest.param("https://a.example/b.,", "https://a.example/b", id="two marks"),
        pytest.param("https://a.example.", "https://a.example", id="behind the host"),
        pytest.param(
            "https://en.wikipedia.org/wiki/Yahoo!", "https://en.wikipedia.org/wiki/Yahoo!", id="a wiki's title"
        ),
        pytest.param("https://a.example/?q=b.", "https://a.example/?q=b.", id="a query"),
        pytest.param("https://a.example/b#c:", "https://a.example/b#c:", id="a fragment"),
        pytest.param("https://a.example/b_(c)", "https://a.example/b_(c)", id="a closing bracket"),
        pytest.param("../..", "../..", id="a relative URL"),
        pytest.param(r"https://a.example/b\.", r"https://a.example/b\.", id="an escape is left alone"),
    ],
)
def test_trailing_punctuation(written: str, wanted: str) -> None:
    assert fixed("url-trailing-punctuation", f"[x]({written})\n") == f"[x]({wanted})\n"


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        pytest.param("https://docs.google.com/document/d/1aB/edit#heading=h.1", True, id="an editor"),
        pytest.param("https://docs.google.com/document/d/e/2PACX/pub", False, id="a published document"),
        pytest.param("https://press.example/?p=1&preview=true", True, id="a preview"),
        pytest.param("https://press.example/?xpreview=true", False, id="a parameter that ends alike"),
        pytest.param("https://press.example/wp-admin/post.php?post=1", True, id="a back office"),
        pytest.param("https://www.notion.so/Plan-e6a4b448d9ee449497aa215d32d4e9f8", True, id="a page of notes"),
        pytest.param("https://www.notion.so/login", False, id="the maker's own page"),
    ],
)
def test_draft_tools(url: str, expected: bool) -> None:
    assert is_reported("draft-tool-link", f"[the plan]({url})\n") is expected
