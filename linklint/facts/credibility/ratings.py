"""How far one may lean on a host: a ladder of evidence, from what the team says down to what much of the web links to.

The first rung that decides gives the tier; what the rungs below it say is kept beside it. No evidence means `unknown`, and
`unknown` is silent. There is no score.
"""

from __future__ import annotations

from functools import lru_cache, partial

from linklint import urls
from linklint.facts import lists
from linklint.facts.credibility import sources
from linklint.facts.credibility.registries import is_personal_host, is_personal_path, registry
from linklint.facts.credibility.sources import listed
from linklint.model import Evidence, Rating
from linklint.record import record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from linklint.facts.credibility.sources import Sources
    from linklint.model import Config, ListEntry, Target

    Look = Callable[["Asked"], Iterable[Evidence]]

_TEAM_TIERS = {"allow": "allowed", "deny": "denied", "low": "flagged", "high": "authoritative"}
_EXPLICIT = frozenset({"d", "b"})
"""Codes of Wikipedia's perennial sources that warn: deprecated, blacklisted. The others are opinions on kinds of use."""
_RELIABLE = "gr"
_TOP = frozenset({"3", "4"})
"""Codes of the rank pack for the 10,000 first. Who is in them is no phishing site, whatever a feed of the day has."""


@record
class Asked:
    """What the rungs are asked about."""

    host: str
    is_personal: bool
    team: tuple[Evidence, ...]
    """What the team's lists say of the URL."""
    sources: Sources


@record
class Rung:
    name: str
    who: str
    """Who speaks there."""
    look: Look
    pack: str = ""
    """The pack without which it is silent."""


def rate(target: Target, config: Config, known: Sources | None = None) -> Rating:
    """The tier of a web target with its evidence. Reliability is a matter of exact hosts and listed parents: nothing is
    inherited across a private suffix or from a platform."""
    team = tuple(_by_team(target, config)) if config.lists else ()
    return _rate(target.host, is_personal_path(target.path), team, known or sources.of(config))


@lru_cache(maxsize=4096)
def _rate(host: str, has_personal_path: bool, team: tuple[Evidence, ...], known: Sources) -> Rating:
    asked = Asked(host, has_personal_path or is_personal_host(host), team, known)
    found = tuple(evidence for rung in LADDER for evidence in rung.look(asked))
    return Rating(next((evidence.tier for evidence in found if evidence.tier), "unknown"), found)


def _by_team(target: Target, config: Config) -> Iterator[Evidence]:
    for name, tier in _TEAM_TIERS.items():
        for entry in config.lists.get(name, ()):
            if _covers(entry, target) and not (entry.until and config.today > entry.until):
                reason = f": {entry.reason}" if entry.reason else ""
                says = f"{entry.host} is on the team's {name} list{reason}"
                dispute = f"with the team, {entry.place}" if name in ("deny", "low") else ""
                yield Evidence(f"team-{name}", tier, says, entry.place, "", dispute)


def _covers(entry: ListEntry, target: Target) -> bool:
    """An entry is a host, which covers its sub-hosts, or a host with a path, which covers what lies below it."""
    host, slash, path = entry.host.lower().partition("/")
    below = target.path == "/" + path or target.path.lower().startswith("/" + path.rstrip("/") + "/")
    return urls.matches(target.host, "*." + host.removeprefix("*.")) and (not slash or below or not path)


def _team(name: str, asked: Asked) -> Iterator[Evidence]:
    return (each for each in asked.team if each.rung == f"team-{name}")


def _feed(asked: Asked) -> Iterator[Evidence]:
    """Exactly this host. What many share, or everybody knows, is in feeds because of one page."""
    pack = asked.sources.pack("phishing")
    host = asked.host.removeprefix("www.")
    if pack and (code := pack.find(host)) and not _is_shared(asked.host) and not _is_top(asked):
        yield listed("feed", "harmful", host, pack, code)


def _explicit_list(asked: Asked) -> Iterator[Evidence]:
    """Exactly this host in lists of sources; what the others say of it is noted and decides nothing."""
    host = asked.host.removeprefix("www.")
    perennial, referrers = asked.sources.pack("perennial"), asked.sources.pack("refspam")
    code = perennial.find(host) if perennial else None
    if perennial and code and code != _RELIABLE:
        yield listed("list", "flagged" if code in _EXPLICIT else "", host, perennial, code)
    if referrers and not _is_shared(asked.host) and not _is_top(asked):
        for domain in _own_domains(asked.host):
            if code := referrers.find(domain):
                yield listed("list", "flagged", domain, referrers, code)


def _restricted_registry(asked: Asked) -> Iterator[Evidence]:
    found = registry(asked.host)
    if not found or _is_listed(asked.host):
        return
    suffix, kind = found
    if asked.is_personal:
        yield _personal("registry", f".{suffix}", "Public Suffix List")
    else:
        says = f"{asked.host} is registered under .{suffix}, open to {kind} alone"
        yield Evidence("registry", "authoritative", says, "Public Suffix List")


def _university(asked: Asked) -> Iterator[Evidence]:
    pack = asked.sources.pack("edu")
    if not pack or _is_listed(asked.host):
        return
    for domain in _own_domains(asked.host):
        if code := pack.find(domain):
            yield (
                _personal("university", domain, pack.source, pack.date)
                if asked.is_personal
                else listed("university", "authoritative", domain, pack, code)
            )


def _personal(rung: str, institution: str, source: str, date: str = "") -> Evidence:
    return Evidence(rung, "user-content", f"a personal page under {institution}: judge its author", source, date)


def _known_host(tier: str, rung: str, asked: Asked) -> Iterator[Evidence]:
    known, rows = lists.find("known-hosts", asked.host)
    if known and rows[0][0] == tier and not _platform_of(asked.host):
        yield Evidence(rung, tier, f"{known} {rows[0][2]}", f"known-hosts.tsv, {rows[0][1]}")


def _metrics(wanted: str, rung: str, asked: Asked) -> Iterator[Evidence]:
    """The row of the host or of a domain of its owner, never that of the platform that it is on."""
    for domain in _own_domains(asked.host):
        row = asked.sources.metrics(domain)
        if row and not _is_itself_shared(domain):
            if row.tier == wanted or (not row.tier and wanted == "flagged"):
                dispute = f"with the vendor of {row.place.rpartition(':')[0]}" if row.tier == "flagged" else ""
                yield Evidence(rung, row.tier, row.says, row.place, "", dispute)
            return


def _platform(asked: Asked) -> Iterator[Evidence]:
    platform = _platform_of(asked.host)
    if platform:
        category, fact = lists.find("platforms", asked.host)[1][0]
        says = f"anyone can publish on {platform}: {fact}"
        yield Evidence("platform", "user-content", says, f"platforms.tsv, {category}")


def _private_suffix(asked: Asked) -> Iterator[Evidence]:
    private = urls.public_suffix(asked.host, with_private=True)
    if private != urls.public_suffix(asked.host) and (registry(asked.host) or ("",))[0] != private:
        says = f"{asked.host} belongs to a user of {private}"
        yield Evidence("private-suffix", "user-content", says, "Public Suffix List, private part")


def _reliable_source(asked: Asked) -> Iterator[Evidence]:
    pack, host = asked.sources.pack("perennial"), asked.host.removeprefix("www.")
    if pack and pack.find(host) == _RELIABLE:
        yield listed("source-list", "established", host, pack, _RELIABLE)


def _popularity(asked: Asked) -> Iterator[Evidence]:
    pack, domain = asked.sources.pack("rank"), urls.registrable_domain(asked.host)
    if pack and (code := pack.find(domain)) and not _is_itself_shared(domain):
        yield Evidence("popularity", "established", f"{domain} is {pack.codes[code]}", pack.source, pack.date)


def _platform_of(host: str) -> str:
    """The longer of two listed hosts knows better (`discuss.` below a project's own domain)."""
    known, platform = lists.find("known-hosts", host)[0], lists.find("platforms", host)[0]
    return platform if len(platform) > len(known) else ""


def _is_listed(host: str) -> bool:
    return bool(lists.find("known-hosts", host)[0] or lists.find("platforms", host)[0])


def _is_shared(host: str) -> bool:
    """Many publish there, so that nothing said of it is said of a page."""
    return bool(lists.find("platforms", host)[0]) or _is_itself_shared(host)


def _is_itself_shared(domain: str) -> bool:
    """The platform or the private suffix, rather than a user's place there."""
    is_suffix = urls.public_suffix(domain, with_private=True) == domain
    return is_suffix or lists.find("platforms", domain)[0] == domain


def _is_top(asked: Asked) -> bool:
    pack = asked.sources.pack("rank")
    is_ranked = pack and pack.find(urls.registrable_domain(asked.host)) in _TOP
    return bool(is_ranked or lists.find("known-hosts", asked.host)[0])


def _own_domains(host: str) -> Iterator[str]:
    """The host and those above it that have the same owner."""
    host = host.removeprefix("www.")
    domain = urls.registrable_domain(host)
    return (parent for parent in urls.parents(host) if len(parent) >= len(domain))


LADDER = (
    Rung("team-allow", "the team's allow list", partial(_team, "allow")),
    Rung("team-deny", "the team's deny list", partial(_team, "deny")),
    Rung("feed", "a feed of harmful hosts", _feed, "phishing"),
    Rung("team-low", "the team's low list", partial(_team, "low")),
    Rung("list", "lists of sources and of spam", _explicit_list, "perennial"),
    Rung("team-high", "the team's high list", partial(_team, "high")),
    Rung("registry", "registries that check who registers", _restricted_registry),
    Rung(
        "primary-source", "institutions, standards, journals", partial(_known_host, "authoritative", "primary-source")
    ),
    Rung("university", "domains of universities", _university, "edu"),
    Rung("metrics", "the team's metrics", partial(_metrics, "flagged", "metrics")),
    Rung("platform", "platforms where anyone can publish", _platform),
    Rung("private-suffix", "sub-hosts that users own", _private_suffix),
    Rung("reference", "encyclopedias, press, manuals", partial(_known_host, "established", "reference")),
    Rung("authority", "the team's metrics, authority", partial(_metrics, "established", "authority")),
    Rung("source-list", "lists of sources, generally reliable", _reliable_source, "perennial"),
    Rung("popularity", "how many link there", _popularity, "rank"),
)
"""From the top. A rung that speaks without deciding has an empty tier."""
