"""What must be in a draft for a rule to have anything to say: told in a glance, so that its check need not even be imported."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from linklint.model import Draft, Facts

    Sign = Callable[[Draft, Facts], bool]


def _has_rel(draft: Draft, facts: Facts) -> bool:
    return any("rel" in link.attributes for link in draft.links)


def _has_queries(draft: Draft, facts: Facts) -> bool:
    return any("?" in link.url or ";" in link.url for link in draft.links)


def _has_at_signs(draft: Draft, facts: Facts) -> bool:
    return any("@" in link.url or "?" in link.url for link in draft.links)


def _has_urls_as_text(draft: Draft, facts: Facts) -> bool:
    return any(link.text[:4].lower() == "http" for link in draft.links)


def _has_international_hosts(draft: Draft, facts: Facts) -> bool:
    return any(link.target and "xn--" in link.target.host for link in draft.links)


def _has_lost_files(draft: Draft, facts: Facts) -> bool:
    return bool(facts.lost_files) or bool(facts.destinations)


def _has_destinations(draft: Draft, facts: Facts) -> bool:
    return bool(facts.destinations)


def _has_fragments(draft: Draft, facts: Facts) -> bool:
    return any("#" in link.url for link in draft.links)


def _has_slips(draft: Draft, facts: Facts) -> bool:
    return bool(draft.slips)


def _has_definitions(draft: Draft, facts: Facts) -> bool:
    return len(draft.definitions) > 1


def _is_nofollowed(draft: Draft, facts: Facts) -> bool:
    return draft.nofollow is not None


def _is_partly_unread(draft: Draft, facts: Facts) -> bool:
    return bool(draft.unread)


def _has_wrappers(draft: Draft, facts: Facts) -> bool:
    return bool(facts.unwrapped)


def _has_shorteners(draft: Draft, facts: Facts) -> bool:
    return any("shortener" in labels for labels in facts.labels.values())


def _has_both_schemes(draft: Draft, facts: Facts) -> bool:
    return {"http", "https"} <= {link.target.scheme for link in draft.links if link.target}


def _has_entries(draft: Draft, facts: Facts) -> bool:
    return bool(facts.entries)


def _has_suppressions(draft: Draft, facts: Facts) -> bool:
    return bool(draft.directives)


def _is_spoken_of(draft: Draft, facts: Facts) -> bool:
    return bool(facts.said)


SIGNS: Mapping[str, Sign] = {
    "at-signs": _has_at_signs,
    "both-schemes": _has_both_schemes,
    "definitions": _has_definitions,
    "destinations": _has_destinations,
    "fragments": _has_fragments,
    "international-hosts": _has_international_hosts,
    "lost-files": _has_lost_files,
    "page-nofollow": _is_nofollowed,
    "queries": _has_queries,
    "registers": _has_entries,
    "rel": _has_rel,
    "shorteners": _has_shorteners,
    "site": _is_spoken_of,
    "slips": _has_slips,
    "suppressions": _has_suppressions,
    "unread": _is_partly_unread,
    "urls-as-text": _has_urls_as_text,
    "wrappers": _has_wrappers,
}
"""By the names that rules use under `only_with`."""
OPTIONS = "options"
"""The name for rules that are silent until a configuration gives them options."""
HOSTS = "hosts"
"""The name for rules that are silent until a configuration names the site's own hosts."""
