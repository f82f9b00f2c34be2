"""The Chromium of this machine: found, or fetched from Debian where we are root and there is none."""

import os
import shutil
import subprocess
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome")


def find() -> str | None:
    """The path of CHROMIUM, else of the first one that is installed."""
    chosen = os.environ.get("CHROMIUM")
    return shutil.which(chosen) if chosen else next(filter(None, map(shutil.which, NAMES)), None)


def install() -> None:
    """Try to install Debian's; without root or apt-get nothing happens."""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return
    print("Installing Chromium from Debian ...", flush=True)
    quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    for words in (["update"], ["install", "--yes", "--no-install-recommends", "chromium"]):
        done = subprocess.run(["apt-get", "--quiet=2", *words], env=quiet, stdout=subprocess.DEVNULL, check=False)
        if done.returncode != 0:
            print(f"apt-get {words[0]} failed", file=sys.stderr)
            return
