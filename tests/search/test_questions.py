"""Questions are found as themselves, by their own words and those of their answers, by whoever may read them."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from tests.conftest import Person, Place
from tests.questions.conftest import Ask, answer, url_of
from tests.questions.conftest import ask as ask  # a fixture, for this folder too
from wiki.core.db import session
from wiki.core.unit import unit
from wiki.pages.actions import create_page, list_page
from wiki.pages.models import Page
from wiki.questions import actions, answers
from wiki.questions.models import Answer, Question
from wiki.questions.policy import question_for
from wiki.search import desk, indexing
from wiki.search.entries import Entry, Kind
from wiki.search.finding import find
from wiki.search.grouping import standing
from wiki.search.hits import Found
from wiki.search.kept import matching
from wiki.search.parsing import parse
from wiki.search.suggesting import suggested
from wiki.spaces.actions import create_space, remove_member
from wiki.spaces.models import Space

As = Callable[[Person | None], FlaskClient]


def found(who: Person, text: str) -> list[Found]:
    with unit():
        return find(who.user, parse(text)).hits


def titles(who: Person, text: str) -> list[str]:
    return [hit.title for hit in found(who, text)]


@pytest.fixture
def asked(written: Place, ask: Ask, bob: Person, carol: Person) -> int:
    question_id = ask(carol, "Where is the wombat kept?", "She is *rather* shy.", "animals")
    answer(bob, question_id, "Behind the greenhouse, beside the key.")
    indexing.rebuild()
    return question_id


def test_a_question_is_found_by_its_words_and_its_answers(
    asked: int, as_: As, bob: Person, carol: Person, dave: Person
) -> None:
    for text in (
        "wombat",
        "shy",
        "greenhouse",
        "animals",
        "carol wombat",
        '"behind the greenhouse"',
        "in:title wombat",
    ):
        assert titles(carol, text) == ["Where is the wombat kept?"], text
        assert titles(dave, text) == [], text
    assert set(titles(carol, "key")) == {"First steps", "Where is the wombat kept?"}
    page = as_(carol).get("/search?q=greenhouse").text
    assert f'href="{url_of(asked)}#:~:text=' in page
    assert "Behind the <mark>greenhouse</mark>" in page
    assert "1 answer" in page
    assert "Pages and questions" in page
    assert "wombat" not in as_(dave).get("/search?q=greenhouse").text


def test_the_database_decides_though_the_index_is_of_before(
    written: Place, ask: Ask, alice: Person, dave: Person
) -> None:
    """A page and a question went to a space that is closed to dave, and the index was not told yet."""
    with unit():
        shared, closed = create_space(alice.user, "Shared").id, create_space(alice.user, "Closed", team_role=None).id
        page_id = create_page(alice.user, session.get_one(Space, shared), "The ocelot").id
    question_id = ask(alice, "Who feeds the ocelot?")
    entries = [Entry(Kind.PAGE, page_id), Entry(Kind.QUESTION, question_id)]
    with unit():
        session.get_one(Question, question_id).space_id = shared
        list_page(alice.user, session.get_one(Page, page_id))
    indexing.rebuild()
    assert set(titles(dave, "ocelot")) == {"The ocelot", "Who feeds the ocelot?"}
    with unit():
        session.get_one(Page, page_id).space_id = session.get_one(Question, question_id).space_id = closed
    assert titles(dave, "ocelot") == []
    assert len(titles(alice, "ocelot")) == 2
    with unit():
        assert standing(dave.user, entries) == [], "nor does anything follow from them, such as who knows"
        assert [one.entry for one in standing(alice.user, entries)] == entries


def test_filters_ask_a_question_itself(asked: int, bob: Person, carol: Person, alice: Person) -> None:
    for text in (
        "wombat by:carol",
        "wombat by:bob",
        "tag:animals",
        "by:carol",
        "wombat after:2020",
        "wombat space:field-work",
    ):
        assert "Where is the wombat kept?" in titles(bob, text), text
    for text in ("wombat by:alice", "wombat before:2020", "wombat is:outdated", "wombat has:attachment", "saved:me"):
        assert titles(bob, text) == [], text


def test_the_index_follows_what_is_asked(asked: int, written: Place, ask: Ask, bob: Person, carol: Person) -> None:
    ask(bob, "What does the okapi eat?")
    indexing.drain()
    assert titles(carol, "okapi") == ["What does the okapi eat?"]
    with unit():
        given = session.query(Answer).one()
        answers.remove(bob.user, question_for(bob.user, asked), given)
    indexing.drain()
    assert titles(carol, "greenhouse") == []
    with unit():
        actions.trash(carol.user, question_for(carol.user, asked))
    assert titles(carol, "wombat") == [], "before the index knows"
    indexing.drain()
    assert titles(carol, "wombat") == []
    with unit():
        place = indexing.current()
        assert place is not None
        assert indexing.is_sound(place)
        remove_member(written.space, carol.user)
    assert titles(carol, "okapi") == []


def test_questions_stand_in_the_palette_and_not_among_pages(asked: int, carol: Person, dave: Person) -> None:
    with unit():
        assert [one.title for one in suggested(carol.user, "womb").questions] == ["Where is the wombat kept?"]
        assert suggested(dave.user, "womb").questions == []
        assert matching(carol.user, parse("wombat")) == desk.search(parse("wombat").query, [1], 10) == []


def test_questions_leave_room_for_a_page_where_pages_alone_are_wanted(written: Place, ask: Ask, carol: Person) -> None:
    for number in range(8):
        ask(carol, f"Where is the key {number}?", "Which key, and which other key?")
    indexing.rebuild()
    with unit():
        assert desk.search(parse("key").query, [written.space_id], 1) == [written.page_id]
