"""The host lists: sorted, unique, valid by the Public Suffix List, and never at odds with each other."""

from __future__ import annotations

from pathlib import Path

import pytest

from linklint import urls
from linklint.facts import lists
from linklint.rules_folder import RULES_FOLDER

FOLDER = Path(RULES_FOLDER, "lists")
COLUMNS = {"known-hosts": 4, "platforms": 3, "affiliate": 4, "shorteners": 2, "wrappers": 4, "topic-hosts": 3}


def rows(name: str) -> list[list[str]]:
    lines = (FOLDER / f"{name}.tsv").read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith("#")]


def test_each_list_has_its_columns_declared_here() -> None:
    assert {path.stem for path in FOLDER.glob("*.tsv")} == set(COLUMNS)


@pytest.mark.parametrize("name", COLUMNS)
def test_lines_are_sorted_unique_and_whole(name: str) -> None:
    found = rows(name)
    assert found == sorted(found, key=lambda row: [cell.encode() for cell in row])
    assert len({tuple(row) for row in found}) == len(found)
    assert all(len(row) == COLUMNS[name] and all(cell.strip() == cell != "" for cell in row) for row in found)


@pytest.mark.parametrize("name", sorted(COLUMNS.keys() - {"topic-hosts"}))
def test_hosts_are_registrable_or_below_a_registrable_domain(name: str) -> None:
    for host, *_ in rows(name):
        assert host == host.lower()
        assert not host.startswith("www.")
        assert urls.public_suffix(host) not in ("", host), host
        assert urls.public_suffix(host, with_private=True) != host, f"{host}: the Public Suffix List knows it"


def test_topic_hosts_may_be_a_path_or_a_first_label_too() -> None:
    for entry, *_ in rows("topic-hosts"):
        host = entry.partition("/")[0]
        assert host == host.lower()
        assert host.endswith(".") or urls.public_suffix(host), host


def test_no_host_is_both_known_and_a_platform() -> None:
    assert not {row[0] for row in rows("known-hosts")} & {row[0] for row in rows("platforms")}


def test_known_hosts_have_a_tier_of_the_contract_and_no_praise() -> None:
    for host, tier, _, fact in rows("known-hosts"):
        assert tier in ("authoritative", "established"), host
        assert not {"trusted", "reliable", "credible", "best", "leading"} & set(fact.lower().split()), host


def test_nothing_is_inherited_beyond_the_registrable_domain() -> None:
    assert lists.find("platforms", "gist.github.com")[0] in ("github.com", "gist.github.com")
    assert lists.find("platforms", "someone.github.io") == ("", ())
