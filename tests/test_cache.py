"""What is kept between runs: the same bytes with it and without, whatever changes and whatever is wrong with the file."""

from __future__ import annotations

import io
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from linklint import user_folders
from linklint.facts.online.pages_cache import Kept, PagesCache
from linklint.model import Diagnostic, Edit, Fix, Page, Place, Position, Span
from linklint.runs import findings_cache, stamp
from linklint.runs.findings_cache import FindingsCache
from linklint.runs.judge import Judge
from linklint.runs.outcome import Outcome, as_text, from_text
from tests.conftest import Project, Ran

HERE = Path(__file__).parent
BAD = "For pay data, [click here](https://www.bls.gov/ooh/) or so.\n"
HOUSE_RULE = """\
what: a forum that is closed
level: error
check: link
message: '{host} is closed'
why: It is.
options: {where: {host: [forum.example]}}
"""
CONFIG = """\
exclude: [drafts/]
house_rules: house/
lists: {deny: [{host: dubious.example, until: 2026-12-31}]}
overrides: [{files: ["docs/**"], rules: {anchor-generic: info}}]
"""


@pytest.fixture
def site(project: Project) -> Project:
    """Drafts with findings of many sorts, a configuration, a house rule, and a file that is linked to."""
    project.write(".linklint.yaml", CONFIG)
    project.write("house/closed-forum.yaml", HOUSE_RULE)
    project.write("a.md", BAD + "\nAsk [the old forum](https://forum.example/) or see [numbers](numbers.com/x).\n")
    project.write("docs/b.md", BAD + "\nSee [the claims](https://dubious.example/claims) of [others](other.com).\n")
    project.write("docs/other.com", "")
    project.write("drafts/c.md", BAD)
    project.write("d.md", b"\xff\xfea")
    project.write("g.md", 'See [the report](https://a.example/){: rel="no-follow" } of 2026.\n')
    project.write("e.md", b"Caf\xe9 [report](hhttps://a.example/r)\n<!-- linklint-disable-line rel-mispelled -->\n")
    project.write(
        "f.html", '<p>See <a href="/x" rel="no-follow">here</a> and <a href="/x" rel="no-follow">here</a>.</p>'
    )
    return project


def check(project: Project, *arguments: str) -> Ran:
    return project.run("check", "--today", "2026-11-22", *arguments)


def nothing_is_judged(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: Judge, raw: object) -> None:
        raise AssertionError(f"judged again: {raw}")

    monkeypatch.setattr(Judge, "__call__", refuse)


def test_a_warm_run_tells_the_same_bytes_in_every_format_and_judges_nothing(
    site: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    for folder in ("drafts", "quiet"):
        shutil.copytree(
            HERE / folder, site.folder / "more" / f"{folder}-of-ours", ignore=shutil.ignore_patterns("*.out", ".*")
        )
    arguments = (*site.reports(), "--color", "always")
    anew, written = check(site, *arguments, "--no-cache"), site.reported()
    assert min(map(len, (anew.out.encode(), *written.values()))) > 2000
    assert (check(site, *arguments), site.reported()) == (anew, written)
    nothing_is_judged(monkeypatch)
    assert (check(site, *arguments), site.reported()) == (anew, written)


def test_an_outcome_is_the_same_when_it_was_a_text() -> None:
    place = Place(Span(3, 9), Position(2, 1), Position(3, 4), "a\tline \udcff\u2028🎉", "its end")
    other = Place(Span(0, 1), Position(1, 1), Position(1, 2), "", "")
    fix = Fix((Edit(Span(3, 4), "\0"), Edit(Span(5, 5), "")), is_safe=True)
    finding = Diagnostic(
        "a\udcff.md", "rule", "error", "it is \x1b", place, "/u", "t", ("e",), (place, other), fix, (other, place), 2
    )
    outcome = Outcome(
        "a\udcff.md", "key", 7, (finding,), (("rule", "why"),), ("a note",), {"/x": True, "/y": False}, drafts=0
    )
    for each in (finding, outcome):
        told = {name: getattr(each, name) for name in type(each).__annotations__ if name != "drafts"}
        assert all(told.values()), "every field has a value of its own"
    text = as_text(outcome)
    assert text.isascii()
    assert "\n" not in text
    assert from_text("a\udcff.md", "key", text) == outcome
    assert from_text("a.md", "", as_text(Outcome("a.md", links=3))) == Outcome("a.md", links=3)


CHANGES: list[tuple[str, Callable[[Project], object]]] = [
    ("a draft", lambda site: site.write("a.md", BAD)),
    ("a further draft", lambda site: site.write("h.md", BAD)),
    ("a setting", lambda site: site.write(".linklint.yaml", CONFIG + "rules: {anchor-generic: error}\n")),
    ("an override", lambda site: site.write(".linklint.yaml", CONFIG.replace("info", "error"))),
    ("what is excluded", lambda site: site.write(".linklint.yaml", CONFIG.replace("drafts/", "docs/"))),
    ("a list of the team's", lambda site: site.write(".linklint.yaml", CONFIG.replace("dubious", "forum"))),
    ("a nearer configuration", lambda site: site.write("docs/.linklint.yaml", "preset: strict\n")),
    ("a house rule", lambda site: site.write("house/closed-forum.yaml", HOUSE_RULE.replace("closed'", "gone'"))),
    ("a further house rule", lambda site: site.write("house/x.yaml", HOUSE_RULE.replace("forum.ex", "dubious.ex").replace("closed", "x"))),
    ("the site's generator", lambda site: site.write("docusaurus.config.js", "")),
    ("a linked file that comes", lambda site: site.write("numbers.com/x", "")),
    ("a linked file that goes", lambda site: (site.folder / "docs/other.com").unlink()),
]  # fmt: skip


@pytest.mark.parametrize("change", [pytest.param(change, id=name) for name, change in CHANGES])
def test_what_changes_is_judged_anew(site: Project, change: Callable[[Project], object]) -> None:
    before = check(site)
    change(site)
    after = check(site)
    assert after.out != before.out
    assert after == check(site, "--no-cache") == check(site)


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param(["--today", "2027-01-01"], id="another day"),
        pytest.param(["--preset", "a11y"], id="a preset"),
        pytest.param(["--select", "anchor-generic"], id="one rule"),
        pytest.param(["--ignore", "anchor-generic"], id="all rules but one"),
        pytest.param(["--isolated"], id="no configuration"),
        pytest.param(["--config", "other.yaml"], id="another configuration"),
    ],
)
def test_what_the_command_line_says_counts(site: Project, arguments: list[str]) -> None:
    site.write("other.yaml", "rules: {anchor-generic: off}\n")
    before = check(site)
    after = check(site, *arguments)
    assert after.out != before.out
    assert after == check(site, *arguments, "--no-cache") == check(site, *arguments)
    assert check(site) == before


def test_the_same_text_elsewhere_is_another_draft(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    project.write("a.md", BAD)
    project.write("sub/a.md", BAD)
    assert [line.split(":")[0] for line in project.check().out.splitlines()] == ["a.md", "sub/a.md"]
    project.write("sub/.linklint.yaml", "rules: {anchor-generic: off}\n")
    monkeypatch.chdir("sub")
    assert project.check().out == ""


def test_a_wrong_configuration_is_told_in_every_run(site: Project) -> None:
    site.write("docs/.linklint.yaml", "rules: {anchor-generc: off}\n")
    anew = check(site, "--no-cache")
    assert (anew.code, anew.err.count("\n")) == (2, 1)
    assert check(site) == check(site) == anew


def test_a_draft_on_stdin_is_kept_too(site: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    def ran() -> Ran:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(BAD.encode())))
        return check(site, "--stdin-filename", "docs/new.md", "-")

    before = ran()
    assert before.code == 0
    nothing_is_judged(monkeypatch)
    assert ran() == before


@pytest.mark.parametrize(
    "name", ["rules/lists/known-hosts.tsv", "rules/rel/x.yaml", "linklint/checks/link.py", "yaml/__init__.py"]
)
def test_an_edited_checkout_or_package_is_noticed(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for each in ("markdown_it", "mdurl", "yaml", "publicsuffixlist"):
        (tmp_path / each).mkdir()
        (tmp_path / each / "__init__.py").touch()
    for each in (name, "linklint/runs/stamp.py", "rules/rulebook.marshal"):
        (tmp_path / each).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / each).touch()
    monkeypatch.setattr(sys, "path", [str(tmp_path)])
    monkeypatch.setattr(stamp, "RULES_FOLDER", str(tmp_path / "rules"))
    monkeypatch.setattr(stamp, "__file__", str(tmp_path / "linklint/runs/stamp.py"))
    before = stamp.stamp()
    (tmp_path / "rules/rulebook.marshal").write_text("{}", encoding="utf-8")
    assert stamp.stamp() == before
    os.utime(tmp_path / name, ns=(1, 1))
    edited = stamp.stamp()
    assert edited != before
    (tmp_path / "markdown_it_py-9.9.dist-info").mkdir()
    assert stamp.stamp() not in (before, edited)
    (tmp_path / "mdurl/__init__.py").unlink()
    assert stamp.stamp() == ""


def broken(path: Path) -> None:
    path.write_bytes(b"no database")


def torn(path: Path) -> None:
    content = path.read_bytes()
    path.write_bytes(content[:1000] + bytes(len(content) - 1000))


def emptied(path: Path) -> None:
    path.write_bytes(b"")


def of_another_shape(path: Path) -> None:
    path.unlink()
    store = sqlite3.connect(path)
    store.execute("CREATE TABLE texts (key)")
    store.close()


def full_of_nonsense(path: Path) -> None:
    store = sqlite3.connect(path)
    for text in ("", "x", '1 {"diagnostics": [[1]]}', "1 [", '1 {"diagnostics": 1}', "1 []"):
        store.execute(
            "UPDATE texts SET text = ? WHERE key IN (SELECT key FROM texts WHERE text != ? LIMIT 1)", (text, text)
        )
    store.commit()
    store.close()


def a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


@pytest.mark.parametrize("breaks", [broken, torn, emptied, of_another_shape, full_of_nonsense, a_folder])
def test_whatever_is_wrong_with_the_file_nobody_notices(
    site: Project, cache_folder: Path, breaks: Callable[[Path], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = check(site)
    breaks(Path(FindingsCache(str(cache_folder)).path))
    assert check(site) == before
    assert check(site) == before
    if breaks in (broken, torn, emptied):
        nothing_is_judged(monkeypatch)
        assert check(site) == before


def test_nobody_waits_long_for_another_process(
    site: Project, cache_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(findings_cache, "_PATIENCE", 0.01)
    before = check(site)
    store = sqlite3.connect(FindingsCache(str(cache_folder)).path, isolation_level=None)
    store.execute("BEGIN EXCLUSIVE")
    assert check(site) == before
    store.execute("ROLLBACK")
    store.execute("BEGIN IMMEDIATE")
    site.write("h.md", BAD)
    assert check(site) == check(site, "--no-cache")
    store.close()


@pytest.mark.parametrize("place", ["file/below", "cache", ".", "deep/er"])
def test_no_cache_where_there_is_no_place_for_one(
    project: Project, place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    project.write("file", "")
    project.write("a.md", BAD)
    monkeypatch.setenv("LINKLINT_CACHE_DIR", place)
    names = sorted(os.listdir())
    assert project.check().code == project.check().code == 1
    assert sorted(os.listdir()) == names
    assert project.run("cache").out == "no cache: its folder would lie in the project\n"


def test_a_folder_that_cannot_be_made_is_no_error(
    project: Project, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path_factory.mktemp("elsewhere") / "file"
    file.touch()
    project.write("a.md", BAD)
    monkeypatch.setenv("LINKLINT_CACHE_DIR", str(file / "below"))
    ran = project.check()
    assert (ran.code, ran.err) == (1, "1 draft, 1 link: 1 warning\n")


@pytest.mark.parametrize(
    ("variables", "place"),
    [
        pytest.param({"LINKLINT_CACHE_DIR": "/a/b", "XDG_CACHE_HOME": "/x"}, "/a/b", id="our own"),
        pytest.param({"XDG_CACHE_HOME": "/x"}, "/x/linklint", id="the desktop's"),
        pytest.param({"XDG_CACHE_HOME": "x", "HOME": "/h"}, "/h/.cache/linklint", id="the desktop's, but relative"),
        pytest.param({"HOME": "/h"}, "/h/.cache/linklint", id="the usual one"),
        pytest.param({"HOME": "h"}, "", id="a home that is nowhere"),
    ],
)
def test_the_place_is_the_users(variables: dict[str, str], place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    for name in ("LINKLINT_CACHE_DIR", "XDG_CACHE_HOME", "HOME"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert user_folders.cache() == place


def test_what_was_not_used_for_the_longest_time_is_dropped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(findings_cache, "BOUND", 400_000)
    cache, now = FindingsCache(str(tmp_path)), 1_000_000_000.0
    monkeypatch.setattr("linklint.runs.findings_cache.time.time", lambda: now)
    cache.put({"first": "1", "second": "2"})
    for number in range(40):
        now += 2 * 86_400
        cache.put({f"{number}": "x" * 20_000})
        assert cache.get(["first"]) == {"first": "1"}, "what is used stays"
        assert cache.size() < 1.2 * 400_000
    assert cache.get(["second", "0"]) == {}
    assert cache.get(["39"]).keys() == {"39"}


def test_the_cache_is_shown_and_cleared(site: Project, cache_folder: Path) -> None:
    path, pages = FindingsCache(str(cache_folder)).path, PagesCache(str(cache_folder)).path
    shown = f"{path}: 0.0 MB of at most 64 MB\n{pages}: 0.0 MB of at most 64 MB\n"
    assert site.run("cache").out == shown
    PagesCache(str(cache_folder)).put([("https://a.example/", Kept(Page("alive"), 1))])
    check(site)
    assert os.path.getsize(path) > 0
    assert site.run("cache", "clear").code == 0
    assert os.listdir(cache_folder) == []
    assert site.run("cache", "show").out == shown


def test_nothing_is_kept_where_it_is_not_wanted(site: Project, cache_folder: Path) -> None:
    check(site, "--no-cache")
    assert os.listdir(cache_folder) == []


def test_batches_that_run_at_once_share_it(site: Project, cache_folder: Path) -> None:
    for number in range(40):
        site.write(f"more/{number}.md", BAD * (number + 1))
    command = [sys.executable, "-m", "linklint", "check", "--today", "2026-11-22"]
    environment = {**os.environ, "PYTHONPATH": str(HERE.parent)}
    batches = [
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment, cwd=site.folder)
        for _ in range(6)
    ]
    told = {batch.communicate() for batch in batches}
    assert len(told) == 1
    ((out, _),) = told
    assert out.decode() == check(site, "--no-cache").out
    store = sqlite3.connect(FindingsCache(str(cache_folder)).path)
    assert store.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert store.execute("SELECT count(*) FROM texts").fetchone()[0] >= 40
    store.close()


def test_a_damaged_text_is_not_found(tmp_path: Path) -> None:
    cache = FindingsCache(str(tmp_path))
    cache.put({"a": "whole", "b": "whole"})
    with sqlite3.connect(cache.path) as store:
        store.execute("UPDATE texts SET text = replace(text, 'whole', 'w)ole') WHERE key = 'a'")
    store.close()
    assert cache.get(["a", "b"]) == {"b": "whole"}
