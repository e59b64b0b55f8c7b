"""Trial sets for topic relevance, made out of folders whose sub-folders are sites: links that writers meant, links taken
from other sites, and links as they are sold (`sold_links.tsv`)."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

from linklint import files
from linklint.facts.evidence import Reading, Surroundings, count, read, read_sentence
from linklint.facts.link_words import Clue
from linklint.facts.topics import FEWEST_PAGES, Desk, Telling, lay_out, read_all, sentence_words, site_of, surroundings
from linklint.model import Config, Draft, Link, Span
from linklint.parse import FORMATS, parse
from linklint.record import record

CONFIG = Config()
MOST_DRAFTS = 140
"""Of one site."""
MOST_LINKS = 8
"""Of one draft."""
Counts = Mapping[str, float]


@record
class Trial:
    """A link in a draft. Without counts it says too little, or stands beside any topic, and is never reported."""

    is_genuine: bool
    site: str
    path: str
    link: str
    own: Counts | None = None
    """What its own words count, and the draft's other links."""
    sentence: Counts | None = None
    """What the words of the sentence count that it came with."""
    wrapped: Counts | None = None
    """What those of the draft's own sentence count."""


@record
class Page:
    """A draft that is judged."""

    site: str
    draft: Draft
    desk: Desk
    links: Sequence[Link]
    """All outbound links with an anchor text."""
    readings: Sequence[tuple[Telling, Reading]]
    around: Surroundings

    @property
    def telling(self) -> dict[Span, tuple[Telling, Reading]]:
        return {each.link.span: (each, reading) for each, reading in self.readings}


def drafts(folders: Iterable[str], language: str) -> Iterator[tuple[str, Draft]]:
    """Site and draft; of a large site some, drawn at random."""
    for site in sorted(site for folder in folders for site in Path(folder).iterdir() if site.is_dir()):
        paths = sorted(path for path in site.rglob("*") if path.suffix.lower() in FORMATS and path.is_file())
        random.Random(site.name).shuffle(paths)
        number = 0
        for path in paths:
            if number < MOST_DRAFTS and not (source := files.read(str(path))).why_not:
                draft = parse(str(path), source.text, CONFIG)
                if outbound(draft) and draft.language == language:
                    number += 1
                    yield site.name, draft


def outbound(draft: Draft) -> list[Link]:
    return [link for link in draft.links if link.internal is False and link.target and link.text.strip()]


def pages(given: Iterable[tuple[str, Draft]]) -> Iterator[Page]:
    for site, draft in given:
        desk = lay_out(draft, CONFIG)[0]
        if desk:
            readings = read_all(desk)
            yield Page(site, draft, desk, outbound(draft), readings, surroundings(readings))


def trials(given: Sequence[Page], chance: random.Random) -> list[Trial]:
    """For each genuine link one that is taken from another site, put in its place."""
    donors: dict[str, list[tuple[Page, Link]]] = defaultdict(list)
    for page in given:
        donors[page.site] += [(page, link) for link in page.links]
    found: list[Trial] = []
    for page in given:
        others = [site for site in donors if site != page.site and donors[site]]
        for link in chance.sample(page.links, min(MOST_LINKS, len(page.links))):
            found.append(_genuine(page, link))
            if others:
                found.append(_planted(page, link, *chance.choice(donors[chance.choice(others)])))
    return found


@cache
def sold_links() -> list[list[str]]:
    text = Path(__file__).with_name("sold_links.tsv").read_text("utf-8")
    return [line.split("\t") for line in text.splitlines() if line[0] != "#"]


def _genuine(page: Page, link: Link) -> Trial:
    if link.span not in page.telling:
        return Trial(True, page.site, page.draft.path, link.url)
    telling, reading = page.telling[link.span]
    own = {**count(reading, page.desk.vocabulary.title), **page.around.counts(telling.page, site_of(link))}
    words = sentence_words(telling)
    sentence = read_sentence(words, page.desk.rests[telling.page], page.desk.lexicon)
    return Trial(True, page.site, page.draft.path, f"{link.text} -> {link.url}", own, sentence, sentence)


def _planted(page: Page, place: Link, donor: Page, link: Link) -> Trial:
    if link.span not in donor.telling:
        return Trial(False, page.site, page.draft.path, link.url)
    telling = donor.telling[link.span][0]
    return _placed(page, place, telling.page, site_of(link), telling.clues, sentence_words(telling))


def _placed(page: Page, place: Link, url: str, site: str, own: Sequence[Clue], words: Iterable[str]) -> Trial:
    """A link from elsewhere in the place of one of the draft's own."""
    passage = page.desk.vocabulary.passage_of(place)
    if place.span in page.telling:
        rest = page.desk.rests[page.telling[place.span][0].page]
    else:
        rest = page.desk.vocabulary.without([passage])
    reading = read(own, rest, page.desk.lexicon)
    return Trial(
        False,
        page.site,
        page.draft.path,
        url,
        {**count(reading, page.desk.vocabulary.title), **page.around.counts(url, site)},
        read_sentence(words, rest, page.desk.lexicon),
        read_sentence([word for word, times in passage.words.items() if times > 0], rest, page.desk.lexicon),
    )


def swapped(given: Sequence[Page], chance: random.Random, donors: int = 3) -> Iterator[list[tuple[str, Counts]]]:
    """For drafts of five pages and more, their links all exchanged for those of drafts of other sites: page and counts of
    each."""
    many = [page for page in given if len(page.desk.rests) >= FEWEST_PAGES]
    for page in many:
        strangers = [other for other in many if other.site != page.site]
        rest = next(iter(page.desk.rests.values()))
        for other in chance.sample(strangers, min(donors, len(strangers))):
            telling = other.desk.links[: len(page.links)]
            title = page.desk.vocabulary.title
            yield [(each.page, count(read(each.clues, rest, page.desk.lexicon), title)) for each in telling]
