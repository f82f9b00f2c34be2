"""Tasks in a calendar, at an address that only their owner knows."""

from collections.abc import Callable
from datetime import date

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.conftest import Person, Place
from wiki.accounts.actions.team import suspend
from wiki.core.unit import unit
from wiki.editing.actions import write_text
from wiki.pages.calendar import calendar
from wiki.pages.tasks import Task
from wiki.spaces.actions import remove_member

As = Callable[[Person | None], FlaskClient]


@pytest.fixture(autouse=True)
def without_csrf(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(app.config, "WTF_CSRF_ENABLED", False)


@pytest.fixture
def address(place: Place, alice: Person, carol: Person, as_: As) -> str:
    """Of carol, whom a task names."""
    with unit():
        write_text(place.page_id, alice.id, "- [ ] Order, then fit @carol 2026-12-31\n- [ ] No day @carol\n")
    return made(as_(carol))


def made(browser: FlaskClient) -> str:
    shown = browser.post("/tasks/calendar").text
    return shown.partition('<code class="token" dir="ltr">http://localhost')[2].partition("<")[0]


def read(as_: As, address: str) -> list[str]:
    answer = as_(None).get(address)
    assert answer.status_code == 200
    assert (answer.mimetype, answer.headers["Referrer-Policy"]) == ("text/calendar", "no-referrer")
    return answer.text.split("\r\n")


def test_it_shows_open_tasks_on_their_day(address: str, place: Place, as_: As) -> None:
    lines = read(as_, address)
    assert lines[0] == "BEGIN:VCALENDAR"
    assert [line for line in lines if line.startswith("SUMMARY")] == ["SUMMARY:Order\\, then fit @carol 2026-12-31"]
    assert {"DTSTART;VALUE=DATE:20261231", "DTEND;VALUE=DATE:20270101"} < set(lines)
    assert f"URL:http://localhost{place.url}" in lines


def test_it_shows_what_its_owner_may_read_now(
    address: str, place: Place, alice: Person, carol: Person, as_: As
) -> None:
    with unit():
        remove_member(place.space, carol.user)
    assert "SUMMARY" not in "".join(read(as_, address))
    with unit():
        suspend(carol.user, alice.user)
    assert as_(None).get(address).status_code == 404


def test_it_is_exchanged_and_taken_back(address: str, carol: Person, as_: As) -> None:
    browser = as_(carol)
    assert address.split("/")[2] not in browser.get("/tasks/calendar").text, "it is shown only once"
    second = made(browser)
    assert as_(None).get(address).status_code == 404
    assert read(as_, second)
    browser.post("/tasks/calendar/removal")
    assert as_(None).get(second).status_code == 404


def test_long_and_odd_words_are_folded_between_letters() -> None:
    words = "Très; \\ long\n" + "é🐈" * 60 + ", end"
    task = Task(1, words, 0, False, date(2026, 12, 1), 7, "Title", "", "Space", "space", 1)
    lines = calendar("Tasks", [task], "https://wiki.example").split("\r\n")
    assert max(len(line.encode()) for line in lines) <= 75
    unfolded = "\r\n".join(lines).replace("\r\n ", "")
    assert f"SUMMARY:Très\\; \\\\ long\\n{'é🐈' * 60}\\, end\r\n" in unfolded
    assert "UID:task-1@wiki.example\r\n" in unfolded
