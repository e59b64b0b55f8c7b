"""Packs looked up: each key that is in one and no other, as old as they are."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linklint.facts.data_packs import packs
from linklint.facts.data_packs.pack_sources import PACKS
from linklint.facts.data_packs.pack_store import Shelf, meta_of, write_rows
from linklint.facts.data_packs.packs import Current, is_stale

KEYS = st.text(st.characters(min_codepoint=0x21, max_codepoint=0x7E), min_size=1, max_size=6)


def install(name: str, rows: dict[str, str], date: str = "2026-11-01", checked: str = "") -> None:
    listed = PACKS[name]
    shelf = Shelf(listed)
    with shelf.locked() as new:
        count, sha256 = write_rows(f"{new}/data.tsv", rows.items(), listed)
        meta = meta_of(listed, listed.sources[0], listed.sources[0].url, date, count, sha256)
        shelf.install(new, meta, checked or date)
    packs.load.cache_clear()


@given(st.sets(KEYS, min_size=1), st.sets(KEYS))
def test_exactly_what_is_in_it_is_found(
    tmp_path_factory: pytest.TempPathFactory, there: set[str], others: set[str]
) -> None:
    path = tmp_path_factory.mktemp("rows") / "data.tsv"
    codes = "3456"
    rows = {key: codes[len(key) % 4] for key in there}
    count, _ = write_rows(str(path), rows.items(), PACKS["rank"])
    assert count == len(there)
    content = packs.opened(str(path))
    assert content is not None
    assert {key: packs.find(content, key) for key in there | others} == {key: rows.get(key) for key in there | others}


@pytest.mark.parametrize(
    "key",
    ["", "\n", "\t", "a.example\t3", "a.example\t3\nb.example", "é.example", "\udcff", "\0", "a", "a.example.x", "zz"],
)
def test_what_is_no_key_is_not_found(key: str) -> None:
    install("rank", {"a.example": "3", "b.example": "4"})
    pack = packs.load("rank", "2026-11-02")
    assert pack
    assert pack.find(key) is None


def test_a_pack_tells_where_it_comes_from() -> None:
    install("edu", {"uni.example": "u"})
    pack = packs.load("edu", "2026-11-02")
    assert pack
    assert (pack.find("uni.example"), pack.codes["u"]) == ("u", "a university's domain")
    assert (pack.name, pack.date, pack.source) == ("edu", "2026-11-01", "University Domains List")
    assert (pack.licence, pack.is_stale) == ("MIT", False)
    assert "Hipo" in pack.attribution
    assert packs.load("edu", "2026-11-02") is pack


def test_the_first_of_equal_keys_counts_and_what_is_no_key_is_left_out(tmp_path: Path) -> None:
    path = tmp_path / "data.tsv"
    rows = [
        ("b.example", "4"),
        ("a.example", "5"),
        ("b.example", "3"),
        ("c d", "3"),
        ("é", "3"),
        ("", "3"),
        ("e\t", "3"),
    ]
    assert write_rows(str(path), rows, PACKS["rank"])[0] == 2
    assert path.read_bytes() == b"a.example\t5\nb.example\t3\n"


@pytest.mark.parametrize(
    ("name", "date", "checked", "stale"),
    [
        pytest.param("rank", "2026-01-01", "2026-11-01", False, id="a list whose source was asked lately"),
        pytest.param("rank", "2026-01-01", "2026-10-24", False, id="a list asked thirty days ago"),
        pytest.param("rank", "2026-01-01", "2026-10-23", True, id="a list asked longer ago"),
        pytest.param("phishing", "2026-11-09", "2026-11-09", False, id="a feed of fourteen days"),
        pytest.param("phishing", "2026-11-08", "2026-11-23", True, id="a feed that has not changed for longer"),
        pytest.param("phishing", "2026-12-31", "2026-12-31", False, id="a feed of a day to come"),
    ],
)
def test_packs_grow_old(name: str, date: str, checked: str, stale: bool) -> None:
    assert is_stale(name, Current("0" * 12, date, checked, "x"), "2026-11-23") is stale
    assert not is_stale(name, Current("0" * 12, date, checked, "x"), "")
    install(name, {"a.example": next(iter(PACKS[name].codes))}, date, checked)
    pack = packs.load(name, "2026-11-23")
    if PACKS[name].is_feed:
        assert (pack is None) is stale
    else:
        assert pack
        assert pack.is_stale is stale


@pytest.mark.parametrize("year", [1999, 2000, 2024, 2026, 2100])
def test_days_are_counted_as_the_calendar_does(year: int) -> None:
    from datetime import date, timedelta

    days = [date(year, 1, 1) + timedelta(number) for number in range(-2, 400)]
    counted = [packs._days(day.isoformat()) for day in days]
    assert counted == list(range(counted[0], counted[0] + len(days)))


@pytest.mark.parametrize(
    "current",
    [
        pytest.param(None, id="nothing"),
        pytest.param("", id="empty"),
        pytest.param("../../../evil\t2026-11-01\t2026-11-01\tUniversity Domains List\n", id="a path"),
        pytest.param(
            "0123456789ab\t2026-11-01\t2026-11-01\tUniversity Domains List\n", id="a version that is not there"
        ),
        pytest.param("0123456789ab\t2026-11-01\t2026-11-01\tSomebody\n", id="a source that nobody knows"),
        pytest.param("\udcff", id="no text"),
    ],
)
def test_what_is_not_there_is_absent_evidence(current: str | None, data_folder: Path) -> None:
    place = data_folder / "packs" / "edu"
    place.mkdir(parents=True)
    if current is not None:
        (place / "current").write_bytes(current.encode("utf-8", "surrogateescape"))
    assert packs.load("edu", "2026-11-02") is None


def test_packs_of_the_project_at_hand_are_not_looked_at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    install("edu", {"uni.example": "u"})
    assert packs.load("edu", "2026-11-02")
    (tmp_path / ".git").mkdir()
    (tmp_path / "sub").mkdir()
    monkeypatch.chdir(tmp_path / "sub")
    monkeypatch.setenv("LINKLINT_DATA_DIR", str(tmp_path / "data"))
    packs.load.cache_clear()
    assert packs.folder() == ""
    assert packs.load("edu", "2026-11-02") is None
    assert packs.stamp() == ()


def test_the_stamp_changes_with_any_pack() -> None:
    stamps = [packs.stamp()]
    for rows in ({"a.example": "u"}, {"b.example": "u"}):
        install("edu", rows)
        stamps.append(packs.stamp())
    install("edu", {"b.example": "u"}, checked="2026-11-05")
    stamps.append(packs.stamp())
    assert len(set(stamps)) == 4


def test_the_version_before_is_kept_and_no_older_one(data_folder: Path) -> None:
    for number in range(4):
        install("edu", {f"{number}.example": "u"})
    shelf = Shelf(PACKS["edu"])
    assert len([path for path in (data_folder / "packs" / "edu").iterdir() if path.is_dir()]) == 2
    previous = shelf.previous()
    assert previous
    shelf.point(previous, "2026-11-01")
    packs.load.cache_clear()
    pack = packs.load("edu", "2026-11-02")
    assert pack
    assert [pack.find(f"{number}.example") for number in range(4)] == [None, None, "u", None]


def test_a_large_pack_finds_its_first_its_last_and_all_between(tmp_path: Path) -> None:
    chosen = random.Random(7)
    rows = {f"{chosen.randrange(10**9)}.example": "3456"[number % 4] for number in range(5000)}
    write_rows(str(tmp_path / "data.tsv"), rows.items(), PACKS["rank"])
    content = packs.opened(str(tmp_path / "data.tsv"))
    assert content is not None
    assert all(packs.find(content, key) == code for key, code in rows.items())
