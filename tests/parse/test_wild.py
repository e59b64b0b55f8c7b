"""Snippets of the kind that real sites hold: which links they have, where exactly, what of them is unknown, and what is said."""

from __future__ import annotations

import pytest

from linklint import lint_text
from linklint.config import Finder
from linklint.model import Config, Link
from linklint.parse import parse
from tests.conftest import Project
from tests.parse.cuts import cut, cuts, draft

FREE = None
"""Rules may say what they like."""


SNIPPETS = [
    pytest.param(
        "md", "kramdown",
        "[Open an account](/go/moonbank/){: .btn .btn--large .btn--success rel='sponsored nofollow noopener' }",
        [("[Open an account](/go/moonbank/)", "/go/moonbank/", "Open an account")], "", [],
        id="1 a button of kramdown's, to a cloaked affiliate",
    ),
    pytest.param(
        "md", "kramdown",
        '<a href="{{ book.url }}" {% if book.rel %}rel="{{ book.rel }}"{% endif %}>{{ book.title }}</a>',
        [('<a href="{{ book.url }}" {% if book.rel %}rel="{{ book.rel }}"{% endif %}>{{ book.title }}</a>', "{{ book.url }}", "")],
        "target rel", [],
        id="2 an attribute that a condition writes",
    ),
    pytest.param(
        "md", "kramdown",
        "---\nrow:\n  - excerpt: \"[Moonbank](/go/moonbank/){: rel='sponsored nofollow' } pays, with [my code](/go/moonbank/).\"\n---\n",
        [], "", [],
        id="3 Markdown in a header",
    ),
    pytest.param(
        "md", "auto",
        "The sheet is [https://www.dropbox.com/s/k1m…/Tax.xlsx](https://l.facebook.com/l.php?u=https%3A%2F%2Fwww.dropbox.com%2Fs%2Fk1myz&h=AT0x).",
        [("[https://www.dropbox.com/s/k1m…/Tax.xlsx](https://l.facebook.com/l.php?u=https%3A%2F%2Fwww.dropbox.com%2Fs%2Fk1myz&h=AT0x)", "https://l.facebook.com/l.php?u=https%3A%2F%2Fwww.dropbox.com%2Fs%2Fk1myz&h=AT0x", "https://www.dropbox.com/s/k1m…/Tax.xlsx")],
        "", ["wrapped-url"],
        id="4 a clipped address as text, a wrapper around it as destination",
    ),
    pytest.param(
        "md", "kramdown",
        "She writes at [www.acmelindqist.com](https://www.acmelindqvist.com).",
        [("[www.acmelindqist.com](https://www.acmelindqvist.com)", "https://www.acmelindqvist.com", "www.acmelindqist.com")],
        "", ["anchor-url-mismatch"],
        id="5 a letter is lost in the text",
    ),
    pytest.param(
        "md", "kramdown",
        "> Read [the poll](https://news.example/poll?fbclid=IwAR0abc).",
        [("[the poll](https://news.example/poll?fbclid=IwAR0abc)", "https://news.example/poll?fbclid=IwAR0abc", "the poll")],
        "", FREE,
        id="6 a click id in a quote",
    ),
    pytest.param(
        "md", "kramdown",
        "[https://amzn.to/3xYzAbC](https://amzn.to/3xYzAbC)\n\n<https://amzn.to/3dEfGhI>",
        [("[https://amzn.to/3xYzAbC](https://amzn.to/3xYzAbC)", "https://amzn.to/3xYzAbC", "https://amzn.to/3xYzAbC"), ("<https://amzn.to/3dEfGhI>", "https://amzn.to/3dEfGhI", "https://amzn.to/3dEfGhI")],
        "", ["missing-sponsored"],
        id="7 addresses of a shop as their own text",
    ),
    pytest.param(
        "md", "mkdocs",
        '!!! note\n\n    [![Give]](https://give.example/){ rel=nofollow target=_blank title="Give" }\n\n[Give]: give.svg',
        [("[![Give]](https://give.example/)", "https://give.example/", "Give")], "", [],
        id="8 an image link with a list in an indented admonition",
    ),
    pytest.param(
        "md", "mkdocs",
        '[:icon-fediverse: @ada](https://social.example/@ada "@ada@social.example"){ .md-button rel=me }',
        [('[:icon-fediverse: @ada](https://social.example/@ada "@ada@social.example")', "https://social.example/@ada", ":icon-fediverse: @ada")],
        "", [],
        id="9 a list behind a title with at signs",
    ),
    pytest.param(
        "md", "kramdown",
        '<aside markdown="1">\n<p markdown="1">\nAsk [the list](https://list.example/) first.\n</p>\n\nRead [the guide](/guide/).\n</aside>',
        [("[the list](https://list.example/)", "https://list.example/", "the list"), ("[the guide](/guide/)", "/guide/", "the guide")],
        "", [],
        id="11 Markdown in an element in an element",
    ),
    pytest.param(
        "md", "hugo",
        "-   **[**Queue length** and **spillover**](#queue)**",
        [("[**Queue length** and **spillover**](#queue)", "#queue", "Queue length and spillover")], "", ["broken-fragment"],
        id="12 bold in bold",
    ),
    pytest.param(
        "md", "hugo",
        '<table>\n<tr><th><a href="http://localhost:1313/blog/metrics/">Metric type</a></th></tr>\n</table>',
        [('<a href="http://localhost:1313/blog/metrics/">Metric type</a>', "http://localhost:1313/blog/metrics/", "Metric type")],
        "", ["localhost-link"],
        id="13 a preview's address in a cell of an HTML table",
    ),
    pytest.param(
        "md", "hugo",
        "{{< note >}}[Write to us](<mailto:desk@agency.example?subject=Learn more about X>) today.{{< /note >}}",
        [("[Write to us](<mailto:desk@agency.example?subject=Learn more about X>)", "mailto:desk@agency.example?subject=Learn more about X", "Write to us")],
        "", [],
        id="15 a destination with blanks between shortcodes",
    ),
    pytest.param(
        "md", "hugo",
        '<a href="{{< ref "plan.md" >}}" rel="attachment wp-att-103422">the plan</a>',
        [('<a href="{{< ref "plan.md" >}}" rel="attachment wp-att-103422">the plan</a>', '{{< ref "plan.md" >}}', "the plan")],
        "target", [],
        id="16 quotes in quotes, and a rel of another program",
    ),
    pytest.param(
        "md", "hugo",
        "Mail [the team](http://desk@agency.example.com) now.",
        [("[the team](http://desk@agency.example.com)", "http://desk@agency.example.com", "the team")],
        "", ["mail-without-mailto"],
        id="17 a mail address behind http",
    ),
    pytest.param(
        "md", "hugo",
        "By [18X] (https://18x.example/).",
        [("https://18x.example/", "https://18x.example/", "https://18x.example/")], "", FREE,
        id="18 a blank between text and destination",
    ),
    pytest.param(
        "md", "hugo",
        "In [the report](http://http://www.agency.example/report.pdf).",
        [("[the report](http://http://www.agency.example/report.pdf)", "http://http://www.agency.example/report.pdf", "the report")],
        "", ["url-scheme-typo"],
        id="19 a scheme twice",
    ),
    pytest.param(
        "md", "hugo",
        "Write to [desk@agency.example](about:blank).",
        [("[desk@agency.example](about:blank)", "about:blank", "desk@agency.example")], "", ["placeholder-link"],
        id="20 a mail address that leads to nothing",
    ),
    pytest.param(
        "md", "auto",
        "In [the form](https://urldefense.com/v3/__https://nam02.safelinks.protection.outlook.com/?url=https%3A%2F%2Furldefense.com%2Fv3%2F__https%3A%2F%2Fstate.example%2Fform__%3B!!a&data=05__;!!b!c$).",
        [("[the form](https://urldefense.com/v3/__https://nam02.safelinks.protection.outlook.com/?url=https%3A%2F%2Furldefense.com%2Fv3%2F__https%3A%2F%2Fstate.example%2Fform__%3B!!a&data=05__;!!b!c$)", "https://urldefense.com/v3/__https://nam02.safelinks.protection.outlook.com/?url=https%3A%2F%2Furldefense.com%2Fv3%2F__https%3A%2F%2Fstate.example%2Fform__%3B!!a&data=05__;!!b!c$", "the form")],
        "", ["wrapped-url"],
        id="21 a wrapper around a wrapper around a wrapper",
    ),
    pytest.param(
        "md", "auto",
        "See:**[\\*\\* \\*\\*](http://research.example/)Research**",
        [("[\\*\\* \\*\\*](http://research.example/)", "http://research.example/", "** **")], "", FREE,
        id="22 escaped bold of nothing as text",
    ),
    pytest.param(
        "md", "auto",
        "[https://grants.example/apply-(NOL)]()\n\n**• **[**Fund:**]() text",
        [("[https://grants.example/apply-(NOL)]()", "", "https://grants.example/apply-(NOL)"), ("[**Fund:**]()", "", "Fund:")],
        "", ["link-empty-url"],
        id="23 a URL in the text and none as destination",
    ),
    pytest.param(
        "md", "hugo",
        "- [The talk](\nhttps://talks.example/one)\n- [Acme.org](acme.org)",
        [("[The talk](\nhttps://talks.example/one)", "https://talks.example/one", "The talk"), ("[Acme.org](acme.org)", "acme.org", "Acme.org")],
        "", ["missing-scheme"],
        id="24 a destination on the next line, and one without scheme",
    ),
    pytest.param(
        "md", "hugo",
        "---\ntitle: A\r\n---\nOne [a](/b)\r\ntwo [c](/d)\n\nthree [e](/f)\r\n",
        [("[a](/b)", "/b", "a"), ("[c](/d)", "/d", "c"), ("[e](/f)", "/f", "e")], "", [],
        id="25 two kinds of line ends",
    ),
    pytest.param(
        "md", "auto",
        "Read [the list][4].\n\n[4]: https://code.example/issues?a=1&amp;amp;amp;amp;b=2",
        [("[the list][4]", "https://code.example/issues?a=1&amp;amp;amp;amp;b=2", "the list")], "", [],
        id="26 a definition that was escaped again and again",
    ),
    pytest.param(
        "md", "auto",
        '<a href="[https://social.example/ada][12]_" rel="noopener" style="color: red">Ada</a>',
        [('<a href="[https://social.example/ada][12]_" rel="noopener" style="color: red">Ada</a>', "[https://social.example/ada][12]_", "Ada")],
        "", FREE,
        id="27 a reference in an attribute",
    ),
    pytest.param(
        "md", "auto", "Read [Plain Code][8] today.", [], "", FREE,
        id="28 a reference that nothing defines",
    ),
    pytest.param(
        "md", "auto",
        "See [the image](https//hub.example/images)（see http://127.0.0.1:8000/x）。",
        [("[the image](https//hub.example/images)", "https//hub.example/images", "the image"), ("http://127.0.0.1:8000/x）。", "http://127.0.0.1:8000/x）。", "http://127.0.0.1:8000/x）。")],
        "", ["url-scheme-typo"],
        id="29 a scheme without colon, and a bare URL before a wide bracket",
    ),
    pytest.param(
        "md", "auto",
        "Type `<a href=“malicious link”>`:\n\n    <a href=“malicious link”>\n\n```html\n<a href=“malicious link”>a</a>\n```",
        [], "", [],
        id="30 a tag in code",
    ),
    pytest.param(
        "mdx", "auto",
        '<a href="//af.network.example/click?a_id=1&p_id=2" rel="nofollow"><img src="//image.network.example/3.jpg" alt="Rice cooker" /></a><img src="//i.network.example/imp?a_id=1" width="1" height="1" />',
        [('<a href="//af.network.example/click?a_id=1&p_id=2" rel="nofollow"><img src="//image.network.example/3.jpg" alt="Rice cooker" /></a>', "//af.network.example/click?a_id=1&p_id=2", "Rice cooker")],
        "", [],
        id="31 a banner and its counter in MDX",
    ),
    pytest.param(
        "html", "auto",
        '<p><a href="https://cvs.kh onos.example/svn/tests.html">the tests</a></p>',
        [('<a href="https://cvs.kh onos.example/svn/tests.html">the tests</a>', "https://cvs.kh onos.example/svn/tests.html", "the tests")],
        "", FREE,
        id="32 a blank in a host",
    ),
    pytest.param(
        "html", "auto",
        '<a href="/guides/">\n  <div class="card">\n    <div>{% trans %}Guides{% endtrans %}</div>\n  </div>\n</a>',
        [('<a href="/guides/">\n  <div class="card">\n    <div>{% trans %}Guides{% endtrans %}</div>\n  </div>\n</a>', "/guides/", "Guides")],
        "", [],
        id="33 a link around blocks",
    ),
    pytest.param(
        "html", "auto",
        '<p>Taken from <a href="https://acmediveinto.org/video">acmedivinto.org</a>.</p>',
        [('<a href="https://acmediveinto.org/video">acmedivinto.org</a>', "https://acmediveinto.org/video", "acmedivinto.org")],
        "", ["anchor-url-mismatch"],
        id="34 a host as text, a letter short",
    ),
    pytest.param(
        "html", "auto",
        '<p><a href="[AFFILIATE_LINK_BETTER]" rel="nofollow sponsored" class="cta">Open an account</a></p>',
        [('<a href="[AFFILIATE_LINK_BETTER]" rel="nofollow sponsored" class="cta">Open an account</a>', "[AFFILIATE_LINK_BETTER]", "Open an account")],
        "", ["placeholder-link"],
        id="35 a link that was to be filled in",
    ),
    pytest.param(
        "md", "docusaurus",
        "Use [`a[` and `]b`, not `[]`](https:/docs.example/app).",
        [("[`a[` and `]b`, not `[]`](https:/docs.example/app)", "https:/docs.example/app", "a[ and ]b, not []")],
        "", ["url-scheme-typo"],
        id="36 brackets in code in a link's text, and a slash short",
    ),
    pytest.param(
        "md", "docusaurus",
        "It wraps [ANGLE](<https://wiki.example/ANGLE_(software)>).",
        [("[ANGLE](<https://wiki.example/ANGLE_(software)>)", "https://wiki.example/ANGLE_(software)", "ANGLE")], "", [],
        id="37 parentheses between angle brackets",
    ),
    pytest.param(
        "md", "eleventy", '# Server {% indieavatar "https://server.example/" %}', [], "", [],
        id="38 a portrait in a heading",
    ),
    pytest.param(
        "md", "eleventy",
        'Thanks to {% indieweblink "CloudPress", "https://cloudpress.example/?utm_source=x&utm_medium=y" %}!',
        [("https://cloudpress.example/?utm_source=x&utm_medium=y", "https://cloudpress.example/?utm_source=x&utm_medium=y", "")],
        "rel", [],
        id="39 a link that a tag writes",
    ),
    pytest.param(
        "md", "eleventy",
        "See [`prop`](<#props-(properties)>).",
        [("[`prop`](<#props-(properties)>)", "#props-(properties)", "prop")], "", [],
        id="40 a fragment with parentheses",
    ),
    pytest.param(
        "md", "hugo",
        "Read the [source code].\n\n[source code]: <{{% eturl photogram %}}>",
        [("[source code]", "{{% eturl photogram %}}", "source code")], "target", [],
        id="41 a definition that a shortcode writes",
    ),
    pytest.param(
        "md", "hugo",
        '```go-html-template\n<a href="{{ .URL }}"{{ with .Params.rel }} rel="{{ . }}"{{ end }}>{{ .Name }}</a>\n```\n\nOr `{{ with .Params.rel }}rel="{{ . }}"{{ end }}`.',
        [], "", [],
        id="42 a template in code",
    ),
    pytest.param(
        "md", "kramdown",
        '<figure>\n<figcaption>As <a\nhref="https://speed.example/ttfb/">measured</a>.</figcaption>\n</figure>',
        [('<a\nhref="https://speed.example/ttfb/">measured</a>', "https://speed.example/ttfb/", "measured")], "", [],
        id="43 a tag over two lines",
    ),
    pytest.param(
        "md", "kramdown",
        '<figure>\n<img src="a.png" alt="A">\n<figcaption markdown="1">From [my notes](https://notes.example/).</figcaption>\n</figure>',
        [("[my notes](https://notes.example/)", "https://notes.example/", "my notes")], "", [],
        id="44 a caption of Markdown in a figure of HTML",
    ),
    pytest.param(
        "md", "kramdown",
        "At [http://ʎɹɹɐɥ.example](http://ʎɹɹɐɥ.example).",
        [("[http://ʎɹɹɐɥ.example](http://ʎɹɹɐɥ.example)", "http://ʎɹɹɐɥ.example", "http://ʎɹɹɐɥ.example")], "", FREE,
        id="45 a host of letters that are turned around",
    ),
    pytest.param(
        "html", "kramdown",
        "<li><a href=https://social.example/ada>Ada</a></li>",
        [("<a href=https://social.example/ada>Ada</a>", "https://social.example/ada", "Ada")], "", [],
        id="46 an attribute without quotes",
    ),
    pytest.param(
        "md", "kramdown",
        "- [Agreement](https://city.example/OPD/2018-12-12 Agreement of the Staff.pdf)",
        [("https://city.example/OPD/2018-12-12", "https://city.example/OPD/2018-12-12", "https://city.example/OPD/2018-12-12")], "", FREE,
        id="47 blanks in a destination",
    ),
    pytest.param(
        "md", "kramdown",
        "From [the form](https://ada:secret@forms.example/@ada/form@1.0.0).",
        [("[the form](https://ada:secret@forms.example/@ada/form@1.0.0)", "https://ada:secret@forms.example/@ada/form@1.0.0", "the form")],
        "", FREE,
        id="48 a password in a URL, and at signs in its path",
    ),
    pytest.param(
        "md", "kramdown",
        '- <!-- 2019 --> said ["Antidote"](https://law.example/antidote)',
        [('["Antidote"](https://law.example/antidote)', "https://law.example/antidote", '"Antidote"')], "", [],
        id="49 a comment that opens an item",
    ),
    pytest.param(
        "md", "hugo",
        "On [our list](https:///courses.example/list).",
        [("[our list](https:///courses.example/list)", "https:///courses.example/list", "our list")], "", ["url-scheme-typo"],
        id="50 a slash too many",
    ),
    pytest.param(
        "html", "hugo",
        "<p>By <a href>Ada Example<a/>, an instructor.</p>",
        [("<a href>Ada Example", "href", "Ada Example")], "", ["link-empty-url"],
        id="51 a tag that is not closed, and has no value",
    ),
    pytest.param(
        "md", "hugo",
        "Ask [Ada](Ada.E@uni.example.edu).",
        [("[Ada](Ada.E@uni.example.edu)", "Ada.E@uni.example.edu", "Ada")], "", ["mail-without-mailto"],
        id="52 a mail address as destination",
    ),
    pytest.param(
        "md", "hugo",
        "Write to [the team](mailto:{{< param team_email >}}).",
        [("[the team](mailto:{{< param team_email >}})", "mailto:{{< param team_email >}}", "the team")], "target", [],
        id="53 a mail address that a template writes",
    ),
    pytest.param(
        "md", "hugo",
        "At [the school]( http://school.example/program/).",
        [("[the school]( http://school.example/program/)", "http://school.example/program/", "the school")], "", FREE,
        id="54 a blank before the destination",
    ),
    pytest.param(
        "md", "hugo",
        '{{< cta-button url="https://www.amazon.com/dp/B0EXAMPLE?tag=tips-20" text="Check the price" >}}',
        [("https://www.amazon.com/dp/B0EXAMPLE?tag=tips-20", "https://www.amazon.com/dp/B0EXAMPLE?tag=tips-20", "")], "rel", [],
        id="55 a paid link that the theme marks",
    ),
]  # fmt: skip


def unknown(links: tuple[Link, ...]) -> set[str]:
    found = {"target" for link in links if link.target is None}
    return found | {"rel" for link in links if link.rel is None}


@pytest.mark.parametrize(("ending", "dialect", "text", "links", "unknowns", "rules"), SNIPPETS)
def test_snippets(
    ending: str, dialect: str, text: str, links: list[tuple[str, str, str]], unknowns: str, rules: list[str] | None
) -> None:
    assert cuts(text, ending, dialect) == links
    assert unknown(draft(text, ending, dialect).links) == set(unknowns.split())
    if rules is not FREE:
        assert [each.rule for each in lint_text(text, f"draft.{ending}", Config(dialect=dialect))] == rules


def test_3_a_team_that_asks_for_it_sees_the_links_of_headers() -> None:
    text = "---\nrow:\n  - excerpt: \"[Moonbank](/go/moonbank/){: rel='sponsored nofollow' } pays, with [my code](/go/moonbank/).\"\n---\n"
    config = Config(dialect="kramdown", front_matter_links=True)
    links = parse("draft.md", text, config).links
    assert [(cut(text, link.span), cut(text, link.url_span), link.rel) for link in links] == [
        ("[Moonbank](/go/moonbank/)", "/go/moonbank/", ("sponsored", "nofollow")),
        ("[my code](/go/moonbank/)", "/go/moonbank/", ()),
    ]
    assert lint_text(text, config=config) == ()


def test_10_settings_that_no_reader_of_yaml_takes_are_not_read(project: Project) -> None:
    project.write("docs/a.md", "Read [the handbook](/handbook/){ rel=nofollow }.\n")
    settings = "site_url: !ENV [SITE, 'https://a.example']\nemoji: !!python/name:material.extensions.emoji.twemoji\n"
    project.write("mkdocs.yml", settings)
    assert Finder().config_for("docs/a.md").dialect == "mkdocs"
    assert "nofollow on the own page /handbook/" in project.check().out


def test_14_a_byte_order_mark_is_no_part_of_the_draft(project: Project) -> None:
    project.write("a.md", b"\xef\xbb\xbf---\ntitle: A\n---\nSee [click here](https://a.example/)\n")
    assert project.check().out.startswith("a.md:4:5: warning: ")
