"""What people near to the reader wrote or saved is lifted a little, never past the cap, and says why."""

import random
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from tests.conftest import Person, Place
from tests.search.test_finding import write
from wiki.core.db import session
from wiki.core.unit import unit
from wiki.pages.policy import page_for
from wiki.saves.actions import save, take_back
from wiki.search import indexing, lifting
from wiki.search.finding import Answer, find
from wiki.search.lifting import AMONG, CLIMBS, Near, Part, order, support
from wiki.search.parsing import parse
from wiki.spaces.models import Activity

As = Callable[[Person | None], FlaskClient]
TURNS = 3000
WORDS_AROUND = 25


def test_the_cap_holds_whatever_is_supported() -> None:
    chance = random.Random(7)
    moved = 0
    for _ in range(TURNS):
        many = chance.randrange(25)
        supports = [chance.choice((0.0, chance.random(), 1.0)) for _ in range(many)]
        exact = set(chance.sample(range(many), min(many, chance.choice((0, 0, 1, 2)))))
        places = order(supports, exact)
        assert sorted(places) == list(range(many))
        assert places[AMONG:] == list(range(many))[AMONG:], "only the first ten change places"
        for now, place in enumerate(places):
            assert place - now <= CLIMBS, "nothing climbs more than three places"
            assert not any(place in exact and other > place for other in places[:now]), "nothing passes an exact title"
        moved += places != sorted(places)
    assert moved > TURNS / 2, "or the above would prove nothing"


def test_more_support_never_stands_lower() -> None:
    chance = random.Random(8)
    for _ in range(TURNS // 3):
        supports = [chance.random() * chance.randrange(2) for _ in range(12)]
        place = chance.randrange(12)
        before = order(supports).index(place)
        supports[place] = min(1.0, supports[place] + chance.random())
        assert order(supports).index(place) <= before


def test_without_support_nothing_moves() -> None:
    for many in (0, 1, 10, 15):
        assert order([0.0] * many) == list(range(many))
        assert order([0.4] * many) == list(range(many)), "nor where all have as much"


def test_the_formula() -> None:
    near = {1: 0.6, 2: 1.0, 3: 7.0, 4: -1.0}
    one, two = Part(1, "saved", 0.7), Part(2, "wrote", 1.0)
    assert support([], near) == support([Part(9, "wrote", 1.0), Part(4, "wrote", 1.0)], near) == 0
    assert support([one], near) == pytest.approx(0.9 * 0.6 * 0.7)
    assert support([one, two], near) == pytest.approx(1 - (1 - 0.9 * 0.6 * 0.7) * (1 - 0.9))
    assert support([one, Part(1, "edited", 0.5)], near) == support([one], near), "one person, once"
    assert support([Part(3, "wrote", 1.0)], near) == pytest.approx(0.9), "nobody is nearer than near"


@pytest.fixture
def pages(written: Place, alice: Person, bob: Person) -> dict[str, int]:
    """The fewer words around it, the better a hit."""
    made = {
        title: write(alice, written, title, "A heron. " + "Filling words stand here. " * number)
        for number, title in enumerate(("One", "Two", "Three", "Four", "Five", "Six"))
    }
    indexing.rebuild()
    return made


def found(who: Person, near: Near, typed: str = "heron") -> tuple[list[str], Answer]:
    with unit():
        answer = find(who.user, parse(typed), near=near)
        return [hit.title for hit in answer.hits], answer


def test_open_saves_lift_and_private_ones_do_not(
    pages: dict[str, int], bob: Person, carol: Person, dave: Person
) -> None:
    plain, _ = found(carol, {})
    assert plain == ["One", "Two", "Three", "Four", "Five", "Six"]
    with unit():
        save(bob.user, page_for(bob.user, pages["Six"]), "Good")
    assert found(carol, {bob.id: 1.0})[0] == plain, "saved for himself alone"
    with unit():
        save(bob.user, page_for(bob.user, pages["Six"]), "Good", is_open=True)
    titles, answer = found(carol, {bob.id: 1.0})
    assert titles == ["One", "Two", "Three", "Six", "Four", "Five"]
    assert {page: (why.by.handle, why.deed) for page, why in answer.lifted.items()} == {pages["Six"]: ("bob", "saved")}
    assert found(carol, {dave.id: 1.0})[0] == plain, "somebody else"
    assert found(carol, {bob.id: 0.05})[0] == plain, "hardly near"
    with unit():
        take_back(bob.user, page_for(bob.user, pages["Six"]))
    assert found(carol, {bob.id: 1.0})[0] == plain


def test_what_was_written_and_what_feedback_was_given_on(
    pages: dict[str, int], written: Place, bob: Person, carol: Person
) -> None:
    with unit():
        session.add(Activity(user_id=bob.id, entry_id=pages["Four"], space_id=written.space_id, verb="feedback"))
    titles, answer = found(carol, {bob.id: 1.0})
    assert titles.index("Four") == 2
    assert answer.lifted[pages["Four"]].deed == "answered"


def test_a_page_that_is_called_so_is_not_passed(
    pages: dict[str, int], alice: Person, bob: Person, carol: Person
) -> None:
    write(alice, Place(1, "field-work", 0), "Heron", "Nothing more. " * WORDS_AROUND)
    indexing.drain()
    plain, _ = found(carol, {})
    assert plain[0] == "Heron", plain
    below = pages[plain[1]]
    with unit():
        save(bob.user, page_for(bob.user, below), "Good", is_open=True)
    assert found(carol, {bob.id: 1.0})[0] == plain


def test_the_reason_and_the_switch(
    pages: dict[str, int], as_: As, bob: Person, carol: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    with unit():
        save(bob.user, page_for(bob.user, pages["Five"]), "Good", is_open=True)
    reader = as_(carol)
    assert "colleagues near" not in reader.get("/search?q=heron").text, "nobody is near"
    monkeypatch.setattr(lifting.closeness, "of", lambda _viewer: {bob.id: 1.0})
    answer = reader.get("/search?q=heron").text
    assert "Lifted, since Bob de Boer saved it" in answer
    assert 'href="/search?q=heron&amp;near=off"' in answer
    off = reader.get("/search?q=heron&near=off").text
    assert "Lifted, since" not in off
    assert 'href="/search?q=heron&amp;near=off&amp;order=new"' in off, "it stays as one goes on"
    assert 'href="/search?q=heron"' in off
    assert "Lifted, since" not in reader.get("/search?q=heron&order=new").text
