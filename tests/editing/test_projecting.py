"""Whose turn it is to be projected."""

from queue import Queue
from threading import Thread

import pytest

from wiki.editing import projecting
from wiki.editing.documents import Projection
from wiki.editing.projecting import Projecting

SOON_S = 10.0
ALICES, BOBS, CAROLS = 1, 2, 3


@pytest.fixture
def done(monkeypatch: pytest.MonkeyPatch) -> "Queue[int]":
    """The pages that were projected; after each that is not urgent comes a rest that outlasts the test."""
    pages: Queue[int] = Queue()

    def project(page_id: int, *, ends: bool) -> Projection:
        pages.put(page_id)
        return Projection(1, 1, "", [])

    monkeypatch.setattr(projecting, "project", project)
    monkeypatch.setattr(projecting, "PAUSE_S", 0.0)
    monkeypatch.setattr(projecting, "REST_FOR_WORK", 10**9)
    monkeypatch.setattr(projecting, "LONGEST_REST_S", 3600.0)
    return pages


def test_what_is_urgent_does_not_wait_while_the_others_rest(done: "Queue[int]") -> None:
    pages = Projecting(lambda _projection, _page_id: None)
    pages.note(ALICES)
    pages.note(BOBS)
    Thread(target=pages.run_forever, daemon=True).start()
    assert done.get(timeout=SOON_S) == ALICES
    pages.at_once(CAROLS, ends=True)
    assert done.get(timeout=SOON_S) == CAROLS
    pages.at_once(BOBS, ends=False)
    assert done.get(timeout=SOON_S) == BOBS


def test_who_was_due_first_has_the_first_turn(done: "Queue[int]", monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(projecting, "LONGEST_REST_S", 0.0)
    pages = Projecting(lambda _projection, _page_id: None)
    for page_id in (CAROLS, ALICES, BOBS):
        pages.note(page_id)
    Thread(target=pages.run_forever, daemon=True).start()
    assert [done.get(timeout=SOON_S) for _ in range(3)] == [CAROLS, ALICES, BOBS]
