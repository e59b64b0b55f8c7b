"""Links whose anchor text and URL say different things, word for word, and whose URL says nothing that their draft says."""

from __future__ import annotations

from functools import cached_property

from linklint.facts.relevance.lexicon import LANGUAGES, lexicon_of
from linklint.facts.relevance.link_words import clues
from linklint.facts.relevance.topic_hosts import allowed_hosts, why_silent
from linklint.facts.relevance.vocabulary import Vocabulary, blocks, stem

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from linklint.facts.relevance.lexicon import Lexicon
    from linklint.facts.relevance.link_words import Clue
    from linklint.model import Config, Draft, Link

FEWEST_IN_ANCHOR, FEWEST_IN_PATH = 2, 3
"""Telling words; fewer say too little to be at odds."""
_KNOWN = 2 / 3
"""Of the words of an anchor and of a path: so many are of the draft's language, or it may be a translation, or a name."""
_SHARED = 4
"""Letters at the beginning that make two words kin."""


class Mismatches:
    """Those of one draft, found out link by link."""

    def __init__(self, draft: Draft, config: Config) -> None:
        self._draft, self._config, self._allowed = draft, config, allowed_hosts(config)

    @cached_property
    def _vocabulary(self) -> Vocabulary:
        return Vocabulary(blocks(self._draft, self._config))

    def of(self, link: Link) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
        """The words of anchor and path, where neither has kin in the other nor the path in the draft; None where they agree
        or say too little."""
        if why_silent(link, self._allowed, self._draft.text) or self._draft.language not in LANGUAGES:
            return None
        assert link.target
        lexicon = lexicon_of(self._draft.language)
        found = clues(f"{link.text} {link.title}", link.target, lexicon)
        if any(clue.source == "anchor" and clue.is_in_url and not clue.is_vague for clue in found):
            return None
        anchor, path = _telling(found, "anchor", lexicon), _telling(found, "path", lexicon)
        if len(anchor) < FEWEST_IN_ANCHOR or len(path) < FEWEST_IN_PATH:
            return None
        url = [clue.word for clue in found if clue.source != "anchor"]
        is_at_odds = not _are_kin(anchor, url) and not _are_kin(path, [link.text.lower()])
        return (anchor, path) if is_at_odds and not self._says_any(path, link) else None

    def _says_any(self, words: Iterable[str], link: Link) -> bool:
        rest = self._vocabulary.without([self._vocabulary.passage_of(link)])
        return any(rest.times(word) > 0 or rest.has_form(word) for word in words)


def _telling(found: Iterable[Clue], source: str, lexicon: Lexicon) -> tuple[str, ...]:
    """None where too many are names or of another language."""
    words = tuple(clue.word for clue in found if clue.source == source and clue.weight)
    known = sum(word in lexicon.frequency for word in words)
    return words if known >= _KNOWN * len(words) else ()


def _are_kin(words: Collection[str], others: Collection[str]) -> bool:
    """One begins as another does, stands in it, or is made of the first letters of all."""
    initials = "".join(word[0] for word in words)
    return any(
        stem(word)[:_SHARED] == stem(other)[:_SHARED]
        or other.startswith(stem(word))
        or word.startswith(stem(other))
        or (len(word) >= _SHARED and word in other)
        for word in words
        for other in others
    ) or (len(initials) > 1 and any(initials in other for other in others))
