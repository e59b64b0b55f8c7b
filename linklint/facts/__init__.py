"""Goes and finds out what checks need to know; a fact that cannot be had stays unknown, with the reason."""

from __future__ import annotations

from linklint.model import Facts
from linklint.record import replace

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Set

    from linklint.facts.credibility.sources import Sources
    from linklint.facts.site.site import Site
    from linklint.model import Config, Destination, Draft, Entry, Landing, Lost, Page, Span, Target


def gather(
    draft: Draft,
    needs: Set[str],
    config: Config,
    known: Sources | None = None,
    pages: Mapping[str, Page] | None = None,
    site: Site | None = None,
) -> Facts:
    """The facts about one draft. Only the sources that are needed are loaded; `known` takes the place of the user's packs
    and the team's metrics, and `pages` are those that were asked for. Without a `site`, links within the project are known
    as far as the files beside the draft tell. Raises LinklintError for files of the team that cannot be read."""
    targets = {link.url: link.target for link in draft.links if link.target}
    labels, unwrapped, ratings, files = {}, {}, {}, frozenset[str]()
    lost: Mapping[str, str] = {}
    probed: Mapping[str, int] = {}
    if "labels" in needs:
        from linklint.facts.labels import labels_of, unwrap

        labels = {url: labels_of(target, config) for url, target in targets.items()}
        found = {url: unwrap(url) for url in targets if "wrapper" in labels[url]}
        unwrapped = {url: inner for url, inner in found.items() if inner is not None}
    if "ratings" in needs:
        from linklint.facts.credibility import sources
        from linklint.facts.credibility.ratings import rate

        known = known or sources.of(config)
        outbound = {link.url for link in draft.links if link.internal is False}
        ratings = {url: rate(target, config, known) for url, target in targets.items() if url in outbound}
    if "files" in needs:
        from linklint.facts.site.probed import existing_files

        files, probed = existing_files(draft, config.root)
    if "lost_files" in needs and any(target.form == "relative" for target in targets.values()):
        from linklint.facts.lost_files import lost_files

        lost, seen = lost_files(draft, config)
        probed = {**probed, **seen}
    destinations: Mapping[str, Destination | Lost] = {}
    if "destinations" in needs and (site or any(map(_leads_beside, targets.values()))):
        from linklint.facts.site.destinations import destinations as find_destinations

        destinations, asked = find_destinations(draft, config, site)
        probed = {**probed, **asked}
    topics, lack = None, ""
    if "topics" in needs:
        from linklint.facts.relevance.topics import read

        topics, lack = read(draft, config, "strict_topics" in needs)
    anchors = None
    if "anchors" in needs:
        from linklint.facts.anchors import read as read_anchors

        anchors = read_anchors(draft)
    entries = _entries(targets, needs, config, known)
    claims = None
    if "claims" in needs:
        from linklint.facts.credibility.claims import find

        claims = find(draft)
    unknown = {"topics": lack} if lack else {}
    if pages is None:
        unknown["pages"] = "nothing was asked"
    found_out = (labels, unwrapped, ratings, topics, anchors, files, lost, destinations, probed, unknown)
    landings: Mapping[Span, Landing] = {}
    if "landings" in needs and pages:
        from linklint.facts.landing_pages.landings import read as read_landings

        landings = read_landings(draft, pages, config)
    facts = Facts(*found_out, entries, claims, config.today, pages or {}, landings)
    return (
        facts if needs.isdisjoint(("at_odds", "names_topic", "spam_terms")) else _on_words(facts, draft, needs, config)
    )


def _leads_beside(target: Target) -> bool:
    """To a heading of the draft itself, or to a file whose header may say something."""
    from linklint.facts.site.probed import WITH_HEADERS

    return target.form == "fragment" or (target.form == "relative" and target.path.endswith(WITH_HEADERS))


def _on_words(facts: Facts, draft: Draft, needs: Set[str], config: Config) -> Facts:
    """With what rules that are seldom asked for want to know of the words of a draft and of its links."""
    if "at_odds" in needs:
        from linklint.facts.relevance.mismatches import Mismatches

        facts = replace(facts, at_odds=Mismatches(draft, config).of)
    if "names_topic" in needs:
        from linklint.facts.relevance.vocabulary import names_topic

        facts = replace(facts, names_topic=names_topic(draft, config))
    if "spam_terms" in needs:
        from linklint.facts.relevance.spam_terms import find

        facts = replace(facts, spam_terms=find(draft, config))
    return facts


def _entries(
    targets: Mapping[str, Target], needs: Set[str], config: Config, known: Sources | None
) -> Mapping[str, Mapping[str, Entry]]:
    """By register, those that a rule asks for and that are there."""
    found = {}
    if "disavow" in needs and config.disavow:
        from linklint.facts.credibility.registers import disavowed

        found["disavow"] = disavowed(targets, config)
    if "retractions" in needs:
        from linklint.facts.credibility import sources

        if pack := (known or sources.of(config)).pack("retractions"):
            from linklint.facts.credibility.registers import retracted

            found["retractions"] = retracted(targets, pack)
    return found
