"""Importing, in time and memory: the demo's handbook with all its history, and 10,000 invented pages of Markdown.

python -m bench.importing [--pages 10000] [--only handbook|pages]
"""

import argparse
import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from threading import Event, Thread

from bench.servers import family_memory_mb

LOOK_EVERY_S = 0.25
IN_A_FOLDER = 40
READY = """
import sys
from pathlib import Path
from wiki.core.settings import read_settings
from wiki.core.db import connect
from wiki.server import prepare
from wiki.transfer.keeping import keep_imports
from wiki.transfer.progress import progress_on
from wiki.wiring import load_features
load_features()
settings = read_settings({}, data_dir=Path(sys.argv[1]), demo=True)
prepare(settings)
connect(settings)
keep_imports(settings)
"""
DEMO = READY + "from wiki.transfer import demo\ndemo.prepare(settings, progress_on(sys.stderr))\n"
PAGES = (
    READY
    + """
from wiki.accounts.models import User
from wiki.core.db import session
from wiki.core.unit import unit
from wiki.files.keeping import keep_files
from wiki.transfer.actions import import_source
from wiki.transfer.opening import Opening
keep_files(settings)
with unit():
    owner = User(name="Ann", email="ann@example.org", handle="ann")
    session.add(owner)
print(import_source(Path(sys.argv[2]), Opening("Many", owner), progress_on(sys.stderr)))
"""
)
WORDS = ["page", "says", "who", "keeps", "it", "when", "to", "look", "again", "where", "people", "found", "the", "team"]


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("--pages", type=int, default=10_000)
    options.add_argument("--only", choices=("handbook", "pages"))
    asked = options.parse_args()
    with tempfile.TemporaryDirectory() as root:
        if asked.only != "pages":
            measured("handbook", DEMO, str(Path(root) / "handbook"))
        if asked.only != "handbook":
            write_pages(Path(root) / "markdown", asked.pages)
            measured(f"{asked.pages} pages", PAGES, str(Path(root) / "pages"), str(Path(root) / "markdown"))


def measured(name: str, program: str, *arguments: str) -> None:
    before, began = os.times(), time.perf_counter()
    process = subprocess.Popen([sys.executable, "-c", program, *arguments], text=True)
    peak, done = [0.0], Event()
    Thread(target=watch, args=(process.pid, peak, done), daemon=True).start()
    process.wait()
    done.set()
    assert process.returncode == 0
    spent = os.times()
    cpu = spent.children_user + spent.children_system - before.children_user - before.children_system
    print(
        f"{name}: {time.perf_counter() - began:.0f} s, {cpu:.0f} s of processor time, at most {peak[0]:.0f} MB in all"
    )


def write_pages(root: Path, pages: int) -> None:
    """About 3 kB each, in folders of 40, with links to others, a table, a list and code."""
    chance = random.Random(1)
    paths = [f"area-{n // IN_A_FOLDER // 10}/part-{n // IN_A_FOLDER}/page-{n}.md" for n in range(pages)]
    for number, path in enumerate(paths):
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("\n\n".join([f"# Page {number}", *(part(chance, paths) for _ in range(8))]) + "\n")


def part(chance: random.Random, paths: list[str]) -> str:
    other = chance.choice(paths)
    text = " ".join(chance.choices(WORDS, k=45))
    return (
        f"## {' '.join(chance.choices(WORDS, k=3))}\n\n{text} [{other[-12:-3]}](/{other}).\n\n"
        f"- {text[:40]}\n- {text[40:80]}\n"
    )


def watch(pid: int, peak: list[float], done: Event) -> None:
    while not done.wait(LOOK_EVERY_S):
        peak[0] = max(peak[0], family_memory_mb(pid))


if __name__ == "__main__":
    main()
