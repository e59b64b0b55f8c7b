"""Regular expressions of other linters that say no more than a host, a path or a glob does."""

from __future__ import annotations

import re

from linklint import urls

_SCHEMES = (
    "https?://",
    "http(s)?://",
    "http[s]?://",
    "(https|http)://",
    "(http|https)://",
    "https://",
    "http://",
    "//",
)
_SUBHOSTS = (
    r"(.*\.)?",
    r"(.+\.)?",
    r"(?:.*\.)?",
    r"(www\.)?",
    r"(?:www\.)?",
    r".*\.",
    r".+\.",
    r"[^/]*\.",
    r"[^/]+\.",
    ".*",
)
_ANYTHING = ("/?.*", "/.*", ".*", ".+", "/*", "/?", "*")
_PLAIN = re.compile(r"[\w.:/~@%+=&-]+")
_ESCAPED = re.compile(r"\\([./:~@%+=&_#-])")
_ENDING = re.compile(r"\\(\.\w+)")


def host_of(pattern: str) -> str:
    """A host that stands in a pattern of URLs, with its path where there is one; empty where the pattern says more."""
    body = pattern.replace(r"\/", "/").removeprefix("^").removesuffix("$")
    for start in (_SCHEMES, _SUBHOSTS):
        body = body.removeprefix(next((each for each in start if body.startswith(each)), ""))
    host, slash, path = _plain(body).partition("/")
    if "." not in host or host.startswith((".", "-")) or urls.parse("https://" + host).host != host.lower():
        return ""
    return host.lower() + (slash + path if path else "")


def glob_of(pattern: str) -> str:
    """A pattern of paths as a glob; empty where the pattern says more."""
    is_whole = pattern.startswith("^")
    body = pattern.removeprefix("^").removesuffix("$").removeprefix("(^|/)").removeprefix("./")
    for start in (".*/", ".*"):
        if body.startswith(start):
            body, is_whole = body.removeprefix(start), False
    if ending := _ENDING.fullmatch(body):
        return f"*{ending.group(1)}"
    plain = _plain(body)
    if not plain.strip("/") or plain.startswith("../"):
        return ""
    return f"/{plain}" if is_whole and "/" not in plain.rstrip("/") else plain


def _plain(body: str) -> str:
    """Without what stands for anything at the end; empty where something is left that is no letter of a URL."""
    end = next((each for each in _ANYTHING if body.endswith(each) and not body.endswith("\\" + each)), "")
    body = _ESCAPED.sub(r"\1", body.removesuffix(end))
    return body if _PLAIN.fullmatch(body) else ""
