"""Reads the options that rules and configurations give, key by key, and refuses what it does not know."""

from __future__ import annotations

from linklint import urls
from linklint.errors import unknown
from linklint.record import record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


_INFINITY = float("inf")


class OptionError(ValueError):
    """A wrong key or value. `key` says where below the options it stands."""

    def __init__(self, key: tuple[str, ...], what: str) -> None:
        super().__init__(what)
        self.key, self.what = key, what


class Given:
    """The options as written. Each reader takes one key; `finish` refuses what no reader took."""

    def __init__(self, written: Mapping[str, object], path: tuple[str, ...] = ()) -> None:
        self.written, self._path = written, path
        self._known: set[str] = set()

    def _take(self, key: str) -> object:
        self._known.add(key)
        return self.written.get(key)

    def _wrong(self, key: str, wanted: str) -> OptionError:
        return OptionError((*self._path, key), f'"{key}" must be {wanted}, not {shown_value(self.written.get(key))}')

    def text(self, key: str, default: str = "") -> str:
        value = self._take(key)
        if value is None:
            return default
        if not isinstance(value, str):
            raise self._wrong(key, "a text")
        return value

    def choice(self, key: str, choices: Iterable[str], default: str = "") -> str:
        value = self.text(key, default)
        if value and value not in choices:
            raise OptionError((*self._path, key), unknown(key.replace("_", " "), value, choices))
        return value

    def truth(self, key: str) -> bool | None:
        """None where the key is not given."""
        value = self._take(key)
        if value is not None and not isinstance(value, bool):
            raise self._wrong(key, "true or false")
        return value

    def number(self, key: str, default: float) -> float:
        value = self._take(key)
        if value is None:
            return default
        if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 <= value < _INFINITY:
            raise self._wrong(key, "a number, 0 or more")
        return value

    def whole(self, key: str, default: int) -> int:
        value = self.number(key, default)
        if value != int(value):
            raise self._wrong(key, "a whole number")
        return int(value)

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts; one text alone is a list of one."""
        value = self._take(key)
        if value is None:
            return ()
        if isinstance(value, str):
            return (value,)
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise self._wrong(key, "a list of texts")
        return tuple(value)

    def hosts(self, key: str) -> tuple[str, ...]:
        """As targets have them; `*.acme.example` is for sub-hosts too."""
        found = {written: urls.named(written) for written in self.texts(key)}
        for written, host in found.items():
            if not host or "/" in host:
                raise OptionError((*self._path, key), f'"{written}" is no host, such as acme.example')
        return tuple(found.values())

    def choices(self, key: str, known: Iterable[str]) -> tuple[str, ...]:
        values = self.texts(key)
        for value in values:
            if value not in known:
                raise OptionError((*self._path, key), unknown(key.replace("_", " "), value, known))
        return values

    def mapping(self, key: str) -> Mapping[str, object]:
        value = self._take(key)
        if value is None:
            return {}
        if not isinstance(value, dict) or not all(isinstance(name, str) for name in value):
            raise self._wrong(key, "a mapping of names")
        return value

    def texts_by_name(self, key: str) -> Mapping[str, tuple[str, ...]]:
        """A mapping of names to lists of texts, such as phrases by language."""
        inner = Given(self.mapping(key), (*self._path, key))
        return {name: inner.texts(name) for name in self.mapping(key)}

    def text_by_name(self, key: str) -> Mapping[str, str]:
        inner = Given(self.mapping(key), (*self._path, key))
        return {name: inner.text(name) for name in self.mapping(key)}

    def below(self, key: str) -> Given:
        """The options below a key, read in the same way. Its `finish` is the caller's."""
        return Given(self.mapping(key), (*self._path, key))

    def finish(self) -> None:
        """Raises OptionError for the first key that nobody read."""
        for key in self.written:
            if key not in self._known:
                raise OptionError((*self._path, str(key)), unknown("option", str(key), self._known))


@record
class NoOptions:
    """Of a check that has nothing to set."""

    @classmethod
    def read(cls, given: Given) -> NoOptions:
        return cls()


def shown_value(value: object) -> str:
    """A value of YAML in a message: never more than a word or a text."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return f'"{value}"'
    if isinstance(value, dict):
        return "a mapping"
    return "a list" if isinstance(value, list) else "nothing" if value is None else str(value)[:40]


def merged(own: Mapping[str, object], added: Mapping[str, object]) -> dict[str, object]:
    """A rule's own options with a configuration's: lists grow, mappings merge, anything else is replaced."""
    result = dict(own)
    for key, value in added.items():
        before = result.get(key)
        if isinstance(before, dict) and isinstance(value, dict):
            result[key] = merged(before, value)
        elif isinstance(before, list) and isinstance(value, list):
            result[key] = before + [item for item in value if item not in before]
        else:
            result[key] = value
    return result
