"""Registries that check who registers, and the pages of single people below them."""

from __future__ import annotations

from linklint import urls

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
_PERSONAL_LABELS = frozenset(
    {
        "alumni", "blog", "blogs", "home", "homepage", "homepages", "people", "personal", "staff", "student", "students",
        "user", "users",
    }
)  # fmt: skip
"""First labels of hosts, a number behind them left out."""
_PERSONAL_PATHS = ("/~", "/%7e", "/%7E", "/user/", "/users/", "/people/", "/student/", "/students/")


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


def is_personal_path(path: str) -> bool:
    """Where institutions let their people publish: `/~knuth/`."""
    return path.startswith(_PERSONAL_PATHS)


def is_personal_host(host: str) -> bool:
    """`blogs.`, `students.`"""
    return host.partition(".")[0].rstrip("0123456789") in _PERSONAL_LABELS
