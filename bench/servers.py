"""Servers to be measured: started on free ports, their processor time and memory read from /proc."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

GONE = (FileNotFoundError, ProcessLookupError)
NANOSECONDS = 1e9


@dataclass(frozen=True)
class Server:
    process: subprocess.Popen[str]
    port: int

    def cpu_s(self) -> float:
        """Processor seconds of the server and all its children so far."""
        return sum(_cpu_s(pid) for pid in _family(self.process.pid))

    def memory_mb(self) -> float:
        return family_memory_mb(self.process.pid)


def family_memory_mb(pid: int) -> float:
    """Proportional set size of a process and all below it, so that what they share counts once."""
    return sum(_pss_kb(member) for member in _family(pid)) / 1000


@contextmanager
def kring(data_dir: Path, **settings: str) -> Iterator[Server]:
    environ = os.environ | {"DATA_DIR": str(data_dir), "PORT": "0"} | settings
    with _running([sys.executable, "-m", "wiki.cli", "serve"], environ, "Kring serves http://127.0.0.1:") as server:
        yield server


@contextmanager
def baseline(data_dir: Path) -> Iterator[Server]:
    command = [sys.executable, "-m", "bench.baseline", str(data_dir / "kring.sqlite"), "0"]
    with _running(command, dict(os.environ), "serves ") as server:
        yield server


@contextmanager
def _running(command: list[str], environ: dict[str, str], greeting: str) -> Iterator[Server]:
    process = subprocess.Popen(command, env=environ, stdout=subprocess.PIPE, text=True)
    assert process.stdout
    try:
        line = next(line for line in process.stdout if line.startswith(greeting))
        yield Server(process, int(line.rsplit(":", 1)[-1].split()[-1]))
    finally:
        process.terminate()
        process.wait(timeout=20)


def _family(pid: int) -> list[int]:
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except GONE:
        return []
    return [pid, *(below for child in children for below in _family(int(child)))]


def _cpu_s(pid: int) -> float:
    """Of all threads that still run, to the nanosecond: the ticks of /proc/PID/stat are as long as thirty requests."""
    return sum(_on_cpu_ns(task) for task in Path(f"/proc/{pid}/task").glob("*")) / NANOSECONDS


def _on_cpu_ns(task: Path) -> int:
    try:
        return int((task / "schedstat").read_text().split()[0])
    except GONE:
        return 0


def _pss_kb(pid: int) -> int:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except GONE:
        return 0
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
