"""How well topic relevance tells links that belong from links that do not, on any folder whose sub-folders are sites.

    python tests/benchmarks/relevance.py FOLDER

Genuine drafts are taken as they are. Then each draft with five judged pages or more gets the links (anchor text and URL) of
drafts of other sites in place of its own, and single links of other sites are planted in it.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from pathlib import Path

from linklint import files
from linklint.facts.topics import read
from linklint.model import Config, Draft, Link, Topics
from linklint.parse import FORMATS, parse

DONORS = 3
CONFIG = Config()


def drafts(folder: Path) -> Iterator[tuple[str, Draft]]:
    for path in sorted(folder.rglob("*")):
        if path.suffix.lower() in FORMATS and not (source := files.read(str(path))).why_not:
            yield path.relative_to(folder).parts[0], parse(str(path), source.text, CONFIG)


def outbound(draft: Draft) -> list[Link]:
    """Links that can be exchanged: those with a text of their own, on one line."""
    return [
        link
        for link in draft.links
        if link.internal is False
        and link.target
        and link.target.is_web
        and link.syntax in ("inline", "reference", "html")
        and link.text.strip()
        and "\n" not in draft.text[link.span.start : link.span.end]
    ]


def telling(draft: Draft, topics: Topics) -> list[Link]:
    """The links that say enough to be judged."""
    return [link for link in outbound(draft) if link.span in topics.links]


def with_links(draft: Draft, own: list[Link], others: list[Link]) -> Draft:
    """The draft with its own links exchanged for others."""
    text = draft.text
    edits = {}
    for link, other in zip(own, others, strict=True):
        edits[link.text_span] = other.text
        edits[link.url_span] = other.url.replace("(", "%28").replace(")", "%29")
    for span, new in sorted(edits.items(), key=lambda edit: edit[0].start, reverse=True):
        text = text[: span.start] + new + text[span.end :]
    return parse(draft.path, text, CONFIG)


def fires(topics: Topics | None) -> bool:
    return bool(topics and topics.foreign)


def off_topic(topics: Topics | None, threshold: str) -> int:
    return sum(each.is_off_topic[threshold] for each in topics.links.values()) if topics else 0


def is_found(draft: Draft, stranger: Link) -> bool:
    """The planted link is reported."""
    topics = read(draft, CONFIG)[0]
    return topics is not None and any(
        link.text == stranger.text and link.span in topics.links and topics.links[link.span].is_off_topic["quiet"]
        for link in draft.links
    )


def share(part: int, whole: int) -> str:
    return f"{part} of {whole} ({100 * part / max(whole, 1):.1f} %)"


def main(folder: Path) -> None:
    chance = random.Random(0)
    known = [(site, draft, read(draft, CONFIG)[0]) for site, draft in drafts(folder)]
    judged = [(site, draft, topics) for site, draft, topics in known if topics]
    links = sum(len(topics.links) for _, _, topics in judged)
    print(f"drafts {len(known)}, judged {len(judged)} with {links} links")
    print("off-topic-share, of all drafts:", share(sum(fires(topics) for _, _, topics in known), len(known)))
    for name in ("quiet", "strict"):
        counts = [off_topic(topics, name) for _, _, topics in judged]
        print(f"off-topic-link {name}, of judged links:", share(sum(counts), links))
        print(f"off-topic-link {name}, of judged drafts:", share(sum(map(bool, counts)), len(judged)))
    many = [(site, draft, telling(draft, topics)) for site, draft, topics in judged if topics.pages >= 5]
    swapped = caught = judgeable = planted = found = 0
    for site, draft, _ in many:
        own = outbound(draft)
        donors = [given for where, _, given in many if where != site and given]
        for given in chance.sample(donors, min(DONORS, len(donors))) if own else ():
            topics = read(with_links(draft, own, [given[at % len(given)] for at in range(len(own))]), CONFIG)[0]
            swapped += 1
            judgeable += bool(topics and topics.pages >= 5)
            caught += fires(topics)
            stranger = chance.choice(given)
            planted += 1
            found += is_found(with_links(draft, [chance.choice(own)], [stranger]), stranger)
    print("off-topic-share, drafts with their links exchanged:", share(caught, swapped))
    print("off-topic-share, of those that still have five judged pages:", share(caught, judgeable))
    print("off-topic-link quiet, one planted link:", share(found, planted))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
