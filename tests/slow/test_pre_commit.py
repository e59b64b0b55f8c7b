"""The hook as authors meet it: pre-commit installs this repository and judges drafts with it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from linklint.record import record, replace
from tests.loopback import answer, serving

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
BAD = "# Löhne 🎉\n\nWages 🎉🎉 rose; 詳しくは [click here](https://www.bls.gov/ooh/) now.\n"
BAD_PLACE = '3:21: warning: anchor text "click here" says nothing about bls.gov'
GOOD = "# Pay\n\nThe [Occupational Outlook Handbook](https://www.bls.gov/ooh/) lists pay by trade.\n"


def git(folder: Path, *arguments: str, env: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    """Runs git with a committer of its own, in folders that any user may own."""
    own = ("user.name=A Writer", "user.email=writer@blog.example", "commit.gpgsign=false", "safe.directory=*")
    settings = [word for setting in own for word in ("-c", setting)]
    return subprocess.run(
        ["git", *settings, *arguments], cwd=folder, env=env, capture_output=True, encoding="utf-8", errors="replace"
    )


@record
class PreCommit:
    """A folder under git, and pre-commit with the hook that it installs there."""

    folder: Path
    source: str
    rev: str
    env: Mapping[str, str]

    def write(self, **drafts: str) -> None:
        """`draft_md="…"` becomes draft.md."""
        for name, text in drafts.items():
            self.folder.joinpath(name.replace("_", ".")).write_bytes(text.encode())
        assert git(self.folder, "add", "--all", env=self.env).returncode == 0

    def use(self, keys: str = "", hook: str = "linklint") -> None:
        self.folder.joinpath(".pre-commit-config.yaml").write_text(
            f"repos: [{{repo: '{self.source}', rev: '{self.rev}', hooks: [{{id: {hook}, {keys}}}]}}]\n",
            encoding="utf-8",
        )

    def git(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return git(self.folder, *arguments, env=self.env)

    def __call__(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "pre_commit", *arguments],
            cwd=self.folder,
            env=self.env,
            capture_output=True,
            encoding="utf-8",
        )


@pytest.fixture(scope="session")
def env(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """No git or Python settings of whoever runs the tests, be it a git hook, and a pre-commit home of our own."""
    foreign = ("GIT_", "PRE_COMMIT", "PYTHONPATH", "PYTHONHOME", "SKIP")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(foreign) or "SSL" in name}
    return kept | {
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
        "PRE_COMMIT_HOME": str(tmp_path_factory.mktemp("pre-commit")),
        "PRE_COMMIT_COLOR": "never",
        "PYTHONUTF8": "1",
    }


@pytest.fixture(scope="session")
def source(env: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """This checkout as it stands, committed: pre-commit clones, and a clone knows no file that git does not know yet."""
    folder = tmp_path_factory.mktemp("linklint")
    listed = git(ROOT, "ls-files", "-z", "--cached", "--others", "--exclude-standard", env=env)
    assert listed.returncode == 0, listed.stderr
    for name in filter(None, listed.stdout.split("\0")):
        if ROOT.joinpath(name).is_file():
            folder.joinpath(name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, folder / name)
    for step in (["init", "--quiet"], ["add", "--all"], ["commit", "--quiet", "--message", "as it stands"]):
        ran = git(folder, *step, env=env)
        assert ran.returncode == 0, ran.stderr
    return folder


@pytest.fixture
def pre_commit(source: Path, env: dict[str, str], tmp_path: Path) -> PreCommit:
    git(tmp_path, "init", "--quiet", env=env)
    rev = git(source, "rev-parse", "HEAD", env=env).stdout.strip()
    return PreCommit(tmp_path, str(source), rev, env)


def found(ran: subprocess.CompletedProcess[str]) -> list[str]:
    """The lines that name a finding."""
    return sorted(line for line in ran.stdout.splitlines() if line.endswith("]") and ": warning: " in line)


def places(ran: subprocess.CompletedProcess[str]) -> list[str]:
    return [line.split(": ")[0] for line in found(ran)]


def test_try_repo_blocks_a_bad_draft_and_shows_its_finding_at_its_character(pre_commit: PreCommit) -> None:
    pre_commit.write(bad_md=BAD, good_md=GOOD)
    ran = pre_commit("try-repo", pre_commit.source, "linklint", "--files", "bad.md", "good.md")
    assert ran.returncode == 1, ran.stdout + ran.stderr
    (line,) = found(ran)
    assert line.startswith(f"bad.md:{BAD_PLACE}; ")
    assert line.endswith(" [anchor-generic]")


def test_a_good_draft_passes_in_silence(pre_commit: PreCommit) -> None:
    pre_commit.write(good_md=GOOD)
    pre_commit.use()
    ran = pre_commit("run", "--all-files")
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert ran.stdout.splitlines()[-1].endswith("Passed")


def test_all_files_are_markdown_html_and_mdx_and_nothing_else(pre_commit: PreCommit) -> None:
    page = '<p>🎉🎉 see <a href="https://www.bls.gov/ooh/">click here</a></p>\n'
    pre_commit.write(
        a_md=BAD, b_markdown=BAD, c_mdx=BAD, d_html=page, e_htm=page, good_md=GOOD, f_txt=BAD, g_py=f"#{BAD}"
    )
    pre_commit.use()
    ran = pre_commit("run", "--all-files")
    assert ran.returncode == 1, ran.stdout + ran.stderr
    assert places(ran) == ["a.md:3:21", "b.markdown:3:21", "c.mdx:3:21", "d.html:1:11", "e.htm:1:11"]


def test_what_the_configuration_excludes_stays_out_though_pre_commit_names_it(pre_commit: PreCommit) -> None:
    pre_commit.write(bad_md=BAD, old_md=BAD, **{"_linklint_yaml": "exclude: [old.md]\n"})
    pre_commit.use()
    ran = pre_commit("run", "--all-files")
    assert ran.returncode == 1, ran.stdout + ran.stderr
    assert places(ran) == ["bad.md:3:21"]


def test_args_are_the_users_and_keep_the_exclusion(pre_commit: PreCommit) -> None:
    pre_commit.write(bad_md=BAD, old_md=BAD, **{"_linklint_yaml": "exclude: [old.md]\n"})
    pre_commit.use("args: [--fail-on, error, --output-format, concise], verbose: true")
    ran = pre_commit("run", "--all-files")
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert places(ran) == ["bad.md:3:21"]


def test_a_commit_with_a_bad_draft_is_not_made_and_with_a_good_one_is(pre_commit: PreCommit) -> None:
    pre_commit.use()
    assert pre_commit("install").returncode == 0
    pre_commit.write(draft_md=BAD)
    refused = pre_commit.git("commit", "--message", "a draft")
    assert refused.returncode == 1
    assert f"draft.md:{BAD_PLACE}" in refused.stdout + refused.stderr
    assert pre_commit.git("rev-parse", "HEAD").returncode != 0, "there is no commit yet"
    pre_commit.write(draft_md=GOOD)
    accepted = pre_commit.git("commit", "--message", "a draft")
    assert accepted.returncode == 0, accepted.stdout + accepted.stderr
    assert pre_commit.git("log", "--format=%s").stdout == "a draft\n"


def test_the_staged_draft_is_judged_not_the_one_in_the_working_tree(pre_commit: PreCommit) -> None:
    pre_commit.use()
    pre_commit.write(draft_md=BAD)
    pre_commit.folder.joinpath("draft.md").write_bytes(GOOD.encode())
    ran = pre_commit("run")
    assert ran.returncode == 1, ran.stdout + ran.stderr
    assert places(ran) == ["draft.md:3:21"]
    assert pre_commit.folder.joinpath("draft.md").read_bytes() == GOOD.encode()


def test_the_hook_that_fixes_stops_the_commit_once_and_shows_what_is_left(pre_commit: PreCommit) -> None:
    broken = "\ufeff# Löhne\r\n\r\nSee [the report](hhttps://a.example/r).\r\n"
    pre_commit.use(hook="linklint-fix")
    assert pre_commit("install").returncode == 0
    pre_commit.write(draft_md=broken, bad_md=BAD)
    refused = pre_commit.git("commit", "--message", "a draft")
    assert refused.returncode == 1
    assert "files were modified by this hook" in refused.stdout + refused.stderr
    assert f"bad.md:{BAD_PLACE}" in refused.stdout + refused.stderr
    assert pre_commit.folder.joinpath("draft.md").read_bytes() == broken.replace("hhttps", "https").encode()
    assert pre_commit.folder.joinpath("bad.md").read_bytes() == BAD.encode()
    pre_commit.folder.joinpath("bad.md").unlink()
    pre_commit.write()
    accepted = pre_commit.git("commit", "--message", "a draft")
    assert accepted.returncode == 0, accepted.stdout + accepted.stderr
    assert pre_commit.git("show", "HEAD:draft.md").stdout.splitlines()[-1] == "See [the report](https://a.example/r)."


def test_try_repo_fixes_a_draft(pre_commit: PreCommit) -> None:
    pre_commit.write(draft_md="See [the report](hhttps://a.example/r).\n", good_md=GOOD)
    ran = pre_commit("try-repo", pre_commit.source, "linklint-fix", "--all-files")
    assert ran.returncode == 1, ran.stdout + ran.stderr
    assert pre_commit.folder.joinpath("draft.md").read_bytes() == b"See [the report](https://a.example/r).\n"
    assert pre_commit("try-repo", pre_commit.source, "linklint-fix", "--all-files").returncode == 0


def test_the_hook_that_asks_the_web_tells_what_is_gone(pre_commit: PreCommit, tmp_path: Path) -> None:
    own = {"LINKLINT_ALLOW_PRIVATE": "1", "LINKLINT_CACHE_DIR": str(tmp_path / ".git/cache"), "NO_PROXY": "*"}
    asking = replace(pre_commit, env={**pre_commit.env, **own})
    command = ("try-repo", asking.source, "linklint-online", "--all-files", "--hook-stage", "manual")
    with serving() as server:
        server.routes["/alive"] = answer()
        draft = "The [{0} tables]({1}) of pay are by trade.\n"
        asking.write(
            a_md=draft.format("alive", server.url("/alive")),
            _linklint_yaml="rules: {localhost-link: off, ip-literal-host: off, insecure-http: off}\n",
        )
        passed = asking(*command)
        asking.write(b_md=draft.format("lost", server.url("/gone")))
        refused = asking(*command)
    assert passed.returncode == 0, passed.stdout + passed.stderr
    assert refused.returncode == 1, refused.stdout + refused.stderr
    assert f'b.md:1:5: error: "{server.url("/gone")}" leads nowhere: 404 Not Found' in refused.stdout
    assert {path for path, _ in server.asked} == {"/alive", "/gone"}


def test_a_pull_request_is_told_what_it_brings(pre_commit: PreCommit) -> None:
    """It moves a paragraph, renames a draft, adds a bad link and deletes what another draft links to."""
    other = BAD.replace("Löhne", "Pay").replace("/ooh/", "/oes/")
    pre_commit.use("args: [--new-since, auto, --output-format, concise], pass_filenames: false, always_run: true")
    pre_commit.write(old_md=BAD, name_md=other, guide_md=GOOD, target_md=f"Read the [guide](guide.md).\n\n{BAD}")
    assert pre_commit.git("commit", "--message", "as it was").returncode == 0
    pre_commit.git("mv", "name.md", "renamed.md")
    pre_commit.git("rm", "--quiet", "guide.md")
    pre_commit.write(old_md=f"Now [click here](https://new.example/).\n\n{BAD}")
    expected = ["old.md:1:5", "target.md:1:18"]
    assert sorted(each.split(": ")[0] for each in told(pre_commit("run"))) == expected
    assert pre_commit.git("commit", "--message", "a change").returncode == 0
    ran = pre_commit("run", "--from-ref", "HEAD^", "--to-ref", "HEAD")
    assert ran.returncode == 1, ran.stdout + ran.stderr
    assert sorted(each.split(": ")[0] for each in told(ran)) == expected
    assert pre_commit("run", "--from-ref", "HEAD", "--to-ref", "HEAD").returncode == 0


def told(ran: subprocess.CompletedProcess[str]) -> list[str]:
    return [line for line in ran.stdout.splitlines() if line.endswith("]") and (".md:" in line)]
