"""Somebody who is not let in asks; who manages the space hears of it once, and nobody learns what is there."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select

from tests.conftest import Person, Place
from wiki.core.clock import now
from wiki.core.db import session
from wiki.core.unit import unit
from wiki.notifications.models import Because
from wiki.notifications.queries import Line, lines_of
from wiki.spaces.access import A_DAY, A_WEEK, MOST_OPEN, ask
from wiki.spaces.actions import create_space
from wiki.spaces.models import AccessRequest, Role
from wiki.spaces.policy import role_in

As = Callable[[Person | None], FlaskClient]


pytestmark = pytest.mark.usefixtures("without_csrf")


def inbox(person: Person) -> list[Line]:
    with unit():
        return lines_of(person.user)


def requests() -> int:
    with unit():
        return session.scalar(select(func.count()).select_from(AccessRequest)) or 0


def role(person: Person, place: Place) -> Role | None:
    with unit():
        return role_in(person.user, place.space)


def test_a_stranger_asks_and_is_let_in(place: Place, as_: As, alice: Person, bob: Person, dave: Person) -> None:
    stranger, owner = as_(dave), as_(alice)
    page = stranger.get(place.url)
    assert page.status_code == 404
    assert "/access?path=" in page.text
    asked = stranger.post("/access", data={"path": place.url, "words": "For the <b>plan</b>"})
    nothing = stranger.post("/access", data={"path": "/p/999999-nothing"})
    assert (asked.status_code, asked.headers["Location"]) == (nothing.status_code, nothing.headers["Location"])
    assert requests() == 1
    assert inbox(dave) == inbox(bob) == []
    (line,) = inbox(alice)
    assert (line.because, line.said, line.by and line.by.id) == (Because.ACCESS, "For the <b>plan</b>", dave.id)
    assert "For the &lt;b&gt;plan&lt;/b&gt;" in owner.get("/inbox").text
    assert stranger.get(line.url).status_code == 404, "it would tell that something is there"
    assert stranger.post(line.url, data={"role": "editor"}).status_code == 404
    assert "would like to read here" in owner.get(line.url).text

    owner.post(line.url, data={"role": "reader"})
    assert role(dave, place) == Role.READER
    assert inbox(alice) == []
    (answered,) = inbox(dave)
    assert (answered.because, answered.granted) == (Because.LET_IN, True)
    assert f"/p/{place.page_id}" in stranger.get(answered.url).text
    owner.post(line.url, data={"role": "editor"})
    assert role(dave, place) == Role.READER, "answered once"


def test_who_reads_asks_to_write_and_hears_a_no(place: Place, as_: As, alice: Person, carol: Person) -> None:
    reader, owner = as_(carol), as_(alice)
    assert "Ask to write here" in reader.get(place.url).text
    assert "Ask to write here" in reader.get(f"{place.url}/edit").text
    reader.post("/access", data={"path": place.url})
    (line,) = inbox(alice)
    assert reader.post(line.url, data={"role": "editor"}).status_code == 403
    owner.post(line.url, data={"role": "owner"})
    assert role(carol, place) == Role.READER
    owner.post(line.url, data={"role": ""})
    (answered,) = inbox(carol)
    assert (answered.because, answered.granted) == (Because.LET_IN, False)
    assert "said no" in reader.get(answered.url).text


def test_a_no_to_a_stranger_tells_them_nothing(place: Place, as_: As, alice: Person, dave: Person) -> None:
    as_(dave).post("/access", data={"path": place.url})
    (line,) = inbox(alice)
    as_(alice).post(line.url, data={"role": ""})
    assert inbox(dave) == []
    assert as_(dave).get(line.url).status_code == 404


def test_nobody_is_asked_again_and_again(place: Place, as_: As, alice: Person, dave: Person) -> None:
    with unit():
        ask(dave.user, place.url)
        ask(dave.user, place.url, "Please")
    (line,) = inbox(alice)
    assert line.said == "Please"
    as_(alice).post(line.url, data={"role": ""})
    with unit():
        ask(dave.user, place.url)
    assert requests() == 1
    with unit():
        session.scalars(select(AccessRequest)).one().answered_at = now() - A_WEEK
        ask(dave.user, place.url)
    assert requests() == 2
    with unit():
        session.get_one(AccessRequest, 2).at = now() - A_DAY
        for number in range(MOST_OPEN + 5):
            space = create_space(alice.user, f"Closed {number}", team_role=None)
            ask(dave.user, space.url)
    assert requests() == 1 + MOST_OPEN


@pytest.mark.parametrize("path", ["", "/p/", "/p/x", "/s/nothing", "/inbox", "//evil", "/p/" + "9" * 40, "\0"])
def test_odd_addresses_ask_nobody(place: Place, as_: As, dave: Person, path: str) -> None:
    assert as_(dave).post("/access", data={"path": path}).status_code == 303
    assert requests() == 0


def test_too_many_words_come_back(place: Place, as_: As, dave: Person) -> None:
    answer = as_(dave).post("/access", data={"path": place.url, "words": "word " * 200})
    assert answer.status_code == 422
    assert "word word" in answer.text
    assert place.url in answer.text
