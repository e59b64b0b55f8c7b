"""URLs that carry a name, a password or a key: whoever reads the draft may use them."""

from __future__ import annotations

from linklint import hosts, queries, wording
from linklint.conditions import fits_any, read_selection
from linklint.model import Hit
from linklint.patterns import pattern
from linklint.record import record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from linklint.conditions import Selection
    from linklint.model import Draft, Facts, Target
    from linklint.options import Given

WORDS: tuple[str, ...] = ("credential",)
"""What its messages may say beside the words of the link."""

_MASK = pattern(r"[<>{}$*\[\]]|%3C|%7B|\.\.\.|…|(?i:x{3,}|your|example|placeholder|changeme|demo)")
_RANDOM = pattern(r"(?=[^0-9]*[0-9])(?=[^A-Za-z]*[A-Za-z])[^\s]{8,}")


@record
class Options:
    selection: Selection
    names: tuple[str, ...]
    """Parameters that hold a secret: names or globs of them, in lower case."""
    stand_ins: frozenset[str]
    """What documentation writes instead of a name or a password, in lower case."""
    users: frozenset[str]
    """Names that are no secret without a password, such as the `git` of a repository."""

    @classmethod
    def read(cls, given: Given) -> Options:
        names = tuple(name.lower() for name in given.texts("names"))
        return cls(read_selection(given), names, frozenset(given.texts("stand_ins")), frozenset(given.texts("users")))


def check(draft: Draft, facts: Facts, options: Options) -> Iterator[Hit]:
    carrying = [link for link in draft.links if link.target and (link.target.userinfo or "=" in link.target.query)]
    for link in options.selection.among(carrying, facts):
        if link.target and (found := _in_userinfo(link.target, options) or _in_query(link.target, options)):
            words = {**wording.of_link(link), "credential": found}
            yield Hit(link.span if link.definition_span else link.url_span, words, link)


def _in_userinfo(target: Target, options: Options) -> str:
    if not target.userinfo or not target.host or hosts.is_loopback(target.host):
        return ""
    user, _, password = target.userinfo.partition(":")
    if any(each.lower() in options.stand_ins or _MASK.search(each) for each in (user, password) if each):
        return ""
    if password:
        return f'the password of "{wording.clipped(user)}"'
    return "" if user.lower() in options.users else f'the user name "{wording.clipped(user)}"'


def _in_query(target: Target, options: Options) -> str:
    for name, value in queries.parameters(target.query):
        is_random = _RANDOM.fullmatch(value) and not _MASK.search(value)
        if is_random and fits_any(name.lower(), options.names):
            return f'the secret "{wording.clipped(name)}"'
    return ""
