"""What a rule may ask of a link: fields with the values that fit. Rules select by them; house rules do too.

A field answers yes, no, or unknown. What is unknown (a URL that a template writes, a host without a rating) never makes
a finding: `where` wants yes of every field, `unless` wants no of every field.
"""

from __future__ import annotations

import re
from functools import lru_cache, partial

from linklint import hosts, queries, urls
from linklint.errors import unknown
from linklint.model import BESIDE_THE_TEXT, Destination
from linklint.options import OptionError
from linklint.patterns import pattern
from linklint.record import record
from linklint.words import count, normal_form

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from linklint.model import Draft, Facts, Link
    from linklint.options import Given

    Answer = Callable[[tuple[str, ...], Link, Facts], bool | None]
    Claim = Callable[[Link, Facts], bool | None]
    Condition = tuple[Claim, ...]

_IMAGE_FILE = pattern(r"\.(?:png|jpe?g|gif|webp|avif|svg|bmp|tiff?)$", re.I)
_LONGEST_ADDRESS = 2000
"""What lies beyond no glob sees: a draft may write a URL of any length."""
_WITH_HOST = ("absolute", "protocol-relative")
_INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\u00ad"
_MARKS = pattern("[\\s.,;:!?()\\[\\]{}*'\"/|_…·•–—‐‑“”‘’„‚。、，！？：；（）-]+")
_URL_START = pattern(r"(?:[a-z][a-z0-9+.-]*:)?//|www\.", re.I)


def _form(values: tuple[str, ...], link: Link, facts: Facts) -> bool | None:
    return None if link.target is None else link.target.form in values


def _scheme(values: tuple[str, ...], link: Link, facts: Facts) -> bool | None:
    return None if link.target is None else link.target.scheme in values


def _host(values: tuple[str, ...], link: Link, facts: Facts) -> bool | None:
    if link.target is None:
        return None
    host = link.target.host
    return any(urls.matches(host, value.lower()) for value in values)


def _url(values: tuple[str, ...], link: Link, facts: Facts) -> bool | None:
    return None if link.target is None else "".join(link.url.split()).lower() in values


def _address(values: tuple[str, ...], link: Link, facts: Facts) -> bool | None:
    if link.target is None:
        return None
    query = "?" + link.target.query if link.target.query else ""
    return fits_any((link.target.host + link.target.path + query)[:_LONGEST_ADDRESS], values)


def _ending(values: tuple[str, ...], link: Link, facts: Facts) -> bool | None:
    return None if link.target is None else link.url.endswith(values)


def _query(values: tuple[str, ...], link: Link, facts: Facts) -> bool | None:
    if link.target is None:
        return None
    patterns = tuple(value.lower() for value in values)
    return any(fits_any(name.lower(), patterns) for name, _ in queries.parameters(link.target.query))


def _path(values: tuple[str, ...], link: Link, facts: Facts) -> bool | None:
    return None if link.target is None else link.target.path.startswith(values)


def _fragment(values: tuple[str, ...], link: Link, facts: Facts) -> bool | None:
    return None if link.target is None else link.target.fragment in values


def _label(values: tuple[str, ...], link: Link, facts: Facts) -> bool | None:
    labels = facts.labels.get(link.url)
    return None if labels is None else not labels.isdisjoint(values)


def _tier(values: tuple[str, ...], link: Link, facts: Facts) -> bool | None:
    rating = facts.ratings.get(link.url)
    return None if rating is None else rating.tier in values


def _rel(values: tuple[str, ...], link: Link, facts: Facts) -> bool | None:
    return None if link.effective_rel is None else not link.effective_rel.isdisjoint(values)


def _anchor(values: tuple[str, ...], link: Link, facts: Facts) -> bool | None:
    return None if facts.anchors is None else facts.anchors.class_of(link) in values


def _written_rel(values: tuple[str, ...], link: Link, facts: Facts) -> bool | None:
    return None if link.rel is None else any(token in values for token in link.rel)


def _syntax(values: tuple[str, ...], link: Link, facts: Facts) -> bool | None:
    return link.syntax in values


def _context(values: tuple[str, ...], link: Link, facts: Facts) -> bool | None:
    return link.context in values


def _text(values: tuple[str, ...], link: Link, facts: Facts) -> bool | None:
    text = normal_form(link.text)
    return any(text == normal_form(value) for value in values)


def _attribute(values: tuple[str, ...], link: Link, facts: Facts) -> bool | None:
    return any(fits_any(name, values) for name in link.attributes)


def fits_any(name: str, patterns: tuple[str, ...]) -> bool:
    """Whether a name is one of these or fits one that is a glob."""
    names, globbed = _sorted_out(patterns)
    if name in names or not globbed:
        return name in names
    from linklint import globs

    return any(globs.fits_name(name, each) for each in globbed)


@lru_cache(maxsize=256)
def _sorted_out(patterns: tuple[str, ...]) -> tuple[frozenset[str], tuple[str, ...]]:
    globbed = tuple(each for each in patterns if any(mark in each for mark in "*?[\\"))
    return frozenset(patterns).difference(globbed), globbed


def _window(values: tuple[str, ...], link: Link, facts: Facts) -> bool | None:
    written = link.attributes.get("target")
    if written is None:
        return False
    return None if written.is_templated else written.value.strip().lower() in values


def _internal(link: Link, facts: Facts) -> bool | None:
    return link.internal


def _loopback(link: Link, facts: Facts) -> bool | None:
    return None if link.target is None else hosts.is_loopback(link.target.host)


def _private_host(link: Link, facts: Facts) -> bool | None:
    return None if link.target is None else hosts.is_private(link.target.host)


def _ip_host(link: Link, facts: Facts) -> bool | None:
    return None if link.target is None else hosts.is_address(link.target.host)


def _valid(link: Link, facts: Facts) -> bool | None:
    target = link.target
    if target is None:
        return None
    return bool(target.host) or not (target.form in _WITH_HOST or target.scheme in ("ftp", "ws", "wss"))


def _has_fragment(link: Link, facts: Facts) -> bool | None:
    return None if link.target is None else bool(link.target.fragment)


def _image_target(link: Link, facts: Facts) -> bool | None:
    return None if link.target is None else bool(_IMAGE_FILE.search(link.target.path))


def _own_page(link: Link, facts: Facts) -> bool | None:
    there = facts.destinations.get(link.url)
    return there.is_own if isinstance(there, Destination) else None


def _has_image(link: Link, facts: Facts) -> bool | None:
    return bool(link.images)


def _has_markup(link: Link, facts: Facts) -> bool | None:
    return link.has_markup


def _named(link: Link, facts: Facts) -> bool | None:
    if "".join(link.name.split()).strip(_INVISIBLE):
        return True
    return None if link.syntax in BESIDE_THE_TEXT or any(image.alt is None for image in link.images) else False


def _only_marks(link: Link, facts: Facts) -> bool | None:
    """Within code or other markup only what no programming language means anything by."""
    text = link.text.strip()
    if not text or text[0].isalnum() or link.images or not _MARKS.fullmatch(text + link.name + link.title):
        return False
    return link.text_span.end - link.text_span.start == len(link.text) or (len(text) == 1 and text in ".,;:()…")


def _text_is_url(link: Link, facts: Facts) -> bool | None:
    return text_is_url(link)


def _plain_word(link: Link, facts: Facts) -> bool | None:
    return link.text == link.text.lower() and count(link.text) < 2


def _stands_alone(link: Link, facts: Facts) -> bool | None:
    return link.stands_alone


def _in_claim(link: Link, facts: Facts) -> bool | None:
    return None if facts.claims is None else link.span in facts.claims.by_link


def _with_number(link: Link, facts: Facts) -> bool | None:
    claim = facts.claims.by_link.get(link.span) if facts.claims else None
    return None if claim is None else claim.has_number


def _only_source(link: Link, facts: Facts) -> bool | None:
    claim = facts.claims.by_link.get(link.span) if facts.claims else None
    return None if claim is None else claim.sources == 1


def text_is_url(link: Link) -> bool:
    """The anchor text is an address rather than words: it starts like one or holds the target's host."""
    host = link.target.host if link.target else ""
    return bool(_URL_START.match(link.text)) or bool(host and host in link.text.lower())


VALUE_FIELDS: Mapping[str, Answer] = {
    "address": _address,
    "anchor": _anchor,
    "attribute": _attribute,
    "context": _context,
    "ending": _ending,
    "form": _form,
    "fragment": _fragment,
    "host": _host,
    "label": _label,
    "path": _path,
    "query": _query,
    "rel": _rel,
    "scheme": _scheme,
    "syntax": _syntax,
    "text": _text,
    "tier": _tier,
    "url": _url,
    "window": _window,
    "written_rel": _written_rel,
}
"""Fields that fit where one of the given values does."""

TRUTH_FIELDS: Mapping[str, Claim] = {
    "has_fragment": _has_fragment,
    "has_image": _has_image,
    "has_markup": _has_markup,
    "image_target": _image_target,
    "in_claim": _in_claim,
    "internal": _internal,
    "ip_host": _ip_host,
    "loopback": _loopback,
    "named": _named,
    "only_marks": _only_marks,
    "only_source": _only_source,
    "own_page": _own_page,
    "plain_word": _plain_word,
    "private_host": _private_host,
    "stands_alone": _stands_alone,
    "text_is_url": _text_is_url,
    "with_number": _with_number,
    "valid": _valid,
}
"""Fields that are true or false."""


CHOICES: Mapping[str, frozenset[str]] = {
    "anchor": frozenset({"image", "empty", "naked", "generic", "branded", "exact", "title", "partial", "descriptive"}),
    "context": frozenset({"paragraph", "heading", "list", "table", "quote", "footnote", "front-matter"}),
    "form": frozenset({"absolute", "protocol-relative", "relative", "fragment", "empty", "other"}),
    "label": frozenset({"affiliate", "cloaked", "platform", "resolver", "shortener", "wrapper"}),
    "syntax": frozenset({"inline", "reference", "autolink", "bare", "html", "jsx"}) | BESIDE_THE_TEXT,
    "tier": frozenset(
        {"allowed", "denied", "harmful", "flagged", "authoritative", "user-content", "established", "unknown"}
    ),
}
"""Fields that know only these values."""

_NEEDS = {
    "anchor": "anchors",
    "label": "labels",
    "tier": "ratings",
    "in_claim": "claims",
    "only_source": "claims",
    "own_page": "destinations",
    "with_number": "claims",
}


def needs_of(options: Mapping[str, object]) -> frozenset[str]:
    """The facts that a rule's options ask for: those of its conditions, and topics that are judged strictly."""
    fields = {name for condition in options.values() if isinstance(condition, dict) for name in condition}
    strict = {"strict_topics"} if options.get("threshold") == "strict" else ()
    return frozenset(_NEEDS[name] for name in fields & _NEEDS.keys()).union(strict)


_FILING_KEYS = ("category", "categories", "section", "tags", "topic", "topics")
"""Of headers: what a draft is filed under."""


@record
class Selection:
    """The links that fit every field of `where` and no field of `unless`."""

    where: Condition
    unless: Condition

    def among(self, links: Sequence[Link], facts: Facts) -> Sequence[Link]:
        for claim in self.where:
            links = [link for link in links if claim(link, facts) is True]
        for claim in self.unless:
            links = [link for link in links if claim(link, facts) is False]
        return links

    def possibly_among(self, links: Sequence[Link], facts: Facts) -> Sequence[Link]:
        """Those that fit, and those of which what is known does not say that they do not."""
        for claim in self.where:
            links = [link for link in links if claim(link, facts) is not False]
        for claim in self.unless:
            links = [link for link in links if claim(link, facts) is not True]
        return links


@record
class Header:
    """Drafts by those keys of their front matter that are set to anything but false, and by what they are filed under."""

    only_in: tuple[str, ...]
    """One of these is set; none given is any draft."""
    not_in: tuple[str, ...]
    categories: tuple[str, ...] = ()
    """It is filed under one of these; none given is any draft."""

    def fits(self, draft: Draft) -> bool:
        if self.categories and filed_under(draft).isdisjoint(map(normal_form, self.categories)):
            return False
        return (not self.only_in or says(draft, self.only_in)) and not says(draft, self.not_in)


def says(draft: Draft, keys: Iterable[str]) -> bool:
    """The header sets one of these keys, to true or to a text."""
    return any(draft.front_matter.get(key) not in (None, False, "") for key in keys)


def filed_under(draft: Draft) -> frozenset[str]:
    """Its categories and tags, in normal form."""
    values = (draft.front_matter.get(key) for key in _FILING_KEYS)
    texts = (text for value in values for text in (value if isinstance(value, list) else (value,)))
    return frozenset(normal_form(text) for text in texts if isinstance(text, str))


def read_header(given: Given) -> Header:
    """Reads the options `only_in`, `not_in` and `categories`. Raises OptionError."""
    return Header(given.texts("only_in"), given.texts("not_in"), given.texts("categories"))


def read_selection(given: Given) -> Selection:
    """Reads the options `where` and `unless`. Raises OptionError."""
    return Selection(read_condition(given, "where"), read_condition(given, "unless"))


def read_condition(given: Given, key: str) -> Condition:
    fields = given.below(key)
    claims: list[Claim] = []
    for name in given.mapping(key):
        if name in VALUE_FIELDS:
            values = fields.choices(name, CHOICES[name]) if name in CHOICES else fields.texts(name)
            claims.append(partial(VALUE_FIELDS[name], values))
        elif name in TRUTH_FIELDS:
            wanted = fields.truth(name)
            claims.append(TRUTH_FIELDS[name] if wanted else partial(_holds, TRUTH_FIELDS[name], wanted))
        else:
            raise OptionError((key, name), unknown("field", name, (*VALUE_FIELDS, *TRUTH_FIELDS)))
    return tuple(claims)


def _holds(claim: Claim, wanted: bool | None, link: Link, facts: Facts) -> bool | None:
    answer = claim(link, facts)
    return None if answer is None else answer is wanted
