"""Many at once, and one who will not stop: everybody gets in, and nobody else has to wait."""

import os
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from wiki.web.websocket import BURST, SUSTAINED_PER_S

from .conftest import House
from .editor import Editor
from .house import Server, build, free_port
from .raw import Raw, insertion

Open = Callable[[str], Editor]
CROWD = int(os.environ.get("CROWD", "200"))
TABS = 20
PEOPLE = -(-CROWD // TABS)
AT_A_TIME = 100
QUEUED_OFFLINE = BURST + 4 * SUSTAINED_PER_S
FLOOD = 20_000
PROMPT_S = 5


@pytest.fixture
def arena(tmp_path: Path) -> Iterator[House]:
    known = build(tmp_path, extra=PEOPLE)
    server = Server(tmp_path, free_port()).start()
    yield House(server, known)
    server.stop()


def test_a_crowd_comes_back_at_once_after_a_restart(arena: House) -> None:
    page = arena.new_page()
    alice = arena.editor("alice", page).connect()
    for word in ("all ", "that ", "was ", "written "):
        alice.type(word)
    alice.wait_saved()
    head = alice.seq
    arena.server.kill()
    arena.server.start()
    names = [f"writer{number % PEOPLE}" for number in range(CROWD)]

    def comes_back(number: int) -> Raw:
        raw = Raw(arena, names[number])
        assert raw.enter("/editing")
        asked = {"page": page, "epoch": 1, "seq": 0, "client": 1000 + number}
        raw.emit("/editing", "join", asked)
        raw.until(lambda said: f'"to":{head},' in said)
        return raw

    with ThreadPoolExecutor(AT_A_TIME) as pool:
        crowd = list(pool.map(comes_back, range(len(names))))
    alice.socket.disconnect()
    alice.connect()
    alice.type("and goes on")
    alice.wait_saved()
    for raw in crowd:
        raw.until(lambda said: f'"to":{head + 1},' in said)
        raw.close()
    alice.leave()


def test_much_that_was_typed_offline_is_read_slowly_and_all_of_it(house: House, open_editor: Open) -> None:
    alice, bob = open_editor("alice"), open_editor("bob")
    alice.leave()
    alice.wait(lambda: not alice.joined)
    for number in range(QUEUED_OFFLINE):
        alice.type(f"{number} ")
    began = time.monotonic()
    alice.connect()
    bob.type("bob ", at=0)
    bob.wait_saved(within=PROMPT_S)
    alice.wait_saved(within=30)
    assert time.monotonic() - began > 2, "beyond the burst the server reads at its own pace"
    bob.wait(lambda: bob.content() == alice.content())
    assert [word for word in bob.content().split() if word != "bob"] == [
        str(number) for number in range(QUEUED_OFFLINE)
    ]


def test_who_floods_is_read_slowly_and_the_others_are_not(house: House, page: int, open_editor: Open) -> None:
    bob = open_editor("bob")
    flooder = Raw(house, "erin")
    flooder.enter("/editing")
    assert flooder.ask("/editing", "join", {"page": page, "epoch": 1, "seq": 0, "client": 9})["ok"]
    sent: list[int] = []

    def flood() -> None:
        for number in range(1, FLOOD):
            try:
                flooder.emit("/editing", "update", {"page": page, **insertion(9, number, "x" * 1000)})
            except OSError:
                return
            sent.append(number)

    thread = threading.Thread(target=flood, daemon=True)
    thread.start()
    bob.wait(lambda: bob.seq > BURST // 2)
    for number in range(10):
        bob.type(f"<{number}>")
        bob.wait_saved(within=PROMPT_S)
    assert len(sent) < FLOOD - 1, "the flooder waits"
    flooder.socket.shutdown()
    thread.join()


def test_numbers_that_no_database_takes_stop_nobody(house: House, page: int, open_editor: Open) -> None:
    """Nothing in an update without content says whose it is, but the message does."""
    bob = open_editor("bob")
    raw = Raw(house, "erin")
    raw.enter("/editing")
    assert raw.ask("/editing", "join", {"page": page, "epoch": 1, "seq": 0, "client": 9})["ok"]
    log = house.server.data_dir / "server.log"
    before = log.stat().st_size
    for number in (10**30, -(10**30), 2**63, -1, 0):
        raw.emit("/editing", "update", {"page": page, "client": number, "n": 1, "u": "AAA="})
        raw.ask("/editing", "join", {"page": number, "epoch": number, "seq": number, "client": number})
    bob.type("still saved")
    bob.wait_saved(within=5)
    assert house.editor("erin", page).content() == "still saved"
    assert log.stat().st_size == before
    raw.close()
