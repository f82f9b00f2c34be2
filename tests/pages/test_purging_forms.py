"""Taking a secret out, as its form is used: looked for first, said where it stands, then gone."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from tests.conftest import Person, Place
from wiki.core import cleaning
from wiki.core.unit import unit
from wiki.editing.actions import current, write_text
from wiki.pages.actions import create_page

As = Callable[[Person | None], FlaskClient]


pytestmark = pytest.mark.usefixtures("without_csrf")


@pytest.fixture
def leaked(place: Place, alice: Person, bob: Person) -> Place:
    with unit():
        write_text(place.page_id, bob.id, "The key is swordfish, or swordfish.")
        other = create_page(alice.user, place.space, "Elsewhere")
        write_text(other.id, alice.id, "Not swordfish.")
    return place


def test_it_is_looked_for_and_then_taken_out(leaked: Place, as_: As, alice: Person) -> None:
    browser = as_(alice)
    looked = browser.post(f"{leaked.url}/purge", data={"secret": "swordfish"})
    assert looked.status_code == 200
    assert looked.headers["Cache-Control"] == "no-store"
    assert "It stands here 2 times." in looked.text
    assert "Elsewhere" in looked.text
    with unit():
        assert "swordfish" in current(leaked.page_id).text, "looking changes nothing"
    gone = browser.post(f"{leaked.url}/purge", data={"secret": "swordfish", "everywhere": "1"}, follow_redirects=True)
    assert "swordfish" not in gone.text
    assert "2 places in the text" in gone.text
    assert "It still stands in them" in gone.text
    with unit():
        assert current(leaked.page_id).text == "The key is █████, or █████."


def test_what_was_typed_stays_and_is_said_to_be_too_short(leaked: Place, as_: As, alice: Person) -> None:
    refused = as_(alice).post(f"{leaked.url}/purge", data={"secret": "key", "everywhere": "1"})
    assert refused.status_code == 422
    assert "at least four characters" in refused.text
    assert 'value="key"' in refused.text


def test_versions_lead_there_for_those_who_manage_the_space(leaked: Place, as_: As, alice: Person, bob: Person) -> None:
    assert f"{leaked.url}/purge" in as_(alice).get(f"{leaked.url}/versions").text
    assert f"{leaked.url}/purge" not in as_(bob).get(f"{leaked.url}/versions").text


def test_it_says_what_to_do_when_the_files_could_not_be_written_anew(
    leaked: Place, as_: As, alice: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_path: object) -> None:
        raise OSError("No space left on device")

    monkeypatch.setattr(cleaning, "_vacuum", full)
    browser, typed = as_(alice), {"secret": "swordfish", "everywhere": "1"}
    said = browser.post(f"{leaked.url}/purge", data=typed, follow_redirects=True).text
    assert "take it out once more" in said
    monkeypatch.undo()
    again = browser.post(f"{leaked.url}/purge", data=typed, follow_redirects=True).text
    assert "files of the database were written anew and searched" in again or "It still stands in them" in again
