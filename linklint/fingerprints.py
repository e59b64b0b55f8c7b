"""By what a finding is known again when its draft has changed around it."""

from __future__ import annotations

from linklint import urls

TYPE_CHECKING = False
if TYPE_CHECKING:
    from linklint.model import Diagnostic


def likeness(rule: str, url: str, text: str) -> tuple[str, str, str]:
    """Equal for findings that differ in nothing but their places: in how a URL or the blanks of an anchor text are written,
    nobody would see a new finding."""
    target = urls.parse(url)
    read = f"{target.scheme}:{target.host}:{target.port}:{target.path}?{target.query}#{target.fragment}"
    return rule, read, " ".join(text.split())


def fingerprint(diagnostic: Diagnostic) -> str:
    """32 hexadecimal digits that stay when lines move, and that no two findings of a run share: made of path, rule, URL,
    anchor text (of what is no link, its own) and a count of findings alike in these."""
    from hashlib import sha256

    rule, url, text = likeness(diagnostic.rule, diagnostic.place.url, diagnostic.place.text)
    parts = (rule, diagnostic.path, url, text, str(diagnostic.nth))
    return sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32]
