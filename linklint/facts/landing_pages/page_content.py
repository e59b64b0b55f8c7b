"""What an HTML page says of itself, read from the bytes that a server sent.

Pages are written by strangers: nothing in them raises, all is read once from the front, and no more than a bound of it. The
scanner is our own because `html.parser` of older Pythons takes quadratic time on tags that never end.
"""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import urljoin

from linklint import urls
from linklint.model import Content
from linklint.patterns import pattern

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    Token = tuple[str, str, str]
    """Name, attributes as they are written, content. Text has no name, a closing tag one with a slash, and only elements
    that hold no markup have their content with them."""

_MOST_BYTES = 1_000_000
_SAMPLE = 2000
_TITLE = 300
_DESCRIPTION = 1000
_MOST_IDS = 20_000
_LONGEST_ID = 1000
_LITTLE_TEXT = 400
"""Characters; a page with less and with scripts is taken for one that scripts build."""
_SHORT_SCRIPT = 200
"""Characters: in longer ones it is not said when they move the reader."""
_AT_ONCE = 5
"""Seconds before a refresh."""

_HTML = frozenset({"text/html", "application/xhtml+xml"})
_OTHER_FILES = (b"%PDF-", b"\x89PNG", b"GIF8", b"PK\x03\x04", b"\x1f\x8b", b"\xff\xd8\xff")
_STARTS_AS_HTML = pattern(
    rb"(?:\xef\xbb\xbf)?\s*(?:<!--.{0,500}?-->\s*)?<(?:!doctype html|html|head|title|meta|body)\b", re.I | re.S
)
_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_CHARSET = pattern(r"charset\s{0,9}=\s{0,9}[\"']?([\w.:-]{1,40})", re.I)
_META_CHARSET = pattern(rb"<meta[^<>]{1,300}?charset\s{0,9}=\s{0,9}[\"']?([\w.:-]{1,40})", re.I)
_META_WITHIN = 4096
_AS_WRITTEN = frozenset(
    [
        "utf-8",
        "utf-16",
        "utf-16le",
        "utf-16be",
        "koi8-r",
        "koi8-u",
        "gb18030",
        "euc-jp",
        "iso-2022-jp",
        "ibm866",
        "macintosh",
    ]
    + [f"windows-125{number}" for number in range(9)]
    + [f"iso-8859-{number}" for number in (2, 3, 4, 5, 6, 7, 8, 10, 13, 14, 15, 16)]
)
_CODECS = {
    **dict.fromkeys(("ascii", "us-ascii", "latin1", "iso-8859-1", "iso8859-1"), "cp1252"),
    **dict.fromkeys(("latin5", "iso-8859-9"), "cp1254"),
    **dict.fromkeys(("gb2312", "gbk", "x-gbk"), "gb18030"),
    **dict.fromkeys(("shift-jis", "sjis", "x-sjis", "windows-31j"), "cp932"),
    **dict.fromkeys(("euc-kr", "ks-c-5601-1987"), "cp949"),
    **dict.fromkeys(("tis-620", "iso-8859-11", "windows-874"), "cp874"),
    **dict.fromkeys(("big5", "big5-hkscs"), "big5hkscs"),
    "utf8": "utf-8",
    "x-mac-cyrillic": "mac_cyrillic",
}
"""Names of encodings as browsers take them. Others are not looked up: some of Python's are slow, or no encodings."""

_OPENING = pattern(r"<(?:(!--)|([!?])|(/?[a-zA-Z][^\s/>]*))")
_ATTRIBUTE = pattern(
    r"[\s/]*([^\s/>][^\s/>=]*)(?:\s*=\s*(?:\"([^\"]*)(?:\"|\Z)|'([^']*)(?:'|\Z)|([^\s>\"'][^\s>]*)|(?=>)))?"
)
_TO_THE_END = frozenset(["script", "style", "title", "textarea", "xmp", "iframe", "noembed", "noframes"])
"""Elements that hold no markup; one that is never closed holds the rest of the page."""
_UNSEEN = frozenset(["noscript", "svg", "template"])
_CLOSING = {name: pattern(rf"</{name}(?=[\s/>])", re.I) for name in _TO_THE_END | _UNSEEN}
_INLINE = frozenset(
    (
        "a", "abbr", "b", "bdi", "bdo", "big", "cite", "code", "em", "font", "i", "ins", "kbd", "mark", "q", "s", "small",
        "span", "strong", "sub", "sup", "u", "var", "wbr",
    )
)  # fmt: skip
_LONG_NUMBER = pattern(r"&#(?:\d{8,}|[xX][0-9a-fA-F]{7,});?")
_EMPTY_ROOT = pattern(
    r"<(?:(?:div|main|section)\s[^<>]{0,200}?\bid\s{0,3}=\s{0,3}[\"']?(?:root|app|main-app|__next|__nuxt|___gatsby|react-root|q-app)"
    r"\b[^<>]{0,200}|app-root\b[^<>]{0,200})>\s{0,99}</",
    re.I,
)
_REFRESH = pattern(r"\s*(\d{1,4})(?:\.\d*)?\s*[;,]?\s*(?:url\s*=\s*)?[\"']?([^\"']*)", re.I)
_MOVES = pattern(
    r"\blocation(?:\.href)?\s{0,9}=\s{0,9}[\"']([^\"'<>\s]{1,500})[\"']|\blocation\.(?:replace|assign)\(\s{0,9}[\"']([^\"'<>\s]{1,500})[\"']"
)
_BOTS = frozenset({"robots", "googlebot"})
_WITH_VALUES = ("max-", "unavailable_after")


def read(body: bytes, headers: Mapping[str, str], url: str, is_whole: bool) -> Content | None:
    """None for what is no HTML. `is_whole` says that the body was not cut."""
    told = {name.lower(): value for name, value in headers.items()}
    kind = told.get("content-type", "")
    if not _is_html(body, kind.partition(";")[0].strip().lower()):
        return None
    text = _decoded(body[:_MOST_BYTES], kind)
    page = _Page()
    for name, written, content in _tokens(text):
        page.take(name, written, content)
    language = page.language or told.get("content-language", "").partition(",")[0].strip()
    is_built = page.has_script and (page.size < _LITTLE_TEXT or bool(_EMPTY_ROOT.search(text)))
    is_known = is_whole and len(body) <= _MOST_BYTES and not is_built and len(page.ids) <= _MOST_IDS
    return Content(
        title=page.title or page.meta.get("og:title", "")[:_TITLE],
        description=(page.meta.get("description") or page.meta.get("og:description", ""))[:_DESCRIPTION],
        language=language[:40],
        robots=frozenset(page.robots | set(_directives(told.get("x-robots-tag", "")))),
        ids=frozenset(page.ids) if is_known else None,
        refresh=page.leads_to(url),
        sample=page.sample(),
    )


def _is_html(body: bytes, kind: str) -> bool:
    """By what the server says, or where it says nothing, by how it begins."""
    if not body.strip() or body.startswith(_OTHER_FILES):
        return False
    return kind in _HTML if kind else bool(_STARTS_AS_HTML.match(body))


def _decoded(body: bytes, kind: str) -> str:
    for mark, codec in _MARKS:
        if body.startswith(mark):
            return body.decode(codec, "replace")
    said = _CHARSET.search(kind)
    if codec := _codec(said[1] if said else ""):
        return body.decode(codec, "replace")
    within = _META_CHARSET.search(body, 0, _META_WITHIN)
    codec = _codec(within[1].decode("ascii", "replace") if within else "")
    if codec and not codec.startswith("utf-16"):
        return body.decode(codec, "replace")
    text = body.decode("utf-8", "replace")
    return text if text.count("�") < 3 else body.decode("cp1252", "replace")


def _codec(name: str) -> str:
    """Empty for one that no browser knows."""
    name = name.lower().replace("_", "-")
    return _CODECS.get(name) or (name if name in _AS_WRITTEN else "")


def _tokens(text: str) -> Iterator[Token]:
    position, unclosed = 0, set[str]()
    while found := _OPENING.search(text, position):
        if found.start() > position:
            yield "", "", text[position : found.start()]
        name, start = (found[3] or "").lower(), found.end()
        if not name:
            end = text.find("-->", found.start() + 2) + 2 if found[1] else text.find(">", start)
            position = end + 1 if end >= start - 1 else len(text)
            continue
        position = _end_of_tag(text, start)
        written, content = text[start : position - 1], ""
        if name in _CLOSING and name not in unclosed:
            closing = _CLOSING[name].search(text, position)
            if closing or name in _TO_THE_END:
                end = closing.start() if closing else len(text)
                content, position = text[position:end], end
            else:
                unclosed.add(name)
        yield name, written, content
    if position < len(text):
        yield "", "", text[position:]


def _end_of_tag(text: str, start: int) -> int:
    """Behind its `>`, or the end of the text. A `>` within quotes does not count."""
    end = text.find(">", start)
    if end < 0:
        return len(text) + 1
    quotes = text.count('"', start, end), text.count("'", start, end)
    if quotes[0] % 2 or quotes[1]:
        end = start
        while found := _ATTRIBUTE.match(text, end):
            end = found.end()
        end = text.find(">", end)
    return end + 1 if end >= 0 else len(text) + 1


def _attributes(written: str) -> dict[str, str]:
    """By name in lower case; of those of one name the first counts."""
    found: dict[str, str] = {}
    for name, *values in _ATTRIBUTE.findall(written):
        found.setdefault(name.lower(), _plain("".join(values)[: _DESCRIPTION * 2]))
    return found


def _plain(text: str) -> str:
    """Without entities. Numbers of millions of digits would take a while."""
    return unescape(_LONG_NUMBER.sub("�", text)) if "&" in text else text


def _in_one_line(text: str) -> str:
    return " ".join(text.split())


def _directives(said: str) -> Iterator[str]:
    """Of a list of them those that are for all robots or for Google's."""
    bot = "robots"
    for part in said[:2000].lower().split(","):
        head, colon, rest = part.partition(":")
        if colon and not head.strip().startswith(_WITH_VALUES):
            bot, part = head.strip(), rest
        if bot in _BOTS and part.strip():
            yield "".join(part.split())


class _Page:
    """What was found so far."""

    def __init__(self) -> None:
        self.title = self.language = self.base = self.refresh = self.moved = ""
        self.meta: dict[str, str] = {}
        self.robots = set[str]()
        self.ids = set[str]()
        self.has_script = False
        self.size = 0
        """Characters of text outside of navigation."""
        self._text: list[str] = []
        self._menu: list[str] = []
        self._depth = 0

    def take(self, name: str, written: str, content: str) -> None:
        if not name:
            self._take_text(content)
            return
        if name.strip("/") not in _INLINE:
            self._take_text(" ")
        if name == "script":
            self._take_script(content)
        elif name == "title" and not self.title:
            self.title = _in_one_line(_plain(content[: _TITLE * 4]))[:_TITLE]
        elif name in ("nav", "/nav"):
            self._depth = max(self._depth + (1 if name == "nav" else -1), 0)
        if "=" in written and name[0] != "/":
            self._take_attributes(name, _attributes(written))

    def _take_text(self, text: str) -> None:
        pieces = self._menu if self._depth else self._text
        if text.isspace():
            text = " "
        elif not self._depth:
            self.size += len(text.strip())
        if self.size < 4 * _SAMPLE and len(pieces) < 4 * _SAMPLE:
            pieces.append(text[: 4 * _SAMPLE])

    def _take_script(self, content: str) -> None:
        self.has_script = True
        if len(content) < _SHORT_SCRIPT and not self.moved and (found := _MOVES.search(content)):
            self.moved = found[1] or found[2]

    def _take_attributes(self, name: str, given: Mapping[str, str]) -> None:
        for key in ("id", "name") if name == "a" else ("id",):
            if given.get(key) and len(given[key]) <= _LONGEST_ID:
                self.ids.add(given[key])
        if name == "meta":
            self._take_meta(given)
        elif name == "html":
            self.language = self.language or (given.get("lang") or given.get("xml:lang", "")).strip()
        elif name == "base":
            self.base = self.base or given.get("href", "").strip()

    def _take_meta(self, given: Mapping[str, str]) -> None:
        key = (given.get("name") or given.get("property") or "").strip().lower()
        content = given.get("content", "")
        if key in _BOTS:
            self.robots.update(_directives(content))
        elif key in ("description", "og:description", "og:title"):
            self.meta.setdefault(key, _in_one_line(content))
        if given.get("http-equiv", "").strip().lower() == "refresh" and not self.refresh:
            found = _REFRESH.match(content)
            self.refresh = found[2].strip() if found and int(found[1]) <= _AT_ONCE else ""

    def leads_to(self, url: str) -> str:
        """Where the reader is sent at once: by a tag, or by the script of a page that says nothing else."""
        to = self.refresh or (self.moved if not self.size else "")
        try:
            whole = urljoin(urljoin(url, self.base), to) if to else ""
        except ValueError:
            return ""
        is_other = whole.partition("#")[0] != url.partition("#")[0]
        return whole if is_other and urls.parse(whole).is_web and urls.parse(whole).host else ""

    def sample(self) -> str:
        text = _in_one_line(_plain("".join(self._text))) or _in_one_line(_plain("".join(self._menu)))
        return text[:_SAMPLE]
