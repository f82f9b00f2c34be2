"""A storm of renames of pages that link to one another, while two people write in them: nothing is lost, every link
leads where it led, and everybody has the same text."""

import random
import sqlite3
from pathlib import Path
from threading import Thread
from typing import Any

from .conftest import House
from .editor import Editor

PAGES, RENAMES = 5, 30
TITLES = ("North", "South", "East", "West", "Middle", "Centre", "Edge")
SHOWN = "SELECT text FROM page_content WHERE page_id = ?"
LEADS = "SELECT name, target_id FROM page_link WHERE page_id = ?"
LEFT = "SELECT count(*) FROM job WHERE work LIKE '%following%'"


def ask(data_dir: Path, query: str, *values: int) -> list[Any]:
    with sqlite3.connect(data_dir / "kring.sqlite") as database:
        return database.execute(query, values).fetchall()


def test_a_storm_of_renames_with_two_editors_open(house: House) -> None:
    data, dice = house.server.data_dir, random.Random(7)
    user = house.people["bob"]["id"]
    pages = [house.new_page() for _ in range(PAGES)]
    for page, title in zip(pages, TITLES, strict=False):
        house.do("rename", page=page, user=user, title=title)
    house.do("follow")
    text = "".join(f"- [[{title}|to {page}]]\n" for page, title in zip(pages, TITLES, strict=False))
    editors: list[Editor] = [house.editor(name, page).connect() for page in pages[:2] for name in ("alice", "erin")]
    for page in pages[2:]:
        house.do("write", page=page, user=user, text=text)
    for editor in editors[::2]:
        editor.type(text)
        editor.wait_saved()
    house.do("settle", first=pages[0], last=pages[-1])
    words = [[f"<{at}.{number}>" for number in range(20)] for at in range(len(editors))]
    writing = [Thread(target=_write, args=(editor, said)) for editor, said in zip(editors, words, strict=True)]
    for thread in writing:
        thread.start()
    for number in range(RENAMES):
        house.do("rename", page=dice.choice(pages), user=user, title=dice.choice(TITLES))
        if number % 7 == 0:
            house.do("follow")
    for thread in writing:
        thread.join()
    for editor in editors:
        editor.wait_saved()
    house.do("follow")
    house.do("settle", first=pages[0], last=pages[-1])
    assert ask(data, LEFT) == [(0,)]
    _all_is_well(data, pages, editors, words)
    for editor in editors:
        editor.leave()


def _write(editor: Editor, said: list[str]) -> None:
    for word in said:
        editor.type(word, at=0)


def _all_is_well(data: Path, pages: list[int], editors: list[Editor], words: list[list[str]]) -> None:
    for editor in editors:
        (shown,) = ask(data, SHOWN, editor.page)[0]
        editor.wait(lambda editor=editor, shown=shown: editor.content() == shown)
    for editor, said in zip(editors, words, strict=True):
        assert all(editor.content().count(word) == 1 for word in said)
    for page in pages:
        (text,) = ask(data, SHOWN, page)[0]
        leads = {str(name).casefold(): target for name, target in ask(data, LEADS, page)}
        for target in pages:
            end = text.index(f"to {target}]")
            name, sign = _before(text[:end]), text[end:].split("]", 1)[1][:1]
            address = text[end:].split("](", 1)[1].split(")", 1)[0] if sign == "(" else name
            assert leads[address.casefold()] == target, (page, target, text)


def _before(text: str) -> str:
    return text.rpartition("[")[2].rstrip("|")
