"""Goes and finds out what checks need to know; a fact that cannot be had stays unknown, with the reason."""

from __future__ import annotations

from linklint.model import Facts

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Set

    from linklint.model import Config, Draft


def gather(draft: Draft, needs: Set[str], config: Config) -> Facts:
    """The facts about one draft. Only the sources that are needed are loaded."""
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
        from linklint.facts.ratings import rate

        outbound = {link.url for link in draft.links if link.internal is False}
        ratings = {url: rate(target, config) for url, target in targets.items() if url in outbound}
    if "files" in needs:
        from linklint.facts.site import existing_files

        files, probed = existing_files(draft, config.root)
    if "lost_files" in needs and any(target.form == "relative" for target in targets.values()):
        from linklint.facts.lost_files import lost_files

        lost, seen = lost_files(draft, config)
        probed = {**probed, **seen}
    topics, lack = None, ""
    if "topics" in needs:
        from linklint.facts.topics import read

        topics, lack = read(draft, config)
    anchors = None
    if "anchors" in needs:
        from linklint.facts.anchors import read as read_anchors

        anchors = read_anchors(draft)
    return Facts(labels, unwrapped, ratings, topics, anchors, files, lost, probed, {"topics": lack} if lack else {})
