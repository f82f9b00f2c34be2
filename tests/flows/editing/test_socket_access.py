"""Every socket event × every person. An event without a row fails, and so does a row without an event."""

import json
from collections.abc import Iterator
from itertools import count
from typing import Any

import pytest
from flask import Flask

from tests.socket_access_table import PEOPLE, ROWS, Row

from .conftest import House
from .raw import Raw, insertion

WAYS_IN = {"/editing": "join", "/reading": "arrive"}
ANSWERED = {"join", "check", "arrive"}
numbers = count(1000)


class Watcher:
    """Erin, who has a page open and notices what others do there."""

    def __init__(self, house: House) -> None:
        self.page = house.new_page()
        self.raw = Raw(house, "erin")
        self.ids = [go(self.raw, namespace, self.page)["you"]["id"] for namespace in WAYS_IN]
        self.notices()  # the first title, which her coming has put in

    def notices(self) -> list[str]:
        """What came of all that others did so far. She acts herself and waits until that has come back."""
        mark, mine = next(numbers), insertion(next(numbers), 1, "erin's")
        self.raw.emit("/editing", "update", {"page": self.page, **mine})
        self.raw.emit("/editing", "awareness", {"page": self.page, "cursor": {"a": str(mark), "h": ""}})
        self.raw.emit("/reading", "look", {"page": self.page, "line": mark})
        awaited = {f"[{mine['client']},1]", f'"a":"{mark}"', f'"line":{mark}'}

        def all_back(said: str) -> bool:
            awaited.difference_update([sign for sign in awaited if sign in said])
            return not awaited

        events = [json.loads(said[said.index("[") :]) for said in self.raw.until(all_back) if said.startswith("42")]
        return [notice for event, body in events for notice in self._of_others(event, body, mine["u"])]

    def _of_others(self, event: str, body: dict[str, Any], mine: str) -> Iterator[str]:
        yield from (event for update in body.get("u", ()) if update != mine)
        yield from (event for change in body.get("changes", ()) if change["id"] not in self.ids)
        yield from [event] if event == "typing" else []


@pytest.fixture(scope="module")
def erin(house: House) -> Iterator[Watcher]:
    watcher = Watcher(house)
    yield watcher
    watcher.raw.close()


def go(raw: Raw, namespace: str, page: int) -> Any:
    """Into the namespace and onto the page; what the server answers there."""
    raw.enter(namespace)
    return raw.ask(namespace, WAYS_IN[namespace], message("join", page))


def message(event: str, page: int) -> dict[str, Any]:
    client = next(numbers)
    more: dict[str, dict[str, Any]] = {
        "join": {"epoch": 1, "seq": 0, "client": client},
        "update": insertion(client, 1, "somebody's"),
        "awareness": {"cursor": {"a": "AA==", "h": "AA=="}},
        "check": {"seq": 0, "hash": "0" * 16, "title": "0" * 16},
        "look": {"line": client},
        "typing": {"thread": client},
    }
    return {"page": page} | more.get(event, {})


def outcome(row: Row, person: str, house: House, erin: Watcher) -> str:
    raw = Raw(house, None if person == "guest" else person)
    try:
        entered = raw.enter(row.namespace)
        if row.event == "connect":
            return "in" if entered else "refused"
        if row.event not in WAYS_IN.values():
            go(raw, row.namespace, erin.page)
            erin.notices()
        answer = raw.ask(row.namespace, row.event, message(row.event, erin.page))
        if row.event in ANSWERED:
            return said(answer)
        return "noticed" if erin.notices() else "ignored"
    finally:
        raw.close()


def said(answer: dict[str, Any] | None) -> str:
    if answer is None:
        return "ignored"
    return "ok" if answer["ok"] else answer.get("reason", "no")


@pytest.mark.parametrize("person", PEOPLE)
@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.namespace} {row.event}")
def test_everybody_gets_what_the_table_says(row: Row, person: str, house: House, erin: Watcher) -> None:
    assert outcome(row, person, house, erin) == row.answer(person)


def test_every_event_has_a_row(session_app: Flask) -> None:
    server = session_app.extensions["socketio"].server
    events = {(namespace, event) for namespace, handlers in server.handlers.items() for event in handlers}
    events = {(namespace, event) for namespace, event in events if event != "disconnect"}  # nobody sends it
    assert events == {(row.namespace, row.event) for row in ROWS}, "see tests/socket_access_table.py"
