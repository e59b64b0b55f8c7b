"""Edge cases of the kinds of check, one table each: what must be reported, cut out of the draft, and what must not."""

from __future__ import annotations

import time

import pytest

from linklint import lint, lint_text, rulebook
from linklint.facts import gather
from linklint.model import Config, Diagnostic, Facts
from linklint.parse import parse
from linklint.record import replace

FILES = {file.id: file for file in rulebook.rule_files()}


def reported(rule: str, text: str, path: str = "draft.md", config: Config | None = None) -> list[str]:
    found = diagnostics(rule, text, path, config)
    places = sorted({place.span for each in found for place in (each.place, *each.also)}, key=lambda span: span.start)
    return [text[span.start : span.end] for span in places]


def diagnostics(rule: str, text: str, path: str = "draft.md", config: Config | None = None) -> tuple[Diagnostic, ...]:
    config = config or Config()
    built = rulebook.build(FILES[rule], {})
    draft = parse(path, text, config)
    return lint.examine(draft, [built], gather(draft, built.needs, config))


@pytest.mark.parametrize(
    ("url", "is_slip"),
    [
        ("hhttps://a.example/x", True),
        ("ttps://a.example/x", True),
        ("htps://a.example/x", True),
        ("https:/a.example/x", True),
        ("https:///a.example/x", True),
        ("https//a.example/x", True),
        ("http://http://a.example/x", True),
        ("http://https://a.example/x", True),
        ("https://a.example/x", False),
        ("HTTPS://a.example/x", False),
        ("https://http.cat/404", False),
        ("https://web.archive.org/web/2020/http://a.example/", False),
        ("ftp://a.example/x", False),
        ("//a.example/x", False),
        ("docs//x", False),
        ("https:foo", False),
        ("tel:+491234", False),
    ],
)
def test_url_scheme_typo(url: str, is_slip: bool) -> None:
    assert reported("url-scheme-typo", f"[x]({url})\n") == ([url] if is_slip else [])


@pytest.mark.parametrize(
    ("url", "is_missing"),
    [
        ("www.acme.org", True),
        ("www.acme.co.uk/x?y#z", True),
        ("github.com/epage", True),
        ("pika.dev", True),
        ("acme.example", False),
        ("README.md", False),
        ("setup.py", False),
        ("archive.zip", False),
        ("main.rs#L10", False),
        ("v1.2/notes", False),
        ("1.2.3", False),
        ("co.uk", False),
        ("./github.com/x", False),
        ("/github.com/x", False),
        ("docs/github.com", False),
        ("index", False),
    ],
)
def test_missing_scheme(url: str, is_missing: bool) -> None:
    assert reported("missing-scheme", f"[x]({url})\n") == ([url] if is_missing else [])


@pytest.mark.parametrize(
    ("url", "is_address"),
    [
        ("ariel@press.example", True),
        ("mailto//ariel@press.example", True),
        ("http://ariel@press.example", True),
        ("ariel@press.example?subject=Proofs", True),
        ("mailto:ariel@press.example", False),
        ("https://social.example/@ariel", False),
        ("https://ariel@press.example/x", False),
        ("/@ariel", False),
        ("npm/@scope/package", False),
        ("logo@2x.png", False),
    ],
)
def test_mail_without_mailto(url: str, is_address: bool) -> None:
    assert reported("mail-without-mailto", f"[x]({url})\n") == ([url] if is_address else [])


@pytest.mark.parametrize(
    ("url", "is_placeholder"),
    [
        ("TODO", True),
        ("tbd", True),
        ("about:blank", True),
        ("#TODO", False),
        ("https://a.example/TODO", True),
        ("https://a.example/XXXXX/x", True),
        ("https://www.your-domain.com/x", True),
        ("[AFFILIATE_LINK]", True),
        ("https://a.example/todo/", False),
        ("https://a.example/macro.todo.html", False),
        ("https://a.example/tbd-signing", False),
        ("https://a.example/Super_Bowl_XXX", False),
        ("https://example.com/", False),
    ],
)
def test_placeholder_link(url: str, is_placeholder: bool) -> None:
    text = f'<a href="{url}">the source</a>'
    assert reported("placeholder-link", text, "a.html") == ([url] if is_placeholder else [])


@pytest.mark.parametrize(
    ("text", "url", "is_mismatch"),
    [
        pytest.param("https://bank.example.com", "https://bnak.example.net", True, id="another domain"),
        pytest.param("www.bank.org/login", "https://evil.io", True, id="www"),
        pytest.param("HTTPS://WWW.W3.ORG/TR", "https://www.w3.org/TR/", False, id="upper case"),
        pytest.param("https://w3.org", "https://www.w3.org/TR/", False, id="same domain"),
        pytest.param("portfolioperformance.info", "https://portfolio-performance.info/", True, id="one letter away"),
        pytest.param("numpy.org", "https://nampy.org/", False, id="a short name, one letter away"),
        pytest.param("Crates.io", "https://crates.io/", False, id="product name"),
        pytest.param("ASP.NET", "https://dotnet.microsoft.com/", False, id="product name of another host"),
        pytest.param("https://x.com/me", "https://twitter.com/me", False, id="same owner"),
        pytest.param("https://a.org/long/report", "https://bit.ly/3x", False, id="shortened: another rule speaks"),
        pytest.param(
            "http://www.lost.org", "https://web.archive.org/web/2020/http://www.lost.org/", False, id="archived copy"
        ),
        pytest.param("https://github.com/x", "/x", False, id="own page"),
        pytest.param("http://localhost:3000", "https://a.org/", False, id="no public name"),
        pytest.param("https://a.org…", "https://a.org/very/long", False, id="cut with an ellipsis"),
    ],
)
def test_anchor_url_mismatch(text: str, url: str, is_mismatch: bool) -> None:
    link = f"[{text}]({url})"
    assert reported("anchor-url-mismatch", f"See {link}.\n") == ([link] if is_mismatch else [])


@pytest.mark.parametrize(
    ("text", "is_generic"),
    [
        pytest.param("See [here](/x) for more.", True, id="here"),
        pytest.param("See [Here!](/x) for more.", True, id="capital and mark"),
        pytest.param("See [*click here*](/x) for more.", True, id="emphasis"),
        pytest.param("See [click here →](/x) for more.", True, id="arrow"),
        pytest.param("See [click\nhere](/x) for more.", True, id="over two lines"),
        pytest.param("See [here’s why](/x) for more.", False, id="more than the phrase"),
        pytest.param("Written in [Go](https://go.dev/).", False, id="a name"),
        pytest.param("See the [page](/x) and the [source](/y).", False, id="single words that say a little"),
        pytest.param("[Read more](/x)", False, id="all of its paragraph"),
        pytest.param("- [here](/x)", False, id="all of its item"),
        pytest.param("- [x] [here](/x)", False, id="all of its task"),
        pytest.param("| a |\n|---|\n| see [here](/x) |", False, id="in a table"),
        pytest.param('See [here](/x "Prices of 2024") for more.', False, id="a title that says more"),
        pytest.param("See [`here`](/x) for more.", True, id="code"),
        pytest.param("See [{{ x }} here](/x) for more.", False, id="a template brings words"),
    ],
)
def test_anchor_generic(text: str, is_generic: bool) -> None:
    assert bool(reported("anchor-generic", text + "\n")) is is_generic


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "de",
            "Die Zahlen finden Sie hier, und das ist nicht alles: sehen Sie [hier](/x) nach, was die Kammer für den Beruf schreibt.",
        ),
        (
            "fr",
            "Les chiffres sont dans le rapport, et vous pouvez les lire [ici](/x) avec une note sur la méthode qui est dans les pages.",
        ),
        (
            "es",
            "Los datos están en el informe y se pueden leer [aquí](/x) con una nota sobre el método que los autores usan para todo.",
        ),
        ("ja", "詳しい数字は[こちら](/x)にありますので、ぜひご覧ください。"),
        ("zh", "详细的数字可以在[这里](/x)看到，欢迎阅读。"),
        ("ar", "يمكنكم قراءة الأرقام [هنا](/x) مع ملاحظة عن الطريقة."),
        ("ru", "Подробные цифры можно прочитать [здесь](/x) вместе с описанием метода."),
    ],
)
def test_anchor_generic_speaks_the_language_of_the_draft(language: str, text: str) -> None:
    draft = parse("a.md", text, Config())
    assert draft.language == language
    assert len(reported("anchor-generic", text)) == 1


@pytest.mark.parametrize(
    ("rel", "reports"),
    [
        ("no-follow", ["no-follow"]),
        ("nofolow", ["nofolow"]),
        ("NOFOLLOW", []),
        ("sponsered nofollow", ["sponsered"]),
        ("nofollow,ugc", []),
        ("dofollow", ["dofollow"]),
        ("norefferer noopener", ["norefferer"]),
        ("attachment wp-att-123", []),
        ("me", []),
        ("up", []),
        ("lightbox", []),
        ("noopener external", []),
        ("{{ rel }}", []),
    ],
)
def test_rel_misspelled(rel: str, reports: list[str]) -> None:
    assert reported("rel-misspelled", f'<a rel="{rel}" href="https://a.example/">x</a>', "a.html") == reports


@pytest.mark.parametrize(
    ("html", "is_empty"),
    [
        pytest.param('<a href="/x"></a>', True, id="nothing"),
        pytest.param('<a href="/x"> &nbsp; </a>', True, id="blanks"),
        pytest.param('<a href="/x"><i class="icon"></i></a>', True, id="icon font without a name"),
        pytest.param('<a href="/x"><svg></svg></a>', False, id="svg"),
        pytest.param('<a href="/x" aria-label="Home"></a>', False, id="label"),
        pytest.param('<a href="/x" title="Home"></a>', False, id="title"),
        pytest.param('<a href="/x"><img src="a.png"></a>', False, id="image: another rule speaks"),
        pytest.param('<a href="/x"><!-- > --><b></b></a>', True, id="a comment and an empty tag"),
        pytest.param('<a href="/x"><img src="a.png" alt="Home"></a>', False, id="image with alt"),
        pytest.param('<a id="x"></a>', False, id="target without href"),
        pytest.param('<a href="/x">{{ text }}</a>', False, id="template"),
        pytest.param('<a href="/x"><my-icon></my-icon></a>', False, id="component"),
        pytest.param('<a href="#" role="button"><span></span></a>', False, id="widget"),
    ],
)
def test_anchor_empty(html: str, is_empty: bool) -> None:
    assert bool(reported("anchor-empty", f"<p>Word {html} word.</p>", "a.html")) is is_empty


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        pytest.param("[<span></span>](/x)", "anchor-empty", id="an empty tag"),
        pytest.param("[<!-- x -->](/x)", "anchor-empty", id="a comment"),
        pytest.param("[\u200b](/x)", "anchor-empty", id="nothing that is seen"),
        pytest.param("[<img src=a.png>](/x)", "image-link-without-alt", id="an image as a tag"),
        pytest.param("[<img src=a.png alt=Chart>](/x)", "", id="an image as a tag with alt"),
        pytest.param("[<svg></svg>](/x)", "", id="an icon"),
        pytest.param("[<Icon name=x />](/x)", "", id="a component"),
    ],
)
def test_empty_anchors_in_markdown(text: str, rule: str) -> None:
    found = {each for each in ("anchor-empty", "image-link-without-alt") if reported(each, f"Word {text} word.\n")}
    assert found == ({rule} if rule else set())


def test_an_image_of_any_length_is_no_text() -> None:
    link = f'<a href="/x"><img src="data:image/png;base64,{"iVBOR" * 2000}"></a>'
    assert reported("image-link-without-alt", f"<p>Word {link} word.</p>", "a.html") == [link]


def test_a_repair_that_may_drop_a_name_is_not_safe() -> None:
    (found,) = lint_text("[ci](https://git@github.com)\n")
    assert found.fix
    assert not found.fix.is_safe


def test_a_missing_fact_is_never_a_finding() -> None:
    for rule in ("url-shortener", "missing-sponsored", "unneeded-nofollow", "denied-source", "internal-nofollow"):
        text = '<a rel="{{ rel }}" href="{{ url }}">x</a> <a rel="nofollow" href="https://{{ host }}/">y</a>'
        assert reported(rule, text, "a.html") == []


def test_a_policy_of_the_theme_counts_as_rel_and_is_not_repeated_link_by_link() -> None:
    from linklint.model import RelPolicy

    policy = Config(rel_policy=RelPolicy(frozenset({"nofollow"})))
    text = "[a](https://www.bls.gov/x), [b](https://www.census.gov/y), [c](https://www.amazon.com/dp/B0?tag=me-20)\n"
    for rule in ("missing-sponsored", "unneeded-nofollow", "all-nofollow"):
        assert reported(rule, text, config=policy) == []
    assert len(reported("missing-sponsored", text)) == 1


@pytest.mark.parametrize(
    ("draft", "message"),
    [
        pytest.param(
            "[a](/bc\nd.pdf)",
            "no link: its URL runs over two lines; write the whole URL on one line",
            id="a URL on two lines",
        ),
        pytest.param(
            "[a](/bc “d\ne”)",
            'no link: blanks stand in its URL; write [text](url "title"), or the URL between < and >',
            id="a title on two lines",
        ),
        pytest.param(
            "[a](/bc d.pdf)",
            "no link: blanks stand in its URL; write [a](</bc d.pdf>)",
            id="blanks",
        ),
    ],
)
def test_broken_links_are_told_what_to_do(draft: str, message: str) -> None:
    assert [each.message for each in diagnostics("broken-link-syntax", draft)] == [message]


@pytest.mark.parametrize(
    ("draft", "fixed"),
    [
        pytest.param("[a b] (/c/d).", "[a b](/c/d).", id="a blank goes"),
        pytest.param("[a b]\n( /c/d 'e' )", "[a b](/c/d 'e')", id="so does a line end, a title stays"),
        pytest.param("> [a b]\n> (</c/d>)", "> [a b](</c/d>)", id="so does the mark of a quote"),
        pytest.param("看[文字]（/c/d）。", "看[文字](/c/d)。", id="parentheses become narrow"),
        pytest.param("看[文字](/c/d）。", "看[文字](/c/d)。", id="so does one alone"),
        pytest.param("an (ab)[/c/d].", "an [ab](/c/d).", id="marks change places"),
        pytest.param("[ab][/c/d]", "[ab](/c/d)", id="brackets become parentheses"),
        pytest.param("[a](/bc d.pdf )", "[a](</bc d.pdf>)", id="blanks are enclosed"),
        pytest.param('[a](/bc "d " e")', None, id="not where a title was meant"),
        pytest.param("[a](/bc “d”)", None, id="nor one in curly quotes"),
        pytest.param("[a](/bc\\ d.pdf)", None, id="nor where blanks are escaped"),
        pytest.param("[a](/bc\nd.pdf)", None, id="nor where the URL is on two lines"),
        pytest.param("[a](/bc/d. E", "[a](/bc/d). E", id="a parenthesis closes"),
    ],
)
def test_broken_links_become_links(draft: str, fixed: str | None) -> None:
    (found,) = diagnostics("broken-link-syntax", draft)
    if not found.fix:
        assert fixed is None
        return
    assert not found.fix.is_safe
    for edit in reversed(found.fix.edits):
        draft = draft[: edit.span.start] + edit.text + draft[edit.span.end :]
    assert draft == fixed
    (link,) = parse("a.md", draft, Config()).links
    assert link.syntax == "inline"


@pytest.mark.parametrize(
    "pasted",
    [
        pytest.param('--8<-- "links.md"', id="snippets"),
        pytest.param("{% include links.md %}", id="Jekyll"),
        pytest.param("{% include-markdown '../a.md' %}", id="a plugin of MkDocs"),
        pytest.param("{{#include links.md}}", id="mdBook"),
        pytest.param('{{< include "links.md" >}}', id="Hugo, Quarto"),
        pytest.param('{{% docs/readfile "links.md" %}}', id="Hugo, a partial draft"),
        pytest.param("<!-- @include: ./links.md -->", id="VitePress"),
        pytest.param("```{include} links.md\n```", id="MyST"),
        pytest.param("{!links.md!}", id="markdown-include"),
        pytest.param("!include links.md", id="a line of its own"),
        pytest.param("[!INCLUDE [links](links.md)]", id="DocFX"),
    ],
)
def test_undefined_reference_waits_for_what_is_pasted(pasted: str) -> None:
    text = "See [the survey][survey].\n\n"
    assert reported("undefined-reference", text) == ["[the survey][survey]"]
    assert reported("undefined-reference", f"{text}{pasted}\n") == []


@pytest.mark.parametrize(
    ("label", "defined", "says"),
    [
        pytest.param("suvrey", "survey", 'did you mean "survey"?', id="a slip"),
        pytest.param("Data 2", "data 1", 'did you mean "data 1"?', id="another number"),
        pytest.param("12", "11", 'add "[12]: URL"', id="numbers are no slips"),
        pytest.param("oes", "ooh", 'add "[oes]: URL"', id="another short word"),
    ],
)
def test_undefined_reference_names_the_nearest_label(label: str, defined: str, says: str) -> None:
    (found,) = diagnostics("undefined-reference", f"See [the survey][{label}].\n\n[{defined}]: /a\n")
    assert says in found.message


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("See [the survey][oes].\n[oes]: /a", id="in the lines of a paragraph"),
        pytest.param("See [the survey][oes].\n\n- a\n  [OES]: /a", id="in those of an item"),
    ],
)
def test_undefined_reference_leaves_definitions_to_renderers(text: str) -> None:
    assert reported("undefined-reference", text) == []


@pytest.mark.parametrize(
    ("first", "second", "is_other"),
    [
        pytest.param("[a]: /b", "[A]: /c", True, id="labels are compared without case"),
        pytest.param("[a]: /b", "> [a]: /c", True, id="in a quote"),
        pytest.param("[a]: /b 'd'", "[a]: /b", False, id="one URL, another title"),
        pytest.param("[a]: http://b.example", "[a]: https://www.B.example/", False, id="one page, written in two ways"),
        pytest.param("[a]: /b#c", "[a]: /b#d", True, id="two places of a page"),
        pytest.param("[//]: # (b)", "[//]: /c (d)", False, id="comments"),
        pytest.param("[comment]: # (b)", "[comment]: <> (d)", False, id="comments with a word"),
        pytest.param("[_note]: b", "[_note]: c", False, id="notes"),
        pytest.param("[^a]: b", "[^a]: c", False, id="footnotes"),
        pytest.param("{% if x %}\n\n[a]: /b\n\n{% else %}\n", "[a]: /c", False, id="one of two by a template"),
    ],
)
def test_reference_redefined(first: str, second: str, is_other: bool) -> None:
    assert reported("reference-redefined", f"[x][a]\n\n{first}\n{second}\n") == [second.strip("> ")] * is_other


def test_reference_redefined_names_the_first() -> None:
    (found,) = diagnostics("reference-redefined", "[x][a]\n\n[a]: /b\n[a]: /b\n[a]: /c\n")
    assert (found.place.start.line, found.evidence) == (5, ("line 3: [a]: /b",))


def test_a_rule_yields_where_no_link_is_too() -> None:
    rule = rulebook.build(FILES["broken-link-syntax"], {})
    other = replace(rule, id="of-a-team", yields_to=frozenset({rule.id}))
    draft = parse("a.md", "[ab] (/c/d)\n", Config())
    assert [each.rule for each in lint.examine(draft, [other, rule], Facts())] == [rule.id]
    assert [each.rule for each in lint.examine(draft, [other], Facts())] == [other.id]


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        pytest.param("reference-redefined", "".join(f"[a]: /{number}\n" for number in range(8_000)), id="redefined"),
        pytest.param(
            "undefined-reference",
            "".join(f"[abc][label{number}] " for number in range(5_000))
            + "".join(f"\n\n[name{number}]: /a" for number in range(2_000)),
            id="undefined",
        ),
        pytest.param("broken-link-syntax", "[ab] (/c/d) " * 8_000, id="broken"),
    ],
)
def test_many_slips_are_told_in_time(rule: str, text: str) -> None:
    start = time.process_time()
    assert len(reported(rule, text)) >= 5_000
    assert time.process_time() - start < 5
