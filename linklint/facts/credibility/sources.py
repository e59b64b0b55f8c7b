"""What the ladder and the registers look things up in beyond the lists of the rules: data packs and the team's metrics."""

from __future__ import annotations

from functools import lru_cache, partial

from linklint import user_folders
from linklint.model import Evidence

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Protocol

    from linklint.facts.credibility.metrics import Metrics, Row
    from linklint.model import Config

    class Pack(Protocol):
        """Keys with a code each, and where they come from."""

        @property
        def source(self) -> str: ...
        @property
        def date(self) -> str: ...
        @property
        def codes(self) -> Mapping[str, str]: ...

        is_stale: bool

        def find(self, key: str, /) -> str | None: ...

    Open = Callable[[str], Pack | None]


DISPUTES = {
    "Wikipedia: Perennial sources": "https://en.wikipedia.org/wiki/Wikipedia:Reliable_sources/Noticeboard",
    "Phishing.Database": "https://github.com/Phishing-Database/Phishing.Database",
    "Matomo referrer spam list": "https://github.com/matomo-org/referrer-spam-list",
    "Retraction Watch": "https://gitlab.com/crossref/retraction-watch-data",
}
"""Where those who keep a list hear objections."""


class Sources:
    """Packs are opened when they are first asked for. Two are the same only where they are one."""

    def __init__(self, open_pack: Open, metrics: Metrics | None = None) -> None:
        self._open, self._metrics = open_pack, metrics
        self._packs: dict[str, Pack | None] = {}

    def pack(self, name: str) -> Pack | None:
        """None where it is not there, or where it is a feed gone stale."""
        if name not in self._packs:
            self._packs[name] = self._open(name)
        return self._packs[name]

    def metrics(self, domain: str) -> Row | None:
        return self._metrics.find(domain) if self._metrics else None


def listed(rung: str, tier: str, key: str, pack: Pack, code: str) -> Evidence:
    """What a pack says of a key, in its own words."""
    says = f'{key} is listed as "{pack.codes.get(code, code)}"'
    return Evidence(rung, tier, says, pack.source, pack.date, DISPUTES.get(pack.source, ""))


def of(config: Config) -> Sources:
    """The packs of the user and the metrics of the team. Raises LinklintError for metrics that cannot be read."""
    if not config.metrics.file:
        return known(config.today, None)
    from linklint.facts.credibility import metrics

    return known(config.today, metrics.load(config.root, config.metrics))


@lru_cache(maxsize=8)
def known(today: str, metrics: Metrics | None) -> Sources:
    """One for all drafts of a run."""
    return Sources(partial(_pulled, today) if user_folders.has_packs() else _none, metrics)


def _pulled(today: str, name: str) -> Pack | None:
    from linklint.facts.data_packs import packs

    return packs.load(name, today)


def _none(name: str) -> None:
    return None
