"""linklint as a library: what `import linklint` promises."""

from __future__ import annotations

import linklint
from linklint.model import Config, RuleSetting
from tests.conftest import Project

BAD = "For pay data, [click here](https://www.bls.gov/ooh/) or so.\n"


def test_a_text_is_judged_without_any_file() -> None:
    (diagnostic,) = linklint.lint_text("\ufeff" + BAD)
    assert (diagnostic.rule, diagnostic.place.start.column) == ("anchor-generic", 15)
    assert linklint.lint_text(BAD, config=Config(rules={"anchor-generic": RuleSetting("off")})) == ()


def test_paths_are_judged_by_the_nearest_configuration(project: Project) -> None:
    project.write("a.md", BAD)
    project.write("sub/b.md", BAD)
    project.write("sub/c.md", b"\0")
    project.write("sub/.linklint.yaml", "rules: {anchor-generic: error}\n")
    found = [(each.path, each.level) for each in linklint.lint_paths(["."])]
    assert found == [("a.md", "warning"), ("sub/b.md", "error"), ("sub/c.md", "warning")]
    assert [each.rule for each in linklint.lint_paths(["sub"], Config())] == ["anchor-generic", "parse-limit"]
