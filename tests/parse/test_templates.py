"""Template tags are hidden at equal length: links around them are found, and what they write is unknown."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linklint.parse import templates
from tests.parse.cuts import cuts, draft, only

LINKS = [
    pytest.param("[a]({{ x.url }})", [("[a]({{ x.url }})", "{{ x.url }}", "a")], id="Liquid and Jinja"),
    pytest.param(
        '[a]({{< ref "x.md" >}})',
        [('[a]({{< ref "x.md" >}})', '{{< ref "x.md" >}}', "a")],
        id="a Hugo shortcode with quotes",
    ),
    pytest.param(
        "[a](/b/{% link x.md %}#c)",
        [("[a](/b/{% link x.md %}#c)", "/b/{% link x.md %}#c", "a")],
        id="a tag in the middle",
    ),
    pytest.param(
        "[a](mailto:{{< param mail >}})",
        [("[a](mailto:{{< param mail >}})", "mailto:{{< param mail >}}", "a")],
        id="an address from a template",
    ),
    pytest.param(
        "[a](<%= u %>) [b](<?= u ?>)",
        [("[a](<%= u %>)", "<%= u %>", "a"), ("[b](<?= u ?>)", "<?= u ?>", "b")],
        id="ERB and PHP",
    ),
    pytest.param("[a]({{ x }}/b c)", [], id="a blank outside of the tag"),
    pytest.param('{% y "[b](c)" %}', [], id="a link in a tag's arguments"),
    pytest.param(
        "{{< note >}}[a](<mailto:b@c.example?subject=d e>){{< /note >}}",
        [("[a](<mailto:b@c.example?subject=d e>)", "mailto:b@c.example?subject=d e", "a")],
        id="a link between shortcodes",
    ),
    pytest.param('# a {% avatar "https://b.example/" %}', [], id="a URL in a heading's tag"),
    pytest.param('`{{ with .Params.rel }}rel="{{ . }}"{{ end }}`', [], id="templates in code"),
    pytest.param(
        '<a href="{{< ref "x.md" >}}" rel="attachment wp-att-1">a</a>',
        [('<a href="{{< ref "x.md" >}}" rel="attachment wp-att-1">a</a>', '{{< ref "x.md" >}}', "a")],
        id="quotes within quotes",
    ),
    pytest.param("{{ [a](b)", [("[a](b)", "b", "a")], id="a tag that never closes"),
    pytest.param("{{" + " " * 5000 + "}} [a](b)", [("[a](b)", "b", "a")], id="a tag too long to be one"),
    pytest.param(
        "{% comment %}\n[a](b)\n\n{%- endcomment -%}\n\n[c](d)", [("[c](d)", "d", "c")], id="a comment of Liquid's"
    ),
    pytest.param("{% comment %}\n\n[a](b)", [("[a](b)", "b", "a")], id="a comment that never ends"),
    pytest.param("{% raw %}\n[a](b)\n{% endraw %}", [("[a](b)", "b", "a")], id="raw text"),
    pytest.param("[{{ x }} b](c)", [("[{{ x }} b](c)", "c", "b")], id="a text that a template writes in part"),
]


@pytest.mark.parametrize(("text", "expected"), LINKS)
def test_links_around_templates(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert cuts(text) == expected


def test_what_a_template_writes_is_unknown() -> None:
    link = only('<a href="{{ book.url }}" {% if book.rel %}rel="{{ book.rel }}"{% endif %}>{{ book.name }}</a>')
    assert (link.url, link.target, link.rel, link.internal, link.text) == ("{{ book.url }}", None, None, None, "")
    assert link.has_markup


def test_an_attribute_that_a_template_writes_shows_as_written() -> None:
    link = only('<a href="u" rel="{{ post.rel }}">b</a>')
    assert (link.rel, link.attributes["rel"].value) == (None, "{{ post.rel }}")


def test_an_alt_text_that_a_template_writes_is_unknown() -> None:
    assert [image.alt for image in only("[![{{ x }}](i)](u)").images] == [None]


@given(st.text(alphabet="{}<>%?= ab\r\n#-`p", max_size=60))
def test_masks_keep_the_length_and_the_line_ends(text: str) -> None:
    masked = templates.mask_tags(text)
    assert len(masked) == len(text)
    assert [at for at, mark in enumerate(masked) if mark in "\r\n"] == [
        at for at, mark in enumerate(text) if mark in "\r\n"
    ]
    assert all(there in (here, templates.MASK) for here, there in zip(text, masked, strict=True))


@pytest.mark.parametrize("value", ['"1"', "'block'", "span", '"1" class="x"'])
def test_the_markdown_attribute(value: str) -> None:
    text = f"<div markdown={value}>\n[a](b)\n</div>"
    assert [link.url for link in draft(text).links] == ["b"]


MARKDOWN_TAGS = [
    pytest.param("<my-box markdown=1>a</my-box ></my></box>", "«a«</my></box>", id="a name with a hyphen"),
    pytest.param("<p markdown=1><i>a</i></p>", "«<i>a</i>«", id="tags without the attribute"),
    pytest.param("<a markdown=1>b</a>", "«b</a>", id="the closing tags of links"),
    pytest.param("</p><p class=markdown=1></p>", "</p><p class=markdown=1></p>", id="a value that looks like it"),
]


@pytest.mark.parametrize(("text", "shown"), MARKDOWN_TAGS)
def test_tags_around_markdown_are_hidden_at_equal_length(text: str, shown: str) -> None:
    masked = templates.mask_markdown_attribute(text)
    assert len(masked) == len(text)
    assert re.sub("[\ue000-\uf8ff]+", "«", masked) == shown
