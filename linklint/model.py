"""The nouns: what travels from a draft to a warning. All of them are frozen."""

from __future__ import annotations

from linklint.record import record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from typing import Any, Literal

    Level = Literal["error", "warning", "info"]
    Check = Callable[["Draft", "Facts"], Iterator["Hit"]]
    Survey = Callable[[Any], Iterable[tuple[str, str, "Said"]]]
    """Of a `link_index.Index`: what is said of which draft and of which URL as written there, of the draft under no URL."""

LANDMARKS = frozenset({"nav", "header", "footer", "aside"})
"""Contexts of links that belong to the page rather than to the draft; no rule judges them."""

BESIDE_THE_TEXT = frozenset({"shortcode", "front-matter"})
"""Syntaxes of links that no reader meets in the text: they are judged by their URLs, and no balance counts them."""

LEVELS: tuple[Level, ...] = ("info", "warning", "error")
"""From the mildest to the gravest."""


@record
class Span:
    """Half-open offsets into `Draft.text`, in code points. The only notion of place inside the engine."""

    start: int
    end: int


@record
class Position:
    """A line and a column, both from 1; columns count code points."""

    line: int
    column: int


@record
class Target:
    """Where a URL leads, read as a browser reads it. Parts that are not there are empty."""

    form: str
    """`absolute`, `protocol-relative`, `relative`, `fragment`, `empty`, or `other` (mailto:, tel:, ftp:, …)."""
    scheme: str = ""
    userinfo: str = ""
    host: str = ""
    """Lower case, IDN labels in punycode, IPv6 in brackets and shortened, without a closing dot. Empty where no browser
    accepts the host or the port, and for schemes other than http, https, ftp, ws and wss."""
    port: str = ""
    """As written."""
    path: str = ""
    query: str = ""
    fragment: str = ""

    @property
    def is_web(self) -> bool:
        """Leads to a host over http or https."""
        return bool(self.host) and self.scheme in ("http", "https", "")


@record
class Attribute:
    """An attribute of a tag or of an attribute list, with entities decoded. `value_span` leaves the quotes out."""

    name: str
    value: str
    span: Span
    value_span: Span | None
    is_templated: bool = False


@record
class Image:
    """An image inside a link. `alt` is None where it is not written, or where a template writes it."""

    src: str
    alt: str | None


@record
class Link:
    """One link that a reader can follow. Images, embeds and resources are not links."""

    syntax: str
    """`inline`, `reference`, `autolink`, `bare`, `html`, `jsx`, `shortcode` or `front-matter`."""
    url: str
    """As written, with escapes and entities resolved."""
    target: Target | None
    """None where a template writes the URL or its beginning: unknown, so nothing may be said about it."""
    text: str
    """What a reader sees: markup removed, the alt texts of images in their places."""
    name: str
    """The accessible name: `aria-label` if there is one, else the text, else `title`."""
    span: Span
    url_span: Span
    """For a reference link this lies in its definition."""
    text_span: Span
    block: Span
    """The paragraph, heading, item or cell that the link stands in."""
    context: str
    """`paragraph`, `heading`, `list`, `table`, `quote`, `footnote`, or a landmark: `nav`, `header`, `footer`, `aside`;
    `front-matter` for what stands in the header."""
    stands_alone: bool
    """Its block holds nothing else but links and marks."""
    title: str = ""
    """Shown when the pointer rests on the link."""
    definition_span: Span | None = None
    attributes: Mapping[str, Attribute] = {}
    images: tuple[Image, ...] = ()
    has_markup: bool = False
    """It holds an element that may carry a name of its own: an icon, a component, a template."""
    rel: tuple[str, ...] | None = ()
    """Tokens as written, in lower case; None where a template writes them."""
    effective_rel: frozenset[str] | None = frozenset()
    """What a crawler will read: the tokens as written, what the site's `rel_policy` makes of them, and what the page says
    of all its links."""
    internal: bool | None = None
    """Stays on the own site; None for what leads to no page (mailto:) or is unknown."""


@record
class Slip:
    """What was meant as a link and is none: to a reader all of it is text, brackets included."""

    kind: str
    """`spaced` for `[text] (url)`, `wide` for `[text]（url）` or `[text](url）`, `reversed` for `(text)[url]`, `bracketed`
    for `[text][url]`, `blanks` for `[text](a url with blanks)`, `unclosed` for `[text](url`, `undefined` for
    `[text][label]`."""
    span: Span
    text_span: Span
    url_span: Span
    """Of what was to be its destination: a URL with what may stand behind it, or a label."""


@record
class Definition:
    """A link reference definition, `[label]: url`. Of those of one label the first counts."""

    label: str
    """In the form in which labels are compared."""
    url: str
    span: Span
    url_span: Span


@record
class Heading:
    level: int
    text: str
    span: Span


@record
class Directive:
    """A suppression: which rules it mutes, where, and why. No rules means all."""

    rules: frozenset[str]
    span: Span
    muted: Span
    """Empty for one that is to end others and ends none."""
    reason: str
    word: str = "linklint-disable"
    """As it is written: `linklint-disable-next-line`, `data-linklint-ignore`, `markdownlint-disable`, …; in a header
    `linklint: disable`."""

    @property
    def is_ours(self) -> bool:
        """Written for linklint and not for another tool."""
        return "linklint" in self.word

    @property
    def is_in_header(self) -> bool:
        return self.word == "linklint: disable"


@record
class Unread:
    """A part of a draft that was not read, and why."""

    span: Span
    why: str
    is_slip: bool = False
    """A word of linklint's own that the draft has misspelt."""


@record
class Draft:
    path: str
    text: str
    """Exactly as on disk, but for a byte order mark."""
    format: str
    """`markdown`, `mdx` or `html`."""
    front_matter: Mapping[str, object]
    title: str
    headings: tuple[Heading, ...]
    prose: tuple[Span, ...]
    """Where the reading text stands: paragraphs, headings, items and cells, without code and comments."""
    links: tuple[Link, ...]
    tell_language: Callable[[], str]
    """Looks at the draft's words, so it is asked where the answer matters."""
    slips: tuple[Slip, ...] = ()
    """In order and disjoint."""
    definitions: tuple[Definition, ...] = ()
    """In order, repeated ones too."""
    directives: tuple[Directive, ...] = ()
    disabled: frozenset[str] = frozenset()
    """Rules that the front matter switches off."""
    unread: tuple[Unread, ...] = ()
    attribute_list: str | None = None
    """What begins an attribute list in the draft's dialect, `{:` or `{`; empty where such lists are text, None where nothing
    tells."""
    nofollow: Span | None = None
    """The line of the header, or the meta tag, that asks crawlers to follow none of the page's links."""
    elements: Callable[[Iterable[str]], tuple[Span, ...]] = lambda names: ()
    """The elements in HTML that have one of these classes or ids, in order."""
    is_fixable: bool = True
    """False where the bytes on disk are not what `text` says (invalid UTF-8)."""

    @property
    def language(self) -> str:
        """A two-letter code, or empty where it cannot be told."""
        return self.tell_language()


@record
class Evidence:
    """What a rung of the credibility ladder says of a host, and who says so."""

    rung: str
    tier: str
    """Empty for what decides nothing."""
    says: str
    source: str
    date: str = ""
    """Of the snapshot, where the source is one."""
    dispute: str = ""
    """Where to object; only for what may warn."""


@record
class Rating:
    """How far one may lean on a target: what all rungs say, from the top, and the tier of the first that decides."""

    tier: str
    evidence: tuple[Evidence, ...]

    @property
    def deciding(self) -> Evidence | None:
        """None for `unknown`."""
        return next((evidence for evidence in self.evidence if evidence.tier), None)


@record
class Entry:
    """What a register says of a target: the site's disavow file, retracted works."""

    category: str
    says: str
    source: str
    date: str = ""
    dispute: str = ""


@record
class Claim:
    """A sentence that states what was counted or found out."""

    span: Span
    phrase: Span
    """What tells so: `73 %`, `according to`."""
    has_number: bool
    sources: int
    """Outbound links in it."""
    nearest: int | None
    """Sentences to the nearest link or footnote of its block, 0 for its own; None where there is none."""


@record
class Claims:
    found: tuple[Claim, ...]
    """In order."""
    by_link: Mapping[Span, Claim]
    """By the span of the link that stands in it."""


@record
class Relevance:
    """How far a link's words belong to its draft. `is_off_topic` holds per threshold name."""

    matched: tuple[str, ...]
    missing: tuple[str, ...]
    is_off_topic: Mapping[str, bool]


@record
class Topics:
    """What a draft is about, and how far its outbound links belong to it."""

    words: tuple[str, ...]
    """The draft's most telling words, where a link may be off topic."""
    links: Mapping[Span, Relevance]
    """By the span of the link; links that are not judged are not here."""
    foreign: tuple[Link, ...]
    """Where the links as a whole do not belong: those that share hardly a word with the draft, worst first."""
    pages: int
    """How many pages were judged."""


@record
class Anchors:
    """What the anchor texts of a draft say, found out when it is asked for."""

    class_of: Callable[[Link], str]
    """`image`, `empty`, `naked`, `generic`, `branded`, `exact`, `title`, `partial` or `descriptive`."""
    languages_of: Callable[[str], frozenset[str]]
    """The languages in which a phrase in normal form says nothing of a target."""


@record
class Hop:
    """A redirect that was followed."""

    status: int
    url: str
    """Where it leads, whole."""


@record
class Content:
    """What the beginning of an HTML page says."""

    title: str = ""
    description: str = ""
    language: str = ""
    """As the page declares it."""
    robots: frozenset[str] = frozenset()
    """Directives of its meta tags and of the header `X-Robots-Tag`, in lower case."""
    ids: frozenset[str] | None = None
    """What a fragment may name. None where that cannot be told: scripts build the page, or not all of it was read."""
    refresh: str = ""
    """Where a meta tag, or the script of a page without text, sends the reader at once, whole."""
    sample: str = ""
    """The first words that a reader sees."""


@record
class Page:
    """What became of a URL when it was asked for. Nothing that is `unsure` is held against a link."""

    verdict: str
    """`alive`, `dead` or `unsure`."""
    says: str = ""
    """Why, for people: `404 Not Found`."""
    cause: str = ""
    """Why, for rules: `status`, `host`, `loop`, `refused`, `server`, `wall`, `limit`, `timeout`, `tls`, `network`, `unasked`;
    empty for what is alive."""
    is_settled: bool = True
    """False for a death that may pass and was seen on one occasion."""
    status: int = 0
    """The last one; 0 where nothing was answered."""
    hops: tuple[Hop, ...] = ()
    url: str = ""
    """Where it ended, whole and without fragment."""
    content: Content | None = None
    """None where no HTML was read."""
    tls: str = ""
    """What is wrong with its certificate, for people."""
    https: str = ""
    """Of a URL with http, the one with https that answers the same; empty where that is not known."""
    archived: str = ""
    """A copy of what is dead, in an archive; empty where none is known."""
    since: str = ""
    """The day since which it was never seen but dead, YYYY-MM-DD; empty for what is not dead."""


@record
class Landing:
    """What the page where a link ends has to do with the link and its draft. Texts are for people, and empty where nothing
    was seen."""

    stranger: str = ""
    """What a page on another domain calls itself, on which nothing speaks of the link or of its domain."""
    parked: str = ""
    """What shows that the domain is parked, for sale or expired."""
    seized: str = ""
    """What shows that somebody else publishes there: what the page sells, of which neither link nor draft speak."""
    signs: tuple[str, ...] = ()
    """What else speaks for it."""
    off_topic: tuple[str, ...] = ()
    """The telling words of its title and description, where the draft has none of them."""


@record
class Destination:
    """What a link within the project leads to."""

    path: str
    """Of the file that the page is made of, as drafts are named."""
    route: str
    """Where it is published, from the root of its host on; empty for a file that is no page of a site."""
    title: str = ""
    why_not: str = ""
    """Why readers do not see it: `draft: true`; empty where they do."""
    moved_to: str = ""
    """For an address that is no page's own any more: the one that it sends readers to."""
    is_own: bool = False
    """The page that the link stands on."""
    anchors: Callable[[], frozenset[str] | None] = lambda: None
    """What a fragment may name there; None where that is unknown."""


@record
class Lost:
    """A link within the project leads to nothing."""

    nearest: str
    """The address or the name that may be meant, or empty."""


@record
class Said:
    """What all drafts of a site together say of a link in one of them, or of that draft."""

    words: Mapping[str, str]
    """For the message of the rule."""
    evidence: tuple[str, ...] = ()
    text: str = ""
    """The anchor text that it is about, in normal form; empty for any."""
    subject: str = ""
    """What is said of one subject is one finding, in however many drafts it stands."""


@record
class Facts:
    """What was found out about one draft. What is missing here is unknown: checks stay silent about it."""

    labels: Mapping[str, frozenset[str]] = {}
    """By URL as written: affiliate, shortener, platform, wrapper, …"""
    unwrapped: Mapping[str, str] = {}
    """By URL as written, for redirect wrappers: the URL that they carry, or empty where it cannot be read."""
    ratings: Mapping[str, Rating] = {}
    """By URL as written."""
    topics: Topics | None = None
    anchors: Anchors | None = None
    files: frozenset[str] = frozenset()
    """Those relative URLs, as written, that lead to an existing file of the project."""
    lost_files: Mapping[str, str] = {}
    """Those relative URLs, as written, that lead to no file -> the name nearest to the missing one, or nothing."""
    destinations: Mapping[str, Destination | Lost] = {}
    """By URL as written; what is not here is unknown."""
    probed: Mapping[str, int] = {}
    """Paths on disk that were looked at, and whether anything was there; of what was read, a digest. Of what a site was
    asked, a digest of its answers."""
    unknown: Mapping[str, str] = {}
    """Kind of fact -> why there is none for this draft."""
    entries: Mapping[str, Mapping[str, Entry]] = {}
    """By register (`disavow`, `retractions`), by URL as written."""
    claims: Claims | None = None
    today: str = ""
    """YYYY-MM-DD."""
    pages: Mapping[str, Page] = {}
    """By URL as written; what was not asked for is not here."""
    landings: Mapping[Span, Landing] = {}
    """By the span of the link; only of pages that were read."""
    at_odds: Callable[[Link], tuple[tuple[str, ...], tuple[str, ...]] | None] = lambda link: None
    """The words of a link's text and those of its URL, where they say different things."""
    spam_terms: Mapping[Span, str] = {}
    """By the span of a link: the term of link spam that it is called by, and of which the draft does not speak."""
    names_topic: bool = True
    """A title, a heading, the header or the configuration says what the draft is about."""
    said: Mapping[str, Mapping[str, Said]] = {}
    """What the whole site says: by rule, by URL as written, of the draft itself under no URL."""
    idle: tuple[Directive, ...] = ()
    """Suppressions that mute nothing, with those of their names that do not; known when the other rules have spoken."""


@record
class Edit:
    span: Span
    text: str


@record
class Fix:
    edits: tuple[Edit, ...]
    is_safe: bool


@record
class Hit:
    """What a check saw: where, and the words that fill the rule's message."""

    span: Span
    words: Mapping[str, str]
    link: Link | None = None
    fix: Fix | None = None
    evidence: tuple[str, ...] = ()
    also: tuple[Link, ...] = ()
    """Further links that this one hit stands for."""
    level: Level | None = None
    """Where it weighs less than the rule's other findings."""


@record
class Rule:
    id: str
    group: str
    level: Level
    state: str
    """`on`, `off`, or `self`: silent until what it needs is configured."""
    what: str
    message: str
    kind: str
    check: Check
    needs: frozenset[str] = frozenset()
    wants: frozenset[str] = frozenset()
    """Facts that it makes use of where they are there, and does without elsewhere."""
    yields_to: frozenset[str] = frozenset()
    once: frozenset[str] = frozenset()
    """`draft`: all its hits in a draft are one finding with further places. `site`: where many drafts of a site have them,
    so are all of those."""
    only_with: str = ""
    """What a draft must hold for it to have anything to say: a name of `signs.SIGNS`. Empty for anything."""
    survey: Survey | None = None
    """Of rules that judge all drafts together."""
    is_heard: bool = True
    """False where it runs only to tell which suppressions of it are of use."""


@record
class Place:
    """A span with its positions, and the source lines in which it starts and ends."""

    span: Span
    start: Position
    end: Position
    line_text: str
    end_line_text: str
    url: str = ""
    """Of the link there."""
    text: str = ""
    """Of the link there, cut where it is long; of what is no link, what is written there."""
    path: str = ""
    """The draft that it lies in, where that is another than the finding's."""


@record
class Diagnostic:
    """A finding, ready to be shown."""

    path: str
    rule: str
    level: Level
    message: str
    place: Place
    url: str = ""
    text: str = ""
    evidence: tuple[str, ...] = ()
    also: tuple[Place, ...] = ()
    fix: Fix | None = None
    fix_places: tuple[Place, ...] = ()
    """Of the edits of the fix, in their order."""
    nth: int = 1
    """Counts findings of one draft that are alike in rule, URL and text: see `fingerprints.py`."""


@record
class ListEntry:
    """A line of the team's own lists."""

    host: str
    reason: str = ""
    until: str = ""
    """The last day on which it counts, as YYYY-MM-DD."""
    place: str = ""
    """`.linklint.yaml:12`."""


@record
class RelPolicy:
    """What the theme or the renderer does to links that drafts do not show."""

    external: frozenset[str] = frozenset()
    """Tokens that outbound links get."""
    mode: str = "add"
    """`add` to what is written, `replace` it, or `if-missing`: only where no rel is written."""
    except_hosts: tuple[str, ...] = ()
    raw_html: bool = True
    """Tags in drafts are reached as well as Markdown."""
    cloak_prefixes: tuple[str, ...] = ("/go/", "/out/")


@record
class MetricsFile:
    """The team's metrics of domains, and from where on they say something."""

    file: str = ""
    """Relative to the folder of the configuration; empty where there is none."""
    spam: float = 61
    """A spam score that flags."""
    authority_without_traffic: float = 30
    """An authority that flags where nobody visits."""
    authority: float = 60
    """An authority that establishes."""


@record
class Online:
    """How pages are asked for, and when what came back counts."""

    timeout: float = 20
    """Seconds for one try, redirects included."""
    concurrency: int = 3
    """Requests to one host at a time."""
    per_second: float = 20
    """Requests to one host."""
    minutes: float = 30
    """After which nothing more is asked."""
    confirm_after: float = 1
    """Days between the two occasions on which a failure that may pass must be seen."""
    archive: bool = True
    """web.archive.org is asked for copies of what is dead."""
    ignore: tuple[str, ...] = ()
    """Globs of URLs that are not asked for, without their scheme."""


@record
class ManagedPage:
    """A page that the team wants to be found for something."""

    url: str
    keyphrases: tuple[str, ...]
    title: str = ""


@record
class RuleSetting:
    """What a configuration says of one rule."""

    level: str = ""
    """A level, `off`, or empty where only options are given."""
    options: Mapping[str, object] = {}
    places: Mapping[str, str] = {}
    """Of each option, `.linklint.yaml:12`; under the empty name that of the rule."""


@record
class Config:
    """The settings that hold for one draft."""

    path: str = ""
    """The file that they come from; empty for the defaults."""
    root: str = ""
    """The folder that globs, house rules and site paths are relative to."""
    preset: str = "recommended"
    hosts: tuple[str, ...] = ()
    house_rules: str = ""
    exclude: tuple[str, ...] = ()
    dialect: str = "auto"
    front_matter_links: bool = False
    """Links in the values of headers are judged too."""
    rel_policy: RelPolicy = RelPolicy()
    lists: Mapping[str, tuple[ListEntry, ...]] = {}
    metrics: MetricsFile = MetricsFile()
    disavow: str = ""
    """The site's disavow file, relative to the folder of the configuration."""
    rules: Mapping[str, RuleSetting] = {}
    managed: tuple[ManagedPage, ...] = ()
    topics: tuple[str, ...] = ()
    relevance_allow: tuple[str, ...] = ()
    online: Online = Online()
    today: str = ""
    """YYYY-MM-DD; the clock is a fact too."""
