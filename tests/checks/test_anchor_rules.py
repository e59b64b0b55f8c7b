"""Edge cases of the rules on anchor texts: what must be reported, cut out of the draft, and what must not."""

from __future__ import annotations

import pytest

from linklint import lint, rulebook
from linklint.facts import gather
from linklint.model import Config, Diagnostic
from linklint.parse import parse

FILES = {file.id: file for file in rulebook.rule_files()}
U = "https://a.example/wages/2024"


def judged(rule: str, text: str, path: str = "draft.md", **options: object) -> tuple[Diagnostic, ...]:
    built = rulebook.build(FILES[rule], options)
    draft = parse(path, text, Config())
    return lint.examine(draft, [built], gather(draft, built.needs, Config()))


def reported(rule: str, text: str, path: str = "draft.md", **options: object) -> list[str]:
    found = judged(rule, text, path, **options)
    spans = {place.span for each in found for place in (each.place, *each.also)}
    return [text[span.start : span.end] for span in sorted(spans, key=lambda span: span.start)]


def fixed(rule: str, text: str, path: str = "draft.md") -> str:
    edits = [edit for each in judged(rule, text, path) if each.fix for edit in each.fix.edits]
    for edit in sorted(edits, key=lambda edit: (edit.span.start, edit.span.end), reverse=True):
        text = text[: edit.span.start] + edit.text + text[edit.span.end :]
    return text


@pytest.mark.parametrize(
    ("text", "is_reported"),
    [
        pytest.param(f"The method of the year is laid out at <{U}>.", True, id="in a sentence"),
        pytest.param(f"See [{U}]({U}) for what a trade pays.", True, id="written out"),
        pytest.param(f"The method of the year is at\n{U}, and it has not changed.", True, id="bare, on the next line"),
        pytest.param("The method of the year is laid out at <https://a.example>.", False, id="a host"),
        pytest.param("The method of the year is laid out at <https://a.example/>.", False, id="a host with a slash"),
        pytest.param(f"The method of the year is laid out at [a.example/wages]({U}).", False, id="without a scheme"),
        pytest.param(f"The method of the year is laid out ({U}).", False, id="in parentheses"),
        pytest.param(f"The method of the year is laid out (see <{U}> for more).", False, id="inside of parentheses"),
        pytest.param(f"The method of the year is laid out here: <{U}>", False, id="at the end"),
        pytest.param(f"<{U}> says what the method of the year is.", False, id="at the start"),
        pytest.param(f"Method: {U}.", False, id="behind a label"),
        pytest.param(f"- The method of the year is laid out at <{U}>.", False, id="in a list"),
        pytest.param(f"The program asks the endpoint at <{U}> once a day.", False, id="spoken of as an address"),
        pytest.param(f"There are many pages, such as <{U}>, that say so.", False, id="an example"),
        pytest.param(f"Now look at the two pages {U} and {U}/b of the office.", False, id="two in one paragraph"),
        pytest.param(f"Add a word at the end of [`{U}`]({U}) and press enter.", False, id="code"),
        pytest.param("The method of the year is laid out at <https://doi.org/10.1000/182>.", False, id="a permanent identifier"),
        pytest.param("Then open the page at <http://localhost:1313/wages/2024> and look.", False, id="the own machine"),
        pytest.param("We took the data of the year from <https://a.example/data.csv> in May.", False, id="a file for programs"),
        pytest.param(f"## Sources\n\nThe method of the year is laid out at <{U}>.", False, id="below a heading of references"),
        pytest.param(f"## Sources\n\n### Wages\n\nThe method of the year is laid out at <{U}>.", False, id="a heading deeper"),
        pytest.param(f"## Sources\n\nBooks.\n\n## Wages\n\nThe method of the year is laid out at <{U}>.", True, id="after references"),
        pytest.param(f"{{{{< code >}}}}\nThe method of the year is at {U} now.\n{{{{< /code >}}}}", False, id="between shortcodes"),
    ],
)  # fmt: skip
def test_anchor_naked_url(text: str, is_reported: bool) -> None:
    assert bool(reported("anchor-naked-url", text + "\n")) is is_reported


@pytest.mark.parametrize(
    ("text", "is_reported"),
    [
        pytest.param("It grows[.](/x)", True, id="a full stop"),
        pytest.param("It grows[)](/x).", True, id="a bracket"),
        pytest.param("It grows[ **.** ](/x)", True, id="a full stop in bold"),
        pytest.param("It grows[*](#note).", False, id="the mark of a note"),
        pytest.param("The type [`!`](/never) is new.", False, id="code"),
        pytest.param("The type [`()`](/unit) is new.", False, id="more code"),
        pytest.param("Go [→](/next)", False, id="an arrow"),
        pytest.param("Go [🔗](/next)", False, id="a picture"),
        pytest.param('Ask [?](/help "Help on wages") now.', False, id="a title with words"),
        pytest.param("[](/x) is not about marks", False, id="nothing"),
        pytest.param("See [1](/x).", False, id="a number"),
    ],
)
def test_anchor_punctuation_only(text: str, is_reported: bool) -> None:
    assert bool(reported("anchor-punctuation-only", text + "\n")) is is_reported


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("a [b ](u) c", "a [b](u) c", id="a blank before a blank goes"),
        pytest.param("a [b ](u)c", "a [b](u) c", id="a blank before a letter moves"),
        pytest.param("a [b ](u), c", "a [b](u), c", id="a blank before a mark goes"),
        pytest.param("a[ b](u) c", "a [b](u) c", id="a blank behind a letter moves"),
        pytest.param("([ b](u)) c", "([b](u)) c", id="a blank behind a bracket goes"),
        pytest.param("[ b](u) c", "[b](u) c", id="a blank at the start goes"),
        pytest.param("a [b, ](u)c", "a [b](u), c", id="a mark and a blank move"),
        pytest.param("a [b;](u 'T') c", "a [b](u 'T'); c", id="a mark moves behind a title"),
        pytest.param("See the [new index.](u) It is long.", "See the [new index](u). It is long.", id="a full stop within a sentence"),
        pytest.param("a [b,][r] c\n\n[r]: /u", "a [b][r], c\n\n[r]: /u", id="a reference with a label"),
        pytest.param("a <a href=u>b, </a>c", "a <a href=u>b</a>, c", id="a tag"),
        pytest.param("Long. [It is free.](u) Really.", None, id="a sentence"),
        pytest.param("[One.](v) [Two.](u)", None, id="a sentence behind a linked one"),
        pytest.param("Read [One. Two.](u) now", None, id="several sentences"),
        pytest.param("[Note:](u) b", None, id="a label"),
        pytest.param("by [Acme Inc.](u) now", None, id="an abbreviation"),
        pytest.param("in [Washington, D.C.](u) Now", None, id="initials"),
        pytest.param("am [3.](u) Mai", None, id="an ordinal"),
        pytest.param("a [b…](u) c [d...](v)", None, id="an ellipsis"),
        pytest.param("a [why?](u) b [now!](v)", None, id="marks of a title"),
        pytest.param("a [b &amp;](u) c", None, id="an entity"),
        pytest.param("a [:fish:](u) c", None, id="an emoji"),
        pytest.param("**a [b ](u)**c", None, id="beside emphasis"),
        pytest.param("a [b, ](u){: rel=x} c", None, id="before an attribute list"),
        pytest.param("a [b,] c\n\n[b,]: /u", None, id="a text that is the label"),
        pytest.param("a [b\\ ](u) c", None, id="a backslash that would escape the bracket"),
        pytest.param("a <a href=u>b [c, </a>d](v)", None, id="a tag across a bracket"),
        pytest.param("a [ ](u) b", None, id="nothing but a blank"),
        pytest.param("<p><a href=u>\n  b\n</a></p>", None, id="lines of HTML"),
        pytest.param("a [![b](c) ](u) d", None, id="an image"),
        pytest.param("a [^b ](u) c [!d ](v)", None, id="what would become something else"),
    ],
)  # fmt: skip
def test_anchor_outer_space_moves_only_what_may_move(text: str, expected: str | None) -> None:
    assert fixed("anchor-outer-space", text) == (text if expected is None else expected)
    assert bool(reported("anchor-outer-space", text)) is (expected is not None)


ROW = "By [Ann](/a) [Bob](/b) [Cem](/c)"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Pay is told by [one](/a) [two](/b) each year.", ["[two](/b)"], id="two"),
        pytest.param("Pay is told by [one](/a)\n[two](/b) each year.", ["[two](/b)"], id="over two lines"),
        pytest.param("Pay is told by [one](/a)[two](/b) each year.", ["[two](/b)"], id="without a blank"),
        pytest.param("Pay is told by [one](/a) [two](/b) [six](/c) each year.", ["[two](/b)", "[six](/c)"], id="three"),
        pytest.param("Pay is told by [one](/a)  \n[two](/b) each year.", [], id="a hard break"),
        pytest.param("Pay is told by [one](/a) and [two](/b) each year.", [], id="a word between"),
        pytest.param("Pay is told[1](/a)[2](/b) each and every year.", [], id="numbers of notes"),
        pytest.param(ROW, [], id="a row of authors"),
        pytest.param("Here are the badges of it: [![a](b)](/a) [![c](d)](/b)", [], id="images"),
        pytest.param("Pay is told by [one](/a)\n\n[two](/b) says each year.", [], id="two paragraphs"),
    ],
)
def test_adjacent_links(text: str, expected: list[str]) -> None:
    assert reported("adjacent-links", text + "\n") == expected


def test_adjacent_links_may_be_as_many_as_max_run_says() -> None:
    text = "Pay is told by [one](/a) [two](/b) [six](/c) each year.\n"
    assert reported("adjacent-links", text, max_run=2) == ["[six](/c)"]


@pytest.mark.parametrize(
    ("text", "is_reported"),
    [
        pytest.param("## The [handbook](/h)", True, id="a part of a heading"),
        pytest.param("## [Handbook](/h)\n\n## [Tables](/t)\n\n## Others", True, id="two of three"),
        pytest.param(
            "## [1.2](/a)\n\n### Fixed\n\n## [1.1](/b)\n\n### Added\n\n## [1.0](/c)\n\n### Added", False, id="an index"
        ),
        pytest.param("## Handbook [#](#handbook)", False, id="a link to the heading"),
        pytest.param("# Name [![build](a.svg)](https://ci.example/)", False, id="a badge"),
    ],
)
def test_link_in_heading(text: str, is_reported: bool) -> None:
    assert bool(reported("link-in-heading", text + "\n")) is is_reported


@pytest.mark.parametrize(
    ("text", "is_reported"),
    [
        pytest.param("See the [survey](/s.pdf) now.", True, id="nothing said"),
        pytest.param("See the [survey](/S.PDF?v=2#page=3) now.", True, id="case, query and fragment"),
        pytest.param("See the [survey (PDF, 2 MB)](/s.pdf) now.", False, id="said in the text"),
        pytest.param("See the [survey](/s.pdf) (PDF) now.", False, id="said behind"),
        pytest.param("See the PDF of [the survey](/s.pdf) now.", False, id="said before"),
        pytest.param('See the [survey](/s.pdf "A PDF") now.', False, id="said on the pointer"),
        pytest.param("See <https://a.example/s.pdf> now.", False, id="said by the address"),
        pytest.param("See the [slides](/s.pptx) now.", False, id="said by another word"),
        pytest.param(
            "See the [survey](https://code.example/a/b/blob/main/s.pdf) now.", False, id="a page about the file"
        ),
        pytest.param("See the [survey](/s.html) now.", False, id="a page"),
        pytest.param("See the [folder](/pdf/) and [that](/.pdf).", False, id="no name before the ending"),
    ],
)
def test_file_type_cue(text: str, is_reported: bool) -> None:
    assert bool(reported("file-type-cue", text + "\n")) is is_reported


@pytest.mark.parametrize(
    ("rule", "anchor", "is_reported"),
    [
        pytest.param("anchor-too-long", "wort" * 26, True, id="too many characters"),
        pytest.param("anchor-too-long", "a b c d e f g h i j k l m n o p q", True, id="too many words"),
        pytest.param("anchor-too-long", "a b c d e f g h i j k l m n o p", False, id="as many words as may be"),
        pytest.param("anchor-too-long", "語" * 100, False, id="as many characters as may be, without blanks"),
        pytest.param("anchor-too-long", "語" * 101, True, id="one more"),
        pytest.param("anchor-too-long", "https://a.example/" + "a" * 100, False, id="an address"),
        pytest.param("anchor-keyword-stuffed", "shoes, red shoes, boots, sandals", True, id="commas"),
        pytest.param("anchor-keyword-stuffed", "shoes | boots | hats | coats", True, id="bars"),
        pytest.param("anchor-keyword-stuffed", "cheap shoes cheap boots cheap", True, id="a word three times"),
        pytest.param("anchor-keyword-stuffed", "shoes, boots, hats, and coats", False, id="an enumeration"),
        pytest.param("anchor-keyword-stuffed", "shoes, boots, hats", False, id="two commas"),
        pytest.param(
            "anchor-keyword-stuffed", "the top of the hill by the sea", False, id="words that may be said again"
        ),
        pytest.param("anchor-keyword-stuffed", "`f{a,b,c,d}` of it all", False, id="code"),
    ],
)
def test_anchors_are_measured_in_prose(rule: str, anchor: str, is_reported: bool) -> None:
    assert bool(reported(rule, f"Now see [{anchor}](https://b.example/x) of the office.\n")) is is_reported
    assert not reported(rule, f"- [{anchor}](https://b.example/x)\n")


def test_bounds_are_options() -> None:
    assert reported("anchor-too-long", "See [one two three](/x) of it.\n", max_words=2) == ["[one two three](/x)"]


def thrice(anchor: str, url: str = "https://{}.example/") -> str:
    return "".join(f"Now [{anchor}]({url.format(name)}) is said.\n\n" for name in "abc")


@pytest.mark.parametrize(
    ("text", "is_reported"),
    [
        pytest.param(thrice("cheap flights"), True, id="keywords"),
        pytest.param(thrice("Cheap flights"), True, id="a capital at the start"),
        pytest.param(thrice("Cheap Flights"), False, id="a name"),
        pytest.param(thrice("flights"), False, id="one word"),
        pytest.param(thrice("all of the flights"), True, id="function words between"),
        pytest.param(thrice("for the flights"), False, id="one content word"),
        pytest.param(thrice("read more"), False, id="a phrase that says nothing"),
        pytest.param(thrice("`cheap flights`"), False, id="code"),
        pytest.param(thrice("issue 12"), False, id="a number"),
        pytest.param(thrice("cheap flights", "/{}"), False, id="the own site"),
        pytest.param(thrice("cheap flights").replace("Now", "- Now"), False, id="a list"),
    ],
)
def test_keyword_anchor_repeat(text: str, is_reported: bool) -> None:
    assert bool(reported("keyword-anchor-repeat", text)) is is_reported


def test_keyword_anchors_may_be_as_many_as_max_says() -> None:
    assert not reported("keyword-anchor-repeat", thrice("cheap flights"), max=3)


def test_own_keyphrases_may_be_given_away_as_often_as_max_says() -> None:
    text = "---\ntarget_keyword: dried cod\n---\n\nThe best [dried cod](/a) or [dried cod](/b) of all.\n"
    rule = "anchor-is-own-keyphrase"
    assert reported(rule, text, keyphrase_from=["target_keyword"]) == ["[dried cod](/a)", "[dried cod](/b)"]
    assert not reported(rule, text, keyphrase_from=["target_keyword"], max=2)
    assert not reported(rule, text)


def test_phrases_of_a_configuration_are_added_to_the_list() -> None:
    text = "You may [learn more about it](/a) or look [here](/b) now.\n"
    assert reported("anchor-generic", text) == ["[here](/b)"]
    added = {"en": ["learn more about it"]}
    assert reported("anchor-generic", text, phrases=added) == ["[learn more about it](/a)", "[here](/b)"]
