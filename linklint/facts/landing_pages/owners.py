"""Whether a redirect to another domain leads to somebody else."""

from __future__ import annotations

from linklint import hosts, urls
from linklint.facts import lists
from linklint.facts.credibility.registries import registry
from linklint.facts.landing_pages.page_speech import LONG_NAME, domain_of, name_of, spoken
from linklint.patterns import pattern

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection

    from linklint.facts.landing_pages.page_speech import Speech
    from linklint.model import Target

_DOORS = frozenset(
    (
        "account", "accounts", "auth", "authn", "cas", "consent", "gdpr", "idp", "login", "oauth", "openid", "saml",
        "shibboleth", "signin", "sso", "wayf",
    )
)  # fmt: skip
_DOOR_PATH = pattern(
    r"/(?:oauth2?|saml2?|sso|signin|sign-in|login|log-in|logon|consent|collectconsent|authorize)(?:[/.?]|$)"
)
_LONG_SEGMENT = 5
_TELLING_PAGE = 40
"""Characters of title, description and text, in all."""


def is_door(target: Target) -> bool:
    """Where readers are asked to sign in, to consent, or whether they are people: the page is behind it."""
    labels = target.host.removesuffix(domain_of(target.host)).split(".")
    listed = lists.find("passing-hosts", target.host)[1]
    is_listed = any(row[0] in ("sign-in", "consent", "archive") for row in listed)
    return is_listed or not _DOORS.isdisjoint(labels) or bool(_DOOR_PATH.search(f"{target.path.lower()}/"))


def is_other_domain(linked: Target, ended: Target) -> bool:
    """Another registered name, that is not the same in another country, a longer form of it, or known to be its owner's."""
    if hosts.is_address(linked.host) or hosts.is_address(ended.host):
        return False
    old, new = domain_of(linked.host), domain_of(ended.host)
    return old != new and not _is_known_move(linked.host, new) and not _share_a_name(linked, ended)


def _is_known_move(host: str, new: str) -> bool:
    _, rows = lists.find("moved-hosts", host)
    return any(new == row[0] or urls.matches(row[0], f"*.{new}") for row in rows)


def _share_a_name(linked: Target, ended: Target) -> bool:
    old, new = sorted((name_of(linked), name_of(ended)), key=len)
    return old == new or (len(old) >= LONG_NAME and old in new)


def is_on_platform(host: str) -> bool:
    """A host that its users get below a name of another: `me.github.io`."""
    return urls.public_suffix(host) != urls.public_suffix(host, with_private=True)


def is_stranger(linked: Target, ended: Target, words: Collection[str], speech: Speech) -> bool:
    """A page on another domain that keeps nothing: neither the path, nor the name, nor the words of the link. What says too
    little is no stranger, and neither is who is known to everybody."""
    if len(speech.whole.strip()) < _TELLING_PAGE or is_on_platform(linked.host) or _keeps_path(linked, ended):
        return False
    if registry(ended.host) or any(lists.find(name, ended.host)[0] for name in ("known-hosts", "platforms")):
        return False
    return not (speech.names(name_of(linked)) or speech.heads(words) or speech.has(words) > 1)


def _keeps_path(linked: Target, ended: Target) -> bool:
    """The last segment that tells anything is among those of the new path."""
    old, new = _segments(linked.path), _segments(ended.path)
    telling = [segment for segment in old if len(segment) >= _LONG_SEGMENT and not segment.isdigit()]
    return bool(telling) and telling[-1] in new


def _segments(path: str) -> list[str]:
    return [spoken(segment.partition(".")[0]).strip().replace(" ", "-") for segment in path.split("/") if segment]
