"""What the first characters of a line decide in CommonMark 0.31.2, as regular expressions over a normalised text.

They are on the safe side: where a line might be one of two things, none of them matches.
"""

from __future__ import annotations

import re

from linklint.parse.templates import MARKDOWN_TAG
from linklint.patterns import pattern

BLOCK_NAMES = (
    "address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|dd|details|dialog|dir|div|"
    "dl|dt|fieldset|figcaption|figure|footer|form|frame|frameset|h1|h2|h3|h4|h5|h6|head|header|hr|html|iframe|"
    "legend|li|link|main|menu|menuitem|nav|noframes|ol|optgroup|option|p|param|search|section|summary|table|"
    "tbody|td|tfoot|th|thead|title|tr|track|ul"
)
"""Tags that begin an HTML block (CommonMark 0.31.2, HTML blocks, start condition 6)."""
_ATTRIBUTE = (
    "(?:\\s+[a-zA-Z_:][a-zA-Z0-9:._-]*(?:\\s*=\\s*(?:[^\"'=<>`\\x00-\\x20]+|'[^']*'|\"[^\"]*\"))?)"  # one line of 7
)
OPEN_OR_CLOSE_TAG = f"<[A-Za-z][A-Za-z0-9\\-]*{_ATTRIBUTE}*\\s*\\/?>|<\\/[A-Za-z][A-Za-z0-9\\-]*\\s*>"
_BLOCK_TAG = rf"/?(?ai:{BLOCK_NAMES})(?=\s|/?>|$)"
_HTML_BUT_COMMENTS = rf"(?:(?ai:script|pre|style|textarea)(?=[\s>]|$)|\?|![A-Za-z]|!\[CDATA\[|{_BLOCK_TAG})"

_MARK_OF_NOTHING = (  # characters that may begin a block, followed by what makes text of them
    r"\#+(?=[^#\s])|`{1,2}(?=[^`])|~{1,2}(?=[^~])|-(?=[^\s\-:|])|\*+(?=[^\s*])|_+(?=[^\s_])|\+(?=\S)|=+(?=[^\s=])"
    r"|\d+(?:(?=[^\d.)])|[.)](?=\S))|[:|](?![-:| \t]*$)"
)
_LETTER = r"[^ \t\n#>`~\-+*_<=:|\[0-9]"
_NO_INDENTED_BLOCK = r"(?!!!!|\?\?\?|===)"
_TEXT = rf"(?:{_LETTER}|{_MARK_OF_NOTHING}|\[(?!\^))"
_MORE_TEXT = rf"(?:{_LETTER}|{_MARK_OF_NOTHING}|\[(?!\^)|<(?!!--|{_HTML_BUT_COMMENTS}))"

BLANK_LINES = pattern(r"(?:[ \t]*\n)+(?:[ \t]+\Z)?|[ \t]+\Z")
PARAGRAPH = pattern(rf"( {{0,3}}){_TEXT}[^\n]*(?:\n[ \t]*{_MORE_TEXT}[^\n]*)*", re.M)
"""Its lines, as far as they are certain. One that starts with `[` may be a definition."""
_MARK_BUT_TAG = r"\#{1,6}(?=[ \t\n])|>|`{3,}[^`\n]*$|~{3}|[-+*][ \t]+(?![-:| \t]*$)\S|1[.)][ \t]+\S"
INTERRUPTION = pattern(rf"\n?\Z|\n(?:[ \t]*(?:\n|\Z)| {{0,3}}(?:{_MARK_BUT_TAG}|<{_HTML_BUT_COMMENTS}))", re.M)
"""What certainly ends a paragraph, from its last line end on."""
WHOLE_PARAGRAPH = pattern(
    rf"({_NO_INDENTED_BLOCK}(?:(?:^|\n[ \t]*){_TEXT}[^\n]*)+)(?:\n(?:[ \t]*\n)+|\n(?= {{0,3}}(?:{_MARK_BUT_TAG}))|\n?\Z)",
    re.M,
)
"""From column 0, with all that certainly ends it: blank lines, or the line end before what interrupts it. Not where one
of its lines, or the one behind it, starts with `<`: the names of tags would take longer to compile than all the rest."""
UNDERLINE = pattern(r"\n {0,3}(?:(=+)|-+)[ \t]*(?=\n|\Z)")
"""Behind the lines of a paragraph; with a `|` in the last of them it may be a table."""
DELIMITER_ROW = pattern(r"\n[ \t]*[-:|][-:| \t]*(?=\n|\Z)")
PLAIN_HEADING = pattern(r"(\#{1,6})[ \t]+([^\n\#|]*[^\s\#|])(?:\n+|\Z)")
"""Without what might be its closing marks, or the cells of a table."""
HEADING = pattern(r" {0,3}(\#{1,6})(?=[ \t\n]|\Z)([^\n]*)")
FENCE = pattern(r" {0,3}(?:(`{3,})[^`\n]*|(~{3,})[^\n]*)(?=\n|\Z)")
RULE = pattern(r" {0,3}(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})(?=\n|\Z)")
CODE = pattern(r"(?:(?: {4}| {0,3}\t)[^\n]*(?:\n|\Z)|[ \t]*\n)+")
_URL_ON_NEXT_LINE = r"\n[ \t]*(?=[A-Za-z/.\[])(?!\[\^|[^\n]*\|)"
DEFINITION = pattern(
    rf" {{0,3}}(\[([^\[\]\\\n^][^\[\]\\\n]{{0,900}})\]:[ \t]*(?:{_URL_ON_NEXT_LINE})?"
    r"([^\s\x00-\x1f\x7f<()\\&\"'][^\s\x00-\x1f\x7f()\\&]*)"
    r"(?:[ \t]+(?:\"([^\"\\&\n]*)\"|'([^'\\&\n]*)'|\(([^()\\&\n]*)\)))?)[ \t]*(?:\Z|\n(?![ \t]*[\"'(]))"
)
"""On one line, or with its URL on a second one, and with nothing behind it that might be its title."""
_ENDS_WITH_ITS_TAG = r"<(?:(?ai:script|pre|style|textarea)(?=[\s>])|!--|\?|![A-Za-z]|!\[CDATA\[)"
ENDS_WITH_ITS_TAG = pattern(_ENDS_WITH_ITS_TAG)
"""HTML blocks that blank lines do not end (start conditions 1 to 5)."""
GOES_ON = pattern(rf" {{0,3}}(?:`{{3}}|~{{3}}|{_ENDS_WITH_ITS_TAG})")
"""Blocks of the root that no restart ends."""
HTML_BLOCKS = (
    (pattern(r"<(?ai:script|pre|style|textarea)(?=[\s>]|$)"), pattern(r"</(?ai:script|pre|style|textarea)>")),
    (pattern(r"<!--"), pattern(r"-->")),
    (pattern(r"<\?"), pattern(r"\?>")),
    (pattern(r"<![A-Za-z]"), pattern(r">")),
    (pattern(r"<!\[CDATA\["), pattern(r"\]\]>")),
    (pattern(rf"<{_BLOCK_TAG}"), None),
    (pattern(rf"(?:{OPEN_OR_CLOSE_TAG})\s*$"), None),
)
"""What begins an HTML block, looked for in its first line alone, and what ends it; None for a blank line."""
END_OF_HTML = pattern(rf"\n[ \t]*(?=\n|\Z|{MARKDOWN_TAG})")
TEXT_BEHIND_COMMENT = pattern(r"<!--(?:(?!-->)[^\n])*-->[ \t]*[^\s<]")
"""Renderers that read Markdown inside of HTML read it here too; to CommonMark the line is HTML."""
INDENTED_BLOCK = pattern(r" {0,3}(?:!!!|\?\?\?\+?|===[!+]?)[ \t]+[\w\"']")
_HEADER_IN_A_LIST = r"(?:[-+*]|[0-9]{1,9}[.)])[ \t][^\n]*\n[ \t]*[-:|][-:| \t]*(?=\n|\Z)"
RESTART = pattern(rf"\n[ \t]*\n(?=[^ \t\n])(?!{_HEADER_IN_A_LIST})")
"""Behind it no container is open but a fence or an HTML block of the root. A list that goes on there is as good as a new
one, unless its next item looks like the header of a table."""
ANY_UNDERLINE = pattern(r"\n[ \t>]*(?:=+|-+)[ \t]*(?=\n|\Z)")

_PARAGRAPH_LINE = rf" ?(?=\S){_NO_INDENTED_BLOCK}{_TEXT}[^\n]*"
PLAIN_QUOTE = pattern(rf"(?:(?:^|\n)>(?:{_PARAGRAPH_LINE}|[ \t]*$))+(?=\n[ \t]*\n|\n?\Z)", re.M)
"""Of paragraphs alone, each line with its mark, and a blank line behind. A line that starts with `[` may be a definition."""
PARAGRAPH_IN_A_QUOTE = pattern(r"^> ?[^ \t\n][^\n]*(?:\n> ?[^ \t\n][^\n]*)*", re.M)

ITEM_TEXT = rf"(?:{_NO_INDENTED_BLOCK}(?:{_LETTER}|{_MARK_OF_NOTHING})|\[(?!\^)(?=[^\]\\\n]*\](?!:)))"
LIST_MARK = pattern(r" *(?:[-+*]|[0-9]{1,9}[.)])(?=[ \t\n]|\Z)")
FIRST_ITEM = pattern(r" {0,3}(?:[-+*]|[0-9]{1,9}[.)]) {1,4}[^ \t\n]")
ITEM = pattern(rf"( *)([-+*]|[0-9]{{1,9}}[.)])( {{1,4}})(?={ITEM_TEXT})", re.M)
ITEM_LINE = pattern(rf" *{ITEM_TEXT}", re.M)
MORE_LINE = pattern(rf" *{_MORE_TEXT}", re.M)
