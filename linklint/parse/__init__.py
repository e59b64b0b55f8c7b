"""Text -> Draft: front matter, templates and comments told apart from prose, every link with its place and meaning."""

from __future__ import annotations

from functools import cache, partial

from linklint import front_matter, urls
from linklint.errors import unknown
from linklint.lines import Lines
from linklint.model import Definition, Draft, Link, Span, Unread
from linklint.parse import dialects, directives, language, rel, robots, templates
from linklint.record import replace

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from linklint.model import Attribute, Config, Target
    from linklint.parse import inlines
    from linklint.parse.dialects import Dialect
    from linklint.parse.raw import RawLink, Reading
    from linklint.parse.tags import Mark

FORMATS = {
    ".md": "markdown",
    ".markdown": "markdown",
    ".mdx": "mdx",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
}
"""File name endings, in lower case, and how their drafts are read."""

_ALL_FOLLOWED: frozenset[str] = frozenset()
_NONE_FOLLOWED = frozenset({"nofollow"})
_KEYS = frozenset({"disable", "topics"})
_OWN_KEYS = frozenset({"linklint.disable", "linklint.topics"})


def format_of(path: str) -> str:
    """How a draft of this name is read; empty for a name that no draft has."""
    return FORMATS.get(path[path.rfind(".") :].lower(), "")


def parse(path: str, text: str, config: Config, is_fixable: bool = True) -> Draft:
    """Reads a draft. `text` is as on disk without a byte order mark. Never fails: what cannot be read is in
    `Draft.unread`."""
    kind = dialects.kind_of(format_of(path) or "markdown", config.dialect, text)
    header, end = front_matter.read(text)
    reading = read(text, end, kind, config.dialect)
    in_header: Iterable[RawLink] = ()
    if config.front_matter_links and end:
        from linklint.parse import header_links

        in_header = header_links.find(text, end, dialects.of(config.dialect, kind))
    found = (raw for raw in (*in_header, *reading.links) if not raw.is_silent)
    nofollow = (robots.in_header(text, end, header) if header else None) or reading.nofollow
    of_page = _NONE_FOLLOWED if nofollow else _ALL_FOLLOWED
    links = tuple(_link(raw, text, config, reading.base, of_page) for raw in found)
    dialect = dialects.of(config.dialect, kind)
    own = header.get("linklint")
    settings = own if isinstance(own, dict) else {}
    has_directives = bool(reading.comments) and directives.stand_in(text)
    suppressions, misread = directives.read(reading.comments, Lines(text)) if has_directives else ((), ())
    disabled = frozenset(front_matter.texts(settings.get("disable")))
    if disabled:
        suppressions += directives.from_header(text[:end], disabled, Span(0, len(text)))
    unread = [
        Unread(Span(0, end), unknown("key", f"linklint.{key}", _OWN_KEYS), is_slip=True)
        for key in settings
        if key not in _KEYS
    ]
    declared = (header.get("lang"), header.get("language"), header.get("locale"), reading.language)
    words = (text[span.start : span.end] for span in reading.prose)
    return Draft(
        path=path,
        text=text,
        format=kind,
        front_matter=header,
        title=_title(header, reading),
        headings=reading.headings,
        prose=reading.prose,
        links=links,
        slips=reading.slips,
        definitions=tuple(_definition(label, found) for label, found in reading.definitions),
        tell_language=cache(partial(language.detect, path, declared, words)),
        directives=suppressions + directives.from_attributes(links),
        disabled=disabled,
        unread=(*reading.unread, *misread, *unread),
        attribute_list=_attribute_list(text, links, dialect) if kind != "html" else "",
        nofollow=nofollow,
        elements=partial(_elements, reading.marks),
        is_fixable=is_fixable,
    )


def _attribute_list(text: str, links: Iterable[Link], dialect: Dialect) -> str | None:
    """What the dialect says, else the first link of the draft that has a list."""
    if not dialect.has_attribute_lists:
        return ""
    if dialect.list_opening:
        return dialect.list_opening
    if "{" not in text:
        return None
    ends = [link.span.end for link in links if link.syntax in ("inline", "reference")]
    openings = (text[end : end + 2] for end in ends if text.startswith(("{:", "{.", "{rel="), end))
    return next(("{:" if opening == "{:" else "{" for opening in openings), None)


def read(text: str, start: int, kind: str, dialect_name: str) -> Reading:
    """What stands in a draft from `start`, behind its front matter. `kind` is a value of `FORMATS`, the name one of
    `dialects.DIALECTS`."""
    dialect = dialects.of(dialect_name, kind)
    written = text[start:]
    rest = templates.mask_tags(written) if dialect.has_templates else written
    masked = " " * start + rest
    reading = _read(text, masked, kind, dialect)
    if rest is written:
        return reading
    from linklint.parse import shortcodes

    return shortcodes.add(reading, text, masked)


def _read(text: str, masked: str, kind: str, dialect: Dialect) -> Reading:
    if kind == "html":
        from linklint.parse import html

        return html.read(text, masked)
    from linklint.parse import attributes, markdown

    with_lists = masked
    if dialect.has_attribute_lists:
        masked = attributes.hide_those_of_blocks(masked)
    has_lists_elsewhere = masked is not with_lists
    if "$" in masked and dialect.math and dialect.math in masked:
        from linklint.parse import formulas

        masked = formulas.mask(masked, dialect.math)
    reading = markdown.read(text, masked, dialect)
    if not has_lists_elsewhere:
        return reading
    from linklint.parse import named_lists

    return named_lists.add(reading, with_lists)


def _title(header: Mapping[str, object], reading: Reading) -> str:
    title = header.get("title")
    if isinstance(title, str) and title.strip():
        return title.strip()
    first = [heading.text for heading in reading.headings if heading.level == 1]
    return (first[0] if first else "") or reading.title


def _link(raw: RawLink, text: str, config: Config, base: str, of_page: frozenset[str]) -> Link:
    attributes = raw.attributes
    if attributes:
        attributes = {name: _unmasked(attribute, text) for name, attribute in attributes.items()}
    url = text[raw.url_span.start : raw.url_span.end] if raw.is_templated else raw.url
    target = None if raw.is_templated else urls.parse(raw.url)
    if base and target and target.form == "relative":
        target = _from_base(base, raw.url)
    internal = urls.is_internal(target, config.hosts) if target else None
    tokens = None if raw.is_by_theme else rel.written(attributes) if attributes else ()
    return Link(  # by place: to name so many fields takes longer than to make the link
        raw.syntax,
        url,
        target,
        templates.without_masks(raw.text),
        _name(raw, attributes) if attributes else raw.text or raw.title,
        raw.span,
        raw.url_span,
        raw.text_span,
        raw.block,
        raw.context,
        raw.stands_alone,
        raw.title,
        raw.definition_span,
        attributes,
        raw.images,
        raw.has_markup or "aria-labelledby" in attributes,
        tokens,
        rel.effective(tokens, raw.syntax, target, internal, config.rel_policy, of_page),
        internal,
    )


def _definition(label: str, found: inlines.Definition) -> Definition:
    return Definition(label, found.url, Span(found.start, found.end), Span(found.url_start, found.url_end))


def _elements(marks: Sequence[Mark], names: Iterable[str]) -> tuple[Span, ...]:
    from linklint.parse import html

    return html.elements(marks, frozenset(names)) if marks else ()


def _from_base(base: str, url: str) -> Target | None:
    """Where a relative URL leads from the `<base href>` of its page."""
    from urllib.parse import urljoin

    if templates.MASK in base:
        return None
    try:
        return urls.parse(urljoin(base, url))
    except ValueError:  # a base with brackets that are no address
        return None


def _unmasked(attribute: Attribute, text: str) -> Attribute:
    if not attribute.is_templated or not attribute.value_span:
        return attribute
    return replace(attribute, value=text[attribute.value_span.start : attribute.value_span.end])


def _name(raw: RawLink, attributes: Mapping[str, Attribute]) -> str:
    label = attributes.get("aria-label")
    title = attributes.get("title")
    return (label.value if label else "") or raw.text or raw.title or (title.value if title else "")
