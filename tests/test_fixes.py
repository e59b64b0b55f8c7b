"""Fixes on the text of a draft: which go together, when the rounds end, and that nothing else changes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linklint import rulebook
from linklint.files import Source
from linklint.fixes import MOST_ROUNDS, Rounds, compatible, edited, is_any, is_safe
from linklint.lines import Lines
from linklint.model import Config, Diagnostic, Edit, Fix, Link, Span
from linklint.runs.judge import judge

Edits = list[tuple[int, int, str]]

TEXT = "0123456789"


def finding(edits: Edits, rule: str = "a-rule", safe: bool = True, text: str = TEXT) -> Diagnostic:
    fix = Fix(tuple(Edit(Span(start, end), new) for start, end, new in edits), safe)
    return Diagnostic("a.md", rule, "warning", "", Lines(text).place(fix.edits[0].span), fix=fix)


@pytest.mark.parametrize(
    ("fixes", "becomes"),
    [
        pytest.param([[(0, 1, "a")], [(5, 6, "b")]], "a1234b6789", id="two places"),
        pytest.param([[(5, 6, "b")], [(0, 1, "a")]], "a1234b6789", id="order of place, not of arrival"),
        pytest.param([[(2, 5, "a")], [(4, 6, "b")]], "01a56789", id="of two that overlap, the first"),
        pytest.param([[(2, 5, "a")], [(2, 5, "b")]], "01a56789", id="of two at one place, the first by the rule's name"),
        pytest.param([[(2, 2, "a")], [(2, 2, "b")]], "01a23456789", id="two insertions at one place"),
        pytest.param([[(2, 4, "a")], [(4, 4, "b")]], "01a456789", id="an insertion at the end of another edit"),
        pytest.param([[(2, 2, "a")], [(2, 4, "b")]], "01a23456789", id="an insertion at the start of another edit"),
        pytest.param([[(1, 2, "a"), (8, 9, "a")], [(4, 5, "b")]], "0a23b567a9", id="one between the edits of another"),
        pytest.param([[(1, 2, "a"), (8, 9, "a")], [(4, 5, "b"), (8, 9, "b")]], "0a234567a9", id="whole or not at all"),
        pytest.param([[(2, 4, "a"), (4, 6, "b")]], "01ab6789", id="edits of one fix may touch"),
        pytest.param([[(0, 0, "a")], [(10, 10, "b")]], "a0123456789b", id="both ends of the draft"),
        pytest.param([[(2, 4, "")]], "01456789", id="a deletion"),
        pytest.param([[(2, 4, "\ud800")], [(6, 7, "b")]], "012345b789", id="half a character is never written"),
    ],
)  # fmt: skip
def test_what_can_go_together_is_applied(fixes: list[Edits], becomes: str) -> None:
    found = [finding(edits, f"rule-{number}") for number, edits in enumerate(fixes)]
    assert edited(TEXT, (edit for each in compatible(found) if each.fix for edit in each.fix.edits)) == becomes


EDITS = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 5), st.text(max_size=3)), min_size=1, max_size=3)


@given(st.text(max_size=30), st.lists(EDITS, max_size=12))
def test_text_outside_of_the_edited_spans_is_unchanged(text: str, fixes: list[list[tuple[int, int, str]]]) -> None:
    found = [finding(list(_disjoint(edits, len(text))), text=text) for edits in fixes]
    chosen = [edit for each in compatible(found) if each.fix for edit in each.fix.edits]
    new, old_end, new_end = edited(text, chosen), 0, 0
    for edit in sorted(chosen, key=lambda edit: (edit.span.start, edit.span.end)):
        kept = text[old_end : edit.span.start]
        assert new[new_end : new_end + len(kept)] == kept
        assert new[new_end + len(kept) :].startswith(edit.text)
        old_end, new_end = edit.span.end, new_end + len(kept) + len(edit.text)
    assert new[new_end:] == text[old_end:]


def _disjoint(edits: list[tuple[int, int, str]], length: int) -> Iterator[tuple[int, int, str]]:
    least = 0
    for start, size, new in sorted(edits):
        start = min(max(start, least), length)
        least = min(start + size, length)
        yield start, least, new


def swapping(swaps: dict[str, str], safe: bool = True) -> Callable[[str], list[Diagnostic]]:
    """Each word that is found is a finding, whose fix writes another."""

    def found(text: str) -> list[Diagnostic]:
        return [
            finding([(text.index(word), text.index(word) + len(word), other)], word, safe, text)
            for word, other in swaps.items()
            if word in text
        ]

    return found


def settled(text: str, found: Callable[[str], list[Diagnostic]], is_wanted: Callable[[Fix], bool] = is_safe) -> Rounds:
    rounds = Rounds(text, is_wanted)
    while rounds.go_on(found(rounds.text)):
        pass
    return rounds


def test_rounds_end_where_nothing_is_left_to_fix() -> None:
    rounds = settled("one two", swapping({"one": "two", "two": "three"}))
    assert (rounds.text, rounds.fixed, rounds.trouble) == ("three three", 3, "")


def test_unsafe_fixes_are_made_only_where_they_are_wanted() -> None:
    found = swapping({"one": "two"}, safe=False)
    assert (settled("one", found).text, settled("one", found, is_any).text) == ("one", "two")


@pytest.mark.parametrize(
    ("text", "swaps", "becomes", "fixed"),
    [
        pytest.param("a x", {"a": "b", "b": "a"}, "a x", 0, id="two rules that undo each other"),
        pytest.param("x", {"x": "a", "a": "b", "b": "a"}, "a", 1, id="what came before the circle is kept"),
        pytest.param("a", {"a": "a"}, "a", 0, id="a fix that changes nothing"),
    ],
)
def test_a_circle_ends_with_what_a_second_time_does_not_change(
    text: str, swaps: dict[str, str], becomes: str, fixed: int
) -> None:
    rounds = settled(text, swapping(swaps))
    assert (rounds.text, rounds.fixed) == (becomes, fixed)
    assert rounds.trouble.startswith("fixes lead back to where they began (")
    assert settled(rounds.text, swapping(swaps)).text == becomes


def test_growth_without_end_is_ended_and_told() -> None:
    rounds = settled("a", swapping({"a": "aa"}))
    assert rounds.text == "a" * (MOST_ROUNDS + 1)
    assert rounds.trouble == f"not all is fixed after {MOST_ROUNDS} rounds (a)"


def test_no_fix_makes_a_draft_too_large_to_be_checked() -> None:
    rounds = settled("a", swapping({"a": "é" * 1_000_001}))
    assert (rounds.text, rounds.fixed) == ("a", 0)
    assert rounds.trouble == "fixes would make it too large to be checked (a)"


URLS = st.sampled_from(
    [
        *("https://a.example/b", "hhttps://a.example/r", "https//b.example/(x)", "http://https://c.example/?a=1&b=2"),
        *("www.w3.org/TR", "jo@b.example", "mailto:jo@b.example", "/own", "#part", "<hhttps://d.example/x y>"),
        *("https://www.google.com/url?q=https://e.example/&sa=D", "{{ page.url }}", "htps:/f.example", ""),
    ]
)
RELS = st.sampled_from(["no-follow", "noopner", "nofollow sponsered", "follow", "noopener", "no follow", "{{ rel }}"])
WORDS = st.sampled_from(["a report", "**bold**", "`code`", "[x]", "ä 🎉", "it's", "one\\]", "<b>b</b>", "&amp;"])


@st.composite
def links(draw: st.DrawFn) -> str:
    url, text, rel = draw(URLS), draw(WORDS), draw(RELS)
    bare = draw(st.sampled_from(['"', "'", *([] if "=" in url else [""])]))
    quote = bare or '"'
    return draw(
        st.sampled_from(
            [
                *(f"[{text}]({url})", f'[{text}]({url} "{rel}")', f'[{text}]({url}){{: rel="{rel}"}}'),
                *(f"[{text}]({url}){{:rel={quote}{rel}{quote} .x }}", f"<{url}>", url, "[ref]", f"![{text}]({url})"),
                f"<a href={bare}{url}{bare} rel={quote}{rel}{quote}>{text}</a>",
            ]
        )
    )


BLOCKS = st.sampled_from(
    [
        *("{0} and {1}", "- {0}\n- {1}", "> {0}\n> {1}", "# {0} {1}", "1. {0}\n   {1}", "*{0}* {1}", "{0}{1}"),
        *("| a | b |\n|---|---|\n| {0} | {1} |", "```\n{0} {1}\n```", "<div>{0} {1}</div>"),
        "<!-- linklint-disable-next-line -->\n{0} {1}",
    ]
)


@st.composite
def drafts(draw: st.DrawFn) -> tuple[str, str]:
    ending = draw(st.sampled_from(["md", "mdx", "html"]))
    blocks = [draw(BLOCKS).format(draw(links()), draw(links())) for _ in range(draw(st.integers(1, 4)))]
    text = "\n\n".join([*blocks, f"[ref]: {draw(URLS)}"]) + draw(st.sampled_from(["", "\n"]))
    line_ends = draw(st.sampled_from([["\n"], ["\r\n"], ["\n", "\r\n"], ["\n", "\r\n", "\r"]]))
    first, *others = text.split("\n")
    return f"draft.{ending}", first + "".join(draw(st.sampled_from(line_ends)) + line for line in others)


CONFIG = Config(preset="strict", dialect="kramdown", today="2026-11-22")
RULES = rulebook.load(CONFIG)


@settings(max_examples=150)
@given(drafts(), st.sampled_from([is_safe, is_any]))
def test_fixes_come_to_an_end_and_touch_no_other_link(given: tuple[str, str], is_wanted: Callable[[Fix], bool]) -> None:
    path, text = given
    rounds = Rounds(text, is_wanted)
    judged = judge(Source(path, text), CONFIG, RULES)
    has_lost_lines = False
    while rounds.go_on(judged.diagnostics):
        chosen = compatible(each for each in judged.diagnostics if each.fix and is_wanted(each.fix))
        edits = [edit.span for each in chosen if each.fix for edit in each.fix.edits]
        before, judged = judged, judge(Source(path, rounds.text), CONFIG, RULES)
        for old, new in zip(before.draft.links, judged.draft.links, strict=True):
            assert new.syntax == old.syntax
            assert new.text == old.text or new.syntax in ("autolink", "bare")
            if not any(_concerns(span, old) for span in edits):
                assert (new.url, new.text, new.rel) == (old.url, old.text, old.rel)
        has_lost_lines = has_lost_lines or any(each.rule == "unused-suppression" for each in chosen)
        assert _line_ends(rounds.text) == _line_ends(text) or has_lost_lines
    assert not rounds.trouble
    assert not [each for each in judged.diagnostics if each.fix and is_wanted(each.fix)]


def _concerns(edited: Span, link: Link) -> bool:
    spans = (link.span, link.url_span, *(attribute.span for attribute in link.attributes.values()))
    return any(edited.start <= span.end and span.start <= edited.end for span in spans)


def _line_ends(text: str) -> list[str]:
    return re.findall(r"\r\n|\r|\n", text)
