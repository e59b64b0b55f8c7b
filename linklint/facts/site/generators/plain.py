"""Folders without a generator: a page lies where its file does."""

from __future__ import annotations

from linklint.facts.site.generators.part import Page, Part, below

TYPE_CHECKING = False
if TYPE_CHECKING:
    from linklint.facts.site.generators.part import World


def read(folder: str, world: World) -> Part:
    part = Part("", folder)
    part.slugs = "github.com"
    part.copies.append((folder, ""))
    for place, note in world.notes.items():
        inner = below(folder, place)
        if inner:
            part.pages.append(Page(place, ("/" + inner,), note.title))
    return part
