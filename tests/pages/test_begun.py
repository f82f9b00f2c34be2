"""Pages that were begun on a device without a network."""

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from tests.conftest import Person, Place
from wiki.core.db import session
from wiki.core.unit import unit
from wiki.pages.models import Page


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
