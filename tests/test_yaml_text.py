"""YAML as untrusted text: what it must not do, and the lines that it tells."""

from __future__ import annotations

import contextlib

import pytest

from linklint import yaml_text


def bomb(step: str) -> str:
    return "a0: &a0 {x: 1}\n" + "".join(f"a{n}: &a{n} {step.format(n - 1)}\n" for n in range(1, 45))


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(bomb("{{b: *a{0}, c: *a{0}}}"), id="aliases of aliases"),
        pytest.param(bomb("{{<<: *a{0}, c: *a{0}}}"), id="merges of merges"),
        pytest.param(bomb("{{!!merge <<: *a{0}, c: *a{0}}}"), id="merges by an explicit tag"),
        pytest.param("[" * 100_000, id="lists without end"),
        pytest.param("{a: " * 50_000, id="mappings without end"),
        pytest.param("- " * 100_000, id="items without end"),
        pytest.param("? " * 20_000, id="keys without end"),
        pytest.param("x: !!python/object/apply:os.system [ls]", id="an object"),
        pytest.param("a: &a [*a]", id="an alias of itself"),
    ],
)
def test_hostile_yaml_ends_soon_and_runs_nothing(text: str) -> None:
    for read in (yaml_text.load, yaml_text.load_marked):
        with contextlib.suppress(ValueError):
            assert read(text) is not None


def test_on_off_yes_no_and_dates_stay_text() -> None:
    value = yaml_text.load("{a: on, b: off, c: yes, d: no, e: true, f: False, g: 2026-01-31, h: 7, i: ~}")
    assert value == {
        "a": "on",
        "b": "off",
        "c": "yes",
        "d": "no",
        "e": True,
        "f": False,
        "g": "2026-01-31",
        "h": 7,
        "i": None,
    }


def test_every_key_has_its_line() -> None:
    (document,) = yaml_text.load_marked("a:\n  b: 1\n  c:\n    - d\n    - e: 2\n")
    assert document.lines[("a", "b")] == 2
    assert document.lines[("a", "c", 0)] == 4
    assert document.lines[("a", "c", 1, "e")] == 5
