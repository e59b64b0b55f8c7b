"""`linklint data`: packs pulled from a server on this machine, and whatever may go wrong with that."""

from __future__ import annotations

import gzip
import io
import json
import os
import re
import signal
import subprocess
import sys
import threading
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

import pytest

from linklint.facts.data_packs import packs
from linklint.facts.data_packs.pack_sources import PACKS
from linklint.record import replace
from tests import loopback_packs
from tests.conftest import Project
from tests.loopback import Route, Server, answer, serving

ROOT = Path(__file__).parents[1]
EDU = "/world_universities_and_domains.json"
RANKS = "/cc-main-2026-aug-sep-oct/domain/cc-main-2026-aug-sep-oct-domain-ranks.txt.gz"
TODAY = time.strftime("%Y-%m-%d", time.gmtime())


def universities(*domains: str) -> bytes:
    return json.dumps([{"name": "x", "domains": [domain]} for domain in ("ethz.ch", *domains)]).encode()


def ranks(*domains: str) -> bytes:
    rows = [f"{number}\t1.0\t{number}\t0.1\t{domain}\t1\n" for number, domain in enumerate(("com.google", *domains), 1)]
    return gzip.compress(("#harmonicc_pos\t#harmonicc_val\n" + "".join(rows)).encode())


def zipped(text: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("top-1m.csv", text)
    return made.getvalue()


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """All packs are pulled from here."""
    before = dict(PACKS)
    with serving() as running:
        loopback_packs.lead_here(running.root, monkeypatch.setattr)
        running.routes[EDU] = answer(universities("first.example"), etag='"1"')
        yield running
    PACKS.clear()
    PACKS.update(before)


def pulled(name: str) -> packs.Pack:
    packs.load.cache_clear()
    pack = packs.load(name, TODAY)
    assert pack
    return pack


def test_a_pack_is_pulled_and_its_licence_shown_once(project: Project, server: Server) -> None:
    ran = project.run("data", "pull", "edu")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == (
        f"edu: 2 rows, University Domains List, {TODAY}\n"
        "  licence: MIT\n"
        "  by: Hipo, university-domains-list and its contributors\n"
    )
    assert pulled("edu").find("first.example") == "u"
    server.routes[EDU] = answer(universities("first.example", "second.example"))
    assert project.run("data", "pull", "edu").out == f"edu: 3 rows, University Domains List, {TODAY}\n"
    assert pulled("edu").find("second.example") == "u"


def test_what_has_not_changed_is_not_sent_again(project: Project, server: Server) -> None:
    project.run("data", "pull", "edu")
    server.routes[EDU] = answer(status="304 Not Modified")
    ran = project.run("data", "pull", "edu")
    assert (ran.code, ran.out, ran.err) == (0, f"edu: nothing newer than {TODAY}\n", "")
    assert server.asked[-1][1]["if-none-match"] == '"1"'
    assert pulled("edu").find("first.example") == "u"


def test_the_date_is_that_of_the_content(project: Project, server: Server) -> None:
    server.routes[EDU] = answer(universities("a.example"), Last_Modified="Sun, 01 Nov 2026 10:00:00 GMT")
    project.run("data", "pull", "edu")
    assert pulled("edu").date == "2026-11-01"
    server.routes[EDU] = answer(universities("b.example"), Last_Modified="Sun, 01 Nov 2099 10:00:00 GMT")
    project.run("data", "pull", "edu")
    assert pulled("edu").date == TODAY


def test_ranks_are_read_as_far_as_they_are_wanted(
    project: Project, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    def endless(out: BinaryIO) -> None:
        out.write(b"HTTP/1.1 200 OK\r\nContent-Length: 4000000000\r\n\r\n" + ranks("example.first"))
        for number in range(1_000_000):
            lines = (f"9\t1\t9\t0.1\texample.n{number}x{each}\t1\n" for each in range(1000))
            out.write(gzip.compress("".join(lines).encode()))

    first, *others = PACKS["rank"].sources
    small = replace(first, lines=5_001)
    monkeypatch.setitem(PACKS, "rank", replace(PACKS["rank"], sources=(small, *others)))
    server.routes |= {"/graphinfo.json": answer(b'[{"id": "cc-main-2026-aug-sep-oct"}]'), RANKS: endless}
    ran = project.run("data", "pull", "rank")
    assert ran.code == 0, ran.err
    pack = pulled("rank")
    assert [pack.find(key) for key in ("google.com", "first.example", "n0x999.example", "n2x7.example")] == [
        "3",
        "3",
        "4",
        "4",
    ]
    assert pack.source == "Common Crawl web graph"


def test_another_source_takes_the_place_of_one_that_fails(project: Project, server: Server) -> None:
    server.routes["/top-1m.csv.zip"] = answer(zipped("1,google.com\r\n2,first.example\r\n"))
    ran = project.run("data", "pull", "rank")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.count("\n") == 1
    assert "graphinfo.json: answers with status 404; Tranco list is" in ran.err
    assert "CC BY-NC 4.0; where that suits you, add --accept-licence" in ran.err
    ran = project.run("data", "pull", "rank", "--accept-licence")
    assert ran.code == 0
    assert "status 404" in ran.err
    assert (pulled("rank").source, pulled("rank").find("first.example")) == ("Tranco list", "3")
    assert project.run("data", "pull", "rank").code == 0, "the licence was accepted before"


def test_a_licence_that_binds_wants_a_word_and_nothing_is_asked_before(project: Project, server: Server) -> None:
    text = "\n|-\n| {{WP:RSPSTATUS|gr}}\n| {{WP:RSPUSES|nytimes.com|first.example}}\n"
    page = {"query": {"pages": [{"revisions": [{"slots": {"main": {"content": text}}}]}]}}
    server.routes["/api.php"] = answer(json.dumps(page).encode())
    ran = project.run("data", "pull", "edu", "perennial")
    assert ran.code == 2
    assert ran.err == (
        "linklint: perennial: Wikipedia: Perennial sources is CC BY-SA 4.0; where that suits you, add --accept-licence\n"
    )
    assert pulled("edu")
    assert [path for path, _ in server.asked] == [EDU]
    assert "licence: CC BY-SA 4.0" in project.run("data", "pull", "perennial", "--accept-licence").out
    assert pulled("perennial").find("first.example") == "gr"


BOMB = gzip.compress(bytes(60_000_000))
FAILURES: list[Any] = [
    pytest.param(answer(universities("x.example"), length=5000), "peer closed connection", id="truncated"),
    pytest.param(answer(b"[" + b" " * 21_000_000 + b"]"), "more than 20 MB", id="oversized"),
    pytest.param(answer(BOMB, content_encoding="gzip"), "unpacks to more than", id="a gzip bomb"),
    pytest.param(answer(b"<!doctype html>", content_type="Text/HTML; charset=utf-8"), "a web page, not with data", id="a page to log in"),
    pytest.param(answer(b"\x89PNG"), "no valid JSON", id="a picture"),
    pytest.param(answer(b"{}"), "no list of universities", id="another JSON"),
    pytest.param(answer(status="302 Found", location="http://192.168.1.1/"), "no public address", id="redirected to a private address"),
    pytest.param(answer(status="302 Found", location=EDU), "more than 5 redirects", id="redirected without end"),
    pytest.param(answer(status="503 Service Unavailable"), "status 503", id="out of order"),
    pytest.param(answer(b"[]"), "0 rows, where 2 to 100,000 were expected", id="empty"),
    pytest.param(answer(json.dumps([{"domains": ["a.example"]}, {"domains": ["b.example"]}]).encode()), "ethz.ch is not in it", id="without what must be in it"),
    pytest.param(answer(universities("first.example", *(f"{number}.example" for number in range(9)))), "11 rows after 2; take it all the same with --force", id="suddenly large"),
]  # fmt: skip


@pytest.mark.parametrize(("route", "says"), FAILURES)
def test_a_pull_that_fails_leaves_what_was_there(
    project: Project, server: Server, data_folder: Path, route: Route, says: str
) -> None:
    project.run("data", "pull", "edu")
    before = _tree(data_folder)
    server.routes[EDU] = route
    ran = project.run("data", "pull", "edu")
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert ran.err.startswith("linklint: edu: ")
    assert says in ran.err
    assert _tree(data_folder) == before
    assert pulled("edu").find("first.example") == "u"


def _tree(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_zip_bomb_is_no_list(project: Project, server: Server) -> None:
    server.routes["/top-1m.csv.zip"] = answer(zipped("1,google.com\n" * 2_000_000))
    ran = project.run("data", "pull", "rank", "--accept-licence")
    assert ran.code == 2
    assert "Tranco list: unpacks to more than 100 times its size" in ran.err


def test_force_takes_what_has_grown(project: Project, server: Server) -> None:
    project.run("data", "pull", "edu")
    server.routes[EDU] = answer(universities(*(f"{number}.example" for number in range(9))))
    assert project.run("data", "pull", "edu", "--force").code == 0
    assert pulled("edu").find("8.example") == "u"


def test_a_damaged_pack_is_made_whole(project: Project, server: Server, data_folder: Path) -> None:
    project.run("data", "pull", "edu")
    (rows,) = data_folder.rglob("data.tsv")
    rows.write_bytes(rows.read_bytes()[:-3])
    assert "damaged; linklint data pull edu makes it whole" in project.run("data", "status").out
    assert project.run("data", "pull", "edu").code == 0
    assert "if-none-match" not in server.asked[-1][1]
    assert "damaged" not in project.run("data", "status").out


def test_frozen_packs_are_those_of_the_lock_file(
    project: Project, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert project.run("data", "pull", "--frozen").err == (
        "linklint: linklint-data.lock: no lock file; linklint data pull --lock linklint-data.lock writes one\n"
    )
    assert project.run("data", "pull", "edu", "--lock", "linklint-data.lock").code == 0
    lock = (project.folder / "linklint-data.lock").read_text(encoding="utf-8")
    assert re.fullmatch(r"edu\t[0-9a-f]{64}\n", lock)
    asked = len(server.asked)
    assert project.run("data", "pull", "--frozen").out == f"edu: nothing newer than {TODAY}\n"
    assert len(server.asked) == asked, "what is here need not be fetched"
    project.run("data", "remove", "edu")
    server.routes[EDU] = answer(universities("changed.example"))
    ran = project.run("data", "pull", "--frozen")
    assert ran.code == 2
    assert re.fullmatch(r"linklint: edu: its SHA-256 is [0-9a-f]{12}…, the lock file has [0-9a-f]{12}…\n", ran.err)
    assert packs.load("edu", TODAY) is None
    assert project.run("data", "pull", "--frozen", "rank").err == "linklint: linklint-data.lock: has no rank\n"


def test_a_mirror_is_a_copy_of_the_packs_folder(
    project: Project,
    server: Server,
    data_folder: Path,
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    project.run("data", "pull", "edu", "--lock", "linklint-data.lock")
    server.routes[EDU] = answer(universities("second.example"))
    project.run("data", "pull", "edu")
    mirror = data_folder / "packs"
    for path in mirror.rglob("*"):
        if path.is_file():
            server.routes[f"/m/{path.relative_to(mirror)}"] = answer(path.read_bytes())
    asked = len(server.asked)
    for place in (str(mirror), server.url("/m/")):
        monkeypatch.setenv("LINKLINT_DATA_DIR", str(tmp_path_factory.mktemp("other")))
        ran = project.run("data", "pull", "edu", "--mirror", place)
        assert (ran.code, ran.err) == (0, "")
        assert "licence: MIT" in ran.out
        assert pulled("edu").find("second.example") == "u"
        monkeypatch.setenv("LINKLINT_DATA_MIRROR", place)
        assert project.run("data", "pull", "--frozen").code == 0, "the mirror has the version before, too"
        assert pulled("edu").find("first.example") == "u"
    assert EDU not in [path for path, _ in server.asked[asked:]]


@pytest.mark.parametrize(
    ("change", "says"),
    [
        pytest.param(("data.tsv", b"ethz.ch\tu\nmore.example\tu\n"), "not those that it promises", id="other rows"),
        pytest.param(("data.tsv", b"<script>\n"), "no key and a code", id="no rows"),
        pytest.param(("data.tsv", b"ethz.ch\trm\n"), 'no code "rm" in edu', id="another code"),
        pytest.param(("meta.json", b"[]"), "not what|cannot be read", id="another description"),
        pytest.param(("current", b"../../x\n"), "names no version of edu", id="a version outside"),
    ],
)
def test_a_mirror_is_not_believed(
    project: Project, server: Server, data_folder: Path, tmp_path_factory: pytest.TempPathFactory, change: tuple[str, bytes],
    says: str, monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    project.run("data", "pull", "edu")
    (changed,) = data_folder.rglob(change[0])
    changed.write_bytes(change[1])
    monkeypatch.setenv("LINKLINT_DATA_DIR", str(tmp_path_factory.mktemp("other")))
    ran = project.run("data", "pull", "edu", "--mirror", str(data_folder / "packs"))
    assert (ran.code, ran.err.count("\n")) == (2, 1)
    assert re.search(says, ran.err)
    assert packs.load("edu", TODAY) is None


def test_a_configuration_cannot_name_a_mirror(project: Project) -> None:
    project.write(".linklint.yaml", "mirror: https://evil.example/\n")
    project.write("a.md", "x\n")
    assert project.check().code == 2


def test_nothing_is_pulled_from_a_hook(project: Project, server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PRE_COMMIT", "1")
    ran = project.run("data", "pull", "edu")
    assert (ran.code, ran.err) == (2, "linklint: data is not pulled from a hook; run linklint data pull before it\n")
    assert server.asked == []
    assert project.run("data", "status").code == 0


def test_there_is_no_place_in_the_project(project: Project, server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LINKLINT_DATA_DIR", "packs")
    ran = project.run("data", "pull", "edu")
    assert (ran.code, ran.err) == (
        2,
        "linklint: edu: no packs: their folder would lie in the project; set LINKLINT_DATA_DIR\n",
    )
    assert os.listdir() == [".git"]


def test_status_rollback_and_remove(project: Project, server: Server) -> None:
    assert (
        project.run("data", "status").out == "no packs are here; linklint data pull gets those that come by default\n"
    )
    project.run("data", "pull", "edu")
    assert project.run("data", "rollback", "edu").err == "linklint: edu: there is no version before this one\n"
    server.routes[EDU] = answer(universities("second.example"))
    project.run("data", "pull", "edu")
    assert project.run("data", "rollback", "edu").out == f"edu: 2 rows, University Domains List, {TODAY}\n"
    assert pulled("edu").find("first.example") == "u"
    out = project.run("data", "status").out
    assert re.match(
        rf"edu: 2 rows of {TODAY}, 0\.0 MB, checked {TODAY}\n  University Domains List, sha256 [0-9a-f]+\n$", out
    )
    assert project.run("data", "remove", "edu").out == "edu: removed\n"
    assert project.run("data", "remove", "edu").out == "edu: was not here\n"
    assert packs.load("edu", TODAY) is not None, "it is still mapped where it was opened"
    packs.load.cache_clear()
    assert packs.load("edu", TODAY) is None


def test_status_tells_what_is_stale(project: Project, server: Server, data_folder: Path) -> None:
    server.routes["/phishing-domains-ACTIVE.txt"] = answer(b"first.example\nsecond.example\n")
    project.run("data", "pull", "edu", "phishing")
    for current in data_folder.rglob("current"):
        current.write_text(current.read_text(encoding="utf-8").replace(TODAY, "2020-01-01"), encoding="utf-8")
    out = project.run("data", "status").out
    assert "  stale; pull it again\n" in out
    assert "  stale, and silent until it is pulled again\n" in out


def test_json_tells_all_that_is_known(project: Project, server: Server) -> None:
    project.run("data", "pull", "edu")
    listed = {each["name"]: each for each in json.loads(project.run("data", "list", "--json").out)}
    assert list(listed) == list(PACKS)
    assert listed["rank"]["pulled"] is None
    assert listed["perennial"]["sources"][0]["needs_consent"] is True
    (told,) = json.loads(project.run("data", "status", "--json").out)
    assert (told["name"], told["pulled"]["rows"], told["pulled"]["intact"]) == ("edu", 2, True)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        pytest.param(["pull", "ranks"], 'no pack "ranks"; did you mean "rank"?', id="an unknown pack"),
        pytest.param(["pull", "edu", "--mirror", "http://mirror.example/"], "only https is fetched", id="a mirror without TLS"),
        pytest.param(["pull", "edu", "--mirror", "/nowhere"], "/nowhere/edu/current: No such file", id="a mirror that is not there"),
        pytest.param(["pull", "--frozen", "--lock", "broken"], "broken:2: wants a pack", id="a broken lock file"),
    ],
)  # fmt: skip
def test_misuse_is_told_in_one_line(project: Project, arguments: list[str], says: str) -> None:
    project.write("broken", f"edu\t{'0' * 64}\nedu 7\n")
    ran = project.run("data", *arguments)
    assert (ran.code, ran.err.count("\n")) == (2, 1)
    assert says in ran.err


def _pulling(server: Server, folder: Path) -> subprocess.Popen[bytes]:
    code = (
        "import sys; from tests import loopback_packs; from linklint.cli import main; "
        f"loopback_packs.lead_here({server.root!r}); sys.exit(main(['data', 'pull', 'edu']))"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.Popen(
        [sys.executable, "-c", code], cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )


def test_a_pull_that_is_killed_loses_nothing(project: Project, server: Server, data_folder: Path) -> None:
    project.run("data", "pull", "edu")
    before = _tree(data_folder)
    has_begun = threading.Event()

    def slow(out: BinaryIO) -> None:
        out.write(b"HTTP/1.1 200 OK\r\nContent-Length: 999999\r\n\r\n[")
        has_begun.set()
        time.sleep(20)

    server.routes[EDU] = slow
    killed = _pulling(server, project.folder)
    assert has_begun.wait(20)
    while not (data_folder / "packs" / "edu" / "new" / "raw").exists():
        time.sleep(0.01)
    killed.send_signal(signal.SIGKILL)
    killed.communicate()
    assert {path: content for path, content in _tree(data_folder).items() if "/new/" not in path} == before
    assert pulled("edu").find("first.example") == "u"
    server.routes[EDU] = answer(universities("second.example"))
    assert project.run("data", "pull", "edu").code == 0
    assert pulled("edu").find("second.example") == "u"
    assert not (data_folder / "packs" / "edu" / "new").exists()


def test_two_pulls_at_once_wait_for_each_other(project: Project, server: Server, data_folder: Path) -> None:
    content, at_once, most = universities(*(f"{number}.example" for number in range(2000))), 0, 0

    def count(out: BinaryIO) -> None:
        nonlocal at_once, most
        at_once += 1
        most = max(most, at_once)
        time.sleep(0.3)
        out.write(answer(content))
        at_once -= 1

    server.routes[EDU] = count
    running = [_pulling(server, project.folder) for _ in range(3)]
    told = [each.communicate() for each in running]
    assert [each.returncode for each in running] == [0, 0, 0]
    assert most == 1
    assert sum(b"2,001 rows" in out for out, _ in told) == 1
    assert sum(b"nothing newer" in out for out, _ in told) == 2
    assert pulled("edu").find("1999.example") == "u"


def test_the_page_on_data_shows_real_output(project: Project, request: pytest.FixtureRequest) -> None:
    path = ROOT / "docs" / "data.md"
    page = path.read_text(encoding="utf-8")

    def shown(found: re.Match[str]) -> str:
        ran = project.run(*found[2].split())
        return f"{found[1]}{ran.out}{ran.err}{found[4]}"

    real = re.sub(r"(<!-- run -->\n```console\n\$ linklint ([^\n]*)\n)(.*?)(```\n)", shown, page, flags=re.S)
    if request.config.getoption("--update-docs"):
        path.write_text(real, encoding="utf-8")
    assert page == real, "run pytest --update-docs and review the diff"
    named = set(re.findall(r"`([a-z]+)`", page))
    assert named >= PACKS.keys() | {code for listed in PACKS.values() for code in listed.codes if code.isalpha()}
