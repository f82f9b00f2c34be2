"""One person is asked by name; after two silent working days the next is offered, and asked by nobody else."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from tests.conftest import PASSWORD, Person, Place
from tests.core.test_mail import Mailbox, running
from tests.notifications.test_inbox import lines
from tests.notifications.test_mailing import Time, choose, text
from tests.questions.conftest import Ask, answer, url_of
from wiki.accounts.actions.groups import let_in, make_group
from wiki.accounts.passwords import hash_password
from wiki.core import clock, later
from wiki.core.db import session
from wiki.core.errors import Invalid
from wiki.core.later import run_due
from wiki.core.mail import use_mail
from wiki.core.settings import read_settings
from wiki.core.unit import unit
from wiki.notifications import actions as inbox
from wiki.notifications import asked, mailing, queries
from wiki.notifications.hours import Hours
from wiki.notifications.mailing import begin_digests
from wiki.notifications.watching import How, Kind, watch
from wiki.questions import actions, turns
from wiki.questions.policy import question_for
from wiki.spaces.actions import remove_member, set_member
from wiki.spaces.leaving import LeftOut
from wiki.spaces.models import Entry, Role
from wiki.spaces.synonyms import count_as
from wiki.spaces.tags import tags_named

As = Callable[[Person | None], FlaskClient]


@pytest.fixture
def time(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Iterator[Time]:
    """Monday at noon in Amsterdam, with somebody who takes mail."""
    mailbox = Mailbox()
    turned = Time(mailbox)
    for module in (clock, later, inbox, mailing, asked, queries, turns, actions):
        monkeypatch.setattr(module, "now", lambda: turned.at)
    with running(mailbox) as port:
        use_mail(read_settings({"SMTP_URL": f"smtp://127.0.0.1:{port}", "BASE_URL": "https://wiki.example.org"}))
        with unit():
            later.plan(begin_digests)
        yield turned
    use_mail(read_settings({}))


@pytest.fixture(autouse=True)
def passwords(place: Place, alice: Person, bob: Person, carol: Person) -> None:
    with unit():
        for person in (alice, bob, carol):
            person.user.password_hash = hash_password(PASSWORD)


def told(person: Person) -> list[tuple[str, str | None]]:
    return [(line.because, line.next.handle if line.next else None) for line in lines(person)]


def test_who_is_asked_has_one_line_and_one_mail(time: Time, ask: Ask, bob: Person, carol: Person) -> None:
    question_id = ask(carol, "Which key?", "The *brass* one?", to=bob)
    assert [(line.because, line.said) for line in lines(bob)] == [("question", "The brass one?")]
    (mail,) = time.passes(hours=2)
    assert mail["To"] == "bob@example.org"
    assert mail["Subject"] == "Carol Çelik asks you: “Which key?”"
    assert f"https://wiki.example.org/q/{question_id}" in text(mail)
    assert "because you are asked by name" in text(mail)
    assert "No more mail of this question" in text(mail)


def test_the_next_is_offered_after_two_silent_working_days(
    time: Time, ask: Ask, as_: As, app: Flask, alice: Person, bob: Person, carol: Person
) -> None:
    """To whoever asked, with one click; nobody is asked before that click."""
    choose(carol, digest=False)
    question_id = ask(carol, to=bob, then=(alice,))
    time.passes(days=1, hours=23)
    assert told(carol) == []
    time.passes(hours=1, minutes=15)
    assert told(carol) == [("silent", "alice")]
    shown = as_(carol).get("/inbox").text
    assert "Bob de Boer did not answer yet: ask Alice Admiraal?" in shown
    assert 'value="@alice"' in shown
    time.passes(days=5)
    assert told(alice) == [], "not by itself"
    app.config["WTF_CSRF_ENABLED"] = False
    try:
        assert as_(bob).post(f"/q/{question_id}/people", data={"to": "@alice"}).status_code == 403
        assert as_(carol).post(f"/q/{question_id}/people", data={"to": "@alice"}).status_code == 303
    finally:
        app.config["WTF_CSRF_ENABLED"] = True
    assert told(alice) == [("question", None)]
    assert told(carol) == [], "the offer is taken"
    time.passes(days=4)
    assert told(carol) == [("silent", None)], "and once more, with nobody left to offer"
    assert "Ask somebody else" in as_(carol).get("/inbox").text


def test_days_off_and_nights_do_not_count(time: Time, ask: Ask, alice: Person, bob: Person, carol: Person) -> None:
    """Asked on Friday evening, silent on Monday and Tuesday: offered on Wednesday when work begins."""
    time.passes(days=4, hours=8)
    ask(carol, to=bob, then=(alice,))
    time.passes(days=4, hours=12, minutes=45)
    assert told(carol) == []
    time.passes(minutes=30)
    assert told(carol) == [("silent", "alice")]


def test_hours_that_were_changed_meanwhile_count(time: Time, ask: Ask, bob: Person, carol: Person) -> None:
    ask(carol, to=bob)
    choose(bob, days="14")
    time.passes(days=6, hours=23)
    assert told(carol) == []
    time.passes(hours=1, minutes=15)
    assert told(carol) == [("silent", None)]


@pytest.mark.parametrize(
    ("since", "days", "due"),
    [
        ("2026-11-23T12:00", "12345", "2026-11-25T12:00"),
        ("2026-11-26T16:59", "12345", "2026-11-30T16:59"),
        ("2026-11-28T12:00", "12345", "2026-12-02T09:00"),
        ("2026-11-23T07:00", "12345", "2026-11-25T09:00"),
        ("2026-11-23T12:00", "1", "2026-12-07T12:00"),
        ("2026-10-23T12:00", "12345", "2026-10-27T12:00"),  # the clock goes back in between
    ],
)
def test_working_days_are_counted_where_somebody_works(since: str, days: str, due: str) -> None:
    zone = ZoneInfo("Europe/Amsterdam")
    hours = Hours(zone, 9, 17, frozenset(map(int, days)))
    found = hours.days_later(datetime.fromisoformat(since).replace(tzinfo=zone).astimezone(UTC), 2)
    assert found.astimezone(zone).isoformat()[:16] == due


def test_nobody_is_offered_once_somebody_answered_or_it_is_settled(
    time: Time, place: Place, ask: Ask, alice: Person, bob: Person, carol: Person
) -> None:
    answered, closed, thrown = (ask(carol, to=bob, then=(alice,)) for _ in range(3))
    answer(alice, answered)
    with unit():
        actions.close(carol.user, question_for(carol.user, closed))
        actions.trash(carol.user, question_for(carol.user, thrown))
    time.passes(days=9)
    assert told(carol) == [("answer", None)]


def test_who_cannot_answer_says_so_or_passes_it_on(
    time: Time, ask: Ask, as_: As, app: Flask, alice: Person, bob: Person, carol: Person
) -> None:
    first, second = ask(carol, to=bob, then=(alice,)), ask(carol, "And this?", to=bob)
    app.config["WTF_CSRF_ENABLED"] = False
    try:
        helper = as_(bob)
        assert as_(alice).post(f"/q/{first}/refusal").status_code == 403
        wrong = helper.post(f"/q/{first}/refusal", data={"words": "Kept with care", "to": "@dave"})
        assert wrong.status_code == 422
        assert "Kept with care" in wrong.text
        assert helper.post(f"/q/{first}/refusal", data={"words": "I am new here."}).status_code == 303
        assert helper.post(f"/q/{first}/refusal").status_code == 403
        assert helper.post(f"/q/{second}/refusal", data={"to": "@alice"}).status_code == 303
    finally:
        app.config["WTF_CSRF_ENABLED"] = True
    assert told(bob) == []
    assert told(alice) == [("question", None)]
    assert told(carol) == [("declined", "alice")]
    assert "I am new here." in as_(alice).get(url_of(first)).text
    assert "Passed it on to Alice Admiraal" in as_(carol).get(url_of(second)).text
    assert "Bob de Boer cannot answer: ask Alice Admiraal?" in as_(carol).get("/inbox").text
    time.passes(days=4)
    assert [line.page_id for line in lines(carol)] == [second, first], "who passed it on is silent no more"


def test_candidates_are_checked_when_they_are_kept_and_when_they_are_offered(
    time: Time, place: Place, ask: Ask, alice: Person, bob: Person, carol: Person, dave: Person
) -> None:
    """Who may not read the space, is suspended, asked themselves, or wants not to be found is offered nowhere."""
    with unit():
        set_member(place.space, dave.user, Role.READER)
    question_id = ask(carol, "Which?", "", "keys", to=bob, then=(carol, dave, alice))
    with unit():
        remove_member(place.space, dave.user)
    time.passes(days=3)
    assert told(carol) == [("silent", "alice")]
    with unit():
        (tag,) = tags_named(["keys"])
        session.add(LeftOut(user_id=alice.id, tag_id=tag.id))
    assert told(carol) == [("silent", None)]
    with unit():
        set_member(place.space, dave.user, Role.READER)
    assert told(carol) == [("silent", "dave")]
    with unit():
        dave.user.suspended_at = time.at
    assert told(carol) == [("silent", None)]
    for again, why in ((bob, "asked already"), (dave, "cannot answer"), (carol, "than yourself")):
        with pytest.raises(Invalid, match=why), unit():
            turns.ask_person(carol.user, question_for(carol.user, question_id), again.user)


def test_without_a_name_it_reaches_who_watches_a_tag(
    time: Time, place: Place, ask: Ask, alice: Person, bob: Person, carol: Person, dave: Person
) -> None:
    """As an inbox line or sideways, as each chose; never those who may not read it."""
    with unit():
        keys, locks = tags_named(["keys", "locks"])
        for person, tag, how in (
            (bob, locks, How.EVERYTHING), (alice, keys, How.SIDEWAYS), (dave, keys, How.EVERYTHING),
            (carol, keys, How.EVERYTHING),
        ):  # fmt: skip
            watch(person.id, Kind.TAG, tag.id, how)
        count_as(alice.user, keys, locks)
    question_id = ask(carol, "Who opens it?", "", "keys")
    assert told(bob) == [("topic", None)]
    assert [told(person) for person in (alice, carol, dave)] == [[], [], []]
    with unit():
        assert not dave.user.has_news, "not so much as the dot"
    mails = {mail["To"]: mail for mail in time.passes(days=1)}
    assert mails.keys() == {"bob@example.org", "alice@example.org"}
    sideways = mails["alice@example.org"]
    assert sideways["Subject"] == "1 question was asked"
    assert "Asked about what you watch:" in text(sideways)
    assert f"https://wiki.example.org/q/{question_id}" in text(sideways)
    assert "because you watch one of its tags" in text(mails["bob@example.org"])
    assert time.passes(days=1) == []


def test_everybody_may_be_asked_after_one_and_once(
    time: Time, ask: Ask, as_: As, app: Flask, alice: Person, bob: Person, carol: Person
) -> None:
    with unit():
        (keys,) = tags_named(["keys"])
        for person in (alice, bob):
            watch(person.id, Kind.TAG, keys.id, How.EVERYTHING)
    question_id = ask(carol, "Who?", "", "keys", to=bob)
    assert told(alice) == []
    app.config["WTF_CSRF_ENABLED"] = False
    try:
        assert as_(bob).post(f"/q/{question_id}/everyone").status_code == 403
        for _ in range(2):
            assert as_(carol).post(f"/q/{question_id}/everyone").status_code == 303
    finally:
        app.config["WTF_CSRF_ENABLED"] = True
    assert told(alice) == [("topic", None)]
    assert told(bob) == [("question", None)], "who is asked by name has that line"


def test_at_most_so_many_are_told(
    ask: Ask, monkeypatch: pytest.MonkeyPatch, alice: Person, bob: Person, carol: Person
) -> None:
    monkeypatch.setattr(asked, "MOST_TOLD", 1)
    with unit():
        (keys,) = tags_named(["keys"])
        for person in (alice, bob):
            watch(person.id, Kind.TAG, keys.id, How.EVERYTHING)
    ask(carol, "Who?", "", "keys")
    assert len(told(alice)) + len(told(bob)) == 1


def test_who_is_named_hears_of_it(
    time: Time, ask: Ask, alice: Person, bob: Person, carol: Person, dave: Person
) -> None:
    question_id = ask(carol, "Which?", "What does @bob say, @dave, @carol?", to=alice)
    assert [told(person) for person in (alice, bob, carol, dave)] == [[("question", None)], [("mention", None)], [], []]
    answer(bob, question_id, "Ask @alice.")
    (line,) = lines(alice)
    assert line.because == "mention"
    assert line.by is not None
    assert line.by.name == "Bob de Boer"
    (mail,) = [mail for mail in time.passes(hours=2) if mail["To"] == "bob@example.org"]
    assert mail["Subject"] == "Carol Çelik named you in “Which?”"


def test_what_may_not_be_read_any_more_is_not_told(
    time: Time, place: Place, ask: Ask, alice: Person, bob: Person, carol: Person
) -> None:
    ask(carol, "Which?", "", "keys", to=bob)
    with unit():
        remove_member(place.space, bob.user)
    assert told(bob) == []
    assert [mail for mail in time.passes(days=2) if mail["To"] == "bob@example.org"] == []
    with unit():
        remove_member(place.space, carol.user)
    time.passes(days=4)
    assert told(carol) == []


def test_a_deleted_question_is_erased_after_thirty_days(time: Time, ask: Ask, carol: Person) -> None:
    question_id = ask(carol)
    with unit():
        actions.trash(carol.user, question_for(carol.user, question_id))
    time.at += timedelta(days=29)
    while run_due():
        pass
    with unit():
        assert question_for(carol.user, question_id, trashed=True)
    time.at += timedelta(days=1, minutes=1)
    while run_due():
        pass
    with unit():
        assert session.scalar(select(func.count()).where(Entry.kind == "question")) == 0


def test_a_group_that_is_named_hears_as_far_as_it_may_read(
    ask: Ask, as_: As, alice: Person, bob: Person, carol: Person, dave: Person
) -> None:
    with unit():
        group = make_group(alice.user, "fitters", "The fitters")
        for person in (carol, dave):
            let_in(group, person.user)
    question_id = ask(bob, "Which key?", "Does one of @fitters know?")
    assert [told(person) for person in (alice, carol)] == [[("mention", None)], [("mention", None)]]
    assert told(dave) == [], "may not read it"
    assert 'href="/groups/fitters"' in as_(bob).get(url_of(question_id)).text
