"""Formulas hold no links; prices and code around links are no formulas."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linklint.parse import formulas
from linklint.parse.templates import MASK
from tests.parse.cuts import draft

FORMULAS = [
    pytest.param("a $f[x](y)$ b", id="a function's argument"),
    pytest.param("$f[x](y)$", id="alone in its line"),
    pytest.param("$$f[x](y)$$", id="between two signs"),
    pytest.param("$$ f[x](y) $$", id="two signs allow blanks"),
    pytest.param("$$\nf[x](y)\n= z\n$$", id="a block"),
    pytest.param("> $$\n> f[x](y)\n> $$", id="a block in a quote"),
    pytest.param("| $f[x](y)$ |\n|-|\n| $g[x](y)$ |", id="in a table"),
    pytest.param("a $f[x](y)\n+ 1$ b", id="over two lines"),
    pytest.param("the $n[i](j)$th", id="a letter behind"),
    pytest.param("costs \\$5 and $f[x](y)$", id="behind an escaped sign"),
    pytest.param("costs $ 5 and $f[x](y)$", id="behind a sign with a blank"),
    pytest.param("costs $5 or $6, $f[x](y)$", id="behind prices"),
    pytest.param("`$` is $f[x](y)$", id="behind a sign in code"),
    pytest.param("```\n$\n```\n$f[x](y)$", id="behind a sign in a fence"),
]


@pytest.mark.parametrize("text", FORMULAS)
def test_a_formula_holds_no_link(text: str) -> None:
    assert [link.url for link in draft(text, dialect="pandoc").links] == []


LINKS = [
    pytest.param("costs $5 or [more](y) than $6", ["y"], id="a digit behind the second sign"),
    pytest.param("costs $5 or [more](y) than 6 $", ["y"], id="a blank before the second sign"),
    pytest.param("US$ or [more](y) in CA$", ["y"], id="a blank behind the first sign"),
    pytest.param("from $5 (see [prices](https://a.example/x)) to 6$", ["https://a.example/x"], id="a plain link"),
    pytest.param("from $5 (see [prices](/x)) to 6$", ["/x"], id="a path"),
    pytest.param("from $5 (see https://a.example/x) to 6$", ["https://a.example/x"], id="a bare URL"),
    pytest.param("from $5 (see <https://a.example/x>) to 6$", ["https://a.example/x"], id="an autolink"),
    pytest.param('from $5 (see <a href="x">y</a>) to 6$', ["x"], id="a tag"),
    pytest.param("[a](/$b/x) [c](/$d/y)", ["/$b/x", "/$d/y"], id="signs in destinations"),
    pytest.param("https://a.example/$b [c](d) https://a.example/e$", ["https://a.example/$b", "d", "https://a.example/e$"], id="signs in bare URLs"),
    pytest.param("[costs $x$ to $y$](z)", ["z"], id="formulas in a link's text"),
    pytest.param("$x [a$ b](/c)", ["/c"], id="a sign before a link and one in its text"),
    pytest.param("`$a` [b](c) `d$`", ["c"], id="signs in code"),
    pytest.param("[$NAME]($URL)", ["$URL"], id="variables in a link"),
    pytest.param("$a\n\n[b](c)$", ["c"], id="a blank line between"),
    pytest.param("$a\n```\n```\n[b](c)$", ["c"], id="a fence between"),
    pytest.param("\\$a [b](c)$", ["c"], id="an escaped sign"),
    pytest.param("$$ [b](c) $", ["c"], id="two signs and one"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "urls"), LINKS)
def test_prices_code_and_urls_hide_no_link(text: str, urls: list[str]) -> None:
    assert [link.url for link in draft(text, dialect="pandoc").links] == urls


@pytest.mark.parametrize(
    ("dialect", "urls"), [("gfm", []), ("mkdocs", []), ("kramdown", ["y"]), ("auto", ["y"]), ("commonmark", ["y"])]
)
def test_single_signs_enclose_formulas_where_the_dialect_has_them(dialect: str, urls: list[str]) -> None:
    assert [link.url for link in draft("a $f[x](y)$ b", dialect=dialect).links] == urls


def test_the_text_of_a_link_keeps_its_formula() -> None:
    (link,) = draft("[sorts in $O(n)$](https://a.example/)").links
    assert (link.text, link.has_markup) == ("sorts in $O(n)$", False)


@pytest.mark.parametrize(
    "piece", ["$", "$$", "$a ", "$[a](b)$ ", "$`", "$<a>", "$[a]\n", "> $$[\n", "$a[b]$\n```\n", "\\$["]
)
def test_hundred_kilobytes_are_masked_in_time(piece: str) -> None:
    start = time.process_time()
    formulas.mask((piece * 100_000)[:100_000], "$")
    assert time.process_time() - start < 5


@given(st.text(alphabet="$$[]()<>`\\ a1.\n\r~>", max_size=60), st.sampled_from(["$", "$$"]))
def test_masks_change_nothing_but_brackets(text: str, dollars: str) -> None:
    masked = formulas.mask(text, dollars)
    assert len(masked) == len(text)
    assert all(
        there in (here, MASK) and (here == there or here in "[]<>") for here, there in zip(text, masked, strict=True)
    )
