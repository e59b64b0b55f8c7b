"""Trial sets for topic relevance, made out of folders whose sub-folders are sites: links that writers meant, links taken
from other sites, and links as they are sold (`sold_links.tsv`)."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

from linklint import files, urls
from linklint.facts.relevance.evidence import Reading, Surroundings, count, read, read_sentence
from linklint.facts.relevance.link_words import Clue
from linklint.facts.relevance.topics import (
    FEWEST_PAGES,
    Desk,
    Telling,
    lay_out,
    read_all,
    sentence_words,
    site_of,
    surroundings,
)
from linklint.model import Config, Draft, Link, Span
from linklint.parse import FORMATS, parse
from linklint.record import record
from linklint.site_settings import own_hosts

MOST_READ = 400
"""Drafts of one site."""
MOST_DRAFTS = 140
"""Of these, in one draw."""
MOST_LINKS = 8
"""Of one draft, in one draw."""
DRAWS = 3
"""One alone says little: what is found at 1 % hangs on ten genuine links."""
SHORTEST_BRAND = 4
"""Letters of a domain that can bear the name of a site."""
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
    config: Config
    draft: Draft
    desk: Desk
    links: Sequence[Link]
    """All outbound links with an anchor text."""
    readings: Sequence[tuple[Telling, Reading]]
    around: Surroundings

    @property
    def telling(self) -> dict[Span, tuple[Telling, Reading]]:
        return {each.link.span: (each, reading) for each, reading in self.readings}


def drafts(folders: Iterable[str], language: str) -> Iterator[tuple[str, Config, Draft]]:
    """Site, what is configured there, and draft; of a large site some, drawn at random."""
    for site in sorted(site for folder in folders for site in Path(folder).iterdir() if site.is_dir()):
        found = Config(hosts=tuple(own.host for own in own_hosts(str(site.resolve())) if own.host))
        given = list(_drafts(site, language, found))
        if brand := _brand(site.name, given):
            found = Config(hosts=(*found.hosts, "*." + brand))
            given = [parse(draft.path, draft.text, found) for draft in given]
        yield from ((site.name, found, draft) for draft in given if outbound(draft))


def _drafts(site: Path, language: str, config: Config) -> Iterator[Draft]:
    paths = sorted(path for path in site.rglob("*") if path.suffix.lower() in FORMATS and path.is_file())
    random.Random(site.name).shuffle(paths)
    number = 0
    for path in paths:
        if number < MOST_READ and not (source := files.read(str(path))).why_not:
            draft = parse(str(path), source.text, config)
            if outbound(draft) and draft.language == language:
                number += 1
                yield draft


def _brand(site: str, given: Iterable[Draft]) -> str:
    """The domain that bears a part of the site's name and that more of its drafts link than any other that does; empty where
    there is none. Its owner would name it among the hosts."""
    linked = Counter(
        domain
        for draft in given
        for domain in {urls.registrable_domain(link.target.host) for link in outbound(draft) if link.target}
        if len(name := _letters(domain.partition(".")[0])) >= SHORTEST_BRAND and name in _letters(site)
    )
    return linked.most_common(1)[0][0] if linked else ""


def _letters(name: str) -> str:
    return "".join(filter(str.isalnum, name.lower()))


def outbound(draft: Draft) -> list[Link]:
    return [link for link in draft.links if link.internal is False and link.target and link.text.strip()]


def pages(given: Iterable[tuple[str, Config, Draft]]) -> Iterator[Page]:
    for site, config, draft in given:
        desk = lay_out(draft, config)[0]
        if desk:
            readings = read_all(desk)
            yield Page(site, config, draft, desk, outbound(draft), readings, surroundings(readings))


def trials(given: Iterable[Page]) -> list[Trial]:
    """For each genuine link one that is taken from another site, put in its place; drafts, links and donors drawn anew each
    time."""
    sites: dict[str, list[Page]] = defaultdict(list)
    for page in given:
        sites[page.site].append(page)
    return [trial for seed in range(DRAWS) for trial in _draw(sites, random.Random(seed))]


def _draw(sites: Mapping[str, Sequence[Page]], chance: random.Random) -> Iterator[Trial]:
    drawn = {site: chance.sample(pages, min(MOST_DRAFTS, len(pages))) for site, pages in sites.items()}
    donors = {site: [(page, link) for page in pages for link in page.links] for site, pages in drawn.items()}
    for site, pages in drawn.items():
        others = [other for other in donors if other != site and donors[other]]
        for page in pages:
            for link in chance.sample(page.links, min(MOST_LINKS, len(page.links))):
                yield _genuine(page, link)
                if others:
                    yield _planted(page, link, *chance.choice(donors[chance.choice(others)]))


@cache
def sold_links() -> list[list[str]]:
    text = Path(__file__).with_name("sold_links.tsv").read_text("utf-8")
    return [line.split("\t") for line in text.splitlines() if line[0] != "#"]


def _genuine(page: Page, link: Link) -> Trial:
    if link.span not in page.telling:
        return Trial(True, page.site, page.draft.path, link.url)
    telling, reading = page.telling[link.span]
    context = page.around.counts(telling.page, site_of(link), reading)
    own = {**count(reading, page.desk.vocabulary.title), **context}
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
        {**count(reading, page.desk.vocabulary.title), **page.around.counts(url, site, reading)},
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
