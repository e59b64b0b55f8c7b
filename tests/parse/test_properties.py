"""What holds for every draft, whatever it holds."""

from __future__ import annotations

import random
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linklint.model import Draft, Link
from linklint.parse.dialects import DIALECTS
from tests.parse import soup
from tests.parse.cuts import cut, cuts, draft

ENDINGS = st.sampled_from(["md", "mdx", "html"])
NAMES = st.sampled_from(sorted(DIALECTS))
SOUPS = st.randoms(use_true_random=False).map(soup.document)
PIECES = (
    *("[a](", "b)", "](", "![", "<a href=", "'", '"', ">", "</a>", "{{", "}}", "{%", "%}", "{", "}", "<!--", "-->"),
    *("$", "$$", "`", "```", "\n", "\r\n", "\r", "\n\n", "    ", "\t", "> ", "- ", "1. ", "|", "---", "===", "[^1]: "),
    *(
        "https://a.example/",
        "www.b.example",
        "c@d.example",
        "&amp;",
        "&",
        "\\",
        "*",
        "_",
        "~",
        ":",
        "\0",
        "\ufeff",
        "é",
    ),
    *("😀", "\u2028", "import x", "<T ", "/>", "<pre>", "<script>", "</script>", "markdown=1", "{: .x}", "+++", "..."),
)
SCRAPS = st.lists(st.sampled_from(PIECES) | st.text(max_size=5), max_size=40).map("".join)
TEXTS = st.text() | SCRAPS | SOUPS


@given(TEXTS, ENDINGS, NAMES)
def test_reading_never_fails(text: str, ending: str, dialect: str) -> None:
    assert draft(text, ending, dialect).text == text


@given(SCRAPS | SOUPS, ENDINGS)
def test_spans_cut_out_what_they_claim(text: str, ending: str) -> None:
    for link in draft(text, ending).links:
        assert 0 <= link.span.start <= link.text_span.start <= link.text_span.end <= link.span.end <= len(text)
        assert link.block.start <= link.span.start
        assert link.block.end <= len(text)
        if link.target is None:
            assert cut(text, link.url_span) == link.url
        for attribute in link.attributes.values():
            written = cut(text, attribute.span) or ""
            assert written.lower().startswith(attribute.name[:1])
            if attribute.value_span:
                assert (cut(text, attribute.value_span) or "") in written


@given(SCRAPS | SOUPS, ENDINGS)
def test_spans_of_links_nest_or_are_disjoint(text: str, ending: str) -> None:
    spans = sorted((link.span.start, -link.span.end) for link in draft(text, ending).links)
    open_ends: list[int] = []
    for start, minus_end in spans:
        while open_ends and open_ends[-1] <= start:
            open_ends.pop()
        assert not open_ends or -minus_end <= open_ends[-1], (start, -minus_end)
        open_ends.append(-minus_end)


@given(SCRAPS | SOUPS)
def test_blocks_of_text_do_not_overlap(text: str) -> None:
    assert all(before.end <= behind.start for before, behind in pairwise(draft(text).prose))


@settings(max_examples=300)
@given(SOUPS, st.randoms(use_true_random=False))
def test_another_destination_changes_no_other_link(text: str, chance: random.Random) -> None:
    before = draft(text)
    movable = [link for link in before.links if link.syntax == "inline" and "/" in (cut(text, link.url_span) or "")]
    if not movable:
        return
    link = chance.choice(movable)
    new = "https://other.example/x"
    edited = text[: link.url_span.start] + new + text[link.url_span.end :]
    after = draft(edited)
    assert [_seen(each, before) for each in before.links if each.span != link.span] == [
        _seen(each, after) for each in after.links if each.span.start != link.span.start
    ]
    (moved,) = [each for each in after.links if each.span.start == link.span.start]
    assert (moved.url, moved.text) == (new, link.text)


def _seen(link: Link, of: Draft) -> tuple[str, str, str, str | None]:
    return link.syntax, link.url, link.text, cut(of.text, link.url_span)


BODY = """\
# A [heading](/a)

See [b](https://b.example/c_(d) "T"), <https://e.example>, https://f.example/g. and ![h](i.png).

- [j](/k) and [l][m]
  more [n](<o p>)
- [ ] [q](/r){: rel="nofollow" }

> A [s](/t)
> over lines [u
> v](/w)

| x | y |
|---|---|
| [z](/1) | `[2](3)` \\| [4](/5) |

<p>An <a href="/6" rel="me">seventh</a></p>

Title [8](/9)
===

[m]: https://m.example/n
"""
MUTATIONS = [
    pytest.param(lambda text: text.replace("\n", "\r\n"), id="CRLF"),
    pytest.param(lambda text: text.replace("\n", "\r"), id="lone CR"),
    pytest.param(lambda text: "> " + text.replace("\n", "\n> "), id="all in a quote"),
    pytest.param(lambda text: "1. " + text.replace("\n", "\n   "), id="all in a list"),
    pytest.param(lambda text: text.replace("\n  more", "\n\tmore"), id="tabs"),
    pytest.param(
        lambda text: text.replace("over", "😀 over").replace("A ", "A 😀 "), id="characters beyond the first plane"
    ),
    pytest.param(lambda text: text.replace("over", "\0over").replace("A ", "A \0"), id="NUL"),
]


@pytest.mark.parametrize("mutation", MUTATIONS)
def test_mutations_keep_every_link(mutation: object) -> None:
    assert callable(mutation)
    text: str = mutation(BODY)
    kept = [(url, " ".join(shown.split())) for _, url, shown in cuts(text)]
    assert kept == [(url, shown) for _, url, shown in cuts(BODY)]
    assert len(kept) == 14
