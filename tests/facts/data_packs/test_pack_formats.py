"""What publishers write, read as rows."""

from __future__ import annotations

import io
import json

import pytest

from linklint.facts.data_packs import pack_formats
from linklint.facts.data_packs.pack_formats import FORMATS, PackError, common_crawl_url, host

COMMON_CRAWL = """\
#harmonicc_pos\t#harmonicc_val\t#pr_pos\t#pr_val\t#host_rev\t#n_hosts
1\t2.4993276E7\t2\t0.012750407517909759\tcom.first\t7348
2\t2.4671056E7\t1\t0.01721003017179015\tuk.co.second\t1904
3\t2.3453366E7\t3\t0.010760718435453807\torg.xn--bcher-kva\t28
4\t2.2371572E7\t4\t0.008252403881908257\tlocalhost\t1
"""
TRANCO = "1,first.example\r\n1000,thousandth.example\r\n1001,next.example\r\n10001,x.example\r\n1000000,last.example\r\n1000001,no.example\r\n"
UNIVERSITIES = json.dumps(
    [
        {
            "web_pages": ["https://www.first.example/"],
            "name": "First University",
            "alpha_two_code": "CH",
            "state-province": None,
            "domains": ["first.example", "Students.First.example", "www.second.example"],
            "country": "Switzerland",
        },
        {"name": "Broken", "domains": "not-a-list.example"},
        "broken",
    ]
)
WIKITEXT = """\
{| class="wikitable sortable perennial-sources"
! Source !! Status !! Discussions !! Last !! Summary !! Use
|- class="s-gr" id="First_News"
| ''[[First News]]'' {{WP:RSPSHORTCUT|WP:FIRST}}
| {{WP:RSPSTATUS|gr}}
| [[WP:RSN|1]]
| {{WP:RSPLAST|2023}}
| There is consensus.
| {{WP:RSPUSES|first-news.example|www.first.example}}
|- class="s-d" id="Second"
| [[Second]]
| {{WP:RSPSTATUS|d|b=y}}
| {{rsnl|2|3}}
| {{WP:RSPUSES|second.example}}
|- class="s-b" id="Third"
| [[Third]]
| {{WP:RSPSTATUS|gu|b=y}}
| {{WP:RSPUSES|1=third.example|third-two.example/}}
|- class="s-nc" id="Both_(politics)"
| {{/Status|nc}}
| {{/Uses|both.example}}
|- class="s-gu" id="Both_(blogs)"
| {{WP:RSPSTATUS|gu}}
| {{WP:RSPUSES|both.example|blogs.both.example|both.example/contributors}}
|- class="s-x" id="Unknown"
| {{WP:RSPSTATUS|zz}}
| {{WP:RSPUSES|unknown.example}}
|}
{{WP:RSPUSES|behind.example}}
"""


def api(*texts: str, **more: object) -> str:
    pages: list[object] = [{"ns": 4, "title": "9", "missing": True}]
    pages += [{"ns": 4, "revisions": [{"slots": {"main": {"content": text}}}]} for text in texts]
    return json.dumps({"batchcomplete": True, "query": {"pages": pages}, **more})


RETRACTIONS = """\
\ufeffRecord ID,Title,Subject,Institution,Journal,Publisher,Country,Author,URLS,ArticleType,RetractionDate,RetractionDOI,RetractionPubMedID,OriginalPaperDate,OriginalPaperDOI,OriginalPaperPubMedID,RetractionNature,Reason,Paywalled,Notes,
1,"A trial, and more",,,J,P,X,A,,,2/6/2010 0:00,10.9/n1,0,2/28/1998 0:00,10.1/ABC(97)1,0,Retraction,+Reason;,No,,
2,Doubts,,,J,P,X,A,,,3/3/2020 0:00,10.9/n2,0,1/1/2018 0:00,10.1/doubt,0,Expression of concern,,No,,
3,Doubts,,,J,P,X,A,,,12/4/2021 0:00,10.9/n3,0,1/1/2018 0:00,10.1/doubt,0,Retraction,,No,,
4,Corrected,,,J,P,X,A,,,1/1/2020 0:00,10.9/n4,0,1/1/2018 0:00,10.1/corrected,0,Correction,,No,,
5,Back,,,J,P,X,A,,,11/1/2020 0:00,10.9/n5,0,1/1/2018 0:00,10.1/back,0,Retraction,,No,,
6,Back,,,J,P,X,A,,,1/5/2021 0:00,10.9/n6,0,1/1/2018 0:00,10.1/back,0,Reinstatement,,No,,
7,No DOI,,,J,P,X,A,,,1/5/2021 0:00,,0,1/1/2018 0:00,unavailable,0,Retraction,,No,,
"""

READ = [
    pytest.param("common_crawl", COMMON_CRAWL, [("first.com", "3"), ("second.co.uk", "3"), ("xn--bcher-kva.org", "3")], id="Common Crawl's ranks, reversed"),
    pytest.param("tranco", TRANCO, [("first.example", "3"), ("thousandth.example", "3"), ("next.example", "4"), ("x.example", "5"), ("last.example", "6")], id="Tranco's ranks with CRLF"),
    pytest.param("universities", UNIVERSITIES, [("first.example", "u"), ("students.first.example", "u"), ("second.example", "u")], id="universities"),
    pytest.param("perennial", api(WIKITEXT), [("first-news.example", "gr"), ("first.example", "gr"), ("second.example", "d"), ("third-two.example", "b"), ("both.example", "m"), ("blogs.both.example", "gu")], id="perennial sources"),
    pytest.param("hosts", "# c\nspam.example\r\n\nhttp://no.example/\nB\u00fccher.example\nno_dot\n*.x.example\n1.2.3.4\n", [("spam.example", ""), ("xn--bcher-kva.example", "")], id="a list of hosts"),
    pytest.param("retractions", RETRACTIONS, [("10.1/abc(97)1", "r"), ("10.1/doubt", "r"), ("10.1/corrected", "c"), ("10.1/back", "i")], id="retractions"),
    pytest.param("packed", "a.example\tu\nb.example\tu\n", [("a.example", "u"), ("b.example", "u")], id="a pack itself"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "text", "rows"), READ)
def test_rows(name: str, text: str, rows: list[tuple[str, str]]) -> None:
    assert list(FORMATS[name](io.BytesIO(text.encode()))) == rows


WRONG = [
    pytest.param("common_crawl", "first.com\n", "no fifth column", id="ranks of another shape"),
    pytest.param("tranco", "first.example,1\n", "no number and a domain", id="columns in another order"),
    pytest.param("tranco", f"{'9' * 5000},first.example\n", "no number and a domain", id="a number without end"),
    pytest.param("universities", "{}", "no list", id="another JSON"),
    pytest.param("universities", "<!doctype html>", "no valid JSON", id="no JSON"),
    pytest.param("universities", "[" * 100_000, "no valid JSON", id="JSON that nests without end"),
    pytest.param("perennial", api(WIKITEXT, **{"continue": {"rvcontinue": "1"}}), "not answer with all pages", id="not all pages"),
    pytest.param("perennial", '{"error": {"code": "ratelimited"}}', "not answer with all pages", id="an error of the API"),
    pytest.param("perennial", '{"query": {"pages": [{"revisions": [{}]}]}}', "no answer of the MediaWiki API", id="pages without text"),
    pytest.param("retractions", "a,b\n1,2\n", "no CSV of Retraction Watch", id="another CSV"),
    pytest.param("packed", "a.example u\n", "no key and a code", id="a pack without tabs"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "text", "says"), WRONG)
def test_another_shape_is_told(name: str, text: str, says: str) -> None:
    with pytest.raises(PackError, match=says):
        list(FORMATS[name](io.BytesIO(text.encode())))


def test_the_newest_web_graph() -> None:
    index = [{"id": "cc-main-2026-aug-sep-oct", "location": "s3://x/"}, {"id": "cc-main-2026-jul-aug-sep"}]
    name = "cc-main-2026-aug-sep-oct"
    url = common_crawl_url(io.BytesIO(json.dumps(index).encode()))
    assert url == f"{pack_formats._GRAPHS}/{name}/domain/{name}-domain-ranks.txt.gz"


@pytest.mark.parametrize(
    "index", ["[]", "{}", "[1]", '[{"id": 1}]', '[{"id": "../../x"}]', '[{"id": "cc-main-2026@evil.example"}]', "x"]
)
def test_an_index_cannot_lead_elsewhere(index: str) -> None:
    with pytest.raises(PackError):
        common_crawl_url(io.BytesIO(index.encode()))


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        pytest.param(" WWW.A.example ", "a.example", id="case, spaces and www"),
        pytest.param("a.example.", "a.example", id="a closing dot"),
        pytest.param("a_b.example", "a_b.example", id="an underscore"),
        pytest.param("bücher.example", "xn--bcher-kva.example", id="letters beyond ASCII"),
        pytest.param("xn--bcher-kva.example", "xn--bcher-kva.example", id="punycode"),
        pytest.param("a.example/b", "", id="a path"),
        pytest.param("a\tb.example", "", id="a tab"),
        pytest.param("127.0.0.1", "", id="an address"),
        pytest.param("[::1]", "", id="an IPv6 address"),
        pytest.param("localhost", "", id="no dot"),
        pytest.param("-a.example", "", id="a hyphen in front"),
        pytest.param("a" * 300 + ".example", "", id="too long"),
    ],
)
def test_hosts(written: str, expected: str) -> None:
    assert host(written) == expected
