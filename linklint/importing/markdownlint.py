"""The settings of markdownlint and markdownlint-cli2: its rules on links, which have the same fault in mind as ours."""

from __future__ import annotations

from linklint.importing.carried import Carried, texts
from linklint.parse.other_tools import ALIASES, MARKDOWNLINT

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_WHY = {
    "default": "linklint starts from a preset; linklint rules lists what runs",
    "extends": "import that file too",
    "md051": "no rule asks for the anchors of a page",
    "link-fragments": "no rule asks for the anchors of a page",
    "md054": "no rule asks in which style links are written",
    "link-image-style": "no rule asks in which style links are written",
    "globs": "linklint checks the drafts below the folders that it is given",
}
_OTHERWISE = "is not about links"


def carry(given: Mapping[str, object], carried: Carried) -> None:
    rest = dict(given)
    inner = rest.pop("config", None)
    for pattern in texts(rest.pop("ignores", [])):
        carried.grow("exclude", [pattern.removeprefix("./")])
    for key, value in {**rest, **(inner if isinstance(inner, dict) else {})}.items():
        theirs = ALIASES.get(key.lower(), (key.lower(),))
        ours = {rule: level for name in theirs for rule, level in _levels(MARKDOWNLINT.get(name, ())).items()}
        if ours:
            _take(key, ours, value, carried)
        else:
            carried.leave(key, _WHY.get(key.lower(), _OTHERWISE))


def _levels(rules: Iterable[str]) -> dict[str, str]:
    """Those that there are, each with its usual level."""
    from linklint.rulebook import rule_files

    usual = {file.id: file.text("level") for file in rule_files()}
    return {rule: usual[rule] for rule in rules if rule in usual}


def _take(key: str, ours: Mapping[str, str], value: object, carried: Carried) -> None:
    options = dict(value) if isinstance(value, dict) else {}
    said = options.pop("severity", options.pop("enabled", True)) if isinstance(value, dict) else value
    phrases = texts(options.pop("prohibited_texts", [])) if "anchor-generic" in ours else []
    for rule, usual in ours.items():
        level = "off" if said is False else str(said) if said in ("error", "warning") else usual
        has_phrases = phrases and rule == "anchor-generic"
        carried.rule(rule, level, {"phrases": {"en": phrases}} if has_phrases else None)
    for option in options:
        carried.leave(f"{key}.{option}", f"{' and '.join(ours)} has no such option")
