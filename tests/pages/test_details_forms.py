"""Details in forms of their own, without scripts and for scripts."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from tests.conftest import Person, Place
from wiki.core.unit import unit
from wiki.pages.detailed import details_of
from wiki.pages.details import give_tag, set_icon, set_keeper, set_status
from wiki.pages.models import Status
from wiki.pages.policy import page_for
from wiki.pages.projection import save_projection

As = Callable[[Person | None], FlaskClient]
FOR_SCRIPTS = {"Accept": "application/json"}


pytestmark = pytest.mark.usefixtures("without_csrf")


def test_each_has_a_form(place: Place, bob: Person, as_: As) -> None:
    client = as_(bob)
    for act, field, value in (
        ("icon", "icon", "🔑"),
        ("tags", "tag", "Heat exchanger"),
        ("status", "status", "outdated"),
        ("keeper", "keeper", "@carol"),
    ):
        answer = client.post(f"{place.url}/{act}", data={field: value})
        assert (answer.status_code, answer.headers["Location"]) == (303, f"{place.url}/details")
    page = client.get(place.url).get_data(as_text=True)
    for words in ("🔑", "#heat-exchanger", "/tags/heat-exchanger", "Outdated", "Kept by", "Looks after this page"):
        assert words in page
    client.post(f"{place.url}/keeper", data={"keeper": "Bob de Boer"})
    client.post(f"{place.url}/status", data={"status": ""})
    with unit():
        now = details_of(place.page_id)
        assert (now.keeper and now.keeper.handle, now.status) == ("bob", None)
    client.post(f"{place.url}/keeper", data={"keeper": ""})
    client.post(f"{place.url}/icon", data={"icon": ""})
    client.post(f"{place.url}/tags/removal", data={"tag": "heat-exchanger"})
    with unit():
        now = details_of(place.page_id)
        assert (now.icon, now.tags, now.keeper) == ("", (), None)


@pytest.mark.parametrize(
    ("act", "field", "typed", "why"),
    [
        ("icon", "icon", "two words", "Choose one emoji."),
        ("tags", "tag", "so, and so", "Make the tag of letters"),
        ("keeper", "keeper", "Nobody Known", "Nobody is called that."),
        ("keeper", "keeper", "dave", "cannot read the page"),
    ],
)
def test_what_cannot_be_taken_stays_where_it_was_typed(
    place: Place, bob: Person, as_: As, act: str, field: str, typed: str, why: str
) -> None:
    client = as_(bob)
    answer = client.post(f"{place.url}/{act}", data={field: typed})
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert f'value="{typed}"' in page
    assert why in page
    told = client.post(f"{place.url}/{act}", data={field: typed}, headers=FOR_SCRIPTS)
    assert told.status_code == 422
    assert why in told.get_json()["error"]


def test_a_status_that_there_is_not(place: Place, bob: Person, as_: As) -> None:
    assert as_(bob).post(f"{place.url}/status", data={"status": "splendid"}).status_code == 422


def test_a_tag_of_the_text_is_changed_there(place: Place, bob: Person, as_: As) -> None:
    with unit():
        save_projection(place.page_id, epoch=1, seq=1, text="A #key.", runs=[(bob.id, 7)], writers=(bob.id,))
        give_tag(bob.user, place.page, "key")
    told = as_(bob).post(f"{place.url}/tags/removal", data={"tag": "key"}, headers=FOR_SCRIPTS)
    assert told.get_json() == {"error": "", "notice": "#key still stands in the text of the page. Take it out there."}
    assert "In the text, and changed there:" in as_(bob).get(f"{place.url}/details").get_data(as_text=True)


def test_readers_see_what_was_said_and_by_whom(place: Place, bob: Person, carol: Person, as_: As) -> None:
    with unit():
        set_status(bob.user, place.page, Status.CURRENT)
        set_keeper(bob.user, page_for(bob.user, place.page_id), bob.user)
    page = as_(carol).get(f"{place.url}/details").get_data(as_text=True)
    assert "Bob de Boer" in page
    assert "Current" in page
    assert "<form class" not in page
    head = as_(carol).get(f"{place.url}/details/head").get_data(as_text=True)
    assert 'data-live="meta"' in head
    assert "<html" not in head


def test_an_icon_shows_wherever_the_page_is_named(place: Place, bob: Person, as_: As) -> None:
    client = as_(bob)
    below = client.post(f"/s/{place.slug}/new", data={"title": "Below", "parent": str(place.page_id)})
    below_url = below.headers["Location"].removesuffix("/edit")
    client.get(f"/s/{place.slug}")  # the tree is remembered without it
    with unit():
        set_icon(bob.user, place.page, "🔑")
    for path, times in ((place.url, 2), (below_url, 2), (f"/s/{place.slug}", 2), ("/", 1), ("/changes", 1)):
        assert client.get(path).get_data(as_text=True).count(">🔑</span>") == times, path
    branch = client.get(f"/s/{place.slug}/branch/{place.page_id}.json").get_json()
    assert [item["icon"] for item in branch["items"]] == [""]
    found = client.get(f"{place.url}/suggested/pages?q=first").get_json()
    assert [one["icon"] for one in found] == ["🔑"]


def test_only_those_who_may_read_the_page_are_proposed(place: Place, bob: Person, as_: As) -> None:
    proposed = f"{place.url}/suggested/people?q="
    everybody = {one["handle"] for one in as_(bob).get(proposed).get_json()}
    readers = {one["handle"] for one in as_(bob).get(f"{proposed}&readers=1").get_json()}
    assert (everybody - readers, readers) == ({"dave"}, {"alice", "bob", "carol"})


def test_a_tag_with_a_slash_has_a_list_too(place: Place, bob: Person, as_: As) -> None:
    as_(bob).post(f"{place.url}/tags", data={"tag": "heat/loop"})
    assert "First steps" in as_(bob).get("/tags/heat/loop").get_data(as_text=True)
