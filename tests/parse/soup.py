"""Random drafts made of lines that parsers disagree about, for holding the fast path against the slow one.

python -m tests.parse.soup [DOCUMENTS] [SEED]
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator

from linklint.parse import dialects, inlines, markdown, structure
from linklint.parse.content import Structure
from linklint.parse.dialects import Dialect
from tests.parse import judge

LINES = (
    "a plain line of text",
    "see [a](https://a.example/b) and more",
    "[b](c 'd') [e][f] [f] ![g](h)",
    "[f]: /first",
    "[f]: <second one> 'title'",
    "[g\\]]: /third",
    "[h]: /fourth",
    '"a title on a line of its own"',
    "[^1]: a note [i](j)",
    "text [^1] https://k.example/l_(m).",
    "# heading [n](o) #",
    "## heading with `code [p](q)`",
    "#hashtag [a](b)",
    "####### seven",
    "#",
    "===",
    "---",
    "-",
    "--",
    "- ",
    "=",
    "- - -",
    "***",
    "* * *",
    "_ _ _",
    "- item [a](b)",
    "* item <https://c.example>",
    "+ item",
    "1. one [d](e)",
    "2. two",
    "10) ten",
    "1.",
    "1986. A great year",
    "-not an item",
    "**bold [a](b)** text",
    "*emphasis*",
    "- [ ] task [a](b)",
    "- # heading in a list [a](b)",
    "- > quote in a list",
    "-     code in a list [a](b)",
    "-\ttab after mark",
    "> quote [a](b)",
    ">lazy quote",
    "> > deep [c](d)",
    "> - list in a quote",
    "> ```",
    "```",
    "```js",
    "``` a`b",
    "````",
    "~~~",
    "~~~ a`b [c](d)",
    "`code [a](b)`",
    "``",
    "| a | [b](c) |",
    "|---|---|",
    "a | b \\| [c](d)",
    "---|---",
    ":-: | --",
    "- | -",
    "| `a \\| b` | ![c](d) |",
    "<div>",
    "</div>",
    "<div markdown='1'>",
    "<a href='b'>c",
    "</a> text",
    "<a href=c>d</a>",
    "<pre>",
    "</pre>",
    "<!-- comment [a](b)",
    "-->",
    "<!-- a --> [b](c)",
    "<?php echo 1 ?>",
    "<![CDATA[ [a](b) ]]>",
    "<!DOCTYPE html>",
    "<b>bold</b> [a](b)",
    "<script>",
    "</script> [a](b)",
    "<unknown-tag a='b'>",
    "<img src=a.png alt='b'>",
    "!!! note",
    '??? warning "title"',
    '=== "tab"',
    "!!!not",
    ":::note [a](b)",
    ":::",
    "{: .class}",
    "[a](b){: rel='nofollow'}",
    "{% if a %}[b]({{ c }}){% endif %}",
    "{{< shortcode >}}",
    "$a[b](c)$",
    "www.d.example/e",
    "WwW.f.example",
    "mail@g.example",
    "ftp://h.example",
    "\\[a](b)",
    "[a\\](b)",
    "[a](b\\)",
    "[a](<b c>)",
    "[a](b \"c\" 'd')",
    "[a [b](c) d](e)",
    "[![a](b)](c)",
    "[a][",
    "](b)",
    "[`]`](a)",
    "a\\",
    "a  ",
    "&amp; &copy [a](b?c=1&copy=2)",
    "\u00a0",
    "\u00a0[a](b)",
    "\x0c",
    "\x0b[a](b)",
    "\t",
    " ",
    "é [ü](ö) 😀 [a](b)",
    "\u2028[a](b)",
    "0. zero",
    "01. zero one",
    "١. arabic",
    "[a]: b|c",
    "[a]:",
    "[]: b",
    "[//]: # (linklint-disable)",
    "x",
    "",
    "",
    "",
    "",
    "",
)
INDENTS = ("", "", "", "", "", "", " ", "  ", "   ", "    ", "      ", "\t", " \t", "        ")
PREFIXES = ("", "", "", "", "", "", "", "> ", ">", "- ", "1. ", "  - ", "> - ", "[^2]: ")
LINE_ENDS = ("\n", "\n", "\n", "\n", "\r\n", "\r")


def document(chance: random.Random) -> str:
    lines = []
    habit = chance.random()
    for _ in range(chance.randint(1, 14)):
        line = chance.choice(LINES)
        if chance.random() < habit:
            line = chance.choice(INDENTS) + line
        if chance.random() < habit / 2:
            line = chance.choice(PREFIXES) + line
        if chance.random() < 0.05:
            line += chance.choice(LINES)
        lines.append(line)
    ends = chance.choice(LINE_ENDS)
    return ends.join(lines) + (ends if chance.random() < 0.7 else "")


def documents(number: int, seed: int) -> Iterator[str]:
    chance = random.Random(seed)
    for _ in range(number):
        yield document(chance)


def disagreements(text: str, dialect_name: str = "auto") -> list[str]:
    """What the fast path and the slow one say differently of a draft."""
    dialect = dialects.of(dialect_name, "markdown")
    read: list[Structure] = []

    def read_structure(given: str, which: Dialect) -> Structure:
        read.append(structure.read(given, which))
        return read[-1]

    fast = markdown.Reader(text, judge.masked(text, dialect), dialect, read_structure, inlines.read).read()
    return judge.differences(fast, judge.read(text, dialect_name), read[0].skipped)


def main(number: int = 100_000, seed: int = 1) -> int:
    """Prints each document on which the two disagree."""
    found = 0
    for text in documents(number, seed):
        name = "commonmark" if len(text) % 3 == 0 else "auto"
        if names := disagreements(text, name):
            found += 1
            print(f"{names} in {name}: {text!r}")
    print(f"{number} documents from seed {seed}: {found} read differently")
    return int(found > 0)


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
