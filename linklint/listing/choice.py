"""Which links are wanted."""

from __future__ import annotations

from linklint import urls
from linklint.record import record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Set

    from linklint.listing.entry import Entry

KINDS = frozenset({"inline", "reference", "autolink", "bare", "html", "jsx", "shortcode", "front-matter"})
VERDICTS = frozenset({"alive", "dead", "unsure"})
LABELS = frozenset({"affiliate", "cloaked", "platform", "resolver", "shortener", "wrapper"})


@record
class Choice:
    """Links that fit all that is asked. Nothing asked fits all; what is unknown of a link fits nothing that is asked."""

    internal: bool | None = None
    hosts: tuple[str, ...] = ()
    """Any of these, or a host below one."""
    kinds: Set[str] = frozenset()
    labels: Set[str] = frozenset()
    """Any of these."""
    verdicts: Set[str] = frozenset()

    def fits(self, entry: Entry) -> bool:
        return (
            (self.internal is None or entry.internal is self.internal)
            and (not self.hosts or (entry.domain is not None and self._names(urls.parse(entry.url).host)))
            and (not self.kinds or entry.kind in self.kinds)
            and (not self.verdicts or entry.verdict in self.verdicts)
            and (not self.labels or not self.labels.isdisjoint(entry.labels))
        )

    def _names(self, host: str) -> bool:
        return any(urls.matches(host, "*." + each) for each in self.hosts)
