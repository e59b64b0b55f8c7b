"""Hosts as a browser reads them, by the WHATWG URL Standard and UTS 46, and what sort of host one is."""

from __future__ import annotations

from linklint.patterns import pattern

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

_PERCENT = pattern(rb"%([0-9A-Fa-f]{2})")
_FORBIDDEN_IN_HOST = pattern(r"[\0- #%/:<>?@\[\\\]^|\x7f]")  # WHATWG URL, forbidden domain code points
_NUMBER = pattern(r"0x[0-9a-f]*|[0-9]+")
_ADDRESS = pattern(r"[0-9]+(?:\.[0-9]+){3}")
_PRIVATE = pattern(
    r"10\.|192\.168\.|169\.254\.|172\.(?:1[6-9]|2\d|3[01])\.|100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.|"
    r"\[f[cd][0-9a-f]{2}:|\[fe[89ab][0-9a-f]:"
)
_PRIVATE_ENDS = (".local", ".internal", ".intranet", ".lan", ".corp", ".localdomain", ".home.arpa")
_OCTET = r"(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])"
_FOUR_OCTETS = pattern(rf"{_OCTET}(?:\.{_OCTET}){{3}}")
_FOUR_DIGITS = pattern(r"[0-9a-f]{1,4}")
_ZEROS = pattern(r"\b0(?::0)+\b")
LONGEST = 253
"""In octets (RFC 1035). No longer name can be looked up."""

_DOT = pattern("[.\u3002\uff0e\uff61]")
_IGNORED = pattern(
    "[\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u2060-\u2064\u206a-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0100-\U000e01ef]"
)
_DISALLOWED = pattern("[.\u3002\u2ff0-\u2fff\u31ef\ufffc\ufffd]")
"""Statuses of UTS 46 that the general category does not tell. A dot in a label comes from what looks like one and is none."""
_MAPPED_OTHERWISE = {"ß": "ß", "ẞ": "ß", "ς": "ς"}
_JOINERS = "\u200c\u200d"
_VIRAMA = 9
"""A canonical combining class."""
_DIRECTIONS = {"L": "L", "R": "R", "AL": "R", "AN": "A", "EN": "E", "NSM": "N"} | dict.fromkeys(
    ["ES", "CS", "ET", "ON", "BN"], "O"
)
_RIGHT_TO_LEFT = pattern("R(?:[RAEON]*[RAE])?N*")
_LEFT_TO_RIGHT = pattern("L(?:[LEON]*[LE])?N*")


def read(written: str) -> str:
    """Lower case, IDN labels in punycode, IPv6 in brackets and shortened, numbers as IPv4 addresses, without a closing dot.
    Empty where no browser accepts it."""
    if written.startswith("["):
        return _ipv6(written[1:-1].lower()) if written.endswith("]") else ""
    host = _percent_decoded(written)
    if len(host) > LONGEST + 1:
        return ""
    host = host.lower() if host.isascii() else _idn(host)
    host = host.removesuffix(".") or host
    if len(host) > LONGEST or _FORBIDDEN_IN_HOST.search(host):
        return ""
    return _ipv4(host) if _NUMBER.fullmatch(host.rpartition(".")[2]) else host


def _percent_decoded(written: str) -> str:
    if "%" not in written:
        return written
    octets = _PERCENT.sub(lambda found: bytes([int(found.group(1), 16)]), written.encode("utf-8", "surrogatepass"))
    return octets.decode("utf-8", "replace")


def _idn(host: str) -> str:
    """In punycode, by UTS 46 without transitional processing; empty where that refuses the host. Its table is what NFKC,
    case folding and the general category make of each letter, with few exceptions."""
    labels = [_mapped(label) for label in _DOT.split(host)]
    letters = [letters_of(label) for label in labels]
    if not all(map(_is_label, labels, letters)) or not _keeps_bidi_rule(letters):
        return ""
    return ".".join(map(_ascii, labels))


def _mapped(label: str) -> str:
    from unicodedata import normalize

    kept = _IGNORED.sub("", label)
    folded = (_MAPPED_OTHERWISE.get(each) or normalize("NFKC", normalize("NFKC", each).casefold()) for each in kept)
    return normalize("NFC", "".join(folded))


def _is_label(label: str, letters: str) -> bool:
    """UTS 46, section 4.1, of a label that is mapped and what its punycode says."""
    from unicodedata import category

    if letters.isascii():
        return "." not in label and not label.startswith("xn--")
    if _ascii(letters) != _ascii(label) or letters.startswith("xn--") or _mapped(letters) != letters:
        return False
    kinds = [category(each)[0] for each in letters if each not in _JOINERS]
    return kinds[:1] != ["M"] and not {"C", "Z"} & {*kinds} and not _DISALLOWED.search(letters) and _joins(letters)


def _joins(letters: str) -> bool:
    """RFC 5892, appendix A, without the joining types of letters."""
    from unicodedata import bidirectional, combining

    for place, joiner in enumerate(letters):
        sides = (letters[:place], letters[place + 1 :])
        if joiner not in _JOINERS or (place and combining(letters[place - 1]) == _VIRAMA):
            continue
        if joiner != _JOINERS[0] or not all("AL" in map(bidirectional, side) for side in sides):
            return False
    return True


def _keeps_bidi_rule(labels: Iterable[str]) -> bool:
    """RFC 5893, section 2, for which a domain that holds nothing from right to left need not care."""
    from unicodedata import bidirectional

    written = ["".join(_DIRECTIONS.get(bidirectional(each), "-") for each in label) for label in labels if label]
    return not any("R" in label or "A" in label for label in written) or all(
        _LEFT_TO_RIGHT.fullmatch(label) or (_RIGHT_TO_LEFT.fullmatch(label) and not {"A", "E"} <= {*label})
        for label in written
    )


def _ascii(label: str) -> str:
    return label if label.isascii() else "xn--" + label.encode("punycode").decode()


def letters_of(label: str) -> str:
    """What a label in punycode stands for; any other, and one that stands for nothing, as it is."""
    if not label.startswith("xn--"):
        return label
    try:
        decoded = label[4:].encode().decode("punycode")
        decoded.encode()  # it may be half of a pair
        return decoded
    except UnicodeError:
        return label


def _ipv6(written: str) -> str:
    """`0:0::127.0.0.1` -> `[::7f00:1]`; empty where it is no address."""
    before_last, colon, last = written.rpartition(":")
    if _FOUR_OCTETS.fullmatch(last):
        a, b, c, d = map(int, last.split("."))
        written = f"{before_last}{colon}{a << 8 | b:x}:{c << 8 | d:x}"
    head, gap, tail = written.partition("::")
    before, after = (side.split(":") if side else [] for side in (head, tail))
    missing = 8 - len(before) - len(after)
    if (missing < 1 if gap else missing) or not all(map(_FOUR_DIGITS.fullmatch, before + after)):
        return ""
    pieces = ":".join(f"{int(each, 16):x}" for each in [*before, *["0"] * missing, *after])
    longest = max(_ZEROS.finditer(pieces), key=lambda zeros: len(zeros.group()), default=None)
    if longest:
        pieces = pieces[: longest.start()].rstrip(":") + "::" + pieces[longest.end() :].lstrip(":")
    return f"[{pieces}]"


def _ipv4(host: str) -> str:
    """`0x7f.1` -> `127.0.0.1`; empty where a host that ends in a number is no address."""
    parts = host.split(".")
    if len(parts) > 4 or not all(map(_NUMBER.fullmatch, parts)):
        return ""
    try:
        numbers = [_number(part) for part in parts]
    except ValueError:  # an octal number with an 8
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
    return (
        host == "localhost"
        or host.endswith(".localhost")
        or host in ("[::1]", "[::]", "0.0.0.0")
        or host.startswith("127.")
    )


def is_private(host: str) -> bool:
    """Led to within one network alone: addresses of RFC 1918, 4193 and 6598, link-local ones, names of one label, and
    those below `.local`, `.internal` and their like. The reader's own machine is none."""
    if is_loopback(host):
        return False
    if is_address(host):
        return bool(_PRIVATE.match(host))
    return bool(host) and ("." not in host or host.endswith(_PRIVATE_ENDS))


def is_address(host: str) -> bool:
    """An IP address rather than a name."""
    return host.startswith("[") or (host[-1:].isdigit() and bool(_ADDRESS.fullmatch(host)))
