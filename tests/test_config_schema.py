"""The JSON Schema: fresh, a schema, and of one mind with what reads configurations."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]

from linklint import rulebook, yaml_text
from linklint.config import Finder
from linklint.config_file import KEYS, LISTS, OVERRIDE_KEYS, REL_KEYS
from linklint.config_schema import schema
from linklint.errors import LinklintError
from tests.conftest import Project

ROOT = Path(__file__).parents[1]
CONFIG = re.compile(r"<!-- config -->\n```yaml\n(.*?)```\n", re.S)
DOCUMENTED = [
    pytest.param(text, id=f"{path.name} {number}")
    for path in (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")))
    for number, text in enumerate(CONFIG.findall(path.read_text(encoding="utf-8")))
]


@pytest.fixture(scope="module")
def validator() -> Draft202012Validator:
    return Draft202012Validator(schema())


def test_the_schema_in_the_repository_is_fresh_and_a_schema(project: Project, request: pytest.FixtureRequest) -> None:
    ran = project.run("config", "schema")
    path = ROOT / "linklint.schema.json"
    if request.config.getoption("--update-docs"):
        path.write_text(ran.out, encoding="utf-8")
    assert path.read_text(encoding="utf-8") == ran.out, "run pytest --update-docs and review the diff"
    Draft202012Validator.check_schema(json.loads(ran.out))


def test_the_schema_knows_every_key() -> None:
    properties: dict[str, dict[str, dict[str, object]]] = schema()["properties"]  # type: ignore[assignment]
    assert properties.keys() == KEYS
    assert properties["lists"]["properties"].keys() == LISTS
    assert properties["rel_policy"]["properties"].keys() == REL_KEYS
    assert properties["overrides"]["items"]["properties"].keys() == OVERRIDE_KEYS  # type: ignore[attr-defined]
    assert list(properties["rules"]["properties"]) == [file.id for file in rulebook.rule_files()]


@pytest.mark.parametrize("text", DOCUMENTED)
def test_every_documented_configuration_fits(project: Project, validator: Draft202012Validator, text: str) -> None:
    assert not list(validator.iter_errors(yaml_text.load(text)))


@pytest.mark.parametrize("file", rulebook.rule_files(), ids=lambda file: str(file.id))
def test_the_options_that_a_rule_has_fit(validator: Draft202012Validator, file: rulebook.RuleFile) -> None:
    assert not list(validator.iter_errors({"rules": {file.id: file.head.get("options") or {}}}))


@pytest.mark.parametrize(
    ("text", "is_right"),
    [
        pytest.param("", True, id="nothing"),
        pytest.param("hosts: a.example", True, id="one text for a list of them"),
        pytest.param("rules: {anchor-generic: off}", True, id="a level"),
        pytest.param("rules: {anchor-generic: false}", True, id="off as some read it"),
        pytest.param("extends: [linklint:docs]", True, id="a preset"),
        pytest.param("lists: {deny: [a.example, {host: b.example, until: 2027-01-01}]}", True, id="entries"),
        pytest.param("rules: {anchor-generic: {where: {anchor: generic, internal: true}}}", True, id="a condition"),
        pytest.param("overrides: [{files: docs/, rules: {anchor-generic: {level: info}}}]", True, id="an override"),
        pytest.param("presets: seo", False, id="no key"),
        pytest.param("metrics: {spam: 50}", False, id="metrics without a file"),
        pytest.param("preset: recomended", False, id="no preset"),
        pytest.param("dialect: jeckyll", False, id="no dialect"),
        pytest.param("root: 1", False, id="no truth"),
        pytest.param("rules: {anchor-empty: warn}", False, id="no level"),
        pytest.param("rules: {anchor-generic: {phrasess: {en: [x]}}}", False, id="no option"),
        pytest.param("rules: {anchor-generic: {phrases: [x]}}", False, id="an option of another type"),
        pytest.param("rules: {anchor-generic: {where: {hots: [a]}}}", False, id="no field"),
        pytest.param("rules: {off-topic-link: {threshold: loud}}", False, id="no choice"),
        pytest.param("rules: {anchor-too-long: {max_chars: 1.5}}", False, id="no whole number"),
        pytest.param("lists: {deny: [{reason: x}]}", False, id="an entry without host"),
        pytest.param("lists: {deny: [{host: a.example, until: soon}]}", False, id="no date"),
        pytest.param("rel_policy: {mode: replaces}", False, id="no mode"),
        pytest.param("overrides: [{preset: docs}]", False, id="an override without files"),
        pytest.param("overrides: [{files: [a], hosts: [b]}]", False, id="no key of an override"),
        pytest.param("overrides: [{files: [a], rules: {anchor-empty: warn}}]", False, id="no level in an override"),
    ],
)  # fmt: skip
def test_the_schema_and_the_reader_agree(
    project: Project, validator: Draft202012Validator, text: str, is_right: bool
) -> None:
    project.write(".linklint.yaml", text + "\n")
    assert validator.is_valid(yaml_text.load(text)) is is_right
    assert reads() is is_right


def reads() -> bool:
    try:
        settings = Finder().settings_for("a.md")
        for config in (*settings.cases(), settings.config):
            rulebook.load(config)
    except LinklintError:
        return False
    return True
