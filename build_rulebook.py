"""Build hook: compiles the rule files, so that an installed linklint reads one file instead of many YAML files."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class RulebookHook(BuildHookInterface):  # type: ignore[type-arg]
    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if self.target_name != "wheel" or version == "editable":
            return
        sys.path.insert(0, self.root)
        from linklint.rulebook import COMPILED, as_bytes, compile_folder

        # The signature names this machine's files and times; nobody asks for it once the rules are installed.
        rulebook = {**compile_folder(str(Path(self.root, "rules"))), "signature": ""}
        compiled = Path(self.directory, COMPILED)
        compiled.parent.mkdir(parents=True, exist_ok=True)
        compiled.write_bytes(as_bytes(rulebook))
        build_data["force_include"][str(Path(self.root, "rules"))] = "linklint/_rules"
        build_data["force_include"][str(compiled)] = f"linklint/_rules/{COMPILED}"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """The compiled file is in the wheel, and has no place beside it."""
        for path in build_data["force_include"]:
            if Path(path).parent == Path(self.directory):
                Path(path).unlink(missing_ok=True)
