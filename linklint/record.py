"""`@record`: a frozen class with slots, made from annotations.

It reads like `@dataclass(frozen=True, slots=True)` and type checkers treat it so. `dataclasses` itself imports `inspect`,
which would cost every cold run more than reading and judging a page does.
"""

from __future__ import annotations

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
        given.update(__slots__=names, _fields=names, __init__=_first_init(names, defaults))
        given.update(__eq__=_equal, __hash__=_hash, __repr__=_repr, __reduce__=_reduce)
        made = type(cls)(cls.__name__, cls.__bases__, given)
        whole = {
            "__slots__": (),
            "__module__": cls.__module__,
            "__qualname__": cls.__qualname__,
            "__doc__": cls.__doc__,
        }
        made._frozen = type(cls)(cls.__name__, (made,), {**whole, "__setattr__": _refuse, "__delattr__": _refuse})
        return made

    def _first_init(names, defaults):
        """Makes the real `__init__` when the first record is made: a run uses few of all records."""

        def __init__(self, *values, **named):
            made = type(self)
            made.__init__ = _init(made, names, defaults)
            made.__init__(self, *values, **named)

        return __init__

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
