"""Named people are asked what they think of a page; the author sees how far it is, and ends it with thanks."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.conftest import Person, Place, make_crew
from tests.notifications.test_inbox import lines
from wiki.comments.actions import begin_thread
from wiki.comments.models import Remark
from wiki.core.clock import now
from wiki.core.db import session
from wiki.core.errors import Invalid
from wiki.core.unit import unit
from wiki.editing.purging import purge
from wiki.pages.policy import page_for
from wiki.rounds import actions
from wiki.rounds.models import Round
from wiki.spaces.models import Activity

As = Callable[[Person | None], FlaskClient]


def ask(place: Place, by: Person, *people: Person, **more: object) -> None:
    with unit():
        page = page_for(by.user, place.page_id, to="edit")
        actions.ask(by.user, page, [each.user for each in people], str(more.pop("kind", "Complete?")), **more)  # type: ignore[arg-type]


def answered(place: Place) -> dict[str, bool]:
    with unit():
        found = actions.open_round(place.page_id)
        assert found
        return {member.user.handle: member.answered_at is not None for member in found.asked}


def test_a_round_from_asking_to_thanks(place: Place, alice: Person, bob: Person, carol: Person) -> None:
    ask(place, bob, carol, alice, due_on=now().date() + timedelta(days=3))
    assert [(line.because, line.url) for line in lines(carol)] == [("feedback", f"/p/{place.page_id}/feedback")]
    assert answered(place) == {"alice": False, "carol": False}
    with unit():
        begin_thread(carol.user, page_for(carol.user, place.page_id), "The third step is missing.")
    assert answered(place) == {"alice": False, "carol": True}, "a comment is an answer"
    with unit():
        found = actions.open_round(place.page_id)
        assert found
        actions.answer(found, carol.user, "All in all *fine*.")
        actions.end(bob.user, page_for(bob.user, place.page_id), found)
    with unit():
        assert actions.open_round(place.page_id) is None
        thanks = session.scalars(select(Remark.text).order_by(Remark.id.desc())).first()
        assert thanks == (
            "Thank you for your feedback, Carol Çelik.\n\nAsked was: Complete?\n\n"
            "**Carol Çelik**: All in all *fine*.\n\nNot heard from: Alice Admiraal"
        )
        evidence = select(Activity.user_id).where(Activity.verb == "feedback")
        assert session.scalars(evidence).all() == [carol.id], "once, whatever they said"
    ask(place, bob, carol)


def test_a_secret_goes_from_what_was_asked_and_answered(
    place: Place, alice: Person, bob: Person, carol: Person
) -> None:
    ask(place, bob, carol, kind="Is 90210-x right?")
    with unit():
        found = actions.open_round(place.page_id)
        assert found
        actions.answer(found, carol.user, "No, 90210-x is wrong.")
    with unit():
        purge(alice.user, page_for(alice.user, place.page_id), "90210-x")
    with unit():
        found = actions.open_round(place.page_id)
        assert found
        assert "90210" not in found.kind + found.asked[0].words


def test_what_is_asked_wrongly_is_not_asked(place: Place, bob: Person, carol: Person, dave: Person) -> None:
    for people, more, why in (
        ((bob,), {}, "at least one"),
        ((dave,), {}, "cannot read"),
        ((carol,), {"kind": " "}, "want to know"),
        ((carol,), {"kind": "x" * 301}, "300"),
        ((carol,), {"due_on": now().date() - timedelta(days=1)}, "still to come"),
    ):
        with pytest.raises(Invalid, match=why):
            ask(place, bob, *people, **more)
    ask(place, bob, carol)
    with pytest.raises(Invalid, match="open already"):
        ask(place, bob, carol, kind="Another one?")
    with unit():
        found = actions.open_round(place.page_id)
        assert found
        with pytest.raises(Invalid, match="not asked"):
            actions.answer(found, bob.user, "Me too")
        for words in ("", "@nobody", "carol @nobody"):
            with pytest.raises(Invalid):
                actions.people_named(words, page_for(bob.user, place.page_id))
        assert {user.handle for user in actions.people_named("carol, @bob", page_for(bob.user, place.page_id))} == {
            "carol",
            "bob",
        }


def test_a_group_is_asked_as_far_as_it_may_read(
    place: Place, alice: Person, bob: Person, carol: Person, dave: Person
) -> None:
    """Who asks need not know who of it may not."""
    make_crew(alice, carol, dave)
    with unit():
        assert {user.handle for user in actions.people_named("@crew", page_for(bob.user, place.page_id))} == {
            "alice",
            "carol",
        }
        assert {user.handle for user in actions.people_named("crew @bob", page_for(bob.user, place.page_id))} == {
            "alice",
            "bob",
            "carol",
        }


@pytest.mark.usefixtures("without_csrf")
def test_over_http(place: Place, as_: As, bob: Person, carol: Person, dave: Person) -> None:
    writer, reader, there = as_(bob), as_(carol), f"{place.url}/feedback"
    assert "Whom do you ask?" in writer.get(there).text
    assert "No feedback is asked for" in reader.get(there).text
    assert reader.post(f"{there}/answer").status_code == 404
    wrong = writer.post(there, data={"people": "carlo", "kind": "typed with care", "due_on": ""})
    assert wrong.status_code == 422
    assert "typed with care" in wrong.text
    assert "by their handles" in wrong.text
    assert writer.post(there, data={"people": "@carol", "kind": "Complete?", "due_on": "2999-12-01"}).status_code == 303
    assert "Not yet" in writer.get(there).text
    again = {"people": "@carol", "kind": "Complete?", "due_on": "2999-12-01"}
    assert writer.post(there, data=again).status_code == 303, "sent twice"
    late = writer.post(there, data=again | {"kind": "And is it true?"})
    assert late.status_code == 422
    assert "A round is open already" in late.text
    assert "And is it true?" in late.text
    assert "Complete?" in reader.get(there).text
    assert reader.post(f"{there}/end").status_code == 403
    assert reader.post(f"{there}/answer", data={"words": "<b>Yes</b>"}).status_code == 303
    assert "&lt;b&gt;Yes&lt;/b&gt;" in writer.get(there).text
    assert writer.post(f"{there}/end").status_code == 303
    assert "Thank you for your feedback, Carol" in reader.get(place.url).text
    assert as_(dave).get(there).status_code == 404
    with unit():
        assert session.scalars(select(Round)).one().closed_at
