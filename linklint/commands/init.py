"""Set linklint up for a project: a configuration with its own hosts, the hook, the workflow. What is there already stays."""

from __future__ import annotations

import os
import sys

from linklint import __version__
from linklint.errors import LinklintError
from linklint.record import record

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from linklint.site_settings import Generator, OwnHost

HELP = "set linklint up for a project"
EPILOG = """\
examples:
  linklint init          asks two or three questions, on a terminal
  linklint init --yes    writes the configuration, the hook and the workflow, and asks nothing

The generator of the site and its own hosts are told by its settings, which are read and never run. The hook joins a
.pre-commit-config.yaml that is there, the workflow a .github folder.
"""
_HOOKS = ".pre-commit-config.yaml"
_WORKFLOW = ".github/workflows/linklint.yml"
_HOOK: dict[str, object] = {
    "repo": "local",
    "hooks": [
        {
            "id": "linklint",
            "name": "linklint",
            "entry": "linklint check --force-exclude",
            "language": "python",
            "additional_dependencies": [f"linklint=={__version__}"],
            "types_or": ["markdown", "html", "mdx"],
        }
    ],
}
_STEPS = f"""\
name: linklint
on: [push, pull_request]
permissions:
  contents: read
jobs:
  linklint:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-python@v5
        with:
          python-version: "3.12"
      - run: pip install linklint=={__version__}
      - run: linklint check --output-format github
"""
_FOR_MANUALS = frozenset({"MkDocs", "Docusaurus", "mdBook", "VitePress", "Sphinx or Jupyter Book"})
_OTHERS = (
    *("lychee.toml", ".lychee.toml", ".markdown-link-check.json", "markdown-link-check.json", ".mlc_config.json"),
    *(".markdownlint.json", ".markdownlint.jsonc", ".markdownlint.yaml", ".markdownlint.yml"),
    *(".markdownlint-cli2.jsonc", ".markdownlint-cli2.yaml"),
)


@record
class Arguments:
    """What `linklint init` was asked to do."""

    path: str = "."
    yes: bool = False
    force: bool = False
    preset: str = ""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("path", nargs="?", metavar="FOLDER", help="the project (default: this folder)")
    parser.add_argument("--yes", action="store_true", help="ask nothing, and write all")
    parser.add_argument("--force", action="store_true", help="write a configuration or workflow anew that is there")
    parser.add_argument("--preset", metavar="P", help="the rules to start from")


def run(args: Arguments) -> int:
    if not os.path.isdir(args.path):
        raise LinklintError(f"{args.path}: there is no such folder")
    _configure(args)
    _hook(args)
    _workflow(args)
    _next(args.path)
    return 0


def _configure(args: Arguments) -> None:
    from linklint.config import NAMES, configuration_in
    from linklint.site_settings import generators, own_hosts

    there = configuration_in(os.path.abspath(args.path))
    if there and not args.force:
        _say(f"{os.path.basename(there)} is there already; --force writes it anew")
        return
    found, hosts = generators(args.path), own_hosts(args.path)
    for each in found:
        _say(f"{each.name}{f' in {each.folder}/' if each.folder else ''}: drafts are read as {each.dialect}")
    for host in hosts:
        _say(f"{host.place}: {host.host or f'{host.url} is no host of your own, and left out'}")
    name = os.path.basename(there) if os.path.basename(there) in NAMES else NAMES[0]
    _write(
        args.path, name, configuration(_preset(args, found), found, [host for host in hosts if host.host], args.path)
    )


def configuration(preset: str, found: Sequence[Generator], hosts: Sequence[OwnHost], folder: str) -> str:
    """The text of a short one, with a word on each key."""
    from linklint.yaml_edits import rendered

    lines = [
        "# What linklint asks of the links in these drafts. `linklint config show FILE` tells what holds for one of them."
    ]
    lines += [f"preset: {preset} # or another: `linklint rules --preset seo` lists what it asks"]
    if hosts:
        lines += ['# Our own hosts; sub-hosts only when listed, or as "*.acme.example".']
        lines += [*rendered({"hosts": [host.host for host in hosts]})]
    else:
        lines += ["# hosts: [acme.example] # our own hosts; sub-hosts only when listed"]
    output = [each.output for each in found if each.output and os.path.isdir(os.path.join(folder, each.output))]
    lines += rendered({"exclude": output}) if output else ["# exclude: [drafts/]"]
    lines += ["# rules:", "#   anchor-generic: error # a level, or off"]
    return "\n".join(lines) + "\n"


def _preset(args: Arguments, found: Sequence[Generator]) -> str:
    from linklint.errors import unknown
    from linklint.rulebook import preset_names

    usual = "docs" if any(each.name in _FOR_MANUALS for each in found) else "recommended"
    asked = args.preset or _answer(args, f"preset ({', '.join(preset_names())})", usual)
    if asked not in preset_names():
        raise LinklintError(unknown("preset", asked, preset_names()))
    return asked


def _hook(args: Arguments) -> None:
    """Joins the hooks that are there; where they are written in a way that takes no lines more, says what to add."""
    from linklint import yaml_edits, yaml_text
    from linklint.generators import is_own_file

    path = os.path.join(args.path, _HOOKS)
    if not is_own_file(path, args.path):
        return
    with open(path, encoding="utf-8", errors="surrogateescape", newline="") as file:
        text = file.read()
    if "linklint" in text:
        _say(f"{_HOOKS} names linklint already")
        return
    try:
        after = yaml_edits.with_added(text, {"repos": [_HOOK]})
    except yaml_text.MarkedError:
        after = None
    if after is None:
        _say(f"{_HOOKS}: not changed; add to its repos:")
        _say("\n".join(f"  {line}" for line in yaml_edits.rendered({"repos": [_HOOK]})))
    elif _agrees(args, f"add the hook to {_HOOKS}"):
        _write(args.path, _HOOKS, after)


def _workflow(args: Arguments) -> None:
    if not os.path.isdir(os.path.join(args.path, ".github")):
        return
    if os.path.lexists(os.path.join(args.path, _WORKFLOW)) and not args.force:
        _say(f"{_WORKFLOW} is there already")
    elif _agrees(args, f"write {_WORKFLOW}"):
        _write(args.path, _WORKFLOW, _STEPS)


def _next(folder: str) -> None:
    others = [name for name in _OTHERS if os.path.isfile(os.path.join(folder, name))]
    for name in others:
        _say(f"next: linklint import {os.path.join(folder, name) if folder != '.' else name} --write")
    _say(f"next: linklint check{f' {folder}' if folder != '.' else ''}")


def _write(folder: str, name: str, text: str) -> None:
    """Raises LinklintError where the file would lie outside of the project."""
    from linklint.files import is_inside, write_atomically

    path = os.path.join(folder, name)
    if not is_inside(os.path.realpath(path), folder):
        raise LinklintError(f"{path}: a symbolic link that leads out of the project")
    os.makedirs(os.path.dirname(os.path.realpath(path)), exist_ok=True)
    write_atomically(os.path.realpath(path), text.encode("utf-8", "surrogateescape"))
    _say(f"wrote {name}")


def _agrees(args: Arguments, what: str) -> bool:
    """On a terminal whoever sits there is asked; elsewhere only --yes is a yes."""
    if args.yes:
        return True
    if not _is_asked(args):
        _say(f"left out: {what}; --yes does it")
        return False
    return _answer(args, f"{what}? (yes, no)", "yes").lower().startswith("y")


def _answer(args: Arguments, question: str, usual: str) -> str:
    if not _is_asked(args):
        return usual
    try:
        return input(f"{question} [{usual}]: ").strip() or usual
    except EOFError:
        return usual


def _is_asked(args: Arguments) -> bool:
    return not args.yes and sys.stdin is not None and sys.stdin.isatty() and sys.stdout.isatty()


def _say(what: str) -> None:
    from linklint.notes import safe

    sys.stdout.write("".join(f"{safe(line)}\n" for line in what.split("\n")))
