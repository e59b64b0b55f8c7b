"""URLs in the arguments of template tags: which of them are links, where they stand, and what is unknown of them."""

from __future__ import annotations

import time

import pytest

from linklint import lint_text
from tests.parse.cuts import cut, draft, only

LINKS = [
    pytest.param('{{< button url="https://a.example/b" >}}', ["https://a.example/b"], id="a named argument of Hugo's"),
    pytest.param("{{% card 'https://a.example/b' /%}}", ["https://a.example/b"], id="one without a name, in single quotes"),
    pytest.param('{{< figure src="https://i.example/c.jpg" link="https://a.example/b" >}}', ["https://a.example/b"], id="a picture with a link"),
    pytest.param('{{< compare\n    left="https://a.example/b"\n    right="//c.example/d" >}}', ["https://a.example/b", "//c.example/d"], id="several lines, and a URL without scheme"),
    pytest.param('{% include card.html url="https://a.example/b" %}', ["https://a.example/b"], id="an include of Jekyll's"),
    pytest.param('{%- render "card", url: "https://a.example/b" -%}', ["https://a.example/b"], id="a colon behind the name"),
    pytest.param('{% site "A name", "https://a.example/b" %}', ["https://a.example/b"], id="a tag of Eleventy's"),
    pytest.param('{{ button("https://a.example/b", "More") }}', ["https://a.example/b"], id="a call"),
    pytest.param('<%= link_to "More", "https://a.example/b" %>', ["https://a.example/b"], id="ERB"),
    pytest.param('> - a {{< b "https://a.example/b" >}}\n', ["https://a.example/b"], id="in an item of a quote"),
    pytest.param('| a |\n|-|\n| {{< b "https://a.example/b" >}} |', ["https://a.example/b"], id="in a table"),
    pytest.param('# A {% b "https://a.example/b" %}', ["https://a.example/b"], id="in a heading"),
    pytest.param('<p>{% b "https://a.example/b" %}</p>', ["https://a.example/b"], id="in HTML"),
    pytest.param('{{< b url="https:///a.example/b" >}}', ["https:///a.example/b"], id="a slip in the scheme"),
    pytest.param('{{< b >}}{{< c "https://a.example/b" >}}{{< /b >}}', ["https://a.example/b"], id="a tag in a tag"),
    pytest.param("{{< b url=https://a.example/b >}}", [], id="no quotes"),
    pytest.param('{{< b url="/c/" text="see https://a.example/b" >}}', [], id="paths, and URLs among words"),
    pytest.param('{{< img src="https://i.example/c.jpg" >}}', [], id="what is shown"),
    pytest.param('{% avatar "https://a.example/" %}', [], id="what is shown, by the name of the tag"),
    pytest.param('{{ "https://a.example/b" | relURL }}', [], id="an expression that is changed"),
    pytest.param('{{ card("https://a.example/b") | upper }}', [], id="a call that is changed"),
    pytest.param('{{ relURL "https://a.example/b" }}', [], id="a function of Hugo's"),
    pytest.param('{% b "https://a.example/" + c %} {% b "https://a.example/" ~ c %}', [], id="the beginning of a URL"),
    pytest.param('{% b c ~ "//a.example/" %}', [], id="the end of one"),
    pytest.param('{% assign a = "https://a.example/b" %}{% if a == "https://a.example/c" %}{% endif %}', [], id="logic"),
    pytest.param('{{< b url="https://a.example/{{ c }}" >}}', [], id="a URL that a template writes in part"),
    pytest.param('{{</* b url="https://a.example/b" */>}}', [], id="an example in Hugo's manner"),
    pytest.param('{% raw %}{% b "https://a.example/b" %}{% endraw %}', [], id="an example in Liquid's manner"),
    pytest.param('{% comment %}{% b "https://a.example/b" %}{% endcomment %}', [], id="a comment of Liquid's"),
    pytest.param('<!-- {% b "https://a.example/b" %} -->', [], id="a comment that is a block"),
    pytest.param('a <!-- {% b "https://a.example/b" %} --> c', [], id="a comment among words"),
    pytest.param('`{% b "https://a.example/b" %}`', [], id="code"),
    pytest.param('```\n{% b "https://a.example/b" %}\n```', [], id="a fence"),
    pytest.param('    {% b "https://a.example/b" %}', [], id="indented code"),
    pytest.param('---\na: {% b "https://a.example/b" %}\n---\n', [], id="the header"),
    pytest.param('<img src="{% b "https://a.example/b" %}">', [], id="an attribute"),
    pytest.param('a <img src="{% b "https://a.example/b" %}"> c', [], id="an attribute among words"),
    pytest.param('{% raw %} {% b "https://a.example/b" %}', ["https://a.example/b"], id="raw text that never ends"),
    pytest.param("[" * 2001 + '{% b "https://a.example/b" %}', [], id="a block that is not read"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "urls"), LINKS)
def test_which_arguments_are_links(text: str, urls: list[str]) -> None:
    found = draft(text).links
    assert [cut(text, link.url_span) for link in found] == urls
    assert {(link.syntax, link.text, link.rel) for link in found} <= {("shortcode", "", None)}


@pytest.mark.parametrize(
    "text",
    [
        pytest.param('<a href="{{ "https://a.example/b" | relURL }}">c</a>', id="an expression as an attribute"),
        pytest.param('<div>\n<a href="{% b "https://a.example/b" %}">c</a></div>', id="a tag as an attribute"),
        pytest.param('[c]({% b "https://a.example/b" %})', id="a destination"),
        pytest.param('[{% b "https://a.example/b" %}](/c)', id="a link's text"),
    ],
)
def test_a_tag_in_a_link_makes_no_second_link(text: str) -> None:
    assert only(text).syntax != "shortcode"


def test_a_tag_that_never_closes_is_text() -> None:
    assert only('{% b "https://a.example/b"').syntax == "bare"


def test_links_come_in_order() -> None:
    text = '[a](/b) {{< c "https://d.example/" >}} [e](/f)'
    assert [link.url for link in draft(text).links] == ["/b", "https://d.example/", "/f"]


def test_the_block_is_the_one_around_the_tag() -> None:
    text = 'a\n\nb {{< c "https://d.example/" >}}\n\n{{< c "https://e.example/" >}}'
    among, alone = draft(text).links
    assert (cut(text, among.block), among.stands_alone) == ('b {{< c "https://d.example/" >}}', False)
    assert (cut(text, alone.block), alone.stands_alone) == ('{{< c "https://e.example/" >}}', True)


@pytest.mark.parametrize("dialect", ["gfm", "commonmark", "mdx", "docusaurus"])
def test_dialects_without_templates_have_none(dialect: str) -> None:
    found = draft('{% b "https://a.example/b" %}', dialect=dialect).links
    assert "shortcode" not in [link.syntax for link in found]


@pytest.mark.parametrize(
    ("url", "rules"),
    [
        pytest.param("https://www.amazon.com/dp/B0EXAMPLE?tag=tips-20", [], id="whether it is marked as paid is unknown"),
        pytest.param("https://a.example/b", [], id="its text is unknown"),
        pytest.param("http://localhost:4000/b", ["localhost-link"], id="the writer's machine"),
        pytest.param("https:///a.example/b", ["url-scheme-typo"], id="a slip in the scheme"),
        pytest.param("https://a.example/TODO", ["placeholder-link"], id="a placeholder"),
        pytest.param("https://l.facebook.com/l.php?u=https%3A%2F%2Fa.example%2F", ["wrapped-url"], id="a wrapper"),
    ],
)  # fmt: skip
def test_only_rules_about_the_url_speak(url: str, rules: list[str]) -> None:
    text = f'We like it.\n\n{{{{< button url="{url}" >}}}}\n'
    found = lint_text(text)
    assert [each.rule for each in found] == rules
    assert {cut(text, each.place.span) for each in found} <= {url}


@pytest.mark.parametrize(
    "piece", ['{% b "https://a.example/" %}', '{% raw %}{% b "//c', '{{ a("//b', '{% b "//c" c-c-', '"//a']
)
def test_hundred_kilobytes_are_read_in_time(piece: str) -> None:
    start = time.process_time()
    draft((piece * 100_000)[:100_000] + "%}")
    assert time.process_time() - start < 5
