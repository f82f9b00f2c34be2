"""Rights that end while somebody types: the page closes at once, and nothing more gets in."""

import time
from base64 import b64encode
from collections.abc import Callable

import pytest
import socketio

from .conftest import House
from .editor import NAMESPACE, Editor

Open = Callable[[str], Editor]
AT_ONCE_S = 2.0


def still_types(editor: Editor) -> None:
    """As a browser that does not know yet."""
    client, n, update = (editor.doc.client_id, 99, bytes(2))
    editor.emit("update", {"page": editor.page, "client": client, "n": n, "u": b64encode(update).decode()})


def test_erin_loses_the_space_while_she_types(house: House, open_editor: Open) -> None:
    alice, erin = open_editor("alice"), open_editor("writer0")
    erin.type("before ")
    erin.wait_saved()
    began = time.monotonic()
    house.do("withdraw", user=house.people["writer0"]["id"])
    erin.wait(lambda: erin.closed == ["rights"], AT_ONCE_S)
    assert time.monotonic() - began < AT_ONCE_S
    still_types(erin)
    asked = {"page": erin.page, "epoch": 1, "seq": 1, "client": 5}
    assert erin.call("join", asked) == {"ok": False, "reason": "gone"}
    alice.type("after")
    alice.wait_saved()
    assert alice.seq == 3


def test_the_page_goes_to_the_trash_while_two_write(house: House, open_editor: Open) -> None:
    alice, bob = open_editor("alice"), open_editor("bob")
    house.do("trash", page=alice.page)
    for editor in (alice, bob):
        editor.wait(lambda editor=editor: editor.closed == ["gone"], AT_ONCE_S)


def test_a_draft_is_for_its_people_as_long_as_they_are_named(house: House, open_editor: Open) -> None:
    alice, bob, erin = open_editor("alice"), open_editor("bob"), open_editor("erin")
    house.do("hide", page=alice.page, user=house.people["bob"]["id"])
    erin.wait(lambda: erin.closed == ["rights"], AT_ONCE_S)
    asked = {"page": erin.page, "epoch": 1, "seq": 1, "client": 5}
    assert erin.call("join", asked) == {"ok": False, "reason": "gone"}
    bob.type("still here")
    bob.wait_saved()
    house.do("unshare", page=alice.page, user=house.people["bob"]["id"])
    bob.wait(lambda: bob.closed == ["rights"], AT_ONCE_S)
    assert alice.closed == []


def test_signing_out_ends_the_socket(house: House, open_editor: Open) -> None:
    bob = open_editor("writer1")
    house.do("sign_out", login=house.people["writer1"]["session"])
    bob.wait(lambda: not bob.joined and not bob.socket.connected, AT_ONCE_S)
    with pytest.raises(socketio.exceptions.ConnectionError):
        bob.connect()


def test_what_a_form_writes_arrives_in_open_editors_while_they_type(house: House, open_editor: Open) -> None:
    alice = open_editor("alice")
    alice.type("one ")
    alice.wait_saved()
    house.do("write", page=alice.page, user=house.people["alice"]["id"], text="from a form ")
    alice.type("two ")
    alice.wait_saved()
    alice.wait(lambda: "from a form" in alice.content())
    text = open_editor("alice").content()
    assert text == alice.content()
    assert [text.count(words) for words in ("one ", "two ", "from a form ")] == [1, 1, 1]


@pytest.mark.parametrize("token", [None, "", "forged", 7, ["x"]])
def test_a_page_that_is_not_ours_opens_no_socket(house: House, page: int, token: object) -> None:
    stranger = house.editor("alice", page)
    stranger.token = token
    with pytest.raises(socketio.exceptions.ConnectionError):
        stranger.connect()


def test_a_token_of_another_browser_does_not_fit_the_cookie(house: House, page: int) -> None:
    from wiki.accounts.live import live_token

    alice = house.editor("alice", page)
    alice.token = live_token(house.people["carol"]["session"])
    with pytest.raises(socketio.exceptions.ConnectionError):
        alice.connect()


@pytest.mark.parametrize("origin", ["http://evil.example", "null", ""])
def test_a_foreign_or_missing_origin_is_refused(house: House, origin: str) -> None:
    import socket

    with socket.create_connection(("127.0.0.1", house.server.port), timeout=5) as raw:
        lines = [
            "GET /socket.io/?EIO=4&transport=websocket HTTP/1.1",
            f"Host: 127.0.0.1:{house.server.port}",
            "X-Forwarded-Host: evil.example",
            "Upgrade: websocket",
            "Connection: Upgrade",
            "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==",
            "Sec-WebSocket-Version: 13",
            *([f"Origin: {origin}"] if origin else []),
        ]
        raw.sendall("\r\n".join([*lines, "", ""]).encode())
        assert raw.recv(100).startswith(b"HTTP/1.1 400")


def test_one_person_has_so_many_sockets_and_no_more(house: House, page: int) -> None:
    sockets: list[socketio.Client] = []
    try:
        for _ in range(20):
            sockets.append(house.editor("alice", page).connect().socket)
        one_more = house.editor("alice", page)
        with pytest.raises(socketio.exceptions.ConnectionError):
            one_more.connect()
    finally:
        for client in sockets:
            client.disconnect()


@pytest.mark.parametrize("event", ["connect", "disconnect", "admin", "message"])
def test_events_that_are_not_ours_harm_nobody_else(house: House, open_editor: Open, event: str) -> None:
    alice, bob = open_editor("alice"), open_editor("bob")
    bob.socket.emit(event, {"token": "x"}, namespace=NAMESPACE)
    alice.type("still here")
    alice.wait_saved()
