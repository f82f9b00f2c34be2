"""What is directed at somebody stands in their inbox, one line a thread, and goes when they are done with it."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.conftest import Person, Place
from wiki.comments.actions import answer, begin_thread, reword
from wiki.comments.models import Remark, Thread
from wiki.comments.policy import thread_for
from wiki.core.clock import now
from wiki.core.db import session
from wiki.core.unit import unit
from wiki.notifications.models import InboxLine
from wiki.notifications.queries import Line, lines_of
from wiki.pages.policy import page_for
from wiki.spaces.actions import remove_member

As = Callable[[Person | None], FlaskClient]


def lines(person: Person) -> list[Line]:
    with unit():
        return lines_of(person.user)


def begin(place: Place, by: Person, text: str) -> int:
    with unit():
        return begin_thread(by.user, page_for(by.user, place.page_id), text).id


def say(thread_id: int, by: Person, text: str) -> None:
    with unit():
        thread, page = thread_for(by.user, thread_id, to="answer")
        answer(by.user, page, thread, text)


def test_who_is_named_or_answered_has_one_line_a_thread(
    place: Place, alice: Person, bob: Person, carol: Person, dave: Person
) -> None:
    thread_id = begin(place, carol, "What does @bob say, and @dave?")
    assert [(line.because, line.said) for line in lines(bob)] == [("mention", "What does @bob say, and @dave?")]
    assert lines(dave) == [], "who may not read the page learns nothing"
    assert lines(carol) == []
    for number in range(5):
        say(thread_id, bob, f"This, {number}.")
    assert [(line.because, line.said) for line in lines(carol)] == [("reply", "This, 4.")]
    assert lines(alice) == []
    with unit():
        remark = session.scalars(select(Remark).order_by(Remark.id)).first()
        page = page_for(carol.user, place.page_id)
        assert remark
        for upto in range(1, 30):
            reword(carol.user, page, remark, "What does @bob say, @alice and you others?"[: 12 + upto])
    assert len(lines(alice)) == 1
    with unit():
        assert alice.user.has_news
        remove_member(place.space, carol.user)
    assert lines(carol) == [], "what may not be read any more is not told"


@pytest.mark.usefixtures("without_csrf")
def test_done_later_mute_and_again(place: Place, as_: As, bob: Person, carol: Person, dave: Person) -> None:
    client, writer = as_(carol), as_(bob)
    thread_id = begin(place, bob, "@carol?")
    with unit():
        assert carol.user.has_news
    shown = client.get("/inbox").text
    assert "because you are named" in shown
    assert "Bob de Boer" in shown
    with unit():
        assert not carol.user.has_news
        (line_id,) = session.scalars(select(InboxLine.id).where(InboxLine.user_id == carol.id)).all()
    assert writer.post(f"/inbox/{line_id}/done").status_code == 404

    client.post(f"/inbox/{line_id}/done")
    assert "Nothing waits for you" in client.get("/inbox").text
    client.post(f"/inbox/{line_id}/again")
    assert len(lines(carol)) == 1
    client.post(f"/inbox/{line_id}/later")
    assert lines(carol) == []
    with unit():
        session.get_one(InboxLine, line_id).later_until = now() - timedelta(seconds=1)
    assert len(lines(carol)) == 1
    client.post(f"/p/{place.page_id}/comments/seen")
    assert [line.unread for line in lines(carol)] == [False]
    client.post(f"/inbox/{line_id}/unread")
    assert [line.unread for line in lines(carol)] == [True]

    client.post(f"/inbox/{line_id}/muted")
    say(thread_id, bob, "@carol!")
    assert lines(carol) == []
    with unit():
        session.get_one(InboxLine, line_id).muted_until = now()
    say(thread_id, bob, "Well, @carol?")
    assert len(lines(carol)) == 1

    told = writer.post(f"/threads/{thread_id}/remarks", data={"text": "@dave?"}, headers={"Accept": "application/json"})
    assert told.json == {"thread": thread_id, "notice": "Dave Durand cannot read this page and is not told."}
    with unit():
        session.delete(session.get_one(Thread, thread_id))
    assert re.search("Nothing waits", client.get("/inbox").text)
