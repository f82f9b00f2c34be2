from collections.abc import Callable

import pytest

from tests.conftest import Person, Place
from wiki.accounts.models import User
from wiki.core.db import session
from wiki.core.unit import unit
from wiki.lists.actions import make_list
from wiki.lists.items import put_on
from wiki.lists.models import KeptList
from wiki.lists.queries import items_of
from wiki.pages.actions import create_page
from wiki.pages.models import Page
from wiki.people.policy import Viewer
from wiki.spaces.actions import create_space
from wiki.spaces.models import Role

Make = Callable[..., int]


@pytest.fixture
def making(place: Place) -> Make:
    """A list of this person with these things on it: pages by their numbers, people as they are."""

    def make(who: Person, name: str, *things: int | Person, is_open: bool = True, note: str = "") -> int:
        with unit():
            kept = make_list(who.user, name, is_open=is_open)
            for one in things:
                what = session.get_one(User, one.id) if isinstance(one, Person) else session.get_one(Page, one)
                put_on(kept, what, note)
            return kept.id

    return make


@pytest.fixture
def open_pages(place: Place, alice: Person) -> list[int]:
    """Three that every member may read."""
    with unit():
        space = create_space(alice.user, "For all", team_role=Role.READER)
        return [create_page(alice.user, space, title).id for title in ("One", "Two", "Three")]


def titles(list_id: int, viewer: Viewer) -> list[str]:
    """Within a unit: what this viewer sees on it."""
    return [item.title for item in items_of(session.get_one(KeptList, list_id), viewer)]


def seen(list_id: int, who: Person) -> list[str]:
    with unit():
        return titles(list_id, who.user)
