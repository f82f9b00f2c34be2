"""What is broken or meant ill harms nobody but who sent it, and does not fill the log."""

import json
import random
from base64 import b64decode, b64encode
from collections.abc import Callable

import pytest
import websocket

from .conftest import House
from .editor import Editor
from .raw import Raw, insertion, varint

Open = Callable[[str], Editor]
MESSAGES = 2000


def joined(house: House, editor: Editor) -> Raw:
    raw = Raw(house, "alice")
    assert raw.enter("/editing")
    assert raw.ask("/editing", "join", {"page": editor.page, "epoch": 1, "seq": 0, "client": 4242})["ok"]
    return raw


def mutated(dice: random.Random, message: str) -> str:
    text = list(message)
    for _ in range(dice.randint(1, 6)):
        at = dice.randrange(len(text))
        match dice.randrange(5):
            case 0:
                text[at] = chr(dice.choice([dice.randrange(32, 127), dice.randrange(0x10000, 0x10FFF), 0]))
            case 1:
                del text[at]
            case 2:
                text.insert(at, dice.choice('{}[]",:0123456789-null'))
            case 3:
                text[at:at] = text[at : at + dice.randint(1, 30)]
            case 4:
                del text[at : at + dice.randint(1, 30)]
        text = text or ["x"]
    return "".join(text)


def test_two_thousand_mutated_messages_harm_nobody(house: House, open_editor: Open) -> None:
    alice, victim = open_editor("alice"), open_editor("bob")
    dice = random.Random(7)
    log_before = (house.server.data_dir / "server.log").stat().st_size
    raw = joined(house, alice)
    for number_ in range(MESSAGES):
        page = alice.page
        message = dice.choice(
            [
                f'42/editing,["update",{json.dumps({"page": page, **insertion(4242, number_, "hello")})}]',
                f'42/editing,{number_}["join",{json.dumps({"page": page, "epoch": 1, "seq": 0, "client": 4242})}]',
                f'42/editing,["awareness",{json.dumps({"page": page, "cursor": {"a": "AA==", "h": "AQ=="}})}]',
                f'42/editing,{number_}["check",{json.dumps({"page": page, "seq": 1, "hash": "00", "title": "00"})}]',
                f'42/editing,["leave",{json.dumps({"page": page})}]',
                '451-/editing,["update",{"_placeholder":true,"num":0}]',
                "3",
                "2probe",
                "40/editing,{}",
                "41/editing,",
                '44/editing,{"message":"x"}',
            ]
        )
        try:
            raw.send(mutated(dice, message))
        except (OSError, websocket.WebSocketException):
            raw = joined(house, alice)
    victim.type("unharmed")
    victim.wait_saved()
    alice.wait(lambda: "unharmed" in alice.content())
    assert house.server.process is not None
    assert house.server.process.poll() is None
    assert (house.server.data_dir / "server.log").stat().st_size - log_before < 2_000


def test_mutated_updates_leave_every_editor_with_the_same_text(house: House, open_editor: Open) -> None:
    alice, bob = open_editor("alice"), open_editor("bob")
    dice = random.Random(8)
    raw = joined(house, alice)
    for n in range(1, 400):
        message = insertion(4242, n, "payload 😀 text")
        data = bytearray(b64decode(str(message["u"])))
        for _ in range(dice.randint(1, 3)):
            data[dice.randrange(len(data))] = dice.randrange(256)
        message["u"] = b64encode(bytes(data)).decode()
        raw.send(f'42/editing,["update",{json.dumps({"page": alice.page, **message})}]')
    alice.type("the end")
    alice.wait_saved()
    bob.wait(lambda: "the end" in bob.content() and bob.content() == alice.content())
    assert open_editor("alice").content() == alice.content()


def test_what_is_too_large_or_binary_closes_only_its_own_socket(house: House, open_editor: Open) -> None:
    alice = open_editor("alice")
    for text, opcode in (
        ("4" + "2" * 1_100_000, websocket.ABNF.OPCODE_TEXT),
        (b"\x00" * 10, websocket.ABNF.OPCODE_BINARY),
        ('4599999999-/editing,["update",{}]', websocket.ABNF.OPCODE_TEXT),
        ("42" + "[" * 100_000, websocket.ABNF.OPCODE_TEXT),
    ):
        raw = joined(house, alice)
        try:
            raw.send(text, opcode)
            while raw.socket.recv():
                pass
        except (OSError, websocket.WebSocketException):
            continue
    alice.type("fine")
    alice.wait_saved()


def test_a_nested_value_does_not_get_in(house: House, open_editor: Open) -> None:
    alice = open_editor("alice")
    nested = b"\x01\x01" + varint(77) + b"\x00\x07\x01\x04text\x00\x00"
    alice._send(77, 1, nested)
    alice.wait(lambda: len(alice.refused) == 1)
    assert alice.refused[0]["reason"].startswith("kind")


def test_a_silent_socket_is_closed(house: House) -> None:
    address = f"ws://127.0.0.1:{house.server.port}/socket.io/?EIO=4&transport=websocket"
    silent = websocket.create_connection(address, origin=house.server.address, timeout=15)
    silent.recv()
    with pytest.raises(websocket.WebSocketConnectionClosedException):
        silent.recv()


def test_who_never_reads_is_let_go_and_others_go_on(house: House, open_editor: Open) -> None:
    alice = open_editor("alice")
    joined(house, alice)  # and from now on deaf
    for _ in range(60):
        alice.type("x" * 100_000)
        alice.wait_saved()
    assert len(open_editor("alice").answer["others"]) == 1
