"""Run commands one after the other, all of them, and say in the end which failed."""

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from tools.node import node_command

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent


class Steps:
    def __init__(self) -> None:
        self._failed: list[str] = []
        _, inherited = node_command("node") or ([], dict(os.environ))
        self._environment = inherited | {
            "PATH": f"{BIN}{os.pathsep}{ROOT / 'node_modules/.bin'}{os.pathsep}{inherited['PATH']}"
        }

    def run(self, name: str, command: Sequence[str], *, fine: Sequence[int] = (0,)) -> None:
        print(f"\n== {name}", flush=True)
        started = time.monotonic()
        code = subprocess.run(command, cwd=ROOT, env=self._environment, check=False).returncode
        if code not in fine:
            self.fail(name)
        print(f"   {time.monotonic() - started:.1f} s", flush=True)

    def fail(self, name: str) -> None:
        self._failed.append(name)

    def end(self) -> int:
        """The exit code, after a last line that says it in words."""
        print("\nFailed: " + ", ".join(self._failed) if self._failed else "\nAll is well.")
        return bool(self._failed)
