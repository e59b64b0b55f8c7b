"""linklint, the linter for the links in a draft.

A library too: `lint_text` judges one draft, `lint_paths` drafts on disk; both give `Diagnostic`s.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from linklint.model import Config, Diagnostic

__version__ = "0.1.0"


def lint_text(text: str, path: str = "draft.md", config: Config | None = None) -> tuple[Diagnostic, ...]:
    """Judges one draft. `path` tells its format and need not exist; without a `config` the defaults hold."""
    from linklint import lint, rulebook
    from linklint.facts import gather
    from linklint.model import Config
    from linklint.parse import parse

    config = config or Config()
    rules = rulebook.load(config)
    draft = parse(path, text.removeprefix("\ufeff"), config)
    return lint.examine(draft, rules, gather(draft, lint.needs_of(rules), config))


def lint_paths(paths: Sequence[str], config: Config | None = None) -> Iterator[Diagnostic]:
    """Judges drafts and folders of drafts; without a `config`, by the configuration that is nearest to each. A draft that
    cannot be read is left out. Raises LinklintError."""
    from linklint import files, walk
    from linklint.config import Finder

    finder = Finder()
    for path in walk.find(paths, lambda each: finder.file_for(each).excludes(each)):
        source = files.read(path)
        if not source.why_not:
            yield from lint_text(source.text, path, config or finder.config_for(path))
