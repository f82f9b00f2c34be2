"""Tags as overviews, and tags that count as others."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from tests.conftest import Person, Place
from wiki.core.clock import now
from wiki.core.db import session
from wiki.core.unit import unit
from wiki.editing.actions import write_text
from wiki.pages.actions import create_page
from wiki.pages.details import give_tag, set_keeper
from wiki.pages.models import Page, PageContent
from wiki.pages.policy import page_for
from wiki.pages.tagging import overview, seen_tags, tags_for, used_tags
from wiki.pages.views_count import count
from wiki.spaces.actions import create_space
from wiki.spaces.models import Role

As = Callable[[Person | None], FlaskClient]


pytestmark = pytest.mark.usefixtures("without_csrf")


@pytest.fixture
def open_page(place: Place, dave: Person) -> int:
    """A page in a space that the whole team reads."""
    with unit():
        space = create_space(dave.user, "Commons", team_role=Role.READER)
        return create_page(dave.user, space, "Clusters for beginners").id


def tag(page_id: int, by: Person, *names: str) -> None:
    with unit():
        for name in names:
            give_tag(by.user, session.get_one(Page, page_id), name)


def used(person: Person) -> list[tuple[str, int]]:
    with unit():
        return [(tag.name, tag.pages) for tag in used_tags(person.user)]


def test_what_counts_as_another_is_found_with_it_and_undone_without_loss(
    place: Place, bob: Person, dave: Person, open_page: int, as_: As
) -> None:
    with unit():
        write_text(place.page_id, bob.id, "On #k8s.")
    tag(open_page, dave, "kubernetes")
    client = as_(bob)
    before = used(bob)
    assert client.post("/tags/k8s/synonyms", data={"other": "#Kubernetes"}).status_code == 303
    assert used(bob) == [("kubernetes", 2)]
    assert client.get("/tags/k8s").headers["Location"] == "/tags/kubernetes"
    page = client.get("/tags/kubernetes").get_data(as_text=True)
    for words in ("First steps", "Clusters for beginners", "#k8s counts as #kubernetes", "Bob de Boer"):
        assert words in page
    assert client.post("/tags/kubernetes/synonyms", data={"other": "k8s"}).status_code == 422
    assert client.post("/tags/k8s/synonyms", data={"other": "kubernetes"}).status_code == 422
    with unit():
        assert session.get_one(PageContent, place.page_id).text == "On #k8s."
    assert client.post("/tags/synonyms/1/end").status_code == 303
    assert used(bob) == before == [("k8s", 1), ("kubernetes", 1)]
    assert "undone by Bob de Boer" in client.get("/tags").get_data(as_text=True)


def test_a_tag_of_a_closed_space_leaves_no_trace(
    place: Place, bob: Person, dave: Person, open_page: int, as_: As
) -> None:
    tag(place.page_id, bob, "secret", "shared")
    tag(open_page, dave, "shared")
    client, bobs = as_(dave), as_(bob)
    bobs.post("/tags/shared/about", data={"about": "What we share."})
    bobs.post("/tags/secret/about", data={"about": "Of the hidden kind."})
    bobs.post("/tags/shared/synonyms", data={"other": "secret"})
    assert used(dave) == [("shared", 1)]
    pages = [client.get(url).get_data(as_text=True) for url in ("/tags", "/tags/shared")]
    assert "What we share." in pages[1]
    for page in pages:
        assert "secret" not in page
        assert "First steps" not in page
        assert "Bob" not in page
    unseen, absent = (client.get(f"/tags/{name}").get_data(as_text=True) for name in ("secret", "absent"))
    assert "No page carries this tag" in unseen
    assert "hidden kind" not in unseen
    assert "No page carries this tag" in absent
    for url, form in (
        ("/tags/secret/about", {"about": "x"}),
        ("/tags/secret/synonyms", {"other": "shared"}),
        ("/tags/synonyms/1/end", {}),
    ):
        assert client.post(url, data=form).status_code == 404
    wrong = client.post("/tags/shared/synonyms", data={"other": "secret"})
    assert wrong.status_code == 422
    assert "No page carries this tag." in wrong.get_data(as_text=True)


def test_an_overview_tells_of_people_and_of_what_is_read(
    place: Place, bob: Person, carol: Person, dave: Person, open_page: int
) -> None:
    with unit():
        write_text(place.page_id, bob.id, "Clusters, long and wide.")
    tag(place.page_id, bob, "ops", "metal")
    tag(open_page, dave, "ops", "cloud")
    with unit():
        set_keeper(bob.user, page_for(bob.user, place.page_id), carol.user)
        count([(place.page_id, now())] * 3)
    with unit():
        tag_id = seen_tags(bob.user)["ops"]
        full, partly = overview(tag_id, bob.user), overview(tag_id, dave.user)
        assert [(space.name, pages) for space, pages in full.spaces] == [("Commons", 1), ("Field work", 1)]
        assert [page.title for page in full.most_read] == ["First steps"]
        assert [person.handle for person in full.keepers] == ["carol"]
        assert [person.handle for person in full.writers] == ["bob"]
        assert [tag.name for tag in full.related] == ["cloud", "metal"]
        assert [space.name for space, _ in partly.spaces] == ["Commons"]
        assert (partly.most_read, partly.keepers, partly.writers) == ([], [], [])
        assert [tag.name for tag in partly.related] == ["cloud"]


def test_three_names_for_one_thing(place: Place, bob: Person, as_: As) -> None:
    tag(place.page_id, bob, "a1", "b1", "c1")
    client = as_(bob)
    client.post("/tags/a1/synonyms", data={"other": "b1"})
    client.post("/tags/b1/synonyms", data={"other": "c1"})
    assert used(bob) == [("c1", 1)]
    assert client.get("/tags/a1").headers["Location"] == "/tags/c1"
    client.post("/tags/synonyms/2/end")
    assert used(bob) == [("b1", 1), ("c1", 1)]


def test_tags_are_offered_from_pages_near_by(place: Place, bob: Person, dave: Person, open_page: int, as_: As) -> None:
    with unit():
        near = create_page(bob.user, place.space, "Clusters for everybody")
        write_text(place.page_id, bob.id, "See [[Clusters for everybody]].")
    tag(near.id, bob, "ops", "metal")
    tag(open_page, dave, "cloud")
    with unit():
        assert tags_for(place.page, bob.user, {"metal"}) == ["ops"]
        assert tags_for(session.get_one(Page, near.id), bob.user, {"ops", "metal"}) == ["cloud"]
        assert tags_for(session.get_one(Page, open_page), dave.user, {"cloud"}) == []
    client = as_(bob)
    assert 'value="ops"' in client.get(f"{place.url}/details").get_data(as_text=True)
