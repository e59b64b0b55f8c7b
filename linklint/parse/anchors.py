"""Where links begin and end among the tags of a page, as the tree builder of browsers decides it."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from linklint.model import Attribute
    from linklint.parse.html import Outline, Where
    from linklint.parse.tags import Mark

_CELLS = frozenset({"td", "th", "caption"})
_ROWS = frozenset({"tr", "tbody", "thead", "tfoot", "col", "colgroup"})
_MARKERS = frozenset({"object", "applet", "marquee", "template"})
LINKING = _CELLS | _ROWS | _MARKERS | {"a", "area", "table"}
_DEEPEST = 40
"""Of scopes. What nests deeper belongs to the last of them."""
_MOST_OPEN = 3
"""Links within each other, since each costs all the text inside of it. One within so many is none."""


class Anchor:
    """A link's tag, and what is known of it when it ends."""

    __slots__ = ("end", "href", "inner", "tag", "text_end", "where")

    def __init__(self, tag: Mark, href: Attribute, where: Where) -> None:
        self.tag, self.href, self.where = tag, href, where
        self.inner: Sequence[Mark] = ()
        self.text_end = self.end = tag.end
        """Of the tag where the link never ends."""


class _Scope:
    """A page, or an element in it whose links end with it and do not end links around it."""

    __slots__ = ("index", "name", "opened")

    def __init__(self, name: str) -> None:
        self.name = name
        """Of the element: `table` between the cells of one, `cell` inside of one."""
        self.opened: Anchor | None = None
        self.index = 0
        """Of the first mark in the link."""


class Anchors:
    """Follows links and the elements that they may nest in, which the tree builder calls markers."""

    def __init__(self, marks: Sequence[Mark], outline: Outline) -> None:
        self.marks, self.outline = marks, outline
        self.found: list[Anchor] = []
        """In order."""
        self.scopes = [_Scope("")]

    def see(self, tag: Mark, index: int) -> None:
        name = tag.name
        if name == "a":
            self._see_link(tag, index)
        elif name == "area":
            if href := _href(tag):
                self.found.append(Anchor(tag, href, self.outline.here))
        elif name == "table":
            self._see_table(tag, index)
        elif name in _MARKERS:
            self._see_marker(tag, index)
        else:
            self._see_cell(tag, index)

    def _see_link(self, tag: Mark, index: int) -> None:
        """As in browsers, `<a>` inside an open `<a>` ends it."""
        scope = self.scopes[-1]
        if scope.name == "table":
            scope = next(outer for outer in reversed(self.scopes) if outer.name != "table")
        if scope.opened:
            self._end(scope.opened, scope.index, index, tag.end if tag.is_closing else tag.start)
        scope.opened = None
        href = _href(tag)
        if href and not self._is_deep():
            scope.opened, scope.index = Anchor(tag, href, self.outline.here), index + 1
            self.found.append(scope.opened)

    def _is_deep(self) -> bool:
        return len(self.scopes) > _MOST_OPEN and sum(bool(scope.opened) for scope in self.scopes) >= _MOST_OPEN

    def _see_table(self, tag: Mark, index: int) -> None:
        if tag.is_closing:
            self._leave(self._last("table", "cell"), index)
        else:
            if self.scopes[-1].name == "table":
                self._leave(len(self.scopes) - 1, index)
            self._enter("table")

    def _see_cell(self, tag: Mark, index: int) -> None:
        """A row, or a cell of one, ends a cell and what is open in it."""
        depth = self._last("table", "cell")
        if depth:
            self._leave(depth + 1, index)
            scope = self.scopes[depth]
            if scope.opened and scope.name == "cell":
                self._end(scope.opened, scope.index, index, tag.start)
                scope.opened = None
            scope.name = "cell" if tag.name in _CELLS and not tag.is_closing else "table"

    def _see_marker(self, tag: Mark, index: int) -> None:
        if not tag.is_closing:
            self._enter(tag.name)
        elif tag.name == "template" or tag.name == self.scopes[-1].name:
            self._leave(self._last(tag.name), index)

    def _enter(self, name: str) -> None:
        if len(self.scopes) < _DEEPEST:
            self.scopes.append(_Scope(name))

    def _last(self, *names: str) -> int:
        """The index of the last scope of these names in the last template, or 0."""
        for depth in range(len(self.scopes) - 1, 0, -1):
            if self.scopes[depth].name in names:
                return depth
            if self.scopes[depth].name == "template":
                break
        return 0

    def _leave(self, depth: int, index: int) -> None:
        """Ends the scopes from a depth on, which is no depth if it is 0."""
        if 0 < depth < len(self.scopes):
            for scope in self.scopes[depth:]:
                if scope.opened:
                    self._end(scope.opened, scope.index, index, self.marks[index].start)
            del self.scopes[depth:]

    def _end(self, anchor: Anchor, first: int, index: int, end: int) -> None:
        """Ends a link before a mark; the first mark inside of it is given."""
        anchor.inner = self.marks[first:index]
        anchor.text_end, anchor.end = self.marks[index].start, end


def _href(tag: Mark) -> Attribute | None:
    """Where a tag leads; SVG still knows the older name."""
    return None if tag.is_closing else tag.attributes.get("href") or tag.attributes.get("xlink:href")
