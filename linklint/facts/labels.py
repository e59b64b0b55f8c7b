"""What sort of host or URL a link leads to: affiliate, shortener, wrapper, resolver, platform, cloaked."""

from __future__ import annotations

import re

from linklint import urls
from linklint.facts import lists
from linklint.patterns import pattern

TYPE_CHECKING = False
if TYPE_CHECKING:
    from linklint.model import Config, Target

_PROOFPOINT_V3 = pattern(r"/v3/__(.+?)__;")
_MOST_LAYERS = 6


def labels_of(target: Target, config: Config) -> frozenset[str]:
    """All labels of a target. The team's own affiliate hosts count like those of the list."""
    found = set()
    if target.form == "relative" and target.path.startswith(config.rel_policy.cloak_prefixes):
        found.add("cloaked")
    if target.is_web:
        host = target.host
        own = config.lists.get("affiliate", ())
        if _is_affiliate(target) or (own and any(urls.matches(host, "*." + entry.host) for entry in own)):
            found.add("affiliate")
        if lists.find("shorteners", host)[0]:
            found.add("shortener")
        if any(row[0] == "resolver" for row in lists.find("passing-hosts", host)[1]):
            found.add("resolver")
        if lists.find("platforms", host)[0]:
            found.add("platform")
        if _wrappers(target):
            found.add("wrapper")
    return frozenset(found)


def _is_affiliate(target: Target) -> bool:
    for condition, *_ in lists.find("affiliate", target.host)[1]:
        if condition == "-" or (condition[0] == "/" and target.path.startswith(condition)):
            return True
        if condition[0] == "?" and parameter(target.query, condition[1:]):
            return True
    return False


def parameter(query: str, name: str) -> str:
    """The first value of a query parameter, percent-decoded; empty where it is not there."""
    for pair in query.split("&"):
        key, _, value = pair.removeprefix("amp;").partition("=")
        if key == name:
            return _decoded(value)
    return ""


def _decoded(value: str) -> str:
    if "%" not in value:
        return value
    from urllib.parse import unquote

    return unquote(value)


def _wrappers(target: Target) -> list[tuple[str, ...]]:
    """The lines of the list that fit: path, parameter, fact."""
    rows = lists.find("wrappers", target.host)[1] if target.is_web else ()
    return [row for row in rows if target.path.startswith(row[0])]


def unwrap(url: str) -> str | None:
    """The URL that a redirect wrapper carries, layers of wrappers taken off; empty where it cannot be read; None for a
    URL that is no wrapper."""
    inner: str | None = None
    for _ in range(_MOST_LAYERS):
        target = urls.parse(url if inner is None else inner)
        fitting = _wrappers(target)
        if not fitting:
            return inner
        inner = next(filter(None, (_inner(target, name) for _, name, *_ in fitting)), "")
        if not inner:
            return ""
    return inner


def _inner(target: Target, name: str) -> str:
    if name == "-":
        found = _PROOFPOINT_V3.match(target.path + ("?" + target.query if target.query else ""))
        return re.sub(r"^(https?:/)(?!/)", r"\1/", found.group(1)) if found and "*" not in found.group(1) else ""
    value = parameter(target.query, name)
    return value if urls.parse(value).form == "absolute" and urls.parse(value).host else ""
