"""Imports beside each other, and what one leaves that was killed."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import select

from tests.conftest import Person, Quiet
from tests.transfer.conftest import Imported
from wiki.core.db import session
from wiki.core.unit import unit
from wiki.spaces.models import Space
from wiki.transfer.actions import import_source
from wiki.transfer.claims import left_behind, planted
from wiki.transfer.opening import HIDDEN, Opening
from wiki.transfer.performing import take_up

Import = Callable[..., Imported]


@pytest.fixture
def garden(tmp_path: Path) -> Path:
    (tmp_path / "garden").mkdir()
    (tmp_path / "garden" / "tools.md").write_text("# Tools\n\nSpade.\n")
    return tmp_path / "garden"


def slugs() -> list[str]:
    with unit():
        return list(session.scalars(select(Space.slug).order_by(Space.id)))


def test_two_of_one_name_at_once_both_come(garden: Path, importing: Import, alice: Person) -> None:
    class Interrupted(Quiet):
        """While the first is at its pages, the second comes whole."""

        second: Imported | None = None

        def through(self, items, doing, total):  # type: ignore[no-untyped-def]
            if doing == "Replaying the pages" and self.second is None:
                self.second = importing(garden, "Garden")
            yield from items

    with unit():
        opening = Opening("Garden", alice.user)
    first = Interrupted()
    report = import_source(garden, opening, first)
    assert first.second
    assert (first.second.report.pages, report.pages) == (1, 1)
    assert slugs() == ["garden-2", "garden"]
    assert (report.space, report.asked_name) == ("Garden (2)", "Garden")


HANG = """
import sys, time
from pathlib import Path
from wiki.core.settings import read_settings
from wiki.core.db import connect
from wiki.wiring import load_features
from wiki.transfer.keeping import keep_imports
from wiki.transfer.claims import planted
load_features()
settings = read_settings({}, data_dir=Path(sys.argv[1]))
connect(settings)
keep_imports(settings)
with planted("Garden"):
    print("there", flush=True)
    time.sleep(600)
"""


def test_what_a_killed_import_left_goes_and_a_living_one_stays(
    tmp_path: Path, garden: Path, importing: Import, database: None
) -> None:
    process = subprocess.Popen([sys.executable, "-c", HANG, str(tmp_path)], stdout=subprocess.PIPE)
    assert process.stdout
    process.stdout.readline()
    assert [slug[0] for slug in slugs()] == [HIDDEN]
    with unit():
        assert left_behind() == [], "it is at work"
    os.kill(process.pid, signal.SIGKILL)
    process.communicate()
    with planted("Another") as another, unit():
        assert session.scalars(select(Space.id)).all() == [another], "the next import sweeps"


def test_a_server_sweeps_when_it_starts(tmp_path: Path, database: None) -> None:
    with unit():
        session.add(Space(slug=f"{HIDDEN}gone", name="Gone", team_role=None))
        (tmp_path / "imports").mkdir(exist_ok=True)
        (tmp_path / "imports" / "gone.lock").touch()
        session.add(Space(slug=f"{HIDDEN}elsewhere", name="On another machine", team_role=None))
    with unit():
        take_up()
    assert slugs() == [f"{HIDDEN}elsewhere"]
