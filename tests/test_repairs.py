"""What the option `fix` of a rule writes into a draft, in each dialect and form."""

from __future__ import annotations

import pytest

from linklint.model import Config
from linklint.options import Given, OptionError
from linklint.parse import parse
from linklint.repairs import read_repair


def repaired(text: str, path: str, fix: dict[str, object], dialect: str = "auto") -> str:
    """The draft after the repair of its first link; unchanged where there is none."""
    draft = parse(path, text, Config(dialect=dialect))
    repair = read_repair(Given({"fix": fix}))
    assert repair
    found = repair.fix(draft, draft.links[0])
    for edit in found.edits if found else ():
        text = text[: edit.span.start] + edit.text + text[edit.span.end :]
    return text


LINK = "[x](https://a.example/)"


@pytest.mark.parametrize(
    ("dialect", "text", "wanted"),
    [
        pytest.param("kramdown", LINK, LINK + '{: rel="ugc" }', id="kramdown writes a list with a colon"),
        pytest.param("mkdocs", LINK, LINK + '{: rel="ugc" }', id="Python-Markdown too"),
        pytest.param("pandoc", LINK, LINK + '{rel="ugc"}', id="pandoc writes one without"),
        pytest.param("gfm", LINK, LINK, id="nothing is written where lists are text"),
        pytest.param("auto", LINK, LINK, id="nothing is written where nothing tells the dialect"),
        pytest.param("auto", LINK + "{: .a}", LINK + '{: .a rel="ugc"}', id="a list goes on"),
        pytest.param(
            "auto",
            LINK + " [y](/y){rel=me}",
            LINK + '{rel="ugc"} [y](/y){rel=me}',
            id="another link of the draft tells the form",
        ),
        pytest.param("auto", LINK + "{rel=me}", LINK + '{rel="me ugc"}', id="a bare value is put in quotes"),
        pytest.param("auto", LINK + "{: rel='me' }", LINK + "{: rel='me ugc' }", id="quotes stay"),
        pytest.param("auto", LINK + "{: rel='ugc' }", LINK + "{: rel='ugc' }", id="a token is not written twice"),
        pytest.param(
            "kramdown",
            "[x][r]\n\n[r]: https://a.example/\n",
            '[x][r]{: rel="ugc" }\n\n[r]: https://a.example/\n',
            id="a reference gets it at its use",
        ),
        pytest.param("kramdown", "<https://a.example/>", "<https://a.example/>", id="autolinks have no lists"),
        pytest.param(
            "gfm",
            '<a href="https://a.example/" class=b>x</a>',
            '<a href="https://a.example/" rel="ugc" class=b>x</a>',
            id="a tag gets an attribute in every dialect",
        ),
        pytest.param("gfm", "<a rel=me href=/x>x</a>", '<a rel="me ugc" href=/x>x</a>', id="a tag with a bare rel"),
        pytest.param(
            "hugo", "<a rel={{r}} href=/x>x</a>", "<a rel={{r}} href=/x>x</a>", id="a dynamic rel is not ours"
        ),
        pytest.param(
            "mdx", '<a rel={r} href="/x">x</a>', '<a rel={r} href="/x">x</a>', id="an expression is not ours either"
        ),
    ],
)
def test_adding_to_rel(dialect: str, text: str, wanted: str) -> None:
    assert repaired(text, "draft.md", {"add_rel": ["ugc"]}, dialect) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        pytest.param(LINK + '{: rel="nofollow" }', LINK, id="a list that holds nothing else goes"),
        pytest.param(LINK + "{rel=nofollow}", LINK, id="without a colon too"),
        pytest.param(LINK + '{: .a rel="nofollow"}', LINK + "{: .a}", id="other items stay"),
        pytest.param(LINK + '{: rel="me nofollow"}', LINK + '{: rel="me"}', id="other tokens stay"),
        pytest.param('<a rel="nofollow" href="/x">x</a>', '<a href="/x">x</a>', id="the attribute of a tag goes"),
        pytest.param("<a href=/x rel=nofollow>x</a>", "<a href=/x>x</a>", id="a bare attribute goes"),
        pytest.param('<a rel="NoFollow me" href="/x">x</a>', '<a rel="me" href="/x">x</a>', id="whatever its case"),
        pytest.param('<a rel="ugc,nofollow" href="/x">x</a>', '<a rel="ugc" href="/x">x</a>', id="commas divide too"),
    ],
)
def test_dropping_from_rel(text: str, wanted: str) -> None:
    assert repaired(text, "draft.md", {"drop_rel": ["nofollow"]}) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        pytest.param("[x](http://a.example/)", "[x](https://a.example/)", id="an inline link"),
        pytest.param("<http://a.example/>", "<https://a.example/>", id="an autolink"),
        pytest.param("[x][]\n\n[x]: HTTP://a.example", "[x][]\n\n[x]: https://a.example", id="a definition"),
        pytest.param("[x](&#104;ttp://a.example/)", "[x](&#104;ttp://a.example/)", id="not behind an entity"),
        pytest.param("[x](/a)", "[x](/a)", id="nothing where there is no scheme"),
    ],
)
def test_another_scheme(text: str, wanted: str) -> None:
    assert repaired(text, "draft.md", {"scheme": "https"}) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        pytest.param("good[.](https://a.example/)", "good.", id="an inline link"),
        pytest.param('good<a href="/x">.</a>', "good.", id="a tag"),
        pytest.param(
            'good<a href="/x" id="b">.</a>', 'good<a href="/x" id="b">.</a>', id="not one that is a target too"
        ),
        pytest.param("<https://a.example/>", "<https://a.example/>", id="not an autolink"),
    ],
)
def test_taking_a_link_away(text: str, wanted: str) -> None:
    assert repaired(text, "draft.md", {"unlink": []}) == wanted


@pytest.mark.parametrize(
    ("fix", "what"),
    [
        pytest.param({"add_rell": ["ugc"]}, 'no repair "add_rell"; did you mean "add_rel"?', id="a misspelt repair"),
        pytest.param({"add_rel": ['a" onclick="b']}, "tokens of rel are lower-case words", id="a token that is code"),
        pytest.param({"safe": "yes"}, '"safe" must be true or false, not "yes"', id="a truth that is none"),
    ],
)
def test_what_a_rule_may_not_say(fix: dict[str, object], what: str) -> None:
    with pytest.raises(OptionError, match="^" + what.replace("?", r"\?") + "$"):
        read_repair(Given({"fix": fix}))
