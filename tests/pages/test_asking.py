"""People who are asked to look at a page in review."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from tests.conftest import Person, Place
from wiki.core.errors import Invalid
from wiki.core.unit import unit
from wiki.pages.asking import ask, asked_about, waiting_for
from wiki.pages.detailed import details_of
from wiki.pages.details import set_keeper, set_status
from wiki.pages.models import Status
from wiki.pages.policy import page_for
from wiki.spaces.actions import remove_member

As = Callable[[Person | None], FlaskClient]


pytestmark = pytest.mark.usefixtures("without_csrf")


def waits(person: Person) -> list[tuple[str, bool]]:
    with unit():
        return [(page.title, page.pending) for page in waiting_for(person.user)]


def test_who_is_asked_sees_it_and_the_keeper_when_all_have_looked(
    place: Place, alice: Person, bob: Person, carol: Person, as_: As
) -> None:
    with unit():
        set_keeper(bob.user, page_for(bob.user, place.page_id), bob.user)
    bobs, carols = as_(bob), as_(carol)
    for reviewer in ("carol", "@alice"):
        assert bobs.post(f"{place.url}/reviewers", data={"reviewer": reviewer}).status_code == 303
    with unit():
        assert details_of(place.page_id).status == Status.REVIEW
    assert (waits(carol), waits(alice), waits(bob)) == ([("First steps", True)], [("First steps", True)], [])
    home = carols.get("/").text
    assert "Waits for your look" in home
    assert "Bob de Boer asks whether it looks good to you" in home
    assert "Does this page look good to you?" in carols.get(place.url).text
    assert "Carol Çelik has not looked yet." in bobs.get(place.url).text
    assert carols.post(f"{place.url}/look", data={"remark": " "}).status_code == 422
    assert carols.post(f"{place.url}/look", data={"remark": "The <key> is missing"}).status_code == 303
    assert (waits(carol), waits(bob)) == ([], [])
    assert "The &lt;key&gt; is missing" in bobs.get(place.url).text
    as_(alice).post(f"{place.url}/look", data={"good": "1"})
    assert waits(bob) == [("First steps", False)]
    assert "All have looked: 1 says not yet" in bobs.get("/").text
    carols.post(f"{place.url}/look", data={"good": "1"})
    assert "All have looked: it looks good" in bobs.get("/").text
    bobs.post(f"{place.url}/status", data={"status": "current"})
    assert waits(bob) == []
    assert "looks good" not in bobs.get(place.url).text


def test_only_who_may_read_it_is_asked_and_only_who_is_asked_answers(
    place: Place, bob: Person, carol: Person, dave: Person, as_: As
) -> None:
    client = as_(bob)
    assert client.post(f"{place.url}/reviewers", data={"reviewer": "dave"}).status_code == 422
    answer = client.post(f"{place.url}/reviewers", data={"reviewer": "nobody known"})
    assert "Nobody is called that." in answer.text
    client.post(f"{place.url}/reviewers", data={"reviewer": "carol"})
    assert as_(bob).post(f"{place.url}/look", data={"good": "1"}).status_code == 404
    assert as_(carol).get(f"{place.url}/look").status_code == 200
    client.post(f"{place.url}/reviewers/removal", data={"reviewer": "carol"})
    assert as_(carol).get(f"{place.url}/look").status_code == 404
    with unit():
        assert asked_about(place.page_id) == []
        with pytest.raises(Invalid):
            ask(bob.user, page_for(bob.user, place.page_id), dave.user)


def test_who_may_not_read_it_any_more_is_told_nothing(place: Place, bob: Person, carol: Person) -> None:
    with unit():
        ask(bob.user, page_for(bob.user, place.page_id), carol.user)
    assert waits(carol) == [("First steps", True)]
    with unit():
        remove_member(place.space, carol.user)
    assert waits(carol) == []


def test_who_may_not_read_it_any_more_holds_nobody_up(
    place: Place, alice: Person, bob: Person, carol: Person, as_: As
) -> None:
    with unit():
        page = page_for(bob.user, place.page_id)
        set_keeper(bob.user, page, bob.user)
        ask(bob.user, page, carol.user)
    assert "Carol Çelik has not looked yet" in as_(bob).get(place.url).text
    with unit():
        remove_member(place.space, carol.user)
    assert waits(bob) == [("First steps", False)]
    assert "Nobody who was asked may read it any more" in as_(bob).get("/").text
    assert "Carol" not in as_(alice).get(place.url).text
    assert "May not read the page any more" in as_(bob).get(f"{place.url}/details").text
    with unit():
        ask(bob.user, page_for(bob.user, place.page_id), alice.user)
    assert waits(bob) == []
    as_(alice).post(f"{place.url}/look", data={"good": "1"})
    assert "All have looked: it looks good" in as_(bob).get("/").text


def test_in_review_again_asks_anew(place: Place, bob: Person, carol: Person) -> None:
    with unit():
        page = page_for(bob.user, place.page_id)
        ask(bob.user, page, carol.user)
        set_status(bob.user, page, Status.DRAFT)
    assert waits(carol) == []
    with unit():
        set_status(bob.user, page_for(bob.user, place.page_id), Status.REVIEW)
    assert waits(carol) == []


def test_home_asks_once_and_a_page_only_in_review(place: Place, bob: Person, as_: As, asked: list[str]) -> None:
    client = as_(bob)
    for url, number in (("/", 1), (place.url, 0)):
        client.get(url)
        asked.clear()
        client.get(url)
        assert sum("page_asked" in statement for statement in asked) == number
    with unit():
        set_status(bob.user, page_for(bob.user, place.page_id), Status.REVIEW)
    client.get(place.url)
    asked.clear()
    client.get(place.url)
    assert sum("page_asked" in statement for statement in asked) == 1
    assert len(asked) <= 12
