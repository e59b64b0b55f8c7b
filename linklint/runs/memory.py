"""What earlier runs found out, as far as it still holds: outcomes of drafts, outlines of configurations.

A key is a hash of all that an outcome follows from: the draft, its path, the settings that hold for it, what the command line
says, the day, and linklint itself. The paths that its facts looked at are kept with it and looked at again.
"""

from __future__ import annotations

import hashlib
import os

from linklint.config import Outline
from linklint.errors import LinklintError
from linklint.facts.site.probed import is_unchanged
from linklint.files import is_inside, shown
from linklint.runs.outcome import as_text, from_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from linklint.config import Finder, Holding
    from linklint.facts.site.site import Site
    from linklint.files import Raw
    from linklint.runs.findings_cache import FindingsCache
    from linklint.runs.outcome import Outcome


class Memory:
    def __init__(self, cache: FindingsCache, *causes: object) -> None:
        """`causes` is what all outcomes of a run follow from."""
        self._cache = cache
        self.site: Site | None = None
        """Whose answers outcomes follow from."""
        self._base = hashlib.sha256(_bytes((os.getcwd(), causes)))
        self._by_folder: dict[str, hashlib._Hash | None] = {}
        self._by_settings: dict[tuple[Holding, str], hashlib._Hash] = {}

    def outline(self, file: str) -> Outline | None:
        """Of a configuration file whose bytes were read before."""
        key = self._key_of_outline(file)
        text = self._cache.get([key]).get(key) if key else None
        return _outline(file, text) if text else None

    def key(self, raw: Raw, finder: Finder) -> str:
        """Empty for what is not kept."""
        folder = os.path.dirname(raw.path)
        if folder not in self._by_folder:
            self._by_folder[folder] = self._settings(raw.path, finder)
        settings = self._by_folder[folder]
        if raw.why_not or not settings:
            return ""
        hashed = settings.copy()
        hashed.update(f"{raw.path}\0{max(raw.size, len(raw.content))}\0".encode("utf-8", "surrogatepass"))
        hashed.update(raw.content)
        if raw.scope:
            hashed.update(_bytes(raw.scope))
        if raw.said is not None:
            hashed.update(_bytes((raw.said, raw.lost_fragments)))
        return hashed.hexdigest()

    def recall(self, paths: Iterable[str], read: Callable[[str], Raw], finder: Finder) -> Iterator[Outcome]:
        """Of those of the drafts that are known."""
        paths_by_key = {key: path for path in paths if (key := self.key(read(path), finder))}
        for key, text in self._cache.get(paths_by_key).items():
            try:
                outcome = from_text(paths_by_key[key], key, text)
            except ValueError:
                continue
            if is_unchanged(outcome.probed, self.site):
                yield outcome

    def keep(self, outcomes: Iterable[Outcome], finder: Finder) -> None:
        texts = {outcome.key: as_text(outcome) for outcome in outcomes if outcome.key}
        for file, outline in finder.outlines.items():
            if key := self._key_of_outline(file):
                texts[key] = _outline_text(outline)
        self._cache.put(texts)

    def texts(self, keys: Iterable[str]) -> dict[str, str]:
        """What else was kept, by keys that begin with those of outcomes."""
        return self._cache.get(keys)

    def keep_texts(self, texts: Mapping[str, str]) -> None:
        self._cache.put(texts)

    def _settings(self, path: str, finder: Finder) -> hashlib._Hash | None:
        """The hash of all but the draft. None where the settings cannot be read: judging tells what is wrong."""
        try:
            settings = finder.holding(path), finder.dialect(path)
            if settings not in self._by_settings:
                self._by_settings[settings] = self._hashed(*settings, finder)
            return self._by_settings[settings]
        except (LinklintError, OSError):
            return None

    def _hashed(self, holding: Holding, dialect: str, finder: Finder) -> hashlib._Hash:
        hashed = self._base.copy()
        hashed.update(_bytes((holding, dialect)))
        for path in _files(holding, finder):
            content = _content(path)
            hashed.update(_bytes((path, len(content))))
            hashed.update(content)
        return hashed

    def _key_of_outline(self, file: str) -> str:
        try:
            content = _content(file)
        except OSError:
            return ""
        hashed = self._base.copy()
        hashed.update(_bytes(("outline", file)))
        hashed.update(content)
        return hashed.hexdigest()


def _files(holding: Holding, finder: Finder) -> Iterator[str]:
    """The configurations, what they extend, their house rules, and what else they name."""
    for file in (part for nearer in holding.files for part in finder.parts(nearer)):
        yield file
        outline = finder.outline(file)
        yield from (os.path.join(outline.root, each) for each in outline.files)
        if outline.house_rules:
            from linklint.rules_folder import rule_paths

            folder = os.path.realpath(os.path.join(outline.root, outline.house_rules))
            yield from (path for _, path in rule_paths(folder) if is_inside(os.path.realpath(path), folder))


def _content(path: str) -> bytes:
    """Raises OSError, for what is no file too."""
    if not os.path.isfile(path):
        raise FileNotFoundError(path)
    with open(path, "rb") as file:
        return file.read()


def _bytes(value: object) -> bytes:
    return repr(value).encode()


def _outline_text(outline: Outline) -> str:
    import json

    return json.dumps([outline.exclude, outline.house_rules, outline.is_root, outline.extends, outline.files])


def _outline(file: str, text: str) -> Outline | None:
    import json

    try:
        exclude, house_rules, is_root, extends, files = json.loads(text)
    except ValueError:
        return None
    bases = tuple((path, place) for path, place in extends)
    root = os.path.dirname(os.path.abspath(file))
    return Outline(root, tuple(exclude), house_rules, is_root, bases, shown(file), tuple(files))
