"""A URL as a browser reads it: its target, its registrable domain, whether it stays on the own site."""

from __future__ import annotations

import os
import re
import sys
from functools import lru_cache

from linklint import hosts
from linklint.model import Target
from linklint.patterns import pattern

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

_PLAIN = pattern(r"(https?)://((?:[a-z0-9-]+\.)+[a-z][a-z0-9-]*)(/[^?#\\\0- ]*)?(?:\?([^#\0- ]*))?(?:#([^\0- ]*))?")
_SCHEME = pattern(r"([A-Za-z][A-Za-z0-9+.-]*):")
_INDEX = pattern(r"(?:(?:^|(?<=/))index)?\.html?$|(?:^|(?<=/))index\.php$", re.I)
_COUNTER = pattern(r"(?:utm_\w+|fbclid|gclid|dclid|msclkid|mc_[ce]id|igshid|_hsenc|_hsmi|mkt_tok|srsltid)(?:=|$)", re.I)
"""Parameters that only count visits."""
_C0_AND_SPACE = "".join(map(chr, range(0x21)))
_TAB_AND_LINE_ENDS = {9: None, 10: None, 13: None}
_OWN_FOLDER = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
"""Where this package was imported from."""
_WEB = frozenset({"http", "https"})
_SPECIAL = frozenset({"http", "https", "ftp", "ws", "wss"})


@lru_cache(maxsize=4096)
def parse(url: str) -> Target:
    """Reads a URL as the WHATWG URL Standard does on a page of another scheme. Never fails: what no browser accepts, for
    its host or its port, has an empty host. Hosts are read of http, https, ftp, ws and wss; backslashes become slashes
    there, and all else of path, query and fragment stays as written.

    It differs from the Standard in this: a host loses its closing dot; none is longer than 253 octets; letters that are
    newer than Python's Unicode are refused; a zero-width non-joiner may stand between any Arabic or Syriac letters."""
    found = _PLAIN.fullmatch(url)
    if not found or len(found[2]) > hosts.LONGEST:
        return _read(url)
    scheme, host, path, query, fragment = found.groups("")
    return Target("absolute", scheme, "", host, "", path, query, fragment)


def _read(url: str) -> Target:
    text = url.strip(_C0_AND_SPACE).translate(_TAB_AND_LINE_ENDS)
    if not text:
        return Target("empty")
    found = _SCHEME.match(text)
    scheme = found.group(1).lower() if found else ""
    rest, _, fragment = (text[found.end() :] if found else text).partition("#")
    rest, _, query = rest.partition("?")
    if scheme and scheme not in _SPECIAL:
        return Target("other", scheme, path=rest, query=query, fragment=fragment)
    slashes = rest.replace("\\", "/")
    if not scheme and not slashes.startswith("//"):
        return Target("fragment" if text[0] == "#" else "relative", path=slashes, query=query, fragment=fragment)
    form = "protocol-relative" if not scheme else "absolute" if scheme in _WEB else "other"
    authority, slash, path = slashes.lstrip("/").partition("/")
    userinfo, _, address = authority.rpartition("@")
    name, port = _split_port(address)
    host = hosts.read(name) if _is_port(port) else ""
    return Target(form, scheme, userinfo, host, port, slash + path, query, fragment)


def _split_port(address: str) -> tuple[str, str]:
    name, colon, port = address.rpartition(":")
    return (name, port) if colon and "]" not in port else (address, "")


def _is_port(written: str) -> bool:
    digits = written.lstrip("0")
    return not digits or (len(digits) <= 5 and digits.isascii() and digits.isdigit() and int(digits) <= 65535)


@lru_cache(maxsize=1)
def _suffix_rules() -> tuple[frozenset[bytes], frozenset[bytes]]:
    """The ICANN and the private rules of the Public Suffix List, one UTF-8 line each, as the file in `publicsuffixlist`
    has them. That package is not imported: its own reader takes thirty times as long as this one."""
    here = os.getcwd()
    for folder in sys.path:
        if folder in ("", here) and here != _OWN_FOLDER:
            continue  # python -m: what a project holds is not ours
        path = os.path.join(folder, "publicsuffixlist", "public_suffix_list.dat")
        if os.path.isfile(path):
            with open(path, "rb") as file:
                icann, _, private = file.read().partition(b"===BEGIN PRIVATE DOMAINS===")
            return frozenset(icann.split(b"\n")), frozenset(private.split(b"\n"))
    raise ModuleNotFoundError("publicsuffixlist is not installed")


@lru_cache(maxsize=4096)
def public_suffix(host: str, with_private: bool = False) -> str:
    """The part under which anyone may register a name: `co.uk`; with the private rules also `github.io`.
    Empty where no rule of the list names it, as for `localhost`, and for addresses; `*.ck` does not name `ck` itself."""
    if not host or len(host) > hosts.LONGEST or hosts.is_address(host):
        return ""
    icann, private = _suffix_rules()
    labels = host.split(".")
    name = ".".join(map(hosts.letters_of, labels)).encode() if "xn--" in host else host.encode()
    for start in range(len(labels)):
        parent = name.partition(b".")[2]
        for rules in (icann, private) if with_private else (icann,):
            if b"!" + name in rules:
                return ".".join(labels[start + 1 :])
            if name in rules or (parent and b"*." + parent in rules):
                return ".".join(labels[start:])
        name = parent
    return ""


@lru_cache(maxsize=4096)
def registrable_domain(host: str) -> str:
    """`www.ons.gov.uk` -> `ons.gov.uk`: what one owner registered, private suffixes counted (`me.github.io`). The host
    itself where there is no such thing."""
    suffix = public_suffix(host, with_private=True)
    if not suffix or suffix == host:
        return host
    return host[: -len(suffix) - 1].rpartition(".")[2] + "." + suffix


def matches(host: str, pattern: str) -> bool:
    """`acme.example` names that host and its `www.`; `*.acme.example` names its sub-hosts too."""
    if pattern.startswith("*."):
        return host == pattern[2:] or host.endswith(pattern[1:])
    return host == pattern or host == "www." + pattern


def named(written: str) -> str:
    """A host that a team names, as targets have it: small, in punycode, without `www.`; a path and a leading `*.` stay.
    Empty where there is none."""
    star = "*." if written.startswith("*.") else ""
    target = parse(written if "://" in written else "https://" + written.removeprefix("*."))
    return star + target.host.removeprefix("www.") + target.path.rstrip("/") if target.host else ""


def is_internal(target: Target, own_hosts: Iterable[str]) -> bool | None:
    """Whether a link stays on the own site; None for what leads to no page, such as `mailto:`."""
    if target.form in ("relative", "fragment", "empty"):
        return True
    if not target.is_web:
        return None
    return bool(own_hosts) and any(matches(target.host, pattern) for pattern in own_hosts)


def page(target: Target) -> str:
    """One name for the addresses of one page: scheme, `www.`, a closing slash, `index.html`, `.html`, parameters that only
    count visits and the fragment do not tell pages apart. Empty for a place on the same page."""
    if target.form in ("fragment", "empty"):
        return ""
    start = f"{target.host.removeprefix('www.')}:{target.port}" if target.is_web else target.scheme
    path = _INDEX.sub("", target.path.removeprefix("./")).rstrip("/")
    query = "&".join(each for each in target.query.split("&") if each and not _COUNTER.match(each))
    return f"{start} {path}?{query}"


def parents(host: str) -> Iterable[str]:
    """`a.b.example` -> `a.b.example`, `b.example`, `example`."""
    labels = host.split(".")
    return (".".join(labels[start:]) for start in range(len(labels)))
