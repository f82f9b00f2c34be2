"""Pages that were begun and left without a word."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select, update

from tests.conftest import Person, Place
from wiki.core.clock import now
from wiki.core.db import session
from wiki.core.later import Job, plan, run_due
from wiki.core.unit import unit
from wiki.editing import untouched
from wiki.editing.actions import write_text
from wiki.editing.service import service
from wiki.editing.untouched import erase_untouched, leave
from wiki.pages.actions import create_page, rename_page
from wiki.pages.beginning import begin_page
from wiki.pages.models import Page
from wiki.spaces.models import Unlisted

As = Callable[[Person | None], FlaskClient]


@pytest.fixture
def fresh(place: Place, bob: Person) -> int:
    with unit():
        return begin_page(bob.user, place.space, "k", parent=place.page)[0].id


def is_there(page_id: int) -> bool:
    with unit():
        return session.get(Page, page_id) is not None


def a_minute_later() -> None:
    with unit():
        session.execute(update(Job).values(due_at=now()))
    run_due()


def test_it_goes_a_minute_after_it_was_left(fresh: int) -> None:
    with unit():
        leave(fresh)
    run_due()
    assert is_there(fresh), "who goes back at once finds it"
    a_minute_later()
    assert not is_there(fresh)


@pytest.mark.parametrize("touch", ["title", "text", "unseen text", "a colleague", "a page below"])
def test_one_that_somebody_touched_stays(fresh: int, touch: str, place: Place, alice: Person, bob: Person) -> None:
    with unit():
        page = session.get_one(Page, fresh)
        if touch == "title":
            rename_page(bob.user, page, "How to pack")
        elif touch == "a page below":
            create_page(bob.user, place.space, "Below", page)
        else:
            by = alice if touch == "a colleague" else bob
            write_text(fresh, by.id, "Socks.", show=touch == "text")
    if touch == "a colleague":
        with unit():
            write_text(fresh, alice.id, "", show=False)
    with unit():
        assert not erase_untouched(fresh)
    assert is_there(fresh)


def test_what_was_typed_and_taken_back_is_nothing(fresh: int, bob: Person) -> None:
    for text in ("Socks.", " \n"):
        with unit():
            write_text(fresh, bob.id, text, show=False)
    with unit():
        assert erase_untouched(fresh)


def test_one_that_somebody_has_open_stays(fresh: int, alice: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    class Somebody:
        user_id = alice.id

    monkeypatch.setattr(service.reading, "people", lambda: iter([(fresh, Somebody())]))
    with unit():
        assert not erase_untouched(fresh)
        assert erase_untouched(fresh, leaver=alice.id)


def test_an_ordinary_page_without_text_stays(place: Place) -> None:
    with unit():
        leave(place.page_id)
        assert not erase_untouched(place.page_id)
        assert session.scalar(select(Job.id)) is None


def test_done_leads_to_where_it_would_have_stood(
    app: Flask, monkeypatch: pytest.MonkeyPatch, fresh: int, place: Place, as_: As, bob: Person, carol: Person
) -> None:
    monkeypatch.setitem(app.config, "WTF_CSRF_ENABLED", False)
    assert as_(carol).get(f"/p/{fresh}/done").status_code == 303
    assert is_there(fresh), "a reader takes nothing away"
    assert as_(bob).get(f"/p/{fresh}/done").location == place.url
    assert not is_there(fresh)
    assert as_(bob).get(f"/p/{fresh}/done").status_code == 404
    begun = as_(bob).post(f"/s/{place.slug}/begin", headers={"Accept": "application/json"}).json["url"]  # type: ignore[index]
    assert as_(bob).get(begun.replace("/edit", "/done")).location == f"/s/{place.slug}"


def test_what_a_crash_left_is_swept_after_a_week(fresh: int, place: Place, bob: Person) -> None:
    with unit():
        younger = begin_page(bob.user, place.space, "another")[0].id
        session.execute(update(Unlisted).where(Unlisted.entry_id == fresh).values(at=now() - timedelta(days=8)))
        plan(untouched.sweep)
        plan(untouched.sweep)
    run_due()
    assert (is_there(fresh), is_there(younger)) == (False, True)
    with unit():
        assert [job.work for job in session.scalars(select(Job))] == ["wiki.editing.untouched.sweep"]
