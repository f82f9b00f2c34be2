from collections.abc import Iterator
from queue import Queue
from threading import Event, Thread

import pytest
from sqlalchemy import func, select

from wiki.core import later as later_module
from wiki.core.beside import in_processes
from wiki.core.db import session
from wiki.core.later import Job, Lane, later, run_due, run_forever, slow_work, work
from wiki.core.settings import Settings
from wiki.core.unit import Rollback, unit
from wiki.export import mirror

pytestmark = pytest.mark.usefixtures("database")

SOON_S = 10
ran: list[str] = []
host_answers = Event()


@work
def quick(word: str) -> None:
    ran.append(word)


@slow_work
def hanging(word: str) -> None:
    assert host_answers.wait(SOON_S)
    ran.append(word)


@work
def failing() -> None:
    ran.append("failed")
    raise ValueError("no luck")


@pytest.fixture(autouse=True)
def nothing_ran() -> Iterator[None]:
    ran.clear()
    host_answers.clear()
    yield
    host_answers.set()


def waiting() -> int:
    with unit():
        return session.scalar(select(func.count()).select_from(Job)) or 0


def test_a_job_runs_once_after_its_unit_of_work() -> None:
    with unit():
        later(quick, word="hello")
        assert ran == []
    assert (run_due(), run_due(), ran, waiting()) == (1, 0, ["hello"], 0)


def test_a_job_of_an_undone_unit_never_runs() -> None:
    with unit():
        later(quick, word="hello")
        raise Rollback
    assert run_due() == 0


def test_a_failed_job_waits_and_is_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    with unit():
        later(failing)
    assert (run_due(), run_due(), waiting()) == (1, 0, 1)
    with unit():
        job = session.scalars(select(Job)).one()
        assert (job.tries, job.error) == (1, "ValueError('no luck')")
        job.due_at -= later_module.PAUSES[0]
    assert (run_due(), ran) == (1, ["failed", "failed"])


def test_lanes_are_run_apart() -> None:
    host_answers.set()
    with unit():
        later(hanging, word="slow")
        later(quick, word="quick")
    assert (run_due(Lane.QUICK), ran) == (1, ["quick"])
    assert (run_due(Lane.SLOW), ran) == (1, ["quick", "slow"])


def test_a_host_that_hangs_delays_nothing_else() -> None:
    with unit():
        later(hanging, word="slow")
        later(quick, word="quick")
    slow_lane = Thread(target=run_due, args=(Lane.SLOW,))
    slow_lane.start()
    assert (run_due(Lane.QUICK), ran) == (1, ["quick"])
    host_answers.set()
    slow_lane.join(SOON_S)
    assert (ran, waiting()) == (["quick", "slow"], 0)


def test_all_lanes_run_for_good(monkeypatch: pytest.MonkeyPatch) -> None:
    lanes: Queue[Lane] = Queue()
    monkeypatch.setattr(later_module, "_run_lane", lanes.put)
    run_forever()
    assert {lanes.get(timeout=SOON_S) for _ in Lane} == set(Lane)


def test_heavy_work_is_done_where_a_server_says_and_again_when_that_fails(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(later_module.elsewhere, "do", in_processes(settings))
    with unit():
        later(mirror.write, space_id=1)
        later(mirror.write, no_such=1)
    assert (run_due(Lane.QUICK), run_due(Lane.HEAVY), waiting()) == (0, 2, 1)
    with unit():
        assert "CalledProcessError" in (session.scalars(select(Job)).one().error or "")
