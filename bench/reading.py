"""Reading: processor time of the server for a page, against the baseline in the same run.

    python -m bench.reading

Each figure is the median of several rounds in turn: baseline, 10 kB, 60 kB, home and so on, each with its own requests
over one kept connection; then eight connections at once for the 95th percentile.
"""

import http.client
import statistics
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from bench.filling import Filled, fill
from bench.servers import Server, baseline, kring

ROUNDS = 5
REQUESTS = 100
AT_ONCE = 8
SIZES = (1_000, 10_000)


def main() -> None:
    with tempfile.TemporaryDirectory() as root:
        small, large = (fill(Path(root) / str(size), size) for size in SIZES)
        with baseline(small.data_dir) as plain, kring(small.data_dir) as ours, kring(large.data_dir) as many:
            report(plain, ours, many, small, large)


def report(plain: Server, ours: Server, many: Server, small: Filled, large: Filled) -> None:
    targets = {
        "baseline": (plain, f"/p/{small.page_10k}", ""),
        "page 10 kB": (ours, address(ours, small, small.page_10k), small.token),
        "page 60 kB": (ours, address(ours, small, small.page_60k), small.token),
        "page 10 kB of 10,000": (many, address(many, large, large.page_10k), large.token),
        "home": (ours, "/", small.token),
        "recent changes": (ours, "/changes", small.token),
        "edit form": (ours, address(ours, small, small.page_10k) + "/edit", small.token),
    }
    for server, path, token in targets.values():
        spend(server, path, token, 20)
    rounds = [
        {name: spend(server, path, token, REQUESTS) for name, (server, path, token) in targets.items()}
        for _ in range(ROUNDS)
    ]
    base = statistics.median(r["baseline"] for r in rounds)
    print(f"{'':24}{'CPU ms':>8}{'ratio':>8}")
    for name in targets:
        ms = statistics.median(r[name] for r in rounds)
        ratio = statistics.median(r[name] / r["baseline"] for r in rounds)
        print(f"{name:24}{ms:8.2f}{ratio:8.1f}")
    print(
        f"baseline {base:.2f} ms; concurrency {AT_ONCE}: p50 {{:.1f}} ms, p95 {{:.1f}} ms".format(
            *percentiles(ours, targets["page 10 kB"][1], small.token)
        )
    )
    print(f"idle memory {ours.memory_mb():.0f} MB")


def address(server: Server, filled: Filled, page_id: int) -> str:
    """The page's present address, which its bare number leads to."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port)
    connection.request("GET", f"/p/{page_id}", headers=Browser(filled.token).headers)
    return connection.getresponse().headers["Location"] or f"/p/{page_id}"


class Browser:
    """Sends back the cookies it was given, as browsers do."""

    def __init__(self, token: str) -> None:
        cookies = {"Cookie": f"kring-signed-in={token}"} if token else {}
        self.headers = cookies | {"Accept-Language": "en-GB,en;q=0.8"}

    def get(self, connection: http.client.HTTPConnection, path: str) -> None:
        connection.request("GET", path, headers=self.headers)
        response = connection.getresponse()
        response.read()
        assert response.status == 200, (path, response.status)
        if given := response.headers["Set-Cookie"]:
            self.headers["Cookie"] = f"{self.headers['Cookie']}; {given.split(';')[0]}"


def spend(server: Server, path: str, token: str, count: int) -> float:
    """Processor milliseconds of the server for one request, over `count` of them on one connection."""
    connection, browser = http.client.HTTPConnection("127.0.0.1", server.port), Browser(token)
    before = server.cpu_s()
    for _ in range(count):
        browser.get(connection, path)
    return (server.cpu_s() - before) / count * 1000


def percentiles(server: Server, path: str, token: str) -> tuple[float, float]:
    """Median and 95th percentile in ms of the time to the whole answer, eight browsers at once."""
    with ThreadPoolExecutor(AT_ONCE) as pool:
        times = sorted(t for times in pool.map(lambda _: waits(server, path, token), range(AT_ONCE)) for t in times)
    return statistics.median(times), times[int(len(times) * 0.95)]


def waits(server: Server, path: str, token: str) -> list[float]:
    connection, browser, times = http.client.HTTPConnection("127.0.0.1", server.port), Browser(token), []
    for _ in range(REQUESTS):
        start = time.perf_counter()
        browser.get(connection, path)
        times.append((time.perf_counter() - start) * 1000)
    return times


if __name__ == "__main__":
    main()
