"""A title is a text of its own in the page's log: two people write one title, and readers see what it is called."""

import sqlite3
from collections.abc import Callable
from pathlib import Path
from threading import Thread
from typing import Any

from wiki.editing.projector.document import hash_of

from .conftest import House
from .editor import Editor
from .house import KEY, Server, build, free_port

Open = Callable[[str], Editor]
FIRST = "SELECT count(*) FROM page_update JOIN page_writer w ON w.id = writer_id WHERE client_id = 0 AND w.page_id = ?"
CALLED = "SELECT title FROM entry WHERE id = ?"
WRITERS = "SELECT user_id FROM page_update JOIN page_writer w ON w.id = writer_id WHERE w.page_id = ? ORDER BY seq"
RENAMED = "SELECT user_id FROM activity WHERE entry_id = ? AND verb = 'renamed'"


def ask(data_dir: Path, query: str, page: int) -> list[Any]:
    with sqlite3.connect(data_dir / "kring.sqlite") as database:
        return [value for (value,) in database.execute(query, (page,))]


def called(house: House, page: int, title: str) -> Callable[[], bool]:
    return lambda: ask(house.server.data_dir, CALLED, page) == [title]


def test_two_people_write_one_title(house: House, page: int, open_editor: Open) -> None:
    alice, bob = open_editor("alice"), open_editor("bob")
    (before,) = ask(house.server.data_dir, CALLED, page)
    for editor in (alice, bob):
        editor.wait(lambda editor=editor: editor.entitled() == before)
    alice.entitle("My ", 0)
    bob.entitle(" here", len(before))
    for editor in (alice, bob):
        editor.wait_saved()
        editor.wait(lambda editor=editor: editor.entitled() == f"My {before} here")
    alice.wait_for_answer(called(house, page, f"My {before} here"))
    assert alice.content() == ""
    assert ask(house.server.data_dir, FIRST, page) == [1]


def test_reading_puts_no_title_in_and_two_who_come_at_once_put_in_one(house: House, page: int) -> None:
    reading = house.editor("alice", page)
    assert (reading.seq, reading.entitled()) == (0, "")
    editors = [house.editor(name, page) for name in ("alice", "bob", "erin")]
    coming = [Thread(target=editor.connect) for editor in editors]
    for thread in coming:
        thread.start()
    for thread in coming:
        thread.join()
    for editor in editors:
        editor.wait(lambda editor=editor: editor.entitled() != "")
        assert editor.entitled() == ask(house.server.data_dir, CALLED, page)[0]
        editor.leave()
    assert ask(house.server.data_dir, FIRST, page) == [1]


def test_a_form_renames_while_somebody_types_the_title(house: House, page: int, open_editor: Open) -> None:
    alice, bob = open_editor("alice"), house.people["bob"]["id"]
    alice.wait(lambda: alice.entitled() != "")
    alice.entitle("Her ", 0)
    alice.wait_saved()
    house.do("rename", page=page, user=bob, title="Her plans")
    alice.wait(lambda: alice.entitled() == "Her plans")
    assert ask(house.server.data_dir, WRITERS, page)[-1] == bob
    alice.entitle(" and his", len("Her plans"))
    alice.wait_saved()
    alice.wait_for_answer(called(house, page, "Her plans and his"))
    assert ask(house.server.data_dir, RENAMED, page)[-2:] == [bob, house.people["alice"]["id"]]


def test_a_browser_with_another_title_is_told_to_load_again(open_editor: Open) -> None:
    alice = open_editor("alice")
    alice.type("the truth")
    alice.wait_saved()
    asked = {"page": alice.page, "seq": alice.seq, "hash": hash_of("the truth")}
    alice.wait_for_answer(lambda: alice.call("check", {**asked, "title": "0-00000000"}) != {"ok": True})
    assert alice.call("check", {**asked, "title": hash_of(alice.entitled())}) == {"ok": True}
    assert alice.call("check", asked) == {"ok": True}, "as a tab from before an upgrade"


def test_a_title_outlives_the_server_and_takes_in_what_was_typed_without_it(tmp_path: Path) -> None:
    known = build(tmp_path)
    (page,) = known["pages"]
    server = Server(tmp_path, free_port()).start()
    alice = Editor(server.address, known["people"]["alice"], page, KEY).connect()
    alice.wait(lambda: alice.entitled() == "Page 0")
    alice.entitle("The ", 0)
    alice.wait_saved()
    server.kill()
    alice.wait(lambda: not alice.joined)
    alice.entitle(" of all", len("The Page 0"))
    server.start()
    alice.wait_for_answer(lambda: ask(tmp_path, CALLED, page) == ["The Page 0"])
    alice.socket.disconnect()
    alice.connect()
    alice.wait_saved()
    alice.wait_for_answer(lambda: ask(tmp_path, CALLED, page) == ["The Page 0 of all"])
    assert ask(tmp_path, FIRST, page) == [1]
    alice.leave()
    server.stop()
