"""`--online` on the command line: what is told of pages, and what of the run."""

from __future__ import annotations

import importlib.util
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from types import SimpleNamespace
from typing import Any, BinaryIO

import pytest

from linklint.facts.online import archive, pages, verdicts
from linklint.facts.online.pages_cache import PagesCache
from linklint.runs import workers
from tests.conftest import Project, hears_interrupts
from tests.loopback import Server, answer, serving

ONLINE = ("--online", "--allow-private", "--ignore", "localhost-link,ip-literal-host")
GONE = answer(status="404 Not Found")


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    monkeypatch.setattr(verdicts, "_PASSING", (0.02, 0.02))
    monkeypatch.setattr(verdicts, "_CONFIRMING", 0.02)
    with serving() as running:
        running.routes["/alive"] = answer()
        yield running


def links(server: Server, *paths: str) -> str:
    return "".join(f"See [the {path[1:]} tables]({server.url(path)}).\n\n" for path in paths)


def test_a_dead_link_is_reported_and_a_live_one_is_not(project: Project, server: Server) -> None:
    project.write("a.md", links(server, "/gone", "/alive"))
    ran = project.check(*ONLINE)
    assert ran.code == 1
    assert ran.out == (
        f'a.md:1:5: error: "{server.url("/gone")}" leads nowhere: 404 Not Found; '
        "link to what took its place, or take the link out [dead-link]\n"
    )


def test_offline_nothing_is_asked_and_nothing_said(project: Project, server: Server) -> None:
    project.write("a.md", links(server, "/gone"))
    ran = project.check("--select", "dead-link")
    assert (ran.code, ran.out, server.asked) == (0, "", [])
    assert ran.err == "1 draft, 1 link: nothing found\n"


def test_unsure_is_a_line_and_no_failure(project: Project, server: Server) -> None:
    server.routes["/wall"] = answer(status="403 Forbidden")
    project.write("a.md", links(server, "/wall", "/wall", "/alive"))
    ran = project.check(*ONLINE, "--select", "dead-link")
    assert (ran.code, ran.out) == (0, "")
    assert ran.err.splitlines() == [
        "1 draft, 3 links: nothing found",
        "1 URL could not be told: 1 turned us away; linklint links --online shows which",
    ]
    told = json.loads(project.run("check", *ONLINE, "--output-format", "json").out)
    assert told["summary"]["unsure"] == 1


def test_each_url_is_asked_for_once(project: Project, server: Server) -> None:
    project.write("a.md", links(server, "/alive", "/alive#there", "/alive?x"))
    project.write("b.html", f'<a href="{server.url("/alive")}">tables</a>')
    project.check(*ONLINE)
    assert sorted(path for path, _ in server.asked) == ["/alive", "/alive?x"]


def test_a_second_run_asks_for_nothing_and_says_the_same(project: Project, server: Server) -> None:
    project.write("a.md", links(server, "/gone", "/alive", "/wall"))
    server.routes["/wall"] = answer(status="403 Forbidden")
    first = project.check(*ONLINE)
    server.asked.clear()
    assert project.check(*ONLINE) == first
    assert server.asked == []
    project.check(*ONLINE, "--refresh")
    assert {path for path, _ in server.asked} == {"/gone", "/alive", "/wall"}


def test_without_a_cache_all_is_asked_again(project: Project, server: Server, cache_folder: Path) -> None:
    project.write("a.md", links(server, "/alive"))
    for _ in range(2):
        project.check(*ONLINE, "--no-cache")
    assert len(server.asked) == 2
    assert os.listdir(cache_folder) == []


def test_a_second_run_imports_nothing_that_asks(project: Project, server: Server) -> None:
    project.write("a.md", links(server, "/gone", "/alive"))
    project.check(*ONLINE)
    code = "import sys; from linklint.cli import main; main(sys.argv[1:]); print(*sys.modules)"
    command = [sys.executable, "-c", code, "check", *ONLINE]
    done = subprocess.run(command, capture_output=True, text=True, cwd=project.folder)
    assert "dead-link" in done.stdout
    assert not {"asyncio", "httpx", "ssl", "aiolimiter", "ipaddress"} & set(done.stdout.split())


PASSING = answer(status="500 Internal Server Error")
DAYS = [
    pytest.param([0], None, "info", id="once"),
    pytest.param([0, 0.5], None, "info", id="again on the same day"),
    pytest.param([0, 1.1], None, "error", id="again a day later"),
    pytest.param([0, 0.2], "online: {confirm_after: 0.1}", "error", id="again when the team says"),
    pytest.param([0, 1.1], "online: {confirm_after: 3}", "info", id="again before the team says"),
]


@pytest.mark.parametrize(("days", "config", "level"), DAYS)
def test_what_may_pass_weighs_little_until_it_was_seen_twice(
    days: list[float], config: str | None, level: str, project: Project, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    if config:
        project.write(".linklint.yaml", config)
    server.routes["/broken"] = PASSING
    project.write("a.md", links(server, "/broken"))
    now = time.time()
    for day in days:
        monkeypatch.setattr(
            pages,
            "time",
            SimpleNamespace(time=lambda day=day: now + day * 86_400, strftime=time.strftime, gmtime=time.gmtime),
        )
        ran = project.run("check", *ONLINE, "--select", "dead-link", "--output-format", "json")
    (finding,) = json.loads(ran.out)["findings"]
    assert finding["level"] == level
    assert ("which may pass" in finding["message"]) is (level == "info")
    assert finding["evidence"] == [f"first seen dead on {time.strftime('%Y-%m-%d', time.gmtime(now))}"]


def test_a_level_of_the_team_is_never_raised(project: Project, server: Server) -> None:
    project.write(".linklint.yaml", "rules: {dead-link: info}")
    project.write("a.md", links(server, "/gone"))
    assert "info: " in project.check(*ONLINE).out


def test_private_hosts_are_not_asked_unless_the_user_says_so(
    project: Project, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    project.write("a.md", links(server, "/alive") + "And [so](http://10.0.0.1/) is [that](http://intranet/).\n")
    ran = project.check("--online", "--select", "dead-link")
    assert server.asked == []
    assert "2 URLs could not be told: 2 not to be asked;" in ran.err, (
        "addresses; names of the own network are nobody's business"
    )
    monkeypatch.setenv(pages.ALLOW_PRIVATE, "1")
    project.write("a.md", links(server, "/alive"))
    project.check("--online", "--select", "dead-link")
    assert [path for path, _ in server.asked] == ["/alive"]


@pytest.mark.parametrize(
    ("config", "says"),
    [
        pytest.param("online: {allow_private: true}", 'no key "allow_private"', id="no configuration lifts the guard"),
        pytest.param("online: {concurrency: 100}", '"concurrency" must be a number from 1 to 16', id="nor is it rude"),
        pytest.param("online: {timeout: 0}", '"timeout" must be a number from 1 to 120', id="nor endless"),
        pytest.param("online: {ignore: 5}", '"ignore" must be a list of texts', id="types"),
        pytest.param("online: {ignroe: []}", 'did you mean "ignore"', id="slips"),
    ],
)
def test_configurations_that_are_wrong(config: str, says: str, project: Project) -> None:
    project.write(".linklint.yaml", config)
    project.write("a.md", "text")
    ran = project.check("--online")
    assert ran.code == 2
    assert says in ran.err


def test_what_the_team_ignores_is_not_asked(project: Project, server: Server) -> None:
    host = server.root.removeprefix("http://")
    project.write(".linklint.yaml", f"online: {{ignore: ['{host}/cart*', 'https://{host}/x']}}")
    project.write("a.md", links(server, "/cart/7", "/x", "/alive"))
    project.check(*ONLINE)
    assert [path for path, _ in server.asked] == ["/alive"]


NEVER = """\
[a](https://press.example/) [b](https://www.example.com/) [c](https://user:pass@www.w3.org/) [d](mailto:a@w3.org)
[e](relative.md) [f]({{ page.url }}) [g](http://router.local/) [h](http://[oops/)
`[i](https://www.w3.org/)`
"""


def test_what_is_never_asked(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: pytest.fail("a name was looked up"))
    project.write("a.md", NEVER)
    project.write(
        "b.html",
        '<body><nav><ul><li><a href="https://www.w3.org/">the start</a></ul></nav><main><p>Text.</main></body>',
    )
    assert project.check("--online", "--select", "dead-link").code == 0


def test_no_network_is_one_note_and_like_offline(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    def look_up(*_: object, **__: object) -> Any:
        raise socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    monkeypatch.setattr(verdicts, "_PASSING", (0.01, 0.01))
    monkeypatch.setenv("NO_PROXY", "*")
    project.write("a.md", "See [tables](https://www.w3.org/a) and [more](https://www.iana.org/).\n")
    ran = project.check("--online", "--select", "dead-link")
    assert (ran.code, ran.out) == (0, "")
    assert ran.err.splitlines() == [
        "linklint: there is no network: nothing was asked, and links are judged as without --online",
        "1 draft, 2 links: nothing found",
    ]


def test_where_every_name_is_denied_a_dead_host_is_not_believed(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    known: list[str] = []

    def look_up(host: str, *_: object, **__: object) -> Any:
        if host in known:
            return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("192.0.2.1", 443))]
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    monkeypatch.setattr(verdicts, "_CONFIRMING", 0.01)
    monkeypatch.setenv("NO_PROXY", "*")
    project.write(".linklint.yaml", "online: {archive: false}")
    project.write("a.md", "See [tables](https://no-such-host.w3.org/a).\n")
    assert "there is no network" in project.check("--online", "--select", "dead-link").err
    known.append(pages._SURELY_THERE)
    assert (
        "no-such-host.w3.org is not known: there is no such host"
        in project.check("--online", "--select", "dead-link").out
    )


def test_the_extra_is_named_where_it_is_missing(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    project.write("a.md", "text")
    ran = project.check("--online")
    assert (ran.code, ran.err) == (
        2,
        "linklint: --online needs more than is installed: pip install 'linklint[online]'\n",
    )


@pytest.mark.parametrize("flag", ["--refresh", "--allow-private"])
def test_flags_that_go_with_online(flag: str, project: Project) -> None:
    assert project.check(flag).err == f"linklint: {flag} goes with --online\n"


def test_headers_of_the_environment_are_never_shown(
    project: Project, server: Server, monkeypatch: pytest.MonkeyPatch, cache_folder: Path
) -> None:
    monkeypatch.setenv(pages.HEADERS, "127.0.0.1 Authorization: Bearer s3cret")
    project.write("a.md", links(server, "/alive", "/gone"))
    ran = project.check(*ONLINE)
    assert server.asked[0][1]["authorization"] == "Bearer s3cret"
    kept = b"".join(path.read_bytes() for path in cache_folder.iterdir())
    assert b"s3cret" not in kept
    assert "s3cret" not in ran.out + ran.err
    monkeypatch.setenv(pages.HEADERS, "s3cret")
    ran = project.check(*ONLINE)
    assert ran.code == 2
    assert "s3cret" not in ran.err


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("Authorization: Bearer s3cret", id="without a host"),
        pytest.param("wiki.acme.example:8443 Authorization: s3cret", id="for a port"),
        pytest.param("wiki.acme.example s3cret", id="without a colon"),
        pytest.param("wiki.acme.example X Y: s3cret", id="a name of two words"),
        pytest.param("wiki.acme.example Host: s3cret", id="another host"),
        pytest.param("wiki.acme.example content-length: 0", id="a length"),
        pytest.param("wiki.acme.example X: a\x7fY: s3cret", id="a control character"),
        pytest.param("wiki.acme.example X: s3crét", id="letters that headers know not"),
    ],
)
def test_headers_that_are_none(line: str, project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(pages.HEADERS, f"a.example X: y\n{line}")
    project.write("a.md", "text")
    ran = project.check("--online")
    assert (ran.code, "LINKLINT_HEADERS: line 2 is not of the form" in ran.err) == (2, True)
    assert "s3cr" not in ran.err


def test_a_header_of_the_user_takes_the_place_of_ours(
    project: Project, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(pages.HEADERS, "127.0.0.1 user-agent: Acme/1\n127.0.0.1 accept-encoding: identity")
    project.write("a.md", links(server, "/alive"))
    assert project.check(*ONLINE).code == 0
    ((_, headers),) = server.asked
    assert (headers["user-agent"], headers["accept-encoding"]) == ("Acme/1", "identity")


def test_links_tell_the_verdict_and_why(project: Project, server: Server) -> None:
    server.routes |= {"/wall": answer(status="403 Forbidden"), "/old": answer(status="301 Moved", location="/alive")}
    project.write("a.md", links(server, "/gone", "/wall", "/old") + "[b](b.md)\n")
    rows = [json.loads(line) for line in project.run("links", *ONLINE[:2], "--output-format", "jsonl").out.splitlines()]
    assert [(row["verdict"], row["why"], row["final_url"]) for row in rows] == [
        ("dead", "404 Not Found", server.url("/gone")),
        ("unsure", "403 Forbidden", server.url("/wall")),
        ("alive", "200 OK", server.url("/alive")),
        (None, None, None),
    ]
    assert "verdict" not in json.loads(project.run("links", "--output-format", "jsonl").out.splitlines()[0])
    shown = project.run("links", *ONLINE[:2], "--verdict", "unsure").out
    assert "unsure: 403 Forbidden" in shown
    assert "gone" not in shown
    assert project.run("links", "--verdict", "dead").code == 2


def test_an_archive_is_asked_for_copies_of_what_is_gone(
    project: Project, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = "http://web.archive.org/web/20200101000000/http://x/gone"
    body = json.dumps({"archived_snapshots": {"closest": {"available": True, "url": copy}}}).encode()
    server.routes |= {"/available": answer(body), "/gone": GONE, "/broken": PASSING}
    monkeypatch.setattr(archive, "ENDPOINT", server.url("/available?url="))
    monkeypatch.setattr(archive, "may_ask", lambda url: "?" not in url)
    project.write("a.md", links(server, "/gone", "/gone?q", "/broken", "/alive"))
    told = json.loads(project.run("check", *ONLINE, "--output-format", "json").out)["findings"]
    evidence = {each["url"]: each["evidence"][-1] for each in told}
    assert evidence[server.url("/gone")] == f"a copy: {copy.replace('http:', 'https:', 1)}"
    assert not evidence[server.url("/gone?q")].startswith("a copy")
    assert len([path for path, _ in server.asked if path.startswith("/available")]) == 1


@pytest.mark.parametrize(
    "told",
    [
        pytest.param(b"no json", id="no JSON"),
        pytest.param(b"[]", id="another shape"),
        pytest.param(b'{"archived_snapshots": {}}', id="no copy"),
        pytest.param(
            b'{"archived_snapshots": {"closest": {"available": true, "url": "javascript:x"}}}', id="no URL of it"
        ),
    ],
)
def test_what_an_archive_says_is_not_believed_blindly(
    told: bytes, project: Project, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.routes |= {"/available": answer(told), "/gone": GONE}
    monkeypatch.setattr(archive, "ENDPOINT", server.url("/available?url="))
    monkeypatch.setattr(archive, "may_ask", lambda url: True)
    project.write("a.md", links(server, "/gone"))
    (finding,) = json.loads(project.run("check", *ONLINE, "--output-format", "json").out)["findings"]
    assert not any(each.startswith("a copy") for each in finding["evidence"])


def test_workers_know_the_pages(project: Project, server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "_FORK_PAYS", 0)
    for name in "abcd":
        project.write(f"{name}.md", links(server, "/gone"))
    alone = project.check(*ONLINE, "--jobs", "1")
    assert len(alone.out.splitlines()) == 4
    assert project.check(*ONLINE, "--jobs", "2") == alone


def test_only_what_a_change_brings_is_told(project: Project, server: Server) -> None:
    def git(*words: str) -> None:
        identity = ["-c", "user.name=a", "-c", "user.email=a@b.example"]
        subprocess.run(["git", *identity, *words], cwd=project.folder, check=True, capture_output=True)

    (project.folder / ".git").rmdir()
    git("init", "-q")
    project.write("a.md", links(server, "/gone"))
    git("add", ".")
    git("commit", "-q", "-m", "before")
    project.write("a.md", links(server, "/lost", "/gone"))
    ran = project.check(*ONLINE, "--new-since", "HEAD")
    assert [server.url("/lost") in line for line in ran.out.splitlines()] == [True]


@pytest.mark.skipif(sys.platform == "win32", reason="has no such signals")
def test_ctrl_c_tells_what_is_known(project: Project, server: Server) -> None:
    def slow(out: BinaryIO) -> None:
        time.sleep(20)

    with serving() as other:
        other.routes["/slow"] = slow
        project.write("a.md", links(server, "/gone") + links(other, "/slow"))
        command = [sys.executable, "-m", "linklint", "check", *ONLINE, "--output-format", "concise"]
        running = subprocess.Popen(
            command,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            cwd=project.folder,
            preexec_fn=hears_interrupts,
        )
        wanted = time.monotonic() + 20
        while time.monotonic() < wanted and [path for path, _ in server.asked].count("/gone") < 3:
            time.sleep(0.05)
        time.sleep(0.5)
        running.send_signal(signal.SIGINT)
        out, err = running.communicate(timeout=15)
    assert running.returncode == 130
    assert [line.rpartition(" ")[2] for line in out.splitlines()] == ["[dead-link]"]
    assert err.splitlines()[0] == "linklint: interrupted: 1 of 2 URLs were asked, the others are not judged"
    assert "Traceback" not in err


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="has no such terminals")
@pytest.mark.parametrize(
    ("hook", "shows"), [pytest.param("", True, id="by hand"), pytest.param("1", False, id="in a hook")]
)
def test_a_terminal_shows_how_far_it_is(hook: str, shows: bool, project: Project, server: Server) -> None:
    project.write("a.md", links(server, *(f"/alive?{number}" for number in range(9))))
    ours, theirs = os.openpty()
    command = [sys.executable, "-m", "linklint", "check", *ONLINE]
    running = subprocess.Popen(
        command, cwd=project.folder, stdout=subprocess.DEVNULL, stderr=theirs, env={**os.environ, "PRE_COMMIT": hook}
    )
    os.close(theirs)
    seen = b""
    with suppress(OSError):  # so a terminal tells that nobody writes to it any more
        while more := os.read(ours, 1000):
            seen += more
    os.close(ours)
    assert running.wait() == 0
    assert (b"\rasked for 5 of 9 URLs" in seen) is shows
    assert b"could not" not in seen


def test_a_cache_that_is_broken_fails_no_run(project: Project, server: Server, cache_folder: Path) -> None:
    Path(PagesCache(str(cache_folder)).path).write_bytes(b"no database" * 500)
    project.write("a.md", links(server, "/gone"))
    assert project.check(*ONLINE).code == 1


def test_a_whole_site_is_judged_online_too(project: Project, server: Server) -> None:
    project.write("hugo.toml", "")
    project.write("content/a.md", links(server, "/gone") + "See [b](/b/) and [c](/c/).\n")
    project.write("content/b.md", links(server, "/gone", "/alive"))
    asked = ("--site", "--select", "dead-link,broken-internal-link", *ONLINE)
    for ran in (project.check(*asked), project.check(*asked)):
        assert [line.partition(" ")[0] for line in ran.out.splitlines()] == [
            "content/a.md:1:5:",
            "content/a.md:3:22:",
            "content/b.md:1:5:",
        ]
