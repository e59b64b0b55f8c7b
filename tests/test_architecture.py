"""Who may import whom, one door per library, and what a cold run leaves unimported."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "linklint"
MODULES = sorted(PACKAGE.rglob("*.py"))
IDS = [str(path.relative_to(PACKAGE)) for path in MODULES]

NEVER_EACH_OTHER = ("parse", "checks", "facts", "report")
SEEN_BY_ALL = {
    "record", "errors", "model", "urls", "hosts", "queries", "globs", "lines", "words", "options", "conditions", "wording", "summary",
    "yaml_text", "toml_text", "rules_folder", "patterns", "notes", "repairs", "signs", "keyphrases", "fingerprints", "columns",
    "rule_help", "front_matter", "heads", "link_index", "",
}  # fmt: skip
SEEN_BESIDE_IT = {"facts": {"user_folders", "files", "sqlite_file"}}
DOORS = {
    "markdown_it": {"parse/blocks.py"},
    "yaml": {"yaml_text.py"},
    "tomllib": {"toml_text.py"},
    "tomli": {"toml_text.py"},
    "argparse": {
        "cli.py",
        "commands/baseline.py",
        "commands/cache.py",
        "commands/check.py",
        "commands/explain.py",
        "commands/rules.py",
    },
    "httpx": {"facts/online/web.py"},
    "httpcore": set(),
    "sqlite3": {"sqlite_file.py"},
    "subprocess": {"git.py", "runs/workers.py"},
}
PURE = {"open", "print", "input", "eval", "exec"}
CLOCKS_AND_DOORS = {
    "os",
    "time",
    "datetime",
    "random",
    "socket",
    "subprocess",
    "sys",
    "io",
    "pathlib",
    "urllib.request",
}


def imports(path: Path) -> Iterator[tuple[str, bool]]:
    """Dotted names that a module imports, and whether only type checkers see it."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    typing_only = {
        node
        for block in ast.walk(tree)
        if isinstance(block, ast.If) and isinstance(block.test, ast.Name) and block.test.id == "TYPE_CHECKING"
        for statement in block.body
        for node in ast.walk(statement)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node in typing_only) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module, node in typing_only
            yield from ((f"{node.module}.{alias.name}", node in typing_only) for alias in node.names)


def own(path: Path) -> set[str]:
    """Rooms of linklint that a module walks into: `parse`, `model`, …"""
    return {
        name.split(".")[1] if "." in name else ""
        for name, typing_only in imports(path)
        if (name == "linklint" or name.startswith("linklint.")) and not typing_only
    } & ROOMS


ROOMS = {path.stem for path in PACKAGE.glob("*.py")} | {path.name for path in PACKAGE.iterdir() if path.is_dir()} | {""}


def room(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


@pytest.mark.parametrize("path", MODULES, ids=IDS)
def test_rooms_that_only_look_at_nouns_never_import_each_other(path: Path) -> None:
    if room(path) in NEVER_EACH_OTHER:
        assert own(path) <= SEEN_BY_ALL | {room(path)} | SEEN_BESIDE_IT.get(room(path), set())


def test_the_nouns_import_nothing_of_ours_but_what_makes_records() -> None:
    assert own(PACKAGE / "model.py") <= {"record"}


@pytest.mark.parametrize("path", MODULES, ids=IDS)
def test_nobody_imports_the_command_line(path: Path) -> None:
    if path.name != "__main__.py":
        assert "cli" not in own(path)
    if room(path) not in ("cli", "commands"):
        assert "commands" not in own(path)


def test_the_straight_line_knows_no_yaml_no_network_no_formats() -> None:
    assert own(PACKAGE / "lint.py") <= {
        "fingerprints", "lines", "model", "muting", "objections", "patterns", "record", "scope", "signs",
    }  # fmt: skip


@pytest.mark.parametrize("path", MODULES, ids=IDS)
def test_each_library_has_one_door(path: Path) -> None:
    here = str(path.relative_to(PACKAGE))
    for name, typing_only in imports(path):
        library = name.partition(".")[0]
        if library in DOORS and not typing_only:
            assert here in DOORS[library], f"{here} imports {library}"


@pytest.mark.parametrize("path", [path for path in MODULES if room(path) == "checks"], ids=lambda path: str(path.stem))
def test_checks_open_nothing_print_nothing_and_read_no_clock(path: Path) -> None:
    names = {node.id for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Name)}
    assert not names & PURE
    assert not {name for name, typing_only in imports(path) if not typing_only} & (CLOCKS_AND_DOORS - {"os"})


@pytest.mark.parametrize("folder", ["parse", "checks", "facts", "report", "commands", "listing"])
def test_inner_packages_re_export_nothing(folder: str) -> None:
    statements = ast.parse((PACKAGE / folder / "__init__.py").read_text(encoding="utf-8")).body
    modules = {node.module or "" for node in statements if isinstance(node, ast.ImportFrom)}
    assert not {module for module in modules if module.startswith(f"linklint.{folder}.")}


def test_there_is_no_import_cycle() -> None:
    names = {_module(path): path for path in MODULES}
    graph = {path: {names[target] for target in _targets(path)} for path in MODULES}
    seen: dict[Path, int] = {}

    def walk(path: Path, trail: tuple[Path, ...]) -> None:
        assert path not in trail, " -> ".join(_module(each) for each in (*trail, path))
        if path not in seen:
            for target in graph[path]:
                walk(target, (*trail, path))
            seen[path] = 1

    for path in MODULES:
        walk(path, ())


def _module(path: Path) -> str:
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _targets(path: Path) -> set[str]:
    """Modules that are imported when this one is; a package's own `__init__` comes before its modules."""
    top_level = ast.parse(path.read_text(encoding="utf-8")).body
    names = set()
    for node in top_level:
        if isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
        elif isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
    direct = names & {_module(each) for each in MODULES}
    return {name for name in direct if not any(other.startswith(name + ".") for other in direct)} - {_module(path)}


@pytest.mark.parametrize(
    ("name", "never"),
    [
        pytest.param("page.md", set(), id="a Markdown page"),
        pytest.param("page.html", {"markdown_it", "yaml"}, id="an HTML page needs no Markdown parser"),
    ],
)
def test_a_cold_check_leaves_heavy_modules_alone(name: str, never: set[str], tmp_path: Path) -> None:
    draft = tmp_path / name
    draft.write_text('A [link](https://www.w3.org/TR/) and <a href="https://a.example/">one</a>.\n', encoding="utf-8")
    code = (
        "import sys; from linklint.cli import main; "
        f"main(['check', '--isolated', {str(draft)!r}]); print(' '.join(sorted(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=tmp_path)
    loaded = set(done.stdout.split())
    heavy = {
        "httpx", "httpcore", "asyncio", "ssl", "rich", "jinja2", "pygls", "jsonschema", "importlib.metadata", "difflib", "ipaddress",
        "urllib.parse",
    }  # fmt: skip
    assert not loaded & (heavy | never)
    assert "linklint.lint" in loaded


def test_a_warm_check_reads_no_draft_no_rule_and_no_configuration(tmp_path: Path) -> None:
    (tmp_path / "page.md").write_text("A [link](https://www.w3.org/TR/).\n", encoding="utf-8")
    (tmp_path / ".linklint.yaml").write_text("exclude: [drafts/]\nhouse_rules: house\n", encoding="utf-8")
    (tmp_path / "house").mkdir()
    check = "import sys; from linklint.cli import main; main(['check', '--force-exclude', 'page.md']); "
    subprocess.run([sys.executable, "-c", check], check=True, cwd=tmp_path)
    code = check + "print(' '.join(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=tmp_path)
    loaded = set(done.stdout.split())
    never = {"argparse", "yaml", "linklint.config_file", "linklint.lint", "linklint.parse", "linklint.rulebook"}
    assert not loaded & never
    assert "linklint.runs.memory" in loaded
