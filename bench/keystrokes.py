"""From a key to its paint while four others type, beside CodeMirror with nothing of ours, in the same run.

    .venv/bin/python -m bench.keystrokes [--sizes 100000 200000] [--rounds 4] [--keys 60]

A real Chromium types in the middle of a page of that many characters. Four others, over sockets, write five words a
second each: at the start of the page, right above, right below, and near the end. The baseline gets the same words at
the same places from a timer. What is timed: from the key's own time stamp to the first task after the frame that shows
it (`requestAnimationFrame`, then a message), so waiting for the next frame is in it. "Work" is the processor time that
the page's main thread spent meanwhile, divided by the keys: what others typed is in it. Then how long a page takes from
navigation to editable, its scripts in the browser's cache.
"""

import argparse
import json
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import cycle, islice
from pathlib import Path
from statistics import median
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page, sync_playwright

from bench import people
from bench.filling import handbook_text
from bench.servers import kring
from tools import chromium
from wiki.core.unit import unit
from wiki.editing.actions import write_text

ROOT = Path(__file__).parent.parent
WRITERS = 4
PLACES = [0.0, 0.4995, 0.5008, 0.9]
EVERY_MS = 200
KEY_EVERY_MS = 90
OPENINGS = 7
WORDS = "the quick brown fox jumps over the lazy dog and "
DESK = {"width": 1440, "height": 900}
FLAGS = ["--disable-background-networking", "--disable-gpu", "--no-first-run"]
TIME_KEYS = """() => {
  globalThis.times = [];
  addEventListener("keydown", ({ timeStamp }) => requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => times.push(performance.now() - timeStamp);
    port2.postMessage(null);
  }), true);
}"""
TEXT = "kring-editor > .cm-editor .cm-content[contenteditable=true]"
TIME_OPENING = """new MutationObserver((_, observer) => {
  if (!document.querySelector("TEXT")) return;
  globalThis.opened = performance.now();
  observer.disconnect();
}).observe(document, { subtree: true, childList: true, attributes: true })""".replace("TEXT", TEXT)
TO_THE_MIDDLE = """view => {
  view.focus();
  view.dispatch({ selection: { anchor: Math.floor(view.state.doc.length / 2) }, scrollIntoView: true });
}"""
OURS = "document.querySelector('kring-editor').editor.view"


class Typist:
    """One tab in which somebody types."""

    def __init__(self, page: Page, view: str) -> None:
        self.page = page
        self.times: list[float] = []
        self.works: list[float] = []
        self._client = page.context.new_cdp_session(page)
        self._client.send("Performance.enable", {"timeDomain": "threadTicks"})
        page.evaluate(TIME_KEYS)
        page.evaluate(f"({TO_THE_MIDDLE})({view})")

    def type(self, keys: int) -> None:
        self.page.bring_to_front()
        worked = self._worked_ms()
        for key in islice(cycle(WORDS), keys):
            self.page.keyboard.press("Space" if key == " " else key)
            self.page.wait_for_timeout(KEY_EVERY_MS)
        self.works.append((self._worked_ms() - worked) / keys)
        self.times += self.page.evaluate("times.splice(0)")

    def _worked_ms(self) -> float:
        metrics = self._client.send("Performance.getMetrics")["metrics"]
        return 1000 * float(next(metric["value"] for metric in metrics if metric["name"] == "TaskDuration"))


class Measuring:
    def __init__(self, browser: Browser, url: str, known: dict[str, Any], text: str) -> None:
        self.browser, self.url, self.known, self.text = browser, url, known, text
        self.page_id = known["pages"][0]

    def run(self, rounds: int, keys: int) -> dict[str, Any]:
        with self.others():
            ours, plain = Typist(self.ours(), OURS), Typist(self.plain(), "view")
            for typist in (ours, plain):
                typist.type(20)  # until everything is compiled
                typist.times.clear()
                typist.works.clear()
            for _ in range(rounds):
                ours.type(keys)
                plain.type(keys)
            ours.page.context.close()
            plain.page.context.close()
        return {"ours": ours, "plain": plain, "openings": self.openings()}

    @contextmanager
    def others(self) -> Iterator[None]:
        job = {"url": self.url, "page": self.page_id, "people": self.known["people"][1:]}
        arguments = json.dumps(job | {"places": PLACES, "every": EVERY_MS})
        process = subprocess.Popen(["node", "bench/writers.mjs", arguments], cwd=ROOT, stdout=subprocess.PIPE)
        assert process.stdout
        assert process.stdout.readline() == b"they type\n"
        try:
            yield
        finally:
            process.terminate()
            process.wait()

    def ours(self) -> Page:
        page = signed_in(self.browser, self.url, self.known["people"][0]["cookie"])
        opening_ms(page, self.page_id)
        return page

    def plain(self) -> Page:
        page = self.browser.new_context(viewport=DESK).new_page()  # type: ignore[arg-type]
        page.set_content("<!doctype html><title>Plain</title>")
        page.add_script_tag(content=bundle())
        page.evaluate("([text, how]) => plain(text, how)", [self.text, {"places": PLACES, "every": EVERY_MS}])
        return page

    def openings(self) -> list[float]:
        """In one context, the first left out: it fetches the scripts."""
        page = self.ours()
        times = [opening_ms(page, self.page_id) for _ in range(OPENINGS)]
        page.context.close()
        return times


_addresses: dict[int, str] = {}


def signed_in(browser: Browser, url: str, cookie: str) -> Page:
    context = browser.new_context(viewport=DESK, base_url=url)  # type: ignore[arg-type]
    name, _, value = cookie.partition("=")
    context.add_cookies([{"name": name, "value": value, "url": url}])
    context.add_init_script(TIME_OPENING)
    return context.new_page()


def opening_ms(page: Page, page_id: int) -> float:
    """From navigation until one can type; after the first time by the page's own address, as whoever presses Edit."""
    page.goto("about:blank")
    page.goto(_addresses.get(page_id, f"/p/{page_id}-x/edit"))
    page.locator(TEXT).first.wait_for()
    _addresses[page_id] = urlsplit(page.url).path
    return float(page.evaluate("opened"))


def bundle() -> str:
    arguments = ["npx", "esbuild", "bench/plain.js", "--bundle", "--minify", "--format=iife"]
    alias = "--alias:@codemirror/lang-html=./static/lib/plain-html.js"
    return subprocess.run([*arguments, alias], cwd=ROOT, check=True, capture_output=True, text=True).stdout


def percentile(times: list[float], part: float) -> float:
    return sorted(times)[int(len(times) * part)]


def report(size: int, found: dict[str, Any]) -> None:
    print(f"{size // 1000} kB, {len(found['ours'].times)} keys each\n{'':12}{'p50 ms':>8}{'p95 ms':>8}{'work ms':>9}")
    measures: dict[str, Callable[[Typist], float]] = {
        "p50": lambda typist: median(typist.times),
        "p95": lambda typist: percentile(typist.times, 0.95),
        "work": lambda typist: median(typist.works),
    }
    values = {name: [measure(found[name]) for measure in measures.values()] for name in ("ours", "plain")}
    values["ratio"] = [a / b for a, b in zip(values["ours"], values["plain"], strict=True)]
    for name, row in values.items():
        print(f"{name:12}{row[0]:8.2f}{row[1]:8.2f}{row[2]:9.2f}")
    print(f"opening, scripts cached: median {median(found['openings']):.0f} ms\n", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--sizes", type=int, nargs="*", default=[100_000, 200_000])
    parser.add_argument("--rounds", type=int, default=4)
    parser.add_argument("--keys", type=int, default=60)
    given = parser.parse_args()
    handbook = handbook_text()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.find(), args=FLAGS, chromium_sandbox=False)
        for size in given.sizes:
            text = "".join(islice(cycle(handbook + "\n\n"), size))
            with tempfile.TemporaryDirectory(prefix="kring-bench-") as folder:
                known = people.fill(Path(folder), WRITERS + 1, 1)
                with unit():
                    write_text(int(str(known["pages"][0])), 1, text)
                with kring(Path(folder)) as server:
                    url = f"http://127.0.0.1:{server.port}"
                    report(size, Measuring(browser, url, known, text).run(given.rounds, given.keys))
        browser.close()


if __name__ == "__main__":
    main()
