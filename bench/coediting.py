"""Co-editing under load, beside Hocuspocus with its SQLite extension, in the same run and by the same clients.

    .venv/bin/python bench/coediting.py [--runs 3] [--seconds 20] [--only SCENARIO]

Prints for each scenario the medians of several runs: delivery and acknowledgement in ms, the processor time of all
processes of the server as a share of one core and for each update, and its memory. Where the clients cannot type as
fast as they should, on a busy machine, the time for each update still tells. Needs node and npm; Hocuspocus is
installed into a folder of its own, named by BENCH_NODE or temporary.
"""

import argparse
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any
from urllib.request import Request, urlopen

HERE = Path(__file__).parent
PACKAGES = (
    "@hocuspocus/server",
    "@hocuspocus/provider",
    "@hocuspocus/extension-sqlite",
    "yjs",
    "ws",
    "socket.io-client",
)
PEOPLE = 60
TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Scenario:
    name: str
    writers: int
    readers: int
    pages: int
    every_ms: int
    beside: bool = True


SCENARIOS = (
    Scenario("50 writers on a page, 5 a second each", 50, 0, 1, 200),
    Scenario("10 writers and 190 readers", 10, 190, 1, 200),
    Scenario("500 sockets on 100 pages, an edit each 5 s", 500, 0, 100, 5000),
)


class Tree:
    """The processor time and memory of a process and all below it."""

    def __init__(self, pid: int) -> None:
        self._pid = pid

    def pids(self) -> list[int]:
        found = [self._pid]
        for pid in found:
            for path in Path(f"/proc/{pid}/task").glob("*/children"):
                found += [int(child) for child in path.read_text().split()]
        return found

    def seconds(self) -> float:
        total = 0
        for pid in self.pids():
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
            total += sum(int(fields[i]) for i in ((11, 12, 13, 14) if pid == self._pid else (11, 12)))
        return total / TICKS

    def by_process(self) -> dict[str, float]:
        return {
            Path(f"/proc/{pid}/cmdline").read_text().replace("\0", " ")[-60:]: Tree(pid).seconds()
            for pid in self.pids()
        }

    def megabytes(self) -> float:
        """What it holds of its own: pages it shares with its children count once."""
        total = 0
        for pid in self.pids():
            rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
            total += sum(int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:"))
        return total / 1024


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(port: int, process: subprocess.Popen[Any]) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        assert process.poll() is None, "the server ended"
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise TimeoutError


class Kring:
    name = "kring"

    def __init__(self, folder: Path, _node: Path, pages: int) -> None:
        self.data = folder / "kring"
        self.data.mkdir()
        port = free_port()
        self.url = f"http://127.0.0.1:{port}"
        made = subprocess.run(
            [sys.executable, HERE / "people.py", self.data, str(PEOPLE), str(pages)],
            check=True,
            capture_output=True,
            text=True,
        )
        known = json.loads(made.stdout.splitlines()[-1])
        self.people, self.pages = known["people"], known["pages"]
        environ = os.environ | {
            "DATA_DIR": str(self.data),
            "PORT": str(port),
            "HOST": "127.0.0.1",
            "LOG_LEVEL": "WARNING",
        }
        self.process = subprocess.Popen(
            [Path(sys.executable).with_name("kring"), "serve"], env=environ, stdout=subprocess.DEVNULL
        )
        wait_for(port, self.process)


class Hocuspocus:
    name = "hocuspocus"

    def __init__(self, folder: Path, node: Path, pages: int) -> None:
        port = free_port()
        self.url = f"ws://127.0.0.1:{port}"
        self.people, self.pages = [{}], list(range(pages))
        program = node / "hocuspocus.mjs"
        self.process = subprocess.Popen(
            ["node", program, str(port), folder / "hocuspocus.sqlite"], cwd=node, stdout=subprocess.DEVNULL
        )
        wait_for(port, self.process)


def run(kind: Any, scenario: Scenario, node: Path, seconds: int) -> dict[str, Any]:
    with tempfile.TemporaryDirectory(prefix="kring-bench-") as name:
        server = kind(Path(name), node, scenario.pages)
        try:
            job = {
                "system": server.name,
                "url": server.url,
                "people": server.people,
                "pages": server.pages,
                "writers": scenario.writers,
                "readers": scenario.readers,
                "every": scenario.every_ms,
                "warmup": 8,
                "seconds": seconds,
            }
            return measured(server.process.pid, [json.dumps(job)], node)
        finally:
            server.process.send_signal(signal.SIGTERM)
            try:
                server.process.wait(10)
            except subprocess.TimeoutExpired:
                server.process.kill()


def measured(pid: int, arguments: list[str], node: Path) -> dict[str, Any]:
    tree = Tree(pid)
    load = subprocess.Popen(["node", node / "load.mjs", *arguments], cwd=node, stdout=subprocess.PIPE, text=True)
    assert load.stdout is not None
    assert load.stdout.readline() == "begin\n", "the load did not begin"
    began, used = time.monotonic(), tree.seconds()
    assert load.stdout.readline() == "end\n"
    used = tree.seconds() - used
    share = used / (time.monotonic() - began)
    memory = tree.megabytes()
    answer: dict[str, Any] = json.loads(load.stdout.readline())
    load.wait()
    each = 1000 * used / max(answer["typed"], 1)
    return answer | {"cpu": round(share * 100, 1), "each": round(each, 2), "mb": round(memory)}


def opening(edits: int) -> dict[str, Any]:
    """How long a page of so many edits takes to open: its state, and joining it."""
    with tempfile.TemporaryDirectory(prefix="kring-bench-") as name:
        folder = Path(name)
        subprocess.run([sys.executable, HERE / "long_page.py", folder, str(edits)], check=True)
        known = json.loads((folder / "known.json").read_text())
        port = free_port()
        environ = os.environ | {"DATA_DIR": str(folder), "PORT": str(port), "LOG_LEVEL": "WARNING"}
        process = subprocess.Popen(
            [Path(sys.executable).with_name("kring"), "serve"], env=environ, stdout=subprocess.DEVNULL
        )
        try:
            wait_for(port, process)
            took = []
            for _ in range(5):
                began = time.monotonic()
                request = Request(
                    f"http://127.0.0.1:{port}/p/{known['page']}-x/state", headers={"Cookie": known["cookie"]}
                )
                with urlopen(request) as response:
                    size = len(response.read())
                took.append((time.monotonic() - began) * 1000)
            return {"state_ms": round(median(took), 1), "kB": size // 1000, "mb": round(Tree(process.pid).megabytes())}
        finally:
            process.terminate()
            process.wait(10)


def installed() -> Path:
    folder = Path(os.environ.get("BENCH_NODE") or tempfile.mkdtemp(prefix="kring-bench-node-"))
    if not (folder / "node_modules" / "@hocuspocus").is_dir():
        (folder / "package.json").write_text('{"private": true}')
        subprocess.run(
            ["npm", "install", "--no-audit", "--no-fund", *PACKAGES], cwd=folder, check=True, stdout=sys.stderr
        )
        subprocess.run(["npm", "rebuild", "better-sqlite3"], cwd=folder, check=True, stdout=sys.stderr)
    for program in ("load.mjs", "hocuspocus.mjs"):
        shutil.copy(HERE / program, folder)
    return folder


def middle(runs: list[dict[str, Any]]) -> str:
    def of(*path: str) -> float:
        values = []
        for answer in runs:
            value: Any = answer
            for key in path:
                value = value[key]
            values.append(value or 0.0)
        return median(values)

    assert all(answer["texts"] == 1 for answer in runs), "the clients do not agree"
    return (
        f"delivered p50 {of('delivered', 'p50')} p95 {of('delivered', 'p95')} ms, "
        f"acknowledged p95 {of('acknowledged', 'p95')} ms, processor {of('cpu')} %, "
        f"{of('each')} ms for each of {of('typed'):.0f} updates, memory {of('mb'):.0f} MB"
    )


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--seconds", type=int, default=20)
    parser.add_argument("--only", type=int)
    parser.add_argument("--edits", type=int, default=260_000)
    given = parser.parse_args()
    node = installed()
    for number, scenario in enumerate(SCENARIOS):
        if given.only not in (None, number):
            continue
        print(scenario.name)
        results: dict[str, list[dict[str, Any]]] = {}
        for _ in range(given.runs):  # side by side, so that what else the machine does meets both
            for kind in (Kring, Hocuspocus):
                results.setdefault(kind.name, []).append(run(kind, scenario, node, given.seconds))
        for name, runs in results.items():
            print(f"  {name:11} {middle(runs)}", flush=True)
    if given.only in (None, len(SCENARIOS)):
        print(f"a page of {given.edits} edits: {opening(given.edits)}")


if __name__ == "__main__":
    main()
