"""What of a draft is told: which places are known from before, which lines count, and what follows from files that go."""

from __future__ import annotations

import pytest

from linklint import lint, rulebook
from linklint.facts import gather
from linklint.model import Config, Edit, Span
from linklint.parse import parse
from linklint.scope import Scope, moved, places

CONFIG = Config(today="2026-11-22")
RULES = rulebook.load(CONFIG)


def examined(text: str, scope: Scope | None = None) -> lint.Examined:
    draft = parse("a.md", text, CONFIG)
    return lint.examined(draft, RULES, gather(draft, lint.needs_of(RULES), CONFIG), scope)


def told(before: str, after: str, gone: tuple[str, ...] = ()) -> list[tuple[int, str]]:
    """Lines on which something is new, and what stands there."""
    scope = Scope(known=places(examined(before).diagnostics), gone=gone)
    found = [place for each in examined(after, scope).diagnostics for place in (each.place, *each.also)]
    return [(place.start.line, after[place.span.start : place.span.end]) for place in found]


HERE, SAME, SLIP = "[here](/a)", "[here](/b)", "[the pay] (https://a.example/{})"
NEWS = [
    pytest.param(f"See {HERE}.", f"See {HERE}.", [], id="nothing"),
    pytest.param(f"See {HERE}.", f"Words.\n\nNow see {HERE}.", [], id="a line that moved and was rewritten"),
    pytest.param(f"See {HERE}.", f"{HERE} is new.\n\nSee {HERE}.", [(1, HERE)], id="the new one of two alike stands first"),
    pytest.param(f"See {HERE}.", f"See {HERE}.\n\n{HERE} is new.", [(3, HERE)], id="or last"),
    pytest.param(f"{HERE} {HERE}", f"{HERE}", [], id="one of two alike is gone"),
    pytest.param(f"See {HERE}.", f"See {SAME}.", [(1, SAME)], id="another URL"),
    pytest.param(f"See {HERE}.", "See [click here](/a).", [(1, "[click here](/a)")], id="another text"),
    pytest.param("See [here][a].\n\n[a]: /a", "See [here][a].\n\n[a]: /b", [(1, "[here][a]")], id="a definition leads elsewhere"),
    pytest.param(SLIP.format(1), f"{SLIP.format(2)}\n\n{SLIP.format(1)}", [(1, SLIP.format(2))], id="what is no link, by its words"),
    pytest.param(f"See {HERE}.", f"> See {HERE},\n> now.", [], id="into a quote"),
    pytest.param(f"See {HERE}. <!-- linklint-disable-line -->", f"See {HERE}.", [(1, HERE)], id="its suppression went"),
]  # fmt: skip


@pytest.mark.parametrize(("before", "after", "news"), NEWS)
def test_what_is_new(before: str, after: str, news: list[tuple[int, str]]) -> None:
    assert told(before, after) == news


@pytest.mark.parametrize(
    ("gone", "is_new"),
    [
        pytest.param("setup.io", True, id="the file"),
        pytest.param("static/setup.io", True, id="below a folder that the site is built from"),
        pytest.param("pages/setup.io.md", True, id="what the page was made of"),
        pytest.param("setup.io/index.md", True, id="what made the folder a page"),
        pytest.param("other.io", False, id="another file"),
        pytest.param("setup.io/other.md", False, id="another file of that folder"),
    ],
)
def test_a_link_to_what_is_gone_is_new_for_rules_that_ask_for_files(gone: str, is_new: bool) -> None:
    text = "Read the [setup](setup.io) [here](setup.io)."
    rules = {each.rule for each in examined(text, Scope(places(examined(text).diagnostics), gone=(gone,))).diagnostics}
    assert rules == ({"missing-scheme"} if is_new else set())


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        pytest.param(((1, 1),), ["[here](/1)"], id="the first"),
        pytest.param(((2, 3), (5, 90)), ["[here](/2)", "[click\nhere](/3)", "[here][a]"], id="some, and more than there are"),
        pytest.param(((4, 4),), ["[click\nhere](/3)"], id="the last line of a link"),
        pytest.param(((9, 9),), ["[here][a]"], id="the line of its definition"),
        pytest.param((), [], id="none"),
    ],
)  # fmt: skip
def test_lines_of_a_patch(lines: tuple[tuple[int, int], ...], expected: list[str]) -> None:
    text = "See [here](/1),\nsee [here](/2),\nsee [click\nhere](/3).\n\n\nSee [here][a].\n\n[a]: /4\n"
    found = examined(text, Scope(lines=lines)).diagnostics
    assert [text[each.place.span.start : each.place.span.end] for each in found] == expected


def test_lines_of_a_patch_move_when_lines_before_them_go() -> None:
    text = "a\nb\nc\nd\ne\n"
    edits = (Edit(Span(2, 4), ""), Edit(Span(8, 8), "x\n"))
    scope = moved(Scope(lines=((1, 1), (2, 3), (5, 5))), text, edits)
    assert scope is not None
    assert scope.lines == ((1, 1), (2, 2), (4, 5))


def test_how_much_is_no_more_is_told_of_rules_that_ran() -> None:
    known = (("anchor-generic", "x", "y", ""), ("anchor-generic", "x", "y", ""), ("no-such-rule", "x", "y", ""))
    assert examined("Words.", Scope(known)).gone == 2
