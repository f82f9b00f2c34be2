"""The projector's child: it forgets, it may die of what clients wrote, and goes on."""

from collections.abc import Iterator

import pytest

from tests.editing.test_wire import ROOT, update
from tests.editing.yjs_vectors import HISTORIES
from wiki.core.child import Child, ChildDied, ChildError
from wiki.editing.projector import worker

LOG = [(seq, client, data) for seq, (client, data) in enumerate(HISTORIES[3]["log"], 1)]
TEXT = HISTORIES[3]["text"]


@pytest.fixture
def projector() -> Iterator[Child]:
    child = Child("wiki.editing.projector.worker", memory_mb=512)
    yield child
    child.close()


@pytest.fixture(autouse=True)
def _nothing_held() -> Iterator[None]:
    worker.held.clear()
    yield
    worker.held.clear()


def test_a_page_from_its_log(projector: Child) -> None:
    assert projector.call("have", page=1, epoch=0) == {"seq": None}
    assert projector.call("load", page=1, epoch=0) == {"seq": 0}
    assert projector.call("apply", page=1, epoch=0, updates=LOG) == {"seq": len(LOG)}
    assert projector.call("have", page=1, epoch=0) == {"seq": len(LOG)}
    assert projector.call("project", page=1, epoch=0)["text"] == TEXT


def test_a_page_from_its_snapshot_and_what_followed(projector: Child) -> None:
    projector.call("load", page=1, epoch=0)
    projector.call("apply", page=1, epoch=0, updates=LOG[:20])
    kept = projector.call("snapshot", page=1, epoch=0)
    projector.close()
    projector.call("load", page=1, epoch=0, seq=kept["seq"], state=kept["state"], runs=kept["runs"])
    projector.call("apply", page=1, epoch=0, updates=LOG[20:])
    projected = projector.call("project", page=1, epoch=0)
    assert (projected["text"], projected["seq"]) == (TEXT, len(LOG))
    assert projected["runs"] == HISTORIES[3]["clients"]
    assert projector.call("snapshot", page=1, epoch=0)["vector"] == dict(HISTORIES[3]["vector"])


def test_an_edit_is_not_applied_before_it_is_in_the_log(projector: Child) -> None:
    projector.call("load", page=1, epoch=0)
    edited = projector.call("edit", page=1, epoch=0, client_id=5, author=9, mine="Hello\r\n")
    assert (edited["text"], edited["conflict"]) == ("Hello\n", False)
    assert projector.call("project", page=1, epoch=0)["text"] == ""
    projector.call("apply", page=1, epoch=0, updates=[(1, 9, edited["update"])])
    assert projector.call("project", page=1, epoch=0)["runs"] == [[9, 6]]


def test_hostile_nesting_ends_the_child_and_no_more(projector: Child) -> None:
    """wiki.editing.wire lets nothing like it in; this is the second wall."""
    nested = b"\x75\x01" * 26_500 + b"\x7f"
    poison = update(b"\x08" + ROOT + b"\x01" + nested)
    projector.call("load", page=1, epoch=0)
    with pytest.raises(ChildDied):
        projector.call("apply", page=1, epoch=0, updates=[(1, 9, poison)])
    with pytest.raises(ChildError, match="NotLoaded"):
        projector.call("project", page=1, epoch=0)
    projector.call("load", page=1, epoch=0)
    projector.call("apply", page=1, epoch=0, updates=LOG)
    assert projector.call("project", page=1, epoch=0)["text"] == TEXT


def test_memory_has_an_end() -> None:
    projector = Child("wiki.editing.projector.worker", memory_mb=96)
    projector.call("load", page=1, epoch=0)
    with pytest.raises(ChildDied):
        projector.call("edit", page=1, epoch=0, client_id=5, author=9, mine="漢" * 30_000_000)
    assert projector.call("have", page=1, epoch=0) == {"seq": None}
    projector.close()


def test_what_failed_is_forgotten() -> None:
    worker.load(1, 0)
    with pytest.raises(ValueError, match="cannot follow"):
        worker.apply(1, 0, LOG[3:])
    assert worker.have(1, 0) == {"seq": None}


def test_another_epoch_is_another_document() -> None:
    worker.load(1, 0)
    assert worker.have(1, 1) == {"seq": None}
    with pytest.raises(worker.NotLoaded):
        worker.project(1, 1)
    worker.load(1, 1)
    assert worker.have(1, 0) == {"seq": None}


def test_the_page_longest_unused_goes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "MOST_DOCUMENTS", 2)
    worker.load(1, 0)
    worker.load(2, 0)
    worker.project(1, 0)
    worker.load(3, 0)
    assert list(worker.held) == [1, 3]


def test_big_pages_make_room_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "MOST_BYTES", 100)
    worker.load(1, 0)
    worker.load(2, 0)
    worker.apply(2, 0, LOG)
    assert list(worker.held) == [2]


def test_a_poisoned_update_is_found() -> None:
    updates = [data for _, _, data in LOG]
    assert worker.probe(updates) == {"bad": None, "reason": None}
    assert worker.probe([*updates[:5], b"\x01"])["bad"] == 5
