"""All that CI runs: `make test`."""

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tools import chromium
from tools.check import check
from tools.steps import ROOT, Steps

NOTHING_COLLECTED = 5
AT_ONCE = ["-n", "auto", "--dist", "worksteal"]
BROWSERS = ["--maxprocesses", "4"]  # each worker has a browser and a server


def main() -> int:
    steps = Steps()
    check(steps)
    steps.run("node tests", ["node", "--test", *node_tests()])
    steps.run("unit and flow tests", ["pytest", "-q", *AT_ONCE, "-m", "not browser"])
    if chromium.provide():
        with_browser = ["pytest", "-q", *AT_ONCE, *BROWSERS, "-m", "browser", "tests"]
        steps.run("browser tests", with_browser, fine=(0, NOTHING_COLLECTED))
    else:
        print("\nThere is no Chromium here: the tests in tests/browser could not run. CHROMIUM may name one.")
        if os.environ.get("CI"):
            steps.fail("browser tests")
    return steps.end()


def node_tests() -> list[str]:
    """By name: node 20 knows no patterns."""
    found = [*ROOT.glob("static/**/*.test.js"), *ROOT.glob("tests/js/**/*.test.js")]
    return sorted(str(path.relative_to(ROOT)) for path in found if "dist" not in path.parts)


if __name__ == "__main__":
    sys.exit(main())
