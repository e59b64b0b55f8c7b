"""linklint, the linter for the links in a draft.

A library too: `lint_text` judges one draft, `lint_paths` drafts on disk; both give `Diagnostic`s.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from linklint.model import Config, Diagnostic, Rule

__version__ = "0.1.0"


def lint_text(text: str, path: str = "draft.md", config: Config | None = None) -> tuple[Diagnostic, ...]:
    """Judges one draft. `path` tells its format and need not exist; without a `config` the defaults hold."""
    import time

    from linklint import rulebook
    from linklint.files import Source
    from linklint.model import Config
    from linklint.record import replace
    from linklint.runs.judge import judge

    config = config or Config()
    if not config.today:
        config = replace(config, today=time.strftime("%Y-%m-%d"))
    return judge(Source(path, text.removeprefix("\ufeff")), config, rulebook.load(config)).diagnostics


def lint_paths(paths: Sequence[str], config: Config | None = None) -> Iterator[Diagnostic]:
    """Judges drafts and folders of drafts; without a `config`, by the configuration that holds for each. A file that
    cannot be opened is left out. Raises LinklintError."""
    from linklint import files, rulebook, walk
    from linklint.config import Finder, Outline
    from linklint.runs.judge import judge

    finder = Finder()
    excludes = Outline(config.root, config.exclude).excludes if config else finder.excludes
    ready: dict[int, tuple[Rule, ...]] = {}
    for path in walk.find(paths, excludes):
        source = files.read(path)
        if source.is_limit or not source.why_not:
            settings = config or finder.config_for(path)
            if id(settings) not in ready:
                ready[id(settings)] = rulebook.load(settings)
            yield from judge(source, settings, ready[id(settings)]).diagnostics
