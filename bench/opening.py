"""How long a page that took many edits takes until one can type in it, beside one of the same text written at once.

    .venv/bin/python -m bench.opening [--edits 260000] [--rounds 9]

In a real Chromium with the scripts in its cache, the two in turn: from navigation until the editor takes keys.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

from playwright.sync_api import sync_playwright

from bench.keystrokes import FLAGS, opening_ms, signed_in
from bench.servers import kring
from tools import chromium

HERE = Path(__file__).parent


def measured(folder: Path, rounds: int) -> dict[str, list[float]]:
    known = json.loads((folder / "known.json").read_text())
    times: dict[str, list[float]] = {"page": [], "plain": []}
    with kring(folder) as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.find(), args=FLAGS, chromium_sandbox=False)
        page = signed_in(browser, f"http://127.0.0.1:{server.port}", known["cookie"])
        for name in times:
            opening_ms(page, known[name])  # fetches the scripts
        for _ in range(rounds):
            for name, took in times.items():
                took.append(opening_ms(page, known[name]))
        browser.close()
    return times


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--edits", type=int, default=260_000)
    parser.add_argument("--rounds", type=int, default=9)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="kring-bench-") as name:
        subprocess.run([sys.executable, HERE / "long_page.py", name, str(given.edits)], check=True)
        times = measured(Path(name), given.rounds)
    many, once = median(times["page"]), median(times["plain"])
    print(
        f"a page of {given.edits} edits opens in {many:.0f} ms, written at once in {once:.0f} ms: {many / once:.2f} x"
    )


if __name__ == "__main__":
    main()
