"""The host lists that come with the rules: tab-separated, one entry a line, the host first."""

from __future__ import annotations

import os
from functools import cache, lru_cache

from linklint import urls
from linklint.rules_folder import RULES_FOLDER

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    Row = tuple[str, ...]


@cache
def load(name: str) -> Mapping[str, str]:
    """Host -> the further columns of its lines, as they stand."""
    table: dict[str, str] = {}
    with open(os.path.join(RULES_FOLDER, "lists", name + ".tsv"), encoding="utf-8") as file:
        for line in file.read().split("\n"):
            if line and line[0] != "#":
                host, _, columns = line.partition("\t")
                table[host] = f"{table[host]}\n{columns}" if host in table else columns
    return table


@lru_cache(maxsize=8192)
def find(name: str, host: str) -> tuple[str, tuple[Row, ...]]:
    """The listed host that covers this one, and its lines; empty where none does. The longest listed host counts.
    Nothing is inherited beyond the registrable domain: whoever owns `me.github.io` is not whoever owns `github.io`."""
    table = load(name)
    listed = next((parent for parent in urls.parents(host) if parent in table), "")
    if not listed or len(listed) < len(urls.registrable_domain(host)):
        return "", ()
    return listed, tuple(tuple(line.split("\t")) for line in table[listed].split("\n"))
