"""The language of a draft: declared, told from its words, or named by its path."""

from __future__ import annotations

import pytest

from linklint.parse import language
from tests.parse.cuts import draft

GERMAN = "Der Hund und die Katze sind nicht auf dem Dach, das ist ein Haus mit einer Tür für den Mann."
ENGLISH = "The dog and the cat are not on the roof, that is a house with a door for you and your friend."

DRAFTS = [
    pytest.param("a.md", (None, "de-AT"), ENGLISH, "de", id="what is declared counts first"),
    pytest.param("a.md", ("deutsch",), ENGLISH, "en", id="what is no tag declares nothing"),
    pytest.param("a.md", (3,), GERMAN, "de", id="German words"),
    pytest.param("de/a.md", (), ENGLISH, "en", id="words count more than the path"),
    pytest.param("content/fr/a.md", (), "Bonjour", "fr", id="a folder, where the words are few"),
    pytest.param("a.pt-br.md", (), "x", "pt", id="an ending"),
    pytest.param("src/ab/a.md", (), "x", "", id="a folder that is no language"),
    pytest.param("a.md", (), "これは日本語の文章です。", "ja", id="kana"),
    pytest.param("a.md", (), "这是一个中文的句子", "zh", id="Chinese characters"),
    pytest.param("a.md", (), "Это русский текст", "ru", id="Cyrillic"),
    pytest.param("a.md", (), "", "", id="nothing"),
    pytest.param("a.md", (), "foo bar baz", "", id="too few words to tell"),
]


@pytest.mark.parametrize(("path", "declared", "prose", "expected"), DRAFTS)
def test_detect(path: str, declared: tuple[object, ...], prose: str, expected: str) -> None:
    assert language.detect(path, declared, [prose]) == expected


def test_code_is_no_prose() -> None:
    assert draft(f"{GERMAN}\n\n```\n{ENGLISH}\n{ENGLISH}\n{ENGLISH}\n```\n").language == "de"
