"""What it costs to tell the news of 20 drafts among 2,000: `python -m tests.benchmarks.change [FOLDER]`.

Promised is that both sides of a change take at most twice the time of its drafts alone, and a few questions to git.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

DRAFTS, CHANGED, ROUNDS = 2000, 20, 7
PARAGRAPH = (
    "Wages of plumbers rose again last year, and [the yearbook](https://press.example/{0}/{1}) has the figures by trade; "
    "see [here](https://figures.example/{0}/{1}) for those of the year before.\n\n"
)
LINKLINT = [sys.executable, "-m", "linklint", "check", "--jobs", "1", "--output-format", "concise"]


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(sys.argv[1] if len(sys.argv) > 1 else folder)
        if len(sys.argv) == 1:
            _fill(root)
        drafts = sorted(str(path.relative_to(root)) for path in root.rglob("*.md"))
        changed = drafts[:: max(1, len(drafts) // CHANGED)][:CHANGED]
        _git(root, "init", "--quiet")
        _git(root, "add", "--all")
        _git(root, "commit", "--quiet", "--message", "as it stands")
        for name in changed:
            with open(root / name, "a", encoding="utf-8") as file:
                file.write("\nOne more: [click here](https://new.example/).\n")
        calls = {
            "a question to git": [],
            "a page alone": ["--no-cache", changed[0]],
            "the changed drafts alone": ["--no-cache", *changed],
            "what is new in them": ["--no-cache", "--new-since", "HEAD", *changed],
            "what is new in all": ["--no-cache", "--new-since", "HEAD"],
            "the same, known from before": ["--new-since", "HEAD"],
        }
        best = dict.fromkeys(calls, float("inf"))
        for _ in range(ROUNDS):
            for name, words in calls.items():
                best[name] = min(best[name], _cpu(root, words))
        for name, seconds in best.items():
            print(f"{name:28} {seconds * 1000:7.0f} ms CPU {seconds / best['the changed drafts alone']:5.2f} x")


def _fill(root: Path) -> None:
    for number in range(DRAFTS):
        path = root / f"posts/{number % 20:02}/draft-{number:04}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        text = "".join(PARAGRAPH.format(number, each) for each in range(25))
        path.write_text(f"# What a plumber earns, part {number}\n\n{text}", encoding="utf-8")


def _git(root: Path, *words: str) -> None:
    own = ["-c", "user.name=A Writer", "-c", "user.email=writer@blog.example"]
    subprocess.run(["git", *own, *words], cwd=root, check=True)


def _cpu(root: Path, words: list[str]) -> float:
    env = {**os.environ, "LINKLINT_CACHE_DIR": str(root.parent / f"cache-{root.name}")}
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [*LINKLINT, *words] if words else ["git", "diff", "--raw", "HEAD"]
    subprocess.run(command, cwd=root, env=env, capture_output=True, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


if __name__ == "__main__":
    main()
