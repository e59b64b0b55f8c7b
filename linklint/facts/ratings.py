"""How far one may lean on a host: a ladder of evidence, from what the team says down to what anyone may publish.

The first rung that says something decides; every rung that says something is kept as evidence. No evidence means `unknown`,
and `unknown` is silent. There is no score.
"""

from __future__ import annotations

from functools import lru_cache

from linklint import urls
from linklint.facts import lists
from linklint.model import Evidence, Rating
from linklint.patterns import pattern

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from linklint.model import Config, ListEntry, Target

_RESTRICTED = {"gov": "government", "mil": "military", "edu": "higher education", "int": "treaty organisations"}
"""Top-level domains whose registries check who registers."""
_RESTRICTED_LABELS = {
    **dict.fromkeys(("gov", "gob", "gouv", "govt", "gub", "gv", "gc", "mil", "police", "nhs"), "government"),
    **dict.fromkeys(("edu", "ac"), "higher education and research"),
}
"""Second-level labels that mean the same under a country's domain, where the Public Suffix List has them."""
_GO_COUNTRIES = frozenset({"jp", "kr", "th", "id", "ke", "ug", "tz", "cr"})
"""Countries whose `go.` is the government's; elsewhere it is a province or a word."""
_PRIVATE_GOVERNMENTS = frozenset({"gov.scot", "gov.wales"})
"""Governments that the Public Suffix List has in its private part."""
_PERSONAL_HOST = pattern(r"^(?:blogs?|people|students?|home|homepages?|users?|personal|staff|alumni)\d*\.")
_PERSONAL_PATH = pattern(r"^/(?:~|%7[eE]|users?/|people/|students?/)")
_TEAM_TIERS = {"allow": "allowed", "deny": "denied", "low": "flagged", "high": "authoritative"}


def rate(target: Target, config: Config) -> Rating:
    """The tier of a web target with its evidence, best first. Reliability is a matter of exact hosts and listed parents:
    nothing is inherited across a private suffix."""
    public = _rate(target.host, bool(_PERSONAL_PATH.match(target.path)))
    team = tuple(evidence for name in _TEAM_TIERS if name in config.lists for evidence in _team(target, name, config))
    return Rating(team[0].tier, team + public.evidence) if team else public


@lru_cache(maxsize=4096)
def _rate(host: str, is_personal: bool) -> Rating:
    """What anyone may know, the team's lists left out."""
    found = tuple(_evidence(host, is_personal))
    return Rating(found[0].tier if found else "unknown", found)


def _evidence(host: str, is_personal: bool) -> Iterator[Evidence]:
    explicit = _listed(host)
    by_tier = {evidence.tier: evidence for evidence in explicit}
    suffix = None if explicit else _suffix(host, is_personal)
    for tier in ("authoritative", "user-content", "established"):
        if suffix and suffix.tier == tier:
            yield suffix
        if tier in by_tier:
            yield by_tier[tier]
    private = urls.public_suffix(host, with_private=True)
    if private != urls.public_suffix(host):
        says = f"{host} belongs to a user of {private}"
        yield Evidence("platform", "user-content", says, "Public Suffix List, private part")


def _team(target: Target, name: str, config: Config) -> Iterator[Evidence]:
    for entry in config.lists[name]:
        if _covers(entry, target) and not (entry.until and config.today > entry.until):
            reason = f": {entry.reason}" if entry.reason else ""
            yield Evidence("team", _TEAM_TIERS[name], f"{entry.host} is on the team's {name} list{reason}", entry.place)


def _covers(entry: ListEntry, target: Target) -> bool:
    """An entry is a host, which covers its sub-hosts, or a host with a path, which covers what lies below it."""
    host, slash, path = entry.host.lower().partition("/")
    below = target.path == "/" + path or target.path.lower().startswith("/" + path.rstrip("/") + "/")
    return urls.matches(target.host, "*." + host.removeprefix("*.")) and (not slash or below or not path)


def _listed(host: str) -> list[Evidence]:
    """What the lists say; the longer of two listed hosts knows better (`discuss.` below a project's own domain)."""
    known, rows = lists.find("known-hosts", host)
    platform, kinds = lists.find("platforms", host)
    found = []
    if known and len(known) >= len(platform):
        tier, category, fact = rows[0]
        found.append(Evidence("list", tier, f"{known} {fact}", f"known-hosts.tsv, {category}"))
    elif platform:
        category, fact = kinds[0]
        says = f"anyone can publish on {platform}: {fact}"
        found.append(Evidence("platform", "user-content", says, f"platforms.tsv, {category}"))
    return found


def registry(host: str) -> tuple[str, str] | None:
    """The restricted registry that a host is registered in, such as `gov.uk`, and for whom it is."""
    private = urls.public_suffix(host, with_private=True)
    if private in _PRIVATE_GOVERNMENTS:
        return private, "government"
    labels = urls.public_suffix(host).split(".")
    if len(labels) > 1 and len(labels[-1]) == 2:
        is_go = labels[-2] == "go" and labels[-1] in _GO_COUNTRIES
        kind = "government" if is_go else _RESTRICTED_LABELS.get(labels[-2], "")
        return (".".join(labels[-2:]), kind) if kind else None
    kind = _RESTRICTED.get(labels[-1], "")
    return (labels[-1], kind) if kind else None


def _suffix(host: str, is_personal: bool) -> Evidence | None:
    found = registry(host)
    if not found:
        return None
    restricted, kind = found
    if is_personal or _PERSONAL_HOST.match(host):
        says = f"a personal page under .{restricted}: judge its author"
        return Evidence("registry", "user-content", says, "Public Suffix List")
    says = f"{host} is registered under .{restricted}, open to {kind} alone"
    return Evidence("registry", "authoritative", says, "Public Suffix List")
