"""How fast both indexes are built and asked, over pages made of the paragraphs of a real wiki.

    .venv/bin/python -m bench.searching DATA_DIR [--pages 10000] [--rounds 200] [--engines whoosh fts5]

DATA_DIR is that of a wiki with content, such as one that `kring demo` has filled. Times are processor time of
what the child does: analysis, index, and for full queries the passages of ten hits. Rights and HTTP are not in it.
"""

import argparse
import random
import resource
import sqlite3
import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter, process_time

from wiki.search.analysis import RUN, fold
from wiki.search.engines import SearchIndex, open_index
from wiki.search.parsing import parse
from wiki.search.passages import passage_of
from wiki.search.worker import docs_of

SPACES, BATCH, PARAGRAPHS = 10, 100, (4, 30)


def pages_from(data: Path, count: int) -> list[dict[str, object]]:
    """Titles and paragraphs of the wiki in new combinations, the same for every engine."""
    with sqlite3.connect(data / "kring.sqlite") as wiki:
        rows = wiki.execute("SELECT title, html FROM page_content JOIN entry ON entry.id = page_id WHERE words > 20")
        found = rows.fetchall()
    chance = random.Random(1)
    paragraphs = [f"{part}</p>" for _, html in found for part in html.split("</p>") if part.strip()]
    words = [word for title, _ in found for word in RUN.findall(title) if len(word) > 2]
    return [
        {
            "id": number,
            "space": number % SPACES + 1,
            "title": " ".join(chance.sample(words, 4)),
            "html": "\n".join(chance.choices(paragraphs, k=chance.randint(*PARAGRAPHS))),
            "tags": [],
        }
        for number in range(1, count + 1)
    ]


def times_of(act: Callable[[str], object], asked: list[str]) -> str:
    took = []
    for text in asked:
        begun = process_time()
        act(text)
        took.append((process_time() - begun) * 1000)
    return f"p50 {median(took):6.1f} ms, p95 {quantiles(took, n=20)[-1]:6.1f} ms"


def measure(index: SearchIndex, pages: list[dict[str, object]], rounds: int) -> None:
    chance, spaces = random.Random(2), frozenset(range(1, SPACES + 1))
    bodies = {page["id"]: str(page["html"]) for page in pages}
    runs = [RUN.findall(str(page["html"])) for page in chance.sample(pages, min(300, len(pages)))]
    words = [word for run in runs for word in run if len(word) > 3]

    def full(text: str) -> None:
        asked = parse(text)
        for page_id in index.search(asked.query, spaces, 10, None):
            passage_of(bodies[page_id], asked.tokens)

    def typing(text: str) -> None:
        index.suggest([fold(word) for word in RUN.findall(text)], spaces, 30)

    def phrase() -> str:
        run = chance.choice(runs)
        at = chance.randrange(max(1, len(run) - 3))
        return f'"{" ".join(run[at : at + 3])}"'

    titles = [str(page["title"]) for page in chance.sample(pages, min(rounds, len(pages)))]
    asked = {
        "one word": [chance.choice(words) for _ in range(rounds)],
        "three words": [" ".join(chance.sample(words, 3)) for _ in range(rounds)],
        "a phrase": [phrase() for _ in range(rounds)],
    }
    for name, texts in asked.items():
        print(f"  {name:<14} {times_of(full, texts)}")
    print(f"  {'typing a title':<14} {times_of(typing, [title[: chance.randint(1, 12)] for title in titles])}")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("data", type=Path)
    parser.add_argument("--pages", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=200)
    parser.add_argument("--engines", nargs="+", default=["whoosh", "fts5"])
    given = parser.parse_args()
    pages = pages_from(given.data, given.pages)
    for engine in given.engines:
        with tempfile.TemporaryDirectory(prefix="kring-bench-") as name:
            index, worked, begun = open_index(engine, Path(name)), process_time(), perf_counter()
            for at in range(0, len(pages), BATCH):
                index.apply(docs_of(pages[at : at + BATCH]), [])
            worked = process_time() - worked
            print(f"{engine}: {len(pages)} pages, {len(pages) / worked:.0f} a second of processor time", end="")
            print(f" ({len(pages) / (perf_counter() - begun):.0f} by the clock)")
            measure(index, pages, given.rounds)
            index.close()
    print(f"at most {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000:.0f} MB, the pages' texts with it")


if __name__ == "__main__":
    main()
