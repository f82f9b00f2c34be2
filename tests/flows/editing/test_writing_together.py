"""Two and five people on a page: all see the same, and what was acknowledged stays."""

import random
import threading
from base64 import b64encode
from collections.abc import Callable

import pytest
from pycrdt import Doc, Text

from .conftest import House
from .editor import Editor

Open = Callable[[str], Editor]


def same(*editors: Editor) -> Callable[[], bool]:
    return lambda: len({editor.content() for editor in editors}) == 1 and not any(e.outbox for e in editors)


def test_alice_and_bob_see_what_the_other_types(open_editor: Open) -> None:
    alice, bob = open_editor("alice"), open_editor("bob")
    alice.type("Hello ")
    bob.wait(lambda: bob.content() == "Hello ")
    bob.type("world")
    alice.wait(lambda: alice.content() == "Hello world")
    bob.wait_saved()


def test_bob_is_told_who_was_there(open_editor: Open) -> None:
    alice = open_editor("alice")
    alice.emit("awareness", {"page": alice.page, "cursor": {"a": "AA==", "h": "AA=="}})
    alice.wait(lambda: any(f["changes"][0]["cursor"] for name, f in alice.frames if name == "presence"))
    (seen,) = open_editor("bob").answer["others"]
    assert (seen["name"], seen["cursor"]) == ("Alice", {"a": "AA==", "h": "AA=="})


def test_who_leaves_is_gone_for_the_others(open_editor: Open) -> None:
    alice, bob = open_editor("alice"), open_editor("bob")
    bob.leave()
    gone = {"id": bob.answer["you"]["id"], "gone": True}
    alice.wait(lambda: any(gone in frame["changes"] for name, frame in alice.frames if name == "presence"))


def test_two_tabs_of_one_person_have_one_colour_and_two_people_have_two(open_editor: Open) -> None:
    slots = {open_editor(name).answer["you"]["slot"] for name in ("alice", "alice")}
    assert len(slots | {open_editor("bob").answer["you"]["slot"]}) == 2
    assert len(slots) == 1


@pytest.mark.parametrize(
    "words",
    [
        "👩‍👩‍👧 family",
        "漢字かな交じり文",
        "e\u0301a\u0308o\u0302",
        "one\r\ntwo\r\n",
        "שלום עולם",
        "𝒳𝒴𝒵 𐍈",
        "\u202eright\u202c",
    ],
)
def test_every_script_arrives_as_it_was_typed(open_editor: Open, words: str) -> None:
    alice, bob = open_editor("alice"), open_editor("bob")
    alice.type(words)
    bob.wait(lambda: bob.content() == words)
    bob.type("· ", at=0)
    alice.wait(same(alice, bob))
    assert open_editor("erin").content() == "· " + words


def test_five_writers_end_with_the_same_text(open_editor: Open) -> None:
    editors = [open_editor(name) for name in ("alice", "bob", "erin", "alice", "bob")]

    def write(editor: Editor, seed: int) -> None:
        dice = random.Random(seed)
        for number in range(40):
            editor.type(f"<{seed}.{number}>", at=None if dice.random() < 0.5 else 0)

    threads = [threading.Thread(target=write, args=(editor, n)) for n, editor in enumerate(editors)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for editor in editors:
        editor.wait_saved()
        editor.wait(same(*editors))
    text = open_editor("alice").content()
    assert text == editors[0].content()
    assert all(text.count(f"<{seed}.{number}>") == 1 for seed in range(5) for number in range(40))


def test_an_update_sent_again_is_acknowledged_again_and_stands_once(open_editor: Open) -> None:
    alice = open_editor("alice")
    alice.type("once")
    (sent,) = alice.outbox
    alice.wait_saved()
    alice.outbox.append(sent)
    alice._send(*sent)
    alice.wait_saved()
    assert open_editor("bob").content() == "once"
    assert alice.seq == 2, "behind the first title"


def test_who_comes_back_gets_what_was_missed_and_brings_what_was_typed_offline(house: House, open_editor: Open) -> None:
    alice, bob = open_editor("alice"), open_editor("bob")
    alice.type("a")
    bob.wait(lambda: bob.content() == "a")
    bob.leave()
    bob.joined = False
    for letter in "bcd":
        alice.type(letter)
    bob.type("X", at=0)
    alice.wait_saved()
    bob.connect()
    bob.wait_saved()
    bob.wait(lambda: bob.content() == "Xabcd")
    alice.wait(lambda: alice.content() == "Xabcd")


def test_an_update_that_misses_what_it_stands_on_is_refused_and_so_is_what_follows(open_editor: Open) -> None:
    alice = open_editor("alice")
    other: Doc = Doc(client_id=77)
    text = other.get("text", type=Text)
    updates: list[bytes] = []
    other.observe(lambda event: updates.append(event.update))
    for word in ("first", "second", "third"):
        text.insert(0, word)
    for n in (2, 3):
        alice._send(77, n, updates[n - 1])
    alice.wait(lambda: len(alice.refused) == 2)
    assert [(frame["client"], frame["n"], frame["reason"]) for frame in alice.refused] == [
        (77, 2, "gap"),
        (77, 3, "gap"),
    ]
    alice.outbox = [(77, n, update) for n, update in enumerate(updates, 1)]
    for entry in alice.outbox:
        alice._send(*entry)
    alice.wait_saved()
    assert alice.content() == "thirdsecondfirst"


def test_a_client_id_belongs_to_who_used_it_first(open_editor: Open) -> None:
    alice, bob = open_editor("alice"), open_editor("bob")
    alice.type("mine")
    alice.wait_saved()
    bob.emit("update", {"page": bob.page, "client": alice.doc.client_id, "n": 2, "u": b64encode(bytes(2)).decode()})
    bob.wait(lambda: [frame["reason"] for frame in bob.refused] == ["client"])
    asked = {"page": bob.page, "epoch": 1, "seq": 0, "client": alice.doc.client_id}
    assert bob.call("join", asked) == {"ok": False, "reason": "client"}


def test_a_page_of_another_epoch_is_not_joined(open_editor: Open) -> None:
    bob = open_editor("bob")
    asked = {"page": bob.page, "epoch": 7, "seq": 0, "client": 5}
    assert bob.call("join", asked) == {"ok": False, "reason": "epoch", "epoch": 1}


@pytest.mark.parametrize(("who", "reason"), [("carol", "rights"), ("dave", "gone")])
def test_who_may_not_edit_does_not_join(house: House, page: int, open_editor: Open, who: str, reason: str) -> None:
    erin = open_editor("erin")
    erin.socket.disconnect()
    erin.headers = {"Cookie": f"who={house.people[who]['token']}", "Origin": erin.address}
    from wiki.accounts.live import live_token

    erin.token = live_token(house.people[who]["session"])
    assert erin.connect().answer == {"ok": False, "reason": reason}


def test_an_idle_browser_with_another_text_is_told_to_load_again(open_editor: Open) -> None:
    alice = open_editor("alice")
    alice.type("the truth")
    alice.wait_saved()

    def resync() -> bool:
        return alice.call("check", {"page": alice.page, "seq": alice.seq, "hash": "0" * 16, "title": "0-00000000"}) != {
            "ok": True
        }

    alice.wait_for_answer(resync)


def test_who_writes_is_told_when_something_is_said_of_the_page(house: House, open_editor: Open) -> None:
    alice, bob = open_editor("alice"), open_editor("bob")
    house.do("mark", page=alice.page, user=house.people["carol"]["id"], icon="🔑")
    for editor in (alice, bob):
        editor.wait(lambda editor=editor: ("details", {"page": editor.page}) in editor.frames)
