"""The T: one main specialism, up to three fields beside it, as tags of the team; newcomers are asked for it once."""

import re

import pytest
from flask import Flask

from tests.conftest import PASSWORD, Person, Place
from tests.people.conftest import As, fill
from wiki.accounts.actions import invite
from wiki.accounts.queries import known_as
from wiki.core.db import session
from wiki.core.errors import Invalid
from wiki.core.unit import unit
from wiki.pages.details import give_tag
from wiki.pages.policy import page_for
from wiki.people.fields import T, known_tags, offered_tags, set_t, t_of
from wiki.people.models import Detail, Field, Sight
from wiki.people.policy import Colleague
from wiki.spaces.models import Tag
from wiki.spaces.synonyms import count_as
from wiki.spaces.tags import tags_named

pytestmark = pytest.mark.usefixtures("without_csrf")


def t(person: Person) -> T | None:
    with unit():
        return t_of(person.id)


def test_there_is_one_main_specialism_and_few_beside_it(bob: Person) -> None:
    with unit():
        set_t(bob.user, "#Heating", ["pumps", "", " Old buildings "])
    assert t(bob) == T("heating", ["old-buildings", "pumps"])
    with unit():
        set_t(bob.user, "pumps", ["heating"])
    assert t(bob) == T("pumps", ["heating"]), "what was beside it may become the main one"
    with unit():
        set_t(bob.user, "", [])
        assert t_of(bob.id) is None
        assert session.query(Field).count() == 0


@pytest.mark.parametrize(
    ("main", "adjacent", "field"),
    [
        ("", ["pumps"], "main"),
        ("pumps", ["pumps"], "adjacent_1"),
        ("a", ["b", "c", "d", "e"], "adjacent_3"),
        ("a", ["b", "?"], "adjacent_2"),
    ],
)
def test_what_is_no_t_is_refused(bob: Person, main: str, adjacent: list[str], field: str) -> None:
    with unit(), pytest.raises(Invalid) as refused:
        set_t(bob.user, main, adjacent)
    assert refused.value.field == field


def test_tags_that_count_as_the_same_stand_once(bob: Person) -> None:
    with unit():
        one, other = sorted(tags_named(["heat", "heating"]), key=lambda tag: tag.name)
        count_as(bob.user, one, other)
    with unit(), pytest.raises(Invalid, match="counts as the same"):
        set_t(bob.user, "heating", ["pumps", "heat"])


def test_tags_to_choose_from_are_those_one_sees(place: Place, bob: Person, carol: Person, dave: Person) -> None:
    with unit():
        give_tag(bob.user, page_for(bob.user, place.page_id), "secret-plan")
    fill(bob, place)
    with unit():
        assert {"secret-plan", "heating", "pumps"} <= known_tags(carol.user).keys()
        assert "secret-plan" not in known_tags(dave.user)
        assert "secret-plan" in known_tags(Colleague(frozenset({place.space_id})))
        assert offered_tags(carol.user)[0] == "secret-plan", "those on pages come first"
    fill(bob, place, {Detail.FIELDS: Sight.NEAR})
    with unit():
        assert "heating" in known_tags(carol.user)
        assert "heating" not in known_tags(dave.user)
        assert session.scalar(session.query(Tag.id).filter(Tag.name == "heating").statement)


def test_who_joins_is_asked_once_and_may_skip(app: Flask, place: Place, alice: Person, bob: Person) -> None:
    """As somebody new comes in: the invitation, an account, four fields, and they are on their way."""
    fill(bob, place)
    with unit():
        link = invite(alice.user)
    client = app.test_client()
    eve = {"name": "Eve Eik", "handle": "eve", "email": "eve@example.org", "password": PASSWORD}
    assert client.post(link, data=eve).location == "/me/fields"
    asked = client.get("/me/fields").text
    assert len(re.findall(r'<input[^>]*list="tags"', asked)) == 4
    assert '<option value="heating">' in asked, "what colleagues say is offered"
    assert re.search(r'href="/">Skip<', asked)
    refused = client.post("/me/fields", data={"main": "", "adjacent_1": "Old houses"})
    assert refused.status_code == 422
    assert "Name your main specialism first" in refused.text
    assert "Old houses" in refused.text
    assert client.post("/me/fields", data={"main": "Heating", "adjacent_1": "Old houses"}).location == "/"
    with unit():
        found = known_as("eve")
        assert found
        assert t_of(found.id) == T("heating", ["old-houses"])
    assert "#old-houses" in client.get("/people/eve").text
    assert client.post("/me/fields", data={"main": ""}).location == "/", "leaving it empty is an answer"


def test_guests_are_offered_no_tags(app: Flask, place: Place, bob: Person, alice: Person) -> None:
    fill(bob, place)
    with unit():
        link = invite(alice.user)
    assert "heating" not in app.test_client().get(link).text


def test_the_t_is_a_list_to_be_read(place: Place, bob: Person, as_: As) -> None:
    fill(bob, place)
    page = as_(bob).get("/people/bob").text
    found = re.search(r'<ul class="tee of-2".*?</ul>', page, re.DOTALL)
    assert found
    assert re.findall(r"#([\w-]+)</a><small>([^<]+)", found[0]) == [
        ("drains", "Beside it"),
        ("pumps", "Beside it"),
        ("heating", "Main specialism"),
    ]
