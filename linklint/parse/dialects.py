"""What drafts are written in beside CommonMark and GFM: the dialects of site generators and renderers."""

from __future__ import annotations

from linklint.record import record, replace


@record
class Dialect:
    """What a dialect reads in a draft. Bare URLs, tables and footnotes are read in all of them."""

    has_templates: bool = False
    """Liquid, Jinja, Hugo, Nunjucks, ERB and PHP tags are no text."""
    has_attribute_lists: bool = False
    """`{: rel="nofollow"}` or `{rel=nofollow}` behind a link belongs to it."""
    list_opening: str = "{:"
    """How an attribute list is begun, where there are any: `{:`, `{`, or empty where nothing tells."""
    has_markdown_in_html: bool = False
    """`<div markdown="1">` holds Markdown."""
    has_indented_blocks: bool = False
    """`!!! note`, `??? note` and `=== "tab"` hold what is indented below them."""
    math: str = ""
    """What encloses formulas: `$$`, or `$` for `$` and `$$` alike. What stands between is no text."""
    has_labels_of_the_site: bool = False
    """A label may be defined by another page, as a plugin for cross-references has it."""
    takes_blanks_in_urls: bool = False
    """`[text](a file.pdf)` is a link."""
    is_mdx: bool = False


_TEMPLATES = Dialect(has_templates=True)
_PYTHON_MARKDOWN = Dialect(
    has_templates=True, has_attribute_lists=True, has_markdown_in_html=True, takes_blanks_in_urls=True
)

DIALECTS = {
    "auto": Dialect(
        has_templates=True,
        has_attribute_lists=True,
        list_opening="",
        has_markdown_in_html=True,
        has_indented_blocks=True,
        math="$$",
    ),
    "commonmark": Dialect(),
    "gfm": Dialect(math="$"),
    "mdx": Dialect(is_mdx=True),
    "kramdown": replace(_PYTHON_MARKDOWN, math="$$"),
    "jekyll-commonmark": _TEMPLATES,
    "pandoc": Dialect(has_attribute_lists=True, list_opening="{", has_markdown_in_html=True, math="$"),
    "quarto": replace(_PYTHON_MARKDOWN, list_opening="{", math="$", takes_blanks_in_urls=False),
    "mkdocs": replace(_PYTHON_MARKDOWN, has_indented_blocks=True, math="$", has_labels_of_the_site=True),
    "pelican": _PYTHON_MARKDOWN,
    "myst": Dialect(has_templates=True, has_attribute_lists=True, list_opening="{", math="$"),
    "hugo": replace(_TEMPLATES, math="$$"),
    "zola": _TEMPLATES,
    "hexo": _TEMPLATES,
    "mdbook": _TEMPLATES,
    "eleventy": Dialect(has_templates=True, has_attribute_lists=True, list_opening="{"),
    "vitepress": Dialect(has_templates=True, has_attribute_lists=True, list_opening="{"),
    "docusaurus": Dialect(),
}
"""By the names that a configuration may use, most of them those of site generators. `auto` is for drafts of which nothing
tells the dialect: whatever hardly anybody writes without meaning it is read. Where a plugin decides, it is taken to be
there if its syntax is plain to see."""


def of(name: str, kind: str) -> Dialect:
    """The dialect for a draft: `name` is the configured one, `kind` a value of `FORMATS`. An MDX file is MDX in all."""
    return DIALECTS["mdx" if kind == "mdx" else name]
