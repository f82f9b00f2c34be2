"""A reader proposes a change to a passage; whoever writes the page lets it become an edit by the reader, or says no."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.comments.conftest import TEXT, page_of
from tests.conftest import Person, Place
from wiki.comments.actions import begin_thread
from wiki.comments.models import Remark, Thread
from wiki.comments.policy import remark_for, thread_for
from wiki.core.db import session
from wiki.core.errors import Invalid, NotAllowed
from wiki.core.unit import unit
from wiki.editing.actions import current, write_text
from wiki.editing.projecting import settle
from wiki.editing.purging import purge
from wiki.pages.models import PageAuthor
from wiki.suggestions import actions
from wiki.suggestions.models import State, Suggestion
from wiki.suggestions.policy import suggestion_for
from wiki.suggestions.queries import Shown, suggestions_in

As = Callable[[Person | None], FlaskClient]


@pytest.fixture
def thread(talked: Place, carol: Person) -> int:
    """carol, who may only read, about a few words of the page."""
    settle(talked.page_id)
    with unit():
        page = page_of(talked, carol)
        return begin_thread(carol.user, page, "Hm.", quote="key of the plant room 🔑").id


def suggest(thread_id: int, by: Person, after: str, words: str = "") -> int:
    with unit():
        thread, page = thread_for(by.user, thread_id, to="answer")
        return actions.suggest(by.user, page, thread, after, words).remark_id


def accept(remark_id: int, by: Person, *, knowing: bool = False) -> None:
    with unit():
        found, remark, thread, page = suggestion_for(by.user, remark_id)
        actions.accept(by.user, page, thread, remark, found, knowing=knowing)


def shown(thread_id: int, remark_id: int) -> Shown:
    with unit():
        return suggestions_in(session.get_one(Thread, thread_id).entry_id, [thread_id])[remark_id]


def text_of(place: Place) -> str:
    with unit():
        return current(place.page_id).text


def test_an_accepted_one_is_an_edit_by_whoever_proposed_it(
    talked: Place, thread: int, bob: Person, carol: Person
) -> None:
    remark = suggest(thread, carol, "*key* of the **boiler room** 🔑", "It moved.")
    assert [part for part in shown(thread, remark).parts if part[0] != "same"] == [("gone", "plant"), ("new", "boiler")]
    assert text_of(talked) == TEXT, "nothing happens before somebody accepts"
    with pytest.raises(NotAllowed), unit():
        suggestion_for(carol.user, remark)
    accept(remark, bob)
    settle(talked.page_id)
    assert text_of(talked) == TEXT.replace("plant room", "boiler room")
    with unit():
        authors = dict(session.execute(select(PageAuthor.user_id, PageAuthor.units)).all())
        assert authors[carol.id] == len("boiler")
        kept = session.get_one(Thread, thread)
        assert kept.words == "key of the boiler room 🔑", "the thread stays on its words"
    assert (shown(thread, remark).state, shown(thread, remark).settled_by) == (State.ACCEPTED, "Bob de Boer")
    with pytest.raises(Invalid, match="decided"):
        accept(remark, bob)


def test_it_survives_edits_to_the_passage(talked: Place, thread: int, bob: Person, carol: Person) -> None:
    remark = suggest(thread, carol, "*key* of the **boiler room** 🔑")
    with unit():
        write_text(talked.page_id, bob.id, "New first line.\n\n" + TEXT.replace("of the", "of our"))
    settle(talked.page_id)
    told = shown(thread, remark)
    assert (told.changed, told.conflict) == (True, False)
    accept(remark, bob)
    assert text_of(talked) == "New first line.\n\n" + TEXT.replace("of the", "of our").replace("plant", "boiler")


def test_a_conflict_is_shown_and_has_to_be_meant(talked: Place, thread: int, bob: Person, carol: Person) -> None:
    remark = suggest(thread, carol, "*key* of the **boiler room** 🔑")
    with unit():
        write_text(talked.page_id, bob.id, TEXT.replace("plant", "engine"))
    settle(talked.page_id)
    assert shown(thread, remark).conflict
    with pytest.raises(Invalid, match="changed meanwhile"):
        accept(remark, bob)
    assert "boiler" not in text_of(talked)
    accept(remark, bob, knowing=True)
    assert "boiler" in text_of(talked)
    assert "engine" in text_of(talked), "nothing that somebody wrote is lost"


def test_where_the_words_are_gone_nothing_can_be_accepted(
    talked: Place, thread: int, bob: Person, carol: Person
) -> None:
    remark = suggest(thread, carol, "nothing at all")
    with unit():
        write_text(talked.page_id, bob.id, "All else.\n")
    settle(talked.page_id)
    assert shown(thread, remark).lost
    with pytest.raises(Invalid, match="not in the page"):
        accept(remark, bob)
    with pytest.raises(Invalid, match="not in the page"):
        suggest(thread, carol, "again")


def test_a_no_comes_with_a_word(talked: Place, thread: int, bob: Person, carol: Person) -> None:
    remark = suggest(thread, carol, "key")
    with unit():
        found, _, of, page = suggestion_for(bob.user, remark)
        actions.decline(bob.user, page, of, found, "It is still the plant room.")
    assert shown(thread, remark).state == State.DECLINED
    with unit():
        assert session.scalars(select(Remark.text).order_by(Remark.id.desc())).first() == "It is still the plant room."
    assert text_of(talked) == TEXT


@pytest.mark.parametrize(
    ("quote", "source"),
    [
        ("the plant room", "the **plant room**"),
        ("plant", "plant"),
        ("plant room", "plant room"),
        ("key of the", "*key* of the"),
        ("Bring the", "Bring the"),
        ("and the drawing", "and [the drawing](drawing.pdf)"),
        ("the drawing", "the drawing"),
        ("Wait for the sound to settle 漢字", "Wait for the sound to settle 漢字"),
    ],
)
def test_signs_go_with_their_words(talked: Place, carol: Person, quote: str, source: str) -> None:
    settle(talked.page_id)
    with unit():
        thread = begin_thread(carol.user, page_of(talked, carol), "Hm.", quote=quote)
        assert actions.passage_of(thread).source == source


def test_what_proposes_nothing_is_not_taken(talked: Place, thread: int, carol: Person) -> None:
    with unit():
        same = actions.passage_of(session.get_one(Thread, thread)).source
        whole = begin_thread(carol.user, page_of(talked, carol), "About all of it.").id
    for of, after, why in (
        (thread, same, "Change something"),
        (thread, "x" * 10_001, "at most"),
        (whole, "x", "not in"),
    ):
        with pytest.raises(Invalid, match=why):
            suggest(of, carol, after)
    with unit():
        assert session.scalars(select(Suggestion)).all() == []


def test_a_secret_goes_from_what_was_proposed(talked: Place, thread: int, alice: Person, carol: Person) -> None:
    remark = suggest(thread, carol, "the **code is 90210-x** here")
    with unit():
        purge(alice.user, page_of(talked, alice), "90210-x")
    with unit():
        kept = session.get_one(Suggestion, remark)
        assert "90210" not in kept.after
        assert "90210" not in session.get_one(Remark, remark).text


@pytest.mark.usefixtures("without_csrf")
def test_over_http(talked: Place, thread: int, as_: As, bob: Person, carol: Person, dave: Person) -> None:
    reader, writer, stranger = as_(carol), as_(bob), as_(dave)
    there = f"/threads/{thread}/suggestion"
    assert "*key* of the **plant room** 🔑" in reader.get(there).text
    assert stranger.get(there).status_code == 404
    unchanged = reader.post(there, data={"after": "*key* of the **plant room** 🔑", "text": "typed with care"})
    assert unchanged.status_code == 422
    assert "typed with care" in unchanged.text
    assert reader.post(there, data={"after": "*key* of the <b>boiler</b> room"}).status_code == 303
    with unit():
        remark = session.scalars(select(Suggestion.remark_id)).one()
        remark_for(carol.user, remark, to="read")
    page = writer.get(talked.url).text
    assert "<del>" in page
    assert "<ins>&lt;" in page
    assert f"/suggestions/{remark}/acceptance" in page
    assert f"/suggestions/{remark}/acceptance" not in reader.get(talked.url).text
    assert reader.post(f"/suggestions/{remark}/acceptance").status_code == 403
    assert "Decline the suggestion" in writer.get(f"/suggestions/{remark}/refusal").text
    told = writer.post(f"/suggestions/{remark}/acceptance", headers={"Accept": "application/json"})
    assert told.json == {"thread": thread}
    again = writer.post(f"/suggestions/{remark}/acceptance", headers={"Accept": "application/json"})
    assert (again.status_code, again.json) == (422, {"error": "Somebody has decided about it already."})
    assert "Accepted by Bob de Boer" in reader.get(talked.url).text


@pytest.mark.usefixtures("without_csrf")
def test_a_change_is_proposed_with_the_first_words_about_a_passage(talked: Place, as_: As, carol: Person) -> None:
    """As the margin does: the passage in Markdown, changed, begins a thread."""
    settle(talked.page_id)
    client, where = as_(carol), {"quote": "the plant room 🔑", "prefix": "Bring the key of", "line": "0"}
    headers = {"Accept": "application/json"}
    asked = client.post(f"{talked.url}/suggestions/source", data=where, headers=headers)
    assert asked.json == {"after": "the **plant room** 🔑"}
    same = client.post(f"{talked.url}/suggestions", data={**where, **asked.json}, headers=headers)
    assert (same.status_code, same.json["error"]) == (422, "Change something in it.")
    told = client.post(f"{talked.url}/suggestions", data={**where, "after": "the **pump room** 🔑"}, headers=headers)
    thread_id = told.json["thread"]
    with unit():
        (found,) = suggestions_in(talked.page_id, [thread_id]).values()
        assert (found.bare, found.state) == (True, State.OPEN)
        assert [words for what, words in found.parts if what == "new"] == ["pump"]
        assert session.scalars(select(Thread)).one().quote == "the plant room 🔑"
    gone = client.post(f"{talked.url}/suggestions/source", data={"quote": "not there"}, headers=headers)
    assert gone.status_code == 422
