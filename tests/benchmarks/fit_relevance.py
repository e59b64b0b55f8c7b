"""Fits the weights of topic relevance: `python -m tests.benchmarks.fit_relevance [--write] FOLDER ...`.

The folders' sub-folders are sites. Three logistic models are fitted, with a penalty on large weights and no site counting
for more than its share. First each site is scored by weights that were fitted on other sites: that is what is to be
expected of a new site. With --write the weights of all sites go to linklint/facts/relevance/words/evidence.tsv.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from math import exp
from pathlib import Path

from linklint.facts.relevance import evidence
from linklint.facts.relevance.evidence import BIAS, MODELS
from tests.benchmarks.relevance import NEVER, Scores, per_site, table
from tests.benchmarks.trials import Trial, drafts, pages, trials

PENALTY = 8.0
FOLDS = 8
MOST_OF_SITE = 300
ROUNDS = 8
CONTEXT = ("others", "has others", "same site", "same site fits", "said by other links")
Weights = Mapping[str, float]
HEAD = (
    "# Fitted by tests/benchmarks/fit_relevance.py. Columns: what is counted, then what one of it speaks for a link: "
)


def row(trial: Trial, model: str) -> dict[str, float]:
    counts = dict(trial.own or {})
    if model == "alone":
        counts = {name: times for name, times in counts.items() if name not in CONTEXT}
    if model == "with sentence":
        counts |= trial.sentence or {}
    return {BIAS: 1.0, **counts}


def fit(given: Sequence[Trial], model: str) -> Weights:
    """By Newton's method, on rows that hold few of all names."""
    sizes = Counter(trial.site for trial in given)
    rows = [row(trial, model) for trial in given]
    names = sorted({name for each in rows for name in each})
    at = {name: place for place, name in enumerate(names)}
    cells = [[(at[name], times) for name, times in each.items() if times] for each in rows]
    worth = [min(1.0, MOST_OF_SITE / sizes[trial.site]) for trial in given]
    found = [0.0] * len(names)
    for _ in range(ROUNDS):
        slope = [-PENALTY * each for each in found]
        curve = [[PENALTY * (one == other) for other in range(len(names))] for one in range(len(names))]
        slope[at[BIAS]], curve[at[BIAS]][at[BIAS]] = 0.0, 1e-6
        for trial, each, much in zip(given, cells, worth, strict=True):
            odds = sum(found[place] * times for place, times in each)
            likely = 1 / (1 + exp(-max(-30.0, min(odds, 30.0))))
            off, bend = much * (trial.is_genuine - likely), much * likely * (1 - likely)
            for place, times in each:
                slope[place] += off * times
                line = curve[place]
                for other, others in each:
                    line[other] += bend * times * others
        found = [value + step for value, step in zip(found, solve(curve, slope), strict=True)]
    return dict(zip(names, found, strict=True))


def solve(matrix: list[list[float]], right: Sequence[float]) -> list[float]:
    """Of a positive definite matrix."""
    lines = [[*line, value] for line, value in zip(matrix, right, strict=True)]
    for at, line in enumerate(lines):
        for below in lines[at + 1 :]:
            if much := below[at] / line[at]:
                below[at:] = [value - much * above for value, above in zip(below[at:], line[at:], strict=True)]
    found = [0.0] * len(lines)
    for at in reversed(range(len(lines))):
        known = sum(lines[at][place] * found[place] for place in range(at + 1, len(lines)))
        found[at] = (lines[at][-1] - known) / lines[at][at]
    return found


def weighed(known: Weights, trial: Trial, model: str) -> float:
    return sum(known.get(name, 0.0) * times for name, times in row(trial, model).items())


def scores(trial: Trial, fitted: Mapping[str, Weights]) -> Scores:
    if trial.own is None:
        return dict.fromkeys("abc", NEVER)
    alone = weighed(fitted["in draft"], trial, "in draft")
    rest = {BIAS: 1.0, **trial.own, **(trial.wrapped or {})}
    wrapped = sum(fitted["with sentence"].get(name, 0.0) * times for name, times in rest.items())
    return {"a": alone, "b": weighed(fitted["with sentence"], trial, "with sentence"), "c": (alone + wrapped) / 2}


def unseen(given: Sequence[Trial], models: Iterable[str] = MODELS[1:]) -> list[tuple[Trial, Scores]]:
    """Each site scored by weights of other sites."""
    sites = sorted({trial.site for trial in given})
    random.Random(1).shuffle(sites)
    found: list[tuple[Trial, Scores]] = []
    for fold in range(min(FOLDS, len(sites))):
        left_out = set(sites[fold::FOLDS])
        seen = [trial for trial in given if trial.site not in left_out and trial.own is not None]
        fitted = {model: fit(seen, model) for model in models}
        found += [(trial, scores(trial, fitted)) for trial in given if trial.site in left_out]
    return found


def written(fitted: Mapping[str, Weights]) -> str:
    names = sorted({name for weights in fitted.values() for name in weights})
    lines = ["\t".join([name, *(f"{fitted[model].get(name, 0.0):.3f}" for model in MODELS)]) for name in names]
    return "\n".join([HEAD + ", ".join(MODELS), *lines]) + "\n"


def main(argv: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="+")
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args(argv)
    given = trials(pages(drafts(args.folders, "en")))
    if args.write:
        informative = [trial for trial in given if trial.own is not None]
        fitted = {model: fit(informative, model) for model in MODELS}
        Path(evidence.PATH).write_text(written(fitted), encoding="utf-8")
    judged = unseen(given)
    table(judged)
    per_site(judged)


if __name__ == "__main__":
    main()
