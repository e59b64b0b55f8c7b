"""Regular expressions that are compiled when they are first used: a run needs few of all, and compiling takes longer than
matching a page."""

from __future__ import annotations

import re

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import AnyStr

    def pattern(source: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]: ...

else:
    _METHODS = ("findall", "finditer", "fullmatch", "match", "search", "split", "sub")

    class pattern:
        """Its methods are those of `re.Pattern`: the first use of one puts the compiled ones in place."""

        __slots__ = (*_METHODS, "flags", "source")

        def __init__(self, source, flags=0):
            self.source, self.flags = source, flags

        def __getattr__(self, name):
            if name not in _METHODS:
                raise AttributeError(name)
            compiled = re.compile(self.source, self.flags)
            for method in _METHODS:
                setattr(self, method, getattr(compiled, method))
            return getattr(self, name)
