"""An update that nobody can read reached the log: the page lives on without it, and open editors start over."""

import sqlite3
from collections.abc import Callable
from urllib.request import Request, urlopen

import pytest

from .conftest import House
from .editor import Editor

Open = Callable[[str], Editor]


@pytest.mark.parametrize("how", ["elsewhere", "foreign", "deadly"])
def test_editors_start_over_without_the_poisoned_update(house: House, page: int, open_editor: Open, how: str) -> None:
    alice, bob = open_editor("alice"), open_editor("bob")
    alice.type("Good words. ")
    alice.wait_saved()
    bob.wait(lambda: bob.content() == "Good words. ")
    house.do("poison", page=page, user=house.people["erin"]["id"], how=how)
    for editor in (alice, bob):
        editor.wait(lambda editor=editor: "epoch" in editor.closed)
    starts_over(bob, epoch=2)
    assert bob.content() == "Good words. "
    bob.type("And more.")
    bob.wait_saved()
    starts_over(alice, epoch=2)
    alice.wait(lambda: alice.content() == bob.content() == "Good words. And more.")
    assert set_aside(house, page) == [(1, 3)]


def test_editors_start_over_without_a_secret_that_was_taken_out(house: House, page: int, open_editor: Open) -> None:
    alice, bob = open_editor("alice"), open_editor("bob")
    alice.type("The key is swordfish. ")
    alice.wait_saved()
    bob.wait(lambda: bob.content() == "The key is swordfish. ")
    house.do("purge", page=page, user=house.people["alice"]["id"], secret="swordfish")
    for editor in (alice, bob):
        editor.wait(lambda editor=editor: "epoch" in editor.closed)
    starts_over(bob, epoch=2)
    assert bob.content() == "The key is █████. "
    bob.type("And more.")
    bob.wait_saved()
    starts_over(alice, epoch=2)
    alice.wait(lambda: alice.content() == bob.content() == "The key is █████. And more.")
    files = list(house.server.data_dir.glob("kring.sqlite*"))
    bob.wait(lambda: not any(b"swordfish" in file.read_bytes() for file in files))


def starts_over(editor: Editor, epoch: int) -> None:
    """As the browser does: everything anew from the server, once the server has it."""
    editor.wait_for_answer(lambda: epoch_of(editor) == epoch)
    editor.begin()
    assert editor.join()["ok"]


def epoch_of(editor: Editor) -> int:
    with urlopen(Request(f"{editor.address}/p/{editor.page}-x/state", headers=editor.headers)) as response:
        return int(response.headers["X-Kring-Epoch"])


def set_aside(house: House, page: int) -> list[tuple[int, int]]:
    with sqlite3.connect(house.server.data_dir / "kring.sqlite") as database:
        return database.execute("SELECT epoch, seq FROM quarantine WHERE page_id = ?", (page,)).fetchall()
