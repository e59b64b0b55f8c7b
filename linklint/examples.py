"""The good and bad drafts in rule files, what must be reported between « and », and the pages that their links lead to."""

from __future__ import annotations

from linklint.model import Content, Hop, Page, Span
from linklint.options import Given, OptionError
from linklint.record import record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

OPEN, CLOSE = "«", "»"


@record
class Marked:
    """A draft without its marks, and the places that they showed."""

    text: str
    spans: tuple[Span, ...]


def unmarked(text: str) -> Marked:
    """Marks may nest. Raises ValueError where one is left open."""
    plain: list[str] = []
    opened: list[int] = []
    spans: list[Span] = []
    for character in text:
        if character == OPEN:
            opened.append(len(plain))
        elif character == CLOSE:
            if not opened:
                raise ValueError(f"{CLOSE} closes nothing")
            spans.append(Span(opened.pop(), len(plain)))
        else:
            plain.append(character)
    if opened:
        raise ValueError(f"{OPEN} is never closed")
    return Marked("".join(plain), tuple(sorted(spans, key=lambda span: (span.start, span.end))))


_VERDICTS = ("alive", "dead", "unsure")


def pages(written: Mapping[str, object]) -> Mapping[str, Page]:
    """What became of the URLs that an example names under `pages`: the fields of a page and of its content, as far as they are
    told. Raises OptionError."""
    given = Given(written)
    return {url: _page(url, given.below("pages").below(url)) for url in given.mapping("pages")}


def _page(url: str, given: Given) -> Page:
    hops = tuple(_hop(hop) for hop in given.texts("hops"))
    page = Page(
        verdict=given.choice("verdict", _VERDICTS, "alive"),
        says=given.text("says"),
        cause=given.text("cause"),
        is_settled=given.truth("is_settled") is not False,
        status=given.whole("status", 200),
        hops=hops,
        url=given.text("url") or (hops[-1].url if hops else url).partition("#")[0],
        content=_content(given),
        tls=given.text("tls"),
        https=given.text("https"),
        archived=given.text("archived"),
    )
    given.finish()
    return page


def _hop(written: str) -> Hop:
    """`301 https://b.example/`."""
    status, _, url = written.partition(" ")
    if not status.isdigit() or not url:
        raise OptionError(("pages",), f'a hop is a status and a URL, not "{written}"')
    return Hop(int(status), url)


def _content(given: Given) -> Content | None:
    """None where nothing of it is told."""
    ids = given.texts("ids")
    content = Content(
        title=given.text("title"),
        description=given.text("description"),
        language=given.text("language"),
        robots=frozenset(given.texts("robots")),
        ids=frozenset(ids) if "ids" in given.written else None,
        refresh=given.text("refresh"),
        sample=given.text("sample"),
    )
    return None if content == Content() else content
