"""A server killed again and again while two browsers write: nothing acknowledged is lost, and each word is there once.

`KILLS=200` is what `make soak` does.
"""

import os
import random
import signal
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Write
from tests.browser.writer import EDITOR, Writer, all_agree, each_once
from tests.conftest import Person, Place
from tests.serving import Server

KILLS = int(os.environ.get("KILLS", "5"))
BACK_S = 30.0


@pytest.mark.alone
@pytest.mark.slow
def test_killed_again_and_again(write: Write, server: Server, alice: Person, bob: Person, place: Place) -> None:
    two = [write(alice, place.url), write(bob, place.url)]
    dice = random.Random(KILLS)
    for writer, name in zip(two, "ab", strict=True):
        writer.type_without_pause(name, every_ms=max(60, 2 * KILLS))  # in a long run, or the text grows without end
    for _ in range(KILLS):
        before = two[0].on_server
        for writer in two:
            goes_on(writer, words=dice.randint(1, 12))
        acknowledged = [word for writer in two for word in saved_words(writer)]
        dice.choice([server.kill, server.kill_web])()
        server.start()
        now = two[0].on_server
        assert all(word in now for word in acknowledged)
        assert len(now) >= len(before)
    words = [word for writer in two for word in writer.stop_typing()]
    for writer in two:
        writer.until(f"{EDITOR}.session.status.joined", within_s=BACK_S)
    each_once(all_agree(*two), words)


def goes_on(writer: Writer, words: int) -> None:
    """It is connected again, and so many words further."""
    writer.until(f"{EDITOR}.session.status.joined", within_s=BACK_S)
    there = writer.page.evaluate("typed.length")
    writer.until("typed.length >= arg", there + words)


def saved_words(writer: Writer) -> list[str]:
    """Words of which this browser has been told that they are saved."""
    text = f"{EDITOR}.session.live.committedText()"
    return list(writer.page.evaluate(f"typed.filter((word) => {text}.includes(word))"))


@pytest.mark.alone
def test_the_projector_dies_while_one_types(write: Write, server: Server, bob: Person, place: Place) -> None:
    his = write(bob, place.url)
    his.type("Some words. ").saved()
    for child in children_of(server.pid):
        os.kill(child, signal.SIGKILL)
    his.type("And more.").saved()
    his.page.get_by_role("link", name="Done").click()
    expect(his.page.locator(".prose")).to_have_text("Some words. And more.")


def children_of(pid: int) -> list[int]:
    return [
        int(child) for listed in Path(f"/proc/{pid}/task").glob("*/children") for child in listed.read_text().split()
    ]


@pytest.mark.alone
def test_a_restart_in_the_middle_of_a_word(
    write: Write, server: Server, alice: Person, bob: Person, place: Place
) -> None:
    hers, his = write(alice, place.url), write(bob, place.url)
    for writer in (hers, his):
        writer.page.wait_for_load_state("networkidle")  # a part of the scripts on its way would be missed
    his.type("unbe")
    server.stop()
    his.type("liev")
    server.start()
    his.type("able")
    for writer in (hers, his):
        writer.until(f"{EDITOR}.session.status.joined", within_s=BACK_S)
    his.saved()
    hers.sees("unbelievable")
    assert all_agree(hers, his) == "unbelievable"
