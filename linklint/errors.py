"""What a person did wrong, each in one line that says where and what to do instead."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable


class LinklintError(Exception):
    """Ends the run with exit code 2. Its text is the one line that the person reads."""


class ConfigError(LinklintError):
    """A mistake in a configuration, rule or preset file."""

    def __init__(self, path: str, line: int | None, what: str) -> None:
        super().__init__(f"{path}:{line}: {what}" if line else f"{path}: {what}")


def nearest(word: str, known: Iterable[str]) -> str:
    """`; did you mean "x"?`, or nothing where no known word is near."""
    from difflib import get_close_matches

    match = get_close_matches(word, sorted(known), 1, 0.6)
    return f'; did you mean "{match[0]}"?' if match else ""


def unknown(kind: str, word: str, known: Iterable[str]) -> str:
    """`no rule "anchor-generc"; did you mean "anchor-generic"?`, or the choices where none is near and they are few."""
    choices = sorted(known)
    hint = nearest(word, choices)
    if not hint and 0 < len(choices) <= 12:
        hint = f"; choose from {', '.join(choices)}"
    return f'no {kind} "{word}"{hint}'
