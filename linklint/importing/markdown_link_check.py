"""The settings of markdown-link-check: which links it leaves alone."""

from __future__ import annotations

from linklint.importing.carried import Carried

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

_SERVERS = "is about asking servers, for which linklint check --online has manners of its own"
_WHY = {
    "httpHeaders": "further headers stand in the environment, as LINKLINT_HEADERS",
    "replacementPatterns": "no URL is rewritten",
    "projectBaseUrl": "links from the root are looked up beside the configuration",
    "ignoreDisable": "comments of markdown-link-check mean nothing here; linklint has its own",
}


def carry(given: Mapping[str, object], carried: Carried) -> None:
    rest = dict(given)
    patterns = rest.pop("ignorePatterns", None)
    for each in patterns if isinstance(patterns, list) else []:
        pattern = each.get("pattern") if isinstance(each, dict) else each
        if isinstance(pattern, str):
            carried.allow(pattern, "ignorePatterns")
    carried.leave_all(rest, _WHY, _SERVERS)
