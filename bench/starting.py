"""Starting: from the command to the first page, and what an idle server holds in memory.

python -m bench.starting
"""

import statistics
import tempfile
import time
import urllib.request
from pathlib import Path

from bench.servers import kring

ROUNDS = 7
SETTLED_AFTER_S = 5


def main() -> None:
    with tempfile.TemporaryDirectory() as root:
        first = seconds_to_first_page(Path(root))
        later = [seconds_to_first_page(Path(root)) for _ in range(ROUNDS)]
        with kring(Path(root)) as server:
            time.sleep(SETTLED_AFTER_S)
            memory = server.memory_mb()
    print(f"first start, which makes the database: {first:.2f} s to the first page")
    print(f"later starts: median {statistics.median(later):.2f} s, slowest {max(later):.2f} s")
    print(f"idle: {memory:.0f} MB in all processes")


def seconds_to_first_page(data_dir: Path) -> float:
    began = time.perf_counter()
    with kring(data_dir) as server:
        with urllib.request.urlopen(f"http://127.0.0.1:{server.port}/sign-in") as page:
            page.read()
        return time.perf_counter() - began


if __name__ == "__main__":
    main()
