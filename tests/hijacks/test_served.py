"""The same pages asked for: what `linklint check --online` tells of them is what the rules find of them."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from linklint.facts.online import pages
from tests.conftest import Project
from tests.hijacks.served import certificate, proxying, rounds
from tests.hijacks.world import RULES, cases, found


@pytest.mark.skipif(not shutil.which("openssl"), reason="needs openssl")
def test_pages_that_are_asked_for_are_judged_as_they_are_here(
    project: Project, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    all_cases = (*cases("hijacked"), *cases("ordinary"))
    hosts = {str(urlsplit(url).hostname) for case in all_cases for url in (case.url, *(hop.url for hop in case.hops))}
    key, public = certificate(tmp_path_factory.mktemp("tls"), hosts)
    monkeypatch.setattr(pages, "_is_reserved", lambda host: False)
    monkeypatch.setenv("SSL_CERT_FILE", str(public))
    for name in ("NO_PROXY", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
    project.write(".linklint.yaml", "hosts: [own.example]")
    told: dict[str, set[str]] = {}
    for group, routes in rounds(all_cases):
        with proxying(routes, key, public) as proxy:
            for name in ("HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "https_proxy"):
                monkeypatch.setenv(name, proxy)
            for number, case in enumerate(group):
                project.write(f"{number}.md", case.draft)
            paths = [f"{number}.md" for number in range(len(group))]
            ran = project.run(
                "check", "--online", "--no-cache", "--select", ",".join(RULES), "--output-format", "json", *paths
            )
        assert "could not be told" not in ran.err
        for finding in json.loads(ran.out)["findings"]:
            told.setdefault(group[int(Path(finding["path"]).stem)].id, set()).add(finding["rule"])
    assert told == {case.id: rules for case in all_cases if (rules := {each.rule for each in found(case)})}
