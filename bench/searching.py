"""How fast both indexes are built and asked, in a wiki of pages made of the paragraphs of a real handbook.

    .venv/bin/python -m bench.searching [--pages 10000] [--rounds 200] [--engines whoosh fts5]

What is asked for is what a request does but for HTTP: filters and rights in SQL, the index in its child, ten
passages, what may have been meant. Times are processor time of both processes, since a machine may have other things
to do. Beside it the same words are asked of SQLite's FTS5 as it comes, over the same texts with its own words,
ranking and snippets, and no rights.
"""

import argparse
import json
import random
import re
import sqlite3
import tempfile
from collections.abc import Callable
from html import escape
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter, process_time

from sqlalchemy import insert, update

from bench.filling import first_person, handbook_texts
from wiki.accounts.models import User
from wiki.core.child import Child
from wiki.core.clock import now
from wiki.core.db import session
from wiki.core.settings import read_settings
from wiki.core.unit import unit
from wiki.markup.version import RENDERER
from wiki.pages.models import Page, PageContent
from wiki.search import desk, finding, indexing, suggesting
from wiki.search.analysis import RUN
from wiki.search.entries import Kind
from wiki.search.keeping import keep_index, keeping
from wiki.search.listeners import want_entries
from wiki.search.parsing import parse
from wiki.search.texts import headings_of, plain
from wiki.spaces.actions import create_space
from wiki.spaces.models import Entry

SPACES, HIDDEN, PARAGRAPHS = 12, 3, (4, 30)
"""A quarter of the spaces is closed to whoever asks."""
SAVES = 20
_FRONT = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)

Row = dict[str, object]


def pages_from(count: int) -> list[Row]:
    """Titles and paragraphs of the demo's handbook in new combinations, the same for every engine."""
    chance, texts = random.Random(1), handbook_texts()
    blocks = [block for text in texts for block in _FRONT.sub("", text).split("\n\n") if block.strip()]
    paragraphs = [_html(block, at) for at, block in enumerate(blocks)]
    titles = [block.lstrip("# ") for block in blocks if block.startswith("#")]
    words = [word for title in titles for word in RUN.findall(title) if len(word) > 2]
    return [
        {
            "title": " ".join(chance.sample(words, 4)),
            "html": "\n".join(chance.choices(paragraphs, k=chance.randint(*PARAGRAPHS))),
        }
        for _ in range(count)
    ]


def _html(block: str, at: int) -> str:
    if block.startswith("#"):
        return f'<h2 id="u-{at}">{escape(block.lstrip("# "))}</h2>'
    return f"<p>{escape(block)}</p>"


def plant(folder: Path, pages: list[Row]) -> int:
    """A wiki with these pages; the id of whoever asks, who may read most of it."""
    settings = read_settings({}, data_dir=folder, durable=False)
    user, _ = first_person(settings)
    keep_index(settings)
    with unit():
        other = User(handle="bob", name="Bob Brown", email="bob@example.org")
        session.add(other)
        session.flush()
        spaces = [create_space(user, f"Space {number}").id for number in range(SPACES - HIDDEN)]
        spaces += [create_space(other, f"Closed {number}", team_role=None).id for number in range(HIDDEN)]
        user_id, first = user.id, 1000
    common = {"kind": "page", "author_id": user_id, "created_at": now()}
    for at in range(0, len(pages), 1000):
        some = list(enumerate(pages[at : at + 1000], first + at))
        where = {number: spaces[number % SPACES] for number, _ in some}
        with unit():
            session.execute(
                insert(Entry.__table__),
                [common | {"id": n, "space_id": where[n], "title": page["title"]} for n, page in some],
            )
            session.execute(
                insert(Page.__table__),
                [{"id": n, "position": n, "title_key": str(page["title"]).lower()} for n, page in some],
            )
            session.execute(insert(PageContent), [_content(number, str(page["html"])) for number, page in some])
    return user_id


def _content(number: int, html: str) -> Row:
    outline = [{"level": 2, "text": text, "anchor": f"u-{at}"} for at, text in enumerate(headings_of(html))]
    return {"page_id": number, "renderer": RENDERER, "html": html, "outline": outline}


def spent(children: tuple[Child, ...] = (desk.reader, indexing.writer)) -> float:
    """Milliseconds of processor time, of this process and its children."""
    on_cpu = (Path(f"/proc/{child.pid}/schedstat").read_text().split()[0] for child in children if child.pid)
    return process_time() * 1000 + sum(map(int, on_cpu)) / 1e6


def said_of(took: list[float]) -> str:
    return f"p50 {median(took):6.1f}, p95 {quantiles(took, n=20)[-1]:6.1f} ms"


def times_of(act: Callable[[str], object], asked: list[str]) -> str:
    took = []
    for text in asked:
        begun = spent()
        act(text)
        took.append(spent() - begun)
    return said_of(took)


def questions(pages: list[Row], rounds: int) -> dict[str, list[str]]:
    """Words as often as they are written, so common ones come often; phrases and beginnings of titles as they stand."""
    chance = random.Random(2)
    runs = [RUN.findall(plain(str(page["html"]))) for page in chance.sample(pages, min(300, len(pages)))]
    words = [word for run in runs for word in run if len(word) > 3]

    def phrase() -> str:
        run = chance.choice(runs)
        at = chance.randrange(max(1, len(run) - 3))
        return f'"{" ".join(run[at : at + 3])}"'

    def misspelt() -> str:
        word = chance.choice([word for word in words if len(word) > 5])
        return f"{word[:3]}{word[4]}{word[3]}{word[5:]} {chance.choice(words)}"

    titles = [str(chance.choice(pages)["title"]) for _ in range(rounds)]
    return {
        "one word": [chance.choice(words) for _ in range(rounds)],
        "three words": [" ".join(chance.sample(words, 3)) for _ in range(rounds)],
        "a phrase": [phrase() for _ in range(rounds)],
        "word and prefix*": [f"{chance.choice(words)} {chance.choice(words)[:3]}*" for _ in range(rounds)],
        "misspelt": [misspelt() for _ in range(rounds)],
        "as one types": [title[: chance.randint(1, len(title))] for title in titles],
    }


def measure(user_id: int, asked: dict[str, list[str]]) -> None:
    def full(text: str) -> None:
        with unit():
            finding.find(session.get_one(User, user_id), parse(text))

    def typing(text: str) -> None:
        with unit():
            suggesting.suggested(session.get_one(User, user_id), text)

    for text in (*asked["one word"][:3], *asked["misspelt"][:2]):
        full(text)
        typing(text)
    for name, texts in asked.items():
        print(f"  {name:<17} {times_of(typing if name == 'as one types' else full, texts)}")


def measure_saves(pages: list[Row]) -> None:
    """From the commit of a save until it is found, but for the moment that more are waited for."""
    took = []
    for number, page in list(enumerate(pages, 1000))[:SAVES]:
        with unit():
            session.execute(update(PageContent).where(PageContent.page_id == number).values(html=page["html"]))
            want_entries(number, Kind.PAGE, [number])
        begun = spent()
        indexing.drain()
        took.append(spent() - begun)
    print(f"  {'a save':<17} {said_of(took)}, and {indexing.GATHER_S * 1000:.0f} ms of waiting for more")


def measure_plain(pages: list[Row], asked: dict[str, list[str]]) -> None:
    texts = [(str(page["title"]), plain(str(page["html"]))) for page in pages]
    with tempfile.TemporaryDirectory(prefix="kring-bench-") as name:
        db = sqlite3.connect(Path(name) / "plain.sqlite")
        db.execute("CREATE VIRTUAL TABLE page USING fts5(title, body, tokenize = unicode61)")
        begun = process_time()
        with db:
            db.executemany("INSERT INTO page VALUES (?, ?)", texts)
        print(f"FTS5 as it comes: {len(pages) / (process_time() - begun):.0f} pages a second")

        def ask(text: str) -> None:
            said = text if text.startswith('"') else re.sub(r"[^\w *]", " ", text)
            match = " ".join(word if '"' in said else f'"{word}"'.replace('*"', '"*') for word in said.split())
            shown = "SELECT rowid, snippet(page, 1, '', '', '', 30) FROM page"
            db.execute(f"{shown} WHERE page MATCH ? ORDER BY rank LIMIT 10", (match,)).fetchall()

        def begin(text: str) -> None:
            match = "title : " + " AND ".join(f'"{word}" *' for word in RUN.findall(text))
            db.execute("SELECT rowid FROM page WHERE page MATCH ? ORDER BY rank LIMIT 10", (match,)).fetchall()

        for name, words in asked.items():
            print(f"  {name:<17} {times_of(begin if name == 'as one types' else ask, words)}")
        db.close()


def peak_mb(child: Child) -> float:
    status = Path(f"/proc/{child.pid}/status").read_text()
    return int(status.partition("VmHWM:")[2].split()[0]) / 1000


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--pages", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=200)
    parser.add_argument("--engines", nargs="+", default=["whoosh", "fts5"])
    given = parser.parse_args()
    pages = pages_from(given.pages)
    asked = questions(pages, given.rounds)
    with tempfile.TemporaryDirectory(prefix="kring-bench-") as name:
        user_id = plant(Path(name), pages)
        for engine in given.engines:
            keeping.wanted = engine
            begun, clock = spent(), perf_counter()
            indexing.rebuild()
            worked, took = (spent() - begun) / 1000, perf_counter() - clock
            print(f"{engine}: {given.pages} pages, {given.pages / worked:.0f} a second of processor time", end="")
            print(f" ({given.pages / took:.0f} by the clock)")
            measure(user_id, asked)
            measure_saves(pages)
            place = json.loads((keeping.root / "current.json").read_text())["folder"]
            size = sum(file.stat().st_size for file in (keeping.root / place).iterdir()) / 1e6
            print(f"  at most {peak_mb(desk.reader):.0f} MB asking, {peak_mb(indexing.writer):.0f} MB writing", end="")
            print(f"; {size:.0f} MB on disk")
            desk.reader.close()
            indexing.writer.close()
    measure_plain(pages, asked)


if __name__ == "__main__":
    main()
