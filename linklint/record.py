"""`@record`: a frozen class with slots, made from annotations.

It reads like `@dataclass(frozen=True, slots=True)` and type checkers treat it so. `dataclasses` itself imports `inspect`,
which would cost every cold run more than reading and judging a page does.
"""

from __future__ import annotations

_BEFORE_COMPILING = 12
"""Records of a kind."""

TYPE_CHECKING = False  # type checkers take it as true; importing it from typing costs every cold run 4 ms
if TYPE_CHECKING:
    from typing import TypeVar

    from typing_extensions import dataclass_transform

    T = TypeVar("T")

    @dataclass_transform(frozen_default=True)
    def record(cls: type[T]) -> type[T]: ...

else:

    def record(cls):
        names = tuple(cls.__annotations__)
        given = dict(cls.__dict__)
        defaults = {name: given.pop(name) for name in names if name in given}
        given.pop("__dict__", None)
        given.pop("__weakref__", None)
        given.update(__slots__=names, _fields=names, __init__=_first_init(names, defaults), _values=_read)
        given.update(__eq__=_equal, __hash__=_hash, __repr__=_repr, __reduce__=_reduce)
        return type(cls)(cls.__name__, cls.__bases__, given)

    def _first_init(names, defaults):
        """Sets the fields of the first records one by one: a run makes few of most kinds, and to compile an `__init__` for
        them takes longer."""
        left = _BEFORE_COMPILING

        def __init__(self, *values, **named):
            nonlocal left
            made = type(self)
            if left == _BEFORE_COMPILING:
                made._frozen = _frozen(made)
            left -= 1
            given = {**defaults, **dict(zip(names, values, strict=False)), **named}
            if left < 0 or len(given) != len(names) or len(values) + len(named) > len(names):
                made.__init__ = _init(made, names, defaults)
                made.__init__(self, *values, **named)
                return
            for name in names:
                setattr(self, name, given[name])
            self.__class__ = made._frozen

        return __init__

    def _frozen(made):
        """The class that a record becomes when its fields are set."""
        whole = {"__slots__": (), "__setattr__": _refuse, "__delattr__": _refuse}
        named = {name: getattr(made, name) for name in ("__module__", "__qualname__", "__doc__")}
        return type(made)(made.__name__, (made,), {**whole, **named})

    def _init(made, names, defaults):
        """Fields are set while the record is still open; it then becomes one of the class that refuses. To set them past a
        `__setattr__` takes three times as long."""
        scope = {f"_default_{name}": value for name, value in defaults.items()}
        scope["_frozen"] = made._frozen
        arguments = ", ".join(f"{name}=_default_{name}" if name in defaults else name for name in names)
        body = "; ".join([*(f"self.{name} = {name}" for name in names), "self.__class__ = _frozen"])
        values = "".join(f"self.{name}, " for name in names)
        exec(f"def __init__(self, {arguments}): {body}\ndef values(self): return ({values})", scope)
        made._values = scope["values"]
        return scope["__init__"]

    def _read(self):
        return tuple(getattr(self, name) for name in self._fields)

    def _refuse(self, name, *value):
        raise AttributeError(f"{type(self).__name__} is frozen: {name} cannot change")

    def _equal(self, other):
        return self._values() == other._values() if type(self) is type(other) else NotImplemented

    def _hash(self):
        return hash(self._values())

    def _repr(self):
        return f"{type(self).__name__}({', '.join(f'{name}={getattr(self, name)!r}' for name in self._fields)})"

    def _reduce(self):
        return type(self).__base__, self._values()


def fields(given: object) -> tuple[str, ...]:
    """The names of a record's fields, in their order; of a class too."""
    names: tuple[str, ...] = given._fields  # type: ignore[attr-defined]
    return names


def replace(given: T, **changes: object) -> T:
    """A copy of a record with some fields changed."""
    made: type[T] = type(given).__base__  # type: ignore[assignment]
    return made(**{name: changes.get(name, getattr(given, name)) for name in fields(given)})
