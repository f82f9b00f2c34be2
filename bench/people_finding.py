"""How fast people who know are found, among 500 people, 10,000 pages and 100,000 rows of evidence.

    .venv/bin/python -m bench.people_finding [--pages 10000] [--people 500] [--rows 100000] [--rounds 300]
                                             [--engine fts5]

Pages are made of the paragraphs of the demo's handbook. Times are processor time of all that an answer needs but its
HTML: the index in its child, the rights, the sum, why, who is near, the hours.
"""

import argparse
import random
import tempfile
from datetime import timedelta
from pathlib import Path
from statistics import median, quantiles
from time import process_time

from sqlalchemy import insert

from bench.filling import first_person
from bench.searching import pages_from, spent
from wiki.accounts.models import User
from wiki.core.clock import now
from wiki.core.db import session
from wiki.core.settings import read_settings
from wiki.core.unit import unit
from wiki.core.words import key_of
from wiki.expertise import nearness
from wiki.expertise.asking import question
from wiki.expertise.finding import find_people
from wiki.expertise.models import Evidence, Kind, worth_then
from wiki.markup.version import RENDERER
from wiki.pages.models import Page, PageContent
from wiki.people.models import Field, Part
from wiki.search import indexing
from wiki.search.keeping import keep_index, keeping
from wiki.search.parsing import parse
from wiki.spaces.actions import create_space
from wiki.spaces.models import Entry, GivenTag, Role, Tag

SPACES, TAGS = 10, 200
AT_ONCE = 5_000
LONG = 1_300
"""Characters of a page: the median of a large documentation that was measured."""


def fill(folder: Path, pages: int, people: int, rows: int) -> tuple[int, list[str]]:
    """The id of who asks, and titles to take words from."""
    settings = read_settings({}, data_dir=folder, durable=False)
    first, _token = first_person(settings)
    keep_index(settings)
    chance, made = random.Random(1), pages_from(pages)
    with unit():
        spaces = [create_space(first, f"Space {number}", team_role=Role.EDITOR).id for number in range(SPACES)]
        session.add_all(
            User(handle=f"p{n}", name=f"Person {n}", email=f"p{n}@example.org", password_hash="x", place="Utrecht")
            for n in range(people - 1)
        )
        session.add_all(Tag(name=f"tag-{n}") for n in range(TAGS))
    with unit():
        users = list(session.scalars(User.__table__.select().with_only_columns(User.id)))
        tags = list(session.scalars(Tag.__table__.select().with_only_columns(Tag.id)))
        common = {"kind": "page", "created_at": now()}
        for number, page in enumerate(made, 1001):
            page |= {"id": number, "html": str(page["html"])[:LONG]}
        _put(Entry.__table__, [common | _entry(page, spaces, users, chance) for page in made])
        _put(Page.__table__, [{"id": p["id"], "position": 1.0, "title_key": key_of(str(p["title"]))} for p in made])
        _put(PageContent, [{"page_id": p["id"], "renderer": RENDERER, "html": p["html"], "words": 99} for p in made])
        _put(GivenTag, [{"entry_id": p["id"], "tag_id": chance.choice(tags), "at": now()} for p in made])
        _put(Field, [{"user_id": one, "tag_id": chance.choice(tags), "part": Part.MAIN, "at": now()} for one in users])
        _put(Evidence, _evidence(made, users, rows, chance))
    return first.id, [str(page["title"]) for page in made]


def _entry(page: dict[str, object], spaces: list[int], users: list[int], chance: random.Random) -> dict[str, object]:
    return {
        "id": page["id"],
        "title": page["title"],
        "space_id": chance.choice(spaces),
        "author_id": chance.choice(users),
    }


def _evidence(
    made: list[dict[str, object]], users: list[int], rows: int, chance: random.Random
) -> list[dict[str, object]]:
    """Some people have a hand in very much, as everywhere."""
    weights, today = [1 / (place + 3) for place in range(len(users))], now()
    keys: set[tuple[object, int, Kind]] = set()
    while len(keys) < rows:
        some = chance.choices(users, weights, k=rows)
        keys |= {(chance.choice(made)["id"], one, chance.choice(list(Kind))) for one in some[: rows - len(keys)]}
    found = []
    for entry_id, user_id, kind in sorted(keys, key=str):
        at = today - timedelta(days=chance.randint(0, 1500))
        found.append(
            {"entry_id": entry_id, "user_id": user_id, "kind": kind, "weight": worth_then(kind, at), "last_at": at}
        )
    return found


def _put(table: object, values: list[dict[str, object]]) -> None:
    for start in range(0, len(values), AT_ONCE):
        session.execute(insert(table), values[start : start + AT_ONCE])  # type: ignore[arg-type]


def measure(viewer_id: int, titles: list[str], rounds: int) -> None:
    chance = random.Random(2)
    asked = [" ".join(chance.choice(titles).split()[: chance.randint(1, 3)]) for _ in range(rounds)]
    parts: dict[str, list[float]] = {"in all": [], "of that, in this process": []}
    found = 0
    for text in asked:
        begun = spent(), spent(())
        with unit():
            viewer = session.get_one(User, viewer_id)
            found += len(find_people(viewer, question(viewer, parse(text))).everybody)
        for name, took in zip(parts, (spent() - begun[0], spent(()) - begun[1]), strict=True):
            parts[name].append(took)
    for name, times in parts.items():
        print(f"  {name:<20} p50 {median(times):5.1f} ms, p95 {quantiles(times, n=20)[-1]:5.1f} ms")
    print(f"  {found / rounds:.1f} people an answer")
    nearness.forget()
    begun = process_time()
    with unit():
        nearness.nearest(session.get_one(User, viewer_id))
    print(f"  who is near, not remembered: {(process_time() - begun) * 1000:.0f} ms, once in five minutes")


def main() -> None:
    parser = argparse.ArgumentParser()
    for name, value in (("pages", 10_000), ("people", 500), ("rows", 100_000), ("rounds", 300)):
        parser.add_argument(f"--{name}", type=int, default=value)
    parser.add_argument("--engine", choices=["whoosh", "fts5"], help="that of the index; or what suits so many pages")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="kring-bench-") as name:
        viewer_id, titles = fill(Path(name), given.pages, given.people, given.rows)
        keeping.wanted = given.engine or "auto"
        indexing.rebuild()
        print(f"{given.pages} pages, {given.people} people, {given.rows} rows, {indexing.fitting(given.pages)}")
        measure(viewer_id, titles, given.rounds)


if __name__ == "__main__":
    main()
