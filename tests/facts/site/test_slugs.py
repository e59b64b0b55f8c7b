"""Ids of headings, as generators make them."""

from __future__ import annotations

import pytest

from linklint.facts.site.slugs import SLUGGERS, anchors
from linklint.model import Config
from linklint.parse import parse


@pytest.mark.parametrize(
    ("slugger", "heading", "wanted"),
    [
        pytest.param("github", "Hello, World!", "hello-world", id="marks go"),
        pytest.param("github", "C++ & C#", "c--c", id="each blank is a hyphen"),
        pytest.param("github", "a_b-c", "a_b-c", id="underscores and hyphens stay"),
        pytest.param("github", "Größe 10 ½", "größe-10-", id="letters of all languages, no fractions"),
        pytest.param("github", "परीक्षण", "परीक्षण", id="marks of letters"),
        pytest.param("kramdown", "1. The first & last", "the-first--last", id="kramdown: begins with a letter"),
        pytest.param("kramdown", "123", "section", id="kramdown: nothing is left"),
        pytest.param("kramdown", "1. The first", "1-the-first", id="kramdown: its reader of GFM"),
        pytest.param("python-markdown", "Größe & more -- much", "groe-more-much", id="python-markdown: ASCII alone"),
        pytest.param("python-markdown", "Größe & more", "größe-more", id="python-markdown: letters of all languages"),
    ],
)
def test_slugs(slugger: str, heading: str, wanted: str) -> None:
    assert wanted in SLUGGERS[slugger](heading)


@pytest.mark.parametrize(
    ("text", "slugger", "has", "has_not"),
    [
        pytest.param("# A *b* `c`\n", "github", {"a-b-c"}, {"a-b"}, id="markup is no part of it"),
        pytest.param("# A\n\n# A\n", "github", {"a", "a-1"}, {"a-2"}, id="repeated"),
        pytest.param("# A\n\n# A\n", "python-markdown", {"a", "a_1"}, {"a_2"}, id="repeated, with an underscore"),
        pytest.param("# A {#other}\n", "github", {"other", "a"}, {"b"}, id="an id of its own"),
        pytest.param("# A\n{: #other }\n", "kramdown", {"other"}, {"b"}, id="an attribute list below"),
        pytest.param("<a name='x'></a> <div id=y>z</div>\n", "github", {"x", "y"}, {"z"}, id="tags"),
        pytest.param("# :rocket: Start\n", "python-markdown", {"start"}, {"rocket"}, id="emoji"),
        pytest.param("Term\n: what it is\n", "github", {"term"}, {"what-it-is"}, id="terms of definition lists"),
        pytest.param("# Requirements\n", "github.com", {"Requirements"}, {"Require"}, id="capitals on GitHub"),
        pytest.param("# Requirements\n", "github", {"requirements"}, {"Requirements"}, id="capitals elsewhere"),
    ],
)
def test_anchors_of_a_draft(text: str, slugger: str, has: set[str], has_not: set[str]) -> None:
    found = anchors(parse("draft.md", text, Config()), slugger)
    assert found is not None
    assert all(each in found for each in has)
    assert not any(each in found for each in has_not)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("# A\n\n{{% include more.md %}}\n", id="a shortcode that renders Markdown"),
        pytest.param("# A\n\n{{< list-of-methods >}}\n", id="a shortcode that is not known"),
        pytest.param("# A\n\n--8<-- 'more.md'\n", id="a snippet"),
        pytest.param("import More from './_more.mdx'\n\n# A\n", id="Markdown that is imported"),
        pytest.param("# A\n\n{% include more.html %}\n", id="an include"),
        pytest.param("# A\n\n::: package.module\n", id="documentation that is taken from code"),
    ],
)
def test_drafts_that_take_in_pieces_from_elsewhere_are_not_judged(text: str) -> None:
    assert anchors(parse("draft.md", text, Config()), "github") is None


def test_long_lines_of_marks_take_linear_time() -> None:
    for text in ("{#a" * 100_000, "{" * 300_000, "\n" * 300_000, "id=" * 100_000, "# " + ":" * 300_000, "# {" * 50_000):
        anchors(parse("draft.md", text, Config()), "github")
