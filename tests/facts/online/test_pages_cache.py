"""Pages that are kept between runs: without loss, by several processes at once, whatever is wrong with the file."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from linklint.facts.online import pages_cache
from linklint.facts.online.pages_cache import Kept, PagesCache
from linklint.model import Content, Hop, Page
from linklint.record import replace

ALIVE = Kept(Page("alive", "200 OK", status=200), 1000)
DEAD = Kept(Page("dead", "500 Internal Server Error", "server", False, 500), 2000, 2000)
UNSURE = Kept(Page("unsure", "403 Forbidden", "wall", status=403), 3000)
FULL = Kept(
    Page(
        "alive", "200 OK", "", True, 200, (Hop(301, "https://b.example/#x"),), "https://b.example/",
        Content("Title", "What it says", "en", frozenset({"noindex", "nofollow"}), frozenset({"a", "ü"}), "https://c.example/", "words\udc80"),
        "the certificate has expired", "https://a.example/", "https://web.archive.org/web/2020/x",
    ),
    5, 0, True, True,
)  # fmt: skip


@pytest.fixture
def cache(tmp_path: Path) -> PagesCache:
    return PagesCache(str(tmp_path / "cache"))


@pytest.mark.parametrize(
    "kept",
    [
        pytest.param(ALIVE, id="alive"),
        pytest.param(DEAD, id="dead"),
        pytest.param(UNSURE, id="unsure"),
        pytest.param(FULL, id="all that can be known"),
        pytest.param(replace(FULL, page=replace(FULL.page, content=Content())), id="nothing in it"),
    ],
)
def test_what_was_put_is_got(kept: Kept, cache: PagesCache) -> None:
    cache.put([("https://a.example/", kept)])
    assert cache.get(["https://a.example/", "https://b.example/"]) == {"https://a.example/": kept}


def after(*kept: Kept) -> Callable[[PagesCache], Kept]:
    def put(cache: PagesCache) -> Kept:
        for each in kept:
            cache.put([("u", each)])
        return cache.get(["u"])["u"]

    return put


LATER = replace(DEAD, asked=9000, failing=9000)
HISTORIES: list[Any] = [
    pytest.param(after(DEAD, LATER), LATER.page, 9000, 2000, id="dead and dead again"),
    pytest.param(after(ALIVE, DEAD), DEAD.page, 2000, 2000, id="alive and then dead"),
    pytest.param(after(DEAD, replace(ALIVE, asked=3000)), ALIVE.page, 3000, 0, id="dead and then alive"),
    pytest.param(after(DEAD, UNSURE, LATER), LATER.page, 9000, 2000, id="dead, unsure, dead"),
    pytest.param(after(DEAD, replace(ALIVE, asked=3000), LATER), LATER.page, 9000, 9000, id="dead, alive, dead"),
    pytest.param(after(LATER, DEAD), LATER.page, 9000, 9000, id="an older one comes late"),
    pytest.param(after(replace(ALIVE, asked=900_000), DEAD), DEAD.page, 2000, 2000, id="a clock was ahead"),
    pytest.param(after(replace(DEAD, asked=900_000, failing=900_000), DEAD), DEAD.page, 2000, 2000, id="a clock was ahead when it failed"),
]  # fmt: skip


@pytest.mark.parametrize(("put", "page", "asked", "failing"), HISTORIES)
def test_since_when_a_page_fails(
    put: Callable[[PagesCache], Kept], page: Page, asked: int, failing: int, cache: PagesCache
) -> None:
    kept = put(cache)
    assert (kept.page, kept.asked, kept.failing) == (page, asked, failing)


def broken(cache: PagesCache) -> None:
    Path(cache.path).write_bytes(b"no database" * 1000)


def of_another_shape(cache: PagesCache) -> None:
    os.unlink(cache.path)
    with sqlite3.connect(cache.path) as store:
        store.execute("CREATE TABLE pages (url TEXT PRIMARY KEY, other TEXT)")


def damaged(cache: PagesCache) -> None:
    with sqlite3.connect(cache.path) as store:
        store.execute("UPDATE pages SET page = replace(page, 'alive', 'dead')")


def full_of_nonsense(cache: PagesCache) -> None:
    with sqlite3.connect(cache.path) as store:
        store.execute("UPDATE pages SET page = 5, asked = 'x'")


def a_folder(cache: PagesCache) -> None:
    cache.clear()
    os.mkdir(cache.path)


@pytest.mark.parametrize("spoil", [broken, of_another_shape, damaged, full_of_nonsense, a_folder])
def test_nothing_is_found_in_what_is_wrong_and_nobody_is_told(
    spoil: Callable[[PagesCache], None], cache: PagesCache
) -> None:
    cache.put([("u", ALIVE)])
    spoil(cache)
    assert cache.get(["u"]) == {}
    cache.put([("v", ALIVE)])
    assert set(cache.get(["v"])) <= {"v"}


def test_a_locked_file_holds_nobody_up(cache: PagesCache, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages_cache, "_PATIENCE", 0.05)
    cache.put([("u", ALIVE)])
    with sqlite3.connect(cache.path, isolation_level=None) as other:
        other.execute("BEGIN EXCLUSIVE")
        cache.put([("v", ALIVE)])
        other.execute("ROLLBACK")
    assert set(cache.get(["u", "v"])) == {"u"}


def test_processes_that_write_at_once_lose_and_double_nothing(cache: PagesCache) -> None:
    code = (
        "import sys; from linklint.facts.online.pages_cache import *; from linklint.model import Page\n"
        "cache, name = PagesCache(sys.argv[1]), sys.argv[2]\n"
        "for number in range(30):\n"
        "    cache.put([(f'{name}{number}', Kept(Page('alive'), number)), (f'both{number}', Kept(Page('alive'), number))])\n"
    )
    folder = os.path.dirname(cache.path)
    running = [subprocess.Popen([sys.executable, "-c", code, folder, name]) for name in "abc"]
    assert [each.wait() for each in running] == [0, 0, 0]
    names = [f"{name}{number}" for name in ("a", "b", "c", "both") for number in range(30)]
    assert set(cache.get(names)) == set(names)
    with sqlite3.connect(cache.path) as store:
        assert store.execute("SELECT count(*) FROM pages").fetchone() == (120,)
        assert store.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_what_is_too_much_goes_oldest_first(cache: PagesCache, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages_cache, "BOUND", 300_000)
    for number in range(100):
        page = replace(FULL.page, content=Content(sample="x" * 9000))
        cache.put([(str(number), Kept(page, number))])
    kept = {int(url) for url in cache.get(map(str, range(100)))}
    assert 99 in kept
    assert 0 not in kept
    assert cache.size() > 0
    cache.clear()
    assert cache.size() == 0
