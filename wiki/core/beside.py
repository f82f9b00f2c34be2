"""Heavy work in a process of its own beside the server, behind everybody else."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from typing import Any

from wiki.core import later
from wiki.core.settings import Settings
from wiki.core.unit import unit

NICENESS = 10
"""How much nicer to everybody else it is than the server."""


def in_processes(settings: Settings) -> Callable[[str, dict[str, Any]], None]:
    """Does work by its name, and waits until it is done. Raises CalledProcessError when it failed: its log says how."""

    def do(name: str, args: dict[str, Any]) -> None:
        command = [sys.executable, "-m", "wiki.cli", "work", name, json.dumps(args)]
        subprocess.run(command, env=settings.as_environ(), stdin=subprocess.DEVNULL, check=True)

    return do


def here(name: str, args: dict[str, Any]) -> None:
    """What such a process does."""
    os.nice(NICENESS)
    with unit():
        later.do(name, args)
