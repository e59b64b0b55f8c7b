"""What the readers of Markdown and HTML find, before the site's settings say what it means."""

from __future__ import annotations

from linklint.model import Span
from linklint.record import record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from linklint.model import Attribute, Heading, Image, Slip, Unread
    from linklint.parse.inlines import Definition
    from linklint.parse.tags import Mark


@record
class RawLink:
    """Fields are those of `linklint.model.Link`."""

    syntax: str
    url: str
    span: Span
    url_span: Span
    text: str
    text_span: Span
    block: Span
    context: str
    stands_alone: bool
    is_templated: bool = False
    title: str = ""
    definition_span: Span | None = None
    attributes: Mapping[str, Attribute] = {}
    images: tuple[Image, ...] = ()
    has_markup: bool = False
    is_by_theme: bool = False
    """The draft gives the URL alone; what a theme makes of it, its `rel` included, is unknown."""
    tag: str = ""
    """Of a link in HTML: `a`, `area`, or the name of a component."""
    is_silent: bool = False
    """Inside preformatted text or a third party's embed: nothing there is the writer's link."""


@record
class Resource:
    """What a draft shows, loads or defines, and no reader follows."""

    kind: str
    """`image`, `image_reference`, `definition`, or `html` for a tag."""
    url: str
    span: Span
    """Of HTML, that of the tag."""
    url_span: Span | None
    """None for a reference: its URL stands in the definition."""
    text: str = ""
    tag: str = ""
    """`img`, `iframe` or `link`."""
    attributes: Mapping[str, Attribute] = {}


@record
class CommentText:
    """What a comment says, and where the comment stands."""

    text: str
    span: Span


@record
class Reading:
    """What a reader of one format found in a draft."""

    links: tuple[RawLink, ...]
    headings: tuple[Heading, ...]
    prose: tuple[Span, ...]
    comments: tuple[CommentText, ...]
    title: str = ""
    language: str = ""
    unread: tuple[Unread, ...] = ()
    resources: Callable[[], Sequence[Resource]] = tuple
    """Read when somebody asks for them."""
    slips: tuple[Slip, ...] = ()
    definitions: tuple[tuple[str, Definition], ...] = ()
    """With their normalised labels, in order; repeated ones too."""
    base: str = ""
    """`<base href>`, from which relative URLs lead on. Holds `templates.MASK` where a template writes it."""
    nofollow: Span | None = None
    """Of a page, the meta tag that asks crawlers to follow none of its links."""
    marks: Sequence[Mark] = ()
    """Tags and comments, in order."""
