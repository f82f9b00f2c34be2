"""Style and types, without running anything: `make check`."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tools.steps import Steps


def check(steps: Steps) -> None:
    steps.run("ruff format", ["ruff", "format", "--check", "--quiet"])
    steps.run("ruff", ["ruff", "check", "--quiet"])
    steps.run("mypy", ["mypy"])
    steps.run("djlint", ["djlint", "templates", "--lint", "--quiet"])
    steps.run("biome", ["biome", "ci", "--error-on-warnings", "--colors=off"])


if __name__ == "__main__":
    the_checks = Steps()
    check(the_checks)
    sys.exit(the_checks.end())
