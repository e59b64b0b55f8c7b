"""Edge cases of the rules on rel: what is reported, cut out of the draft, what is not, and what their fixes write."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from linklint import lint, rulebook
from linklint.facts import gather
from linklint.model import Config, Diagnostic, ListEntry, RelPolicy, RuleSetting
from linklint.parse import parse


def found(
    rule: str, text: str, path: str = "draft.md", dialect: str = "auto", options: Mapping[str, object] = {}
) -> tuple[Diagnostic, ...]:
    config = Config(dialect=dialect, rules={rule: RuleSetting(options=options)}, hosts=("own.example",))
    return judged(rule, text, config, path)


def judged(rule: str, text: str, config: Config, path: str = "draft.md") -> tuple[Diagnostic, ...]:
    rules = rulebook.load(config, select=[rule])
    draft = parse(path, text, config)
    return lint.examine(draft, rules, gather(draft, lint.needs_of(rules), config))


def places(text: str, diagnostics: tuple[Diagnostic, ...]) -> list[str]:
    spans = sorted(
        {place.span for each in diagnostics for place in (each.place, *each.also)}, key=lambda span: span.start
    )
    return [text[span.start : span.end] for span in spans]


def fixed(text: str, diagnostics: tuple[Diagnostic, ...]) -> str:
    edits = [edit for each in diagnostics if each.fix for edit in each.fix.edits]
    for edit in sorted(edits, key=lambda edit: edit.span.start, reverse=True):
        text = text[: edit.span.start] + edit.text + text[edit.span.end :]
    return text


@pytest.mark.parametrize(
    ("rule", "rel", "reported", "right"),
    [
        pytest.param("rel-conflict", "nofollow follow", "nofollow follow", "nofollow", id="follow beside nofollow"),
        pytest.param("rel-conflict", "Opener noopener", "Opener noopener", "noopener", id="capitals"),
        pytest.param("rel-conflict", "me ME me", "me ME me", "me", id="three times"),
        pytest.param("rel-conflict", "ugc,ugc", "ugc,ugc", "ugc", id="repeated between commas"),
        pytest.param("rel-conflict", "follow", None, "", id="follow alone is for another rule"),
        pytest.param("rel-conflict", "sponsored nofollow ugc", None, "", id="tokens that go together"),
        pytest.param("rel-conflict", "", None, "", id="no token"),
        pytest.param("rel-comma-separated", "ugc, nofollow", "ugc, nofollow", "ugc nofollow", id="comma and space"),
        pytest.param("rel-comma-separated", ",nofollow,", ",nofollow,", "nofollow", id="commas around one"),
        pytest.param("rel-comma-separated", "width:820,height:550", None, "", id="options of a script"),
        pytest.param("rel-comma-separated", "lightbox[a,b]", None, "", id="a lightbox"),
        pytest.param("rel-unknown-token", "lightbox[a] nofollow", "lightbox[a]", None, id="a lightbox is unknown"),
        pytest.param("rel-unknown-token", "attachment wp-att-12", None, "", id="WordPress"),
        pytest.param("rel-not-for-a", "me preload", 'rel="me preload"', None, id="preload"),
        pytest.param("rel-not-for-a", "next prev", None, "", id="next and prev"),
    ],
)
def test_values_of_rel(rule: str, rel: str, reported: str | None, right: str | None) -> None:
    text = f'<a href="https://a.example/" rel="{rel}">a</a>\n'
    diagnostics = found(rule, text, "a.html")
    assert places(text, diagnostics) == ([reported] if reported else [])
    assert fixed(text, diagnostics) == (text.replace(f'"{rel}"', f'"{right}"') if reported and right else text)


def test_tokens_that_a_template_writes_are_not_judged() -> None:
    text = '<a href="https://a.example/" rel="follow nofollow {{ rel }}">a</a>\n'
    for rule in ("rel-conflict", "rel-unknown-token", "rel-not-for-a", "rel-comma-separated"):
        assert found(rule, text, "a.html") == ()


LINK = "[x](https://a.example/)"


@pytest.mark.parametrize(
    ("dialect", "behind", "reported", "right"),
    [
        pytest.param("gfm", '{: rel="nofollow"}', '{: rel="nofollow"}', None, id="a list that GFM shows"),
        pytest.param("hugo", "{rel=nofollow}", "{rel=nofollow}", None, id="a list that Hugo shows"),
        pytest.param("mdx", "{rel=nofollow}", "{rel=nofollow}", None, id="an expression in MDX"),
        pytest.param("mdx", "{rest}", None, None, id="any other expression in MDX"),
        pytest.param("gfm", "{data-rel=x}", None, None, id="another name that ends so"),
        pytest.param("gfm", ' {: rel="nofollow"}', None, None, id="a list that does not touch the link"),
        pytest.param("kramdown", '{: rel="nofollow"}', None, None, id="a list that kramdown reads"),
        pytest.param("auto", "{rel=nofollow}", None, None, id="a list where nothing tells the dialect"),
        pytest.param("kramdown", "{: .nofollow}", ".nofollow", '{: rel="nofollow"}', id="a class"),
        pytest.param("pandoc", "{.big .NoFollow}", ".NoFollow", '{.big rel="nofollow"}', id="a class among others"),
        pytest.param("kramdown", '{: .nofollow rel="ugc"}', ".nofollow", None, id="a class beside a rel"),
        pytest.param("kramdown", "{: .button}", None, None, id="another class"),
        pytest.param("kramdown", '{: title="a .nofollow b"}', None, None, id="a class in a title"),
    ],
)
def test_what_stands_behind_a_link(dialect: str, behind: str, reported: str | None, right: str | None) -> None:
    text = LINK + behind + " y\n"
    diagnostics = found("rel-syntax-ignored", text, "draft.md", dialect)
    assert places(text, diagnostics) == ([reported] if reported else [])
    assert fixed(text, diagnostics) == (LINK + right + " y\n" if right else text)


@pytest.mark.parametrize(
    ("dialect", "title", "is_reported", "right"),
    [
        pytest.param("kramdown", '"nofollow"', True, LINK + '{: rel="nofollow" }', id="a token"),
        pytest.param(
            "pandoc", "'rel=\"nofollow noopener\"'", True, LINK + '{rel="nofollow noopener"}', id="a whole rel"
        ),
        pytest.param("gfm", '"nofollow"', True, "", id="no other form in GFM"),
        pytest.param("auto", '"nofollow"', True, "", id="nothing tells the form"),
        pytest.param("kramdown", '"nofollow explained"', False, "", id="words of a title"),
        pytest.param("kramdown", '"rel="', False, "", id="no token at all"),
    ],
)
def test_titles_that_are_meant_as_rel(dialect: str, title: str, is_reported: bool, right: str) -> None:
    text = f"[x](https://a.example/ {title}) y\n"
    diagnostics = found("rel-syntax-ignored", text, "draft.md", dialect)
    assert places(text, diagnostics) == ([title] if is_reported else [])
    assert fixed(text, diagnostics) == (right + " y\n" if right else text)


def test_the_title_of_a_definition_is_told_at_the_use() -> None:
    text = '[x][r] y\n\n[r]: https://a.example/ "nofollow"\n'
    diagnostics = found("rel-syntax-ignored", text, "draft.md", "gfm")
    assert (places(text, diagnostics), diagnostics[0].fix) == (["[x][r]"], None)


@pytest.mark.parametrize(
    ("link", "options", "is_reported"),
    [
        pytest.param("https://a.example/", {}, False, id="nothing is listed"),
        pytest.param("https://a.example/", {"hosts": ["a.example"]}, True, id="a host"),
        pytest.param("https://b.a.example/", {"hosts": ["a.example"]}, False, id="a sub-host"),
        pytest.param("https://b.a.example/", {"hosts": ["*.A.example"]}, True, id="a star covers sub-hosts"),
        pytest.param("https://bit.ly/x", {"labels": ["shortener"]}, True, id="a label"),
        pytest.param(
            "https://a.example/", {"hosts": ["https://www.a.example/"]}, True, id="a host that is written as a URL"
        ),
        pytest.param("/a", {"hosts": ["a.example"]}, False, id="an own page"),
    ],
)
def test_listed_hosts(link: str, options: dict[str, object], is_reported: bool) -> None:
    text = f"[x]({link}) and [y]({link}){{: rel=ugc }}\n"
    assert places(text, found("missing-nofollow", text, options=options)) == ([f"[x]({link})"] if is_reported else [])


def test_links_of_users() -> None:
    text = (
        '<a href="https://a.example/1">1</a>'
        '<div class="comments"><div><a href="https://a.example/2">2</a></div><a href="/own">3</a>'
        '<div id="comments"><a href="https://own.example/">4</a></div><a rel="ugc" href="https://a.example/5">5</a></div>'
        '<a href="https://a.example/6">6</a><p class="comments"><a href="https://a.example/7">7</a>\n'
    )
    inside = '<a href="https://a.example/2">2</a>'
    assert places(text, found("missing-ugc", text, "a.html", options={"containers": ["comments"]})) == [inside]
    assert found("missing-ugc", text, "a.html") == ()
    whole = places(text, found("missing-ugc", text, "a.html", options={"whole_draft": True}))
    assert [each[-5] for each in whole] == ["1", "2", "6", "7"]


PAID = "[a](https://acme.example/) [b](https://www.acme.example/b) [c](https://press.example/) [d](/own)\n"


@pytest.mark.parametrize(
    ("header", "options", "reported"),
    [
        pytest.param("sponsored: true", {}, "abc", id="no sponsor is named"),
        pytest.param("sponsored: false", {}, "", id="not sponsored"),
        pytest.param("title: sponsored", {}, "", id="no key"),
        pytest.param("sponsored: true\nsponsor_url: https://acme.example/x", {}, "ab", id="the header names a URL"),
        pytest.param("sponsored_by: Acme\nsponsor: {name: Acme, url: //acme.example}", {}, "ab", id="in a mapping"),
        pytest.param("sponsored_by: acme.co.uk", {}, "", id="a host that no link leads to"),
        pytest.param("sponsored_by: Acme Inc.", {}, "abc", id="a name is no host"),
        pytest.param("sponsored: true", {"hosts": ["press.example"]}, "c", id="the option names a host"),
        pytest.param("promo: 1", {"only_in": ["promo"]}, "abc", id="a key of the team"),
    ],
)
def test_drafts_that_say_they_are_paid(header: str, options: dict[str, object], reported: str) -> None:
    text = f"---\n{header}\n---\n{PAID}"
    diagnostics = found("sponsored-draft-unmarked", text, options=options)
    assert "".join(each[1] for each in places(text, diagnostics)) == reported
    assert len(diagnostics) == bool(reported), "one finding a draft"


@pytest.mark.parametrize(
    ("anchor", "url", "is_reported"),
    [
        pytest.param("best garden shears", "https://roe-tools.example/shears", True, id="keywords"),
        pytest.param("best garden shears", "https://shop.roe-tools.example/", True, id="keywords to a sub-host"),
        pytest.param("best garden shears", "https://press.example/", False, id="keywords to others"),
        pytest.param("Roe Tools", "https://roe-tools.example/", False, id="the site's name"),
        pytest.param("Roe Tools' blog", "https://roe-tools.example/", False, id="the site's name and more"),
        pytest.param("Jo Roe", "https://roe-tools.example/", False, id="the author's name"),
        pytest.param("roe-tools.example", "https://roe-tools.example/", False, id="the address"),
        pytest.param("my website", "https://roe-tools.example/", False, id="plain words"),
        pytest.param("shears", "https://roe-tools.example/", False, id="a single word"),
        pytest.param("best garden shears", "https://github.com/roe/shears", True, id="the own page on a platform"),
        pytest.param("best garden shears", "https://github.com/roemer/x", False, id="another's page on a platform"),
    ],
)
def test_anchors_of_guests(anchor: str, url: str, is_reported: bool) -> None:
    header = "guest: true\nauthor: {name: Jo Roe, sites: [https://roe-tools.example, https://github.com/roe]}"
    text = f"---\n{header}\n---\nSee [{anchor}]({url}) and [{anchor}]({url}){{: rel=nofollow }}.\n"
    assert places(text, found("guest-post-anchors", text)) == ([f"[{anchor}]({url})"] if is_reported else [])


SOLD = "[kettle](https://www.amazon.com/dp/B1?tag=me-20)"


@pytest.mark.parametrize(
    ("text", "is_told"),
    [
        pytest.param(f"Buy {SOLD}.\n", False, id="nothing is said"),
        pytest.param(f"We may *earn* a\n**commission**.\n\nBuy {SOLD}.\n", True, id="above, with marks in it"),
        pytest.param(f"Buy {SOLD} (an affiliate link).\n", True, id="in the same paragraph"),
        pytest.param(f"Buy {SOLD} (paid link).\n", True, id="as Amazon proposes"),
        pytest.param(f"Buy {SOLD}.\n\nAffiliate links pay us.\n", False, id="below"),
        pytest.param(f"```\naffiliate links\n```\n\nBuy {SOLD}.\n", False, id="in code"),
        pytest.param(f"The ombudsman's commissioning.\n\nBuy {SOLD}.\n", False, id="a part of a word"),
        pytest.param(f"Wir erhalten eine Provision.\n\nKaufe {SOLD}.\n", True, id="German"),
        pytest.param(f"この記事はアフィリエイト広告を含みます。\n\n{SOLD}\n", True, id="Japanese has no blanks"),
        pytest.param(f"---\ndisclosure: true\n---\nBuy {SOLD}.\n", True, id="the header has the theme say it"),
        pytest.param("Buy [kettle](https://kettles.example/).\n", True, id="no affiliate link"),
    ],
)
def test_disclosures(text: str, is_told: bool) -> None:
    assert places(text, found("missing-affiliate-disclosure", text)) == ([] if is_told else [SOLD])
    assert found("missing-affiliate-disclosure", text, options={"disclosure": "template"}) == ()


def test_a_line_in_the_list_makes_a_host_an_affiliate() -> None:
    text = "[club](https://click.club.example/42)\n"
    assert judged("missing-sponsored", text, Config()) == ()
    listed = Config(lists={"affiliate": (ListEntry("club.example"),)})
    assert places(text, judged("missing-sponsored", text, listed)) == ["[club](https://click.club.example/42)"]


@pytest.mark.parametrize(
    "rule", ["missing-sponsored", "missing-nofollow", "internal-nofollow", "unneeded-nofollow", "all-nofollow"]
)
def test_a_page_that_is_nofollowed_as_a_whole_says_so_once(rule: str) -> None:
    text = f"---\nnofollow: true\n---\n{SOLD}, [BLS](https://www.bls.gov/), [b](https://b.example/) and [us](/about).\n"
    options = {"hosts": ["b.example"]} if rule == "missing-nofollow" else {}
    assert found(rule, text, options=options) == ()
    assert places(text, found("page-robots-nofollow", text)) == ["nofollow: true"]


@pytest.mark.parametrize("rule", ["internal-nofollow", "unneeded-nofollow", "all-nofollow"])
def test_what_the_theme_adds_is_no_fault_of_links(rule: str) -> None:
    config = Config(rel_policy=RelPolicy(frozenset({"nofollow"})))
    assert judged(rule, "[BLS](https://www.bls.gov/), [b](https://b.example/), [us](/about)\n", config) == ()


def test_paths_of_the_team_may_be_nofollowed() -> None:
    text = '<a rel="nofollow" href="/members/x">a</a> <a rel="nofollow" href="/about">b</a>\n'
    told = places(text, found("internal-nofollow", text, "a.html"))
    assert (len(told), len(found("internal-nofollow", text, "a.html", options={"allow_paths": ["/members/"]}))) == (
        2,
        1,
    )


@pytest.mark.parametrize(
    ("attributes", "is_reported"),
    [
        pytest.param('target="_blank"', True, id="a new window"),
        pytest.param("target=_BLANK", True, id="capitals"),
        pytest.param('target="_self"', False, id="the same window"),
        pytest.param('target="{{ where }}"', False, id="what a template writes"),
        pytest.param('target="_blank" rel="noreferrer"', False, id="noreferrer says it too"),
        pytest.param('target="_blank" rel="opener"', False, id="opener is meant"),
        pytest.param("", False, id="no target"),
    ],
)
def test_new_windows(attributes: str, is_reported: bool) -> None:
    text = f'<a href="https://a.example/" {attributes}>a</a>\n'
    assert len(found("target-blank-noopener", text, "a.html")) == is_reported
