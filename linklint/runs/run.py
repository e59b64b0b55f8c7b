"""One run over drafts: what was asked, which settings hold where, what is known from before and what must be judged."""

from __future__ import annotations

from linklint.arguments import names
from linklint.config import Finder
from linklint.notes import note
from linklint.record import record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from linklint.facts.online.pages import Pages
    from linklint.files import Raw
    from linklint.runs.judge import Judge
    from linklint.runs.memory import Memory
    from linklint.runs.outcome import Outcome
    from linklint.runs.survey import Survey

    Watch = Callable[[Iterable[Outcome], int], Iterable[Outcome]]
    """Sees outcomes pass by, and knows how many there will be."""


@record
class Asked:
    """What the command line says that decides about findings, as written there."""

    config: str = ""
    isolated: bool = False
    preset: str = ""
    select: str = ""
    ignore: str = ""
    today: str = ""
    site: bool = False
    """All drafts are judged together, too."""


class Run:
    def __init__(self, asked: Asked, has_cache: bool = True, jobs: int = 0, pages: Pages | None = None) -> None:
        """`jobs` is how many processes judge; 0 for as many as pay. With `pages` it is online."""
        self.asked, self.jobs, self.pages = asked, jobs, pages
        self.memory = _memory(asked) if has_cache else None
        recall = self.memory.outline if self.memory else None
        self.finder = Finder(asked.config, asked.isolated, asked.preset, asked.today, recall)
        self._judge: Judge | None = None
        self.survey: Survey | None = None
        """What the drafts of the site say together, where it was asked for."""

    def judge(self) -> Judge:
        """The same one each time: it knows the rules that hold where it has been."""
        if self._judge is None:
            from linklint.runs.judge import Judge

            select, ignore = names(self.asked.select), names(self.asked.ignore)
            self._judge = Judge(self.finder, select, ignore, self.memory, self.pages, self.asked.site)
        return self._judge

    def surveyed(self, paths: Sequence[str], read: Callable[[str], Raw], watched: Watch) -> list[Outcome]:
        """The same of a whole site. From then on, whatever is judged is judged as a part of it. Raises LinklintError."""
        from linklint.runs.survey import Survey

        first = self.outcomes(paths, read, watched)
        self.survey = Survey(self, first)
        if self.survey.hint:
            note(self.survey.hint)
        if self.memory:
            self.memory.site = self.judge().site
        settled = self.survey.settled(first)
        again = self.outcomes([path for path in paths if path not in settled], read, watched)
        told = settled | {outcome.path: outcome for outcome in again}
        return [told[path] for path in paths]

    def outcomes(self, paths: Sequence[str], read: Callable[[str], Raw], watched: Watch) -> list[Outcome]:
        """Of each draft, in the order of the paths, whoever judged it and when. Raises LinklintError."""
        if self.survey:
            read = self.survey.reading(read)
        told = {}
        if self.pages:
            self._learn(self.pages, paths, read)
        elif self.memory:
            told = {outcome.path: outcome for outcome in self.memory.recall(paths, read, self.finder)}
        left = [path for path in paths if path not in told]
        if left:
            fresh = list(watched(self._judged(left, read), len(left)))
            if self.memory and not self.pages:
                self.memory.keep(fresh, self.finder)
            told |= {outcome.path: outcome for outcome in fresh}
        return [told[path] for path in paths]

    def _learn(self, pages: Pages, paths: Sequence[str], read: Callable[[str], Raw]) -> None:
        judge = self.judge()
        pages.learn(wish for path in paths for wish in judge.wishes(read(path)))
        for what in pages.notes():
            note(what)

    def _judged(self, paths: Sequence[str], read: Callable[[str], Raw]) -> Iterator[Outcome]:
        judge = self.judge()
        for path in paths:
            judge.rules(path)  # a wrong configuration is told before any draft is judged
        if len(paths) > 1 and self.jobs != 1:
            from linklint.files import Reader
            from linklint.runs import workers

            shares = workers.shares(paths, self.jobs)
            # What does not come from disk, nor from a cache that is sure to be there, only the copy of a process knows.
            if len(shares) > 1 and (workers.CAN_FORK or (isinstance(read, Reader) and not self.pages)):
                return workers.judged(shares, self, judge, read)
        return (judge(read(path)) for path in paths)


def _memory(asked: Asked) -> Memory | None:
    """None where the user has no place for it, or where linklint cannot tell what it is made of."""
    from linklint import user_folders
    from linklint.runs.findings_cache import FindingsCache
    from linklint.runs.stamp import stamp

    place, made_of = user_folders.cache(), stamp()
    if not place or not made_of:
        return None
    from linklint.runs.memory import Memory

    return Memory(FindingsCache(place), made_of, asked)
