"""MDX: imports, exports and expressions are hidden, tags of components are read, comments are found."""

from __future__ import annotations

import pytest

from tests.parse.cuts import cut, cuts, draft, only

LINKS = [
    pytest.param("import A from 'https://a.example'\n\n[b](c)", [("[b](c)", "c", "b")], id="an import"),
    pytest.param("We\nimport [b](c)", [("[b](c)", "c", "b")], id="a line of a paragraph that starts with import"),
    pytest.param("export const x = `\n[a](b)\n`\n\n[c](d)", [("[c](d)", "d", "c")], id="an export over lines"),
    pytest.param("```js\nimport a\n```\n\n[b](c)", [("[b](c)", "c", "b")], id="an import in a fence"),
    pytest.param("{[1].map(x => <a href='u'>v</a>)} [b](c)", [("[b](c)", "c", "b")], id="an expression"),
    pytest.param("`{` [b](c) `}`", [("[b](c)", "c", "b")], id="braces in code"),
    pytest.param("\\{ [b](c) }", [("[b](c)", "c", "b")], id="an escaped brace"),
    pytest.param("{/* [a](b) */} [c](d)", [("[c](d)", "d", "c")], id="a comment"),
    pytest.param("    [a](b)", [("[a](b)", "b", "a")], id="an indent is no code"),
    pytest.param("<Card>\n  [a](b)\n</Card>", [("[a](b)", "b", "a")], id="Markdown in a component"),
    pytest.param("<Card>[a](b)</Card>", [("[a](b)", "b", "a")], id="Markdown directly behind a component's tag"),
    pytest.param("<a href='u' rel='me'>b</a>", [("<a href='u' rel='me'>b</a>", "u", "b")], id="a tag"),
    pytest.param("<a href={u}>b</a>", [("<a href={u}>b</a>", "{u}", "b")], id="an expression for a URL"),
    pytest.param("<a {...props} href='u'>b</a>", [("<a {...props} href='u'>b</a>", "u", "b")], id="spread attributes"),
    pytest.param(
        '<a\n  href="u"\n>b</a>', [('<a\n  href="u"\n>b</a>', "u", "b")], id="a tag that ends on a line of its own"
    ),
    pytest.param(
        '- <a\n    href="u"\n  >b</a>', [('<a\n    href="u"\n  >b</a>', "u", "b")], id="a tag over lines in a list"
    ),
    pytest.param(
        '> <a\n>   href="u"\n> >b</a>', [('<a\n>   href="u"\n> >b</a>', "u", "b")], id="a tag over lines in a quote"
    ),
    pytest.param('<T>\n    ```js\n    x\n\n    a("https://a.example")\n    ```\n</T>', [], id="a fence at any indent"),
    pytest.param(
        "<T>\n      ```\n  x\n  ```\n</T>\n\n[a](b)", [("[a](b)", "b", "a")], id="a fence closed further left"
    ),
    pytest.param('<Link to="/u">b *c*</Link>', [('<Link to="/u">b *c*</Link>', "/u", "b c")], id="a component"),
    pytest.param('<Ui.Card href="u" />', [('<Ui.Card href="u" />', "u", "")], id="a component without content"),
    pytest.param("<Link to={u}>b</Link>", [("<Link to={u}>b</Link>", "{u}", "b")], id="a component with an expression"),
    pytest.param('<Step to="next" />', [], id="an argument that is no destination"),
    pytest.param('<C href="u">[a](b)</C>', [('<C href="u">[a](b)</C>', "u", "a"), ("[a](b)", "b", "a")], id="a card"),
    pytest.param("[a](b){: rel=me}", [("[a](b)", "b", "a")], id="attribute lists are expressions"),
]


@pytest.mark.parametrize(("text", "expected"), LINKS)
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_links(text: str, expected: list[tuple[str, str, str]], line_end: str) -> None:
    wanted = [(span.replace("\n", line_end), url, shown) for span, url, shown in expected]
    assert cuts(text.replace("\n", line_end), "mdx") == wanted


def test_code_spans_do_not_reach_over_blank_lines() -> None:
    text = "a ` b\r\n\r\n{c} ` [d](e)"
    assert cuts(text, "mdx") == [("[d](e)", "e", "d")]
    assert cuts("a `\r\n\r\n{[b](c)} `", "mdx") == []


def test_what_an_expression_writes_is_unknown() -> None:
    link = only("<a {...props} href={url}>{text}</a>", "mdx")
    assert (link.target, link.rel, link.effective_rel, link.has_markup) == (None, None, None, True)


def test_what_a_component_makes_of_its_arguments_is_unknown() -> None:
    link = only('<Link to="https://a.example" rel="nofollow">b</Link>', "mdx")
    assert (link.syntax, link.rel, link.effective_rel, link.internal) == ("jsx", None, None, False)


def test_comments_are_directives() -> None:
    text = "{/* linklint-disable-next-line a -- b */}\n[c](d)\n"
    (directive,) = draft(text, "mdx").directives
    assert (set(directive.rules), directive.reason, cut(text, directive.muted)) == ({"a"}, "b", "[c](d)")


@pytest.mark.parametrize(
    ("text", "urls"),
    [
        pytest.param("{/* [a](b) */} [c](d)", ["d"], id="a comment"),
        pytest.param("import A from 'a'\n\n{[1].map(x => <a href='u'>v</a>)} [c](d)", ["d"], id="an import"),
        pytest.param("export const a = `\n[a](b)\n`\n\n[c](d)", ["d"], id="an export"),
        pytest.param('<Link to="/a">b</Link> [c](d)', ["/a", "d"], id="a component"),
        pytest.param('<a href="b" style={{color: "red"}}>c</a>', ["b"], id="an expression in a tag"),
        pytest.param("    [a](b)\n\n[c](d)", ["d"], id="nothing of it, so that an indent is code"),
        pytest.param("`{` [c](d) `}`, a < b", ["d"], id="braces in code"),
    ],
)
def test_markdown_of_docusaurus_is_mdx_where_it_shows_it(text: str, urls: list[str]) -> None:
    assert [link.url for link in draft(text, "md", "docusaurus").links] == urls


def test_comments_of_docusaurus_are_directives() -> None:
    text = "{/* linklint-disable-next-line a -- why */}\n[c](d)"
    (directive,) = draft(text, "md", "docusaurus").directives
    assert (sorted(directive.rules), directive.reason, cut(text, directive.muted)) == (["a"], "why", "[c](d)")


def test_a_dialect_makes_mdx_of_markdown() -> None:
    read = draft("export const a = '[b](c)'", "md", dialect="mdx")
    assert (read.format, read.links) == ("mdx", ())
