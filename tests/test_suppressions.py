"""Suppressions: what each spelling mutes, and what it does not."""

from __future__ import annotations

import pytest

from linklint import lint_text

LINK = "See [here](https://a.example/) now.\n"


def muted_lines(text: str, path: str) -> set[int]:
    """Lines, of those that hold the bad link, on which nothing is reported."""
    lines = {number for number, line in enumerate(text.splitlines(), 1) if "here" in line and "linklint" not in line}
    return lines - {place.start.line for each in lint_text(text, path) for place in (each.place, *each.also)}


@pytest.mark.parametrize(
    ("path", "text", "muted"),
    [
        pytest.param("a.md", f"<!-- linklint-disable-next-line anchor-generic -- why -->\n{LINK}\n{LINK}", {2}, id="next line"),
        pytest.param("a.md", f"<!-- linklint-disable-next-line -->\n\n{LINK}", {3}, id="next line behind a blank one, all rules"),
        pytest.param("a.md", f"<!-- linklint-disable-next-line rel-misspelled -->\n{LINK}", set(), id="another rule"),
        pytest.param("a.md", f"<!-- linklint-disable-next-line rel-misspelled, anchor-generic -->\n{LINK}", {2}, id="two rules"),
        pytest.param("a.md", f"<!-- linklint-disable anchor-generic -->\n\n{LINK}\n<!-- linklint-enable anchor-generic -->\n\n{LINK}", {3}, id="from disable to enable"),
        pytest.param("a.md", f"<!-- linklint-disable -->\n\n{LINK}\n<!-- linklint-enable -->\n\n{LINK}", {3}, id="all rules, to enable"),
        pytest.param("a.md", f"{LINK}\n<!-- linklint-disable anchor-generic -->\n\n{LINK}", {5}, id="disable to the end"),
        pytest.param("a.md", f"{LINK}\n<!-- linklint-disable-file anchor-generic -->\n\n{LINK}", {1, 5}, id="whole file, from anywhere"),
        pytest.param("a.md", f"[//]: # (linklint-disable-next-line anchor-generic -- why)\n\n{LINK}", {3}, id="Markdown comment"),
        pytest.param("a.mdx", f"{{/* linklint-disable-next-line anchor-generic */}}\n\n{LINK}", {3}, id="MDX comment"),
        pytest.param("a.html", '<!-- linklint-disable-next-line anchor-generic -->\n<p>See <a href="/x">here</a> now.</p>', {2}, id="HTML comment"),
        pytest.param("a.md", f"`<!-- linklint-disable-next-line -->`\n{LINK}", set(), id="a comment in code mutes nothing"),
        pytest.param("a.md", f"```\n<!-- linklint-disable-file -->\n```\n\n{LINK}", set(), id="nor in a fence"),
        pytest.param("a.md", f"---\nlinklint: {{disable: [anchor-generic]}}\n---\n{LINK}", {4}, id="front matter"),
        pytest.param("a.md", f"---\nlinklint:\n  disable: anchor-generic\n---\n{LINK}", {5}, id="front matter, one rule alone"),
        pytest.param("a.md", f"<!-- linklint-disable-next-linee -->\n{LINK}", set(), id="a word that is no directive"),
    ],
)  # fmt: skip
def test_a_suppression_mutes_what_it_says(path: str, text: str, muted: set[int]) -> None:
    assert muted_lines(text, path) == muted


def test_disable_line_mutes_its_own_line() -> None:
    text = "See [here](/a) now. <!-- linklint-disable-line anchor-generic -->\nSee [here](/b) now.\n"
    assert [each.url for each in lint_text(text)] == ["/b"]


def test_an_attribute_on_the_tag_mutes_that_link_alone() -> None:
    text = '<p>See <a data-linklint-ignore="anchor-generic" href="/a">here</a> or <a href="/b">here</a>.</p>'
    assert [each.url for each in lint_text(text, "a.html")] == ["/b"]


def test_a_finding_that_stands_for_many_goes_without_the_muted_ones() -> None:
    lines = [f'<p><a rel="nofollow" href="https://{name}.example/">{name} says so</a></p>' for name in "abc"]
    for number, places in ((0, [3, 4]), (1, [1, 4])):
        text = "\n".join([*lines[:number], "<!-- linklint-disable-next-line all-nofollow -->", *lines[number:]])
        (finding,) = lint_text(text, "a.html")
        assert [place.start.line for place in (finding.place, *finding.also)] == places


def test_a_muted_place_is_no_further_place_either() -> None:
    text = "See [here](/a) now.\n\n<!-- linklint-disable-next-line -->\nSee [here](/a) now.\n\nSee [here](/a) now.\n"
    (finding,) = lint_text(text)
    assert [place.start.line for place in (finding.place, *finding.also)] == [1, 6]
