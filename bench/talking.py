"""How long a comment takes to everybody who has the page open, and how a page with many threads opens.

    .venv/bin/python -m bench.talking [--people 50] [--rounds 20] [--threads 300]

People are real Socket.IO clients; each fetches what was said as its own request, as browsers do. Then the page gets
many threads, and a real Chromium opens it and scrolls through: the tasks that hold it up for longer than 50 ms count.
"""

import argparse
import json
import subprocess
import tempfile
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

from bench import people
from bench.keystrokes import FLAGS, signed_in
from bench.servers import kring
from tools import chromium
from wiki.accounts.models import User
from wiki.comments.actions import begin_thread
from wiki.core.db import session
from wiki.core.unit import unit
from wiki.editing.actions import write_text
from wiki.pages.policy import page_for

ROOT = Path(__file__).parent.parent
STEP_PX, STEPS = 400, 60
LONG_TASKS = """new PerformanceObserver((list) => {
  (globalThis.long ??= []).push(...list.getEntries().map(({ duration }) => duration));
}).observe({ type: "longtask", buffered: true })"""


def talked(url: str, known: dict[str, Any], rounds: int) -> list[float]:
    job = json.dumps({"url": url, "page": known["pages"][0], "people": known["people"], "rounds": rounds})
    run = subprocess.run(["node", "bench/talking.mjs", job], cwd=ROOT, check=True, capture_output=True, text=True)
    took: list[float] = json.loads(run.stdout)
    assert len(took) == (len(known["people"]) - 1) * rounds, "somebody heard nothing"
    return sorted(took)


def furnish(page_id: int, threads: int) -> None:
    words = [f"Words {number} of a page that is talked about a great deal." for number in range(threads)]
    with unit():
        write_text(page_id, 1, "\n\n".join(words))
    with unit():
        by = session.get_one(User, 1)
        page = page_for(by, page_id)
        for number in range(threads):
            begin_thread(by, page, f"About {number}.", quote=f"Words {number} of a page")


def scrolled(url: str, known: dict[str, Any]) -> dict[str, float]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.find(), args=FLAGS, chromium_sandbox=False)
        page = signed_in(browser, url, known["people"][1]["cookie"])
        page.add_init_script(LONG_TASKS)
        page.goto(f"/p/{known['pages'][0]}")
        page.locator(".thread").first.wait_for()
        page.wait_for_load_state("networkidle")
        opening = page.evaluate("(globalThis.long ?? []).splice(0)")
        for _ in range(STEPS):
            page.mouse.wheel(0, STEP_PX)
            page.wait_for_timeout(50)
        scrolling = page.evaluate("(globalThis.long ?? []).splice(0)")
        browser.close()
    return {"opening": max(opening, default=0), "scrolling": max(scrolling, default=0), "times": len(scrolling)}


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--people", type=int, default=50)
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--threads", type=int, default=300)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="kring-bench-") as name:
        known = people.fill(Path(name), given.people, 2)
        with kring(Path(name)) as server:
            took = talked(f"http://127.0.0.1:{server.port}", known, given.rounds)
        p50, p95 = (took[int(len(took) * part)] for part in (0.5, 0.95))
        print(f"{given.people} people on a page: a comment is with them after p50 {p50:.0f} ms, p95 {p95:.0f} ms")
        furnish(int(known["pages"][1]), given.threads)
        with kring(Path(name)) as server:
            long = scrolled(f"http://127.0.0.1:{server.port}", known | {"pages": known["pages"][1:]})
        print(
            f"{given.threads} threads: the longest task {long['opening']:.0f} ms while opening, "
            f"{long['scrolling']:.0f} ms while scrolling ({long['times']} over 50 ms)"
        )


if __name__ == "__main__":
    main()
