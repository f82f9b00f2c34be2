"""Pages that were begun on a device without a network."""

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from tests.conftest import Person, Place
from wiki.core.db import session
from wiki.core.unit import unit
from wiki.editing.actions import write_text
from wiki.pages.actions import move_page, trash_page
from wiki.pages.models import Page
from wiki.spaces.actions import create_space


def test_one_whose_answer_was_lost_is_not_made_twice(
    app: Flask,
    monkeypatch: pytest.MonkeyPatch,
    as_: Callable[[Person | None], FlaskClient],
    alice: Person,
    bob: Person,
    place: Place,
) -> None:
    monkeypatch.setitem(app.config, "WTF_CSRF_ENABLED", False)
    begun = {"key": "0b1d", "space": place.slug, "title": "From  the\ntrain", "text": "# Seen\r\n"}
    first, again = (as_(bob).post("/-/device/pages", data=begun) for _ in range(2))
    assert first.json == again.json
    assert first.json["title"] == "From the train"  # type: ignore[index]
    with unit():
        made = session.scalars(select(Page).where(Page.title == "From the train")).all()
        assert len(made) == 1
    assert as_(bob).get(f"{made[0].url}.md").text == "# Seen\n"
    assert as_(alice).post("/-/device/pages", data=begun).status_code == 404, "a key belongs to who made it"
    with unit():
        before = session.scalar(select(func.count()).select_from(Page))
    assert as_(bob).post("/-/device/pages", data=begun | {"key": ""}).status_code == 422
    with unit():
        assert session.scalar(select(func.count()).select_from(Page)) == before


def test_what_was_written_since_comes_as_an_edit(
    app: Flask, monkeypatch: pytest.MonkeyPatch, as_: Callable[[Person | None], FlaskClient], bob: Person, place: Place
) -> None:
    monkeypatch.setitem(app.config, "WTF_CSRF_ENABLED", False)
    begun = {"key": "0b2", "space": place.slug, "parent": place.page_id, "title": "Below", "text": "One.\n"}
    made = as_(bob).post("/-/device/pages", data=begun).json
    assert made
    with unit():
        assert session.get_one(Page, made["id"]).parent_id == place.page_id
        write_text(made["id"], bob.id, "Zero.\nOne.\n")
    assert as_(bob).post("/-/device/pages", data=begun).json == made, "the answer was lost"
    for _ in range(2):
        as_(bob).post("/-/device/pages", data=begun | {"text": "One.\nTwo.\n", "base": "One.\n"})
        assert as_(bob).get(f"{made['url']}.md").text == "Zero.\nOne.\nTwo.\n", "from another device, and from this"


def test_one_that_has_gone_where_its_author_may_not_write_takes_no_more(
    app: Flask, monkeypatch: pytest.MonkeyPatch, as_: Callable[[Person | None], FlaskClient], bob: Person, place: Place
) -> None:
    monkeypatch.setitem(app.config, "WTF_CSRF_ENABLED", False)
    begun = {"key": "0b4", "space": place.slug, "title": "Away", "text": "One.\n"}
    made = as_(bob).post("/-/device/pages", data=begun).json
    assert made
    with unit():
        trash_page(bob.user, session.get_one(Page, made["id"]))
    assert as_(bob).post("/-/device/pages", data=begun | {"text": "Two.\n", "base": "One.\n"}).status_code == 404


@pytest.mark.parametrize("gone", ["trashed", "elsewhere", "never there"])
def test_one_whose_parent_has_gone_stands_at_the_top(
    app: Flask,
    monkeypatch: pytest.MonkeyPatch,
    as_: Callable[[Person | None], FlaskClient],
    bob: Person,
    place: Place,
    gone: str,
) -> None:
    monkeypatch.setitem(app.config, "WTF_CSRF_ENABLED", False)
    with unit():
        if gone == "trashed":
            trash_page(bob.user, place.page)
        elif gone == "elsewhere":
            move_page(bob.user, place.page, create_space(bob.user, "His own"), None)
    parent = 999999 if gone == "never there" else place.page_id
    begun = {"key": "0b3", "space": place.slug, "parent": parent, "title": "Alone", "text": "Words."}
    made = as_(bob).post("/-/device/pages", data=begun).json
    assert made
    with unit():
        page = session.get_one(Page, made["id"])
        assert (page.parent_id, page.space_id) == (None, place.space_id)
