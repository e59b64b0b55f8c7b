"""Hosts in letters of another script that read like Latin ones: the tricks of UTS 39, section 4, that hosts are used for."""

from __future__ import annotations

from linklint import hosts, urls, wording
from linklint.conditions import read_selection
from linklint.model import Hit
from linklint.record import record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Set

    from linklint.conditions import Selection
    from linklint.model import Draft, Facts
    from linklint.options import Given

WORDS: tuple[str, ...] = ("shown", "lookalike", "scripts")
"""What its messages may say beside the words of the link."""

_TWINS = {
    "CYRILLIC": dict(zip("асԁеһіјӏорԛѕԝхуѵ", "acdehijlopqswxyv", strict=True)),
    "GREEK": dict(zip("ανοριυκχγηωτϲϳ", "avopiukxynwtcj", strict=True)),
    "ARMENIAN": dict(zip("օոսհյցզա", "onuhjgqw", strict=True)),
    "CHEROKEE": dict(zip("ᎪᏴᏟᎠᎬᎻᎫᏦᏞᎷᏢᏒᏚᎢᏙᎳᏃ", "abcdehjklmprstvwz", strict=True)),
}
"""Of each script, the letters that look like Latin ones, and which."""
_LATIN_LOOKING = _TWINS.keys() | {"LATIN"}
_HOMES = {
    "CYRILLIC": frozenset({"bg", "by", "kg", "kz", "mk", "mn", "rs", "ru", "su", "tj", "ua", "uz"}),
    "GREEK": frozenset({"cy", "eu", "gr"}),
    "ARMENIAN": frozenset({"am"}),
}
"""Top-level domains under which names in that script are at home."""


@record
class Options:
    selection: Selection
    allow: tuple[str, ...]
    """Hosts, or `*.host` for sub-hosts too, that are what they seem."""

    @classmethod
    def read(cls, given: Given) -> Options:
        return cls(read_selection(given), tuple(host.lower() for host in given.texts("allow")))


def check(draft: Draft, facts: Facts, options: Options) -> Iterator[Hit]:
    foreign = [link for link in draft.links if link.target and "xn--" in link.target.host]
    for link in options.selection.among(foreign, facts):
        host = link.target.host if link.target else ""
        shown = ".".join(map(hosts.letters_of, host.split(".")))
        if any(urls.matches(host, each) or urls.matches(shown, each) for each in options.allow):
            continue
        if scripts := _deceiving(shown):
            words = {**wording.of_link(link), "shown": shown, "lookalike": _as_latin(shown)}
            words["scripts"] = wording.listed(sorted(script.capitalize() for script in scripts))
            yield Hit(link.span if link.definition_span else link.url_span, words, link)


def _deceiving(shown: str) -> Set[str]:
    """The scripts of the first label that mixes such as look alike, or that reads as Latin from end to end."""
    labels = shown.split(".")
    for label in labels:
        scripts = {_script(each) for each in label if each.isalpha()} & _LATIN_LOOKING
        if len(scripts) > 1:
            return scripts - {"LATIN"}
        if label != labels[-1] and any(_reads_as_latin(label, script, labels[-1]) for script in scripts):
            return scripts
    return frozenset()


def _script(letter: str) -> str:
    from unicodedata import name

    return name(letter, "").partition(" ")[0]


def _reads_as_latin(label: str, script: str, top: str) -> bool:
    if script not in _TWINS or top in _HOMES.get(script, ()) or any(_script(each) == script for each in top):
        return False
    return all(each in _TWINS[script] for each in label if not each.isascii())


def _as_latin(shown: str) -> str:
    return "".join(next((twins[each] for twins in _TWINS.values() if each in twins), each) for each in shown)
