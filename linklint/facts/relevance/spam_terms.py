"""Links whose anchor text is a term of link spam that their draft says nowhere else."""

from __future__ import annotations

from functools import cache

from linklint.facts import lists
from linklint.facts.relevance.lexicon import LANGUAGES, lexicon_of
from linklint.facts.relevance.link_words import clues
from linklint.facts.relevance.topic_hosts import allowed_hosts, silent_host
from linklint.facts.relevance.vocabulary import Vocabulary, blocks, stem, tokenise

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from linklint.model import Config, Draft, Link, Span

    Stems = tuple[str, ...]

FEWEST_WORDS = 50
"""A shorter draft does not tell what it is about."""
_MOST_STEMS = 5


def find(draft: Draft, config: Config) -> Mapping[Span, str]:
    """By the span of the link: the term. Links to own hosts, authorities and works of reference are left out, and those of
    which any word occurs in the draft beside the passages that carry the page."""
    allowed = allowed_hosts(config)
    named = [
        (link, term)
        for link in draft.links
        if link.internal is False and (term := _term(link.text)) and not silent_host(link, allowed)
    ]
    if not named:
        return {}
    known = ("en", draft.language)
    named = [(link, term) for link, term in named if any(language in known for language in _terms()[term][1])]
    vocabulary = Vocabulary(blocks(draft, config))
    if vocabulary.words < FEWEST_WORDS:
        return {}
    return {link.span: _terms()[term][0] for link, term in named if not _is_spoken_of(link, draft, vocabulary)}


def _term(text: str) -> Stems:
    """The longest listed term in an anchor text, as stems."""
    stems = [stem(word) for word in tokenise(text)]
    for length in range(min(_MOST_STEMS, len(stems)), 0, -1):
        for start in range(len(stems) - length + 1):
            if (found := tuple(stems[start : start + length])) in _terms():
                return found
    return ()


@cache
def _terms() -> Mapping[Stems, tuple[str, Sequence[str]]]:
    """Stems -> the term as listed, and its languages."""
    table = lists.load("spam-terms")
    return {
        tuple(stem(word) for word in tokenise(term)): (term, [line[:2] for line in lines.split("\n")])
        for term, lines in table.items()
    }


def _is_spoken_of(link: Link, draft: Draft, vocabulary: Vocabulary) -> bool:
    rest = vocabulary.without({vocabulary.passage_of(other): None for other in _of_page(link, draft)})
    assert link.target
    lexicon = lexicon_of(draft.language if draft.language in LANGUAGES else "en")
    telling = [clue.word for clue in clues(link.text, link.target, lexicon) if clue.weight and clue.source == "anchor"]
    return any(rest.times(word) > 0 or rest.has_form(word) for word in telling)


def _of_page(link: Link, draft: Draft) -> Iterator[Link]:
    return (other for other in draft.links if other.url == link.url)
