"""What a link's `rel` comes to: the tokens that the draft writes, what the theme makes of them, what the page says of all."""

from __future__ import annotations

from linklint import urls
from linklint.parse.templates import MASK

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from linklint.model import Attribute, RelPolicy, Target

_NONE: frozenset[str] = frozenset()
_RAW = frozenset({"html", "jsx"})


def written(attributes: Mapping[str, Attribute]) -> tuple[str, ...] | None:
    """Tokens in lower case, between blanks or commas. None where a template writes the value, or may write the whole
    attribute."""
    rel = attributes.get("rel")
    if rel is None:
        return None if any(MASK in name for name in attributes) else ()
    return None if rel.is_templated else tuple(rel.value.lower().replace(",", " ").split())


def effective(
    rel: tuple[str, ...] | None,
    syntax: str,
    target: Target | None,
    internal: bool | None,
    policy: RelPolicy,
    of_page: frozenset[str] = _NONE,
) -> frozenset[str] | None:
    """What a crawler reads. `of_page` holds for every link of the page. None where the draft's own tokens are unknown."""
    if rel is None:
        return None
    added = policy.external if internal is False and policy.external and _reaches(policy, syntax, target) else _NONE
    if not added:
        return of_page.union(rel) if rel else of_page
    if policy.mode == "add" or not rel:
        return added.union(rel, of_page)
    return (added if policy.mode == "replace" else frozenset(rel)) | of_page


def _reaches(policy: RelPolicy, syntax: str, target: Target | None) -> bool:
    if syntax in _RAW and not policy.raw_html:
        return False
    return target is None or not any(urls.matches(target.host, host) for host in policy.except_hosts)
