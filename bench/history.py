"""Versions of a page: the room they take, their list, and two long ones compared while others read.

    python -m bench.history

Room is the whole database after the demo's handbook was imported with its history, written anew, against the pack that
git itself makes of the same history.
"""

import http.client
import random
import sqlite3
import subprocess
import tempfile
import time
from pathlib import Path
from statistics import median
from threading import Event, Thread

from sqlalchemy import insert, select

from bench.filling import Filled, fill, handbook_text
from bench.importing import import_demo
from bench.reading import Browser, address
from bench.servers import Server, kring
from wiki.core.db import session
from wiki.core.paths import shipped
from wiki.core.unit import unit
from wiki.editing.packing import Said, pack
from wiki.pages.models import Page, Revision, RevisionAuthor

VERSIONS = 10_000
LONG = 1_000_000
CHANGED = 200
ROUNDS = 9


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="kring-bench-") as name:
        room(Path(name))
        filled = fill(Path(name) / "versions", 200)
        keep_versions(filled)
        keep_long(filled)
        with kring(filled.data_dir) as server:
            first_screen(server, filled)
            compared(server, filled)


def room(folder: Path) -> None:
    import_demo(folder / "demo")
    database = folder / "demo" / "kring.sqlite"
    with sqlite3.connect(database, isolation_level=None) as connection:
        connection.execute("VACUUM")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    bare = folder / "handbook.git"
    bundle = shipped("demo") / "handbook.bundle"
    subprocess.run(["git", "clone", "--quiet", "--bare", str(bundle), str(bare)], check=True)
    subprocess.run(["git", "-C", str(bare), "gc", "--quiet", "--aggressive"], check=True)
    ours, packs = database.stat().st_size, sum(path.stat().st_size for path in bare.glob("objects/pack/*.pack"))
    print(f"the handbook's history: {ours / 1e6:.1f} MB, git's pack {packs / 1e6:.1f} MB: {ours / packs:.1f} x")


def keep_versions(filled: Filled) -> None:
    """As many as that of the page of 10 kB, each a few words further."""
    text = "".join(handbook_text())[:10_000]
    with unit():
        author = session.scalars(select(Page.author_id).where(Page.id == filled.page_10k)).one()
        last = (
            session.scalars(
                select(Revision.number)
                .where(Revision.page_id == filled.page_10k)
                .order_by(Revision.number.desc())
                .limit(1)
            ).first()
            or 0
        )
    before, steps, rows = None, 0, []
    for number in range(last + 1, VERSIONS + 1):
        text = f"{text[:5000]} {number}{text[5000:]}"[:10_000]
        said = Said(text, [[author or 0, len(text)]])
        packed = pack(said, before, steps)
        before, steps = said, packed.steps
        rows.append({"page_id": filled.page_10k, "number": number, "added": 5, **packed._asdict()})
    with unit():
        ids = session.scalars(insert(Revision).returning(Revision.id), rows).all()
        session.execute(insert(RevisionAuthor), [{"revision_id": i, "user_id": author} for i in ids])


def keep_long(filled: Filled) -> None:
    """Two versions of 1 MB that differ in many places."""
    dice = random.Random(1)
    lines = [f"{at} {line}" for at, line in enumerate(("".join(handbook_text()) * 40).splitlines(keepends=True))]
    lines = "".join(lines)[:LONG].splitlines(keepends=True)
    text = "".join(lines)
    for at in dice.sample(range(len(lines)), CHANGED):
        lines[at] = f"Changed {dice.random()} {lines[at]}"
    with unit():
        for number, said in enumerate((text, "".join(lines)), 1000):
            packed = pack(Said(said, []))
            session.add(Revision(page_id=filled.page_60k, number=number, added=0, removed=0, **packed._asdict()))


def first_screen(server: Server, filled: Filled) -> None:
    path = f"{address(server, filled, filled.page_10k)}/versions"
    took = [asked(server, filled, path) for _ in range(ROUNDS + 1)][1:]
    print(f"first screen of {VERSIONS} versions: {median(took):.0f} ms")


def compared(server: Server, filled: Filled) -> None:
    page = address(server, filled, filled.page_60k)
    other = address(server, filled, filled.page_10k)
    path = f"{page}/versions/compare?old=1000&new=1001&way=source"
    alone = [asked(server, filled, other) for _ in range(50)]
    done, meanwhile = Event(), []

    def read() -> None:
        while not done.is_set():
            meanwhile.append(asked(server, filled, other))

    reader = Thread(target=read)
    reader.start()
    took = [asked(server, filled, path) for _ in range(ROUNDS)]
    done.set()
    reader.join()
    print(f"two versions of 1 MB compared: {median(took):.0f} ms while somebody reads")
    print(
        f"a page meanwhile: median {median(meanwhile):.1f} ms, longest {max(meanwhile):.0f} ms; alone median"
        f" {median(alone):.1f} ms, longest {max(alone):.0f} ms"
    )


def asked(server: Server, filled: Filled, path: str) -> float:
    """Milliseconds to the whole answer."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port)
    began = time.perf_counter()
    Browser(filled.token).get(connection, path)
    return (time.perf_counter() - began) * 1000


if __name__ == "__main__":
    main()
