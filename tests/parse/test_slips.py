"""What was meant as a link and is none: which kind of slip, and exactly where."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.parse import soup
from tests.parse.cuts import cut, draft

Slips = list[tuple[str, str | None]]


def slips(text: str, ending: str = "md", dialect: str = "auto") -> Slips:
    found = draft(text, ending, dialect)
    return [(slip.kind, cut(text, slip.span)) for slip in found.slips]


@pytest.mark.parametrize(
    ("text", "kind", "shown"),
    [
        pytest.param("See [a b] (https://c.example/d).", "spaced", "[a b] (https://c.example/d)", id="a blank between"),
        pytest.param("See [a b]\n(https://c.example).", "spaced", "[a b]\n(https://c.example)", id="a line end between"),
        pytest.param("[a b]\u00a0(/c/d)", "spaced", "[a b]\u00a0(/c/d)", id="a hard blank between"),
        pytest.param("[a b] ( <https://c.example> )", "spaced", "[a b] ( <https://c.example> )", id="an autolink in it"),
        pytest.param('[a b] (/c/d "e f")', "spaced", '[a b] (/c/d "e f")', id="a title in it"),
        pytest.param("[a b] (../c.md#d)", "spaced", "[a b] (../c.md#d)", id="a relative path"),
        pytest.param("[a b] (c.md)", "spaced", "[a b] (c.md)", id="a file"),
        pytest.param("[a b] (#c-d)", "spaced", "[a b] (#c-d)", id="a fragment"),
        pytest.param("[a b] (/c_(d))", "spaced", "[a b] (/c_(d))", id="parentheses in the URL"),
        pytest.param("看[文字] (/c/d)。", "spaced", "[文字] (/c/d)", id="behind a letter of a script without blanks"),
        pytest.param("看[文字]（https://c.example/d）。", "wide", "[文字]（https://c.example/d）", id="wide parentheses"),
        pytest.param("看[文字](https://c.example/d）。", "wide", "[文字](https://c.example/d）", id="one of them wide"),
        pytest.param("an (ab)[https://c.example].", "reversed", "(ab)[https://c.example]", id="swapped marks"),
        pytest.param("[a b][https://c.example]", "bracketed", "[a b][https://c.example]", id="brackets twice"),
        pytest.param("[a](/bc d/e f.pdf).", "blanks", "[a](/bc d/e f.pdf)", id="blanks in a path"),
        pytest.param("[a](b c.pdf).", "blanks", "[a](b c.pdf)", id="blanks in the name of a file"),
        pytest.param("[a](#bc d).", "blanks", "[a](#bc d)", id="blanks in a fragment"),
        pytest.param("[a](https://b.example “c d”).", "blanks", "[a](https://b.example “c d”)", id="curly quotes"),
        pytest.param("[a](https://b.example/c\n/d).", "blanks", "[a](https://b.example/c\n/d)", id="a line end in the URL"),
        pytest.param("[a](https://b.example/c", "unclosed", "[a](https://b.example/c", id="nothing closes it"),
        pytest.param("[a](https://b.example/c. D", "unclosed", "[a](https://b.example/c", id="the sentence goes on"),
        pytest.param("[a](https://b.example/(c) d", "unclosed", "[a](https://b.example/(c)", id="one of two is closed"),
        pytest.param("[a](<https://b.example>c", "unclosed", "[a](<https://b.example", id="an angle bracket"),
        pytest.param("[ab][c d] e", "undefined", "[ab][c d]", id="a label that nothing defines"),
        pytest.param("[a `bc`][8] e", "undefined", "[a `bc`][8]", id="a number as a label"),
        pytest.param("[a *bc*\nd][E\nf] e", "undefined", "[a *bc*\nd][E\nf]", id="over lines"),
        pytest.param("> [ab cd][E\n> f] e", "undefined", "[ab cd][E\n> f]", id="over lines of a quote"),
        pytest.param("[![a](b)cd][ef]", "undefined", "[![a](b)cd][ef]", id="with an image"),
        pytest.param("| a |\n|---|\n| [bc] (/d/e) |", "spaced", "[bc] (/d/e)", id="in a table"),
        pytest.param("- a\n  1. [bc] (/d/e)", "spaced", "[bc] (/d/e)", id="in a list"),
        pytest.param("# [bc] (/d/e) #", "spaced", "[bc] (/d/e)", id="in a heading"),
        pytest.param("[//x]: /y\n[bc][XX]", "undefined", "[bc][XX]", id="behind a definition of another label"),
    ],
)  # fmt: skip
def test_slips_are_found_where_they_stand(text: str, kind: str, shown: str) -> None:
    assert slips(text) == [(kind, shown)]
    assert slips(text, "mdx") == [(kind, shown)] or "<https" in text


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("[a](/b) [c](</d e>) ![f] (/g/h) [i][j]\n\n[j]: /k", id="links and images"),
        pytest.param("`[ab] (/c/d)` and ``[ab][cd]``", id="in code spans"),
        pytest.param("```\n[ab] (/c/d)\n```\n\n    [ab][cd]", id="in code blocks"),
        pytest.param("a <code>[ab] (/c/d)</code> <kbd>[ab][cd]</kbd>", id="in elements of code"),
        pytest.param('a <b title="[ab] (/c/d)">e</b> <!-- [ab][cd] -->', id="in tags and comments"),
        pytest.param("<div>\n[ab] (/c/d)\n</div>", id="in HTML"),
        pytest.param("---\nx: '[ab] (/c/d)'\n---\n", id="in front matter"),
        pytest.param("a {{ [ab] (/c/d) }} {% x [ab][cd] %}", id="in templates"),
        pytest.param("[ab] ({{ c }}) [ab](/c {{ d }}) [ab][{{ e }}]", id="with templates for destinations"),
        pytest.param("$$ [ab] (/c/d) $$", id="in formulas"),
        pytest.param("[e [ab] (/c/d) [ab][cd]](/f) ![[ab][cd]](g)", id="in the texts of links and images"),
        pytest.param("\\[ab] (/c/d) \\[ab](/c d) \\[ab][cd]", id="escaped"),
        pytest.param("- [ ] (/c/d)\n- [x] (/c/d)\n- [X](/c d", id="tasks"),
        pytest.param("a[^1] (/c/d) [^1][^2] [ab][^3]", id="footnotes"),
        pytest.param("[ab] (and/or) (I/O) (1.5) (e.g.) (#123) (see b) [ab](and so on) [ab] (see #3)", id="words"),
        pytest.param("[ab] and (https://a.example) (ab) [https://a.example]", id="words between"),
        pytest.param("f(x)[0] (ab)[1] (ab)[cd] (ab)[#2] ()[/a/b]", id="indices behind parentheses"),
        pytest.param("a[i][j] m[ij] (/c/d) x2[ab][cd]", id="indices behind a name"),
        pytest.param("[i][j] [0][1] [1][2][3] [a-z][0-9] [ab][cd][ef] [^ab][cd]", id="indices and classes"),
        pytest.param("[[ab]] (/c/d) [[ab]][cd] [ab][[cd]]", id="wiki links"),
        pytest.param("[@ab][p. 2] [ab][@cd] [-@ab][cd]", id="citations"),
        pytest.param("[!NOTE] (/c/d) [!ab][cd]", id="kinds of notes"),
        pytest.param("[`Foo`][foo.bar.Foo] [ab][std::io] [ab][a.b()]", id="names in code"),
        pytest.param("[ab][] [cd] [ef]", id="collapsed and shortcut references"),
    ],
)
def test_other_uses_of_brackets_are_no_slips(text: str) -> None:
    assert slips(text) == []


def test_mdx_expressions_hold_no_slips() -> None:
    assert slips("a {b['cd'] (/e/f)} <C d={[ab] (/c/d)} /> {/* [ab][cd] */}", "mdx") == []


def test_html_holds_no_slips() -> None:
    assert slips("<p>[ab] (/c/d) [ab][cd]</p>", "html") == []


def test_labels_of_a_site_may_be_defined_elsewhere() -> None:
    text = "[ab][cd] [ab] (/c/d)"
    assert slips(text, dialect="mkdocs") == [("spaced", "[ab] (/c/d)")]


def test_definitions_are_told_in_order_with_repeated_ones() -> None:
    text = "[A  b]: /c\n\n> [a b]:\n> </d e> 'f'\n"
    found = [(each.label, each.url, cut(text, each.span), cut(text, each.url_span)) for each in draft(text).definitions]
    assert found == [
        ("A B", "/c", "[A  b]: /c", "/c"),
        ("A B", "/d e", "[a b]:\n> </d e> 'f'", "/d e"),
    ]


@pytest.mark.parametrize("dialect", ["kramdown", "mkdocs", "pelican"])
def test_blanks_in_urls_are_right_where_renderers_take_them(dialect: str) -> None:
    assert slips("[a](/bc d/e f.pdf) and [a b] (/c/d)", dialect=dialect) == [("spaced", "[a b] (/c/d)")]


PIECES = (
    *("[", "]", "(", ")", "[ab]", "[cd ef]", "(/a/b)", "(https://a.example", "(/a b.md)", " ", "\n", "\n> ", "- "),
    *(
        "`",
        "<b>",
        "<code>",
        "</code>",
        "**",
        "![",
        "{{ x }}",
        "\\",
        "<",
        ">",
        '"',
        "（/a/b）",
        "ab",
        "[cd]: /e",
        "|",
        "\t",
    ),
)
SCRAPS = st.lists(st.sampled_from(PIECES), max_size=30).map("".join)


@given(SCRAPS | st.randoms(use_true_random=False).map(soup.document), st.sampled_from(["md", "mdx"]))
def test_slips_are_disjoint_and_cut_out_what_they_claim(text: str, ending: str) -> None:
    behind = 0
    found = draft(text, ending)
    for slip in found.slips:
        whole = cut(text, slip.span) or ""
        assert behind <= slip.span.start < slip.text_span.start < slip.text_span.end < slip.url_span.start
        assert slip.url_span.start < slip.url_span.end <= slip.span.end <= len(text)
        assert whole[0] == ("(" if slip.kind == "reversed" else "[")
        assert text[slip.text_span.end] == (")" if slip.kind == "reversed" else "]")
        assert (whole[-1] in ")]）") == (slip.span.end > slip.url_span.end)
        behind = slip.span.end
    links = [link.span for link in found.links if link.syntax in ("inline", "reference")]
    assert not [slip for slip in found.slips for link in links if link.start < slip.span.start < link.end]


@given(SCRAPS)
def test_both_paths_find_the_same_slips(text: str) -> None:
    assert soup.disagreements(text) == []
