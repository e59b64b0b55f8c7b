"""`linklint why`: the whole ladder for people, and for scripts what the contract names."""

from __future__ import annotations

import json

import pytest

from linklint.facts.credibility.ratings import LADDER
from tests.conftest import Project
from tests.facts.data_packs.test_packs import install

LISTS = """\
lists:
  deny: [{host: never.example, reason: legal}]
  low:
    - {host: tales.example, reason: editorial review, until: 2026-12-31}
  allow: [bls.gov]
"""


def test_every_rung_is_shown_and_one_is_marked(project: Project) -> None:
    ran = project.run("why", "--isolated", "docs.github.com")
    lines = ran.out.splitlines()
    assert ran.code == 0
    assert lines[0] == "docs.github.com: established"
    assert [line[2:].partition("  ")[0] for line in lines[1 : len(LADDER) + 1]] == [rung.who for rung in LADDER]
    assert [line for line in lines if line.startswith(">")] == [
        "> encyclopedias, press, manuals         docs.github.com documentation of GitHub (known-hosts.tsv, vendor-docs)"
    ]


@pytest.mark.parametrize(
    ("host", "tier", "last"),
    [
        pytest.param("never.example", "denied", "  to dispute it: with the team, .linklint.yaml:2", id="denied"),
        pytest.param("tales.example", "flagged", "  to dispute it: with the team, .linklint.yaml:4", id="flagged"),
        pytest.param("bls.gov", "allowed", "  to change it: .linklint.yaml:5", id="allowed"),
        pytest.param(
            "nobody.example",
            "unknown",
            "  to change it: lists: {deny: [{host: nobody.example, reason: …}]} in .linklint.yaml; or allow, low, high",
            id="unknown",
        ),
    ],
)
def test_what_it_takes_to_change_it_is_told(host: str, tier: str, last: str, project: Project) -> None:
    project.write(".linklint.yaml", LISTS)
    lines = project.run("why", "--today", "2026-11-22", host).out.splitlines()
    assert lines[0] == f"{host}: {tier}"
    assert lines[-1] == last


def test_json_has_the_keys_of_the_contract(project: Project) -> None:
    project.write(".linklint.yaml", LISTS)
    ran = project.run("why", "--json", "https://www.bls.gov/ooh/", "nobody.example")
    assert json.loads(ran.out) == [
        {
            "url": "https://www.bls.gov/ooh/",
            "host": "www.bls.gov",
            "domain": "bls.gov",
            "tier": "allowed",
            "decided_by": "team-allow",
            "evidence": [
                {
                    "rung": "team-allow",
                    "says": "bls.gov is on the team's allow list",
                    "source": ".linklint.yaml:5",
                    "date": "",
                },
                {
                    "rung": "registry",
                    "says": "www.bls.gov is registered under .gov, open to government alone",
                    "source": "Public Suffix List",
                    "date": "",
                },
            ],
        },
        {
            "url": "nobody.example",
            "host": "nobody.example",
            "domain": "nobody.example",
            "tier": "unknown",
            "decided_by": "",
            "evidence": [],
        },
    ]


@pytest.mark.parametrize(
    ("written", "host"),
    [
        pytest.param("BLS.gov", "bls.gov", id="capitals"),
        pytest.param("bls.gov:443/ooh", "bls.gov", id="a port and a path"),
        pytest.param("//bls.gov/ooh", "bls.gov", id="without a scheme"),
        pytest.param("bücher.example", "xn--bcher-kva.example", id="another script"),
        pytest.param("http:\\\\bls.gov", "bls.gov", id="as browsers read it"),
    ],
)
def test_a_host_is_read_as_links_are(written: str, host: str, project: Project) -> None:
    assert json.loads(project.run("why", "--json", written).out)[0]["host"] == host


@pytest.mark.parametrize("written", ["mailto:a@b.example", "", "ftp://a.example/", "javascript:x", "https://", "a b"])
def test_what_is_no_host_is_misuse(written: str, project: Project) -> None:
    ran = project.run("why", written)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == f'linklint: "{written}" is no host and no URL of a page\n'


def test_a_day_that_is_none_is_misuse(project: Project) -> None:
    ran = project.run("why", "--today", "2026-13-01", "bls.gov")
    assert (ran.code, ran.err) == (2, 'linklint: --today wants a date such as 2027-01-31, not "2026-13-01"\n')


def test_packs_that_are_pulled_speak_with_their_day(project: Project) -> None:
    install("perennial", {"old-tales.example": "d"}, "2026-09-01")
    ran = project.run("why", "--today", "2026-11-22", "old-tales.example")
    assert (
        '> lists of sources and of spam          old-tales.example is listed as "deprecated" (Wikipedia: Perennial sources, '
        "2026-09-01); older than a month: linklint data pull perennial\n"
    ) in ran.out
    assert "  how many link there                   no data; linklint data pull rank\n" in ran.out
    assert "  lists of sources, generally reliable  -\n" in ran.out


def test_own_hosts_are_told_to_be_own(project: Project) -> None:
    project.write(".linklint.yaml", "hosts: [acme.example]\n")
    assert "an own host, by the configuration" in project.run("why", "https://acme.example/a").out
    assert "an own host" not in project.run("why", "--isolated", "https://acme.example/a").out


def test_nothing_of_a_url_moves_the_cursor(project: Project) -> None:
    ran = project.run("why", "https://a.example/\x1b[2J")
    assert "\x1b" not in ran.out


def test_help_teaches(project: Project) -> None:
    out = project.run("why", "--help").out
    for word in ("ladder", "unknown means", "linklint why bls.gov", "--json", "--config"):
        assert word in out


DRAFT = """\
# Pipes in the kitchen

{prose}
The [price list for copper pipes](https://guild.example/copper-pipes-prices) is from the guild.
The [cheap gelato franchise](https://cones.example/gelato-franchise) has what you need.
See [Wikipedia](https://en.wikipedia.org/wiki/Pipe).
""".format(
    prose="The plumber looks at the copper pipes and their prices before the kitchen is built, because a leak behind a finished "
    "wall costs ten times what it costs in an open one, and asks which of them are plastic and where the meter stands. "
    * 6
)


def test_the_links_of_a_draft_are_shown_most_off_topic_first(project: Project) -> None:
    project.write("pipes.md", DRAFT)
    ran = project.run("why", "--draft", "pipes.md")
    lines = ran.out.splitlines()
    assert lines[0].startswith("pipes.md: about pipes, ")
    assert [line.split("  ")[1] for line in lines[2:]] == ["5:5", "4:5", "6:5"]
    assert "gelato, franchise" in lines[2]
    assert lines[3].endswith("  price, copper, pipes, prices")
    assert "not judged: encyclopedia" in lines[4]


def test_one_link_of_a_draft_for_scripts(project: Project) -> None:
    project.write("pipes.md", DRAFT)
    url = "https://cones.example/gelato-franchise"
    (told,) = json.loads(project.run("why", "--json", "--draft", "pipes.md", url).out)
    assert (told["url"], told["line"], told["column"], told["in_draft"]) == (url, 5, 5, [])
    assert {"gelato", "franchise"} <= set(told["not_in_draft"])
    assert told["score"] < 0


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        pytest.param(["--draft", "pipes.md", "https://no.example/"], "no outbound link to https://no.example/", id="a URL it has not"),
        pytest.param(["--draft", "none.md"], "none.md", id="no such draft"),
        pytest.param([], "name a URL or a host, or a draft with --draft", id="nothing at all"),
    ],
)  # fmt: skip
def test_what_cannot_be_shown_of_a_draft_is_told(arguments: list[str], says: str, project: Project) -> None:
    project.write("pipes.md", DRAFT)
    ran = project.run("why", *arguments)
    assert ran.code == 2
    assert says in ran.err
