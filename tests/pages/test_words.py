"""The words the renderer adds follow the language of the team."""

from tests.conftest import Person, Place
from wiki.accounts.actions import TeamSettings, change_team
from wiki.core.db import session
from wiki.core.later import run_due
from wiki.core.unit import unit
from wiki.pages.models import PageContent
from wiki.pages.projection import save_projection

TEXT = "> [!WARNING]\n> Hot.\n\n|  |\n|--|\n| 1 |\n"


def save(place: Place, text: str) -> None:
    with unit():
        save_projection(place.page_id, epoch=1, seq=1, text=text, runs=[], writers=())


def html(place: Place) -> str:
    with unit():
        return session.get_one(PageContent, place.page_id).html


def speak(alice: Person, language: str) -> None:
    with unit():
        change_team(alice.user, TeamSettings(name="Heron", language=language, open_sign_up=False))


def test_a_page_is_drawn_in_the_language_of_the_team(place: Place, alice: Person) -> None:
    speak(alice, "nl")
    save(place, TEXT)
    assert ">Waarschuwing<" in html(place)
    assert 'aria-label="Tabel"' in html(place)


def test_pages_change_their_words_with_the_team(place: Place, alice: Person) -> None:
    save(place, TEXT)
    assert ">Warning<" in html(place)
    speak(alice, "nl")
    assert run_due() == 1
    assert ">Waarschuwing<" in html(place)


def test_pages_without_such_words_are_left_alone(place: Place, alice: Person) -> None:
    save(place, "Nothing special.")
    speak(alice, "nl")
    speak(alice, "nl")
    assert run_due() == 0
