"""The Chromium of this machine: found, or fetched from Debian where we are root and there is none.

The headless shell is the same engine without a browser's own windows. It takes about two thirds of the processor time,
so where CI runs it is fetched although there is a Chromium.
"""

import os
import shutil
import subprocess
import sys

SHELL = "chromium-headless-shell"
NAMES = (SHELL, "chromium", "chromium-browser", "google-chrome")


def find() -> str | None:
    """The path of CHROMIUM, else of the first one that is installed."""
    chosen = os.environ.get("CHROMIUM")
    return shutil.which(chosen) if chosen else next(filter(None, map(shutil.which, NAMES)), None)


def provide() -> str | None:
    """Its path, once one has tried to install what is missing."""
    found = find()
    missing = not found or (os.environ.get("CI") and not os.environ.get("CHROMIUM") and not shutil.which(SHELL))
    if missing and os.geteuid() == 0 and shutil.which("apt-get"):
        install()
    return find()


def install() -> None:
    """Debian's, of which releases before 12 have no shell of its own."""
    print("Installing Chromium from Debian ...", flush=True)
    if _apt_get("update") and not _apt_get("install", SHELL) and not find():
        _apt_get("install", "chromium")


def _apt_get(command: str, *packages: str) -> bool:
    words = [command, *(["--yes", "--no-install-recommends", *packages] if packages else [])]
    quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    done = subprocess.run(["apt-get", "--quiet=2", *words], env=quiet, stdout=subprocess.DEVNULL, check=False)
    if done.returncode != 0:
        print(f"apt-get {' '.join((command, *packages))} failed", file=sys.stderr)
    return done.returncode == 0
