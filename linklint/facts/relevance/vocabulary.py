"""The words of a draft, in all and passage by passage, as its reader sees them: without URLs, tags, templates and code
blocks."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from functools import lru_cache
from itertools import groupby

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
_TITLE_KEYS = ("title", "name", "header", "heading", "headline", "label", "subject")
_DESCRIPTION_KEYS = ("description", "summary", "excerpt", "teaser", "deck", "dek")

_MOST_TEXTS = 100

_PLAIN_MARKS = {"’": "'", **dict.fromkeys("‘“”–—…\xa0", " ")}
"""The marks of English texts that are not ASCII, and others that part words as they do."""
_ACCENTED = "àáâãäåçèéêëìíîïñòóôõöùúûüýÿāăąćĉċčďēĕėęěĝğġģĥĩīĭįĵķĺļľńņňōŏőŕŗřśŝşšţťũūŭůűųŵŷźżžøłđıħ"
_PLAIN = "aaaaaaceeeeiiiinooooouuuuyyaaaccccdeeeeegggghiiiijklllnnnooorrrssssttuuuuuuwyzzzoldih"
_WITHOUT_ACCENT = {**dict(zip(_ACCENTED, _PLAIN, strict=True)), "ß": "ss", "æ": "ae", "œ": "oe"}
"""As slugs write them."""
_ACCENT = pattern(f"[{''.join(_WITHOUT_ACCENT)}]")
_LETTERS = "".join(chr(code) if chr(code).isalpha() else " " for code in range(128))
_DOUBLED = "bdgmnprt"
_WORD = pattern(r"[^\W\d_]+")
_CLITIC = pattern(r"'(?:s|t|re|ve|ll|d|m)\b")
_SENTENCE_END = pattern(r"[.!?][\"')\]]*\s+(?=[A-Z\"'(\[*_])")
_NO_PROSE = pattern(  # each branch starts with a character of its own: so `re` skips all others quickly
    r"!\[[^\[\]\n]*\]\([^()\n]*\)|\{\{.{0,300}?\}\}|\{%.{0,300}?%\}|<%.{0,300}?%>|<!--.{0,2000}?-->"
    r"|</?[a-zA-Z][^<>]*>|https?://[^\s<>)\]]+|www\.[^\s<>)\]]+"
    r"|&#?\w+;",
    re.S,
)
_NOTHING_BUT_TAGS = pattern(r"\s*(?:<[^<>]*>\s*)+")
_BLOCK_TAG = pattern(
    r"</?(?:p|li|ul|ol|div|h[1-6]|t[drh]|table|br|section|article|blockquote|dl|dt|dd|figure|figcaption|header|hr)\b",
    re.I,
)


@record
class Block:
    """A header value, or a paragraph, a heading, an item or a cell."""

    text: str
    weight: int
    start: int = -1
    """Where it stands in the draft; -1 for a value of the header."""


def tokenise(text: str) -> list[str]:
    """Words in lower case, letters only and without accents: `HTML5` is html, `editor's` is editor, `naïve` naive."""
    if text.isascii():
        return _tokenise_ascii(text)
    for mark, plain in _PLAIN_MARKS.items():
        text = text.replace(mark, plain)
    if text.isascii():
        return _tokenise_ascii(text)
    words: list[str] = []
    for is_ascii, lines in groupby(text.split("\n"), str.isascii):
        part = "\n".join(lines)
        words += _tokenise_ascii(part) if is_ascii else _WORD.findall(_CLITIC.sub("", folded(part)))
    return words


@lru_cache(maxsize=1024)
def words_of(anchor: str) -> tuple[str, ...]:
    """Of a link, which is asked for them more than once."""
    return tuple(tokenise(anchor))


def folded(text: str) -> str:
    """In lower case and without accents."""
    return _ACCENT.sub(lambda found: _WITHOUT_ACCENT[found[0]], text.lower())


def _tokenise_ascii(text: str) -> list[str]:
    return _CLITIC.sub("", text.lower()).translate(_LETTERS).split()


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
    if len(word) > 4 and word[-1] == word[-2] and word[-1] in _DOUBLED:
        word = word[:-1]
    if len(word) > 3 and word[-1] == "e":
        word = word[:-1]
    return word


@lru_cache(maxsize=4096)
def _forms(root: str) -> list[str]:
    """All texts that may have this stem, its steps taken back from the last to the first, and some that have not."""
    ended = [root, root + "e"] + [root + root[-1]] * (root[-1] in _DOUBLED)
    singular = [start + ending for start in ended for ending in ("", "ing", "ed")]
    return singular + [each + "s" for each in singular] + [each[:-1] + "ies" for each in singular if each[-1] == "y"]


def blocks(draft: Draft, config: Config) -> list[Block]:
    """Header values first, then the text in order."""
    return [*_header_blocks(draft, config), *_body_blocks(draft)]


def names_topic(draft: Draft, config: Config) -> bool:
    """A title, a heading, the header or the configuration says what the draft is about. Sites have many keys for a title:
    `header`, `newstitle`, `name`."""
    is_titled = any(key.lower().endswith(_TITLE_KEYS) and _texts(value) for key, value in draft.front_matter.items())
    return bool(draft.headings) or is_titled or next(_header_blocks(draft, config), None) is not None


def _header_blocks(draft: Draft, config: Config) -> Iterator[Block]:
    if draft.title:
        yield Block(draft.title, _TITLE)
    own = draft.front_matter.get("linklint")
    configured = own.get("topics") if isinstance(own, dict) else ()
    for text in (*config.topics, *_texts(configured)):
        yield Block(text, _TAGS)
    for keys, weight in ((_TAG_KEYS, _TAGS), (_DESCRIPTION_KEYS, _DESCRIPTION)):
        for key in keys:
            for text in _texts(draft.front_matter.get(key)):
                yield Block(text.replace("-", " ") if weight == _TAGS else text, weight)


def _texts(value: object) -> tuple[str, ...]:
    """A text, those of a list, or those of the lists in a mapping (taxonomies). No deeper: with aliases a small header
    can nest without end."""
    if isinstance(value, str):
        return (value,)
    if isinstance(value, dict):
        value = [item for inner in value.values() for item in (inner if isinstance(inner, list) else [inner])]
    return tuple(item for item in value if isinstance(item, str))[:_MOST_TEXTS] if isinstance(value, list) else ()


def _body_blocks(draft: Draft) -> Iterator[Block]:
    prose = _without_markup(draft)
    headings = sorted((heading.span.start, heading.span.end) for heading in draft.headings)
    starts = [start for start, _ in headings]
    for start, end in _runs(draft):
        before = bisect_left(starts, end) - 1
        weight = _HEADING if before >= 0 and headings[before][1] > start else _BODY
        yield Block(prose[start:end], weight, start)


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
        if start >= 0 and draft.text.find("<", end, span.start) >= 0 and _is_inline(draft.text[end : span.start]):
            end = span.end
            continue
        if start >= 0:
            yield start, end
        start, end = span.start, span.end
    if start >= 0:
        yield start, end


def _is_inline(gap: str) -> bool:
    return bool(_NOTHING_BUT_TAGS.fullmatch(gap)) and not _BLOCK_TAG.search(gap)


class Passage:
    """A header value or a sentence, with its words, weighted: few passages are ever asked for them."""

    def __init__(self, text: str, weight: int, start: int) -> None:
        self._text, self.weight, self.start = text, weight, start
        self._words: Counter[str] | None = None

    @property
    def words(self) -> Counter[str]:
        if self._words is None:
            self._words = Counter(tokenise(self._text) * self.weight)
        return self._words


def _passages(block: Block) -> Iterator[Passage]:
    """A header value as it is; the sentences of any other block."""
    position = 0
    for sentence_end in _SENTENCE_END.finditer(block.text) if block.start >= 0 else ():
        yield Passage(block.text[position : sentence_end.start() + 1], block.weight, block.start + position)
        position = sentence_end.end()
    yield Passage(block.text[position:], block.weight, block.start + position)


class Vocabulary:
    """The words of a draft, weighted."""

    def __init__(self, given: Sequence[Block]) -> None:
        self._blocks = given
        self._forms: dict[str, list[str]] = {}
        self._passages: dict[int, list[Passage]] = {}
        """By number of the block."""
        self.total = Counter[str]()
        self.words = 0
        """Unweighted."""
        self.title = frozenset[str]()
        """The words of title and tags."""
        texts: dict[int, list[str]] = {}
        for block in given:
            texts.setdefault(block.weight, []).append(block.text)
        for weight, alike in texts.items():
            words = tokenise("\n".join(alike))
            if weight == _TITLE:
                self.title = frozenset(words)
            self.total.update(words if weight == 1 else words * weight)
            self.words += len(words)
        self.size = self.total.total()

    def passage_of(self, link: Link) -> Passage:
        """The passage that a link stands in. Blocks behind the header come in order of place."""
        place = link.text_span.start
        number = max(bisect_right(self._blocks, place, key=lambda block: block.start) - 1, 0)
        if number not in self._passages:
            self._passages[number] = list(_passages(self._blocks[number]))
        passages = self._passages[number]
        return passages[max(bisect_right(passages, place, key=lambda passage: passage.start) - 1, 0)]

    def forget(self, anchor: str, passage: Passage) -> None:
        """Leaves an anchor out, so that the links of a draft cannot vouch for each other."""
        for word in words_of(anchor):
            if passage.words[word]:
                passage.words[word] -= passage.weight
                self.total[word] -= passage.weight
                self.size -= passage.weight

    def without(self, passages: Iterable[Passage]) -> Rest:
        """Of the same words as the draft has when it is asked for."""
        first, *others = passages
        left_out = first.words
        if others:
            left_out = left_out.copy()
            for passage in others:
                left_out.update(passage.words)
        return Rest(self.total, left_out, max(self.size - left_out.total(), 1), self._forms)


@record
class Rest:
    """The words of a draft, weighted, some passages left out."""

    total: Counter[str]
    left_out: Counter[str]
    size: int
    """At least 1."""
    forms: dict[str, list[str]]
    """Word -> those of the same stem in the draft, as far as they were asked for."""

    def times(self, word: str) -> int:
        return self.total.get(word, 0) - self.left_out.get(word, 0)

    def has_form(self, word: str) -> bool:
        """Whether a word of the same stem occurs."""
        if word not in self.forms:
            root = stem(word)
            self.forms[word] = [form for form in _forms(root) if form in self.total and stem(form) == root]
        known = self.forms[word]
        return bool(known) and any(self.times(form) > 0 for form in known)
