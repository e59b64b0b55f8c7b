"""How well topic relevance tells links that belong from links that do not, on folders whose sub-folders are sites.

    python -m tests.benchmarks.relevance [--language CODE] FOLDER ...

Genuine links are held against links of other sites, put in their places three ways: (a) anchor and URL alone, (b) with the
sentence that they came with, (c) in the draft's own sentence. Links to a site's own hosts are no trial. Told are the area
under the curve (AUC) and the recall where 0.25, 0.5, 1 and 3 % of genuine links are flagged, with 95 % intervals from
drawing sites anew; then what the rules report.
`fit_relevance` fits the weights and tells the same of sites that it did not see.
"""

from __future__ import annotations

import argparse
import random
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence

from linklint.facts.relevance.evidence import weigh
from linklint.facts.relevance.topics import FEWEST_PAGES, read, share_of_low
from linklint.parse import parse
from tests.benchmarks.trials import Page, Trial, drafts, outbound, pages, sold_links, swapped, trials

RATES = (0.0025, 0.005, 0.01, 0.03)
DRAWS = 200
NEVER = 99.0
"""The score of a link that is not judged."""
Scores = Mapping[str, float]
"""The three ways -> the score of one trial."""
Scored = tuple[Trial, Scores]


def scores(trial: Trial) -> Scores:
    """By the weights that linklint has."""
    if trial.own is None:
        return dict.fromkeys("abc", NEVER)
    return {
        "a": weigh("in draft", trial.own),
        "b": weigh("with sentence", trial.own, trial.sentence or {}),
        "c": (weigh("in draft", trial.own) + weigh("with sentence", trial.own, trial.wrapped or {})) / 2,
    }


def area(genuine: Sequence[float], planted: Sequence[float]) -> float:
    """The share of pairs in which the genuine link scores more; ties are halves. `genuine` is sorted."""
    over = sum(2 * len(genuine) - bisect_left(genuine, each) - bisect_right(genuine, each) for each in planted)
    return over / (2 * len(genuine) * len(planted))


def recall(genuine: Sequence[float], planted: Sequence[float], rate: float) -> float:
    bar = genuine[int(rate * len(genuine))]
    return sum(each < bar for each in planted) / len(planted)


def figures(given: Sequence[Scored], way: str) -> list[float]:
    genuine = sorted(own[way] for trial, own in given if trial.is_genuine)
    planted = [own[way] for trial, own in given if not trial.is_genuine]
    if not genuine or not planted:
        return []
    return [area(genuine, planted), *(recall(genuine, planted, rate) for rate in RATES)]


def table(given: Sequence[Scored]) -> None:
    informative = [(trial, own) for trial, own in given if trial.own is not None]
    silent = [trial.is_genuine for trial, own in given if trial.own is None]
    never = (
        f"all; {sum(silent)} genuine and {len(silent) - sum(silent)} planted ones are never judged and count as fitting"
    )
    for name, part in (("informative", informative), (never, given)):
        print(f"{name}: {len(part)} links, half of them genuine")
        for way in "abc":
            if not (found := figures(part, way)):
                continue
            intervals = bootstrap(part, way)
            print(f"  ({way}) AUC {found[0]:.3f} [{intervals[0]}]", end="")
            for rate, value, interval in zip(RATES, found[1:], intervals[1:], strict=True):
                print(f"  r@{100 * rate:g} {value:.2f} [{interval}]", end="")
            print()


def bootstrap(given: Sequence[Scored], way: str) -> list[str]:
    sites: dict[str, list[Scored]] = defaultdict(list)
    for each in given:
        sites[each[0].site].append(each)
    chance = random.Random(0)
    drawn = [
        figures([each for site in chance.choices(sorted(sites), k=len(sites)) for each in sites[site]], way)
        for _ in range(DRAWS)
    ]
    columns = [sorted(column) for column in zip(*filter(None, drawn), strict=True)]
    return [f"{column[len(column) // 40]:.2f}-{column[-1 - len(column) // 40]:.2f}" for column in columns]


def per_site(given: Sequence[Scored]) -> None:
    sites: dict[str, list[Scored]] = defaultdict(list)
    for trial, own in given:
        if trial.own is not None:
            sites[trial.site].append((trial, own))
    for site, part in sorted(sites.items()):
        if len(part) >= 60:
            a, b = figures(part, "a"), figures(part, "b")
            print(f"  {site:38} {len(part):5} links  (a) {a[0]:.3f} r@1 {a[3]:.2f}  (b) {b[0]:.3f} r@1 {b[3]:.2f}")


def share(part: int, whole: int) -> str:
    return f"{part} of {whole} ({100 * part / max(whole, 1):.2f} %)"


def findings(given: Sequence[Page]) -> None:
    """What the rules report of genuine drafts."""
    links = sum(len(page.links) for page in given)
    known = [topics for page in given if (topics := read(page.draft, page.config)[0])]
    print("off-topic-share, of genuine drafts:", share(sum(bool(topics.foreign) for topics in known), len(known)))
    for name in ("quiet", "strict"):
        counts = [sum(each.is_off_topic[name] for each in topics.links.values()) for topics in known]
        print(f"off-topic-link {name}: links {share(sum(counts), links)},", end=" ")
        print("drafts", share(sum(map(bool, counts)), len(known)))


def exchanged(given: Sequence[Page]) -> None:
    """What off-topic-share reports where all links come from another site."""
    found = [
        bool(share_of_low((page, weigh("alone", counts)) for page, counts in links))
        for links in swapped(given, random.Random(0))
    ]
    print(f"off-topic-share, of drafts with another draft's {FEWEST_PAGES} pages:", share(sum(found), len(found)))


def planted(given: Sequence[Page]) -> None:
    """For drafts in English: what off-topic-link reports of links as they are sold, planted in the text of the drafts, either way."""
    chance = random.Random(0)
    told = {
        ("own sentence", "quiet"): 0,
        ("own sentence", "strict"): 0,
        ("wrapped", "quiet"): 0,
        ("wrapped", "strict"): 0,
    }
    tried = 0
    for page in given:
        own = [
            link
            for link in outbound(page.draft)
            if link.syntax in ("inline", "reference") and link.context == "paragraph"
        ]
        if not own or page.draft.format == "html":
            continue
        tried += 1
        anchor, url, sentence = chance.choice(sold_links())
        place, text = chance.choice(own), page.draft.text
        link = f"[{anchor}]({url})"
        new = {
            "own sentence": f"{text[: place.block.end]} {sentence.replace(anchor, link)}{text[place.block.end :]}",
            "wrapped": f"{text[: place.span.start]}{link}{text[place.span.end :]}",
        }
        for way, changed in new.items():
            draft = parse(page.draft.path, changed, page.config)
            topics = read(draft, page.config)[0]
            spans = {each.span for each in draft.links if each.url == url}
            for name in ("quiet", "strict"):
                told[way, name] += bool(
                    topics and any(topics.links[span].is_off_topic[name] for span in spans & set(topics.links))
                )
    for (way, name), number in told.items():
        print(f"off-topic-link {name}, sold links, {way}:", share(number, tried))


def main(argv: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="+")
    parser.add_argument("--language", default="en")
    args = parser.parse_args(argv)
    given = list(pages(drafts(args.folders, args.language)))
    print(f"{args.language}: {len(given)} drafts of {len({page.site for page in given})} sites")
    scored = [(trial, scores(trial)) for trial in trials(given)]
    table(scored)
    per_site(scored)
    findings(given)
    exchanged(given)
    if args.language == "en":
        planted(given)


if __name__ == "__main__":
    main()
