"""Whatever dies, and whoever else writes: what was committed is found, once, and nothing is built anew for it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import func, select

from tests.conftest import Person, Place
from tests.search.test_finding import titles, write
from wiki.core.db import session
from wiki.core.paths import PACKAGE
from wiki.core.settings import Settings
from wiki.core.unit import unit
from wiki.search import indexing
from wiki.search.analysis import VERSION
from wiki.search.engines import EngineName
from wiki.search.keeping import CURRENT, current, keeping
from wiki.search.keeping import Place as Place_
from wiki.search.models import SearchDue

BESIDE = """
import sys
from pathlib import Path
from wiki.core.db import connect, session
from wiki.core.settings import read_settings
from wiki.core.unit import unit
from wiki.wiring import load_features
load_features()
settings = read_settings({}, data_dir=Path(sys.argv[1]), durable=False)
connect(settings)
from wiki.accounts.models import User
from wiki.pages.actions import create_page
from wiki.search import indexing
from wiki.search.keeping import keep_index, keeping
from wiki.spaces.models import Space
keep_index(settings)
keeping.wanted = sys.argv[2]
for number in range(int(sys.argv[3])):
    with unit():
        by = session.get_one(User, int(sys.argv[4]))
        create_page(by, session.get_one(Space, int(sys.argv[5])), f"Heron{number}")
    print("written", flush=True)
    indexing.drain()
print("done", flush=True)
"""


@pytest.fixture(params=["whoosh", "fts5"])
def engine(request: pytest.FixtureRequest, written: Place) -> EngineName:
    keeping.wanted = request.param
    indexing.rebuild()
    return request.param


def beside(settings: Settings, engine: EngineName, pages: int, by: Person, place: Place) -> subprocess.Popen[str]:
    said = [str(settings.data_dir), engine, str(pages), str(by.id), str(place.space_id)]
    command = [sys.executable, "-c", BESIDE, *said]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=Path(PACKAGE).parent)


def nothing_is_due() -> bool:
    with unit():
        return session.scalar(select(func.count()).select_from(SearchDue)) == 0


def test_two_processes_write(
    engine: EngineName, settings: Settings, written: Place, bob: Person, carol: Person
) -> None:
    place = current()
    with beside(settings, engine, 8, bob, written) as other:
        for number in range(8):
            write(bob, written, f"Stork{number}", "It nests on the chimney.")
            indexing.drain()
        assert other.stdout is not None
        assert other.stdout.read().split() == ["written"] * 8 + ["done"]
    assert other.returncode == 0
    indexing.drain()
    assert [titles(carol, f"{bird}{at}") for bird in ("Stork", "Heron") for at in range(8)] == [
        [f"{bird}{at}"] for bird in ("Stork", "Heron") for at in range(8)
    ]
    assert nothing_is_due()
    assert current() == place


def test_a_process_that_is_killed_while_it_indexes(
    engine: EngineName, settings: Settings, written: Place, bob: Person, carol: Person
) -> None:
    """With its child, which has the index open, at any of the moments of its work."""
    place = current()
    for turn in range(2):
        with beside(settings, engine, 50, bob, written) as other:
            assert other.stdout is not None
            for _ in range(2 + turn * 3):
                other.stdout.readline()
            other.kill()
        indexing.drain()
        indexing._looked_at.clear()
        indexing.mend()
    with unit():
        there = session.scalar(select(func.count()).where(SearchDue.id > 0)) or 0
    assert there == 0
    assert titles(carol, "Heron0") != []
    assert current() == place, "nothing was built anew"


def test_what_is_committed_while_all_is_built_anew_stays_due(
    written: Place, bob: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also under a lower number, as PostgreSQL gives it to who began earlier."""
    indexing.rebuild()
    indexing.drain()
    with unit():
        session.add(SearchDue(id=1_000_000, page_id=None, key=None))
    used = indexing.use

    def use(place: Place_) -> None:
        with unit():
            session.add(SearchDue(id=999_999, page_id=written.page_id, key=None))
        used(place)

    monkeypatch.setattr(indexing, "use", use)
    assert indexing.drain() == 1, "the late one is looked at"
    assert nothing_is_due()


def test_an_index_that_knows_no_questions_and_no_names_is_built_anew(written: Place) -> None:
    indexing.rebuild()
    place = current()
    said = keeping.root / CURRENT
    assert place is not None
    said.write_text(json.dumps({"engine": place.engine, "folder": place.folder.name, "format": f"3.{VERSION}"}))
    indexing.mend()
    assert current() not in (None, place)
