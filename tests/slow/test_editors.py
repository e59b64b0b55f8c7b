"""The recipes of docs/editors.md, run in the editors that they are for: every finding at its exact character."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from linklint.record import record

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs/editors.md").read_text(encoding="utf-8")
NAME = "my draft.md"
DRAFT = """\
# 図書館の案内 🎉

Wages 🎉🎉\tare listed; [click here](https://www.bls.gov/ooh/) for all of them.

日本語の案内、👩‍👩‍👧 e\u0301 und ö, [the survey](htps://www.bls.gov/cps/) に続く。

Start it at 𝔸𝔹 [its own address](http://localhost:8080/) 図.
"""
PLACES = {
    "anchor-generic": "[click here](https://www.bls.gov/ooh/)",
    "url-scheme-typo": "htps://www.bls.gov/cps/",
    "localhost-link": "http://localhost:8080/",
}
"""Rule -> what stands at its place; a finding may begin earlier in the link, never in the middle of it."""
CONFIG = "rules: {anchor-generic: warning, url-scheme-typo: error, localhost-link: info}\n"
WRITTEN = {
    "unix": DRAFT.encode(),
    "bom and crlf": b"\xef\xbb\xbf" + DRAFT.replace("\n", "\r\n").encode(),
}
PACKAGES = {"vim": "vim-nox", "nvim": "neovim", "emacs": "emacs-nox"}
VIMS = {
    "vim": ("-Es", "-N", "-u", "NONE", "-i", "NONE", "--cmd", "set encoding=utf-8"),
    "nvim": ("--headless", "--clean"),
}


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", PAGE, re.M | re.S)


def editor(name: str) -> str:
    """Where an editor is. Without it there is nothing to test, which only a person's machine may do."""
    path = shutil.which(name)
    if path:
        return path
    why = f"{name} is not on the PATH; install it, on Debian with: apt-get install {PACKAGES[name]}"
    if os.environ.get("CI"):
        pytest.fail(why)
    pytest.skip(why)


@record
class Found:
    """A finding, its column counted in characters."""

    line: int
    column: int
    level: str
    message: str
    rule: str

    @property
    def text(self) -> str:
        """As an editor shows it."""
        return f"{self.message} [{self.rule}]"


@record
class Desk:
    """A folder with a draft, and an environment in which `linklint` is this checkout's."""

    folder: Path
    env: Mapping[str, str]

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            command,
            cwd=self.folder,
            env=self.env,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            timeout=60,
        )

    def file(self, name: str, text: str) -> str:
        self.folder.joinpath(name).write_text(text, encoding="utf-8")
        return name

    def result(self, ran: subprocess.CompletedProcess[str]) -> Any:
        """What a script of ours wrote into result.json."""
        path = self.folder / "result.json"
        assert path.exists(), ran.stdout + ran.stderr
        return json.loads(path.read_text(encoding="utf-8"))

    def found(self) -> list[Found]:
        """What linklint says, which has to be at the places that the draft was written for."""
        ran = self.run("linklint", "check", "--output-format", "json", NAME)
        findings = json.loads(ran.stdout)["findings"]
        for finding in findings:
            rest = DRAFT.splitlines()[finding["line"] - 1][finding["column"] - 1 :]
            place = PLACES[finding["rule"]]
            assert rest.startswith(place) or re.match(rf"\[[^]]*\]\({re.escape(place)}", rest)
        assert {finding["rule"] for finding in findings} == set(PLACES)
        return [Found(*(each[key] for key in ("line", "column", "level", "message", "rule"))) for each in findings]


@pytest.fixture(params=WRITTEN)
def desk(request: pytest.FixtureRequest, tmp_path: Path) -> Desk:
    tools = tmp_path / "bin"
    tools.mkdir()
    linklint = tools / "linklint"
    linklint.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m linklint "$@"\n', encoding="utf-8")
    linklint.chmod(0o755)
    folder = tmp_path / "desk"
    folder.mkdir()
    folder.joinpath(NAME).write_bytes(WRITTEN[request.param])
    folder.joinpath(".linklint.yaml").write_text(CONFIG, encoding="utf-8")
    env = os.environ | {
        "PATH": f"{tools}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),
        "PYTHONUTF8": "1",
        "HOME": str(tmp_path),
        "LC_ALL": "C.UTF-8",
    }
    return Desk(folder, env)


QUICKFIX = """\
silent make %:S
call writefile([json_encode([getqflist(), getpos('.')[1:2], map(getqflist(), 'bufname(v:val.bufnr)')])], 'result.json')
"""


def quickfix(desk: Desk, vim: str, *recipes: str) -> tuple[list[tuple[str, int, int, str, str]], list[int]]:
    """The quickfix list as file, line, column, type and text; and the line and byte at which the cursor is."""
    scripts = [desk.file(f"{number}.vim", text) for number, text in enumerate((*recipes, QUICKFIX))]
    sourced = [word for name in scripts[:-1] for word in ("-S", name)]
    ran = desk.run(editor(vim), *VIMS[vim], *sourced, NAME, "-S", scripts[-1], "-c", "qall!")
    items, cursor, names = desk.result(ran)
    listed = [
        (name, item["lnum"], item["col"], item["type"], item["text"])
        for item, name in zip(items, names, strict=True)
        if item["valid"]
    ]
    assert len(listed) == len(items), f"lines that are no findings: {items}"
    return listed, cursor


@pytest.mark.parametrize("vim", VIMS)
def test_vim_lists_each_finding_at_the_byte_of_its_character(desk: Desk, vim: str) -> None:
    settings, columns = blocks("vim")
    listed, cursor = quickfix(desk, vim, settings, columns)
    lines = DRAFT.splitlines()
    expected = [
        (NAME, each.line, 1 + len(lines[each.line - 1][: each.column - 1].encode()), each.level[0], each.text)
        for each in desk.found()
    ]
    assert listed == expected
    assert cursor == list(expected[0][1:3]), "the cursor stands at the first"


@pytest.mark.parametrize("vim", VIMS)
def test_vim_without_the_function_takes_characters_for_bytes(desk: Desk, vim: str) -> None:
    listed, _ = quickfix(desk, vim, blocks("vim")[0])
    assert listed == [(NAME, each.line, each.column, each.level[0], each.text) for each in desk.found()]


@pytest.mark.parametrize("vim", VIMS)
def test_vim_leaves_the_columns_of_other_programs_alone(desk: Desk, vim: str) -> None:
    settings, columns = blocks("vim")
    desk.file("other.sh", f"echo '{NAME}:3:9: error: wrong'\n")
    other = f"{settings}{columns}set makeprg=sh\\ other.sh\n"
    listed, _ = quickfix(desk, vim, other)
    assert listed == [(NAME, 3, 9, "e", "wrong")]


@pytest.mark.parametrize("vim", VIMS)
def test_vim_shows_what_is_wrong_with_the_configuration(desk: Desk, vim: str) -> None:
    desk.file(".linklint.yaml", "rules: {anchor-generc: warning}\n")
    scripts = [desk.file(f"{number}.vim", text) for number, text in enumerate((*blocks("vim"), QUICKFIX))]
    ran = desk.run(editor(vim), *VIMS[vim], "-S", scripts[0], "-S", scripts[1], NAME, "-S", scripts[2], "-c", "qall!")
    items, _, _ = desk.result(ran)
    assert any('did you mean "anchor-generic"?' in item["text"] for item in items)


WRITE = """
(require 'json)
(defun write-result (result)
  (let ((coding-system-for-write 'utf-8-unix))
    (write-region (json-encode result) nil "result.json")))
"""

COMPILATION = f"""{WRITE}
(linklint "{NAME}")
(let ((buffer (get-buffer "*linklint*")) found)
  (while (process-live-p (get-buffer-process buffer)) (accept-process-output nil 0.05))
  (accept-process-output nil 0.1)
  (while (condition-case nil (progn (next-error) t) (user-error nil))
    (with-current-buffer (window-buffer (selected-window))
      (push (vector (file-name-nondirectory buffer-file-name)
                    (line-number-at-pos)
                    (1+ (- (window-point) (line-beginning-position))))
            found)))
  (with-current-buffer buffer
    (write-result (list (cons 'found (vconcat (nreverse found)))
                        (cons 'counts (vector compilation-num-errors-found
                                              compilation-num-warnings-found
                                              compilation-num-infos-found))
                        (cons 'text (buffer-string))))))
"""


def test_emacs_goes_through_the_findings_of_a_compilation_at_their_characters(desk: Desk) -> None:
    (recipe,) = blocks("elisp")
    scripts = desk.file("linklint.el", recipe), desk.file("drive.el", COMPILATION)
    ran = desk.run(editor("emacs"), "-Q", "--batch", "-l", scripts[0], "-l", scripts[1])
    result, found = desk.result(ran), desk.found()
    assert result["found"] == [[NAME, each.line, each.column] for each in found]
    assert result["counts"] == [1, 1, 1], "an error, a warning and an info"
    assert all(each.text in result["text"] for each in found)


FLYMAKE = f"""{WRITE}
(define-derived-mode markdown-mode text-mode "Markdown")
(add-to-list 'auto-mode-alist '("\\\\.md\\\\'" . markdown-mode))
(find-file "{NAME}")
(goto-char (point-min))
(insert "🎉 an unsaved line\\n")
(narrow-to-region (line-beginning-position) (line-end-position))
(flymake-start)
(with-timeout (30)
  (while (not (memq 'linklint-flymake (flymake-reporting-backends))) (accept-process-output nil 0.05)))
(widen)
(write-result
 (vconcat
  (mapcar (lambda (each)
            (goto-char (flymake-diagnostic-beg each))
            (vector (line-number-at-pos)
                    (1+ (- (point) (line-beginning-position)))
                    (symbol-name (flymake-diagnostic-type each))
                    (flymake-diagnostic-text each)))
          (sort (flymake-diagnostics)
                (lambda (one other) (< (flymake-diagnostic-beg one) (flymake-diagnostic-beg other)))))))
"""


def flymake(desk: Desk) -> tuple[subprocess.CompletedProcess[str], Any]:
    (recipe,) = blocks("elisp")
    scripts = desk.file("linklint.el", recipe), desk.file("drive.el", FLYMAKE)
    ran = desk.run(editor("emacs"), "-Q", "--batch", "-l", scripts[0], "-l", scripts[1])
    return ran, desk.result(ran)


def test_emacs_marks_the_findings_of_an_unsaved_draft_at_their_characters(desk: Desk) -> None:
    _, marked = flymake(desk)
    types = {"error": ":error", "warning": ":warning", "info": ":note"}
    assert marked == [[each.line + 1, each.column, types[each.level], each.text] for each in desk.found()]


def test_emacs_says_what_is_wrong_with_the_configuration(desk: Desk) -> None:
    desk.file(".linklint.yaml", "rules: {anchor-generc: warning}\n")
    ran, marked = flymake(desk)
    assert marked == []
    assert 'did you mean "anchor-generic"?' in ran.stderr


def matcher() -> Any:
    (tasks,) = blocks("json")
    (task,) = json.loads(tasks)["tasks"]
    return task


def test_vs_code_reads_every_part_of_a_finding_and_nothing_else(desk: Desk) -> None:
    task = matcher()
    ran = desk.run(task["command"], *task["args"], NAME)
    pattern = task["problemMatcher"]["pattern"]
    matches = [re.search(pattern["regexp"], line) for line in (ran.stdout + ran.stderr).splitlines()]
    read = [
        tuple(match.group(pattern[key]) for key in ("file", "line", "column", "severity", "message", "code"))
        for match in matches
        if match
    ]
    assert read == [
        (NAME, str(each.line), str(each.column), each.level, each.message, each.rule) for each in desk.found()
    ]


def test_vs_code_is_off_by_the_characters_beyond_the_first_plane(desk: Desk) -> None:
    """What the page says of UTF-16 units: read as those, a column is one too small for each such character."""
    for each in desk.found():
        line = DRAFT.splitlines()[each.line - 1]
        before = line[: each.column - 1]
        assert len(before.encode("utf-16-le")) // 2 == each.column - 1 + sum(ord(char) > 0xFFFF for char in before)


def test_a_draft_that_is_not_saved_is_judged_as_the_page_says(desk: Desk) -> None:
    (line,) = re.findall(r"`linklint (check --output-format concise --stdin-filename) content/pay\.md -`", PAGE)
    ran = subprocess.run(
        ["linklint", *line.split(), NAME, "-"],
        cwd=desk.folder,
        env=desk.env,
        input=DRAFT,
        capture_output=True,
        encoding="utf-8",
    )
    assert ran.stdout.splitlines() == [
        f"{NAME}:{each.line}:{each.column}: {each.level}: {each.text}" for each in desk.found()
    ]
