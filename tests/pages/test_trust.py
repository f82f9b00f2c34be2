"""Whether pages still hold: reviews, checks, and who is asked to see to it."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import update

from tests.conftest import Person, Place
from wiki.core.clock import now
from wiki.core.db import session
from wiki.core.errors import Invalid
from wiki.core.unit import unit
from wiki.pages.actions import create_page, trash_page
from wiki.pages.detailed import details_of
from wiki.pages.details import set_keeper, set_status
from wiki.pages.models import PageContent, Status
from wiki.pages.needing import MANY, OLD_AFTER, health_of, needing
from wiki.pages.policy import page_for
from wiki.pages.trust import PageReview, checks, confirm, doubt, months_on, plan_review
from wiki.pages.views_count import count
from wiki.spaces.actions import remove_member
from wiki.spaces.models import Unlisted, Why

As = Callable[[Person | None], FlaskClient]


pytestmark = pytest.mark.usefixtures("without_csrf")


def titles(person: Person) -> list[tuple[str, str]]:
    with unit():
        return [(page.title, page.why) for page in needing(person.user)]


def age(place: Place) -> None:
    """Nobody changed the page for more than a year."""
    old = now() - OLD_AFTER - timedelta(days=1)
    with unit():
        session.execute(update(PageContent).where(PageContent.page_id == place.page_id).values(updated_at=old))


def overdue(place: Place) -> None:
    with unit():
        yesterday = now().date() - timedelta(days=1)
        session.add(PageReview(page_id=place.page_id, due_on=yesterday, months=6))


def keep(place: Place, keeper: Person | None, by: Person) -> None:
    with unit():
        set_keeper(by.user, page_for(by.user, place.page_id), keeper.user if keeper else None)


def test_one_press_confirms_and_sets_the_next_day(place: Place, bob: Person, as_: As) -> None:
    overdue(place)
    client = as_(bob)
    assert "was to be looked at again" in client.get(place.url).get_data(as_text=True)
    assert client.post(f"{place.url}/checks").status_code == 303
    page = client.get(place.url).get_data(as_text=True)
    assert "Checked" in page
    assert "was to be looked at again" not in page
    with unit():
        details = details_of(place.page_id)
        assert details.due_on == months_on(now().date(), 6)
        assert details.checked
        assert (details.checked.holds, details.checked.by) == (True, "Bob de Boer")


def test_a_day_without_months_is_for_once(place: Place, bob: Person) -> None:
    with unit():
        plan_review(bob.user, place.page, on=now().date())
        confirm(bob.user, place.page)
    with unit():
        assert details_of(place.page_id).due_on is None
        with pytest.raises(Invalid):
            plan_review(bob.user, place.page, on=now().date() - timedelta(days=1))
        with pytest.raises(Invalid):
            plan_review(bob.user, place.page, months=5)


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2027, 8, 31), 6, date(2028, 2, 29)),
        (date(2026, 12, 1), 12, date(2027, 12, 1)),
    ],
)
def test_months_end_where_they_end(day: date, months: int, then: date) -> None:
    assert months_on(day, months) == then


def test_a_doubt_makes_it_outdated_and_reaches_the_keeper(place: Place, bob: Person, carol: Person, as_: As) -> None:
    keep(place, carol, bob)
    client = as_(bob)
    assert client.post(f"{place.url}/doubt", data={"what": " "}).status_code == 422
    assert client.post(f"{place.url}/doubt", data={"what": "The <address> moved."}).status_code == 303
    assert titles(carol) == [("First steps", "outdated")]
    home = as_(carol).get("/").get_data(as_text=True)
    assert "Pages that need you" in home
    assert "The &lt;address&gt; moved." in home
    assert "Pages that need you" not in as_(bob).get("/").get_data(as_text=True)
    assert 'class="tag ok"' not in client.get(place.url).get_data(as_text=True)
    client.post(f"{place.url}/checks")
    assert titles(carol) == []
    with unit():
        assert details_of(place.page_id).status == Status.CURRENT
        assert [(said.by and said.by.handle, said.holds) for said in checks(place.page_id)] == [
            ("bob", True),
            ("bob", False),
        ]


def test_old_pages_matter_when_many_read_them(place: Place, bob: Person, carol: Person) -> None:
    keep(place, carol, bob)
    age(place)
    with unit():
        count([(place.page_id, now())] * (MANY - 1))
    assert titles(carol) == []
    with unit():
        count([(place.page_id, now())])
    assert titles(carol) == [("First steps", "old")]
    with unit():
        confirm(bob.user, place.page)
    assert titles(carol) == []


def test_without_a_keeper_it_comes_to_the_owners(place: Place, alice: Person, bob: Person, carol: Person) -> None:
    overdue(place)
    assert [titles(person) for person in (alice, bob, carol)] == [[("First steps", "due")], [], []]
    keep(place, carol, bob)
    assert [titles(person) for person in (alice, bob, carol)] == [[], [], [("First steps", "due")]]
    keep(place, None, bob)
    assert [titles(person) for person in (alice, carol)] == [[("First steps", "due")], []]


def test_a_keeper_who_may_not_read_it_any_more_learns_nothing(place: Place, bob: Person, carol: Person) -> None:
    keep(place, carol, bob)
    overdue(place)
    with unit():
        remove_member(place.space, carol.user)
    assert titles(carol) == []


def test_what_stands_in_no_list_asks_nobody(place: Place, alice: Person, bob: Person) -> None:
    overdue(place)
    with unit():
        session.add(Unlisted(entry_id=place.page_id, why=Why.TEMPLATE))
    assert titles(alice) == []
    with unit():
        assert health_of(place.space).stale == (0, [])


def test_the_health_of_a_space(place: Place, alice: Person, bob: Person, as_: As) -> None:
    with unit():
        other = create_page(bob.user, place.space, "Second steps")
        gone = create_page(bob.user, place.space, "Gone")
        set_status(bob.user, other, Status.OUTDATED)
        set_status(bob.user, gone, Status.OUTDATED)
        set_keeper(bob.user, other, bob.user)
        trash_page(bob.user, gone)
        count([(other.id, now())] * 3)
    overdue(place)
    with unit():
        health = health_of(place.space)
        found = [
            (number, [page.title for page in pages]) for number, pages in (health.stale, health.outdated, health.unkept)
        ]
        assert found == [(1, ["First steps"]), (1, ["Second steps"]), (1, ["First steps"])]
        assert [(page.title, page.visits) for page in health.most_read] == [("Second steps", 3)]
    page = as_(alice).get(f"/s/{place.slug}/health").get_data(as_text=True)
    assert "3 visits lately" in page
    assert "Gone" not in page


def test_the_form_of_the_review(place: Place, bob: Person, as_: As) -> None:
    client = as_(bob)
    assert client.post(f"{place.url}/review", data={"every": "3", "on": ""}).status_code == 303
    with unit():
        assert details_of(place.page_id).due_on == months_on(now().date(), 3)
    assert client.post(f"{place.url}/review", data={"every": "", "on": "2001-01-01"}).status_code == 422
    assert client.post(f"{place.url}/review", data={"every": "4", "on": ""}).status_code == 422
    client.post(f"{place.url}/review", data={"every": "", "on": ""})
    with unit():
        assert details_of(place.page_id).due_on is None


def test_it_costs_a_view_no_query(place: Place, bob: Person, as_: As, asked: list[str]) -> None:
    client = as_(bob)
    client.get(place.url)
    asked.clear()
    client.get(place.url)
    before = len(asked)
    overdue(place)
    with unit():
        doubt(bob.user, page_for(bob.user, place.page_id), "All of it.")
    client.get(place.url)  # and with it the tree, which is remembered again
    asked.clear()
    client.get(place.url)
    assert len(asked) == before <= 12
    assert any("page_check" in statement for statement in asked)


def test_what_a_reader_doubts_reaches_the_keeper_and_changes_no_status(
    place: Place, alice: Person, bob: Person, carol: Person, as_: As
) -> None:
    keep(place, bob, alice)
    with unit():
        set_status(alice.user, page_for(alice.user, place.page_id), Status.CURRENT)
    client = as_(carol)
    page = client.get(place.url).get_data(as_text=True)
    assert f"{place.url}/doubt" in page
    assert f"{place.url}/checks" not in page
    client.post(f"{place.url}/doubt", data={"what": "The street moved."})
    client.post(f"{place.url}/doubt", data={"what": "The <street> moved, and the door."})
    assert titles(bob) == [("First steps", "doubted")]
    home = as_(bob).get("/").get_data(as_text=True)
    assert "Not true any more, says a reader" in home
    assert "The &lt;street&gt; moved, and the door." in home
    with unit():
        assert details_of(place.page_id).status == Status.CURRENT
        assert [said.what for said in checks(place.page_id)] == ["The <street> moved, and the door."]
    as_(bob).post(f"{place.url}/checks")
    assert titles(bob) == []


def test_a_doubt_is_answered_by_saying_how_far_the_page_is(place: Place, alice: Person, carol: Person) -> None:
    with unit():
        doubt(carol.user, page_for(carol.user, place.page_id), "All of it.")
    assert titles(alice) == [("First steps", "doubted")]
    with unit():
        set_status(alice.user, page_for(alice.user, place.page_id), Status.CURRENT)
    assert titles(alice) == []
