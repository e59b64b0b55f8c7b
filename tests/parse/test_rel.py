"""Effective rel: what is written, what the theme makes of it, what the page says. And where a page says so."""

from __future__ import annotations

import pytest

from linklint.model import Config, RelPolicy
from linklint.parse import parse
from linklint.rel_presets import PRESETS

OUT = "https://a.example/"


def effective(text: str, policy: RelPolicy, path: str = "a.md") -> frozenset[str] | None:
    config = Config(rel_policy=policy, hosts=("own.example",))
    (link,) = parse(path, text, config).links
    return link.effective_rel


def policy(*tokens: str, mode: str = "add", except_hosts: tuple[str, ...] = (), raw_html: bool = True) -> RelPolicy:
    return RelPolicy(frozenset(tokens), mode, except_hosts, raw_html)


WRITTEN = f'[a]({OUT}){{: rel="ugc me" }}\n'
BARE = f"[a]({OUT})\n"
TAG = f'<a href="{OUT}">a</a>\n'


@pytest.mark.parametrize(
    ("text", "given", "expected"),
    [
        pytest.param(WRITTEN, policy(), "ugc me", id="no policy leaves what is written"),
        pytest.param(WRITTEN, policy("nofollow"), "ugc me nofollow", id="add joins it"),
        pytest.param(WRITTEN, policy("nofollow", mode="replace"), "nofollow", id="replace takes its place"),
        pytest.param(WRITTEN, policy(mode="replace"), "ugc me", id="replace by nothing changes nothing"),
        pytest.param(WRITTEN, policy("nofollow", mode="if-missing"), "ugc me", id="if-missing leaves it"),
        pytest.param(BARE, policy("nofollow", mode="if-missing"), "nofollow", id="if-missing adds where there is none"),
        pytest.param(BARE, policy("nofollow", except_hosts=("a.example",)), "", id="an excepted host gets nothing"),
        pytest.param(BARE, policy("nofollow", except_hosts=("*.example",)), "", id="an excepted host covers sub-hosts"),
        pytest.param(BARE, policy("nofollow", except_hosts=("b.example",)), "nofollow", id="another host does not"),
        pytest.param(TAG, policy("nofollow", raw_html=False), "", id="tags are out of reach of a renderer of Markdown"),
        pytest.param(TAG, policy("nofollow"), "nofollow", id="tags are reached otherwise"),
        pytest.param("[a](/b)\n", policy("nofollow"), "", id="own paths get nothing"),
        pytest.param("[a](https://own.example/b)\n", policy("nofollow"), "", id="own hosts get nothing"),
        pytest.param("[a](mailto:a@b.example)\n", policy("nofollow"), "", id="what leads to no page gets nothing"),
        pytest.param(f'[a]({OUT}){{: rel="ugc,Nofollow" }}\n', policy(), "ugc nofollow", id="commas part tokens too"),
        pytest.param(BARE, PRESETS["rehype-external-links"].policy, "nofollow", id="rehype-external-links"),
        pytest.param(
            WRITTEN, PRESETS["rehype-external-links"].policy, "nofollow", id="rehype-external-links writes over"
        ),
        pytest.param(BARE, PRESETS["docusaurus"].policy, "noopener noreferrer", id="docusaurus"),
        pytest.param(WRITTEN, PRESETS["vitepress"].policy, "ugc me", id="vitepress leaves what is written"),
        pytest.param(BARE, PRESETS["hugo"].policy, "", id="hugo adds nothing of its own"),
    ],
)
def test_the_theme_adds_replaces_or_leaves(text: str, given: RelPolicy, expected: str) -> None:
    assert effective(text, given) == frozenset(expected.split())


@pytest.mark.parametrize("mode", ["add", "replace", "if-missing"])
def test_what_a_template_writes_stays_unknown(mode: str) -> None:
    assert effective(f'<a rel="{{{{ rel }}}}" href="{OUT}">a</a>\n', policy("nofollow", mode=mode)) is None


@pytest.mark.parametrize(
    ("header", "line"),
    [
        pytest.param("---\nrobots: noindex, nofollow\n---\n", "robots: noindex, nofollow", id="YAML"),
        pytest.param("---\nrobots: none  \ntitle: x\n---\n", "robots: none", id="none is noindex and nofollow"),
        pytest.param("---\nrobots: [noindex, nofollow]\n---\n", "robots: [noindex, nofollow]", id="a list"),
        pytest.param("---\nrobots:\n  follow: false\n---\n", "robots:", id="a mapping"),
        pytest.param("---\nrobots: {index: false, follow: true}\n---\n", None, id="a mapping that lets follow"),
        pytest.param("---\nnofollow: true\n---\n", "nofollow: true", id="a key of its own"),
        pytest.param("---\nnofollow: false\n---\n", None, id="a key that says no"),
        pytest.param("---\nrobots: noindex\n---\n", None, id="noindex alone"),
        pytest.param("---\nrobots: max-snippet:0\n---\n", None, id="another word of robots"),
        pytest.param("---\ntitle: nofollow\n---\n", None, id="another key"),
        pytest.param('+++\nrobots = "NoIndex,NoFollow"\n+++\n', 'robots = "NoIndex,NoFollow"', id="TOML"),
        pytest.param('{\n  "googlebot": "nofollow"\n}\n', '"googlebot": "nofollow"', id="JSON"),
        pytest.param('---\r\n"robots": none\r\n---\r\n', '"robots": none', id="a quoted key and CRLF"),
    ],
)
def test_headers_that_ask_for_nofollow(header: str, line: str | None) -> None:
    text = f"{header}\n[a]({OUT}) [b](/b)\n"
    draft = parse("a.md", text, Config())
    assert (draft.nofollow and text[draft.nofollow.start : draft.nofollow.end]) == line
    assert {link.effective_rel for link in draft.links} == {frozenset({"nofollow"} if line else ())}
    assert {link.rel for link in draft.links} == {()}


@pytest.mark.parametrize(
    ("tag", "asks"),
    [
        pytest.param('<meta name="robots" content="noindex,nofollow">', True, id="robots"),
        pytest.param("<META content=none name=GoogleBot>", True, id="googlebot, in capitals"),
        pytest.param('<meta name="robots" content="noindex">', False, id="noindex alone"),
        pytest.param('<meta name="bingbot" content="nofollow">', False, id="another crawler"),
        pytest.param('<meta name="robots" content="{{ robots }}">', False, id="what a template writes"),
        pytest.param('<meta name="description" content="robots nofollow">', False, id="another tag"),
        pytest.param('<!-- <meta name="robots" content="none"> -->', False, id="a comment"),
    ],
)
def test_meta_tags_that_ask_for_nofollow(tag: str, asks: bool) -> None:
    text = f'<html><head>{tag}</head><body><a rel="me" href="{OUT}">a</a></body></html>'
    draft = parse("a.html", text, Config())
    assert (draft.nofollow and text[draft.nofollow.start : draft.nofollow.end]) == (tag if asks else None)
    assert draft.links[0].effective_rel == frozenset({"me", "nofollow"} if asks else {"me"})


@pytest.mark.parametrize(
    ("text", "names", "expected"),
    [
        pytest.param('<p id="a">x</p><p class="b a">y</p>', "a", ["x", "y"], id="ids and classes"),
        pytest.param('<div class="a"><div class="a">x</div></div>', "a", ["<div", "x"], id="within each other"),
        pytest.param('<div class="a">x', "a", [], id="one that never ends"),
        pytest.param('<div class="aa" title="a">x</div>', "a", [], id="parts of names, and other attributes"),
        pytest.param('<div class="a.b">x</div>', "a.b aXb", ["x"], id="names are no patterns"),
        pytest.param('<div class="a">x</div>', "", [], id="no names"),
        pytest.param('<!-- <div class="a">x</div> -->', "a", [], id="a comment"),
    ],
)
@pytest.mark.parametrize("path", ["a.md", "a.html"])
def test_elements_by_class_or_id(path: str, text: str, names: str, expected: list[str]) -> None:
    draft = parse(path, text, Config())
    found = draft.elements(names.split())
    inner = [text[text.index(">", span.start) + 1 : span.end] for span in found]
    assert [each.partition("<" if each[0] != "<" else " ")[0] for each in inner] == expected
