"""What came back when a page was asked for -> what may be said of it: alive, dead, or unsure. Pure.

Only what a reader would meet too is dead. Who turns programs away, is busy, or cannot be reached at the moment leaves it open.
"""

from __future__ import annotations

from linklint.model import Page
from linklint.record import record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from linklint.facts.online.reach import WebError
    from linklint.facts.online.web import Answer
    from linklint.model import Content, Hop

PERMANENT = frozenset({"status", "host", "loop"})
"""Causes of deaths that do not pass."""
MOST_TRIES = 3
LONGEST_WAIT = 60.0
"""Seconds. Who asks for more is not asked again in this run."""
_PASSING = (1.0, 2.0)
"""Seconds before it is asked again."""
_CONFIRMING = 0.5
_DEAD = frozenset({"host", "loop", "refused"})
_LARGEST_WALL = 60_000
"""Bytes. What says more than that has words of its own, and may be about walls."""

_WALL_HEADERS = {
    "cf-mitigated": "Cloudflare",
    "x-amzn-waf-action": "AWS WAF",
    "x-vercel-mitigated": "Vercel",
    "x-sucuri-block": "Sucuri",
}
_WALL_MARKS = {
    b"_cf_chl_opt": "Cloudflare",
    b"<title>just a moment...</title>": "Cloudflare",
    b"<title>attention required! | cloudflare</title>": "Cloudflare",
    b"incapsula incident id": "Imperva",
    b"/_incapsula_resource?cwudnsai=": "Imperva",
    b"geo.captcha-delivery.com": "DataDome",
    b"px-captcha": "HUMAN",
    b"errors.edgesuite.net": "Akamai",
    b"sec-if-cpt-container": "Akamai",
    b"awswafcookiedomainlist": "AWS WAF",
    b"gokuprops": "AWS WAF",
    b"sucuri_cloudproxy_js": "Sucuri",
    b"vercel security checkpoint": "Vercel",
    b"anubis_challenge": "Anubis",
    b"api-services-support@amazon.com": "Amazon",
    b"detected unusual traffic from your computer network": "Google",
    b"blocked by network security": "Reddit",
}
"""What stands on pages that ask whether their reader is human, in lower case, and whose they are."""


@record
class Visit:
    """One try to reach a page, redirects followed."""

    url: str
    """The last one that was asked for."""
    hops: tuple[Hop, ...] = ()
    answer: Answer | None = None
    body: bytes = b""
    is_whole: bool = False
    """All of the body was read."""
    fault: WebError | None = None
    """Why there is no answer."""


def page(visit: Visit) -> Page:
    """Without what needs more than one visit to be known."""
    if visit.answer is None:
        return _of_fault(visit)
    verdict, cause, says = _of_answer(visit.answer, visit.body)
    return Page(
        verdict,
        says,
        cause,
        is_settled=verdict != "dead" or cause in PERMANENT,
        status=visit.answer.status,
        hops=visit.hops,
        url=bare(visit.url),
        content=_content(visit) if verdict == "alive" else None,
    )


def _of_fault(visit: Visit) -> Page:
    cause, why, tls = "network", "no answer", ""
    if visit.fault:
        cause, why, tls = visit.fault.cause, visit.fault.why, visit.fault.tls
    verdict = "dead" if cause in _DEAD else "unsure"
    settled = verdict != "dead" or cause in PERMANENT
    return Page(verdict, tls or why, cause, settled, 0, visit.hops, bare(visit.url), tls=tls)


def _of_answer(answer: Answer, body: bytes) -> tuple[str, str, str]:
    """Verdict, cause, and what it says."""
    status = answer.status
    says = words(status)
    if wall := _wall(answer.headers, body):
        return "unsure", "wall", f"{says}, with a page that asks whether its reader is human ({wall})"
    if 200 <= status < 300 or status in (300, 304):
        return "alive", "", says
    if status in (404, 410):
        return "dead", "status", says
    if status == 429 or (status == 503 and "retry-after" in answer.headers):
        return "unsure", "limit", says
    if 300 <= status < 400:
        return "unsure", "network", f"{says}, which leads nowhere"
    if status == 511:
        return "unsure", "network", f"{says}, which is the word of the network that we are in"
    if answer.is_by_proxy and status in (502, 503, 504):
        return "unsure", "network", f"{says}, which may be the proxy's word"
    if 500 <= status < 600:
        return "dead", "server", says
    return "unsure", "wall", says


def words(status: int) -> str:
    """`404 Not Found`."""
    from http import HTTPStatus

    try:
        return f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        return str(status)


def _wall(headers: Mapping[str, str], body: bytes) -> str:
    """Whose page stands in the way; empty where none does."""
    for name, whose in _WALL_HEADERS.items():
        if name in headers:
            return whose
    if not body or len(body) > _LARGEST_WALL:
        return ""
    small = body.lower()
    return next((whose for mark, whose in _WALL_MARKS.items() if mark in small), "")


def _content(visit: Visit) -> Content | None:
    from linklint.facts.landing_pages.page_content import read

    if not visit.answer or not visit.body:
        return None
    return read(visit.body, visit.answer.headers, visit.url, visit.is_whole)


def bare(url: str) -> str:
    """Without its fragment."""
    return url.partition("#")[0]


def wait(found: Page, tries: int, answer: Answer | None, now: float) -> float | None:
    """Seconds until the same URL is worth asking again; None where that would tell nothing. `now` is that of clocks on
    walls."""
    if tries >= MOST_TRIES or found.verdict == "alive" or found.cause in ("wall", "tls", "unasked"):
        return None
    if found.cause == "limit":
        asked = told_to_wait(answer, now) if answer else LONGEST_WAIT + 1
        return None if asked > LONGEST_WAIT else max(asked, _PASSING[0])
    return _CONFIRMING if found.cause in PERMANENT else _PASSING[min(tries, len(_PASSING)) - 1]


def told_to_wait(answer: Answer, now: float) -> float:
    """Seconds. A date is read by the clock of who names it, where that is told, since ours may be wrong."""
    return retry_after(answer.headers.get("retry-after", ""), _moment(answer.headers.get("date", "")) or now)


def retry_after(written: str, now: float) -> float:
    """Seconds; what cannot be read is 0."""
    written = written.strip()
    if written.isascii() and written.isdigit():
        return float(written[:9])
    return max(0.0, _moment(written) - now)


def _moment(written: str) -> float:
    """Seconds since 1970; what cannot be read is 0."""
    from email.utils import parsedate_to_datetime

    try:
        return parsedate_to_datetime(written).timestamp()
    except (TypeError, ValueError, OverflowError, IndexError):
        return 0.0


def same(http: Page, https: Page) -> bool:
    """Two pages that a reader would take for one."""
    if http.verdict != "alive" or https.verdict != "alive" or not https.url.startswith("https:"):
        return False
    if http.url.partition("://")[2] != https.url.partition("://")[2]:
        return False
    titles = [each.content.title if each.content else "" for each in (http, https)]
    return titles[0] == titles[1]
