"""The header of a draft: where it ends, what it says, and what it never does to the links below."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linklint import front_matter, yaml_text
from tests.parse.cuts import cuts, draft

HEADERS = [
    pytest.param("---\ntitle: A\n---\nx", {"title": "A"}, "\nx", id="YAML"),
    pytest.param("---\ntitle: A\n...\nx", {"title": "A"}, "\nx", id="YAML that ends in dots"),
    pytest.param("---  \r\ntitle: A\r\n---\t\r\nx", {"title": "A"}, "\r\nx", id="CRLF and blanks behind the dashes"),
    pytest.param("---\rtitle: A\r---\rx", {"title": "A"}, "\rx", id="lone CR"),
    pytest.param("---\n---\nx", {}, "\nx", id="an empty header"),
    pytest.param("---\n\nx\n\n---\ny", {}, "\ny", id="blank lines"),
    pytest.param(
        "---\ndate: 2024-05-06\ntags: [a, b]\non: yes\n---",
        {"date": "2024-05-06", "tags": ["a", "b"], "on": "yes"},
        "",
        id="dates and yes stay text",
    ),
    pytest.param("---\na: |\n  b\n  c\n---", {"a": "b\nc\n"}, "", id="a block scalar"),
    pytest.param("+++\ntitle = 'A'\n+++\nx", {"title": "A"}, "\nx", id="TOML"),
    pytest.param('{\n"title": "A"\n}\nx', {"title": "A"}, "\nx", id="JSON"),
    pytest.param("---\ntitle:: A\n\tb: c\n---\nx", {}, "\nx", id="YAML with a tab"),
    pytest.param("---\na: *b\n---\nx", {}, "\nx", id="an alias to nothing"),
    pytest.param("---\na: !ENV b\n---\nx", {}, "\nx", id="an unknown tag"),
    pytest.param("---\n- a\n---\nx", {}, "\nx", id="a list"),
    pytest.param(
        "---\na: &a {b: c}\nd:\n  <<: *a\n---",
        {"a": {"b": "c"}, "d": {"<<": {"b": "c"}}},
        "",
        id="a merge key is a key like any other",
    ),
    pytest.param("+++\ntitle = \n+++\nx", {}, "\nx", id="broken TOML"),
    pytest.param("{\n]\n}\nx", {}, "\nx", id="broken JSON"),
    pytest.param("---\na: b\nx", {}, "---\na: b\nx", id="a header that never ends"),
    pytest.param("\n---\na: b\n---", {}, "\n---\na: b\n---", id="not at the start"),
    pytest.param("----\na: b\n----", {}, "----\na: b\n----", id="four dashes"),
]


@pytest.mark.parametrize(("text", "keys", "rest"), HEADERS)
def test_keys_and_end(text: str, keys: dict[str, object], rest: str) -> None:
    found, end = front_matter.read(text)
    assert (found, text[end:]) == (keys, rest)


def test_links_in_a_header_are_not_links_of_the_draft() -> None:
    text = "---\ntext: \"[a](b){: rel='nofollow' }\"\nurl: https://a.example/\n---\n[c](d)"
    assert cuts(text) == [("[c](d)", "d", "c")]


def test_settings_of_a_draft() -> None:
    read = draft("---\ntitle: ' A '\nlang: de-AT\nlinklint: {disable: [a, b]}\n---\n# B")
    assert (read.title, read.language, set(read.disabled)) == ("A", "de", {"a", "b"})


@pytest.mark.parametrize(
    "body",
    [
        pytest.param("a: b c\n  d: e\n", id="no mapping below a text"),
        pytest.param("a:\n  b: c\n  d:\n    - e\n", id="mappings in mappings"),
        pytest.param("a:\n- b: c\n  d: e\n- f\n", id="a list of mappings, not indented"),
        pytest.param("a: b\n  c\nd: 'e\n  f'\n", id="texts on two lines"),
        pytest.param("a: >-\n  b\n  c\n\n  d\n\ne: |+\n  f\n\n", id="block texts"),
        pytest.param("a: 4.5\nb: (1) c\n", id="a fraction, and a text in brackets"),
        pytest.param("a:\n  b\n  c\n# d\n", id="a text below its key"),
    ],
)
def test_plain_headers_need_no_yaml_reader(body: str) -> None:
    try:
        keys = yaml_text.load(body)
    except ValueError:
        keys = None
    assert front_matter._plain_yaml(body) == keys


WORDS = st.sampled_from(
    [
        "a",
        "b-c",
        "d e",
        "é",
        "true",
        "False",
        "null",
        "~",
        "yes",
        "1",
        "01",
        "1.5",
        "1e3",
        "0x1f",
        "1f 2",
        "18f",
        "2-3",
        "3 4",
        "5 - 6",
        "7e8",
        "¿w?",
        "-3",
        "1_000",
        "12:30",
        "2024-05-06",
        "2024-05-06 10:00:00 +0100",
        "'q'",
        '"r"',
        "'it''s'",
        '"a\\n"',
        "x: y",
        "#c",
        "d #e",
        "f#g",
        "http://h/i",
        "[j, k]",
        "[]",
        "[l, [m]]",
        "{n: o}",
        "&p",
        "*q",
        "!r",
        "%s",
        "@t",
        "`u`",
        "|",
        "|+",
        ">",
        ">-",
        "?",
        "-",
        "- v",
        ": w",
        "./x",
        "/y",
        "",
        " ",
        "=",
        "<<",
        ".5",
        "+1",
        ".inf",
        "0",
        "123456789012",
        "a:",
        ":b",
        "a\xa0b",
        "z,",
        "'",
        '"',
        "a 'b",
        "\u2028",
    ]
)
ROWS = st.builds(
    lambda indent, start, key, mark, word, end: indent + start + key + mark + word + end,
    st.sampled_from(["", "", "", " ", "  ", "    "]),
    st.sampled_from(["", "", "", "- "]),
    st.sampled_from(["a", "b", "title", "on", "true", "null", "x-y", "1", "é", "", "'k'"]),
    st.sampled_from([": ", ": ", ": ", ":", " : ", ":\t", ""]),
    WORDS,
    st.sampled_from(["", "", " ", " # c"]),
)


@given(st.lists(st.one_of(ROWS, WORDS.map(lambda word: "- " + word), WORDS), max_size=6).map("\n".join))
def test_the_quick_reader_says_what_the_yaml_reader_says(body: str) -> None:
    quick = front_matter._plain_yaml(body + "\n")
    if quick is None:
        return
    keys = yaml_text.load(body + "\n")
    assert quick == (keys if keys is not None else {})
    assert list(map(type, quick.values())) == list(map(type, (keys or {}).values()))  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("value", "texts"), [("a", ("a",)), (["a", 1, "b"], ("a", "b")), (None, ()), (3, ()), ({"a": "b"}, ())]
)
def test_values_as_texts(value: object, texts: tuple[str, ...]) -> None:
    assert front_matter.texts(value) == texts
