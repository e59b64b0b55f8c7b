"""A URL as a browser reads it: its target, its registrable domain, whether it stays on the own site."""

from __future__ import annotations

import os
import re
import sys
from functools import lru_cache

from linklint.model import Target
from linklint.patterns import pattern

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

_SCHEME = pattern(r"([A-Za-z][A-Za-z0-9+.-]*):")
_PERCENT = pattern(rb"%([0-9A-Fa-f]{2})")
_NUMBER = pattern(r"0x[0-9a-f]*|[0-9]+")
_IGNORED_IN_HOST = dict.fromkeys([0xAD, 0x200B, 0x2060, 0xFEFF, *range(0xFE00, 0xFE10)])  # UTS 46, status "ignored"
_C0_AND_SPACE = "".join(map(chr, range(0x21)))
_FORBIDDEN_IN_HOST = frozenset(_C0_AND_SPACE + "\x7f#/<>?@[\\]^|%")  # WHATWG URL, forbidden domain code points
_LONGEST_HOST = 253
"""In octets (RFC 1035). No longer name can be looked up."""
_WEB = frozenset({"http", "https"})


@lru_cache(maxsize=4096)
def parse(url: str) -> Target:
    """Reads a URL as the WHATWG URL Standard does, short of IDNA mapping tables. Never fails: a host that no browser
    accepts is left empty."""
    text = url.strip(_C0_AND_SPACE).translate({9: None, 10: None, 13: None})
    if not text:
        return Target("empty")
    found = _SCHEME.match(text)
    scheme = found.group(1).lower() if found else ""
    rest = text[found.end() :] if found else text
    if scheme and scheme not in _WEB:
        return _other(scheme, rest)
    rest, _, fragment = rest.partition("#")
    rest, _, query = rest.partition("?")
    slashes = rest.replace("\\", "/")
    if not scheme and not slashes.startswith("//"):
        form = "relative" if slashes or query else "fragment"
        return Target(form, path=slashes, query=query, fragment=fragment)
    authority, slash, path = slashes.lstrip("/").partition("/")
    userinfo, _, address = authority.rpartition("@")
    host, port = _split_port(address)
    return Target(
        "absolute" if scheme else "protocol-relative",
        scheme,
        userinfo,
        _host(host),
        port,
        slash + path,
        query,
        fragment,
    )


def _other(scheme: str, rest: str) -> Target:
    rest, _, fragment = rest.partition("#")
    path, _, query = rest.partition("?")
    return Target("other", scheme, path=path, query=query, fragment=fragment)


def _split_port(address: str) -> tuple[str, str]:
    if address.startswith("["):
        host, bracket, port = address.partition("]")
        return host + bracket, port.lstrip(":")
    host, _, port = address.partition(":")
    return host, port


def _host(written: str) -> str:
    if written.startswith("["):
        return written.lower()
    host = _percent_decoded(written).lower()
    if len(host) <= _LONGEST_HOST and not host.isascii():
        host = _idn(host)
    host = host.removesuffix(".")
    if len(host) > _LONGEST_HOST or any(character in _FORBIDDEN_IN_HOST for character in host):
        return ""
    return _ipv4(host) if _NUMBER.fullmatch(host.rpartition(".")[2]) else host


def _percent_decoded(written: str) -> str:
    if "%" not in written:
        return written
    octets = _PERCENT.sub(lambda found: bytes([int(found.group(1), 16)]), written.encode("utf-8", "surrogatepass"))
    return octets.decode("utf-8", "replace")


def _idn(host: str) -> str:
    import unicodedata

    host = unicodedata.normalize("NFKC", host.translate(_IGNORED_IN_HOST)).lower().replace("。", ".")
    if "\ufffd" in host:
        return ""
    try:
        labels = [label if label.isascii() else "xn--" + label.encode("punycode").decode() for label in host.split(".")]
    except UnicodeError:
        return ""
    return ".".join(labels)


def _ipv4(host: str) -> str:
    """`0x7f.1` -> `127.0.0.1`; empty where a host that ends in a number is no address."""
    parts = host.split(".")
    if len(parts) > 4 or not all(map(_NUMBER.fullmatch, parts)):
        return ""
    try:
        numbers = [_number(part) for part in parts]
    except ValueError:  # an octal number with an 8, or a number of thousands of digits
        return ""
    if any(number > 255 for number in numbers[:-1]) or numbers[-1] >= 256 ** (5 - len(numbers)):
        return ""
    value = numbers[-1] + sum(number * 256 ** (3 - place) for place, number in enumerate(numbers[:-1]))
    return ".".join(str(value >> shift & 255) for shift in (24, 16, 8, 0))


def _number(part: str) -> int:
    if part[:2] == "0x":
        return int(part[2:] or "0", 16)
    return int(part, 8 if len(part) > 1 and part[0] == "0" else 10)


def is_loopback(host: str) -> bool:
    return host == "localhost" or host.endswith(".localhost") or host in ("[::1]", "0.0.0.0") or host.startswith("127.")


def is_address(host: str) -> bool:
    """An IP address rather than a name."""
    return host.startswith("[") or bool(re.fullmatch(r"\d+\.\d+\.\d+\.\d+", host))


@lru_cache(maxsize=1)
def _suffix_rules() -> tuple[frozenset[bytes], frozenset[bytes]]:
    """The ICANN and the private rules of the Public Suffix List, one UTF-8 line each, as the file in `publicsuffixlist`
    has them. That package is not imported: its own reader takes thirty times as long as this one."""
    here = os.getcwd()
    for folder in sys.path:
        if folder in ("", here):
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
    Empty where no rule of the list names it, as for `localhost`, and for addresses."""
    if not host or len(host) > _LONGEST_HOST or is_address(host):
        return ""
    icann, private = _suffix_rules()
    labels = host.split(".")
    written = [_unicode(label).encode() for label in labels]
    for start in range(len(labels)):
        name, parent = b".".join(written[start:]), b".".join(written[start + 1 :])
        for rules in (icann, private) if with_private else (icann,):
            if b"!" + name in rules:
                return ".".join(labels[start + 1 :])
            if name in rules or (parent and b"*." + parent in rules):
                return ".".join(labels[start:])
    return ""


def _unicode(label: str) -> str:
    if not label.startswith("xn--"):
        return label
    try:
        decoded = label[4:].encode().decode("punycode")
        decoded.encode()  # it may be half of a pair
        return decoded
    except UnicodeError:
        return label


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


def is_internal(target: Target, own_hosts: Iterable[str]) -> bool | None:
    """Whether a link stays on the own site; None for what leads to no page, such as `mailto:`."""
    if target.form in ("relative", "fragment", "empty"):
        return True
    if not target.is_web:
        return None
    return any(matches(target.host, pattern) for pattern in own_hosts)


def parents(host: str) -> Iterable[str]:
    """`a.b.example` -> `a.b.example`, `b.example`, `example`."""
    labels = host.split(".")
    return (".".join(labels[start:]) for start in range(len(labels)))
