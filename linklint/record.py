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
        given.update(__slots__=names, __init__=_first_init(names, defaults), __setattr__=_refuse, __delattr__=_refuse)
        given.update(__eq__=_equal, __hash__=_hash, __repr__=_repr, __reduce__=_reduce)
        return type(cls)(cls.__name__, cls.__bases__, given)

    def _first_init(names, defaults):
        """Makes the real `__init__` when the first record is made: a run uses few of all records."""

        def __init__(self, *values, **named):
            made = type(self)
            made.__init__ = _init(made, names, defaults)
            made.__init__(self, *values, **named)

        return __init__

    def _init(made, names, defaults):
        scope = {f"_set_{name}": made.__dict__[name].__set__ for name in names}
        scope.update({f"_default_{name}": value for name, value in defaults.items()})
        arguments = ", ".join(f"{name}=_default_{name}" if name in defaults else name for name in names)
        body = "; ".join(f"_set_{name}(self, {name})" for name in names) or "pass"
        exec(f"def __init__(self, {arguments}): {body}", scope)
        return scope["__init__"]

    def _values(self):
        return tuple(getattr(self, name) for name in self.__slots__)

    def _refuse(self, name, *value):
        raise AttributeError(f"{type(self).__name__} is frozen: {name} cannot change")

    def _equal(self, other):
        return _values(self) == _values(other) if type(self) is type(other) else NotImplemented

    def _hash(self):
        return hash(_values(self))

    def _repr(self):
        return f"{type(self).__name__}({', '.join(f'{name}={getattr(self, name)!r}' for name in self.__slots__)})"

    def _reduce(self):
        return type(self), _values(self)


def replace(given: T, **changes: object) -> T:
    """A copy of a record with some fields changed."""
    names: tuple[str, ...] = given.__slots__  # type: ignore[attr-defined]
    return type(given)(**{name: changes.get(name, getattr(given, name)) for name in names})
