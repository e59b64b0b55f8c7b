"""The pages of this folder as the rules meet them: each a draft with its link, and what fetching it told."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import yaml

from linklint import lint, rulebook
from linklint.facts import gather
from linklint.facts.landing_pages.page_content import read
from linklint.model import Config, Diagnostic, Hop, Page
from linklint.parse import parse
from linklint.record import record

FOLDER = Path(__file__).parent
RULES = ("domain-changed", "parked-domain", "hijacked-target")


@record
class Case:
    """A link and the page that it ends on."""

    id: str
    draft: str
    url: str
    hops: tuple[Hop, ...]
    html: str

    @property
    def page(self) -> Page:
        end = self.hops[-1].url if self.hops else self.url
        content = read(self.html.encode(), {"content-type": "text/html; charset=utf-8"}, end, True)
        return Page("alive", status=200, hops=self.hops, url=end, content=content)


@cache
def cases(name: str) -> tuple[Case, ...]:
    """`hijacked` or `ordinary`."""
    texts = yaml.safe_load((FOLDER / "drafts.yaml").read_text(encoding="utf-8"))
    return tuple(_case(each, texts) for each in yaml.safe_load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8")))


def _case(written: dict[str, object], texts: dict[str, str]) -> Case:
    link = str(written["link"])
    hops = [hop.split(" ", 1) for hop in written.get("hops") or ()]  # type: ignore[attr-defined]
    return Case(
        str(written["id"]),
        texts[str(written["draft"])].format(link=link),
        link[link.rindex("(") + 1 : -1],
        tuple(Hop(int(status), url) for status, url in hops),
        str(written["html"]),
    )


def found(case: Case, rules: tuple[str, ...] = RULES) -> tuple[Diagnostic, ...]:
    config = Config(today="2026-11-22", hosts=("own.example",))
    draft = parse("draft.md", case.draft, config)
    ready = rulebook.load(config, select=rules, is_online=True)
    return lint.examine(draft, ready, gather(draft, lint.needs_of(ready), config, pages={case.url: case.page}))
