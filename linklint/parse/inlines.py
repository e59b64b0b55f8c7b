"""The inline level of Markdown, as far as links need it: brackets, destinations, autolinks, tags, code spans.

It follows the delimiter algorithm of CommonMark 0.31.2, and records places instead of building a tree. Offsets are those
of the block's content; whoever knows where the content stands in the file maps them.
"""

from __future__ import annotations

import re
from operator import attrgetter

from linklint.parse.templates import MASK
from linklint.patterns import pattern
from linklint.record import record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

_PUNCTUATION = r"!-/:-@\[-`{-~"
_ESCAPE = pattern(rf"\\([{_PUNCTUATION}])")
_ENTITY = pattern(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_BACKTICKS = pattern(r"`+")
_AUTOLINK = pattern(r"<([A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>\x00-\x20]*)>")
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_AUTOMAIL = pattern(rf"<([A-Za-z0-9.!#$%&'*+/=?^_`{{|}}~-]+@{_LABEL}(?:\.{_LABEL})*)>")
_ATTRIBUTE = (  # a template may write a name, with or without a blank before it
    rf"(?:\s+[A-Za-z_:{MASK}]|(?<=[\"']){MASK})[A-Za-z0-9_.:{MASK}-]*"
    r"(?:\s*=\s*(?:[^\s\"'=<>`]+|'[^']*'|\"[^\"]*\"))?"
)
_TAG = pattern(
    rf"<(?:[A-Za-z][A-Za-z0-9-]*(?:{_ATTRIBUTE})*\s*/?>|/[A-Za-z][A-Za-z0-9-]*\s*>|!---?>|!--[\s\S]*?-->|\?[\s\S]*?\?>"
    r"|![A-Za-z][^>]*>|!\[CDATA\[[\s\S]*?\]\]>)"
)
_DESTINATION_MARK = pattern(r"[\x00-\x20\x7f()]|\\(?:[^ \t\n]|\Z)?")
_CLOSINGS = (("<!--", "-->"), ("<?", "?>"), ("<![CDATA[", "]]>"), ("<!", ">"))
_TITLE = pattern(
    r"\"((?:[^\"\\]|\\[\s\S])*)\"|'((?:[^'\\]|\\[\s\S])*)'|\(((?:[^()\\]|\\[\s\S])*)\)",
)
_BLANK_LINE = pattern(r"\n[ \t]*\n")
_REFERENCE_LABEL = pattern(r"\[((?:[^\[\]\\]|\\[\s\S]){0,999})\]")
_PLAIN_URL = r"[^\x00-\x20\x7f()\\&]*"
_PLAIN_LINK = (
    rf"([^\[\]\\`<]*)\]\([ \t\n]*((?=[^<)]){_PLAIN_URL}(?:\({_PLAIN_URL}\){_PLAIN_URL})*)"
    r"(?:[ \t\n]+\"([^\"\\&\n]*)\")?[ \t\n]*\)"
)
"""Behind its bracket: a link or an image whose label holds only text, and whose destination and title hold nothing to
resolve."""
_PLAIN_LINK_FROM_ITS_BRACKET = pattern(rf"\[{_PLAIN_LINK}")
_SPECIAL = pattern(r"[\\`<\[\]]")
_SPECIAL_OR_PLAIN_LINK = pattern(rf"[\\`<\[\]](?:(?<=\[){_PLAIN_LINK})?")
_SPACES = " \t\n"
_DEEPEST_PARENTHESES = 32
_TOO_MANY_PARENTHESES = pattern(rf"(?:(?:[^()\x00-\x20\x7f\\]|\\[^ \t\n])*\(){{{_DEEPEST_PARENTHESES + 1}}}")
"""Opened in a destination with none closed between: told without counting."""


@record
class Destination:
    """`<…>` or a bare destination: `start` and `end` leave the angle brackets out, `after` does not."""

    start: int
    end: int
    after: int
    url: str


@record
class Definition:
    """The first `[label]: destination "title"` of a label, in offsets of the file."""

    url: str
    title: str
    start: int
    end: int
    url_start: int
    url_end: int


@record
class Found:
    """A link or an image in a block's content."""

    syntax: str
    """`inline`, `reference`, `autolink` or `bare`."""
    is_image: bool
    start: int
    end: int
    text_start: int
    text_end: int
    url: str
    title: str = ""
    url_start: int = -1
    url_end: int = -1
    definition: Definition | None = None
    alt: Inlines | None = None
    """Of an image: what its text holds. To a reader all of it is text."""


@record
class Inlines:
    """What a block's content holds, each list in order of its start; only links nest (an image in a link's text)."""

    links: list[Found]
    tags: list[tuple[int, int]]
    """Raw HTML: tags, comments, declarations."""
    code: list[tuple[int, int]]
    left_over: list[tuple[int, int]]
    """Pairs of brackets that make no link, as the offsets of both, in order of the second."""


class _Opener:
    __slots__ = ("after_bracket", "is_active", "is_image", "start", "text_start")

    def __init__(self, start: int, is_image: bool) -> None:
        self.start, self.is_image = start, is_image
        self.text_start = start + 1 + is_image
        self.is_active = True
        self.after_bracket = False
        """Another bracket has opened since: its text is no reference label."""


def has_trigger(content: str) -> bool:
    """Whether there is anything in a text of which a link or a tag can be made."""
    return (
        "]" in content or "<" in content or "://" in content or "@" in content or "ww." in content or "WW." in content
    )


def unescape(written: str) -> str:
    """Backslash escapes and entities resolved, as in destinations and titles."""
    if "\\" not in written and "&" not in written:
        return written
    return _decode(_ESCAPE.sub(r"\1", written)) if "&" in written and "\\&" not in written else _slow_unescape(written)


def _decode(written: str) -> str:
    import html

    return _ENTITY.sub(lambda found: html.unescape(found.group()), written)


def _slow_unescape(written: str) -> str:
    parts = re.split(rf"(\\[{_PUNCTUATION}])", written)
    return "".join(part[1] if index % 2 else _decode(part) for index, part in enumerate(parts))


def normal_label(label: str) -> str:
    """The form in which labels are compared."""
    return re.sub(r"\s+", " ", label.strip()).lower().upper()


def skip_spaces(content: str, position: int) -> int:
    while position < len(content) and content[position] in _SPACES:
        position += 1
    return position


def destination(content: str, position: int) -> Destination | None:
    if content.startswith("<", position):
        return _angle_destination(content, position)
    if _TOO_MANY_PARENTHESES.match(content, position):
        return None
    start, depth = position, 0
    position = len(content)
    for found in _DESTINATION_MARK.finditer(content, start):
        mark = found.group()
        if mark == "(":
            depth += 1
            if depth > _DEEPEST_PARENTHESES:
                return None
        elif mark == ")" and depth:
            depth -= 1
        elif mark[0] != "\\":
            position = found.start()
            break
    if depth or position == start:
        return None
    return Destination(start, position, position, unescape(content[start:position]))


def _angle_destination(content: str, position: int) -> Destination | None:
    start = position = position + 1
    while position < len(content):
        character = content[position]
        if character == ">":
            return Destination(start, position, position + 1, unescape(content[start:position]))
        if character in "<\n":
            return None
        position += 2 if character == "\\" else 1
    return None


def title(content: str, position: int) -> tuple[str, int] | None:
    """The title that starts here, and the offset behind it."""
    found = _TITLE.match(content, position)
    if not found or _BLANK_LINE.search(content, position, found.end()):
        return None
    return unescape(found.group(found.lastindex or 1) or ""), found.end()


def read(content: str, definitions: Mapping[str, Definition]) -> Inlines:
    """Every link, image, tag and code span of a block's content. Time grows with its length and its brackets."""
    return _plain(content) or _Reader(content, definitions).read()


def read_exactly(content: str, definitions: Mapping[str, Definition]) -> Inlines:
    """The same without the shortcut for links of the plainest shapes."""
    return _Reader(content, definitions, takes_shortcuts=False).read()


def _plain(content: str) -> Inlines | None:
    """Of a content all of whose brackets are those of links of the plainest shapes; None where more stands there. `str.find`
    goes through a text ten times as fast as `re` does."""
    if "\\" in content or "`" in content or "<" in content:
        return None
    links: list[Found] = []
    behind, at = 0, content.find("[")
    while at >= 0:
        found = _PLAIN_LINK_FROM_ITS_BRACKET.match(content, at)
        if not found:
            return None
        links.append(_plain_link(found, at, is_image=at > behind and content[at - 1] == "!"))
        behind = found.end()
        at = content.find("[", behind)
    return Inlines(links, [], [], [])


def _plain_link(found: re.Match[str], bracket: int, is_image: bool) -> Found:
    label, url, title = found.span(1), found.span(2), found[3] or ""
    alt = Inlines([], [], [], []) if is_image else None
    return Found("inline", is_image, bracket - is_image, found.end(), *label, found[2], title, *url, None, alt)


class _Reader:
    def __init__(self, content: str, definitions: Mapping[str, Definition], takes_shortcuts: bool = True) -> None:
        self.content, self.definitions = content, definitions
        self.special = _SPECIAL_OR_PLAIN_LINK if takes_shortcuts else _SPECIAL
        self.found = Inlines([], [], [], [])
        self.openers: list[_Opener] = []
        self.unclosed: set[int] = set()
        """Lengths of backtick runs that no later run closes."""
        self.missing: set[str] = set()
        """What no longer comes: closings of comments and their like."""

    def read(self) -> Inlines:
        content, position, search = self.content, 0, self.special.search
        while special := search(content, position):
            at, before = special.start(), position
            match content[at]:
                case "\\":
                    position = at + 1 + bool(_ESCAPE.match(content, at))
                case "`":
                    position = self._code_span(at)
                case "<":
                    position = self._angle(at)
                case "]":
                    position = self._close(at)
                case _:
                    position = special.end()
                    self._open(special, is_image=at > before and content[at - 1] == "!")
        self.found.links.sort(key=attrgetter("start"))
        return self.found

    def _open(self, special: re.Match[str], is_image: bool) -> None:
        if self.openers:
            self.openers[-1].after_bracket = True
        at = special.start()
        if not special.lastindex:
            self.openers.append(_Opener(at - is_image, is_image))
            return
        if not is_image:
            self._deactivate()
        self.found.links.append(_plain_link(special, at, is_image))

    def _code_span(self, at: int) -> int:
        run = _BACKTICKS.match(self.content, at)
        assert run
        length = run.end() - at
        if length in self.unclosed:
            return run.end()
        for closing in _BACKTICKS.finditer(self.content, run.end()):
            if closing.end() - closing.start() == length:
                self.found.code.append((at, closing.end()))
                return closing.end()
        self.unclosed.add(length)
        return run.end()

    def _angle(self, at: int) -> int:
        content = self.content
        for autolink, prefix in ((_AUTOLINK, ""), (_AUTOMAIL, "mailto:")):
            if found := autolink.match(content, at):
                start, end = found.span(1)
                url = prefix + found.group(1)
                self.found.links.append(
                    Found("autolink", False, at, found.end(), start, end, url, url_start=start, url_end=end)
                )
                return found.end()
        if self._may_close(at) and (found := _TAG.match(content, at)):
            self.found.tags.append(found.span())
            return found.end()
        return at + 1

    def _may_close(self, at: int) -> bool:
        """Whether what ends a comment or its like is there at all; the regex would walk to the end for each."""
        for opening, closing in _CLOSINGS:
            if self.content.startswith(opening, at):
                if closing not in self.missing and self.content.find(closing, at) < 0:
                    self.missing.add(closing)
                return closing not in self.missing
        return True

    def _close(self, at: int) -> int:
        if not self.openers:
            return at + 1
        opener = self.openers.pop()
        found = (self._inline(opener, at) or self._reference(opener, at)) if opener.is_active else None
        if found is None:
            if opener.is_active and not opener.is_image:
                self.found.left_over.append((opener.start, at))
            if self.openers:
                self.openers[-1].after_bracket = True
            return at + 1
        if self.found.left_over:
            _take_behind(self.found.left_over, found.start)
        if not found.is_image:
            self._deactivate()
        self.found.links.append(found)
        return found.end

    def _deactivate(self) -> None:
        """Links do not hold links."""
        for opener in reversed(self.openers):
            if not opener.is_image:
                if not opener.is_active:
                    break
                opener.is_active = False

    def _alt(self, opener: _Opener) -> Inlines | None:
        """What stands in the alt text of an image is text: it is no longer the block's."""
        if not opener.is_image:
            return None
        found, links = self.found, []
        while found.links and found.links[-1].start > opener.start:
            links.append(found.links.pop())
        inner_tags, inner_code = _take_behind(found.tags, opener.start), _take_behind(found.code, opener.start)
        return Inlines(links[::-1], inner_tags, inner_code, [])

    def _inline(self, opener: _Opener, at: int) -> Found | None:
        content = self.content
        if not content.startswith("(", at + 1):
            return None
        position = skip_spaces(content, at + 2)
        target = destination(content, position)
        name = ""
        if target is None:
            if content.startswith("<", position):
                return None
            target = Destination(position, position, position, "")
        behind = skip_spaces(content, target.after)
        if behind > target.after and (entitled := title(content, behind)):
            name, behind = entitled
            behind = skip_spaces(content, behind)
        if not content.startswith(")", behind):
            return None
        return Found(
            "inline",
            opener.is_image,
            opener.start,
            behind + 1,
            opener.text_start,
            at,
            target.url,
            name,
            target.start,
            target.end,
            alt=self._alt(opener),
        )

    def _reference(self, opener: _Opener, at: int) -> Found | None:
        if not self.definitions:
            return None
        content, end = self.content, at + 1
        label = ""
        if written := _REFERENCE_LABEL.match(content, at + 1):
            label, end = written.group(1), written.end()
        if not label and opener.after_bracket:
            return None
        if not label and at - opener.text_start < 1000:
            label = content[opener.text_start : at]
        definition = self.definitions.get(normal_label(label)) if label.strip() else None
        if definition is None:
            return None
        return Found(
            "reference",
            opener.is_image,
            opener.start,
            end,
            opener.text_start,
            at,
            definition.url,
            definition.title,
            definition=definition,
            alt=self._alt(opener),
        )


def _take_behind(spans: list[tuple[int, int]], start: int) -> list[tuple[int, int]]:
    taken = []
    while spans and spans[-1][0] > start:
        taken.append(spans.pop())
    return taken[::-1]
