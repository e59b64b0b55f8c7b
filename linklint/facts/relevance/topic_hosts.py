"""Links that belong beside any topic, or whose address says nothing of theirs: none of them is judged by its words."""

from __future__ import annotations

import re
from functools import lru_cache

from linklint import hosts, urls
from linklint.facts import lists
from linklint.facts.credibility.registries import registry
from linklint.patterns import pattern

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Set

    from linklint.model import Config, Link, Target

PLATFORM = "platform"
SAYS_NOTHING = (PLATFORM, "brand")
"""Classes of hosts whose pages are judged, but not by the host's own name. The pages of a brand belong together, those of
a platform do not."""

_MEDIA_FILE = (".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".avif", ".ico", ".mp3", ".mp4")
_SEARCH_PATHS = ("/search/", "/imgres/")
_PROFILES = frozenset(
    {"bio", "bios", "people", "person", "persons", "profile", "profiles", "staff", "team", "user", "users"}
)
_REFERENCE = frozenset({"dictionary", "encyclopedia", "glossary", "lexicon", "pmwiki.php", "wiki"})
_HANDBOOK_HOSTS = frozenset(
    {"api", "dev", "developer", "developers", "docs", "doc", "help", "manual", "support", "wiki"}
)
_HANDBOOK_PATHS = _HANDBOOK_HOSTS | {"documentation", "guide", "guides", "howto", "reference", "userguide"}
_LONGEST_NAME, _SHORT = 4, 3
"""Words of a site's name; letters of words that names write in lower case."""
_HEADLINE = 7
"""So many words are a headline or a clause, and no name of goods."""
_CREDIT = pattern(
    r"\b(?:photo|foto|image|bild|picture|illustration|video|source|credits?|crédits?|quelle|fuente|hat tip|h/t|via|courtesy"
    r"|(?:originally|first|cross-?|re-?) ?(?:posted|published|appeared))"
    r"(?:[\s*_(:]|\b(?:by|from|to|on|at|in|of|the|von|par|de|por|photo)\b)*$",
    re.I,
)
"""Words before a link that say where something is from."""
_OPENING_QUOTES, _CLOSING_QUOTES = tuple("\"'“‘«"), tuple("\"'”’»")
_QUOTES_OF_OTHERS = frozenset('"“”«»')
"""Within a title in quotes they would end it; single ones may be apostrophes."""
_WORLDWIDE = frozenset({"amazon", "blogspot", "ebay", "google", "yahoo"})
_DATED_PATH = pattern(r"/(?:19|20)\d\d[/-]")
_BARE_URL = pattern(r"\s*(?:(?:https?:|www\.)\S*|[\w-]+(?:\.[\w-]+)+(?:/\S*)?)\s*")
_NEAR = 60
_EMPTY_LABEL = pattern(r"www?\d*|m|xn--.*")
_WORD = pattern(r"[^\W\d_]+")


def labels(host: str) -> list[str]:
    """A host's labels without `www` and without its public suffix: `www.acme.co.uk` is acme."""
    suffix = urls.public_suffix(host)
    own = host[: -len(suffix) - 1] if suffix and suffix != host else host.rpartition(".")[0]
    return [label for label in own.split(".") if label and not _EMPTY_LABEL.fullmatch(label)]


def host_class(host: str, path: str = "") -> str:
    """What the list says of a host and the start of its path, the nearest domain first; empty where it says nothing."""
    listed = _classes_of(host)
    segments = path.split("/") if listed else []
    for classes in listed:
        for end in (1, 2, 3):
            if found := classes.get("/".join(segments[:end])):
                return found
    return ""


@lru_cache(maxsize=4096)
def _classes_of(host: str) -> tuple[Mapping[str, str], ...]:
    """Of a host and its parents, as far as they are listed: the start of a path -> class."""
    names = _worldwide(host.split("."))
    entries = (names[0] + ".", *(".".join(names[start:]) for start in range(len(names) - 1)))
    return tuple(_classes()[entry] for entry in entries if entry in _classes())


def _worldwide(names: list[str]) -> list[str]:
    """The labels of `www.amazon.co.uk` as those of `www.amazon.com`."""
    start = len(names) - (3 if names[-2:-1] in (["co"], ["com"]) else 2)
    is_elsewhere = start >= 0 and names[start] in _WORLDWIDE and len(names[-1]) == 2 and names[-1].isalpha()
    return [*names[: start + 1], "com"] if is_elsewhere else names


@lru_cache(maxsize=1)
def _classes() -> Mapping[str, Mapping[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for entry, columns in lists.load("topic-hosts").items():
        host, slash, path = entry.partition("/")
        found.setdefault(host, {})[slash + path] = columns.partition("\t")[0]
    return found


def allowed_hosts(config: Config) -> tuple[str, ...]:
    """Those that the team lets pass, and all of its own domains."""
    return (*config.relevance_allow, *(urls.registrable_domain(host.removeprefix("*.")) for host in config.hosts))


def why_silent(link: Link, allowed: Collection[str], text: str = "") -> str:
    """Why a link is never judged, whatever its words; empty for one that may be. `allowed` are hosts that the team has
    let pass, `text` is the draft."""
    if silence := silent_host(link, allowed):
        return silence
    target = link.target
    assert target
    if target.path.lower().endswith(_MEDIA_FILE):
        return "image"
    if f"{target.path}/".startswith(_SEARCH_PATHS):
        return "search or map"
    segments = target.path.lower().split("/")
    if _is_profile(target.path):
        return "profile"
    if not _REFERENCE.isdisjoint(segments[:-1]):
        return "encyclopedia"
    if "/doi/" in target.path:
        return "standard, paper"
    if not link.text.strip():
        return "no anchor text"
    if link.syntax in ("bare", "autolink") or _BARE_URL.fullmatch(link.text):
        return "bare URL"
    before, behind = text[max(link.span.start - _NEAR, 0) : link.span.start], text[link.span.end : link.span.end + 1]
    if _is_quoted(before[-1:] + link.text + behind) or _is_quoted(link.text):
        return "title of a work"
    if _CREDIT.search(before):
        return "credit"
    if _names_its_site(link.text, target):
        return "name of its site"
    return ""


def silent_host(link: Link, allowed: Collection[str]) -> str:
    """Why links to the host of a link are never judged; empty for one that may be."""
    target = link.target
    if target is None or not target.host or link.internal is not False:
        return "own host"
    if allowed and any(urls.matches(target.host, "*." + host.removeprefix("*.")) for host in allowed):
        return "allowed"
    found = _silence_of(target.host) or host_class(target.host, target.path)
    return "" if found in SAYS_NOTHING else found


def is_aside(link: Link, selling: Set[str]) -> bool:
    """News and posts of a day, pages of handbooks, headlines, items of lists, and things called by their name: writers link
    them from anywhere. A name with one of the words that sell is none."""
    if link.stands_alone or (link.target and (_DATED_PATH.search(link.target.path) or _is_handbook(link.target))):
        return True
    words = _WORD.findall(link.text)
    if len(link.text.split()) == 1 or len(words) >= _HEADLINE:
        return True
    is_name = all(word[0].isupper() for word in words if len(word) > _SHORT)
    return is_name and not any(word.lower() in selling for word in words)


@lru_cache(maxsize=4096)
def _silence_of(host: str) -> str:
    if registry(host):
        return "official host"
    return "opaque" if host.endswith(".onion") or hosts.is_address(host) else ""


def _is_profile(path: str) -> bool:
    """`/@name`, `/~name`, or anything below `/users/` and its like."""
    if path.startswith("/@"):
        handle = path[2:].removesuffix("/")
        if handle and "/" not in handle:
            return True
    return path.startswith("/~") or not _PROFILES.isdisjoint(path[:-1].split("/")[1:-1])


def _is_handbook(target: Target) -> bool:
    return not _HANDBOOK_HOSTS.isdisjoint(target.host.split(".")[:-2]) or not _HANDBOOK_PATHS.isdisjoint(
        target.path.lower().split("/")[1:3]
    )


def _is_quoted(text: str) -> bool:
    inner = text[1:-1]
    return (
        bool(inner)
        and text.startswith(_OPENING_QUOTES)
        and text.endswith(_CLOSING_QUOTES)
        and _QUOTES_OF_OTHERS.isdisjoint(inner)
    )


def _names_its_site(anchor: str, target: Target) -> bool:
    """`[Sauce Labs](https://saucelabs.com/)`: says who, not what."""
    if target.path.strip("/"):
        return False
    words = _WORD.findall(anchor)
    if not 1 <= len(words) <= _LONGEST_NAME or not all(word[0].isupper() for word in words if len(word) > _SHORT):
        return False
    joined = "".join(words).lower()
    return any(joined in name or name in joined for name in (each.replace("-", "") for each in labels(target.host)))
