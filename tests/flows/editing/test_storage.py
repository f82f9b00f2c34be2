"""The disk is full, the database is held by others: nothing counts as saved that is not, and all arrives later."""

import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator

import pytest

from tests.flows.shortage import Disk, committed, held_by_another

from .conftest import House
from .editor import Editor
from .house import ROOT, Server, build, free_port

Open = Callable[[str], Editor]
PARAGRAPH = "word " * 10_000


@pytest.fixture
def crowded(disk: Disk) -> Iterator[House]:
    """A house on that disk."""
    known = build(disk.path, pages=2)
    server = Server(disk.path, free_port()).start()
    yield House(server, known)
    server.stop()


def held(editor: Editor) -> bool:
    return any(name == "held" for name, _ in editor.frames)


def nothing_is_claimed(house: House, *editors: Editor) -> None:
    """What the editors were told is saved is what another process finds in the log."""
    told = {editor.doc.client_id: editor.saved for editor in editors if editor.saved}
    found = committed(house.server.data_dir / "kring.sqlite", editors[0].page)
    assert {client: n for client, n in told.items() if found.get(client, 0) < n} == {}


def test_a_full_disk_keeps_what_it_acknowledged_and_takes_the_rest_once_there_is_room(
    crowded: House, disk: Disk
) -> None:
    page = crowded.new_page()
    alice, bob = (crowded.editor(name, page).connect() for name in ("alice", "bob"))
    alice.type("before. ")
    alice.wait_saved()
    disk.fill()
    for number in range(40):
        alice.type(f"<{number}> {PARAGRAPH}")
        alice.wait(lambda: held(alice) or not alice.outbox)
        if held(alice):
            break
    bob.type("bob too. ")
    bob.wait(lambda: held(bob))
    assert alice.outbox
    assert bob.outbox
    nothing_is_claimed(crowded, alice, bob)
    erin = crowded.editor("erin", crowded.new_page()).connect()
    assert erin.joined, "a page that cannot get its title now opens as well"
    disk.free()
    for editor in (alice, bob):
        editor.wait_saved()
    bob.wait(lambda: bob.content() == alice.content())
    nothing_is_claimed(crowded, alice, bob)
    text = crowded.editor("erin", page).content()
    assert text == alice.content()
    words = ["before. ", "bob too. ", *(f"<{n}>" for n in range(number + 1))]
    assert [word for word in words if text.count(word) != 1] == []
    for editor in (alice, bob, erin):
        editor.leave()


def test_the_server_dies_while_the_disk_is_full(crowded: House, disk: Disk) -> None:
    page = crowded.new_page()
    alice = crowded.editor("alice", page).connect()
    alice.type("before. ")
    alice.wait_saved()
    disk.fill()
    while not held(alice):
        alice.type(PARAGRAPH)
        alice.wait(lambda: held(alice) or not alice.outbox)
    crowded.server.kill()
    nothing_is_claimed(crowded, alice)
    disk.free()
    crowded.server.start()
    alice.socket.disconnect()
    alice.connect()
    alice.wait_saved()
    assert crowded.editor("bob", page).content() == alice.content()
    alice.leave()


@pytest.mark.parametrize("seconds", [1, 5])
def test_a_database_that_another_process_holds_delays_and_loses_nothing(
    house: House, page: int, open_editor: Open, seconds: int
) -> None:
    alice, bob = open_editor("alice"), open_editor("bob")
    alice.type("before. ")
    alice.wait_saved()
    with held_by_another(house.server.data_dir / "kring.sqlite"):
        until = time.monotonic() + seconds
        alice.type("meanwhile. ")
        bob.type("bob too. ")
        assert open_editor("erin").joined
        while time.monotonic() < until:
            assert house.editor("erin", page).content() == "before. "
        assert alice.outbox
        assert bob.outbox
    for editor in (alice, bob):
        editor.wait_saved()
        editor.wait(lambda: alice.content() == bob.content())
    nothing_is_claimed(house, alice, bob)
    assert sorted(alice.content().split(". ")) == ["", "before", "bob too", "meanwhile"]


def test_a_command_in_another_process_writes_beside_the_server(house: House, page: int, open_editor: Open) -> None:
    alice, bob = open_editor("alice"), open_editor("bob")
    alice.type("Begun. ")
    alice.wait_saved()
    command = write_elsewhere(house, page, [f"<command {n}> " for n in range(5)])
    n = 0
    while command.poll() is None:
        alice.type(f"<alice {n}> ")
        alice.wait_saved()
        n += 1
    assert command.returncode == 0
    assert [len(editor.heard_by) for editor in (alice, bob)] == [1, 1]
    for editor in (alice, bob):
        editor.wait(lambda editor=editor: "<command 4>" in editor.content())
        editor.wait(lambda: alice.content() == bob.content())
    text = house.editor("erin", page).content()
    assert text == alice.content()
    words = ["Begun. ", *(f"<command {n}> " for n in range(5)), *(f"<alice {n}> " for n in range(n))]
    assert {word: text.count(word) for word in words if text.count(word) != 1} == {}
    assert len(text) == len("".join(words))


def write_elsewhere(house: House, page: int, words: list[str]) -> subprocess.Popen[bytes]:
    """A process that adds these words to the page, one after the other."""
    bob = house.people["bob"]["id"]
    program = f"""
import json, sys
from pathlib import Path
from tests.flows.editing.house import connect, load_features, settings_for, unit
from wiki.editing.actions import current, write_text
load_features()
connect(settings_for(Path(sys.argv[1])))
for word in json.loads(sys.argv[2]):
    with unit():
        now = current({page})
        write_text({page}, {bob}, word + now.text, base=now[1:])
"""
    return subprocess.Popen([sys.executable, "-c", program, house.server.data_dir, json.dumps(words)], cwd=ROOT)
