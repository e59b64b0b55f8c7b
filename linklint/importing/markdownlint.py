"""The settings of markdownlint and markdownlint-cli2: its rules on links, which have the same fault in mind as ours."""

from __future__ import annotations

from linklint.importing.carried import Carried, texts

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

_RULES: Mapping[str, tuple[str, ...]] = {
    "md011": ("broken-link-syntax",),
    "md034": ("anchor-naked-url",),
    "md039": ("anchor-outer-space",),
    "md042": ("link-empty-url", "link-to-nowhere"),
    "md045": ("image-link-without-alt",),
    "md052": ("undefined-reference",),
    "md053": ("reference-redefined",),
    "md059": ("anchor-generic",),
}
_NAMES = {
    "no-reversed-links": "md011",
    "no-bare-urls": "md034",
    "no-space-in-links": "md039",
    "no-empty-links": "md042",
    "no-alt-text": "md045",
    "reference-links-images": "md052",
    "link-image-reference-definitions": "md053",
    "descriptive-link-text": "md059",
}
_WHY = {
    "default": "linklint starts from a preset; linklint rules lists what runs",
    "extends": "import that file too",
    "md051": "no rule asks for the anchors of a page",
    "link-fragments": "no rule asks for the anchors of a page",
    "md054": "no rule asks in which style links are written",
    "link-image-style": "no rule asks in which style links are written",
    "links": "a tag of several rules; name them one by one",
    "images": "a tag of several rules; name them one by one",
    "globs": "linklint checks the drafts below the folders that it is given",
}
_OTHERWISE = "is not about links"


def carry(given: Mapping[str, object], carried: Carried) -> None:
    rest = dict(given)
    inner = rest.pop("config", None)
    for pattern in texts(rest.pop("ignores", [])):
        carried.grow("exclude", [pattern.removeprefix("./")])
    for key, value in {**rest, **(inner if isinstance(inner, dict) else {})}.items():
        name = _NAMES.get(key.lower(), key.lower())
        if name in _RULES:
            _rule(name, key, value, carried)
        else:
            carried.leave(key, _WHY.get(name, _OTHERWISE))


def _rule(name: str, key: str, value: object, carried: Carried) -> None:
    from linklint.rulebook import rule_files

    usual = {file.id: file.text("level") for file in rule_files()}
    options = dict(value) if isinstance(value, dict) else {}
    said = options.pop("severity", options.pop("enabled", True)) if isinstance(value, dict) else value
    phrases = texts(options.pop("prohibited_texts", [])) if name == "md059" else []
    for rule in _RULES[name]:
        level = "off" if said is False else said if said in ("error", "warning") else usual[rule]
        carried.rule(rule, str(level), {"phrases": {"en": phrases}} if phrases else None)
    for option in options:
        carried.leave(f"{key}.{option}", f"{' and '.join(_RULES[name])} has no such option")
