"""Whose a draft is: its maker hands it over, or somebody takes it over once their account is closed."""

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.conftest import Person, Place
from wiki.accounts.actions.team import suspend, unsuspend
from wiki.core.errors import Invalid, NotFound
from wiki.core.unit import unit
from wiki.pages import drafts
from wiki.pages.beginning import begin_page
from wiki.pages.policy import page_for

As = Callable[[Person | None], FlaskClient]
WORD = "Moonraker"


@pytest.fixture(autouse=True)
def without_csrf(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(app.config, "WTF_CSRF_ENABLED", False)


@pytest.fixture
def draft(place: Place, bob: Person, carol: Person) -> str:
    """By bob, shared with carol."""
    with unit():
        page = begin_page(bob.user, place.space, "a key", f"{WORD} plan", draft=True)[0]
        drafts.share_draft(*drafts.draft_for(bob.user, page.id), carol.user)
        return page.url


def test_its_maker_hands_it_over(draft: str, place: Place, alice: Person, bob: Person, carol: Person, as_: As) -> None:
    page_id = int(draft.split("/")[2].split("-")[0])
    assert "Hand over to Carol" in as_(bob).get(f"{draft}/draft").text
    assert as_(carol).post(f"{draft}/draft/maker", data={"person": "carol"}).status_code == 403
    as_(bob).post(f"{draft}/draft/maker", data={"person": "alice"})
    with unit(), pytest.raises(NotFound):
        page_for(alice.user, page_id)
    as_(bob).post(f"{draft}/draft/maker", data={"person": "carol"})
    with unit():
        assert page_for(carol.user, page_id, to="manage").id == page_for(bob.user, page_id, to="edit").id
    assert as_(bob).get(f"{draft}/draft/place").status_code == 403


def test_who_writes_it_takes_it_over_once_its_maker_is_gone(
    draft: str, place: Place, alice: Person, bob: Person, carol: Person, as_: As
) -> None:
    page_id = int(draft.split("/")[2].split("-")[0])
    as_(carol).post(f"{draft}/draft/taking")
    with unit(), pytest.raises(Invalid):
        drafts.take_over_draft(carol.user, *drafts.draft_for(carol.user, page_id))
    with unit():
        suspend(bob.user, alice.user)
    assert "is no member any more" in as_(carol).get(f"{draft}/draft").text
    as_(carol).post(f"{draft}/draft/taking")
    with unit():
        assert page_for(carol.user, page_id, to="manage")
        assert drafts.left_behind_in(place.space) == []


def test_who_manages_the_space_takes_over_what_was_left_behind_and_nothing_else(
    draft: str, place: Place, alice: Person, bob: Person, carol: Person, as_: As
) -> None:
    page_id = int(draft.split("/")[2].split("-")[0])
    with unit():
        number = drafts.draft_for(bob.user, page_id)[1].id
    where = f"/s/{place.slug}/drafts/{number}/taking"
    assert WORD not in as_(alice).get(f"/s/{place.slug}/settings").text
    assert as_(alice).post(where).status_code == 404
    with unit():
        suspend(bob.user, alice.user)
    assert WORD in as_(alice).get(f"/s/{place.slug}/settings").text
    assert as_(alice).get(draft).status_code == 404, "its words only once it is hers, which its people see"
    assert as_(carol).post(where).status_code == 403
    assert as_(alice).post(where).location == f"{draft}/draft"
    assert as_(alice).get(f"{draft}/draft/place").status_code == 200
    with unit():
        unsuspend(bob.user, alice.user)
    with unit():
        assert page_for(bob.user, page_id, to="edit"), "back again they write on in it"
