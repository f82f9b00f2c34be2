"""A question from the form to the answer that helped, and who may do what with it."""

from collections.abc import Callable

import pytest
from flask import Flask, render_template
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from tests.conftest import Person, Place
from tests.notifications.test_inbox import lines
from tests.questions.conftest import Ask, answer, url_of
from wiki.core.db import session
from wiki.core.errors import Invalid, NotAllowed, NotFound
from wiki.core.later import run_due
from wiki.core.unit import unit
from wiki.editing.actions import write_text
from wiki.editing.purging import find, purge
from wiki.pages.actions import create_page
from wiki.pages.living import may_be_with
from wiki.pages.policy import page_for
from wiki.pages.trash import empty_trash
from wiki.questions import actions
from wiki.questions.actions import close
from wiki.questions.answers import accept, put_back, remove, reword, thank
from wiki.questions.models import Answer, Question, State
from wiki.questions.policy import answer_for, may_settle, may_speak, question_for, readable_by, speaks_in
from wiki.questions.queries import answers_by, answers_to, questions_where, searchable, state_of
from wiki.questions.words import Words
from wiki.spaces.actions import create_space, describe_space, remove_member
from wiki.spaces.models import Entry, Role, Space
from wiki.spaces.policy import readable_by as readable_spaces

As = Callable[[Person | None], FlaskClient]


def titles(person: Person) -> list[str]:
    with unit():
        return [one.title for one in questions_where(person.user)]


@pytest.mark.usefixtures("without_csrf")
def test_from_the_form_to_the_answer_that_helped(place: Place, as_: As, bob: Person, carol: Person) -> None:
    asker, helper = as_(carol), as_(bob)
    form = asker.get(f"/questions/new?about={place.page_id}&to=bob&tag=keys").text
    assert 'value="@bob"' in form
    assert 'value="keys"' in form
    assert f'selected value="{place.space_id}"' in form, "the space of the page"
    sent = {
        "title": "Which  key?",
        "text": "For the **shed**, @dave <script>alert(1)</script>",
        "to": "@bob",
        "tags": "keys, #Shed",
    }
    answered = asker.post("/questions/new", data=sent | {"space": place.space_id, "about": place.page_id})
    assert answered.status_code == 303
    url = answered.headers["Location"].removesuffix("#asked")
    shown = asker.get(url).text
    assert "For the <strong>shed</strong>" in shown
    assert "alert(1)" not in shown
    assert "Dave Durand cannot read this question and is not told." in shown
    assert "#keys" in shown
    assert "#shed" in shown
    assert "First steps" in shown, "the page it is about"
    assert [(line.because, line.url) for line in lines(bob)] == [("question", url.partition("-")[0])]

    assert "You are asked" in helper.get(url).text
    assert helper.post(f"{url}/answers", data={"text": "  "}).status_code == 422
    there = helper.post(f"{url}/answers", data={"text": "The *brass* one."}).headers["Location"]
    assert "#answer-" in there
    assert lines(bob) == [], "nobody waits for whoever answered"
    assert [line.because for line in lines(carol)] == ["answer"]
    answer_id = int(there.rpartition("-")[2])
    assert helper.post(f"/answers/{answer_id}/acceptance").status_code == 403
    assert asker.post(f"/answers/{answer_id}/acceptance").status_code == 303
    assert asker.post(f"/answers/{answer_id}/thanks").status_code == 303
    shown = helper.get(url).text
    assert "This helped" in shown
    assert "Thanks from Carol Çelik" in shown
    assert [line.because for line in lines(bob)] == ["accepted"]
    assert [line.because for line in lines(carol)] == ["answer"]
    asker.get(url)
    assert lines(carol)[0].unread is False, "seen with the question"


@pytest.mark.usefixtures("without_csrf")
def test_who_presses_twice_asks_once(place: Place, as_: As, carol: Person) -> None:
    def asked(**more: str) -> str:
        return client.post("/questions/new", data=sent | more).headers["Location"]

    client = as_(carol)
    sent = {"title": "Which key?", "text": "The brass one?", "to": "@bob", "space": place.space_id}
    first = asked()
    assert asked() == first
    assert asked(to="@alice") != first, "somebody else is asked as well"
    assert asked(text="The iron one?") != first
    assert asked() == first


@pytest.mark.usefixtures("without_csrf")
def test_what_was_typed_stays_when_it_cannot_be_taken(place: Place, as_: As, carol: Person) -> None:
    client = as_(carol)
    sent = {"title": "Which key?", "text": "Typed with care", "to": "@nobody", "tags": "a b", "space": place.space_id}
    refused = client.post("/questions/new", data=sent)
    assert refused.status_code == 422
    assert "Nobody is called that." in refused.text
    assert "Typed with care" in refused.text
    for wrong, said in (
        ({"title": " "}, "Ask your question in one sentence."),
        ({"title": "x" * 201}, "Ask it in 200 characters"),
        ({"to": "@carol"}, "Ask somebody else than yourself."),
        ({"to": "@dave"}, "This person cannot answer in that space."),
        ({"tags": "a!b"}, "Make the tag of letters and digits"),
        ({"tags": " ".join(f"tag{n}" for n in range(11))}, "Ten tags are enough."),
        ({"space": 999}, "Not a valid choice"),
    ):
        refused = client.post("/questions/new", data=sent | {"to": ""} | wrong)
        assert refused.status_code == 422
        assert said in refused.text


def test_it_has_the_rights_of_its_space(
    place: Place, ask: Ask, alice: Person, bob: Person, carol: Person, dave: Person
) -> None:
    """As predicates, as SQL and by the loaders alike."""
    question_id = ask(carol)
    answer_id = answer(bob, question_id)
    expected = {alice: (True, True), bob: (True, False), carol: (True, True), dave: (False, False)}
    for person, (reads, settles) in expected.items():
        with unit():
            found = select(Question.id).join(Question.space).where(readable_by(person.user))
            assert (session.scalar(found) is not None) is reads
            assert (session.scalar(select(Space.id).where(speaks_in(person.user))) is not None) is reads
            assert may_speak(person.user, place.space) is reads
            loaded = select(Question).options(joinedload(Question.space))
            question = session.scalars(loaded).one()
            assert may_settle(person.user, question) is settles
        for to, allowed in (("read", reads), ("answer", reads), ("settle", settles), ("change", person == carol)):
            assert may(person, question_id, to) is allowed, (person, to)
    with unit():
        for person, to in ((carol, "change"), (carol, "remove"), (bob, "accept"), (bob, "thank"), (alice, "change")):
            with pytest.raises(NotAllowed):
                answer_for(person.user, answer_id, to=to)  # type: ignore[arg-type]
        with pytest.raises(NotFound):
            answer_for(dave.user, answer_id, to="read")
        assert answer_for(alice.user, answer_id, to="remove")
    with unit():
        describe_space(place.space, name="Field work", about="", team_role=None, commenting=Role.EDITOR)
    assert may(bob, question_id, "answer")
    assert not may(carol, question_id, "answer"), "where readers may not comment they may not answer"
    assert not may(carol, question_id, "settle")


def may(person: Person, question_id: int, to: str) -> bool:
    with unit():
        try:
            return bool(question_for(person.user, question_id, to=to))  # type: ignore[arg-type]
        except (NotFound, NotAllowed):
            return False


@pytest.mark.usefixtures("without_csrf")
def test_the_page_it_is_about_is_told_to_its_readers_alone(
    place: Place, as_: As, alice: Person, bob: Person, carol: Person, dave: Person
) -> None:
    """The question stands where the whole team reads it."""
    with unit():
        everywhere = create_space(alice.user, "Everywhere", team_role=Role.READER).id
    sent = {"title": "Which key?", "about": place.page_id, "space": everywhere, "text": "See [[First steps]]"}
    url = as_(carol).post("/questions/new", data=sent).headers["Location"].removesuffix("#asked")
    assert "First steps</a></p>" in as_(bob).get(url).text
    assert place.url not in as_(dave).get(url).text
    lead = f"/questions/lead?space={place.space_id}&to=First+steps"
    assert as_(bob).get(lead).headers["Location"] == place.url
    assert as_(dave).get(lead).status_code == 404
    assert as_(dave).get(f"/questions/new?about={place.page_id}").status_code == 404
    assert as_(dave).post("/questions/new", data=sent).status_code == 404
    assert as_(dave).get(f"/questions?about={place.page_id}").status_code == 404


def test_lists_by_state_tag_and_page(
    place: Place, ask: Ask, as_: As, alice: Person, bob: Person, carol: Person
) -> None:
    still, solved, shut = (ask(carol, f"{word}?", "", "keys", about=place.page_id) for word in ("One", "Two", "Three"))
    ask(bob, "Four?", "", "doors")
    given = answer(bob, solved)
    with unit():
        accept(carol.user, question_for(carol.user, solved), session.get_one(Answer, given))
        actions.close(carol.user, question_for(carol.user, shut))
    with unit():
        states = [state_of(session.get_one(Question, each)) for each in (still, solved, shut)]
    assert states == [State.OPEN, State.ANSWERED, State.CLOSED]
    for person, url, expected in (
        (bob, "/questions", ["Four?", "One?"]),
        (bob, "/questions?show=answered", ["Two?"]),
        (bob, "/questions?show=closed", ["Three?"]),
        (bob, "/questions?show=mine", ["Four?", "Two?"]),
        (carol, "/questions?show=mine", ["Three?", "Two?", "One?"]),
        (bob, "/questions?tag=keys", ["One?"]),
        (bob, "/questions?tag=nothing", []),
        (bob, f"/questions?about={place.page_id}", ["One?"]),
        (bob, f"/questions?before={solved}", ["One?"]),
        (bob, "/questions?before=x", []),
    ):
        shown = as_(person).get(url).text
        assert [word for word in ("Four?", "Three?", "Two?", "One?") if f">{word}</a>" in shown] == expected, url
    assert ">One?</a>" in as_(alice).get("/tags/keys").text
    assert "No page carries this tag" not in as_(alice).get("/tags/doors").text


def test_a_stranger_finds_none(place: Place, ask: Ask, as_: As, carol: Person, dave: Person) -> None:
    question_id = ask(carol, "Wombat?", "", "wombattag")
    answer(carol, question_id, "Wombat.")
    assert titles(dave) == []
    stranger = as_(dave)
    for url in ("/questions", "/questions?tag=wombattag", "/questions?show=mine", "/tags"):
        assert "ombat?" not in stranger.get(url).text
    assert "No page carries this tag" in stranger.get("/tags/wombattag").text
    assert stranger.get("/watch/tag/wombattag").status_code == 404
    assert as_(carol).get("/watch/tag/wombattag").status_code == 200
    absent, unseen = stranger.get("/q/999999-nothing"), stranger.get(url_of(question_id))
    assert (absent.status_code, unseen.status_code) == (404, 404)
    with unit():
        assert answers_by(carol.id, readable_spaces(dave.user)) == []
        assert [one.title for one in answers_by(carol.id, readable_spaces(carol.user))] == ["Wombat?"]


@pytest.mark.usefixtures("without_csrf")
def test_deleted_put_back_and_erased(
    place: Place, ask: Ask, as_: As, alice: Person, bob: Person, carol: Person
) -> None:
    question_id = ask(carol, to=bob)
    url, asker = url_of(question_id), as_(carol)
    assert as_(bob).post(f"{url}/removal").status_code == 403
    assert asker.post(f"{url}/removal").status_code == 303
    assert titles(carol) == []
    assert lines(bob) == []
    assert as_(bob).get(url).status_code == 404
    assert "is deleted" in asker.get(url).text
    with unit():
        empty_trash(place.space, alice.user)
    assert asker.post(f"{url}/removal/end").status_code == 303, "the trash of pages is another one"
    assert [line.because for line in lines(bob)] == ["question"]
    assert asker.post(f"{url}/erasure").status_code == 404
    asker.post(f"{url}/removal")
    assert as_(bob).post(f"{url}/erasure").status_code == 404
    assert as_(alice).post(f"{url}/erasure").status_code == 303
    with unit():
        assert session.scalar(select(Entry.id).where(Entry.id == question_id)) is None
        assert session.scalar(select(Answer.id)) is None
    run_due()


def test_an_answer_can_be_changed_taken_back_and_put_back(
    place: Place, ask: Ask, alice: Person, bob: Person, carol: Person
) -> None:
    question_id = ask(carol)
    first, second = answer(bob, question_id), answer(alice, question_id, "No, the steel one.")
    with unit():
        question = question_for(carol.user, question_id)
        for each in (first, second):
            accept(carol.user, question, session.get_one(Answer, each))
        thank(carol.user, question, session.get_one(Answer, first))
        thank(carol.user, question, session.get_one(Answer, first))
    assert [(said.id, said.accepted, said.thanked_by) for said in said_in(question_id, bob)] == [
        (second, True, []),
        (first, False, ["Carol Çelik"]),
    ]
    with unit():
        given, question = answer_for(alice.user, second, to="change")
        reword(alice.user, question, given, "The *steel* one.")
        with pytest.raises(Invalid):
            reword(alice.user, question, given, " ")
        remove(alice.user, question, given)
    assert [said.id for said in said_in(question_id, bob)] == [first]
    with unit():
        assert state_of(session.get_one(Question, question_id)) == State.OPEN, "what was accepted is gone"
        put_back(alice.user, question_for(alice.user, question_id), answer_for(alice.user, second, to="remove")[0])
    assert [(said.id, said.accepted) for said in said_in(question_id, bob)] == [(second, True), (first, False)]
    assert "<em>steel</em>" in said_in(question_id, bob)[0].html
    with unit():
        assert state_of(session.get_one(Question, question_id)) == State.ANSWERED
        given, question = answer_for(alice.user, second, to="change")
        remove(alice.user, question, given)
        accept(carol.user, question, session.get_one(Answer, first))
        put_back(alice.user, question, answer_for(alice.user, second, to="remove")[0])
    assert [(said.id, said.accepted) for said in said_in(question_id, bob)] == [(first, True), (second, False)]


def said_in(question_id: int, viewer: Person) -> list:  # type: ignore[type-arg]
    with unit():
        return answers_to(question_id, viewer.user)


def test_closed_and_opened_again(place: Place, ask: Ask, bob: Person, carol: Person) -> None:
    question_id = ask(carol, to=bob)
    with unit():
        actions.close(carol.user, question_for(carol.user, question_id))
    assert lines(bob) == [], "nobody waits for an answer any more"
    with pytest.raises(Invalid):
        answer(bob, question_id)
    with unit():
        actions.reopen(carol.user, question_for(carol.user, question_id))
    assert answer(bob, question_id)


@pytest.mark.usefixtures("without_csrf")
def test_words_and_tags_can_be_changed_by_whoever_asked(
    place: Place, ask: Ask, as_: As, bob: Person, carol: Person
) -> None:
    question_id = ask(carol, "Which key?", "Old.", "keys", "old")
    url, asker = url_of(question_id), as_(carol)
    assert as_(bob).get(f"{url}/edit").status_code == 403
    changed = asker.post(f"{url}/edit", data={"title": "Which door?", "text": "New.", "tags": "keys doors"})
    assert changed.headers["Location"] == f"/q/{question_id}-which-door"
    shown = asker.get(url, follow_redirects=True).text
    assert "#doors" in shown
    assert "#old" not in shown
    assert "edited" in shown
    assert asker.post(f"{url}/edit", data={"title": "", "text": "Kept"}).status_code == 422


def test_what_an_index_takes_up(place: Place, ask: Ask, bob: Person, carol: Person) -> None:
    question_id, other = ask(carol, "Which key?", "For the *shed*.", "keys", "shed"), ask(carol)
    answer(bob, question_id, "The brass one.")
    with unit():
        actions.trash(carol.user, question_for(carol.user, other))
    with unit():
        (one,) = searchable(Question.id.in_([question_id, other, place.page_id]))
    assert (one.id, one.space_id, one.title, one.tags) == (question_id, place.space_id, "Which key?", ["keys", "shed"])
    assert one.people == [carol.name, bob.name]
    assert "<em>shed</em>" in one.html
    assert "brass" in one.html


def test_a_secret_goes_from_what_was_asked_about_a_page(place: Place, ask: Ask, bob: Person, carol: Person) -> None:
    about, other = ask(carol, "Is swordfish it?", "swordfish", about=place.page_id), ask(carol, "swordfish")
    answer(bob, about, "It is swordfish.")
    with unit():
        write_text(place.page_id, bob.id, "No secret.")
    with unit():
        page = page_for(bob.user, place.page_id)
        assert find(page, "swordfish").others == 3
        purge(bob.user, page, "swordfish")
    with unit():
        (found,) = searchable(Question.id == about)
        assert "swordfish" not in found.title + found.html
        assert session.get_one(Question, other).title == "swordfish"


def test_who_left_keeps_no_name(place: Place, ask: Ask, as_: As, alice: Person, bob: Person, carol: Person) -> None:
    question_id = ask(carol, to=bob)
    answer(bob, question_id)
    with unit():
        for person in (bob, carol):
            remove_member(place.space, person.user)
        session.get_one(Question, question_id).author_id = None
        session.scalars(select(Answer)).one().by_id = None
    shown = as_(alice).get(url_of(question_id)).text
    assert shown.count("Somebody who left") == 2
    assert "The brass one." in shown


def test_lists_of_pages_know_nothing_of_questions(
    place: Place, ask: Ask, as_: As, alice: Person, carol: Person
) -> None:
    question_id = ask(carol, "Quokka?", "Quokka.", "quokkatag")
    with unit():
        create_page(alice.user, place.space, "Another")
    client = as_(alice)
    for url in ("/", "/changes", f"/s/{place.slug}", f"/s/{place.slug}/trash", "/tasks", "/tags"):
        assert "Quokka?" not in client.get(url).text, url
    assert client.get(f"/p/{question_id}").status_code == 404
    assert client.get(f"/p/{question_id}/info").status_code == 404
    assert client.get(f"/q/{place.page_id}").status_code == 404


def test_two_hundred_letters_and_no_more(place: Place, ask: Ask, carol: Person) -> None:
    with unit():
        words = Words("  a\nb ", " x\r\ny ", ("#A", "a", "", "b")).valid()
    assert words == Words("a b", "x\ny", ("a", "b"))


def test_only_who_may_read_it_hears_of_it(
    place: Place, ask: Ask, alice: Person, bob: Person, carol: Person, dave: Person
) -> None:
    """Over the wire there are numbers alone, and those are for readers."""
    question_id = ask(carol)
    with unit():
        heard = [may_be_with(person.user, question_id) for person in (alice, bob, carol, dave)]
        assert heard == [True, True, True, False]
        assert may_be_with(bob.user, place.page_id)
        assert not may_be_with(bob.user, 999_999)
        actions.trash(carol.user, question_for(carol.user, question_id))
    with unit():
        assert not may_be_with(carol.user, question_id)


def test_a_list_asks_as_often_for_many_as_for_few(
    place: Place, ask: Ask, asked: list[str], bob: Person, carol: Person
) -> None:
    counts = []
    for many in (1, 6):
        for number in range(many):
            answer(bob, ask(carol, f"{number}?", "", "keys", f"tag{number}"))
        with unit():
            viewer = bob.user
            asked.clear()
            assert questions_where(viewer)
            assert answers_by(bob.id, readable_spaces(viewer))
            counts.append(len(asked))
    assert counts[0] == counts[1]


def test_what_somebody_answered_is_shown_on_their_page(
    app: Flask, place: Place, ask: Ask, bob: Person, carol: Person
) -> None:
    question_id = ask(carol, "Which <key>?")
    given = answer(bob, question_id)
    with unit():
        accept(carol.user, question_for(carol.user, question_id), session.get_one(Answer, given))
        rows = answers_by(bob.id, readable_spaces(carol.user))
        with app.test_request_context():
            shown = render_template("questions/_answered.html", answered=rows, i=app.jinja_env.globals["i"])
    assert f'href="/q/{question_id}-which-key#answer-{given}"' in shown
    assert "Which &lt;key&gt;?" in shown
    assert "this answer helped" in shown
    answer(bob, question_id)
    with unit():
        again = answers_by(bob.id, readable_spaces(carol.user))
    assert again == rows, "a question stands there once, with the answer that helped"


def test_without_tags_and_a_name_nobody_is_asked_and_the_page_says_so(
    place: Place, ask: Ask, as_: As, carol: Person
) -> None:
    tagged, bare = ask(carol, "Which key?", "", "keys"), ask(carol, "Which door?")
    with unit():
        assert session.get_one(Question, tagged).to_all_at is not None
        assert session.get_one(Question, bare).to_all_at is None
    said = as_(carol).get(url_of(bare)).text
    assert "Nobody yet. Name a colleague" in said
    assert "Everybody who watches its tags" not in said
    for question_id, is_put in ((bare, False), (tagged, True)):
        with unit():
            question = session.get_one(Question, question_id)
            actions.ask_everyone(carol.user, question)
            assert (question.to_all_at is not None) == is_put, "from a page that still showed a tag"


@pytest.mark.usefixtures("without_csrf")
def test_what_was_typed_for_a_question_that_was_closed_meanwhile_is_still_there(
    place: Place, ask: Ask, as_: As, bob: Person, carol: Person
) -> None:
    question_id = ask(carol)
    with unit():
        close(carol.user, question_for(carol.user, question_id))
    answered = as_(bob).post(f"{url_of(question_id)}/answers", data={"text": "Typed with care"})
    assert answered.status_code == 422
    assert "Typed with care" in answered.text
    assert "closed" in answered.text


def test_what_people_were_looked_for_with_is_the_question(as_: As, alice: Person, place: Place) -> None:
    form = as_(alice).get("/questions/new?title=How+do+I+size+a+heat+exchanger%3F").text
    assert 'value="How do I size a heat exchanger?"' in form
