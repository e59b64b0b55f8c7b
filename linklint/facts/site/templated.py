"""Links that a template writes, as far as it says plainly what it writes: `{{ site.baseurl }}/pay/`, `{% link pay.md %}`,
`{{< relref "pay.md" >}}`."""

from __future__ import annotations

from linklint.facts.site.generators.part import inside, normal
from linklint.patterns import pattern
from linklint.record import record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from linklint.facts.site.generators.part import Part

_REF = pattern(r"\{\{[<%]-?\s*(?:rel)?ref\s+(?:path\s*=\s*)?(?:[\"`]([^\"`#?<>%{}]+)|([^\s\"`#?<>%{}]+))")
_BASE = pattern(r"(?:\{\{-?\s*(?:site|page)\.(baseurl|url)\s*-?\}\})+(?=/)")
_FILTERED = pattern(
    r"\{\{-?\s*[\"'](/[^\"'{}|]*)[\"']\s*\|\s*(?:relative_url|absolute_url|prepend: *site\.baseurl|url)\s*-?\}\}(.*)"
)
_LINK = pattern(r"(?:\{\{\s*site\.(?:baseurl|url)\s*\}\})*\{%-?\s*link\s+([^\s%{}]+)\s*-?%\}")
_POST = pattern(r"(?:\{\{\s*site\.(?:baseurl|url)\s*\}\})*\{%-?\s*post_url\s+([^\s%{}]+)\s*-?%\}")


@record
class Address:
    path: str
    """From the root of the host on."""


@record
class Source:
    """A page, by its file."""

    name: str
    is_post: bool = False
    is_by_name: bool = False
    """Its bare name will do, where no other page has it."""


def read(url: str, part: Part) -> Address | Source | None:
    """None for what no pattern of the part's generator fits."""
    match part.generator:
        case "hugo":
            found = _REF.match(url)
            name = (found[1] or found[2]) if found else ""
            return Source(name, is_by_name="/" not in name.strip("/")) if name else None
        case "jekyll":
            if found := _LINK.match(url):
                return Source(found[1])
            if found := _POST.match(url):
                return Source(found[1].rpartition("/")[2], is_post=True, is_by_name=True)
    if found := _FILTERED.match(url):
        return Address(part.base + found[1] + found[2])
    found = _BASE.match(url) if part.generator == "jekyll" else None
    rest = url[found.end() :] if found else ""
    return Address(part.base + rest) if rest and "{" not in rest else None


def places(source: Source, part: Part, place: str) -> Iterator[str]:
    """Of files that may be meant, the likeliest first, for a draft at a place."""
    name, is_absolute = source.name.strip("/"), source.name.startswith("/")
    roots = [folder for folder, route in part.copies if not route] or [part.folder]
    folders = [] if is_absolute else [place.rpartition("/")[0]]
    for folder in [*folders, *roots]:
        here = normal(folder, name)
        yield here
        for ending in (".md", ".html", ".markdown", "/index.md", "/_index.md", "/index.html", "/_index.html"):
            yield here + ending
        if source.is_post:
            for ending in (".md", ".markdown", ".html"):
                yield inside(folder, f"_posts/{name}{ending}")
