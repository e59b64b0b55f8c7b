"""Links within the project that lead to the right page and are written in another way than the team's."""

from __future__ import annotations

from linklint import wording
from linklint.model import Edit, Fix, Hit, Span
from linklint.patterns import pattern
from linklint.record import record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from linklint.model import Draft, Facts, Link
    from linklint.options import Given

WORDS: tuple[str, ...] = ("fault", "meant")
"""What its messages may say beside the words of the link."""

_CHOICES = ("any", "always", "never")
_SYNTAXES = frozenset({"inline", "reference", "html", "jsx"})
_BESIDE = pattern(r"(?:\./+)+(?=[^./:#?][^:]*$)")
_BARE = pattern(r"[^./:#?@~{][^:]*$")


@record
class Options:
    dot_slash: str
    """Whether paths from the draft's own folder begin with `./`."""
    closing_slash: str
    """Whether addresses from the root of the site that name no file end with a slash."""

    @classmethod
    def read(cls, given: Given) -> Options:
        return cls(given.choice("dot_slash", _CHOICES, "any"), given.choice("closing_slash", _CHOICES, "any"))


def check(draft: Draft, facts: Facts, options: Options) -> Iterator[Hit]:
    for link in draft.links:
        if link.target is None or link.target.form != "relative" or link.syntax not in _SYNTAXES:
            continue
        fault, meant = _slash(link.url, options) if link.url.startswith("/") else _dot(link.url, options)
        if fault:
            words = {**wording.of_link(link), "fault": fault, "meant": wording.clipped(meant, 100)}
            yield Hit(link.span if link.definition_span else link.url_span, words, link, _fix(draft, link, meant))


def _dot(url: str, options: Options) -> tuple[str, str]:
    """What is amiss, and the URL as it should be."""
    if options.dot_slash == "never" and (found := _BESIDE.match(url)):
        return "begins with ./", url[found.end() :]
    if options.dot_slash == "always" and _BARE.match(url):
        return "does not begin with ./", "./" + url
    return "", url


def _slash(url: str, options: Options) -> tuple[str, str]:
    path_end = min((at for mark in "?#" if (at := url.find(mark)) >= 0), default=len(url))
    path, rest = url[:path_end], url[path_end:]
    last = path.rstrip("/").rpartition("/")[2]
    if not last or "." in last or path.endswith("//"):
        return "", url
    if options.closing_slash == "always" and not path.endswith("/"):
        return "has no slash at the end of its path", path + "/" + rest
    if options.closing_slash == "never" and path.endswith("/"):
        return "has a slash at the end of its path", path[:-1] + rest
    return "", url


def _fix(draft: Draft, link: Link, meant: str) -> Fix | None:
    """None where the draft writes it otherwise, with escapes or entities."""
    span = Span(link.url_span.start, link.url_span.end)
    return Fix((Edit(span, meant),), is_safe=True) if draft.text[span.start : span.end] == link.url else None
