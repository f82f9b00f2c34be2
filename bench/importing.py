"""Importing: the demo's handbook with all its history, in time and memory.

python -m bench.importing
"""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from threading import Event, Thread

from bench.servers import family_memory_mb

LOOK_EVERY_S = 0.25
PREPARE = """
import sys
from pathlib import Path
from wiki.core.settings import read_settings
from wiki.core.db import connect
from wiki.server import prepare
from wiki.transfer import demo
from wiki.transfer.progress import progress_on
from wiki.wiring import load_features
load_features()
settings = read_settings({}, data_dir=Path(sys.argv[1]), demo=True)
prepare(settings)
connect(settings)
demo.prepare(settings, progress_on(sys.stderr))
"""


def main() -> None:
    with tempfile.TemporaryDirectory() as root:
        began = time.perf_counter()
        peak = import_demo(Path(root) / "data")
        spent = os.times()
        cpu, seconds = spent.children_user + spent.children_system, time.perf_counter() - began
        print(f"{seconds:.0f} s, {cpu:.0f} s of processor time")
        print(f"peak memory {peak:.0f} MB in all processes")


def import_demo(data_dir: Path) -> float:
    """The demo with the handbook and its history; the most memory that all processes had together, in MB."""
    process = subprocess.Popen([sys.executable, "-c", PREPARE, str(data_dir)], text=True)
    peak, done = [0.0], Event()
    Thread(target=watch, args=(process.pid, peak, done), daemon=True).start()
    process.wait()
    done.set()
    assert process.returncode == 0
    return peak[0]


def watch(pid: int, peak: list[float], done: Event) -> None:
    while not done.wait(LOOK_EVERY_S):
        peak[0] = max(peak[0], family_memory_mb(pid))


if __name__ == "__main__":
    main()
