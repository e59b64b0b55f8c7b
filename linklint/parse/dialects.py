"""What drafts are written in beside CommonMark and GFM: the dialects of site generators and renderers."""

from __future__ import annotations

from linklint.patterns import pattern
from linklint.record import record, replace

_SIGN_OF_MDX = pattern(r"\{[ \t]*/\*|=\{|<[A-Z][\w.]{0,60}(?=[\s/>])|(?:\A|(?<=[\r\n]))(?:import|export)[ \t]")


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
    may_be_mdx: bool = False
    """MDX is read in `.md` files too. Those that show nothing of it are read as Markdown: that is the same, and faster,
    and right where the site says otherwise."""


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
    "docusaurus": Dialect(may_be_mdx=True),
}
"""By the names that a configuration may use, most of them those of site generators. `auto` is for drafts of which nothing
tells the dialect: whatever hardly anybody writes without meaning it is read. Where a plugin decides, it is taken to be
there if its syntax is plain to see."""


def kind_of(kind: str, name: str, text: str) -> str:
    """A value of `FORMATS`: that of the file, or `mdx` where the configured dialect reads a Markdown file as such."""
    dialect = DIALECTS[name]
    is_mdx = dialect.is_mdx or (dialect.may_be_mdx and _SIGN_OF_MDX.search(text))
    return "mdx" if kind == "markdown" and is_mdx else kind


def of(name: str, kind: str) -> Dialect:
    """The dialect for a draft: `name` is the configured one, `kind` a value of `FORMATS`. An MDX file is MDX in all."""
    return DIALECTS["mdx" if kind == "mdx" else name]
