"""Templates: those of a space, and those that come with Kring."""

import re
from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.conftest import Person, Place
from tests.markup.drawn import html_of
from wiki.core.db import session
from wiki.core.unit import unit
from wiki.editing.actions import current, write_text
from wiki.editing.starting import start_with
from wiki.pages import queries, trash
from wiki.pages.actions import create_page
from wiki.pages.beginning import begin_page
from wiki.pages.models import Page
from wiki.pages.templates import ORDER, Filling, built_in, make_template, templates_of
from wiki.pages.tree import tree_around
from wiki.spaces.actions import create_space

As = Callable[[Person | None], FlaskClient]


@pytest.fixture(autouse=True)
def without_csrf(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(app.config, "WTF_CSRF_ENABLED", False)


@pytest.fixture
def template(place: Place, bob: Person) -> str:
    """Its name: what forms say for it."""
    with unit():
        made = make_template(bob.user, place.space, "Visit")
        write_text(made.id, bob.id, "{{me}} in {{ space }} on {{date}}: {{title}}, {{other}}")
        return str(made.id)


@pytest.mark.parametrize("language", ["en", "nl"])
def test_those_that_come_with_kring_are_whole(language: str) -> None:
    filling = Filling(date="1 May 2026", title="T", me="@bob", space="Field work")
    for template in built_in(language):
        assert template.title
        assert template.about
        text = filling.into(template.text)
        assert "{{" not in text
        html = html_of(text)
        assert "<h2" in html
        assert not re.search(r"\|\s*---|- \[ \]", html), "tables and boxes are drawn"
    assert tuple(one.name for one in built_in(language)) == ORDER
    assert built_in("tlh") == built_in("en")
    assert built_in("nl")[0].title != built_in("en")[0].title


def test_a_template_is_in_no_list_but_its_own(place: Place, template: str, bob: Person) -> None:
    with unit():
        assert [one.title for one in templates_of(place.space_id)] == ["Visit"]
        assert [item.title for item in tree_around(place.space_id, int(template)).tops] == ["First steps"]
        assert [one.title for one in queries.recently_changed(bob.user)] == ["First steps"]


def test_its_placeholders_are_filled_in_when_it_is_used(place: Place, template: str, as_: As, bob: Person) -> None:
    assert as_(bob).post(f"{place.url}/template", data={"template": template, "title": "New  name"}).status_code == 303
    with unit():
        text = current(place.page_id).text
    assert text.startswith("@bob in Field work on ")
    assert text.endswith(": New name, {{other}}")
    assert re.search(r"on \w+ \d+, 20\d\d:", text)


def test_two_who_choose_at_once_get_it_once(place: Place, alice: Person, bob: Person) -> None:
    with unit():
        assert start_with(place.page_id, bob.id, "## Present\n")
    with unit():
        assert not start_with(place.page_id, alice.id, "## Present\n")
        assert current(place.page_id).text == "## Present\n"


def test_a_page_from_a_template_is_begun_once(place: Place, template: str, as_: As, bob: Person) -> None:
    form = {"key": "k", "template": template}
    first, again = (as_(bob).post(f"/s/{place.slug}/begin", data=form) for _ in range(2))
    assert first.location == again.location
    with unit():
        page_id = int(re.findall(r"\d+", first.location)[0])
        assert current(page_id).text.endswith(": Untitled, {{other}}")


def test_saved_as_template_the_page_stays_as_it_is(written: Place, as_: As, bob: Person) -> None:
    with unit():
        write_text(written.page_id, bob.id, "Bring a {{me}}.")
    answer = as_(bob).post(f"{written.url}/templates")
    assert answer.status_code == 303
    with unit():
        [template] = templates_of(written.space_id)
        assert template.title == "First steps"
        assert template.id != written.page_id
        assert current(int(template.name)).text == "Bring a {{me}}."
    shown = as_(bob).get(template.url).text
    assert "Save as template" not in shown
    assert "All templates" in shown
    assert as_(bob).post(f"{template.url}/templates").status_code == 404
    assert as_(bob).get(f"{template.url}/place").status_code == 404


def test_editors_make_templates_and_owners_remove_them(
    place: Place, template: str, as_: As, alice: Person, bob: Person, carol: Person, dave: Person
) -> None:
    url, listed = f"/p/{template}-visit", f"/s/{place.slug}/templates"
    assert as_(carol).post(f"{place.url}/templates").status_code == 403
    assert [as_(person).get(url).status_code for person in (carol, dave)] == [200, 404]
    assert "Visit" in as_(carol).get(listed).text
    assert "New page from Visit" not in as_(carol).get(listed).text
    assert "Remove Visit" not in as_(bob).get(listed).text
    assert as_(bob).post(f"{url}/trash").status_code == 403
    assert "Remove Visit" in as_(alice).get(listed).text
    assert as_(alice).post(f"{url}/trash").location == listed
    with unit():
        assert templates_of(place.space_id) == []
        assert [page.title for page in trash.thrown_in(place.space_id, bob.user)] == ["Visit"]


def test_a_space_offers_no_template_of_another(template: str, as_: As, dave: Person, bob: Person) -> None:
    with unit():
        other = create_space(dave.user, "Elsewhere")
        page = create_page(dave.user, other, "Here")
        url, slug = page.url, other.slug
    assert as_(dave).post(f"{url}/template", data={"template": template}).status_code == 404
    assert as_(dave).get(f"{url}/templates/{template}").status_code == 404
    assert "Visit" not in as_(dave).get(f"{url}/edit").text
    assert "Visit" not in as_(dave).get(f"/s/{slug}/new").text
    assert as_(bob).post(f"{url}/template", data={"template": "9" * 30}).status_code == 404


def test_what_the_slash_menu_asks_for(place: Place, template: str, as_: As, bob: Person) -> None:
    [found] = as_(bob).get(f"{place.url}/suggested/templates?q=vis").json  # type: ignore[misc]
    assert (found["name"], found["title"]) == (template, "Visit")
    text = as_(bob).get(f"{place.url}/templates/{template}").text
    assert text.startswith("@bob in Field work")
    dutch = as_(bob).get(f"{place.url}/suggested/templates", headers={"Accept-Language": "nl"}).json
    assert "Besluit" in {one["title"] for one in dutch}  # type: ignore[union-attr]


def test_a_page_stands_below_no_template_and_none_that_is_new(
    place: Place, template: str, as_: As, bob: Person
) -> None:
    with unit():
        fresh = begin_page(bob.user, place.space, "fresh")[0].id
    for parent in (template, str(fresh), "x", "9" * 30):
        answer = as_(bob).post(f"/s/{place.slug}/begin", data={"key": "k", "parent": parent})
        assert answer.status_code in (404, 422), parent
    with unit():
        assert session.query(Page).where(Page.parent_id.is_not(None)).count() == 0
