"""The words of a draft, passage by passage, as its reader sees them: without URLs, tags, templates and code blocks."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter

from linklint.patterns import pattern
from linklint.record import record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from linklint.model import Config, Draft, Link, Span

_TITLE = _TAGS = 3
_HEADING = _DESCRIPTION = 2
_BODY = 1
_TAG_KEYS = ("tags", "tag", "keywords", "categories", "category", "topics", "focus_keyphrase", "keyphrase")
_DESCRIPTION_KEYS = ("description", "summary", "excerpt", "teaser", "deck", "dek")

_MOST_TEXTS = 100

_WORD = pattern(r"[^\W\d_]+")
_CLITIC = pattern(r"['’](?:s|t|re|ve|ll|d|m)\b")
_SENTENCE_END = pattern(r"(?<=[.!?])[\"')\]]*\s+(?=[A-Z\"'(\[*_])")
_NO_PROSE = pattern(
    r"!\[[^\[\]\n]*\]\([^()\n]*\)|\{\{.{0,300}?\}\}|\{%.{0,300}?%\}|<%.{0,300}?%>|<!--.{0,2000}?-->"
    r"|</?[a-zA-Z][^<>]*>|(?:https?://|www\.)[^\s<>)\]]+"
    r"|&#?\w+;",
    re.S,
)
_NOTHING_BUT_TAGS = pattern(r"\s*(?:<[^<>]*>\s*)+")
_BLOCK_TAG = pattern(
    r"</?(?:p|li|ul|ol|div|h[1-6]|t[drh]|table|br|section|article|blockquote|dl|dt|dd|figure|figcaption|header|hr)\b",
    re.I,
)


@record
class Passage:
    """A sentence, a heading, an item, a cell or a header value."""

    text: str
    weight: int
    start: int = -1
    """Where it stands in the draft; -1 for a value of the header."""


def tokenise(text: str) -> list[str]:
    """Words in lower case, letters only: `HTML5` is html, `editor's` is editor."""
    return _WORD.findall(_CLITIC.sub("", text.lower()))


def stem(word: str) -> str:
    """A word less its plural, -ing, -ed or -e: rough, good only for asking whether another form of it occurs."""
    if len(word) > 4 and word.endswith("ies"):
        word = word[:-3] + "y"
    elif len(word) > 3 and word[-1] == "s" and word[-2] not in "su":
        word = word[:-1]
    if len(word) > 5 and word.endswith("ing"):
        word = word[:-3]
    elif len(word) > 4 and word.endswith("ed"):
        word = word[:-2]
    if len(word) > 4 and word[-1] == word[-2] and word[-1] in "bdgmnprt":
        word = word[:-1]
    if len(word) > 3 and word[-1] == "e":
        word = word[:-1]
    return word


def passages(draft: Draft, config: Config) -> tuple[Passage, ...]:
    """Header values first, then the text in order."""
    return (*_header_passages(draft, config), *_body_passages(draft))


def _header_passages(draft: Draft, config: Config) -> Iterator[Passage]:
    if draft.title:
        yield Passage(draft.title, _TITLE)
    own = draft.front_matter.get("linklint")
    configured = own.get("topics") if isinstance(own, dict) else ()
    for text in (*config.topics, *_texts(configured)):
        yield Passage(text, _TAGS)
    for keys, weight in ((_TAG_KEYS, _TAGS), (_DESCRIPTION_KEYS, _DESCRIPTION)):
        for key in keys:
            for text in _texts(draft.front_matter.get(key)):
                yield Passage(text.replace("-", " ") if weight == _TAGS else text, weight)


def _texts(value: object) -> tuple[str, ...]:
    """A text, those of a list, or those of the lists in a mapping (taxonomies). No deeper: with aliases a small header
    can nest without end."""
    if isinstance(value, str):
        return (value,)
    if isinstance(value, dict):
        value = [item for inner in value.values() for item in (inner if isinstance(inner, list) else [inner])]
    return tuple(item for item in value if isinstance(item, str))[:_MOST_TEXTS] if isinstance(value, list) else ()


def _body_passages(draft: Draft) -> Iterator[Passage]:
    prose = _without_markup(draft)
    headings = sorted((heading.span.start, heading.span.end) for heading in draft.headings)
    starts = [start for start, _ in headings]
    for start, end in _runs(draft):
        before = bisect_right(starts, end - 1) - 1
        weight = _HEADING if before >= 0 and headings[before][1] > start else _BODY
        position = start
        for sentence_end in _SENTENCE_END.finditer(prose, start, end):
            yield Passage(prose[position : sentence_end.start()], weight, position)
            position = sentence_end.end()
        yield Passage(prose[position:end], weight, position)


def _without_markup(draft: Draft) -> str:
    """The text at the same length, with everything of links but their anchor texts blanked, and all other markup."""
    kept: list[str] = []
    position = 0
    for link in draft.links:
        text = link.text_span if link.syntax not in ("bare", "autolink") else None
        for start, end in _around(link.span, text):
            if start >= position:
                kept += draft.text[position:start], " " * (end - start)
                position = end
    kept.append(draft.text[position:])
    return _NO_PROSE.sub(lambda found: " " * len(found.group()), "".join(kept))


def _around(whole: Span, text: Span | None) -> tuple[tuple[int, int], ...]:
    if text is None:
        return ((whole.start, whole.end),)
    return ((whole.start, text.start), (text.end, whole.end))


def _runs(draft: Draft) -> Iterator[tuple[int, int]]:
    """Blocks of prose, pieces of HTML that only inline tags part being one."""
    start = end = -1
    for span in draft.prose:
        gap = draft.text[end : span.start] if start >= 0 else ""
        if start >= 0 and _NOTHING_BUT_TAGS.fullmatch(gap) and not _BLOCK_TAG.search(gap):
            end = span.end
            continue
        if start >= 0:
            yield start, end
        start, end = span.start, span.end
    if start >= 0:
        yield start, end


class Vocabulary:
    """The words of a draft, by passage and, weighted, in all."""

    def __init__(self, given: Sequence[Passage]) -> None:
        self.passages = [Counter(tokenise(passage.text)) for passage in given]
        self.weights = [passage.weight for passage in given]
        self.starts = [passage.start for passage in given]
        self.total = self.of(range(len(given)))
        self.size = self.total.total()
        self.words = sum(passage.total() for passage in self.passages)
        """Unweighted."""
        self._forms: dict[str, list[str]] = {}

    def passage_of(self, link: Link) -> int:
        """The passage that a link stands in. Links come in order of place, and so do passages behind the header."""
        return max(bisect_right(self.starts, link.text_span.start) - 1, 0)

    def forget(self, anchor: str, passage: int) -> None:
        """Leaves an anchor out, so that the links of a draft cannot vouch for each other."""
        for word in tokenise(anchor):
            if self.passages[passage][word]:
                self.passages[passage][word] -= 1
                self.total[word] -= self.weights[passage]
                self.size -= self.weights[passage]

    def of(self, numbers: Iterable[int]) -> Counter[str]:
        """The weighted words of some passages."""
        found = Counter[str]()
        for number in numbers:
            for word, times in self.passages[number].items():
                found[word] += times * self.weights[number]
        return found

    def has_form(self, word: str, left_out: Counter[str]) -> bool:
        """Whether another form of a word occurs, some words left out."""
        if not self._forms:
            for known in self.total:
                self._forms.setdefault(stem(known), []).append(known)
        return any(self.total[form] > left_out.get(form, 0) for form in self._forms.get(stem(word), ()))
